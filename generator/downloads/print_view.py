"""A document prepared for print, so that the template only arranges: contents, pieces of text, row groups, sides.

Everything here is still plain text; the template escapes it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.html.charts import chart_note
from generator.model.blocks import (
    Block,
    Cell,
    Chart,
    Document,
    FigureEntry,
    Glossary,
    Notice,
    Paragraph,
    Section,
    Span,
    Table,
)

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、．])\s*")
_OPENING, _CLOSING = "（《「『【〔“", "，。、；：）》」』】〕”"
_SQUEEZED = re.compile(f"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])[{_OPENING}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: `kept` must not break over lines, `squeezed` is punctuation set half as wide."""

    text: str
    kept: bool = False
    squeezed: bool = False


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of a table; `tied` rows share a cell that spans them and stay on one page."""

    rows: tuple[tuple[Cell, ...], ...]
    tied: bool


@dataclass(frozen=True, slots=True)
class PrintTable:
    """A table as printed: its rows in groups, whether its title stands in a heading, its columns' widths in percent."""

    table: Table
    groups: tuple[RowGroup, ...]
    titled: bool
    columns: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PrintChart:
    """A chart with the note below it and its values as a table."""

    chart: Chart
    note: str
    twin: PrintTable


@dataclass(frozen=True, slots=True)
class PrintSection:
    """A section with prepared blocks; `wide` when its heading stands on a landscape page."""

    key: str
    title: str
    level: int
    wide: bool
    blocks: tuple["PrintTable | PrintChart | Paragraph | Glossary | Notice", ...]
    sections: tuple["PrintSection", ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: anchor, title, and level 1, 2 or 3."""

    key: str
    title: str
    level: int


def sections_of(document: Document) -> tuple[PrintSection, ...]:
    """Return the parts of a document prepared for print."""
    return tuple(_section(part) for part in document.parts)


def contents_of(sections: tuple[PrintSection, ...], depth: int = 2) -> tuple[Entry, ...]:
    """Return the lines of the contents: headings down to `depth`, and every numbered table without one."""
    entries: list[Entry] = []
    for section in sections:
        if section.title and section.level <= depth:
            entries.append(Entry(section.key, section.title, section.level))
        entries += [
            Entry(f"table-{block.table.key}", block.table.title, min(section.level + 1, 3))
            for block in section.blocks
            if isinstance(block, PrintTable) and block.table.number and not block.titled
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


def pieces(spans: tuple[Span, ...], figures: Mapping[str, FigureEntry]) -> tuple[Piece, ...]:
    """Return spans as pieces: an amount and its unit stay on one line, doubled punctuation is set closer."""
    kept: list[tuple[str, bool]] = []
    name = ""
    for span in spans:
        text = span.text
        if name and not span.figure:
            unit = next((unit for unit in _units(name, figures) if text.startswith(unit)), "")
            kept[-1] = (kept[-1][0] + unit, True)
            text = text[len(unit) :]
        name = span.figure
        kept.append((text, bool(name)))
    return tuple(piece for text, keep in kept if text for piece in _squeezed(text, keep=keep))


def is_head(cell: Cell) -> bool:
    """Return whether a cell heads others: a column's head, or a row's name that is not blank."""
    return cell.kind == "head" or (cell.kind == "name" and bool(cell.text))


def plain(text: str) -> tuple[Piece, ...]:
    """Return plain text as pieces."""
    return pieces((Span(text),), {})


def _units(name: str, figures: Mapping[str, FigureEntry]) -> tuple[str, ...]:
    """Return what may follow a figure as its unit."""
    entry = figures.get(name)
    return (entry.unit, "%", "个百分点") if entry and entry.unit else ("%",)


def _squeezed(text: str, *, keep: bool) -> Iterator[Piece]:
    """Yield text with the first of two neighbouring punctuation marks as a piece of its own."""
    if keep:
        yield Piece(text, kept=True)
        return
    cuts = sorted({0, len(text), *(place for found in _SQUEEZED.finditer(text) for place in found.span())})
    for start, end in pairwise(cuts):
        part = text[start:end]
        yield Piece(part, squeezed=end - start == 1 and _SQUEEZED.match(text, start) is not None)


def _section(section: Section) -> PrintSection:
    """Return one section prepared, with its sub-sections."""
    blocks = tuple(_block(block, section, place) for place, block in enumerate(section.blocks))
    below = tuple(_section(child) for child in section.sections)
    first = section.blocks[0] if section.blocks else None
    wide = isinstance(first, Table) and first.landscape if first else bool(below) and below[0].wide
    return PrintSection(section.key, section.title, section.level, wide, blocks, below)


def _block(block: Block, section: Section, place: int) -> "PrintTable | PrintChart | Paragraph | Glossary | Notice":
    """Return one block prepared; a table right below a heading of the same name needs no title of its own."""
    if isinstance(block, Chart):
        return PrintChart(block, chart_note(block), _twin(block))
    if isinstance(block, Table):
        return _table(block, titled=place == 0 and _NUMBERING.sub("", section.title) == block.title)
    return block


def _table(table: Table, *, titled: bool) -> PrintTable:
    """Return a table with its rows in groups; an empty one shows its statement in the grid."""
    first = (*table.head, *table.rows)[:1]
    count = sum(cell.colspan for row in first for cell in row)
    rows = table.rows
    if not rows and count and table.state != "unattached":
        rows = ((Cell((Span(table.statement or "本表无数据"),), "text", count),),)
    widths = table.widths if len(table.widths) == count else (1.0,) * count
    total = sum(widths) or 1.0
    return PrintTable(table, _groups(rows), titled, tuple(round(100 * width / total, 3) for width in widths))


def _groups(rows: tuple[tuple[Cell, ...], ...]) -> tuple[RowGroup, ...]:
    """Return rows in groups: those tied by a cell that spans rows stand together."""
    groups: list[tuple[bool, list[tuple[Cell, ...]]]] = []
    open_rows = 0
    for row in rows:
        reach = max((cell.rowspan for cell in row), default=1) - 1
        tied = reach > 0 or open_rows > 0
        if groups and (open_rows > 0 or not (tied or groups[-1][0])):
            groups[-1][1].append(row)
        else:
            groups.append((tied, [row]))
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
    return _table(Table(f"{chart.key}-data", chart.finding, head=(head,), rows=tuple(rows), widths=widths), titled=True)
