"""Waivers (豁免): findings let stand with a reason, and waivers that let nothing stand."""

from collections.abc import Iterator
from dataclasses import replace

from generator.check.rule import Case, Found
from generator.figures.engine import canonical
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.accounts import Waiver
from generator.model.address import UnknownNameError


def waived(case: Case, found: list[Found], known: set[str], *, is_complete: bool) -> list[Finding]:
    """Return the findings, those that a waiver names marked with its reason, and one for each idle waiver.

    Args:
        case: whose waivers count: those of its accounts and of its report.yml.
        found: what the rules found.
        known: rule codes that were checked here.
        is_complete: whether `found` holds all there is, so that a waiver of any other code is idle too.
    """
    waivers = list(_waivers(case))
    used: set[str] = set()
    findings = []
    for each in found:
        match = next(((path, waiver) for path, waiver in waivers if matches(waiver, each)), None)
        if match:
            used.update(path for path, waiver in waivers if matches(waiver, each))
            findings.append(replace(each.finding, waived=_reason(match[1])))
        else:
            findings.append(each.finding)
    for path, waiver in waivers:
        if path not in used and (is_complete or waiver.rule in known):
            findings.append(_idle(path, waiver))
    return findings


def _waivers(case: Case) -> Iterator[tuple[str, Waiver]]:
    for index, waiver in enumerate(case.facts.waivers):
        yield pointer(case.accounts, "豁免", index), waiver
    for index, waiver in enumerate(case.loaded.report.waivers):
        yield pointer(case.report, "豁免", index), waiver


def matches(waiver: Waiver, found: Found) -> bool:
    """Return whether a waiver names a finding: its rule, and where it says 处, that figure or a part of that path."""
    if waiver.rule != found.finding.code:
        return False
    if not waiver.where:
        return True
    return _canonical(waiver.where) in found.names or waiver.where in found.finding.path


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
    hint = "问题已经改正的，请删去这条豁免；否则请核对规则编号和“处”的写法"
    return Finding("W001", Severity.WARNING, message, path, hint)
