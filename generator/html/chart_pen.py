"""A pen that collects the shapes of a chart: rectangles, lines, slices and lines of text with coordinates."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

WIDTH = 440
EDGE = 8.0
SIZE = 18
LINE = 23.0
BLUE, INK = "#206095", "#1a1a1a"
NAME = {"fontSize": SIZE, "fill": INK, "lineHeight": LINE, "baseline": "alphabetic"}
VALUE = {**NAME, "fontWeight": 700}
RULE = {"stroke": INK, "strokeWidth": 1}


@dataclass(frozen=True, slots=True)
class Mark:
    """Shapes of one look: a Vega-Lite mark, its style, and one row of channels for each shape."""

    shape: str
    style: Mapping[str, Any]
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of `width` × `height` units and its marks, the first one lowest."""

    width: int
    height: int
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Pen:
    """Collects shapes in the order they are drawn."""

    shapes: list[tuple[str, Mapping[str, Any], Mapping[str, Any]]] = field(default_factory=list)

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str = BLUE) -> None:
        """Draw an outlined rectangle; nothing when it has no size."""
        if width > 0 and height > 0:
            style = {"fill": fill, "stroke": BLUE, "strokeWidth": 1.5}
            self.shapes.append(("rect", style, {"x": x, "y": y, "x2": x + width, "y2": y + height}))

    def line(self, x: float, y: float, x2: float, y2: float, style: Mapping[str, Any] = RULE) -> None:
        """Draw a straight line."""
        self.shapes.append(("rule", style, {"x": x, "y": y, "x2": x2, "y2": y2}))

    def text(self, x: float, y: float, lines: Sequence[str], style: Mapping[str, Any], align: str = "left") -> None:
        """Draw lines of text; `y` is the foot of the first."""
        self.shapes.append(("text", {**style, "align": align}, {"x": x, "y": y, "text": list(lines)}))

    def slice(self, x: float, y: float, radius: float, start: float, end: float, fill: str) -> None:
        """Draw a slice of a pie; angles in radians, clockwise from the top."""
        style = {"fill": fill, "stroke": BLUE, "strokeWidth": 1.5, "outerRadius": radius}
        self.shapes.append(("arc", style, {"x": x, "y": y, "theta": start, "theta2": end}))

    def column(self, x: float, y: float, width: float, height: float, *, earlier: bool) -> None:
        """Draw a bar: solid, or as a hatched outline for an earlier year."""
        self.rectangle(x, y, width, height, "#eef4f8" if earlier else BLUE)
        if not earlier or width <= 0 or height <= 0:
            return
        step = 9.0
        for index in range(1, math.ceil((width + height) / step)):
            reach = index * step
            left, right = max(0.0, reach - height), min(width, reach)
            ends = (x + left, y + height - (reach - left), x + right, y + height - (reach - right))
            self.line(*ends, {"stroke": BLUE, "strokeWidth": 1.2})

    def piece(self, x: float, y: float, width: float, height: float, place: int) -> None:
        """Draw a part of a strip: solid, hatched, light, ruled in turn, so that no two neighbours look alike."""
        look = place % 4
        if look == 1:
            self.column(x, y, width, height, earlier=True)
            return
        self.rectangle(x, y, width, height, (BLUE, "", "#a9c6da", "#ffffff")[look])
        if look == 3 and width > 0:  # noqa: PLR2004 - the fourth look
            for index in range(1, math.ceil(height / 6)):
                self.line(x, y + 6 * index, x + width, y + 6 * index, {"stroke": BLUE, "strokeWidth": 1.2})

    def ribbon(self, rows: Sequence[tuple[float, float, float]], fill: str, key: int) -> None:
        """Draw an area from rows of left edge, right edge and height; `key` tells it from others of the same look."""
        style = {"fill": fill, "orient": "horizontal", "stroke": None}
        for x, x2, y in rows:
            self.shapes.append(("area", style, {"x": x, "x2": x2, "y": y, "detail": key}))

    def drawing(self, height: float) -> Drawing:
        """Return what was drawn, neighbours of one look in one mark."""
        groups = groupby(self.shapes, key=lambda shape: shape[:2])
        marks = (Mark(shape, style, tuple(_rounded(row) for _, _, row in rows)) for (shape, style), rows in groups)
        return Drawing(WIDTH, math.ceil(height), tuple(marks))


def _rounded(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the channels with coordinates of two decimals, angles of six."""
    digits = {"theta": 6, "theta2": 6}
    return {key: round(value, digits.get(key, 2)) if isinstance(value, float) else value for key, value in row.items()}


def text_width(text: str, size: float = SIZE) -> float:
    """Return about how wide a text is in units: a Chinese character is as wide as it is high."""
    return sum(size if char >= "\u2e80" or char in "“”‘’…—" else size * 0.6 for char in text)


def wrapped(text: str, room: float, size: float = SIZE) -> tuple[str, ...]:
    """Return the text in as few lines as the room allows, about equally long; numbers and words are not broken."""
    words, total = re.findall(r"[A-Za-z0-9.,%+\-−]+|.", " ".join(text.split())), text_width(text, size)
    count = max(1, math.ceil(total / room))
    while True:
        lines = _filled(words, min(room, total / count + size * 0.6), size)
        if len(lines) <= count or count >= len(words):
            return lines
        count += 1


def _filled(words: Sequence[str], limit: float, size: float) -> tuple[str, ...]:
    """Return the words in lines up to the limit; closing punctuation never starts a line."""
    lines = [""]
    for word in words:
        if lines[-1] and word not in "，、。；：）”》" and text_width(lines[-1] + word, size) > limit:
            lines.append("")
        lines[-1] += word
    return tuple(line.strip() for line in lines)
