"""Cells as parts and wholes: which amounts are typed because no part of them is there."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.desk.importing.recognize import Taken
from generator.desk.keys import keys_of
from generator.figures.rollup import FUND_PARTS
from generator.model.address import Address
from generator.money import AmountProblem, Quantity, quantity

_PARTED = ("functional", "nature", "economic", "item")
#: 类 of 支出经济分类 that make up 人员经费; the others make up 公用经费.
PERSONNEL = frozenset(("301", "303"))
_FISCAL = frozenset(FUND_PARTS["fiscal"])
_SOURCES = frozenset(part for parts in FUND_PARTS.values() for part in parts)
VEHICLE_ITEMS = frozenset(("vehicle_purchase", "vehicle_operation"))


def leaves_of(cells: Mapping[Address, Taken]) -> dict[Address, Taken]:
    """Return the cells that accounts.yml has a place for and of which no part is there."""
    wholes = {whole for address in cells for whole in wholes_of(address)}
    return {address: taken for address, taken in cells.items() if address not in wholes and keys_of(address)}


def wholes_of(address: Address) -> Iterator[Address]:
    """Yield every address of which this one is a part in one dimension."""
    for dimension in _PARTED:
        code: str = getattr(address, dimension)
        shorter = (code[:length] for length in range(len(code) - 2, 2, -2)) if code.isdigit() else ()
        yield from (address.with_(**{dimension: whole}) for whole in (*shorter, "") if code)
    if address.economic.isdigit():
        yield address.with_(economic="personnel" if address.economic[:3] in PERSONNEL else "operating")
    fund = address.fund
    while (
        fund in _parted_funds(address)
        and (whole := next((known for known, parts in FUND_PARTS.items() if fund in parts), None)) is not None
    ):
        fund = whole
        yield address.with_(fund=fund)
    if address.item in VEHICLE_ITEMS:
        yield address.with_(item="vehicles")


def _parted_funds(address: Address) -> frozenset[str]:
    """Return the funds whose amount is a part of another's that tables print.

    Only income is told by all its sources; what is spent or carried over of money other than fiscal is the rest.
    """
    return _SOURCES if address.measure == "income" else _FISCAL


def place_of(taken: Taken) -> Quantity:
    """Return the amount of a cell with its unit.

    Raises:
        ValueError: it is longer than any amount, which reading the cell has ruled out.
    """
    found = quantity(format(taken.amount, "f"), taken.unit)
    if isinstance(found, AmountProblem):
        raise ValueError(found.message)  # noqa: TRY004 - a value that is too long, not one of a wrong type
    return found


def value_of(taken: Taken) -> Decimal:
    """Return the amount of a cell in its base unit: 元, or the count."""
    return place_of(taken).value
