"""The tables of a workbook: each cell with the figure that it is, and what could not be placed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.desk.importing.cells import read_cell, unit_in
from generator.desk.importing.columns import Head, Part, code_of, find_head
from generator.desk.importing.labels import bare
from generator.desk.importing.rows import NO_ROWS, Codes, RowFinder
from generator.desk.importing.workbook import Sheet
from generator.model.address import Address
from generator.model.style import TableForm

LONGEST_TITLE = 60
_OWNER = re.compile(r"(?:编制单位|部门名称|单位名称|部门|单位)[：:]\s*([^\s：:]{2,60}?)(?:\s|$|金额|单位[：:])")
_YEAR = re.compile(r"(20\d\d)\s*年")
_NOTES = ("注", "备注", "说明")


@dataclass(frozen=True, slots=True)
class Where:
    """A cell of a workbook, as people find it."""

    workbook: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        """Return the cell in words."""
        return f"{self.workbook}，工作表“{self.sheet}”，{self.cell}"


@dataclass(frozen=True, slots=True)
class Taken:
    """An amount of a workbook with the figure that it is.

    Attributes:
        address: which figure. amount: as the cell says, in `unit`. unit: 元, 万元, 亿元. table: name of the table.
        label: row and column in words. where: the cell.
    """

    address: Address
    amount: Decimal
    unit: str
    table: str
    label: str
    where: Where


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A cell, row or sheet that was not taken, with the reason in words."""

    where: Where
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Recognized:
    """A table found in a workbook.

    Attributes:
        table: name of the form. unit: unit of its amounts. owner: the department that its corner names; may be empty.
        year: the year that its title or corner names; 0 for none. taken, unplaced: its cells. where: its title.
        blanks: figures whose cells are blank, which tables print for zero.
    """

    table: str
    unit: str
    owner: str
    year: int
    taken: tuple[Taken, ...]
    unplaced: tuple[Unplaced, ...]
    where: Where
    blanks: tuple[Address, ...] = ()


def recognize(
    workbook: str, sheets: Sequence[Sheet], forms: Mapping[str, TableForm], codes: Codes, unit: str = ""
) -> Iterator[Recognized | Unplaced]:
    """Yield the tables of a workbook in order, and each sheet in which there is none.

    Args:
        workbook: its name.
        sheets: its sheets.
        forms: table forms by name.
        codes: name of a code → the codes that bear it.
        unit: unit of amounts where a table names none; "" takes 万元.
    """
    official = {name: form for name, form in forms.items() if not form.is_ours}
    for sheet in sheets:
        titles = list(_titles(sheet, official))
        if not titles:
            where = Where(workbook, sheet.name, "A1")
            yield Unplaced(where, sheet.name, "这张工作表里没有找到决算表的表名，没有读取")
        ends = [row for row, _ in titles[1:]] + [len(sheet.rows)]
        for (row, name), end in zip(titles, ends, strict=True):
            yield _table(workbook, sheet, (row, end), (name, official[name]), codes, unit)


def _titles(sheet: Sheet, forms: Mapping[str, TableForm]) -> Iterator[tuple[int, str]]:
    """Yield row and form of each table's title; a sheet without any is known by its own name."""
    last = ""
    found = False
    for index, row in enumerate(sheet.rows):
        texts = [text for text in dict.fromkeys(row) if text and len(text) <= LONGEST_TITLE]
        if len(texts) > 4:  # noqa: PLR2004 - a title stands alone or with corner entries
            continue
        name = next((name for text in texts if (name := _form_titled(text, forms))), "")
        if name and name != last:
            last, found = name, True
            yield index, name
    if not found and (name := _form_titled(sheet.name, forms)):
        yield -1, name


def _form_titled(text: str, forms: Mapping[str, TableForm]) -> str:
    """Return the form whose title a text holds, the longest first: 收入支出决算总表 is part of another's title."""
    plain = bare(text)
    known = sorted(((bare(form.title), name) for name, form in forms.items()), key=lambda item: -len(item[0]))
    return next((name for title, name in known if plain.endswith(title) or (title in plain and "附表" in plain)), "")


def _table(
    workbook: str, sheet: Sheet, span: tuple[int, int], named: tuple[str, TableForm], codes: Codes, unit: str
) -> Recognized:
    (start, end), (name, form) = span, named
    where = Where(workbook, sheet.name, sheet.cell(max(start, 0), 0))
    head = find_head(sheet, start + 1, end, form)
    above = [cell for row in sheet.rows[max(start, 0) : head.below if head else end] for cell in row if cell]
    stated = unit_in(above) or unit or "万元"
    year = next((int(match[1]) for text in above if (match := _YEAR.search(text))), 0)
    owner = next((match[1] for text in above if (match := _OWNER.search(text))), "")
    if head is None:
        unplaced = (Unplaced(where, form.title, "找到了表名，但下面没有认出表头，这张表没有读取"),)
        return Recognized(name, stated, owner, year, (), unplaced, where)
    taken: list[Taken] = []
    unplaced_: list[Unplaced] = []
    blanks: list[Address] = []
    for part in head.parts:
        for row, column, found, label in _part(sheet, (head, end), part, form, codes):
            cell = Where(workbook, sheet.name, sheet.cell(row, column))
            if isinstance(found, str):
                unplaced_.append(Unplaced(cell, sheet.rows[row][column], found))
            elif found[1] is None:
                blanks.append(found[0])
            else:
                taken.append(Taken(found[0], found[1], stated, name, label, cell))
    return Recognized(name, stated, owner, year, tuple(taken), tuple(unplaced_), where, tuple(blanks))


def _part(
    sheet: Sheet, rows: tuple[Head, int], part: Part, form: TableForm, codes: Codes
) -> Iterator[tuple[int, int, tuple[Address, Decimal | None] | str, str]]:
    """Yield row, column, content and label of each cell of a part that is a figure, or that could not be placed."""
    head, end = rows
    finder = RowFinder(form.bands if part.band < 0 else (form.bands[part.band],), codes)
    for index in range(head.below, end):
        row = sheet.rows[index]
        label = next((row[column] for column in part.names if row[column]), "")
        code = code_of([row[column] for column in part.codes])
        label = label or ("" if code else next((row[column] for column in part.codes if row[column]), ""))
        if _is_note(label, row):
            return
        if bare(label) in NO_ROWS and not code and (part.names or part.codes or _is_numbering(row)):
            continue
        dimensions = finder.find(label, code) if part.names or part.codes else finder.only()
        for column in (*part.amounts, *part.strangers):
            found = _cell(row[column], column, part, dimensions, label or code)
            if found is not None:
                yield index, column, found, label or code


def _is_note(label: str, row: Sequence[str]) -> bool:
    text = label or next(filter(None, row), "")
    return bare(text).startswith(_NOTES) and len(set(filter(None, row))) == 1


def _is_numbering(row: Sequence[str]) -> bool:
    """Return whether a row numbers the columns (栏次), from 1 up."""
    cells = [cell for cell in row if cell and bare(cell) != "栏次"]
    return bool(cells) and cells == [str(number) for number in range(1, len(cells) + 1)]


def _cell(
    text: str, column: int, part: Part, dimensions: Mapping[str, str] | None, label: str
) -> tuple[Address, Decimal | None] | str | None:
    """Return figure and amount of a cell (None for a blank one), why it could not be placed, or None for no figure."""
    read = read_cell(text)
    if read.problem:
        return f"“{label}”这一行的这一格不是数：{read.problem}" if dimensions is not None else None
    if read.is_unknown or (read.amount is None and (dimensions is None or column in part.strangers)):
        return None
    if column in part.strangers:
        return f"表式里没有“{part.strangers[column]}”这一栏"
    if dimensions is None:
        return f"表式里没有“{label}”这一行"
    if part.amounts[column].operations:
        return None
    return Address(**{**dimensions, **part.amounts[column].dimensions}), read.amount
