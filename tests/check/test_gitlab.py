"""Findings as GitLab's Code Quality report. All data is invented."""

import json
from typing import Any

import pytest

from generator.check.report.gitlab import WHOLE, render_gitlab
from generator.check.report.review import Review
from generator.findings import Finding, Severity
from tests.check.reviewing import ACCOUNTS, ERROR, HOSTILE, NOTE, REVIEW, SHARED, WAIVED, WARNING, hostile


def rows(review: Review) -> list[dict[str, Any]]:
    """Return the entries of a report."""
    found = json.loads(render_gitlab(review))
    assert isinstance(found, list)
    return found


def test_an_entry_has_what_gitlab_asks_for() -> None:
    """Description, check, fingerprint, a severity of its list, file and first line; a waived finding is left out."""
    found = {row["check_name"].split(" ")[0]: row for row in rows(REVIEW)}
    assert set(found) == {one.code for one in (ERROR, WARNING, NOTE, SHARED)} - {WAIVED.code}
    assert found["K07"] == {
        "description": f"{ERROR.message}　{ERROR.hint}",
        "check_name": "K07 类等于各款之和，款等于各项之和",
        "fingerprint": found["K07"]["fingerprint"],
        "severity": "critical",
        "location": {"path": ACCOUNTS, "lines": {"begin": 3}},
    }
    assert (found["D10"]["severity"], found["P003"]["severity"]) == ("minor", "info")
    assert found["D10"]["location"] == {"path": ACCOUNTS, "lines": {"begin": 1}}


def test_fingerprints_are_unique_and_stay_while_lines_move() -> None:
    """GitLab tells new findings from known ones by them."""
    prints = [row["fingerprint"] for row in rows(Review(REVIEW.reports, (NOTE, SHARED)))]
    assert len(set(prints)) == len(prints)
    assert [row["fingerprint"] for row in rows(REVIEW)] == [row["fingerprint"] for row in rows(REVIEW)]


def test_a_finding_without_a_file_is_not_lost() -> None:
    """GitLab drops entries without a path, so it stands at the settings of the site."""
    [row] = rows(Review((), (Finding("A001", Severity.ERROR, "没有数据"),)))
    assert row["location"] == {"path": WHOLE, "lines": {"begin": 1}}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """Whatever is typed is a JSON string on one line."""
    for row in rows(hostile(text)):
        assert "\n" not in row["description"]
        assert isinstance(row["location"]["lines"]["begin"], int)
