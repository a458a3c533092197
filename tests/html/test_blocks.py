"""Paragraphs, figures, charts, cards and glossary as HTML."""

import re

import pytest

from generator.html.blocks import render_block
from generator.html.cards import render_brief, render_cards
from generator.html.context import PageContext
from generator.html.status_bar import BarPart, render_bar
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
    """A card has question, answer with unit and remark, what it is, last year's, its bars, sentence and link."""
    card = Card(
        "花了多少？",
        "1.00",
        "万元",
        (Span("另有一句"),),
        "statement",
        "s1",
        "收入",
        (ChartPoint("2023年", 2.0, "2.00"), ChartPoint("2024年", 1.0, "1.00")),
        "本年收入合计（全部资金）",
        "约10000元",
        (Span("上年2.00万元，减少"), Span("1.00", "收入"), Span("万元（−50.00%）。")),
    )
    text = render_cards([card, card], context(), lambda _: ("statement/#s1", "详见"))
    assert '>1.00</a><span class="unit">万元</span><span class="card-remark">约10000元</span></p>' in text
    assert '<p class="card-label">本年收入合计（全部资金）</p>' in text
    assert '<p class="card-prior"><span class="trend" aria-hidden="true">▼</span>上年2.00万元，减少' in text
    assert '<p class="card-more"><a href="statement/#s1">详见</a></p>' in text
    assert re.findall(r'<rect class="(\S+)"(?: fill="url\(#(\S+)\)")? width="(\S+)"', text) == [
        ("bar-before", "hatch", "100.00%"),
        ("bar-now", "", "50.00%"),
        ("bar-before", "hatch-2", "100.00%"),
        ("bar-now", "", "50.00%"),
    ]
    assert 'class="card-bars" aria-hidden="true"' in text
    assert re.findall(r'class="bar-value" data-widest="([\d.]+)">([\d.]+)<', text)[0] == ("2.00", "2.00")
    assert render_cards([], context(), lambda _: None) == ""


@pytest.mark.parametrize("values", [(), (0.0, 0.0), (-1.0, 2.0)])
def test_card_without_comparable_years_has_no_bars(values: tuple[float, ...]) -> None:
    """Last year unknown, both years zero or one below zero: no bar and no arrow, only words."""
    bars = tuple(ChartPoint("某年", value, str(value)) for value in values)
    text = render_cards([Card("？", "1", "", (), "", "", "", bars)], context(), lambda _: None)
    assert "<svg" not in text
    assert "▲" not in text


def test_the_report_in_a_minute_is_a_list_of_our_sentences() -> None:
    """Each sentence is an item, its numbers lead to their entries; without sentences there is no list."""
    said = Paragraph((Span("一共收入"), Span("1.00", "收入"), Span("万元。")), official=False)
    text = render_brief([said], context())
    assert text.startswith('<ul class="brief"><li>一共收入<span class="amount"><a class="figure"')
    assert "official" not in text
    assert render_brief([], context()) == ""


def test_a_flow_has_its_parts_as_a_table_by_side() -> None:
    """No part is 未公布 on the side where it does not stand; picture and data can be taken home."""
    points = (ChartPoint("收入", 3, "3.00", "收入", "来源"), ChartPoint("支出", 3, "3.00", "", "去向"))
    text = render_block(
        Chart("f1", "flow", "没有结余", "来去", "", points, "说明", "万元", total="合计3.00"), context()
    )
    assert "未公布" not in text
    assert re.findall(r'scope="rowgroup" colspan="2" class="head">(\S+?)</th>', text) == ["来源", "去向"]
    assert 'href="../figures/#shouru">3.00</a>' in text
    assert 'href="../charts/f1.svg" download>' in text
    assert 'href="../charts/f1.csv" download>' in text


def test_glossary_prints_number_term_and_mark() -> None:
    """Number, term and mark stand as published; a term without explanation says so."""
    text = render_block(Glossary((Term("1.", "收入", "指。"), Term("2.", "支出", ""))), context())
    assert "<dt>1.收入：</dt><dd>指。</dd>" in text
    assert '<dt>2.支出</dt><dd class="missing">原公开件未作解释</dd>' in text


def test_notice_says_its_kind_in_words() -> None:
    """A correction is called 更正."""
    assert '<strong class="notice-label">更正</strong> 甲' in render_block(Notice("甲", "correction"), context())


def test_a_bar_of_one_colour_is_not_drawn() -> None:
    """Where all units stand alike the sentence says it: a bar needs two pieces to compare."""
    two = [BarPart("on-time", "●", "按时公开", 3), BarPart("late", "▲", "逾期公开", 1)]
    assert 'class="status-bar"' in render_bar(two, "3 个按时，1 个逾期")
    assert render_bar([two[0], BarPart("late", "▲", "逾期公开", 0)], "3 个按时") == ""
