"""Findings as an editor reads them."""

import json

from generator.check.report.text import placed, render_json, render_text, verdict
from generator.findings import Finding, Severity
from generator.load.tree import read_tree
from generator.places import Place

ERROR = Finding("K05", Severity.ERROR, "不平", "b.yml#/收入", "请核对")
WARNING = Finding("D10", Severity.WARNING, "没有原因", "a.yml#/原因/收入")


def test_lines_come_in_the_order_of_the_files_with_hint_and_verdict() -> None:
    """`file:line:column 代码 级别 message`, the hint indented below, the verdict last."""
    places = {ERROR.path: Place("b.yml", 3, 5), WARNING.path: Place("a.yml", 9, 1)}
    assert render_text([ERROR, WARNING], places) == (
        "a.yml:9:1 D10 警告 没有原因\nb.yml:3:5 K05 错误 不平\n    请核对\n有1处错误、1处警告，请先改正错误\n"
    )


def test_lines_of_one_file_come_in_the_order_of_their_numbers() -> None:
    """Line 10 stands after line 9."""
    found = [
        Finding("A", Severity.NOTE, "乙", place=Place("a.yml", 10, 1)),
        Finding("B", Severity.NOTE, "甲", place=Place("a.yml", 9, 1)),
    ]
    assert [line.split()[0] for line in render_text(found).splitlines()[:2]] == ["a.yml:9:1", "a.yml:10:1"]


def test_the_verdict_does_not_count_what_was_waived() -> None:
    """A waived error leaves the report fit to be published; its reason is shown, and it is counted apart."""
    text = render_text([Finding("K05", Severity.ERROR, "不平", waived="原文如此")])
    assert "已豁免：原文如此" in text
    assert text.endswith("\n可以公开；另有1处已豁免\n")


def test_the_verdict_counts_every_weight() -> None:
    """Errors, warnings and notes are counted; what there is none of is left out of a good verdict."""
    note = Finding("P003", Severity.NOTE, "尾差")
    assert verdict([ERROR, WARNING, WARNING, note]) == "有1处错误、2处警告、1处提示，请先改正错误"
    assert verdict([WARNING, note, note]) == "可以公开，有1处警告、2处提示"
    assert verdict([note]) == "可以公开，有1处提示"
    assert verdict([]) == "可以公开"
    assert verdict([WARNING, note], strict=True) == "有1处警告、1处提示，按 --strict 的要求不通过"
    assert verdict([note], strict=True) == "可以公开，有1处提示"


def test_a_message_stays_on_its_line() -> None:
    """A typed line break cannot start a line of its own."""
    text = render_text([Finding("R001", Severity.NOTE, "不认识\n可以公开")])
    assert text.splitlines()[0] == "R001 提示 不认识 可以公开"


def test_a_path_becomes_a_place() -> None:
    """The place of a finding is that of the typed scalar, or of the nearest thing above it that is there."""
    tree, _ = read_tree("收入:\n  其他收入: 5.00\n".encode(), "b.yml")
    assert tree is not None
    exact, above, lost = placed(
        [
            Finding("K05", Severity.ERROR, "", "b.yml#/收入/其他收入"),
            Finding("K05", Severity.ERROR, "", "b.yml#/收入/没有"),
            Finding("K05", Severity.ERROR, "", "c.yml#/收入"),
        ],
        {"b.yml": tree},
    )
    assert exact.place == Place("b.yml", 2, 9)
    assert above.place == Place("b.yml", 1, 1)
    assert lost.place is None


def test_json_holds_the_same() -> None:
    """Each finding is an object; what is absent is null."""
    (row,) = json.loads(render_json([ERROR]))
    assert row == {
        "code": "K05", "severity": "错误", "message": "不平", "hint": "请核对", "path": "b.yml#/收入",
        "file": "b.yml", "line": None, "column": None, "waived": None,
    }  # fmt: skip
