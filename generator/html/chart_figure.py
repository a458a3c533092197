"""A chart as part of a page: finding, subtitle, picture, official caption, its data as a table, note."""

from markupsafe import Markup

from generator.html.chart_shapes import draw
from generator.html.charts import chart_note
from generator.html.context import PageContext
from generator.html.element import element
from generator.html.escape import fold, safe_id
from generator.html.text import render_figure
from generator.model.blocks import Chart, ChartPoint

DATA_LABEL = "图中数据（表）"
DOWNLOAD_LABEL, CSV_LABEL = "下载此图（SVG）", "下载图中数据（CSV）"


def render_chart_figure(chart: Chart, src: str, context: PageContext) -> Markup:
    """Return a chart in one `div.chart`, the picture taken from the SVG file at `src`.

    The picture's alternative text is the computed description, and the same values stand in a table below it.
    """
    key = safe_id(chart.key)
    alternative = chart.description if fold(chart.description).strip() else chart.finding
    drawing = draw(chart)  # its size keeps the page from jumping when the picture arrives
    picture = element("img", src=src, alt=alternative, width=drawing.width, height=drawing.height, loading="lazy")
    caption = element("figcaption", chart.caption, class_="chart-caption") if chart.caption else None
    note = chart_note(chart)
    download = element("a", DOWNLOAD_LABEL, href=src, download=True)
    data = element("a", CSV_LABEL, href=f"{src.removesuffix('.svg')}.csv", download=True) if chart.points else None
    parts = [
        element("p", chart.finding, class_="chart-finding") if chart.finding else None,
        element("p", chart.subtitle, class_="chart-subtitle") if chart.subtitle else None,
        element("figure", picture, caption),
        _data(chart, context),
        element("p", note, class_="chart-note") if note else None,
        element("p", download, " " if data else None, data, class_="chart-download", data_pagefind_ignore=True),
    ]
    return element("div", *parts, class_=f"chart chart-{safe_id(chart.kind)}", id=key)


def _data(chart: Chart, context: PageContext) -> Markup | None:
    if not chart.points:
        return None
    summary = element("summary", DATA_LABEL)
    return element("details", summary, _twin(chart, context), class_="chart-data", data_pagefind_ignore=True)


def _twin(chart: Chart, context: PageContext) -> Markup:
    """Return the chart's values: a row for each name, a column for each series; of a flow a row for each part."""
    if chart.kind == "flow":
        return _sides(chart, context)
    series = list(dict.fromkeys(point.series for point in chart.points))
    rows: dict[str, dict[str, ChartPoint]] = {}
    for point in chart.points:
        rows.setdefault(point.label, {}).setdefault(point.series, point)
    unit = f"（{chart.unit}）" if chart.unit else ""
    heads = [element("th", "项目", scope="col")]
    heads += [element("th", f"{name or '数值'}{unit}", scope="col", class_="amount") for name in series]
    body = []
    for label, values in rows.items():
        cells = (_value(values.get(name), context) for name in series)
        body.append(element("tr", element("th", label, scope="row", class_="name"), *cells))
    caption = element("caption", chart.subtitle or chart.finding, class_="sr-only")
    return element("table", caption, element("thead", element("tr", *heads)), element("tbody", *body), class_="twin")


def _sides(chart: Chart, context: PageContext) -> Markup:
    """Return the parts of a flow, a group of rows for each side; no part stands on both."""
    groups = []
    for series in dict.fromkeys(point.series for point in chart.points):
        rows = [element("tr", element("th", series, scope="rowgroup", colspan=2, class_="head"))]
        for point in chart.points:
            if point.series == series:
                name = element("th", point.label, scope="row", class_="name")
                rows.append(element("tr", name, _value(point, context)))
        groups.append(element("tbody", *rows))
    amount = element("th", f"数值（{chart.unit}）", scope="col", class_="amount")
    head = element("thead", element("tr", element("th", "项目", scope="col"), amount))
    return element("table", element("caption", chart.subtitle, class_="sr-only"), head, *groups, class_="twin")


def _value(point: ChartPoint | None, context: PageContext) -> Markup:
    if point is None:
        return element("td", "未公布", class_="amount")
    content = render_figure(point.text, point.figure, context) if point.figure else point.text
    return element("td", content, class_="amount")
