"""A document prepared for print, so that the template only arranges: contents, pieces of text, row groups, sides.

Everything here is still plain text; the template escapes it.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.downloads.paper import Lie, Room, ems, lie_of, row_heights
from generator.html.charts import chart_note
from generator.html.heads import is_form
from generator.model.blocks import (
    Block,
    Cell,
    Chart,
    Document,
    Glossary,
    Notice,
    Paragraph,
    Section,
    Span,
    Table,
)

#: what stands above the sentences and pictures of ours.
OURS = "这几句话和图由本站按公布的数字写成，不是部门原文；“部门说明的原因”除外。"

_MM = 72 / 25.4
#: room of a page of text, of a page of tables, of a landscape page, and beside a chart; print.css has the margins.
TALL, FORM = Room(152 * _MM, 225 * _MM), Room(168 * _MM, 241 * _MM)
WIDE, TWIN = Room(261 * _MM, 168 * _MM), Room(62 * _MM, 225 * _MM)
_HEADING = {1: 59.0, 2: 43.0}  # height of headings with their margins, in points
_LAST = 4  # rows that stay together at the end of a table
_REMARK_SIZE, _REMARK_LINE, _REMARK_AROUND = 11.5, 20.0, 12.0  # type, line and margins of a remark, in points
_TITLE = 24.0  # height of a table's own title, which the height of a table counts, in points
_RUNNING = 26  # characters of a heading that fit into the running head beside the department's name
_KEPT = 0.3  # share of a page up to which rows of a form that belong together, and a single row, stay together

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、．]|附件[一二三四五六七八九十\d]*[：:]?)\s*"
)


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of a table; `tied` rows stay on one page: they share a cell that spans them, or they are the last ones.

    `long` are the places of rows so high that a page may end within them; a group that `begins` begins a page.
    """

    rows: tuple[tuple[Cell, ...], ...]
    tied: bool
    long: frozenset[int] = frozenset()
    begins: bool = False


@dataclass(frozen=True, slots=True)
class PrintTable:
    """A table as printed: its rows in groups, whether its title stands in a heading, and how it lies on paper.

    `form`: heads stand among its rows, or it has none at all.
    """

    table: Table
    groups: tuple[RowGroup, ...]
    titled: bool
    lie: Lie
    form: bool = False


@dataclass(frozen=True, slots=True)
class PrintChart:
    """A chart with the note below it and its values as a table."""

    chart: Chart
    note: str
    twin: PrintTable


@dataclass(frozen=True, slots=True)
class PrintSection:
    """A section with prepared blocks.

    Attributes:
        key, title, level: as in the document.
        form: whether the part holds tables only and takes pages with narrow margins.
        wide: whether the heading stands on a landscape page.
        lead: how many remarks stand between the heading and a form, on the form's page.
        ends_wide: whether the last block lies on one.
        blocks, sections: what it holds, in order.
    """

    key: str
    title: str
    level: int
    form: bool
    wide: bool
    lead: int
    ends_wide: bool
    blocks: tuple["PrintTable | PrintChart | Paragraph | Glossary | Notice", ...]
    sections: tuple["PrintSection", ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: anchor, title, and level 1, 2 or 3."""

    key: str
    title: str
    level: int


def sections_of(document: Document) -> tuple[PrintSection, ...]:
    """Return the parts of a document prepared for print; a part of tables only takes pages with narrow margins.

    What tells the report in a minute stands before the official parts and says that it is ours.
    """
    parts = (*_in_a_minute(document), *document.parts)
    return tuple(_section(part, form=_only_tables(part)) for part in parts)


def _in_a_minute(document: Document) -> Iterator[Section]:
    """Yield our own first part: the sentences and pictures of the landing page, where there are any."""
    blocks: tuple[Block, ...] = (*document.brief, *document.pictures)
    if blocks:
        yield Section("one-minute", "一分钟看懂", "index", 1, (Notice(OURS), *blocks))


def contents_of(sections: tuple[PrintSection, ...], depth: int = 2) -> tuple[Entry, ...]:
    """Return the lines of the contents: headings down to `depth`, and every official table without one."""
    entries: list[Entry] = []
    for section in sections:
        if section.title and section.level <= depth:
            entries.append(Entry(section.key, section.title, section.level))
        entries += [
            Entry(f"table-{block.table.key}", block.table.title, min(section.level + 1, 3))
            for block in section.blocks
            if isinstance(block, PrintTable) and (block.table.number or block.table.corners) and not block.titled
        ]
        entries += contents_of(section.sections, depth)
    return tuple(entries)


def tables_of(sections: tuple[PrintSection, ...]) -> Iterator[PrintTable]:
    """Yield every table that is drawn as a grid, in printed order, the values of charts included."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, PrintChart):
                yield block.twin
            elif isinstance(block, PrintTable) and block.groups:
                yield block
        yield from tables_of(section.sections)


def running(title: str) -> str:
    """Return a heading cut so that it fits into the running head, or nothing where it fits as it is."""
    return f"{title[:_RUNNING]}…" if len(title) > _RUNNING else ""


def is_head(cell: Cell) -> bool:
    """Return whether a cell heads others: a column's head or a row's name, unless it is blank."""
    return cell.kind in {"head", "name"} and bool(cell.text)


def is_worded(cell: Cell) -> bool:
    """Return whether a cell for an amount holds a word instead, such as 未公布, which is set smaller."""
    return cell.kind in {"amount", "count"} and bool(cell.text) and not any(char.isdigit() for char in cell.text)


def _only_tables(section: Section) -> bool:
    """Return whether a part holds nothing but tables and remarks of ours."""
    held = list(_blocks(section))
    return any(isinstance(block, Table) for block in held) and all(isinstance(block, Table | Notice) for block in held)


def _blocks(section: Section) -> Iterator[Block]:
    """Yield the blocks of a section and those below it."""
    yield from section.blocks
    for below in section.sections:
        yield from _blocks(below)


def _section(section: Section, *, form: bool, heads: float = 0.0) -> PrintSection:
    """Return one section prepared, with its sub-sections; `heads` is how high the headings are that stand above it."""
    heads += _HEADING.get(section.level, _HEADING[2]) if section.title else 0.0
    lead = _lead(section.blocks)
    above = [heads + sum(map(_remark_height, section.blocks[:lead])) if place == lead else 0.0
             for place in range(len(section.blocks))]  # fmt: skip
    blocks = tuple(
        _block(block, section, FORM if form else TALL, above[place], is_first=place == lead)
        for place, block in enumerate(section.blocks)
    )
    below = tuple(
        _section(child, form=form, heads=0.0 if blocks or place else heads)
        for place, child in enumerate(section.sections)
    )
    wide = _wide(blocks[lead]) if blocks else bool(below) and below[0].wide
    ends = below[-1].ends_wide if below else bool(blocks) and _wide(blocks[-1])
    return PrintSection(section.key, section.title, section.level, form, wide, lead, ends, blocks, below)


def _lead(blocks: tuple[Block, ...]) -> int:
    """Return how many remarks of ours stand before a form: they belong on its page; 0 when something else follows."""
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            return place if is_form(block) else 0
        if not (isinstance(block, Notice) or (isinstance(block, Paragraph) and not block.official)):
            return 0
    return 0


def _remark_height(block: Block) -> float:
    """Return about how high a remark is on the narrower page, in points."""
    text = block.text if isinstance(block, Notice | Paragraph) else ""
    return _REMARK_LINE * math.ceil(ems(text) * _REMARK_SIZE / TALL.width) + _REMARK_AROUND


def _wide(block: object) -> bool:
    """Return whether a block lies on its side."""
    return isinstance(block, PrintTable) and block.lie.wide


def _block(
    block: Block, section: Section, upright: Room, heads: float, *, is_first: bool
) -> "PrintTable | PrintChart | Paragraph | Glossary | Notice":
    """Return one block prepared; a table right below a heading of the same name needs no title of its own."""
    if isinstance(block, Chart):
        return PrintChart(block, chart_note(block), _twin(block))
    if isinstance(block, Table):
        name = _NUMBERING.sub("", section.title)
        titled = is_first and (name == block.title or (is_form(block) and block.title in name))
        saved = _TITLE if titled and is_form(block) else 0.0
        return _table(block, titled=titled, upright=_below(upright, heads - saved), wide=_below(WIDE, heads - saved))
    return block


def _below(room: Room, heads: float) -> Room:
    """Return the room left below headings."""
    return Room(room.width, room.height - heads)


def _table(table: Table, *, titled: bool, upright: Room, wide: Room) -> PrintTable:
    """Return a table with its rows in groups; an empty one shows its statement in the grid."""
    first = (*table.head, *table.rows)[:1]
    count = sum(cell.colspan for row in first for cell in row)
    rows = table.rows
    if not rows and count and table.state != "unattached":
        rows = ((Cell((Span(table.statement or "本表无数据"),), "text", count),),)
    lie = lie_of(table, rows, upright, wide)
    if not is_form(table):
        return PrintTable(table, _groups(rows, closing=not lie.whole), titled, lie)
    leading = 0 if table.head else _leading(rows)
    groups = _groups(rows[leading:], closing=False)
    if not lie.whole:
        groups = tuple(_loosened(group, lie, wide if lie.wide else upright) for group in groups)
    return PrintTable(replace(table, head=table.head or rows[:leading]), groups, titled, lie, form=True)


def _leading(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """Return how many rows at the top of a form hold heads only, so that each page can repeat them."""
    count = next((place for place, row in enumerate(rows) if any(cell.kind != "head" for cell in row)), 0)
    inside = all(place + cell.rowspan <= count for place, row in enumerate(rows[:count]) for cell in row)
    return count if inside else 0


def _loosened(group: RowGroup, lie: Lie, room: Room) -> RowGroup:
    """Return rows of a form that may part where they are too high to stay together: few pages are left half empty."""
    most = _KEPT * room.height
    heights = row_heights(group.rows, lie, room.width)
    tied = group.tied and sum(heights) <= most
    return RowGroup(group.rows, tied, frozenset(place for place, height in enumerate(heights) if height > most))


def _groups(rows: tuple[tuple[Cell, ...], ...], *, closing: bool) -> tuple[RowGroup, ...]:
    """Return rows in groups: those tied by a cell that spans rows, and the last of a table over several pages."""
    last = len(rows) - _LAST if closing and len(rows) > 2 * _LAST else len(rows)
    groups: list[tuple[bool, list[tuple[Cell, ...]]]] = []
    open_rows = 0
    for number, row in enumerate(rows):
        reach = max((cell.rowspan for cell in row), default=1) - 1
        tied = reach > 0 or open_rows > 0
        ending = number >= last
        if groups and (open_rows > 0 or number > last or not (tied or ending or groups[-1][0])):
            groups[-1][1].append(row)
        else:
            groups.append((tied or ending, [row]))
        open_rows = max(open_rows - 1, reach)
    return tuple(RowGroup(tuple(rows), tied) for tied, rows in groups)


def _twin(chart: Chart) -> PrintTable:
    """Return the values of a chart as a table: names down, series across."""
    series = list(dict.fromkeys(point.series for point in chart.points))
    unit = f"（单位：{chart.unit}）" if chart.unit and not any("%" in point.text for point in chart.points) else ""
    head = tuple(Cell((Span(name),), "head") for name in (f"项目{unit}", *(name or "数值" for name in series)))
    rows = []
    for label in dict.fromkeys(point.label for point in chart.points):
        texts = {point.series: point.text for point in chart.points if point.label == label}
        amounts = (Cell((Span(texts.get(name, "")),), "amount") for name in series)
        rows.append((Cell((Span(label),), "name"), *amounts))
    widths = (2.0, *(1.0,) * len(series))
    twin = Table(f"{chart.key}-data", chart.finding, head=(head,), rows=tuple(rows), widths=widths)
    return _table(twin, titled=True, upright=TWIN, wide=TWIN)
