"""Official tables as HTML: caption, corners, heads tied to their cells, notes, and bands for small screens."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.html.context import PageContext
from generator.html.element import classes, element, join
from generator.html.escape import fold, safe_id
from generator.html.heads import FormHeads, form_heads, is_form
from generator.html.layout import (
    Placed,
    bands,
    heads_above,
    is_simple,
    names_by_row,
    one_band,
    place,
    width,
)
from generator.html.text import one_line, render_lines, render_spans
from generator.model.blocks import Cell, Table

UNKNOWN = "未公布"
BLANK_COLUMNS = "各项中没有列出的栏目，原公开件为空白。"
_PAIR, _MANY = 2, 7
_LONG = 24  # characters of a text that needs a line of its own
WORDS = frozenset({UNKNOWN, "不可比", "不适用"})


@dataclass(frozen=True, slots=True)
class _Grid:
    """One drawing of a table: its cells placed, the prefix of its ids, and whether its figures count as places.

    `form`: heads of the cells, where heads stand among the rows. `piece`: whether it is part of a form drawn for small
    screens.
    """

    table: Table
    prefix: str
    head: list[list[Placed]]
    body: list[list[Placed]]
    bands: list[range]
    names: dict[int, list[Placed]]
    kinds: dict[int, str]
    simple: bool
    counted: bool
    form: FormHeads | None
    piece: bool
    above: dict[range, list[str]] = field(default_factory=dict)

    @property
    def stacked(self) -> bool:
        """Return whether each cell says the name of its column."""
        return self.table.stacked and len(self.head) == 1


def render_table(table: Table, context: PageContext, *, headed: bool = False, anchored: bool = True) -> Markup:
    """Return a table with all that belongs to it, inside one `div.table-block`.

    A table of bands side by side, or one with pieces, is drawn twice: as the form prescribes (`div.table-wide`), and
    each band or piece as a table of its own (`div.table-bands`, kept from search); the theme shows one of them.

    Args:
        table: what to draw.
        context: the page.
        headed: whether a heading with the table's name stands right above, so that the caption is for ears only.
        anchored: whether the block bears the table's key as id (not when a heading does).
    """
    key = safe_id(table.key)
    parts: list[Markup] = []
    if table.summary:
        parts.append(element("p", table.summary, class_="plain table-summary", data_pagefind_ignore=True))
    parts.append(_corners(table))
    if table.head or table.rows:
        parts.extend(_drawings(table, key, context, headed=headed))
    elif not headed:
        parts.append(element("p", table.title, class_="table-title"))
    if table.statement and (table.rows or not table.head):
        parts.append(element("p", table.statement, class_="table-statement"))
    if table.notes:
        notes = (element("p", note) for note in table.notes if fold(note).strip())
        parts.append(element("div", *notes, class_="table-notes"))
    state = table.state if table.state in {"full", "empty", "unattached"} else "full"
    return element("div", *parts, class_=f"table-block table-{state}", id=key if anchored else None)


def _corners(table: Table) -> Markup:
    """Return the entries above the table: number at the right, the last entry (unit) at the right, others left."""
    last = len(table.corners) - 1
    entries = [element("span", table.number, class_="corner corner-number")] if table.number else []
    for index, text in enumerate(table.corners):
        place_ = "corner-start" if index == 0 else "corner-end" if index == last else "corner-middle"
        entries.append(element("span", text, class_=f"corner {place_}", data_pagefind_ignore=True))
    return element("div", join(entries, " "), class_="table-corners") if entries else Markup()


def _drawings(table: Table, key: str, context: PageContext, *, headed: bool) -> list[Markup]:
    columns = bands(table)
    wide = _grid(table, key, counted=True)
    label = " ".join(text for text in (table.number, table.title) if text) or table.key
    if len(columns) == 1 and not table.pieces:
        return [element("div", _table(wide, context, headed=headed), **_region(label))]
    drawn = [element("div", _table(wide, context, headed=headed), **_region(label, "table-wide"))]
    stacked = [_piece(piece, f"{key}-piece{number}", context) for number, piece in enumerate(table.pieces, 1)]
    if stacked:
        if not headed:
            stacked.insert(0, element("p", table.title, class_="table-title"))
        if any(cell.kind == "blank" for piece in table.pieces if piece.head for row in piece.rows for cell in row):
            stacked.append(element("p", BLANK_COLUMNS, class_="pieces-note"))
        drawn.append(element("div", *stacked, class_="table-bands table-pieces", data_pagefind_ignore=True))
        return drawn
    for number, band in enumerate(columns, 1):
        grid = _grid(one_band(table, band), f"{key}-band{number}", counted=False)
        name = f"{label}（{number}/{len(columns)}）"
        stacked.append(element("div", _table(grid, context, headed=headed), **_region(name, "band")))
    drawn.append(element("div", *stacked, class_="table-bands", data_pagefind_ignore=True))
    return drawn


def _piece(piece: Table, prefix: str, context: PageContext) -> Markup:
    """Return one of the simple tables that stand for a form on small screens; names and values need no head."""
    grid = _grid(piece, prefix, counted=False, piece=True)
    return element("div", _table(grid, context, headed=False), class_="table-piece")


def _grid(table: Table, prefix: str, *, counted: bool, piece: bool = False) -> _Grid:
    head, body = place(table.head), place(table.rows)
    return _Grid(
        table=table,
        prefix=prefix,
        head=head,
        body=body,
        bands=bands(table),
        names=names_by_row(body),
        kinds=_kinds(body),
        simple=is_simple(table),
        counted=counted,
        form=form_heads(head, body) if is_form(table) else None,
        piece=piece,
    )


def _kinds(body: list[list[Placed]]) -> dict[int, str]:
    """Return the kind of each column: that of its first cell which is neither blank nor a line number."""
    kinds: dict[int, str] = {}
    for line in body:
        for item in line:
            if item.cell.colspan == 1 and item.cell.kind not in {"blank", "line", "head"}:
                kinds.setdefault(item.column, _kind(item.cell))
    return kinds


def _region(label: str, extra: str = "") -> dict[str, str | int | None]:
    return {"class_": classes("table-box", extra), "role": "region", "tabindex": 0, "aria_label": label}


def _table(grid: _Grid, context: PageContext, *, headed: bool) -> Markup:
    table = grid.table
    # Under a heading of the same words the index needs them once.
    seen = "sr-only" if headed else None
    caption = element("caption", table.title, class_=seen, data_pagefind_ignore=headed) if table.title else None
    head = [element("tr", *(_head_cell(item, grid) for item in line)) for line in grid.head]
    body = [element("tr", *(_body_cell(item, grid, context) for item in line)) for line in grid.body]
    if not body:
        statement = element("div", table.statement or "无数据")
        body = [element("tr", element("td", statement, class_="table-statement", colspan=width(table)))]
    return element(
        "table",
        caption,
        element("thead", *head) if head else None,
        element("tbody", *body),
        class_=classes(
            "official",
            "" if table.number else "unnumbered",
            "landscape" if table.landscape else "",
            "stacked" if grid.stacked else "",
            "form" if grid.form else "",
            "many" if grid.form and width(table) >= _MANY else "",
            "pairs" if not table.head and width(table) == _PAIR else "",
            "sortable" if table.sortable else "",
        ),
        data_folded=",".join(map(str, table.folded)) or None,
        data_bands=",".join(map(str, table.bands)) or None,
    )


def _head_cell(item: Placed, grid: _Grid) -> Markup:
    """Return a cell of the head rows; an empty `th` would be no head of anything."""
    anchor = None if grid.simple else _cell_id(item, grid, "h")
    return _head(item, grid, render_lines(item.cell.text), anchor, _column_kind(item, grid))


def _head(item: Placed, grid: _Grid, content: Markup, anchor: str | None, marks: str) -> Markup:
    cell, folded = item.cell, grid.table.folded
    spans = _spans(item, folded)
    if not one_line(cell.text):
        return element("td", class_=_fold_class(item, folded), **spans)
    scope = "colgroup" if cell.colspan > 1 else "col"
    marks = classes(marks, _fold_class(item, folded) or "") or ""
    return element("th", content, scope=scope, id=anchor, class_=marks or None, **spans)


def _column_kind(item: Placed, grid: _Grid) -> str:
    """Return the kind of the cells below a head that covers one column, so that both are aligned alike."""
    if item.cell.colspan > 1:
        return ""
    return grid.kinds.get(item.column, "")


def _inner_head(item: Placed, grid: _Grid, content: Markup) -> Markup:
    """Return a head among the rows, aligned like the first cell below it that prints something."""
    column = (other for line in grid.body[item.rows.stop :] for other in line if other.columns == item.columns)
    below = next((other.cell for other in column if other.cell.text), Cell(kind="text"))
    kind = "" if below.kind == "head" else _kind(below)
    return _head(item, grid, content, _cell_id(item, grid, "r"), classes("head", kind) or "")


def _body_cell(item: Placed, grid: _Grid, context: PageContext) -> Markup:
    cell, folded = item.cell, grid.table.folded
    content = render_spans(cell.spans, context, counted=grid.counted, lines=True)
    text = fold(cell.text).strip()
    if not text and cell.note:
        content = element("span", cell.note, class_="sr-only", data_pagefind_ignore=True)
    if cell.kind == "head" and grid.form:
        return _inner_head(item, grid, content)
    named = cell.kind == "name" and bool(text)
    level = f"level-{min(max(cell.indent, 0), 2)}" if cell.kind in {"name", "code"} else ""
    unknown = not named and text in WORDS
    strong = "strong" if cell.strong else ""
    room = "long" if len(text) > _LONG and (grid.form or grid.piece) else ""
    marks = classes(_kind(cell), level, strong, room, "unknown" if unknown else "", _fold_class(item, folded) or "")
    headers = None if grid.simple or (named and not grid.form) else _headers(item, grid)
    spans = _spans(item, folded)
    if named:
        scope = "rowgroup" if cell.rowspan > 1 else "row"
        anchor = None if grid.simple else _cell_id(item, grid, "r")
        label = _head_of(item, grid) if grid.stacked and room else None
        return element("th", content, scope=scope, id=anchor, headers=headers, class_=marks, data_head=label, **spans)
    label = _head_of(item, grid) if grid.stacked else None
    ignored = unknown or None  # it would fill the excerpts of the search
    return element("td", content, headers=headers, class_=marks, data_head=label, data_pagefind_ignore=ignored, **spans)


def _head_of(item: Placed, grid: _Grid) -> str | None:
    """Return the name of the cell's column."""
    return next((one_line(head.cell.text) for head in grid.head[0] if head.column == item.column), None)


def _kind(cell: Cell) -> str:
    known = cell.kind in {"name", "code", "line", "amount", "count", "text", "blank", "head"}
    return cell.kind if known else "text"


def _headers(item: Placed, grid: _Grid) -> str | None:
    """Return the ids of the names beside and the heads above a cell."""
    if grid.form:
        place_ = (item.row, item.column)
        names = [_cell_id(name, grid, "r") for name in grid.form.beside[place_]]
        heads = [_cell_id(head.placed, grid, "r" if head.inner else "h") for head in grid.form.above[place_]]
        return " ".join([*names, *heads]) or None
    above = grid.above.get(item.columns)
    if above is None:  # the same for every row
        above = [_cell_id(head, grid, "h") for head in heads_above(grid.head, item.columns)]
        grid.above[item.columns] = above
    band = next((band for band in grid.bands if item.column in band), range(0))
    beside = [_cell_id(name, grid, "r") for name in grid.names.get(item.row, ()) if name.column in band]
    return " ".join([*beside, *above]) or None


def _cell_id(item: Placed, grid: _Grid, kind: str) -> str:
    return f"{grid.prefix}-{kind}{item.row}-{item.column}"


def _fold_class(item: Placed, folded: Sequence[int]) -> str | None:
    return "foldable" if folded and all(column in folded for column in item.columns) else None


def _spans(item: Placed, folded: Sequence[int]) -> dict[str, int | None]:
    """Return the spans, and for a cell over some folded columns the columns left when they are folded away."""
    cell = item.cell
    left = sum(column not in folded for column in item.columns)
    return {
        "colspan": cell.colspan if cell.colspan > 1 else None,
        "rowspan": cell.rowspan if cell.rowspan > 1 else None,
        "data_colspan_folded": left if 0 < left < cell.colspan else None,
    }
