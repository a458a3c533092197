"""Writing files: whole or not at all, the reader's rights kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

#: a name of the longest length would leave no room for the marks of the file aside.
_LONGEST = 40


def write_file(path: Path, content: bytes) -> None:
    """Write a file and the folders above it: whole or not at all; a file that was there keeps its mode.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name[:_LONGEST]}.new")
    try:
        with named(path):
            aside.write_bytes(content)
        if path.exists():
            aside.chmod(path.stat().st_mode)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, each whole or not at all.

    Raises:
        OSError: one cannot be written.
    """
    for name, content in files.items():
        write_file(folder / name, content)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Name the file that the block writes in an error that names none: of a full disk the system does not say which."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise
