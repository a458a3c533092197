"""This year's report against last year's: carry-over (K38), amounts of last year (K39), names of codes (D55)."""

from collections.abc import Iterator
from decimal import Decimal

from generator.check.accounts.identities import ROUNDING_HINT
from generator.check.reading.accuracy import Accuracy
from generator.check.rule import Case, Found, Rule
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.address import Address

FUNDS = ("", "fiscal", "general", "funds", "capital")


def carried(case: Case) -> Iterator[Found]:
    """Yield each opening carry-over that is not last year's closing one."""
    if case.figures.prior is None:
        return
    before = Accuracy(case.figures.prior, case.accuracy.places, case.accuracy.percent)
    for fund in FUNDS:
        yield from _against(case, before, "K38", Address("opening", fund), Address("closing", fund))


def quoted(case: Case) -> Iterator[Found]:
    """Yield each typed amount of last year that last year's report, or a typed change beside it, contradicts."""
    before = case.figures.prior and Accuracy(case.figures.prior, case.accuracy.places, case.accuracy.percent)
    for address in case.facts.by_address:
        if address.version not in {"prior", "change"} or address.measure == "other":
            continue
        prior = address.with_(version="prior")
        if before and not (address.version == "change" and prior in case.facts.by_address):
            yield from _against(case, before, "K39", prior, address.with_(version="outturn"))
        if address.version == "change" and prior in case.facts.by_address:
            yield from _both(case, address, prior)


def _against(case: Case, before: Accuracy, code: str, mine: Address, theirs: Address) -> Iterator[Found]:
    now, then = case.figures.at(mine), before.figures.at(theirs)
    if now.value is None or then.value is None or now.value == then.value:
        return
    allowed = case.accuracy.error(now.name) + before.error(then.name)
    wording, is_rounding = case.wording, abs(now.value - then.value) <= allowed
    message = (
        f"{wording.name(now.name)}是{wording.value(now.value, now)}，"
        f"上年报告里{wording.name(then.name)}是{wording.value(then.value, then)}，"
        f"相差{wording.value(abs(now.value - then.value), now)}" + ("（尾差）" if is_rounding else "")
    )
    hint = ROUNDING_HINT if is_rounding else "请核对两年的数；上年数经过调整的，在“豁免”里说明"
    severity = Severity.NOTE if is_rounding else Severity.WARNING
    yield Found(Finding(code, severity, message, case.accuracy.path(now.name), hint), (now.name,))


def _both(case: Case, change: Address, prior: Address) -> Iterator[Found]:
    """Yield a typed change that is not the difference of the typed amounts of the two years."""
    now, then = case.figures.at(change.with_(version="outturn")), case.figures.at(prior)
    typed = case.figures.at(change)
    if now.value is None or then.value is None or typed.value is None or now.value - then.value == typed.value:
        return
    allowed = sum((case.accuracy.error(figure.name) for figure in (now, then, typed)), Decimal(0))
    computed, wording = now.value - then.value, case.wording
    is_rounding = abs(computed - typed.value) <= allowed
    message = (
        f"{wording.name(now.name)}较上年增减填的是{wording.value(typed.value, now)}，"
        f"按本年数减上年决算数是{wording.value(computed, now)}" + ("（尾差）" if is_rounding else "")
    )
    hint = ROUNDING_HINT if is_rounding else "上年决算数和较上年增减只填一个就够了，请核对后删去一个"
    severity = Severity.NOTE if is_rounding else Severity.ERROR
    yield Found(Finding("K39", severity, message, case.accuracy.path(typed.name), hint), (typed.name, then.name))


def renamed(case: Case) -> Iterator[Found]:
    """Yield each code that is printed under another name than last year, where N13 knows no official one."""
    prior = case.figures.prior
    if prior is None:
        return
    naming = case.inputs.naming
    for code, printed in case.facts.printed_names.items():
        entry = naming.classification.entry(code) if code.isdigit() else None
        before = prior.facts.printed_names.get(code) or (entry.name_in(naming.year - 1) if entry else "")
        is_known = bool(entry and (entry.verified or entry.names))
        if not code.isdigit() or is_known or not before or before == printed:
            continue
        message = f"科目“{code}”今年印作“{printed}”，上年报告里是“{before}”"
        hint = "请核对代码和名称；科目改了名的可以保留"
        yield Found(Finding("D55", Severity.NOTE, message, pointer(case.accounts, "原文名称", code), hint))


CARRIED = Rule(
    code="K38",
    title="年初结转和结余等于上年年末结转和结余",
    source="部门决算公开表格的勾稽关系 K38；会计差错更正等调整除外",
    severity=Severity.WARNING,
    run=carried,
    passing="""
结转结余: {年初结转和结余: 10.00}
上年: {结转结余: {年末结转和结余: 10.00}}
""",
    failing="""
结转结余: {年初结转和结余: 10.00}
上年: {结转结余: {年末结转和结余: 12.00}}
""",
)
QUOTED = Rule(
    code="K39",
    title="引用的上年数与上年报告一致，增减等于两年之差",
    source="部门决算公开表格的勾稽关系 K39",
    severity=Severity.WARNING,
    run=quoted,
    passing="""
机关运行经费: {决算数: 79.43, 上年决算数: 62.28, 较上年增减: 17.15, 原因: 工作业务量增加}
""",
    failing="""
机关运行经费: {决算数: 79.43, 上年决算数: 60.28, 较上年增减: 17.15, 原因: 工作业务量增加}
""",
)
RENAMED = Rule(
    code="D55",
    title="同一科目代码的名称与上年报告相同",
    source="政府收支分类科目（当年）；名称改了要有依据",
    severity=Severity.NOTE,
    run=renamed,
    passing="""
支出科目: {"2010399": {基本支出: 10.00}}
原文名称: {"2010399": 其他办公厅事务支出}
上年:
  支出科目: {"2010399": {基本支出: 9.00}}
  原文名称: {"2010399": 其他办公厅事务支出}
""",
    failing="""
支出科目: {"2999998": {基本支出: 10.00}}
原文名称: {"2999998": 编造的科目}
上年:
  支出科目: {"2999998": {基本支出: 9.00}}
  原文名称: {"2999998": 另一个编造的科目}
""",
)
