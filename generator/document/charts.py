"""Charts of a document: marks from figures, the finding as title, all values in words."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from generator.document.desk import Desk
from generator.document.parts import parts_named
from generator.document.sentences import MissingError, Spot, plain, sentence
from generator.figures.figure import Figure
from generator.model.address import UnknownNameError, split_name
from generator.model.blocks import Chart, ChartPoint
from generator.model.style import ChartForm
from generator.money import tolerance

PRIOR = {"上年": "上年决算数"}
SOURCES, USES = "来源", "去向"
HUNDRED = Decimal(100)


def chart_of(desk: Desk, name: str) -> Iterator[Chart]:
    """Yield the chart of a form, or nothing when no mark of it is known."""
    form = desk.inputs.style.charts[name]
    if form.kind in WHOLES:
        yield from WHOLES[form.kind](desk, form, name)
        return
    points, missing = _points(desk, form)
    if not points or (not form.caption and _says_nothing(form, points)):
        return
    year = desk.inputs.report.year
    unit = desk.inputs.printer.unit(desk.inputs.figures.get(points[0].figure))
    note = f"{'、'.join(missing)}未公布，图中没有画出。" if missing else ""
    if form.base and not any(point.series == f"{year - 1}年" for point in points):
        note = f"{year - 1}年数未公布，只画出本年。"
    yield Chart(
        key=form.slug,
        kind=form.kind,
        finding=_finding(desk, form, name, _leading(desk, form, points)),
        subtitle=_subtitle(desk, form, unit),
        caption=plain(desk, form.caption),
        points=tuple(points),
        description="；".join(f"{_series(point)}{point.label}{point.text}{unit}" for point in points) + "。",
        unit=unit,
        note=note,
    )


def _hundred(desk: Desk, form: ChartForm, name: str) -> Iterator[Chart]:
    """Yield what becomes of every 100 元, or nothing when one of the parts is unknown or below zero."""
    found = [desk.inputs.figures.get(f"{part}.每百元") for part in parts_named(desk.inputs.figures, form.points)]
    if not found or any(figure.value is None or figure.value < 0 for figure in found):
        return
    points = []
    for figure in found:
        text = desk.inputs.printer.text(figure, form.number_format)
        desk.note(figure, text)
        label = desk.inputs.naming.last(split_name(figure.name)[0])
        points.append(ChartPoint(label, float(figure.value or 0), text, figure.name, share=f"{text}元"))
    if not any(point.value for point in points):
        return
    points.sort(key=lambda point: (-point.value, point.label))
    words = "、".join(f"{point.label}{point.text}元" for point in points)
    description = f"每100元里：{words}。"
    finding = _finding(desk, form, name, points[0].figure)
    is_whole = sum(Decimal(point.text) for point in points) == HUNDRED
    note = "" if is_whole else "各数四舍五入，加起来不正好是100元。"
    yield Chart(form.slug, form.kind, finding, _subtitle(desk, form, "元"), "", tuple(points), description, "元", note)


def _flow(desk: Desk, form: ChartForm, name: str) -> Iterator[Chart]:
    """Yield where the money came from and where it went, or nothing unless both sides add up to the printed total."""
    figures, printer = desk.inputs.figures, desk.inputs.printer
    total = figures.get(form.total)
    sides = {
        series: [figures.get(part) for part in parts] for series, parts in ((SOURCES, form.sources), (USES, form.uses))
    }
    if not total.value or not all(_adds_up(side, total) for side in sides.values()):
        return
    text, unit = printer.text(total), printer.unit(total)
    desk.note(total, text)
    points = []
    for series, side in sides.items():
        shown = sorted((figure for figure in side if figure.value), key=_order)
        for figure in shown:
            label = desk.inputs.naming.part(split_name(figure.name)[0])
            points.append(replace(_point(desk, figure, label, series), share=""))
    said = {series: "、".join(f"{point.label}{point.text}{unit}" for point in points if point.series == series)
            for series in sides}  # fmt: skip
    zero = any(not figure.value for side in sides.values() for figure in side)
    label = desk.inputs.naming.words(split_name(total.name)[0])
    yield Chart(
        form.slug, form.kind, _finding(desk, form, name), _subtitle(desk, form, unit), "", tuple(points),
        f"来源：{said[SOURCES]}；合计{text}{unit}；去向：{said[USES]}。", unit,
        "数值为0的来源和去向没有画出。" if zero else "", f"{label}{text}{unit}",
    )  # fmt: skip


def _order(figure: Figure) -> tuple[bool, Decimal]:
    """Return what a side of a flow is sorted by: the year's own money first, the largest first."""
    return split_name(figure.name)[0].measure not in {"income", "expenditure"}, -(figure.value or Decimal(0))


def _adds_up(parts: list[Figure], total: Figure) -> bool:
    """Return whether parts are all known, none below zero, and add up to the total as far as they are rounded.

    A zero is exact, however many places it is typed with.
    """
    values = [part.value for part in parts if part.value is not None and part.value >= 0]
    if len(values) < len(parts) or total.value is None:
        return False
    step = max((part.step for part in parts if part.value), default=total.step)
    return abs(sum(values) - total.value) <= tolerance(len(parts), step)


#: kinds of charts whose marks are a whole, each with what lays it out.
WHOLES = {"hundred": _hundred, "flow": _flow}


def _subtitle(desk: Desk, form: ChartForm, unit: str) -> str:
    """Return measure, department, year and unit."""
    department = desk.inputs.department.short or desk.inputs.department_name
    return f"{plain(desk, form.subtitle)}，{department}，{desk.inputs.report.year}年度，单位：{unit}"


def _says_nothing(form: ChartForm, points: list[ChartPoint]) -> bool:
    """Return whether a structure has a single part: a picture of 100 % is drawn only where the form asks for it."""
    return not form.base and sum(bool(point.value) for point in points) <= 1


def _series(point: ChartPoint) -> str:
    return f"{point.series}" if point.series else ""


def _leading(desk: Desk, form: ChartForm, points: list[ChartPoint]) -> str:
    """Return the figure that a finding about 本项 speaks of, the first mark's; "" for a finding about others."""
    pattern = desk.inputs.style.patterns.get(form.finding)
    return points[0].figure if pattern is not None and pattern.subject == "本项" else ""


def _finding(desk: Desk, form: ChartForm, name: str, subject: str = "") -> str:
    try:
        return "".join(span.text for span in sentence(desk, form.finding, Spot((name,), subject)))
    except MissingError:
        return plain(desk, form.subtitle)


def _points(desk: Desk, form: ChartForm) -> tuple[list[ChartPoint], list[str]]:
    """Return the marks of a chart, largest first where it is a structure, and the names of those not known."""
    figures, year = desk.inputs.figures, desk.inputs.report.year
    points: list[ChartPoint] = []
    missing: list[str] = []
    for name in parts_named(figures, form.points):
        label = desk.inputs.naming.part(split_name(name)[0])
        if form.base:
            before = figures.get(f"{name}.{PRIOR[form.base]}")
            if before.value is not None:
                points.append(_point(desk, before, label, f"{year - 1}年"))
        now = figures.get(name)
        if now.value is None:
            missing.append(label)
        else:
            points.append(_point(desk, now, label, f"{year}年" if form.base else ""))
    if not form.base:
        points.sort(key=lambda point: (-point.value, point.label))
        if form.kind == "bars":
            points = [point for point in points if point.value] or points
    return points, missing


def _point(desk: Desk, figure: Figure, label: str, series: str) -> ChartPoint:
    printer = desk.inputs.printer
    text = printer.text(figure)
    desk.note(figure, text)
    # A mark's length is geometry, not money: the only place where an amount becomes a float.
    share = "" if series else _share(desk, figure)
    return ChartPoint(label, float(printer.in_unit(figure)), text, figure.name, series, share)


def _share(desk: Desk, figure: Figure) -> str:
    """Return the percentage that the text prints for a part of a whole, or nothing where it has none."""
    try:
        share = desk.inputs.figures.get(f"{figure.name}.占比")
    except UnknownNameError:
        return ""
    if share.value is None:
        return ""
    text = desk.inputs.printer.text(share)
    desk.note(share, text)
    return f"{text}%"
