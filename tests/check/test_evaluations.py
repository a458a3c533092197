"""Rules about performance evaluations: what they say, where they point, how they are waived. All data is invented."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import report as build_report
from generator.check import _case
from generator.check.evaluation.marks import text_path
from generator.check.evaluation.scores import OVER_WEIGHT
from generator.document.layout import lay_out
from generator.findings import Finding
from generator.load.reading import Reader, load_report
from tests.check.building import EVALUATION, files_of, findings_of, read, shared

ROWS = """
指标:
  - {一级: 产出指标, 二级: 数量指标, 三级: 培训人数, 性质: ≥, 指标值: 100, 单位: 人, 完成值: 90, 分值: 40, 得分: 40}
  - {二级: 质量指标, 三级: 合格率, 性质: ≥, 指标值: 95, 单位: "%", 完成值: 96, 分值: 60, 得分: 61}
"""


def of_code(text: str, code: str) -> list[Finding]:
    """Return the findings of a code in a report whose evaluation is the given text."""
    return [finding for finding in findings_of({"自评": read(text)}) if finding.code == code]


def test_a_finding_says_what_by_how_much_and_points_at_the_row() -> None:
    """The row, both scores and the difference are named; the path is that of the row in the evaluation's file."""
    (found,) = of_code(ROWS, "E02")
    assert found.message == "“合格率”得61分，分值只有60分，多1分"
    assert found.path == f"{EVALUATION}#/指标/1/得分"
    assert found.hint


def test_a_missed_target_is_told_with_both_numbers() -> None:
    """Target, result and the full marks stand in the message."""
    (found,) = of_code(ROWS, "E08")
    assert found.message == "“培训人数”的指标值是≥100人，完成值是90人，没有达到，却得了满分40分"


def test_units_that_differ_are_not_compared() -> None:
    """A target in per cent says nothing of a result in 万."""
    rows = "指标: [{三级: 经费, 性质: ≥, 指标值: 100, 单位: '%', 完成值: 45, 完成值单位: 万, 分值: 10, 得分: 10}]"
    assert of_code(rows, "E08") == []


def test_rows_of_one_name_are_told_apart() -> None:
    """The second 打印机 is called 打印机（2）, as a waiver may call it."""
    rows = "指标: [{三级: 打印机, 分值: 50, 得分: 50}, {三级: 打印机, 分值: 50, 得分: 51}]"
    (found,) = of_code(rows, "E02")
    assert "“打印机（2）”" in found.message


def test_rows_that_share_a_weight_are_added_before_they_are_compared() -> None:
    """Three rows of 5 points do not exceed the one weight of 15 that stands beside all of them."""
    rows = (
        "指标: [{三级: 经济效益, 分值: 15, 分值行数: 3, 得分: %s}, {三级: 社会效益, 得分: 5}, {三级: 满意度, 得分: 5}]"
    )
    assert _over_weight(rows % "5") == []
    assert _over_weight(rows % "6") == ["“经济效益、社会效益、满意度”得16分，分值只有15分，多1分"]


def _over_weight(text: str) -> list[str]:
    """Return the messages of the rule alone."""
    loaded = load_report(Reader(files_of({"自评": read(text)})), shared(), "demo", "finance", "2023")
    assert loaded
    inputs = build_report._inputs(loaded, shared(), build_report.Slugs("demo", "finance", "2023"), None)
    return [found.finding.message for found in OVER_WEIGHT.run(_case(loaded, inputs, lay_out(inputs)[0]))]


def test_personal_data_is_named_by_field_and_kind_and_never_repeated() -> None:
    """The finding says which fields and what kind they are; names and numbers do not get into a log."""
    text = "栏目: {负责人: 张三, 电话: '12345678', 邮箱: a@b.cn}\n个人信息: [负责人, 电话, 邮箱]"
    (found,) = of_code(text, "E01")
    assert "“负责人”（姓名）、“电话”（电话号码）、“邮箱”（电子邮箱）" in found.message
    assert "张三" not in found.message
    assert "12345678" not in found.message
    assert found.path == f"{EVALUATION}#/个人信息"


def test_many_rows_without_a_result_are_one_finding() -> None:
    """The count and at most five names are said."""
    rows = "\n".join(f"  - {{三级: 指标{n}, 指标值: 1, 单位: 次, 分值: 10, 得分: 10}}" for n in range(1, 8))
    (found,) = of_code(f"指标:\n{rows}", "E07")
    assert found.message == "7个指标打了分，没有填完成值：指标1、指标2、指标3、指标4、指标5等"


@pytest.mark.parametrize("where", ["", ", 处: 合格率", ", 处: 自评得分.合格率", ", 处: /指标/1"])
def test_an_evaluation_waives_its_own_findings(where: str) -> None:
    """处 is left out, a row, a figure named as inside the evaluation, or a part of the path."""
    (found,) = of_code(f"{ROWS}豁免: [{{规则: E02{where}, 原因: 原文如此}}]", "E02")
    assert found.waived == "原文如此"


@pytest.mark.parametrize("where", [", 处: 培训人数", ", 处: 收入", ", 处: 自评得分.培训人数"])
def test_a_waiver_of_another_row_waives_nothing_and_is_told_so(where: str) -> None:
    """The finding stands, and the idle waiver is found at its own place in the evaluation's file."""
    text = f"{ROWS}豁免: [{{规则: E02{where}, 原因: 原文如此}}]"
    assert [found.waived for found in of_code(text, "E02")] == [""]
    assert [found.path for found in of_code(text, "W001")] == [f"{EVALUATION}#/豁免/0"]


def test_an_evaluation_waives_nothing_of_the_accounts() -> None:
    """A waiver without 处 holds for findings of its own file only."""
    example = {
        "自评": {"豁免": [{"规则": "K35", "原因": "原文如此"}]},
        "财政拨款": {"一般公共预算": {"基本支出": {"人员经费": "645.72", "公用经费": "79.43"}}},
        "机关运行经费": {"决算数": "142.80"},
    }
    found = findings_of(example)
    assert [finding.waived for finding in found if finding.code == "K35"] == [""]
    assert [finding.path for finding in found if finding.code == "W001"] == [f"{EVALUATION}#/豁免/0"]


def test_a_published_total_is_waived_by_its_name_inside_the_evaluation() -> None:
    """自评分值 in an evaluation's waiver is the total of that evaluation."""
    text = """
指标: [{三级: 培训人数, 分值: 82, 得分: 80}]
公布值: [{数: 自评分值, 公布: "100", 原因: 原文合计印100}]
豁免: [{规则: P004, 处: 自评分值, 原因: 原文如此}]
"""
    (found,) = of_code(text, "P004")
    assert found.waived == "原文如此"


def test_an_amount_in_a_reason_points_into_the_file_of_the_evaluation() -> None:
    """T010 names the figure in words and leads to the text as it was typed."""
    text = "数据: {支出: {基本支出: 10.00}, 原因: {支出.基本支出: 多了3.00万元}}"
    (found,) = of_code(text, "T010")
    assert found.path == f"{EVALUATION}#/数据/原因/支出.基本支出"
    assert found.message.startswith("“虚构项目·基本支出”的原因里写了“3.00万元”")


def test_a_reason_of_no_figure_points_into_the_file_of_the_evaluation() -> None:
    """P001 of an evaluation's reason is not laid to the accounts."""
    (found,) = of_code("数据: {原因: {没有这个数: 人员增加}}", "P001")
    assert found.path == f"{EVALUATION}#/数据/原因/没有这个数"


def test_a_reason_of_an_institution_is_found_below_it() -> None:
    """The key of the institution stands in the path."""
    text = "机构: {本部: {名称: 本部, 支出: {基本支出: 10.00}, 用途: {支出.基本支出: 付了3.00万元}}}"
    (found,) = of_code(text, "T010")
    assert found.path == f"{EVALUATION}#/机构/本部/用途/支出.基本支出"


def test_a_text_that_no_evaluation_states_has_no_path() -> None:
    """A name is only looked for in evaluations; elsewhere the caller knows better."""
    assert text_path((), "原因", "收入") == ""


NUMBERS = st.sampled_from(["", "0", "10", "9.5", "100", "95", "2023年", "良好"])
POINTS = st.sampled_from(["0", "5", "10", "10.5", "90"])
ROW = st.fixed_dictionaries(
    {"三级": st.sampled_from(["", "培训人数", "合格率", "收入", "较上年", "2023", "一·二：三.四"])},
    optional={
        "一级": st.sampled_from(["产出指标", "成本指标", ""]),
        "二级": st.sampled_from(["数量指标", "质量指标", ""]),
        "性质": st.sampled_from(["≥", "＝", "＞", "≤", "＜", "定性", "以内", "约"]),
        "指标值": NUMBERS,
        "完成值": NUMBERS,
        "单位": st.sampled_from(["%", "人", "万元", "元/台", ""]),
        "完成值单位": st.sampled_from(["%", "万元", ""]),
        "分值": POINTS,
        "得分": POINTS,
        "原因": st.sampled_from(["", "延后"]),
        "不参评": st.sampled_from(["true", "false"]),
    },
)
MONEY = st.dictionaries(
    st.sampled_from(["年初预算数", "全年预算数", "执行数", "到位数", "分值", "得分"]),
    st.sampled_from(["0", "0.00", "20.00", "-3.5"]),
    min_size=1,
)
TYPED = st.fixed_dictionaries(
    {},
    optional={
        "资金": st.dictionaries(st.sampled_from(["总额", "财政资金", "其他资金"]), MONEY, min_size=1),
        "指标": st.lists(ROW, min_size=1, max_size=4),
        "计分": st.lists(ROW, min_size=1, max_size=3),
        "等次": st.sampled_from(["优", "良好", "不定等次"]),
        "公布值": st.just([{"数": "自评分值", "公布": "100", "原因": "编的"}]),
        "豁免": st.just([{"规则": "E02", "处": "合格率", "原因": "编的"}]),
    },
)


@given(TYPED)
def test_no_rule_raises_on_any_evaluation(evaluation: Mapping[str, Any]) -> None:
    """Whatever rows are typed, every rule ends in findings with a code, a message and a path in a file."""
    for finding in findings_of({"自评": evaluation}):
        assert finding.code
        assert "None" not in finding.message
        assert "#" in finding.path
