"""Waiting for changes of the project's files, by their times and sizes: a look costs a listing, no file is read."""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from generator.build.report import Slugs
from generator.check.report.review import Review
from generator.workspace.project import Project, read_project
from generator.workspace.reviewing import review

DATA = ("data",)
INTERVAL = 0.15  # seconds between two looks
SETTLING = 0.03  # seconds after which a file that is being written is looked at again
#: a look may take this share of the time at most, however many files there are.
MOST_BUSY = 0.1

#: what tells two states of a file apart: time of change, size, number of the file.
Stamp = tuple[int, int, int]


class Watcher:
    """Watches files and folders below a project folder."""

    def __init__(self, root: Path, parts: Iterable[str] = DATA, interval: float = INTERVAL) -> None:
        """Note how everything stands now; what changes from here on is told.

        Args:
            root: project folder.
            parts: files and folders below it.
            interval: seconds between two looks.
        """
        self._root, self._parts, self._interval = root, tuple(parts), interval
        self._awake = threading.Event()
        self._before = stamps(root, self._parts)

    def wake(self) -> None:
        """Have the next set told at once, even when nothing changed; any thread may ask."""
        self._awake.set()

    def changes(self) -> Iterator[frozenset[str]]:
        """Yield the paths that changed since the last time, each time some did or somebody woke the watcher."""
        pause = self._interval
        while True:
            is_woken = self._awake.wait(pause)
            self._awake.clear()
            start = time.monotonic()
            after = stamps(self._root, self._parts)
            pause = max(self._interval, (time.monotonic() - start) / MOST_BUSY)
            if after != self._before:
                after = self._settled(after)
            changed = frozenset(path for path, _ in self._before.items() ^ after.items())
            self._before = after
            if changed or is_woken:
                yield changed

    def _settled(self, after: dict[str, Stamp]) -> dict[str, Stamp]:
        """Return how the files stand once nobody is writing them."""
        while True:
            time.sleep(SETTLING)
            later = stamps(self._root, self._parts)
            if later == after:
                return after
            after = later


def reviews(
    root: Path, choice: Callable[[Project], Sequence[Slugs]], interval: float = INTERVAL
) -> Iterator[tuple[list[str], Review]]:
    """Yield what the check of the reports came to, and again of those that a change touches; the changed paths with it.

    Args:
        root: project folder.
        choice: which of its reports are checked.
        interval: seconds between two looks.
    """
    watcher = Watcher(root, interval=interval)
    before = read_project(root)
    yield [], review(before, choice(before))
    for saved in watcher.changes():
        try:
            after = read_project(root)
        except FileNotFoundError:  # a file went away while it was read: look again
            watcher.wake()
            continue
        paths = before.files.keys() | after.files.keys()
        changed = sorted(path for path in paths if before.files.get(path) != after.files.get(path))
        due = touched(before, after, choice(after), saved)
        before = after
        if due:
            yield changed or sorted(saved), review(after, due)


def stamps(root: Path, parts: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamp of every file by its path below a folder; links and what vanishes meanwhile are left out.

    Args:
        root: project folder.
        parts: files and folders below it.
    """
    found: dict[str, Stamp] = {}
    for part in parts:
        path = root / part
        if path.is_dir():
            _look(str(path), part, found)
        else:
            with contextlib.suppress(OSError):
                found[part] = _stamp(path.stat())
    return found


def _look(folder: str, name: str, found: dict[str, Stamp]) -> None:
    """Add the files of a folder, and of those below it, to what was found."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            below = f"{name}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                _look(entry.path, below, found)
            elif entry.is_file(follow_symlinks=False):
                found[below] = _stamp(entry.stat(follow_symlinks=False))


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_size, status.st_ino


def touched(before: Project, after: Project, which: Iterable[Slugs], saved: Collection[str] = ()) -> list[Slugs]:
    """Return the reports that are made from a file which changed; all of them where a shared file did.

    Args:
        before: the project as it was.
        after: the project as it is.
        which: the reports to choose from.
        saved: paths of files that changed, those that are no YAML (attachments) among them.
    """
    held = list(which)
    if before.shared != after.shared:
        return held
    paths = before.files.keys() | after.files.keys()
    changed = {path for path in paths if before.files.get(path) != after.files.get(path)} | {*saved}
    regions = {path.split("/")[2] for path in changed if path.startswith("data/regions/")}
    near = [slugs for slugs in held if slugs.region in regions]
    return [
        slugs
        for slugs in near
        if any(_is_of(slugs, path) for path in changed) or changed & _made_from(slugs, (before, after))
    ]


def _is_of(slugs: Slugs, path: str) -> bool:
    return path.startswith(f"data/regions/{slugs.address}/")


def _made_from(slugs: Slugs, projects: Iterable[Project]) -> set[str]:
    return {path for project in projects for path in project.files_of(slugs)}
