"""一分钟看懂: what it says of known, zero and unknown figures, whose reasons it gives, and when a flow is drawn."""

import pytest

from generator.model.blocks import Card, Chart, Document
from tests.build.example import ACCOUNTS, ANJU, HESHAN, PUTUO, WATER, charts, invented, laid_out, real

PRIOR = "上年决算数:\n  收入总计: 100.00\n"
REASON = "开挖了一条不存在的河"
TRIPS = "因公出国（境）费: 0, 公务用车购置费: 0, 公务用车运行维护费: 2.00, 公务接待费: 1.00"


def water(*changes: tuple[str, str]) -> Document:
    """Return the invented report with texts of its accounts replaced."""
    accounts = ACCOUNTS
    for old, new in changes:
        assert accounts.count(old) == 1, old
        accounts = accounts.replace(old, new)
    return laid_out(invented(accounts=accounts), WATER)


def said(document: Document) -> str:
    """Return the sentences of a report as one text."""
    return "\n".join(sentence.text for sentence in document.brief)


def card(document: Document, question: str) -> Card:
    """Return the answer to a question."""
    return next(card for card in document.cards if card.question == question)


def picture(document: Document, key: str) -> Chart | None:
    """Return a chart of the landing page."""
    return next((chart for chart in document.pictures if chart.key == key), None)


def test_it_says_what_came_in_went_out_on_what_and_what_changed() -> None:
    """Sources, nature, largest class, 三公 with its scope, the change against last year."""
    assert said(water()).splitlines() == [
        "2024年一共收入120.00万元，其中最多的是一般公共预算财政拨款收入100.00万元，占83.33%。",
        "一共支出115.00万元：保运转的基本支出70.00万元，办专门事情的项目支出45.00万元。年末结转和结余（还没有用完的钱）10.00万元。",
        "花钱最多的方面是农林水支出95.00万元，占一般公共预算财政拨款支出的100%。",
        f"收支总计（含上年结转）125.00万元，比上年增加25.00万元（+25.00%）。部门说明的原因：{REASON}。",
        "“三公”经费3.00万元（财政拨款口径）：因公出国（境）费没有发生、公务用车购置及运行维护费2.00万元、公务接待费1.00万元。",
    ]


def test_a_reason_is_the_departments_or_none() -> None:
    """Without a typed reason nothing is given for one."""
    without = said(water((f"原因:\n  收入总计: {REASON}\n", "")))
    assert "比上年增加25.00万元" in without
    assert "原因" not in without
    assert "原因" not in said(real(PUTUO))


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("收入总计: 100.00", "比上年增加25.00万元（+25.00%）"),
        ("收入总计: 250.00", "比上年减少125.00万元（−50.00%）"),
        ("收入总计: 125.00", "与上年持平。"),
        ("收入总计: 40.00", "比上年增加85.00万元，是上年的3.1倍。"),
        ("收入总计: 未公布", ""),
    ],
)
def test_a_change_is_told_with_its_base(before: str, words: str) -> None:
    """More, less, the same; beyond +200 % as a multiple; an unknown base is not spoken of."""
    text = said(water(("收入总计: 100.00", before)))
    assert words in text
    assert ("收支总计" in text) == bool(words)


def test_nothing_spent_is_said_in_words() -> None:
    """三公 of zero: 没有花钱 in the sentence, 本年未发生 beside the zero of the card."""
    zero = water((f"决算数: {{{TRIPS}}}", f"决算数: {{{TRIPS.replace('2.00', '0').replace('1.00', '0')}}}"))
    assert "“三公”经费（财政拨款口径）为零：出国、公车、接待都没有花钱。" in said(zero)
    answer = card(zero, "“三公”花了多少？")
    assert (answer.answer, answer.unit, answer.remark) == ("0.00", "万元", "（本年未发生）")


def test_an_unknown_figure_is_not_spoken_of() -> None:
    """Without 三公 and 结余 their sentences are left out, and no card asks for them."""
    text = said(water((f"    决算数: {{{TRIPS}}}\n", "")))
    assert "三公" not in text
    assert "一共收入" in text


@pytest.mark.parametrize(
    ("amount", "answer", "unit", "remark"),
    [
        ("123456.70", "12.35", "亿元", "即123456.70万元"),
        ("45.00", "70.38", "万元", ""),
    ],
)
def test_an_amount_is_said_in_a_unit_that_can_be_pictured(amount: str, answer: str, unit: str, remark: str) -> None:
    """From one 亿元 on in 亿元 with 万元 beneath."""
    basic = f"基本支出: {amount}" if unit == "亿元" else "基本支出: 25.38"
    project = "项目支出: 0" if unit == "亿元" else f"项目支出: {amount}"
    found = card(water(("基本支出: 70.00\n  项目支出: 45.00", f"{basic}\n  {project}")), "一共花了多少？")
    assert (found.answer, found.unit, found.remark) == (answer, unit, remark)


def test_less_than_ten_thousand_yuan_is_also_said_in_yuan() -> None:
    """0.39万元 is about 3900元."""
    assert card(real(PUTUO), "“三公”花了多少？").remark == "约3900元"


def test_a_card_has_last_years_figure_beside_it_or_says_that_there_is_none() -> None:
    """赫山 states last year's 支出, 安居 does not; bars are drawn only for both years."""
    known, unknown = card(real(HESHAN), "一共花了多少？"), card(real(ANJU), "一共花了多少？")
    assert "".join(span.text for span in known.prior) == "上年1277.73万元，增加3921.62万元，是上年的4.1倍。"
    assert [(bar.label, bar.text) for bar in known.bars] == [("2019年", "1277.73"), ("2020年", "5199.35")]
    assert "".join(span.text for span in unknown.prior) == "上年数未公布。"
    assert unknown.bars == ()
    assert known.label == "本年支出合计（全部资金）"


def test_of_each_hundred_yuan_the_largest_part_is_the_title() -> None:
    """Parts come largest first and their yuan are figures."""
    chart = picture(real(PUTUO), "chart-hundred")
    assert chart is not None
    assert chart.finding == "每花100元，人员经费占50.1元"
    assert [(point.label, point.share) for point in chart.points] == [
        ("人员经费", "50.1元"),
        ("项目支出", "45.0元"),
        ("公用经费", "4.9元"),
    ]
    assert all(point.figure for point in chart.points)


@pytest.mark.parametrize("address", [ANJU, HESHAN, PUTUO])
def test_both_sides_of_a_flow_add_up_to_the_printed_total(address: str) -> None:
    """What came in and what went out are the total that the report prints, to the last digit that it has."""
    chart = picture(real(address), "chart-flow")
    assert chart is not None
    total = float(real(address).figures["收入总计"].exact)
    for side in ("来源", "去向"):
        assert sum(point.value for point in chart.points if point.series == side) == pytest.approx(total, abs=0.02)
    assert len(chart.finding) <= 22
    assert chart.total == f"收入总计{real(address).figures['收入总计'].printed}万元"


@pytest.mark.parametrize(
    "change",
    [
        ("  结余分配: 0\n  年末结转和结余: 10.00\n", "  结余分配: 0\n  年末结转和结余: 未公布\n"),
        ("  结余分配: 0\n  年末结转和结余: 10.00\n", "  结余分配: 0\n  年末结转和结余: 12.00\n"),
    ],
)
def test_no_flow_is_drawn_of_sides_that_are_unknown_or_do_not_agree(change: tuple[str, str]) -> None:
    """What is not published, or does not add up, is no picture; it is not spoken of either."""
    assert picture(water(), "chart-flow") is not None
    assert picture(water(change), "chart-flow") is None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "linxiang/hrss/2023",
            "得97分，满分100分，按得分折算为“优”。扣分最多的是公务卡刷卡率（扣2分）、资产管理安全性（扣1分）。",
        ),
        ("ziyang/hrss/2022", "项目资金全年预算257.64万元，执行257.64万元，执行率100%。"),
        ("hunan/hrss/2021", "自评报告写明支出33424.24万元"),
        (HESHAN, "部门整体支出：得98分，满分100分，等次为“优秀”。"),
    ],
)
def test_evaluations_are_told_too(address: str, words: str) -> None:
    """Score, grade (as printed, or worked out and said so), what lost most, money and execution."""
    assert words in said(real(address))
    assert real(address).cards


def test_questions_of_the_accounts_leave_those_of_evaluations_out() -> None:
    """A report with accounts answers with them; what an evaluation says of its own money is asked only without."""
    questions = {found.question for found in real(ANJU).cards}
    assert not any(question.endswith("花了多少钱？") for question in questions)
    assert "业务工作经费：花了多少钱？" in {found.question for found in real("ziyang/hrss/2022").cards}


def test_titles_of_all_charts_are_short() -> None:
    """The finding of every chart has at most 22 characters."""
    for address in (ANJU, HESHAN, PUTUO):
        for chart in (*real(address).pictures, *charts(real(address)).values()):
            assert len(chart.finding) <= 22, chart.finding
