"""A report as a word processor's document in 公文 form, for the round of approval and for who needs to quote it.

It says what the PDF says, in the order of the PDF, in styles that Word and WPS know.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import docx
from docx.document import Document as File
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from generator.downloads.archive import entry_of
from generator.downloads.docx_flow import Pen, Picture, Piece, resolved
from generator.downloads.docx_pages import (
    PUBLIC,
    contents_line,
    contents_xml,
    cover_xml,
    end_of_part,
    mark_of,
    page_number,
    paper,
)
from generator.downloads.docx_pictures import picture_of
from generator.downloads.docx_settings import font_table_xml, settings_xml
from generator.downloads.docx_styles import fonts_of, styles_xml
from generator.downloads.docx_xml import NAMESPACES, NONE, Xml, join, paragraph, run
from generator.downloads.print_texts import about_of, cover_of
from generator.downloads.print_view import PrintChart, PrintSection, contents_of, sections_of
from generator.html.escape import fold
from generator.model.blocks import Document

_LONGEST = 255  # characters of a property of the file
_FIRST = "[Content_Types].xml"
#: what the library's empty document brings along and a report does not need.
_UNUSED = frozenset(
    {
        "stylesWithEffects",
        "numbering",
        "theme",
        "webSettings",
        "fontTable",
        "customXml",
        "thumbnail",
        "extended-properties",
    }
)


def render_docx(
    document: Document, drawings: Mapping[str, str], date: dt.date, publisher: str = "", address: str = ""
) -> bytes:
    """Return a report as .docx, the same bytes for the same arguments.

    Args:
        document: the report laid out.
        drawings: SVG text of each chart by its key; a chart without one is told by its values alone.
        date: day that the file says it was made on; comes from the data, never from the clock.
        publisher: who publishes, where the document does not say it.
        address: whole address of the report's page, printed on the cover; empty prints none.
    """
    sections = sections_of(document)
    cover = cover_of(document, publisher, date, address)
    fonts = fonts_of(document.fonts)
    entries = contents_of(sections)
    bookmarks = {entry.key: f"_Toc{number}" for number, entry in enumerate(entries, 1)}
    file = docx.Document()
    _fill(file, "styles", styles_xml(fonts, contents_line(entries)))
    _fill(file, "settings", settings_xml())
    _fonts(file, font_table_xml(fonts))
    pen = Pen(fonts, dict(_pictures(file, sections, drawings)), bookmarks)
    body = _body(pen, sections, join(cover_xml(cover, mark_of(document.state)), contents_xml(entries, bookmarks)),
                 about_of(document), _around(file, mark_of(document.state)))  # fmt: skip
    file.element.replace(file.element.body, parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"))
    _describe(file, document, cover.publisher, date)
    return _packed(file)


def _body(pen: Pen, sections: Sequence[PrintSection], front: Xml, about: Sequence[str], references: Xml) -> Xml:
    """Return the whole text: cover and contents, parts, closing remarks; each change of side begins a part."""
    closing = [paragraph("AboutTitle", run("关于本文件")), *(paragraph("About", run(line)) for line in about)]
    pieces = [Piece(front), *pen.sections(sections), Piece(join(*closing))]
    parts = [(wide, join(*texts)) for wide, texts in resolved(pieces)]
    setups = [paper(wide=wide, references=NONE if number else references) for number, (wide, _) in enumerate(parts)]
    ended = [join(text, end_of_part(setup)) for (_, text), setup in zip(parts[:-1], setups[:-1], strict=True)]
    return join(*ended, parts[-1][1], setups[-1])


def _around(file: File, mark: str) -> Xml:
    """Return the references to page numbers, odd and even, and to the mark of what is not public."""
    feet = {"default": page_number(even=False), "even": page_number(even=True)}
    heads = dict.fromkeys(("default", "even"), paragraph("Header", run(mark))) if mark else {}
    adders: dict[str, Any] = {"header": file.part.add_header_part, "footer": file.part.add_footer_part}
    found = []
    for name, texts in (("header", heads), ("footer", feet)):
        for kind, text in texts.items():
            part, relation = adders[name]()
            _replace(part.element, parse_xml(f"<w:x {NAMESPACES}>{text}</w:x>"))
            found.append(Xml(f'<w:{name}Reference w:type="{kind}" r:id="{relation}"/>'))
    return join(*found)


def _pictures(
    file: File, sections: Sequence[PrintSection], drawings: Mapping[str, str]
) -> Iterator[tuple[str, Picture]]:
    """Yield the charts as pictures that are parts of the file, by key."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, PrintChart) and block.chart.key in drawings:
                content = picture_of(drawings[block.chart.key])
                relation, _ = file.part.get_or_add_image(io.BytesIO(content))
                yield block.chart.key, Picture(relation, content)
        yield from _pictures(file, section.sections, drawings)


def _fill(file: File, name: str, markup: Xml) -> None:
    """Put our own styles or settings in the place of the library's."""
    held = file.styles.element if name == "styles" else file.settings.element
    _replace(held, parse_xml(markup))


def _replace(held: Any, root: Any) -> None:
    """Put the children of an element in the place of another's."""
    for child in list(held):
        held.remove(child)
    for child in list(root):
        held.append(child)


def _fonts(file: File, markup: Xml) -> None:
    """Drop what a report does not need of the library's empty document, and add the table of fonts."""
    for package in (file.part.rels, file.part.package.rels):
        for key, relation in list(package.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                package.pop(key)
    content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{markup}'.encode()
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, content, file.part.package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _describe(file: File, document: Document, publisher: str, date: dt.date) -> None:
    """Say what the file is, who publishes it and of which day it is."""
    held, day = file.core_properties, dt.datetime.combine(date, dt.time())
    held.title, held.author = fold(document.title)[:_LONGEST], fold(publisher)[:_LONGEST]
    held.subject = fold(f"{document.department_name}{document.year}年度")[:_LONGEST]
    held.comments, held.keywords, held.language = "", "", "zh-CN"
    held.last_modified_by, held.revision = held.author, 1
    held.created = held.modified = day
    if document.state != PUBLIC:
        held.content_status = document.state


def _packed(file: File) -> bytes:
    """Return the file with its parts in a fixed order and without the time of day."""
    made, out = io.BytesIO(), io.BytesIO()
    file.save(made)
    with zipfile.ZipFile(made) as read, zipfile.ZipFile(out, "w") as written:
        for name in sorted(read.namelist(), key=lambda name: (name != _FIRST, name)):
            written.writestr(entry_of(name), read.read(name))
    return out.getvalue()
