"""Folders as mappings: path below the folder, with forward slashes, to bytes."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.site.errors import SiteError
from generator.workspace.writing import named


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


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file of `files` below `folder`, making folders on the way.

    Raises:
        SiteError: when a name leads out of the folder.
        OSError: one cannot be written; the error names it.
    """
    for name, content in files.items():
        path = inside(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with named(path):
            path.write_bytes(content)


def link_file(source: str, target: str) -> None:
    """Have a file stand in another place too: as the same file, or as a copy where the disk has no hard links.

    Raises:
        OSError: it cannot be read there or written here, or something stands here already.
    """
    folder = os.path.dirname(target)  # noqa: PTH120 - a hundred thousand files: a Path each takes longer
    if not os.path.isdir(folder):  # noqa: PTH112
        os.makedirs(folder)  # noqa: PTH103
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # another disk, too many links, a file system without
        shutil.copyfile(source, target)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`, sorted by path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
