"""An entry of 数字出处: in the order in which people ask."""

import re

from generator.html.context import PageContext
from generator.html.entries import render_entry, render_pointer
from generator.html.terms import terms_of
from generator.model.blocks import Correction, FigureEntry

WHOLE = FigureEntry(
    "支出",
    "zhichu",
    "本年支出合计",
    "4.00",
    "万元",
    "4.0049",
    "",
    (),
    "typed",
    "data/regions/xugou/jia/2024/accounts.yml#/支出/0",
)
PART = FigureEntry("基本", "jiben", "基本支出", "1.00", "万元", "1", "", (), "typed", "")
SHARE = FigureEntry(
    "占比", "zhanbi", "基本支出，占比", "25.00", "%", "25",
    "基本支出 1.00 ÷ 本年支出合计 4.00 × 100% = 25.00", ("基本", "支出"), "published", "",
    remark="公布值：原文如此。", meaning="虚构的说明。（本站解释）", change=("比上年的占比（20%）提高5个百分点",),
    verdict="相符：一致", waived=("照原件公布，原因：原文如此",), scope="财政拨款，2024年度",
)  # fmt: skip
FIGURES = {entry.name: entry for entry in (WHOLE, PART, SHARE)}


def context(sheets: dict[str, str] | None = None) -> PageContext:
    """Return a page of entries."""
    terms = terms_of([("基本支出", "glossary", "term")], {})
    return PageContext("figures", FIGURES, "../figures/", "../", sheets=sheets or {}, terms=terms)


def test_everything_stands_in_the_order_in_which_people_ask() -> None:
    """Value, meaning, scope, change, formula, verdict, places, source, remark, corrections, what was let stand."""
    correction = Correction("2025-01-02", "更正", "基本支出，占比", "24", "25.00", "%", "抄错", figure="占比")
    text = render_entry(
        SHARE, [("表一：行“甲”", "../tables/#f-zhanbi"), ("正文", "../statement/#f-zhanbi")], context(), [correction]
    )
    names = re.findall("<dt>([^<]*)</dt>", text)
    assert names == [
        "这是什么",
        "口径",
        "比较",
        "怎么算出来的",
        "核对",
        "还出现在",
        "出处",
        "说明",
        "更正记录",
        "原文如此",
    ]
    assert text.index("25.00") < text.index("这是什么")
    assert "2025-01-02 更正：基本支出，占比由24%改为25.00%（抄错）" in text


def test_each_operand_is_a_link_to_its_own_entry() -> None:
    """A line an operand: its sign, its name as a link, its value with its unit; the result has its unit."""
    text = render_entry(SHARE, [], context())
    steps = re.findall(r'<span class="step">(.*?)</span>', text)
    assert steps == [
        '<a href="#jiben">基本支出</a> 1.00万元',
        '÷ <a href="#zhichu">本年支出合计</a> 4.00万元',
        "× 100% = 25.00%",
    ]


def test_an_operand_of_another_page_is_linked_there() -> None:
    """Entries may be parted over several pages."""
    text = render_entry(SHARE, [], context({"zhichu": "figures-2"}))
    assert 'href="../figures-2/#zhichu"' in text


def test_more_than_is_printed_is_told_in_yuan() -> None:
    """4.0049 万元 is printed as 4.00: it is 40,049 yuan; nothing is told where nothing more is known."""
    assert "即40,049.00元" in render_entry(WHOLE, [], context())
    assert "元</span>" not in render_entry(PART, [], context()).replace("万元</span>", "")


def test_the_place_in_the_data_reads_as_a_path() -> None:
    """The folder of the region is left out, the number of an item counted from one."""
    assert "<code>2024/accounts.yml › 支出 › 第1条</code>" in render_entry(WHOLE, [], context())


def test_places_of_the_same_words_are_named_once() -> None:
    """Three places in the prose of one section are one line, under its first address."""
    places = [("一、甲", "../statement/#f-a"), ("一、甲", "../statement/#f-a-2"), ("一、甲", "../other/#f-a")]
    assert render_entry(PART, places, context()).count("<li>") == 2


def test_an_arrow_is_an_ornament() -> None:
    """The words say it; the arrow is hidden from those who listen."""
    assert '<span class="arrow" aria-hidden="true">▲</span>比上年的占比' in render_entry(SHARE, [], context())


def test_a_pointer_keeps_the_old_address() -> None:
    """It bears the key, so that a link to the first page of entries leads on."""
    assert render_pointer(PART, "../figures-2/#jiben") == (
        '<li id="jiben"><a href="../figures-2/#jiben">基本支出</a> 1.00万元</li>'
    )
