"""Findings as an editor reads them: lines with places and a verdict, or JSON for programs."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.check.report.review import COMMON, Review, file_of, in_order, one_line, verdict, where
from generator.findings import Finding, Severity
from generator.load.locate import locate
from generator.load.node import Tree
from generator.places import Place

__all__ = ["Line", "placed", "plain", "render_json", "render_text", "review_lines", "verdict"]

#: one line of text as (style, text) pieces; a style is a word of rich, empty for plain.
Line = tuple[tuple[str, str], ...]
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
FAINT, STRONG = "dim", "bold"


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
    lines = [line for finding in sorted(located, key=in_order) for line in _lines(finding)]
    return plain([*lines, *([(("", verdict(findings)),)] if with_verdict else [])])


def review_lines(review: Review, *, strict: bool = False) -> Iterator[Line]:
    """Yield the findings grouped by report, each group under a line with its verdict, and the verdict on all.

    Findings of one report alone need no heading.
    """
    groups = review.groups
    for number, (report, findings) in enumerate(groups):
        if len(groups) > 1:
            name = f"{one_line(report.title)}（{report.address}）" if report else COMMON
            said = verdict(report.findings if report else findings, strict=strict)
            yield from [()] if number else []
            yield ((STRONG, f"■ {name}："), (_colour(report.findings if report else findings), said))
        for finding in findings:
            yield from _lines(finding)
    yield from [()] if len(groups) > 1 else []
    yield ((_colour(review.findings), verdict(review.findings, strict=strict)),)


def plain(lines: Iterable[Line]) -> str:
    """Return the lines as text without styles."""
    return "".join("".join(text for _, text in line) + "\n" for line in lines)


def _lines(finding: Finding) -> Iterator[Line]:
    place = where(finding)
    colour = FAINT if finding.waived else COLOURS[finding.severity]
    yield (
        *(((FAINT, place), ("", " ")) if place else ()),
        (STRONG if not finding.waived else FAINT, one_line(finding.code)),
        ("", " "),
        (colour, str(finding.severity)),
        ("", " "),
        ("", one_line(finding.message)),
    )
    if finding.waived:
        yield ((FAINT, f"    已豁免：{one_line(finding.waived)}"),)
    elif finding.hint:
        yield ((FAINT, f"    {one_line(finding.hint)}"),)


def _colour(findings: Iterable[Finding]) -> str:
    weights = {finding.severity for finding in findings if not finding.waived}
    return next((COLOURS[severity] for severity in (Severity.ERROR, Severity.WARNING) if severity in weights), "green")


def render_json(findings: Sequence[Finding]) -> str:
    """Return the findings as a JSON array of objects in the order of the files; absent places are null."""
    rows = [
        {
            "code": finding.code,
            "severity": str(finding.severity),
            "message": finding.message,
            "hint": finding.hint,
            "path": finding.path,
            "file": file_of(finding) or None,
            "line": (finding.place.line or None) if finding.place else None,
            "column": (finding.place.column or None) if finding.place else None,
            "waived": finding.waived or None,
        }
        for finding in sorted(findings, key=in_order)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
