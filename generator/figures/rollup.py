"""Which parts make a whole: the sums that follow from the dimensions themselves.

Identities between different measures are data (`公式` of a style); what stands here is the shape of the
classification: 项→款→类→合计, 基本＋项目, the kinds of money, the items of the three public expenses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.model.address import Address
from generator.model.facts import Fact

#: whole fund → its parts.
FUND_PARTS: Mapping[str, tuple[str, ...]] = {
    "": ("fiscal", "nonfiscal"),
    "fiscal": ("general", "funds", "capital"),
    "nonfiscal": ("subsidy", "institutional", "business", "affiliate", "other_income"),
}
NATURE_PARTS = ("basic", "project", "remittance", "business_expenditure", "affiliate_support")
FISCAL_FUNDS = ("fiscal", "general", "funds", "capital")
#: 人员经费 = 301 + 303; 公用经费 = 302 + 307 + 310 + 312 + 399 (K12).
ECONOMIC_PARTS: Mapping[str, tuple[str, ...]] = {
    "": ("personnel", "operating"),
    "personnel": ("301", "303"),
    "operating": ("302", "307", "309", "310", "311", "312", "313", "399"),
}
#: (measure, item) → its items (K15, K37, K36).
ITEM_PARTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("three_public", ""): ("overseas", "vehicles", "reception"),
    ("three_public", "vehicles"): ("vehicle_purchase", "vehicle_operation"),
    ("three_public", "reception"): ("domestic", "foreign"),
    ("procurement", ""): ("goods", "works", "services"),
    ("vehicles_bought", ""): ("sedan", "suv", "coach"),
    ("vehicles_bought_cost", ""): ("sedan", "suv", "coach"),
    ("vehicles_held", ""): ("sedan", "suv", "coach"),
    ("reception_batches", ""): ("domestic", "foreign"),
    ("reception_persons", ""): ("domestic", "foreign"),
    ("asset_vehicles", ""): (
        "minister_car", "leader_car", "confidential_car", "emergency_car",
        "enforcement_car", "special_car", "retired_car", "other_car",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a whole.

    Attributes:
        addresses: the parts in official order.
        is_open: whether parts nobody typed count as zero as long as one is known (a column left blank in a table).
    """

    addresses: tuple[Address, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """What the typed facts say about which rows exist: (measure, fund) → functional and economic codes."""

    functional: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    economic: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)


def shape_of(facts: Mapping[Address, Fact]) -> Shape:
    """Return which functional and economic codes were typed for each measure and fund, parents included."""
    functional: dict[tuple[str, str], set[str]] = {}
    economic: dict[tuple[str, str], set[str]] = {}
    for address in facts:
        key = (address.measure, address.fund)
        if address.functional:
            # Income rows carry their fund in the column; the rows themselves belong to all money.
            row = (address.measure, "") if address.measure == "income" else key
            functional.setdefault(row, set()).update(prefixes(address.functional))
        if address.economic.isdigit():
            economic.setdefault(key, set()).update(prefixes(address.economic))
    return Shape(
        {key: frozenset(codes) for key, codes in functional.items()},
        {key: frozenset(codes) for key, codes in economic.items()},
    )


def prefixes(code: str) -> tuple[str, ...]:
    """Return 类, 款 and 项 of a code, as far as it goes: `2080101` → `208`, `20801`, `2080101`."""
    return tuple(code[:length] for length in (3, 5, 7) if length <= len(code))


def children(codes: frozenset[str], parent: str) -> tuple[str, ...]:
    """Return the codes one level below a parent, in code order; the parent "" gives every 类."""
    length = 3 if not parent else len(parent) + 2
    return tuple(sorted(code for code in codes if len(code) == length and code.startswith(parent)))


def parts_of(address: Address, shape: Shape) -> Iterator[Parts]:
    """Yield every way to split a whole into parts, the most detailed first."""
    yield from functional_parts(address, shape)
    yield from _economic(address, shape)
    items = ITEM_PARTS.get((address.measure, address.item))
    if items:
        yield Parts(tuple(address.with_(item=item) for item in items), is_open=address.measure != "three_public")
    # Of all fiscal money each fund's own rows know best; of all money the block typed by nature does.
    ways = (_funds, _natures) if address.fund == "fiscal" else (_natures, _funds)
    for way in ways:
        yield from way(address)


def _natures(address: Address) -> Iterator[Parts]:
    if address.measure == "expenditure" and not address.nature and not address.economic:
        fiscal = address.fund in FISCAL_FUNDS
        natures = NATURE_PARTS[:2] if fiscal else NATURE_PARTS
        yield Parts(tuple(address.with_(nature=nature) for nature in natures), is_open=not fiscal)


def _funds(address: Address) -> Iterator[Parts]:
    if address.fund == "nonfiscal" and address.measure != "income":
        return  # only income is told apart by its source
    if address.measure in {"income", "expenditure", "opening", "closing"} and address.fund in FUND_PARTS:
        parts = tuple(address.with_(fund=fund) for fund in FUND_PARTS[address.fund])
        yield Parts(parts, is_open=address.measure == "income")


def functional_parts(address: Address, shape: Shape) -> Iterator[Parts]:
    """Yield the rows one level below an address, if there are any."""
    if address.economic:
        return
    fund = "" if address.measure == "income" else address.fund
    below = children(shape.functional.get((address.measure, fund), frozenset()), address.functional)
    if below:
        yield Parts(tuple(address.with_(functional=code) for code in below), is_open=False)


def _economic(address: Address, shape: Shape) -> Iterator[Parts]:
    if address.measure != "expenditure" or address.nature != "basic" or address.functional:
        return
    codes = shape.economic.get((address.measure, address.fund), frozenset())
    if address.economic in ECONOMIC_PARTS:
        groups = ECONOMIC_PARTS[address.economic]
        known = groups if not address.economic else tuple(code for code in groups if code in codes)
        if known:
            yield Parts(tuple(address.with_(economic=code) for code in known), is_open=False)
    elif below := children(codes, address.economic):
        yield Parts(tuple(address.with_(economic=code) for code in below), is_open=False)
