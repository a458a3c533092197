"""What a report says of all its project evaluations, against the evaluations themselves (E11, E12)."""

from collections.abc import Iterator
from decimal import Decimal

from generator.check.evaluation.scores import REGULATION
from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.figures.figure import Figure
from generator.findings import Finding, Severity
from generator.load.evaluations import Evaluated
from generator.load.node import pointer
from generator.model.address import Address
from generator.model.evaluation import EvaluationKind

VERSIONS = {"initial": "年初预算数", "adjusted": "全年预算数", "outturn": "执行数"}
FEWEST = 2
#: an average printed without decimals may be off by this much.
HALF_POINT = Decimal("0.5")


def project_totals(case: Case) -> Iterator[Found]:
    """Yield each total of project money in an overall evaluation that its projects do not add up to."""
    kinds = {kind: [one for one in case.inputs.evaluations if one.record.kind is kind] for kind in EvaluationKind}
    projects = kinds[EvaluationKind.PROJECT]
    for overall in kinds[EvaluationKind.OVERALL]:
        for version, label in VERSIONS.items():
            whole = _money(case, overall, version)
            parts = [_money(case, project, version) for project in projects]
            if len(parts) < FEWEST or whole.value is None or any(part.value is None for part in parts):
                continue
            added = sum((part.value or Decimal(0) for part in parts), Decimal(0))
            allowed = sum((case.accuracy.error(part.name) for part in (whole, *parts)), Decimal(0))
            if abs(whole.value - added) > allowed:
                yield _said(case, overall, label, whole, added, len(parts))


def _money(case: Case, evaluation: Evaluated, version: str) -> Figure:
    return case.figures.at(Address("evaluation_money", version=version, scope=evaluation.scope))


def _said(case: Case, overall: Evaluated, label: str, whole: Figure, added: Decimal, count: int) -> Found:
    value = whole.value if whole.value is not None else Decimal(0)
    message = (
        f"“{overall.record.name}”写的项目资金{label}是{case.wording.value(value, whole)}，"
        f"{count}份项目自评相加是{case.wording.value(added, whole)}，"
        f"相差{case.wording.value(abs(value - added), whole)}"
    )
    hint = "请核对两处的数；有项目没有自评、口径不同的，请在“口径”或“豁免”里说明"
    path = whole.source or case.accuracy.path(whole.name) or pointer(overall.file, "资金")
    return Found(Finding("E11", Severity.WARNING, message, path, hint), (whole.name,))


def counted(case: Case) -> Iterator[Found]:
    """Yield the number and average score of evaluated projects in the accounts where the evaluations give others."""
    projects = [one for one in case.inputs.evaluations if one.record.kind is EvaluationKind.PROJECT]
    scores = [case.figures.at(Address("evaluation_score", scope=one.scope)) for one in projects]
    stated = case.figures.get("绩效.自评项目数")
    if projects and stated.value is not None and stated.value != len(projects):
        message = (
            f"绩效管理写的自评项目数是{case.wording.value(stated.value, stated)}，报告里的项目自评有{len(projects)}份"
        )
        hint = "请核对个数；没有全部公开的，请在“豁免”里说明"
        yield Found(Finding("E12", Severity.WARNING, message, stated.source, hint), (stated.name,))
    average = case.figures.get("绩效.平均得分")
    known = [score.value for score in scores if score.value is not None]
    if average.value is None or not known or len(known) != len(projects):
        return
    mean = sum(known, Decimal(0)) / len(known)
    if abs(mean - average.value) > HALF_POINT:
        message = (
            f"绩效管理写的平均得分是{case.wording.value(average.value, average)}，"
            f"{len(known)}份项目自评的平均得分是{case.wording.amount(round(mean, 2), 'count', '分')}"
        )
        hint = "请核对平均得分和各份自评的得分"
        yield Found(Finding("E12", Severity.WARNING, message, average.source, hint), (average.name,))


TOTALS = Rule(
    code="E11",
    title="整体自评写的项目资金等于各项目自评相加",
    source=REGULATION,
    severity=Severity.WARNING,
    run=project_totals,
    passing="""
- {名称: 虚构整体, 类别: 整体, 资金: {总额: {执行数: 50.00}}}
- {名称: 虚构项目甲, 资金: {财政资金: {执行数: 20.00}}}
- {名称: 虚构项目乙, 资金: {财政资金: {执行数: 30.00}}}
""",
    failing="""
- {名称: 虚构整体, 类别: 整体, 资金: {总额: {执行数: 50.00}}}
- {名称: 虚构项目甲, 资金: {财政资金: {执行数: 20.00}}}
- {名称: 虚构项目乙, 资金: {财政资金: {执行数: 31.00}}}
""",
    file=EVALUATION,
)
COUNTED = Rule(
    code="E12",
    title="绩效管理写的自评项目数、平均得分与各项目自评相符",
    source=REGULATION,
    severity=Severity.WARNING,
    run=counted,
    passing="""
绩效管理: {自评项目数: 1, 平均得分: 98}
自评: [{名称: 虚构项目, 指标: [{三级: 培训人数, 分值: 100, 得分: 98}]}]
""",
    failing="""
绩效管理: {自评项目数: 2, 平均得分: 98}
自评: [{名称: 虚构项目, 指标: [{三级: 培训人数, 分值: 100, 得分: 98}]}]
""",
)
