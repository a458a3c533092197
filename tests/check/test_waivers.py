"""Waivers: a fault that is let stand no longer blocks; a waiver of nothing is found."""

from generator.findings import Finding, has_error
from tests.check.building import findings_of

FAULT = """
财政拨款: {一般公共预算: {基本支出: {人员经费: 645.72, 公用经费: 79.43}}}
机关运行经费: {决算数: 142.80}
"""


def of_code(findings: list[Finding], code: str) -> Finding:
    """Return the one finding of a code."""
    (found,) = [finding for finding in findings if finding.code == code]
    return found


def test_without_a_waiver_the_fault_blocks() -> None:
    """The example really is at fault."""
    assert has_error(findings_of(FAULT))


def test_a_waived_error_keeps_its_message_and_blocks_no_more() -> None:
    """The finding stays, with the reason and who answers for it."""
    found = findings_of(FAULT + "豁免: [{规则: K35, 处: 机关运行经费, 原因: 原文如此, 责任人: 张三}]")
    assert of_code(found, "K35").waived == "原文如此（责任人：张三）"
    assert not has_error(found)
    assert "W001" not in {finding.code for finding in found}


def test_a_waiver_may_name_a_part_of_the_path() -> None:
    """处 is a figure or a part of the path where the fault is shown."""
    found = findings_of(FAULT + "豁免: [{规则: K35, 处: /机关运行经费, 原因: 原文如此}]")
    assert of_code(found, "K35").waived == "原文如此"


def test_a_waiver_of_another_place_waives_nothing_and_is_told_so() -> None:
    """A waiver that suppresses no finding is a warning at its own place."""
    found = findings_of(FAULT + "豁免: [{规则: K35, 处: 政府采购, 原因: 原文如此}]")
    assert has_error(found)
    idle = of_code(found, "W001")
    assert idle.path.endswith("accounts.yml#/豁免/0")
    assert not idle.is_error


def test_a_waiver_of_another_rule_waives_nothing() -> None:
    """Only the rule that is named is let stand."""
    assert has_error(findings_of(FAULT + "豁免: [{规则: K13, 原因: 原文如此}]"))
