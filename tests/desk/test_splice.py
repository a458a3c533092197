"""Edits of a YAML file: the value changes, every other byte stays, and the loader reads back what was set."""

import itertools
from functools import cache

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.desk.editing.spans import spans_of
from generator.desk.editing.splice import splice
from generator.load.tree import read_tree
from tests.build.example import real_files

Keys = tuple[str | int, ...]
WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x85\u2028\u2029\r\n\ufeff\ufffe\uffff"),
    max_size=20,
)


@cache
def _places() -> list[tuple[str, Keys]]:
    """Return every scalar of data/, each once: file and path."""
    return [
        (path, place)
        for path in sorted(path for path in real_files() if "/regions/" in path)
        for place, span in spans_of(real_files()[path].decode()).items()
        if span.kind == "scalar" and place
    ]


#: looked for by the first test that needs one, not by every process that only collects the tests
PLACES = st.deferred(lambda: st.sampled_from(_places()))


def _read(text: str) -> object:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - text, lists and mappings only


def _at(tree: object, path: Keys) -> object:
    for key in path:
        tree = tree[key]  # type: ignore[index]
    return tree


@settings(max_examples=150)
@given(PLACES, st.one_of(st.decimals(-(10**9), 10**9, places=2).map(str), WORDS))
def test_one_value_changes_and_nothing_else(place: tuple[str, Keys], value: str) -> None:
    """Any value of data/ set to any text reads back as that text, and the bytes before and behind it stay."""
    text = real_files()[place[0]].decode()
    span = spans_of(text)[place[1]]
    changed = splice(text, {place[1]: value})
    assert _at(_read(changed), place[1]) == value
    assert changed.startswith(text[: span.start].rstrip(" |>-+"))
    assert changed.endswith(text[span.end :].lstrip())
    before, after = _read(text), _read(changed)
    assert _without(before, place[1]) == _without(after, place[1])
    assert changed.count("#") - value.count("#") == text.count("#") - text[span.start : span.end].count("#")


def _without(tree: object, path: Keys) -> object:
    if not path:
        return None
    if isinstance(tree, dict):
        return {key: _without(inner, path[1:]) if key == path[0] else inner for key, inner in tree.items()}
    assert isinstance(tree, list)
    return [_without(inner, path[1:]) if index == path[0] else inner for index, inner in enumerate(tree)]


@settings(max_examples=40)
@given(PLACES)
def test_a_value_set_to_itself_changes_no_byte(place: tuple[str, Keys]) -> None:
    """Plain amounts and names written again as they are leave the file as it is."""
    text = real_files()[place[0]].decode()
    span = spans_of(text)[place[1]]
    value = _at(_read(text), place[1])
    if span.style == "" and text[span.start : span.end] == value:
        assert splice(text, {place[1]: value}) == text


@settings(max_examples=60)
@given(PLACES)
def test_the_loader_accepts_what_is_left_when_an_entry_goes(place: tuple[str, Keys]) -> None:
    """An entry taken out is gone, and its neighbours stay with their comments."""
    path, keys = place
    text = real_files()[path].decode()
    changed = splice(text, {keys: None})
    parent = _at(_read(text), keys[:-1])
    kept = {key: value for key, value in parent.items() if key != keys[-1]} if isinstance(parent, dict) else None
    found = _at(_read(changed), keys[:-1])
    if kept is not None:
        assert (found or {}) == kept
    else:
        assert isinstance(parent, list)
        assert (found or []) == [value for index, value in enumerate(parent) if index != keys[-1]]


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("甲: 1 # 注\n乙: 2\n", ("甲",), "3", "甲: 3 # 注\n乙: 2\n"),
        ("甲: '1'\n", ("甲",), "2", '甲: "2"\n'),
        ('甲: "1"   # 注\n', ("甲",), "2", '甲: "2"   # 注\n'),
        ("甲: '1'\n", ("甲",), '宽5"', '甲: "宽5\\""\n'),
        ('甲: "1"\n', ("甲",), "一\\二", '甲: "一\\\\二"\n'),
        ("甲:\n乙: 2\n", ("甲",), "1", "甲: 1\n乙: 2\n"),
        ("甲:   # 待填\n乙: 2\n", ("甲",), "1", "甲: 1   # 待填\n乙: 2\n"),
        ("甲: {乙: 1, 丙: 2}\n", ("甲", "丙"), "3", "甲: {乙: 1, 丙: 3}\n"),
        ("甲: {乙: 1}\n", ("甲", "丁"), "3", "甲: {乙: 1, 丁: 3}\n"),
        ("甲: {}\n", ("甲", "丁"), "3", "甲: {丁: 3}\n"),
        ("甲: {乙: , 丙: 2}\n", ("甲", "乙"), "3", "甲: {乙: 3, 丙: 2}\n"),
        ("甲:\n  乙: 1 # 一\n丙: 2\n", ("甲", "丁"), "3", "甲:\n  乙: 1 # 一\n  丁: 3\n丙: 2\n"),
        ("甲:\n  # 还没有\n丙: 2\n", ("甲", "丁"), "3", None),
        ("甲: 1", ("乙",), "2", "甲: 1\n乙: 2\n"),
        ("", ("甲", "乙"), "2", "甲:\n  乙: 2\n"),
        ("# 只有注释\n", ("甲",), "2", "# 只有注释\n甲: 2\n"),
        ("甲:\n- 1\n- 2\n", ("甲", 2), "3", "甲:\n- 1\n- 2\n- 3\n"),
        ("甲: [1, 2]\n", ("甲", 1), "3", "甲: [1, 3]\n"),
        ("甲: [1, 2]\n", ("甲", 2), "3", "甲: [1, 2, 3]\n"),
        ("甲: []\n", ("甲", 0), "3", "甲: [3]\n"),
        ('"2080101": {基本支出: 1}\n', ("2080102", "基本支出"), "3", None),
        ("甲: 1\n\n# 乙的注释\n乙: 2\n", ("甲",), None, "\n# 乙的注释\n乙: 2\n"),
        ("甲: {乙: 1, 丙: 2}\n", ("甲", "乙"), None, "甲: {丙: 2}\n"),
        ("甲: {乙: 1, 丙: 2}\n", ("甲", "丙"), None, "甲: {乙: 1}\n"),
        ("甲: |\n  一\n  二\n乙: 2\n", ("甲",), "三", "甲: 三\n乙: 2\n"),
        ("甲: 1\n", ("甲",), "一: 二", '甲: "一: 二"\n'),
        ("甲: 1\n", ("甲",), "第一行\n第二行", "甲: |\n  第一行\n  第二行\n"),
        ("甲: 一\n  续\n乙: 2\n", ("甲",), "3", "甲: 3\n乙: 2\n"),
        ("甲: 1\n...\n", ("乙",), "2", None),
        ("---\n甲: 1\n", ("甲",), "2", "---\n甲: 2\n"),
    ],
)
def test_edits_in_every_form(before: str, path: Keys, value: str | None, after: str | None) -> None:
    """Comments, quotes, braces, empty values, lists and blocks: what is written is what was meant."""
    changed = splice(before, {path: value})
    if after is not None:
        assert changed == after
    if value is not None:
        expected = value if "\n" not in value else f"{value}\n"
        assert _at(_read(changed), path) == expected
    tree, found = read_tree(changed.encode(), "试.yml")
    assert tree is not None, found


def test_many_edits_at_once_are_the_same_in_any_order() -> None:
    """Edits of different values do not disturb each other."""
    text = real_files()["data/regions/putuo/planning/2024/accounts.yml"].decode()
    edits = {
        ("收入", "上级补助收入"): "1.00",
        ("收入科目", "2080501", "财政拨款收入"): "2.00",
        ("结转结余", "结余分配"): "3.00",
    }
    results = {splice(text, dict(order)) for order in itertools.permutations(edits.items())}
    assert len(results) == 1
