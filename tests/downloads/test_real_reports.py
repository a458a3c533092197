"""The PDFs of the three real reports: what is published can be read, copied, found, heard and trusted."""

import io
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from generator.build.outputs import charts_of, draw, file_date
from generator.build.report import Slugs, plan_report
from generator.document.cards import walk
from generator.downloads.open_data import render_facts
from generator.downloads.print_texts import cover_of
from generator.downloads.print_view import contents_of, sections_of, tables_of
from generator.downloads.table_heads import heads_of
from generator.load.reading import Reader, load_shared
from generator.model.blocks import Chart, Document, Paragraph, Table
from generator.workspace.project import read_project
from tests.downloads.published import imprint, published

ANJU, HESHAN, PUTUO = Slugs("anju", "hrss", "2023"), Slugs("heshan", "hrss", "2020"), Slugs("putuo", "planning", "2024")
REPORTS = {slugs.region: slugs for slugs in (ANJU, HESHAN, PUTUO)}


@dataclass(frozen=True)
class Printed:
    """A report, its PDF, and the text of each page without white space."""

    document: Document
    content: bytes
    pages: tuple[str, ...]


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return re.sub(r"\s", "", text)


def document_of(project: Path, slugs: Slugs, changes: Mapping[str, tuple[str, str]] | None = None) -> Document:
    """Return a report laid out, some words of its files changed: path → (old, new)."""
    held = read_project(project)
    files = held.files_of(slugs)
    for path, (old, new) in (changes or {}).items():
        assert files[path].decode().count(old) == 1
        files[path] = files[path].decode().replace(old, new).encode()
    document = plan_report(files, load_shared(Reader(held.shared)), slugs).document
    assert document is not None
    return document


def render(document: Document) -> bytes:
    """Return a report's PDF as the site publishes it, printed anew."""
    return draw(document, imprint(), with_docx=False).downloads["downloads/report.pdf"]


def text_of(content: bytes, *options: str) -> str:
    """Return the text that a reader copies from a PDF."""
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=content, check=True, capture_output=True).stdout.decode()


@pytest.fixture(scope="module", params=list(REPORTS))
def printed(request: pytest.FixtureRequest, project: Path, store: Path) -> Printed:
    """Return one of the real reports, printed once."""
    return print_once(project, request.param, store)


@cache
def print_once(project: Path, region: str, store: Path) -> Printed:
    """Return a real report with its PDF as it is published."""
    document = document_of(project, REPORTS[region])
    content = published(REPORTS[region].address, store)["downloads/report.pdf"]
    pages = text_of(content, "-raw").split("\f")[:-1]
    return Printed(document, content, tuple(squeezed(page) for page in pages))


def elements(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Yield the structure elements of a kind in reading order."""
    kids = element.get("/K", None)
    for kid in kids if isinstance(kids, pikepdf.Array) else []:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) == f"/{kind}":
                yield kid
            yield from elements(kid, kind)


def test_every_sentence_can_be_copied(printed: Printed) -> None:
    """Each official paragraph with its figures is text of the file, whole and in order, across lines and pages."""
    running = squeezed(cover_of(printed.document, "", file_date(printed.document)).running)
    whole = "".join(re.sub(rf"{re.escape(running)}.*—\d+—$", "", page) for page in printed.pages)
    paragraphs = [
        squeezed(block.text)
        for section in walk(printed.document.parts)
        for block in section.blocks
        if isinstance(block, Paragraph) and block.official
    ]
    assert len(paragraphs) > 20
    assert [text for text in paragraphs if text not in whole] == []


def test_every_printed_figure_is_in_the_file(printed: Printed) -> None:
    """No figure of text, tables or charts is lost on paper."""
    whole, count = "".join(printed.pages), 0
    for block in (block for section in walk(printed.document.parts) for block in section.blocks):
        cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
        spans = [span for cell in cells for span in cell.spans]
        spans += block.spans if isinstance(block, Paragraph) else ()
        marks = block.points if isinstance(block, Chart) else ()
        for text in [*(span.text for span in spans if span.figure), *(mark.text for mark in marks)]:
            count += 1
            assert squeezed(text) in whole
    assert count > 200


def test_every_row_of_every_table_is_printed_whole(printed: Printed) -> None:
    """The cells of a row follow each other on one page, for all rows of all tables."""
    for shown in tables_of(sections_of(printed.document)):
        for row in (row for group in shown.groups for row in group.rows):
            text = squeezed("".join(cell.text for cell in row))
            words = [squeezed(cell.text) for cell in row]
            assert any(text in page or all(word in page for word in words) for page in printed.pages), text


def test_contents_take_one_page_and_name_the_right_ones(printed: Printed) -> None:
    """Every heading of the contents stands on the page that its number names."""
    lines = text_of(printed.content, "-f", "2", "-l", "2", "-layout")
    found = {squeezed(title): int(page) for title, page in re.findall(r"^ *(\S.*?)\s{2,}(\d+)$", lines, re.MULTILINE)}
    titles = [squeezed(entry.title) for entry in contents_of(sections_of(printed.document))]
    assert list(found) == titles
    for title, page in found.items():
        assert title in printed.pages[page - 1]
        assert printed.pages[page - 1].endswith(f"—{page}—")


def test_contents_list_every_official_table(printed: Printed) -> None:
    """The tables can be found, whether the form numbers them or not."""
    titles = {entry.title for entry in contents_of(sections_of(printed.document))}
    tables = [b for s in walk(printed.document.parts) for b in s.blocks if isinstance(b, Table) and b.corners]
    assert len(tables) == 9
    assert {table.title for table in tables} <= titles


def test_bookmarks_open_their_headings(printed: Printed) -> None:
    """Each bookmark leads to the page on which its heading stands; parts, sections and tables all have one."""
    with pikepdf.open(io.BytesIO(printed.content)) as file, file.open_outline() as outline:
        places = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        found, todo = {}, list(outline.root)
        while todo:
            item = todo.pop()
            todo += item.children
            assert isinstance(item.destination, pikepdf.Array)
            found[item.title] = places[item.destination[0].objgen]
    assert {entry.title for entry in contents_of(sections_of(printed.document))} <= set(found)
    for title, place in found.items():
        assert squeezed(title) in printed.pages[place]


def test_links_of_the_contents_exist(printed: Printed) -> None:
    """Every line of the contents is a link to a destination of the file."""
    with pikepdf.open(io.BytesIO(printed.content)) as file:
        names = file.Root.Names.Dests.Names
        known = {str(names[place]) for place in range(0, len(names), 2)}
        links = [str(note.Dest) for note in file.pages[1].Annots]
    assert len(links) == len(contents_of(sections_of(printed.document)))
    assert set(links) <= known


def test_the_cover_says_whose_and_which_year(printed: Printed) -> None:
    """Region, department, year and kind stand on the cover; a date that is not known is not printed as if it were."""
    cover, document = printed.pages[0], printed.document
    assert squeezed(document.department_name) in cover
    assert f"{document.year}年度部门决算" in cover
    assert "未公布" not in cover
    assert "公开日期未公布" in printed.pages[-1]


def test_running_heads_take_one_line(printed: Printed) -> None:
    """The head of a page is one line: whose report, which section."""
    for page in text_of(printed.content, "-bbox").split("<page ")[2:]:
        found = re.match(r'width="([\d.]+)" height="([\d.]+)"', page)
        assert found
        margin = 51 if float(found[1]) > float(found[2]) else 80
        tops = [float(top) for top in re.findall(r'yMin="([\d.]+)"', page)]
        heads = [top for top in tops if top < margin]
        assert heads
        assert max(heads) - min(heads) < 3


def test_short_tables_share_pages_and_long_ones_are_not_torn(printed: Printed) -> None:
    """Each official table of the three reports stands whole on one page."""
    for shown in tables_of(sections_of(printed.document)):
        if shown.table.corners:
            assert shown.lie.whole
            texts = [squeezed(cell.text) for group in shown.groups for row in group.rows for cell in row if cell.text]
            title = squeezed(shown.table.title)
            assert any(title in page and all(text in page for text in texts) for page in printed.pages), title


def test_no_page_but_the_cover_is_nearly_blank(printed: Printed) -> None:
    """No page holds a line or two left over from the page before; only a part without text is as short."""
    parts = [squeezed(part.title) for part in printed.document.parts]
    assert all(len(page) > 120 or any(part in page for part in parts) for page in printed.pages[1:])


def test_every_glyph_is_embedded(printed: Printed, tmp_path: Path) -> None:
    """All fonts travel inside the file, with a map back to text, and only those of the report are used."""
    file = tmp_path / "report.pdf"
    file.write_bytes(printed.content)
    command = ["pdffonts", str(file)]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    fonts = listed.splitlines()[2:]
    assert fonts
    for line in fonts:
        assert re.search(r"Noto-(Serif|Sans)-CJK-SC.* yes yes yes", line)
    assert "\ufffd" not in "".join(printed.pages)


def test_title_language_and_archive_form(printed: Printed) -> None:
    """The file says what it is, in which language, and that it is tagged, archived and accessible."""
    with pikepdf.open(io.BytesIO(printed.content)) as file:
        meta = file.open_metadata()
        assert meta["dc:title"] == printed.document.title
        assert meta.pdfa_status == "3A"
        assert meta["pdfuaid:part"] == "1"
        assert str(file.Root.Lang) == "zh-CN"
        assert bool(file.Root.MarkInfo.Marked)
        assert file.attachments["facts.json"].get_file().read_bytes() == render_facts(printed.document, imprint())
        assert file.check_pdf_syntax() == []


def test_tables_are_tagged_with_heads_and_scope(printed: Printed) -> None:
    """Every table is one Table; each TH has the scope of our grid, each amount names the heads it belongs to.

    A form over several pages has a few cells more: names beside its rows are said again on the next page.
    """
    shown = list(tables_of(sections_of(printed.document)))
    with pikepdf.open(io.BytesIO(printed.content)) as file:
        drawn = list(elements(file.Root.StructTreeRoot, "Table"))
        assert len(drawn) == len(shown)
        for element, table in zip(drawn, shown, strict=True):
            scopes = [str(head.A.Scope)[1:] for head in elements(element, "TH")]
            wanted = [cell.scope for row in heads_of(table) for cell in row if cell.scope]
            heads = [cell for row in heads_of(table) for cell in row if not cell.scope and cell.heads]
            headed = [cell for cell in elements(element, "TD") if "/Headers" in cell.A]
            if table.form and not table.lie.whole:
                assert len(scopes) >= len(wanted)
                assert len(headed) >= len(heads)
            else:
                assert scopes == wanted
                assert len(headed) == len(heads)


def test_every_chart_is_a_figure_with_its_values_in_words(printed: Printed) -> None:
    """Whoever cannot see a chart hears all its values."""
    with pikepdf.open(io.BytesIO(printed.content)) as file:
        told = [str(figure.Alt) for figure in elements(file.Root.StructTreeRoot, "Figure")]
    assert told == [chart.description for chart in charts_of(printed.document)]


def test_printing_again_gives_the_same_bytes(project: Path, store: Path) -> None:
    """The same report, read, laid out and printed anew, is the file that is published."""
    assert render(document_of(project, PUTUO)) == print_once(project, PUTUO.region, store).content


def test_one_typed_amount_changes_what_is_printed(project: Path, store: Path) -> None:
    """A corrected amount changes its sentence and the change worked out from it, and nothing keeps the old one."""
    path = "data/regions/putuo/planning/2024/accounts.yml"
    change = {path: ("机关运行经费:\n  决算数: 142.80", "机关运行经费:\n  决算数: 143.80")}
    before = "".join(print_once(project, PUTUO.region, store).pages)
    after = squeezed(text_of(render(document_of(project, PUTUO, change)), "-raw"))
    assert "2024年度机关运行经费支出142.80万元" in before
    assert "2024年度机关运行经费支出143.80万元" in after
    assert "142.80" not in after
