"""Changes against a base in one sentence: A，比上年B增加C，增长P% — numbers (N22) and direction words (N23)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.check.prose.reading import HUNDRED, PERCENT, Passage, Prose, comparable, error, plain_rate
from generator.check.reading.quantities import Quoted
from generator.check.rule import Found
from generator.findings import Severity

NUMBERS, DIRECTION = "N22", "N23"
HINT = "请核对本年数、上年数和增减"
UP = ("增加", "增长", "上升", "提高", "新增", "增幅", "增")
DOWN = ("减少", "下降", "降低", "压减", "减", "降幅", "降")
_WORD = "|".join((*UP[:4], *DOWN[:4]))
#: A,比上年增加 C; and behind a base that is printed: 比上年B 减少 C
_CHANGE = re.compile(rf"(?:比|较|与|同比)[^;]{{0,40}}?(?P<word>{_WORD})(?:了|为|额为)?\s*$")
_FROM_BASE = re.compile(rf"^\)?(?:相比)?,?(?:各|均)?(?P<word>{_WORD})(?:了|为|额为)?\s*$")
_UNSURE = re.compile(r"其中|预计|计划|目标|任务|每|平均|人均")
_RATE = re.compile(
    r"^[,(]?\s*(?:同比)?(?P<word>增长|下降|增加|减少|上升|降低|增幅|降幅)(?:了|为|率为|幅度为|比例为)?\s*$"
)
_AGAINST = re.compile(r"(?:比|较|与|同比)[^,;。]{0,24}$")
_FROM = re.compile(r"由[^,;。]{0,10}$")
_TO = re.compile(rf"^[^,;。]{{0,8}}?(?P<word>{_WORD}|增|减|降|升)(?:加|少|低|高)?(?:至|到|为)\s*$")
_SIGNED = re.compile(rf"(?:{_WORD})(?:了|额为|为)?\s*$")
_BOTH_WAYS = re.compile(r"增加\(?减少|增\(减\)|增加/减少|增减|增长\(?下降")


@dataclass(frozen=True, slots=True)
class Change:
    """A change as a sentence prints it: indexes of its quantities, None where it prints none."""

    word: str
    change: int
    currents: tuple[int, ...]
    base: int | None = None
    rate: int | None = None
    rate_word: str = ""

    @property
    def is_up(self) -> bool:
        """Return whether its word says more."""
        return self.word in UP


def changes(prose: Prose) -> Iterator[Found]:
    """Yield each change whose numbers or direction words do not go together."""
    for passage in prose.segments:
        yield from _negative(prose, passage)
        for index in range(len(passage.quantities)):
            change = _change(passage, index)
            if change is not None:
                yield from _judged(prose, passage, change)
        yield from _moved(prose, passage)


def _negative(prose: Prose, passage: Passage) -> Iterator[Found]:
    """Yield 增加-3.65万元: a minus behind a direction word."""
    for index, each in enumerate(passage.quantities):
        before = passage.before(index)
        word = _SIGNED.search(before)
        if each.value < 0 and word and not _BOTH_WAYS.search(before):
            message = f"写的是“{word[0]}{each.printed}”，增减的词后面又是负数"
            yield prose.found(DIRECTION, passage, index, message, "增减用“增加”“减少”写明，后面写正数")


def _change(passage: Passage, index: int) -> Change | None:
    """Return the change that the quantity of an index is the size of, or None."""
    each, before = passage.quantities[index], passage.before(index)
    if not index or each.unit == PERCENT or each.value < 0 or passage.is_near(index):
        return None
    base = index - 1 if _AGAINST.search(passage.before(index - 1)) else None
    match = (_CHANGE if base is None else _FROM_BASE).search(before)
    if match is None or _BOTH_WAYS.search(before) or _UNSURE.search(before):
        return None
    now = tuple(
        i for i in range(index if base is None else base)
        if comparable(passage.quantities[i], each) and not passage.is_near(i)
    )  # fmt: skip
    if not (now or base is not None) or (base is not None and not comparable(passage.quantities[base], each)):
        return None
    following = index + 1 < len(passage.quantities) and passage.quantities[index + 1].unit == PERCENT
    rated = _RATE.match(passage.before(index + 1)) if following and not passage.is_near(index + 1) else None
    return Change(match["word"], index, now, base, index + 1 if rated else None, rated["word"] if rated else "")


def _judged(prose: Prose, passage: Passage, change: Change) -> Iterator[Found]:
    quantities = passage.quantities
    size = quantities[change.change]
    if change.rate is not None and (change.rate_word in UP) != change.is_up:
        message = f"“{change.word}{size.printed}”和“{change.rate_word}{quantities[change.rate].printed}”方向相反"
        yield prose.found(DIRECTION, passage, change.rate, message, HINT)
        return
    if size.value == 0 and (change.rate is None or quantities[change.rate].value == 0):
        message = f"写的是“{change.word}{size.printed}”，没有增减"
        yield prose.found(DIRECTION, passage, change.change, message, "没有增减的写“持平”", Severity.NOTE)
        return
    if change.base is not None:
        yield from _with_base(prose, passage, change)
    else:
        yield from _without_base(prose, passage, change)


def _with_base(prose: Prose, passage: Passage, change: Change) -> Iterator[Found]:
    """Yield what is wrong with `A，比上年B减少C，下降P%`; any amount before B may be the one compared."""
    size, base = passage.quantities[change.change], passage.quantities[change.base or 0]
    if not change.currents:
        if change.rate is not None:
            yield from _rated(prose, passage, change, [base.value])
        return
    nows = [passage.quantities[index] for index in change.currents]
    gaps = [now.value - base.value for now in nows]
    signed = size.value if change.is_up else -size.value
    if any(abs(gap - signed) <= error(now) + error(base) + error(size) for gap, now in zip(gaps, nows, strict=True)):
        if change.rate is not None:
            yield from _rated(prose, passage, change, [base.value])
        return
    now, gap = min(zip(nows, gaps, strict=True), key=lambda pair: abs(abs(pair[1]) - size.value))
    if all(one and (one > 0) != change.is_up for one in gaps):
        message = f"写的是“{change.word}{size.printed}”，可是{now.printed}比{base.printed}{'多' if gap > 0 else '少'}"
        yield prose.found(DIRECTION, passage, change.change, message, HINT)
    else:
        message = f"写的是“{change.word}{size.printed}”，{now.printed}与{base.printed}相差{_amount(abs(gap), size)}"
        yield prose.found(NUMBERS, passage, change.change, message, HINT)


def _without_base(prose: Prose, passage: Passage, change: Change) -> Iterator[Found]:
    """Yield what is wrong with `A，比上年增加C，增长P%`; any amount before may be the one compared."""
    size = passage.quantities[change.change]
    nows = [passage.quantities[index] for index in change.currents]
    bases = [now.value - size.value if change.is_up else now.value + size.value for now in nows]
    if all(base < -error(now) - error(size) for base, now in zip(bases, nows, strict=True)):
        message = f"写的是“{change.word}{size.printed}”，本年数{nows[-1].printed}却没有这么多"
        yield prose.found(DIRECTION, passage, change.change, message, HINT)
    elif change.rate is not None:
        yield from _rated(prose, passage, change, bases)


def _rated(prose: Prose, passage: Passage, change: Change, bases: list[Decimal]) -> Iterator[Found]:
    """Yield a rate that is that of the change to none of the bases, or that has no base."""
    index = change.rate or 0
    rate, size = passage.quantities[index], passage.quantities[change.change]
    known = [base for base in bases if base > 0]
    if not known:
        if bases[-1] == 0 and rate.value:
            message = f"基数是零，写了“{change.rate_word}{rate.printed}”"
            yield prose.found(
                DIRECTION, passage, index, message, "基数为零时没有增减率，请写“上年无此项支出”或“不可比”"
            )
        return
    if change.rate_word in DOWN and rate.value > HUNDRED:
        message = f"写的是“{change.rate_word}{rate.printed}”，下降不会超过100%"
        yield prose.found(NUMBERS, passage, index, message, HINT)
        return
    off = [abs(size.value / base * HUNDRED - abs(rate.value)) - _spread(size, base, rate) for base in known]
    if all(each > 0 for each in off):
        right = size.value / known[-1] * HUNDRED
        message = (
            f"写的是“{change.rate_word}{rate.printed}”，按同一句里的{size.printed}和基数"
            f"{_amount(known[-1], size)}计算是{plain_rate(right)}"
        )
        yield prose.found(NUMBERS, passage, index, message, "请核对增减额、增减率和基数")


def _spread(size: Quoted, base: Decimal, rate: Quoted) -> Decimal:
    """Return by how much a rate may be off: a digit cut off, and the rounding of the change and of both years."""
    return rate.step + 3 * error(size) / base * HUNDRED * (1 + size.value / base)


def _moved(prose: Prose, passage: Passage) -> Iterator[Found]:
    """Yield 由A增加到B where B is less."""
    for index in range(1, len(passage.quantities)):
        first, second = passage.quantities[index - 1], passage.quantities[index]
        match = _TO.match(passage.before(index))
        if match is None or not _FROM.search(passage.before(index - 1)) or first.unit != second.unit:
            continue
        is_up = match["word"].startswith(("增", "上升", "提高", "升"))
        if first.value != second.value and (second.value > first.value) != is_up:
            message = f"写的是由{first.printed}“{match['word']}”到{second.printed}，方向相反"
            yield prose.found(DIRECTION, passage, index, message, HINT)


def _amount(value: Decimal, like: Quoted) -> str:
    """Return a value in the unit in which another quantity is printed."""
    digits = re.match(r"-?[\d.,]+", like.printed)
    number = Decimal(re.sub(r"[^\d.]", "", digits[0])) if digits else Decimal(0)
    scale = abs(like.value / number) if number else Decimal(1)
    text = f"{value / scale:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}{like.printed[digits.end() :] if digits else like.unit}"
