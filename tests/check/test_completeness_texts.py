"""Sections, texts, attachments, headings and reasons: what is there by name must be there in fact."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.completeness.reasons import GIVEN, _says_nothing
from tests.check.building import findings_of


def messages(example: Mapping[str, object], *codes: str) -> list[str]:
    """Return what rules say of an example."""
    return [finding.message for finding in findings_of(example) if finding.code in codes]


def prose(text: str) -> dict[str, object]:
    """Return an evaluation with one text."""
    return {"自评": {"文字": {"综述": text}}}


@pytest.mark.parametrize(
    ("reason", "subject"),
    [
        ("人员的有关经费及部分业务量有所增加", "收入总计"),
        ("工作业务量增加", "机关运行经费"),
        ("调整预算增加141.00万元", ""),
        ("预算有调整", "财政拨款“三公”经费支出"),
        ("公务接待量增加", "财政拨款“三公”经费支出·公务接待费"),
    ],
)
def test_reasons_that_only_restate_the_number_are_told(reason: str, subject: str) -> None:
    """Nothing is left of them without numbers, general words and the name of their figure."""
    assert _says_nothing(reason, subject)


@pytest.mark.parametrize(
    "reason",
    [
        "人员增加",
        "就业资金增加",
        "新招录5人",
        "因新冠疫情影响",
        "少购置一辆车",
        "职工工资调标",
        "项目减少",
        "从严控制接待",
    ],
)
def test_reasons_that_name_a_cause_are_left_alone(reason: str) -> None:
    """However short, a cause is a cause."""
    assert not _says_nothing(reason, "机关运行经费")


def test_a_reason_is_what_stands_behind_the_word_up_to_the_end_of_the_clause() -> None:
    """原因分析 in a heading gives no reason."""
    assert [match["reason"] for match in GIVEN.finditer("决算数大于预算数原因为：调整预算增加9.00万元。")] == [
        "调整预算增加9.00万元"
    ]
    assert list(GIVEN.finditer("存在的问题及原因分析")) == []


def test_published_attachments_are_told_from_missing_ones() -> None:
    """Of two attachments one is there as a form."""
    text = "附件：1．项目支出绩效自评表（2023年度）\n2．部门整体支出绩效评价基础数据表\n\n虚构局"
    assert messages(prose(text), "D42") == ["“综述”列出的附件有2件中的1件没有公布：部门整体支出绩效评价基础数据表"]


def test_a_heading_with_sub_headings_is_empty_only_below() -> None:
    """（一） and （二） have nothing; the 二、 above them is not counted beside them."""
    text = "一、概况\n本项目用于维护。\n二、管理情况\n（一）组织情况\n（二）管理情况\n三、结论\n良好。"
    assert messages(prose(text), "D44") == ["“综述”有2个标题下面没有内容：“（一）组织情况”、“（二）管理情况”"]


@pytest.mark.parametrize(
    "text", ["1.安居区就业服务管理局\n2.安居区社会保险事业管理局", "", "一、概况：良好。\n二、问题：无。"]
)
def test_lists_and_headings_with_their_content_behind_are_left_alone(text: str) -> None:
    """A list of units is no row of headings."""
    assert messages(prose(text), "D44") == []


def test_a_misspelt_name_of_a_text_is_found_with_its_place() -> None:
    """部门职则 would be printed nowhere."""
    (found,) = [finding for finding in findings_of({"文字": {"部门职则": "负责就业。"}}) if finding.code == "D43"]
    assert found.path.endswith("texts.yml#/部门职则")


def test_a_text_to_which_another_refers_is_printed() -> None:
    """〔服务目标〕 inside a text prints it."""
    assert messages({"自评": {"文字": {"预期目标": "建成〔服务目标〕", "服务目标": "18个站点"}}}, "D43") == []


def test_a_number_written_otherwise_is_told_apart_from_none() -> None:
    """5、 beside 一、二、 has a number, of another kind."""
    example = {"样式": {"节": {"收入": {"标题": "2、收入决算情况说明"}}}}
    (said,) = messages(example, "D45")
    assert "“2、收入决算情况说明”的序号与同级的写法不同" in said


def test_blank_totals_and_people_of_a_form_are_listed() -> None:
    """What was left empty on the sheet is named, once an evaluation."""
    example = {"报告": {"状态": "送审"}, "自评": {"栏目": {"项目名称": "甲"}, "明细": {"评价人员": [{}]}}}
    (said,) = messages(example, "D49")
    assert "实施单位" in said
    assert "评价人员" in said


MARKS = st.text(st.sampled_from("一二、（）(1)2.附件：见表\n概况情况结论原因为调整增加。〔收入〕"), max_size=40)


@given(MARKS, MARKS)
def test_no_rule_raises_on_any_text(first: str, second: str) -> None:
    """Whatever is typed, every finding has a message and a path."""
    example = {
        "报告": {"状态": "送审"},
        "文字": {"部门职责": first or "x", "没有这一节": second or "x"},
        "自评": {"文字": {"综述": second or "x"}},
    }
    for finding in findings_of(example):
        assert finding.message
        assert "None" not in finding.message
