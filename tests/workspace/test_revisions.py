"""States of a project read from a real git repository: commits, what is staged, hostile branches."""

import os
from pathlib import Path

import pytest

from generator.workspace import revisions
from generator.workspace.project import read_project
from generator.workspace.revisions import RevisionError, read_revision, read_staged, staged_paths
from tests.workspace.repository import MOMENT, SETTINGS, Repository, repository

SITE = "data/site.yml"
FOLDER = "data/regions/xugou/water/2024"
FILES = {
    SITE: "标题: 虚构的网站\n".encode(),
    f"{FOLDER}/report.yml": "年度: 2024\n".encode(),
    f"{FOLDER}/有 空格的名称.yml": b"",
    f"{FOLDER}/attachments/scan.pdf": b"%PDF",
    "README.md": b"#",
}
YAML = {path: content for path, content in FILES.items() if path.endswith(".yml")}


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know nobody of this machine."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """Return a repository with one commit."""
    found = repository(tmp_path)
    found.commit(FILES)
    return found


@pytest.mark.parametrize("below", ["", "决算/2024"])
def test_a_commit_is_read_as_the_folder_was(below: str, tmp_path: Path) -> None:
    """The files of data/ are those that stood there, wherever in the repository the project is."""
    made = repository(tmp_path, below)
    first = made.commit(FILES)
    made.commit({SITE: b"", f"{FOLDER}/texts.yml": b"a: b\n"})
    before = read_project(made.root).files
    found = read_revision(made.root, first)
    assert found.project.files == YAML
    assert read_revision(made.root, "HEAD~1").commit == first == found.commit
    assert read_revision(made.root, "main").project.files == before == read_project(made.root).files
    assert found.moment is not None
    assert found.moment.isoformat() == MOMENT
    assert found.refused == ()


def test_what_is_staged_is_what_the_next_commit_has(made: Repository) -> None:
    """A change that was not added does not count; one that was does, also if the file was changed once more."""
    path = f"{FOLDER}/report.yml"
    made.write({path: b"staged: 1\n"})
    made.git("add", path)
    made.write({path: b"later: 1\n", SITE: b"never\n"})
    assert read_staged(made.root).project.files == {**YAML, path: b"staged: 1\n"}
    assert staged_paths(made.root) == [path]
    (made.root / SITE).unlink()
    made.git("add", "--all")
    assert staged_paths(made.root) == [path, SITE]


def test_before_the_first_commit_everything_is_staged(tmp_path: Path) -> None:
    """A new repository has no HEAD; the files added are the change."""
    made = repository(tmp_path)
    made.write(FILES)
    made.git("add", "--all")
    assert staged_paths(made.root) == sorted(path for path in FILES if path.startswith("data/"))
    assert not revisions.has_commits(made.root)
    with pytest.raises(RevisionError, match="没有“HEAD”这个版本"):
        read_revision(made.root, "HEAD")


def test_links_and_submodules_are_not_read(made: Repository, tmp_path: Path) -> None:
    """A branch cannot make the reader follow anything: its links are named and left."""
    (made.root / FOLDER / "secret.yml").symlink_to(tmp_path.parent / "secret.yml")
    made.git("add", "--all")
    commit = made.git("rev-parse", "HEAD").strip()
    made.git("update-index", "--add", "--cacheinfo", f"160000,{commit},{FOLDER}/module.yml")
    expected = (f"{FOLDER}/module.yml", f"{FOLDER}/secret.yml")
    assert read_staged(made.root).refused == expected
    made.git("commit", "--quiet", "--message", "坏的")
    found = read_revision(made.root, "HEAD")
    assert found.refused == expected
    assert found.project.files == YAML


def test_data_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """Where data itself is a link, there is nothing to read."""
    made = repository(tmp_path / "repository")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "site.yml").write_bytes(b"a: b\n")
    (made.root / "data").symlink_to(tmp_path / "outside")
    made.commit()
    found = read_revision(made.root, "HEAD")
    assert (found.project.files, found.refused) == ({}, ("data",))


def test_a_name_that_leaves_the_folder_is_not_taken(made: Repository) -> None:
    """A tree made by hand may hold `..`, which no checkout would write: such a file is named and left."""
    blob = made.git("hash-object", "-w", "--stdin", given=b"a: b\n").strip()
    raw = f"100644 blob {blob}\tout.yml\n"
    inner = made.git("mktree", given=raw.encode()).strip()
    entry = b"40000 ..\0" + bytes.fromhex(inner)
    dotted = made.git("hash-object", "-w", "-t", "tree", "--literally", "--stdin", given=entry).strip()
    top = made.git("mktree", given=f"040000 tree {dotted}\tdata\n".encode()).strip()
    commit = made.git("commit-tree", top, "-m", "坏的").strip()
    found = read_revision(made.root, commit)
    assert (found.project.files, found.refused) == ({}, ("data/../out.yml",))


def test_too_much_is_not_read(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """One large file is left and named, as in the work tree; too much together is refused in a sentence."""
    monkeypatch.setattr(revisions, "MOST_BYTES", 15)
    found = read_revision(made.root, "HEAD")
    assert found.refused == (SITE,)
    assert set(found.project.files) == set(YAML) - {SITE}
    assert read_staged(made.root).refused == (SITE,)
    monkeypatch.setattr(revisions, "MOST_TOGETHER", 5)
    with pytest.raises(RevisionError, match="太大"):
        read_revision(made.root, "HEAD")


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x", "-h", "", "a\nb", "HEAD:data", "HEAD^{tree}"])
def test_an_unknown_version_is_told_in_a_sentence(name: str, made: Repository) -> None:
    """A name that means no commit, or that git could take for an option."""
    with pytest.raises(RevisionError, match="版本"):
        read_revision(made.root, name)


def test_a_folder_outside_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git, and without a repository, one sentence says so."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(RevisionError, match="这里不在 git 里"):
        read_revision(tmp_path, "HEAD")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="没有找到 git"):
        read_revision(tmp_path, "HEAD")


def test_a_folder_of_somebody_else_is_told(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file share git refuses folders of other users; the sentence holds the command that allows it."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(RevisionError, match=r"safe\.directory"):
        read_revision(made.root, "HEAD")


def test_an_unsettled_merge_is_told(made: Repository) -> None:
    """Two versions of one file in the index: the merge must be settled first."""
    made.git("switch", "--quiet", "--create", "other")
    made.commit({SITE: b"a: 1\n"})
    made.git("switch", "--quiet", "main")
    made.commit({SITE: b"a: 2\n"})
    assert made.run("git", "merge", "other").returncode == 1
    with pytest.raises(RevisionError, match="合并还没有完成"):
        read_staged(made.root)
