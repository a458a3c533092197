"""The sections of a report as HTML to be pasted into another site's page.

What such a system keeps decides the form: style sheets, scripts and classes are mostly thrown away, and the portal's
own sheet rules every element. So each element carries what matters in its own `style`, in few words because a report
has thousands of cells; what a reader must know never hangs on a style alone. Identifiers begin with a prefix of the
report.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.downloads.print_view import PrintChart, PrintSection, PrintTable, is_head
from generator.downloads.table_heads import HeadedCell, heads_of
from generator.html.chart_shapes import draw
from generator.html.element import element, join
from generator.html.escape import safe_id, trusted
from generator.html.layout import is_simple
from generator.html.text import MISSING_TERM, PLAIN_LABEL, render_lines
from generator.model.blocks import Cell, Glossary, Notice, Paragraph

REMARK_LABEL = "说明"
DATA_LABEL = "图中数据"
#: parts stand on lines of their own, so that an editor's source view can be read and searched.
LINE = trusted("\n")
#: for ears only; where a system drops the style, the name of the table stands there twice, which harms nobody.
_UNSEEN = "position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;clip-path:inset(50%)"
_HEADINGS = {
    2: "margin:36px 0 16px;font-size:22px;font-weight:bold;text-align:center;text-indent:0",
    3: "margin:28px 0 12px;font-size:18px;font-weight:bold;text-align:left;text-indent:0",
    4: "margin:20px 0 8px;font-size:16px;font-weight:bold;text-align:left;text-indent:0",
}
_TITLE = "margin:20px 0 8px;font-size:16px;font-weight:bold;text-align:center;text-indent:0"
_TEXT = "margin:0 0 12px;text-indent:"
_OURS = "margin:0 0 12px;padding:4px 12px;border-left:3px solid #206095;text-indent:0"
_NOTICE = "margin:0 0 12px;padding:6px 12px;border:1px solid #767676;text-indent:0"
_SMALL = "margin:4px 0;font-size:14px;line-height:1.6;text-indent:0;text-align:"
_BOX = "max-width:100%;margin:0 0 12px;overflow-x:auto"
#: a width of 100 % with its border, also where the portal's sheet counts borders apart.
_TABLE = (
    "box-sizing:border-box;border-collapse:collapse;border:1px solid #333;width:100%;margin:0;"
    "font-size:14px;line-height:1.5;text-indent:0"
)
_CELL = "border:1px solid #666;padding:4px;"
_HEAD = "text-align:center;font-weight:bold;background:#f2f2f2"
_SIDES = {"amount": "text-align:right", "count": "text-align:right", "line": "text-align:center"}
_CHART = "max-width:480px;margin:20px auto"
_INDENT = 14
_PAIR, _FEW = 2, 4  # columns of a table that is never scrolled, and of one that seldom is
_SMALLEST, _UPRIGHT, _WIDE = 480, 660, 960  # pixels that other tables keep, as they lie on paper


@dataclass(frozen=True, slots=True)
class Setting:
    """How a fragment is written: what its identifiers begin with, and the number of the next table."""

    prefix: str
    numbers: Iterator[int]

    def anchor(self, key: str) -> str:
        """Return an identifier that no other part of the page has."""
        return f"{self.prefix}-{safe_id(key)}"


def render_section(part: PrintSection, setting: Setting) -> Iterator[Markup]:
    """Yield the elements of a section and of those below it; its heading is one level below the page's."""
    level = min(part.level + 1, 6)
    if part.title:
        yield element(f"h{level}", part.title, id=setting.anchor(part.key), style=_HEADINGS[min(level, 4)])
    for block in part.blocks:
        yield from _block(block, min(level + 1, 6), setting)
    for below in part.sections:
        yield from render_section(below, setting)


def _block(
    block: PrintTable | PrintChart | Paragraph | Glossary | Notice, level: int, setting: Setting
) -> Iterator[Markup]:
    match block:
        case PrintTable():
            yield from _official(block, level, setting)
        case PrintChart():
            yield _chart(block, setting)
        case Paragraph():
            yield from _paragraph(block)
        case Glossary():
            for term in block.terms:
                name = element("strong", term.number, term.term)
                text = f"{term.mark}{term.text}" if term.text else f"（{MISSING_TERM}）"
                yield element("p", name, text, style=f"{_TEXT}2em")
        case Notice():
            yield element("p", element("strong", f"{REMARK_LABEL}："), block.text, style=_NOTICE)


def _paragraph(paragraph: Paragraph) -> Iterator[Markup]:
    """Yield a paragraph; a sentence of ours says so in words, so that it is told apart without its line too."""
    if not paragraph.official:
        yield element("p", element("strong", f"{PLAIN_LABEL}："), paragraph.text, style=_OURS)
        return
    content = element("strong", paragraph.text) if paragraph.level else paragraph.text
    yield element("p", content, style=f"{_TEXT}{'2em' if paragraph.indented else '0'}")


def _official(shown: PrintTable, level: int, setting: Setting) -> Iterator[Markup]:
    """Yield a table with its title, number, corners and notes."""
    table = shown.table
    if not shown.titled:
        yield element(f"h{level}", table.title, id=setting.anchor(f"table-{table.key}"), style=_TITLE)
    if table.number:
        yield element("p", table.number, style=f"{_SMALL}right")
    if table.corners:
        yield element("p", "　".join(table.corners), style=f"{_SMALL}left")
    if shown.groups:
        label = " ".join(text for text in (table.number, table.title) if text)
        yield element("div", _grid(shown, setting), role="group", aria_label=label, tabindex=0, style=_BOX)
    if table.statement and (table.rows or not shown.groups):
        yield element("p", table.statement, style=f"{_SMALL}left")
    yield from (element("p", note, style=f"{_SMALL}left") for note in table.notes)


def _chart(shown: PrintChart, setting: Setting) -> Markup:
    """Return a chart: what it says, the picture, its values as a table, its note and official caption."""
    chart, drawing = shown.chart, draw(shown.chart)
    look = f"display:block;width:{drawing.width}px;max-width:100%;height:auto;margin:0 auto;border:0"
    picture = element("img", src=picture_of(chart.key), alt=chart.description or chart.finding,
                      width=drawing.width, height=drawing.height, style=look)  # fmt: skip
    return element(
        "div",
        element("p", element("strong", chart.finding), style=f"{_SMALL}center"),
        element("p", chart.subtitle, style=f"{_SMALL}center"),
        element("p", picture, style="margin:0;text-indent:0;text-align:center"),
        element("p", chart.caption, style=f"{_SMALL}center") if chart.caption else None,
        _grid(shown.twin, setting, named=f"{DATA_LABEL}：{chart.finding}"),
        element("p", shown.note, style=f"{_SMALL}left") if shown.note else None,
        style=_CHART,
    )


def picture_of(key: str) -> str:
    """Return the file name of a chart's picture."""
    return f"{safe_id(key)}.png"


def _grid(shown: PrintTable, setting: Setting, *, named: str = "") -> Markup:
    """Return a table whose cells know their heads: by scope alone where that suffices, else by identifier as well."""
    number = next(setting.numbers)
    prefix = "" if is_simple(shown.table) else f"{setting.prefix}t{number}"
    headed = heads_of(shown)
    count = len(shown.table.head)
    head = [_row(cells, told, prefix) for cells, told in zip(shown.table.head, headed, strict=False)]
    rows = [row for group in shown.groups for row in group.rows]
    body = [_row(cells, told, prefix) for cells, told in zip(rows, headed[count:], strict=True)]
    columns = [element("col", style=f"width:{width:g}%") for width in shown.lie.columns]
    return element(
        "table",
        element("caption", named or shown.table.title, style=_UNSEEN),
        element("colgroup", *columns),
        element("thead", *head) if head else None,
        element("tbody", join(body, LINE)),
        border=1,  # for systems that drop every style
        style=_TABLE if named else f"{_TABLE};min-width:{_least(shown)}px",
    )


def _least(shown: PrintTable) -> int:
    """Return the width below which a table is scrolled, in pixels."""
    count = len(shown.lie.columns)
    if count > _FEW:
        return _WIDE if shown.lie.wide else _UPRIGHT
    return _SMALLEST if count > _PAIR else 0


def _row(cells: tuple[Cell, ...], told: tuple[HeadedCell, ...], prefix: str) -> Markup:
    return element("tr", *(_cell(cell, known, prefix) for cell, known in zip(cells, told, strict=True)))


def _cell(cell: Cell, known: HeadedCell, prefix: str) -> Markup:
    """Return a cell; one that heads others is a `th` with its scope."""
    scope = {"Column": "col", "Row": "row"}.get(known.scope) if is_head(cell) else None
    if scope and (known.colspan if scope == "col" else known.rowspan) > 1:
        scope = f"{scope}group"
    return element(
        "th" if scope else "td",
        render_lines(cell.text),
        scope=scope,
        id=_anchor(prefix, known.key) if prefix and scope else None,
        headers=" ".join(_anchor(prefix, key) for key in known.heads) or None if prefix else None,
        colspan=known.colspan if known.colspan > 1 else None,
        rowspan=known.rowspan if known.rowspan > 1 else None,
        style=_look(cell),
    )


def _anchor(prefix: str, key: str) -> str:
    """Return the identifier of a head cell, its row and column without leading zeros: a report names thousands."""
    row, _, column = key[1:].partition("-")
    return f"{prefix}{key[0]}{int(row)}-{int(column)}"


def _look(cell: Cell) -> str:
    """Return the style of a cell, as short as it can be."""
    if cell.kind == "head":
        return f"{_CELL}{_HEAD}"
    weight = "bold" if cell.strong else "normal" if cell.kind == "name" else ""
    shift = f"padding-left:{4 + _INDENT * min(cell.indent, 2)}px" if cell.indent > 0 else ""
    parts = (_SIDES.get(cell.kind, "text-align:left"), f"font-weight:{weight}" if weight else "", shift)
    return f"{_CELL}{';'.join(part for part in parts if part)}"
