"""A report as a PDF for print and archive: cover, contents with page numbers, running heads, bookmarks, tags."""

import datetime as dt
import gc
import math
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any, TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from generator.downloads import fonts, justify, language
from generator.downloads.continued import continued, page_starts
from generator.downloads.page_code import CODE, code_of
from generator.downloads.paper import ems
from generator.downloads.parted import has_leftover, pieces_of
from generator.downloads.pdf_files import attached
from generator.downloads.pieces import pieces, plain
from generator.downloads.print_texts import Cover, about_of, cover_of, texts_of
from generator.downloads.print_view import (
    Entry,
    PrintChart,
    PrintSection,
    PrintTable,
    contents_of,
    is_head,
    is_worded,
    running,
    sections_of,
    tables_of,
)
from generator.downloads.tagging import mend
from generator.downloads.text_memo import lines_kept
from generator.model.blocks import Document, Glossary, Notice, Paragraph

_TEXT_WIDTH_PT = 156 / 25.4 * 72
_LEFT_PT = 28 / 25.4 * 72
_PAPER_PT = 210 / 25.4 * 72
_CONTENTS_WIDTH, _CONTENTS_HEIGHT = 32, 47.0  # room for the lines of the contents, in sizes of type
_TIGHTEST, _ROOMIEST = 1.3, 1.75
Parts: TypeAlias = tuple[PrintSection, ...]
_LEADINGS = ("", "1.7", "1.65", "1.6")  # heights of a line of text, tried in order; the first is that of print.css


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """What a PDF needs beyond its document.

    Attributes:
        date: date the file carries; comes from the data, never from the clock.
        publisher: who publishes, where the document does not say it.
        body_points: size of the text; 12, or 16 for the form of official letters.
        attachments: file name (of `pdf_files.TOLD`) → content of data that travels inside the file.
        address: whole address of the report's page, printed on the cover with a QR code; empty prints neither.
    """

    date: dt.date
    publisher: str = ""
    body_points: float = 12
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    address: str = ""


def render_pdf(document: Document, charts: Mapping[str, str], settings: PrintSettings) -> bytes:
    """Return a report as PDF/A-3a with tags, the same bytes for the same arguments.

    Printed page numbers equal the pages of the file, the cover is page 1.

    Args:
        document: the report.
        charts: SVG text of each chart by its key.
        settings: date, publisher, size, attachments.

    Raises:
        MissingFont: a font is not installed.
        MissingGlyph: characters that the chosen fonts do not hold; none is ever printed as an empty box.
        RowTooTall: a row of a table is higher than a page.
        FatalURLFetchingError: a chart is missing from `charts`, or asks for a file or an address.
    """
    families = {**fonts.DEFAULTS, **document.fonts}
    cover = cover_of(document, settings.publisher, settings.date, settings.address)
    about = about_of(document)
    lacks = fonts.lacking(texts_of(document, cover, about), {"chart": fonts.DEFAULTS["heading"], **families})
    if lacks:
        raise fonts.MissingGlyph(lacks)
    language.settle()
    justify.install()
    configuration = FontConfiguration()
    sheets = [CSS(string=text, font_config=configuration) for text in (_stylesheet(), _typography(families, settings))]
    fetcher, options = _Charts(charts, code_of(cover.address)), _options(document, settings)

    read: dict[int, tuple[Parts, Any]] = {}  # sections are read once, however often they are laid out

    def lay(parts: Parts, leading: str) -> Any:
        closer = [CSS(string=f"body {{ line-height: {leading} }}")] if leading else []
        if id(parts) not in read:
            markup = _markup(document, parts, cover, about, settings)
            read[id(parts)] = parts, HTML(string=markup, url_fetcher=fetcher)
        return read[id(parts)][1].render(font_config=configuration, stylesheets=[*sheets, *closer], **options)

    with _collector_paused(), lines_kept(), warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the engine leaves its own colour profile open
        sections, drawn = _laid_out(sections_of(document), lay)
        raw = drawn.write_pdf(**options)
    if fetcher.refused:  # the engine drops a picture that it cannot read, without a word
        raise FatalURLFetchingError(_refusal(fetcher.refused[0]))
    titles = {entry.key: entry.title for entry in contents_of(sections)}
    return mend(raw, tuple(tables_of(sections)), titles, tuple(piece.within for piece in pieces_of(drawn)))


def _options(document: Document, settings: PrintSettings) -> dict[str, object]:
    """Return what the file is to be: its kind, its identifier, what travels inside it."""
    return {
        "pdf_variant": "pdf/a-3a",
        "pdf_identifier": sha256(document.address.encode()).digest()[:16],
        "attachments": attached(settings.attachments, settings.date),
        "uncompressed_pdf": True,  # packed once, when the tags are mended
    }


def _laid_out(sections: Parts, lay: Callable[[Parts, str], Any]) -> tuple[Parts, Any]:
    """Return the sections as drawn, and their pages, laid out again where that makes them better.

    Lines stand closer where that saves a page of a line or two; forms say names again where a page ends beside them.
    Lines of forms keep their height, so both are tried at once, and done over only where a page then ends elsewhere.
    """
    drawn, parts, leading = lay(sections, _LEADINGS[0]), sections, _LEADINGS[0]
    if has_leftover(drawn):
        guess = _continued(sections, drawn)
        tried = ((lay(guess, closer), guess, closer) for closer in _LEADINGS[1:])
        drawn, parts, leading = next((it for it in tried if not has_leftover(it[0])), (drawn, parts, leading))
    again = _continued(sections, drawn)
    return (parts, drawn) if again == parts else (again, lay(again, leading))


def _continued(sections: Parts, drawn: Any) -> Parts:
    """Return sections whose forms say names again where pages end as drawn."""
    starts = page_starts(tables_of(sections), pieces_of(drawn))
    return tuple(continued(part, starts) for part in sections)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the garbage collector: layout makes a million objects that live to the end, a tenth of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _refusal(url: str) -> str:
    """Return the sentence that refuses an address."""
    return f"印制时只读取本报告的图，不读取其他文件和地址，遇到：{url[:80]}"


class _Charts(URLFetcher):  # type: ignore[misc] # the engine is not typed
    """Hands out the drawings of one document and refuses every other address, files included."""

    def __init__(self, charts: Mapping[str, str], code: str = "") -> None:
        """Keep the drawings by address: those of charts by their key, and the QR code of the cover."""
        super().__init__(allowed_protocols=())
        self._drawings = {f"chart:{key}": text for key, text in charts.items()} | ({CODE: code} if code else {})
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - engine's signature
        """Return the SVG of `chart:<key>` or of the QR code.

        Raises:
            FatalURLFetchingError: any other address.
        """
        if url not in self._drawings:
            self.refused.append(url)
            raise FatalURLFetchingError(_refusal(url))
        return URLFetcherResponse(url, self._drawings[url], {"Content-Type": "image/svg+xml"})


def _markup(
    document: Document,
    sections: Parts,
    cover: Cover,
    about: tuple[str, ...],
    settings: PrintSettings,
) -> str:
    """Return the print form as escaped HTML."""
    return _template().render(
        title=document.title,
        publisher=cover.publisher,
        description=f"{document.department_name}{document.year}年度",
        stamp=settings.date.isoformat(),
        cover=cover,
        about=about,
        contents=contents_of(sections),
        sections=sections,
        kind_of=_kind,
        is_head=is_head,
        is_worded=is_worded,
        leading=_leading(contents_of(sections)),
        plain=plain,
        pieces=pieces,
        running=running,
    )


@cache
def _template() -> Template:
    """Return the print template; undefined names are errors, every value is escaped."""
    loader = PackageLoader("generator.downloads", "templates")
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=True).get_template("print.html.j2")


@cache
def _stylesheet() -> str:
    """Return the fixed part of the style."""
    return resources.files("generator.downloads").joinpath("templates/print.css").read_text("utf-8")


def _typography(families: Mapping[str, str], settings: PrintSettings) -> str:
    """Return the part of the style that a report chooses: families, size, and a width of whole characters."""
    body, heading, table = (_quoted(families[role]) for role in ("body", "heading", "table"))
    size = settings.body_points
    width = int(_TEXT_WIDTH_PT / size) * size
    right = _PAPER_PT - _LEFT_PT - width
    return f"""
    html {{ font-family: {body}; font-size: {size}pt }}
    @page {{ font-family: {heading}; font-size: 9pt; margin-right: {right:.3f}pt }}
    @page form {{ margin-right: 20mm }}
    @page wide {{ margin-right: 18mm }}
    h1, h2, h3, h4, .sub, .ours, .notice, .cover, .title, .number, .corners, .entry1,
    .chart .finding, .chart .subtitle, .chart .caption, .about, .term b {{ font-family: {heading} }}
    table {{ font-family: {table} }}
    """


def _leading(entries: tuple[Entry, ...]) -> float:
    """Return the height of a line of the contents in sizes of type: contents of usual length take one page."""
    lines = sum(math.ceil((ems(entry.title) + 2 * entry.level) / _CONTENTS_WIDTH) for entry in entries)
    parts = sum(entry.level == 1 for entry in entries)
    room = _CONTENTS_HEIGHT - 0.6 * parts
    return max(_TIGHTEST, min(_ROOMIEST, math.floor(100 * room / max(lines, 1)) / 100))


def _quoted(family: str) -> str:
    """Return a family name as a CSS string; quotes, backslashes and control characters are dropped."""
    return '"' + re.sub(r'["\\\x00-\x1f]', "", family) + '"'


def _kind(block: PrintTable | PrintChart | Paragraph | Glossary | Notice) -> str:
    """Return which macro of the template draws a block."""
    kinds = {PrintTable: "table", PrintChart: "chart", Paragraph: "paragraph", Glossary: "glossary", Notice: "notice"}
    return kinds[type(block)]
