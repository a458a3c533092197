"""Parts of a whole: the pie and the strip of 100 %, each part named beside it with its percentage."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.html.chart_pen import EDGE, LINE, NAME, SIZE, VALUE, WIDTH, Drawing, Pen, wrapped
from generator.model.blocks import Chart, ChartPoint

_FILLS = ("#206095", "#d6e4ee", "#6f9fc0", "#f4f8fb", "#123f63", "#a9c6da")
_RADII = (84.0, 72.0, 60.0)
_NAME_LINES = 2
THIN = {"stroke": "#5a5a5a", "strokeWidth": 1}


def can_be_shared(chart: Chart) -> bool:
    """Return whether the values are parts of a whole: none below zero, not all zero."""
    return min(point.value for point in chart.points) >= 0 and any(point.value > 0 for point in chart.points)


@dataclass(slots=True)
class _Label:
    """Name and percentage of a part, where its leader starts, and where the label has found room."""

    name: tuple[str, ...]
    value: tuple[str, ...]
    x: float
    y: float
    top: float = 0.0

    @property
    def height(self) -> float:
        """Return the height of all lines."""
        return LINE * (len(self.name) + len(self.value))


def pie(points: Sequence[ChartPoint]) -> Drawing:
    """Return a pie, clockwise from the top in the given order, with leaders to labels on both sides.

    Long names make the pie smaller rather than run over more than two lines each.
    """
    parts = [point for point in points if point.value > 0]
    radius = _radius([part.label for part in parts])
    total, start, pen = math.fsum(part.value for part in parts), 0.0, Pen()
    sides: tuple[list[_Label], list[_Label]] = ([], [])
    arcs = []
    for place, part in enumerate(parts):
        end = start + part.value / total * math.tau
        middle = (start + end) / 2
        x, y = math.sin(middle) * radius, -math.cos(middle) * radius
        room = _room(radius)
        sides[x < 0].append(_Label(wrapped(part.label, room), wrapped(_share(part, total), room), x, y))
        arcs.append((start, end, _fill(place, len(parts))))
        start = end
    tallest = max(sum(label.height + 10 for label in side) for side in sides)
    height = max(2 * radius + LINE, tallest) + 2 * EDGE
    for side in sides:
        _spread(side, height)
    for label in (label for side in sides for label in side):
        _beside(pen, label, (WIDTH / 2, height / 2), radius)
    for first, last, fill in arcs:
        pen.slice(WIDTH / 2, height / 2, radius, first, last, fill)
    return pen.drawing(height)


def _room(radius: float) -> float:
    """Return the width that labels have beside a pie."""
    return WIDTH / 2 - radius - EDGE - 22


def _radius(names: Sequence[str]) -> float:
    """Return the radius at which names take the fewest lines; the smallest only where one takes more than two."""
    lines = {radius: [len(wrapped(name, _room(radius))) for name in names] for radius in _RADII}
    best = min(_RADII[:-1], key=lambda radius: (sum(lines[radius]), -radius))
    return best if max(lines[best]) <= _NAME_LINES else _RADII[-1]


def stack(points: Sequence[ChartPoint]) -> Drawing:
    """Return a strip of 100 %; parts of its left half are named above it, those of its right half below."""
    parts = [point for point in points if point.value > 0]
    total, left, pen = math.fsum(part.value for part in parts), EDGE, Pen()
    above: list[tuple[float, tuple[str, ...]]] = []
    below: list[tuple[float, tuple[str, ...]]] = []
    boxes = []
    for part in parts:
        width = part.value / total * (WIDTH - 2 * EDGE)
        middle = left + width / 2
        side, room = (above, WIDTH - EDGE - middle - 8) if middle < WIDTH / 2 else (below, middle - EDGE - 8)
        side.append((middle, wrapped(f"{part.label}　{_share(part, total)}", room)))
        boxes.append((left, width))
        left += width
    top, strip = EDGE, EDGE + sum(LINE * len(lines) + 6 for _, lines in above) + 8
    for middle, lines in above:  # the leftmost stands highest, so that no leader crosses a name
        pen.text(middle + 8, top + SIZE, lines, NAME)
        pen.line(middle, top + 4, middle, strip, THIN)
        top += LINE * len(lines) + 6
    bottom = strip + 52 + 12
    for middle, lines in below:  # and the rightmost stands lowest
        pen.text(middle - 8, bottom + SIZE, lines, NAME, "right")
        pen.line(middle, strip + 52, middle, bottom + LINE * len(lines) - 4, THIN)
        bottom += LINE * len(lines) + 6
    for place, (x, width) in enumerate(boxes):
        pen.piece(x, strip, width, 52, place)
    return pen.drawing(bottom + 4)


def _share(part: ChartPoint, total: float) -> str:
    """Return the printed percentage of a part, worked out only where the document prints none."""
    if part.share:
        return part.share
    if "%" in part.text or "％" in part.text:
        return part.text
    share = Decimal(str(part.value)) / Decimal(str(total)) * 100
    return f"{share.quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


def _fill(place: int, count: int) -> str:
    """Return the fill of a part: neighbours differ in lightness, the last from the first too."""
    fill = place % len(_FILLS)
    if place and place == count - 1:
        fill = {0: 2, 4: 5}.get(fill, fill)
    return _FILLS[fill]


def _spread(labels: list[_Label], height: float) -> None:
    """Give every label of one side its place near its part, without overlap and inside the drawing."""
    labels.sort(key=lambda label: label.y)
    floor = EDGE
    for label in labels:
        label.top = max(floor, height / 2 + label.y * 1.1 - label.height / 2)
        floor = label.top + label.height + 10
    ceiling = height - EDGE
    for label in reversed(labels):
        label.top = min(label.top, ceiling - label.height)
        ceiling = label.top - 10


def _beside(pen: Pen, label: _Label, centre: tuple[float, float], radius: float) -> None:
    """Draw a label on its side of the pie and the leader to its slice."""
    x, y = centre
    side = 1 if label.x >= 0 else -1
    middle = label.top + label.height / 2
    elbow = x + side * (radius + 8)
    pen.line(x + label.x, y + label.y, elbow, middle, THIN)
    pen.line(elbow, middle, elbow + side * 8, middle, THIN)
    align = "left" if side > 0 else "right"
    pen.text(elbow + side * 13, label.top + SIZE, label.name, NAME, align)
    pen.text(elbow + side * 13, label.top + SIZE + LINE * len(label.name), label.value, VALUE, align)
