"""Temporary files of a build in one folder, which the next build empties: a killed one leaves nothing in /tmp."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch(folder: Path) -> Iterator[None]:
    """Have temporary files written below a folder, in this process and those it starts, while the block runs.

    Only one process may use the folder: what lies there is taken for the rest of a build that was killed.

    Args:
        folder: emptied before the block and removed after it.

    Raises:
        OSError: it cannot be made or emptied.
    """
    if folder.is_dir():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    before, told = os.environ.get("TMPDIR"), tempfile.tempdir
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = told
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
        shutil.rmtree(folder, ignore_errors=True)  # what stays goes with the next build
