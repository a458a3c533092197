"""Paragraphs, figures, charts, cards and glossary as HTML."""

import re

from generator.html.blocks import render_block
from generator.html.cards import render_cards
from generator.html.context import PageContext
from generator.model.blocks import (
    Card,
    Chart,
    ChartPoint,
    FigureEntry,
    Glossary,
    Notice,
    Paragraph,
    Span,
    Term,
)

ENTRY = FigureEntry("收入", "shouru", "收入", "1.00", "万元", "1.00", "", (), "typed", "x")


def context() -> PageContext:
    """Return a page with one figure."""
    return PageContext("statement", {"收入": ENTRY}, "../figures/", "../", {"f-shouru-3"})


def test_figure_and_unit_stay_together() -> None:
    """The link holds the number only; the unit after it stands in the same unbroken span, the rest outside."""
    text = render_block(Paragraph((Span("收入"), Span("1.00", "收入"), Span("万元，占比。"))), context())
    assert text == (
        '<p class="official indented">收入<span class="amount"><a class="figure" id="f-shouru" '
        'href="../figures/#shouru">1.00</a>万元</span>，占比。</p>'
    )


def test_repeated_figures_get_their_own_ids() -> None:
    """The second and third print of a figure get -2, and the next that no heading bears."""
    text = render_block(Paragraph((Span("1", "收入"), Span("1", "收入"), Span("1", "收入"))), context())
    assert [f'id="{name}"' in text for name in ("f-shouru", "f-shouru-2", "f-shouru-3", "f-shouru-4")] == [
        True,
        True,
        False,
        True,
    ]


def test_our_sentences_are_marked_and_empty_paragraphs_left_out() -> None:
    """A sentence of ours is labelled; a paragraph of blanks draws nothing."""
    assert render_block(Paragraph((Span("甲"),), official=False), context()) == (
        '<p class="plain"><span class="plain-label">一句话</span> 甲</p>'
    )
    assert render_block(Paragraph((Span(" \n\u3000"),)), context()) == ""
    assert (
        render_block(Paragraph((Span("1.甲"),), level=1, indented=False), context())
        == '<p class="official level-1">1.甲</p>'
    )


def test_chart_says_its_values_in_words_and_as_a_table() -> None:
    """The picture's alternative text is the description; the table has a column a series, absent values in words."""
    points = (
        ChartPoint("收入", 1, "1.00", "收入", "2024年"),
        ChartPoint("收入", 2, "2.00", "", "2023年"),
        ChartPoint("支出", 3, "3.00", "", "2024年"),
    )
    chart = Chart(
        "c1", "columns", "收入减少1.00万元", "收入，万元", "（图1）", points, "2024年1.00，2023年2.00", "万元", "注"
    )
    text = render_block(chart, context())
    assert re.search(
        r'<img src="../charts/c1.svg" alt="2024年1.00，2023年2.00" width="440" height="\d+" loading="lazy">', text
    )
    assert '<figcaption class="chart-caption">（图1）</figcaption>' in text
    assert '<th scope="col" class="amount">2023年（万元）</th>' in text
    assert text.count("未公布") == 1
    assert 'href="../figures/#shouru">1.00</a>' in text


def test_card_asks_and_answers() -> None:
    """A card has question, answer with unit, sentence, strip, parts and link; negative parts draw no strip."""
    part = ChartPoint("人员", 3.0, "3.00")
    card = Card(
        "花了多少？",
        "1.00",
        "万元",
        (Span("比上年"),),
        "statement",
        "s1",
        "收入",
        (part, ChartPoint("公用", 1.0, "1.00")),
    )
    text = render_cards([card], context(), lambda _: ("statement/#s1", "详见"))
    assert '<rect class="bar-2" x="75.00" y="0" width="25.00" height="8"></rect>' in text
    assert "每100元里：" in text
    assert '<li class="part-1"><span class="part-name">人员</span> 3.00元</li>' in text
    assert '<p class="card-more"><a href="statement/#s1">详见</a></p>' in text
    below = Card("？", "1", "", (), "", "", "", (part, ChartPoint("公用", -1.0, "-1.00")))
    assert "<svg" not in render_cards([below], context(), lambda _: None)
    assert render_cards([], context(), lambda _: None) == ""


def test_glossary_prints_number_term_and_mark() -> None:
    """Number, term and mark stand as published; a term without explanation says so."""
    text = render_block(Glossary((Term("1.", "收入", "指。"), Term("2.", "支出", ""))), context())
    assert "<dt>1.收入：</dt><dd>指。</dd>" in text
    assert '<dt>2.支出</dt><dd class="missing">原公开件未作解释</dd>' in text


def test_notice_says_its_kind_in_words() -> None:
    """A correction is called 更正."""
    assert '<strong class="notice-label">更正</strong> 甲' in render_block(Notice("甲", "correction"), context())
