"""All Markdown pages of one report."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from markupsafe import Markup

from generator.html.blocks import render_block
from generator.html.context import Appearance, PageContext
from generator.html.corrections import corrected_figures
from generator.html.element import element
from generator.html.escape import fold, safe_id
from generator.html.tables import render_table
from generator.html.terms import NO_TERMS, Terms
from generator.html.text import render_heading
from generator.model.blocks import Chart, Document, Glossary, Section, Table
from generator.model.summary import Download
from generator.pages.corrections import corrections_notice
from generator.pages.environment import render
from generator.pages.figures import Standing, figures_page
from generator.pages.landing import landing_page
from generator.pages.links import FIGURES, HOME, address_of, link, root_of
from generator.pages.matter import draft_notice, report_matter
from generator.pages.outline import Item, PageOutline, outline
from generator.pages.phrases import with_phrases
from generator.pages.places import place_words
from generator.pages.sheets import Sheets, sheets_of
from generator.pages.terms import report_terms
from generator.pages.words import EVALUATION, PAGE_NAMES, TABLE_MARKS

_TABLES = "tables"
#: a name shorter than this stands in many a heading by chance.
SHORTEST = 4


def write_pages(
    document: Document, downloads: Sequence[Download] = (), siblings: Sequence[int] = (), dataset: str = ""
) -> dict[str, str]:
    """Return the report's pages: Markdown text by path below `docs/`.

    Args:
        document: the report laid out.
        downloads: its files, their addresses relative to the report's folder.
        siblings: the years for which the same department has published, this one included or not.
        dataset: what machines are told of its data (`generator.pages.dataset`).

    Raises:
        LookupError: a block prints a figure that the document has no entry for.
        ValueError: a key or slug is no ASCII name, or an address could run a script.
    """
    pages = outline(document)
    sheets = sheets_of(document)
    names = [HOME, *(page.page for page in pages), *sheets.pages]
    titles = {HOME: PAGE_NAMES[HOME]} | {page.page: page.title for page in pages} | _sheet_titles(sheets)
    terms = report_terms(document, pages)
    contexts = {name: _context(document, name, sheets, terms) for name in (HOME, *sheets.pages)}
    contexts |= {page.page: _context(document, page.page, sheets, terms, page) for page in pages}
    frames = {
        name: {
            "matter": report_matter(document, name, titles[name], siblings, dataset),
            "draft": draft_notice(document),
            "corrections": corrections_notice(document, pages, contexts[name]),
            **_neighbours(name, names, titles),
        }
        for name in names
    }
    texts = {HOME: landing_page(document, pages, downloads, siblings, contexts[HOME], frames[HOME])}
    for page in pages:
        texts[page.page] = _section_page(document, page, contexts[page.page], frames[page.page])
    places = _by_figure([place for name in names for place in contexts[name].appearances])
    facts = next((file.href for file in downloads if file.href.endswith("/facts.json")), "")
    standing = Standing(places, place_words(pages), titles, sheets, facts)
    for name in sheets.pages:
        texts[name] = figures_page(document, name, standing, contexts[name], frames[name])
    address = address_of(document)
    return {address.file(name): with_phrases(text, document.phrases) for name, text in texts.items()}


def chart_files(document: Document) -> dict[str, Chart]:
    """Return the charts that the pages show, by the path of their SVG file below `docs/`."""
    folder = address_of(document).folder
    charts = [block for page in outline(document) for block in page.blocks if isinstance(block, Chart)]
    charts += document.pictures
    return {f"{folder}charts/{safe_id(chart.key)}.svg": chart for chart in charts}


def _sheet_titles(sheets: Sheets) -> dict[str, str]:
    title = PAGE_NAMES[FIGURES]
    return {name: title if name == FIGURES else f"{title}（{number}）" for number, name in enumerate(sheets.pages, 1)}


def _context(
    document: Document, name: str, sheets: Sheets, terms: Terms, page: PageOutline | None = None
) -> PageContext:
    return PageContext(
        page=name,
        figures=document.figures,
        figures_href=link(name, FIGURES),
        root_href=root_of(name),
        reserved=page.keys if page else {entry.key for entry in document.figures.values()},
        sheets=sheets.of_key,
        terms=NO_TERMS if page and any(isinstance(block, Glossary) for block in page.blocks) else terms,
        corrected=corrected_figures(document.corrections),
    )


def _neighbours(page: str, names: Sequence[str], titles: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {"before": None, "after": None}
    for one, other in pairwise(names):
        if other == page:
            found["before"] = {"href": link(page, one), "title": titles[one]}
        if one == page:
            found["after"] = {"href": link(page, other), "title": titles[other]}
    return found


def _by_figure(places: Sequence[Appearance]) -> dict[str, list[Appearance]]:
    found: dict[str, list[Appearance]] = {}
    for place in places:
        found.setdefault(place.figure, []).append(place)
    return found


def _section_page(document: Document, page: PageOutline, context: PageContext, values: Mapping[str, object]) -> str:
    tables = [block for block in page.blocks if isinstance(block, Table)] if page.page == _TABLES else []
    return render(
        "section.md.j2",
        **values,
        title=page.title,
        head_id=page.head.key if page.head else "",
        department=document.short_name or document.department_name,
        year=document.year,
        tables=[
            {
                "href": f"#{safe_id(table.key)}",
                "number": table.number,
                "title": table.title,
                "mark": TABLE_MARKS.get(table.state, ""),
            }
            for table in tables
        ],
        pieces=list(_pieces(page, context)),
    )


def _pieces(page: PageOutline, context: PageContext) -> Iterator[Markup]:
    context.heading = page.title
    depth = 1
    for item in page.items:
        section = item.section
        if item.elsewhere:
            yield _pointer(section, page.page)
            continue
        if item.depth:
            depth = item.depth
            context.heading = section.title
        if item.depth > 1:
            yield render_heading(item.depth, section.title, section.key)
        yield from filter(None, _blocks(item, page, depth, context))


def _pointer(section: Section, page: str) -> Markup:
    href = link(page, section.page, section.key)
    return element("p", element("a", section.title, href=href), class_="see-also")


def _blocks(item: Item, page: PageOutline, depth: int, context: PageContext) -> Iterator[Markup]:
    """Return the blocks of a section; a heading that says a table's name stands for its caption.

    On the page of tables each table gets a heading, which bears its key.
    """
    section = item.section
    single = sum(isinstance(block, Table) for block in section.blocks) == 1 and item.depth > 1
    for block in section.blocks:
        if not isinstance(block, Table):
            yield render_block(block, context)
            continue
        named = single and len(block.title) >= SHORTEST and fold(block.title) in fold(section.title)
        if page.page != _TABLES:
            yield render_table(block, context, headed=named and page.page.startswith(EVALUATION))
        elif named:
            yield render_table(block, context, headed=True, anchored=section.key != block.key)
        else:
            context.heading = block.title
            yield render_heading(min(depth + 1, 6), block.title, block.key)
            yield render_table(block, context, headed=True, anchored=False)
