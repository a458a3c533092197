"""Amounts beside each other: brought to one unit, printed alike, told apart where they are nothing."""

from decimal import Decimal

from generator.money import NumberFormat, format_number, in_unit, percent, round_half_up, unit_of

#: the unit in which money stands side by side.
MONEY = "万元"
MINUS = "−"
_GROUPED = 10_000
_MULTIPLE = Decimal(200)


def common_unit(unit: str) -> str:
    """Return the unit in which amounts of `unit` stand beside others: 万元 for money, else the unit itself."""
    return MONEY if unit_of(unit).is_money else unit


def converted(digits: str, unit: str, target: str) -> Decimal | None:
    """Return plain digits of `unit` as a number of `target`, exactly; None where the units measure different things."""
    source = unit_of(unit)
    if source.base != unit_of(target).base:
        return None
    return in_unit(Decimal(digits).scaleb(source.exponent), target)


def shown(value: Decimal, unit: str) -> str:
    """Return the number as readers see it: money with two decimals, from 10,000 with separators, a true minus sign.

    An amount that would round to zero says so (不足0.01), because a printed 0.00 is a true zero.
    """
    places = places_of(unit)
    if value and not round_half_up(value, places):
        return f"不足{format(Decimal(1).scaleb(-places), 'f')}" if value > 0 else f"{MINUS}0.01以内"
    fmt = NumberFormat(places=places, trim=places == 0, grouping=abs(value) >= _GROUPED)
    return format_number(value, fmt).replace("-", MINUS)


def places_of(unit: str) -> int:
    """Return the decimals that a unit is printed with here."""
    return 2 if unit_of(unit).is_money or unit == "%" else 0


def plain(value: Decimal) -> str:
    """Return a number as plain digits for data files: no separator, a hyphen as minus, no zeros at the end."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def change_words(value: Decimal, before: Decimal, unit: str) -> str:
    """Return how a value differs from the one before it, in words: 增加 1.61（98.17%）, 持平, 上年为 0，不可比."""
    if shown(value, unit) == shown(before, unit):
        return "持平"
    difference = value - before
    way = "增加" if difference > 0 else "减少"
    return f"{way} {shown(abs(difference), unit)}（{_rate(value, before)}）"


def _rate(value: Decimal, before: Decimal) -> str:
    if not before:
        return "上年为 0，不可比"
    if before < 0 or value < 0:
        return "正负不同，不算百分比"
    rate = percent(value - before, before, 2)
    assert rate is not None  # the base is not zero
    if rate > _MULTIPLE:
        return f"是上年的 {round_half_up(value / before, 1)} 倍"
    return f"{abs(rate)}%"
