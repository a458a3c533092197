"""A table of comparison: what stands in its cells, and the same as HTML."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from generator.html.element import Child, classes, element
from generator.html.escape import safe_id
from generator.pages.portal.amounts import plain, shown
from generator.pages.portal.marks import Marks


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        value: the number; None for words. unit: its unit, which says how it is printed.
        text: words, or what is printed instead of the number. why: the reason for these words, told in a note.
        href: where it comes from, below the site's root; empty for none.
        cautions: why it cannot be compared with the others of its column, in words.
        notes: what else must be known, in words.
        missing: whether it stands for a number that is not known.
        below: the cell of the column's second number; None for a column of one.
    """

    value: Decimal | None = None
    unit: str = ""
    text: str = ""
    href: str = ""
    cautions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: bool = False
    why: str = ""
    below: "Cell | None" = None

    @property
    def printed(self) -> str:
        """Return what readers see."""
        return self.text or ("" if self.value is None else shown(self.value, self.unit))

    @property
    def digits(self) -> str:
        """Return plain digits for a data file, else the words with their reason."""
        if self.value is not None:
            return plain(self.value)
        return f"{self.text}（{self.why}）" if self.why else self.text


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its name with the address of what it names, a second name above it, and its cells."""

    name: str
    href: str
    cells: tuple[Cell, ...]
    above: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what stands under it in small print, its unit for data files.

    `below` is that of a second number under each cell, whose `small` stands before it.
    """

    name: str
    small: str = ""
    unit: str = ""
    below: "Column | None" = None


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that may be compared with each other: of one year.

    Attributes:
        lines: the rows. name: what they have in common; empty where the whole table has it.
        scopes: what the numbers of each column are of, where that differs from section to section.
    """

    lines: tuple[Line, ...]
    name: str = ""
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of comparison.

    Attributes:
        key: ASCII id, unique on the page, and name of its file. title: caption; `unit`: what all numbers are in.
        corner: head of the names. columns, sections: the table; `group`: what the names of its sections are.
        remarks: sentences above it: what is compared with what, and what is missing.
    """

    key: str
    title: str
    corner: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    unit: str = ""
    remarks: tuple[str, ...] = ()
    group: str = "年度"

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the rows of all sections."""
        return tuple(line for section in self.sections for line in section.lines)

    def only(self, wanted: Callable[[Line], bool]) -> "Grid":
        """Return the table with some of its rows; sections without any of them are left out."""
        parts = [replace(one, lines=tuple(filter(wanted, one.lines))) for one in self.sections]
        return replace(self, sections=tuple(part for part in parts if part.lines))


def render_grid(grid: Grid, root: str, file: str = "") -> Markup:
    """Return a table with its remarks above, its notes and its download below, as one block without line breaks.

    Args:
        grid: the table.
        root: the way from the page to the site's root, such as `../../`.
        file: address of its CSV file from the page; empty for none.
    """
    key, marks = safe_id(grid.key), Marks()
    heads = [element("th", grid.corner, scope="col", class_="name"), *map(_head, grid.columns)]
    unit = element("small", f"单位：{grid.unit}", class_="unit") if grid.unit else None
    table = element(
        "table",
        element("caption", element("span", grid.title, unit, class_="caption-text"), id=f"{key}-name"),
        element("thead", element("tr", *heads)),
        *(_body(section, grid, root, marks) for section in grid.sections),
        class_="compare-table sortable",
    )
    box = element("div", table, class_="table-box", role="region", tabindex=0, aria_labelledby=f"{key}-name")
    remarks = [element("p", remark, class_="compare-remark") for remark in grid.remarks]
    saved = _download(grid, file) if file else None
    return element("div", *remarks, box, render_notes(marks), saved, class_="compare-block", id=key)


def render_notes(marks: Marks) -> Markup | None:
    """Return the notes of a table, each with its mark; None for none."""
    rows = [element("p", element("span", mark, class_="mark-of"), note) for mark, note in marks.listed()]
    return element("div", *rows, class_="marked-notes") if rows else None


def _head(column: Column) -> Markup:
    small = element("small", column.small) if column.small else None
    return element("th", column.name, small, scope="col", class_="amount")


def _body(section: Section, grid: Grid, root: str, marks: Marks) -> Markup:
    lines = [_line(line, grid.columns, root, marks) for line in section.lines]
    if not section.name:
        return element("tbody", *lines)
    scopes = section.scopes or ("",) * len(grid.columns)
    head = element(
        "tr",
        element("th", section.name, scope="rowgroup", class_="name"),
        *(element("td", scope, class_="scope") for scope in scopes),
        class_="group",
    )
    return element("tbody", head, *lines)


def _line(line: Line, columns: Sequence[Column], root: str, marks: Marks) -> Markup:
    above = element("small", line.above) if line.above else None
    name = element("a", line.name, href=root + line.href) if line.href else line.name
    cells = [_cell(cell, column, root, marks) for cell, column in zip(line.cells, columns, strict=True)]
    return element("tr", element("th", above, name, scope="row"), *cells)


def _cell(cell: Cell, column: Column, root: str, marks: Marks) -> Markup:
    flags = [_flag(words, marks) for words in cell.cautions]
    words = "words" if cell.value is None or (cell.text and cell.unit != "%") else ""
    order = plain(cell.value) if cell.value is not None and not cell.printed[:1].isdigit() else None
    kind = classes("amount", words, "unknown" if cell.missing else "", "flagged" if cell.cautions else "")
    return element("td", *_number(cell, root, marks), *flags, _below(cell, column, root, marks), class_=kind,
                   data_sort=order)  # fmt: skip


def _number(cell: Cell, root: str, marks: Marks) -> Iterator[Child]:
    """Yield what stands in the cell: its number or words, and its mark."""
    yield element("a", cell.printed, href=root + cell.href) if cell.href else cell.printed
    if mark := marks.of("；".join(filter(None, (cell.why, *cell.notes)))):
        yield element("sup", mark, class_="note-mark")


def _flag(words: str, marks: Marks) -> Markup:
    """Return a caution: its kind in a frame, what it is in a note."""
    kind, colon, _ = words.partition("：")
    return element("small", kind, element("sup", marks.of(words)) if colon else None, class_="caution")


def _below(cell: Cell, column: Column, root: str, marks: Marks) -> Markup | None:
    """Return the second number of a cell; None where it is not known, which the first one says already."""
    if cell.below is None or column.below is None or cell.below.value is None:
        return None
    return element("small", f"{column.below.small} ", *_number(cell.below, root, marks), class_="second")


def _download(grid: Grid, file: str) -> Markup:
    link = element(
        "a", "下载本表（CSV）", element("span", f"：{grid.title}", class_="sr-only"), href=file, download=True
    )
    return element("p", link, class_="compare-download")


def listed(words: Iterable[str]) -> str:
    """Return words one after the other, as Chinese lists them."""
    return "、".join(words)
