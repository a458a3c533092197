"""Builds of the torture are processes that can be killed at any moment, the first one too."""

import signal
import time
from pathlib import Path

from tests.torture.building import Builder, Ended


def test_what_is_killed_at_once_has_died_by_the_signal(tmp_path: Path) -> None:
    """Before the process has done anything its group can be killed, and what it said is empty."""
    builder = Builder(tmp_path / "aside", quick=True)
    for _ in range(10):
        running = builder.start(tmp_path, "--help", before=lambda: time.sleep(60))
        running.kill()
        ended = running.wait()
        assert ended == Ended(-signal.SIGKILL, "", ended.seconds)
