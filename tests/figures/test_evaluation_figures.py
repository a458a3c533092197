"""What follows from an evaluation: totals, groups, rates, lost points, grades, institutions, funds. All of it 虚构."""

from decimal import Decimal

import pytest

from generator.document.parts import parts_named
from generator.figures.engine import Figures
from generator.figures.printing import printer_of
from generator.model.address import within
from generator.model.style import NumberStyle
from tests.load.evaluating import book, evaluated

GRADES = {"优": "90", "良": "80", "中": "60", "差": "0"}
SHEET = """
资金: {总额: {全年预算数: 40, 执行数: 38, 分值: 10, 得分: 9.5}, 拨款: {执行数: 38, 分值: 10, 得分: 10}}
指标:
  - {一级: 产出, 二级: 数量, 三级: 修渠, 分值: 30, 得分: 25}
  - {三级: 打井, 分值: 10, 得分: 10}
  - {二级: 质量, 三级: 合格率, 分值: 20, 得分: 19.5}
  - {一级: 效益, 二级: 社会, 三级: 灌溉, 分值: 30, 得分: 30}
"""


def value(figures: Figures, name: str, slug: str = "demo") -> str | None:
    """Return a figure of an evaluation by its name inside it, in 万元 or as it stands; None when it has none."""
    figure = figures.get(within(name, {"scope": f"@{slug}"}))
    if figure.value is None:
        return figure.word or None
    scale = Decimal(10000) if figure.kind == "money" else Decimal(1)
    return f"{(figure.value / scale).normalize():f}"


def test_totals_are_the_rows_and_the_execution_rate() -> None:
    """自评得分 and 自评分值 add every row and the 执行率; the score beside a single source counts in no total."""
    figures = book(evaluated(SHEET))
    assert value(figures, "自评分值") == "100"
    assert value(figures, "自评得分") == "94"
    assert value(figures, "自评得分.其中：拨款") == "10"
    assert [name.partition(".")[2] for name in figures.get("自评得分.@demo").inputs] == [
        "执行率.@demo", "修渠.@demo", "打井.@demo", "合格率.@demo", "灌溉.@demo",
    ]  # fmt: skip


def test_groups_add_their_rows() -> None:
    """Each 一级 and 二级 has weight and score of its own; a 一级 that comes twice has two."""
    figures = book(evaluated(SHEET + "  - {一级: 产出, 二级: 数量, 三级: 清淤, 分值: 5, 得分: 1}\n"))
    groups = ("一级：产出", "二级：数量", "二级：质量", "一级：效益", "一级：产出（2）", "二级：数量（2）")
    assert [value(figures, f"自评分值.{group}") for group in groups] == ["60", "40", "20", "30", "5", "5"]
    assert [value(figures, f"自评得分.{group}") for group in groups] == ["54.5", "35", "19.5", "30", "1", "1"]


def test_a_row_that_is_not_scored_counts_in_no_total() -> None:
    """不参评: neither its weight nor a score typed all the same enter a total or a group."""
    rows = "  - {三级: 自评准确, 分值: 10, 得分: 10, 不参评: true}\n"
    figures = book(evaluated(SHEET + rows))
    assert (value(figures, "自评分值"), value(figures, "自评得分")) == ("100", "94")
    assert value(figures, "自评分值.一级：效益") == "30"


def test_a_weight_that_rows_share_counts_once() -> None:
    """Three rows under one weight of 15: the total has 15, the scores are each row's."""
    rows = """
        指标:
          - {三级: 甲, 分值: 15, 分值行数: 3, 得分: 5}
          - {三级: 乙, 得分: 4}
          - {三级: 丙, 得分: 3}
          - {三级: 丁, 分值: 5, 得分: 5}
    """
    figures = book(evaluated(rows))
    assert (value(figures, "自评分值"), value(figures, "自评得分")) == ("20", "17")
    assert value(figures, "自评分值.合计：甲") == "15"


def test_a_weight_that_stands_on_a_group_counts_once() -> None:
    """二级分值 or 一级分值 of rows without weights of their own is the group's, and enters the total."""
    rows = """
        计分:
          - {一级: 管理, 一级分值: 20, 二级: 制度, 二级分值: 12, 三级: 健全, 得分: 6}
          - {三级: 执行, 得分: 5}
          - {二级: 资产, 二级分值: 8, 三级: 安全, 得分: 8}
    """
    figures = book(evaluated(rows))
    assert value(figures, "自评分值") == "20"
    assert value(figures, "自评得分.一级：管理") == "19"


def test_a_score_that_is_missing_is_not_a_zero_of_the_row() -> None:
    """A row nobody scored has no score and loses no points; the total adds what there is."""
    figures = book(evaluated("指标: [{三级: 甲, 分值: 50, 得分: 40}, {三级: 乙, 分值: 50}]"))
    assert value(figures, "自评得分.乙") is None
    assert value(figures, "自评得分.乙.扣分") is None
    assert value(figures, "自评得分") == "40"


def test_lost_points_are_weight_less_score() -> None:
    """扣分 of a row, of the execution rate, of a group and of the whole."""
    figures = book(evaluated(SHEET))
    names = ("修渠", "打井", "执行率", "一级：产出")
    assert [value(figures, f"自评得分.{name}.扣分") for name in names] == ["5", "0", "0.5", "5.5"]
    assert value(figures, "自评得分.扣分") == "6"
    lost = parts_named(figures, ("自评得分.@demo.各扣分项",))
    assert list(lost) == ["自评得分.执行率.@demo", "自评得分.修渠.@demo", "自评得分.合格率.@demo"]


@pytest.mark.parametrize(
    ("score", "full", "grade"),
    [
        ("100", "100", "优"), ("90", "100", "优"), ("89.99", "100", "良"), ("80", "100", "良"), ("79.999", "100", "中"),
        ("60", "100", "中"), ("59.9", "100", "差"), ("0", "100", "差"),
        ("81", "90", "优"), ("80.99", "90", "良"), ("72", "90", "良"), ("54", "90", "中"), ("108", "120", "优"),
        ("107.9", "120", "良"), ("9", "10", "优"), ("-1", "100", None),
    ],
)  # fmt: skip
def test_the_grade_follows_from_the_share_of_full_marks(score: str, full: str, grade: str | None) -> None:
    """90, 80 and 60 belong to the better grade; a sheet of 90 or 120 points is graded by its share of them."""
    figures = book(evaluated(f"指标: [{{三级: 甲, 分值: {full}, 得分: '{score}'}}]"), grades=GRADES)
    assert value(figures, "自评得分.等次") == grade


def test_no_grade_without_a_score_or_full_marks() -> None:
    """A sheet without scores or weights, or a style without grades, has no grade."""
    assert value(book(evaluated("指标: [{三级: 甲, 分值: 10}]"), grades=GRADES), "自评得分.等次") is None
    assert value(book(evaluated("指标: [{三级: 甲, 得分: 10}]"), grades=GRADES), "自评得分.等次") is None
    assert value(book(evaluated("指标: [{三级: 甲, 分值: 10, 得分: 10}]")), "自评得分.等次") is None


def test_a_stated_grade_is_printed_and_the_score_stays() -> None:
    """等次 that the report states by its own words goes before the thresholds."""
    rows = "指标: [{三级: 甲, 分值: 100, 得分: 95}]\n等次: 良好"
    assert value(book(evaluated(rows), grades=GRADES), "自评得分.等次") == "良好"


MONEY = """
资金:
  总额: {到位数: 45}
  拨款: {年初预算数: 20, 全年预算数: 40, 执行数: 30}
  自筹: {年初预算数: 10, 全年预算数: 0, 执行数: 6}
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("项目资金.年初预算数", "30"),
        ("项目资金.全年预算数", "40"),
        ("项目资金", "36"),
        ("项目资金.到位数", "45"),
        ("项目资金.结余数", None),
        ("项目资金.较全年预算.完成率", "90"),
        ("项目资金.较年初预算.完成率", "120"),
        ("项目资金.较到位.完成率", "80"),
        ("项目资金.较年初预算.增减额", "6"),
        ("项目资金.较全年预算.差额", "-4"),
        ("项目资金.较全年预算.增减额", "4"),
        ("项目资金.较全年预算.方向", "减少"),
        ("项目资金.拨款.较全年预算.完成率", "75"),
        ("项目资金.自筹.较全年预算.完成率", None),
        ("项目资金.上年结转资金", None),
        ("项目资金.拨款.占比", "83.33333333333333333333333333"),
    ],
)
def test_money_and_its_rates(name: str, expected: str | None) -> None:
    """Columns add up over the sources; a rate is of the whole or of one source, and none of a budget of zero."""
    assert value(book(evaluated(MONEY)), name) == expected


def test_a_source_left_blank_is_not_zero_for_itself() -> None:
    """A source without an executed amount leaves its own cell unknown; the whole adds what was typed."""
    figures = book(evaluated("资金: {拨款: {执行数: 5}, 自筹: {年初预算数: 1}}"))
    assert value(figures, "项目资金.自筹") is None
    assert value(figures, "项目资金") == "5"


INSTITUTIONS = """
机构:
  本部:
    名称: 一、本部
    收入: {一般公共预算财政拨款收入: 10, 其他收入: 2}
    支出: {基本支出: 7, 项目支出: 4}
    在职人数: {行政: 5, 工人: 1}
    编制数: {总额: 8}
    固定资产: {在用固定资产: 3, 出租固定资产: 1}
  水管所:
    名称: 二、水管所
    收入: {一般公共预算财政拨款收入: 20}
    支出: {基本支出: 15}
    在职人数: {工人: 9}
    编制数: {总额: 12}
    固定资产: {在用固定资产: 5}
  水校:
    名称: 三、水校
    收入: {事业收入: 30}
    在职人数: {教师: 40}
    编制数: {总额: 60}
机构组: {不含水校: [本部, 水管所]}
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("收入.其他收入", "2"),
        ("收入.一般公共预算", "30"),
        ("收入", "62"),
        ("收入.机构-本部", "12"),
        ("收入.机构-不含水校", "32"),
        ("支出", "26"),
        ("支出.基本支出", "22"),
        ("在职人数", "55"),
        ("在职人数.工人", "10"),
        ("在职人数.机构-本部", "6"),
        ("在职人数.机构-不含水校", "15"),
        ("在职人数.工人.机构-不含水校", "10"),
        ("编制数.机构-不含水校", "20"),
        ("固定资产", "9"),
        ("固定资产.在用固定资产", "8"),
        ("固定资产.机构-不含水校", "9"),
        ("收入.机构-没有的", None),
    ],
)
def test_institutions_and_groups_of_them_add_up(name: str, expected: str | None) -> None:
    """The whole is the sum of its institutions, a group that of its members, for money and heads alike."""
    assert value(book(evaluated(INSTITUTIONS)), name) == expected


def test_what_is_typed_for_the_whole_goes_before_the_sum_of_institutions() -> None:
    """A total that the report states is a fact; the group and the institutions stay as they are."""
    figures = book(evaluated(INSTITUTIONS + "数据: {在职人数: {总额: 50}}\n"))
    assert (value(figures, "在职人数"), value(figures, "在职人数.机构-不含水校")) == ("50", "15")


FUNDS_TYPED = """
社会保险基金:
  虚构养老险:
    金额单位: 亿元
    收入预算数: {保费: 8, 补助: 2}
    收入决算数: {保费: 9, 补助: 3}
    支出决算数: {待遇: 11.5}
    年初结余: 4
    当年结余: 0.5
    年末结余: 4.5
  虚构工伤险:
    收入预算数: {总额: 7}
    收入决算数: {保费: 6}
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("基金收入.虚构养老险", "120000"),
        ("基金收入.虚构养老险.预算数", "100000"),
        ("基金收入.虚构养老险.保费", "90000"),
        ("基金收入.虚构养老险.较预算.完成率", "120"),
        ("基金收入.虚构养老险.保费.较预算.增减额", "10000"),
        ("基金收入.虚构养老险.保费.占比", "75"),
        ("基金支出.虚构养老险", "115000"),
        ("基金年初结余.虚构养老险", "40000"),
        ("基金当年结余.虚构养老险", "5000"),
        ("基金年末结余.虚构养老险", "45000"),
        ("基金收入.虚构工伤险", "6"),
        ("基金收入.虚构工伤险.较预算.完成率", "85.71428571428571428571428571"),
        ("基金收入.没有的险", None),
    ],
)
def test_each_insurance_fund_adds_its_items(name: str, expected: str | None) -> None:
    """Income and expenditure of a fund are the sums of its items, in the unit they were typed in."""
    assert value(book(evaluated(FUNDS_TYPED)), name) == expected


def test_the_items_of_a_fund_come_in_their_order_and_no_other_funds() -> None:
    """各分项 walks what was typed under one fund and one version."""
    figures = book(evaluated(FUNDS_TYPED))
    listed = parts_named(figures, ("基金收入.虚构养老险.预算数.@demo.各分项",))
    assert list(listed) == ["基金收入.虚构养老险.保费.预算数.@demo", "基金收入.虚构养老险.补助.预算数.@demo"]


def test_a_measure_may_print_in_a_unit_of_its_own() -> None:
    """计量单位 {基金收入: 亿元}: funds print in 亿元 where all else prints in 万元, published values included."""
    typed = f"{FUNDS_TYPED}公布值: [{{数: 基金收入.虚构工伤险, 公布: '0.5', 原因: 虚构}}]\n"
    figures = book(evaluated(typed + "资金: {总额: {执行数: 7}}"))
    figures.units = {"fund_income": "亿元"}
    printer = printer_of(figures, {"金额": NumberStyle()}, "万元")
    income, spent = figures.get("基金收入.虚构养老险.@demo"), figures.get("基金支出.虚构养老险.@demo")
    assert (printer.text(income), printer.unit(income)) == ("12.00", "亿元")
    assert (printer.text(spent), printer.unit(spent)) == ("115000.00", "万元")
    assert printer.text(figures.get("基金收入.虚构工伤险.@demo")) == "0.50"
    assert figures.get("基金收入.虚构工伤险.@demo").value == 50_000_000
    assert printer.unit(figures.get("项目资金.@demo")) == "万元"


FORMULAS = {
    "其他事项.控制率": "在职人数 ÷ 编制数 × 100",
    "收入总计": "收入 + 年初结转和结余",
    "基金收入.缺口": "基金收入 − 基金支出",
    "支出.年初预算数": "其他事项.年初预算",
}


def test_formulas_take_the_institution_that_is_asked_for() -> None:
    """控制率 of one institution is that of its own staff; of the whole, that of all; a quotient is a rate."""
    figures = book(evaluated(INSTITUTIONS), formulas=FORMULAS)
    names = ("机构-本部", "机构-水管所", "机构-不含水校")
    assert [value(figures, f"其他事项.控制率.{name}") for name in names] == ["75", "75", "75"]
    assert value(figures, "其他事项.控制率") == "68.75"
    figure = figures.get("其他事项.控制率.机构-本部.@demo")
    assert (figure.kind, figure.inputs) == ("percent", ("在职人数.机构-本部.@demo", "编制数.机构-本部.@demo"))


def test_formulas_take_the_scope_that_is_asked_for() -> None:
    """收入总计 of the accounts and of two evaluations are three sums of three sets of facts."""
    one = evaluated("数据: {收入: {其他收入: 2}, 年初结转和结余: 1}", "one")
    two = evaluated("数据: {收入: {其他收入: 30}, 年初结转和结余: 3}", "two")
    accounts = "收入: {其他收入: 500}\n结转结余: {年初结转和结余: 50}\n其他事项: [{名称: 年初预算, 数值: 9}]"
    figures = book(one, two, accounts=accounts, formulas=FORMULAS)
    assert [value(figures, "收入总计", slug) for slug in ("one", "two")] == ["3", "33"]
    assert value(figures, "收入总计.@决算", "one") == "550"
    assert value(figures, "支出.年初预算数.@决算", "one") == "9"
    assert value(figures, "支出.年初预算数", "one") is None


def test_formulas_take_the_fund_that_is_asked_for() -> None:
    """A formula over 基金收入 and 基金支出 holds for each fund by itself, and for its budget."""
    formulas = {"基金当年结余": "基金收入 − 基金支出"}
    typed = book(evaluated(FUNDS_TYPED.replace("当年结余: 0.5", "当年结余: 0.6")), formulas=formulas)
    assert value(typed, "基金当年结余.虚构养老险") == "6000"
    figures = book(evaluated(FUNDS_TYPED.replace("    当年结余: 0.5\n", "")), formulas=formulas)
    surplus = figures.get("基金当年结余.虚构养老险.@demo")
    assert surplus.value == 50_000_000
    assert surplus.inputs == ("基金收入.虚构养老险.@demo", "基金支出.虚构养老险.@demo")
    assert value(figures, "基金当年结余.虚构工伤险") is None


def test_the_accounts_are_reached_from_inside_an_evaluation() -> None:
    """收入.@决算 is the figure of the accounts, operations included; without it the name is the evaluation's own."""
    figures = book(evaluated("数据: {收入: {其他收入: 2}}"), accounts="收入: {其他收入: 5}\n上年决算数: {收入: 4}")
    assert value(figures, "收入") == "2"
    assert value(figures, "收入.@决算") == "5"
    assert value(figures, "收入.@决算.较上年.增减率") == "25"
    assert value(figures, "收入.较上年.增减率") is None
    assert within("收入.@决算", {"scope": "@demo"}) == "收入"


def test_one_evaluation_says_nothing_of_another_nor_of_the_accounts() -> None:
    """What is known of one is unknown of all others: nothing leaks across scopes."""
    figures = book(evaluated(SHEET + INSTITUTIONS, "one"), evaluated("", "two"), accounts="支出: {基本支出: 1}")
    for name in ("自评得分", "自评分值", "项目资金", "收入", "在职人数", "固定资产"):
        assert value(figures, name, "one") is not None
        assert value(figures, name, "two") is None
        assert figures.get(name).value is None
    assert value(figures, "支出", "one") == "26"
    assert value(figures, "支出", "two") is None


def test_a_published_total_counts_from_there_on_in_its_scope() -> None:
    """自评得分 declared as printed is used by 扣分 and 等次 of that evaluation alone."""
    rows = "指标: [{三级: 甲, 分值: 100, 得分: 91}]\n"
    one = evaluated(rows + "公布值: [{数: 自评得分, 公布: '89', 原因: 原文如此}]", "one")
    figures = book(one, evaluated(rows, "two"), grades=GRADES)
    assert [value(figures, "自评得分.扣分", slug) for slug in ("one", "two")] == ["11", "9"]
    assert [value(figures, "自评得分.等次", slug) for slug in ("one", "two")] == ["良", "优"]
    assert figures.get("自评得分.@one").computed == 91


def test_a_target_is_compared_by_its_number() -> None:
    """完成率 of an indicator is its result over its target; words have none."""
    rows = "指标: [{三级: 甲, 指标值: 675, 完成值: 785, 单位: 人}, {三级: 乙, 指标值: 健全, 完成值: 健全}]"
    figures = book(evaluated(rows))
    assert value(figures, "绩效指标.甲.较指标值.差额") == "110"
    rate = value(figures, "绩效指标.甲.较指标值.完成率")
    assert rate is not None
    assert rate.startswith("116.296")
    assert value(figures, "绩效指标.乙.较指标值.完成率") is None
