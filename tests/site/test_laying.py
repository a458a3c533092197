"""What did not change stands in the new version without being read, and nothing of the old one is ever written."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from generator.site import laying
from generator.site.laying import CHANGED, FAILED, LAID, STAMPS, lay
from generator.site.published import Before, Group, published, write_groups, write_published, write_stamps
from generator.site.tree import read_tree, stamp, write_tree

ONE, TWO, GROUP = "xugou/water/2023", "xugou/water/2024", "pagefind/g1"
FILES = {
    ONE: {f"reports/{ONE}/index.html": b"one", f"reports/{ONE}/downloads/report.pdf": b"%PDF"},
    TWO: {f"reports/{TWO}/index.html": b"two"},
    GROUP: {f"{GROUP}/pagefind.js": b"js"},
}


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """Return the version that is served: two reports, a group of the index, and their stamps."""
    version = tmp_path / "000001"
    for files in FILES.values():
        write_tree(version / "site", files)
    reports = {address: published(address, FILES[address]) for address in (ONE, TWO)}
    groups = {GROUP: Group("1", {}, published("", FILES[GROUP]).files)}
    write_published(version, reports)
    write_groups(version, groups)
    write_stamps(version, {**reports, **groups})
    return version


def parts(before: Before) -> list[str]:
    """Return everything that can be carried over."""
    return [*before.held, *before.groups]


def test_everything_is_carried_over_beside_the_build(served: Path, tmp_path: Path) -> None:
    """Reports and groups stand in the new version as links to the same files; what is out of date is gone."""
    new, old = tmp_path / "000002", tmp_path / "000000"
    write_tree(old, {"site/index.html": b""})
    before = Before(served)
    with before.beside(new, parts(before), [old]):
        assert before.carry_over(ONE, new) == before.held[ONE]
        assert before.carry_group(GROUP, new) == before.groups[GROUP].files
    assert read_tree(new / "site") == read_tree(served / "site")
    assert all(path.samefile(served / path.relative_to(new)) for path in new.rglob("*.*"))
    assert not old.exists()


def test_files_as_they_were_left_are_not_read(served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the right stamp no file is compared with its hash; without one all are."""
    files = published("", FILES[ONE]).files
    known = json.loads((served / STAMPS).read_text())[ONE]
    read = []

    def compare(folder: Path, _: object) -> bool:
        read.append(folder)
        return True

    monkeypatch.setattr(laying, "is_same", compare)
    assert lay(served / "site", tmp_path / "a", files, known) == LAID
    assert not read
    assert lay(served / "site", tmp_path / "b", files, known) == LAID  # the link made above changed the stamp
    assert lay(served / "site", tmp_path / "c", files, None) == LAID
    assert len(read) == 2


@pytest.mark.parametrize("how", ["rewritten", "replaced", "removed", "link", "pipe"])
def test_a_file_that_somebody_touched_is_noticed(served: Path, tmp_path: Path, how: str) -> None:
    """Other content of the same size and with the old times, another file in its place, none: nothing is laid."""
    page = served / f"site/reports/{ONE}/index.html"
    times = page.stat()
    if how == "rewritten":
        page.write_bytes(b"eno")
        os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    else:
        page.unlink()
    if how == "replaced":
        page.write_bytes(b"eno")
    if how == "link":
        (tmp_path / "secret").write_bytes(b"one")
        page.symlink_to(tmp_path / "secret")
    if how == "pipe":
        os.mkfifo(page)
    known = json.loads((served / STAMPS).read_text())[ONE]
    files = published("", FILES[ONE]).files
    assert stamp(served / "site", files) != known
    assert lay(served / "site", tmp_path / "new", files, known) == CHANGED
    assert not (tmp_path / "new").exists()


def test_what_cannot_be_laid_leaves_nothing(served: Path, tmp_path: Path) -> None:
    """A file in the way: whoever builds is told, and no half of a report stands there."""
    new = tmp_path / "new"
    write_tree(new, {f"reports/{ONE}/downloads": b"in the way"})
    assert lay(served / "site", new, published("", FILES[ONE]).files, None) == FAILED
    assert read_tree(new) == {f"reports/{ONE}/downloads": b"in the way"}


def test_what_is_dropped_and_written_anew_leaves_the_old_version_alone(served: Path, tmp_path: Path) -> None:
    """A report that changed: its links go before its files are written; a folder that is empty then goes too."""
    new, kept = tmp_path / "000002", read_tree(served)
    before = Before(served)
    with before.beside(new, parts(before), []):
        assert before.carry_over(TWO, new)
        before.drop(ONE, new)
        assert not (new / f"site/reports/{ONE}").exists()
        before.drop(GROUP, new)
        before.drop(GROUP, new)
        assert not (new / "site/pagefind").exists()
        write_tree(new / "site", {**FILES[ONE], f"reports/{ONE}/index.html": b"changed"})
    assert read_tree(served) == kept
    assert (new / f"site/reports/{ONE}/index.html").read_bytes() == b"changed"


def test_a_link_that_was_forgotten_stops_the_build(served: Path, tmp_path: Path) -> None:
    """Whatever is written into a new version is new: the old version cannot be harmed even then."""
    new, kept = tmp_path / "000002", read_tree(served)
    before = Before(served)
    with before.beside(new, parts(before), []):
        assert before.carry_over(ONE, new)
        with pytest.raises(FileExistsError):
            write_tree(new / "site", FILES[ONE], is_new=True)
    assert read_tree(served) == kept


def test_files_that_change_are_left_out(served: Path, tmp_path: Path) -> None:
    """One file of a report is made anew: the others are carried over, and it can be written."""
    new, kept, name = tmp_path / "000002", read_tree(served), f"reports/{ONE}/index.html"
    before = Before(served)
    with before.beside(new, parts(before), []):
        record = before.carry_over(ONE, new, {name})
        assert record
        assert name not in record.files
        write_tree(new / "site", {name: b"changed"})
    assert read_tree(served) == kept


def test_without_the_process_the_build_carries_over_itself(
    served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot run: nothing is lost but time, and what is out of date goes all the same."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    new, old = tmp_path / "000002", tmp_path / "000000"
    write_tree(old, {"site/index.html": b""})
    before = Before(served)
    with before.beside(new, parts(before), [old]):
        assert before.carry_over(ONE, new)
        assert before.carry_group(GROUP, new)
    assert read_tree(new / "site") == {**FILES[ONE], **FILES[GROUP]}
    assert not old.exists()


def test_a_process_that_was_killed_leaves_no_link_to_be_written_through(
    served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ended in the middle of a report, as for want of memory: what it had linked is carried over or goes."""
    new, kept = tmp_path / "000002", read_tree(served)
    for name in [*FILES[ONE], *FILES[TWO]]:
        (new / "site" / name).parent.mkdir(parents=True)
        (new / "site" / name).hardlink_to(served / "site" / name)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    before = Before(served)
    with before.beside(new, parts(before), []):
        before.drop(ONE, new)
        assert before.carry_over(TWO, new)
        write_tree(new / "site", dict.fromkeys(FILES[ONE], b"changed"))
    assert read_tree(served) == kept
    assert read_tree(new / "site") == {**dict.fromkeys(FILES[ONE], b"changed"), **FILES[TWO]}


def test_a_build_that_fails_stops_the_process(served: Path, tmp_path: Path) -> None:
    """After the block has ended by an error nobody writes into the new version, and old versions stay or go whole."""
    before = Before(served)
    with pytest.raises(ValueError, match="stop"), before.beside(tmp_path / "new", parts(before), []):
        raise ValueError("stop")
    assert before.carry_over(ONE, tmp_path / "other")


def test_the_process_ends_with_whoever_began_it(tmp_path: Path) -> None:
    """Its input ends while it works, as when the build was killed: it lays nothing more."""
    names = {f"{part}": {f"{part}/{number}": b"" for number in range(200)} for part in range(60)}
    for files in names.values():
        write_tree(tmp_path / "source", files)
    hashed = {part: {"files": published("", files).files} for part, files in names.items()}
    (tmp_path / "record").write_text(json.dumps(hashed))
    order = laying.Order([tmp_path / "record"], tmp_path / "none", tmp_path / "source", tmp_path / "new", list(names))
    with subprocess.Popen(
        [sys.executable, "-m", "generator.site.laying"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(asdict(order), default=str).encode() + b"\n")
        process.stdin.flush()
        assert process.stdout.read(1) == LAID
        process.stdin.close()
        assert process.wait(timeout=60) == 1
        said = process.stdout.read()
    assert len(said) < len(names) - 1
