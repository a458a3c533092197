"""What a disclosure consists of: dates, sign-off, tables, evaluations, breakdown of expenditure (D01–D20, F18, F22).

A draft is not asked for anything: what is missing counts from 送审 on.
"""

import datetime as dt
import re
from collections.abc import Iterator

from generator.check.rule import Case, Found, Rule
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.address import parse_name
from generator.model.blocks import Block, Section, Table
from generator.model.identity import Part, State, TableState

UNKNOWN = "未公布"
DAYS_ALLOWED = 20
ITEM_DIGITS, ECONOMIC_DIGITS = 7, 5
FUNDS = ("支出.一般公共预算", "支出.政府性基金预算", "支出.国有资本经营预算")
BASIC = "支出.一般公共预算.基本支出"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
#: part of a disclosure → kind of evaluation that it consists of.
EVALUATED = {Part.OVERALL: "整体", Part.PROJECTS: "项目"}


def is_due(case: Case) -> bool:
    """Return whether a report has come so far that nothing may be missing any more."""
    return case.inputs.report.state != State.DRAFT


def has_accounts(case: Case) -> bool:
    """Return whether the report makes 部门决算 public."""
    return Part.ACCOUNTS in case.inputs.report.parts


def blocks_of(sections: tuple[Section, ...]) -> Iterator[Block]:
    """Yield the blocks of sections and of all below them, in order."""
    for section in sections:
        yield from section.blocks
        yield from blocks_of(section.sections)


def dates(case: Case) -> Iterator[Found]:
    """Yield a publication later than 20 days behind the approval or before it, and dates that nobody knows."""
    report = case.inputs.report
    approved, published = _day(report.approved_on), _day(report.published_on)
    path = pointer(case.report, "公开日期")
    if approved and published and not 0 <= (published - approved).days <= DAYS_ALLOWED:
        days = (published - approved).days
        late = f"晚了{days}天，超过规定的{DAYS_ALLOWED}天" if days > 0 else f"比批复日期早{-days}天"
        message = f"批复日期是{approved}，公开日期是{published}，{late}"
        hint = "预算法规定批复后二十日内公开；请核对两个日期，确实如此的在“豁免”里说明"
        yield Found(Finding("D01", Severity.WARNING, message, path, hint))
    unknown = [name for name, text in (("公开日期", report.published_on), ("批复日期", report.approved_on)) if
               text == UNKNOWN]  # fmt: skip
    if unknown and report.state == State.PUBLIC:
        message = f"{'、'.join(unknown)}没有填，看不出是否在批复后{DAYS_ALLOWED}日内公开"
        hint = "请在 report.yml 里写上，例如 2024-09-20；确实不知道的可以不填"
        yield Found(Finding("D01", Severity.NOTE, message, f"{case.report}#", hint))


def _day(text: str) -> dt.date | None:
    """Return the day of a date; None for anything else, which R013 reports."""
    try:
        return dt.date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def signed(case: Case) -> Iterator[Found]:
    """Yield that a public report does not say whether it was reviewed for secrets and signed."""
    report = case.inputs.report
    missing = [name for name, text in (("保密审查", report.secrecy), ("审签", report.signed)) if text == UNKNOWN]
    if missing and report.state == State.PUBLIC:
        hint = "请在 report.yml 里写明，例如 保密审查: 已审查，审签: 已审签；确实没有公布的可以不填"
        message = f"状态是“公开”，没有写明{'、'.join(missing)}情况"
        yield Found(Finding("D20", Severity.NOTE, message, f"{case.report}#", hint))


def unattached(case: Case) -> Iterator[Found]:
    """Yield that the tables were not published with the text."""
    if is_due(case) and has_accounts(case) and case.inputs.report.tables != TableState.ATTACHED:
        hint = "部门决算应当连同决算表一起公开；表已在别处公开的，请补录或在来源的说明里写明"
        path = pointer(case.report, "决算表")
        yield Found(Finding("D04", Severity.NOTE, "决算表没有随文公布，只有从正文得到的数", path, hint))


def empty_tables(case: Case) -> Iterator[Found]:
    """Yield the official tables that hold nothing and say nothing."""
    if not is_due(case) or not has_accounts(case) or case.inputs.report.tables != TableState.ATTACHED:
        return
    shown = [block for block in blocks_of(case.document.parts) if isinstance(block, Table)]
    empty = [table.title for table in shown if table.number and table.state == "full" and not _holds(table)]
    if empty:
        message = f"{len(empty)}张表没有数据，也没有说明：{'、'.join(empty)}"
        hint = "请补录；确实没有收支的，金额写 0，表下会写明“本年度没有……”"
        yield Found(Finding("D05", Severity.WARNING, message, f"{case.accounts}#", hint))


def _holds(table: Table) -> bool:
    """Return whether any cell of a table holds an amount or count, zero included."""
    return bool(table.statement) or any(cell.value for row in table.rows for cell in row)


def evaluations(case: Case) -> Iterator[Found]:
    """Yield the kinds of evaluation that 公开内容 announces and of which there is no file."""
    report = case.inputs.report
    kinds = {str(evaluation.record.kind) for evaluation in case.inputs.evaluations}
    missing = [str(part) for part, kind in EVALUATED.items() if part in report.parts and kind not in kinds]
    if missing and is_due(case):
        message = f"公开内容里有{'、'.join(missing)}，却没有一份这样的自评"
        hint = "请在 evaluations 文件夹里录入；没有这部分的，请从公开内容里删去"
        yield Found(Finding("D16", Severity.WARNING, message, pointer(case.report, "公开内容"), hint))


def broken_down(case: Case) -> Iterator[Found]:
    """Yield what is not broken down as far as it must be: by item, by economic section, basic and project."""
    if not is_due(case) or not has_accounts(case):
        return
    is_attached = case.inputs.report.tables == TableState.ATTACHED
    for name in FUNDS:
        yield from _by_item(case, name, is_attached=is_attached)
    figures = case.figures
    if is_attached and figures.get(BASIC).value and not _has_economic(case):
        message = "一般公共预算基本支出没有按经济分类列到款级科目"
        hint = "请在 财政拨款—一般公共预算—基本支出—经济科目 下面填写五位科目"
        yield Found(Finding("D07", Severity.WARNING, message, case.accuracy.path(BASIC), hint), (BASIC,))
    missing = [word for word in ("基本支出", "项目支出") if figures.get(f"支出.{word}").value is None]
    if figures.get("支出").value and missing:
        message = f"本年支出没有分出{'和'.join(missing)}"
        hint = "请在“支出”下面分别填写基本支出和项目支出；没有的写 0"
        yield Found(Finding("D08", Severity.WARNING, message, case.accuracy.path("支出"), hint), ("支出",))


def _by_item(case: Case, name: str, *, is_attached: bool) -> Iterator[Found]:
    """Yield a fund of which money was spent under no 项, or under a 类 or 款 only."""
    figure = case.figures.get(name)
    codes = sorted(case.figures.shape.functional_of(parse_name(name)))
    ends = [code for code in codes if not any(other != code and other.startswith(code) for other in codes)]
    coarse = [code for code in ends if len(code) < ITEM_DIGITS and case.figures.get(f"{name}.{code}").value]
    if not figure.value or (codes and not coarse):
        return
    listed = "、".join(f"{case.inputs.naming.code(code)}（{code}）" for code in coarse)
    what = f"只列到{listed}" if coarse else f"{case.wording.value(figure.value, figure)}没有列科目"
    message = f"{case.wording.name(figure.name)}{what}，没有细化到项级科目"
    hint = "请在“支出科目”下面按七位科目代码填写；依法不予公开的，请写明"
    severity = Severity.WARNING if is_attached else Severity.NOTE
    yield Found(Finding("D06", severity, message, case.accuracy.path(figure.name), hint), (figure.name,))


def _has_economic(case: Case) -> bool:
    codes = case.figures.shape.economic_of(parse_name(BASIC))
    return any(len(code) == ECONOMIC_DIGITS and case.figures.get(f"{BASIC}.{code}").value for code in codes)


DATES = Rule(
    code="D01",
    title="部门决算在批复后二十日内公开",
    source="《预算法》第十四条第二款；公开检查要点 D01",
    severity=Severity.WARNING,
    run=dates,
    passing="""
状态: 公开
批复日期: 2024-08-30
公开日期: 2024-09-18
""",
    failing="""
状态: 公开
批复日期: 2024-08-30
公开日期: 2024-10-08
""",
    file="report.yml",
)
SIGNED = Rule(
    code="D20",
    title="公开前经过保密审查和负责人审签",
    source="《政府信息公开条例》第十四条、第十七条；公开检查要点 D20、D25",
    severity=Severity.NOTE,
    run=signed,
    passing="""
状态: 公开
保密审查: 已审查
审签: 已审签
""",
    failing="""
状态: 公开
保密审查: 已审查
""",
    file="report.yml",
)
UNATTACHED = Rule(
    code="D04",
    title="决算表随文公布",
    source="财预〔2016〕143号；公开检查要点 D04",
    severity=Severity.NOTE,
    run=unattached,
    passing="""
状态: 送审
决算表: 随文公布
""",
    failing="""
状态: 送审
决算表: 未随文公布
""",
    file="report.yml",
)
EVALUATIONS = Rule(
    code="D16",
    title="公开内容里写明的绩效自评都有",
    source="财预〔2016〕143号；公开检查要点 D16",
    severity=Severity.WARNING,
    run=evaluations,
    passing="""
状态: 送审
公开内容: [部门决算]
""",
    failing="""
状态: 送审
公开内容: [部门决算, 整体绩效]
""",
    file="report.yml",
)
EMPTY_TABLES = Rule(
    code="D05",
    title="没有数据的表写明没有",
    source="公开检查要点 D05：没有数据的表要保留并说明",
    severity=Severity.WARNING,
    run=empty_tables,
    passing="""
报告: {状态: 草稿}
""",
    failing="""
报告: {状态: 送审}
""",
)
BROKEN_DOWN = Rule(
    code="D06",
    title="支出按功能分类列到项级科目",
    source="《预算法》第七十五条；公开检查要点 D06、D07、D08",
    severity=Severity.WARNING,
    run=broken_down,
    passing="""
报告: {状态: 送审}
""",
    failing="""
报告: {状态: 送审}
财政拨款: {政府性基金预算: {支出: 19.96}}
""",
    covers=(("D07", "基本支出按经济分类列到款级科目"), ("D08", "支出分出基本支出和项目支出")),
)
RULES = (DATES, SIGNED, UNATTACHED, EMPTY_TABLES, EVALUATIONS, BROKEN_DOWN)
