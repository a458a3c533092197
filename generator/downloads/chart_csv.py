"""The values of a chart as CSV, for whoever wants to draw it anew."""

from generator.downloads.open_data import render_csv
from generator.model.blocks import Cell, Chart, ChartPoint, Span, Table


def render_chart_csv(chart: Chart) -> bytes:
    """Return the values of a chart as CSV: a row for each name, a column for each series with the unit in its head.

    A flow has a row for each part, its side in the first column.
    """
    if chart.kind == "flow":
        head = tuple(Cell((Span(text),), "head") for text in ("来源或去向", "项目", f"数值（{chart.unit}）"))
        parts = tuple(
            (Cell((Span(point.series),), "name"), Cell((Span(point.label),), "name"), _value(point))
            for point in chart.points
        )
        return render_csv(Table(chart.key, chart.subtitle, head=(head,), rows=parts))
    series = list(dict.fromkeys(point.series for point in chart.points))
    rows: dict[str, dict[str, ChartPoint]] = {}
    for point in chart.points:
        rows.setdefault(point.label, {}).setdefault(point.series, point)
    unit = f"（{chart.unit}）" if chart.unit else ""
    head = tuple(Cell((Span(text),), "head") for text in ("项目", *(f"{name or '数值'}{unit}" for name in series)))
    body = tuple(
        (Cell((Span(label),), "name"), *(_value(values.get(name)) for name in series)) for label, values in rows.items()
    )
    return render_csv(Table(chart.key, chart.subtitle or chart.finding, head=(head,), rows=body))


def _value(point: ChartPoint | None) -> Cell:
    return Cell((Span(point.text),), "amount") if point else Cell((), "amount")
