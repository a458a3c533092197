"""Parts inside a sentence against the whole: 其中…, bracketed parts, price times count (N22), shares (N25)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from generator.check.prose.ratios import wrong_shares
from generator.check.prose.reading import PERCENT, Passage, Prose, comparable, error
from generator.check.reading.quantities import Quoted
from generator.check.rule import Found

CODE, SHARES = "N22", "N25"
FULL = Decimal(100)
#: a whole that so little is missing from is meant to be listed in full.
NEARLY = Decimal("0.1")
#: shares that add up to about 100 % are meant to be all of it.
ABOUT = Decimal(2)
_AMONG = re.compile(r"其中[,:]?")
_BRACKET = re.compile(r"\((?!其中)([^()]{4,120})\)")
_BRACKETED = re.compile(r"\([^()]*\)")
_OPEN_END = re.compile(r"等(?:等)?[^,;、]{0,6}$|…")
_NOT_A_PART = re.compile(
    r"同比|比上|较上|增|减|完成|目标|任务|平均|人均|每|上年|去年|预算|排名|累计|涉及|带动|合计|共|以上|率"
)
_BARE_SHARE = re.compile(r"占(?:比|总[数额量计]|合计|全部)?(?:的|为|重为|比重为|比为|分别为|比分别为)?\s*$")
_OF_MONEY = re.compile(r"收入|支出|经费|资金|拨款|预算|金额|费")
_PRICE = re.compile(r"(?P<price>\d+(?:\.\d+)?)元/(?P<unit>人|户|件|个|台|份|套|次)(?![/·]|每|月|年|天)")


def parts(prose: Prose) -> Iterator[Found]:
    """Yield each whole that the parts listed with it exceed, or all but make."""
    for passage in prose.sentences:
        yield from _among(prose, passage)
        yield from _bracketed(prose, passage)
        yield from _priced(prose, passage)


def _among(prose: Prose, passage: Passage) -> Iterator[Found]:
    marks = list(_AMONG.finditer(passage.text))
    for position, mark in enumerate(marks):
        end = marks[position + 1].start() if position + 1 < len(marks) else len(passage.text)
        before = [index for index, each in enumerate(passage.quantities) if each.end <= mark.start()]
        if not before or ";" in passage.text[passage.quantities[before[-1]].end : mark.start()]:
            continue
        index = before[-1]
        whole = passage.quantities[index]
        if whole.unit == PERCENT or passage.is_near(index):
            continue
        listed = _listed(passage, whole, mark.end(), end)
        yield from _too_much(prose, passage, index, listed)


def _listed(passage: Passage, whole: Quoted, begin: int, end: int) -> list[int]:
    """Return the quantities of a list that are parts of the whole; none where a clause of another kind breaks it."""
    found: list[int] = []
    brackets = [match.span() for match in _BRACKETED.finditer(passage.text)]
    for index, each in enumerate(passage.quantities):
        if not begin <= each.start < end or any(first < each.start < last for first, last in brackets):
            continue
        if each.unit == PERCENT:
            continue
        if not comparable(each, whole) or _NOT_A_PART.search(passage.label(index)) or passage.is_near(index):
            break
        if ";" in passage.text[begin : each.start] and "占" not in passage.text[begin : each.start]:
            break
        found.append(index)
    return found


def _too_much(prose: Prose, passage: Passage, index: int, listed: list[int]) -> Iterator[Found]:
    whole = passage.quantities[index]
    for part in listed[:1]:
        each = passage.quantities[part]
        if each.value - whole.value > error(each) + error(whole):
            message = f"其中的{each.printed}比{whole.printed}还多"
            yield prose.found(CODE, passage, part, message, "请核对总数和其中数")
            return
    values = [passage.quantities[part] for part in listed]
    gap = whole.value - sum((each.value for each in values), Decimal(0))
    allowed = error(whole) + sum((error(each) for each in values), Decimal(0))
    is_whole = len(values) > 2 or (len(values) > 1 and gap < 0)  # noqa: PLR2004 - two parts may be two of many
    tail = passage.text[values[-1].end :] if values else ""
    if is_whole and allowed < abs(gap) <= whole.value * NEARLY and not _OPEN_END.search(tail.split(";")[0]):
        yield _unequal(prose, passage, index, values)


def _unequal(prose: Prose, passage: Passage, index: int, values: list[Quoted]) -> Found:
    whole = passage.quantities[index]
    added = sum((each.value for each in values), Decimal(0))
    scale = _scale(whole)
    unit = re.sub(r"^[\d.,\s-]+", "", whole.printed)
    gap = f"{abs(added - whole.value) / scale:f}"
    gap = gap.rstrip("0").rstrip(".") if "." in gap else gap
    message = (
        f"写的是{whole.printed}，后面各项（{'、'.join(each.printed for each in values)}）相加是"
        f"{_plain(added / scale)}{unit}，相差{gap}{unit}"
    )
    return prose.found(CODE, passage, index, message, "请核对总数和各项；没有列全的，请写“等”或补全")


def _scale(whole: Quoted) -> Decimal:
    digits = re.sub(r"[^\d.]", "", whole.printed)
    number = Decimal(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else Decimal(0)
    return abs(whole.value / number) if number else Decimal(1)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bracketed(prose: Prose, passage: Passage) -> Iterator[Found]:
    """Yield a whole that the parts in the brackets behind it do not make: 5293.04万人…（甲1568.98万人、乙…）."""
    for match in _BRACKET.finditer(passage.text):
        inside = [i for i, each in enumerate(passage.quantities) if match.start() < each.start < match.end()]
        before = [i for i, each in enumerate(passage.quantities) if each.end <= match.start()]
        values = [passage.quantities[i] for i in inside]
        pieces = re.split(r"[、,;]", match[1])
        if not before or len(values) < 2 or len(pieces) != len(values):  # noqa: PLR2004 - parts of a whole
            continue
        whole = passage.quantities[before[-1]]
        between = passage.text[whole.end : match.start()]
        is_list = all(comparable(each, whole) and not _NOT_A_PART.search(passage.label(i))
                      for i, each in zip(inside, values, strict=True))  # fmt: skip
        if not is_list or re.search(r"[,;。:、]", between) or _OPEN_END.search(match[1]):
            continue
        gap = whole.value - sum((each.value for each in values), Decimal(0))
        if abs(gap) > error(whole) + sum((error(each) for each in values), Decimal(0)):
            yield _unequal(prose, passage, before[-1], values)


def _priced(prose: Prose, passage: Passage) -> Iterator[Found]:
    """Yield an amount that is not price times count: 按100元/人…14581人，…145.81万元."""
    for match in _PRICE.finditer(passage.text):
        later = [index for index, each in enumerate(passage.quantities) if each.start >= match.end()]
        for count, amount in pairwise(later):
            number, paid = passage.quantities[count], passage.quantities[amount]
            if number.unit != match["unit"] or paid.unit != "元" or ";" in passage.text[match.end() : paid.start]:
                continue
            due = Decimal(match["price"]) * number.value
            if not passage.is_near(count) and not passage.is_near(amount) and abs(due - paid.value) > error(paid):
                message = (
                    f"写的是{paid.printed}，按{match[0]}乘{number.printed}计算是"
                    f"{_plain(due / _scale(paid))}{re.sub(r'^[0-9.,]+', '', paid.printed)}"
                )
                yield prose.found(CODE, passage, amount, message, "请核对标准、数量和金额")
            break


def shares(prose: Prose) -> Iterator[Found]:
    """Yield each enumeration of shares of money that adds up to more than all, or to all but a little."""
    for passage in prose.sentences:
        listed = _shares_listed(passage)
        values = [passage.quantities[index] for index in listed]
        if len(values) < 2 or any(value.value > FULL for value in values):  # noqa: PLR2004 - an enumeration
            continue
        if not _OF_MONEY.search(passage.text) or passage.text.count("其中") > 1 or _OPEN_END.search(passage.text):
            continue
        added = sum((each.value for each in values), Decimal(0))
        allowed = sum((error(each) for each in values), Decimal(0))
        least = FULL - (ABOUT if len(values) > 2 else 0)  # noqa: PLR2004 - two shares may be two of many
        if not (least <= added < FULL - allowed or added > FULL + allowed) or any(wrong_shares(passage)):
            continue
        way = "多" if added > FULL else "少"
        listing = "、".join(each.printed for each in values)
        message = f"同一句里的占比（{listing}）相加是{_plain(added)}%，{way}{_plain(abs(added - FULL))}个百分点"
        yield prose.found(SHARES, passage, listed[-1], message, "请核对各项占比和它们的分母")


def _shares_listed(passage: Passage) -> list[int]:
    """Return the bare shares of a sentence, none of them near; empty where one is a completion."""
    found: list[int] = []
    for index, each in enumerate(passage.quantities):
        before = passage.before(index)
        is_next = bool(found) and found[-1] == index - 1 and before in {"、", "和", ","}
        if each.unit == PERCENT and (is_next or _BARE_SHARE.search(before)):
            if passage.is_near(index) or re.search(r"任务|目标|完成|进度", before):
                return []
            found.append(index)
    return found
