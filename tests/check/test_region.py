"""A region's roster: who must publish, who is exempt, and what is there. All units are invented."""

import pytest

from generator.check import check_region
from generator.findings import Finding
from generator.model.identity import Obliged


def found(
    *units: Obliged, reports: tuple[str, ...] = ("finance",), named: tuple[str, ...] = ("finance",)
) -> list[Finding]:
    """Return what is said of a roster; 虚构财政局 has a report and a department.yml unless told otherwise."""
    return check_region(units, reports, "demo", named)


def codes(findings: list[Finding]) -> list[tuple[str, str]]:
    """Return code and weight of each finding."""
    return [(finding.code, str(finding.severity)) for finding in findings]


FINANCE = Obliged(department="finance")


def test_a_complete_roster_is_left_alone() -> None:
    """Nothing is said when roster and reports agree."""
    assert found(FINANCE) == []


def test_a_unit_of_the_roster_without_a_report_is_found() -> None:
    """Who must publish and has nothing is a warning; who publishes and is not listed is a note."""
    said = found(FINANCE, Obliged(department="schools", name="虚构学校"), reports=("finance", "parks"))
    assert codes(said) == [("G001", "警告"), ("G002", "提示")]
    assert said[0].path == "data/regions/demo/region.yml#/公开单位/1"
    assert "虚构学校" in said[0].message
    assert "parks" in said[1].message


def test_a_unit_listed_twice_is_found_once() -> None:
    """The second mention is named, and nothing else is said of it."""
    said = found(FINANCE, FINANCE)
    assert codes(said) == [("G002", "提示")]
    assert said[0].path.endswith("/公开单位/1")


def test_a_unit_that_nobody_named_is_found() -> None:
    """A folder without department.yml needs a name in the roster."""
    assert codes(found(FINANCE, Obliged(department="schools"))) == [("G001", "警告"), ("G003", "警告")]


@pytest.mark.parametrize("name", ["水务局", "", "a/b", "..", "<b>", "Water"])
def test_a_unit_whose_folder_can_be_no_address_is_an_error(name: str) -> None:
    """It is told, once; and so is a region."""
    said = found(FINANCE, Obliged(department=name, name="虚构水务局"))
    assert codes(said) == [("R014", "错误")]
    assert said[0].path == "data/regions/demo/region.yml#/公开单位/1"
    assert codes(check_region((), (), name, ())) == [("R014", "错误")]


@pytest.mark.parametrize(("since", "until", "expected"), [(2020, 2020, []), (2021, 2020, [("G004", "错误")])])
def test_a_duty_ends_no_earlier_than_it_begins(since: int, until: int, expected: list[tuple[str, str]]) -> None:
    """One year is a duty of one year; an end before the beginning is an error."""
    assert codes(found(Obliged(department="finance", since=since, until=until))) == expected


def test_an_exempt_unit_need_not_publish_and_should_not() -> None:
    """A unit with a reason is not missed; one that has a report all the same is told."""
    assert found(FINANCE, Obliged(department="secret", name="虚构保密局", exemption="涉密")) == []
    said = found(Obliged(department="finance", exemption="涉密"))
    assert codes(said) == [("G005", "警告")]
    assert "涉密" in said[0].message
