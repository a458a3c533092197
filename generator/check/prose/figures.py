"""Amounts, counts, scores and rates in typed texts against the figure of the same name and scope (N20)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.check.prose.names import Words, named
from generator.check.prose.project import VERSIONS, counts_of, money_kind, money_of, score_name
from generator.check.prose.reading import HALF, MONEY, PERCENT, Passage, Prose
from generator.check.reading.quantities import Quoted
from generator.check.rule import Case, Found
from generator.figures.figure import Figure
from generator.model.address import Address, within
from generator.model.evaluation import EvaluationKind

CODE = "N20"
HINT = "请核对文字和数据；数用〔名称〕引用，就不会两处不同"
#: what a printed zero may hide, in yuan.
HIDDEN = Decimal(50)
STAFF = {"serving", "quota", "retired"}
TEN_THOUSAND = Decimal(10000)
_OTHER_TIME = re.compile(r"上年|去年|同期|比|较|截[至止]|\d月|季度|上半年|预计|计划|拟|累计|历年|以来")
_FOLLOWS = re.compile(r"\s*(?:[,;、。)(]|$|的\d|的\s*$)")
_BREAKS = re.compile(r"[,;:(、]")
_COMPLETED = re.compile(r"完成(?P<kind>年初|全年|调整后)?预算数?(?:的|率为|率|为)?$")
_CHANGED = re.compile(
    r"^,?(?:比|较|与)(?:(?P<year>20\d{2})年度?|上年度?)(?:决算数?)?(?:相比)?,?(?:各)?(?P<word>增加|增长|减少|下降)(?:了)?$"
)
_SHARE = re.compile(r"^,占(?:比|总[数额量计]|合计)?(?:的|为)?$")
_GREW = re.compile(r"^,(?P<word>增长|下降)(?:了)?$")
#: 对7个项目开展绩效自评
ALL_PROJECTS = re.compile(r"对(?P<count>\d{1,9})个项目[^,;。]{0,6}自评")


@dataclass(slots=True)
class _Reading:
    """One text while it is read: the figure that the last whole sentence was about, by line."""

    case: Case
    prose: Prose
    words: Words
    line: int = -1
    topic: tuple[Address, ...] = ()
    topic_at: int = -1
    told: tuple[int, int] = (-1, -1)


def against_figures(case: Case, prose: Prose, words: Words) -> Iterator[Found]:
    """Yield each number that stands behind the name of a figure and is another than that figure."""
    reading = _Reading(case, prose, words)
    for passage in prose.segments:
        line = prose.plain.rfind("\n", 0, passage.start)
        if line != reading.line:
            reading.line, reading.topic = line, ()
        for index, quoted in enumerate(passage.quantities):
            label = words.bare(_label(passage, index))
            if not quoted.unit or passage.is_near(index):
                continue
            if not _OTHER_TIME.search(label):
                yield from _judged(reading, passage, index, label, _meant(reading, passage, index, label))
                yield from _misdated(reading, passage, index, label)
            elif reading.told[0] == passage.start:
                yield from _judged(reading, passage, index, label, _changed(reading, passage, index))


def _misdated(reading: _Reading, passage: Passage, index: int, label: str) -> Iterator[Found]:
    """Yield an amount of this year that a text gives to a year neither this nor the last."""
    told = re.match(r"(?P<year>20\d{2})年度?(?P<rest>.+)", label)
    year, quoted = reading.case.inputs.report.year, passage.quantities[index]
    if told is None or int(told["year"]) in {year - 1, year} or not quoted.value:
        return
    wanted = tuple(one for one in named(told["rest"], year) if one.version == "outturn")
    if any(_agrees(reading.case, one, quoted) for one in _known(reading.case, reading.prose.typed.scope, wanted)):
        message = f"“{label}{quoted.printed}”写的是{told['year']}年，这个数却是{year}年度的"
        yield reading.prose.found(CODE, passage, index, message, f"请核对年份，是否应当是{year}年")


def _label(passage: Passage, index: int) -> str:
    """Return the clause before a number, quotation marks off; a colon behind a name belongs to it."""
    before = passage.before(index).rstrip(": ")
    return re.sub(r"[“”\s]", "", _BREAKS.split(before)[-1])


def _judged(reading: _Reading, passage: Passage, index: int, label: str, figures: list[Figure]) -> Iterator[Found]:
    quoted = passage.quantities[index]
    place = passage.start + quoted.start
    known = [figure for figure in figures if _is_alike(figure, quoted)]
    if not known or not reading.prose.is_typed(place) or not _FOLLOWS.match(passage.after(index)):
        return
    if any(_agrees(reading.case, figure, quoted) for figure in known):
        return
    wording, figure = reading.case.wording, known[0]
    value = figure.value or Decimal(0)
    message = (
        f"“{label}”写的是{quoted.printed}，数据里{wording.name(figure.name)}是{wording.value(value, figure)}，"
        f"相差{wording.value(abs(value - quoted.value), figure)}"
    )
    slipped = bool(value) and quoted.unit == MONEY and quoted.value in {value / TEN_THOUSAND, value * TEN_THOUSAND}
    message += "，像是“元”和“万元”写错了" if slipped else ""
    yield reading.prose.found(CODE, passage, index, message, HINT)


def _meant(reading: _Reading, passage: Passage, index: int, label: str) -> list[Figure]:
    """Return the known figures that a number may be; those of the text's own scope before those of the accounts."""
    case, unit = reading.case, passage.quantities[index].unit
    scope = _scope(reading, passage, index)
    if unit in {"分", PERCENT}:
        return _rated(reading, passage, index, label, scope)
    if unit != MONEY:
        return _known(case, reading.prose.typed.scope, tuple(_counts(passage, index, label)))
    year = case.inputs.report.year
    wanted = named(label, year) or _class(reading.words, label)
    if wanted and "其中" not in passage.text[: passage.quantities[index].start] and not label.endswith("占"):
        if wanted[0].version == "outturn" and not wanted[0].functional:
            reading.topic, reading.topic_at, reading.told = wanted, passage.start, (passage.start, index)
    elif not wanted and reading.topic and not is_project(case, scope):
        kind = money_kind(label.removeprefix("完成"), year)
        if kind in {"initial", "adjusted", "budget"}:
            wanted = tuple(one.with_(version=version) for one in reading.topic for version in VERSIONS[kind])
    if is_project(case, scope) or (scope and "项目资金" in passage.text[: passage.quantities[index].start]):
        return _values(case, tuple(money_of(case, scope, label.removeprefix("项目"), year)))
    if ALL_PROJECTS.search(passage.text) and re.match(r"(?:全年)?预算数?|(?:涉及)?(?:资金|金额)", label):
        wanted = (Address("performance", item="evaluated_amount"),)
    return _known(case, reading.prose.typed.scope, wanted)


def _changed(reading: _Reading, passage: Passage, index: int) -> list[Figure]:
    """Return the change against last year of what the text just gave this year's amount of, or its rate."""
    year, quoted = reading.case.inputs.report.year, passage.quantities[index]
    at = index - 1 if quoted.unit == PERCENT else index
    match = _CHANGED.match(passage.before(at)) if at else None
    if match is None or (match["year"] and int(match["year"]) != year - 1) or not _is_of_topic(reading, passage, at):
        return []
    word, what = match["word"], "差额"
    if index > at:
        rate = _GREW.match(passage.before(index))
        word, what = (rate["word"], "差率") if rate else ("", "")
    if not word:
        return []
    sign = 1 if word in {"增加", "增长"} else -1
    figures = [reading.case.figures.get(f"{one.name}.较上年.{what}") for one in reading.topic]
    return [replace(one, value=one.value * sign) for one in figures if one.value is not None]


def _is_of_topic(reading: _Reading, passage: Passage, at: int) -> bool:
    """Return whether nothing but rates and budgets stands between this year's amount and its change."""
    told = reading.told[1]
    between = passage.quantities[told + 1 : at]
    return "其中" not in passage.text[passage.quantities[told].end : passage.quantities[at].start] and all(
        each.unit == PERCENT or "预算" in passage.label(position) for position, each in enumerate(between, told + 1)
    )


def _counts(passage: Passage, index: int, label: str) -> Iterator[Address]:
    unit = passage.quantities[index].unit
    yield from counts_of(label, unit)
    follows = index and unit == "人次" and passage.before(index).strip() in {",", "、"}
    if follows and passage.quantities[index - 1].unit == "批次" and "公务接待" in passage.label(index - 1):
        yield from (Address("reception_persons", item=item) for item in ("domestic", ""))


def _class(words: Words, label: str) -> tuple[Address, ...]:
    code = words.classes.get(re.sub(r"\(类\)|(?:为|是|共)$", "", label))
    return tuple(Address("expenditure", fund, code) for fund in ("", "general", "fiscal", "funds")) if code else ()


def is_project(case: Case, scope: str) -> bool:
    """Return whether a scope is that of a project's evaluation."""
    kinds = {one.scope: one.record.kind for one in case.inputs.evaluations}
    return kinds.get(scope) is EvaluationKind.PROJECT


def _scope(reading: _Reading, passage: Passage, index: int) -> str:
    """Return the scope of the project that a segment names last before a number, else that of the text."""
    before = passage.text[: passage.quantities[index].start]
    places = [(before.rfind(f"“{name}”"), scope) for name, scope in reading.words.projects.items() if name in before]
    at, scope = max(places, default=(-1, ""))
    return scope if at >= 0 else reading.prose.typed.scope


def _rated(reading: _Reading, passage: Passage, index: int, label: str, scope: str) -> list[Figure]:
    """Return the score or rate that a label means; a completion is that of what the text last spoke of."""
    case = reading.case
    is_listed = not label and scope != reading.prose.typed.scope and "得分" in passage.text
    name = score_name("得分" if is_listed else label, passage.quantities[index].unit)
    if name and is_project(case, scope):
        figures = [case.figures.get(within(name, {"scope": scope}))]
        return [figure for figure in figures if figure.value is not None]
    if index and _SHARE.match(passage.before(index)):
        return _shares(reading, passage, index)
    match = _COMPLETED.search(passage.before(index))
    if match is None or not reading.topic or reading.topic_at == passage.start:
        return []
    bases = {"年初": ("较年初预算",), "全年": ("较全年预算",), "调整后": ("较全年预算",)}
    operations = bases.get(match["kind"] or "", ("较预算", "较年初预算", "较全年预算"))
    found = [case.figures.get(f"{one.name}.{base}.完成率") for one in reading.topic for base in operations]
    return [figure for figure in found if figure.value is not None]


def _shares(reading: _Reading, passage: Passage, index: int) -> list[Figure]:
    """Return the shares that a functional class just named may have: of all money, of a fund."""
    addresses = _class(reading.words, reading.words.bare(_label(passage, index - 1)))
    figures = [reading.case.figures.get(f"{address.name}.占比") for address in addresses]
    return [figure for figure in figures if figure.value is not None]


def _known(case: Case, scope: str, wanted: tuple[Address, ...]) -> list[Figure]:
    own = _values(case, tuple(address.with_(scope=scope) for address in wanted)) if scope else []
    found = own or _values(case, wanted)
    if found or not wanted or wanted[0].measure not in STAFF:
        return found
    # The staff that the accounts do not state may stand in the overall evaluation of the same scope.
    overall = [one.scope for one in case.inputs.evaluations
               if one.record.kind is EvaluationKind.OVERALL and not one.record.scope]  # fmt: skip
    return _values(case, tuple(address.with_(scope=one) for address in wanted for one in overall))


def _values(case: Case, addresses: tuple[Address, ...]) -> list[Figure]:
    return [figure for address in addresses if (figure := case.figures.at(address)).value is not None]


def _is_alike(figure: Figure, quoted: Quoted) -> bool:
    kind = {MONEY: "money", PERCENT: "percent"}.get(quoted.unit, "count")
    return figure.kind == kind


def _agrees(case: Case, figure: Figure, quoted: Quoted) -> bool:
    """Return whether a number is the figure as far as it is printed; what was typed is compared as it was typed."""
    value = figure.value or Decimal(0)
    gap = abs(value - quoted.value)
    if figure.kind == "count":
        return gap <= (0 if quoted.step <= 1 else quoted.step * HALF)
    if quoted.value == 0 and figure.kind == "money":
        return gap <= HIDDEN
    if not figure.inputs and figure.kind == "money":
        coarser = max(quoted.step, figure.step)
        return gap <= (0 if quoted.step == figure.step else coarser * HALF)
    return gap <= quoted.step * HALF + case.accuracy.error(figure.name)
