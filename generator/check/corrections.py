"""Changes after publication (更正 in report.yml): complete, in order, and true to what the report prints now."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from generator.check.completeness.parts import DAY
from generator.check.rule import Case, Found, Rule
from generator.figures.engine import canonical, is_figure
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.identity import Correction

KEY = "更正"
_MINUS = re.compile("[−－–]")


def dates(case: Case) -> Iterator[Found]:
    """Yield a day of a correction that is none, or that lies before the publication."""
    published = _day(case.inputs.report.published_on)
    for index, one in enumerate(case.inputs.report.corrections):
        path, day = pointer(case.report, KEY, index, "日期"), _day(one.date)
        if day is None:
            message = f"更正的日期“{one.date[:20]}”不是日期"
            yield _error("C01", message, path, "请写成 2024-10-12 这样的日期：改动公开的那一天")
        elif published and day < published:
            message = f"更正的日期 {day} 早于公开日期 {published}，公开以前的改动不是更正"
            yield _error("C01", message, path, "请核对两个日期；公开以前改的，删去这一条，直接改数就可以")


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def subjects(case: Case) -> Iterator[Found]:
    """Yield a correction that names no figure of the report, and neither says what words were changed."""
    for index, one in enumerate(case.inputs.report.corrections):
        if one.figure and not is_figure(one.figure):
            message = f"更正里没有名为“{one.figure}”的数，读的人找不到改的是哪里"
            hint = "名称由官方标签用“.”连成，例如 三公.财政拨款.公务接待费；改的是文字时，写“内容”，不写“数”"
            yield _error("C02", message, pointer(case.report, KEY, index, "数"), hint)
        elif not one.figure and not one.what.strip():
            hint = "改的是数，写“数: 名称”；改的是文字，写“内容: 哪一段”"
            message = "这条更正没有写改的是什么"
            yield _error("C02", message, pointer(case.report, KEY, index), hint)


def present_values(case: Case) -> Iterator[Found]:
    """Yield a 现值 that the report does not print, and one that the figure's next correction does not start from."""
    for indexes in _by_figure(case).values():
        for index, following in zip(indexes, [*indexes[1:], None], strict=True):
            one = case.inputs.report.corrections[index]
            path = pointer(case.report, KEY, index, "现值")
            name = canonical(one.figure)
            if following is None:
                now = _printed(case, name)
                if not _is_same(one.after, now):
                    yield _differs(case, one, now, path)
                continue
            later = case.inputs.report.corrections[following]
            if not _is_same(one.after, later.before):
                behind = f"下一次（{later.date}）的原值却是 {later.before}"
                message = f"{case.wording.name(name)}：这次更正的现值是 {one.after}，{behind}"
                hint = "上一次的现值就是下一次的原值；请核对两条"
                yield Found(Finding("C03", Severity.WARNING, message, path, hint), (name,))


def _by_figure(case: Case) -> dict[str, list[int]]:
    """Return the places of the corrections of each figure, oldest first."""
    found: dict[str, list[int]] = {}
    listed = list(enumerate(case.inputs.report.corrections))
    for index, one in sorted(listed, key=lambda item: item[1].date):
        if one.figure and is_figure(one.figure):
            found.setdefault(canonical(one.figure), []).append(index)
    return found


def _printed(case: Case, name: str) -> str:
    entry = case.document.figures.get(name)
    return entry.printed if entry else case.inputs.printer.text(case.figures.get(name))


def _differs(case: Case, one: Correction, now: str, path: str) -> Found:
    name = canonical(one.figure)
    is_printed = f"报告现在印的是 {now}" if now else "报告里现在没有这个数"
    message = f"{case.wording.name(name)}：更正写的现值是 {one.after}，{is_printed}"
    hint = "更正不改数：请先改录入的数，再照报告印的写现值（只写数，不写单位）"
    return Found(Finding("C03", Severity.ERROR, message, path, hint), (name,))


def _is_same(one: str, other: str) -> bool:
    """Return whether two printed values are the same number, or the same word."""
    first, second = _number(one), _number(other)
    return first == second if first is not None and second is not None else one.strip() == other.strip()


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(_MINUS.sub("-", text.replace(",", "").replace("，", "").strip().removesuffix("%")))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def unchanged(case: Case) -> Iterator[Found]:
    """Yield a correction that changes nothing."""
    for index, one in enumerate(case.inputs.report.corrections):
        if _is_same(one.before, one.after):
            message = f"原值和现值都是 {one.after}，没有改动"
            path = pointer(case.report, KEY, index, "原值")
            yield _error("C04", message, path, "原值写改以前公开的，现值写现在公开的；没有改动的，删去这一条")


def reasons(case: Case) -> Iterator[Found]:
    """Yield a correction without a reason."""
    for index, one in enumerate(case.inputs.report.corrections):
        if not one.reason.strip():
            path = pointer(case.report, KEY, index, "原因")
            yield _error("C05", "这条更正没有写原因", path, "请用一句话写明为什么改，例如 小数点移位")


def _error(code: str, message: str, path: str, hint: str) -> Found:
    return Found(Finding(code, Severity.ERROR, message, path, hint))


DATES = Rule(
    code="C01",
    title="更正的日期是公开以后的一天",
    source="《政府信息公开条例》第六条：及时、准确地公开",
    severity=Severity.ERROR,
    run=dates,
    passing="""
公开日期: 2024-09-18
更正: [{日期: 2024-10-12, 内容: 第二部分第三段, 原值: 甲, 现值: 乙, 原因: 写错了字}]
""",
    failing="""
公开日期: 2024-09-18
更正: [{日期: 2024-08-12, 内容: 第二部分第三段, 原值: 甲, 现值: 乙, 原因: 写错了字}]
""",
    file="report.yml",
)
SUBJECTS = Rule(
    code="C02",
    title="更正写明改的是哪个数、哪段文字",
    source="《政府信息公开条例》第六条：及时、准确地公开",
    severity=Severity.ERROR,
    run=subjects,
    passing="""
更正: [{日期: 2024-10-12, 内容: 第二部分第三段, 原值: 甲, 现值: 乙, 原因: 写错了字}]
""",
    failing="""
更正: [{日期: 2024-10-12, 数: 接待费用, 原值: "0.93", 现值: "0.39", 原因: 小数点移位}]
""",
    file="report.yml",
)
PRESENT = Rule(
    code="C03",
    title="更正的现值就是报告现在印的数",
    source="《政府信息公开条例》第六条：及时、准确地公开",
    severity=Severity.ERROR,
    run=present_values,
    passing="""
政府采购: {货物支出: 122.43, 工程支出: 0, 服务支出: 0}
报告: {更正: [{日期: 2024-10-12, 数: 政府采购, 原值: "122.34", 现值: "122.43", 原因: 录入有误}]}
""",
    failing="""
政府采购: {货物支出: 122.34, 工程支出: 0, 服务支出: 0}
报告: {更正: [{日期: 2024-10-12, 数: 政府采购, 原值: "122.34", 现值: "122.43", 原因: 录入有误}]}
""",
)
UNCHANGED = Rule(
    code="C04",
    title="更正的原值和现值不同",
    source="《政府信息公开条例》第六条：及时、准确地公开",
    severity=Severity.ERROR,
    run=unchanged,
    passing="""
更正: [{日期: 2024-10-12, 内容: 第二部分第三段, 原值: 甲, 现值: 乙, 原因: 写错了字}]
""",
    failing="""
更正: [{日期: 2024-10-12, 内容: 第二部分第三段, 原值: 甲, 现值: 甲, 原因: 写错了字}]
""",
    file="report.yml",
)
REASONS = Rule(
    code="C05",
    title="更正写明原因",
    source="《政府信息公开条例》第六条：及时、准确地公开",
    severity=Severity.ERROR,
    run=reasons,
    passing="""
更正: [{日期: 2024-10-12, 内容: 第二部分第三段, 原值: 甲, 现值: 乙, 原因: 写错了字}]
""",
    failing="""
更正: [{日期: 2024-10-12, 内容: 第二部分第三段, 原值: 甲, 现值: 乙, 原因: ""}]
""",
    file="report.yml",
)
RULES = (DATES, SUBJECTS, PRESENT, UNCHANGED, REASONS)
