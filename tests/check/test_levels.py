"""校核级别: a site's own levels of rules. All data is invented."""

import pytest

from generator.check.manual.catalogue import catalogue
from generator.check.manual.levels import level_findings, levelled
from generator.findings import Finding, Severity
from generator.model.identity import CheckLevel
from generator.model.style import Identity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def weight(code: str, severity: Severity, level: str) -> str:
    """Return the weight of a finding after a level was set for its code; empty when it is left out."""
    own = {"HN1": Identity(title="甲", formula="收入 = 支出")}
    found = levelled([Finding(code, severity, "")], {code: CheckLevel(level)}, own)
    return str(found[0].severity) if found else ""


@pytest.mark.parametrize(
    ("code", "severity", "level", "after"),
    [
        ("K07", ERROR, "警告", "警告"),
        ("K07", ERROR, "不报", ""),
        ("E07", NOTE, "错误", "错误"),
        ("HN1", ERROR, "提示", "提示"),
        # a difference of rounding is a note whatever the rule, and stays one
        ("K07", NOTE, "警告", "提示"),
        ("HN1", NOTE, "警告", "提示"),
        ("K07", NOTE, "不报", ""),
        ("K34", WARNING, "警告", "警告"),
        ("K34", WARNING, "提示", "提示"),
        # what could not be read keeps its weight
        ("A005", ERROR, "提示", "错误"),
        ("Y010", ERROR, "不报", "错误"),
    ],
)
def test_a_level_replaces_the_weight(code: str, severity: Severity, level: str, after: str) -> None:
    """A plain breach takes the level; what a rule reports more mildly never grows by it."""
    assert weight(code, severity, level) == after


def test_other_rules_are_left_alone() -> None:
    """A level speaks of its own code, and without any nothing changes."""
    findings = [Finding("K07", ERROR, ""), Finding("D10", WARNING, "")]
    assert levelled(findings, {"K07": CheckLevel.NOTE})[1] == findings[1]
    assert levelled(findings, {}) == findings


def test_a_waived_finding_stays_waived() -> None:
    """A level changes the weight and nothing else."""
    [found] = levelled([Finding("K07", ERROR, "", waived="原文如此")], {"K07": CheckLevel.WARNING})
    assert (found.severity, found.waived) == (WARNING, "原文如此")


def test_a_level_that_does_nothing_is_told() -> None:
    """An unknown code with the nearest ones, and a code whose level cannot be changed, each at its line."""
    levels = {"E77": CheckLevel.NOTE, "A005": CheckLevel.NOTE, "E07": CheckLevel.NOTE}
    unknown, fixed = level_findings(levels, catalogue())
    assert (unknown.code, unknown.path) == ("L001", "data/site.yml#/校核级别/E77")
    assert "E07" in unknown.hint
    assert (fixed.code, fixed.path) == ("L002", "data/site.yml#/校核级别/A005")
