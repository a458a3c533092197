"""The values of a chart as CSV. All figures are invented."""

import csv
import io

from generator.downloads.chart_csv import render_chart_csv
from generator.model.blocks import Chart, ChartPoint


def rows(kind: str, *points: ChartPoint) -> list[list[str]]:
    """Return the rows of an invented chart's CSV."""
    content = render_chart_csv(Chart("c1", kind, "发现", "虚构", "", points, "说明", "万元"))
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_row_for_each_name_a_column_for_each_year() -> None:
    """The unit stands in the head; a year that is not known is blank, not zero."""
    points = (
        ChartPoint("收入", 1, "1.00", "收入", "2023年"),
        ChartPoint("收入", 2, "2.00", "收入", "2024年"),
        ChartPoint("支出", 3, "3.00", "支出", "2024年"),
    )
    assert rows("columns", *points) == [
        ["项目", "2023年（万元）", "2024年（万元）"],
        ["收入", "1.00", "2.00"],
        ["支出", "", "3.00"],
    ]


def test_a_flow_says_the_side_of_each_part() -> None:
    """A row for each part; a name that a spreadsheet would run is made harmless."""
    points = (ChartPoint("=1+1", 1, "1.00", "", "来源"), ChartPoint("结余", 1, "1.00", "", "去向"))
    assert rows("flow", *points) == [
        ["来源或去向", "项目", "数值（万元）"],
        ["来源", "'=1+1", "1.00"],
        ["去向", "结余", "1.00"],
    ]
