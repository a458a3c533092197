"""When a blank means zero: a column left empty in a row that was typed, a code that no row holds.

Official tables leave such cells blank; nobody types the zeros. A block nobody typed at all stays unknown.
"""

from collections.abc import Iterator, Mapping

from generator.figures.rollup import NATURE_PARTS, Shape, rows_of
from generator.model.address import Address
from generator.model.facts import Fact

ITEM_DIGITS = 7
ECONOMIC_DIGITS = 5
INCOME_SOURCES = ("general", "funds", "capital", "subsidy", "institutional", "business", "affiliate", "other_income")
INCOME_COLUMNS = ("fiscal", *INCOME_SOURCES[3:])
PROCUREMENT_KINDS = ("goods", "works", "services")


def implied_by(address: Address, facts: Mapping[Address, Fact]) -> Iterator[Address]:
    """Yield the typed neighbours of a blank cell, any of which makes the blank mean zero."""
    if address.economic.isdigit() and len(address.economic) == ECONOMIC_DIGITS:
        yield from _same_class(address, facts)
        return
    for neighbour in _neighbours(address):
        fact = facts.get(neighbour)
        if fact is not None and fact.quantity is not None:
            yield neighbour


def is_absent_row(address: Address, shape: Shape) -> bool:
    """Return whether an expenditure row is one that its fund's typed rows do not hold."""
    if address.measure != "expenditure" or not address.functional or address.version != "outturn":
        return False
    codes = shape.functional_of(address)
    if address.fund in {"", "fiscal", "nonfiscal"} and not codes:
        return False
    return address.functional not in codes


def _neighbours(address: Address) -> list[Address]:
    match address.measure:
        case "expenditure" if address.nature and not address.economic:
            return _natures(address)
        case "income" if address.fund:
            columns = INCOME_COLUMNS if address.functional else INCOME_SOURCES
            is_cell = address.fund in columns and len(address.functional) in {0, ITEM_DIGITS}
            return [address.with_(fund=fund) for fund in columns if fund != address.fund] if is_cell else []
        case "procurement" if address.item in PROCUREMENT_KINDS:
            return [address.with_(item=item) for item in PROCUREMENT_KINDS if item != address.item]
    return []


def _natures(address: Address) -> list[Address]:
    """Return the other natures of a row of 项, or of the block of all expenditure for its three rare natures."""
    is_row = len(address.functional) == ITEM_DIGITS
    is_rare = not address.fund and not address.functional and address.nature not in NATURE_PARTS[:2]
    if not (is_row or is_rare):
        return []
    return [address.with_(nature=nature) for nature in NATURE_PARTS if nature != address.nature]


def _same_class(address: Address, facts: Mapping[Address, Fact]) -> Iterator[Address]:
    for other, fact in facts.items():
        same = other.economic[:3] == address.economic[:3] and rows_of(other) == rows_of(address)
        if same and fact.quantity is not None and other.version == address.version:
            yield other
            return
