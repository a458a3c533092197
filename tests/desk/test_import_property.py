"""Tables of invented reports, in whatever workbook they come, imported into nothing: the same accounts cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build.report import Slugs
from generator.desk.importing.plan import plan_import
from generator.desk.importing.recognize import Recognized
from generator.model.blocks import Document
from generator.model.facts import Facts
from generator.model.style import Style
from tests.check.building import shared_files
from tests.check.generated import YEAR, Invented, invented, shared_style
from tests.desk.books import Grid, Look, cells, csv_of, document_of, grids, one_sheet, style_of, tables_in, xlsx

SEEDS = 6
#: what zero is printed as; None leaves 0.00.
BLANKS = (None, "", "—", "-", "0")
LOOKS = st.builds(
    Look,
    yuan=st.booleans(), is_merged=st.booleans(), grouping=st.booleans(), wide=st.booleans(),
    blank=st.sampled_from(BLANKS), parted=st.booleans(), numbered=st.booleans(), formulas=st.booleans(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook to make: of which report, how it looks, its tables in which order, how many on a sheet, as text."""

    seed: int
    look: Look
    order: Sequence[int]
    together: int
    is_text: bool


BOOKS = st.builds(
    Book,
    seed=st.integers(0, SEEDS - 1),
    look=LOOKS,
    order=st.permutations(range(9)),
    together=st.integers(1, 9),
    is_text=st.booleans(),
)


@cache
def _report(seed: int) -> tuple[Invented, Document, Style]:
    one = invented(seed)
    files = {**shared_style(), **one.files}
    style = style_of(_slugs(one), tuple(sorted({**shared_files(), **files}.items())))
    return one, document_of(_slugs(one), files), style


def _slugs(one: Invented) -> Slugs:
    return Slugs(one.region, one.department, str(YEAR))


def _sheets(book: Book) -> list[Grid]:
    """Return the sheets of a workbook, each with as many tables as it asks for."""
    tables = grids(_report(book.seed)[1], book.look)
    shuffled = [tables[place] for place in book.order if place < len(tables)]
    chunks = [shuffled[start : start + book.together] for start in range(0, len(shuffled), book.together)]
    return [replace(one_sheet(chunk), name=f"表{number}") for number, chunk in enumerate(chunks)]


def _read(book: Book, style: Style) -> list[Recognized]:
    sheets = _sheets(book)
    if not book.is_text:
        files: Mapping[str, bytes] = {"导出.xlsx": xlsx(sheets, book.look)}
    else:
        files = {f"{sheet.name}.csv": csv_of(sheet, "gb18030") for sheet in sheets}
    found = [tables_in(content, style, str(YEAR), name) for name, content in files.items()]
    assert [strange for _, strange in found if strange] == []
    return [table for tables, _ in found for table in tables]


@cache
def _printed(seed: int, text: str) -> dict[str, list[list[str]]]:
    """Return what the tables print with other accounts, and nothing else of the year but its report.yml."""
    one = _report(seed)[0]
    held = {path: raw for path, raw in one.files.items() if f"/{YEAR}/" not in path or path.endswith("report.yml")}
    accounts = {f"{one.folder}/accounts.yml": text.encode()}
    return cells(document_of(_slugs(one), {**shared_style(), **held, **accounts}))


@settings(max_examples=10)
@given(BOOKS)
def test_generated_reports_come_back(book: Book) -> None:
    """Shuffled, in 元, several on a sheet, full-width, 千分位, blanks for zero, formulas, as text: all one."""
    _, document, style = _report(book.seed)
    tables = _read(book, style)
    assert len(tables) == len(grids(document))
    assert [cell for table in tables for cell in table.unplaced] == []
    planned = plan_import(tables, style, Facts(), "")
    assert (planned.settled.disagreements, planned.settled.nowhere, planned.published) == ((), (), ())
    assert _printed(book.seed, planned.text) == cells(document)
