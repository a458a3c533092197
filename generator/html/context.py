"""What drawing one page needs to know beyond the block: its figures, its links, the ids it has used so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.html.escape import safe_id
from generator.html.terms import NO_TERMS, Terms
from generator.model.blocks import FigureEntry


@dataclass(frozen=True, slots=True)
class Appearance:
    """A place where a figure is printed: the figure's name, the page, the id on it, and the heading above it."""

    figure: str
    page: str
    anchor: str
    heading: str


@dataclass(slots=True)
class PageContext:
    """The page that is being drawn.

    It counts ids, so one context serves one page, whose blocks are drawn in order.

    Attributes:
        page: ASCII name of the page.
        figures: entries by figure name.
        figures_href: relative address of the page of figure entries, such as `../figures/`.
        root_href: relative address of the report's own folder, such as `../`.
        sheets: key of a figure → the page its entry is on, for entries that are not on the first page of entries.
        terms: what prose may link to; none on the page of the glossary itself.
        reserved: ids that headings and tables of this page bear.
        heading: text of the heading last drawn, kept by whoever draws the page.
        appearances: where figures were printed, in order.
        corrected: names of figures that were corrected after publication: each bears the word 更正.
    """

    page: str
    figures: Mapping[str, FigureEntry]
    figures_href: str = "figures/"
    root_href: str = ""
    reserved: Iterable[str] = ()
    heading: str = ""
    appearances: list[Appearance] = field(default_factory=list)
    corrected: frozenset[str] = frozenset()
    sheets: Mapping[str, str] = field(default_factory=dict)
    terms: Terms = NO_TERMS
    _linked: set[str] = field(init=False, default_factory=set)
    _linked_under: str = field(init=False, default="")
    _used: set[str] = field(init=False, default_factory=set)
    _counts: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Take the reserved ids out of what `claim` may give."""
        self._used.update(self.reserved)

    def claim(self, wanted: str) -> str:
        """Return an id that is new on this page: the wanted one, or with -2, -3 … after it."""
        safe_id(wanted)
        count = self._counts.get(wanted, 0) + 1
        while (name := wanted if count == 1 else f"{wanted}-{count}") in self._used:
            count += 1
        self._counts[wanted] = count
        self._used.add(name)
        return name

    def entry(self, figure: str) -> FigureEntry:
        """Return the entry of a figure.

        Raises:
            LookupError: the document prints a figure that it has no entry for.
        """
        try:
            return self.figures[figure]
        except KeyError:
            raise LookupError(f"page {self.page} prints a figure without an entry: {figure!r}") from None

    def entry_href(self, entry: FigureEntry) -> str:
        """Return the relative address of a figure's entry."""
        sheet = self.sheets.get(entry.key, "")
        address = f"{self.root_href}{safe_id(sheet)}/" if sheet else self.figures_href
        here = address.strip("/").rpartition("/")[2] == self.page
        return f"{'' if here else address}#{safe_id(entry.key)}"

    def linked_terms(self) -> set[str]:
        """Return the terms that are linked in this section so far; a new heading begins anew."""
        if self._linked_under != self.heading:
            self._linked_under, self._linked = self.heading, set()
        return self._linked

    def record(self, figure: str, anchor: str) -> None:
        """Remember that the figure is printed at this id."""
        self.appearances.append(Appearance(figure, self.page, anchor, self.heading))
