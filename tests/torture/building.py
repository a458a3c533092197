"""Builds in processes of their own, through the command line, that can be killed or put under a fault.

Everything is imported once and each build is a fork, so that a hundred of them cost little. `quick` replaces drawing
and MkDocs by stand-ins (and works in one process); without it only the PDFs are left out, unless they are wanted.
"""

import contextlib
import functools
import os
import re
import resource
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.site.job import Settings
from tests.benchmarks.site_of_many import Size, write_project
from tests.build.example import ROOT, invented
from tests.build.fakes import count_work, make_project, small

SECONDS = 300


def nothing() -> None:
    """Do nothing before a build."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a build ended: its exit code (negative: the signal), what it said, how many seconds it took."""

    code: int
    said: str
    seconds: float


@dataclass(slots=True)
class Running:
    """A build at work, in a process group of its own."""

    pid: int
    told: Path
    began: float

    def kill(self) -> None:
        """Kill the whole group at once, as a power cut would."""
        os.killpg(self.pid, signal.SIGKILL)

    def is_over(self) -> bool:
        """Return whether it has ended, without waiting."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def wait(self) -> Ended:
        """Return how it ended."""
        while not self.is_over():
            if time.monotonic() > self.began + SECONDS:
                self.kill()
            time.sleep(0.005)
        _, status = os.waitpid(self.pid, 0)
        seconds = time.monotonic() - self.began
        said = self.told.read_text(encoding="utf-8", errors="replace")
        self.told.unlink()
        return Ended(os.waitstatus_to_exitcode(status), said, seconds)


@dataclass(frozen=True, slots=True)
class Builder:
    """Starts commands of the program in forks of this process.

    Attributes:
        aside: folder for what they say. quick: whether the slow parts are stand-ins. pdf: whether PDFs are made.
    """

    aside: Path
    quick: bool
    pdf: bool = False

    @property
    def temporary(self) -> Path:
        """Return the folder that stands for /tmp."""
        return self.aside / "tmp"

    def start(self, root: Path, *words: str, before: Callable[[], None] = nothing) -> Running:
        """Return a command at work in a project folder; `before` is called in its process first."""
        self.temporary.mkdir(parents=True, exist_ok=True)
        told = self.aside / f"{time.monotonic_ns()}.txt"
        told.touch()  # here: the process may be killed before it has written or opened anything
        pid = os.fork()
        if pid:
            with contextlib.suppress(OSError):  # gone already
                os.setpgid(pid, pid)
            return Running(pid, told, time.monotonic())
        code = 70
        try:
            os.setpgid(0, 0)  # on both sides, so that the group is there whoever comes first
            signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job has it ignored
            _redirect(told)
            os.chdir(root)
            tempfile.tempdir, os.environ["TMPDIR"] = None, str(self.temporary)
            before()
            self._run(words)
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        except BaseException:  # noqa: BLE001 - told like Python itself would, then the fork ends here
            import traceback  # noqa: PLC0415 - only for what should never happen

            traceback.print_exc()
        finally:
            os._exit(code)

    def run(self, root: Path, *words: str, before: Callable[[], None] = nothing) -> Ended:
        """Return how a command ended."""
        return self.start(root, *words, before=before).wait()

    def build(self, root: Path, *words: str) -> Ended:
        """Return how a build ended."""
        return self.run(root, "build", *self.workers(1), *words)

    def workers(self, count: int) -> tuple[str, str]:
        """Return the option for so many processes; the stand-ins are known to one alone."""
        return "--workers", "1" if self.quick else str(count)

    def warm(self, root: Path) -> None:
        """Build once in this process where that is possible: what its forks would prepare each is prepared then."""
        if self.quick:
            _replace_slow(quick=True, pdf=False)
            with contextlib.chdir(root):
                said = CliRunner().invoke(main, ["build", *self.workers(1)], prog_name="juesuan")
            assert said.exit_code == 0, said.output

    def _run(self, words: tuple[str, ...]) -> None:
        _replace_slow(quick=self.quick, pdf=self.pdf)
        main(list(words), prog_name="juesuan")


@functools.cache
def _replace_slow(*, quick: bool, pdf: bool) -> None:
    """Replace, in this process and its forks, what takes long."""
    patch = pytest.MonkeyPatch()
    if quick:
        count_work(patch)
    if not pdf:
        patch.setattr("generator.cli.build.Settings", functools.partial(Settings, pdf=False))


def _redirect(told: Path) -> None:
    """Let this process write to a file instead of the terminal, and read nothing."""
    out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nowhere = os.open(os.devnull, os.O_RDONLY)
    for number, target in ((nowhere, 0), (out, 1), (out, 2)):
        os.dup2(number, target)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def project_at(root: Path, *, quick: bool) -> Path:
    """Return a project folder of invented reports, with the search program."""
    if not quick:
        return write_project(root, Size(3, departments=2, years=2))
    files = small(invented())
    more = {path.replace("/water/", "/forest/"): raw for path, raw in files.items() if "/xugou/water/" in path}
    make_project(root, {**files, **more})
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    return root


def change(root: Path, number: int) -> None:
    """Change the data: each time one report, every second time what all pages carry, so that each build has work."""
    _replace(root / "data" / "site.yml", r"(?m)^标题: .*$", f"标题: 虚构决算公开之{number // 2}")
    reports = sorted((root / "data" / "regions").rglob("report.yml"))
    _replace(reports[0], r"(?<=[ {])标题: [^,}\n]*", f"标题: 虚构的决算第{number}稿")


def _replace(path: Path, pattern: str, line: str) -> None:
    """Replace the first match in a file."""
    text, count = re.subn(pattern, line, path.read_text(encoding="utf-8"), count=1)
    assert count, f"{path} has no {pattern}"
    path.write_text(text, encoding="utf-8")
