"""Published values (公布值): do they match anything, and how far are they from what the data give."""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.check.evaluation.marks import text_path
from generator.check.rule import Case, Found, Rule
from generator.figures.engine import EVERY_ITEM, canonical, is_figure, is_of_every_item
from generator.figures.figure import Figure, Origin
from generator.findings import Finding, Severity
from generator.load.evaluations import Evaluated
from generator.load.node import pointer
from generator.model.accounts import Published
from generator.model.address import UnknownNameError, split_name
from generator.model.facts import Facts
from generator.money import AmountProblem, quantity

ITEM_DIGITS = 7


def unknown_names(facts: Facts, file: str, evaluations: tuple[Evaluated, ...] = ()) -> list[Finding]:
    """Return a finding for each name in 公布值, 原因, 用途 and 补充说明 that names no figure.

    It asks for no figures, so that it can run before they are made.

    Args:
        facts: of the report, those of its evaluations among them.
        file: path of the accounts.
        evaluations: which may have typed the name instead.
    """
    found = []
    for index, item in enumerate(facts.published):
        if item.figure and not is_figure(item.figure):
            found.append(_unknown(item.figure, f"{facts.published_paths[index]}/数"))
    for role, texts in (("原因", facts.reasons), ("用途", facts.purposes), ("补充说明", facts.remarks)):
        wrong = [name for name in texts if not _is_name(name)]
        found += [_unknown(name, text_path(evaluations, role, name) or pointer(file, role, name)) for name in wrong]
    return found


def _is_name(name: str) -> bool:
    try:
        canonical(name)
    except UnknownNameError:
        return False
    return True


def _unknown(name: str, path: str) -> Finding:
    hint = "名称由官方标签用“.”连成，例如 支出.一般公共预算.较预算.完成率；请核对写法"
    return Finding("P001", Severity.WARNING, f"没有名为“{name}”的数，这一条用不上", path, hint)


def unmatched(case: Case) -> Iterator[Found]:
    """Yield each published value, reason or purpose that matches no figure, sentence or place of the report."""
    for finding in unknown_names(case.facts, case.accounts, case.inputs.evaluations):
        yield Found(finding)
    places = _places(case)
    for index, item in enumerate(case.facts.published):
        path = case.facts.published_paths[index]
        if not item.figure and not item.sentence:
            hint = "请写“数: 名称”或“句: 句式名称”"
            yield Found(Finding("P001", Severity.WARNING, "这个公布值没有写是哪个数或哪个句子", path, hint))
        if item.sentence and item.sentence not in case.inputs.style.patterns:
            message = f"没有名为“{item.sentence}”的句式，这个公布值用不上"
            yield Found(Finding("P001", Severity.WARNING, message, f"{path}/句", "请核对句式名称"))
        if item.where and item.where not in places and not _is_subject(item):
            message = f"没有名为“{item.where}”的节、表、图或评价表，这个公布值用不上"
            hint = "请写节名、表名、图名或评价表的名称，例如 收入支出决算总表"
            yield Found(Finding("P002", Severity.WARNING, message, f"{path}/处", hint))


def _is_subject(item: Published) -> bool:
    """Return whether a published sentence names the item it stands for, such as 支出.一般公共预算.2080101."""
    return bool(item.sentence and item.where and _is_name(item.where))


def _places(case: Case) -> set[str]:
    """Return every name by which a section, table, chart, or a paper or form of an evaluation may be meant."""
    style = case.inputs.style
    found = {*style.sections, *style.tables, *style.charts, *style.papers, *style.forms}
    for group in (style.sections, style.tables, style.charts, style.papers, style.forms):
        found.update(part.slug for part in group.values())
    return found | {part.title for group in (style.tables, style.forms) for part in group.values()}


def differing(case: Case) -> Iterator[Found]:
    """Yield each published value that differs from the computed one: a note within rounding, else a warning."""
    for index, item in enumerate(case.facts.published):
        if not item.figure or not _is_name(item.figure):
            continue
        path = f"{case.facts.published_paths[index]}/公布"
        for name in _meant(case, item.figure):
            yield from _differing(case, item, case.accuracy.figure(name), path)


def _meant(case: Case, name: str) -> Iterator[str]:
    """Yield the name, or for 各项 the name of every item of its kind."""
    if not is_of_every_item(name):
        yield canonical(name)
        return
    head, _, tail = name.partition(f".{EVERY_ITEM}")
    address, _ = split_name(head)
    for code in sorted(case.figures.shape.functional_of(address)):
        if len(code) == ITEM_DIGITS:
            yield f"{address.with_(functional=code).name}{tail}"


def _differing(case: Case, item: Published, figure: Figure, path: str) -> Iterator[Found]:
    is_local = item.where is not None or figure.origin is not Origin.PUBLISHED
    expected = figure.value if is_local else figure.computed
    printed = _read(case, item, figure)
    if expected is None or printed is None or expected == printed:
        return
    behind = case.accuracy.of_inputs(figure) if figure.inputs else case.accuracy.error(figure.name)
    allowed = _half(case, item, figure) + (case.accuracy.error(figure.name) if is_local else behind)
    wording, is_rounding = case.wording, abs(expected - printed) <= allowed
    where = f"（{item.where}）" if item.where else ""
    message = (
        f"{wording.name(figure.name)}{where}公布的是{wording.value(printed, figure)}，"
        f"按数据计算是{wording.value(expected, figure)}，"
        f"相差{wording.value(abs(expected - printed), figure)}"
    )
    if is_rounding:
        yield Found(
            Finding("P003", Severity.NOTE, f"{message}（尾差）", path, "在四舍五入的尾差以内，照公布的印"),
            (figure.name,),
        )
    else:
        hint = "照公布的印；请核对是原件有误还是录入有误，原件有误的在“豁免”里写明原因"
        yield Found(Finding("P004", Severity.WARNING, message, path, hint), (figure.name,))


def _read(case: Case, item: Published, figure: Figure) -> Decimal | None:
    """Return the published number in the figure's own unit; None where words were published."""
    money = case.figures.unit_of(figure.name, case.figures.printed_unit)
    unit = {"money": money, "percent": "%"}.get(figure.kind, figure.unit or "个")
    read = quantity(item.printed, unit)
    return None if isinstance(read, AmountProblem) else read.value


def _unit(case: Case, figure: Figure) -> str:
    """Return the unit in which money of this kind is printed and published."""
    return case.figures.unit_of(figure.name, case.figures.printed_unit)


def _half(case: Case, item: Published, figure: Figure) -> Decimal:
    """Return half of the last place that a published value prints; a bare `100` has the style's places."""
    if figure.kind == "money":
        unit = case.figures.unit_of(figure.name, case.figures.printed_unit)
        read = quantity(item.printed, unit)
        if isinstance(read, AmountProblem) or unit == "元":
            return Decimal(0)
        return min(read.step, case.accuracy.places.get(case.figures.printed_unit, read.step)) / 2
    if figure.kind != "percent":
        return Decimal(0)
    decimals = re.search(r"\.(\d+)$", item.printed)
    return (Decimal(1).scaleb(-len(decimals[1])) if decimals else case.accuracy.percent) / 2


UNMATCHED = Rule(
    code="P001",
    title="公布值、原因、用途所指的数或句子是有的",
    source="公布值要印得出来才有用",
    severity=Severity.WARNING,
    run=unmatched,
    passing="""
公布值: [{数: 支出.一般公共预算.较预算.完成率, 公布: "100", 原因: 原文印“完成预算100%”}]
""",
    failing="""
公布值: [{数: 支出.一般公共预算.较预算.完成率, 处: 没有这一节, 公布: "100", 原因: 原文印“完成预算100%”}]
""",
    covers=(("P002", "公布值所指的节、表、图或评价表是有的"),),
)
DIFFERING = Rule(
    code="P004",
    title="公布值与按数据计算的值相同",
    source="公布的照印，差异要说清楚；比率由金额算出",
    severity=Severity.WARNING,
    run=differing,
    passing="""
“三公”经费: {财政拨款: {决算数: {合计: 3.25}, 预算数: {合计: 4.00}}}
公布值: [{数: 三公.财政拨款.较预算.完成率, 公布: "81.25", 原因: 原文如此}]
""",
    failing="""
“三公”经费: {财政拨款: {决算数: {合计: 3.25}, 预算数: {合计: 4.00}}}
公布值: [{数: 三公.财政拨款.较预算.完成率, 公布: "100", 原因: 原文印“完成预算100%”}]
""",
    covers=(("P003", "公布值与计算值的差在四舍五入以内"),),
)
