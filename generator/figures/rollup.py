"""Which parts make a whole: the sums that follow from the dimensions themselves.

Identities between different measures are data (`公式` of a style); what stands here is the shape of the
classification: 项→款→类→合计, 基本＋项目, the kinds of money, the items of the three public expenses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.model.address import Address
from generator.model.facts import Fact
from generator.model.sheet import ASIDE
from generator.model.vocabulary import FREE, MEASURES

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
    ("fixed_assets", ""): ("in_use", "leased", "other_assets"),
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


#: measure, fund, institution, scope: what rows are typed for.
Rows = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """What the typed facts say about which rows exist.

    Attributes:
        functional, economic: codes typed for each measure, fund, institution and scope, parents included; economic
            ones by nature too.
        items: free items in the order typed.
        institutions: (measure, scope) → institutions in the order typed, groups of them left out.
        groups: (scope, group or whole) → its items or institutions.
    """

    functional: Mapping[Rows, frozenset[str]] = field(default_factory=dict)
    economic: Mapping[tuple[Rows, str], frozenset[str]] = field(default_factory=dict)
    items: Mapping[Rows, tuple[str, ...]] = field(default_factory=dict)
    institutions: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def functional_of(self, address: Address) -> frozenset[str]:
        """Return the functional codes of an address's rows; income rows belong to all money."""
        rows = rows_of(address)
        return self.functional.get((rows[0], "", *rows[2:]) if address.measure == "income" else rows, frozenset())

    def economic_of(self, address: Address) -> frozenset[str]:
        """Return the economic codes of an address's rows."""
        return self.economic.get((rows_of(address), address.nature), frozenset())


def rows_of(address: Address) -> Rows:
    """Return what the rows of an address are typed for."""
    return (address.measure, address.fund, address.institution, address.scope)


def shape_of(facts: Mapping[Address, Fact], groups: Mapping[tuple[str, str], tuple[str, ...]] | None = None) -> Shape:
    """Return which rows the typed facts hold."""
    functional: dict[Rows, set[str]] = {}
    economic: dict[tuple[Rows, str], set[str]] = {}
    items: dict[Rows, dict[str, None]] = {}
    institutions: dict[tuple[str, str], dict[str, None]] = {}
    for address in facts:
        rows = rows_of(address)
        if address.functional:
            # Income rows carry their fund in the column; the rows themselves belong to all money.
            row = (rows[0], "", *rows[2:]) if address.measure == "income" else rows
            functional.setdefault(row, set()).update(prefixes(address.functional))
        if address.economic.isdigit():
            economic.setdefault((rows, address.nature), set()).update(prefixes(address.economic))
        if address.item and ASIDE not in address.item and "item" in FREE.get(address.measure, ()):
            items.setdefault(rows, {})[address.item] = None
        if address.institution and (address.scope, address.institution) not in (groups or {}):
            institutions.setdefault((address.measure, address.scope), {})[address.institution] = None
    return Shape(
        {key: frozenset(codes) for key, codes in functional.items()},
        {key: frozenset(codes) for key, codes in economic.items()},
        {key: tuple(names) for key, names in items.items()},
        {key: tuple(names) for key, names in institutions.items()},
        groups or {},
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
    yield from _institutions(address, shape)
    yield from functional_parts(address, shape)
    yield from _economic(address, shape)
    yield from _free(address, shape)
    items = ITEM_PARTS.get((address.measure, address.item))
    if items:
        yield Parts(tuple(address.with_(item=item) for item in items), is_open=address.measure != "three_public")
    # Of all fiscal money each fund's own rows know best; of all money the block typed by nature does.
    ways = (_funds, _natures) if address.fund == "fiscal" else (_natures, _funds)
    for way in ways:
        yield from way(address)


def _institutions(address: Address, shape: Shape) -> Iterator[Parts]:
    """Yield the institutions of a whole, or of a group of them."""
    if address.institution:
        members = shape.groups.get((address.scope, address.institution), ())
        names = tuple(name for name in members if name != address.institution)
    else:
        names = shape.institutions.get((address.measure, address.scope), ())
    if names:
        yield Parts(tuple(address.with_(institution=name) for name in names), is_open=True)


def _free(address: Address, shape: Shape) -> Iterator[Parts]:
    """Yield the free items of a whole, such as the sources of a project's money, or of a group of them."""
    if "item" not in FREE.get(address.measure, ()) or address.measure in {"other", "indicator"}:
        return
    group = f"{MEASURES[address.measure]}.{address.item}"
    names = shape.groups.get((address.scope, group), () if address.item else shape.items.get(rows_of(address), ()))
    if names:
        yield Parts(tuple(address.with_(item=name) for name in names), is_open=True)


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
    below = children(shape.functional_of(address), address.functional)
    if below:
        yield Parts(tuple(address.with_(functional=code) for code in below), is_open=False)


def _economic(address: Address, shape: Shape) -> Iterator[Parts]:
    if address.functional:
        return
    codes = shape.economic_of(address)
    if address.measure != "expenditure" or address.nature != "basic":
        below = children(codes, address.economic) if address.economic.isdigit() or not address.economic else ()
        if below:
            yield Parts(tuple(address.with_(economic=code) for code in below), is_open=False)
    elif address.economic in ECONOMIC_PARTS:
        groups = ECONOMIC_PARTS[address.economic]
        known = groups if not address.economic else tuple(code for code in groups if code in codes)
        if known:
            yield Parts(tuple(address.with_(economic=code) for code in known), is_open=False)
    elif below := children(codes, address.economic):
        yield Parts(tuple(address.with_(economic=code) for code in below), is_open=False)
