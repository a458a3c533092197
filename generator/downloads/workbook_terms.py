"""Parts of a workbook's formulas: cells, operations between them, and whether the whole gives what is printed."""

from dataclasses import dataclass
from decimal import Decimal

from generator.downloads.workbook_cells import Number
from generator.figures.grammar import Operation
from generator.money import round_half_up

_MARKS = {"+": "+", "−": "-", "×": "*", "÷": "/"}
_LONGEST = 8000
#: a binary quotient this near to a half may be rounded either way by spreadsheet programs.
_EDGE = Decimal("1e-7")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with what it comes to; `text` begins with `=`."""

    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class At:
    """A cell of the workbook: number of its sheet, row and column from 0, and its value (0 for a blank)."""

    sheet: int
    row: int
    column: int
    value: Decimal


#: what a part of a formula is: its text, its value, whether it needs brackets as a factor; None for a zero left out.
Term = tuple[str, Decimal, bool] | None


class UnfitError(Exception):
    """No formula can be written; the cell is a constant."""


def joined(expression: Operation, left: Term, right: Term) -> Term:
    """Return two parts joined by an operation.

    Raises:
        UnfitError: a factor or divisor is zero or left out.
    """
    mark = expression.mark
    if mark in "+−" and (left is None or right is None):
        if left is None and mark == "−":
            raise UnfitError
        return left or right
    if left is None or right is None:
        raise UnfitError
    (first, one, is_sum), (second, other, is_second_sum) = left, right
    if mark in "+−":
        second = f"({second})" if mark == "−" and is_second_sum else second
        return f"{first}{_MARKS[mark]}{second}", one + other if mark == "+" else one - other, True
    first = f"({first})" if is_sum else first
    is_bracketed = is_second_sum or isinstance(expression.right, Operation)
    second = f"({second})" if is_bracketed else second
    if mark == "÷" and not other:
        raise UnfitError
    return f"{first}{_MARKS[mark]}{second}", one * other if mark == "×" else one / other, False


def fitting(term: Term, number: Number, *, is_quotient: bool) -> Formula | None:
    """Return the formula when it gives what is printed, as a size where only the size is printed; else None."""
    if term is None or len(term[0]) > _LONGEST:
        return None
    text, value, _ = term
    rounded = round_half_up(value, number.places)
    if rounded != number.shown:
        if -rounded != number.shown:
            return None
        text, value, rounded = f"ABS({text})", -value, -rounded
    if not is_quotient:
        return Formula(f"={text}", value)
    if _is_on_edge(value, number.places):
        return None
    return Formula(f"=ROUND({text},{number.places})", rounded)


def _is_on_edge(value: Decimal, places: int) -> bool:
    return abs(abs(value.scaleb(places)) % 1 - Decimal("0.5")) < _EDGE


def cell_name(row: int, column: int) -> str:
    """Return the name that spreadsheet programs give a cell, such as C7; rows and columns count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
