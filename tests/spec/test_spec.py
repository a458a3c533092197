"""The rules as examples that an accountant can read: see the .yml files beside this one.

Each entry names a rule (规则), an `accounts.yml` that keeps it (通过), one that breaks it (不通过) with the severity
(级别), and where rounding matters one that is off by no more than rounding allows (尾差). All are invented.
"""

from pathlib import Path
from typing import Any

import pytest

from generator.check import RULES
from generator.load.styles import mapping_of
from tests.check.building import findings_of, read, shared

HERE = Path(__file__).parent
ENTRIES = [entry for file in sorted(HERE.glob("*.yml")) for entry in read(file.read_text(encoding="utf-8"))]
NAMES = [f"{entry['规则']}-{entry['说明']}" for entry in ENTRIES]


def severities(example: dict[str, Any], code: str) -> list[str]:
    """Return the severities with which a rule speaks of an example."""
    return [str(finding.severity) for finding in findings_of(example) if finding.code == code]


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_a_report_that_keeps_the_rule_is_left_alone(entry: dict[str, Any]) -> None:
    """Nothing is said of figures that agree."""
    assert severities(entry["通过"], entry["规则"]) == []


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_a_report_that_breaks_the_rule_is_told_once(entry: dict[str, Any]) -> None:
    """The breach is found, once, with the weight that the rule gives it."""
    assert severities(entry["不通过"], entry["规则"]) == [entry["级别"]]


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if "尾差" in entry], ids=lambda entry: entry["规则"])
def test_a_difference_of_rounding_is_a_note(entry: dict[str, Any]) -> None:
    """Within (n+1) × half of the last place a difference is a 尾差, not a fault."""
    assert severities(entry["尾差"], entry["规则"]) == ["提示"]


def test_every_rule_has_an_example() -> None:
    """No rule and no identity of the base style goes without an example that breaks it."""
    shown = {entry["规则"] for entry in ENTRIES}
    base = {code for _, tree in shared().levels["base"] for code in mapping_of(tree).get("勾稽关系", {})}
    rules = {code for rule in RULES for code in rule.codes}
    assert (base | rules) - shown == set()
