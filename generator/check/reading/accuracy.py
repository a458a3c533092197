"""How far a figure may be off because amounts are typed and printed rounded (DESIGN decision 7).

Each typed amount may be off by half of its last place; a sum by the halves of all its parts, so that a total and the
sum of its n parts may differ by (n+1) × half of the last place. Amounts in 元 and counts are exact.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.figures.engine import Figures
from generator.figures.figure import Figure, Origin
from generator.figures.grammar import Expression, Name, Operation, evaluate
from generator.figures.printing import Printer
from generator.model.address import UnknownNameError
from generator.model.facts import Fact
from generator.money import unit_of

HALF = Decimal("0.5")
HUNDRED = Decimal(100)
ZERO = Decimal(0)


@dataclass(slots=True)
class Accuracy:
    """The rounding error of figures, in the unit of their value.

    Attributes:
        figures: where figures come from.
        places: unit of money → coarsest last place of an amount typed in it, in yuan: `9` beside `12.34` means `9.00`.
        percent: one in the last printed place of a rate.
    """

    figures: Figures
    places: Mapping[str, Decimal]
    percent: Decimal
    _typed: dict[str, Fact] = field(init=False)
    _errors: dict[str, Decimal] = field(init=False, default_factory=dict)
    _leaves: dict[str, frozenset[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the typed facts by name."""
        self._typed = {address.name: fact for address, fact in self.figures.facts.by_address.items()}

    def figure(self, name: str) -> Figure:
        """Return the figure of a name; one without value for a name that is none."""
        try:
            return self.figures.get(name)
        except UnknownNameError:
            return Figure(name)

    def path(self, name: str) -> str:
        """Return the path of the first typed amount behind a figure, or ""."""
        source = self.figure(name).source
        if source:
            return source
        return next((fact.path for fact in self._behind(name) if fact.quantity is not None), "")

    def leaves(self, name: str) -> frozenset[str]:
        """Return the names of the typed or published amounts that a figure follows from."""
        if name not in self._leaves:
            self._leaves[name] = frozenset()  # stands while its own inputs are asked for
            figure = self.figure(name)
            if figure.inputs:
                found = frozenset().union(*(self.leaves(operand) for operand in figure.inputs))
            else:
                found = frozenset() if figure.origin is Origin.IMPLIED else frozenset((name,))
            self._leaves[name] = found
        return self._leaves[name]

    def _behind(self, name: str) -> Iterator[Fact]:
        """Yield the typed facts behind a figure in the order of the file."""
        leaves = self.leaves(name)
        yield from (fact for typed, fact in self._typed.items() if typed in leaves)

    def error(self, name: str) -> Decimal:
        """Return by how much a figure may be off: yuan, counts (always 0) or per cent."""
        if name not in self._errors:
            self._errors[name] = ZERO
            self._errors[name] = self._error(self.figure(name))
        return self._errors[name]

    def _error(self, figure: Figure) -> Decimal:
        if figure.kind not in {"money", "percent"} or figure.origin is Origin.IMPLIED:
            return ZERO
        if figure.origin is Origin.PUBLISHED or not figure.inputs:
            return self.percent * HALF if figure.kind == "percent" else self.step(figure) * HALF
        return self.of_inputs(figure)

    def of_inputs(self, figure: Figure) -> Decimal:
        """Return by how much a figure computed from its inputs may be off, a published value of its own aside."""
        errors = [self.error(operand) for operand in figure.inputs]
        if figure.kind != "percent":
            return sum(errors, ZERO)
        whole = self.figure(figure.inputs[-1]).value
        if not whole:
            return ZERO
        rate = abs(figure.computed if figure.computed is not None else figure.value or ZERO) / HUNDRED
        # A share p/w is off by (error of p + share × error of w) / w; a growth holds its base twice.
        own = sum(errors[:-1], ZERO) + (rate + (1 if "−" in figure.formula else 0)) * errors[-1]
        return own / abs(whole) * HUNDRED

    def step(self, figure: Figure) -> Decimal:
        """Return one in the last place of a typed or published amount, in yuan; 0 for exact ones and for nothing."""
        if not figure.value:
            return ZERO
        fact = self._typed.get(figure.name)
        is_own = fact is not None and fact.quantity is not None and figure.origin is not Origin.PUBLISHED
        unit = fact.quantity.unit if is_own and fact and fact.quantity else self.figures.facts.unit
        if unit == "元":
            return ZERO
        return min(figure.step, self.places.get(unit, figure.step))

    def of_expression(self, expression: Expression) -> Decimal:
        """Return by how much the value of an expression may be off."""
        if isinstance(expression, Name):
            return self.error(expression.name)
        if not isinstance(expression, Operation):
            return ZERO
        left, right = self.of_expression(expression.left), self.of_expression(expression.right)
        if expression.mark in "+−" or not (left or right):
            return left + right
        first, second = self.value(expression.left), self.value(expression.right)
        if first is None or second is None:
            return ZERO
        if expression.mark == "×":
            return abs(first) * right + abs(second) * left + left * right
        return (left + abs(first / second) * right) / abs(second) if second else ZERO

    def value(self, expression: Expression) -> Decimal | None:
        """Return the value of an expression over the figures, or None where an operand is unknown."""
        return evaluate(expression, lambda name: self.figure(name).value)


def accuracy_of(printer: Printer) -> Accuracy:
    """Return the accuracy of a report: its style says the place of the printed unit, typed amounts that of others."""
    finest: dict[str, Decimal] = {}
    for fact in printer.figures.facts.by_address.values():
        typed = fact.quantity
        if typed is not None and typed.value and unit_of(typed.unit).is_money:
            finest[typed.unit] = min(finest.get(typed.unit, typed.step), typed.step)
    amount, rate = (printer.numbers.get(name) for name in ("金额", "百分比"))
    if amount is not None and amount.places.isdigit():
        finest[printer.money_unit] = Decimal(1).scaleb(unit_of(printer.money_unit).exponent - int(amount.places))
    places = int(rate.places) if rate is not None and rate.places.isdigit() else 2
    return Accuracy(printer.figures, finest, Decimal(1).scaleb(-places))
