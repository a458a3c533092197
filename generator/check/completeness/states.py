"""What a state of a report asks for: dates and sign-off (D60, D61), and a withdrawal in full (D62).

What must be written from 送审 on is asked for by the rules of the other modules of this folder.
"""

import datetime as dt
import re
from collections.abc import Iterator

from generator.check.completeness.parts import DAY, UNKNOWN
from generator.check.rule import Case, Found, Rule
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.identity import State

#: words of a sign-off that says no.
REFUSED = re.compile(r"未(?!公布)|尚|待|正在|不(?:予|同意|通过|宜)|没有|否")
KEY = "撤回"


def approved(case: Case) -> Iterator[Found]:
    """Yield that an approved report does not say on which day it was approved."""
    report = case.inputs.report
    if report.state == State.APPROVED and report.approved_on == UNKNOWN:
        message = "状态是“已批复”，没有写批复日期，算不出应当在哪一天以前公开"
        hint = "请写上财政部门批复决算的日期，例如 2024-09-02"
        yield Found(Finding("D60", Severity.WARNING, message, pointer(case.report, "批复日期"), hint))


def denied(secrecy: str, signed: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each sign-off that says it was not given."""
    for name, text in (("保密审查", secrecy), ("审签", signed)):
        if REFUSED.search(text.replace(UNKNOWN, "")):
            yield name, text


def refused(case: Case) -> Iterator[Found]:
    """Yield a public report that says itself that it was not reviewed for secrets or not signed."""
    report = case.inputs.report
    if report.state != State.PUBLIC:
        return
    for name, text in denied(report.secrecy, report.signed):
        message = f"状态是“公开”，{name}却写着“{text[:20]}”"
        hint = f"{name}通过以后再公开：请先把状态改回“已批复”；已经通过的，把{name}改成通过的写法"
        yield Found(Finding("D61", Severity.ERROR, message, pointer(case.report, name), hint))


def withdrawn(case: Case) -> Iterator[Found]:
    """Yield what is missing or wrong in a withdrawal: a day, a reason, a day before the publication."""
    report, gone = case.inputs.report, case.inputs.report.withdrawal
    if gone is None:
        return
    day, published = _day(gone.date), _day(report.published_on)
    path = pointer(case.report, KEY, "日期")
    if day is None:
        message = f"撤回的日期“{gone.date[:20]}”不是日期；这份报告现在就不公开"
        yield _error(message, path, "请写成 2024-10-12 这样的日期：从哪一天起不再公开")
    elif published and day < published:
        message = f"撤回日期 {day} 早于公开日期 {published}"
        yield _error(message, path, "还没有公开过的，不用写撤回，把状态改回去就可以；公开过的，请核对两个日期")
    if not gone.reason.strip():
        yield _error("撤回没有写原因", pointer(case.report, KEY, "原因"), "请用一句话写明为什么撤回，网页上照印")


def _error(message: str, path: str, hint: str) -> Found:
    return Found(Finding("D62", Severity.ERROR, message, path, hint))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


APPROVED = Rule(
    code="D60",
    title="已批复的写明批复日期",
    source="《预算法》第十四条第二款：批复后二十日内公开",
    severity=Severity.WARNING,
    run=approved,
    passing="""
状态: 已批复
批复日期: 2024-08-30
""",
    failing="""
状态: 已批复
""",
    file="report.yml",
)
REFUSED_RULE = Rule(
    code="D61",
    title="保密审查、审签没有通过的不公开",
    source="《政府信息公开条例》第十七条；公开检查要点 D20",
    severity=Severity.ERROR,
    run=refused,
    passing="""
状态: 公开
保密审查: 已审查，可以公开
审签: 已审签
""",
    failing="""
状态: 公开
保密审查: 尚未审查
审签: 已审签
""",
    file="report.yml",
)
WITHDRAWN = Rule(
    code="D62",
    title="撤回写明日期和原因，日期在公开以后",
    source="《政府信息公开条例》第六条：及时、准确地公开",
    severity=Severity.ERROR,
    run=withdrawn,
    passing="""
状态: 公开
公开日期: 2024-09-18
撤回: {日期: 2024-10-12, 原因: 误用了送审的稿子}
""",
    failing="""
状态: 公开
公开日期: 2024-09-18
撤回: {日期: 2024-09-12, 原因: 误用了送审的稿子}
""",
    file="report.yml",
)
RULES = (APPROVED, REFUSED_RULE, WITHDRAWN)
