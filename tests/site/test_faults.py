"""Killed builds, full disks, missing rights, two builds at once: a short form of what `make torture` does at length.

Each runs as a program of its own, because it forks, mounts and kills; drawing and MkDocs are stand-ins.
"""

import os
import subprocess
import sys

import pytest

from tests.build.example import ROOT
from tests.torture.torture_faults import UNMOUNTED


def run(module: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Return how a program of tests/torture ended in its quick form."""
    return subprocess.run(
        [sys.executable, "-m", f"tests.torture.{module}", *words, "quick"],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=600,
    )  # fmt: skip


def test_a_killed_build_leaves_a_whole_site() -> None:
    """At any moment, at the record, at the switch: the site is whole, and the next build puts all right."""
    ended = run("torture_kills", "3")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_what_the_system_refuses_is_told_and_changes_nothing() -> None:
    """A full disk, a read-only one, no rights, small limits: one Chinese sentence, exit code 1, the site as it was."""
    ended = run("torture_faults", "short")
    if ended.returncode == UNMOUNTED:
        pytest.skip("no disk can be mounted here: only rights and limits were tried, not full and read-only disks")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_builds_beside_each_other_do_not_mix() -> None:
    """Two at once, two folders, beside the preview, after a kill, with one cache."""
    ended = run("torture_together")
    assert ended.returncode == 0, ended.stdout + ended.stderr
