"""The page 数字出处: every printed figure with its formula, its source and the places where it stands."""

from collections.abc import Mapping, Sequence

from generator.html.context import Appearance, PageContext
from generator.html.entries import render_entry
from generator.model.blocks import Document
from generator.pages.environment import render
from generator.pages.links import FIGURES, link
from generator.pages.words import PAGE_NAMES

_NOWHERE = "其他数字"


def figures_page(
    document: Document,
    places: Mapping[str, Sequence[Appearance]],
    titles: Mapping[str, str],
    context: PageContext,
    values: Mapping[str, object],
) -> str:
    """Return the page as Markdown: figures grouped by the page that prints them first, in the document's order.

    Args:
        document: the report laid out.
        places: where each figure is printed, by its name.
        titles: titles of the report's pages in order.
        context: the page of entries.
        values: front matter, neighbours and draft notice for the template.
    """
    groups: dict[str, list[str]] = {page: [] for page in (*titles, "")}
    for name, entry in document.figures.items():
        found = [(place, link(FIGURES, place.page, place.anchor)) for place in places.get(name, ())]
        groups[found[0][0].page if found else ""].append(render_entry(entry, found, context))
    return render(
        "figures.md.j2",
        **values,
        title=PAGE_NAMES[FIGURES],
        department=document.short_name or document.department_name,
        year=document.year,
        groups=[
            {"title": titles.get(page, _NOWHERE), "key": context.claim(f"on-{page or 'none'}"), "entries": entries}
            for page, entries in groups.items()
            if entries
        ],
    )
