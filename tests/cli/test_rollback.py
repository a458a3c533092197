"""`juesuan rollback`: back to the site before in one step, forward again, and the next build as always."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.site.switch import current, previous
from generator.site.tree import read_tree
from tests.build.example import invented
from tests.build.fakes import count_work, make_project, small
from tests.torture.building import change


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small project, entered."""
    count_work(monkeypatch)
    root = make_project(tmp_path / "p", small(invented()))
    monkeypatch.chdir(root)
    return root


def run(*words: str) -> Result:
    """Return what a call prints, with its exit code."""
    return CliRunner().invoke(main, list(words), prog_name="juesuan")


def built(root: Path, number: int, *words: str) -> dict[str, bytes]:
    """Return the site that is built after a change of the data."""
    change(root, number)
    result = run("build", "--workers", "1", *words)
    assert result.exit_code == 0, result.output
    return read_tree(root / (words[1] if words else "site"))


def test_back_and_forward(root: Path) -> None:
    """The site before is served again, byte for byte; a second call brings the newer one."""
    one, two = built(root, 2), built(root, 4)
    assert one != two
    said = run("rollback")
    assert said.exit_code == 0, said.output
    assert "site 已换回上一个网站：版本 000001" in said.output
    assert "刚才的是版本 000002" in said.output
    assert "1 份决算" in said.output
    assert read_tree(root / "site") == one
    assert run("rollback").exit_code == 0
    assert read_tree(root / "site") == two


def test_the_next_build_keeps_what_it_replaced(root: Path) -> None:
    """After a rollback a build serves the newest data, and the version that it replaced can be brought back."""
    one, two = built(root, 2), built(root, 4)
    run("rollback")
    three = built(root, 6)
    assert three not in (one, two)
    assert run("rollback").exit_code == 0
    assert read_tree(root / "site") == one


def test_a_build_that_fails_after_a_rollback_takes_nothing_away(root: Path) -> None:
    """The version that was left can still be brought back."""
    _, two = built(root, 2), built(root, 4)
    run("rollback")
    (root / "data" / "site.yml").write_text("标题：[\n", encoding="utf-8")
    assert run("build", "--workers", "1").exit_code == 1
    assert run("rollback").exit_code == 0
    assert read_tree(root / "site") == two


def test_there_may_be_none(root: Path) -> None:
    """Before the first build, after one, and where the version before was removed by hand: a sentence, exit code 1."""
    none = run("rollback")
    assert (none.exit_code, "还没有 site" in none.output) == (1, True)
    built(root, 2)
    for _ in range(2):
        said = run("rollback")
        assert said.exit_code == 1
        assert "没有上一个网站可以换回" in said.output
        assert "原来的网站没有改动" in said.output
    built(root, 4)
    before, now = previous(root / "site"), current(root / "site")
    assert before is not None
    (before / "site" / "index.html").unlink()
    assert run("rollback").exit_code == 1
    assert current(root / "site") == now


def test_each_folder_has_its_own_versions(root: Path) -> None:
    """A build into another folder takes nothing from the site; each is brought back by itself."""
    one = built(root, 2)
    first, _ = built(root, 4, "--out", "other"), built(root, 6, "--out", "other")
    assert read_tree(root / "site") == one
    assert run("rollback", "--out", "other").exit_code == 0
    assert read_tree(root / "other") == first
    assert run("rollback").exit_code == 1


@pytest.mark.parametrize("out", ["site", "./site", "x/../site"])
def test_drafts_never_stand_in_the_public_site(root: Path, out: str) -> None:
    """However its path is written, the public folder takes no drafts."""
    assert run("build", "--drafts", "--out", out).exit_code == 2
    assert run("build", "--drafts", "--out", str(root / "site")).exit_code == 2


def test_a_folder_below_one_that_is_missing(root: Path) -> None:
    """The folders above the output are made."""
    assert built(root, 2, "--out", "a/b/site")


def test_a_damaged_record_of_a_version_is_none(root: Path) -> None:
    """Without its record nobody knows which version was before: there is none to go back to."""
    built(root, 2)
    built(root, 4)
    now = current(root / "site")
    assert now is not None
    for text in ("{", "[]", '{"before": 1}', '{"before": "../../x"}'):
        (now / "version.json").write_text(text, encoding="utf-8")
        assert run("rollback").exit_code == 1
        assert current(root / "site") == now
