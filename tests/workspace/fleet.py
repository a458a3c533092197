"""A Dask scheduler and workers of its own, as processes of this machine on the loopback address."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from distributed import Client

ROOT = Path(__file__).resolve().parents[2]
WAIT = 60
#: how many workers a task may lose before it is given up.
ALLOWED = "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"


@dataclass
class Fleet:
    """A scheduler and its workers.

    Attributes:
        folder: where they keep their files. address: of the scheduler. workers: processes, the living and the dead.
    """

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add(self, count: int = 1, threads: int = 1, code: Path = ROOT) -> None:
        """Start workers with the code of a folder, and wait until the scheduler knows them."""
        with self.client() as client:
            before = len(client.nthreads())
            for _ in range(count):
                options = ["--nthreads", str(threads), "--no-nanny", "--host", "127.0.0.1", "--no-dashboard"]
                options += ["--local-directory", str(self.folder / f"worker{len(self.workers)}")]
                self.workers.append(self._start("dask_worker", [self.address, *options], code))
            client.wait_for_workers(before + count, timeout=WAIT)

    def kill(self, *which: int) -> None:
        """End workers at once, as a machine that loses its power; all unless some are named."""
        for one in [self.workers[number] for number in which] or self.workers:
            one.send_signal(signal.SIGKILL)
            one.wait()

    def fill(self, wanted: int) -> None:
        """Wait until the scheduler knows as many workers as live, and start what is missing."""
        living = sum(one.poll() is None for one in self.workers)
        with self.client() as client:
            until = time.monotonic() + WAIT
            while len(client.nthreads()) != living:
                assert time.monotonic() < until
                time.sleep(0.05)
        if wanted > living:
            self.add(wanted - living)

    def client(self) -> Client:
        """Return a connection."""
        return Client(self.address, set_as_default=False)

    def tasks(self) -> int:
        """Return how many tasks the scheduler still knows."""
        with self.client() as client:
            return int(client.run_on_scheduler(count_tasks))

    def open(self, allowed: int) -> None:
        """Start the scheduler, whose tasks may lose so many workers."""
        told = self.folder / "scheduler.json"
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
        self.scheduler = self._start("dask_scheduler", options, ROOT, **{ALLOWED: allowed})
        until = time.monotonic() + WAIT
        while not self.address:
            assert time.monotonic() < until
            time.sleep(0.05)
            if told.exists() and told.read_text(encoding="utf-8").strip().endswith("}"):
                self.address = told.read_text(encoding="utf-8").split('"address": "')[1].partition('"')[0]

    def close(self) -> None:
        """End everything."""
        for one in [*self.workers, *([self.scheduler] if self.scheduler else [])]:
            one.kill()
            one.wait()

    def _start(self, module: str, options: list[str], code: Path, **settings: object) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DASK_")}
        environment |= {"PYTHONPATH": str(code), "TZ": "Pacific/Kiritimati", "PYTHONDONTWRITEBYTECODE": "1"}
        environment |= {name: str(value) for name, value in settings.items()}
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *options],
                cwd=self.folder, env=environment, stdout=log, stderr=log,
            )  # fmt: skip


def count_tasks(dask_scheduler: object = None) -> int:
    """Return how many tasks a scheduler knows; runs on it."""
    return len(dask_scheduler.tasks)  # type: ignore[attr-defined]


@contextmanager
def fleet(folder: Path, workers: int, *, allowed: int = 3) -> Iterator[Fleet]:
    """Yield a scheduler and workers that end with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Fleet(folder)
    try:
        made.open(allowed)
        if workers:
            made.add(workers)
        yield made
    finally:
        made.close()
