"""Which amounts of a workbook are typed, which only follow from them, and what disagrees.

An amount is typed once: of a total and its parts the parts are typed, and the total is compared with their sum.
Where a table prints another total, that is kept as a published value (公布值) within the tolerance of rounded parts,
and told as a disagreement beyond it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.desk.importing.recognize import Recognized, Taken
from generator.desk.keys import keys_of, unit_at
from generator.figures.engine import Figures, formulas_of
from generator.figures.figure import Origin
from generator.figures.rollup import FUND_PARTS
from generator.model.accounts import Published
from generator.model.address import Address
from generator.model.facts import Fact, Facts
from generator.model.style import Style
from generator.money import AmountProblem, Quantity, in_unit, quantity

MOST_ROUNDS = 6
#: totals of rounded amounts may differ by half of the last place for each part; more than this many is an error.
MOST_PARTS = 40
_PARTED = ("functional", "nature", "economic", "item")
#: 类 of 支出经济分类 that make up 人员经费; the others make up 公用经费.
PERSONNEL = frozenset(("301", "303"))
VEHICLE_ITEMS = frozenset(("vehicle_purchase", "vehicle_operation"))
#: one in the last place that tables print, by unit.
_LAST_PLACE = {"元": Decimal("0.01"), "万元": Decimal("0.01"), "亿元": Decimal("0.01")}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A cell that says something else than what follows from the others.

    Attributes:
        taken: the cell. other: the other value, in the cell's unit. why: what the other value is, in words.
    """

    taken: Taken
    other: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What a workbook comes to.

    Attributes:
        typed: figures to type, in the order of the tables.
        zeros: figures that blank cells print as zero, typed because totals need them.
        published: totals kept as printed; each stands in one table only where another table prints the sum.
        followed: how many cells follow from all these and agree.
        disagreements: cells that do not.
        nowhere: cells of figures that have no place in accounts.yml and do not follow.
    """

    typed: Mapping[Address, Taken]
    zeros: tuple[Address, ...]
    published: tuple[Published, ...]
    followed: int
    disagreements: tuple[Disagreement, ...]
    nowhere: tuple[Taken, ...]


def settle(tables: Sequence[Recognized], style: Style, held: Facts) -> Settled:
    """Return what is typed of the tables of one department and year.

    Args:
        tables: the tables found.
        style: the merged style of the report, for its formulas.
        held: what accounts.yml holds already; it helps to work out totals that the tables have no parts of.
    """
    cells = [taken for table in tables for taken in table.taken]
    first: dict[Address, Taken] = {}
    for taken in cells:
        first.setdefault(taken.address, taken)
    desk = _Desk(style, held, _without_zero_rows(_leaves(first)))
    desk.complete(first, [address for table in tables for address in table.blanks])
    typed = {address: taken for address, taken in first.items() if address in desk.typed}
    others = [taken for taken in cells if typed.get(taken.address) is not taken]
    desk.publish(others)
    figures = desk.figures()
    known = [(taken, figures.at(taken.address).value) for taken in others]
    apart = [(taken, in_unit(value, taken.unit)) for taken, value in known if value is not None]
    kept = {(item.figure, item.where) for item in (*held.published, *desk.published)}
    return Settled(
        typed,
        tuple(desk.zeros),
        tuple(desk.published),
        sum(_same(taken, value) for taken, value in apart),
        tuple(
            Disagreement(
                taken, value, f"{typed[taken.address].table}中是" if taken.address in typed else "按各项计算是"
            )
            for taken, value in apart
            if not _same(taken, value) and (taken.address.name, taken.table) not in kept
        ),
        tuple(taken for taken, value in known if value is None and taken.amount),
    )


def _why(first: Taken | None) -> str:
    return f"{first.table}中是" if first else "按各项计算是"


@dataclass(slots=True)
class _Desk:
    """What is typed so far, and the figures that follow."""

    style: Style
    held: Facts
    typed: dict[Address, Taken]
    zeros: list[Address] = field(default_factory=list)
    published: list[Published] = field(default_factory=list)

    def figures(self) -> Figures:
        """Return the figures that follow from what is typed."""
        facts = {address: fact for address, fact in self.held.by_address.items() if address not in self.typed}
        for address, taken in self.typed.items():
            facts[address] = Fact(address, _quantity(taken), None, f"{taken.where}#")
        for address in self.zeros:
            facts[address] = Fact(address, Quantity(Decimal(0), "元", Decimal(0), "0"), None, "#")
        return Figures(
            Facts(by_address=facts, published=(*self.held.published, *self.published)), formulas_of(self.style.formulas)
        )

    def complete(self, cells: Mapping[Address, Taken], blanks: Sequence[Address]) -> None:
        """Type what does not follow yet: blank cells as zero, then totals of which no part is known."""
        figures, is_new = self.figures(), not self.held.by_address
        zeros = [address for address in dict.fromkeys(blanks) if _is_plain(address) and address not in cells]
        # Zero that is only implied by a neighbour holds for that cell, not for the rows and totals around it.
        zeros = [address for address in zeros if not _is_known(figures, address, is_new=is_new)]
        wholes = {whole for address in zeros for whole in _wholes(address)}  # the sum of parts that are blank too
        self.zeros += [address for address in zeros if address not in wholes]
        for _ in range(MOST_ROUNDS):
            figures = self.figures()
            unknown = {
                address: taken
                for address, taken in cells.items()
                if address not in self.typed and taken.amount and figures.at(address).value is None
            }
            placed = _leaves(unknown)
            if not placed:
                return
            self.typed |= placed

    def publish(self, others: Sequence[Taken]) -> None:
        """Declare totals that tables print otherwise as published values, the finest first: the rest follows."""
        for taken in sorted(others, key=lambda one: -_fineness(one.address)):
            figures = self.figures()
            value = figures.at(taken.address).value
            if value is None or _same(taken, other := in_unit(value, taken.unit)) or not _is_rounding(taken, other):
                continue
            if any(
                item.figure == taken.address.name and item.where in {None, taken.table} for item in self.held.published
            ):
                continue
            agrees = any(_same(one, in_unit(value, one.unit)) for one in others if one.address == taken.address)
            printed = f"{taken.amount:.2f}"
            reason = f"导入的表印{printed}，按各项计算是{other:.2f}"
            where = taken.table if agrees else None
            self.published.append(Published(figure=taken.address.name, where=where, printed=printed, reason=reason))


def _is_known(figures: Figures, address: Address, *, is_new: bool) -> bool:
    figure = figures.at(address)
    return figure.value is not None and not (is_new and figure.origin is Origin.IMPLIED)


def _fineness(address: Address) -> int:
    """Return how deep a figure lies: declared as published, it changes only what lies above it."""
    return len(address.functional) * 10 + sum(bool(getattr(address, name)) for name in ("fund", "nature", "economic"))


def _is_plain(address: Address) -> bool:
    """Return whether a blank cell of the figure may be typed as zero: it has a place, and is no row of a code."""
    return bool(keys_of(address)) and not address.functional and not address.economic


def _without_zero_rows(cells: Mapping[Address, Taken]) -> dict[Address, Taken]:
    """Return the cells without rows of codes that hold nothing but zero: forms list codes that a unit does not use."""
    used = {_row(address) for address, taken in cells.items() if taken.amount}
    return {address: taken for address, taken in cells.items() if not _code(address) or _row(address) in used}


def _code(address: Address) -> str:
    return address.functional or address.economic


def _row(address: Address) -> tuple[str, ...]:
    return address.measure, address.functional, address.economic


def _same(taken: Taken, computed: Decimal) -> bool:
    """Return whether an amount is the computed one as tables print it; workbooks drop zeros at the end."""
    return abs(taken.amount - computed) < _LAST_PLACE[taken.unit] / 2


def _is_rounding(taken: Taken, computed: Decimal) -> bool:
    return abs(taken.amount - computed) <= (MOST_PARTS + 1) * _LAST_PLACE[taken.unit] / 2


def _leaves(cells: Mapping[Address, Taken]) -> dict[Address, Taken]:
    """Return the cells that accounts.yml has a place for and of which no part is there."""
    wholes = {whole for address in cells for whole in _wholes(address)}
    return {address: taken for address, taken in cells.items() if address not in wholes and keys_of(address)}


def _wholes(address: Address) -> Iterator[Address]:
    """Yield every address of which this one is a part in one dimension."""
    for dimension in _PARTED:
        code: str = getattr(address, dimension)
        shorter = (code[:length] for length in range(len(code) - 2, 2, -2)) if code.isdigit() else ()
        yield from (address.with_(**{dimension: whole}) for whole in (*shorter, "") if code)
    if address.economic.isdigit():
        yield address.with_(economic="personnel" if address.economic[:3] in PERSONNEL else "operating")
    fund = address.fund
    while fund and (whole := next((known for known, parts in FUND_PARTS.items() if fund in parts), None)) is not None:
        fund = whole
        yield address.with_(fund=fund)
    if address.item in VEHICLE_ITEMS:
        yield address.with_(item="vehicles")


def _quantity(taken: Taken) -> Quantity:
    """Return the amount of a cell.

    Raises:
        ValueError: it is longer than any amount, which reading the cell has ruled out.
    """
    found = quantity(format(taken.amount, "f"), unit_at(taken.address) or taken.unit)
    if isinstance(found, AmountProblem):
        raise ValueError(found.message)  # noqa: TRY004 - a value that is too long, not one of a wrong type
    return found
