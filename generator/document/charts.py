"""Charts of a document: marks from figures, the finding as title, all values in words."""

from collections.abc import Iterator

from generator.document.desk import Desk
from generator.document.parts import parts_named
from generator.document.sentences import MissingError, Spot, plain, sentence
from generator.figures.figure import Figure
from generator.model.address import UnknownNameError, split_name
from generator.model.blocks import Chart, ChartPoint
from generator.model.style import ChartForm

PRIOR = {"上年": "上年决算数"}


def chart_of(desk: Desk, name: str) -> Iterator[Chart]:
    """Yield the chart of a form, or nothing when no mark of it is known."""
    form = desk.inputs.style.charts[name]
    points, missing = _points(desk, form)
    if not points or (not form.caption and _says_nothing(form, points)):
        return
    year, printer = desk.inputs.report.year, desk.inputs.printer
    unit = printer.unit(desk.inputs.figures.get(points[0].figure))
    department = desk.inputs.department.short or desk.inputs.department_name
    subtitle = f"{plain(desk, form.subtitle)}，{department}，{year}年度，单位：{unit}"
    note = f"{'、'.join(missing)}未公布，图中没有画出。" if missing else ""
    if form.base and not any(point.series == f"{year - 1}年" for point in points):
        note = f"{year - 1}年数未公布，只画出本年。"
    yield Chart(
        key=form.slug,
        kind=form.kind,
        finding=_finding(desk, form, name),
        subtitle=subtitle,
        caption=plain(desk, form.caption),
        points=tuple(points),
        description="；".join(f"{_series(point)}{point.label}{point.text}{unit}" for point in points) + "。",
        unit=unit,
        note=note,
    )


def _says_nothing(form: ChartForm, points: list[ChartPoint]) -> bool:
    """Return whether a structure has a single part: a picture of 100 % is drawn only where the form asks for it."""
    return not form.base and sum(bool(point.value) for point in points) <= 1


def _series(point: ChartPoint) -> str:
    return f"{point.series}" if point.series else ""


def _finding(desk: Desk, form: ChartForm, name: str) -> str:
    try:
        return "".join(span.text for span in sentence(desk, form.finding, Spot((name,))))
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
