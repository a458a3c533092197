"""Charts: drawn without a browser, readable without a legend, safe to place in a page. All figures are invented."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from generator.html.chart_pen import text_width, wrapped
from generator.html.charts import chart_note, for_screen, left_out, render_chart
from generator.model.blocks import Chart, ChartPoint

SVG = "{http://www.w3.org/2000/svg}"
#: ground of a dark page, as docs/assets/css/tokens.css has it.
DARK_GROUND = "#14181c"
LONG_NAME = "机关事业单位基本养老保险缴费支出"
YEARS = (("2023年", 8796.53, "8796.53"), ("2024年", 9859.38, "9859.38"))
COLUMNS = tuple(ChartPoint("收入总计", value, text, series=series) for series, value, text in YEARS)
SHARES = (
    ChartPoint("财政拨款收入", 9796, "9796.00"),
    ChartPoint("其他收入", 204, "204.00"),
    ChartPoint("事业收入", 0, "0"),
)


FLOW = (
    ChartPoint("一般公共预算财政拨款收入", 700, "700.00", series="来源"),
    ChartPoint("事业收入", 200, "200.00", series="来源"),
    ChartPoint("附属单位上缴收入", 99, "99.00", series="来源"),
    ChartPoint("年初结转和结余", 1, "1.00", series="来源"),
    ChartPoint("基本支出", 600, "600.00", series="去向"),
    ChartPoint("年末结转和结余", 400, "400.00", series="去向"),
)


def chart(kind: str, *points: ChartPoint, description: str = "说明") -> Chart:
    """Return an invented chart."""
    return Chart("invented", kind, "发现", "虚构", "", points, description, "万元")


def texts(svg: str) -> str:
    """Return all words of a drawing."""
    return "|".join("".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314 - our own


def bars(svg: str) -> dict[str, float]:
    """Return the longest side of each filled shape by its fill."""
    found: dict[str, float] = {}
    for width, height, fill in re.findall(r'd="M[\d.,-]+h([\d.]+)v([\d.]+)h-[\d.]+Z" fill="(#\w+)"', svg):
        found[fill] = max(found.get(fill, 0), float(width), float(height))
    return found


@pytest.mark.parametrize("kind", ["columns", "bars", "pie", "stack"])
def test_the_same_chart_gives_the_same_bytes(kind: str) -> None:
    """Drawn twice, and in another process, a chart is the same text."""
    points = COLUMNS if kind in {"columns", "bars"} else SHARES
    drawn = render_chart(chart(kind, *points))
    assert drawn == render_chart(chart(kind, *points))
    program = (
        "import sys; from generator.html.charts import render_chart; from generator.model.blocks import *;"
        f"sys.stdout.buffer.write(render_chart({chart(kind, *points)!r}).encode())"
    )
    again = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, cwd=Path(__file__).parents[2]
    ).stdout
    assert again.decode() == drawn


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("kind", "points"), [("columns", COLUMNS), ("bars", COLUMNS), ("pie", SHARES), ("stack", SHARES), ("flow", FLOW)]
)
def test_every_colour_of_a_drawing_has_one_for_dark_pages(kind: str, points: tuple[ChartPoint, ...]) -> None:
    """On the ground of a dark page outlines stand 3:1 apart, words 4.5:1; on a light one nothing changes."""
    plain = render_chart(chart(kind, *points))
    drawn = for_screen(plain)
    style = re.search("<style>(.*?)</style>", drawn)
    assert style is not None
    assert drawn.replace(style[0], "") == plain
    assert style[1].startswith("@media (prefers-color-scheme:dark){")
    for name in ("fill", "stroke"):
        told = dict(re.findall(rf'(?:^|[{{}}])\[{name}="(#\w+)"\]\{{{name}:(#\w+)', style[1]))
        told |= dict(re.findall(r'text\[fill="(#\w+)"\]\{fill:(#\w+)', style[1])) if name == "fill" else {}
        used = set(re.findall(rf' {name}="(#\w+)"', plain))
        assert used <= set(told), kind
        if name == "stroke":
            assert min(contrast(told[colour], DARK_GROUND) for colour in used) >= 3
    assert contrast("#e9ecef", DARK_GROUND) >= 4.5
    assert contrast("#0d1a25", "#8ec5f0") >= 4.5


def test_values_and_names_stand_on_the_marks() -> None:
    """Every name, year and value is a word of the drawing."""
    words = texts(render_chart(chart("columns", *COLUMNS)))
    for word in ("收入总计", "2023年", "2024年", "8796.53", "9859.38"):
        assert word in words


def test_this_year_is_solid_and_last_year_is_hatched() -> None:
    """The two years differ in fill and hatch, not in colour alone, and each column is as high as its value."""
    svg = render_chart(chart("columns", *COLUMNS))
    heights = bars(svg)
    assert heights["#206095"] / heights["#eef4f8"] == pytest.approx(9859.38 / 8796.53, rel=1e-3)
    assert svg.count("<line") > 10


def test_bars_keep_the_given_order_and_start_at_zero() -> None:
    """Names come in the order of the points; twice the value is twice the length."""
    points = (ChartPoint("丙", 100, "100.00"), ChartPoint("甲", 200, "200.00"), ChartPoint("乙", 0, "0.00"))
    svg = render_chart(chart("bars", *points))
    assert re.findall("[甲乙丙]", texts(svg)) == ["丙", "甲", "乙"]
    widths = sorted(float(width) for width in re.findall(r'd="M[\d.,]+h([\d.]+)v24', svg))
    assert widths[1] == pytest.approx(2 * widths[0], abs=0.02)


def test_a_negative_bar_runs_left_of_zero() -> None:
    """A negative value does not turn into a positive bar."""
    svg = render_chart(chart("bars", ChartPoint("结余", -50, "-50.00"), ChartPoint("收入", 100, "100.00")))
    starts = [float(x) for x in re.findall(r'd="M([\d.]+),[\d.]+h[\d.]+v24', svg)]
    assert starts[0] < starts[1]


def test_a_pie_names_each_slice_with_its_percentage() -> None:
    """97.96 % and 2.04 % are both named, and the zero part is left out and said so."""
    pie = chart("pie", *SHARES)
    words = texts(render_chart(pie))
    assert "97.96%" in words
    assert "2.04%" in words
    assert "事业收入" not in words
    assert left_out(pie) == ("事业收入",)
    assert "事业收入" in chart_note(pie)


def test_long_names_beside_a_pie_take_two_lines() -> None:
    """The pie gives way to its names, so that none runs down the page in bits; short names leave it large."""
    long = ChartPoint("政府性基金预算财政拨款收入", 19.96, "19.96")
    drawn = render_chart(chart("pie", ChartPoint("一般公共预算财政拨款收入", 958.15, "958.15"), long))
    labels = [list(node.iter(f"{SVG}tspan")) for node in ET.fromstring(drawn).iter(f"{SVG}text")]  # noqa: S314 - our own
    assert max(len(lines) for lines in labels) == 2
    radii = [max(map(float, re.findall(r"A([\d.]+),", svg))) for svg in (drawn, render_chart(chart("pie", *SHARES)))]
    assert radii[0] < radii[1]


def test_a_printed_percentage_is_kept_as_printed() -> None:
    """Where the document prints a percentage, the chart does not work out its own."""
    svg = render_chart(chart("stack", ChartPoint("甲", 1, "33.3%"), ChartPoint("乙", 2, "66.7%")))
    assert "33.3%" in texts(svg)
    assert "33.33%" not in texts(svg)


@pytest.mark.parametrize("kind", ["columns", "bars", "pie", "stack"])
def test_zeros_only_still_make_a_chart(kind: str) -> None:
    """Nothing spent is a result: every name and its zero are printed, none is left out."""
    zeros = chart(kind, ChartPoint("出国", 0, "0.00"), ChartPoint("接待", 0, "0.00"))
    words = texts(render_chart(zeros))
    assert "出国" in words
    assert "接待" in words
    assert words.count("0.00") == 2
    assert left_out(zeros) == ()


@pytest.mark.parametrize("kind", ["columns", "bars", "pie", "stack"])
def test_nothing_leaves_the_card(kind: str) -> None:
    """Long names and extreme values stay inside the drawing."""
    points = (ChartPoint(LONG_NAME, 97452.4, "97,452.40"), ChartPoint("灾害防治及应急管理支出", 0.01, "0.01"))
    svg = render_chart(chart(kind, *points))
    root = ET.fromstring(svg)  # noqa: S314 - our own
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    assert width == 440
    for node in root.iter(f"{SVG}text"):
        x, y = map(float, re.findall(r"-?[\d.]+", node.get("transform", ""))[:2])
        lines = [span.text or "" for span in node.iter(f"{SVG}tspan")] or [node.text or ""]
        long = max(text_width(line) for line in lines)
        shift = {"end": 1.0, "middle": 0.5}.get(node.get("text-anchor", ""), 0.0)
        assert x - long * shift >= 0
        assert x + long * (1 - shift) <= width + 1
        assert 0 < y <= height


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of each line of text."""
    found = []
    for node in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own
        x, y = map(float, re.findall(r"-?[\d.]+", node.get("transform", ""))[:2])
        lines = [span.text or "" for span in node.iter(f"{SVG}tspan")] or [node.text or ""]
        shift = {"end": 1.0, "middle": 0.5}.get(node.get("text-anchor", ""), 0.0)
        for place, line in enumerate(lines):
            left = x - text_width(line) * shift
            found.append((left, y - 15 + 23 * place, left + text_width(line), y + 3 + 23 * place))
    return found


def test_a_flow_names_every_part_and_keeps_to_one_scale() -> None:
    """Both strips and the middle are as wide as their money; every name stands with its amount, none on another."""
    svg = render_chart(replace(chart("flow", *FLOW), total="收支总计1000.00万元"))
    words = texts(svg)
    for word in (
        *(point.label for point in FLOW),
        *(point.text for point in FLOW),
        "收支总计1000.00万元",
        "来源",
        "去向",
    ):
        assert word in words
    widths = {height: [float(width) for width in re.findall(rf"h([\d.]+)v{height}h", svg)] for height in (26, 38)}
    assert sum(widths[26][:4]) == pytest.approx(widths[38][0], abs=1.5)
    assert widths[26][0] / widths[38][0] == pytest.approx(0.7, rel=1e-2)
    assert sum(widths[26][4:]) == pytest.approx(widths[38][0], abs=1.5)
    places = boxes(svg)
    for one, other in combinations(places, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
    assert all(left >= 0 and right <= 441 for left, _, right, _ in places)


def test_a_flow_that_cannot_be_drawn_becomes_bars() -> None:
    """A side below zero, or a side without money: the values stand as bars, nothing is turned round."""
    points = (ChartPoint("收入", 100, "100.00", series="来源"), ChartPoint("结余", -5, "-5.00", series="去向"))
    assert "-5.00" in texts(render_chart(chart("flow", *points)))


def test_parts_of_a_strip_differ_in_pattern() -> None:
    """Solid, hatched, light: neighbours are told apart without colour, and each is named with its yuan."""
    points = tuple(ChartPoint(name, 25, "25.0", share="25.0元") for name in "甲乙丙丁")
    svg = render_chart(chart("hundred", *points))
    assert {"#206095", "#eef4f8", "#a9c6da", "#ffffff"} <= set(re.findall(r'Z" fill="(#\w+)"', svg))
    assert texts(svg).count("25.0元") == 4
    assert svg.count("<line") > 10


def test_text_from_data_stays_text() -> None:
    """Markup, expressions and quotes in a name or description are printed as they are."""
    nasty = '<script>alert(1)</script> class="x" {datum.x} &amp;'
    svg = render_chart(chart("bars", ChartPoint(nasty, 1, "1<2"), description='"><script>'))
    assert "<script" not in svg
    assert nasty.replace(" ", "") in texts(svg).replace(" ", "").replace("|", "")
    assert "1<2" in texts(svg)
    assert ET.fromstring(svg).get("aria-label") == '"><script>'  # noqa: S314 - our own


def test_a_drawing_carries_nothing_but_shapes() -> None:
    """No id, class, style sheet or address; one image with one description; the fonts asked for."""
    svg = render_chart(chart("pie", *SHARES), fonts=("Noto Sans CJK SC", 'Bad"Name', "sans-serif"))
    assert not re.search(r'\s(?:id|class|style|href|xlink:href|on\w+)="|url\(|<style|<defs', svg)
    assert svg.replace("http://www.w3.org/2000/svg", "").count("://") == 0
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert root.get("role") == "img"
    families = {node.get("font-family") for node in root.iter(f"{SVG}text")}
    assert families == {'"Noto Sans CJK SC","BadName",sans-serif'}


@pytest.mark.parametrize(
    "wrong", [chart("pie"), chart("rose", *SHARES), chart("bars", ChartPoint("甲", float("nan"), "?"))]
)
def test_what_cannot_be_drawn_is_an_error(wrong: Chart) -> None:
    """No points, an unknown kind, a value that is no number: an error in Chinese, never an empty picture."""
    with pytest.raises(ValueError, match="图“invented”"):
        render_chart(wrong)


def test_names_are_wrapped_evenly() -> None:
    """A name that needs two lines does not leave one character alone on the second."""
    lines = wrapped("灾害防治及应急管理支出", 8 * 18)
    assert "".join(lines) == "灾害防治及应急管理支出"
    assert min(map(len, lines)) >= 4
