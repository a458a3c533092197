"""Plain trees to records, and what is said of a tree that is none."""

from typing import Any

import pytest

from generator.load.records import decode
from generator.model.accounts import Accounts
from generator.model.identity import Region, Report, State

REPORT: dict[str, Any] = {"年度": "2024", "状态": "公开", "来源": {"标题": "虚构"}}


def told(kind: type, tree: object) -> list[str]:
    """Return what is said of a tree, as `path code message | hint`."""
    record, findings = decode(kind, tree, "x.yml")
    assert record is None
    assert all(finding.is_error for finding in findings)
    return [f"{found.path.partition('#')[2]} {found.code} {found.message} | {found.hint}" for found in findings]


def test_a_record_is_read_by_its_labels() -> None:
    """Keys are the official labels; what is not there takes its default."""
    report, findings = decode(Report, REPORT, "x.yml")
    assert findings == []
    assert report is not None
    assert (report.year, report.state, report.published_on) == (2024, State.PUBLIC, "未公布")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"年度": "今年"}, "/年度 R005 “年度”应当是整数，写的是“今年”"),
        ({"状态": "发布"}, "/状态 R003 “状态”不能是“发布” | 可以写：草稿、送审、已批复、公开"),
        ({"决算表": "随文公开"}, "/决算表 R003 “决算表”不能是“随文公开” | 可以写：随文公布、未随文公布"),
        ({"来源": None}, "/来源 R008 “来源”下面应当分项填写，这里却是空的"),
        ({"来源": "网上"}, "/来源 R008 “来源”下面应当分项填写，这里却是“网上”"),
        ({"来源": {}}, "/来源/标题 R002 缺少必填的“标题” | 请加一行，写成“标题: 内容”"),
        ({"标题": ["甲"]}, "/标题 R004 “标题”应当是一个值，这里却是列表"),
        ({"标题": {"甲": "乙"}}, "/标题 R004 “标题”应当是一个值，这里却是分层的内容"),
        ({"公开内容": "部门决算"}, "/公开内容 R007 “公开内容”应当是一个列表，这里却是“部门决算”"),
        ({"公开日": "明天"}, "/公开日 R001 不认识的项目“公开日” | 是不是：“公开日期”"),
        ({"新设单位": "是"}, "/新设单位 R006 “新设单位”应当写 true（是）或 false（否）"),
    ],
)
def test_each_fault_has_its_sentence(change: dict[str, Any], said: str) -> None:
    """Where, what is wrong, and what may stand there, in words for somebody who has never seen YAML."""
    [line] = told(Report, {**REPORT, **change})
    assert line.startswith(said)


def test_all_faults_are_told_at_once() -> None:
    """No fault hides another."""
    assert len(told(Report, {"年度": "x", "状态": "y", "甲": "z"})) == 4


def test_faults_deep_inside_have_their_path() -> None:
    """An unknown label below others is found at its place, with the labels known there."""
    tree = {"财政拨款": {"一般公共预算": {"支出科目": {"2080101": {"决算": "3"}}}}}
    [line] = told(Accounts, tree)
    assert line.startswith("/财政拨款/一般公共预算/支出科目/2080101/决算 R001 不认识的项目“决算” | 是不是：“决算数”")


def test_a_key_unlike_any_other_gets_the_whole_list() -> None:
    """Where nothing is near, the hint lists what may stand there."""
    [line] = told(Region, {"名称": "甲", "zzz": "乙"})
    assert line.endswith("这里可以填：名称、简称、行政区划代码、样式、公开单位、公开年度、发布时间、隐去个人信息")


def test_long_contents_are_cut_in_messages() -> None:
    """A message stays one line, whatever was typed."""
    [line] = told(Report, {**REPORT, "状态": "长" * 500})
    assert len(line) < 120


def test_a_file_that_is_no_mapping_is_told() -> None:
    """A list or a text where a whole file should be has a sentence too."""
    for tree in (["甲"], "甲"):
        [line] = told(Region, tree)
        assert "整个文件" in line


def test_an_amount_with_a_comma_inside_braces_is_told_as_such() -> None:
    """`{决算数: 1,124.63}` is two entries for YAML; the hint speaks of the comma, not of unknown labels."""
    tree = {"财政拨款": {"一般公共预算": {"支出科目": {"2080101": {"决算数": "1", "124.63": None}}}}}
    [line] = told(Accounts, tree)
    assert line.endswith("不认识的项目“124.63” | 这像是被千分位逗号切开的数：数里不要用逗号，例如 1124.63")


def test_a_colon_without_its_blank_is_told_as_such() -> None:
    """`{决算数:124.63}` is one long key for YAML."""
    tree = {"财政拨款": {"一般公共预算": {"支出科目": {"2080101": {"决算数:124.63": None}}}}}
    [line] = told(Accounts, tree)
    assert line.endswith("冒号后面要空一格，写成 决算数: 124.63")
