"""Heads of a table form: nested columns as rows of cells with exact spans."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.model.address import UnknownNameError, dimensions_and_operations
from generator.model.blocks import Cell, Span
from generator.model.style import Band, Column

#: what a column may hold besides amounts.
WORDS = {"名称", "编码", "行次"}
WIDTH = re.compile(r"[1-9]\d?(\.\d{1,2})?|0\.\d{0,1}[1-9]")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column without sub-columns.

    Attributes:
        holds: 名称, 编码, 行次 or "" for amounts. dimensions: what it adds to the address of its cells.
        width: relative width. zero: how zero prints here; None takes the table's way. number: its 栏次.
        operations: what is asked of the figure, such as `较上年.增减额`; empty for the amount itself.
        number_format: name of the format of its cells; empty takes the table's.
    """

    holds: str
    dimensions: Mapping[str, str] = field(default_factory=dict)
    width: float = 1.0
    zero: str | None = None
    number: str = ""
    operations: str = ""
    number_format: str = ""


def leaves_of(bands: tuple[Band, ...]) -> list[tuple[Leaf, ...]]:
    """Return the leaf columns of each band from left to right, the amount columns of all bands numbered from 1."""
    found: list[tuple[Leaf, ...]] = []
    count = 0
    for band in bands:
        leaves: list[Leaf] = []
        for leaf in (leaf for column in band.columns for leaf in _leaves(column)):
            if leaf.holds in WORDS:
                leaves.append(Leaf(leaf.holds, width=_relative(leaf)))
            else:
                count += 1
                dimensions, operations = dimensions_and_operations(leaf.holds)
                leaves.append(
                    Leaf("", dimensions, _relative(leaf), leaf.zero, str(count), operations, leaf.number_format)
                )
        found.append(tuple(leaves))
    return found


def head_of(bands: tuple[Band, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return the header rows over all bands: one row a level, cells spanning down where a column has no sub-columns."""
    named = any(band.head for band in bands)
    depth = max(_depth(column) for band in bands for column in band.columns)
    rows: list[list[Cell]] = [[] for _ in range(depth + named)]
    for band in bands:
        if named:
            rows[0].append(Cell((Span(band.head),), "head", colspan=sum(_width(column) for column in band.columns)))
        for column in band.columns:
            _place(column, rows, int(named), depth + named)
    return tuple(tuple(row) for row in rows)


def _place(column: Column, rows: list[list[Cell]], level: int, depth: int) -> None:
    span = 1 if column.below else depth - level
    rows[level].append(Cell((Span(column.title),), "head", colspan=_width(column), rowspan=span))
    for below in column.below:
        _place(below, rows, level + 1, depth)


def _leaves(column: Column) -> Iterator[Column]:
    if not column.below:
        yield column
    for below in column.below:
        yield from _leaves(below)


def _relative(column: Column) -> float:
    """Return the relative width that a column asks for.

    Raises:
        UnknownNameError: it is no positive number.
    """
    if not WIDTH.fullmatch(column.width):
        message = f"列“{column.title}”的宽写成了“{column.width}”，应当是 1、2.4 这样的数"
        raise UnknownNameError(message)
    return float(column.width)


def _width(column: Column) -> int:
    return sum(1 for _ in _leaves(column))


def _depth(column: Column) -> int:
    return 1 + max((_depth(below) for below in column.below), default=0)
