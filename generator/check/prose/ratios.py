"""Rates inside a sentence that prints both numbers they come from: 完成任务…的C%, 占C%, …率C% (N22)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.check.prose.reading import (
    HUNDRED,
    MONEY,
    PERCENT,
    Passage,
    Prose,
    comparable,
    plain_rate,
    rate_fits,
    share,
)  # fmt: skip
from generator.check.reading.quantities import Quoted
from generator.check.rule import Found

CODE = "N22"
#: how far the point may have slipped, and how close the digits then agree.
SLIPS, CLOSE = (Decimal(10), Decimal(100), Decimal("0.1"), Decimal("0.01")), Decimal("0.001")
HINT = "请核对这几个数；率写错的改率，数写错的改数"
#: …785人,完成目标任务675人的 116.3%
_DONE = re.compile(r"^[^;。]{0,6}[,，]?[^,;。]{0,8}(?:完成|占|达到|相当于)[^,;。]{0,20}$")
_OF = re.compile(r"^[^,;。]{0,12}的\s*$")
#: …,占比 56.3%
_SHARE = re.compile(r"(?:^|[,(])\s*占(?:比|总[数额量计]|合计|全部)?(?:的|为|约为|重为)?\s*$")
_SHARE_OF = re.compile(r"(?:^|[,(])\s*占(?P<whole>[^,;()。]{2,24}?)的(?:比例为|比重为)?\s*$")
_WHOLE = re.compile(r"(?:共计|合计|总计|总额|总数|总量|共)(?:为|是|:)?\s*$")
_AMONG = re.compile(r"其中")
#: …,结案率 95%
_RATE = re.compile(r"^[,，]\s*(?:其)?(?P<stem>[\u4e00-\u9fff]{2,6})率(?:为|是|达|达到|:)?\s*$")
#: stem of a rate → other words for what it counts.
ALIKE = {"节资": ("节约", "节省"), "节约": ("节资", "节省"), "资金节约": ("节约", "节省")}
#: 应…B,已…A: what is due and what was done of it.
_DUE, _DID = re.compile(r"应[^,]{0,8}$|需[^,]{0,8}$"), re.compile(r"^(?:实际)?已|实际|实[^,]{0,4}$")
_DOING = {"完成", "到位", "办结", "整改", "追回", "回收", "拨付", "支付", "兑付", "发放", "处置", "核查"}
#: …完成年初预算的 95.89%
_BUDGET = re.compile(r"完成(?P<base>[^,;。的]{0,6}预算)数?(?:的|率为|率|为)?\s*$")
_OUTTURN = re.compile(r"决算|执行|实际|支出")
_KINDS = ("年初", "全年", "调整", "批复", "年中")


def rates(prose: Prose) -> Iterator[Found]:
    """Yield each rate that is not the quotient of the numbers printed beside it."""
    for passage in prose.sentences:
        yield from _shares(prose, passage)
    for passage in prose.segments:
        for index, rate in enumerate(passage.quantities):
            if rate.unit == PERCENT and index and not passage.is_near(index):
                found = _done(passage, index) or _stemmed(passage, index) or _budgeted(passage, index)
                if found:
                    yield _said(prose, passage, index, *found)


def _said(prose: Prose, passage: Passage, index: int, part: Quoted, whole: Quoted) -> Found:
    rate = passage.quantities[index]
    if not whole.value:
        message = f"“{rate.printed}”的分母是{whole.printed}，没有完成率可言"
        return prose.found(
            CODE, passage, index, message, "分母为零时不写比率；分母取错的，请写明是哪个预算数的百分之几"
        )
    right, slipped = _right(part, whole, rate)
    message = (
        f"写的是{rate.printed}，按同一句里的{part.printed}和{whole.printed}计算是{plain_rate(right)}，"
        f"相差{plain_rate(abs(right - rate.value)).removesuffix('%')}个百分点"
    )
    return prose.found(CODE, passage, index, f"{message}，小数点像是错了位" if slipped else message, HINT)


def _right(part: Quoted, whole: Quoted, rate: Quoted) -> tuple[Decimal, bool]:
    """Return what the rate should be, and whether the printed one is that with its point in another place."""
    ways = (share(part, whole), part.value / (part.value + whole.value) * HUNDRED if part.value else Decimal(0))
    for value in ways:
        for slip in SLIPS:
            if value and abs(rate.value / (value * slip) - 1) < CLOSE:
                return value, True
    return ways[0], False


def _done(passage: Passage, index: int) -> tuple[Quoted, Quoted] | None:
    """Return part and whole of `A，完成任务B的C%` where C is not A of B."""
    if index < 2 or not _OF.match(passage.before(index)) or not _DONE.match(passage.before(index - 1)):  # noqa: PLR2004 - A and B
        return None
    part, whole, rate = passage.quantities[index - 2 : index + 1]
    if not comparable(part, whole) or passage.is_near(index - 1) or passage.is_near(index - 2):
        return None
    return None if rate_fits(part, whole, rate) else (part, whole)


def _stemmed(passage: Passage, index: int) -> tuple[Quoted, Quoted] | None:
    """Return part and whole of `受理B起，结案A起，结案率C%` where C is A of no B before it."""
    match = _RATE.match(passage.before(index))
    part, label, rate = passage.quantities[index - 1], passage.label(index - 1), passage.quantities[index]
    if match is None or passage.is_near(index - 1) or part.unit == PERCENT:
        return None
    stem = match["stem"]
    earlier = [
        (each, passage.label(position))
        for position, each in enumerate(passage.quantities[: index - 1])
        if comparable(each, part) and each.value >= part.value and not passage.is_near(position)
    ]
    if stem in _DOING and _DID.search(label):
        wholes = [each for each, name in earlier[-1:] if _DUE.search(name)]
    elif any(word in label for word in (stem, *ALIKE.get(stem, ()))):
        wholes = [each for each, _ in earlier]
    else:
        return None
    if not wholes or any(_fits(part, whole, rate, stem) for whole in wholes):
        return None
    return part, min(wholes, key=lambda whole: abs(share(part, whole) - rate.value) if whole.value else Decimal(0))


def _fits(part: Quoted, whole: Quoted, rate: Quoted, stem: str) -> bool:
    """Return whether a rate fits; what was saved may also be counted of what it would have cost."""
    if rate_fits(part, whole, rate):
        return True
    both = Quoted(part.value + whole.value, whole.unit, "", 0, 0, max(part.step, whole.step))
    return stem in ALIKE and rate_fits(part, both, rate)


def _budgeted(passage: Passage, index: int) -> tuple[Quoted, Quoted] | None:
    """Return outturn and budget of `年初预算B，支出决算A，完成年初预算的C%` where C is not A of that B."""
    match = _BUDGET.search(passage.before(index))
    if match is None:
        return None
    kind = next((kind for kind in _KINDS if kind in match["base"]), "")
    outturn = budget = None
    for position, each in enumerate(passage.quantities[:index]):
        label = passage.label(position)
        if each.unit != MONEY or passage.is_near(position):
            continue
        if "预算" in label and not re.search(r"决算|比|较|执行", label):
            own = next((one for one in _KINDS if one in label), "")
            budget = each if kind == own or (not kind and own in {"年初", ""}) else budget
        elif _OUTTURN.search(label):
            outturn = each
    if outturn is None or budget is None or (outturn.value == 0 and budget.value == 0):
        return None
    return None if rate_fits(outturn, budget, passage.quantities[index]) else (outturn, budget)


def _shares(prose: Prose, passage: Passage) -> Iterator[Found]:
    """Yield each share, of what 其中 divides or of what it names, that is not the quotient."""
    for index, part, whole in wrong_shares(passage):
        yield _said(prose, passage, index, part, whole)


def wrong_shares(passage: Passage) -> Iterator[tuple[int, Quoted, Quoted]]:
    """Yield the index of each share of a sentence that is not the quotient, its part and its whole."""
    for index, rate in enumerate(passage.quantities):
        if rate.unit != PERCENT or not index or passage.is_near(index) or passage.is_near(index - 1):
            continue
        part = passage.quantities[index - 1]
        wholes = [whole for whole in _wholes(passage, index) if comparable(part, whole) and part.value <= whole.value]
        if wholes and wholes[-1].value and not any(rate_fits(part, whole, rate) for whole in wholes):
            yield index, part, min(wholes, key=lambda one: abs(share(part, one) - rate.value))


def _wholes(passage: Passage, index: int) -> list[Quoted]:
    """Return what a share may be of: quantities before 其中, a stated total, or the one whose name it repeats."""
    before = passage.before(index)
    named = _SHARE_OF.search(before)
    if named:
        name = re.sub(r"^(?:本年|全年|部门|单位)", "", named["whole"])
        labels = [(passage.label(position), each) for position, each in enumerate(passage.quantities[: index - 1])]
        return [each for label, each in labels if label.rstrip("为是:").endswith(name)][-1:]
    if not _SHARE.search(before):
        return []
    among = list(_AMONG.finditer(passage.text, 0, passage.quantities[index].start))
    if len(among) == 1:
        return [one for one in passage.quantities[:index] if one.end <= among[0].start() and one.value]
    is_total = not among and index > 1 and _WHOLE.search(passage.before(0))
    return [passage.quantities[0]] if is_total else []
