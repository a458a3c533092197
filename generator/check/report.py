"""Findings as an editor reads them: lines with places and a verdict, or JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.findings import Finding, Severity
from generator.load.locate import locate
from generator.load.node import Tree
from generator.places import Place

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def placed(findings: Iterable[Finding], trees: Mapping[str, Tree]) -> list[Finding]:
    """Return the findings with file, line and column filled in, as far as their paths lead.

    Args:
        findings: of any layer.
        trees: path of a file → what was read there.
    """
    return [
        finding if finding.place or not finding.path else replace(finding, place=locate(finding.path, trees))
        for finding in findings
    ]


def render_text(
    findings: Sequence[Finding], places: Mapping[str, Place] | None = None, *, with_verdict: bool = True
) -> str:
    """Return one line a finding, `file:line:column 代码 级别 message`, its hint below, and the verdict as last line.

    Args:
        findings: in any order; they are printed in the order of the files.
        places: path → place for findings that have none yet.
        with_verdict: whether the last line says if the report may be published.
    """
    known = places or {}
    located = [finding if finding.place else replace(finding, place=known.get(finding.path)) for finding in findings]
    lines = []
    for finding in sorted(located, key=_order):
        lines.append(f"{_where(finding)} {finding.code} {finding.severity} {_line(finding.message)}".lstrip())
        if finding.waived:
            lines.append(f"    已豁免：{_line(finding.waived)}")
        elif finding.hint:
            lines.append(f"    {_line(finding.hint)}")
    if with_verdict:
        lines.append(verdict(findings))
    return "".join(f"{line}\n" for line in lines)


def verdict(findings: Iterable[Finding]) -> str:
    """Return in one line whether the report may be published; waived findings do not count."""
    weights = [finding.severity for finding in findings if not finding.waived]
    errors, warnings = weights.count(Severity.ERROR), weights.count(Severity.WARNING)
    if errors:
        return f"有{errors}处错误、{warnings}处警告，请先改正错误"
    return f"可以公开，有{warnings}处警告" if warnings else "可以公开"


def render_json(findings: Sequence[Finding]) -> str:
    """Return the findings as a JSON array of objects in the order of the files; absent places are null."""
    rows = [
        {
            "code": finding.code,
            "severity": str(finding.severity),
            "message": finding.message,
            "hint": finding.hint,
            "path": finding.path,
            "file": finding.place.file if finding.place else finding.path.partition("#")[0] or None,
            "line": (finding.place.line or None) if finding.place else None,
            "column": (finding.place.column or None) if finding.place else None,
            "waived": finding.waived or None,
        }
        for finding in sorted(findings, key=_order)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _order(finding: Finding) -> tuple[Place, int, str, str]:
    place = finding.place or Place(finding.path.partition("#")[0])
    return place, ORDER[finding.severity], finding.code, finding.message


def _where(finding: Finding) -> str:
    return str(finding.place) if finding.place else finding.path.partition("#")[0]


def _line(text: str) -> str:
    """Return a text on one line: messages quote what was typed."""
    return " ".join(text.split())
