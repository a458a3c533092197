"""Where the marks of a chart stand: bars, columns, slices and strips as shapes with coordinates.

Values and names stand on or beside their marks, so there is no legend to decode; shapes differ in lightness, outline
and hatch, never in colour alone.
"""

import math
import re
from collections.abc import Iterable, Sequence

from generator.html.chart_flow import can_flow, flow
from generator.html.chart_pen import EDGE, LINE, NAME, VALUE, WIDTH, Drawing, Pen, text_width, wrapped
from generator.html.chart_shares import can_be_shared, pie, stack
from generator.model.blocks import Chart, ChartPoint

SHARES = frozenset({"pie", "stack", "hundred"})
COLUMNS_AT_MOST = 6


def draw(chart: Chart) -> Drawing:
    """Return the drawing of a chart.

    Raises:
        ValueError: the chart has no points, an unknown kind, or a value that is not a finite number.
    """
    if not chart.points or not all(math.isfinite(point.value) for point in chart.points):
        raise ValueError(f"图“{chart.key}”没有数据，或有的数值不是有限的数")
    if chart.kind in SHARES and not can_be_shared(chart):
        return _bars(chart.points)
    if chart.kind == "columns":
        return _columns(chart.points) if _columns_fit(chart.points) else _bars(chart.points)
    if chart.kind == "bars":
        return _bars(chart.points)
    if chart.kind == "pie":
        return pie(chart.points)
    if chart.kind in {"stack", "hundred"}:
        return stack(chart.points)
    if chart.kind == "flow":
        return flow(chart) if can_flow(chart) else _bars(chart.points)
    raise ValueError(f"图“{chart.key}”的种类“{chart.kind}”没有画法")


def _by_label(points: Iterable[ChartPoint]) -> list[tuple[str, list[ChartPoint]]]:
    """Return the points by name, names in order of first appearance."""
    groups: dict[str, list[ChartPoint]] = {}
    for point in points:
        groups.setdefault(point.label, []).append(point)
    return list(groups.items())


def _earlier(points: Sequence[ChartPoint]) -> frozenset[str]:
    """Return the series (or names, where there are no series) that stand for an earlier year or a budget."""
    names = [point.series or point.label for point in points]
    years = {name: int(found[1]) for name in names if (found := re.search(r"(?<!\d)(\d{4})(?!\d)", name))}
    latest = max(years.values(), default=0)
    told = {name for name in names if "上年" in name or "预算数" in name}
    return frozenset(told | {name for name, year in years.items() if year < latest})


def _bars(points: Sequence[ChartPoint]) -> Drawing:
    """Return horizontal bars from zero in the given order, each name on its own line above."""
    earlier, pen = _earlier(points), Pen()
    printed = {id(point): f"{point.series}　{point.text}" if point.series else point.text for point in points}
    low, high = min(0.0, *(p.value for p in points)), max(0.0, *(p.value for p in points))
    room = WIDTH - 2 * EDGE - 8 - max(text_width(text) * 1.02 for text in printed.values())
    scale = room / (high - low) if high > low else 0.0
    zero, top = EDGE - low * scale, EDGE
    names, values = Pen(), Pen()
    for label, group in _by_label(points):
        lines = wrapped(label, WIDTH - 2 * EDGE)
        names.text(EDGE, top + 18, lines, NAME)
        top += LINE * len(lines) + 4
        for point in group:
            start, end = sorted((zero, zero + point.value * scale))
            pen.column(start, top, end - start, 24, earlier=(point.series or point.label) in earlier)
            values.text(max(end, zero) + 8, top + 18.5, [printed[id(point)]], VALUE)
            pen.line(zero, top - 2, zero, top + 26)
            top += 30
        top += 8
    pen.shapes += names.shapes + values.shapes
    return pen.drawing(top)


def _columns_fit(points: Sequence[ChartPoint]) -> bool:
    """Return whether every column has room for its value and its name."""
    step = (WIDTH - 2 * EDGE) / (len(points) + 0.5 * len(_by_label(points)))
    return max(text_width(point.text) for point in points) <= step * 1.15 and len(points) <= COLUMNS_AT_MOST


def _columns(points: Sequence[ChartPoint]) -> Drawing:
    """Return columns side by side, value above, year and name below; earlier years hatched."""
    earlier, pen, groups = _earlier(points), Pen(), _by_label(points)
    low, high = min(0.0, *(p.value for p in points)), max(0.0, *(p.value for p in points))
    scale = 200 / (high - low) if high > low else 0.0
    zero, floor = 34 + high * scale, 34 + (high - low) * scale
    step = (WIDTH - 2 * EDGE) / (len(points) + 0.5 * len(groups))
    left, foot, words = EDGE + step / 4, floor, Pen()
    for label, group in groups:
        room = step * len(group)
        for place, point in enumerate(group):
            middle, size = left + step * (place + 0.5), min(step * 0.62, 84)
            head, tail = sorted((zero, zero - point.value * scale))
            pen.column(middle - size / 2, head, size, tail - head, earlier=(point.series or label) in earlier)
            words.text(middle, min(head, zero) - 8, [point.text], VALUE, "center")
            if point.series:
                words.text(middle, floor + 24, wrapped(point.series, step), NAME, "center")
                foot = max(foot, floor + LINE * len(wrapped(point.series, step)))
        left += room + step / 2
    bottom, left = foot, EDGE + step / 4
    for label, group in groups:
        lines = wrapped(label, step * len(group) + step * 0.4)
        words.text(left + step * len(group) / 2, foot + 26, lines, VALUE if group[0].series else NAME, "center")
        bottom, left = max(bottom, foot + LINE * len(lines)), left + step * (len(group) + 0.5)
    pen.line(EDGE, zero, WIDTH - EDGE, zero)
    pen.shapes += words.shapes
    return pen.drawing(bottom + 14)
