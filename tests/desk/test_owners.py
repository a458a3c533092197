"""CODEOWNERS by department: who stands there stays, who is new gets a line. All names are invented."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.desk.owners import Place, unowned, written_owners
from generator.site.tree import write_tree
from tests.build.example import invented
from tests.build.fakes import small

PLACES = [
    Place("xugou", "虚构县"),
    Place("xugou/water", "虚构县水务局"),
    Place("xugou/forest", "虚构县林业局"),
]


def rules(text: str) -> list[str]:
    """Return the lines that a host reads."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_a_first_file_names_every_department_and_nobody() -> None:
    """Nothing counts before somebody writes an account; whose line it is stands above it."""
    text = written_owners(PLACES, "")
    assert rules(text) == []
    assert "# 虚构县水务局\n# /data/regions/xugou/water/\n" in text
    assert [place.folder for place in unowned(PLACES, text)] == ["xugou/water", "xugou/forest"]


def test_accounts_are_kept_and_the_region_stands_before_its_departments() -> None:
    """Hosts take the last line that fits: a department's own people come after the region's."""
    typed = "/data/regions/xugou/water/ @water-zhang @finance/team a@example.org\n/data/regions/xugou/ @bureau\n"
    text = written_owners(PLACES, typed)
    assert rules(text) == [
        "/data/regions/xugou/ @bureau",
        "/data/regions/xugou/water/ @water-zhang @finance/team a@example.org",
    ]
    assert [place.folder for place in unowned(PLACES, text)] == ["xugou/forest"]
    assert written_owners(PLACES, text) == text


def test_other_lines_and_former_departments_stay() -> None:
    """What somebody wrote about other files is not lost, nor who owned a folder that no roster names."""
    text = written_owners(PLACES, "# 自己的说明\n*.py @dev\n/data/regions/xugou/old/ @someone\n")
    assert text.endswith("# 其他\n/data/regions/xugou/old/ @someone\n# 自己的说明\n*.py @dev\n")
    assert written_owners(PLACES, text) == text


@pytest.mark.parametrize("folder", ["a b", "*", "xugou/**", "../x", "x\n* @evil", ""])
def test_a_folder_cannot_become_a_pattern(folder: str) -> None:
    """A name with blanks, stars or line breaks is left out; a name in words stays a comment."""
    text = written_owners([Place(folder, "坏的\n* @evil")], "")
    assert rules(text) == []
    assert rules(written_owners([Place("xugou", "坏的\n* @evil")], "")) == []


def test_the_command_writes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Regions and departments of the rosters, and who is still missing."""
    write_tree(tmp_path, small(invented()))
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(main, ["owners"]).output
    assert said == "已写入 CODEOWNERS\n还有1个部门没有写账号：虚构县水务局\n"
    path = tmp_path / "CODEOWNERS"
    path.write_text(
        path.read_text(encoding="utf-8").replace("# /data/regions/xugou/water/", "/data/regions/xugou/water/ @a")
    )
    assert CliRunner().invoke(main, ["owners"]).output == "已写入 CODEOWNERS\n"
    assert rules(path.read_text(encoding="utf-8")) == ["/data/regions/xugou/water/ @a"]
