"""A report as a piece of HTML for a government site's content system: the piece, its pictures, a preview, how to.

Counties that cannot host a site of their own paste it into the portal that they have. It says all that the PDF says.
"""

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from generator.downloads.archive import entry_of
from generator.downloads.docx_pictures import picture_of as png_of
from generator.downloads.fragment_blocks import LINE, Setting, picture_of, render_section
from generator.downloads.print_texts import Cover, about_of, cover_of
from generator.downloads.print_view import Entry, PrintChart, PrintSection, contents_of, sections_of
from generator.html.element import element, join
from generator.html.escape import fold
from generator.model.blocks import Document
from generator.model.imprint import Imprint

FRAGMENT, PREVIEW, README = "fragment.html", "preview.html", "README.txt"
#: files that the piece links: name → what it is called there.
LINKED = {"report.pdf": "全文 PDF", "tables.xlsx": "全部表格 Excel"}
_ROOT = "max-width:100%;font-size:16px;line-height:1.8;text-align:left;text-indent:0"
_LINE = "margin:0 0 8px;line-height:1.6;text-indent:0;text-align:center"
_NAME = "margin:16px 0;font-size:22px;line-height:1.5;text-indent:0;text-align:center"
_LIST = "margin:8px 0 8px 24px;padding:0;line-height:1.8;text-indent:0"
_LINK = "color:#206095;text-decoration:underline"
_KB = 1000
_BOM = "\ufeff"


def render_fragment(
    document: Document, drawings: Mapping[str, str], files: Mapping[str, bytes], date: dt.date, imprint: Imprint
) -> bytes:
    """Return a zip of the piece, its pictures, a preview and a README; the same arguments give the same bytes.

    Args:
        document: the report laid out.
        drawings: SVG text of each chart by its key.
        files: the downloads that it links (`LINKED`), by file name. They travel in the zip, unless the site knows its
            own address: then the links lead there.
        date: day on the cover where the report does not say it.
        imprint: what the site says of itself.
    """
    sections = sections_of(document)
    cover = cover_of(document, imprint.publisher, date, imprint.whole(f"reports/{document.address}/"))
    linked = {name: content for name, content in files.items() if name in LINKED}
    piece = _piece(document, sections, cover, linked)
    pictures = {picture_of(key): png_of(drawings[key]) for key in _charts(sections)}
    values = {
        "title": fold(document.title).strip(),
        "state": "" if document.state == "公开" else document.state,
        "pictures": [*pictures],
        "files": [*linked],
        "labels": LINKED,
        "is_online": bool(cover.address),
        "address": fold(cover.address),
    }
    readme = _templates().get_template("fragment_readme.txt.j2").render(values)
    preview = _templates().get_template("fragment_preview.html.j2").render(values, piece=piece)
    held = {README: f"{_BOM}{readme}".replace("\n", "\r\n"), FRAGMENT: f"{piece}\n", PREVIEW: f"{preview}\n"}
    contents = {name: text.encode() for name, text in held.items()} | pictures
    return _zipped(contents if cover.address else contents | linked)


def _zipped(contents: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(entry_of(name), content)
    return out.getvalue()


def _piece(document: Document, sections: tuple[PrintSection, ...], cover: Cover, linked: Mapping[str, bytes]) -> Markup:
    """Return the piece: one element that holds all, so that it can be found and taken out again."""
    digest = hashlib.sha256(document.address.encode()).hexdigest()
    setting = Setting(f"j{digest[:3]}", count())
    parts = [
        *_cover(cover),
        *_links(linked, cover.address),
        *_contents(sections, setting),
        *(block for part in sections for block in render_section(part, setting)),
        *_about(document, setting),
    ]
    return element("div", join(parts, LINE), class_="juesuan-fragment", lang="zh-CN", style=_ROOT)


def _cover(cover: Cover) -> Iterator[Markup]:
    """Yield what the PDF's cover says."""
    lines = [cover.region, cover.department, cover.rest]
    yield element("p", element("strong", join((line for line in lines if line), element("br"))), style=_NAME)
    if cover.warning:
        yield element("p", element("strong", cover.warning), style=f"{_LINE};border:2px solid #a00;padding:6px 12px")
    yield from (element("p", line, style=_LINE) for line in cover.imprint)


def _links(linked: Mapping[str, bytes], address: str) -> Iterator[Markup]:
    """Yield links to the page on the site and to the files."""
    links = [
        element("a", f"{LINKED[name]}（{_size(len(content))}）", style=_LINK,
                href=f"{address}downloads/{name}" if address else name)
        for name, content in linked.items()
    ]  # fmt: skip
    if links:
        yield element("p", "下载：", join(links, "　"), style=_LINE)
    if address:
        link = element("a", address, href=address, style=_LINK)
        yield element("p", "网页版（每个数字可查算式和出处）：", link, style=f"{_LINE};overflow-wrap:anywhere")


def _contents(sections: tuple[PrintSection, ...], setting: Setting) -> Iterator[Markup]:
    entries = contents_of(sections, 1)
    if len(entries) > 1:
        yield element("p", element("strong", "目　录"), style=_LINE)
        yield element("ul", *(_entry(entry, setting) for entry in entries), style=_LIST)


def _entry(entry: Entry, setting: Setting) -> Markup:
    """Return a line of the contents; a table stands further in than the part that holds it."""
    link = element("a", entry.title, href=f"#{setting.anchor(entry.key)}", style=_LINK)
    return element("li", link, style="margin-left:24px" if entry.level > 1 else None)


def _about(document: Document, setting: Setting) -> Iterator[Markup]:
    """Yield the closing remarks."""
    look = (
        "margin:36px 0 8px;padding:12px 0 0;border-top:1px solid #767676;font-size:16px;text-indent:0;text-align:left"
    )
    yield element("h2", "关于本文件", id=setting.anchor("about"), style=look)
    line = "margin:0 0 4px;font-size:14px;line-height:1.6;text-indent:0;text-align:left"
    yield from (element("p", remark, style=line) for remark in about_of(document))


def _charts(sections: tuple[PrintSection, ...]) -> Iterator[str]:
    """Yield the keys of the charts in reading order."""
    for part in sections:
        yield from (block.chart.key for block in part.blocks if isinstance(block, PrintChart))
        yield from _charts(part.sections)


def _size(size: int) -> str:
    return f"{size / _KB / _KB:.1f} MB" if size >= _KB * _KB else f"{max(1, round(size / _KB))} KB"


@cache
def _templates() -> Environment:
    """Return the templates; that of HTML escapes what it prints, that of plain text has nothing to escape."""
    return Environment(
        loader=PackageLoader("generator.downloads", "templates"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html.j2",)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
