"""Sums over the departments of a region and year: of one measure and one scope, and nobody counted twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.blocks import Measure
from generator.pages.portal.amounts import MONEY, converted
from generator.pages.portal.boards import Board
from generator.pages.portal.standing import Standing, Status

#: topics whose figures counties publish as totals, in their order.
TOPICS = ("三公", "机关运行", "采购")


@dataclass(frozen=True, slots=True)
class Sum:
    """One measure of one scope, added up.

    Attributes:
        key, label, topic, scope: of the measure. value: the sum in 万元.
        names: departments that were added. without: departments that published no such figure of this scope.
        prior: sum of last year's as the same reports state it; None where one of them does not.
        budget: sum of their budgets; None where one has none or another base. base: 年初预算 or 全年预算.
        priors, budgets: how many of the reports state them.
    """

    key: str
    label: str
    topic: str
    scope: str
    value: Decimal
    names: tuple[str, ...]
    without: tuple[str, ...]
    prior: Decimal | None = None
    budget: Decimal | None = None
    base: str = ""
    priors: int = 0
    budgets: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """What can be added up for a region and year.

    Attributes:
        added: departments whose reports were looked at. due: how many must publish; 0 where no roster says so.
        missing: units that must publish and have not. within: departments whose figures stand in those of their
        superior already. unlisted: departments that published without being on the roster; they are not added.
        sums: in the order of topics.
    """

    added: tuple[str, ...]
    due: int
    missing: tuple[str, ...]
    within: tuple[str, ...]
    unlisted: tuple[str, ...]
    sums: tuple[Sum, ...]


def totals_of(board: Board) -> Totals:
    """Return the sums of a region's year over the published reports of units that must publish."""
    duty = [one for one in board.rows if one.status is not Status.EXEMPT and (one.listed or not board.has_roster)]
    public = [one for one in duty if one.summary]
    within = _within(board, public)
    added = [one for one in public if one.department not in within]
    return Totals(
        added=tuple(map(_name, added)),
        due=len(duty) if board.has_roster else 0,
        missing=tuple(_name(one) for one in duty if not one.summary),
        within=tuple(_name(one) for one in public if one.department in within),
        unlisted=tuple(_name(one) for one in board.rows if board.has_roster and not one.listed),
        sums=tuple(_sums(added)),
    )


def _name(one: Standing) -> str:
    return one.short or one.name


def _within(board: Board, public: Sequence[Standing]) -> set[str]:
    """Return the departments whose superior published too: its 部门决算 holds theirs."""
    known = {name: one.department for one in public for name in (one.department, one.name, one.short) if name}
    superiors = {unit.department: known.get(unit.superior, "") for unit in board.territory.units if unit.superior}
    return {one.department for one in public if superiors.get(one.department, "") not in {"", one.department}}


def _sums(added: Sequence[Standing]) -> Iterable[Sum]:
    """Yield a sum for each measure and scope that occurs, topic by topic, measures in the order of the reports."""
    measures = [(one, measure) for one in added if one.summary for measure in one.summary.measures]
    keys = list(dict.fromkeys(measure.key for _, measure in measures))
    found: dict[tuple[int, int, str], list[tuple[Standing, Measure]]] = {}
    for one, measure in measures:
        if measure.topic in TOPICS and converted(measure.value, measure.unit, MONEY) is not None:
            place = (TOPICS.index(measure.topic), keys.index(measure.key), measure.scope)
            found.setdefault(place, []).append((one, measure))
    for place in sorted(found, key=lambda place: place[:2]):
        yield _sum(found[place], added)


def _sum(members: Sequence[tuple[Standing, Measure]], added: Sequence[Standing]) -> Sum:
    first = members[0][1]
    holding = {one.department for one, _ in members}
    bases = {measure.budget_base for _, measure in members}
    return Sum(
        key=first.key,
        label=first.label,
        topic=first.topic,
        scope=first.scope,
        value=_added([(measure.value, measure.unit) for _, measure in members]) or Decimal(0),
        names=tuple(_name(one) for one, _ in members),
        without=tuple(_name(one) for one in added if one.department not in holding),
        prior=_added([(measure.prior, measure.unit) for _, measure in members]),
        budget=_added([(measure.budget, measure.unit) for _, measure in members]) if len(bases) == 1 else None,
        base=first.budget_base if len(bases) == 1 else "",
        priors=sum(bool(measure.prior) for _, measure in members),
        budgets=sum(bool(measure.budget) for _, measure in members),
    )


def _added(amounts: Iterable[tuple[str, str]]) -> Decimal | None:
    """Return the sum in 万元 of plain digits with their units; None where one of them is unknown."""
    values = [converted(digits, unit, MONEY) if digits else None for digits, unit in amounts]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None
