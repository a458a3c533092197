"""From workbook to accounts.yml and back: nothing is lost, nothing is made up, whatever the workbook looks like."""

from functools import cache

import pytest

from generator.build.report import Slugs
from generator.desk.importing.plan import Planned, plan_import
from generator.desk.importing.recognize import Recognized
from generator.load.reading import Reader, load_report
from generator.model.address import Address
from generator.model.blocks import Document
from generator.model.facts import Facts
from generator.model.style import Style
from tests.build.example import PUTUO, real_files
from tests.check.building import shared, shared_files
from tests.desk.books import PLAIN, Look, cells, csv_of, document_of, grids, one_sheet, style_of, tables_in, xlsx

SLUGS = Slugs(*PUTUO.split("/"))
ACCOUNTS = f"data/regions/{PUTUO}/accounts.yml"
LOOKS = {
    "plain": PLAIN,
    "yuan": Look(yuan=True),
    "heads not merged": Look(is_merged=False),
    "thousands": Look(grouping=True),
    "full width": Look(grouping=True, wide=True),
    "codes in three columns": Look(parted=True),
    "codes in three columns, not merged": Look(parted=True, is_merged=False),
    "no column numbers": Look(numbered=False),
    "formulas": Look(formulas=True),
    "other titles": Look(
        titles={
            "收入支出决算总表": "2024年度收入支出决算总表（财决01表）",
            "一般公共预算财政拨款基本支出决算表": "公开06表 一般公共预算财政拨款基本支出决算明细表",
            "国有资本经营预算财政拨款收入支出决算表": "国有资本经营预算支出决算表",
        }
    ),
}


@cache
def _putuo() -> tuple[Document, Style]:
    files = _files()
    return document_of(SLUGS, files), style_of(SLUGS, tuple(sorted({**shared_files(), **files}.items())))


def _files() -> dict[str, bytes]:
    own = real_files()
    return {path: content for path, content in own.items() if path.startswith("data/regions/putuo/")}


def _imported(tables: list[Recognized], text: str = "", facts: Facts | None = None) -> Planned:
    return plan_import(tables, _putuo()[1], facts or Facts(), text)


def _facts(text: str) -> dict[Address, object]:
    files = {**shared_files(), **_files(), ACCOUNTS: text.encode()}
    loaded = load_report(Reader(files), shared(), SLUGS.region, SLUGS.department, SLUGS.year)
    assert loaded is not None
    found = loaded.facts.by_address
    return {address: fact.quantity and fact.quantity.value for address, fact in found.items()}


def _rebuilt(planned: Planned) -> dict[str, list[list[str]]]:
    return cells(document_of(SLUGS, {**_files(), ACCOUNTS: planned.text.encode()}))


@cache
def _once() -> tuple[str, dict[Address, object]]:
    """Return what importing the plain workbook gives, and its facts."""
    text = _imported(_read(xlsx(grids(_putuo()[0])))).text
    return text, _facts(text)


def _read(content: bytes, name: str = "导出.xlsx") -> list[Recognized]:
    tables, strange = tables_in(content, _putuo()[1], SLUGS.year, name)
    assert strange == []
    return tables


def _ends(planned: Planned) -> int:
    settled = planned.settled
    ends = (settled.typed, settled.followed, settled.declared, settled.disagreements, settled.nowhere, settled.idle)
    return sum(map(len, ends))


def test_the_tables_of_a_report_come_back_cell_by_cell() -> None:
    """The planning bureau's tables, imported into an empty department, print the same in every cell."""
    planned = _imported(_read(xlsx(grids(_putuo()[0]))))
    assert planned.settled.disagreements == ()
    assert planned.settled.nowhere == ()
    assert _rebuilt(planned) == cells(_putuo()[0])


def test_what_is_typed_is_what_was_typed() -> None:
    """Every amount that comes from the tables is typed as an editor typed it; what stands in no table is not there."""
    before = _facts(_files()[ACCOUNTS].decode())
    known = _once()[1]
    tables = {address for address in before if address in known}
    assert {address: before[address] for address in tables} == {address: known[address] for address in tables}
    assert len(tables) > 70


def test_an_import_onto_itself_changes_no_byte() -> None:
    """A file that holds the workbook's amounts already stays as it is, with its comments."""
    text = _files()[ACCOUNTS].decode()
    loaded = load_report(Reader({**shared_files(), **_files()}), shared(), SLUGS.region, SLUGS.department, SLUGS.year)
    assert loaded is not None
    planned = _imported(_read(xlsx(grids(_putuo()[0]))), text, loaded.facts)
    assert (planned.changes, planned.kept, planned.published) == ((), (), ())
    assert planned.text == text


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_a_workbook_may_look_otherwise(look: Look) -> None:
    """元, 千分位, full-width digits, dashes, split codes, other titles, formulas: the same file comes of it."""
    planned = _imported(_read(xlsx(grids(_putuo()[0], look), look)))
    assert planned.text == _once()[0]


@pytest.mark.parametrize("blank", ["", "—", "-", "0"])
def test_zero_may_be_printed_in_any_way(blank: str) -> None:
    """Blank cells, dashes and bare zeros are zero: every table prints the same."""
    look = Look(blank=blank)
    assert _rebuilt(_imported(_read(xlsx(grids(_putuo()[0], look))))) == cells(_putuo()[0])


def test_the_order_of_sheets_does_not_matter() -> None:
    """Sheets in another order give the same amounts, and the same tables."""
    planned = _imported(_read(xlsx(grids(_putuo()[0])[::-1])))
    assert _facts(planned.text) == _once()[1]
    assert _rebuilt(planned) == cells(_putuo()[0])


def test_all_tables_may_stand_on_one_sheet() -> None:
    """Tables below each other are told apart by their titles."""
    assert _imported(_read(xlsx([one_sheet(grids(_putuo()[0]))]))).text == _once()[0]


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_tables_may_come_as_text(code: str) -> None:
    """A .csv in UTF-8 or in what Chinese spreadsheet programs write gives the same file."""
    tables = [table for grid in grids(_putuo()[0]) for table in _read(csv_of(grid, code), f"{grid.name}.csv")]
    assert _imported(tables).text == _once()[0]


def test_every_cell_comes_to_one_end() -> None:
    """Each amount read is typed, follows, is declared, disagrees or has no place: the counts sum up."""
    tables = _read(xlsx(grids(_putuo()[0])))
    assert _ends(_imported(tables)) == sum(len(table.taken) for table in tables)


def test_a_total_alone_is_not_typed_beside_its_parts() -> None:
    """One table imported into a full file only compares: what follows from the file is not typed again."""
    text = _files()[ACCOUNTS].decode()
    loaded = load_report(Reader({**shared_files(), **_files()}), shared(), SLUGS.region, SLUGS.department, SLUGS.year)
    assert loaded is not None
    for grid in grids(_putuo()[0]):
        assert _imported(_read(xlsx([grid])), text, loaded.facts).text == text
