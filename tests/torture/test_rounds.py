"""Rounds of vectors in which nothing was wrong are not run again on the same project."""

from pathlib import Path

from tests.hostile.filling import Filler
from tests.hostile.looking import Looked
from tests.hostile.vectors import Picker
from tests.torture.torture_vectors import Rounds, known_round


def test_a_round_in_which_nothing_was_wrong_is_kept(tmp_path: Path) -> None:
    """What was seen of it counts with the others, and so does what its fields met."""
    file = tmp_path / "torture" / "vectors.json"
    Rounds(file, "first").add(3, Looked(80, {1, 2}))
    fill = Filler(Picker(3))
    assert known_round(Rounds(file, "first"), 3, fill) == Looked(80, {1, 2})
    assert fill.held
    assert fill.begun


def test_other_rounds_are_run(tmp_path: Path) -> None:
    """One in which something was wrong, one that was not run, one of another project."""
    file = tmp_path / "vectors.json"
    kept = Rounds(file, "first")
    kept.add(3, Looked(80, {1}))
    kept.add(4, Looked(80, {1}, ["a dialog"]))
    fill = Filler(Picker(4))
    assert known_round(Rounds(file, "first"), 4, fill) is None
    assert known_round(Rounds(file, "first"), 5, fill) is None
    assert known_round(Rounds(file, "second"), 3, fill) is None
    assert not fill.held
