"""The pages 数字出处: every printed figure with its meaning, formula, source and the places where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.html.context import Appearance, PageContext
from generator.html.entries import render_entry, render_pointer
from generator.model.blocks import Correction, Document
from generator.pages.environment import render
from generator.pages.links import FIGURES, link
from generator.pages.places import PlaceWords, words_of
from generator.pages.sheets import Sheets
from generator.pages.words import PAGE_NAMES

_NOWHERE = "其他数字"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the figures of a report stand.

    Attributes:
        places: where each figure is printed, by its name.
        words: what those places are called.
        titles: titles of the report's pages in order.
        sheets: which entries are on which page.
        facts: address of the published data relative to the report's folder; empty when there is none.
    """

    places: Mapping[str, Sequence[Appearance]]
    words: PlaceWords
    titles: Mapping[str, str]
    sheets: Sheets
    facts: str = ""


def figures_page(
    document: Document, page: str, standing: Standing, context: PageContext, values: Mapping[str, object]
) -> str:
    """Return a page of entries as Markdown: figures grouped by the page that prints them first, in document order.

    Args:
        document: the report laid out.
        page: which of its pages of entries.
        standing: where its figures stand.
        context: the page.
        values: front matter, neighbours and draft notice for the template.
    """
    groups: dict[str, list[Markup]] = {name: [] for name in (*standing.titles, "")}
    corrections = _by_figure(document.corrections)
    for name in standing.sheets.pages[page]:
        appearances = standing.places.get(name, ())
        words = words_of(appearances, standing.words)
        found = [(text, link(page, one.page, one.anchor)) for text, one in zip(words, appearances, strict=True)]
        entry = render_entry(document.figures[name], found, context, corrections.get(name, ()))
        groups[appearances[0].page if appearances else ""].append(entry)
    return render(
        "figures.md.j2",
        **values,
        title=PAGE_NAMES[FIGURES],
        department=document.short_name or document.department_name,
        year=document.year,
        cited=document.title,
        published=dict(document.facts_head).get("公开日期", ""),
        facts=f"../{standing.facts}" if standing.facts else "",
        groups=[
            {
                "title": standing.titles.get(name, _NOWHERE),
                "key": context.claim(f"on-{name or 'none'}"),
                "entries": inside,
            }
            for name, inside in groups.items()
            if inside
        ],
        elsewhere=_pointers(document, standing.sheets, context) if page == FIGURES else [],
        first=link(page, FIGURES) if page != FIGURES else "",
    )


def _by_figure(corrections: Sequence[Correction]) -> dict[str, list[Correction]]:
    found: dict[str, list[Correction]] = {}
    for one in corrections:
        for name in dict.fromkeys((one.figure, *one.affected)):
            if name:
                found.setdefault(name, []).append(one)
    return found


def _pointers(document: Document, sheets: Sheets, context: PageContext) -> list[Markup]:
    """Return a line for each entry that stands on another page, so that its old address leads there."""
    names = [name for page, inside in sheets.pages.items() if page != FIGURES for name in inside]
    return [render_pointer(document.figures[name], context.entry_href(document.figures[name])) for name in names]
