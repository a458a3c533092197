"""Which section of a document stands on which page, and under which heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.html.escape import fold, safe_id
from generator.model.blocks import Block, Chart, Document, Section, Table
from generator.pages.links import HOME, is_figures
from generator.pages.words import PAGE_NAMES

_FIRST_DEPTH = 2
_LAST_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A section on a page.

    Attributes:
        section: the section; only its own blocks are meant.
        depth: 1 for the page's own heading, 2… below it, 0 without heading.
        elsewhere: whether another page shows it, and this one only points there.
    """

    section: Section
    depth: int
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class PageOutline:
    """A page: its ASCII name, its title, the section that gives the title (if one does), and its items in order."""

    page: str
    title: str
    head: Section | None
    items: tuple[Item, ...]

    @property
    def blocks(self) -> Iterator[Block]:
        """Return the blocks of the page in order."""
        return (block for item in self.items if not item.elsewhere for block in item.section.blocks)

    @property
    def keys(self) -> frozenset[str]:
        """Return the ids that headings, tables and charts of the page bear."""
        sections = {item.section.key for item in self.items if item.depth and not item.elsewhere}
        return frozenset(sections | {block.key for block in self.blocks if isinstance(block, Table | Chart)})


def outline(document: Document) -> tuple[PageOutline, ...]:
    """Return the section pages in the order in which the document first needs them.

    Raises:
        ValueError: a section names a page that is no ASCII name, or is one of the report's own pages.
    """
    found: dict[str, list[tuple[Section, bool]]] = {}
    for section, parent in _walk(document.parts, None):
        safe_id(section.key)
        if section.page == HOME or is_figures(section.page):
            raise ValueError(f"section {section.key} cannot stand on the page {section.page!r}")
        found.setdefault(safe_id(section.page), []).append((section, False))
        if parent is not None and parent.page != section.page and has_title(section):
            found[parent.page].append((section, True))
    names = document.page_titles
    return tuple(_page(page, sections, fold(names.get(page, "")).strip()) for page, sections in found.items())


def has_title(section: Section) -> bool:
    """Return whether the section has a heading of its own."""
    return bool(fold(section.title).strip())


def _walk(sections: Sequence[Section], parent: Section | None) -> Iterator[tuple[Section, Section | None]]:
    for section in sections:
        yield section, parent
        yield from _walk(section.sections, section)


def _page(page: str, sections: Sequence[tuple[Section, bool]], name: str) -> PageOutline:
    """Return a page; `name` is the title that the document gives it, if it does."""
    titled = [section for section, elsewhere in sections if not elsewhere and has_title(section)]
    head = _head(titled, name)
    title = name or (head.title if head else PAGE_NAMES.get(page) or (titled[0].title if titled else page))
    items = []
    above: list[Item] = []
    for section, elsewhere in sections:
        if section is head:
            depth = 1
        elif not has_title(section):
            depth = 0
        else:  # one below the nearest section of a lower level, so that none is left out on the way down
            above = [item for item in above if item.section.level < section.level]
            depth = min(above[-1].depth + 1 if above else _FIRST_DEPTH, _LAST_DEPTH)
        item = Item(section, depth, elsewhere)
        if depth > 1 and not elsewhere:
            above.append(item)
        items.append(item)
    return PageOutline(page, title, head, tuple(items))


def _head(titled: Sequence[Section], name: str) -> Section | None:
    """Return the section whose heading is the page's own: its only part, or the one that the page is named after."""
    if not titled:
        return None
    first, *others = titled
    if name and fold(name).strip() != fold(first.title).strip():
        return None
    if first.level == 1:
        return None if any(section.level == 1 for section in others) else first
    return first if name and all(section.level > first.level for section in others) else None
