"""Which corrections a report's page tells, and where what they changed is printed."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from generator.html.context import PageContext
from generator.html.corrections import render_corrections
from generator.model.blocks import Block, Chart, Correction, Document, Paragraph, Span, Table
from generator.pages.links import FIGURES, HOME, link
from generator.pages.outline import PageOutline


def corrections_notice(document: Document, pages: Sequence[PageOutline], context: PageContext) -> Markup | None:
    """Return the inset of a page: all corrections on the first one, elsewhere those whose figure the page prints.

    Args:
        document: the report laid out.
        pages: its section pages.
        context: the page.
    """
    if not document.corrections or context.page == FIGURES:
        return None
    here = next((page for page in pages if page.page == context.page), None)
    printed = {name for block in here.blocks for name in figures_in(block)} if here else set()
    told = [one for one in document.corrections if context.page == HOME or one.figure in printed]

    def places(correction: Correction) -> list[tuple[str, str]]:
        return list(_places(correction, pages, context.page))

    return render_corrections(told, context, places) or None


def figures_in(block: Block) -> Iterator[str]:
    """Yield the names of the figures that a block prints."""
    if isinstance(block, Paragraph):
        yield from _figures(block.spans)
    elif isinstance(block, Table):
        for row in (*block.head, *block.rows):
            for cell in row:
                yield from _figures(cell.spans)
    elif isinstance(block, Chart):
        yield from (point.figure for point in block.points if point.figure)


def _figures(spans: Sequence[Span]) -> Iterator[str]:
    yield from (span.figure for span in spans if span.figure)


def _places(correction: Correction, pages: Sequence[PageOutline], source: str) -> Iterator[tuple[str, str]]:
    """Yield name and address of each table and chart that prints the corrected figure or one that follows from it."""
    changed = {correction.figure, *correction.affected} - {""}
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Table | Chart) and not changed.isdisjoint(figures_in(block)):
                name = block.title if isinstance(block, Table) else block.caption or block.finding
                number = block.number if isinstance(block, Table) else ""
                yield f"{number}{name}", link(source, page.page, block.key)
