"""How a figure compares with last year and with the budget, in words: the base named, no percentage where none fits."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generator.document.desk import Desk
from generator.figures.figure import Figure, Origin
from generator.figures.grammar import names_of
from generator.model.address import Address, split_name
from generator.model.vocabulary import NATURES

#: version of the base → (what it is called, the operation that compares with it).
BASES = {
    "prior": ("上年决算数", "较上年"),
    "initial": ("年初预算数", "较年初预算"),
    "adjusted": ("全年预算数", "较全年预算"),
    "budget": ("预算数", "较预算"),
}
#: what is compared with nothing: scores, indicators, and lines that a region asks for beside the forms.
ALONE = frozenset({"evaluation_weight", "evaluation_score", "indicator", "other", "evaluation_money"})
#: funds that are sums of others, and those they are sums of.
SUMS, PARTS = frozenset({"", "fiscal"}), frozenset({"fiscal", "general", "funds", "capital"})
#: beyond three times the base (+200 %) a multiple reads better than a percentage.
MULTIPLE = 3
DERIVED = "，由公布的增减额倒算"


@dataclass(slots=True)
class Comparisons:
    """Compares the figures of one report with last year and with the budgets.

    Attributes:
        desk: the report.
    """

    desk: Desk
    _coded: set[tuple[str, str, str, str, bool, bool]] = field(init=False)
    _typed: set[tuple[str, str]] = field(init=False)
    _reckoned: dict[str, set[str]] = field(init=False)
    _completed: bool = field(init=False)

    def __post_init__(self) -> None:
        """Note for what kinds of rows single codes were typed, and in which version."""
        facts = self.desk.inputs.figures.facts
        self._coded = {
            (one.measure, one.version, one.fund, one.nature, bool(one.functional), bool(one.economic))
            for one in facts.by_address
            if one.functional or one.economic
        }
        self._typed = {(one.measure, one.version) for one in facts.by_address}
        self._reckoned = {}
        for name, expression in self.desk.inputs.figures.formulas.items():
            operands = (split_name(operand)[0].measure for operand in names_of(expression))
            self._reckoned.setdefault(split_name(name)[0].measure, set()).update(operands)
        self._completed = any("完成率" in (item.figure or "") for item in facts.published)

    def of(self, figure: Figure) -> Iterator[str]:
        """Yield a sentence for each base that is known: last year's outturn, the budgets.

        A zero base and a change of sign are told as such; a share is compared in percentage points.

        Args:
            figure: a typed or computed amount, count or share of this year; of any other figure nothing is said.
        """
        address, operations = split_name(figure.name)
        if figure.value is None or address.version != "outturn" or address.measure in ALONE or len(operations) > 1:
            return
        if operations == ("占比",) and self._may_know(address, "prior"):
            yield from _share(self.desk, figure, address)
        elif not operations and figure.kind != "word":
            for version, (name, operation) in BASES.items():
                if self._may_know(address, version):
                    yield from _against(self.desk, figure, address.with_(version=version), name, operation)

    def _may_know(self, address: Address, version: str) -> bool:
        """Return whether a base may be known: only where such rows were typed in that version, or a formula has it.

        Most rows of the tables have one version only, and asking the figures for another takes long.
        """
        if version == "prior" and self.desk.inputs.figures.prior is not None:
            return True
        if version != "prior" and self._completed:  # a budget that was not published, but its completion
            return True
        versions = {"prior", "change"} if version == "prior" else {version}
        if not (address.functional or address.economic):
            measures = self._with_operands(address.measure)
            return any((measure, one) in self._typed for measure in measures for one in versions)
        return any(
            (address.measure, one, fund, nature, bool(address.functional), bool(address.economic)) in self._coded
            for one in versions
            for fund in ({address.fund} if address.fund not in SUMS else {address.fund, *PARTS})
            for nature in ({address.nature} if address.nature else {"", *NATURES})
        )

    def _with_operands(self, measure: str) -> set[str]:
        """Return a measure with those that its formula is reckoned from, and theirs."""
        found, waiting = set[str](), [measure]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._reckoned.get(one, ())
        return found


def _share(desk: Desk, figure: Figure, address: Address) -> Iterator[str]:
    base = desk.inputs.figures.get(f"{address.with_(version='prior').name}.占比")
    now, before = _said(desk, figure), _said(desk, base)
    if base.value is None or not before:
        return
    if now == before:
        yield f"与上年的占比（{before}）持平"
        return
    # Between the printed shares, so that a reader who takes one from the other gets the same.
    points = abs(desk.inputs.printer.rounded(figure) - desk.inputs.printer.rounded(base))
    yield f"比上年的占比（{before}）{'提高' if now_is_more(figure, base) else '降低'}{points}个百分点"


def now_is_more(figure: Figure, base: Figure) -> bool:
    """Return whether a known figure is more than its known base."""
    return (figure.value or Decimal(0)) > (base.value or Decimal(0))


def _against(desk: Desk, figure: Figure, address: Address, name: str, operation: str) -> Iterator[str]:
    figures = desk.inputs.figures
    base = figures.at(address)
    if base.value is None:
        completed = figures.published_for(f"{figure.name}.{operation}.完成率")
        if completed:
            yield f"公布为完成{name}的{completed.printed}%，没有公布{name}"
        return
    yield _sentence(desk, figure, base, name, operation)


def _sentence(desk: Desk, figure: Figure, base: Figure, name: str, operation: str) -> str:
    now, value = figure.value or Decimal(0), base.value or Decimal(0)
    before, remark = _said(desk, base), DERIVED if base.origin is Origin.DERIVED else ""
    if _said(desk, figure) == before:
        return f"与{name}相同，都是{before}"
    if not value:
        return f"{name}为0，不可比"
    if (now < 0) != (value < 0) and now:
        return f"由{name}的{before}变为{_said(desk, figure)}"
    size = _said(desk, replace(figure, name=f"{figure.name}.绝对值", value=abs(now - value), typed="", word=""))
    direction = "增加" if now > value else "减少"
    if value > 0 and now > MULTIPLE * value:
        return f"是{name}（{before}{remark}）的{now / value:.1f}倍，增加{size}"
    told = f"比{name}（{before}{remark}）{direction}{size}"
    if operation == "较上年":
        rate = _rate(desk, f"{figure.name}.较上年.增减率")
        return f"{told}（{'+' if now > value else '−'}{rate}%）" if rate else told
    rate = _rate(desk, f"{figure.name}.{operation}.完成率")
    published = desk.inputs.figures.published_for(f"{figure.name}.{operation}.完成率")
    return f"{told}，{'公布为' if published else ''}完成{rate}%" if rate else told


def _rate(desk: Desk, name: str) -> str:
    return desk.inputs.printer.text(desk.inputs.figures.get(name)).lstrip("-+")


def _said(desk: Desk, figure: Figure) -> str:
    """Return a figure as printed with its unit; a minus is a minus sign."""
    printer = desk.inputs.printer
    text = printer.text(figure)
    return f"{text.replace('-', '−')}{printer.unit(figure)}" if text else ""
