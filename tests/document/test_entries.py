"""What a reader is told of a figure: its meaning, its scope, how it compares, how far it is from its formula."""

import pytest

from generator.model.blocks import FigureEntry
from tests.build.example import ACCOUNTS, ANJU, PUTUO, REPORT, WATER, edited, invented, laid_out, real, real_files

OURS = "（本站解释）"


def water(accounts: str = ACCOUNTS, **changes: str) -> dict[str, FigureEntry]:
    """Return the entries of the invented department."""
    return dict(laid_out(invented(accounts=accounts, **changes), WATER).figures)


def test_a_figure_says_what_it_is_in_plain_words() -> None:
    """Basic expenditure is explained by the plain words, which are marked as ours."""
    entry = water()["支出.基本支出"]
    assert entry.meaning == f"维持单位日常运转要花的钱，主要是工资和办公费用。{OURS}"


def test_a_share_says_what_a_share_is() -> None:
    """Behind what the amount is stands what is asked of it."""
    entry = water()["支出.基本支出.占比"]
    assert entry.meaning.endswith("占比：这一项占总数的百分之几。")


def test_a_code_takes_the_words_of_the_reports_own_glossary() -> None:
    """Where the report's own glossary explains a code, its words are quoted, and whose words they are."""
    entry = real(ANJU).figures["支出.一般公共预算.2080101"]
    assert entry.meaning == "指行政单位（包括实行公务员管理的事业单位）的基本支出。（本报告的名词解释）"


def test_scope_and_base_stand_beside_every_figure_of_the_three_expenses() -> None:
    """Each amount of the “三公” says which money it is, and whether it is outturn or budget of which year."""
    entries = [entry for name, entry in water().items() if name.startswith("三公.") and entry.unit == "万元"]
    assert entries
    for entry in entries:
        assert entry.scope.startswith("财政拨款，2024年度") or "上年" in entry.name, entry.name
    assert water()["三公.财政拨款.公务接待费.年初预算数"].scope == "财政拨款，2024年度年初预算数"


@pytest.mark.parametrize(
    ("now", "budget", "sentence"),
    [
        ("1.00", "2.00", "比年初预算数（2.00万元）减少1.00万元，完成50.00%"),
        ("2.00", "2.00", "与年初预算数相同，都是2.00万元"),
        ("1.00", "0", "年初预算数为0，不可比"),
        ("7.20", "2.00", "是年初预算数（2.00万元）的3.6倍，增加5.20万元"),
    ],
)
def test_a_figure_is_compared_with_its_budget_in_words(now: str, budget: str, sentence: str) -> None:
    """The base is named; a zero base is not compared, and more than three times it is told as a multiple."""
    line = "公务用车运行维护费: 2.00, 公务接待费: "
    accounts = ACCOUNTS.replace(f"{line}1.00", f"{line}{now}").replace(f"{line}2.00", f"{line}{budget}")
    assert water(accounts)["三公.财政拨款.公务接待费"].change == (sentence,)


@pytest.mark.parametrize("words", ['特例: {"80.00": 八成, "60.87": 六成}', "负号: ▲, 零: 无", "零: 无"])
def test_a_share_is_compared_however_its_format_words_it(words: str) -> None:
    """Points are taken between the rounded shares, not between words that a style prints for some of them."""
    prior = "上年决算数: {收入总计: 100.00, 支出: 100.00, 支出.基本支出: 80.00, 支出.项目支出: 0}\n"
    accounts = ACCOUNTS.replace("上年决算数:\n  收入总计: 100.00\n", prior)
    report = f"{REPORT}样式: {{数字格式: {{百分比: {{{words}}}}}}}\n"
    (said,) = water(accounts, report=report)["支出.基本支出.占比"].change
    assert said.endswith("降低19.13个百分点")
    (said,) = water(accounts, report=report)["支出.项目支出.占比"].change
    assert said.endswith("提高39.13个百分点")


def test_a_change_against_last_year_has_sign_and_percentage() -> None:
    """100 last year and 125 this year: 25 more, +25 %."""
    assert water()["收入总计"].change == ("比上年决算数（100.00万元）增加25.00万元（+25.00%）",)


def test_a_figure_of_the_budget_is_compared_with_nothing() -> None:
    """Only an outturn of this year is compared."""
    assert water()["三公.财政拨款.公务接待费.年初预算数"].change == ()


def test_two_published_values_of_one_thing_are_both_told() -> None:
    """One table prints 236.63 where the others print 236.64: the entry says so, and that it is rounding."""
    entry = real(PUTUO).figures["支出.210"]
    assert entry.verdict == "尾差：收入支出决算总表印的是236.63万元，其他各处是236.64万元，相差0.01万元"


def test_a_published_rate_that_does_not_follow_is_told() -> None:
    """完成预算100 % was printed where the amounts give 81.25 %; the reason for letting it stand is told as well."""
    entry = real(ANJU).figures["三公.财政拨款.较预算.完成率"]
    assert entry.verdict == "不符：公布的是100%，按算式是81.25%，相差18.75个百分点"
    assert entry.waived == ("照原件公布，原因：原文如此",)


def test_a_published_value_that_follows_agrees() -> None:
    """The published share is the one that the amounts give, as far as it is printed."""
    published = '公布值: [{数: 支出.基本支出.占比, 公布: "60.87", 原因: 原文如此}]\n'
    entry = water(ACCOUNTS + published)["支出.基本支出.占比"]
    assert entry.verdict == "相符：公布的是60.87%，与按算式得到的一致"


def test_who_answers_for_a_waiver_is_not_published() -> None:
    """The reason is for readers, the name of who answers for it is not."""
    files = edited(
        real_files(),
        f"data/regions/{ANJU}/accounts.yml",
        '处: "三公.财政拨款.较预算.完成率", 原因: 原文如此}',
        '处: "三公.财政拨款.较预算.完成率", 原因: 原文如此, 责任人: 虚构某某}',
    )
    entry = laid_out(files, ANJU).figures["三公.财政拨款.较预算.完成率"]
    assert entry.waived == ("照原件公布，原因：原文如此",)


def test_the_document_knows_where_the_site_explains_a_term() -> None:
    """Terms lead to their id on the page of terms; words that stand everywhere, such as 决算数, do not."""
    terms = laid_out(invented(), WATER).terms
    assert terms["基本支出"] == "basic"
    assert terms["三公经费"] == "three-public"
    assert "决算数" not in terms
