"""A report as .docx: it says what the PDF says, in the form of an official letter; text is never more than text."""

import datetime as dt
import io
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import docx
import pytest
from docx.document import Document as File

from generator.build.outputs import charts_of, file_date
from generator.downloads.docx import render_docx
from generator.downloads.docx_flow import heading_height, remark_height
from generator.downloads.docx_tables import Above, Grid, grid_of
from generator.downloads.print_texts import about_of
from generator.downloads.print_view import PrintChart, PrintSection, PrintTable, contents_of, sections_of
from generator.html.charts import render_chart
from generator.html.escape import fold
from generator.html.layout import place
from generator.model.blocks import (
    Cell,
    Correction,
    Document,
    Glossary,
    Notice,
    Paragraph,
    Section,
    Span,
    Table,
    Term,
)
from tests.build.example import PUTUO, real
from tests.downloads.invented import AMOUNT, DOCUMENT, PIE, WIDE, head

DAY = dt.date(2025, 9, 1)
HUNAN, ZIYANG = "hunan/hrss/2021", "ziyang/hrss/2022"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NASTY_TEXTS = (
    '{ HYPERLINK "http://x.example" }',
    "<w:p><w:r/></w:p>",
    "&amp; & ]]> <!-- -->",
    "a\x00b\x0bc\x1fd\ufffee\ud800f",
    "左\u202e右\u2066中",
    'TOC \\o "1-9"',
    "=1+1",
    '"><w:hyperlink r:id="rId1"/>',
    "制\t表\n换行",
    "https://x.example/",
)


def nasty() -> Document:
    """Return a document whose every text is something that a careless writer would run."""
    terms = tuple(Term(text, text, text, text) for text in NASTY_TEXTS)
    rows = tuple((Cell((Span(text),), "name"), Cell((Span(text),), "text")) for text in NASTY_TEXTS)
    blocks: list[Any] = [Paragraph((Span(text),)) for text in NASTY_TEXTS] + [Notice(text) for text in NASTY_TEXTS]
    blocks.append(Glossary(terms))
    tables = [
        Table(f"t{n}", text, text, (text, text), (head(text, text),), rows, notes=(text,), summary=text)
        for n, text in enumerate(NASTY_TEXTS)
    ]
    chart = replace(PIE, finding=NASTY_TEXTS[1], subtitle=NASTY_TEXTS[0], description=NASTY_TEXTS[7])
    parts = tuple(
        Section(f"s{n}", text, "tables", 1, blocks=(*blocks, tables[n], chart) if not n else (tables[n],))
        for n, text in enumerate(NASTY_TEXTS)
    )
    texts = {"title": NASTY_TEXTS[1] * 30, "department_name": NASTY_TEXTS[3], "source_note": NASTY_TEXTS[0]}
    return replace(DOCUMENT, parts=parts, state="草稿", **texts)  # type: ignore[arg-type]


def document_of(name: str) -> Document:
    """Return a report by its address, or one of the invented ones."""
    return {"invented": DOCUMENT, "nasty": nasty()}.get(name) or real(name)


@cache
def content_of(name: str) -> bytes:
    """Return the file of a report."""
    return rendered(document_of(name))


def rendered(document: Document) -> bytes:
    """Return the file of a document with its pictures."""
    return render_docx(document, {chart.key: render_chart(chart) for chart in charts_of(document)}, file_date(document))


def opened(content: bytes) -> File:
    """Return a file as the library reads it."""
    return docx.Document(io.BytesIO(content))


def body_of(name: str) -> Any:
    """Return the body of a report's file."""
    return opened(content_of(name)).element.body


def said(element: Any) -> str:
    """Return the text of an element without white space."""
    return squeezed("".join(node.text or "" for node in element.iter(f"{W}t")))


def squeezed(text: str) -> str:
    """Return a text without white space and without what no file can hold."""
    return re.sub(r"\s", "", fold(text))


def sections(found: tuple[PrintSection, ...]) -> Iterator[PrintSection]:
    """Yield sections and those below them in order."""
    for section in found:
        yield section
        yield from sections(section.sections)


def texts(document: Document) -> Iterator[str]:
    """Yield everything that the PDF of a document says as text, cells left out."""
    for section in sections(sections_of(document)):
        yield section.title
        for block in section.blocks:
            match block:
                case Paragraph() | Notice():
                    yield block.text
                case Glossary():
                    yield from (
                        f"{one.number}{one.term}{one.mark + one.text if one.text else ''}" for one in block.terms
                    )
                case PrintTable():
                    yield "" if block.titled else block.table.title
                    yield from (block.table.number, *block.table.corners, block.table.statement, *block.table.notes)
                case _:
                    yield from (block.chart.finding, block.chart.subtitle, block.note, block.chart.caption)
    yield from about_of(document)


@pytest.mark.parametrize("name", [PUTUO, HUNAN, ZIYANG, "invented", "nasty"])
def test_it_says_what_the_pdf_says(name: str) -> None:
    """Each heading, sentence, remark, term, note and closing remark is text of the file, in the order of the PDF."""
    body = list(body_of(name))
    first = next(
        number for number, child in enumerate(body) if child.find(f"{W}pPr/{W}pStyle[@{W}val='Heading1']") is not None
    )
    whole, at, count = "".join(map(said, body[first:])), 0, 0
    for text in filter(None, map(squeezed, texts(document_of(name)))):
        found = whole.find(text, at)
        assert found >= 0, text
        at, count = found + len(text), count + 1
    assert count > 20


@pytest.mark.parametrize("name", [PUTUO, HUNAN, "invented"])
def test_every_printed_figure_is_in_it(name: str) -> None:
    """No figure of sentences, tables and charts is lost."""
    document, whole = document_of(name), said(body_of(name))
    figures = set()
    for section in sections(sections_of(document)):
        for block in section.blocks:
            spans = list(block.spans) if isinstance(block, Paragraph) else []
            figures |= {span.text for span in spans if span.figure}
    figures |= {point.text for chart in charts_of(document) for point in chart.points}
    assert figures
    assert [text for text in figures if squeezed(text) not in whole] == []


def grid(table: Any) -> dict[tuple[int, int], tuple[str, int, int]]:
    """Return the cells of a table of the file: row and column → text, columns, rows."""
    found: dict[tuple[int, int], tuple[str, int, int]] = {}
    for row, line in enumerate(table.findall(f"{W}tr")):
        column = 0
        for cell in line.findall(f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            span = properties.find(f"{W}gridSpan")
            wide = int(span.get(f"{W}val")) if span is not None else 1
            merge = properties.find(f"{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart":
                assert not said(cell)
                above = max(r for r, c in found if c == column and r < row)
                text, columns, rows = found[above, column]
                assert columns == wide
                found[above, column] = (text, columns, rows + 1)
            else:
                found[row, column] = (said(cell), wide, 1)
            column += wide
    return found


def grids(name: str) -> Iterator[Grid]:
    """Yield the tables of a report as they should lie, the values of charts as narrow as their pictures."""
    yield from _grids(sections_of(document_of(name)), Above())


def _grids(found: tuple[PrintSection, ...], heads: Above) -> Iterator[Grid]:
    for section in found:
        above = heads + heading_height(section)
        for number, block in enumerate(section.blocks):
            made = None
            if isinstance(block, PrintTable):
                made = grid_of(block, above if number == section.lead else Above())
            elif isinstance(block, PrintChart):
                made = grid_of(block.twin, is_twin=True)
            elif number < section.lead and isinstance(block, Notice | Paragraph):
                above += remark_height(block)
            if made is not None:
                yield made
        yield from _grids(section.sections, Above() if section.blocks else above)
        heads = Above()


@pytest.mark.parametrize("name", [PUTUO, HUNAN, ZIYANG, "invented", "nasty"])
def test_tables_are_the_grids_of_the_document(name: str) -> None:
    """Each cell stands in its row and column, spans as many of both, and holds its text; nothing else is in a table."""
    shown = list(grids(name))
    tables = list(body_of(name).iter(f"{W}tbl"))
    assert len(tables) == len(shown) > 0
    for wanted, table in zip(shown, tables, strict=True):
        cells = {
            (item.row, item.column): (squeezed(item.cell.text), item.cell.colspan, item.cell.rowspan)
            for line in [
                *place(wanted.head),
                *([replace(item, row=item.row + len(wanted.head)) for item in line] for line in place(wanted.body)),
            ]
            for item in line
        }
        assert grid(table) == cells
        widths = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        assert sum(widths) == wanted.twips


@pytest.mark.parametrize("name", [PUTUO, HUNAN, "invented"])
def test_heads_are_repeated_and_rows_stay_whole(name: str) -> None:
    """The head rows of a table stand on every page; rows are split only where they are very high."""
    for wanted, table in zip(grids(name), body_of(name).iter(f"{W}tbl"), strict=True):
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert heads == [number < len(wanted.head) for number in range(len(rows))]
        whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows[len(wanted.head) :]]
        assert whole == [number not in wanted.split for number in range(len(whole))]


def test_three_rows_of_heads_are_repeated() -> None:
    """The table of 三公 has a head of three rows, and so has the file."""
    assert max(len(wanted.head) for wanted in grids(PUTUO)) >= 3


@pytest.mark.parametrize("name", [PUTUO, HUNAN, ZIYANG, "invented"])
def test_headings_are_headings(name: str) -> None:
    """Each title of a section is a heading of its level that word processors know, in order."""
    found = [
        (paragraph.style.name, squeezed(paragraph.text))
        for paragraph in opened(content_of(name)).paragraphs
        if paragraph.style is not None and (paragraph.style.name or "").startswith("Heading")
    ]
    wanted = [
        (f"Heading {min(section.level, 5)}", squeezed(section.title))
        for section in sections(sections_of(document_of(name)))
        if section.title
    ]
    assert found == wanted


@pytest.mark.parametrize("name", [PUTUO, ZIYANG, "invented", "nasty"])
def test_contents_are_a_field_filled_in(name: str) -> None:
    """The contents are a field that is worked out on opening; until then each line leads to its heading."""
    file = opened(content_of(name))
    lines = [paragraph for paragraph in file.paragraphs if (paragraph.style.name or "").startswith("toc ")]  # type: ignore[union-attr]
    entries = contents_of(sections_of(document_of(name)))
    assert [squeezed(line.text) for line in lines] == [squeezed(entry.title) for entry in entries]
    begin = next(file.element.body.iter(f"{W}fldChar"))
    assert (begin.get(f"{W}fldCharType"), begin.get(f"{W}dirty")) == ("begin", "true")
    assert next(file.element.body.iter(f"{W}instrText")).text.split()[0] == "TOC"
    marks = {mark.get(f"{W}name"): mark for mark in file.element.body.iter(f"{W}bookmarkStart")}
    for line, entry in zip(lines, entries, strict=True):
        (link,) = line._p.findall(f"{W}hyperlink")
        assert said(marks[link.get(f"{W}anchor")].getparent()) == squeezed(entry.title)
    assert len(marks) == len(entries)
    assert file.settings.element.find(f"{W}updateFields") is not None


def test_fields_open_and_close() -> None:
    """Beginnings, middles and ends of fields come in pairs within the body."""
    kinds = [mark.get(f"{W}fldCharType") for mark in body_of(PUTUO).iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 5


def test_paper_is_that_of_official_letters() -> None:
    """A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines a page; page numbers 7 mm below, odd and even apart."""
    file = opened(content_of(PUTUO))
    paper = file.sections[0]

    def mm(length: Any) -> float:
        return round(float(length.mm), 1)

    assert (mm(paper.page_width), mm(paper.page_height)) == (210.0, 297.0)
    assert [mm(side) for side in (paper.top_margin, paper.left_margin)] == [37.0, 28.0]
    assert 210 - mm(paper.left_margin) - mm(paper.right_margin) == pytest.approx(156, abs=0.1)
    assert 297 - mm(paper.top_margin) - mm(paper.bottom_margin) == pytest.approx(225, abs=0.1)
    pitch = int(paper._sectPr.find(f"{W}docGrid").get(f"{W}linePitch")) / 20
    assert (pitch, int(225 / 25.4 * 72 / pitch)) == (28.95, 22)
    assert mm(paper.bottom_margin) - mm(paper.footer_distance) - 14 * 25.4 / 72 == pytest.approx(7, abs=0.2)
    assert file.settings.odd_and_even_pages_header_footer
    feet = [paper.footer, paper.even_page_footer]
    assert [foot.paragraphs[0].text.split() for foot in feet] == [["—", "1", "—"]] * 2
    sides = [foot.paragraphs[0].paragraph_format.alignment for foot in feet]
    assert [str(side).split()[0] for side in sides] == ["RIGHT", "LEFT"]
    assert paper.different_first_page_header_footer
    assert not paper.first_page_footer.paragraphs[0].text


def test_type_is_that_of_official_letters() -> None:
    """Title 2号小标宋, text 3号仿宋, headings 黑体 and 楷体, page numbers 4号宋体; the style may name other fonts."""
    styles = opened(content_of(PUTUO)).styles

    def fonts(file_styles: Any, name: str) -> tuple[str, float | None]:
        style = file_styles[name].element
        given = style.find(f"{W}rPr/{W}rFonts")
        size = style.find(f"{W}rPr/{W}sz")
        return given.get(f"{W}eastAsia"), float(size.get(f"{W}val")) / 2 if size is not None else None

    assert fonts(styles, "Title") == ("方正小标宋简体", 22)
    assert fonts(styles, "Heading 2") == ("黑体", None)
    assert fonts(styles, "Heading 3") == ("楷体_GB2312", None)
    assert fonts(styles, "Heading 4") == ("仿宋_GB2312", None)
    assert fonts(styles, "Footer") == ("宋体", 14)
    usual = styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert usual.find(f"{W}rFonts").get(f"{W}eastAsia") == "仿宋_GB2312"
    assert usual.find(f"{W}sz").get(f"{W}val") == "32"
    assert styles["Normal"].paragraph_format.line_spacing.pt == 28.95
    assert styles["Body Text"].element.find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars") == "200"
    own = replace(DOCUMENT, fonts={"docx-heading": '微软"雅黑', "docx-body": ""})
    changed = opened(rendered(own)).styles
    assert fonts(changed, "Heading 2") == ("微软雅黑", None)


def test_a_heading_looks_as_its_numbering_asks() -> None:
    """（一） is set in 楷体 wherever it stands in the outline, 一、 in 黑体."""
    found = {}
    for paragraph in opened(content_of(ZIYANG)).paragraphs:
        fonts = [run.find(f"{W}rPr/{W}rFonts") for run in paragraph._p.findall(f"{W}r")]
        own = {font.get(f"{W}eastAsia") for font in fonts if font is not None} - {None}
        found[(paragraph.style.name, paragraph.text)] = own  # type: ignore[union-attr]
    assert found["Heading 3", "一、基本情况"] == {"黑体"}
    assert found["Heading 4", "（一）项目概况"] == {"楷体_GB2312"}


def test_wide_tables_lie_on_their_side() -> None:
    """A wide table of many rows stands on a page of its own that is turned; what follows is upright again."""
    file = opened(content_of("invented"))
    turned = [section.page_width > section.page_height for section in file.sections]  # type: ignore[operator]
    assert turned == [False, True, False]
    (wanted,) = [made for made in grids("invented") if made.table is WIDE]
    assert wanted.twips == pytest.approx(225 / 25.4 * 1440, abs=1)


def test_charts_are_pictures_that_can_be_heard() -> None:
    """Each chart is a PNG with all its values in words, no wider than the text, and its values stand below it."""
    pictures = list(
        body_of(PUTUO).iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    )
    charts = list(charts_of(real(PUTUO)))
    assert [picture.get("descr") for picture in pictures] == [fold(chart.description) for chart in charts]
    assert len({picture.get("id") for picture in pictures}) == len(charts)
    with zipfile.ZipFile(io.BytesIO(content_of(PUTUO))) as archive:
        media = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert len(media) == len(charts)
        assert all(archive.read(name).startswith(b"\x89PNG\r\n\x1a\n") for name in media)


def test_a_chart_without_a_drawing_is_told_by_its_values() -> None:
    """Nothing breaks where a drawing is missing: name, values and caption stay."""
    content = render_docx(DOCUMENT, {}, DAY)
    assert "97.96%" in said(opened(content).element.body)
    assert not any(name.startswith("word/media") for name in zipfile.ZipFile(io.BytesIO(content)).namelist())


def test_text_is_never_more_than_text() -> None:
    """No text of the data becomes a field, a link, an element or a character that XML refuses."""
    content = content_of("nasty")
    codes = [node.text.strip() for node in opened(content).element.iter(f"{W}instrText")]
    assert codes[0].startswith("TOC ")
    assert all(re.fullmatch(r"PAGEREF _Toc\d+ \\h", code) for code in codes[1:])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert b"TargetMode" not in part
            if name.endswith(".xml"):
                assert not set(part.decode()) & {*map(chr, range(9)), "\x0b", "\x1f", "\u202e", "\u2066", "\ufffe"}
    links = list(body_of("nasty").iter(f"{W}hyperlink"))
    assert all(set(link.attrib) == {f"{W}anchor", f"{W}history"} for link in links)
    assert said(body_of("nasty")).count(squeezed(NASTY_TEXTS[1])) > 10


def test_line_feeds_of_a_cell_are_kept() -> None:
    """A cell of several lines has line breaks; a tabulator is a blank."""
    table = next(body_of("nasty").iter(f"{W}tbl"))
    cell = [cell for cell in table.iter(f"{W}tc") if said(cell) == "制表换行"][-1]
    assert len(list(cell.iter(f"{W}br"))) == 1
    assert not list(cell.iter(f"{W}tab"))


_PROSE = "pStyle keepNext keepLines pageBreakBefore widowControl pBdr tabs snapToGrid"
#: children of properties in the order of ECMA-376: Word calls a file damaged that has them otherwise.
ORDERS = {
    "pPr": f"{_PROSE} spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b spacing sz szCs lang",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "trPr": "cantSplit tblHeader",
    "tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "sectPr": "headerReference footerReference type pgSz pgMar titlePg docGrid",
    "style": "name basedOn next qFormat pPr rPr tblPr",
    "settings": "zoom mirrorMargins defaultTabStop evenAndOddHeaders characterSpacingControl updateFields compat"
    " themeFontLang",
    "font": "altName charset family",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "hyperlink": "r",
}


@pytest.mark.parametrize("name", [PUTUO, HUNAN, "nasty"])
def test_elements_stand_in_the_order_that_word_asks_for(name: str) -> None:
    """Properties, tables and settings hold what the standard lets them hold, in its order."""
    file, seen = opened(content_of(name)), 0
    roots = [file.element, file.styles.element, file.settings.element]
    roots += [
        part.element
        for part in file.part.package.iter_parts()
        if "footer" in part.partname or "header" in part.partname
    ]
    for root in roots:
        for held_in in root.iter():
            order = ORDERS.get(str(held_in.tag).removeprefix(W), "").split()
            places = [order.index(child.tag.removeprefix(W)) for child in held_in] if order else []
            assert places == sorted(places), held_in.tag
            seen += len(places)
    assert seen > 1000


@pytest.mark.parametrize(("state", "mark"), [("送审", "送审稿"), ("草稿", "草稿"), ("已批复", "已批复")])
def test_what_is_not_public_says_so_on_every_page(state: str, mark: str) -> None:
    """The first page and the head of each other page, odd and even, bear the state; so do the file's properties."""
    file = opened(rendered(replace(DOCUMENT, state=state)))
    assert file.paragraphs[0].text == f"{mark}　尚未公开"
    first = file.sections[0]
    for header in (first.header, first.even_page_header):
        assert header.paragraphs[0].text == f"{mark}　尚未公开"
    assert all(section.header.is_linked_to_previous for section in list(file.sections)[1:])
    assert file.core_properties.content_status == state


def test_a_public_report_bears_no_mark() -> None:
    """Nothing of a public report says that it is not public."""
    file = opened(content_of("invented"))
    assert "尚未公开" not in said(file.element.body)
    assert file.sections[0].header.is_linked_to_previous


def test_corrections_are_told() -> None:
    """The cover says that the file holds corrections, the end says which, as in the PDF."""
    one = Correction(
        "2025-10-08", "更正", "收入总计", "9859.00", "9859.38", "万元", "录入有误", "虚发〔2025〕2号", AMOUNT.name
    )
    texts_ = [paragraph.text for paragraph in opened(rendered(replace(DOCUMENT, corrections=(one,)))).paragraphs]
    assert "含更正（2025-10-08），见文末“关于本文件”" in texts_
    assert any("收入总计由 9859.00 改为 9859.38万元（录入有误）" in text for text in texts_)


def test_the_same_report_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock, no time zone and no place enters the file; it says the day it was told."""
    before = rendered(real(HUNAN))
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
        after = rendered(real(HUNAN))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert before == after
    with zipfile.ZipFile(io.BytesIO(before)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert not any("thumbnail" in name or "customXml" in name for name in archive.namelist())


def test_the_file_says_what_it_is() -> None:
    """Title, publisher, language and the given day; a title of any length."""
    held = opened(render_docx(DOCUMENT, {}, DAY, "虚构市测试局")).core_properties
    assert (held.title, held.author, held.language) == (DOCUMENT.title, "虚构市测试局", "zh-CN")
    assert held.created is not None
    assert held.created.date() == held.modified.date() == DAY
    assert len(opened(content_of("nasty")).core_properties.title) == 255


def test_the_address_of_the_page_stands_on_the_cover() -> None:
    """Where the site knows its own address, the cover prints it as text, not as a link."""
    file = opened(render_docx(DOCUMENT, {}, DAY, "", "https://xugou.example/reports/"))
    assert "网页版：https://xugou.example/reports/" in [paragraph.text for paragraph in file.paragraphs]
    assert not any(relation.is_external for relation in file.part.rels.values())
