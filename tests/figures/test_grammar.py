"""The one arithmetic grammar."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures.grammar import (
    Comparison,
    FormulaError,
    Name,
    Number,
    Operation,
    evaluate,
    names_of,
    parse_comparison,
    parse_expression,
)

VALUES = {"甲": Decimal(12), "乙": Decimal(3), "零": Decimal(0)}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("甲 + 乙", "15"),
        ("甲 − 乙 − 乙", "6"),
        ("甲-乙*2", "6"),
        ("(甲 − 乙) × 2", "18"),
        ("甲 ÷ 乙 ÷ 2", "2"),
        ("甲/乙", "4"),
        ("合计(甲, 乙, 1.5)", "16.5"),
        ("合计 (甲，乙)", "15"),
        ("甲＋乙－1", "14"),
    ],
)
def test_formulas_are_computed_as_at_school(formula: str, value: str) -> None:
    """Products before sums, from left to right, in half or full width."""
    assert evaluate(parse_expression(formula), VALUES.get) == Decimal(value)


def test_an_unknown_name_or_a_zero_divisor_gives_nothing() -> None:
    """What cannot be computed is unknown, never zero and never an exception."""
    assert evaluate(parse_expression("甲 + 丙"), VALUES.get) is None
    assert evaluate(parse_expression("甲 ÷ 零"), VALUES.get) is None


def test_official_names_are_names() -> None:
    """Full-width brackets, dots and digits belong to a name."""
    formula = "三公.财政拨款.因公出国（境）费 + 支出.一般公共预算.2080101"
    assert list(names_of(parse_expression(formula))) == formula.split(" + ")


@pytest.mark.parametrize("mark", ["=", "≤", "≥", "<", ">"])
def test_a_comparison_keeps_its_mark(mark: str) -> None:
    """Both sides are expressions."""
    assert parse_comparison(f"甲 + 1 {mark} 乙") == Comparison(
        Operation("+", Name("甲"), Number(Decimal(1))), mark, Name("乙")
    )


@pytest.mark.parametrize(("typed", "meant"), [("<=", "≤"), (">=", "≥"), ("＝", "="), ("＜", "<"), ("＞", ">")])
def test_what_a_keyboard_gives_is_understood(typed: str, meant: str) -> None:
    """Marks of two characters and of full width mean what they say."""
    assert parse_comparison(f"甲{typed}乙").mark == meant


@pytest.mark.parametrize(
    "formula", ["", "甲 +", "(甲", "甲)", "甲 乙", "甲 = 乙 = 丙", "= 甲", "合计()", "甲 + × 乙", "甲"]
)
def test_what_is_no_comparison_is_refused_in_words(formula: str) -> None:
    """The message says what is wrong with the formula."""
    with pytest.raises(FormulaError, match="公式"):
        parse_comparison(formula)


def test_two_names_without_a_mark_are_named() -> None:
    """The message points at the word that is too many, not at a missing =."""
    with pytest.raises(FormulaError, match="从“乙”起多出了内容"):
        parse_comparison("甲 乙 = 3")


@pytest.mark.parametrize("formula", ["+".join(["甲"] * 900), "(" * 100 + "甲" + ")" * 100, "合" * 3000])
def test_no_formula_exhausts_the_stack(formula: str) -> None:
    """Length, number of terms and depth are bounded."""
    with pytest.raises(FormulaError):
        parse_expression(formula)


def test_the_longest_formula_can_be_computed() -> None:
    """What is accepted can be walked."""
    formula = "+".join(["甲"] * 200)
    assert evaluate(parse_expression(formula), VALUES.get) == Decimal(2400)


@given(st.text(alphabet="甲乙.()（）+-−×÷*/=≤<>, ，合计1230 \u3000", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but FormulaError comes out of the reader."""
    try:
        found = parse_comparison(text)
    except FormulaError:
        return
    evaluate(found.left, VALUES.get)
    assert found.mark in "=≤≥<>"
