"""Findings as SARIF 2.1.0 (OASIS), which editors and code hosts read."""

import hashlib
import json
from collections import Counter
from typing import Any
from urllib.parse import quote

from generator.check.manual.catalogue import Entry
from generator.check.report.review import Review, file_of, one_line
from generator.findings import Finding, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
#: the page of rules below the site's address.
PAGE = "rules/"


def render_sarif(review: Review) -> str:
    """Return the findings as one run of a SARIF log; waived ones are suppressed there, with their reason.

    A rule names its place on the page of rules where the site's address is known: the standard wants it absolute.
    """
    findings = review.findings
    codes = sorted({finding.code for finding in findings})
    index = {code: number for number, code in enumerate(codes)}
    seen: Counter[str] = Counter()
    driver: dict[str, Any] = {"name": "juesuan", "fullName": "决算公开校核"}
    if review.site:
        driver["informationUri"] = review.site
    driver["rules"] = [_rule(review, code) for code in codes]
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index, seen) for finding in findings],
    }
    if review.commit:
        run["properties"] = {"commit": review.commit, "isEdited": review.is_edited}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(review: Review, code: str) -> dict[str, Any]:
    entry = review.known.get(code)
    if entry is None:
        return {"id": code}
    rule: dict[str, Any] = {"id": code, "shortDescription": {"text": entry.title}}
    if entry.meaning:
        rule["fullDescription"] = {"text": entry.meaning}
    if review.site:
        rule["helpUri"] = f"{review.site}{PAGE}#{quote(code.lower())}"
    rule["help"] = {"text": _help(entry)}
    rule["defaultConfiguration"] = {"level": LEVELS[entry.severity]}
    rule["properties"] = {"tags": [entry.dimension]}
    return rule


def _help(entry: Entry) -> str:
    parts = (entry.meaning, entry.source and f"依据：{entry.source}", entry.advice and f"怎么办：{entry.advice}")
    return "\n".join(part for part in parts if part) or entry.title


def _result(finding: Finding, index: dict[str, int], seen: Counter[str]) -> dict[str, Any]:
    text = "\n".join(one_line(part) for part in (finding.message, finding.hint) if part)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": text},
        "locations": _locations(finding),
        "partialFingerprints": {"juesuan/v1": fingerprint(finding, seen)},
        # Either every result of a run says how it is suppressed, or none.
        "suppressions": [],
    }
    if finding.waived:
        reason = one_line(finding.waived)
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": reason}]
    return result


def _locations(finding: Finding) -> list[dict[str, Any]]:
    file = file_of(finding)
    if not file:
        return []
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(file), "uriBaseId": "%SRCROOT%"}}
    if finding.place and finding.place.line:
        physical["region"] = {"startLine": finding.place.line}
        if finding.place.column:
            physical["region"]["startColumn"] = finding.place.column
    return [{"physicalLocation": physical}]


def fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """Return what stays the same while lines move: code and path, and which of several alike it is."""
    of = f"{finding.code}\n{finding.path}"
    seen[of] += 1
    return hashlib.sha256(f"{of}\n{seen[of]}".encode()).hexdigest()[:32]
