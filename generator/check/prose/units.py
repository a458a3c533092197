"""Units left out or slipped: 560万 between amounts in 亿元, 占76.23 without %, 3.58元 among 万元 (N26)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.check.prose.reading import MONEY, Passage, Prose
from generator.check.rule import Found
from generator.findings import Severity

CODE = "N26"
#: an amount in yuan below this, with two decimals, among amounts in 万元 is an amount in 万元.
SMALL, LEAST_BESIDE = Decimal(1000), 2
_MONEY_WORD = re.compile(
    r"金额|经费|资金|预算|支出|收入|费用?$|减免|补贴|补助|奖金|投资|成交|总价|贷款|保证金|工资|基金|造价|成本"
)
_BARE_SHARE = re.compile(r"占(?:比|总[数额量计]|[^,;。\d]{0,12}的)?\s*(?P<number>\d+\.\d+)\s*(?=[,;。、)]|$)")
_NO_UNIT = re.compile(
    r"(?:(?:年初预算|全年预算|预算安排)(?:数|金额)?(?:为|是|:)?|(?:决算|预算)(?:数|金额)?(?:为|是|:))\s*(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?![\d.])\s*(?=[,;。](?!\d))"
)
_EACH = re.compile(r"每|人均|月均|单价|标准|均|一次性|罚|工本|邮")


def units(prose: Prose) -> Iterator[Found]:
    """Yield each amount or share without its unit, and each in a unit that cannot be meant."""
    for passage in prose.sentences:
        yield from _bare(prose, passage)
        yield from _small(prose, passage)
    for match in _BARE_SHARE.finditer(prose.plain):
        message = f"“{match[0].strip()}”后面没有写%"
        yield prose.said(CODE, match.start("number"), message, "占比请写明百分号")
    for match in _NO_UNIT.finditer(prose.plain):
        message = f"“{match[0].strip()}”没有写金额单位"
        yield prose.said(CODE, match.start("number"), message, "请补上“万元”")


def _bare(prose: Prose, passage: Passage) -> Iterator[Found]:
    """Yield 560万 where money is meant, runs of them at once."""
    bare = [
        index for index, each in enumerate(passage.quantities)
        if not each.unit and _ends(passage, index) and _is_money(prose, passage, index)
    ]  # fmt: skip
    if not bare:
        return
    printed = "、".join(passage.quantities[index].printed for index in bare)
    message = f"“{printed}”只写了“万”或“亿”，没有写“元”"
    severity = Severity.WARNING if prose.typed.role != "row" else Severity.NOTE
    yield prose.found(CODE, passage, bare[0], message, "请把单位写全，例如“万元”", severity)


def _ends(passage: Passage, index: int) -> bool:
    """Return whether a number is followed by the end of its clause, so that no unit comes."""
    return not passage.text[passage.quantities[index].end :].strip() or bool(
        re.match(r"\s*[,;、)。]", passage.text[passage.quantities[index].end :])
    )


def _is_money(prose: Prose, passage: Passage, index: int) -> bool:
    """Return whether a bare number stands for money: by its words, its cell, or its neighbours in a list."""
    label = passage.label(index)
    if _MONEY_WORD.search(label) or (not label and prose.typed.role == "row" and _MONEY_WORD.search(prose.typed.label)):
        return True
    position = index
    while position and passage.before(position).strip() == "、":
        position -= 1
        if passage.quantities[position].unit == MONEY:
            return True
    return False


def _small(prose: Prose, passage: Passage) -> Iterator[Found]:
    """Yield 3.58元 in a sentence whose other amounts are all in 万元."""
    money = [index for index, each in enumerate(passage.quantities) if each.unit == MONEY]
    small = [
        index for index in money
        if re.fullmatch(r"[\d,.]+\s*元", passage.quantities[index].printed)
        and abs(passage.quantities[index].value) < SMALL
        and "." in passage.quantities[index].printed
    ]  # fmt: skip
    others = [index for index in money if index not in small]
    if len(small) != 1 or len(others) < LEAST_BESIDE:
        return
    if any("万元" not in passage.quantities[index].printed for index in others):
        return
    index = small[0]
    if _EACH.search(passage.before(index)) or passage.after(index).startswith(("/", "每")):
        return
    message = f"写的是{passage.quantities[index].printed}，同一句里别的金额都是万元"
    yield prose.found(CODE, passage, index, message, "请核对单位，是否应当是“万元”")
