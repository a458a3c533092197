"""Amounts and counts: exact decimals with their unit, and the one place that rounds.

No binary floating point comes near: text is read by one grammar into `Decimal`, computed exactly, and rounded half up
(四舍五入, away from zero) once, when printed.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType

MOST_DIGITS = 15
"""Digits before the point (the national budget in 元 has 14), and at most as many after it."""

_LONGEST_TEXT = 200
_AMOUNT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
# Wide enough that no sum or product of typed amounts is ever rounded on the way.
_CONTEXT = Context(prec=80, rounding=ROUND_HALF_UP)

MONEY_UNITS: Mapping[str, int] = MappingProxyType({"元": 0, "万元": 4, "亿元": 8})
"""Units of money, with the power of ten that makes them 元."""

COUNT_UNITS = (
    "%", "人", "万人", "人次", "万人次", "辆", "台", "套", "台（套）", "个", "批次", "批", "项", "次", "家", "户",
    "件", "份", "平方米", "万平方米", "公顷", "亩", "公里", "吨", "团组", "天", "分",
)  # fmt: skip
"""Units of counts that official tables use; any other is taken as it stands."""


@dataclass(frozen=True, slots=True)
class AmountProblem:
    """Why a text is no amount.

    Attributes:
        kind: stable English word for the kind of fault, such as `thousands`.
        message: what is wrong, in Chinese.
        hint: what to write instead, in Chinese.
    """

    kind: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit.

    Attributes:
        name: as printed, such as `万元`.
        base: unit in which values are computed: 元 for money, else the unit itself (万人 stays 万人).
        exponent: power of ten from the unit to its base.
    """

    name: str
    base: str
    exponent: int = 0

    @property
    def is_money(self) -> bool:
        """Return whether amounts in this unit are money; counts are exact, money may be typed rounded."""
        return self.base == "元"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount or count as typed.

    Attributes:
        value: in the base unit: 元 for money, the printed unit for all else; never with a positive exponent.
        unit: printed unit.
        step: one in the last typed place, in the base unit: `12.30` 万元 has step 100 元.
        text: as typed.
    """

    value: Decimal
    unit: str
    step: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is printed.

    Attributes:
        places: digits after the point; None prints the digits that the value has (原样).
        trim: whether zeros at the end of the decimals go (12.50 → 12.5, 12.00 → 12).
        zero: what exactly zero prints; None prints it as any number. A value that only rounds to zero prints 0.00.
        whole_hundred: what exactly 100 prints (of a percentage, `100` beside `99.50`); None as any number.
        grouping: whether thousands are parted by commas.
    """

    places: int | None = 2
    trim: bool = False
    zero: str | None = None
    whole_hundred: str | None = None
    grouping: bool = False


def unit_of(name: str) -> Unit:
    """Return the unit of that name; one that is not money is its own base."""
    if name in MONEY_UNITS:
        return Unit(name, "元", MONEY_UNITS[name])
    return Unit(name, name)


def parse_amount(text: str) -> Decimal | AmountProblem:
    """Return the amount that `text` holds, trailing zeros kept, or why it holds none.

    The grammar is `-?` digits, and if any decimals a point and digits: nothing else, no sign `+`, no spaces, no
    leading zeros, at most 15 digits on either side of the point.
    """
    if not _AMOUNT.fullmatch(text):
        return _explain(text)
    whole, _, decimals = text.removeprefix("-").partition(".")
    if len(whole) > 1 and whole[0] == "0":
        plain = re.sub(r"^(-?)0+(?=[0-9])", r"\1", text[:60])
        hint = f"把前面的 0 去掉，写成 {plain}；如果是代码而不是金额，请看是不是填错了位置。"
        return AmountProblem("leading_zero", "数的前面多了 0。", hint)
    if len(whole) > MOST_DIGITS or len(decimals) > MOST_DIGITS:
        message = f"数太长：整数有 {len(whole)} 位，小数有 {len(decimals)} 位，各不能超过 {MOST_DIGITS} 位。"
        return AmountProblem("too_long", message, "看看是不是少了小数点，或者两个数连在了一起。")
    value = Decimal(text)
    return value or abs(value)


def quantity(text: str, unit: str) -> Quantity | AmountProblem:
    """Return the quantity that `text` holds when typed under `unit`, in the base unit, or why it holds none."""
    typed = parse_amount(text)
    if isinstance(typed, AmountProblem):
        return typed
    exponent = unit_of(unit).exponent
    step = Decimal(1).scaleb(_exponent(typed) + exponent, _CONTEXT)
    value = typed.scaleb(exponent, _CONTEXT)
    if _exponent(value) > 0:
        # Written out, so that no `1.23E+5` can reach a reader; `step` remembers the typed places.
        value = value.quantize(Decimal(1), context=_CONTEXT)
    return Quantity(value, unit, step, text)


def in_unit(value: Decimal, unit: str) -> Decimal:
    """Return a value given in the base unit as a number of `unit`, exactly: 123000 元 as 12.3000 万元."""
    return value.scaleb(-unit_of(unit).exponent, _CONTEXT)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Return `value` rounded to `places` decimals, halves away from zero (四舍五入); never a negative zero."""
    rounded = value.quantize(Decimal(1).scaleb(-places), context=_CONTEXT)
    return rounded or abs(rounded)


def tolerance(n_parts: int, step: Decimal) -> Decimal:
    """Return by how much a total may differ from the sum of `n_parts` rounded parts: (n+1) × half of the last place.

    Args:
        n_parts: number of parts added up.
        step: one in the last printed place, in the unit of the result; 0 for counts, which are exact.
    """
    return _CONTEXT.divide(_CONTEXT.multiply(Decimal(n_parts + 1), abs(step)), Decimal(2))


def percent(part: Decimal, whole: Decimal, places: int) -> Decimal | None:
    """Return `part` of `whole` in per cent, rounded half up to `places`; None when the whole is zero."""
    if not whole:
        return None
    hundredfold = _CONTEXT.multiply(part, Decimal(100))
    return round_half_up(_CONTEXT.divide(hundredfold, whole), places)


def format_number(value: Decimal, fmt: NumberFormat) -> str:
    """Return `value` as printed: a plain `-` for less than zero, never an exponent, never minus zero."""
    if fmt.zero is not None and not value:
        return fmt.zero
    if fmt.whole_hundred is not None and value == 100:  # noqa: PLR2004 - a whole, in per cent
        return fmt.whole_hundred
    rounded = value if fmt.places is None else round_half_up(value, fmt.places)
    text = format(rounded or abs(rounded), ",f" if fmt.grouping else "f")
    if fmt.trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "only finite amounts are parsed"
    return exponent


_CHINESE_NUMBER = re.compile("[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟负点元圆角分整正]+")
_BLANK_WORDS = frozenset(["无", "空", "暂无", "N/A", "n/a", "NA", *"-/\\—－–…*", "--", "---", "——"])
_MINUS = "\u2212\u2010\u2011\u2012\u2013\u2014\uff0d\ufe63"
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"

_ONLY_DIGITS = "只写数字；单位由“单位”一项或列名说明。"

# Tried in this order; the text is first brought to half width, its spaces taken off the ends, dashes made minus signs.
_FORMS: tuple[tuple[str, str, str, str], ...] = (
    ("not_a_number", r"(?i)[-+]?\.?(nan|inf|infinity)", "NaN、inf 不是金额。", "没有发生写 0，没有公布写 未公布。"),
    ("exponent", rf"(?i){_NUMBER}e[-+]?[0-9]+", "用了科学计数法。", "把数完整写出来，例如 1e3 写成 1000。"),
    ("underscore", r"-?[0-9][0-9_]*(\.[0-9_]+)?", "数里有下划线。", "去掉下划线，只写数字和小数点。"),
    ("thousands", r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", "数里有千分位逗号。", "去掉逗号，只写数字和小数点。"),
    ("comma", r"-?[0-9]+([,、'’][0-9]+)+(\.[0-9]+)?", "数里有逗号。", "小数点用半角的“.”；千分位的逗号去掉。"),
    ("plus", rf"\+{_NUMBER}", "数的前面有加号。", "去掉加号；增加还是减少由程序算出。"),
    ("bare_point", r"-?\.[0-9]+", "小数点前面没有数字。", "小数点前面补上 0。"),
    ("open_point", r"-?[0-9]+\.", "小数点后面没有数字。", "去掉小数点，或者补上小数。"),
    ("points", r"-?[0-9]+(\.[0-9]*){2,}", "有不止一个小数点。", "只留一个小数点；如果是日期或编号，就填错了位置。"),
    ("base", r"(?i)-?0[xob][0-9a-f]+", "这不是十进制的数。", "用十进制的数字写出来。"),
    ("percent", rf"{_NUMBER} *[%‰]", "数的后面带了百分号。", _ONLY_DIGITS),
    ("currency", rf"-?[¥$] *{_NUMBER}|{_NUMBER} *[¥$]", "数带了货币符号。", _ONLY_DIGITS),
    ("brackets", rf"\( *{_NUMBER} *\)", "用括号表示负数。", "负数在前面写半角减号。"),
    ("range", rf"{_NUMBER} *[~～至到-] *{_NUMBER}([-/][0-9]+)?", "这是范围或日期，不是一个数。", "只写一个数。"),
    ("about", rf"(约|近|大约|超过)+ *{_NUMBER}.*|{_NUMBER}.*(左右|以上|余|多)", "写的是约数。", "写出准确的数。"),
    ("spaces", r"-? *[0-9][0-9 ]*(\. *[0-9 ]+)?", "数里有空格。", "去掉空格。"),
    ("unit", rf"{_NUMBER} *[^\W0-9_][^0-9]*", "数的后面带了单位或文字。", "只写数字；单位写在“金额单位”或“单位”一项。"),
)


def _explain(text: str) -> AmountProblem:  # noqa: PLR0911 - one return a case reads best
    """Return why a text that breaks the grammar is no amount, in the kindest words that fit."""
    if len(text) > _LONGEST_TEXT:
        return AmountProblem("other", f"这里有 {len(text)} 个字，不是一个数。", "只写一个数，说明写到别的项里。")
    stripped = text.strip()
    if not stripped:
        return AmountProblem("empty", "这里没有填数。", "填上数字；没有发生写 0，没有公布写 未公布。")
    if stripped in _BLANK_WORDS:
        message = "这里写的是符号或“无”，看不出是零还是不知道。"
        return AmountProblem("blank_word", message, "没有发生写 0，没有公布写 未公布，不适用写 不适用。")
    if _CHINESE_NUMBER.fullmatch(stripped):
        return AmountProblem("chinese", "用了中文数字。", "用阿拉伯数字写，例如 一百二十 写成 120。")
    plain = unicodedata.normalize("NFKC", stripped)
    for dash in _MINUS:
        plain = plain.replace(dash, "-")
    if _AMOUNT.fullmatch(plain):
        return _only_characters(text, plain)
    for kind, pattern, message, hint in _FORMS:
        if re.fullmatch(pattern, plain):
            return AmountProblem(kind, message, hint + _suggestion(kind, plain))
    hint = "只写半角数字、小数点和负数前面的半角减号，例如 1234.56 或 -12.30。"
    return AmountProblem("other", "这不是一个数。", hint)


def _only_characters(text: str, plain: str) -> AmountProblem:
    """Return the problem of a number that is right but for the characters it is typed with."""
    hint = f"写成 {plain}。" if isinstance(parse_amount(plain), Decimal) else "只写半角数字和小数点。"
    if text != text.strip() and _AMOUNT.fullmatch(text.strip()):
        return AmountProblem("spaces", "数的前面或后面有空格。", hint)
    if text.strip()[0] in _MINUS and _AMOUNT.fullmatch(text.strip()[1:]):
        return AmountProblem("minus", f"负号“{text.strip()[0]}”不是半角减号。", hint)
    return AmountProblem("full_width", "用了全角数字或全角符号。", f"换成半角：{hint}")


def _suggestion(kind: str, plain: str) -> str:
    """Return “写成 …” when taking the fault away leaves a sure amount, else ""."""
    if kind not in {"thousands", "underscore", "plus", "spaces", "bare_point", "open_point", "brackets"}:
        return ""
    bare = re.sub(r"[,_+ ()]", "", plain)
    bare = re.sub(r"^(-?)\.", r"\g<1>0.", bare).removesuffix(".")
    bare = bare if kind != "brackets" else "-" + bare.removeprefix("-")
    return f"这里应当是 {bare}。" if isinstance(parse_amount(bare), Decimal) else ""
