"""A figure: a value with its formula, its inputs and where it comes from."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.model.facts import Blank


class Origin(StrEnum):
    """How a figure came about."""

    TYPED = "typed"
    IMPLIED = "implied"
    COMPUTED = "computed"
    DERIVED = "derived"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Figure:
    """One value that can be printed.

    Attributes:
        name: dotted official name, unique in a report.
        value: yuan for money, the count for counts, per cent for rates; signed; None when there is none.
        kind: `money`, `count`, `percent` or `word` (direction words).
        unit: printed unit of a count; empty for money, which the style prints in its own unit.
        blank: why there is no value.
        step: last known place in the unit of `value`; 0 for exact values.
        formula: `{0} + {1}` over `inputs`; empty for typed figures.
        inputs: names of the figures in the formula.
        origin: typed, implied (a blank column of a typed row is zero), computed, derived backwards, or published.
        source: `file#/path` of a typed value.
        typed: the digits as typed, for the number format 原样.
        word: text of a `word` figure, or the text to print of a published one.
        remark: reason of a published value.
        computed: what the value would be without the published one.
    """

    name: str
    value: Decimal | None = None
    kind: str = "money"
    unit: str = ""
    blank: Blank | None = None
    step: Decimal = Decimal(0)
    formula: str = ""
    inputs: tuple[str, ...] = ()
    origin: Origin = Origin.COMPUTED
    source: str = ""
    typed: str = ""
    word: str = ""
    remark: str = ""
    computed: Decimal | None = None

    @property
    def is_known(self) -> bool:
        """Return whether there is something to print."""
        return self.value is not None or bool(self.word)
