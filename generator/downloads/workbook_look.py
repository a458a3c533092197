"""How a workbook looks: cell formats, widths of columns, heights of rows, print set-up; fonts by name only."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import east_asian_width

from generator.downloads.workbook_cells import Placed, Sheet
from generator.model.blocks import Cell

BODY_FONT, TITLE_FONT = "宋体", "黑体"
BODY_SIZE, TITLE_SIZE = 10, 16
A4 = 9
#: widths in characters that fill A4 between the margins at the size of the body; wide sheets are turned.
PORTRAIT, LANDSCAPE = 90.0, 132.0
_NARROWEST, _WIDEST = 5.0, 60.0
LINE, LEAST_HEIGHT, MOST_HEIGHT = 13.5, 18.0, 409.0
#: how wide a half-width character of the body is, in characters of a column.
_NARROW = 0.97
#: points of a character of a column and of its padding; of A4 between the margins, the long side and the short one.
_POINTS, _PADDING = 5.25, 3.75
_LONG, _SHORT = 725.0, 508.0
#: a table that is only so much longer than a page is made smaller, so that no note stands alone on a second one.
_LITTLE = 1.45
_ALIGNED = {"head": "center", "code": "left", "line": "center", "amount": "right", "count": "right"}
_HEAD_FILL = "#EDEDED"
_WIDE = frozenset("WFA")
#: a longer text begins at the top of its cell, which may run over a page.
_LONG_TEXT = 300

Look = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths of a sheet's columns in characters, and heights of its rows in points by number."""

    widths: tuple[float, ...]
    heights: Mapping[int, float]


def layout_of(sheet: Sheet) -> Layout:
    """Return widths and heights of a sheet: as wide as its paper, rows as high as their longest text."""
    widths = _widths(sheet)
    heights = _heights(sheet.placed, widths)
    return Layout(widths, {row: round(min(height, MOST_HEIGHT), 1) for row, height in heights.items()})


def spread(sheet: Sheet) -> Sheet:
    """Return a sheet whose rows are no higher than spreadsheet programs allow: a higher one becomes several, merged."""
    heights = _heights(sheet.placed, _widths(sheet))
    extra = {row: math.ceil(height / MOST_HEIGHT) - 1 for row, height in heights.items()}
    if not any(extra.values()):
        return sheet

    def before(row: int) -> int:
        return sum(more for earlier, more in extra.items() if earlier < row)

    placed = []
    for place in sheet.placed:
        more = before(place.row + place.cell.rowspan) - before(place.row)
        cell = replace(place.cell, rowspan=place.cell.rowspan + more)
        placed.append(replace(place, row=place.row + before(place.row), cell=cell))
    return replace(
        sheet, placed=tuple(placed), body=sheet.body + before(sheet.body), foot=sheet.foot + before(sheet.foot)
    )


def pages_tall(widths: Sequence[float], height: float, *, is_wide: bool) -> int:
    """Return 1 for a sheet that goes on one page, a little smaller if need be, and 0 for one that takes several.

    Args:
        widths: of its columns, in characters.
        height: of all its rows, in points.
        is_wide: whether the paper is turned.
    """
    across, down = (_LONG, _SHORT) if is_wide else (_SHORT, _LONG)
    scale = min(1.0, across / sum(width * _POINTS + _PADDING for width in widths))
    return int(height * scale <= down * _LITTLE)


def text_width(text: str) -> float:
    """Return how wide a text is in characters; a Chinese one counts two."""
    return float(sum(2 if east_asian_width(mark) in _WIDE else 1 for mark in text))


def _widths(sheet: Sheet) -> tuple[float, ...]:
    relative = [*sheet.table.widths, *[1.0] * (sheet.width - len(sheet.table.widths))]
    paper = LANDSCAPE if sheet.table.landscape else PORTRAIT
    widths = [paper * part / sum(relative) for part in relative]
    for place in sheet.placed:
        if place.cell.colspan == 1 and place.cell.kind in {"amount", "count", "code"}:
            widths[place.column] = max(widths[place.column], text_width(place.cell.text) + 3)
    return tuple(round(min(max(width, _NARROWEST), _WIDEST), 1) for width in widths)


def _heights(placed: Sequence[Placed], widths: Sequence[float]) -> dict[int, float]:
    heights: dict[int, float] = {}
    for place in placed:
        if place.cell.rowspan == 1:
            heights[place.row] = max(heights.get(place.row, LEAST_HEIGHT), height_of(place, widths))
    for place in placed:  # a cell over several rows stretches the last of them
        rows = range(place.row, place.row + place.cell.rowspan)
        missing = height_of(place, widths) - sum(heights.get(row, LEAST_HEIGHT) for row in rows)
        if len(rows) > 1 and missing > 0:
            for row in rows:
                heights[row] = heights.get(row, LEAST_HEIGHT) + missing / len(rows)
    return heights


def height_of(place: Placed, widths: Sequence[float]) -> float:
    """Return how high a cell must be, in points, for its text to be read whole."""
    if place.number is not None or not place.cell.text:
        return LEAST_HEIGHT
    width = sum(widths[place.column : place.column + place.cell.colspan]) - 0.5 - 1.5 * place.cell.indent
    return lines_height(place.cell.text, width)


def lines_height(text: str, width: float) -> float:
    """Return how high a text of a width is, in points."""
    lines = sum(max(math.ceil(text_width(line) * _NARROW / max(width, 2)), 1) for line in text.split("\n"))
    return LINE * lines + (LEAST_HEIGHT - LINE)


def look_of(place: Placed) -> Look:
    """Return the format of a table's cell."""
    cell = place.cell
    look: dict[str, Any] = {"border": 1, "align": _aligned(cell), "text_wrap": place.number is None}
    if cell.kind == "head":
        look |= {"bold": True, "bg_color": _HEAD_FILL}
    if cell.strong:
        look["bold"] = True
    if cell.indent:
        look["indent"] = cell.indent
    if len(cell.text) > _LONG_TEXT:
        look["valign"] = "top"
    if place.number is not None:
        look |= {"num_format": place.number.look, "text_wrap": False, "indent": 1}
    elif cell.kind == "code":
        look["num_format"] = "@"
    return own(**look)


def _aligned(cell: Cell) -> str:
    if cell.rowspan > 1 and cell.kind == "name":
        return "center"
    return _ALIGNED.get(cell.kind, "left")


def own(**look: Any) -> Look:
    """Return a format in the body's font."""
    usual = {"font_name": BODY_FONT, "font_size": BODY_SIZE, "valign": "vcenter"}
    return tuple(sorted({**usual, **look}.items()))


def corners_of(corners: Sequence[str], widths: Sequence[float]) -> Iterator[tuple[int, int, str, str]]:
    """Yield first and last column, text and alignment of the corner entries that stand side by side above a table.

    The first stands at the left, the last at the right, each over as many columns as its text needs.
    """
    texts = list(corners)
    if len(texts) > len(widths):
        texts = ["　".join(texts)]
    start, last = 0, len(widths) - 1
    for number, text in enumerate(texts):
        left = len(texts) - number - 1
        end = last if not left else start
        while left and end < last - left and sum(widths[start : end + 1]) < text_width(text) + 2:
            end += 1
        if left == 1 and number:  # what stands between takes the room, so that the last is as wide as its own text
            while end < last - 1 and sum(widths[end + 1 :]) > text_width(texts[-1]) + 2 + widths[end + 1]:
                end += 1
        yield start, end, text, "left" if number == 0 else "right" if not left else "center"
        start = end + 1
