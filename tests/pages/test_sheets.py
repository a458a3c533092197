"""Entries of a large report are parted over pages; places are told by table, row and column."""

from dataclasses import replace
from functools import cache

from generator.build.outputs import pages_of
from generator.html.context import Appearance
from generator.model.blocks import Document, FigureEntry
from generator.pages.outline import outline
from generator.pages.places import place_words, words_of
from generator.pages.sheets import sheets_of
from tests.build.example import ANJU, real


@cache
def pages() -> dict[str, str]:
    """Return the pages of a real report with many evaluations."""
    return {path: raw.decode() for path, raw in pages_of(real(ANJU), (), ()).items()}


def many(document: Document, count: int) -> Document:
    """Return the document with a number of invented figures beside its own."""
    made = (
        FigureEntry(f"虚构{n}", f"n{n:010d}", f"虚构{n}", "1", "元", "1", "", (), "typed", "x") for n in range(count)
    )
    return replace(document, figures={**document.figures, **{entry.name: entry for entry in made}})


def test_no_page_of_entries_is_heavy() -> None:
    """Every page of entries stays below 300 KB, and every entry is on exactly one."""
    found = {path: text for path, text in pages().items() if "/figures" in path}
    assert len(found) > 1
    assert all(len(text.encode()) < 300_000 for text in found.values())
    for entry in real(ANJU).figures.values():
        assert sum(f'class="figure-entry" id="{entry.key}"' in text for text in found.values()) == 1


def test_the_first_page_leads_to_every_entry() -> None:
    """`figures/#KEY` is an entry or a line that leads to it: an address once given stays good."""
    first = next(text for path, text in pages().items() if path.endswith("/figures.md"))
    assert all(f'id="{entry.key}"' in first for entry in real(ANJU).figures.values())


def test_what_pages_above_link_to_is_on_the_first_page() -> None:
    """Compared figures and those on cards are never moved to another page."""
    document = many(real(ANJU), 3000)
    first = sheets_of(document).pages["figures"]
    assert {one.figure for one in document.measures} <= set(first)
    assert {card.figure for card in document.cards if card.figure} <= set(first)


def test_a_small_report_has_one_page() -> None:
    """Nothing is parted that need not be."""
    document = replace(real(ANJU), figures=dict(list(real(ANJU).figures.items())[:5]), measures=(), cards=())
    assert list(sheets_of(document).pages) == ["figures"]
    assert not sheets_of(document).of_key


def test_a_place_in_a_table_is_told_by_row_and_column() -> None:
    """A reader finds the cell by what stands beside and above it."""
    words = place_words(outline(real(ANJU)))
    assert "公开01表 收入支出决算总表：行“总计”，列“收入/决算数”" in words["tables", "收入总计"]


def test_where_counts_differ_the_heading_is_told() -> None:
    """A figure that a page prints oftener than was reckoned is told by the heading above it."""
    appearances = [Appearance("甲", "tables", "f-a", "一、"), Appearance("甲", "tables", "f-a-2", "二、")]
    assert words_of(appearances, {("tables", "甲"): ["表一：行“乙”"]}) == ["一、", "二、"]
    assert words_of(appearances, {("tables", "甲"): ["表一：行“乙”", ""]}) == ["表一：行“乙”", "二、"]
