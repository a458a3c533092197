"""Two states of an invented report compared: figures, words, rows, and the 更正 that is still to be written."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from generator.check.report.text import plain
from generator.desk.comparing.compare import compared
from generator.desk.comparing.figures import leading_of
from generator.desk.comparing.lines import comparison_lines, width
from generator.desk.comparing.listing import render_addresses, render_json
from generator.desk.comparing.markdown import MOST, escaped, render_markdown
from generator.desk.comparing.notes import as_yaml
from generator.desk.comparing.records import Change, Comparison, Demand, Kind, Laid
from tests.build.example import ACCOUNTS, REPORT, WATER, edited, invented, laid_out, plan
from tests.check.reviewing import HOSTILE

PATH = f"data/regions/{WATER}/accounts.yml"
RECEPTIONS = "三公.财政拨款.公务接待费"
NOTE = """\
更正:
  - {日期: 2025-09-20, 数: 三公.财政拨款.公务接待费, 原值: "1.00", 现值: "0.50", 原因: 虚构的原因}
"""
LOWER = ("公务接待费: 1.00", "公务接待费: 0.50")


def laid(files: Mapping[str, bytes], *, is_public: bool = True) -> Laid:
    """Return a state of the invented report."""
    return Laid(laid_out(files, WATER), "公开", is_public)


@cache
def published() -> Laid:
    """Return the report as it was published."""
    return laid(invented())


def changed(files: Mapping[str, bytes], before: Laid | None = None) -> Change:
    """Return what changes from the published report to these files."""
    return compared(WATER, before or published(), laid(files))


def lowered(report: str = REPORT) -> dict[str, bytes]:
    """Return the files with 公务接待费 0.50 instead of 1.00."""
    return edited(invented(report=report), PATH, *LOWER)


def test_the_same_data_changes_nothing() -> None:
    """A comment and another order of keys publish the same: the change is empty."""
    change = changed(invented(accounts=f"# 说明\n{ACCOUNTS}"))
    assert change.is_empty
    assert (change.figures, change.texts, change.rows, change.demands) == ((), (), (), ())


def test_one_amount_and_what_follows_from_it() -> None:
    """The typed amount leads, with difference, table and line; totals and shares follow; nothing else is named."""
    change = changed(lowered())
    leading = [one for one in change.figures if not one.follows]
    assert [(one.name, one.before, one.after, one.difference, one.unit) for one in leading] == [
        (RECEPTIONS, "1.00", "0.50", "-0.50", "万元")
    ]
    assert leading[0].where == "公开09表 财政拨款“三公”经费支出决算表"
    following = {one.name: (one.before, one.after) for one in change.figures if one.follows}
    assert following["三公.财政拨款"] == ("3.00", "2.50")
    assert all(name.startswith("三公") for name in following)
    sentence = next(one for one in change.texts if one.where == "（二）具体情况" and "接待" in one.before)
    assert sentence.before == "3．公务接待费支出1.00万元，占33.33%。"
    assert sentence.after == "3．公务接待费支出0.50万元，占20.00%。"
    assert not any(one.is_typed for one in change.texts)


def test_a_published_figure_asks_for_its_correction_once() -> None:
    """Only the figure that was changed is asked for, not the thirty that follow; the lines can be read back."""
    change = changed(lowered())
    [label] = [one.label for one in change.figures if one.name == RECEPTIONS]
    assert change.demands == (Demand(RECEPTIONS, label, "1.00", "0.50", "万元"),)
    assert as_yaml(change.demands) == (
        "更正:\n"
        "  - 日期:  # 改动公开的那一天，例如 2025-10-12\n"
        f"    数: {RECEPTIONS}\n"
        "    原值: 1.00\n"
        "    现值: 0.50\n"
        "    原因:  # 一句话写明为什么改\n"
    )
    filled = as_yaml(change.demands).replace("日期:", "日期: 2025-09-20").replace("原因:", "原因: 虚构的原因")
    found = plan(lowered(REPORT + filled), WATER)
    assert [one.code for one in found.findings if one.is_error or one.code.startswith("C")] == []
    assert changed(lowered(REPORT + filled)).demands == ()


def test_what_was_not_published_may_change() -> None:
    """A draft, or a report whose day has not come, asks for nothing; its changes are told all the same."""
    change = changed(lowered(), laid(invented(), is_public=False))
    assert change.demands == ()
    assert change.figures


@pytest.mark.parametrize(
    ("old", "new", "is_enough"),
    [
        ("", "", True),
        ('"1.00"', '"10.00"', False),
        ('"0.50"', '"0.40"', False),
        ("数: 三公.财政拨款.公务接待费", "数: 三公.财政拨款", False),
    ],
)
def test_a_correction_must_tell_this_change(old: str, new: str, *, is_enough: bool) -> None:
    """From what was published to what is printed now, of that very figure."""
    change = changed(lowered(REPORT + NOTE.replace(old, new)))
    assert bool(change.demands) is not is_enough
    assert {one.is_noted for one in change.figures} == ({True} if is_enough else {False})


def test_an_old_correction_does_not_cover_a_new_change() -> None:
    """What was told already was told of another change."""
    before = laid(edited(lowered(REPORT + NOTE), PATH, "公务接待费: 2.00", "公务接待费: 3.00"))
    again = edited(lowered(REPORT + NOTE), PATH, "公务接待费: 0.50", "公务接待费: 1.00")
    assert RECEPTIONS in {one.name for one in changed(again, before).demands}


def test_two_steps_are_one_chain() -> None:
    """Changed twice since: the first begins at what was published, the last ends at what is printed."""
    second = NOTE.replace("更正:\n", "").replace("2025-09-20", "2025-09-25")
    steps = NOTE.replace('"0.50"', '"0.70"') + second.replace('"1.00"', '"0.70"')
    assert changed(lowered(REPORT + steps)).demands == ()


def test_other_digits_are_the_same_figure() -> None:
    """12.3 for 12.30 or 12.34 is another way to write it: told as such, and no correction is asked for."""
    plainly = REPORT + '样式: {数字格式: {金额: {小数: "1"}, 表格: {小数: "1"}}}\n'
    odd = ACCOUNTS.replace("公务接待费: 1.00", "公务接待费: 1.04")
    change = changed(invented(report=plainly, accounts=odd), laid(invented(accounts=odd)))
    assert change.demands == ()
    assert {one.kind for one in change.figures} == {Kind.REWRITTEN}
    assert (RECEPTIONS, "1.04", "1.0", "") in {
        (one.name, one.before, one.after, one.difference) for one in change.figures
    }


def test_a_row_that_comes_and_one_that_goes() -> None:
    """A new code is a new row of its tables, and asks for no correction by itself; its loss is asked for by name."""
    row = '      "2130314": {基本支出: 0, 项目支出: 2.00, 年初预算数: 0}\n'
    line = '      "2130305": {基本支出: 0, 项目支出: 35.00, 年初预算数: 40.00}\n'
    less = line.replace("35.00", "33.00")
    more = edited(invented(), PATH, line, less + row)
    change = changed(more)
    assert [(one.kind, one.cells) for one in change.rows] == [(Kind.ADDED, ("2130314", "防汛", "2.00", "0.00", "2.00"))]
    assert [one.name for one in change.demands] == ["支出.一般公共预算.2130305.项目支出"]
    back = compared(WATER, laid(more), published())
    assert [one.kind for one in back.rows] == [Kind.REMOVED]
    gone = [one for one in back.demands if not one.name]
    assert {one.after for one in gone} == {"不再公布"}
    assert "防汛" in gone[0].label
    filled = as_yaml(gone).replace("日期:", "日期: 2025-09-20").replace("原因:", "原因: 虚构的原因")
    told = compared(WATER, laid(more), laid(invented(report=REPORT + filled)))
    assert all(one.name for one in told.demands)


def test_a_direction_that_turns_is_told() -> None:
    """减少5.00 that becomes 增加5.00 prints the same size: the sentence tells it."""
    change = changed(edited(invented(), PATH, "项目支出: 35.00", "项目支出: 45.00"))
    assert not any(one.name.endswith("2130305.较年初预算.增减额") for one in change.figures)
    assert any("减少5.00万元" in one.before and "增加5.00万元" in one.after for one in change.texts)


def test_typed_words_are_told_by_sentence() -> None:
    """Of a paragraph only the sentence that changed; that somebody wrote it anew is known."""
    old, new = (
        invented(texts=f"部门职责: |\n  一、管虚构的河。\n  二、{text}。三不变。\n") for text in ("管渠", "管虚渠")
    )
    change = changed(new, laid(old))
    assert [(one.before, one.after, one.is_typed) for one in change.texts] == [("二、管渠。", "二、管虚渠。", True)]
    assert change.demands == ()
    said = plain(comparison_lines(Comparison("甲", "乙", "2025-10-01", (change,))))
    assert "文字也改了" in said


def test_head_and_state_are_told() -> None:
    """公开日期 and a state that changes; a report that appears or goes away is named as such."""
    later = laid(invented(report=REPORT.replace("2025-09-01", "2025-09-02")))
    change = compared(WATER, published(), later)
    assert [(one.where, one.before, one.after) for one in change.facts] == [("公开日期", "2025-09-01", "2025-09-02")]
    assert compared(WATER, None, later).kind is Kind.ADDED
    assert compared(WATER, published(), None).kind is Kind.REMOVED
    assert not compared(WATER, published(), None).is_empty
    unread = compared(WATER, published(), Laid(None))
    assert "读不出来" in unread.unread
    assert not unread.is_empty


def test_formulas_in_a_circle_have_one_that_leads() -> None:
    """Where two figures stand in each other's formula, one of them is asked for."""
    assert leading_of(["a", "b", "c"], {"a": {"b"}, "b": {"a"}, "c": {"b"}}) == {"a"}
    assert leading_of(["a", "b"], {"b": {"a"}}) == {"a"}
    assert leading_of([], {}) == set()


@cache
def comparison() -> Comparison:
    """Return a comparison with a demand."""
    return Comparison(
        "HEAD（0123abc）", "现在的文件", "2025-10-01", (changed(lowered()),), (WATER,), same=1, untouched=2
    )


def test_columns_stand_under_each_other() -> None:
    """Chinese characters take two columns: the figures of all rows end at the same one."""
    lines = plain(comparison_lines(comparison())).splitlines()
    start = next(at for at, line in enumerate(lines) if line.lstrip().startswith("名称"))
    ends = {width(lines[start][: lines[start].index("原来") + 2])}
    for line in lines[start + 1 :]:
        if match := re.match(r" {4}.*? (\d+\.\d\d)  +\d+\.\d\d", line):
            ends.add(width(line[: match.end(1)]))
    assert len(ends) == 1
    assert lines[-1] == "HEAD（0123abc） 与 现在的文件：1份报告有变化，还要写1条更正"


def test_json_has_the_fields_of_the_records() -> None:
    """What is documented is there; the addresses alone are a format of their own."""
    said = json.loads(render_json(comparison()))
    assert set(said) == {"before", "after", "day", "missing", "looked", "same", "untouched", "refused", "reports"}
    [report] = said["reports"]
    assert said["missing"] == len(report["demands"]) == 1
    assert report["yaml"].startswith("更正:")
    [figure] = [one for one in report["figures"] if one["name"] == RECEPTIONS]
    assert (figure["kind"], figure["before"], figure["after"], figure["difference"]) == (
        "改动",
        "1.00",
        "0.50",
        "-0.50",
    )
    assert render_addresses(comparison()) == f"{WATER}\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_takes_no_markup_from_data(text: str) -> None:
    """Whatever is typed is one line of text: no mark of Markdown or HTML, no mention, reference or address."""
    line = escaped(text)
    assert "\n" not in line
    bare = line.replace("<!-- -->", "")
    assert not re.search(r"[<>|`*_\[\]@!~\\/:]", bare)
    assert not re.search(r"&(?!#\d+;)", bare)
    assert not re.search(r"#(?!\d+;)", bare)


def test_a_comment_has_a_length_that_hosts_take() -> None:
    """Many reports with many changes end with how many are left out."""
    long = Comparison("甲", "乙", "2025-10-01", comparison().changes * 200)
    text = render_markdown(long)
    assert len(text) < MOST + 200
    assert "份报告，见附件" in text
    assert text.count("```yaml") == text.count("\n```\n")


def test_hostile_words_steer_no_terminal(tmp_path: Path) -> None:
    """Escape sequences typed into a text are not printed."""
    files = invented(texts='部门职责: "管河\\e[31m管渠"\n')
    change = changed(files)
    assert "\x1b" not in plain(comparison_lines(Comparison("甲", "乙", "2025-10-01", (change,))))
