"""Levels of rules that a site sets for itself (校核级别 in site.yml), applied in one place for check and build alike.

A level replaces the weight of a plain breach. What a rule reports more mildly than that, such as a difference of
rounding, never grows heavier by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from generator.check.accounts.identities import severity_of
from generator.check.manual.catalogue import Entry, catalogue
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.identity import CheckLevel
from generator.model.style import Identity

FILE, KEY = "data/site.yml", "校核级别"
_WEIGHT = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.NOTE: 1}


def levelled(
    findings: Iterable[Finding], levels: Mapping[str, CheckLevel], identities: Mapping[str, Identity] | None = None
) -> list[Finding]:
    """Return the findings with the levels that the site gives their rules; those of 不报 are left out.

    Args:
        findings: with the weights that their rules gave them.
        levels: code → level, as typed.
        identities: of the report's style, whose own weights count for their codes.
    """
    if not levels:
        return list(findings)
    known = catalogue()
    own = {code: severity_of(identity) for code, identity in (identities or {}).items()}
    found = (_levelled(finding, levels.get(finding.code), known.get(finding.code), own) for finding in findings)
    return [finding for finding in found if finding is not None]


def _levelled(
    finding: Finding, level: CheckLevel | None, entry: Entry | None, own: Mapping[str, Severity]
) -> Finding | None:
    if level is None or (entry is not None and entry.is_fixed):
        return finding
    if level is CheckLevel.SILENT:
        return None
    wanted = Severity(level.value)
    plain = own.get(finding.code, entry.severity if entry else finding.severity)
    is_milder = _WEIGHT[finding.severity] < _WEIGHT[plain]
    if is_milder and _WEIGHT[finding.severity] < _WEIGHT[wanted]:
        return finding
    return replace(finding, severity=wanted)


def level_findings(levels: Mapping[str, CheckLevel], known: Mapping[str, Entry]) -> list[Finding]:
    """Return a finding for each level that does nothing: its code is unknown, or must not be changed.

    Args:
        levels: code → level, as typed.
        known: every code, those of the identities of all styles among them.
    """
    found = []
    for code in levels:
        entry = known.get(code)
        if entry is None:
            near = "、".join(get_close_matches(code.upper(), known, n=3))
            hint = f"是不是：{near}？" if near else "运行 juesuan explain 查看全部代码"
            message = f"“{KEY}”里的“{code[:20]}”不是校核规则的代码，这一条不起作用"
            found.append(Finding("L001", Severity.WARNING, message, pointer(FILE, KEY, code), hint))
        elif entry.is_fixed:
            message = f"“{code}”（{entry.title}）的级别不能改，这一条不起作用"
            hint = "数据读不懂时，后面的核对都不可靠；请改正数据，并删去这一行"
            found.append(Finding("L002", Severity.WARNING, message, pointer(FILE, KEY, code), hint))
    return found
