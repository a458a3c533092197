"""A YAML file as a tree of places, and what is said when it cannot be one."""

import gc
import re
import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.findings import has_error
from generator.load.collector import FILE_RULES
from generator.load.locate import locate, pointer
from generator.load.tree import Limits, Tree, read_tree
from generator.places import Place
from tests.pace import within

FILE = "data/例.yml"
GOOD = """\
收入:
  其他收入: 012
  "年初/结转": '1,000'
项目:
- 名称: 甲~乙
  数: 1_000.50
- 名称:
说明: |
  第一段
"""


def read(text: str) -> Tree:
    """Return the tree of a text that must have one and no faults."""
    tree, findings = read_tree(text.encode(), FILE)
    assert findings == []
    assert tree is not None
    return tree


def told(raw: bytes | str) -> list[str]:
    """Return what is said about a file, as `line:column code message`."""
    _, findings = read_tree(raw.encode() if isinstance(raw, str) else raw, FILE)
    assert all(f.hint and f.code in FILE_RULES and f.place is not None for f in findings)
    return [f"{f.place.line}:{f.place.column} {f.code} {f.message}" for f in findings if f.place is not None]


def test_every_scalar_stays_as_typed() -> None:
    """No number is read as a number, no word as truth or a date; only nothing is None."""
    text = "a: 012\nb: 1_000\nc: 0.10\nd: yes\ne: 2024-01-01\nf: ~\ng:\nh: ''\ni: '~'\nj: .nan\nk: null\n"
    assert read(text).value == {
        "a": "012", "b": "1_000", "c": "0.10", "d": "yes", "e": "2024-01-01", "f": None, "g": None, "h": "",
        "i": "~", "j": ".nan", "k": None,
    }  # fmt: skip


def test_every_node_has_its_place() -> None:
    """Values and keys are found at line and column, and quoted ones are known."""
    tree = read(GOOD)
    assert tree.places["收入", "其他收入"] == Place(FILE, 2, 9)
    assert tree.key_places["收入", "其他收入"] == Place(FILE, 2, 3)
    assert tree.places["项目", 1] == Place(FILE, 7, 3)
    assert tree.is_quoted(("收入", "年初/结转"))
    assert not tree.is_quoted(("收入", "其他收入"))
    assert tree.styles["说明",] == "|"


def test_a_path_leads_to_its_place() -> None:
    """A path of a finding is found at its value; a missing one at the nearest key above it."""
    trees = {FILE: read(GOOD)}
    assert pointer(FILE, "收入", "年初/结转") == f"{FILE}#/收入/年初~1结转"
    assert locate(pointer(FILE, "收入", "年初/结转"), trees) == Place(FILE, 3, 12)
    assert locate(pointer(FILE, "项目", 0, "数"), trees) == Place(FILE, 6, 6)
    assert locate(pointer(FILE, "收入", "没有", 3), trees) == Place(FILE, 1, 1)
    assert locate(pointer(FILE, "项目", 7), trees) == Place(FILE, 4, 1)
    assert locate(pointer(FILE), trees) == Place(FILE, 1, 1)
    assert locate("别的.yml#/a", trees) is None


def test_duplicate_keys_are_reported_and_the_first_is_kept() -> None:
    """Both places of a doubled key are named."""
    tree, findings = read_tree("收入:\n  其他: 1\n  其他: 2\n收入: 3\n".encode(), FILE)
    assert tree is not None
    assert tree.value == {"收入": {"其他": "1"}}
    assert findings[0].message == "“其他”写了两次：第 2 行一次，第 3 行又一次；检查时以前一个为准。"
    assert findings[0].path == f"{FILE}#/收入/其他"
    assert str(findings[1].place) == f"{FILE}:4:1"


def test_an_alias_repeats_what_was_typed() -> None:
    """An alias is a copy, and its values are found where they were typed."""
    tree = read("a: &x {k: ['1']}\nb: *x\n")
    assert tree.value == {"a": {"k": ["1"]}, "b": {"k": ["1"]}}
    assert tree.places["b",] == Place(FILE, 2, 4)
    assert tree.places["b", "k", 0] == Place(FILE, 1, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !!python/object:os.system x\n", "1:4 Y031 这里用了 YAML 标签 !!python/object:os.system，"),
        ("a: 1\n---\nb: 1\n", "2:1 Y032 从这里开始是第二份文档"),
        ("[a]: 1\nb: 2\n", "1:1 Y033 这里的键不是一段文字"),
        ("a: &x {b: '1'}\nc:\n  <<: *x\n", "3:3 Y034 不支持用 << 合并另一处的内容。"),
        ("a: *b\n", "1:4 Y038 引用 *b 没有着落"),
        ("a: &a\n  b: *a\n", "2:6 Y038 引用 *a 指向了包含它自己的内容"),
        ("", "0:0 Y040 这个文件是空的"),
        ("# 只有注释\n", "0:0 Y040 这个文件是空的"),
        ("收入\n", "1:1 Y041 整个文件读出来是一段文字"),
        (": 1\n", "1:1 Y042 这一行冒号前面没有名称。"),
        ('a: "\\0"\n', "1:4 Y004 这里有一个看不见的空字符 NUL"),
        ('说明: "三公"经费\n', "1:9 Y021 引号结束以后还有文字“经费”。"),
        ('说明: "三公\nb: 1\n', '1:5 Y021 从“"三公”开始的引号一直没有结束。'),
        ("a:\n  b: 1\n c: 2\n", "3:2 Y022 “c: 2”的缩进和上面哪一级都对不上：这一行前面有 1 个空格，上一行有 2 个。"),
        ("a: 1\n  b: 2\n", "2:3 Y022 “b”比上一行“a: 1”缩进得多，可是上一行的冒号后面已经有内容了。"),
        ("a:\n  b: 1\n  - c\n", "3:3 Y022 “- c”是列表条目，可是同一级已经有“键: 值”了"),
        ("- a\nb: 1\n", "2:1 Y022 上面是一列以“- ”开头的条目，“b: 1”却不是条目。"),
        ("a: [1, 2\nb: 3\n", "1:4 Y023 从“[1, 2”开始的括号没有配好"),
        ("- [x] 完成\n", "1:7 Y023 括号结束以后还有文字“完成”。"),
        ("说明: 其中: 房屋\n", "1:7 Y024 “说明”的内容里又有一个英文冒号"),
        ("a: @注\n", "1:4 Y025 “@注”以特殊符号 @ 开头"),
        ("a: *注\n", "1:4 Y025 “*注”以特殊符号 * 开头"),
        ("a: !重要 1\n", "1:4 Y025 “!重要 1”以特殊符号 ! 开头"),
        ("a: 1\n收入\nb: 2\n", "2:1 Y026 “收入”这一行没有冒号"),
        ("a:\n- x\n-y\n- z\n", "3:1 Y027 “-y”开头的减号后面没有空格。"),
        ("a: - b\n", "1:4 Y027 “a: - b”：冒号后面同一行不能直接写列表条目。"),
        ('a: "C:\\Users"\n', "1:9 Y028 英文双引号里的反斜杠"),
        ("a: >5%\n", "1:4 Y029 “>5%”以 > 开头"),
    ],
)
def test_each_fault_is_told_in_plain_chinese(text: str, expected: str) -> None:
    """Each fault of structure is told in its own words, never in those of the parser."""
    (line,) = told(text)
    assert line.startswith(expected)


#: both ends of every range of characters that no text may hold, and what stands just outside.
CONTROLS, TURNING = "\x00\x08\x0b\x1f\x7f\x9f\u2028\u2029\ufffe\uffff", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069"
OUTSIDE = "\x20\x7e\xa0\u2027\u2030\ue000\u061b\u061d\u2010\u2065\u206a"


@pytest.mark.parametrize(
    ("characters", "code"), [(CONTROLS, "Y004"), (TURNING, "Y005"), (OUTSIDE, "")], ids=["control", "turn", "neither"]
)
def test_every_range_of_characters_ends_where_it_should(characters: str, code: str) -> None:
    """Typed as they are and as an escape: each is told by its own rule, its neighbours by none."""
    for character in characters:
        for text in (f"a: 财{character}政\n", f'a: "财\\u{ord(character):04x}政"\n'):
            assert {line.split()[1] for line in told(text)} == ({code} if code else set()), ascii(text)


@pytest.mark.parametrize("escape", ["\\ud800", "\\udbff", "\\udc00", "\\udfff", "\\ud83d\\ude00"])
def test_half_a_character_gets_into_no_tree(escape: str) -> None:
    """No file in UTF-8 can hold one; an escape could, were it not refused."""
    tree, findings = read_tree(f'a: "财{escape}政"\n'.encode(), FILE)
    assert has_error(findings)
    assert tree is None or not re.search("[\ud800-\udfff]", str(tree.value))


def test_broken_structure_is_told_once_and_gives_no_tree() -> None:
    """After a tab or a conflict marker, the parser's guesses are kept back."""
    assert [line[:9] for line in told("a:\n\tb: 1\nc: [\n")] == ["2:1 Y008 "]
    tree, findings = read_tree(b"a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", FILE)
    assert tree is None
    assert [f.code for f in findings] == ["Y009", "Y009", "Y009"]


def test_one_fault_does_not_hide_another() -> None:
    """Mistyped colon, doubled key, tag and alias are all told at once."""
    lines = told("收入：1\na: 1\na: 2\nb: !x 3\nc: *没有\n".replace("*没有", "*none"))
    assert [line.split()[1] for line in lines] == ["Y010", "Y030", "Y031", "Y038"]


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 10)
)
NASTY = {
    "50,000 open brackets": (b"[" * 50_000, "Y035"),
    "50,000 open braces": (b"{" * 50_000, "Y035"),
    "50,000 dashes": (b"- " * 50_000, "Y035"),
    "deep nesting": ("".join("  " * i + "a:\n" for i in range(500)).encode(), "Y035"),
    "billion laughs": (BOMB.encode(), "Y037"),
    "deep aliases": ("".join(f"- &b{i} [*b{i - 1}]\n" if i else "- &b0 [x]\n" for i in range(99)).encode(), "Y035"),
    "a scalar of 10 MB": (b"a: " + b"x" * 10_000_000, "Y001"),
    "a scalar of 4 MB": (b"a: " + b"x" * 4_000_000, "Y039"),
    "two million values": (b"[" + b"1," * 2_000_000 + b"]", "Y036"),
    "an open quote of 4 MB": (b'a: "' + b"x" * 4_000_000, "Y021"),
    "python object": (b"a: !!python/object/apply:os.system ['true']", "Y031"),
    "many directives": (b"".join(b"%%TAG !a%d! tag:x\n" % i for i in range(100_000)) + b"---\na: 1\n", "Y014"),
}


@pytest.mark.parametrize(("raw", "code"), NASTY.values(), ids=NASTY.keys())
def test_nasty_files_end_soon_with_a_finding(raw: bytes, code: str) -> None:
    """A file made to harm is refused within a second or so of processor time."""
    gc.collect()
    gc.freeze()  # what other tests left in this process is none of the file's doing
    begun = time.process_time()
    _, findings = read_tree(raw, FILE)
    taken = time.process_time() - begun
    gc.unfreeze()
    assert within(taken, 2)
    assert code in {f.code for f in findings}
    assert any(f.is_error for f in findings)


def test_a_hundred_thousand_rows_are_fine() -> None:
    """A very long table is read."""
    tree = read("".join(f"行{i}: {i}.50\n" for i in range(100_000)))
    assert isinstance(tree.value, dict)
    assert tree.value["行99999"] == "99999.50"


def test_the_python_parser_gives_the_same_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml the tree is the same."""
    with_c = read(GOOD)
    monkeypatch.setattr("generator.load.tree._LOADER", yaml.SafeLoader)
    assert read(GOOD) == with_c
    assert [line[:9] for line in told('说明: "三公"经费\n')] == ["1:9 Y021 "]


def test_limits_can_be_set() -> None:
    """The bounds are arguments."""
    _, findings = read_tree(b"a: {b: {c: 1}}", FILE, Limits(depth=2))
    assert [f.code for f in findings] == ["Y035"]


PIECES = st.sampled_from([
    *"[]{},:-?&*!|>'\"%@`#~<=\\\t\n \r：　０-é\0\ufeff\u2028",
    *["\n  ", "\n- ", "a: ", "收入：", "&a ", "*a", "<<: ", "---\n", "...\n", "!!python/x ", "<<<<<<< x\n"],
    *["=======\n", "|\n  ", '"\\x', "? ", "%YAML 1.1\n", "\r\n", "1_000"],
])  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=60).map(lambda parts: "".join(parts).encode())))
def test_no_bytes_raise(raw: bytes) -> None:
    """Whatever the bytes, there is a tree or a finding, and never an exception."""
    tree, findings = read_tree(raw, FILE)
    assert tree is not None or any(f.is_error for f in findings)
    assert all(f.message and f.place is not None for f in findings)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 4), PIECES), min_size=1, max_size=6))
def test_no_mutation_of_a_good_file_raises(changes: list[tuple[int, int, str]]) -> None:
    """A good file damaged at random is read or refused, and every place lies within it."""
    text = GOOD
    for at, cut, piece in changes:
        text = text[:at] + piece + text[at + cut :]
    tree, findings = read_tree(text.encode(), FILE)
    assert tree is not None or any(f.is_error for f in findings)
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(f.place is not None and f.place.line <= last for f in findings)
