"""Forms of evaluations on paper and as CSV: long texts, side heads over a page break, heads among the rows, tags."""

import csv
import io
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from generator.downloads.open_data import render_csv
from generator.downloads.pdf import PrintSettings, render_pdf
from generator.downloads.print_view import running, sections_of, tables_of
from generator.downloads.table_heads import heads_of
from generator.model.blocks import Cell, Document, Paragraph, Section, Span, Table
from tests.downloads.invented import DOCUMENT, head
from tests.downloads.test_tagging import below
from tests.downloads.test_tagging import tables as tables_in

PROSE = "虚构地做好了稳就业工作，\n扎实推进了各项社保工作。"


def cell(text: str = "", kind: str = "text", *, across: int = 1, down: int = 1) -> Cell:
    """Return a cell."""
    return Cell((Span(text),) if text else (), kind if text else "blank", across, down)


def row(number: int) -> tuple[Cell, ...]:
    """Return a row of an indicator."""
    return (cell(f"虚构的第{number}项三级指标", "name"), cell(f"≥{number}人"), cell("7", "amount"), cell("6", "amount"))


def form(key: str, indicators: int, prose: str) -> Table:
    """Return an invented form: fields, a goal of this prose, indicators beside a side head, a signature."""
    first, *rest = (row(number) for number in range(indicators))
    return Table(
        key, f"虚构自评表{key}",
        rows=(
            (cell("项目名称", "name"), cell("虚构项目", across=2), cell("主管部门", "name"), cell("虚构局")),
            (cell("年度\n目标", "name"), cell(prose, across=4)),
            (cell("绩效指标", "name", down=indicators + 1), *head("三级指标", "指标值", "分值", "得分")),
            first, *rest,
            (cell("填报人", "name"), cell("甲", across=2), cell("电话", "name"), cell("1")),
        ),
        widths=(1, 2, 1, 1, 1),
    )  # fmt: skip


SHORT, LONG = form("short", 5, PROSE), form("long", 40, PROSE * 250)
WIDE = replace(form("wide", 5, PROSE), landscape=True)
SHEET = Table(
    "sheet", "虚构评分表", rows=(head("一级", "三级", "指标值", "分值", "得分"), *(
        (*((cell(f"一级{number}", "name", down=30),) if number % 30 == 0 else ()), *row(number))
        for number in range(60)
    )), landscape=True,
)  # fmt: skip
REMARK = Paragraph((Span("满分100分，自评98分。"),), official=False)
PARTS = (
    Section("p1", "第一部分　虚构自评", "evaluations", 1, sections=tuple(
        Section(f"s{place}", f"附件：{table.title}　虚构项目", f"evaluation-{place}", 2, blocks=(REMARK, table))
        for place, table in enumerate((SHORT, LONG, WIDE, SHEET))
    )),
)  # fmt: skip
FORMS: Document = replace(DOCUMENT, parts=PARTS)


@pytest.fixture(scope="module")
def file(drawings: Mapping[str, str], settings: PrintSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the forms as a PDF."""
    path = tmp_path_factory.mktemp("forms") / "forms.pdf"
    path.write_bytes(render_pdf(FORMS, drawings, settings))
    return path


@pytest.fixture(scope="module")
def pages(file: Path) -> list[str]:
    """Return the text of each page without white space."""
    command = ["pdftotext", "-layout", str(file), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [re.sub(r"\s", "", page) for page in text.split("\f")]


@pytest.fixture(scope="module")
def opened(file: Path) -> Iterator[pikepdf.Pdf]:
    """Return the PDF, open."""
    with pikepdf.open(file) as pdf:
        yield pdf


def test_a_cell_higher_than_a_page_is_printed_whole(pages: list[str]) -> None:
    """A text of three pages in one cell loses no line, and the rows after it are all there."""
    text = "".join(pages)
    assert text.count("虚构地做好了稳就业工作，") == 250 + 2
    assert all(f"虚构的第{number}项三级指标" in text for number in range(40))


def test_a_name_at_the_side_is_said_again_on_the_next_page(pages: list[str], opened: pikepdf.Pdf) -> None:
    """绩效指标 beside forty rows, 一级 beside thirty: the page after the break says the name again, in the tags too."""
    assert "".join(pages).count("（续）") > 2
    spans = [int(head.A.RowSpan) for head in below(tables_in(opened)[1], "TH") if "/RowSpan" in head.A]
    assert len(spans) > 1
    assert sum(spans) == 41


def test_a_parted_row_is_one_row_in_the_tags(opened: pikepdf.Pdf) -> None:
    """The long form has as many rows as its data, though two of its rows begin on one page and end on another."""
    table = tables_in(opened)[1]
    rows = list(below(table, "TR"))
    assert len(rows) == len(LONG.rows)
    goal = next(below(rows[1], "TD"))
    pages = {kid.Pg.objgen for kid in below(goal, "Span")} | {kid.Pg.objgen for kid in below(goal, "NonStruct")}
    assert len(pages) > 1


def test_heads_among_the_rows_are_told(opened: pikepdf.Pdf) -> None:
    """An inner head has Scope Column; a score below it names it and its names; a field names its own label only."""
    rows = list(below(tables_in(opened)[0], "TR"))
    heads = list(below(rows[2], "TH"))
    assert [str(head.A.Scope) for head in heads] == ["/Row", "/Column", "/Column", "/Column", "/Column"]
    score = list(below(rows[4], "TD"))[-1]
    expected = ["t0-r0002-04", "t0-r0002-00", "t0-r0004-01"]
    assert [str(key) for key in score.A.Headers] == expected
    name = list(below(rows[-1], "TD"))[-1]
    assert [str(key) for key in name.A.Headers] == ["t0-r0008-03"]


def test_heads_at_the_top_of_a_form_stand_on_each_page(pages: list[str]) -> None:
    """A scoring sheet over several pages repeats its head rows."""
    sheet = [page for page in pages if re.search("虚构的第[345]\\d项", page) and "一级三级指标值分值得分" in page]
    assert len(sheet) > 1
    shown = list(tables_of(sections_of(FORMS)))[3]
    assert [len(cells) for cells in heads_of(shown)[:1]] == [5]
    assert shown.table.head == SHEET.rows[:1]


def test_a_form_stands_below_its_heading_and_remark(pages: list[str]) -> None:
    """Heading, remark and form are on one page, upright or on its side; its name is not printed twice."""
    for table in (SHORT, WIDE):
        page = next(page for page in pages[2:] if f"附件：{table.title}" in page)
        assert "满分100分" in page
        assert "项目名称" in page
        assert page.count(table.title) - page.split("满分")[0].count(table.title) == 0


def test_a_long_heading_is_cut_in_the_running_head() -> None:
    """A title that does not fit beside the department's name is cut there and nowhere else."""
    assert running("第三部分　决算情况说明") == ""
    assert running("虚" * 40) == "虚" * 26 + "…"


def test_a_form_as_csv_is_written_row_by_row() -> None:
    """No head row of ours, names over rows repeated, names over columns once, line feeds kept, no formula."""
    table = replace(SHORT, rows=(*SHORT.rows, (cell("=1+1", across=5),)))
    rows = list(csv.reader(io.StringIO(render_csv(table).decode("utf-8-sig"), newline="")))
    assert rows[0] == ["项目名称", "虚构项目", "", "主管部门", "虚构局"]
    assert rows[1][:2] == ["年度\n目标", PROSE]
    assert rows[3] == ["绩效指标", "虚构的第0项三级指标", "≥0人", "7", "6"]
    assert rows[4][0] == "绩效指标"
    assert rows[-1][0] == "'=1+1"
