"""Hours of trials are not lost: what passed is not run again on the same project, what failed stops no other part."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.torture import every_part

#: a part that fails, one that passes, each a program of one line.
PARTS: Mapping[str, tuple[str, ...]] = {"bad": ("tests.torture.nowhere",), "good": ("platform",)}


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> "Trial":
    """Return a folder in which two short parts are run instead of the long ones."""
    monkeypatch.setattr(every_part, "PARTS", PARTS)
    monkeypatch.setattr(every_part, "FOLDER", tmp_path / "torture")
    return Trial(monkeypatch, capsys)


class Trial:
    """Runs the two parts, the project being in a state."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys

    def run(self, *wanted: str, states: tuple[str, ...] = ("first",)) -> str:
        """Return what was said; the project is in the next of `states` each time it is asked, then in the last."""
        left = list(states)
        self.monkeypatch.setattr(every_part, "state_of_project", lambda: left.pop(0) if len(left) > 1 else left[0])
        with pytest.raises(SystemExit) as ended:
            every_part.main(*wanted)
        said = self.capsys.readouterr().out
        assert bool(ended.value.code) == ("FAILED" in said)
        return said


def test_a_part_that_failed_stops_no_other(trial: Trial) -> None:
    """The one is told with the end of its log, the other passes."""
    said = trial.run()
    assert "bad: FAILED" in said
    assert "nowhere" in said
    assert "good: passed after" in said


def test_what_passed_is_not_run_again(trial: Trial) -> None:
    """What failed is, and what is named."""
    trial.run()
    again = trial.run()
    assert "good: passed before" in again
    assert "bad: FAILED" in again
    assert "good: passed after" in trial.run("good")


def test_what_passed_on_another_project_is_run_again(trial: Trial) -> None:
    """It says nothing about this one."""
    trial.run(states=("first",))
    assert "good: passed after" in trial.run(states=("second",))


def test_a_project_that_changed_meanwhile_has_not_passed(trial: Trial) -> None:
    """A part may have seen either state, so that it counts for neither."""
    trial.run(states=("first", "second"))
    assert "good: passed after" in trial.run(states=("first",))
    trial.run(states=("first", "second"))
    assert "good: passed after" in trial.run(states=("second",))


def test_the_state_is_that_of_all_but_prose(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code, data and names of files count; Markdown does not."""

    def state(files: dict[str, bytes]) -> str:
        monkeypatch.setattr(every_part, "known_files", lambda: files)
        return every_part.state_of_project()

    first = state({"generator/a.py": b"1", "docs/a.md": b"1"})
    assert first == state({"docs/a.md": b"2", "generator/a.py": b"1"})
    changed = ({"generator/a.py": b"2"}, {"generator/b.py": b"1"}, {"generator/a.py": b"1", "data/a.yml": b""})
    assert first not in {state(files) for files in changed}
