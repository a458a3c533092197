"""Workbooks for tests: the tables of a report as finance systems export them, in whatever layout a test asks for."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

import xlsxwriter

from generator.build.outputs import tables_of
from generator.build.report import Slugs, plan_report
from generator.desk.importing.recognize import Recognized, Unplaced, recognize
from generator.desk.importing.variants import known_of
from generator.desk.importing.workbook import Sheet, read_workbook
from generator.load.reading import Reader, load_style
from generator.model.blocks import Cell, Document, Table
from generator.model.style import Style
from generator.workspace.importing import codes_by_name
from tests.check.building import shared, shared_files


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a sheet: text, kind (`amount`, `code`, …), rows and columns that it goes over, where it came from."""

    text: str
    kind: str = "text"
    rows: int = 1
    columns: int = 1
    mark: tuple[str, int, int] = ("", 0, 0)


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its name and rows of cells; a cell covered by a merged one is None."""

    name: str
    rows: tuple[tuple[Box | None, ...], ...]
    head: int = 0
    body: int = 0

    def with_rows(self, rows: Iterable[Sequence[Box | None]]) -> "Grid":
        """Return the sheet with other rows."""
        return replace(self, rows=tuple(map(tuple, rows)))


@dataclass(frozen=True, slots=True)
class Look:
    """How a workbook looks.

    Attributes:
        yuan: amounts in 元. is_merged: heads merged. grouping: 千分位. wide: full-width digits.
        blank: what zero prints.
        parted: codes in three columns. numbered: keeps the row of column numbers. formulas: totals are formulas.
        titles: title → another.
    """

    yuan: bool = False
    is_merged: bool = True
    grouping: bool = False
    wide: bool = False
    blank: str | None = None
    parted: bool = False
    numbered: bool = True
    formulas: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)


PLAIN = Look()


def grids(document: Document, look: Look = PLAIN) -> list[Grid]:
    """Return the official tables of a document as sheets."""
    return [_grid(table, look) for table in tables_of(document, with_empty=True) if table.corners]


def _grid(table: Table, look: Look) -> Grid:
    title = look.titles.get(table.title, table.title)
    corners = [corner.replace("万元", "元") if look.yuan else corner for corner in table.corners]
    top: list[list[Box | None]] = [[Box(title)], *([Box(corner), None] for corner in corners)]
    rows = table.rows if look.numbered else tuple(row for row in table.rows if not _numbers(row))
    body = laid(rows, look)
    head = laid(table.head, look)
    foot: list[list[Box | None]] = [[Box(note)] for note in table.notes]
    every = [*top, *head, *body, *foot]
    if look.parted:
        every = _parted(every, len(top), len(top) + len(head))
    width = max(map(len, every))
    even = tuple(
        tuple(box and replace(box, mark=(table.key, number, column)) for column, box in enumerate(row))
        for number, row in enumerate((*row, *[None] * (width - len(row))) for row in every)
    )
    return Grid(table.key[:31], even, len(top), len(top) + len(head))


def _numbers(row: tuple[Cell, ...]) -> bool:
    return row[0].text == "栏次"


def laid(rows: Sequence[Sequence[Cell]], look: Look) -> list[list[Box | None]]:
    """Return the rows of a table as cells of a sheet."""
    taken: set[tuple[int, int]] = set()
    found: list[list[Box | None]] = []
    for number, row in enumerate(rows):
        line: list[Box | None] = []
        for cell in row:
            while (number, len(line)) in taken:
                line.append(None)
            taken |= {(number + i, len(line) + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            line.append(Box(_text(cell, look), cell.kind, cell.rowspan, cell.colspan))
            line += [None] * (cell.colspan - 1)
        while (number, len(line)) in taken:
            line.append(None)
        found.append(line)
    return found


def is_number(text: str) -> bool:
    """Return whether a printed cell is a number."""
    return text.replace(".", "", 1).removeprefix("-").isdigit()


def _text(cell: Cell, look: Look) -> str:
    text = cell.text
    if cell.kind not in {"amount", "count"} or not is_number(text):
        return text
    value = Decimal(text) * (10000 if look.yuan else 1)
    if look.blank is not None and not value:
        return look.blank
    text = f"{value:,.2f}" if look.grouping else f"{value:.2f}"
    return text.translate({ord(mark): ord(mark) + 0xFEE0 for mark in "0123456789.,-"}) if look.wide else text


def _parted(rows: list[list[Box | None]], head: int, body: int) -> list[list[Box | None]]:
    """Return rows whose code column is three: 类, 款, 项."""
    column = next((c for row in rows[head:body] for c, box in enumerate(row) if box and "编码" in box.text), -1)
    if column < 0 or any(box and "编码" in box.text for row in rows for box in row[column + 1 :]):
        return rows
    found = []
    for number, row in enumerate(rows):
        box = row[column] if column < len(row) else None
        code = box.text if box and box.text.isdigit() else ""
        parts = [code[:3], code[3:5], code[5:7]]
        if number < head:
            found.append(row)
        elif number < body:
            named = ["类", "款", "项"] if number == body - 1 else ["", "", ""]
            cells: list[Box | None] = [Box(text) for text in named] if box or number == body - 1 else [None] * 3
            found.append([*row[:column], *cells, *row[column + 1 :]])
        else:
            found.append([*row[:column], *(Box(part, "code") for part in parts), *row[column + 1 :]])
    return found


def xlsx(sheets: Sequence[Grid], look: Look = PLAIN) -> bytes:
    """Return sheets as a workbook."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        for index, grid in enumerate(sheets):
            page = book.add_worksheet(f"{index + 1}{grid.name}"[:31])
            for row, line in enumerate(grid.rows):
                for column, box in enumerate(line):
                    if box is not None:
                        _write(page, (row, column), box, look)
    return held.getvalue()


def _write(page: "xlsxwriter.worksheet.Worksheet", place: tuple[int, int], box: Box, look: Look) -> None:
    row, column = place
    is_plain = box.kind in {"amount", "count"} and is_number(box.text)
    value: str | float = float(box.text) if is_plain else box.text
    if look.is_merged and (box.rows > 1 or box.columns > 1):
        page.merge_range(row, column, row + box.rows - 1, column + box.columns - 1, value)
    elif look.formulas and is_plain:
        page.write_formula(row, column, f"=SUM({value},0)", None, value)
    elif is_plain:
        page.write_number(row, column, value)
    else:
        page.write_string(row, column, box.text)


def sheet_of(grid: Grid) -> Sheet:
    """Return a sheet as reading it from a file gives it: a merged cell's text in each of its parts."""
    rows = [["" for _ in row] for row in grid.rows]
    for row, line in enumerate(grid.rows):
        for column, box in enumerate(line):
            for down in range(box.rows if box else 0):
                for right in range(box.columns if box else 0):
                    if box and row + down < len(rows) and column + right < len(rows[row + down]):
                        rows[row + down][column + right] = box.text
    return Sheet(grid.name, tuple(map(tuple, rows)))


def one_sheet(sheets: Sequence[Grid]) -> Grid:
    """Return several sheets below each other on one."""
    rows = [row for grid in sheets for row in (*grid.rows, ())]
    width = max(map(len, rows))
    return Grid("全部", tuple((*row, *[None] * (width - len(row))) for row in rows))


def csv_of(grid: Grid, code: str = "utf-8-sig") -> bytes:
    """Return a sheet as a .csv."""
    held = io.StringIO()
    csv.writer(held).writerows([[box.text if box else "" for box in row] for row in grid.rows])
    return held.getvalue().encode(code)


@cache
def style_of(slugs: Slugs, files: tuple[tuple[str, bytes], ...]) -> Style:
    """Return the merged style of a report."""
    style = load_style(Reader(dict(files)), shared(), slugs.region, slugs.department, slugs.year)
    assert style is not None
    return style


def document_of(slugs: Slugs, files: Mapping[str, bytes]) -> Document:
    """Return the document of a report."""
    plan = plan_report({**shared_files(), **files}, shared(), slugs)
    assert plan.document is not None, plan.findings
    return plan.document


def tables_in(
    content: bytes | Sequence[Sheet], style: Style, year: str, name: str = "导出.xlsx", unit: str = ""
) -> tuple[list[Recognized], list[Unplaced]]:
    """Return the tables recognized in a workbook, and the sheets in which there is none."""
    codes = codes_by_name(shared(), int(year))
    sheets = read_workbook(content, name) if isinstance(content, bytes) else content
    found = list(recognize(name, sheets, known_of(style, lambda label: codes.get(label, ()), unit=unit)))
    return (
        [one for one in found if isinstance(one, Recognized)],
        [one for one in found if isinstance(one, Unplaced)],
    )


def cells(document: Document) -> dict[str, list[list[str]]]:
    """Return what the official tables of a document print."""
    return {
        table.key: [[cell.text for cell in row] for row in table.rows] for table in tables_of(document) if table.corners
    }


def with_units(held: Mapping[str, Sequence[Grid]], how: str = "each", title: str = "单位名称") -> list[Grid]:
    """Return the tables of many units, each table one sheet on which a first column says whose a row is.

    Args:
        held: name or code of each unit → its tables, the same ones in the same order.
        how: `each` row says it, the `first` of a unit's rows, or a `merged` cell.
        title: of the column.
    """
    found = []
    for grid, *others in zip(*held.values(), strict=True):
        rows: list[Sequence[Box | None]] = [(row[0], *[None] * len(row)) for row in grid.rows[:1]]
        rows += [
            (box, *[None] * len(row)) for row in grid.rows[1 : grid.head] if (box := row[0]) and "单位" in box.text
        ]
        top = len(rows)
        for number, row in enumerate(grid.rows[grid.head : grid.body]):
            rows.append((Box(title, rows=grid.body - grid.head) if not number else None, *row))
        body = len(rows)
        for unit, one in zip(held, (grid, *others), strict=True):
            of = [row for row in one.rows[one.body :] if any(box and box.kind in {"amount", "count"} for box in row)]
            for number, row in enumerate(of):
                first = Box(unit, rows=len(of) if how == "merged" else 1)
                rows.append((first if not number or how == "each" else None, *row))
        found.append(Grid(grid.name, tuple(map(tuple, rows)), top, body))
    return found
