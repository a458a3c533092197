"""`SHA256SUMS`: the hash of every file of a site, as coreutils' `sha256sum` writes it, so that `sha256sum -c` reads it.

One line a file, in bytewise order of the paths below the site; the list itself is left out. Names are bytes here: their
order is then the same in every locale, and a name that is no text is a name all the same. Lists and folders are read
as streams: memory does not grow with the number of files.
"""

import contextlib
import hashlib
import os
import re
import stat
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from generator.site.errors import SiteError

SUMS = "SHA256SUMS"
_WORKERS = 4
#: files handed to the workers ahead of the one that is waited for.
_AHEAD = 64
_LONGEST = 8192  # bytes of a line; Linux knows no path of more than 4096
_LINE = re.compile(rb"(\\?)([0-9a-fA-F]{64}) [ *]([^\0]+)", re.DOTALL)
_ESCAPES = {b"\\\\": b"\\", b"\\n": b"\n", b"\\r": b"\r"}


class Kind(Enum):
    """What stands under a name."""

    FILE = "file"
    LINK = "link"
    OTHER = "other"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Item:
    """A name with what stands there: in a folder, or as a list says.

    Attributes:
        name: path below the site. kind: what stands there. sha256: 64 digits, of a file that was read.
        head: the first bytes of a file where they were asked for. size: bytes.
    """

    name: bytes
    kind: Kind = Kind.FILE
    sha256: str = ""
    head: bytes = b""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Damage:
    """A line of a list that cannot be used: its number, and why, in Chinese; whether it leads out of the site."""

    line: int
    why: str
    is_outside: bool = False


def write_sums(site: Path, known: Mapping[str, str]) -> None:
    """Write the list of a site into it.

    Args:
        site: folder of the site.
        known: path in the site → hash, of files that need not be read again; names that are not there do not count.

    Raises:
        SiteError: something in the site is no file, or cannot be read.
    """
    with (site / SUMS).open("wb") as out:
        for item in hashed(site, (one for one in walk(site) if one.name != SUMS.encode()), known):
            if not item.sha256:
                raise SiteError(f"网站里的“{shown(item.name)}”不是可以读的文件，没有写成 {SUMS}。")
            out.write(line_of(item.name, item.sha256))


def line_of(name: bytes, sha256: str) -> bytes:
    """Return the line of a file; a name with a line break or a backslash is escaped, as coreutils does."""
    escaped = name
    for written, plain in _ESCAPES.items():
        escaped = escaped.replace(plain, written)
    mark = b"" if escaped == name else b"\\"
    return mark + sha256.encode() + b"  " + escaped + b"\n"


def entries(lines: BinaryIO) -> Iterator[Item | Damage]:
    """Yield what a list says line by line; names that are yielded stay inside the site and ascend.

    Args:
        lines: the list, at its beginning. Whatever it holds, no line is held that is longer than a path can be.
    """
    last, number = b"", 0
    while line := lines.readline(_LONGEST):
        number += 1
        if not line.endswith(b"\n") and len(line) == _LONGEST:
            while (rest := lines.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield Damage(number, "太长")
            continue
        found = _LINE.fullmatch(line.removesuffix(b"\n").removesuffix(b"\r"))
        if not found:
            yield Damage(number, "不是“64 位校验值、两个空格、文件名”")
            continue
        name = _unescaped(found[3]) if found[1] else found[3]
        if any(part in {b"", b".", b".."} for part in name.split(b"/")):
            yield Damage(number, f"“{shown(name)}”不是网站里面的路径", is_outside=True)
        elif name <= last or name == SUMS.encode():
            yield Damage(number, f"“{shown(name)}”重复、次序不对，或者是清单自己")
        else:
            last = name
            yield Item(name, sha256=found[2].decode().lower())


def _unescaped(name: bytes) -> bytes:
    return re.sub(rb"\\[\\nr]", lambda found: _ESCAPES[found[0]], name)


def walk(site: Path) -> Iterator[Item]:
    """Yield what stands below a folder, bytewise by path, without following links or reading files.

    Folders themselves are not yielded, but for those that cannot be read.
    """
    top = os.fsencode(site)
    waiting = [iter(_listed(top, b""))]
    while waiting:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, Item):
            yield item
        else:
            try:
                waiting.append(iter(_listed(top, item)))
            except OSError:
                yield Item(item.removesuffix(b"/"), Kind.UNREADABLE)


def _listed(top: bytes, folder: bytes) -> list[Item | bytes]:
    """Return what is in a folder, in the order of the paths below it; a folder as its path with a slash at its end.

    `a-b`, `a.b` and what is in the folder `a` ascend in this order, because the slash counts.
    """
    with os.scandir(os.path.join(top, folder)) as inside:  # noqa: PTH118 - pathlib knows no names that are bytes
        found: list[tuple[bytes, Item | bytes]] = []
        for one in inside:
            path = folder + one.name
            if one.is_dir(follow_symlinks=False):
                found.append((path + b"/", path + b"/"))
                continue
            is_file = one.is_file(follow_symlinks=False)
            found.append((path, Item(path, Kind.LINK if one.is_symlink() else Kind.FILE if is_file else Kind.OTHER)))
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def hashed(
    site: Path, items: Iterable[Item], known: Mapping[str, str] | None = None, heads: tuple[bytes, ...] = ()
) -> Iterator[Item]:
    """Yield the items in the same order, files with their hash; several are read at once.

    Args:
        site: folder of the site.
        items: what stands in it.
        known: path → hash of files that are not read.
        heads: ends of the names of files whose first bytes are wanted.
    """
    top = os.fsencode(site)
    held = known or {}
    with ThreadPoolExecutor(_WORKERS) as pool:
        waiting: deque[Item | Future[Item]] = deque()
        for item in items:
            sha256 = held.get(item.name.decode(errors="surrogateescape"), "")
            if item.kind is not Kind.FILE:
                waiting.append(item)
            else:
                ready = Item(item.name, sha256=sha256)
                waiting.append(ready if sha256 else pool.submit(_read, top, item.name, item.name.endswith(heads)))
            if len(waiting) > _AHEAD:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _result(item: Item | Future[Item]) -> Item:
    return item if isinstance(item, Item) else item.result()


def _read(top: bytes, name: bytes, with_head: bool) -> Item:  # noqa: FBT001 - called through the pool
    """Return a file with its hash; one that was replaced by a link or a pipe since counts as unreadable."""
    try:
        with regular(os.path.join(top, name), follow=False) as file:  # noqa: PTH118 - a name of bytes
            size = os.fstat(file.fileno()).st_size
            head = file.read(512) if with_head else b""
            file.seek(0)
            return Item(name, Kind.FILE, hashlib.file_digest(file, "sha256").hexdigest(), head, size)
    except OSError:
        return Item(name, Kind.UNREADABLE)


@contextlib.contextmanager
def regular(path: bytes | Path, *, follow: bool = True) -> Iterator[BufferedReader]:
    """Open a file to be read; a pipe, a device or (unless told otherwise) a link is refused and never waited for.

    Raises:
        OSError: it cannot be opened, or is no file.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("not a regular file")
        yield file


def shown(name: bytes, most: int = 200) -> str:
    """Return a name as a line may print it: what is no text, or would move the cursor or turn the line, is escaped."""
    text = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode()
        for char in name.decode(errors="backslashreplace")
    )
    return text if len(text) <= most else text[: most - 1] + "…"
