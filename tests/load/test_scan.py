"""What an editor is told about the form of a file, before YAML is read."""

import pytest

from generator.findings import Finding, Severity
from generator.load.scan import scan

FILE = "data/例.yml"


def told(raw: bytes | str) -> list[str]:
    """Return what is said about a file, as `line:column code message`."""
    _, findings = scan(raw.encode() if isinstance(raw, str) else raw, FILE)
    return [said(finding) for finding in findings]


def said(finding: Finding) -> str:
    """Return a finding as one line."""
    assert finding.place is not None
    assert finding.place.file == FILE
    assert finding.hint, "every message says what to do"
    return f"{finding.place.line}:{finding.place.column} {finding.code} {finding.message}"


def test_a_good_file_is_left_alone() -> None:
    """Nothing is said about a good file, and its text is handed on unchanged."""
    text = "收入:\n  其他收入: 12.30 # 注：手工\n说明: |\n  其中：房屋 3\n\n  　　第二段\n职责:\n- 一、负责：预算\n"
    assert scan(text.encode(), FILE) == (text, [])


def test_windows_line_ends_are_accepted() -> None:
    """Windows line ends are no fault."""
    assert scan(b"a: 1\r\nb: 2\r\n", FILE) == ("a: 1\nb: 2\n", [])


def test_a_byte_order_mark_is_a_note() -> None:
    """A BOM is taken off, and mentioned without weight."""
    text, findings = scan(b"\xef\xbb\xbfa: 1\n", FILE)
    assert text == "a: 1\n"
    assert [(f.code, f.severity) for f in findings] == [("Y002", Severity.NOTE)]


def test_a_gbk_file_is_recognised_and_still_checked() -> None:
    """A GBK file is named as such; its other faults are found all the same."""
    first, second = told("单位: 财政局\n收入：12\n".encode("gbk"))
    assert first == "1:1 Y003 这个文件是 GBK（ANSI）编码，不是 UTF-8：第 1 行起有汉字读不出来。"
    assert second.startswith("2:3 Y010")
    _, findings = scan("单位: 财政局\n".encode("gbk"), FILE)
    assert "另存为" in findings[0].hint
    assert "UTF-8" in findings[0].hint


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a: 1\n".encode("utf-16"), "1:1 Y003 这个文件是 UTF-16（记事本里叫 Unicode）编码，应当是 UTF-8。"),
        (b"a: 1\nb: \xff\xff\n", "2:4 Y003 这个文件不是 UTF-8 编码，或者已经损坏：第 2 行第 4 个字符处读不出来。"),
        ("a: 财\0政\n", "1:5 Y004 这里有一个看不见的空字符 NUL，不能出现在公开文件里。"),
        ("a: 1\n\x07b: 2\n", "2:1 Y004 这里有一个看不见的控制字符 U+0007，不能出现在公开文件里。"),
        ("a: 财\u202e政\n", "1:5 Y005 这里有一个会改变文字显示方向的字符（U+202E），看到的顺序可能和实际不同。"),
        ("其他\u200b收入: 1\n", "1:3 Y006 这里有一个看不见的零宽字符（U+200B），多半是从网页或 Word 粘贴时带进来的。"),
        ("a: 财\ufffd\ufffd\n", "1:5 Y007 这里有乱码（�）：原来的字在某次转换编码时丢失了。"),
        ("收入:\n\t其他: 1\n", "2:1 Y008 “其他: 1”这一行用 Tab 键缩进，YAML 只认空格。"),
        ("收入: 1\n其他收入：12.3\n", "2:5 Y010 “其他收入”后面用了全角冒号“：”，应当用半角冒号加一个空格。"),
        ("收入：\n  其他: 1\n", "1:3 Y010 “收入”后面用了全角冒号“：”，应当用半角冒号加一个空格。"),
        ("收入:\n  其他：12.3万元\n", "2:5 Y010 “其他”后面用了全角冒号“：”，应当用半角冒号加一个空格。"),
        ("- 名称：甲\n  金额: 3\n", "1:5 Y010 “名称”后面用了全角冒号“：”，应当用半角冒号加一个空格。"),
        ("收入:12\n", "1:3 Y011 “收入”后面的冒号没有空格，YAML 认不出这是一个键。"),
        ("收入:\n　　其他: 1\n", "2:1 Y012 “其他: 1”这一行用全角空格缩进，YAML 只认半角空格。"),
        ("职责: |\n　　负责预算。\n", "2:1 Y012 “负责预算。”这一行用全角空格缩进，YAML 只认半角空格。"),
        ("%YAML 1.1\n---\na: 1\n", "1:1 Y014 这一行以 % 开头，YAML 会当成指令。"),
    ],
)
def test_each_fault_has_its_own_sentence(raw: bytes | str, expected: str) -> None:
    """Each way to mistype a file is told in its own words, with its place."""
    assert told(raw) == [expected]


def test_merge_conflict_markers_are_named() -> None:
    """Each marker that git left behind is named."""
    lines = told("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> 分支\n")
    assert [line.split(" ")[:2] for line in lines] == [["1:1", "Y009"], ["3:1", "Y009"], ["5:1", "Y009"]]
    assert "Git 合并冲突的标记 <<<<<<<" in lines[0]


@pytest.mark.parametrize(
    "text",
    [
        "说明: 其中：房屋\n",
        "说明: 本年度\n  其中：房屋 12\n",
        "说明: >\n  收入：12\n",
        "说明: '多行\n  收入：12'\n",
        "职责:\n  - 一、收入：12\n  - 二、支出：3\n",
        "# 收入：12\na: 1\n",
        "网址: http://example.org/a\n时间: 12:30\n",
        "说明:\n  　　本年度收入增加。\n",
    ],
)
def test_colons_and_spaces_in_sentences_are_left_alone(text: str) -> None:
    """Full-width colons and spaces belong to Chinese sentences."""
    assert told(text) == []


def test_a_mistyped_colon_does_not_hide_the_rest() -> None:
    """A colon that is surely a separator is read as one, so that all such lines are found at once."""
    text, findings = scan("收入：\n  其他：1\n  事业：2\n支出:3\n".encode(), FILE)
    assert text == "收入: \n  其他: 1\n  事业: 2\n支出: 3\n"
    assert [f.code for f in findings] == ["Y010", "Y010", "Y010", "Y011"]


def test_too_large_a_file_is_not_read() -> None:
    """A file of 10 MB is refused by its size."""
    text, findings = scan(b"a" * 10_000_000, FILE)
    assert text == ""
    assert findings[0].message == "这个文件有 10.0 MB，超过了 5 MB 的上限，没有读取。"


def test_a_thousand_faults_are_counted_not_listed() -> None:
    """Of many faults of one kind some are listed and all are counted."""
    _, findings = scan(("a：1\n" * 1000).encode(), FILE)
    assert len(findings) == 21
    assert findings[-1].message == "“用了全角冒号”的问题在这个文件里共有 1000 处，这里只列出前 20 处。"
