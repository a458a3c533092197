"""What the real departments published stands in the reports laid out from their data."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.document.cards import walk
from generator.model.blocks import Block, Document, Glossary, Paragraph, Table
from tests.build.example import ANJU, HESHAN, PUTUO, real, tables

PUBLISHED = Path(__file__).resolve().parents[1] / "published"
FLOOR = 99.0
#: one form for marks that publishers mix at will: quotes, dashes, list marks.
SAME = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "。": ".", "、": ",", "—": "-", "–": "-", "…": "", "·": ""}
)


def plain(text: str) -> str:
    """Return a text without white space and in one width, as two prints of the same words compare equal."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(SAME)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a published text; pictures, which it names in brackets, are none."""
    for line in text.splitlines():
        if not line.strip().startswith("[image:"):
            yield from (part.strip() for part in re.split(r"(?<=[。；;！？])", line) if plain(part).strip(".,;:-()\"'"))


def words(block: Block) -> Iterator[str]:
    """Yield what a block prints of the official text."""
    if isinstance(block, Paragraph) and block.official:
        yield block.text
    elif isinstance(block, Table):
        yield from (block.title, *block.notes, block.statement)
    elif isinstance(block, Glossary):
        yield from (f"{term.number}{term.term}{term.mark}{term.text}" for term in block.terms)
    else:
        yield str(getattr(block, "caption", ""))


def printed(document: Document) -> str:
    """Return everything official that a laid-out report prints."""
    lines = [document.department_name, document.title]
    for section in walk(document.parts):
        lines.append(section.title)
        for block in section.blocks:
            lines += words(block)
    return plain("\n".join(lines))


def missing(published: str, document: Document) -> tuple[float, list[str]]:
    """Return the share of a published text, by characters, that a document prints, and the sentences it lacks."""
    text = printed(document)
    lost = [sentence for sentence in sentences(published) if plain(sentence).strip(".,;:") not in text]
    whole = sum(len(plain(sentence)) for sentence in sentences(published))
    return 100 - 100 * sum(len(plain(sentence)) for sentence in lost) / whole, lost


@pytest.mark.parametrize(
    ("file", "address", "allowed"),
    [("anju-hrss-2023.txt", ANJU, set()), ("heshan-hrss-2020.txt", HESHAN, set())],
)
def test_the_published_text_is_reproduced(file: str, address: str, allowed: set[str]) -> None:
    """At least 99 % of what the department published stands in its report; the sentences that do not are named here."""
    share, lost = missing((PUBLISHED / file).read_text(encoding="utf-8"), real(address))
    assert share >= FLOOR, "\n".join(lost)
    assert set(lost) == allowed


def test_the_measure_sees_a_lost_sentence() -> None:
    """A sentence that no report prints is noticed, so the test above can fail."""
    published = (PUBLISHED / "anju-hrss-2023.txt").read_text(encoding="utf-8")
    share, lost = missing(f"{published}\n2023年度本部门收入978.12万元。", real(ANJU))
    assert share < 100
    assert lost[-1] == "2023年度本部门收入978.12万元。"


def published_tables() -> dict[str, list[list[str]]]:
    """Return the nine tables of 普陀区 as published: title → rows of cells, blank ones empty."""
    found: dict[str, list[list[str]]] = {}
    for line in (PUBLISHED / "putuo-planning-2024.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            rows = found.setdefault(line[3:], [])
        elif line and line[0] not in "#>":
            rows.append([cell.strip() for cell in line.split("|")])
    return found


@pytest.mark.parametrize("title", published_tables())
def test_each_official_table_is_reproduced_cell_by_cell(title: str) -> None:
    """Every cell of the nine tables, blank ones included, prints what 普陀区 published."""
    rows = published_tables()[title]
    table = tables(real(PUTUO))[title]
    assert [[cell.text for cell in row] for row in table.rows] == rows


def test_the_nine_tables_stand_in_the_order_of_the_shanghai_form() -> None:
    """The tables follow each other as published, the two empty ones by statement."""
    official = [table for table in tables(real(PUTUO)).values() if table.corners]
    assert [table.title for table in official] == list(published_tables())
    text = (PUBLISHED / "putuo-planning-2024.txt").read_text(encoding="utf-8")
    statements = [line.removeprefix("> ") for line in text.splitlines() if line.startswith("> ")]
    assert [table.statement for table in official if table.state == "empty"] == statements


#: 单价50万元以上…: a threshold that belongs to the name of an asset, and no amount of the department.
THRESHOLD = re.compile(r"单价\d+万元以上")


@pytest.mark.parametrize("address", [ANJU, HESHAN, PUTUO])
def test_every_amount_and_rate_in_prose_is_a_figure(address: str) -> None:
    """No amount, share or rate of the prose is mere text: each is a figure that can be traced to its formula.

    赫山's three sections on performance, and the evaluations, are achievements in words (失业率3.8%), not accounts.
    """
    for section in walk(real(address).parts):
        if section.key.startswith("performance-") or section.page.startswith("evaluation"):
            continue
        for block in section.blocks:
            if isinstance(block, Paragraph):
                loose = "".join(span.text if not span.figure else "□" for span in block.spans)
                assert not re.findall(r"\d[\d.]*\s*(?:万元|%)", THRESHOLD.sub("", loose)), block.text
