"""Amounts, shares, counts and years as prose prints them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.reading.quantities import chinese_number, quantities_in


@pytest.mark.parametrize(
    ("text", "value", "unit", "step"),
    [
        ("支出1,348.74万元", "13487400", "元", "100"),
        ("支出7.2亿元", "720000000", "元", "10000000"),
        ("占１２．５％", "12.5", "%", "0.1"),
        ("参保33.7604万人", "337604", "人", "1"),
        ("三百二十二万元", "3220000", "元", "1"),
        ("减免560万。", "5600000", "", "10000"),
        ("增加-3.65万元", "-36500", "元", "100"),
        ("提高1.5个百分点", "1.5", "个百分点", "0.1"),
        ("千分之五为5‰", "0.5", "%", "0.1"),
    ],
)
def test_a_quantity_is_read_with_its_unit_and_its_last_digit(text: str, value: str, unit: str, step: str) -> None:
    """万元 and 亿元 become yuan, 万人 persons; the last printed digit says how fine it is."""
    (read,) = quantities_in(text)
    assert (read.value, read.unit, read.step) == (Decimal(value), unit, Decimal(step))


@pytest.mark.parametrize("text", ["科目2080101", "第3项", "财预〔2020〕10号", "2023年12月31日", "一个办公室", "A4本"])
def test_codes_dates_and_document_numbers_are_no_quantities(text: str) -> None:
    """A number that counts nothing is left alone."""
    assert quantities_in(text) == ()


def test_the_dash_of_a_range_is_no_minus() -> None:
    """80%-90% holds two positive shares."""
    assert [read.value for read in quantities_in("80%-90%，10人-20人")] == [80, 90, 10, 20]


def test_quantities_come_in_the_order_of_the_text() -> None:
    """Spelled numbers and digits are told in one order, each at its place."""
    text = "二百零五人中，有30人参加，占14.6%"
    assert [text[read.start : read.end] for read in quantities_in(text)] == ["二百零五人", "30人", "14.6%"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三百二十二", 322),
        ("二百零五", 205),
        ("十五", 15),
        ("两千零一", 2001),
        ("一百一十五", 115),
        ("三亿五千万", 350_000_000),
    ],
)
def test_chinese_numerals_are_read(text: str, value: int) -> None:
    """Numbers as they are said, zeros and 两 among them."""
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["二〇二三", "一二三", "二〇二〇", "项"])
def test_a_row_of_digits_is_no_number(text: str) -> None:
    """A year in Chinese digits is not said as a number."""
    assert chinese_number(text) is None


@given(st.text("0123456789.,，-〔〕%‰万亿元人个件第三百二十零〇两 。", max_size=40))
def test_reading_never_raises_and_stays_inside(text: str) -> None:
    """Whatever is typed, each quantity lies inside the text."""
    for read in quantities_in(text):
        assert 0 <= read.start < read.end <= len(text)
