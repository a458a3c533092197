"""How the entries of a large report are parted over several pages, so that none is heavy on a phone.

The first page keeps what other pages of the site link to, and names every other entry with its address, so that
`figures/#KEY` leads on wherever the entry is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.blocks import Document, FigureEntry
from generator.pages.links import FIGURES

#: bytes of entries on one page, reckoned before they are drawn, so that a page stays well below 300 KB.
MOST = 250_000
#: bytes of what an entry takes besides its own words: its frame and the places it stands at; of an operand's link; of a
#: line that names an entry of another page; of a Chinese character.
FRAME, OPERAND, POINTER, CHARACTER = 900, 90, 130, 3


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of entries.

    Attributes:
        pages: page → names of its figures, in the document's order; the first page is `figures`.
        of_key: key of a figure → its page, for those that are not on the first.
    """

    pages: Mapping[str, tuple[str, ...]]
    of_key: Mapping[str, str]


def sheets_of(document: Document) -> Sheets:
    """Return a report's figures parted into pages: `figures`, and for many `figures-2`, `figures-3` and so on."""
    linked = _linked_from_above(document)
    first = [name for name in document.figures if name in linked]
    rest = [name for name in document.figures if name not in linked]
    total = sum(_weight(document.figures[name]) for name in document.figures)
    room = MOST if total <= MOST else MOST - POINTER * len(rest)
    parts: list[list[str]] = [first]
    used = sum(_weight(document.figures[name]) for name in first)
    for name in rest:
        weight = _weight(document.figures[name])
        if used + weight > room:
            parts.append([])
            used, room = 0, MOST
        parts[-1].append(name)
        used += weight
    order = {name: number for number, name in enumerate(document.figures)}
    pages = {page_name(number): tuple(sorted(part, key=order.__getitem__)) for number, part in enumerate(parts, 1)}
    of_key = {document.figures[name].key: page for page, names in pages.items() if page != FIGURES for name in names}
    return Sheets(pages, of_key)


def page_name(number: int) -> str:
    """Return the ASCII name of a page of entries, counted from 1."""
    return FIGURES if number == 1 else f"{FIGURES}-{number}"


def _weight(entry: FigureEntry) -> int:
    words = (entry.label, entry.formula, entry.meaning, *entry.change, entry.verdict, entry.remark, entry.source)
    return FRAME + OPERAND * len(entry.inputs) + CHARACTER * sum(map(len, words))


def _linked_from_above(document: Document) -> set[str]:
    """Return the figures that pages above the report link to: those compared, corrected and shown on cards."""
    named = [name for one in document.measures for name in (one.figure, one.prior_figure, one.budget_figure)]
    named += [name for one in document.corrections for name in (one.figure, *one.affected)]
    named += [card.figure for card in document.cards]
    return {name for name in named if name}
