"""Words of comparison beside the numbers they compare: 持平 beside a difference, 决算数大于预算数 beside 81% (N23)."""

import re
from collections.abc import Iterator

from generator.check.prose.reading import HUNDRED, PERCENT, Passage, Prose, comparable, differ
from generator.check.rule import Case, Found
from generator.model.address import UnknownNameError, within

CODE = "N23"
_LEVEL = re.compile(
    r"与(?P<other>(?:19|20)\d{2}年度?|上一?年度?|去年|年初预算数?|全年预算数?|预算数?)[^,;。]{0,10}?(?<!基本)(?<!大致)持平"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年(?:度)?|上一?年度?|去年|本年度?|今年|当年")
_COMPLETED = re.compile(r"完成[^,;。]{0,8}预算数?(?:的|率为|率|为)?\s*$")
_COMPARED = re.compile(
    r"^[,;。]?[^,;。]{0,6}决算数?(?:(?P<word>大于|高于|小于|低于|等于)|与[^,;。]{0,6}?(?P<level>持平))"
)
#: 全年支出比上年有所压减, as the reason of a figure.
_REASON = re.compile(
    r"(?:^|[,;。])(?:本年|全年|今年)?(?:支出|收入|经费|总额|三公经费|“三公”经费支出|“三公”经费)"
    r"(?:比|较)上年(?:度)?(?:有所|略有|明显)?(?P<word>增加|增长|上升|减少|下降|压减|降低)"
)
_MORE = {"增加", "增长", "上升"}


def levels(prose: Prose) -> Iterator[Found]:
    """Yield each word of comparison that its numbers contradict."""
    for passage in prose.sentences:
        yield from _completed(prose, passage)
    for match in _LEVEL.finditer(prose.plain):
        yield from _level(prose, match)


def reasons(case: Case, prose: Prose) -> Iterator[Found]:
    """Yield the reason of a figure that says more where the figure became less, or less where it became more."""
    match = _REASON.search(prose.plain) if prose.typed.role == "reason" else None
    if match is None:
        return
    name, scope = prose.typed.label, prose.typed.scope
    head = name if ".较上年" not in name else name[: name.index(".较上年")]
    if ".较" in head:
        return
    try:
        full = f"{head}.较上年.差额"
        change = case.figures.get(within(full, {"scope": scope}) if scope else full)
    except UnknownNameError:
        return
    if change.value and (change.value > 0) != (match["word"] in _MORE):
        way = "增加" if change.value > 0 else "减少"
        message = f"原因写的是“{match[0].strip(',;。')}”，数据里较上年{way}了{case.wording.amount(abs(change.value))}"
        yield prose.said(CODE, match.start("word"), message, "请核对原因和数")


def _completed(prose: Prose, passage: Passage) -> Iterator[Found]:
    """Yield 完成预算的81.25%，决算数大于预算数."""
    for index, rate in enumerate(passage.quantities):
        if rate.unit != PERCENT or not _COMPLETED.search(passage.before(index)) or passage.is_near(index):
            continue
        match = _COMPARED.match(passage.after(index))
        if match is None:
            continue
        word = match["word"] or match["level"]
        more, less = rate.value > HUNDRED, rate.value < HUNDRED
        is_wrong = {"大于": not more, "高于": not more, "小于": not less, "低于": not less}.get(word, more or less)
        if is_wrong:
            message = f"写的是完成预算的{rate.printed}，后面又写决算数“{word}”预算数，两处相反"
            yield prose.found(CODE, passage, index, message, "请核对决算数和预算数，改正完成率或这个词")


def _level(prose: Prose, match: re.Match[str]) -> Iterator[Found]:
    """Yield 持平 behind two amounts of the same name for the two years that differ."""
    begin = prose.plain.rfind("\n", 0, match.start()) + 1
    near = [passage for passage in prose.sentences if begin <= passage.start <= match.start()][-2:]
    named = [
        (_YEAR.sub("", label).strip("为是:的"), _YEAR.search(label), passage, index)
        for passage in near
        for index in range(len(passage.quantities))
        if (label := passage.label(index)) and passage.start + passage.quantities[index].end <= match.start()
    ]
    for position, (name, year, passage, index) in enumerate(named):
        for other_name, other_year, other_passage, other in named[position + 1 :]:
            first, second = passage.quantities[index], other_passage.quantities[other]
            years = {found[0].removesuffix("度") for found in (year, other_year) if found}
            if len(name) < 2 or name != other_name or match["other"].removesuffix("度") not in years or len(years) < 2:  # noqa: PLR2004 - a name, two years
                continue
            if comparable(first, second) and differ(first, second):
                message = f"写的是“{match[0]}”，可是{first.printed}与{second.printed}不同"
                yield prose.found(CODE, other_passage, other, message, "请核对两年的数；不同的写“增加”或“减少”")
