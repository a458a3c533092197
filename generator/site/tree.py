"""Folders as mappings: path below the folder, with forward slashes, to bytes."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from generator.site.errors import SiteError
from generator.workspace.writing import named

_PIECE = 1 << 20
#: a link is not followed, a pipe not waited for.
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def is_inside(name: str) -> bool:
    """Return whether a path with forward slashes leads to a file below the folder that it is joined to."""
    return not ({"", ".", ".."} & set(name.split("/")) or "\\" in name or "\0" in name)


def inside(folder: Path, name: str) -> Path:
    """Return where file `name` stands in `folder`.

    Args:
        folder: any folder.
        name: path below it, with forward slashes.

    Raises:
        SiteError: when the name is empty, absolute, or leads out of the folder.
    """
    if not is_inside(name):
        raise SiteError(f"文件名“{name}”指到了文件夹外面，没有写入。")
    return folder / name


def write_tree(folder: Path, files: Mapping[str, bytes], *, is_new: bool = False) -> None:
    """Write every file of `files` below `folder`, making folders on the way.

    Args:
        folder: the folder.
        files: content by path below it, with forward slashes.
        is_new: whether none may stand there yet: it could be the same file as that of another version.

    Raises:
        SiteError: when a name leads out of the folder.
        OSError: one cannot be written; the error names it.
    """
    for name, content in files.items():
        path = inside(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with named(path), path.open("xb" if is_new else "wb") as out:
            out.write(content)


def is_same(folder: Path, files: Mapping[str, str]) -> bool:
    """Return whether files are what was recorded of them; False where one is missing, or stands outside the folder.

    Args:
        folder: in which they stand.
        files: path below it, with forward slashes → recorded SHA-256.
    """
    here = os.fspath(folder)
    try:
        return all(is_inside(name) and file_hash(f"{here}/{name}") == known for name, known in files.items())
    except OSError:
        return False


def stamp(folder: Path, names: Iterable[str]) -> str:
    """Return a hash of what the file system says of files: number, kind, size, when each was written and changed.

    While it is the same nobody wrote or replaced one of them, though their contents were not read: a time of change
    cannot be set back. "" where one is missing or stands outside the folder.

    Args:
        folder: in which they stand.
        names: paths below it, with forward slashes.
    """
    here, found = os.fspath(folder), hashlib.sha256()
    try:
        for name in names:
            about = os.lstat(f"{here}/{name}")
            told = (about.st_ino, about.st_mode, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
            if not (is_inside(name) and S_ISREG(about.st_mode)):
                return ""
            found.update(repr((name, told)).encode())
    except OSError:
        return ""
    return found.hexdigest()


def link(source: Path, target: Path, names: Iterable[str]) -> None:
    """Have files stand below another folder too: the same files in both places, or copies on a disk without hard links.

    Args:
        source: folder in which they stand.
        target: folder in which they are to stand as well.
        names: paths below it, with forward slashes, none of which leads out of it.

    Raises:
        OSError: one cannot be written here, or something stands here already.
    """
    here, there = os.fspath(source), os.fspath(target)
    made = set()  # a hundred thousand files: a Path each, or a look at the folder of each, takes longer than the link
    for name in names:
        folder = name.rpartition("/")[0]
        if folder not in made:
            os.makedirs(f"{there}/{folder}", exist_ok=True)  # noqa: PTH103
            made.add(folder)
        try:
            os.link(f"{here}/{name}", f"{there}/{name}")
        except FileExistsError:
            raise
        except OSError:  # another disk, too many links, a file system without
            shutil.copyfile(f"{here}/{name}", f"{there}/{name}")


def unlink(folder: Path, names: Iterable[str]) -> None:
    """Take files out of a folder, those that stand there, and the folders that they leave empty.

    Args:
        folder: in which they stand.
        names: paths below it, with forward slashes.

    Raises:
        SiteError: when a name leads out of the folder.
    """
    above: set[Path] = set()
    for name in names:
        path = inside(folder, name)
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
        above.update(list(path.parents)[: name.count("/")])
    for path in sorted(above, reverse=True):
        with suppress(OSError):  # it holds something else
            path.rmdir()


def file_hash(path: str | Path) -> str:
    """Return the SHA-256 of a file, 64 hexadecimal digits.

    Raises:
        OSError: it cannot be read, or is a link.
    """
    found = hashlib.sha256()
    number = os.open(path, _FLAGS)  # half the time of a file object, many times
    try:
        while piece := os.read(number, _PIECE):
            found.update(piece)
    finally:
        os.close(number)
    return found.hexdigest()


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`, sorted by path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
