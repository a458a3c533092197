"""Builds beside each other: `python -m tests.torture.torture_together [quick]`.

Two builds of a project at once, into one folder or two; a build while the preview runs; the lock of a build that was
killed; two projects that share a cache; processes that race for the same entries of it. Ends with exit code 1 when
anything was wrong.
"""

import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from generator.workspace.cache import Cache, key
from tests.torture.building import Builder, Running, change, project_at
from tests.torture.whole import faults_of, prints, rubbish_of

BUSY, PREVIEW = "另一个生成过程正在进行", "预览："
AT_ONCE = 10.0  # seconds within which a second build has to give up, on a machine that has much else to do
RACERS, ENTRIES, TURNS = 4, 8, 60
WAIT = 0.01


@dataclass(slots=True)
class Place:
    """A project whose site was built, and what builds it."""

    root: Path
    builder: Builder
    number: int = 0

    def change(self) -> None:
        """Give the next build something to do."""
        self.number += 1
        change(self.root, self.number)

    def begun(self, *words: str) -> Running:
        """Return a build that holds the project."""
        began = time.time()
        running = self.builder.start(self.root, "build", *self.builder.workers(2), *words)
        scratch = self.root / "build" / "tmp"
        while not (scratch.is_dir() and scratch.stat().st_mtime >= began - 1) and not running.is_over():
            time.sleep(WAIT)
        return running

    def faults(self, *links: str) -> Iterator[str]:
        """Yield what is wrong with sites."""
        for link in links:
            found = faults_of(self.root / link, searched=not self.builder.quick)
            yield from (f"{link}: {words}" for words in found)


def two_at_once(place: Place) -> Iterator[str]:
    """The second build is told at once, into the same folder or another; the first goes on and is whole."""
    place.change()
    first = place.begun()
    for words in ((), ("--out", "other")):
        second = place.builder.build(place.root, *words)
        if second.code != 1 or BUSY not in second.said or "Traceback" in second.said or second.seconds > AT_ONCE:
            yield f"the second ended with {second.code} after {second.seconds:.1f} s: {second.said}"
    ended = first.wait()
    if ended.code:
        yield f"the first failed: {ended.said}"
    if (place.root / "other").exists():
        yield "the second left a site"
    yield from place.faults("site")
    yield from rubbish_of(place.root, place.builder)


def two_folders(place: Place) -> Iterator[str]:
    """Sites in two folders do not touch each other, however often either is built."""
    for out in ("other", "other", "site"):
        place.change()
        ended = place.builder.build(place.root, "--out", out)
        if ended.code:
            yield f"{out} failed: {ended.said}"
        yield from place.faults(*(name for name in ("site", "other") if (place.root / name).is_symlink()))
    yield from rubbish_of(place.root, place.builder, "other")


def lock_of_a_killed_build(place: Place) -> Iterator[str]:
    """The lock that a killed build left is no obstacle, nor are its temporary files."""
    place.change()
    running = place.begun()
    running.kill()
    running.wait()
    if not (place.root / "build" / "lock").exists():
        yield "there is no lock file"
    ended = place.builder.build(place.root)
    if ended.code:
        yield f"the build after it failed: {ended.said}"
    yield from place.faults("site")
    yield from rubbish_of(place.root, place.builder)


def beside_the_preview(place: Place) -> Iterator[str]:
    """A build while the preview runs changes nothing for either."""
    preview = place.builder.start(place.root, "serve", "--port", "8931")
    while PREVIEW not in preview.told.read_text(encoding="utf-8") if preview.told.exists() else not preview.is_over():
        if preview.is_over():
            break
        time.sleep(WAIT)
    for _ in range(2):
        place.change()
        ended = place.builder.build(place.root)
        if ended.code:
            yield f"the build failed: {ended.said}"
    if preview.is_over():
        yield "the preview ended"
    else:
        os.kill(preview.pid, signal.SIGINT)
    closed = preview.wait()
    if closed.code or "Traceback" in closed.said or "预览程序出了错" in closed.said:
        yield f"the preview ended with {closed.code}: {closed.said}"
    yield from place.faults("site")


def one_cache_for_two(place: Place) -> Iterator[str]:
    """Two projects with the same data and one cache, built at the same time, give the same site."""
    place.change()
    shared = place.root.parent / "shared"
    shutil.rmtree(place.root / "build" / "cache")
    (place.root / "build" / "cache").symlink_to(shared)
    twin = Place(shutil.copytree(place.root, place.root.parent / "twin", symlinks=True), place.builder)
    shared.mkdir()
    running = [one.begun() for one in (place, twin)]
    for one in running:
        ended = one.wait()
        if ended.code:
            yield f"a build failed: {ended.said}"
    if prints(place.root / "site") != prints(twin.root / "site"):
        yield "their sites differ"
    yield from place.faults("site")
    yield from twin.faults("site")
    yield from (f"left in the cache: {path}" for path in shared.glob("*/.*"))


def race(place: Place) -> Iterator[str]:
    """Processes that put, read and prune the same entries see each whole or not at all."""
    folder = place.root.parent / "raced"
    entries = {key(str(number)): {f"{number}.txt": bytes([number]) * 200_000} for number in range(ENTRIES)}
    pids = [_forked(partial(_raced, Cache(folder), entries, turn)) for turn in range(RACERS)]
    for pid in pids:
        _, status = os.waitpid(pid, 0)
        if status:
            yield f"a process that raced ended with {os.waitstatus_to_exitcode(status)}"
    yield from (f"left in the cache: {path}" for path in folder.glob("*/.*"))


def _raced(cache: Cache, entries: dict[str, dict[str, bytes]], turn: int) -> bool:
    """Return whether every entry that was there was right."""
    names = sorted(entries)
    for number in range(TURNS):
        entry = names[(number * 7 + turn) % len(names)]
        found = cache.get(entry)
        if found is None:
            cache.put(entry, entries[entry])
        elif dict(found) != entries[entry]:
            return False
        if number % 10 == turn:
            cache.prune(500_000)
    return True


def _forked(work: Callable[[], bool]) -> int:
    """Return the process that does a piece of work."""
    pid = os.fork()
    if not pid:
        code = 2
        try:
            code = 0 if work() else 1
        finally:
            os._exit(code)
    return pid


TRIALS = (two_at_once, two_folders, lock_of_a_killed_build, beside_the_preview, one_cache_for_two, race)


def main(*words: str) -> None:
    """Try everything; print what came of it."""
    work = Path(tempfile.mkdtemp(prefix="juesuan-together-"))
    builder = Builder(work / "aside", "quick" in words)
    place = Place(project_at(work / "p", quick=builder.quick), builder)
    builder.warm(place.root)
    place.change()
    begun = builder.build(place.root)
    assert begun.code == 0, begun.said
    wrong = 0
    for trial in TRIALS:
        began = time.monotonic()
        found = list(trial(place))
        wrong += len(found)
        told = f"{trial.__name__}: {len(found)} wrong ({time.monotonic() - began:.1f} s)"
        click.echo("".join([told, *(f"\n  {line}" for line in found)]))
    shutil.rmtree(work)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
