"""What can be asked of a figure: share, change, rate, completion, direction; each with its formula."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from generator.figures.figure import Figure, Origin
from generator.model.address import Address, UnknownNameError
from generator.model.facts import Blank

#: word after 较 → version of the base.
BASES = {
    "较上年": "prior",
    "较年初预算": "initial",
    "较全年预算": "adjusted",
    "较预算": "budget",
    "较到位": "arrived",
    "较指标值": "target",
}
#: dimensions in the order in which a share drops them to find its whole.
DROPPED = ("economic", "functional", "item", "nature", "fund")
HUNDRED = Decimal(100)


#: what may be asked of a figure by itself, and what against one of `BASES`.
ALONE = frozenset(("占比", "每百元", "绝对值", "扣分", "等次"))
AGAINST = frozenset(("基数", "差额", "增减额", "差率", "增减率", "完成率", "倍数", "方向", "升降"))


def are_known(operations: tuple[str, ...]) -> bool:
    """Return whether words behind a figure's name are an operation, or none."""
    match operations:
        case ():
            return True
        case (word,):
            return word in ALONE
        case (base, asked):
            return base in BASES and asked in AGAINST
    return False


class Book(Protocol):
    """What operations need of the figures."""

    is_new_unit: bool
    grades: Mapping[str, Decimal]

    def at(self, address: Address) -> Figure:
        """Return the figure at an address."""

    def get(self, name: str) -> Figure:
        """Return the figure of a name."""


def operate(book: Book, address: Address, operations: tuple[str, ...], name: str) -> Figure:
    """Return the figure that operations make of an address.

    占比 is the share of the whole, in per cent; 每百元 is the share of all money of the same fund, in yuan of every
    hundred; 扣分 is the weight less the score, 等次 the grade of a total score.
    After 较上年, 较年初预算, 较全年预算, 较预算, 较到位 or 较指标值: 基数 (the base),
    差额 (signed), 增减额 (size), 差率 (signed per cent), 增减率 (size), 完成率 (per cent of the base), 倍数 (times it),
    方向 (增加/减少/持平), 升降 (增长/下降/持平).

    Raises:
        UnknownNameError: no such operation.
    """
    if operations == ("占比",):
        return _ratio(name, book.at(address), book.at(whole_of(address)))
    if operations == ("每百元",):
        top = Address(address.measure, address.fund, institution=address.institution, version=address.version)
        return replace(_ratio(name, book.at(address), book.at(top)), unit="元", formula="{0} ÷ {1} × 100元")
    if len(operations) == 1 and operations[0] == "绝对值":
        figure = book.at(address)
        return Figure(name, None if figure.value is None else abs(figure.value), figure.kind, figure.unit, figure.blank,
                      figure.step, "|{0}|", (figure.name,))  # fmt: skip
    if operations == ("扣分",):
        return _difference(name, book.at(address.with_(measure="evaluation_weight")), book.at(address), signed=True)
    if operations == ("等次",):
        return _grade(book, name, address)
    if len(operations) == 2 and operations[0] in BASES:  # noqa: PLR2004 - a base and what is asked of it
        return _against(book, address, operations, name)
    message = f"“{name}”里的“{'.'.join(operations)}”不是本系统的用语"
    raise UnknownNameError(message)


def _grade(book: Book, name: str, address: Address) -> Figure:
    """Return the grade of a total score by the style's thresholds, which are out of 100."""
    score, full = book.at(address), book.at(address.with_(measure="evaluation_weight"))
    if score.value is None or not full.value:
        return Figure(name, kind="word")
    share = score.value / full.value * HUNDRED
    word = next((grade for grade, least in book.grades.items() if share >= least), "")
    return Figure(name, None, "word", "", None, Decimal(0), "{0}", (score.name,), word=word)


def whole_of(address: Address) -> Address:
    """Return the whole that a part's share is taken of: the most specific dimension dropped.

    Raises:
        UnknownNameError: the address is a whole already.
    """
    for dimension in DROPPED:
        code = getattr(address, dimension)
        if code:
            return address.with_(**{dimension: ""})
    message = f"“{address.name}”是总数，没有占比"
    raise UnknownNameError(message)


def _against(book: Book, address: Address, operations: tuple[str, ...], name: str) -> Figure:
    now, base = book.at(address), book.at(address.with_(version=BASES[operations[0]]))
    match operations[1]:
        case "基数":
            return Figure(
                name, base.value, base.kind, base.unit, base.blank, base.step, "{0}", (base.name,), base.origin
            )
        case "差额" | "增减额":
            return _difference(name, now, base, signed=operations[1] == "差额")
        case "差率" | "增减率":
            return _growth(name, now, base, signed=operations[1] == "差率")
        case "完成率":
            return _ratio(name, now, base)
        case "倍数":
            return _multiple(name, now, base)
        case "方向" | "升降":
            return _direction(name, now, base, operations[1])
    message = f"“{name}”里的“{operations[1]}”不是本系统的用语"
    raise UnknownNameError(message)


def _ratio(name: str, part: Figure, whole: Figure) -> Figure:
    value = None
    if part.value is not None and whole.value:
        value = part.value / whole.value * HUNDRED
    blank = Blank.NOT_COMPARABLE if whole.value == 0 else None
    return Figure(name, value, "percent", "%", blank, Decimal(0), "{0} ÷ {1} × 100%", (part.name, whole.name))


def _multiple(name: str, now: Figure, base: Figure) -> Figure:
    value = now.value / base.value if now.value is not None and base.value else None
    blank = Blank.NOT_COMPARABLE if base.value == 0 else None
    return Figure(name, value, "count", "倍", blank, Decimal(0), "{0} ÷ {1}", (now.name, base.name))


def _difference(name: str, now: Figure, base: Figure, *, signed: bool) -> Figure:
    if now.value is None or base.value is None:
        return Figure(name, kind=now.kind, unit=now.unit)
    value = now.value - base.value
    return Figure(
        name, value if signed else abs(value), now.kind, now.unit, None, max(now.step, base.step),
        "{0} − {1}", (now.name, base.name), Origin.COMPUTED,
    )  # fmt: skip


def _growth(name: str, now: Figure, base: Figure, *, signed: bool) -> Figure:
    value = None
    if now.value is not None and base.value:
        value = (now.value - base.value) / base.value * HUNDRED
        value = value if signed else abs(value)
    blank = Blank.NOT_COMPARABLE if base.value == 0 else None
    return Figure(name, value, "percent", "%", blank, Decimal(0), "({0} − {1}) ÷ {1} × 100%", (now.name, base.name))


def _direction(name: str, now: Figure, base: Figure, kind: str) -> Figure:
    words = ("增加", "减少", "持平") if kind == "方向" else ("增长", "下降", "持平")
    if now.value is None or base.value is None:
        return Figure(name, kind="word")
    word = words[0] if now.value > base.value else words[1] if now.value < base.value else words[2]
    return Figure(name, None, "word", "", None, Decimal(0), "", (now.name, base.name), word=word)
