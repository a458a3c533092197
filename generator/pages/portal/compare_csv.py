"""A table of comparison as a CSV file."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from generator.pages.portal.compare_grid import Cell, Column, Grid, Line, Section

#: what a spreadsheet would take for a formula at the start of a text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


def grid_csv(grid: Grid) -> str:
    """Return the table as CSV: numbers as plain digits, what must be known of a row in its last column.

    It begins with a byte order mark, without which spreadsheets do not read it as UTF-8; a text that a spreadsheet
    would take for a formula has an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = [part for one in grid.columns for part in ((one, one.below) if one.below else (one,))]
    heads = [f"{column.name}（{column.unit}）" if column.unit else column.name for column in columns]
    group = [grid.group] if any(section.name for section in grid.sections) else []
    writer.writerow([safe_text(text) for text in ("地区", grid.corner, *group, *heads, "说明")])
    for section in grid.sections:
        named = [safe_text(section.name)] if group else []
        for line in section.lines:
            cells = list(_single(line, grid.columns))
            digits = [cell.digits if cell.value is not None else safe_text(cell.digits) for cell in cells]
            said = _said(section, grid, columns, cells)
            writer.writerow([safe_text(line.above), safe_text(line.name), *named, *digits, safe_text(said)])
    return _BOM + out.getvalue()


def _single(line: Line, columns: Iterable[Column]) -> Iterator[Cell]:
    """Yield the cells of a row with one number each."""
    for cell, column in zip(line.cells, columns, strict=True):
        yield cell
        if column.below is not None:
            yield cell.below or Cell(text=cell.printed if cell.missing else "", why=cell.why)


def _said(section: Section, grid: Grid, columns: Sequence[Column], cells: Sequence[Cell]) -> str:
    """Return what must be known of a row: the scopes of its section where they are its own, cautions and notes."""
    told = zip(columns, cells, strict=True)
    own = {column.name for column, cell in told if cell.value is not None and not cell.cautions}
    named = [(column.name, scope) for column, scope in zip(grid.columns, section.scopes, strict=False) if scope]
    scopes = [f"{name}：{scope}" for name, scope in named if name in own]
    said = [
        f"{column.name}：{'，'.join((*cell.cautions, *cell.notes))}"
        for column, cell in zip(columns, cells, strict=True)
        if cell.cautions or cell.notes
    ]
    return "；".join((*scopes, *said))


def safe_text(text: str) -> str:
    """Return a text for a cell of a data file, with an apostrophe before what would be a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
