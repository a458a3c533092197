"""Every figure of a report as rows of open data: what it is, its value, why it has none, where it is printed."""

import csv
import io
from collections.abc import Iterator, Mapping

from generator.document.cards import walk
from generator.downloads.cells import safe_cell
from generator.model.blocks import Block, Chart, Document, FigureEntry, Paragraph, Section, Table
from generator.model.open_data import COLUMNS

ORIGINS = {"typed": "填报", "computed": "计算", "derived": "倒算", "published": "公布值"}
KNOWN, UNPUBLISHED, WORDS_ONLY = "有数值", "未公布", "未公布数值，只有印出的文字"


def render_facts_csv(document: Document) -> bytes:
    """Return every figure of a report as CSV: UTF-8 with BOM for spreadsheet programs, CRLF, one line a figure.

    Columns and their meaning: `generator.model.open_data.COLUMNS`. A text that a spreadsheet would take for a formula
    gets an apostrophe; no cell holds a line break.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.column for field in COLUMNS])
    places = places_of(document)
    for entry in document.figures.values():
        cells = {**fact(entry, places.get(entry.name, {})), "": entry.source}
        writer.writerow([safe_cell(_text(cells[field.key])) for field in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def fact(entry: FigureEntry, places: Mapping[str, str]) -> dict[str, object]:
    """Return one figure as plain values by the keys of `generator.model.open_data.FACTS`.

    Values are texts of plain digits in the figure's unit, so that no digit is lost; None where the amount is unknown.

    Args:
        entry: the figure.
        places: where it is printed: address of the place → name of the table there, "" where it is no table.
    """
    return {
        "label": entry.label,
        "value": entry.exact or None,
        "unit": entry.unit,
        "printed": entry.printed,
        "status": status_of(entry),
        "origin_label": ORIGINS.get(entry.origin, entry.origin),
        "formula": entry.formula,
        "tables": list(dict.fromkeys(title for title in places.values() if title)),
        "pages": list(places),
        "remark": entry.remark,
        "name": entry.name,
        "id": entry.key,
        "origin": entry.origin,
        "inputs": list(entry.inputs),
    }


def status_of(entry: FigureEntry) -> str:
    """Return whether a figure has a value, and in words why not."""
    if entry.exact:
        return KNOWN
    if any(char.isdigit() for char in entry.printed):
        return WORDS_ONLY
    return entry.printed or UNPUBLISHED


def places_of(document: Document) -> dict[str, dict[str, str]]:
    """Return for each figure where it is printed: address below the report's folder → name of the table there, if any.

    A figure that only formulas use is printed nowhere.
    """
    found: dict[str, dict[str, str]] = {}
    for section in walk(document.parts):
        for block in section.blocks:
            address, title = _place(section, block)
            for name in _figures(block):
                found.setdefault(name, {}).setdefault(address, title)
    return found


def _place(section: Section, block: Block) -> tuple[str, str]:
    """Return the address of a block, and its name where it is a table."""
    if isinstance(block, Table):
        return f"{section.page}/#{block.key}", f"{block.number} {block.title}".strip()
    if isinstance(block, Chart):
        return f"{section.page}/#{block.key}", ""
    return f"{section.page}/#{section.key}" if section.title.strip() else f"{section.page}/", ""


def _figures(block: Block) -> Iterator[str]:
    """Yield the figures that a block prints."""
    match block:
        case Paragraph():
            yield from (span.figure for span in block.spans if span.figure)
        case Table():
            rows = (*block.head, *block.rows)
            yield from (span.figure for row in rows for cell in row for span in cell.spans if span.figure)
        case Chart():
            yield from (point.figure for point in block.points if point.figure)


def _text(value: object) -> str:
    """Return a value as one cell: several of them one after the other, an unknown one empty."""
    return "；".join(value) if isinstance(value, list) else str(value or "")
