"""Which heads belong to which cell of a form, whose body holds heads of its own. No markup here.

A head among the rows heads the cells below it in its columns, up to the next heads over those columns; heads right
above each other count together. A row without heads, or one that does not follow them (a signature below a table of
indicators), is read in pairs: each value belongs to the name before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.html.layout import Placed
from generator.model.blocks import Table


@dataclass(frozen=True, slots=True)
class Head:
    """A head cell; `inner` ones stand among the rows of the body."""

    placed: Placed
    inner: bool


@dataclass(frozen=True, slots=True)
class FormHeads:
    """The heads above and the names beside each cell of the body, by the cell's row and column."""

    above: dict[tuple[int, int], tuple[Head, ...]] = field(default_factory=dict)
    beside: dict[tuple[int, int], tuple[Placed, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class _Columns:
    """What stands above each column so far: the last run of heads, and the row (of head and body) where it ends.

    `named`: where names may stand in rows below the last heads, as the first such row has them.
    """

    runs: dict[int, list[Head]] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    named: set[int] | None = None

    def add(self, head: Head, row: int) -> None:
        """Put a head over its columns; one that does not follow right upon others begins a new run."""
        for column in head.placed.columns:
            if self.ends.get(column) != row:
                self.runs[column] = []
            if is_worded(head.placed):
                self.runs[column] = [*self.runs[column], head]
            self.ends[column] = row + head.placed.cell.rowspan
        self.named = None

    def over(self, columns: range) -> tuple[Head, ...]:
        """Return the heads over any of these columns, from the top."""
        found = dict.fromkeys(head for column in columns for head in self.runs.get(column, ()))
        return tuple(sorted(found, key=lambda head: (head.inner, head.placed.row, head.placed.column)))

    def latest(self) -> set[int]:
        """Return where the lowest heads of the last head rows begin."""
        last = max(self.ends.values(), default=0)
        runs = [run for column, run in self.runs.items() if self.ends[column] == last and run]
        return {run[-1].placed.column for run in runs}


def is_form(table: Table) -> bool:
    """Return whether a table is a form: it has no head rows, or heads among its rows."""
    return bool(table.rows) and (not table.head or any(cell.kind == "head" for row in table.rows for cell in row))


def is_worded(item: Placed) -> bool:
    """Return whether a cell prints anything; one that does not heads nothing."""
    return bool(item.cell.text.strip())


def form_heads(head: Sequence[Sequence[Placed]], body: Sequence[Sequence[Placed]]) -> FormHeads:
    """Return the heads of every cell of a form."""
    columns = _Columns()
    for line in head:
        for item in line:
            columns.add(Head(item, inner=False), item.row)
    covering = _covering(body)
    found = FormHeads()
    for row, line in enumerate(body):
        cells = covering[row]
        if columns.named is None and all(item.cell.kind != "head" for item in line):
            columns.named = {item.column for item in cells if item.cell.kind in {"name", "blank"}}
        in_pairs = _is_in_pairs(cells, columns)
        for item in line:
            if item.cell.kind == "head":
                columns.add(Head(item, inner=True), len(head) + row)
                continue
            place = (item.row, item.column)
            found.above[place] = () if in_pairs else columns.over(item.columns)
            found.beside[place] = _beside(item, cells, is_single=not found.above[place])
    return found


def _covering(body: Sequence[Sequence[Placed]]) -> list[list[Placed]]:
    """Return the cells that stand in each row or reach into it from above, from the left."""
    rows: list[list[Placed]] = [[] for _ in body]
    for line in body:
        for item in line:
            for row in rows[item.row : item.rows.stop]:
                row.append(item)
    return [sorted(row, key=lambda item: item.column) for row in rows]


def _is_in_pairs(cells: Sequence[Placed], columns: _Columns) -> bool:
    """Return whether a row does not follow the heads above it.

    Names come after values in it, under few of the heads or where the rows below those heads have none.
    """
    own = [item for item in cells if item.cell.kind != "head"]
    kinds = [item.cell.kind == "name" for item in own]
    heads = columns.latest()
    few = len(heads & {item.column for item in own}) * 2 <= len(heads)
    names = {item.column for item in own if item.cell.kind == "name"}
    mixed = any(name and not before for before, name in pairwise(kinds))
    return mixed and (few or not names <= (columns.named or set()))


def _beside(item: Placed, cells: Sequence[Placed], *, is_single: bool) -> tuple[Placed, ...]:
    """Return the names before a cell: all of them in a row under heads, else those at the side and the nearest."""
    before = [other for other in cells if other.column < item.column and _reaches(other, item)]
    names = [other for other in before if other.cell.kind == "name" and is_worded(other)]
    if not is_single:
        return tuple(names)
    nearest: list[Placed] = []
    for other in before:
        if other not in names:
            continue
        if nearest and nearest[-1].columns.stop != other.column:
            nearest = [name for name in nearest if _is_at_side(name, cells)]
        nearest.append(other)
    return tuple(nearest)


def _reaches(other: Placed, item: Placed) -> bool:
    return other.row <= item.row < other.rows.stop


def _is_at_side(name: Placed, cells: Sequence[Placed]) -> bool:
    """Return whether a name stands beside several rows, not only beside one value as high as itself."""
    after = next((other for other in cells if other.column == name.columns.stop), None)
    return name.cell.rowspan > 1 and after is not None and after.rows != name.rows
