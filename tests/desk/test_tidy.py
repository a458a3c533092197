"""`juesuan fmt`: the canonical order and form, in which no word and no comment is lost."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.desk.annotated import annotated
from generator.desk.tidy import comments_of, tidied
from generator.load.tree import read_tree

ROOT = Path(__file__).resolve().parents[2]
ACCOUNTS = "data/regions/xugou/water/2024/accounts.yml"
REPORT = "data/regions/xugou/water/2024/report.yml"
EVALUATION = "data/regions/xugou/water/2024/evaluations/works.yml"
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml"))
REPORTS = [path for path in FILES if path.startswith("data/regions/")]


def tidy(text: str, path: str = ACCOUNTS) -> str:
    """Return a text put in order."""
    found = tidied(text.encode(), path)
    assert found.problem == ""
    return found.content.decode()


def test_keys_stand_in_the_order_of_the_tables() -> None:
    """Income comes before expenditure, what is named in words behind the tables, exceptions last."""
    text = "公布值: []\n原因: {收入: 虚构的原因}\n支出: {项目支出: 2, 基本支出: 1}\n收入: {其他收入: 3}\n金额单位: 元\n"
    assert tidy(text) == (
        "金额单位: 元\n收入: {其他收入: 3}\n支出: {基本支出: 1, 项目支出: 2}\n原因: {收入: 虚构的原因}\n公布值: []\n"
    )


def test_codes_are_quoted_and_sorted_economic_ones_left_in_print_order() -> None:
    """Functional codes go by number; economic ones keep their order, which is that of the printed sentence."""
    text = "收入科目:\n    2080101: {其他收入: 1}\n    '2010101': {其他收入: 2}\n"
    assert tidy(text) == '收入科目:\n  "2010101": {其他收入: 2}\n  "2080101": {其他收入: 1}\n'
    economic = '财政拨款:\n  一般公共预算:\n    基本支出:\n      经济科目:\n        "30302": 1\n        "30201": 2\n'
    assert tidy(economic) == economic


def test_amounts_stay_as_typed() -> None:
    """1124, 1124.0 and 1124.00 say how exactly a figure was published: the form leaves them alone."""
    text = "收入:\n  上级补助收入: 1124\n  事业收入: 1124.0\n  其他收入:   1124.00   \n"
    assert tidy(text) == "收入:\n  上级补助收入: 1124\n  事业收入: 1124.0\n  其他收入: 1124.00\n"


def test_a_comment_goes_with_the_entry_below_it_or_on_its_line() -> None:
    """Comments above an entry and behind it move with it; one at the end of a block stays there."""
    text = """\
# 虚构县水务局：这一行说的是整个文件

# 支出取自第三张表
支出:
  项目支出: 2 # 两个项目
  # 基本支出没有零头
  基本支出: 1
  # 上缴上级支出没有发生

# 收入取自第二张表

收入: {其他收入: 3} # 利息
# 文件到此为止
"""
    assert (
        tidy(text)
        == """\
# 虚构县水务局：这一行说的是整个文件

# 收入取自第二张表

收入: {其他收入: 3}  # 利息
# 支出取自第三张表
支出:
  # 基本支出没有零头
  基本支出: 1
  项目支出: 2  # 两个项目
  # 上缴上级支出没有发生
# 文件到此为止
"""
    )


def test_long_texts_keep_every_blank_of_their_own() -> None:
    """A text behind a bar keeps its empty lines, its indents, `#` and the blanks at its line ends."""
    text = "文字:\n    概况: |-\n        第一段  \n\n          # 不是注释\n        第二段\n名称: 虚构项目\n"
    assert tidy(text, EVALUATION) == (
        "名称: 虚构项目\n文字:\n  概况: |-\n    第一段  \n\n      # 不是注释\n    第二段\n"
    )


def test_a_text_that_begins_with_a_blank_says_so() -> None:
    """Where the first line of a text begins with a blank, its indent is written beside the bar."""
    text = "部门职责: |2\n    一、虚构。\n  二、虚构。\n"
    path = "data/regions/xugou/water/2024/texts.yml"
    assert tidy(text, path) == text


def test_comments_inside_braces_open_them() -> None:
    """Braces over several lines that hold a comment become lines of their own; without one they are joined."""
    text = "收入: {其他收入: 3, # 利息\n  事业收入: 1}\n支出: {基本支出: 1,\n  项目支出: 2}\n"
    assert tidy(text) == "收入:\n  事业收入: 1\n  其他收入: 3  # 利息\n支出: {基本支出: 1, 项目支出: 2}\n"


def test_rows_of_a_list_are_put_in_order_and_stay_in_their_places() -> None:
    """Each row of a list has its own keys in order; the rows are never moved."""
    text = "指标:\n- 得分: 10\n  # 第二层不写\n  三级: 乙\n- {得分: , 三级: 甲}\n"
    assert tidy(text, EVALUATION) == "指标:\n  # 第二层不写\n  - 三级: 乙\n    得分: 10\n  - {三级: 甲, 得分: }\n"


def test_windows_line_ends_and_the_byte_order_mark_go() -> None:
    """A file saved by Windows' notepad comes out with plain line ends and one at its end."""
    raw = "\ufeff年度: 2024\r\n状态: 草稿\r\n\r\n\r\n".encode()
    assert tidied(raw, REPORT).content == "年度: 2024\n状态: 草稿\n".encode()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("收入:\n\t其他收入: 1\n", "没有整理"),
        ("收入: 1\n收入: 2\n", "第2行有错误，没有整理"),
        ("甲: &a {其他收入: 1}\n乙: *a\n", "用了引用（& 和 *），没有整理"),
        ("只有一句话\n", "没有整理"),
    ],
)
def test_what_cannot_be_read_is_left_alone(text: str, sentence: str) -> None:
    """A file with errors, or with YAML that the form has no place for, keeps its bytes and is named with the reason."""
    found = tidied(text.encode(), ACCOUNTS)
    assert found.content == text.encode()
    assert sentence in found.problem


@pytest.mark.parametrize("path", FILES)
def test_every_file_of_the_data_keeps_what_it_says(path: str) -> None:
    """Tidied once, a real file says the same, keeps its comments, and tidied twice does not change again."""
    raw = (ROOT / path).read_bytes()
    found = tidied(raw, path)
    assert found.problem == ""
    before, after = read_tree(raw, path)[0], read_tree(found.content, path)[0]
    assert before is not None
    assert after is not None
    assert before.value == after.value
    assert sorted(comments_of(annotated(raw.decode()))) == sorted(comments_of(annotated(found.content.decode())))
    assert tidied(found.content, path).content == found.content


def _shuffled(value: object, draw: st.DataObject, left: list[int]) -> object:
    """Return plain values with the keys of some of their mappings in another order."""
    if isinstance(value, dict):
        keys = list(value)
        if left[0] > 0 and len(keys) > 1:
            left[0] -= 1
            keys = draw.draw(st.permutations(keys))
        return {key: _shuffled(value[key], draw, left) for key in keys}
    if isinstance(value, list):
        return [_shuffled(each, draw, left) for each in value]
    return value


def _with_comments(text: str, draw: st.DataObject) -> tuple[str, int]:
    """Return a text with comments put between and behind lines that begin an entry of one line, and how many."""
    lines: list[str] = []
    count = 0
    for line in text.splitlines():
        is_entry = line.lstrip(" -").startswith('"') and line.rstrip().endswith(('"', ":"))
        where = draw.draw(st.sampled_from(("", "", "", "above", "beside", "far")) if is_entry else st.just(""))
        if where:
            count += 1
            pad = "" if where == "far" else " " * (len(line) - len(line.lstrip()))
            lines += [f"{pad}# 注{count}"] if where != "beside" else []
        lines.append(f"{line} # 注{count}" if where == "beside" else line)
    return "\n".join(lines) + "\n", count


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_no_order_and_no_comment_changes_what_a_file_says(data: st.DataObject) -> None:
    """Whatever the order of its keys and wherever people wrote comments: all of them survive, nothing else changes."""
    path = data.draw(st.sampled_from(REPORTS))
    plain = yaml.load((ROOT / path).read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 - text, lists and mappings
    shuffled = yaml.dump(
        _shuffled(plain, data, [6]), allow_unicode=True, default_style='"', sort_keys=False, width=1_000_000
    )
    text, count = _with_comments(shuffled, data)
    before = read_tree(text.encode(), path)[0]
    found = tidied(text.encode(), path)
    assert found.problem == ""
    after = read_tree(found.content, path)[0]
    assert before is not None
    assert after is not None
    assert after.value == before.value
    assert sorted(comments_of(annotated(found.content.decode()))) == sorted(f"# 注{n + 1}" for n in range(count))
    assert tidied(found.content, path).content == found.content
