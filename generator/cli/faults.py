"""What the system refuses (a full disk, a folder without rights) in words: what, where, and what to do."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from generator.build.faults import causes

FULL = "磁盘满了"
#: kinds of refusals → what is wrong, what to do.
_SAID: tuple[tuple[frozenset[int], str, str], ...] = (
    (
        frozenset({errno.ENOSPC, errno.EDQUOT}),
        FULL,
        "请腾出空间再运行一次；build/cache 整个删掉也行，只是下次要全部重做。",
    ),
    (frozenset({errno.EROFS}), "磁盘或文件夹是只读的", "请换成可以写的（请管理员重新挂载），再运行一次。"),
    (frozenset({errno.EACCES, errno.EPERM}), "没有权限", "请让运行的用户有读写的权限（看 ls -ld），再运行一次。"),
    (
        frozenset({errno.EMFILE, errno.ENFILE}),
        "同时打开的文件太多",
        "请放宽限制（例如 ulimit -n 4096），或者用 --workers 1，再运行一次。",
    ),
    (
        frozenset({errno.EFBIG}),
        "文件大小超过了系统给这个用户的限制",
        "请放宽限制（例如 ulimit -f unlimited），再运行一次。",
    ),
    (frozenset({errno.EAGAIN, errno.ENOMEM}), "内存或进程数不够", "请用 --workers 1，或者关掉别的程序，再运行一次。"),
    (
        frozenset({errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN, errno.EREMOTEIO}),
        "网络上的文件夹断开了",
        "请检查网络，重新挂载，再运行一次；只是共用的缓存断开了的，可以先不写 --cache。",
    ),
    (frozenset({errno.EIO}), "磁盘读写出错", "磁盘可能坏了，请先备份，再请管理员检查。"),
)
#: a disk with less room than this is full: its last blocks may be too small for any file.
_LITTLE = 1_000_000
#: folders of a project that commands write, besides itself.
_WRITTEN = ("build", "build/cache", "build/versions", "build/tmp", "docs", "data")


def refusal_in(error: BaseException) -> OSError | None:
    """Return what the system refused where an error comes from that; a library may have wrapped it in its own."""
    if isinstance(error, OSError):
        return error
    if any(isinstance(one, MemoryError) for one in causes(error)):
        return OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
    known = frozenset(number for numbers, _, _ in _SAID for number in numbers)
    return next((one for one in causes(error) if isinstance(one, OSError) and one.errno in known), None)


def in_words(error: OSError, root: Path) -> str:
    """Return what the system refused: what and where, and on a second line what to do.

    Args:
        error: as it was raised; of a full disk it rarely says which.
        root: project folder.
    """
    for numbers, what, advice in _SAID:
        if error.errno in numbers:
            return f"{what}{_where(error, root, what)}。\n{advice}"
    said = error.strerror or str(error) or type(error).__name__
    return f"读写文件时出错：{said}{_where(error, root, '')}。\n改正以后再运行一次；还不行，请把这句话告诉维护的人。"


def _where(error: OSError, root: Path, what: str) -> str:
    """Return where it happened, as far as that is known, ready to stand behind what happened."""
    names = [str(name) for name in (error.filename, error.filename2) if name not in (None, "")]
    shown = f"：写到 {names[-1]} 的时候" if names and what == FULL else f"：{' → '.join(names)}" if names else ""
    if what != FULL:
        return shown
    full = _full_among([root, *(root / name for name in _WRITTEN), _temporary()])
    build = root / "build" if (root / "build").is_dir() else root
    if not full and not names:  # what was not finished has been removed by now, and made room
        return f"：{build} 所在的磁盘，清掉没做完的以后还剩 {shutil.disk_usage(build).free / 1e6:.0f} MB"
    return shown + "".join(f"{'，' if shown or number else '：'}{words}" for number, words in enumerate(full))


def _full_among(folders: Iterable[Path | None]) -> list[str]:
    """Return of each full disk the first folder on it, and what it has left."""
    found: dict[int, str] = {}
    for folder in folders:
        if folder is None or not folder.is_dir():
            continue
        about = os.statvfs(folder)
        free = about.f_bavail * about.f_frsize
        if free < _LITTLE:
            found.setdefault(folder.stat().st_dev, f"{folder} 所在的磁盘只剩 {free / 1000:.0f} KB")
        elif about.f_files and not about.f_favail:
            found.setdefault(folder.stat().st_dev, f"{folder} 所在的磁盘不能再有更多的文件（个数到了上限）")
    return list(found.values())


def _temporary() -> Path | None:
    """Return the folder of temporary files, or None where there is none that can be written."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return None
