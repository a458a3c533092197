"""The summary of a report, taken from its laid-out document."""

from generator.model.blocks import Card, Document, Glossary, Table
from generator.model.summary import Headline, Summary, TableState
from generator.pages.links import HOME, link
from generator.pages.matter import publication_date, stated_date
from generator.pages.outline import outline


def summarize(document: Document) -> Summary:
    """Return what pages above the report may know of it: its cards are the headline figures."""
    pages = outline(document)
    known = {page.page for page in pages}
    blocks = [block for page in pages for block in page.blocks if isinstance(block, Table) and block.number]
    glossaries = [block for page in pages for block in page.blocks if isinstance(block, Glossary)]
    return Summary(
        region=document.region,
        department=document.department,
        year=document.year,
        region_name=document.region_name,
        department_name=document.department_name,
        short_name=document.short_name,
        title=document.title,
        aliases=document.aliases,
        published=publication_date(document),
        headlines=tuple(_headline(card, document, known) for card in document.cards),
        tables=tuple(TableState(table.key, table.title, table.number, table.state) for table in blocks),
        source=document.source_note,
        measures=document.measures,
        corrections=document.corrections,
        approved=stated_date(document, ("批复日期",)),
        peers=document.peers,
        predecessors=document.predecessors,
        contents=document.contents,
        kind=document.kind,
        terms=tuple(term.term for block in glossaries for term in block.terms),
        entries={name: document.figures[name].key for name in _named(document) if name in document.figures},
    )


def _named(document: Document) -> list[str]:
    """Return the figures that site-level pages may link to."""
    found = [name for one in document.measures for name in (one.figure, one.prior_figure, one.budget_figure)]
    found += [name for one in document.corrections for name in (one.figure, *one.affected)]
    return list(dict.fromkeys(name for name in found if name))


def _headline(card: Card, document: Document, known: set[str]) -> Headline:
    label = document.figures[card.figure].label if card.figure in document.figures else card.question
    address = link(HOME, card.page, card.anchor) if card.page in known else ""
    return Headline(label, card.answer, card.unit, address)
