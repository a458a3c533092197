"""The glossary of the site: plain words first, then the official ones, and where they are used."""

from dataclasses import replace

from generator.model.identity import TermRow
from generator.model.style import PlainWord
from generator.model.summary import Summary
from generator.pages.portal import terms
from tests.pages.overviews import overview

WORDS = {
    "three-public": PlainWord(term="“三公”经费", plain="三项花的钱。", also=("三公经费",), confused="口径有别。"),
    "basic": PlainWord(term="基本支出", plain="日常要花的钱。"),
    "share": PlainWord(term="占比", plain="百分之几。", is_linked=False),
}


def summary(number: int, *names: str) -> Summary:
    """Return an invented report whose glossary has some terms."""
    return Summary("xugou", f"d{number}", 2024, "虚构县", f"虚构{number}局", f"{number}局", "虚构", terms=names)


def page(*summaries: Summary) -> str:
    """Return the page of terms."""
    found = replace(
        overview("虚构", summaries), plain_words=WORDS, terms=(TermRow(term="三公经费", text="虚构的官方解释。"),)
    )
    return terms.write(found)["terms.md"]


def test_plain_words_come_first_then_the_official_ones_with_their_source() -> None:
    """The plain line, the official text, where it is from, what it is mixed up with."""
    text = page()
    order = [text.index(words) for words in ("三项花的钱。", "虚构的官方解释。", "各部门共用的名词解释", "口径有别。")]
    assert order == sorted(order)


def test_terms_have_lasting_addresses_under_their_letter() -> None:
    """“三公” stands under S, 基本支出 under J; words that are no terms are left out."""
    text = page()
    assert (
        text.index("{#letter-J}")
        < text.index('id="basic"')
        < text.index("{#letter-S}")
        < text.index('id="three-public"')
    )
    assert "占比" not in text


def test_reports_that_explain_a_term_are_counted_and_ten_are_named() -> None:
    """Twelve reports use a term, under one spelling or another: ten links, two more counted."""
    text = page(*(summary(number, "三公经费" if number % 2 else "“三公”经费") for number in range(12)))
    assert "12 份报告的名词解释里有它" in text
    assert text.count("/2024/glossary/") == 10
    assert "还有 2 份" in text
