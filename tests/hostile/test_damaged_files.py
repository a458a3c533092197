"""Damaged files end in findings or in success: never in a traceback, in more than five seconds, or in a gigabyte.

A short form of `make torture`, in processes of their own with bounds.
"""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.build.example import ROOT
from tests.hostile.trying import MOST_MEMORY

#: seconds for a batch; one file that is blocked ends its process long before (`trying.BLOCKED`).
PATIENCE = 570


def ended(*words: str) -> subprocess.CompletedProcess[str]:
    """Return how Python ended when it was called so."""
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)


def tried(kind: str, first: int, count: int) -> dict[str, Any]:
    """Return what came of damaged files, tried in a process of its own."""
    done = ended("-m", "tests.hostile.trying", kind, str(first), str(count))
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("kind", "count"), [("yaml", 50), ("workbook", 20)])
def test_damaged_files_never_break_anything(kind: str, count: int) -> None:
    """Some are refused with findings, some are read; none breaks, takes long, or takes much memory."""
    found = tried(kind, 0, count)
    assert found["broken"] == []
    assert found["tried"] == count
    assert 0 < found["refused"] < count
    assert found["memory"] < MOST_MEMORY


def test_a_file_that_takes_long_is_named() -> None:
    """One that takes longer than it may counts as broken; one that does not end is stopped."""
    program = (
        "from tests.hostile import trying; trying.MOST_SECONDS, trying.STOPPED = 0.01, 1;"
        "trying.KINDS['slow'] = lambda number, *_: not all(True for _ in range(10 ** (7 if number == 7 else 12)));"
        "trying.WARM['slow'] = (); trying.main('slow', '7', '2')"
    )
    done = ended("-c", program)
    slow, endless, *_ = json.loads(done.stdout)["broken"]
    assert slow.startswith("slow 7 took ")
    assert endless.startswith("slow 8\n")
    assert "TooSlow" in endless


def test_a_file_that_blocks_is_named() -> None:
    """Whoever waits for nothing is ended, with what was tried and where it stood: not after a batch, but at once."""
    program = (
        "import time; from tests.hostile import trying; trying.BLOCKED = 1;"
        "trying.KINDS['stuck'] = lambda *_: time.sleep(99); trying.WARM['stuck'] = ();"
        "trying.main('stuck', '7', '1')"
    )
    done = ended("-c", program)
    assert done.returncode
    assert "stuck 7\n" in done.stderr
    assert "Timeout" in done.stderr
