"""The folder `attachments` of a report: its files, each looked into once as long as it stays as it is."""

import os
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.desk.apart import FaultError
from generator.desk.attaching.examine import MOST_BYTES, examine, too_large
from generator.model.attachments import FOLDER, Examined

#: more files than this are not looked at.
MOST_FILES = 100
#: what systems leave lying about.
_STRAY = ("Thumbs.db", "desktop.ini")


def attached_in(folder: Path) -> dict[str, Examined]:
    """Return what is seen of each file attached to a report, by name; nothing where there is no such folder.

    Args:
        folder: of the report, such as `data/regions/anju/hrss/2024` below the project.
    """
    place = folder / FOLDER
    if place.is_symlink() or not place.is_dir():
        return {}
    return dict(_seen(place))


def _seen(place: Path) -> Iterator[tuple[str, Examined]]:
    names = sorted(
        name
        for name in (path.name for path in place.iterdir())
        if not name.startswith((".", "~$")) and name not in _STRAY
    )
    for number, name in enumerate(names):
        path = place / name
        about = path.lstat()
        if not _is_utf8(name):
            yield shown(name), Examined(about.st_size, problem="文件名的编码不对（多半是在 Windows 上压缩的），请改名")
        elif number >= MOST_FILES:
            yield name, Examined(about.st_size, problem=f"是第 {number + 1} 个附件，最多看 {MOST_FILES} 个")
        elif stat.S_ISLNK(about.st_mode):
            yield name, Examined(0, problem="是快捷方式（链接），附件只能是放在这里的文件")
        elif not stat.S_ISREG(about.st_mode):
            yield name, Examined(0, problem="是文件夹，附件只能是放在这里的文件")
        elif about.st_size > MOST_BYTES:
            yield name, too_large(about.st_size)
        else:
            yield name, _examined(str(path), name, about.st_size, about.st_mtime_ns)


@lru_cache(maxsize=4096)
def _examined(path: str, name: str, size: int, _changed: int) -> Examined:
    """Return what is seen of a file; one that nobody changed is not read again.

    Raises:
        OSError, MemoryError, FaultError: the machine lacks something, or the reader is at fault: no file is to blame.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        return Examined(size, problem=f"读不了：{error.strerror or error}")
    try:
        return examine(name, content)
    except (OSError, MemoryError, FaultError):
        raise
    except Exception as error:  # noqa: BLE001 - one damaged file must not keep other reports from the public
        return Examined(size, problem=f"坏了，读不出里面的内容（{type(error).__name__}）")


def shown(name: str) -> str:
    """Return a name of a file with signs for what is no text: bytes of another encoding cannot be printed or kept."""
    return os.fsencode(name).decode("utf-8", "replace")


def _is_utf8(name: str) -> bool:
    return shown(name) == name
