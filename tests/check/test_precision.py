"""A correct, complete report is left alone, and what is said of a real one is true."""

import pytest

from generator.findings import Severity
from tests.build.example import PUTUO, plan, real_files, shared_files
from tests.check.generated import invented, shared_style

#: government funds in neither year, in both, in the last only, in this one only; then the other kinds of departments.
SEEDS = (3, 2, 0, 9, 4, 5, 7)

#: each was compared with the published document, of which the tables alone are typed: it prints these changes without
#: a reason, and nobody typed its duties, institutions and assets.
TRUE_OF_PUTUO = [
    ("D11", "财政拨款“三公”经费支出较上年减少0.15万元，没有写原因"),
    ("D13", "机关运行经费较上年减少13.52万元，没有写原因"),
    ("D10", "收入总计较上年增加1062.85万元，没有写原因"),
    ("D10", "财政拨款收入总计较上年增加1193.20万元，没有写原因"),
    ("D10", "一般公共预算财政拨款支出较上年增加1193.20万元，没有写原因"),
    ("D09", "样式要求的2节没有内容：部门职责、机构设置"),
    ("D40", "样式要求的1节没有内容：国有资产"),
]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_said_of_a_complete_consistent_report(seed: int) -> None:
    """Every table, text and evaluation agrees with every other: no error, no warning, not even a note."""
    one = invented(seed)
    found = plan({**shared_files(), **shared_style(), **one.files}, one.address)
    assert found.document is not None
    assert [(finding.code, str(finding.severity), finding.message) for finding in found.findings] == []


def test_the_report_of_a_seed_is_always_the_same() -> None:
    """A seed gives the same bytes every time, and another seed gives others."""
    assert invented(7).files == invented(7).files
    assert invented(7).files != invented(13).files


def test_what_is_said_of_the_planning_bureau_is_true() -> None:
    """There is no error, and exactly those warnings that were read and found true."""
    findings = plan(real_files(), PUTUO).findings
    said = [(found.code, found.message) for found in findings if found.severity is not Severity.NOTE]
    assert said == TRUE_OF_PUTUO
