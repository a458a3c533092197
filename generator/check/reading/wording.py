"""Figures in words, as findings name them: official name, amount in the printed unit."""

from dataclasses import dataclass
from decimal import Decimal

from generator.figures.figure import Figure
from generator.figures.grammar import Expression, Name, Number, Operation
from generator.figures.printing import Printer
from generator.grid.naming import Naming
from generator.model.address import UnknownNameError, split_name
from generator.money import in_unit

#: decimals below which an amount is not cut, so that 0.01 never reads as 0.
LEAST_PLACES = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """Names and amounts as an editor reads them."""

    printer: Printer
    naming: Naming

    def name(self, name: str) -> str:
        """Return a figure's name in words, such as `一般公共预算财政拨款支出·行政运行（2080101）`."""
        try:
            address, operations = split_name(name)
        except UnknownNameError:
            return name
        return "，".join((self.naming.words(address), *operations))

    def value(self, value: Decimal, figure: Figure) -> str:
        """Return a value in the unit in which a figure is printed."""
        return self.amount(value, figure.kind, self.printer.unit(figure))

    def amount(self, value: Decimal, kind: str = "money", unit: str = "") -> str:
        """Return a value with its unit, exactly: at least two decimals for money, no needless zeros beyond."""
        if kind == "money":
            money_unit = unit or self.printer.money_unit
            return f"{digits(in_unit(value, money_unit))}{money_unit}"
        if kind == "percent":
            return f"{digits(round(value, 4))}%"
        return f"{format(value.normalize(), 'f')}{unit}"

    def side(self, expression: Expression, value: Decimal) -> str:
        """Return one side of an identity: its figures by name and amount, and what they come to."""
        kind, unit = self.kind(expression)
        total = self.amount(value, kind, unit)
        if isinstance(expression, Name):
            return f"{self.name(expression.name)}{total}"
        return f"{self._spelled(expression)}，得{total}"

    def _spelled(self, expression: Expression) -> str:
        if isinstance(expression, Number):
            return str(expression.value)
        if isinstance(expression, Name):
            figure = self.printer.figures.get(expression.name)
            if figure.value is None:
                return self.name(expression.name)
            return f"{self.name(expression.name)}{self.amount(figure.value, figure.kind, figure.unit)}"
        left, right = self._spelled(expression.left), self._spelled(expression.right)
        if expression.mark in "×÷":
            left = f"（{left}）" if isinstance(expression.left, Operation) and expression.left.mark in "+−" else left
        if expression.mark != "+" and isinstance(expression.right, Operation):
            right = f"（{right}）"
        return f"{left} {expression.mark} {right}"

    def kind(self, expression: Expression) -> tuple[str, str]:
        """Return kind and unit of what an expression comes to: of its first figure; a quotient has none."""
        if isinstance(expression, Name):
            figure = self.printer.figures.get(expression.name)
            return figure.kind, figure.unit
        if isinstance(expression, Operation) and expression.mark != "÷":
            left = self.kind(expression.left)
            return left if left[0] != "number" else self.kind(expression.right)
        return "number", ""


def digits(value: Decimal) -> str:
    """Return plain digits with two decimals, or more where the value has them."""
    text = format(value.normalize(), "f")
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.ljust(LEAST_PLACES, '0')}"
