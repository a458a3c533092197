"""How a table lies on paper: its column widths, upright or on its side, and how tightly, so that it stays whole.

Heights and widths are estimated from the text: a Chinese character is as wide as the type is high. The estimate only
chooses among forms that are all complete; the layout engine has the last word on where a page ends.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.html.heads import is_form
from generator.html.layout import Rows, place
from generator.model.blocks import Cell, Table

_EDGE = 7.4  # padding at both sides of a cell and its rule, in points
_INDENTS = (0.0, 1.2, 2.2)
_UNBROKEN = frozenset({"amount", "count", "line", "code"})
_HEAD_LINES = 3
_NARROWEST_NAME = 7.0
_NARROWEST = 1.05  # of any column, in sizes of type
_TITLE, _NUMBER, _CORNERS, _NOTE, _AROUND = 24.0, 13.5, 16.5, 17.0, 12.0
_SHORT = 12  # a wide table of so few rows does not need a page of its own
_COMFORTABLE = 2


@dataclass(frozen=True, slots=True)
class Room:
    """Room that a table may fill, in points: width and height of the text on a page."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Density:
    """How tightly a table is set: size of its type, height of a line in sizes, space above and below a cell's text."""

    size: float
    leading: float
    space: float


@dataclass(frozen=True, slots=True)
class Lie:
    """How a table lies: on its side, step of `DENSITIES`, whether whole on one page, column widths in percent."""

    wide: bool
    density: int
    whole: bool
    columns: tuple[float, ...]


#: from roomy to tight; print.css has a class for each.
DENSITIES = (
    Density(9.5, 1.35, 2.2),
    Density(9.5, 1.3, 1.4),
    Density(9.0, 1.28, 1.0),
    Density(9.0, 1.22, 0.5),
    Density(8.5, 1.2, 0.4),
)


def lie_of(table: Table, rows: Rows, upright: Room, wide: Room) -> Lie:
    """Return how a table lies: whole on one page where that is possible, else upright or on its side as it asks.

    A table that asks for the wide side stands upright all the same when it is short, or when it is whole only so.
    """
    if not table.landscape:
        return _whole(table, rows, upright, wide=False) or _plain(table, rows, upright, wide=False)
    standing = _whole(table, rows, upright, wide=False)
    if standing and len(rows) <= _SHORT and standing.density <= _COMFORTABLE:
        return standing
    return _whole(table, rows, wide, wide=True) or standing or _plain(table, rows, wide, wide=True)


def _whole(table: Table, rows: Rows, room: Room, *, wide: bool) -> Lie | None:
    """Return the roomiest form in which the table is whole on one page, or None."""
    for step, density in enumerate(DENSITIES):
        widths = _widths(table, rows, room.width, density)
        if widths and _height(table, rows, widths, density) <= room.height:
            return Lie(wide, step, whole=True, columns=_percent(widths))
    return None


def _plain(table: Table, rows: Rows, room: Room, *, wide: bool) -> Lie:
    """Return the roomy form over several pages; columns as the table asks where its texts leave no choice."""
    count = sum(cell.colspan for cell in next(iter((*table.head, *rows)), ()))
    asked = table.widths if len(table.widths) == count else (1.0,) * count
    fitted = _widths(table, rows, room.width, DENSITIES[0]) or asked
    return Lie(wide, 0, whole=False, columns=_percent(fitted))


def _percent(widths: Sequence[float]) -> tuple[float, ...]:
    total = sum(widths) or 1.0
    return tuple(round(100 * width / total, 3) for width in widths)


def ems(text: str) -> float:
    """Return how wide a text is in sizes of its type."""
    return sum(1.0 if char >= "\u2e80" or char in "“”‘’—…·" else 0.56 for char in text)


def _digits(text: str) -> float:
    """Return how wide an amount is: its digits and signs are half as wide as a Chinese character, words smaller."""
    return 0.5 * len(text) if text.isascii() else ems(text) * (1.0 if any(map(str.isdigit, text)) else 0.9)


def _widths(table: Table, rows: Rows, room: float, density: Density) -> tuple[float, ...] | None:
    """Return column widths in points that fill the room, amounts on one line; None when the room is too small."""
    if is_form(table):
        return _asked(table, rows, room, density)
    heads = [(item.column, item.cell) for line in place(table.head) for item in line if item.cell.colspan == 1]
    cells = [(item.column, item.cell) for line in place(rows) for item in line if item.cell.colspan == 1]
    count = sum(cell.colspan for cell in next(iter((*table.head, *rows)), ()))
    kinds = [_kind(cell for place, cell in cells if place == column) for column in range(count)]
    need = [_EDGE + density.size * _NARROWEST] * count
    for column, cell in cells:
        if cell.text and cell.kind in _UNBROKEN:
            need[column] = max(need[column], _EDGE + density.size * (_digits(cell.text) + 0.1))
    for column, cell in heads:
        if kinds[column] != "name":
            lines = _HEAD_LINES if kinds[column] != "code" else _HEAD_LINES + 1
            need[column] = max(need[column], _EDGE + density.size * 1.03 * math.ceil(ems(cell.text) / lines))
    amounts = max((need[column] for column in range(count) if kinds[column] == "amount"), default=0.0)
    natural = [0.0] * count
    for column, cell in (*heads, *cells):
        if kinds[column] == "name":
            wish = _EDGE + density.size * (ems(cell.text) + _INDENTS[cell.indent] + 0.2)
            natural[column] = max(natural[column], wish, _EDGE + density.size * _NARROWEST_NAME)
    fixed = [amounts if kind == "amount" else need[column] for column, kind in enumerate(kinds)]
    return _filled(fixed, natural, kinds, room, _EDGE + density.size * _NARROWEST_NAME)


def _asked(table: Table, rows: Rows, room: float, density: Density) -> tuple[float, ...] | None:
    """Return the widths that a form asks for, wider where an amount needs it; None when the room is too small."""
    count = sum(cell.colspan for cell in next(iter((*table.head, *rows)), ()))
    asked = table.widths if len(table.widths) == count else (1.0,) * count
    need = [_EDGE + density.size * _NARROWEST] * count
    for item in (item for line in place(rows) for item in line if item.cell.colspan == 1):
        if item.cell.kind in _UNBROKEN and item.cell.text and item.column < count:
            need[item.column] = max(need[item.column], _EDGE + density.size * (_digits(item.cell.text) + 0.1))
    widths = [max(share * room / sum(asked), least) for share, least in zip(asked, need, strict=True)]
    spare = sum(width - least for width, least in zip(widths, need, strict=True))
    over = sum(widths) - room
    if over > spare:
        return None
    given = over / spare if spare else 0.0
    return tuple(width - (width - least) * given for width, least in zip(widths, need, strict=True))


def row_heights(rows: Rows, lie: Lie, room: float) -> list[float]:
    """Return about how high each row of a form is as it lies, in points, in a room of this width."""
    return _heights(rows, [share * room / 100 for share in lie.columns], DENSITIES[lie.density], is_form=True)


def _filled(
    fixed: list[float], natural: list[float], kinds: list[str], room: float, least: float
) -> tuple[float, ...] | None:
    """Return widths that fill the room: names share what amounts leave; what names do not need goes to all alike."""
    names = [column for column, kind in enumerate(kinds) if kind == "name"]
    rest = room - sum(width for column, width in enumerate(fixed) if column not in names)
    if rest < least * len(names):
        return None
    widest = max((natural[column] for column in names), default=0.0)
    wished = {column: widest if widest * len(names) <= rest else natural[column] for column in names}
    share = min(1.0, rest / sum(wished.values())) if names else 0.0
    widths = [wished[column] * share if column in names else width for column, width in enumerate(fixed)]
    spare = room - sum(widths)
    amounts = [column for column, kind in enumerate(kinds) if kind == "amount"]
    growing = {column: 0.3 if column in names else 1.0 for column in (*names, *amounts)} or dict.fromkeys(
        range(len(kinds)), 1.0
    )
    grown = sum(widths[column] * rate for column, rate in growing.items())
    return tuple(width * (1 + growing.get(column, 0.0) * spare / grown) for column, width in enumerate(widths))


def _kind(cells: Iterator[Cell]) -> str:
    """Return what a column holds: `name`, `code`, `line` or `amount`."""
    counted = Counter(cell.kind for cell in cells if cell.text)
    if not counted:
        return "amount"
    kind = min(counted, key=lambda kind: (-counted[kind], kind))
    return {"count": "amount", "text": "name", "line": "line" if len(counted) == 1 else "amount"}.get(kind, kind)


def _height(table: Table, rows: Rows, widths: tuple[float, ...], density: Density) -> float:
    """Return about how high the table is with its title, corners and notes, in points."""
    room = sum(widths)
    notes = [*table.notes, *([table.statement] if table.statement and table.rows else [])]
    around = _AROUND + _TITLE + (_NUMBER if table.number else 0) + (_CORNERS if table.corners else 0)
    below = sum(_NOTE * math.ceil(ems(note) * 9.5 / room) for note in notes)
    return (
        around
        + below
        + sum(_heights(table.head, widths, density))
        + sum(_heights(rows, widths, density, is_form=is_form(table)))
    )


def _heights(rows: Rows, widths: Sequence[float], density: Density, *, is_form: bool = False) -> list[float]:
    """Return how high each row is: as its highest cell; a cell over several rows stretches the last of them.

    The long texts of a form are counted in whole characters a line.
    """
    heights = [0.0] * len(rows)
    for item in sorted((item for line in place(rows) for item in line), key=lambda item: item.cell.rowspan):
        cell = item.cell
        room = sum(widths[item.column : item.columns.stop]) - _EDGE - _INDENTS[cell.indent] * density.size
        texts = cell.text.split("\n") if cell.kind not in _UNBROKEN else ()
        fitting = max(room, density.size) / density.size
        fitting = max(math.floor(fitting), 1) if is_form else fitting
        lines = sum(max(math.ceil(ems(text) / fitting), 1) for text in texts)
        wish = max(lines, 1) * density.size * density.leading + 2 * density.space + 0.5
        last = min(item.rows.stop, len(rows)) - 1
        heights[last] = max(heights[last], wish - sum(heights[item.row : last]))
    return heights
