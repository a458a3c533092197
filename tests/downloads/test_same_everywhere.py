"""All outputs say the same: every format of a report is read back and each of its figures compared."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from generator.build.outputs import WHOLE, Drawn, draw, file_date
from generator.downloads.print_texts import cover_of
from generator.model.blocks import Block, Document, Paragraph, Section, Span, Table
from tests.build.example import ANJU, HESHAN, PUTUO, WATER, blocks, docs_of, invented, laid_out, real
from tests.downloads import reading_back
from tests.downloads.published import published
from tests.downloads.reading_back import Read, squeezed

REPORTS = (PUTUO, HESHAN, ANJU, "linxiang/hrss/2023", "ziyang/hrss/2022", "hunan/hrss/2021", WATER)
_CLAUSE = re.compile("[，。；、]")
_MANY, _TORN = 8, 2
_PRINTED = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Line:
    """A paragraph or a row of a table as printed, without white space, and the figures in it."""

    text: str
    figures: tuple[str, ...]


def document_of(address: str) -> Document:
    """Return a real report, or the invented one."""
    return laid_out(invented(), WATER) if address == WATER else real(address)


@cache
def files_of(address: str, store: Path) -> Mapping[str, bytes]:
    """Return all files of a report by path below its folder, made once; those of a real one as they are published."""
    document = document_of(address)
    drawn = draw(document) if address == WATER else Drawn({}, published(address, store))
    made = docs_of(document, drawn, (document.year,))
    return {path.removeprefix(f"reports/{address}/"): content for path, content in made.items()}


def rows_of(document: Document) -> list[Line]:
    """Return the rows of all tables that print anything."""
    tables = [block for block in blocks(document) if isinstance(block, Table)]
    rows = [row for table in tables for row in (*table.head, *table.rows)]
    lines = [
        Line(
            squeezed("".join(cell.text for cell in row)),
            tuple(squeezed(span.text) for cell in row for span in cell.spans if span.figure),
        )
        for row in rows
    ]
    return [line for line in lines if line.text]


def prose_of(document: Document) -> list[Line]:
    """Return the paragraphs of all parts."""
    found = (block for block in blocks(document) if isinstance(block, Paragraph))
    return [Line(squeezed(one.text), tuple(span.text for span in one.spans if span.figure)) for one in found]


def unlisted(document: Document, read: Read) -> Iterator[str]:
    """Yield how a list of figures differs from the figures of the document, in both directions."""
    wanted = {entry.name: (entry.printed, entry.unit) for entry in document.figures.values()}
    names = wanted.keys() | read.figures.keys()
    yield from (f"{name}: {read.figures.get(name)}" for name in names if wanted.get(name) != read.figures.get(name))
    exact = {entry.name: entry.exact for entry in document.figures.values()}
    yield from (f"{name}: {exact.get(name)} {value}" for name, value in read.values.items() if exact.get(name) != value)


def unprinted(lines: list[Line], read: Read) -> Iterator[str]:
    """Yield the rows that a file does not print as often as the document; in a PDF they are sought in the text."""
    if not read.loose:
        yield from Counter(line.text for line in lines) - read.rows
        return
    yield from (line.text for line in lines if line.text not in read.text and not _parted(line, read.text))


def _parted(line: Line, text: str) -> bool:
    """Return whether a row is there though a page ends within it: each figure, and all its clauses but one or two."""
    clauses = _CLAUSE.split(line.text)
    lost = sum(clause not in text for clause in clauses)
    return len(clauses) > _MANY and lost <= _TORN and all(figure in text for figure in line.figures)


def unwritten(document: Document, read: Read) -> Iterator[str]:
    """Yield the paragraphs that a file does not print word for word."""
    yield from (line.text for line in prose_of(document) if line.text not in read.text)


def uncounted(document: Document, tables: Mapping[str, list[list[str]]]) -> Iterator[str]:
    """Yield the figures of tables that open data lacks, or holds as digits that do not round to what is printed."""
    for table in (block for block in blocks(document) if isinstance(block, Table) and block.rows):
        held = Counter(cell for row in tables[table.key] for cell in row)
        cells = [cell for row in table.rows for cell in row if any(span.figure for span in cell.spans)]
        wanted = Counter(cell.value or " ".join(cell.text.split()) for cell in cells)
        yield from (f"{table.key}: {text}" for text in wanted - held)
        yield from (
            f"{table.key}: {cell.text} {cell.value}"
            for cell in cells
            if cell.value and not _same(cell.text, cell.value)
        )


def _same(printed: str, digits: str) -> bool:
    """Return whether plain digits round to a printed amount."""
    found = _PRINTED.search(printed)
    if not found:
        return True  # a word such as 未公布 beside its amount
    shown = Decimal(found[0].replace("−", "-").replace(",", ""))
    return shown in {
        Decimal(digits).quantize(shown, ROUND_HALF_UP),
        abs(Decimal(digits).quantize(shown, ROUND_HALF_UP)),
    }


def whole(document: Document, read: Read) -> list[str]:
    """Return what a file lacks that holds all of a report."""
    return [*unprinted(rows_of(document), read), *unwritten(document, read)]


def _pdf(document: Document, content: bytes, files: Mapping[str, bytes]) -> list[str]:
    inside = reading_back.attached(content)
    assert inside == {name: files[f"downloads/{name}"] for name in ("facts.json", "tables.xlsx")}
    return whole(document, reading_back.pdf(content, cover_of(document, "", file_date(document)).running))


def _fragment(document: Document, content: bytes, files: Mapping[str, bytes]) -> list[str]:
    held = reading_back.archive(content)
    assert {held[name] == files[f"downloads/{name}"] for name in ("report.pdf", "tables.xlsx")} == {True}
    pages = [reading_back.html(held[name].decode()) for name in ("fragment.html", "preview.html")]
    return [problem for page in pages for problem in whole(document, page)]


def _package(document: Document, content: bytes, files: Mapping[str, bytes]) -> list[str]:
    """Return which CSV files are not in the package as they are offered singly."""
    held = reading_back.archive(content)
    keys = ["facts", *(block.key for block in blocks(document) if isinstance(block, Table) and block.rows)]
    return [key for key in keys if held.get(f"data/{key}.csv") != files[f"downloads/{key}.csv"]]


def _pages(document: Document, files: Mapping[str, bytes]) -> list[str]:
    """Return what the Markdown pages lack: entries of all figures, tables, paragraphs."""
    texts = {path: content.decode() for path, content in files.items() if path.endswith(".md")}
    listed = {key: said for text in texts.values() for key, said in reading_back.figures_page(text).items()}
    wanted = {entry.key: (entry.printed, entry.unit) for entry in document.figures.values()}
    wrong = [f"{key}: {wanted.get(key)} {listed.get(key)}" for key in wanted.keys() | listed.keys()
             if wanted.get(key) != listed.get(key)]  # fmt: skip
    return [*wrong, *whole(document, reading_back.html("\n".join(texts.values())))]


Reader = Callable[[Document, bytes, Mapping[str, bytes]], list[str]]
#: file below downloads/ → what it lacks or says otherwise.
READERS: Mapping[str, Reader] = {
    "report.pdf": _pdf,
    "report.docx": lambda document, content, _: whole(document, reading_back.word(content)),
    "fragment.zip": _fragment,
    "facts.json": lambda document, content, _: list(unlisted(document, reading_back.figures_json(content))),
    "facts.csv": lambda document, content, _: list(unlisted(document, reading_back.figures_csv(content))),
    "tables.json": lambda document, content, _: list(uncounted(document, reading_back.tables_json(content))),
    "tables.xlsx": lambda document, content, _: list(unprinted(rows_of(document), reading_back.workbook(content))),
    "data-package.zip": _package,
}


def differences(document: Document, files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Return for each file of a report how it differs from the document; files that agree are left out."""
    tables = {block.key for block in blocks(document) if isinstance(block, Table) and block.rows}
    made = {
        path.removeprefix("downloads/"): content for path, content in files.items() if path.startswith("downloads/")
    }
    csvs = {key: reading_back.cells_of_csv(made.pop(f"{key}.csv")) for key in tables}
    found = {"*.csv": list(uncounted(document, csvs)), "*.md": _pages(document, files)}
    found |= {name: READERS[name](document, content, files) for name, content in made.items()}
    return {name: problems for name, problems in found.items() if problems}


def test_every_format_is_read() -> None:
    """A format that is offered and that no reader knows would be compared by nobody."""
    assert {name.removeprefix("downloads/") for name in WHOLE} <= set(READERS)


@pytest.mark.parametrize("address", REPORTS)
def test_every_format_says_every_figure_alike(address: str, store: Path) -> None:
    """PDF, Word, Excel, CSV, JSON, package, fragment and pages hold each figure of the report as it is printed."""
    files = files_of(address, store)
    assert {"downloads/report.pdf", *WHOLE} <= files.keys()
    assert differences(document_of(address), files) == {}


def test_one_other_digit_is_seen_in_every_format(store: Path) -> None:
    """Were one amount of one table and its entry another, each format would be found to differ."""
    document = document_of(WATER)
    figure = next(name for name, entry in document.figures.items() if entry.printed == "70.00")
    entry = replace(document.figures[figure], printed="70.01", exact="70.01")
    changed = replace(
        document,
        parts=tuple(_with(part, figure) for part in document.parts),
        figures={**document.figures, figure: entry},
    )
    files = files_of(WATER, store)
    offered = {name for name in READERS if f"downloads/{name}" in files}
    # the package holds the very bytes of the CSV files, which differ
    assert set(differences(changed, files)) == {"*.csv", "*.md", *offered} - {"data-package.zip"}


def _with(section: Section, figure: str) -> Section:
    """Return a section whose tables print another amount for a figure."""
    blocks_ = tuple(_other(block, figure) for block in section.blocks)
    return replace(section, blocks=blocks_, sections=tuple(_with(below, figure) for below in section.sections))


def _other(block: Block, figure: str) -> Block:
    if not isinstance(block, Table):
        return block
    rows = tuple(
        tuple(
            replace(cell, spans=(Span("70.01", figure),), value="70.01")
            if any(span.figure == figure for span in cell.spans)
            else cell
            for cell in row
        )
        for row in block.rows
    )
    return replace(block, rows=rows)
