"""How a figure is printed: its format, its unit, and what a certain place prints instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.figures.engine import Figures, canonical, is_readable
from generator.figures.figure import Figure
from generator.model.accounts import Published
from generator.model.address import UnknownNameError
from generator.model.style import NumberStyle
from generator.money import NumberFormat, format_number, in_unit

#: kind of figure → name of the format it takes when none is named.
DEFAULT_FORMATS = {"money": "金额", "percent": "百分比", "count": "原样"}
AS_TYPED = "原样"
PLACES = tuple("0123456")


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints figures in one report's style.

    Attributes:
        figures: where figures come from.
        numbers: formats by name (`金额`, `百分比`, `计数`, `表格`, `原样` …).
        money_unit: unit in which money is printed.
    """

    figures: Figures
    numbers: Mapping[str, NumberStyle]
    money_unit: str = "万元"
    local: Mapping[tuple[str, str], Published] = field(default_factory=dict)

    def text(self, figure: Figure, number_format: str = "", where: tuple[str, ...] = ()) -> str:
        """Return the printed form of a figure without its unit; "" for an unknown one.

        Args:
            figure: what to print.
            number_format: name of a format; empty takes the one of the figure's kind.
            where: names of the section, table or chart it stands in, for values published there only.
        """
        published = self.published_at(figure.name, where)
        if published is not None:
            return published.printed
        if figure.word:
            return figure.word
        if figure.value is None:
            return ""
        return self.number(figure, number_format or DEFAULT_FORMATS.get(figure.kind, "原样"))

    def number(self, figure: Figure, number_format: str) -> str:
        """Return the digits of a known figure in a named format."""
        style = self.numbers[number_format]
        value = self.in_unit(figure)
        if style.places == AS_TYPED:
            return figure.typed or format(value.normalize(), "f")
        if style.places not in PLACES:
            message = f"数字格式“{number_format}”的小数写成了“{style.places}”，应当是 0 到 6，或“原样”"
            raise UnknownNameError(message)
        printed = format_number(
            value, NumberFormat(int(style.places), trim=style.trim, zero=style.zero, grouping=style.grouping)
        )
        if style.signed and value > 0:
            printed = f"+{printed}"
        if printed.startswith("-"):
            printed = f"{style.minus}{printed[1:]}"
        return style.instead.get(printed, printed)

    def rounded(self, figure: Figure) -> Decimal:
        """Return a known figure to the places it is printed with, whatever words its format has for some values."""
        style = self.numbers[DEFAULT_FORMATS.get(figure.kind, "原样")]
        value = self.in_unit(figure)
        if style.places not in PLACES:
            return value
        return Decimal(format_number(value, NumberFormat(int(style.places), trim=style.trim)))

    def in_unit(self, figure: Figure) -> Decimal:
        """Return a known figure's value in its printed unit."""
        value = figure.value if figure.value is not None else Decimal(0)
        return in_unit(value, self.unit(figure)) if figure.kind == "money" else value

    def unit(self, figure: Figure) -> str:
        """Return the printed unit of a figure."""
        return self.figures.unit_of(figure.name, self.money_unit) if figure.kind == "money" else figure.unit

    def published_at(self, name: str, where: tuple[str, ...]) -> Published | None:
        """Return the value that a place prints instead, or None."""
        for place in where:
            if (name, place) in self.local:
                return self.local[name, place]
        return None


def printer_of(figures: Figures, numbers: Mapping[str, NumberStyle], money_unit: str) -> Printer:
    """Return the printer of a report, its published values of single places indexed."""
    local = {
        (canonical(item.figure), item.where): item
        for item in figures.facts.published
        if item.figure is not None and item.where is not None and is_readable(item.figure)
    }
    return Printer(figures, numbers, money_unit, local)
