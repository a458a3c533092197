"""What the hostile site is filled with: every vector in every field over the rounds; what is kept is refused.

Neither needs a browser: tests/browser/hostile_pages.py opens one round, `make torture` all of them.
"""

from pathlib import Path

import pytest

from generator.load.tree import read_tree
from tests.hostile import writing
from tests.hostile.alone import errors_of
from tests.hostile.filling import KEPT, KEPT_OF_STYLES, ROOTS, Filler, text_fields, unmet
from tests.hostile.project import hostile_files
from tests.hostile.vectors import LEADING, LINKS, ROUNDS, VECTORS, Picker


class Noting(Picker):
    """Notes the addresses that it hands out."""

    def __init__(self, number: int) -> None:
        """Begin a round."""
        super().__init__(number)
        self.links: set[str] = set()

    def link(self) -> str:
        """Return the next address."""
        self.links.add(link := super().link())
        return link


def test_every_field_meets_every_vector_and_begins_with_each_that_must(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the rounds of `make torture`, whatever is filled; no field that holds words is left out."""
    monkeypatch.setattr(writing, "written", lambda _values: b"")  # writing YAML would take half a minute
    picks = [Noting(number) for number in range(ROUNDS)]
    fills = [Filler(pick) for pick in picks]
    for fill in fills:
        hostile_files(fill)
    assert list(unmet(fills)) == []
    assert list(unmet(fills[:-1])) != []
    assert all(pick.links == set(LINKS) for pick in picks)
    known = set().union(*(text_fields(root) for root in ROOTS))
    assert known - KEPT - KEPT_OF_STYLES - fills[0].filled == set()


def test_every_key_is_written_so_that_it_is_read_again() -> None:
    """Keys of all rounds, which are longer than any that editors type: none is taken for a slip of the pen."""
    keys = [Picker(number).key() for number in range(ROUNDS)]
    values = {"明细": {key: [{key: "虚构"}] for key in keys}}
    tree, found = read_tree(writing.written(values), "x.yml")
    assert found == []
    assert tree is not None
    assert tree.value == values


def test_links_formulas_and_marks_of_markdown_begin_a_text() -> None:
    """They do nothing elsewhere: none of them may stand behind another vector alone."""
    begin = ("javascript:", "java", "data:", "=", "+", "-", "@", "\t", "|", "# ", "[", "![")
    assert {number for number, text in enumerate(VECTORS) if text.lower().startswith(begin)} <= set(LEADING)


@pytest.mark.parametrize("field", ["Obliged.部门", "Correction.数", "Withdrawal.日期", "Style.等次", "MeasureForm.数"])
def test_what_is_printed_but_no_text_takes_no_vector(field: str, tmp_path: Path) -> None:
    """A vector there is an error that is told, never a page; hostile_pages.py asks it of every field that is kept."""
    assert errors_of(tmp_path, field)


def test_the_same_project_without_a_vector_has_no_error(tmp_path: Path) -> None:
    """So it is the vector that was refused."""
    assert errors_of(tmp_path) == []
