"""Marks for official words of many pieces: the search reads one short file for each."""

from itertools import product

import pytest

from generator.load.reading import Reader, load_shared
from generator.pages.phrases import MOST_PHRASES, mark_of, with_phrases

PHRASES = ("财政拨款支出", "“三公”经费支出", "基本支出")


def page(body: str, matter: str = "title: x") -> str:
    """Return a Markdown page."""
    return f"---\n{matter}\n---\n\n{body}\n"


def marks(text: str) -> list[str]:
    """Return the marks that a page's front matter names."""
    matter = text.partition("\n---")[0]
    line = next((line for line in matter.splitlines() if line.startswith("phrases: ")), "")
    return line.removeprefix("phrases: ").split()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>财政拨款支出100.00万元，比上年财政拨款支出多。</p>", ["zqaa"] * 2),
        ("# 财政拨款支出 {#one}", ["zqaa"] * 3),
        ("<p>财政拨款<a class=figure href=#x>支出</a></p>", ["zqaa"]),
        ("<p>三公经费支出，&#8220;三公&#8221;经费支出</p>", ["zqab"] * 2),
        ("<td>财政拨款</td><td>支出</td>", []),
        ("<p>基本</p>\n<p>支出</p>", []),
        ('<ul class="toc" data-pagefind-ignore><li>财政拨款支出</li></ul><p>无</p>', []),
        ("<p>财政拨款支出</p>" * 40, ["zqaa"] * 9),
        ("<p>收入</p>", []),
    ],
)
def test_a_page_bears_the_marks_of_the_phrases_that_its_text_holds(body: str, expected: list[str]) -> None:
    """As often as it holds them, up to nine; across tags inside a line, never across cells, blocks or hidden parts."""
    assert marks(with_phrases(page(body), PHRASES)) == expected


def test_nothing_else_of_the_page_changes() -> None:
    """One line more in the front matter; a page without a phrase, or outside the search, stays as it is."""
    before = page("<p>基本支出</p>\n---\n尾")
    assert with_phrases(before, PHRASES).replace("\nphrases: zqac", "") == before
    for same in (page("<p>收入</p>"), page("<p>基本支出</p>", "title: x\nsearch: false"), "基本支出，没有抬头"):
        assert with_phrases(same, PHRASES) == same


def test_marks_are_equally_long_and_all_different() -> None:
    """The search completes beginnings, so that no mark may begin another; there is an end to them."""
    every = [mark_of(number) for number in range(MOST_PHRASES)]
    assert len(set(every)) == MOST_PHRASES
    assert {len(mark) for mark in every} == {4}
    assert not any(one != other and one.startswith(other) for one, other in product(every[:40], every))
    with pytest.raises(ValueError, match="phrases"):
        mark_of(MOST_PHRASES)


def test_the_projects_list_is_read_and_fits() -> None:
    """`整词` of data/search.yml: each phrase once, not more than there are marks; a list that is none is found."""
    reader = Reader({"data/search.yml": "整词: [财政拨款支出, 基本支出]\n".encode()})
    assert load_shared(reader).phrases == ("财政拨款支出", "基本支出")
    wrong = Reader({"data/search.yml": "整词: [{财政拨款支出: 1}]\n".encode()})
    assert load_shared(wrong).phrases == ()
    assert any(found.path.startswith("data/search.yml") for found in wrong.findings)
