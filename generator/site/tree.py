"""Folders as mappings: path below the folder, with forward slashes, to bytes."""

import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from generator.site.errors import SiteError
from generator.workspace.writing import named


def inside(folder: Path, name: str) -> Path:
    """Return where file `name` stands in `folder`.

    Args:
        folder: any folder.
        name: path below it, with forward slashes.

    Raises:
        SiteError: when the name is empty, absolute, or leads out of the folder.
    """
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise SiteError(f"文件名“{name}”指到了文件夹外面，没有写入。")
    return folder / path


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


def link_file(source: Path, target: Path) -> None:
    """Have a file stand in another place too: as the same file, or as a copy where the disk has no hard links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:  # another disk, too many links, a file system without
        shutil.copyfile(source, target)


def read_tree(folder: Path, *, with_links: bool = True) -> dict[str, bytes]:
    """Return every file below `folder`, sorted by path; without links, if so told, those of folders included."""
    paths = sorted(
        path for path in folder.rglob("*") if path.is_file() and (with_links or not _is_linked(path, folder))
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _is_linked(path: Path, folder: Path) -> bool:
    """Return whether a path below a folder is a link or leads through one."""
    between = path.relative_to(folder).parents
    return path.is_symlink() or any((folder / part).is_symlink() for part in between if part.parts)
