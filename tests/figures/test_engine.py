"""Figures: what follows from what was typed, with formula and inputs, and what does not."""

from decimal import Decimal

import pytest

from generator.figures.engine import Figures, canonical, formulas_of
from generator.figures.figure import Origin
from generator.figures.grammar import FormulaError
from generator.load.facts import to_facts
from generator.load.records import decode
from generator.load.tree import read_tree
from generator.model.accounts import Accounts
from generator.model.address import UnknownNameError


def figures(text: str, formulas: dict[str, str] | None = None, *, new: bool = False) -> Figures:
    """Return the figures of an accounts file, amounts in 万元."""
    tree, found = read_tree(text.encode(), "accounts.yml")
    assert tree is not None, found
    accounts, findings = decode(Accounts, tree.value, "accounts.yml")
    assert accounts is not None, findings
    facts, findings = to_facts(accounts, "accounts.yml")
    assert findings == []
    return Figures(facts, formulas_of(formulas or {}), None, new)


def value(book: Figures, name: str) -> str | None:
    """Return a figure's value in 万元, or per cent or a count as it stands; None when it has none."""
    figure = book.get(name)
    if figure.value is None:
        return None
    scale = Decimal(10000) if figure.kind == "money" else Decimal(1)
    return f"{(figure.value / scale).normalize():f}"


INCOME = "收入: {一般公共预算财政拨款收入: 90, 政府性基金预算财政拨款收入: 10, 其他收入: 25}\n"


def test_totals_follow_from_their_parts() -> None:
    """收入 is the sum of its sources, 财政拨款收入 of the three budgets; a source nobody typed is zero."""
    book = figures(INCOME)
    assert value(book, "收入") == "125"
    assert value(book, "收入.财政拨款") == "100"
    assert value(book, "事业收入") == "0"
    assert book.get("事业收入").origin is Origin.IMPLIED


def test_names_have_one_form() -> None:
    """Official names and dotted labels in any order mean the same figure."""
    assert canonical("一般公共预算财政拨款基本支出") == "支出.一般公共预算.基本支出"
    assert canonical("支出.基本支出.一般公共预算") == "支出.一般公共预算.基本支出"
    assert canonical("支出.一般公共预算.占比") == "支出.一般公共预算.占比"
    with pytest.raises(UnknownNameError):
        canonical("没有这个数")


def test_codes_sum_upwards() -> None:
    """项 sum to 款, 款 to 类, 类 to the fund; the formula names the parts."""
    rows = '{"2080101": {决算数: 3}, "2080199": {决算数: 4}, "2101101": {决算数: 5}}'
    book = figures(f"财政拨款: {{一般公共预算: {{支出科目: {rows}}}}}\n")
    assert value(book, "支出.一般公共预算.20801") == "7"
    assert value(book, "支出.一般公共预算.208") == "7"
    assert value(book, "支出.一般公共预算") == "12"
    assert book.get("支出.一般公共预算").inputs == ("支出.一般公共预算.208", "支出.一般公共预算.210")
    assert book.get("支出.一般公共预算").formula == "{0} + {1}"
    assert value(book, "支出.一般公共预算.205") == "0"


def test_a_part_that_is_not_known_leaves_its_whole_unknown() -> None:
    """A declared blank is not zero, at any height above it; 未列金额 names a code without saying how much."""
    book = figures(INCOME.replace("25", "未公布"))
    assert value(book, "其他收入") is None
    assert value(book, "收入") is None
    assert value(book, "收入.财政拨款") == "100"
    book = figures('财政拨款: {一般公共预算: {基本支出: {经济科目: {"30101": 未列金额, "30102": 5}}}}\n')
    assert value(book, "支出.一般公共预算.基本支出.301") is None


def test_natures_make_the_whole_and_the_rest() -> None:
    """支出 is 基本 and 项目; known the whole and 基本, 项目 is the rest."""
    assert value(figures("支出: {基本支出: 7, 项目支出: 5}\n"), "支出") == "12"
    rows = '{"2080101": {决算数: 12}}'
    book = figures(f"财政拨款: {{一般公共预算: {{支出科目: {rows}, 基本支出: {{人员经费: 5, 公用经费: 2}}}}}}\n")
    assert value(book, "支出.一般公共预算.项目支出") == "5"


def test_shares_name_their_whole() -> None:
    """占比 of a source, a class, a nature and a group of economic classes: each of the whole above it."""
    book = figures(INCOME + "支出: {基本支出: 30, 项目支出: 90}\n")
    assert value(book, "收入.其他收入.占比") == "20"
    assert value(book, "支出.基本支出.占比") == "25"
    assert book.get("支出.基本支出.占比").inputs == ("支出.基本支出", "支出")
    with pytest.raises(UnknownNameError, match="总数"):
        book.get("收入.占比")


def test_a_share_of_nothing_has_no_value() -> None:
    """Zero divided by zero is not zero per cent."""
    book = figures("政府采购: {货物支出: 0, 工程支出: 0, 服务支出: 0, 授予中小企业合同金额: 0}\n")
    assert value(book, "政府采购") == "0"
    assert value(book, "政府采购.授予中小企业.占比") is None


@pytest.mark.parametrize(
    ("last", "difference", "rate", "word"),
    [("100", "25", "25", "增加"), ("200", "75", "37.5", "减少"), ("125", "0", "0", "持平"), ("0", "125", None, "增加")],
)
def test_changes(last: str, difference: str, rate: str | None, word: str) -> None:
    """增减额 and 增减率 are sizes, 方向 is the sign; against zero there is no rate."""
    book = figures(f"{INCOME}上年决算数: {{收入: {last}}}\n")
    assert value(book, "收入.较上年.增减额") == difference
    assert value(book, "收入.较上年.增减率") == rate
    assert book.get("收入.较上年.方向").word == word


def test_signed_changes_for_tables() -> None:
    """差额 and 差率 keep the sign."""
    book = figures(f"{INCOME}上年决算数: {{收入: 200}}\n")
    assert value(book, "收入.较上年.差额") == "-75"
    assert value(book, "收入.较上年.差率") == "-37.5"


def test_last_year_follows_from_a_published_change() -> None:
    """Where only the change is typed, last year is 倒算 and says so."""
    book = figures(f"{INCOME}较上年增减: {{收入: -25}}\n")
    assert value(book, "收入.上年决算数") == "150"
    assert book.get("收入.上年决算数").origin is Origin.DERIVED
    assert book.get("收入.上年决算数").formula == "{0} − {1}"


def test_completion_of_each_budget() -> None:
    """完成率 against 年初预算, 全年预算 and 预算, each by its own base."""
    book = figures("机关运行经费: {决算数: 60, 年初预算数: 50, 全年预算数: 80, 预算数: 60}\n")
    assert value(book, "机关运行经费.较年初预算.完成率") == "120"
    assert value(book, "机关运行经费.较全年预算.完成率") == "75"
    assert value(book, "机关运行经费.较预算.完成率") == "100"
    assert value(book, "机关运行经费.较上年.增减率") is None


def test_a_style_adds_figures_by_formula() -> None:
    """A formula of the style joins measures; it holds for last year as well."""
    text = INCOME + "结转结余: {年初结转和结余: 5}\n上年决算数: {收入: 90, 年初结转和结余: 10}\n"
    book = figures(text, {"收入总计": "收入 + 年初结转和结余"})
    assert value(book, "收入总计") == "130"
    assert value(book, "收入总计.上年决算数") == "100"
    assert value(book, "收入总计.较上年.增减额") == "30"
    assert book.get("收入总计").inputs == ("收入", "年初结转和结余")


def test_formulas_in_a_circle_have_no_value() -> None:
    """Two formulas that need each other end as unknown, not in a loop."""
    book = figures(INCOME, {"收入总计": "支出总计", "支出总计": "收入总计"})
    assert value(book, "收入总计") is None


def test_a_formula_with_unknown_words_is_refused() -> None:
    """A formula that cannot be read or names nothing is an error of the style."""
    with pytest.raises(FormulaError):
        formulas_of({"收入总计": "收入 + "})
    with pytest.raises(UnknownNameError):
        formulas_of({"收入总计": "收入 + 没有的"})


def test_a_published_value_is_used_from_there_on() -> None:
    """A declared value prints and counts in every figure above it; the computed one is kept beside it."""
    text = INCOME + "公布值: [{数: 收入.财政拨款, 公布: '100.01', 原因: 尾差}]\n"
    book = figures(text)
    assert value(book, "收入.财政拨款") == "100.01"
    assert value(book, "收入") == "125.01"
    assert book.get("收入.财政拨款").origin is Origin.PUBLISHED
    assert book.get("收入.财政拨款").computed == Decimal(1000000)


def test_a_published_value_of_one_place_counts_only_there() -> None:
    """A value declared for one place leaves the figure as it is."""
    book = figures(INCOME + "公布值: [{数: 收入.财政拨款, 处: 某表, 公布: '100.01', 原因: 尾差}]\n")
    assert value(book, "收入.财政拨款") == "100"


def test_a_rate_published_for_each_item() -> None:
    """各项 declares one rate for every 项 of a fund."""
    rows = '{"2080101": {决算数: 3}, "2080199": {决算数: 4}}'
    text = f"财政拨款: {{一般公共预算: {{支出科目: {rows}}}}}\n"
    text += "公布值: [{数: 支出.一般公共预算.各项.较预算.完成率, 公布: '100', 原因: 原文如此}]\n"
    book = figures(text)
    assert value(book, "支出.一般公共预算.2080101.较预算.完成率") == "100"
    assert value(book, "支出.一般公共预算.208.较预算.完成率") is None


def test_scopes_are_different_figures() -> None:
    """“三公” of 一般公共预算 and of all 财政拨款 are two figures, and one says nothing of the other."""
    text = "“三公”经费: {一般公共预算: {决算数: {合计: 3}}, 财政拨款: {决算数: {合计: 4}}}\n"
    book = figures(text)
    assert value(book, "三公.一般公共预算") == "3"
    assert value(book, "三公.财政拨款") == "4"
    assert value(figures(text.replace(", 财政拨款: {决算数: {合计: 4}}", "")), "三公.财政拨款") is None
