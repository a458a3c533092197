"""Terms in official prose: the first in a section is a link, and what is read is the published text."""

import re

from generator.html.blocks import render_block
from generator.html.context import PageContext
from generator.html.terms import Terms, terms_of
from generator.model.blocks import FigureEntry, Paragraph, Span

ENTRY = FigureEntry("收入", "shouru", "收入", "1.00", "万元", "1.00", "", (), "typed", "x")
OWN = [("基本支出", "glossary", "term"), ("“三公”经费", "glossary", "term-2"), ("支出总计", "glossary", "term-3")]
SHARED = {"项目支出": "project", "基本支出": "basic", "一般公共预算": "general", "一般公共预算财政拨款": "money"}


def page(terms: Terms | None = None) -> PageContext:
    """Return a page whose prose may link to the terms."""
    found = terms if terms is not None else terms_of(OWN, SHARED)
    return PageContext("statement", {"收入": ENTRY}, "../figures/", "../", heading="一、", terms=found)


def drawn(text: str, context: PageContext) -> str:
    """Return a paragraph of official text as HTML."""
    return render_block(Paragraph((Span(text),)), context)


def read(markup: str) -> str:
    """Return the text of markup."""
    return re.sub("<[^>]*>", "", markup)


def test_only_the_first_in_a_section_is_a_link() -> None:
    """Twice in a section is one link; the next section links again."""
    context = page()
    first = drawn("基本支出增加，基本支出占多数。", context)
    assert first.count('class="term"') == 1
    assert 'href="../glossary/#term" data-term="basic">基本支出</a>增加，基本支出占' in first
    assert 'class="term"' not in drawn("基本支出。", context)
    context.heading = "二、"
    assert 'class="term"' in drawn("基本支出。", context)


def test_the_text_stays_as_it_was_published() -> None:
    """Not a character more or less is read."""
    text = "“三公”经费与“三公经费”、一般公共预算财政拨款基本支出<乙>　和项目支出。"
    assert read(drawn(text, page())) == text.replace("<", "&lt;").replace(">", "&gt;")


def test_the_longest_term_is_meant() -> None:
    """一般公共预算财政拨款 is one term, not the shorter one that it begins with."""
    assert ">一般公共预算财政拨款</a>支出" in drawn("一般公共预算财政拨款支出", page())


def test_quotation_marks_do_not_hide_a_term() -> None:
    """三公经费 without its marks is the same term as “三公”经费."""
    assert "../glossary/#term-2" in drawn("三公经费", page())
    assert ">“三公”经费</a>" in drawn("全年“三公”经费", page())


def test_what_only_the_site_explains_leads_there() -> None:
    """Four folders above the report's own stands the page of terms."""
    assert 'href="../../../../../terms/#project">项目支出</a>' in drawn("项目支出", page())


def test_figures_headings_and_our_own_sentences_are_left_alone() -> None:
    """A figure's number is no term; sentences of ours and numbered sub-headings have no links to terms."""
    context = page()
    assert 'class="term"' not in render_block(Paragraph((Span("基本支出", "收入"),)), context)
    assert 'class="term"' not in render_block(Paragraph((Span("基本支出"),), official=False), context)
    assert 'class="term"' not in render_block(Paragraph((Span("1.基本支出"),), level=1), context)


def test_without_terms_nothing_changes() -> None:
    """A report without any term is drawn as plain text."""
    assert drawn("基本支出", page(terms_of([], {}))) == '<p class="official indented">基本支出</p>'
