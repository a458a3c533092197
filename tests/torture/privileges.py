"""Disks of one's own for a program, and the loss of root's rights: what faults are made with."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

ISOLATED = "JUESUAN_OWN_MOUNTS"
_CAPABILITIES_3 = 0x20080522


def isolate(module: str, words: list[str]) -> bool:
    """Return whether this process may mount disks that nobody else sees; it may be replaced by one that can.

    Args:
        module: what is run again, such as `tests.torture.torture_faults`.
        words: its arguments.
    """
    if os.environ.get(ISOLATED):
        return True
    for options in (["--mount"], ["--mount", "--map-root-user"]):
        command = ["unshare", *options]
        if subprocess.run(
            [*command, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
        ).returncode:
            continue
        os.environ[ISOLATED] = "1"
        sys.stdout.flush()
        os.execvp("unshare", [*command, sys.executable, "-m", module, *words])  # noqa: S606, S607 - ourselves, isolated
    return False


def mount(folder: Path) -> None:
    """Put a disk of its own, in memory, at a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", "size=400m", "juesuan", str(folder))


def unmount(folder: Path) -> None:
    """Take away the disks at a folder and below it, at once or when the last process of a trial is gone."""
    subprocess.run(["umount", "--recursive", "--lazy", str(folder)], check=True)  # noqa: S607 - words of our own


def remount(folder: Path, options: str) -> None:
    """Change the size or the rights of such a disk."""
    _mount("-o", f"remount,{options}", str(folder))


def used(folder: Path) -> int:
    """Return how many bytes of a disk are used."""
    about = os.statvfs(folder)
    return (about.f_blocks - about.f_bfree) * about.f_frsize


def names_used(folder: Path) -> int:
    """Return how many files and folders a disk holds."""
    about = os.statvfs(folder)
    return about.f_files - about.f_ffree


def obey() -> None:
    """Let this process lose what lets root write where the rights of a folder forbid it."""
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
    none = (ctypes.c_uint32 * 6)()
    if libc.capset(head, none):
        raise OSError(ctypes.get_errno(), "capset")


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)  # noqa: S607 - words of our own
