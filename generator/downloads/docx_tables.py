"""Tables of a report in a word processor's document: the grid with its spans, heads repeated, no row split."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from generator.downloads.docx_styles import TABLE_TEXTS, align, flag, size
from generator.downloads.docx_xml import NONE, Xml, element, join, paragraph, run, tab
from generator.downloads.paper import DENSITIES, Lie, Room, lie_of, row_heights
from generator.downloads.print_view import PrintTable, is_worded
from generator.html.heads import is_form
from generator.html.layout import Placed, Rows, place
from generator.model.blocks import Cell, Table

_MM = 72 / 25.4
#: width of the text on an upright page, in twentieths of a point.
TALL_WIDTH = 8844
#: room for a table upright and on its side, a line less than the text has; and for the values of a chart.
_TALL, _WIDE = Room(156 * _MM, 222 * _MM), Room(225 * _MM, 153 * _MM)
_SPARE = 42.0  # points by which the height of a form is measured too high: its texts are counted in whole characters
_TWIN = Room(100 * _MM, 225 * _MM)
_LONG = 0.3  # share of a page: a higher row of a form may be split, better than a page half empty
_ROOMY = DENSITIES[0].size / 10.5  # 五号 takes this much more room than the type that is measured
_SIDES = {"head": "center", "line": "center", "amount": "right", "count": "right"}
_STEPS = (0, 240, 440)  # indents of codes and names by level, in twentieths of a point
_SMALLER = 2  # half points
_SIDE = 60  # twentieths of a point between a rule and the text beside it


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to be written: head, body, how it lies, what stays together.

    Attributes:
        table: the table. head, body: its rows.
        lie: side, density and widths.
        text: which of `TABLE_TEXTS` it is set in.
        twips: width in twentieths of a point.
        tied: numbers of rows that stay on the page of the next one.
        split: numbers of rows that a page may end within.
    """

    table: Table
    head: Rows
    body: Rows
    lie: Lie
    text: int
    twips: int
    tied: frozenset[int]
    split: frozenset[int]


@dataclass(frozen=True, slots=True)
class Above:
    """How high what stands above a table on its page is, in points: upright and on its side."""

    tall: float = 0.0
    wide: float = 0.0

    def __add__(self, other: "Above") -> "Above":
        return Above(self.tall + other.tall, self.wide + other.wide)


_NOTHING = Above()


def grid_of(shown: PrintTable, above: Above = _NOTHING, *, is_twin: bool = False) -> Grid | None:
    """Return a table as it lies on the pages of an official letter, or None where it has no grid.

    Args:
        shown: the table.
        above: headings and remarks that stand above it on its page.
        is_twin: whether it holds the values of a chart, below whose picture it stands.
    """
    rows = tuple(row for group in shown.groups for row in group.rows)
    head = shown.table.head
    if not (rows or head) or not shown.groups:
        return None
    spare = _SPARE if is_form(shown.table) else 0.0
    tall, wide = _below(_TALL, above.tall - spare), _below(_WIDE, above.wide - spare)
    tall, wide = (_TWIN, _TWIN) if is_twin else (tall, wide)
    lie, text = _lie(shown.table, rows, tall, wide, is_small=is_twin)
    room = _TWIN if is_twin else _WIDE if lie.wide else _TALL
    twips = round(room.width * 20)
    form = is_form(shown.table)
    heights = row_heights(rows, lie, room.width) if form else []
    most = _LONG * room.height
    split = frozenset() if lie.whole else frozenset(number for number, height in enumerate(heights) if height > most)
    tied = frozenset(range(len(rows) - 1)) if lie.whole else frozenset(_tied(shown, heights, most)) - split
    return Grid(shown.table, head, rows, lie, text, twips, tied, split)


def _below(room: Room, above: float) -> Room:
    return Room(room.width, room.height - max(above, 0.0))


def _lie(table: Table, rows: Rows, upright: Room, wide: Room, *, is_small: bool) -> tuple[Lie, int]:
    """Return how a table lies and which size its text has: 五号 where it is whole and roomy so, else 小五."""
    lie = lie_of(table, rows, upright, wide)
    small = lie, lie.density + 1
    if is_small or not lie.whole:
        return small
    larger = lie_of(table, rows, *(Room(room.width * _ROOMY, room.height * _ROOMY) for room in (upright, wide)))
    return (larger, 0) if larger.whole and larger.density <= 1 and larger.wide == lie.wide else small


def _tied(shown: PrintTable, heights: Sequence[float], most: float) -> Iterable[int]:
    """Yield the rows that a group keeps with the next one; one that is much too high for that is let go."""
    start = 0
    for group in shown.groups:
        rows = range(start, start + len(group.rows))
        start = rows.stop
        if group.tied and sum(heights[rows.start : rows.stop]) <= most:
            yield from rows[:-1]


def table_xml(grid: Grid, *, keep_last: bool = False) -> Xml:
    """Return the grid of a table. `keep_last`: its last row stays with what stands below."""
    bounds = _bounds(grid)
    last = {len(grid.body) - 1} if keep_last else set()
    head = [
        _row(cells, bounds, grid, heads=True, keep=True, split=False) for cells in _full(grid.head, len(bounds) - 1)
    ]
    body = [
        _row(cells, bounds, grid, heads=False, keep=number in grid.tied or number in last, split=number in grid.split)
        for number, cells in enumerate(_full(grid.body, len(bounds) - 1))
    ]
    columns = element("w:tblGrid", *(element("w:gridCol", w=end - start) for start, end in pairwise(bounds)))
    return element("w:tbl", _properties(grid), columns, *head, *body)


def corners_xml(table: Table, twips: int) -> Xml:
    """Return the lines above a table: its number at the right, then its corner entries from left to right."""
    lines = [paragraph("TableCorner", run(table.number), after=align("right"))] if table.number else []
    texts = table.corners if len(table.corners) <= 3 else ("　".join(table.corners),)  # noqa: PLR2004 - left, middle, right
    stops = (("right", twips),) if len(texts) == 2 else (("center", twips // 2), ("right", twips))  # noqa: PLR2004
    tabs = element("w:tabs", *(element("w:tab", val=side, pos=at) for side, at in stops))
    if texts:
        runs = [join(tab() if number else NONE, run(text)) for number, text in enumerate(texts)]
        lines.append(paragraph("TableCorner", *runs, before=tabs if len(texts) > 1 else NONE))
    return join(*lines)


def notes_xml(table: Table, *, has_grid: bool) -> Xml:
    """Return what stands below a table: its statement where the grid does not hold it, and its notes."""
    said = (table.statement,) if table.statement and (table.rows or not has_grid) else ()
    notes = (*said, *table.notes)
    kept = [flag("keepNext")] * (len(notes) - 1) + [NONE]
    return join(*(paragraph("TableNote", run(text), before=keep) for text, keep in zip(notes, kept, strict=False)))


def _bounds(grid: Grid) -> list[int]:
    """Return where columns begin and the last one ends, in twentieths of a point."""
    shares = accumulate(grid.lie.columns, initial=0.0)
    total = sum(grid.lie.columns) or 1.0
    return [round(share / total * grid.twips) for share in shares]


def _properties(grid: Grid) -> Xml:
    """Return the properties of a table: its width, its air, its name and what it says for those who hear it."""
    air = round(DENSITIES[grid.lie.density].space * 20)
    # All four: some programs take their own for those that a table does not name.
    sides = (("top", air), ("left", _SIDE), ("bottom", air), ("right", _SIDE))
    margins = element("w:tblCellMar", *(element(f"w:{side}", w=width, type="dxa") for side, width in sides))
    told = [element("w:tblCaption", val=grid.table.title)]
    told += [element("w:tblDescription", val=grid.table.summary)] if grid.table.summary else []
    return element(
        "w:tblPr",
        element("w:tblStyle", val="Grid"),
        element("w:tblW", w=grid.twips, type="dxa"),
        align("center"),
        element("w:tblLayout", type="fixed"),
        margins,
        element("w:tblLook", val="0020", firstRow=1),
        *told,
    )


def _full(rows: Rows, count: int) -> list[list[tuple[Placed, bool]]]:
    """Return each row as cells from left to right, and whether a cell only continues one above; gaps are filled."""
    filled: list[dict[int, tuple[Placed, bool]]] = [{} for _ in rows]
    for item in (item for line in place(rows) for item in line):
        for number in range(item.row, min(item.rows.stop, len(rows))):
            filled[number][item.column] = (item, number > item.row)
    for number, line in enumerate(filled):
        covered = {column for item, _ in line.values() for column in item.columns}
        for column in range(count):
            if column not in covered:
                line[column] = (Placed(Cell(kind="blank"), number, column), False)
    return [[line[column] for column in sorted(line)] for line in filled]


def _row(
    cells: Sequence[tuple[Placed, bool]], bounds: Sequence[int], grid: Grid, *, heads: bool, keep: bool, split: bool
) -> Xml:
    """Return a row: a head is repeated on each page, none is split but where that is asked for."""
    properties = join(NONE if split else flag("cantSplit"), flag("tblHeader") if heads else NONE)
    kept = flag("keepNext") if keep else NONE
    style = f"TableText{grid.text}"
    written = (_cell(item, bounds, style, kept, continues=continues, top=split) for item, continues in cells)
    return element("w:tr", element("w:trPr", properties), *written)


def _cell(item: Placed, bounds: Sequence[int], style: str, kept: Xml, *, continues: bool, top: bool) -> Xml:
    """Return a cell of a row, or the lower part of one that began above."""
    cell = item.cell
    width = bounds[min(item.columns.stop, len(bounds) - 1)] - bounds[item.column]
    parts = [element("w:tcW", w=width, type="dxa")]
    if cell.colspan > 1:
        parts.append(element("w:gridSpan", val=cell.colspan))
    if continues:
        parts.append(element("w:vMerge"))
    elif cell.rowspan > 1:
        parts.append(element("w:vMerge", val="restart"))
    parts.append(element("w:vAlign", val="top" if top else "center"))
    text = paragraph(style, before=kept) if continues else _text(cell, style, kept)
    return element("w:tc", element("w:tcPr", *parts), text)


def _text(cell: Cell, style: str, kept: Xml) -> Xml:
    """Return the text of a cell as a paragraph."""
    side = "center" if cell.kind == "name" and cell.rowspan > 1 else _SIDES.get(cell.kind, "left")
    step = _STEPS[min(cell.indent, len(_STEPS) - 1)]
    left = element("w:ind", left=step) if step else NONE
    look = flag("b") if cell.strong or cell.kind == "head" else NONE
    if is_worded(cell):
        look = size(TABLE_TEXTS[int(style[-1])][0] - _SMALLER)
    after = join(left, NONE if side == "left" else align(side))
    return paragraph(style, run(cell.text, look, lines=cell.kind not in _SIDES), before=kept, after=after)
