"""Which terms the prose of a report may link to, and where each is explained."""

from collections.abc import Iterator, Sequence

from generator.html.context import PageContext
from generator.html.escape import fold
from generator.html.terms import Terms, terms_of
from generator.model.blocks import Document, Glossary
from generator.pages.outline import PageOutline


def report_terms(document: Document, pages: Sequence[PageOutline]) -> Terms:
    """Return the terms of the report's own glossary, then those that the site explains."""
    return terms_of(_own(pages), document.terms)


def _own(pages: Sequence[PageOutline]) -> Iterator[tuple[str, str, str]]:
    """Yield term, page and id of each explained entry; ids are given out as the page itself gives them out."""
    for page in pages:
        counting = PageContext(page=page.page, figures={}, reserved=page.keys)
        for block in page.blocks:
            if not isinstance(block, Glossary):
                continue
            for term in block.terms:
                anchor = counting.claim("term")
                if fold(term.text).strip():
                    yield fold(term.term).strip(), page.page, anchor
