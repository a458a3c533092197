"""Where money came from and where it went: a strip of sources above, of uses below, joined by ribbons."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.html.chart_pen import BLUE, EDGE, LINE, NAME, SIZE, VALUE, WIDTH, Drawing, Pen, wrapped
from generator.html.chart_shares import THIN
from generator.model.blocks import Chart, ChartPoint

_GAP, _STRIP, _RIBBON, _TOTAL = 8.0, 26.0, 44.0, 38.0
_TINT = "#dfeaf2"
_STEPS = 16
_WHITE = {**VALUE, "fill": "#ffffff"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a strip: its words, where it stands, and where it joins the middle."""

    words: str
    left: float
    width: float
    joins: float


@dataclass(frozen=True, slots=True)
class _Label:
    """Words of a part: where its leader stands, its lines, and on which side of the leader they are."""

    x: float
    lines: tuple[str, ...]
    align: str

    @property
    def height(self) -> float:
        """Return the height of its lines."""
        return LINE * len(self.lines) + 6


def can_flow(chart: Chart) -> bool:
    """Return whether a chart has two sides, neither with a value below zero and both with one above."""
    sides = _sides(chart.points)
    return len(sides) == 2 and all(_total(side) > 0 for side in sides) and min(p.value for p in chart.points) >= 0  # noqa: PLR2004


def flow(chart: Chart) -> Drawing:
    """Return the drawing of a flow, as high as its names need; widths are to one scale on both sides."""
    above, below = _sides(chart.points)
    whole, most = max(_total(above), _total(below)), max(len(above), len(below))
    scale = (WIDTH - 2 * EDGE - _GAP * (most - 1)) / whole
    pen, words = Pen(), Pen()
    sources, uses = _placed(above, scale, whole), _placed(below, scale, whole)
    labels = _labels(sources)
    words.text(EDGE, EDGE + SIZE, [above[0].series], VALUE)
    top = EDGE + LINE + 6
    strip = top + sum(label.height for label in labels)
    for label in reversed(labels):
        _name(pen, words, label, top, strip)
        top += label.height
    middle = strip + _STRIP + _RIBBON
    under = middle + _TOTAL + _RIBBON
    for place, part in enumerate(sources):
        _ribbon(pen, part, (strip + _STRIP, middle), place, opens=False)
        pen.piece(part.left, strip, part.width, _STRIP, place)
    for place, part in enumerate(uses):
        _ribbon(pen, part, (middle + _TOTAL, under), len(sources) + place, opens=True)
        pen.piece(part.left, under, part.width, _STRIP, place)
    pen.rectangle((WIDTH - whole * scale) / 2, middle, whole * scale, _TOTAL, BLUE)
    words.text(WIDTH / 2, middle + 25, [chart.total], _WHITE, "center")
    bottom = under + _STRIP
    for label in _labels(uses):
        _name(pen, words, label, bottom + 4, under + _STRIP)
        bottom += label.height
    words.text(EDGE, bottom + SIZE + 8, [below[0].series], VALUE)
    pen.shapes += words.shapes
    return pen.drawing(bottom + LINE + 16)


def _sides(points: Iterable[ChartPoint]) -> list[list[ChartPoint]]:
    """Return the points above zero by series, series in order of first appearance."""
    sides: dict[str, list[ChartPoint]] = {}
    for point in points:
        sides.setdefault(point.series, [])
        if point.value > 0:
            sides[point.series].append(point)
    return list(sides.values())


def _total(points: Sequence[ChartPoint]) -> float:
    return math.fsum(point.value for point in points)


def _placed(points: Sequence[ChartPoint], scale: float, whole: float) -> list[_Part]:
    """Return the parts of one strip from the left, with gaps between, and where they lie side by side in the middle."""
    joins = (WIDTH - whole * scale) / 2
    left = (WIDTH - _total(points) * scale - _GAP * (len(points) - 1)) / 2
    parts = []
    for point in points:
        width = max(point.value * scale, 1.5)
        parts.append(_Part(f"{point.label}　{point.text}", left, width, joins))
        left, joins = left + point.value * scale + _GAP, joins + point.value * scale
    return parts


def _labels(parts: Sequence[_Part]) -> list[_Label]:
    """Return the labels of a strip, the one nearest to it first.

    Parts of the left half are named to the right of their leader, the rightmost nearest; those of the right half
    farther away, to the left of theirs, the leftmost nearest: so no leader runs through a name.
    """
    left = [part for part in parts if part.left < WIDTH / 2]
    right = parts[len(left) :]
    stands = {id(part): part.left + min(10, part.width / 2) for part in left}
    stands |= {id(part): part.left + part.width - min(10, part.width / 2) for part in right}
    limit = min((stands[id(part)] for part in right), default=WIDTH - EDGE)
    near = [_Label(x, wrapped(part.words, max(limit - x - 16, 4 * SIZE)), "left")
            for part in reversed(left) for x in [stands[id(part)]]]  # fmt: skip
    far = [_Label(x, wrapped(part.words, x - EDGE - 8), "right") for part in right for x in [stands[id(part)]]]
    return [*near, *far]


def _name(pen: Pen, words: Pen, label: _Label, top: float, strip: float) -> None:
    """Draw a label whose lines begin at `top`, and its leader to the strip."""
    far = top + 4 if top < strip else top + LINE * len(label.lines) - 4
    pen.line(label.x, far, label.x, strip, THIN)
    words.text(label.x + (6 if label.align == "left" else -6), top + SIZE, label.lines, NAME, label.align)


def _ribbon(pen: Pen, part: _Part, between: tuple[float, float], key: int, *, opens: bool) -> None:
    """Draw the ribbon between a part and its place in the middle; `opens`: it leads from the middle downwards."""
    first, last = (part.joins, part.left) if opens else (part.left, part.joins)
    rows = []
    for step in range(_STEPS + 1):
        share = step / _STEPS
        x = first + (last - first) * share * share * (3 - 2 * share)
        rows.append((x, x + part.width, between[0] + (between[1] - between[0]) * share))
    pen.ribbon(rows, _TINT, key)
