"""Files of data/ put in order: which ones are meant, and the write."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.desk.tidy import Tidied, tidied
from generator.workspace.project import Project


def files_meant(project: Project, names: Sequence[str]) -> list[str]:
    """Return the files of data/ that names mean: a file, a folder, or `region/department/year`; all without names.

    Args:
        project: the project.
        names: paths below the project, or addresses below data/regions/.

    Raises:
        LookupError: a name means no file of data/; it is the error's argument.
    """
    if not names:
        return sorted(project.files)
    found: dict[str, None] = {}
    for name in names:
        path = Path(name)
        below = path.relative_to(project.root) if path.is_absolute() and path.is_relative_to(project.root) else path
        plain = below.as_posix().removeprefix("./").rstrip("/")
        meant = [
            file
            for file in sorted(project.files)
            for start in (plain, f"data/regions/{plain}")
            if file == start or file.startswith(f"{start}/")
        ]
        if not meant:
            raise LookupError(name)
        found |= dict.fromkeys(meant)
    return list(found)


def tidy_files(project: Project, paths: Sequence[str]) -> Iterator[tuple[str, Tidied]]:
    """Yield each file with what it becomes; nothing is written.

    Args:
        project: the project.
        paths: files of it.
    """
    for path in paths:
        yield path, tidied(project.files[path], path)
