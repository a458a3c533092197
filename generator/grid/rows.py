"""Rows of a table form: fixed ones, and one for each code that a classification walk meets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.figures.engine import Figures
from generator.figures.rollup import children
from generator.grid.naming import Naming, numeral
from generator.load.evaluations import page_of
from generator.model.address import Address, dimensions_of
from generator.model.style import Row
from generator.model.vocabulary import ALIASES


@dataclass(frozen=True, slots=True)
class LaidRow:
    """One row before its cells are filled.

    Attributes:
        title: name in the first column. code: classification code, if it has one.
        dimensions: what the row adds to the address of its cells; empty for a blank row.
        indent: 0 类, 1 款, 2 项. strong: whether it is bold. is_foot: whether it stands at the bottom.
        numbers: whether it prints the column numbers (栏次). page: page of the report that its title leads to.
    """

    title: str = ""
    code: str = ""
    dimensions: Mapping[str, str] = field(default_factory=dict)
    indent: int = 0
    strong: bool = False
    is_foot: bool = False
    numbers: bool = False
    page: str = ""


def expand(row: Row, figures: Figures, naming: Naming) -> Iterator[LaidRow]:
    """Yield the rows that one row of a form stands for."""
    base = base_of(row.source or row.address)
    if row.walk == "类":
        for index, code in enumerate(row.classes, 1):
            title = f"{numeral(index)}、{naming.code(code)}"
            yield LaidRow(title, "", {**base, "functional": code})
    elif row.walk == "功能科目":
        yield from _walk("functional", base, figures.shape.functional_of(Address(**base)), "", naming)
    elif row.walk == "经济科目":
        yield from _economic(row, base, figures, naming)
    elif row.walk == "评价":
        for scope, name in naming.scopes.items():
            yield LaidRow(name, "", {**base, "scope": scope}, page=page_of(scope))
    else:
        yield LaidRow(row.title, "", base, row.indent, row.strong, row.foot, row.numbers)


def base_of(labels: str) -> Mapping[str, str]:
    """Return the dimensions of a row, which may begin with an official name such as 其他收入."""
    head, _, tail = labels.partition(".")
    return dimensions_of(f"{ALIASES[head]}.{tail}".rstrip(".") if head in ALIASES else labels)


def _walk(
    dimension: str, base: Mapping[str, str], codes: frozenset[str], parent: str, naming: Naming
) -> Iterator[LaidRow]:
    for code in children(codes, parent):
        level = (len(code) - 3) // 2
        yield LaidRow(naming.code(code), code, {**base, dimension: code}, level, strong=level == 0)
        yield from _walk(dimension, base, codes, code, naming)


def _economic(row: Row, base: Mapping[str, str], figures: Figures, naming: Naming) -> Iterator[LaidRow]:
    typed = figures.shape.economic_of(Address(**base))
    listed = frozenset(row.codes) or typed
    for code in row.classes:
        below = children(listed, code)
        if code in typed or below:
            yield LaidRow(naming.code(code), code, {**base, "economic": code}, 0, strong=True)
            for entry in below:
                yield LaidRow(naming.code(entry), entry, {**base, "economic": entry}, 1)
