"""One function that draws any block."""

from markupsafe import Markup

from generator.html.chart_figure import render_chart_figure
from generator.html.context import PageContext
from generator.html.escape import safe_id
from generator.html.tables import render_table
from generator.html.text import render_glossary, render_notice, render_paragraph
from generator.model.blocks import Block, Chart, Glossary, Notice, Paragraph, Table


def render_block(block: Block, context: PageContext) -> Markup:
    """Return the block as raw HTML on one line that starts with a block-level tag; empty for a block without text."""
    match block:
        case Paragraph():
            return render_paragraph(block, context)
        case Table():
            return render_table(block, context)
        case Chart():
            return render_chart_figure(block, chart_src(block, context), context)
        case Glossary():
            return render_glossary(block, context)
        case Notice():
            return render_notice(block)


def chart_src(chart: Chart, context: PageContext) -> str:
    """Return the address of the chart's SVG file as seen from the page."""
    return f"{context.root_href}charts/{safe_id(chart.key)}.svg"
