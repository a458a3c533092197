"""Where a build puts its versions, and the one build at a time that a project has."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.site.switch import alone
from generator.workspace.scratch import scratch

#: where the public site stands unless told.
PUBLIC = Path("site")
_BUILD = "build"


def is_public_site(root: Path, out: Path) -> bool:
    """Return whether an output, however it is written, is the public site of a project folder."""
    return _plain(root, out) == _plain(root, PUBLIC)


def work_of(root: Path, out: Path, *, drafts: bool = False) -> Path:
    """Return the folder of the versions that an output leads to: each output has its own, as has each preview.

    Args:
        root: project folder.
        out: link that visitors follow.
        drafts: whether drafts are shown.
    """
    if is_public_site(root, out):
        return root / _BUILD
    path = os.path.relpath(_plain(root, out), _plain(root, Path()))
    mark = hashlib.sha256(path.encode()).hexdigest()[:8]
    return root / _BUILD / ("drafts" if drafts else "out") / f"{out.name}-{mark}"


def cache_of(root: Path) -> Path:
    """Return the folder of a project's cache, which all its outputs share."""
    return root / _BUILD / "cache"


@contextmanager
def only_build(root: Path) -> Iterator[None]:
    """Let no other build of a project run while the block does: all write the same docs/.

    Raises:
        SiteError: another one runs.
    """
    with alone(root / _BUILD), scratch(root / _BUILD / "tmp"):
        yield


def _plain(root: Path, out: Path) -> str:
    """Return a path without `..` and double marks; the link itself is not followed."""
    return os.path.normpath(root / out)
