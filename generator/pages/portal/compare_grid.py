"""A table of comparison: what stands in its cells, as HTML and as a CSV file beside it."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator.html.element import Child, classes, element
from generator.html.escape import safe_id
from generator.pages.portal.amounts import plain, shown

#: what a spreadsheet would take for a formula at the start of a text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        value: the number; None for words. unit: its unit, which says how it is printed.
        text: words, or what is printed instead of the number.
        href: where it comes from, below the site's root; empty for none.
        cautions: why it cannot be compared with the others of its column, in words.
        notes: what else must be known, in words.
        missing: whether it stands for a number that is not known.
    """

    value: Decimal | None = None
    unit: str = ""
    text: str = ""
    href: str = ""
    cautions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: bool = False

    @property
    def printed(self) -> str:
        """Return what readers see."""
        return self.text or ("" if self.value is None else shown(self.value, self.unit))

    @property
    def digits(self) -> str:
        """Return plain digits for a data file, else the words."""
        return plain(self.value) if self.value is not None else self.text


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its name with the address of what it names, a second name above it, and its cells."""

    name: str
    href: str
    cells: tuple[Cell, ...]
    above: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what stands under it in small print, its unit for data files."""

    name: str
    small: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of comparison.

    Attributes:
        key: ASCII id, unique on the page, and name of its file. title: caption; `unit`: what all numbers are in.
        corner: head of the names. columns, lines: the table.
        remarks: sentences above it: what is compared with what, and what is missing.
    """

    key: str
    title: str
    corner: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    unit: str = ""
    remarks: tuple[str, ...] = ()


def render_grid(grid: Grid, root: str, file: str = "") -> Markup:
    """Return a table with its remarks above and its download below, as one block without line breaks.

    Args:
        grid: the table.
        root: the way from the page to the site's root, such as `../../`.
        file: address of its CSV file from the page; empty for none.
    """
    key = safe_id(grid.key)
    heads = [element("th", grid.corner, scope="col", class_="name"), *map(_head, grid.columns)]
    unit = element("small", f"单位：{grid.unit}", class_="unit") if grid.unit else None
    table = element(
        "table",
        element("caption", element("span", grid.title, unit, class_="caption-text"), id=f"{key}-name"),
        element("thead", element("tr", *heads)),
        element("tbody", *(_line(line, root) for line in grid.lines)),
        class_="compare-table sortable",
    )
    box = element("div", table, class_="table-box", role="region", tabindex=0, aria_labelledby=f"{key}-name")
    remarks = [element("p", remark, class_="compare-remark") for remark in grid.remarks]
    saved = _download(grid, file) if file else None
    return element("div", *remarks, box, saved, class_="compare-block", id=key)


def _head(column: Column) -> Markup:
    small = element("small", column.small) if column.small else None
    return element("th", column.name, small, scope="col", class_="amount")


def _line(line: Line, root: str) -> Markup:
    above = element("small", line.above) if line.above else None
    name = element("a", line.name, href=root + line.href) if line.href else line.name
    return element("tr", element("th", above, name, scope="row"), *(_cell(cell, root) for cell in line.cells))


def _cell(cell: Cell, root: str) -> Markup:
    number: Child = element("a", cell.printed, href=root + cell.href) if cell.href else cell.printed
    flags = [element("small", words, class_="caution") for words in cell.cautions]
    notes = [element("small", words, class_="remark") for words in cell.notes]
    words = "words" if cell.value is None or (cell.text and cell.unit != "%") else ""
    order = plain(cell.value) if cell.value is not None and not cell.printed[:1].isdigit() else None
    kind = classes("amount", words, "unknown" if cell.missing else "", "flagged" if cell.cautions else "")
    return element("td", number, *flags, *notes, class_=kind, data_sort=order)


def _download(grid: Grid, file: str) -> Markup:
    link = element(
        "a", "下载本表（CSV）", element("span", f"：{grid.title}", class_="sr-only"), href=file, download=True
    )
    return element("p", link, class_="compare-download")


def grid_csv(grid: Grid) -> str:
    """Return the table as CSV: numbers as plain digits, what must be known of a row in its last column.

    It begins with a byte order mark, without which spreadsheets do not read it as UTF-8; a text that a spreadsheet
    would take for a formula has an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = [f"{column.name}（{column.unit}）" if column.unit else column.name for column in grid.columns]
    writer.writerow([safe_text(text) for text in ("地区", grid.corner, *heads, "说明")])
    for line in grid.lines:
        cells = [cell.digits if cell.value is not None else safe_text(cell.digits) for cell in line.cells]
        writer.writerow([safe_text(line.above), safe_text(line.name), *cells, safe_text(_said(grid, line))])
    return _BOM + out.getvalue()


def _said(grid: Grid, line: Line) -> str:
    said = [
        f"{column.name}：{'，'.join((*cell.cautions, *cell.notes))}"
        for column, cell in zip(grid.columns, line.cells, strict=True)
        if cell.cautions or cell.notes
    ]
    return "；".join(said)


def safe_text(text: str) -> str:
    """Return a text for a cell of a data file, with an apostrophe before what would be a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def listed(words: Iterable[str]) -> str:
    """Return words one after the other, as Chinese lists them."""
    return "、".join(words)
