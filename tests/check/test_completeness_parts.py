"""Dates, sign-off, tables, evaluations, breakdown: what a disclosure must consist of."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.check.building import findings_of


def messages(example: Mapping[str, object], code: str) -> list[str]:
    """Return what a rule says of an example."""
    return [finding.message for finding in findings_of(example) if finding.code == code]


def test_the_message_says_by_how_many_days_a_publication_is_late() -> None:
    """Thirty-nine days behind the approval is nineteen too many."""
    example = {"报告": {"状态": "公开", "批复日期": "2024-08-30", "公开日期": "2024-10-08"}}
    assert messages(example, "D01") == ["批复日期是2024-08-30，公开日期是2024-10-08，晚了39天，超过规定的20天"]


@pytest.mark.parametrize("day", ["2024-13-01", "去年八月", "20240830"])
def test_a_date_that_is_none_is_left_to_the_reader(day: str) -> None:
    """R013 reports it; nothing is computed from it."""
    assert messages({"报告": {"状态": "送审", "批复日期": day, "公开日期": "2024-10-08"}}, "D01") == []


def test_nothing_is_asked_of_a_draft() -> None:
    """An editor who has just begun is not told that everything is missing."""
    codes = {finding.code for finding in findings_of({"报告": {"状态": "草稿", "公开内容": ["部门决算", "整体绩效"]}})}
    assert not {code for code in codes if code.startswith("D")}


def test_only_what_the_report_makes_public_is_asked_for() -> None:
    """A report of evaluations alone owes no tables and no breakdown."""
    codes = {finding.code for finding in findings_of({"报告": {"状态": "送审", "公开内容": ["整体绩效"]}})}
    assert codes & {"D04", "D05", "D06", "D07", "D08", "D09", "D40"} == set()


def test_a_section_above_its_items_is_broken_down() -> None:
    """A 款 whose items are typed too is no fault."""
    rows = {"20801": {"决算数": "9.00"}, "2080101": {"决算数": "9.00"}}
    example = {"报告": {"状态": "送审"}, "财政拨款": {"一般公共预算": {"支出科目": rows}}}
    assert messages(example, "D06") == []


def test_without_tables_a_missing_breakdown_is_only_a_note() -> None:
    """The cause is that the tables were not published; that is found by itself."""
    example = {
        "报告": {"状态": "送审", "决算表": "未随文公布"},
        "财政拨款": {"政府性基金预算": {"支出": "19.96"}},
    }
    assert [str(found.severity) for found in findings_of(example) if found.code in {"D04", "D06"}] == ["提示", "提示"]


@given(st.text(st.sampled_from("2024-083未公布年月日 "), max_size=12), st.text(st.sampled_from("2024-09"), max_size=10))
def test_no_rule_raises_on_any_date(approved: str, published: str) -> None:
    """Whatever was typed for a date, the check goes on."""
    found = findings_of({"报告": {"状态": "公开", "批复日期": approved or "x", "公开日期": published or "x"}})
    assert all(finding.message for finding in found)
