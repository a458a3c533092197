"""Where figures stand, in words: table, row and column for those in tables, nothing for those in prose."""

from collections.abc import Iterator, Mapping, Sequence

from generator.html.context import Appearance
from generator.html.heads import form_heads, is_form
from generator.html.layout import Placed, bands, heads_above, names_by_row, place
from generator.html.text import one_line
from generator.model.blocks import Chart, Paragraph, Table
from generator.pages.outline import PageOutline

#: page and figure → words of each place, in the order in which the page prints them.
PlaceWords = Mapping[tuple[str, str], Sequence[str]]


def place_words(pages: Sequence[PageOutline]) -> dict[tuple[str, str], list[str]]:
    """Return page and figure → the words of each place of the figure on the page, in order.

    Args:
        pages: the section pages of a report.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for page in pages:
        for block in page.blocks:
            for figure, words in _of_block(block):
                found.setdefault((page.page, figure), []).append(words)
    return found


def words_of(appearances: Sequence[Appearance], known: PlaceWords) -> list[str]:
    """Return the words of each appearance of one figure: table, row and column, or the heading above it.

    Where a page does not print a figure as often as was reckoned, the heading is what can be said.
    """
    by_page: dict[str, list[int]] = {}
    for number, one in enumerate(appearances):
        by_page.setdefault(one.page, []).append(number)
    found = [one.heading for one in appearances]
    for page, numbers in by_page.items():
        words = known.get((page, appearances[numbers[0]].figure), ())
        if len(words) == len(numbers):
            for number, text in zip(numbers, words, strict=True):
                found[number] = text or found[number]
    return found


def _of_block(block: object) -> Iterator[tuple[str, str]]:
    if isinstance(block, Paragraph):
        yield from ((span.figure, "") for span in block.spans if span.figure)
    elif isinstance(block, Table):
        yield from _of_table(block)
    elif isinstance(block, Chart):
        lead = block.caption or block.finding or block.subtitle
        yield from ((point.figure, f"图中数据：{lead}") for point in block.points if point.figure)


def _of_table(table: Table) -> Iterator[tuple[str, str]]:
    head, body = place(table.head), place(table.rows)
    lead = " ".join(text for text in (table.number, table.title) if text)
    form = form_heads(head, body) if is_form(table) else None
    names, columns = names_by_row(body), bands(table)
    above: dict[range, str] = {}
    for line in body:
        for item in line:
            figures = [span.figure for span in item.cell.spans if span.figure]
            if not figures:
                continue
            if form:
                spot = (item.row, item.column)
                row, column = _joined(form.beside[spot]), _joined([one.placed for one in form.above[spot]])
            else:
                band = next((band for band in columns if item.column in band), range(0))
                row = _joined([name for name in names.get(item.row, ()) if name.column in band])
                if item.columns not in above:
                    above[item.columns] = _joined(heads_above(head, item.columns))
                column = above[item.columns]
            where = "，".join(text for text in (row and f"行“{row}”", column and f"列“{column}”") if text)
            yield from ((figure, f"{lead}：{where}" if where else lead) for figure in figures)


def _joined(cells: Sequence[Placed]) -> str:
    return "/".join(dict.fromkeys(text for cell in cells if (text := one_line(cell.cell.text))))
