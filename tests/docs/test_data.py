"""`docs/dev/data.md`: its examples of corrections and rosters work as it says. All data is invented."""

from pathlib import Path

from generator.workspace.overseeing import territories_of
from generator.workspace.project import Project
from tests.build.example import REPORT, WATER, invented, plan
from tests.docs.examples import example

PAGE = "data.md"


def test_the_example_of_a_correction_is_told_and_found_right() -> None:
    """Both records reach the document, newest first, and the check has nothing to say of them."""
    found = plan(invented(report=REPORT + example(PAGE, "公开以后改了数")), WATER)
    assert [one.code for one in found.findings if one.code.startswith("C")] == []
    assert found.document is not None
    assert [one.kind for one in found.document.corrections] == ["调整", "更正"]


def test_the_example_of_a_roster_is_read() -> None:
    """Slugs and records stand in one list; years, duty and reason arrive as typed."""
    roster = "名称: 虚构省虚构县\n" + example(PAGE, "region.yml")
    (territory,) = territories_of(Project(Path(), {"data/regions/xugou/region.yml": roster.encode()})).values()
    assert territory.years == (2023, 2024)
    assert [unit.department for unit in territory.units] == ["finance", "schools", "bureau", "office", "secret"]
    schools, bureau, office, secret = territory.units[1:]
    assert (schools.group, bureau.since, office.until, secret.exemption) == (
        "政府工作部门",
        2024,
        2023,
        "涉及国家秘密",
    )
