"""What an evaluation states in its own scope against the accounts (N27), and costs beyond all its money (N26)."""

from collections.abc import Iterator

from generator.check.evaluation.marks import called
from generator.check.reading.quantities import MONEY, Quoted, quantities_in
from generator.check.rule import Case, Found
from generator.figures.figure import Figure
from generator.findings import Finding, Severity
from generator.load.evaluations import Evaluated
from generator.load.node import pointer
from generator.model.address import Address
from generator.model.evaluation import EvaluationKind

#: what both may state; 三公 and the like are stated of several funds, any of which may be meant.
STATED = (
    (Address("three_public"), ("", "fiscal", "general")),
    (Address("operating_costs"), ("",)),
    (Address("income"), ("", "fiscal")),
    (Address("expenditure"), ("", "fiscal", "general")),
    (Address("expenditure", nature="basic"), ("", "fiscal", "general")),
    (Address("expenditure", nature="project"), ("", "fiscal", "general")),
    (Address("procurement"), ("",)),
)
#: a cost may exceed the money of a year by some stages of a contract, not many times.
TIMES = 2
VERSIONS = ("initial", "adjusted", "arrived", "outturn")
HINT = "同一个口径只有一个数，请核对；口径确实不同的，在“口径”里写明，或在“豁免”里说明"


def other_scopes(case: Case) -> Iterator[Found]:
    """Yield each figure of an overall evaluation that is none of those of its name in the accounts."""
    for evaluation in case.inputs.evaluations:
        if evaluation.record.kind is not EvaluationKind.OVERALL:
            continue
        for address, funds in STATED:
            own = case.figures.at(address.with_(scope=evaluation.scope))
            if own.inputs and address.measure != "three_public":  # the parts that it states need not be all
                continue
            theirs = [case.figures.at(address.with_(fund=fund)) for fund in funds]
            known = [figure for figure in theirs if figure.value is not None]
            if own.value is not None and known and not any(_agree(case, own, figure) for figure in known):
                yield _said(case, evaluation, own, known[0])


def _agree(case: Case, own: Figure, other: Figure) -> bool:
    if own.value is None or other.value is None:
        return False
    return abs(own.value - other.value) <= case.accuracy.error(own.name) + case.accuracy.error(other.name)


def _said(case: Case, evaluation: Evaluated, own: Figure, other: Figure) -> Found:
    wording = case.wording
    assert own.value is not None
    assert other.value is not None
    message = (
        f"自评写的{wording.name(own.name)}是{wording.value(own.value, own)}，"
        f"部门决算里{wording.name(other.name)}是{wording.value(other.value, other)}，"
        f"相差{wording.value(abs(own.value - other.value), other)}"
    )
    path = case.accuracy.path(own.name) or pointer(evaluation.file, "数据")
    severity = Severity.NOTE if evaluation.record.scope else Severity.WARNING
    return Found(Finding("N27", severity, message, path, HINT), (own.name, other.name))


def costs(case: Case) -> Iterator[Found]:
    """Yield each cost of a project's indicators that is many times all the money of the project."""
    for evaluation in case.inputs.evaluations:
        addresses = [Address("evaluation_money", version=version, scope=evaluation.scope) for version in VERSIONS]
        known = (case.figures.at(address).value for address in addresses)
        most = max((value for value in known if value is not None), default=None)
        if not most or evaluation.record.kind is not EvaluationKind.PROJECT:
            continue
        for row in evaluation.indicators:
            one = row.indicator
            if "成本" not in f"{row.first}{row.second}" or "/" in one.unit:
                continue
            for field, text in (("指标值", one.target), ("完成值", one.result)):
                amount = _amount(f"{text}{one.unit}")
                if amount is not None and amount.value > most * TIMES:
                    message = (
                        f"“{called(row)}”的{field}是{amount.printed}，比整个项目的资金{case.wording.amount(most)}还多"
                    )
                    path = pointer(evaluation.file, "指标", row.index, field)
                    yield Found(
                        Finding("N26", Severity.WARNING, message, path, "请核对数和单位，是否小数点或单位写错了")
                    )


def _amount(text: str) -> Quoted | None:
    """Return the one amount of money that a cell holds; a bare 万 in a cost is money."""
    read = quantities_in(text)
    return read[0] if len(read) == 1 and read[0].unit in {*MONEY, ""} and read[0].printed == text else None
