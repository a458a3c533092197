"""Which amounts of a workbook are typed, which only follow from them, and what disagrees.

An amount is typed once: of a total and its parts the parts are typed, and the total is compared with their sum.
Where a table prints another total, that is kept as a published value (公布值) within the tolerance of rounded parts,
and told as a disagreement beyond it. Every cell comes to exactly one of these ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.desk.importing.parts import leaves_of, place_of, value_of, wholes_of
from generator.desk.importing.recognize import Recognized, Taken
from generator.desk.keys import keys_of
from generator.figures.engine import Figures, formulas_of
from generator.figures.figure import Figure, Origin
from generator.model.accounts import Published
from generator.model.address import Address
from generator.model.facts import Fact, Facts
from generator.model.style import Style
from generator.money import MONEY_UNITS, Quantity, in_unit, round_half_up, tolerance

MOST_ROUNDS = 6
#: totals of rounded amounts may differ by half of the last place for each part; more than this many is an error.
MOST_PARTS = 40
#: a workbook in which more totals are off is wrong elsewhere.
MOST_PUBLISHED = 200
#: what documents print money in; published values are declared in it, with this many places.
PRINTED, PLACES = "万元", 2


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
        followed: cells that follow from all these and agree. declared: cells that print a published value.
        disagreements: cells that do neither.
        nowhere: cells of figures that have no place in accounts.yml and do not follow.
        idle: such cells that are zero, which says nothing.
    """

    typed: Mapping[Address, Taken]
    zeros: tuple[Address, ...]
    published: tuple[Published, ...]
    followed: tuple[Taken, ...]
    declared: tuple[Taken, ...]
    disagreements: tuple[Disagreement, ...]
    nowhere: tuple[Taken, ...]
    idle: tuple[Taken, ...]


def settle(tables: Sequence[Recognized], style: Style, held: Facts) -> Settled:
    """Return what is typed of the tables of one department and year.

    Args:
        tables: the tables found.
        style: the merged style of the report, for its formulas and the names of its tables.
        held: what accounts.yml holds already: totals that follow from it are not typed beside it.
    """
    cells = [taken for table in tables for taken in table.taken]
    first: dict[Address, Taken] = {}
    for taken in cells:
        first.setdefault(taken.address, taken)
    desk = _Desk(style, held, is_rounded=is_rounded(cells))
    desk.begin(first)
    desk.complete(first, [address for table in tables for address in table.blanks])
    typed = {address: taken for address, taken in first.items() if address in desk.typed}
    others = [taken for taken in cells if typed.get(taken.address) is not taken]
    desk.publish(others)
    return desk.ends(typed, others)


def is_rounded(cells: Sequence[Taken]) -> bool:
    """Return whether amounts in 元 are only 万元 with two places written out, so that totals may be off by rounding."""
    step = Decimal(1).scaleb(MONEY_UNITS[PRINTED] - PLACES)
    return not any(value_of(taken) % step for taken in cells if taken.unit in MONEY_UNITS)


@dataclass(slots=True)
class _Desk:
    """What is typed so far, and the figures that follow."""

    style: Style
    held: Facts
    is_rounded: bool
    typed: dict[Address, Taken] = field(default_factory=dict)
    zeros: list[Address] = field(default_factory=list)
    published: list[Published] = field(default_factory=list)

    def figures(self) -> Figures:
        """Return the figures that follow from what is typed."""
        facts = {address: fact for address, fact in self.held.by_address.items() if address not in self.typed}
        for address, taken in self.typed.items():
            facts[address] = Fact(address, place_of(taken), None, f"{taken.where}#")
        for address in self.zeros:
            facts[address] = Fact(address, Quantity(Decimal(0), "元", Decimal(0), "0"), None, "#")
        return Figures(
            Facts(by_address=facts, published=(*self.held.published, *self.published)), formulas_of(self.style.formulas)
        )

    def begin(self, cells: Mapping[Address, Taken]) -> None:
        """Type the parts; what follows from the file as it is, and is not typed there, is only compared."""
        figures = self.figures()
        for address, taken in leaves_of(_without_zero_rows(cells)).items():
            known = figures.at(address)
            follows = known.value is not None and (known.origin is not Origin.IMPLIED or not taken.amount)
            if address in self.held.by_address or not follows:
                self.typed[address] = taken

    def complete(self, cells: Mapping[Address, Taken], blanks: Sequence[Address]) -> None:
        """Type what does not follow yet: blank cells as zero, then totals of which no part is known."""
        figures, is_new = self.figures(), not self.held.by_address
        zeros = [address for address in dict.fromkeys(blanks) if _is_plain(address) and address not in cells]
        # Zero that is only implied by a neighbour holds for that cell, not for the rows and totals around it.
        zeros = [address for address in zeros if not _is_known(figures, address, is_new=is_new)]
        wholes = {whole for address in zeros for whole in wholes_of(address)}  # the sum of parts that are blank too
        self.zeros += [address for address in zeros if address not in wholes]
        for _ in range(MOST_ROUNDS):
            figures = self.figures()
            unknown = {
                address: taken
                for address, taken in cells.items()
                if address not in self.typed and taken.amount and figures.at(address).value is None
            }
            placed = leaves_of(unknown)
            if not placed:
                return
            self.typed |= placed

    def publish(self, others: Sequence[Taken]) -> None:
        """Declare totals that tables print otherwise as published values, the finest first: the rest follows."""
        figures = self.figures()
        for taken in sorted(others, key=lambda one: -fineness(one.address)):
            if len(self.published) >= MOST_PUBLISHED:
                return
            figure = figures.at(taken.address)
            if figure.value is None or self.agrees(taken, figure.value) or not self._is_rounding(taken, figures):
                continue
            name = taken.address.name
            if any(item.figure == name and item.where in {None, taken.table} for item in self.held.published):
                continue
            same = [one for one in others if one.address == taken.address]
            where = taken.table if any(self.agrees(one, figure.value) for one in same) else None
            if where is not None and where not in self.style.tables:
                continue
            printed = round_half_up(in_unit(value_of(taken), PRINTED), PLACES)
            parts = round_half_up(in_unit(figure.value, PRINTED), PLACES)
            reason = f"导入的表印{printed}，按各项计算是{parts}"
            self.published.append(Published(figure=name, where=where, printed=str(printed), reason=reason))
            figures = self.figures()

    def ends(self, typed: Mapping[Address, Taken], others: Sequence[Taken]) -> Settled:
        """Return to what each cell comes."""
        figures = self.figures()
        kept = {(item.figure, item.where) for item in (*self.held.published, *self.published)}
        followed: list[Taken] = []
        declared: list[Taken] = []
        nowhere: list[Taken] = []
        apart: list[Disagreement] = []
        for taken in others:
            value = figures.at(taken.address).value
            if value is None:
                nowhere.append(taken)
            elif self.agrees(taken, value):
                followed.append(taken)
            elif (taken.address.name, taken.table) in kept:
                declared.append(taken)
            else:
                why = f"“{typed[taken.address].table}”印的是" if taken.address in typed else "按各项计算是"
                apart.append(Disagreement(taken, in_unit(value, taken.unit), why))
        return Settled(
            typed, tuple(self.zeros), tuple(self.published), tuple(followed), tuple(declared), tuple(apart),
            tuple(taken for taken in nowhere if taken.amount), tuple(taken for taken in nowhere if not taken.amount),
        )  # fmt: skip

    def agrees(self, taken: Taken, value: Decimal) -> bool:
        """Return whether an amount is a value (in its base unit) as tables print it."""
        return abs(value_of(taken) - value) <= self._step(taken) / 2

    def _step(self, taken: Taken) -> Decimal:
        """Return one in the last place that a table prints, in the base unit; 0 for counts."""
        if taken.unit not in MONEY_UNITS:
            return Decimal(0)
        unit = PRINTED if taken.unit == "元" and self.is_rounded else taken.unit
        return Decimal(1).scaleb(MONEY_UNITS[unit] - PLACES)

    def _is_rounding(self, taken: Taken, figures: Figures) -> bool:
        """Return whether a total is off by no more than its rounded parts can make, and documents would print it."""
        step, figure = self._step(taken), figures.at(taken.address)
        if step < Decimal(1).scaleb(MONEY_UNITS[PRINTED] - PLACES) or figure.value is None:
            return False
        parts = min(max(_parts(figure, figures), 1), MOST_PARTS)
        return abs(value_of(taken) - figure.value) <= tolerance(parts, step)


def _parts(figure: Figure, figures: Figures, depth: int = MOST_ROUNDS) -> int:
    """Return from how many typed amounts a figure follows."""
    if not figure.inputs or not depth:
        return 1
    return sum(_parts(figures.get(name), figures, depth - 1) for name in dict.fromkeys(figure.inputs))


def _is_known(figures: Figures, address: Address, *, is_new: bool) -> bool:
    figure = figures.at(address)
    return figure.value is not None and not (is_new and figure.origin is Origin.IMPLIED)


def fineness(address: Address) -> int:
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
    return address.measure, address.fund, address.functional, address.economic
