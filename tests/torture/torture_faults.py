"""Full disks, read-only folders, missing rights, limits: `python -m tests.torture.torture_faults [quick] [short]`.

A project stands on disks of its own in memory (one each for the project, build/, docs/ and /tmp), which are filled or
made read-only. The build has to end with a Chinese sentence and exit code 1, without a traceback, the site unchanged;
when the fault is mended the next build has to succeed and leave nothing lying about. `short` takes fewer sizes.
Ends with exit code 1 when anything was wrong, 3 when no disks can be mounted here and only the rest was tried.
"""

import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from generator.cli.making import CHANGED, KEPT
from tests.torture.building import Builder, Ended, change, nothing, project_at
from tests.torture.privileges import isolate, mount, names_used, obey, remount, unmount, used
from tests.torture.whole import faults_of, prints, rubbish_of

UNMOUNTED = 3
SPOKEN, NEWLINE = 5, "\n"
FULL, READ_ONLY, FORBIDDEN = "磁盘满了", "只读", "没有权限"


Fault = Callable[[Path], AbstractContextManager[None]]


@dataclass(slots=True)
class Trial:
    """A project under trial, and what was wrong."""

    root: Path
    builder: Builder
    wrong: list[str] = field(default_factory=list)
    number: int = 0

    def begin(self) -> None:
        """Build until there are two versions, as there always are."""
        self.builder.warm(self.root)
        for _ in range(2):
            self._change()
            ended = self.builder.build(self.root)
            assert ended.code == 0, ended.said

    def under(
        self, name: str, fault: Fault, said: str = "", before: Callable[[], None] = nothing, *, may_pass: bool = False
    ) -> None:
        """Build under a fault, then without it, and note what was wrong.

        Args:
            name: what the fault is called.
            fault: applies it to the project while its block runs.
            said: words that have to be told; none: the build has to succeed in spite of the fault.
            before: called in the build's process.
            may_pass: whether it may succeed all the same.
        """
        served = prints(self.root / "site")
        self._change()
        with fault(self.root):
            ended = self.builder.run(self.root, "build", *self.builder.workers(2), before=before)
        if ended.code == 0 and (may_pass or not said):
            click.echo(f"{name}: built all the same")
        else:
            click.echo(f"{name}: {ended.said.strip().partition(NEWLINE)[0][:110] or '(silence)'}")
            is_kept = prints(self.root / "site") == served
            self.wrong += [f"{name}: {words}" for words in self._spoken(ended, said, is_kept=is_kept)]
        self._mend(name)

    def _spoken(self, ended: Ended, said: str, *, is_kept: bool) -> Iterator[str]:
        if ended.code != 1 or not said:
            yield f"exit code {ended.code}, said: {ended.said}"
        if "Traceback" in ended.said or said not in ended.said:
            yield f"does not say {said}: {ended.said}"
        if (KEPT if is_kept else CHANGED) not in ended.said:
            yield f"does not say what became of the site: {ended.said}"
        if len(ended.said.splitlines()) > SPOKEN:
            yield f"is not told in a few lines: {ended.said}"

    def _mend(self, name: str) -> None:
        ended = self.builder.build(self.root)
        if ended.code:
            self.wrong.append(f"{name}: the build after it failed: {ended.said}")
        found = [*faults_of(self.root / "site", searched=not self.builder.quick), *rubbish_of(self.root, self.builder)]
        self.wrong += [f"{name}, mended: {words}" for words in found]

    def _change(self) -> None:
        self.number += 1
        change(self.root, self.number)


@contextmanager
def none(_root: Path) -> Iterator[None]:
    """Be no fault of a disk: the process itself is limited."""
    yield


def sized(part: str, more: int) -> Fault:
    """Return the fault that a part's disk has only so many bytes left."""

    @contextmanager
    def fault(root: Path) -> Iterator[None]:
        remount(root / part, f"size={max(used(root / part) + more, 4096)}")
        yield
        remount(root / part, "size=400m")

    return fault


def numbered(part: str, more: int) -> Fault:
    """Return the fault that a part's disk has room for so many more names only."""

    @contextmanager
    def fault(root: Path) -> Iterator[None]:
        remount(root / part, f"nr_inodes={names_used(root / part) + more}")
        yield
        remount(root / part, "nr_inodes=200k")

    return fault


@contextmanager
def full_docs(root: Path) -> Iterator[None]:
    """Leave no room for the generated Markdown, which was removed by hand."""
    shutil.rmtree(root / "docs" / "reports")
    with sized("docs", 0)(root):
        yield


def read_only(part: str) -> Fault:
    """Return the fault that a part's disk is read-only."""

    @contextmanager
    def fault(root: Path) -> Iterator[None]:
        remount(root / part, "ro")
        yield
        remount(root / part, "rw")

    return fault


def locked(part: str, mode: int = 0o500) -> Fault:
    """Return the fault that nobody may write a folder, or whatever else a mode forbids."""

    @contextmanager
    def fault(root: Path) -> Iterator[None]:
        path = next(root.glob(part)) if part else root
        before = path.stat().st_mode
        path.chmod(mode)
        yield
        path.chmod(before)

    return fault


def limit(kind: int, most: int) -> Callable[[], None]:
    """Return what limits a process."""
    return lambda: resource.setrlimit(kind, (most, most))


def on_disks(trial: Trial, *, short: bool) -> None:
    """Try full and read-only disks, of different sizes so that different steps fail."""
    before = used(trial.root / "build")
    trial.under("nothing", none)
    need = max(used(trial.root / "build") - before, 3_000_000)
    for part in (0.0, 0.5) if short else (0.0, 0.25, 0.5, 0.7, 0.8, 0.9, 1.0, 1.2, 2.0, 4.0):
        fault = sized("build", int(need * part))  # what is removed beside the build makes room, sooner or later
        trial.under(f"build/ has {part:.0%} of the room", fault, FULL, may_pass=part > 0)
    trial.under("docs/ is full", full_docs, FULL)
    trial.under("build/ is read-only", read_only("build"), READ_ONLY)
    if short:
        return
    trial.under("docs/ is read-only", read_only("docs"), READ_ONLY)
    trial.under("the project is read-only", read_only(""), READ_ONLY)
    trial.under("no room for the link", numbered("", 0), FULL)
    for more in (0, 20, 200):  # removing the version that is out of date makes room for some
        trial.under(f"build/ has room for {more} names", numbered("build", more), FULL, may_pass=more > 0)
    trial.under("the folder of temporary files is full", sized("../aside/tmp", 0))
    trial.under("the folder of temporary files is read-only", read_only("../aside/tmp"))


def on_rights(trial: Trial, *, short: bool) -> None:
    """Try folders that may not be written, files that may not be read, and limits of the process."""
    trial.under("build/versions/ may not be written", locked("build/versions"), FORBIDDEN, obey)
    trial.under("files of 4 kB at most", none, "文件大小", limit(resource.RLIMIT_FSIZE, 4096))
    trial.under("nine open files", none, "打开的文件太多", limit(resource.RLIMIT_NOFILE, 9))
    if short:
        return
    for part in ("build", "docs/reports", "", "build/cache", "build/versions/0*/site"):
        may_pass = "/0*" in part or part in {"docs/reports", "build/cache"}  # whose 256 folders may all be there
        trial.under(f"{part or 'the project'}/ may not be written", locked(part), FORBIDDEN, obey, may_pass=may_pass)
    trial.under("a file may not be read", locked("data/regions/*/*/*/accounts.yml", 0), FORBIDDEN, obey)
    for most in (10, 14, 20, 30):  # each sentence is right that names the file which could not be opened
        trial.under(f"{most} open files", none, KEPT, limit(resource.RLIMIT_NOFILE, most), may_pass=True)


def main(*words: str) -> None:
    """Try everything; print what came of it."""
    has_disks = isolate("tests.torture.torture_faults", list(words))
    work = Path(tempfile.mkdtemp(prefix="juesuan-faults-"))
    builder = Builder(work / "aside", "quick" in words)
    if has_disks:
        for folder in (work, work / "p", work / "p" / "build", work / "p" / "docs", builder.temporary):
            mount(folder)
    made = project_at(work / "made", quick=builder.quick)
    trial = Trial(shutil.copytree(made, work / "p", symlinks=True, dirs_exist_ok=True), builder)
    trial.begin()
    if has_disks:
        on_disks(trial, short="short" in words)
    on_rights(trial, short="short" in words)
    click.echo("".join(f"\n{line}" for line in trial.wrong) + f"\n{len(trial.wrong)} wrong")
    if has_disks:
        unmount(work)
    shutil.rmtree(work)
    if not has_disks:
        click.echo("no disk can be mounted here: full and read-only disks were not tried", err=True)
    sys.exit(1 if trial.wrong else 0 if has_disks else UNMOUNTED)


if __name__ == "__main__":
    main(*sys.argv[1:])
