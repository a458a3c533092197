"""Where pages end: within a row of a table, which the layout engine then draws twice, or a line or two too early."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

_FEW = 3  # lines that a page does not stand for


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a table stands on one page: how many body rows, and whether the first was begun on an earlier page."""

    within: bool
    rows: int


def pieces_of(drawn: Any) -> Iterator[Piece]:
    """Yield the pieces of all tables in printed order.

    A row that is continued is made of the same element of the source as the row that began.
    """
    begun: set[int] = set()
    for page in drawn.pages:
        for table in _tables(page._page_box):  # noqa: SLF001 - the engine offers no other way to its boxes
            rows = [id(row.element) for group in table.children if not group.is_header for row in group.children]
            yield Piece(bool(rows) and rows[0] in begun, len(rows))
            begun.update(rows)


def has_leftover(drawn: Any) -> bool:
    """Return whether a page after the cover holds a line or two only, left over from the page before."""
    return any(_is_leftover(page._page_box) for page in drawn.pages[1:])  # noqa: SLF001 - as above


def _is_leftover(page: Any) -> bool:
    inside = [box for child in page.children if not isinstance(child, boxes.MarginBox) for box in _below(child)]
    lines = sum(isinstance(box, boxes.LineBox) for box in inside)
    return lines <= _FEW and not any(box.element_tag in {"h1", "img"} for box in inside)


def _below(box: Any) -> Iterator[Any]:
    """Yield a box and the boxes inside it."""
    yield box
    for child in getattr(box, "children", ()):
        yield from _below(child)


def _tables(box: Any) -> Iterator[Any]:
    """Yield the grids of tables inside a box in order."""
    for child in getattr(box, "children", ()):
        if child.is_table_wrapper:
            yield child.get_wrapped_table()
        else:
            yield from _tables(child)
