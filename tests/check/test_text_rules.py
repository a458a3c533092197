"""What the rules on wording say of texts: one finding a cause, at its line; ordinary prose is left alone."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import report as build_report
from generator.check import _case
from generator.check.reading.typed import TypedText
from generator.check.report.text import placed
from generator.check.rule import Case
from generator.check.text.common import BLANK, Text, masked
from generator.check.text.documents import documents
from generator.check.text.marks import unpaired_in
from generator.check.text.rules import RULES
from generator.document.layout import lay_out
from generator.load.reading import Reader, load_report
from tests.check.building import EVALUATION, checked, files_of, read, shared

CODES = {code for rule in RULES for code in rule.codes}
SLUGS = ("demo", "finance", "2023")
#: characters that the rules look at, so that random texts come near to what they find.
NEAR = "一二三四、。，；：（）()“”‘’《》〔〕<>[]0123456789０１.号年月日 \n是的项目经费预算我县区局财政XX×…口□カ,;帐截止"

ORDINARY = """
全年培训两期，共一百人。一是课程规范，二是管理严格。
（一）立项：依据《示例办法》（示财〔2022〕26号）。
（二）实施：“一件事一次办”全面推行；投入1,200.50元，完成率100%。
1.组织到位。
2.资金到位。
（三）成效（含问题）：一项一项落实，逐年增长2.5%。
"""


def told(text: str) -> list[str]:
    """Return the codes that the rules on wording give to one prose text of an evaluation."""
    findings, _ = checked(files_of({"自评": {"文字": {"项目概况": text}}}), SLUGS)
    return [finding.code for finding in findings if finding.code in CODES]


def case_of(example: str) -> Case:
    """Return an invented report as the rules see it."""
    loaded = load_report(Reader(files_of(read(example))), shared(), *SLUGS)
    assert loaded is not None
    inputs = build_report._inputs(loaded, shared(), build_report.Slugs(*SLUGS), None)
    return _case(loaded, inputs, lay_out(inputs)[0])


BASE = case_of("自评: {文字: {项目概况: 编的。}}")


def with_texts(*texts: str) -> Case:
    """Return the base report with the typed texts of its accounts replaced."""
    return replace(BASE, inputs=replace(BASE.inputs, texts={f"文字{n}": text for n, text in enumerate(texts)}))


def text_of(words: str) -> Text:
    """Return a text as the rules see it."""
    return Text(TypedText("file#/key", "文字", words, "text"), masked(words))


def test_ordinary_prose_is_left_alone() -> None:
    """Numbers in order, marks in pairs, amounts and document numbers in their form: nothing to say."""
    assert told(ORDINARY) == []


@pytest.mark.parametrize(
    "words", ["我区培训。", "某公司（已注销）", "A×B", "路口、窗口", "为目的的培训。", "很多很多人。"]
)
def test_words_that_only_look_wrong_are_left_alone(words: str) -> None:
    """A crossing is no check box, a product no placeholder, 很多很多 no slip."""
    assert told(words) == []


def test_a_finding_points_at_the_character() -> None:
    """The place is the line and the column inside the block of the file, not the key."""
    files = files_of({"自评": {"名称": "虚构项目"}})
    files[EVALUATION] = (
        "名称: 虚构项目\n类别: 项目\n文种: []\n文字:\n  项目概况: |-\n    第一段。\n    由区人カ资源局。\n".encode()
    )
    findings, trees = checked(files, SLUGS)
    (found,) = [finding for finding in placed(findings, trees) if finding.code == "T21"]
    assert str(found.place) == f"{EVALUATION}:7:8"


def test_one_text_is_told_once_of_all_its_half_width_marks() -> None:
    """The note counts the marks and quotes the first."""
    words = "甲,乙;丙（丁），戊,己。"
    (found,) = [each for rule in RULES for each in rule.run(with_texts(words)) if each.finding.code == "T22"]
    assert "3处" in found.finding.message
    assert "甲,乙" in found.finding.message


def test_a_reference_to_a_figure_is_no_wording() -> None:
    """What stands in 〔〕 is put in later; its letters and its length are of no account, its place stays."""
    words = "支出〔支出.一般公共预算〕万元，依据示财〔2022〕26号。"
    assert masked(words) == words.replace("〔支出.一般公共预算〕", BLANK * len("〔支出.一般公共预算〕"))
    assert list(documents(with_texts(words))) == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("“甲‘乙’丙”", 0),
        ("“甲“乙”丙”", 1),
        ("《甲", 1),
        ("甲》", 1),
        ("“甲\n乙”", 0),
        ("（甲［乙）", 0),
        ("1）甲；2）乙（丙）", 0),
        ("（甲“乙）丙”", 1),
    ],
)
def test_quotes_and_brackets_pair(words: str, count: int) -> None:
    """A mark without its partner is found once, a quotation that goes on in the next line is none."""
    assert len(unpaired_in(text_of(words))) == count


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.sampled_from(NEAR) | st.characters(codec="utf-8"), max_size=80), max_size=3))
def test_no_rule_raises_on_any_text(texts: list[str]) -> None:
    """Whatever is typed, the rules yield findings inside the text and go on."""
    case = with_texts(*texts)
    for rule in RULES:
        for found in rule.run(case):
            assert found.finding.message
            assert found.finding.path
