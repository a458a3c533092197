"""What was built before: files by the hash of everything they were made from.

One entry is one file, written under a temporary name and renamed, so a reader sees all of it or nothing, whoever else
writes and whenever a writer is killed. Its hash is checked when it is read; a damaged entry counts as absent.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

_MAGIC = b"juesuan cache 1\n"
_ABANDONED = 24 * 3600  # seconds after which a temporary file has no writer any more
_CLOCKS = 60  # seconds by which the clocks of machines that share a cache may differ
_SKIPPED = {"__pycache__"}


def key(*parts: bytes | str) -> str:
    """Return the hash (64 hexadecimal digits) of the parts, in which `"ab", "c"` and `"a", "bc"` differ.

    Args:
        parts: whatever a result depends on; text and its UTF-8 bytes count as the same.
    """
    total = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        total.update(len(content).to_bytes(8, "big"))
        total.update(content)
    return total.hexdigest()


def fingerprint(paths: Iterable[Path]) -> str:
    """Return one hash for files and folders: code, templates, lock, fonts.

    Depends on names below each given path and on contents, not on where the paths stand, their order, or times.
    Compiled Python is left out.

    Raises:
        OSError: when a path is missing or cannot be read.
    """
    return key(*sorted(key(path.name, *_contents(path)) for path in paths))


def _contents(path: Path) -> Iterable[bytes | str]:
    """Yield names and hashes of the file, or of all files below the folder."""
    if path.is_file():
        yield _digest(path)
        return
    for inner in sorted(path.iterdir()):
        if inner.name not in _SKIPPED:
            yield from (inner.name, key(*_contents(inner)))


def _digest(path: Path) -> bytes:
    """Return the hash of one file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


class Cache:
    """A folder of results by key."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def get(self, entry: str) -> dict[str, bytes] | None:
        """Return the files put under `entry`, by name, or None when there are none or they are damaged.

        Marks the entry as used now, so that `prune` keeps it longer.
        """
        path = self._path(entry)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        files = _unpack(entry, content)
        with contextlib.suppress(OSError):  # another process may prune at this moment, or the folder be read-only
            if files is None:
                path.unlink()
            else:
                os.utime(path)
        return files

    def has(self, entry: str) -> bool:
        """Return whether something stands under `entry`, without reading it: `get` may still find it damaged.

        Marks it as used now.
        """
        path = self._path(entry)
        with contextlib.suppress(OSError):
            os.utime(path)
        return path.is_file()

    def put(self, entry: str, files: Mapping[str, bytes]) -> None:
        """Keep `files` (name to content) under `entry`, in the place of what was there."""
        path = self._path(entry)
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_pack(entry, files))
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def prune(self, max_bytes: int) -> int:
        """Remove the entries unused for longest until the rest fits; return how many were removed.

        Args:
            max_bytes: size that the whole folder may keep.
        """
        entries = []
        for path in self._root.glob("??/*"):
            with contextlib.suppress(FileNotFoundError):
                status = path.stat()
                if not path.name.startswith("."):
                    entries.append((status.st_mtime_ns, path.name, status.st_size, path))
                elif time.time() - status.st_mtime > _ABANDONED:
                    path.unlink()
        size, removed = sum(entry[2] for entry in entries), 0
        for _, _, weight, path in sorted(entries):
            if size <= max_bytes:
                break
            path.unlink(missing_ok=True)
            size, removed = size - weight, removed + 1
        return removed

    def forget(self, since: float) -> None:
        """Remove every entry that was put or used since a moment, whose content may not be what its key says.

        Args:
            since: seconds since 1970; a little before it counts as well, as clocks differ.
        """
        for path in self._root.glob("??/*"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime >= since - _CLOCKS:
                    path.unlink()

    def _path(self, entry: str) -> Path:
        """Return where `entry` stands, in one of 256 folders so that none grows long.

        Raises:
            ValueError: when `entry` was not made by `key`.
        """
        if len(entry) != hashlib.sha256().digest_size * 2 or not set(entry) <= set("0123456789abcdef"):
            raise ValueError(f"not a cache key: {entry!r}")
        return self._root / entry[:2] / entry[2:]


def _pack(entry: str, files: Mapping[str, bytes]) -> bytes:
    """Return an entry's bytes: magic, hash of the rest, a line of names and sizes, the contents one after another."""
    names = sorted(files)
    head = json.dumps({"key": entry, "files": [[name, len(files[name])] for name in names]}, ensure_ascii=False)
    body = head.encode() + b"\n" + b"".join(files[name] for name in names)
    return _MAGIC + hashlib.sha256(body).digest() + body


def _unpack(entry: str, content: bytes) -> dict[str, bytes] | None:
    """Return the files of an entry, or None when the bytes are not what was written under this key."""
    start = len(_MAGIC) + hashlib.sha256().digest_size
    digest, body = content[len(_MAGIC) : start], content[start:]
    if not content.startswith(_MAGIC) or hashlib.sha256(body).digest() != digest:
        return None
    line, _, rest = body.partition(b"\n")
    head = json.loads(line)
    if head["key"] != entry:
        return None
    files, at = {}, 0
    for name, size in head["files"]:
        files[name] = rest[at : at + size]
        at += size
    return files
