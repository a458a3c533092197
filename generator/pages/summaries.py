"""The summary of a report, taken from its laid-out document."""

from generator.model.blocks import Card, Document, Table
from generator.model.summary import Headline, Summary, TableState
from generator.pages.links import HOME, link
from generator.pages.matter import publication_date
from generator.pages.outline import outline


def summarize(document: Document, group: str = "") -> Summary:
    """Return what pages above the report may know of it: its cards are the headline figures.

    Args:
        document: the report laid out.
        group: the group under which officials list the department.
    """
    pages = outline(document)
    known = {page.page for page in pages}
    blocks = [block for page in pages for block in page.blocks if isinstance(block, Table) and block.number]
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
        group=group,
        headlines=tuple(_headline(card, document, known) for card in document.cards),
        tables=tuple(TableState(table.key, table.title, table.number, table.state) for table in blocks),
        source=document.source_note,
    )


def _headline(card: Card, document: Document, known: set[str]) -> Headline:
    label = document.figures[card.figure].label if card.figure in document.figures else card.question
    address = link(HOME, card.page, card.anchor) if card.page in known else ""
    return Headline(label, card.answer, card.unit, address)
