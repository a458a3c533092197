"""Where the cells of a table stand: columns, bands, and which heads belong to which cell. No markup here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from generator.model.blocks import Cell, Table

Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the row and the column of its upper left corner."""

    cell: Cell
    row: int
    column: int

    @property
    def columns(self) -> range:
        """Return the columns it covers."""
        return range(self.column, self.column + self.cell.colspan)

    @property
    def rows(self) -> range:
        """Return the rows it covers."""
        return range(self.row, self.row + self.cell.rowspan)


def place(rows: Rows) -> list[list[Placed]]:
    """Return each row's cells with their columns, row spans from above taken into account."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[Placed]] = []
    for row, cells in enumerate(rows):
        column = 0
        line: list[Placed] = []
        for cell in cells:
            while (row, column) in taken:
                column += 1
            line.append(Placed(cell, row, column))
            taken.update((row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan))
            column += cell.colspan
        placed.append(line)
    return placed


def width(table: Table) -> int:
    """Return the number of columns: of the head, or of the widest row when there is none."""
    ends = (item.columns.stop for line in place(table.head or table.rows) for item in line)
    return max(ends, default=0)


def bands(table: Table) -> list[range]:
    """Return the columns of each band; one band when the table names none, or bands that do not add up."""
    columns = width(table)
    if len(table.bands) <= 1 or sum(table.bands) != columns or min(table.bands) < 1:
        return [range(columns)]
    starts = accumulate(table.bands, initial=0)
    return [range(start, start + size) for start, size in zip(starts, table.bands, strict=False)]


def is_simple(table: Table) -> bool:
    """Return whether `scope` alone says which head a cell has: one head row, one band, no spans, one name a row."""
    if any(cell.kind == "head" for row in table.rows for cell in row):
        return False
    cells = [cell for row in (*table.head, *table.rows) for cell in row]
    names = (sum(cell.kind == "name" for cell in row) for row in table.rows)
    return (
        len(table.head) <= 1
        and len(bands(table)) == 1
        and all(cell.colspan == cell.rowspan == 1 for cell in cells)
        and max(names, default=0) <= 1
    )


def one_band(table: Table, columns: range) -> Table:
    """Return the part of a table in these columns as a table of its own, rows without any text left out.

    Cells that reach over the edge are cut to the band.
    """
    rows = tuple(_cut(table.rows, columns))
    if all(cell.rowspan == 1 for row in rows for cell in row):
        rows = tuple(row for row in rows if any(cell.text.strip() for cell in row))
    folded = tuple(column - columns.start for column in table.folded if column in columns)
    return replace(table, head=tuple(_cut(table.head, columns)), rows=rows, bands=(), folded=folded, widths=())


def _cut(rows: Rows, columns: range) -> Iterator[tuple[Cell, ...]]:
    for line in place(rows):
        yield tuple(
            replace(item.cell, colspan=len(both))
            for item in line
            if (both := range(max(item.column, columns.start), min(item.columns.stop, columns.stop)))
        )


def heads_above(head: Sequence[Sequence[Placed]], columns: range) -> list[Placed]:
    """Return the head cells over any of these columns, from the top."""
    return [
        item
        for line in head
        for item in line
        if item.column < columns.stop and columns.start < item.columns.stop and item.cell.text.strip()
    ]


def names_by_row(body: Sequence[Sequence[Placed]]) -> dict[int, list[Placed]]:
    """Return, for each row, the name cells that reach into it, from the left."""
    names: dict[int, list[Placed]] = {}
    for line in body:
        for item in line:
            if item.cell.kind == "name" and item.cell.text.strip():
                for row in item.rows:
                    names.setdefault(row, []).append(item)
    return names
