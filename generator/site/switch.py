"""The step from the old site to the new one: whole or not at all.

`site` is a symbolic link. Each build writes a version of its own into a folder, the shelf; then the link is replaced by
rename, so that a visitor meets the old site or the new one and never half of each:

    site -> build/versions/000008/site
    build/versions/000007/                  the one before, kept
    build/versions/000006/                  out of date: it goes while the next is made
    build/versions/000008/site/             what is served
    build/versions/000008/published.json    what it holds (`generator.site.published`)
    build/versions/000008/version.json      which version it replaced, when, at which commit

Which version is the one before is told by the version that is served, so the link's rename changes both at once, and
`bring_back` can go there and back again. What is newer was left by a killed build, and goes before anything is made.
"""

import datetime as dt
import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.model.release import CHINA
from generator.site.errors import SiteError
from generator.workspace.project import commit_of
from generator.workspace.writing import write_file

SITE = "site"
_RECORD = "version.json"


@dataclass(frozen=True, slots=True)
class Version:
    """One made site on the shelf.

    Attributes:
        before: number of the version that was served before it; "" when there was none.
        made: when it was made, in China's time to the second, such as `2026-11-20T10:11:12+08:00`; "" when unknown.
        commit: of the project it was made from; "" outside git.
    """

    before: str = ""
    made: str = ""
    commit: str = ""


@contextmanager
def new_version(shelf: Path, link: Path) -> Iterator[Path]:
    """Yield a new version's folder, with an empty site/ in it, while no other build can use the shelf.

    A version that was not switched to when the block ends is removed; so is what a killed build left behind.

    Args:
        shelf: folder of versions; made when it is missing.
        link: the link that visitors follow, such as `site`; the folder it stands in is made too.

    Raises:
        SiteError: when another build is running, or `link` is something that this program did not make.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    with alone(shelf):
        old = _checked(shelf, link)
        link.parent.mkdir(parents=True, exist_ok=True)
        _aside(link).unlink(missing_ok=True)
        # A number is not used again: a process that a killed build left may still write there, for a moment.
        number = max((int(version.name) for version in _versions(shelf)), default=0) + 1
        new = shelf / f"{number:06}"
        _keep(shelf, [old, previous(link), *outdated(shelf, link)] if old else _versions(shelf))
        try:
            (new / SITE).mkdir(parents=True)
            yield new
        finally:
            if current(link) != new.resolve():
                shutil.rmtree(new, ignore_errors=True)  # what stays goes with the next build; the error is told


def switch(new: Path, link: Path) -> None:
    """Make `link` lead to the site of version `new` in one step; keep the version before it.

    The one before that is out of date, and stays as well until the next build has time for it; older ones go.

    Args:
        new: folder that `new_version` gave.
        link: the link that visitors follow.

    Raises:
        SiteError: when `link` is something that this program did not make; nothing is changed then.
    """
    old, older = _checked(new.parent, link), previous(link)
    commit = commit_of(new.parent)
    made = dt.datetime.now(tz=CHINA).isoformat(timespec="seconds")
    _write(new, Version(old.name if old else "", made, commit[0] if commit else ""))
    _lead(link, new)
    _keep(new.parent, [new, old, older])


def bring_back(shelf: Path, link: Path) -> tuple[Path, Path]:
    """Make `link` lead to the version that was served before, in one step; return that version and the one it left.

    Nothing is removed, and the version that was left is then the one before: a second call goes forward again.

    Args:
        shelf: folder of versions.
        link: the link that visitors follow.

    Raises:
        SiteError: when there is no whole version before, a build is running, or `link` was not made by this program.
    """
    old = _checked(shelf, link)
    if old is None:
        raise SiteError(f"还没有 {link.name}，没有可以换回的网站。请先运行 juesuan build。")
    with alone(shelf):
        old = _checked(shelf, link) or old
        back = previous(link)
        if back is None or not (back / SITE / "index.html").is_file():
            raise SiteError("没有上一个网站可以换回：只生成过一次，或者上一个版本已经被删除。现在的网站没有改动。")
        _write(back, Version(old.name, about(back).made, about(back).commit))
        _lead(link, back)
        return back, old


def current(link: Path) -> Path | None:
    """Return the folder of the version that `link` leads to, or None when there is none yet."""
    return link.resolve().parent if link.is_symlink() and link.exists() else None


def previous(link: Path) -> Path | None:
    """Return the folder of the version that was served before the one `link` leads to, or None when it is not there."""
    now = current(link)
    name = about(now).before if now else ""
    return now.with_name(name) if now and name.isdecimal() and now.with_name(name).is_dir() else None


def outdated(shelf: Path, link: Path) -> list[Path]:
    """Return the folders of versions older than the one that `link` leads to and the one before it."""
    kept = [version.name for version in (current(link), previous(link)) if version]
    return [version for version in _versions(shelf) if kept and int(version.name) < min(map(int, kept))]


def about(version: Path) -> Version:
    """Return what is recorded of a version; an empty record where there is none or it is damaged."""
    with suppress(OSError, ValueError, TypeError):
        found = Version(**json.loads((version / _RECORD).read_text(encoding="utf-8")))
        if all(isinstance(part, str) for part in asdict(found).values()):
            return found
    return Version()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder's lock while the block runs; the system frees it even when this process is killed.

    Raises:
        SiteError: when another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SiteError("另一个生成过程正在进行，请等它结束后再试。") from None
        yield


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


def _lead(link: Path, version: Path) -> None:
    """Make `link` lead to the site of a version, by rename."""
    target = os.path.relpath((version / SITE).resolve(), link.parent.resolve())  # the project folder can be moved
    aside = _aside(link)
    aside.unlink(missing_ok=True)
    try:
        aside.symlink_to(target, target_is_directory=True)
        aside.replace(link)
    finally:
        aside.unlink(missing_ok=True)


def _aside(link: Path) -> Path:
    """Return where the new link stands until it takes the place of the old one."""
    return link.with_name(f".{link.name}.new")


def _write(version: Path, record: Version) -> None:
    """Write what is recorded of a version: whole or not at all."""
    write_file(version / _RECORD, json.dumps(asdict(record), ensure_ascii=False).encode() + b"\n")


def _versions(shelf: Path) -> list[Path]:
    """Return the versions on the shelf, oldest first."""
    return sorted(path for path in shelf.iterdir() if path.name.isdecimal() and path.is_dir())


def _keep(shelf: Path, kept: Iterable[Path | None]) -> None:
    """Remove the version folders but those kept."""
    names = {version.name for version in kept if version}
    for version in _versions(shelf):
        if version.name not in names:
            shutil.rmtree(version)
