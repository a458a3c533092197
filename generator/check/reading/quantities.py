"""Amounts, shares and counts read out of prose: 1,348.74万元, １２.５％, 三百二十二万元, 33.7604万人."""

import re
from dataclasses import dataclass
from decimal import Decimal

#: unit as printed → (base unit, power of ten). Counts keep their own unit; 万 before a unit is ten thousand of it.
MONEY = {"元": 0, "万元": 4, "亿元": 8}
COUNTS = (
    "人次", "批次", "家次", "场次", "人", "个", "件", "项", "台", "辆", "次", "家", "份", "本", "场", "户", "起", "分",
    "名", "所", "处", "笔", "条", "套", "枚", "张", "册", "期", "批", "艘", "头", "亩", "公里", "平方米",
)  # fmt: skip
DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
ZEROS = "零〇"
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}

_WIDE = str.maketrans("０１２３４５６７８９．，％＋－", "0123456789.,%+-")
# Not begun anew within an endless row of digits: that would take time by the square of its length.
_NUMBER = r"(?<!\d{20})(?:(?<![\d%)）元万亿人次个件项月年])-)?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_CHINESE = r"[零〇一二两三四五六七八九十百千万亿]{1,16}"
_UNITS = "|".join(("亿元", "万元", "元", "个百分点", "%", "‰", *(f"[万亿]{unit}" for unit in COUNTS), *COUNTS))
_QUANTITY = re.compile(rf"(?P<digits>{_NUMBER})\s*(?P<unit>{_UNITS}|[万亿](?![元{''.join(u[0] for u in COUNTS)}]))")
_SPELLED = re.compile(rf"(?P<digits>{_CHINESE})(?P<unit>元|万元|亿元|人次|人|个|件|项)(?![一二三四五六七八九十])")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quantity as a text prints it.

    Attributes:
        value: in the base unit: 元 for money, % for shares, the count for counts; signed.
        unit: base unit: 元, %, 人, … or "" for a bare 万 or 亿.
        printed: the words as they stand. start, end: where, in the text.
        step: worth of the last printed digit in the base unit.
    """

    value: Decimal
    unit: str
    printed: str
    start: int
    end: int
    step: Decimal


def quantities_in(text: str) -> tuple[Quoted, ...]:
    """Return the quantities with a unit that a text prints, in order; years, dates and document numbers are none."""
    plain = text.translate(_WIDE)
    found = [_read(match) for match in _QUANTITY.finditer(plain) if _stands_alone(plain, match)]
    found += [quoted for match in _SPELLED.finditer(plain) if (quoted := _spelled(match)) is not None]
    return tuple(sorted(found, key=lambda quoted: quoted.start))


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Return whether a number is not the tail of another or of a code, such as 2080101 or 第3项."""
    before = text[max(match.start() - 1, 0) : match.start()]
    return not (before.isdigit() or before in {".", "第", "〕", "]"} or (before.isascii() and before.isalpha()))


def _read(match: re.Match[str]) -> Quoted:
    digits = match["digits"].replace(",", "").replace("，", "")
    unit, power = _unit(match["unit"])
    decimals = len(digits.partition(".")[2])
    return Quoted(
        Decimal(digits).scaleb(power), unit, match[0], match.start(), match.end(), Decimal(1).scaleb(power - decimals)
    )


def _unit(printed: str) -> tuple[str, int]:
    if printed in MONEY:
        return "元", MONEY[printed]
    if printed[0] in "万亿":
        return printed[1:], 4 if printed[0] == "万" else 8
    return ("%", -1) if printed == "‰" else (printed, 0)


def _spelled(match: re.Match[str]) -> Quoted | None:
    value = chinese_number(match["digits"])
    if value is None or len(match["digits"]) < 2:  # noqa: PLR2004 - 一人 and 两个 are words more often than counts
        return None
    unit, power = _unit(match["unit"])
    return Quoted(Decimal(value).scaleb(power), unit, match[0], match.start(), match.end(), Decimal(1).scaleb(power))


def chinese_number(text: str) -> int | None:
    """Return what a number in Chinese numerals is, such as 三百二十二, or None for a row of digits or nonsense."""
    total = section = digit = 0
    seen, before = False, ""
    for mark in text:
        if mark in DIGITS:
            if before in DIGITS and before not in ZEROS:
                return None
            digit, seen = DIGITS[mark], True
        elif mark in TENS:
            section += (digit or 1) * TENS[mark]
            digit, seen = 0, True
        elif mark == "万":
            total += (section + digit) * MYRIADS[mark]
            section = digit = 0
        elif mark == "亿":
            total = (total + section + digit) * MYRIADS[mark]
            section = digit = 0
        else:
            return None
        before = mark
    return total + section + digit if seen else None
