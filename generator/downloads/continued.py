"""Names beside many rows of a form, said again at the top of the next page where a page ends among those rows."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from generator.downloads.parted import Piece
from generator.downloads.print_view import PrintSection, PrintTable, RowGroup
from generator.html.layout import Placed, place
from generator.model.blocks import Cell, Span

MARK = "（续）"
_LONGEST = 24  # characters of a text worth repeating


def page_starts(tables: Iterable[PrintTable], pieces: Iterable[Piece]) -> dict[str, tuple[int, ...]]:
    """Return, by key of a form, the rows with which a new page begins; pieces are those of all tables in order."""
    waiting = list(pieces)
    found: dict[str, tuple[int, ...]] = {}
    for table in tables:
        wanted = sum(len(group.rows) for group in table.groups)
        rows, starts = 0, []
        while waiting and (rows < wanted or waiting[0].within):
            piece = waiting.pop(0)
            if rows and not piece.within:
                starts.append(rows)
            rows += piece.rows - piece.within
        if table.form and starts:
            found[table.table.key] = tuple(starts)
    return found


def continued(section: PrintSection, starts: Mapping[str, tuple[int, ...]]) -> PrintSection:
    """Return a section whose forms begin their pages with the names that reach over from the page before."""
    blocks = tuple(
        _parted(block, starts.get(block.table.key, ())) if isinstance(block, PrintTable) else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks, sections=tuple(continued(below, starts) for below in section.sections))


def _parted(table: PrintTable, starts: Iterable[int]) -> PrintTable:
    """Return a form with its spanning cells cut where pages begin; nothing changes where none reaches over."""
    groups: list[RowGroup] = []
    before = 0
    cuts = set(starts)
    for group in table.groups:
        count = len(group.rows)
        groups += _cut(group, sorted(cut - before for cut in cuts if before < cut < before + count))
        before += count
    return replace(table, groups=tuple(groups))


def _cut(group: RowGroup, cuts: list[int]) -> list[RowGroup]:
    """Return a group as one group a page."""
    lines: list[list[Placed]] = place(group.rows)
    for cut in cuts:
        lines = _cut_cells(lines, cut)
    if lines == place(group.rows):
        return [group]
    rows = tuple(tuple(item.cell for item in line) for line in lines)
    bounds = [0, *cuts, len(rows)]
    return [
        RowGroup(
            rows[start:end],
            tied=False,
            long=frozenset(number - start for number in group.long if start <= number < end),
            begins=start > 0 or group.begins,
        )
        for start, end in pairwise(bounds)
    ]


def _cut_cells(lines: list[list[Placed]], cut: int) -> list[list[Placed]]:
    """Return rows in which no cell reaches over the cut: its lower part is a cell of its own."""
    over = [item for line in lines[:cut] for item in line if item.rows.stop > cut]
    upper = [
        [Placed(replace(item.cell, rowspan=cut - item.row), item.row, item.column) if item in over else item
         for item in line]
        for line in lines[:cut]
    ]  # fmt: skip
    lower = [Placed(_again(item.cell, item.rows.stop - cut), cut, item.column) for item in over]
    first = sorted([*lower, *lines[cut]], key=lambda item: item.column)
    return [*upper, first, *lines[cut + 1 :]]


def _again(cell: Cell, rows: int) -> Cell:
    """Return the lower part of a cell: a name is said again, an amount or a long text is not."""
    said = cell.kind in {"name", "text"} and 0 < len(cell.text) <= _LONGEST and not cell.text[:1].isdigit()
    if not said:
        return Cell(kind="blank", colspan=cell.colspan, rowspan=rows)
    return replace(cell, spans=(Span(cell.text + MARK),), rowspan=rows, value="")
