"""Findings as GitLab's Code Quality report, which stands beside the lines of a merge request."""

import json
from collections import Counter
from typing import Any

from generator.check.report.review import Review, file_of, one_line
from generator.check.report.sarif import fingerprint
from generator.findings import Finding, Severity

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}
#: GitLab drops an entry without a file: what is said of the data as a whole stands here.
WHOLE = "data/site.yml"


def render_gitlab(review: Review) -> str:
    """Return the findings that are not waived as a JSON array; a finding without a line stands at the first."""
    seen: Counter[str] = Counter()
    rows = [_row(review, finding, seen) for finding in review.findings if not finding.waived]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _row(review: Review, finding: Finding, seen: Counter[str]) -> dict[str, Any]:
    said = "　".join(one_line(text) for text in (finding.message, finding.hint) if text)
    title = " ".join(part for part in (finding.code, review.title_of(finding.code)) if part)
    line = finding.place.line if finding.place else 0
    return {
        "description": said,
        "check_name": title,
        "fingerprint": fingerprint(finding, seen),
        "severity": SEVERITIES[finding.severity],
        "location": {"path": file_of(finding) or WHOLE, "lines": {"begin": line or 1}},
    }
