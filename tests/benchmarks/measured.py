"""A program run to its end: its seconds, and the memory that it and every process below it held at most."""

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

PROC = Path("/proc")
#: seconds between two looks at the memory; a look costs some milliseconds a process.
BETWEEN = 0.25


@dataclass(slots=True)
class Memory:
    """The most memory seen, in MB.

    Attributes:
        parent: resident memory of the program itself, as the kernel remembers its peak.
        child: the same of the largest process below it.
        tree: all of them together at one moment, shared pages counted once (PSS), looked at four times a second.
    """

    parent: float = 0.0
    child: float = 0.0
    tree: float = 0.0

    def look(self, process: int) -> None:
        """Take note of what a process and those below it hold now."""
        family = descendants(process)
        self.parent = max(self.parent, _kibibytes(process, "status", "VmHWM"))
        self.child = max([self.child, *(_kibibytes(one, "status", "VmHWM") for one in family[1:])])
        self.tree = max(self.tree, sum(_kibibytes(one, "smaps_rollup", "Pss") for one in family))

    def megabytes(self) -> dict[str, int]:
        """Return the figures in MB."""
        return {name: round(value * 1024 / 1_000_000) for name, value in asdict(self).items()}


@dataclass(slots=True)
class Run:
    """What became of a program: its exit code, seconds, what it printed, its memory; code None: it took too long."""

    code: int | None
    seconds: float
    said: str
    memory: Memory = field(default_factory=Memory)


def run(
    command: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None, limit: float | None = None
) -> Run:
    """Run a program to its end and return what it took.

    Args:
        command: program and arguments.
        cwd: where it runs.
        environment: its variables; those of this process unless given.
        limit: seconds after which it is ended.
    """
    memory, done = Memory(), threading.Event()
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as process:

        def watch() -> None:
            while not done.wait(BETWEEN):
                memory.look(process.pid)

        watcher = threading.Thread(target=watch)
        watcher.start()
        code: int | None
        try:
            said, _ = process.communicate(timeout=limit)
            code = process.returncode
        except subprocess.TimeoutExpired:
            process.terminate()
            said, _ = process.communicate()
            code = None
        seconds = time.perf_counter() - start
        done.set()
        watcher.join()
    return Run(code, seconds, said, memory)


def descendants(process: int) -> list[int]:
    """Return a process and those below it that live now."""
    found, waiting = [], [process]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for task in _listed(PROC / str(one) / "task"):
            waiting += [int(child) for child in _read(task / "children").split()]
    return found


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # the process has ended
        return []


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


def _kibibytes(process: int, file: str, label: str) -> float:
    for line in _read(PROC / str(process) / file).splitlines():
        if line.startswith(f"{label}:"):
            return float(line.split()[1])
    return 0.0


__all__ = ["Memory", "Run", "descendants", "run"]
