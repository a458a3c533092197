"""The workbook of a report: it shows what is printed, its formulas recompute it, its text is never run."""

import datetime as dt
import io
import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from python_calamine import CalamineWorkbook

from generator.build.outputs import file_date
from generator.document.cards import walk
from generator.downloads.workbook import render_workbook
from generator.load.facts import to_facts
from generator.load.reading import Reader
from generator.model.accounts import Accounts
from generator.model.blocks import Cell, Document, FigureEntry, Section, Span, Table
from generator.workspace.importing import plan_imports
from generator.workspace.project import Project
from tests.build.example import ANJU, HESHAN, PUTUO, ROOT, WATER, invented, laid_out, real, real_files
from tests.build.example import tables as tables_by_title
from tests.downloads.invented import DOCUMENT, head
from tests.downloads.recalculating import Book, Held

DAY = dt.date(2025, 9, 1)
LINXIANG = "linxiang/hrss/2023"
REPORTS = (PUTUO, HESHAN, ANJU, LINXIANG, "ziyang/hrss/2022", "hunan/hrss/2021")
NASTY = (
    "=1+1",
    '=HYPERLINK("http://x.example")',
    "+86 10",
    "-2+3",
    "@SUM(A1)",
    "https://x.example/",
    "007",
    "1e5",
    "{=A1}",
)


@cache
def book_of(address: str) -> Book:
    """Return the workbook of a real report, or of the invented department."""
    document = laid_out(invented(), WATER) if address == WATER else real(address)
    return Book(render_workbook(document, file_date(document)))


def with_table(*tables: Table, figures: tuple[FigureEntry, ...] = ()) -> Document:
    """Return a document that holds nothing but tables."""
    parts = (Section("p", "虚构", "tables", 1, blocks=tables),)
    return replace(DOCUMENT, parts=parts, figures={entry.name: entry for entry in figures})


def texts_of(table: Table) -> list[str]:
    """Return what a table prints, in reading order; cells without text left out."""
    cells = [cell.text for row in (*table.head, *table.rows) for cell in row]
    said = [table.statement] if table.statement else []
    told = [table.title, table.number, *table.corners, *cells, *said, *table.notes]
    return [text for text in told if text]


def shown(cells: dict[tuple[int, int], Held]) -> list[str]:
    """Return what a sheet shows, in reading order."""
    return [held.shown for _, held in sorted(cells.items())]


@pytest.mark.parametrize("address", [*REPORTS, WATER])
def test_every_sheet_shows_what_is_printed(address: str) -> None:
    """Titles, corners, heads, names, codes and amounts: each sheet shows its table, digit for digit, in order."""
    book = book_of(address)
    document = laid_out(invented(), WATER) if address == WATER else real(address)
    tables = [block for section in walk(document.parts) for block in section.blocks if isinstance(block, Table)]
    found = sorted(shown(book.sheets[name]) for name in book.names[1:])
    assert found == sorted(texts_of(table) for table in tables)


@pytest.mark.parametrize("address", [*REPORTS, WATER])
def test_every_formula_comes_to_what_it_shows(address: str) -> None:
    """Computed again by other hands, each formula gives the value that is stored with it; none runs in a circle."""
    book = book_of(address)
    formulas = list(book.formulas())
    assert formulas
    for place, held in formulas:
        assert isinstance(held.value, Decimal)
        assert abs(book.value(place) - held.value) < Decimal("1e-9"), (place, held)


def test_totals_are_formulas() -> None:
    """Totals sum what stands above or beside them, over gaps too; other tables take them over."""
    sheets = book_of(PUTUO).sheets
    assert sheets["收入决算表"][4, 2].formula == "SUM(C6,C13,C17,C22,C26)"
    assert sheets["支出决算表"][7, 2].formula == "SUM(D8,E8,F8,G8,H8)"
    assert sheets["一般公共预算财政拨款基本支出决算表"][3, 2].formula == "SUM(C5:C17)"
    assert sheets["收入支出决算总表"][31, 1].formula == "B29+B30+B31"
    assert sheets["“三公”经费总览（财政拨款口径，万元）"][2, 3].formula == "ROUND(C3/B3*100,2)"
    counted = sum(1 for _ in book_of(PUTUO).formulas())
    assert counted == 180


def test_a_changed_amount_is_seen_in_every_total() -> None:
    """One yuan more for pensions in 支出决算表 is one more in each total above it, on other sheets too."""
    book = book_of(PUTUO)
    detail = ("支出决算表", 7, 3)
    assert book.sheets["支出决算表"][7, 3].shown == "54.53"
    changed = Book(book.content, {detail: book.value(detail) + 1})
    for place in (("支出决算表", 4, 2), ("支出决算表", 4, 3), ("收入支出决算总表", 11, 3)):
        assert changed.value(place) == book.value(place) + 1


def test_a_published_value_is_a_constant_with_its_reason() -> None:
    """A cell that prints what its operands do not give is no formula; its comment says why and what they give."""
    cell = book_of(PUTUO).sheets["一般公共预算财政拨款支出决算表"][17, 2]
    assert (cell.formula, cell.shown) == ("", "1092.80")
    comments = "".join(book_of(PUTUO).part(name) for name in book_of(PUTUO).parts if "comments" in name)
    assert "公布值：原表合计1092.80，基本1084.02加项目8.77得1092.79，尾差0.01。按数据计算为1092.79万元。" in comments


def test_a_value_published_in_one_table_only_stays_there() -> None:
    """236.63 in 总表 beside 236.64 elsewhere: each sheet shows its own, and says so."""
    book = book_of(PUTUO)
    cell = book.sheets["收入支出决算总表"][12, 3]
    assert (cell.formula, cell.shown) == ("", "236.63")
    assert book.sheets["支出决算表"][12, 2].shown == "236.64"
    comments = "".join(book.part(name) for name in book.parts if "comments" in name)
    assert "公布值：这张表照公布的原文印236.63。按数据是236.64万元。" in comments


def test_an_amount_keeps_all_its_digits() -> None:
    """Data in 元 shown as 万元: the cell holds the exact amount and shows two decimals."""
    cells = tuple(Cell((Span(text, name),), "amount", value=value) for text, name, value in (
        ("1.23", "甲", "1.234567"), ("2.35", "乙", "2.345678"), ("3.58", "丙", "3.580245"),
    ))  # fmt: skip
    table = Table("t", "虚构表", head=(head("甲", "乙", "合计"),), rows=(cells,))
    total = entry("丙", "3.580245", "{0} + {1}", ("甲", "乙"))
    book = Book(
        render_workbook(with_table(table, figures=(entry("甲", "1.234567"), entry("乙", "2.345678"), total)), DAY)
    )
    row = [book.sheets["虚构表"][2, column] for column in range(3)]
    assert [held.shown for held in row] == ["1.23", "2.35", "3.58"]
    assert [held.value for held in row] == [Decimal("1.234567"), Decimal("2.345678"), Decimal("3.580245")]
    assert row[2].formula == "A3+B3"


def entry(name: str, exact: str, pattern: str = "", inputs: tuple[str, ...] = (), unit: str = "万元") -> FigureEntry:
    """Return an invented figure."""
    origin = "computed" if pattern else "typed"
    return FigureEntry(name, name, name, exact, unit, exact, "", inputs, origin, "", pattern=pattern)


@pytest.mark.parametrize(("text", "pattern", "formula"), [
    ("3.00", "{0} + {1}", "A3+B3"),
    ("1.00", "{0} − {1}", "ABS(A3-B3)"),
    ("-1.00", "{0} − {1}", "A3-B3"),
    ("−1.00", "{0} − {1}", "A3-B3"),
    ("50.00", "{0} ÷ {1} × 100%", "ROUND(A3/B3*100,2)"),
    ("-50.0", "({0} − {1}) ÷ {1} × 100%", "ROUND((A3-B3)/B3*100,1)"),
    ("50.00%", "{0} ÷ {1} × 100%", "ROUND(A3/B3*100,2)"),
    ("0.5", "{0} ÷ {1}", "ROUND(A3/B3,1)"),
    ("1.00", "{0} ÷ ({1} − {0})", "ROUND(A3/(B3-A3),2)"),
    ("3.01", "{0} + {1}", ""),  # would not give what is printed
    ("2.00", "{0} + {2}", ""),  # an operand stands nowhere
    ("1.00", "{0} + {3}", "A3"),  # a zero that is printed nowhere adds nothing
])  # fmt: skip
def test_formulas_follow_the_arithmetic_of_the_figure(text: str, pattern: str, formula: str) -> None:
    """Sums, changes, sizes and rates become formulas; what would not give the printed value stays a constant."""
    unit = "%" if "100%" in pattern else "万元"
    exact = text.replace("−", "-").rstrip("%")
    known = (entry("甲", "1"), entry("乙", "2"), entry("零", "0"))
    result = entry("果", exact, pattern, ("甲", "乙", "无", "零"), unit)
    cells = (("1.00", "甲"), ("2.00", "乙"), (text, "果"))
    row = tuple(Cell((Span(words, name),), "text" if "%" in words else "amount") for words, name in cells)
    table = Table("t", "虚构表", head=(head("甲", "乙", "果"),), rows=(row,))
    held = Book(render_workbook(with_table(table, figures=(*known, result)), DAY)).sheets["虚构表"][2, 2]
    assert (held.formula, held.shown) == (formula, text)


def test_text_is_never_run() -> None:
    """Text that looks like a formula, a link or a number is text, in titles, names, notes and cells alike."""
    rows = tuple((Cell((Span(text),), "name"), Cell((Span(text),), "text")) for text in NASTY)
    nasty = [
        Table(f"t{n}", text, text, (text,), (head(text, text),), rows, notes=(text,)) for n, text in enumerate(NASTY)
    ]
    content = render_workbook(replace(with_table(*nasty), title="=2+2", department_name="=3+3"), DAY)
    book = Book(content)
    assert not list(book.formulas())
    assert all(isinstance(held.value, str) for name in book.names[1:] for held in book.sheets[name].values())
    links = "".join(book.part(name) for name in book.parts if name.startswith("xl/worksheets/_rels"))
    assert "x.example" not in links
    read = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(1).to_python()
    assert {str(cell) for row in read for cell in row if cell} == {*NASTY}


def test_names_of_sheets_are_short_and_single() -> None:
    """Marks that spreadsheet programs refuse are left out, long names cut, equal ones numbered."""
    titles = ["[虚构]:*?/\\表", "'虚构表'", "虚构表", "很" * 40, "很" * 41, "History", "目录", "　"]
    titles += [f"{'长' * 29}''尾", "' '虚构 '", "'　'"]
    book = Book(render_workbook(with_table(*(Table(f"t{n}", title) for n, title in enumerate(titles))), DAY))
    cut, more = ["很" * 31, "很" * 28 + "（2）"], ["表", "长" * 29, "虚构", "表（2）"]
    assert book.names == ["目录", "虚构表", "虚构表（2）", "虚构表（3）", *cut, "History（2）", "目录（2）", *more]
    assert len(re.findall(r"<hyperlink [^>]*location=", book.part("xl/worksheets/sheet1.xml"))) == len(titles)


def test_an_empty_table_says_so() -> None:
    """A table without rows keeps its head and says in one sentence why it is empty."""
    name = "国有资本经营预算财政拨款收入支出决算表"
    table = tables_by_title(real(PUTUO))[name]
    assert not table.rows
    assert table.statement in shown(book_of(PUTUO).sheets[name])


def test_a_sheet_is_ready_for_print() -> None:
    """A4, one page wide, turned where the table is wide, heads on every page, page numbers, head and names in view."""
    book = book_of(PUTUO)
    part = book.part(f"xl/worksheets/sheet{book.names.index('收入决算表') + 1}.xml")
    assert '<pageSetup paperSize="9" orientation="landscape"' in part
    assert 'xSplit="2" ySplit="4" topLeftCell="C5"' in part
    assert "第 &amp;P 页，共 &amp;N 页" in part
    titles = re.findall(r"_xlnm\.Print_Titles[^>]*>([^<]*)<", book.part("xl/workbook.xml"))
    assert "收入决算表!$3:$4" in titles


def test_a_year_in_the_header_is_no_font_size() -> None:
    """A title that begins with digits stays whole in the header, where digits behind &9 would be its size."""
    assert "&amp;L&amp;9 2020年度" in book_of(HESHAN).part("xl/worksheets/sheet2.xml")


def test_a_draft_says_so_on_every_page() -> None:
    """The header of a report that is not public names its state."""
    book = Book(render_workbook(replace(real(PUTUO), state="草稿"), DAY))
    assert all("&amp;R&amp;9 草稿" in book.part(f"xl/worksheets/sheet{n}.xml") for n in range(1, len(book.names) + 1))
    assert "草稿" not in book_of(PUTUO).part("xl/worksheets/sheet2.xml")


def test_rows_too_high_for_a_spreadsheet_become_several() -> None:
    """A text of 3,000 characters in a narrow cell is read whole: no row is higher than programs allow."""
    long = "长" * 3000
    rows = (
        (Cell((Span("名"),), "name"), Cell((Span(long),), "text")),
        (Cell((Span("末"),), "name"), Cell((), "blank")),
    )
    book = Book(render_workbook(with_table(Table("t", "虚构表", rows=rows, widths=(3, 1))), DAY))
    heights = [float(height) for height in re.findall(r' ht="([\d.]+)"', book.part("xl/worksheets/sheet2.xml"))]
    assert max(heights) <= 409
    assert sum(heights) > 3000 / 11 * 13
    assert shown(book.sheets["虚构表"]) == ["虚构表", "名", long, "末"]


def test_the_same_report_gives_the_same_bytes() -> None:
    """No clock enters the file: it says the day it was told."""
    one = render_workbook(real(HESHAN), DAY)
    assert one == render_workbook(real(HESHAN), DAY)
    assert "2025-09-01T00:00:00Z" in Book(one).part("docProps/core.xml")


def test_an_export_imports_as_it_was() -> None:
    """Our own workbook read by the importer changes nothing; read into an empty year, it gives the same facts."""
    files = dict(real_files())
    path = f"data/regions/{PUTUO}/accounts.yml"
    workbook = {"putuo.xlsx": book_of(PUTUO).content}
    onto_itself = plan_imports(Project(ROOT, files), workbook, tuple(PUTUO.split("/"))).targets[0]
    assert onto_itself.content == files[path]
    assert not onto_itself.planned.settled.disagreements
    before = facts_of(files.pop(path))
    after = facts_of(plan_imports(Project(ROOT, files), workbook, tuple(PUTUO.split("/"))).targets[0].content)
    told = {name: value for name, value in after.items() if name in before}
    assert len(told) > 100
    assert told == {name: before[name] for name in told}
    assert all(not value for name, value in after.items() if name not in before)


def facts_of(content: bytes) -> dict[str, Decimal | None]:
    """Return the amounts of an accounts.yml by name."""
    reader = Reader({"accounts.yml": content})
    record = reader.record(Accounts, "accounts.yml")
    assert record is not None, reader.findings
    facts, _ = to_facts(record, "accounts.yml")
    return {at.name: fact.quantity.value if fact.quantity else None for at, fact in facts.by_address.items()}
