"""Tables as sheets of a workbook: where each cell stands, which number it holds, how that number is shown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.blocks import Cell, FigureEntry, Table
from generator.money import round_half_up

#: what a cell may show that is a number: sign, digits with or without 千分位, and at most a short unit behind it.
_SHOWN = re.compile(r"(?P<sign>[+−-]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?(?P<unit>[%％分]?)")
_DASHES = frozenset(("-", "--", "—", "——", "–", "－"))
#: binary numbers hold 15 digits; a longer one, which no amount is, stays text.
_MOST_DIGITS = 15
_TITLE_ROWS = 1
LONGEST_NAME = 31
_ENDS = re.compile(r"^[\s']+|[\s']+$")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a cell.

    Attributes:
        value: what the cell holds: the exact amount where it rounds to what is printed, else what is printed.
        shown: the number as printed. places: its decimals.
        look: its number format, which shows `value` as printed.
        is_otherwise: whether this table prints something else than the amount is.
    """

    value: Decimal
    shown: Decimal
    places: int
    look: str
    is_otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of a table at its place in the sheet, rows and columns from 0; its number and figure, if it has them."""

    row: int
    column: int
    cell: Cell
    number: Number | None = None
    figure: str = ""

    @property
    def is_blank(self) -> bool:
        """Return whether the cell prints nothing and counts as zero."""
        return bool(self.figure) and not self.cell.spans


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a sheet.

    Attributes:
        name: name of the sheet, unique. table: what it shows. about: what an evaluation's form belongs to.
        placed: cells of head and rows. head: first row of the head. body: first row below it. foot: first row below
            the table. width: number of columns.
    """

    name: str
    table: Table
    about: str
    placed: tuple[Placed, ...]
    head: int
    body: int
    foot: int
    width: int


def sheets_of(tables: Sequence[tuple[Table, str]], figures: Mapping[str, FigureEntry]) -> tuple[Sheet, ...]:
    """Return tables as sheets.

    Args:
        tables: each table with what it belongs to, empty for the tables of the whole report.
        figures: the figures of the document.
    """
    titles = [table.title for table, _ in tables]
    names = _Names()
    return tuple(
        _sheet(names.take(f"{about}·{table.title}" if titles.count(table.title) > 1 and about else table.title),
               table, about, figures)
        for table, about in tables
    )  # fmt: skip


def _sheet(name: str, table: Table, about: str, figures: Mapping[str, FigureEntry]) -> Sheet:
    head = _TITLE_ROWS + bool(table.number) + bool(table.corners)
    body = head + len(table.head)
    placed = tuple(_numbered(place, figures) for place in _places((*table.head, *table.rows), head))
    width = max([place.column + place.cell.colspan for place in placed] + [len(table.widths), 1])
    return Sheet(name, table, about, placed, head, body, body + max(len(table.rows), 1), width)


def _places(rows: Sequence[tuple[Cell, ...]], first: int) -> Iterator[Placed]:
    """Yield the cells of rows at their places, those that reach down into later rows counted."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows, first):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)}
            yield Placed(row, column, cell)


def _numbered(place: Placed, figures: Mapping[str, FigureEntry]) -> Placed:
    cell = place.cell
    names = {span.figure for span in cell.spans if span.figure} or {cell.figure} - {""}
    name = names.pop() if len(names) == 1 else ""
    if cell.kind not in {"amount", "count"} and not (name and cell.kind == "text"):
        return place
    return Placed(place.row, place.column, cell, number_of(cell, figures.get(name)), name)


def number_of(cell: Cell, entry: FigureEntry | None) -> Number | None:
    """Return the number that a cell shows, or None where it shows words or nothing.

    Args:
        cell: the cell.
        entry: the figure that it prints, if any.
    """
    known = (entry.exact if entry else "") or cell.value  # a cell may show what only this table prints
    exact = Decimal(known) if known else None
    if cell.text in _DASHES and exact == 0:
        return Number(Decimal(0), Decimal(0), 2, f'0.00;-0.00;"{cell.text}"')
    match = _SHOWN.fullmatch(cell.text)
    if match is None or len(cell.text) > _MOST_DIGITS + 6 or (match["unit"] and exact is None):
        return None
    decimals = match["decimals"] or ""
    plain = match["digits"].replace(",", "") + decimals
    if len(plain.replace(".", "").lstrip("0")) > _MOST_DIGITS:
        return None
    shown = Decimal(plain) * (-1 if match["sign"] in {"−", "-"} else 1)
    places = max(len(decimals) - 1, 0)
    is_same = exact is not None and round_half_up(exact, places) == shown
    is_rate = entry is not None and ("÷" in entry.pattern or entry.unit == "%")
    if match["unit"] and not is_same:
        return None  # words that begin with a number, such as a declared 98分
    value = exact if exact is not None and is_same and not is_rate and _fits(exact) else shown
    return Number(value, shown, places, _look(match, places), is_otherwise=exact is not None and not is_same)


def _fits(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) <= _MOST_DIGITS


def _look(match: re.Match[str], places: int) -> str:
    """Return the number format that prints as a text does: its decimals, 千分位, minus, plus and unit."""
    digits = ("#,##0" if "," in match["digits"] else "0") + ("." + "0" * places if places else "")
    unit = f'"{match["unit"]}"' if match["unit"] else ""
    less = "−" if match["sign"] == "−" else "-"
    if match["sign"] == "+":
        return f"+{digits}{unit};−{digits}{unit};{digits}{unit}"
    return f'{digits}{unit};"{less}"{digits}{unit}' if less == "−" else f"{digits}{unit}"


class _Names:
    """Gives each sheet a name that spreadsheet programs take: short, without certain marks, used once."""

    def __init__(self) -> None:
        self.used = {"目录", "history"}  # History is a name that Excel keeps for itself

    def take(self, title: str) -> str:
        """Return a name made from a title."""
        plain = _trimmed(_FORBIDDEN.sub("", title)) or "表"
        number, name = 1, _trimmed(plain[:LONGEST_NAME])
        while name.lower() in self.used:
            number += 1
            end = f"（{number}）"
            name = plain[: LONGEST_NAME - len(end)] + end
        self.used.add(name.lower())
        return name


def _trimmed(name: str) -> str:
    """Return a name without blanks and apostrophes at its ends, where spreadsheet programs refuse the latter."""
    return _ENDS.sub("", name)
