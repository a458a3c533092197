"""How figures print: the one place that rounds, and what a style or a place prints instead."""

from decimal import Decimal

import pytest

from generator.figures.engine import Figures
from generator.figures.figure import Figure
from generator.figures.printing import Printer, printer_of
from generator.model.accounts import Published
from generator.model.address import UnknownNameError
from generator.model.facts import Facts
from generator.model.style import NumberStyle

NUMBERS = {
    "金额": NumberStyle(),
    "百分比": NumberStyle(instead={"100.00": "100"}),
    "去零": NumberStyle(trim=True),
    "零": NumberStyle(zero="没有"),
    "分组": NumberStyle(grouping=True),
    "原样": NumberStyle(places="原样"),
    "错": NumberStyle(places="两位"),
}


def printer(unit: str = "万元", *published: Published) -> Printer:
    """Return a printer over no facts."""
    return printer_of(Figures(Facts(published=published)), NUMBERS, unit)


def money(amount: str, **more: str) -> Figure:
    """Return a figure of some yuan."""
    return Figure("支出", Decimal(amount), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("yuan", "form", "text"),
    [
        ("1234567.8", "", "123.46"),
        ("50", "", "0.01"),
        ("49", "", "0.00"),
        ("-50", "", "-0.01"),
        ("1414000", "去零", "141.4"),
        ("1400000", "去零", "140"),
        ("0", "零", "没有"),
        ("49", "零", "0.00"),
        ("123456789012", "分组", "12,345,678.90"),
    ],
)
def test_money_is_rounded_once(yuan: str, form: str, text: str) -> None:
    """Half up, away from zero, in the unit of the report; zero has words of its own only when it is zero."""
    assert printer().text(money(yuan), form) == text


def test_the_unit_is_the_reports() -> None:
    """The same yuan in 元, 万元 and 亿元."""
    figure = money("123456789")
    assert [printer(unit).text(figure) for unit in ("元", "万元", "亿元")] == ["123456789.00", "12345.68", "1.23"]


def test_a_whole_share_prints_as_the_style_says() -> None:
    """100.00 may print as 100 while 99.995 rounds to it all the same."""
    share = Figure("支出.基本支出.占比", Decimal(100), "percent", "%")
    assert printer().text(share) == "100"
    assert printer().text(Figure("支出.基本支出.占比", Decimal("99.5"), "percent", "%")) == "99.50"


def test_typed_digits_print_as_typed() -> None:
    """原样 keeps what was typed, trailing zeros and all."""
    assert printer().text(money("10390000", typed="1039.00"), "原样") == "1039.00"


def test_nothing_known_prints_nothing() -> None:
    """An unknown figure prints an empty text, which no sentence accepts."""
    assert printer().text(Figure("支出")) == ""


def test_a_place_may_print_its_own() -> None:
    """A value published for one place is printed there and nowhere else."""
    own = Published(figure="支出", where="某表", printed="322", reason="原文如此")
    assert printer("万元", own).text(money("3220000"), "", ("某表",)) == "322"
    assert printer("万元", own).text(money("3220000"), "", ("别的表",)) == "322.00"


def test_a_wrong_number_format_is_told() -> None:
    """Places that are no number are a fault of the style, told in a sentence."""
    with pytest.raises(UnknownNameError, match="两位"):
        printer().text(money("1"), "错")
