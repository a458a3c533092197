"""The tables of a workbook: each cell with the figure that it is, and what could not be placed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.desk.importing.blocks import Block, blocks_of
from generator.desk.importing.cells import read_cell, unit_in
from generator.desk.importing.columns import Group, Head, assigned, bands_of, find_head, has_names
from generator.desk.importing.labels import NO_OTHERS, Others
from generator.desk.importing.lines import NAMELESS, is_skipped, labelled
from generator.desk.importing.rows import Codes, Placed, RowFinder
from generator.desk.importing.titles import Titles
from generator.desk.importing.workbook import Sheet
from generator.desk.keys import unit_at
from generator.grid.head import Leaf
from generator.model.address import Address
from generator.model.style import Band, TableForm

_OWNER = re.compile(
    r"(?:编制单位|填报单位|部门名称|单位名称|部门|(?<!额)单位)[：:]\s*(?!(?:人民币)?[万亿]?元)"
    r"([^\s：:]{2,60}?)(?=\s|$|金额|单位[：:])"
)
_YEAR = re.compile(r"(20\d\d)\s*年")
#: the row of a form that a unit's only row is, in a table that gives each unit a row.
_WHOLE = "合计"
#: blank cells count as less than one amount when forms are compared.
_MOST_BLANKS = 1_000_000
#: rows above a title that may hold its corner entries.
_ABOVE = 2


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
        address: which figure. amount: as the cell says, in `unit`. unit: 元, 万元, 亿元, or a count's, such as 辆.
        table: name of the table. label: the row in words. where: the cell.
    """

    address: Address
    amount: Decimal
    unit: str
    table: str
    label: str
    where: Where


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A cell, row or sheet that was not taken, with the reason in words; `table`: which table it is in, if any."""

    where: Where
    text: str
    why: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Recognized:
    """A table found in a workbook.

    Attributes:
        table: name of the form. unit: unit of its amounts. owner: the department that its corner names; may be empty.
        year: the year that its title or corner names; 0 for none. taken, unplaced: its cells. where: its title.
        blanks: figures whose cells are blank, which tables print for zero.
        hints: texts that may name the department where the corner does not: title, sheet, workbook.
        is_stated: whether the table names its unit.
        code: of the department, where a column tells it. is_by_row: whether a column names the department of each row.
    """

    table: str
    unit: str
    owner: str
    year: int
    taken: tuple[Taken, ...]
    unplaced: tuple[Unplaced, ...]
    where: Where
    blanks: tuple[Address, ...] = ()
    hints: tuple[str, ...] = ()
    is_stated: bool = True
    code: str = ""
    is_by_row: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What tables, rows and columns there are to recognize.

    Attributes:
        forms: name of a table → its forms, the style's own first. titles: what they are titled.
        codes: bare name of a code → the codes that bear it.
        rows, columns: what else rows and columns are called. unit: unit of amounts where a table names none.
    """

    forms: Mapping[str, tuple[TableForm, ...]]
    titles: Titles
    codes: Codes
    rows: Others = field(default_factory=lambda: NO_OTHERS)
    columns: Others = field(default_factory=lambda: NO_OTHERS)
    unit: str = ""


def recognize(workbook: str, sheets: Sequence[Sheet], known: Known) -> Iterator[Recognized | Unplaced]:
    """Yield the tables of a workbook in order, and each sheet in which there is none.

    Args:
        workbook: its name.
        sheets: its sheets.
        known: what there is to recognize.
    """
    for sheet in sheets:
        titles = list(known.titles.in_sheet(sheet))
        if not titles:
            yield _unknown(workbook, sheet, known)
            continue
        ends = [row for row, _ in titles[1:]] + [len(sheet.rows)]
        for (row, name), end in zip(titles, ends, strict=True):
            yield from _Reader(workbook, sheet, known, name, row).tables(end)


def _unknown(workbook: str, sheet: Sheet, known: Known) -> Unplaced:
    why = "没有找到公开01—09表的表名，这张工作表没有读取"
    if known.titles.is_unread(sheet):
        why = "这是决算报表里的内部表，公开表用不到，没有读取"
    return Unplaced(Where(workbook, sheet.name, sheet.cell(0, 0)), sheet.name, why)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one table of a sheet: that of the form `name`, whose title stands in row `start`."""

    workbook: str
    sheet: Sheet
    known: Known
    name: str
    start: int

    def tables(self, end: int) -> Iterator[Recognized | Unplaced]:
        """Yield the table that ends before a row; where a column names the unit of each row, that of each unit."""
        forms = self.known.forms[self.name]
        heads = [find_head(self.sheet, self.start + 1, end, form, self.known.columns) for form in forms]
        parted = next((head for head in heads if head and (head.owners or head.owner_codes)), None)
        if parted is None:
            yield self._best([self._as(*pair, end) for pair in zip(forms, heads, strict=True)])
            return
        blocks, nobody = blocks_of(self.sheet, parted, end)
        for block in blocks:
            yield self._best([self._as(*pair, end, block) for pair in zip(forms, heads, strict=True)])
        amounts = [column for group in parted.groups for column in group.amounts]
        stray = [(row, range(len(self.sheet.rows[row])), why) for row, why in self._above_head(parted)]
        for row, columns, why in (*stray, *((row, amounts, why) for row, why in nobody)):
            for column in columns:
                text = self.sheet.rows[row][column]
                if read_cell(text).amount is not None:
                    yield Unplaced(self._where(row, column), text, why, self.name)

    def _best(self, found: Sequence[Recognized]) -> Recognized:
        """Return the table as the form reads it that knows most of its cells."""
        return max(found, key=lambda one: len(one.taken) + len(one.blanks) / _MOST_BLANKS)

    def _as(self, form: TableForm, head: Head | None, end: int, block: Block | None = None) -> Recognized:
        above = self._above(head.below if head else end)
        stated = unit_in(above)
        unit = stated or self.known.unit or "万元"
        taken: list[Taken] = []
        unplaced: list[Unplaced] = []
        blanks: list[Address] = []
        if head is None:
            why = f"找到了表名“{form.title}”，但下面没有认出表头，这张表没有读取"
            unplaced.append(Unplaced(self._where(max(self.start, 0), 0), form.title, why, self.name))
        for row, column, found, label in self._cells(form, head, end, block):
            if isinstance(found, str):
                cell = self.sheet.rows[row][column]
                unplaced.append(Unplaced(self._where(row, column), cell, found, self.name))
            elif found[1] is None:
                blanks.append(found[0])
            else:
                own = unit_at(found[0]) or unit
                taken.append(Taken(found[0], found[1], own, self.name, label, self._where(row, column)))
        corner = next((match[1] for text in above if (match := _OWNER.search(text))), "")
        return Recognized(
            self.name, unit, block.owner if block else corner,
            next((int(match[1]) for text in above if (match := _YEAR.search(text))), 0),
            tuple(taken), tuple(unplaced), self._where(block.rows[0] if block else max(self.start, 0), 0),
            tuple(blanks), (*above, self.sheet.name, self.workbook), bool(stated),
            block.code if block else "", block is not None,
        )  # fmt: skip

    def _where(self, row: int, column: int) -> Where:
        return Where(self.workbook, self.sheet.name, self.sheet.cell(row, column))

    def _above(self, below: int) -> list[str]:
        """Return the texts of the title, the corners and the head, those just above the title last."""
        first = max(self.start, 0)
        rows = (*self.sheet.rows[first:below], *self.sheet.rows[max(first - _ABOVE, 0) : first])
        return list(dict.fromkeys(cell for row in rows for cell in row if cell))

    def _above_head(self, head: Head) -> Iterator[tuple[int, str]]:
        """Yield the rows between title and head that hold more than one text, and why they are not read."""
        for number in range(self.start + 1, head.first):
            if len(set(filter(None, self.sheet.rows[number]))) > 1:
                yield number, "在表头上面，没有读取"

    def _cells(
        self, form: TableForm, head: Head | None, end: int, block: Block | None
    ) -> Iterator[tuple[int, int, tuple[Address, Decimal | None] | str, str]]:
        """Yield row, column, content and label of each cell that is a figure, or that could not be placed."""
        if head is None:
            return
        for number, why in () if block else self._above_head(head):
            for column, text in enumerate(self.sheet.rows[number]):
                if read_cell(text).amount is not None:
                    yield number, column, why, ""
        numbers = block.rows if block else range(head.below, end)
        rows = [self.sheet.rows[number] for number in numbers]
        for index, group in enumerate(head.groups):
            labels = labelled(group, rows)
            bands = self._bands(form, index, group, labels, is_one_row=block is not None)
            for place, (number, row, (label, code)) in enumerate(zip(numbers, rows, labels, strict=True)):
                if is_skipped(row, label, code):
                    continue
                named = label.strip(NAMELESS) or code
                one = next((band for band in bands if isinstance(band.rows[place], Mapping)), bands[0])
                for column in group.amounts:
                    title = "·".join(group.paths[column])
                    found = _cell(row[column], one.leaves.get(column), title, one.rows[place], named)
                    if found is not None:
                        yield number, column, found, named

    def _bands(
        self, form: TableForm, index: int, group: Group, rows: Sequence[tuple[str, str]], *, is_one_row: bool
    ) -> list["_Band"]:
        """Return what the rows and columns of a group are in each band: first where most rows are known.

        Of bands that know as many, that at the same place comes first: 收入 stands left of 支出. A unit's only row
        without a name (`is_one_row`) is its total.
        """
        found = []
        heads = [band.head for band in form.bands if band.head]
        for place, pair in enumerate(bands_of(form)):
            placed = self._placed(group, pair, rows, is_one_row=is_one_row)
            known = sum(isinstance(one, Mapping) for one in placed)
            leaves = assigned(group, pair, heads, self.known.columns)
            found.append(((-known, place != index, place), _Band(placed, leaves)))
        return [band for _, band in sorted(found, key=lambda item: item[0])]

    def _placed(
        self, group: Group, pair: tuple[Band, tuple[Leaf, ...]], rows: Sequence[tuple[str, str]], *, is_one_row: bool
    ) -> Sequence[Placed]:
        finder = RowFinder(pair[0].rows, self.known.codes, self.known.rows)
        if group.names or group.codes:
            return finder.place(rows)
        full = [index for index, (label, _) in enumerate(rows) if label == NAMELESS]
        only: Placed = None
        if len(full) == 1 and not has_names(pair[1]):
            only = finder.only()
        elif len(full) == 1 and is_one_row:
            (only,) = finder.place([(_WHOLE, "")])
        return [only if index in full else None for index in range(len(rows))]


@dataclass(frozen=True, slots=True)
class _Band:
    """What each row of a group is in one band of a form, and which column is which of its leaves."""

    rows: Sequence[Placed]
    leaves: Mapping[int, Leaf]


def _cell(
    text: str, leaf: Leaf | None, title: str, dimensions: Placed, label: str
) -> tuple[Address, Decimal | None] | str | None:
    """Return figure and amount of a cell (None for a blank one), why it could not be placed, or None for no figure."""
    read = read_cell(text)
    if read.problem:
        return f"“{label}”这一行的这一格不是数：{read.problem}" if dimensions is not None else None
    if read.is_unknown or (leaf is not None and leaf.operations):
        return None
    if isinstance(dimensions, Mapping) and leaf is not None:
        return Address(**{**dimensions, **leaf.dimensions}), read.amount
    if read.amount is None:
        return None
    if leaf is None:
        return f"表式里没有“{title}”这一栏，或者分不清是哪一栏"
    return dimensions if isinstance(dimensions, str) else f"表式里没有“{label}”这一行" if label else "这一行没有名称"
