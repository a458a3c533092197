"""What drawing one page needs to know beyond the block: its figures, its links, the ids it has used so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.html.escape import safe_id
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
        reserved: ids that headings and tables of this page bear.
        heading: text of the heading last drawn, kept by whoever draws the page.
        appearances: where figures were printed, in order.
    """

    page: str
    figures: Mapping[str, FigureEntry]
    figures_href: str = "figures/"
    root_href: str = ""
    reserved: Iterable[str] = ()
    heading: str = ""
    appearances: list[Appearance] = field(default_factory=list)
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

    def record(self, figure: str, anchor: str) -> None:
        """Remember that the figure is printed at this id."""
        self.appearances.append(Appearance(figure, self.page, anchor, self.heading))
