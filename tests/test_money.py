"""Amounts: what is accepted, what is said otherwise, and how numbers are rounded and printed."""

import ast
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.money import (
    AmountProblem,
    NumberFormat,
    format_number,
    in_unit,
    parse_amount,
    percent,
    quantity,
    round_half_up,
    tolerance,
)

D = Decimal


@pytest.mark.parametrize("text", ["0", "12", "-12.30", "0.5", "958.15", "999999999999999.99", "100.000"])
def test_plain_amounts_are_read_as_typed(text: str) -> None:
    """Digits, a point and a minus sign make an amount, its zeros kept."""
    assert str(parse_amount(text)) == text


def test_minus_zero_is_zero() -> None:
    """A typed -0.00 is zero."""
    assert str(parse_amount("-0.00")) == "0.00"


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("1,000.50", "thousands", "数里有千分位逗号。去掉逗号，只写数字和小数点。这里应当是 1000.50。"),
        ("1，000", "thousands", "数里有千分位逗号。去掉逗号，只写数字和小数点。这里应当是 1000。"),
        ("1,5", "comma", "数里有逗号。小数点用半角的“.”；千分位的逗号去掉。"),
        ("１２．５", "full_width", "用了全角数字或全角符号。换成半角：写成 12.5。"),
        ("1e3", "exponent", "用了科学计数法。把数完整写出来，例如 1e3 写成 1000。"),
        ("NaN", "not_a_number", "NaN、inf 不是金额。"),
        ("-inf", "not_a_number", "NaN、inf 不是金额。"),
        (".inf", "not_a_number", "NaN、inf 不是金额。"),
        ("1_000", "underscore", "数里有下划线。去掉下划线，只写数字和小数点。这里应当是 1000。"),
        ("+5", "plus", "数的前面有加号。"),
        (" 12", "spaces", "数的前面或后面有空格。写成 12。"),
        ("12\n", "spaces", "数的前面或后面有空格。写成 12。"),
        ("1 000", "spaces", "数里有空格。去掉空格。这里应当是 1000。"),
        ("12.3万元", "unit", "数的后面带了单位或文字。"),
        ("3 辆", "unit", "数的后面带了单位或文字。"),
        ("一百二十", "chinese", "用了中文数字。"),
        ("壹万元整", "chinese", "用了中文数字。"),
        (".5", "bare_point", "小数点前面没有数字。小数点前面补上 0。这里应当是 0.5。"),
        ("5.", "open_point", "小数点后面没有数字。去掉小数点，或者补上小数。这里应当是 5。"),
        ("\u221212", "minus", "负号“\u2212”不是半角减号。写成 -12。"),
        ("12%", "percent", "数的后面带了百分号。"),
        ("１２％", "percent", "数的后面带了百分号。"),
        ("￥12", "currency", "数带了货币符号。"),
        ("（12.30）", "brackets", "用括号表示负数。负数在前面写半角减号。这里应当是 -12.30。"),
        ("1.2.3", "points", "有不止一个小数点。"),
        ("2024-01-01", "range", "这是范围或日期，不是一个数。"),
        ("约12", "about", "写的是约数。"),
        ("0x1f", "base", "这不是十进制的数。"),
        ("012", "leading_zero", "数的前面多了 0。把前面的 0 去掉，写成 12"),
        ("-00.5", "leading_zero", "数的前面多了 0。把前面的 0 去掉，写成 -0.5"),
        ("9" * 16, "too_long", "数太长：整数有 16 位，小数有 0 位，各不能超过 15 位。"),
        ("", "empty", "这里没有填数。"),
        ("--", "blank_word", "这里写的是符号或“无”，看不出是零还是不知道。"),
        ("无", "blank_word", "这里写的是符号或“无”，看不出是零还是不知道。"),
        ("\u0663", "other", "这不是一个数。"),
        ("甲" * 300, "other", "这里有 300 个字，不是一个数。"),
    ],
)
def test_every_other_form_is_explained(text: str, kind: str, told: str) -> None:
    """Whatever is no amount is told why, and what to write."""
    problem = parse_amount(text)
    assert isinstance(problem, AmountProblem)
    assert problem.kind == kind
    assert (problem.message + problem.hint).startswith(told)
    assert problem.hint


@given(st.text(max_size=40) | st.text(alphabet="0123456789.,-+ e_％%万元一（）", max_size=20))
def test_no_text_raises(text: str) -> None:
    """Any text is an amount or a problem with words."""
    read = parse_amount(text)
    assert isinstance(read, Decimal) or (read.message and read.hint)


def test_money_becomes_yuan_and_remembers_its_last_place() -> None:
    """12.30 万元 are 123000 元, known to 100 元."""
    amount = quantity("12.30", "万元")
    assert not isinstance(amount, AmountProblem)
    assert (amount.value, amount.step, amount.unit, amount.text) == (D(123000), D(100), "万元", "12.30")
    assert str(amount.value) == "123000"
    assert in_unit(amount.value, "万元") == D("12.3")


def test_counts_keep_their_unit() -> None:
    """3.5 万人 stay 3.5 万人; so does any unit that a region asks for."""
    people = quantity("3.5", "万人")
    assert not isinstance(people, AmountProblem)
    assert (people.value, people.step) == (D("3.5"), D("0.1"))
    assert in_unit(D(7), "亩") == 7


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [("0.125", 2, "0.13"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("-0.004", 2, "0.00"), ("1.005", 2, "1.01")],
)
def test_rounding_is_half_up(value: str, places: int, expected: str) -> None:
    """四舍五入: halves go away from zero, and never to minus zero."""
    assert str(round_half_up(D(value), places)) == expected


def test_the_largest_amounts_stay_exact() -> None:
    """No digit is lost between 亿元 and 元."""
    amount = quantity("999999999999999.123456789012345", "亿元")
    assert not isinstance(amount, AmountProblem)
    assert str(amount.value) == "99999999999999912345678.9012345"


def test_rounded_parts_may_differ_from_their_total() -> None:
    """Three parts in hundredths and their total may differ by (3+1) × 0.005."""
    assert tolerance(3, D("0.01")) == D("0.02")
    assert tolerance(9, D(0)) == 0


def test_a_share_of_nothing_is_none() -> None:
    """Per cent of zero does not exist; otherwise it is rounded half up."""
    assert percent(D(1), D(0), 2) is None
    assert percent(D(1), D(3), 2) == D("33.33")
    assert percent(D(1), D(8), 0) == D(13)
    assert percent(D(-1), D(8), 1) == D("-12.5")


@pytest.mark.parametrize(
    ("value", "fmt", "expected"),
    [
        ("1234.5", NumberFormat(2), "1234.50"),
        ("1234567.5", NumberFormat(2, grouping=True), "1,234,567.50"),
        ("12.50", NumberFormat(2, trim=True), "12.5"),
        ("100.00", NumberFormat(2, trim=True), "100"),
        ("-0.001", NumberFormat(2), "0.00"),
        ("0", NumberFormat(2, zero="0"), "0"),
        ("0.001", NumberFormat(2, zero=""), "0.00"),
        ("100.00", NumberFormat(2, whole_hundred="100"), "100"),
        ("99.999", NumberFormat(2, whole_hundred="100"), "100.00"),
        ("12.30", NumberFormat(None), "12.30"),
        ("1E+5", NumberFormat(None), "100000"),
        ("-3", NumberFormat(0), "-3"),
    ],
)
def test_numbers_print_by_their_format(value: str, fmt: NumberFormat, expected: str) -> None:
    """A format says places, zeros, wholes and grouping; nothing prints an exponent or minus zero."""
    assert format_number(D(value), fmt) == expected


def test_no_float_comes_near_money() -> None:
    """No binary floating point stands in money.py or in the figures."""
    package = Path(__file__).parent.parent / "generator"
    for file in [package / "money.py", *sorted((package / "figures").rglob("*.py"))]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            named = isinstance(node, ast.Name) and node.id == "float"
            assert not named, f"float in {file.name}:{getattr(node, 'lineno', 0)}"
            literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
            assert not literal, f"a float in {file.name}:{getattr(node, 'lineno', 0)}"
