"""The step from the old site to the new one: whole or not at all.

`site` is a symbolic link. Each build writes a version of its own into a folder, the shelf; then the link is replaced by
rename, so that a visitor meets the old site or the new one and never half of each:

    site -> build/versions/000008/site
    build/versions/000007/                  the one before, kept
    build/versions/000008/site/             what is served
    build/versions/000008/published.json    what it holds (`generator.site.published`)
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.site.errors import SiteError

SITE = "site"


@contextmanager
def new_version(shelf: Path, link: Path) -> Iterator[Path]:
    """Yield a new version's folder, with an empty site/ in it, while no other build can use the shelf.

    A version that was not switched to when the block ends is removed; so is what a killed build left behind.

    Args:
        shelf: folder of versions; made when it is missing.
        link: the link that visitors follow, such as `site`.

    Raises:
        SiteError: when another build is running, or `link` is something that this program did not make.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    with _locked(shelf):
        old = _checked(shelf, link)
        if old is not None:
            _remove(version for version in _versions(shelf) if version.name > old.name)
        number = max((int(version.name) for version in _versions(shelf)), default=0) + 1
        new = shelf / f"{number:06}"
        (new / SITE).mkdir(parents=True)
        try:
            yield new
        finally:
            if current(link) != new.resolve():
                _remove([new])


def switch(new: Path, link: Path) -> None:
    """Make `link` lead to the site of version `new` in one step; keep the version before it, remove older ones.

    Args:
        new: folder that `new_version` gave.
        link: the link that visitors follow.

    Raises:
        SiteError: when `link` is something that this program did not make; nothing is changed then.
    """
    old = _checked(new.parent, link)
    target = os.path.relpath((new / SITE).resolve(), link.parent.resolve())  # the project folder can be moved
    temporary = link.with_name(f".{link.name}.new")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target, target_is_directory=True)
    temporary.replace(link)
    _remove(version for version in _versions(new.parent) if version.resolve() not in {new.resolve(), old})


def current(link: Path) -> Path | None:
    """Return the folder of the version that `link` leads to, or None when there is none yet."""
    return link.resolve().parent if link.is_symlink() and link.exists() else None


def _checked(shelf: Path, link: Path) -> Path | None:
    """Return the current version, having made sure that replacing `link` destroys nothing of anybody's."""
    if link.is_symlink():
        # One that leads nowhere is replaced: its version was removed by hand.
        if link.resolve().parent.parent != shelf.resolve():
            raise SiteError(f"{link} 是一个链接，但不指向本程序生成的网站，没有改动它。请先移走它，再重新生成。")
        return current(link)
    if link.exists():
        raise SiteError(
            f"{link} 已经存在，而且不是本程序生成的，没有改动它。"
            f"请先改名或移走（例如 mv {link} {link}.old），再重新生成。"
        )
    return None


@contextmanager
def _locked(shelf: Path) -> Iterator[None]:
    """Hold the shelf's lock; the system frees it even when this process is killed."""
    with (shelf / "lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SiteError("另一个生成过程正在进行，请等它结束后再试。") from None
        yield


def _versions(shelf: Path) -> list[Path]:
    """Return the versions on the shelf, oldest first."""
    return sorted(path for path in shelf.iterdir() if path.name.isdecimal() and path.is_dir())


def _remove(versions: Iterator[Path] | list[Path]) -> None:
    """Remove version folders."""
    for version in versions:
        shutil.rmtree(version)
