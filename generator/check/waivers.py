"""Waivers (豁免): findings let stand with a reason, and waivers that let nothing stand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.check.evaluation.marks import called
from generator.check.rule import Case, Found
from generator.figures.engine import canonical
from generator.findings import Finding, Severity
from generator.load.evaluations import Evaluated
from generator.load.node import pointer
from generator.model.accounts import Waiver
from generator.model.address import Address, UnknownNameError, is_name, within


@dataclass(frozen=True, slots=True)
class _Own:
    """A waiver with the place where it stands, and the evaluation that it belongs to."""

    path: str
    waiver: Waiver
    evaluation: Evaluated | None = None


def waived(case: Case, found: list[Found], known: set[str], *, is_complete: bool) -> list[Finding]:
    """Return the findings, those that a waiver names marked with its reason, and one for each idle waiver.

    Args:
        case: whose waivers count: those of its accounts, of its report.yml, and of each evaluation for its own file.
        found: what the rules found.
        known: rule codes that were checked here.
        is_complete: whether `found` holds all there is, so that a waiver of any other code is idle too.
    """
    waivers = list(_waivers(case))
    used: set[str] = set()
    findings = []
    for each in found:
        fitting = [own for own in waivers if matches(own.waiver, each, own.evaluation)]
        used.update(own.path for own in fitting)
        findings.append(replace(each.finding, waived=_reason(fitting[0].waiver)) if fitting else each.finding)
    idle = [own for own in waivers if own.path not in used and (is_complete or own.waiver.rule in known)]
    return [*findings, *(_idle(own.path, own.waiver) for own in idle)]


def _waivers(case: Case) -> Iterator[_Own]:
    for index, waiver in enumerate(case.facts.waivers):
        yield _Own(pointer(case.accounts, "豁免", index), waiver)
    for index, waiver in enumerate(case.loaded.report.waivers):
        yield _Own(pointer(case.report, "豁免", index), waiver)
    for evaluation in case.loaded.evaluations:
        for index, waiver in enumerate(evaluation.record.waivers):
            yield _Own(pointer(evaluation.file, "豁免", index), waiver, evaluation)


def matches(waiver: Waiver, found: Found, evaluation: Evaluated | None = None) -> bool:
    """Return whether a waiver names a finding: its rule, and where it says 处, that figure or a part of that path.

    Args:
        waiver: what is let stand.
        found: a finding with the figures it speaks of.
        evaluation: whose waiver it is: it holds for findings of its file, and 处 may be a row or a name of its own.
    """
    if waiver.rule != found.finding.code:
        return False
    if evaluation and not found.finding.path.startswith(f"{evaluation.file}#"):
        return False
    if not waiver.where or waiver.where in found.finding.path:
        return True
    names = _within(waiver.where, evaluation) if evaluation else {_canonical(waiver.where)}
    return not names.isdisjoint(found.names)


def _within(where: str, evaluation: Evaluated) -> set[str]:
    """Return the figures that an evaluation means by a name: its own figure of the name, the points of a row."""
    names = {_canonical(within(where, {"scope": evaluation.scope}))} if is_name(where) else set()
    for row in evaluation.rows:
        if where in {row.item, row.indicator.third, called(row)}:
            names.add(Address("evaluation_score", item=row.weight_item, scope=evaluation.scope).name)
    return names


def _canonical(name: str) -> str:
    try:
        return canonical(name)
    except UnknownNameError:
        return ""


def _reason(waiver: Waiver) -> str:
    return f"{waiver.reason}（责任人：{waiver.responsible}）" if waiver.responsible else waiver.reason


def _idle(path: str, waiver: Waiver) -> Finding:
    where = f"、处“{waiver.where}”" if waiver.where else ""
    message = f"豁免“{waiver.rule}”{where}没有对应的问题"
    hint = "问题已经改正的，请删去这条豁免；否则请核对规则代码和“处”的写法"
    return Finding("W001", Severity.WARNING, message, path, hint)
