"""Charts as SVG text: drawn from Vega-Lite specifications without a browser, the same bytes each time.

A drawing holds marks with their names and values and nothing else: the finding, the subtitle and the note are printed
as text by whoever shows it. It carries no id, script, style sheet or address, so that any number of drawings can stand
in one page; `for_screen` gives a file that is shown as an image the colours of a dark page too.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import vl_convert

from generator.html.chart_pen import BLUE, INK, Drawing, Mark
from generator.html.chart_shapes import SHARES, draw
from generator.html.chart_shares import can_be_shared
from generator.model.blocks import Chart

FONTS = ("Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif")

#: a drawing's colours on a dark page; light and dark tints change places, outlines stay 3:1 and words 4.5:1 apart.
_DARK_FILLS = {
    BLUE: "#8ec5f0",
    "#123f63": "#d3e9fb",
    "#6f9fc0": "#4d84ad",
    "#a9c6da": "#35627f",
    "#d6e4ee": "#24455f",
    "#dfeaf2": "#24455f",
    "#eef4f8": "#1d3345",
    "#f4f8fb": "#1a2731",
    "#ffffff": "#14181c",
}
_DARK_STROKES = {BLUE: "#8ec5f0", INK: "#e9ecef", "#5a5a5a": "#b3bbc3"}
_DARK = (
    "@media (prefers-color-scheme:dark){"
    + "".join(f'[fill="{light}"]{{fill:{dark}}}' for light, dark in _DARK_FILLS.items())
    + "".join(f'[stroke="{light}"]{{stroke:{dark}}}' for light, dark in _DARK_STROKES.items())
    + f'text[fill="{INK}"]{{fill:#e9ecef}}text[fill="#ffffff"]{{fill:#0d1a25}}svg>rect{{fill:none}}}}'
)

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_ROOT = re.compile(r"<svg[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_ROLES = re.compile(r' (?:class|role|aria-[a-z]+)="[^"]*"')
_EMPTY = re.compile(r'<path(?: aria-hidden="true")? d=""[^>]*/>')


def render_chart(chart: Chart, fonts: Sequence[str] = FONTS) -> str:
    """Return the chart as SVG text, a white card of 440 units' width whose height follows its content.

    Text is set so that it stays readable at 330 CSS pixels. A pie or strip that cannot be drawn (every value zero, or
    one negative) becomes bars. The root has `role="img"` and the chart's description as `aria-label`.

    Args:
        chart: what to draw; marks are drawn in the given order.
        fonts: font families, first one preferred.

    Raises:
        ValueError: the chart has no points, an unknown kind, or a value that is not a finite number.
    """
    drawing = draw(chart)
    svg = vl_convert.vegalite_to_svg(_specification(drawing, fonts), allowed_base_urls=[])
    return _plain(svg, drawing, chart.description)


def for_screen(svg: str) -> str:
    """Return a drawing that also suits a dark screen: without its white card, and in light colours on the page's own.

    Where it is printed, or opened by a program that knows no colour scheme, it looks as before.
    """
    return svg.replace(">", f"><style>{_DARK}</style>", 1)


def left_out(chart: Chart) -> tuple[str, ...]:
    """Return the names of zero values that the drawing leaves out: a slice of nothing cannot be seen."""
    if chart.kind not in SHARES or not can_be_shared(chart):
        return ()
    return tuple(point.label for point in chart.points if point.value == 0)


def chart_note(chart: Chart) -> str:
    """Return what stands below the drawing: the chart's own note and the zero values left out; may be empty."""
    names = [name for name in left_out(chart) if name not in chart.note]
    zero = f"数值为0、图中未画出的有：{'、'.join(names)}。" if names else ""
    return chart.note + zero


def _specification(drawing: Drawing, fonts: Sequence[str]) -> dict[str, Any]:
    """Return the Vega-Lite specification; texts are values of its data, never expressions."""
    return {
        "$schema": _SCHEMA,
        "width": drawing.width,
        "height": drawing.height,
        "autosize": "none",
        "padding": 0,
        "background": "#ffffff",
        "layer": [_layer(mark, _families(fonts)) for mark in drawing.marks],
        "config": {"view": {"stroke": None}},
    }


def _layer(mark: Mark, families: str) -> dict[str, Any]:
    """Return marks of one look as a layer; coordinates are units of the drawing, so every scale is switched off."""
    encoding: dict[str, Any] = {}
    for channel in mark.rows[0]:
        if channel in {"x", "y"}:
            encoding[channel] = {"field": channel, "type": "quantitative", "scale": None, "axis": None}
        elif channel == "theta":
            encoding[channel] = {"field": channel, "type": "quantitative", "scale": None, "stack": None}
        else:
            encoding[channel] = {"field": channel}
    style = dict(mark.style)
    if mark.shape == "text":
        style["font"] = families
    data = {"values": [dict(row) for row in mark.rows]}
    return {"data": data, "mark": {"type": mark.shape, **style}, "encoding": encoding}


def _families(fonts: Sequence[str]) -> str:
    """Return the font list as CSS writes it; a name keeps letters, digits, spaces, points and hyphens only."""
    safe = (re.sub(r"[^\w .-]", "", name) for name in fonts)
    return ",".join(name if re.fullmatch(r"[a-z-]+", name) else f'"{name}"' for name in safe)


def _plain(svg: str, drawing: Drawing, description: str) -> str:
    """Return the drawing without the renderer's classes and roles, as one image with one description."""
    body = _TAG.sub(lambda tag: _ROLES.sub("", tag[0]), _ROOT.sub("", svg, count=1))
    body = _EMPTY.sub("", body)
    size = f'width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}"'
    label = escape(" ".join(description.split()))
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">{body}'
