"""A fault of the program in one report is told as one; what the machine lacks is not."""

import errno

import pytest

from generator.build import report
from generator.findings import Severity
from tests.build.example import WATER, invented, plan


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let the layout of every report end in an error."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(report, "lay_out", fail)


def test_it_names_the_report_and_the_place_in_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """A publisher can pass the sentence on; nothing of a traceback is printed, and it is no long one."""
    failing(monkeypatch, ZeroDivisionError("division\n by zero " + "很长" * 500))
    (found,) = plan(invented(), WATER).findings
    assert (found.code, found.severity, found.path) == ("S05", Severity.ERROR, f"data/regions/{WATER}/report.yml#")
    assert "generator/build/report.py:" in found.message
    assert "ZeroDivisionError: division by zero" in found.message
    assert "\n" not in found.message
    assert len(found.message) < 300


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), MemoryError()])
def test_what_the_machine_lacks_is_no_fault_of_a_report(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """A full disk stops the build with a sentence of its own, however a library wraps it."""
    failing(monkeypatch, error)
    with pytest.raises(type(error)):
        plan(invented(), WATER)
    wrapped = ValueError("a library's own words")
    wrapped.__cause__ = error
    failing(monkeypatch, wrapped)
    with pytest.raises(ValueError, match="own words"):
        plan(invented(), WATER)
    wrapped.__cause__, wrapped.__context__, wrapped.__suppress_context__ = None, error, True
    assert [found.code for found in plan(invented(), WATER).findings] == ["S05"]  # it was dealt with before
