"""What counts as a change, and whom it concerns."""

import os
from pathlib import Path

import pytest

from generator.build.report import Slugs
from generator.workspace.project import Project
from generator.workspace.watching import Watcher, stamps, touched
from tests.build.example import WATER, edited, invented
from tests.build.fakes import small

FOREST = Slugs("xugou", "forest", "2024")
OWN = Slugs(*WATER.split("/"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with two files."""
    (tmp_path / "data/a").mkdir(parents=True)
    (tmp_path / "data/a/x.yml").write_text("1", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("2", encoding="utf-8")
    return tmp_path


def replace_by_rename(path: Path) -> None:
    """Save as many editors do: a new file takes the place of the old one, here with the same size and time."""
    status = path.stat()
    new = path.with_name("new")
    new.write_bytes(b"x" * status.st_size)
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    new.replace(path)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda root: (root / "data/a/x.yml").write_text("11", encoding="utf-8"), "data/a/x.yml"),
        (lambda root: replace_by_rename(root / "data/a/x.yml"), "data/a/x.yml"),
        (lambda root: (root / "data/y.yml").write_text("", encoding="utf-8"), "data/y.yml"),
        (lambda root: (root / "data/a/x.yml").unlink(), "data/a/x.yml"),
        (lambda root: (root / "mkdocs.yml").unlink(), "mkdocs.yml"),
    ],
    ids=["written", "replaced", "new", "gone", "a file of the project folder"],
)
def test_every_change_is_told(change: object, path: str, root: Path) -> None:
    """A file that was written, replaced, made or removed is named; what did not change is not."""
    watcher = Watcher(root, ("data", "mkdocs.yml", "docs"), interval=0.01)
    assert callable(change)
    change(root)
    assert next(watcher.changes()) == {path}


def test_who_wakes_the_watcher_is_answered(root: Path) -> None:
    """Woken, it answers at once though nothing changed."""
    watcher = Watcher(root, interval=60)
    watcher.wake()
    assert next(watcher.changes()) == frozenset()


def test_links_are_not_followed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link in data/ may lead anywhere: nothing behind it is watched."""
    (root / "data/link").symlink_to(tmp_path_factory.mktemp("else"))
    assert set(stamps(root, ("data",))) == {"data/a/x.yml"}


def test_a_change_concerns_the_reports_that_are_made_from_the_file() -> None:
    """One report's file: that report; the region's: all of the region; a shared one: all; another region's: none."""
    files = small(invented())
    before, which = Project(Path(), files), [OWN, FOREST]
    for path, old, new, expected in (
        (f"data/regions/{WATER}/accounts.yml", "其他收入: 20.00", "其他收入: 21.00", [OWN]),
        ("data/regions/xugou/region.yml", "样式: []", "样式: [hunan]", [OWN, FOREST]),
    ):
        assert touched(before, Project(Path(), edited(files, path, old, new)), which) == expected
    assert touched(before, Project(Path(), {**files, "data/site.yml": b"x"}), which) == which
    assert touched(before, Project(Path(), {**files, "data/regions/buxu/region.yml": b"x"}), which) == []
    assert touched(before, before, which) == []
    assert touched(before, before, which, {f"data/regions/{WATER}/attachments/a.pdf"}) == [OWN]
