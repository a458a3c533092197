"""Former addresses that the data states: of departments that were renamed, and of single parts of the site."""

from collections.abc import Iterator

from generator.check.moved import KEY, check_moves
from generator.check.report.text import placed
from generator.findings import Finding
from generator.load.node import pointer
from generator.load.reading import Reader
from generator.model.identity import Department, Site
from generator.model.moves import Move, Stated
from generator.workspace.project import Project

_SITE = "data/site.yml"


def moves_of(project: Project, site: Site) -> tuple[list[Move], list[Finding]]:
    """Return the changes of address that hold, and what is wrong with the others, with places.

    Args:
        project: the project.
        site: its site.yml.
    """
    reader = Reader(project.files)
    stated = [*_of_departments(project, reader), *_of_site(site)]
    if not stated:
        return [], []
    held = {"reports/"}
    for path in project.files:
        parts = path.split("/")
        if parts[:2] == ["data", "regions"]:
            held |= {f"reports/{'/'.join(parts[2:end])}/" for end in (3, 4, 5) if end < len(parts)}
    moves, found = check_moves(stated, held)
    if any(finding.path.startswith(_SITE) for finding in found):
        reader.tree(_SITE)
    return moves, placed(found, reader.trees)


def _of_departments(project: Project, reader: Reader) -> Iterator[Stated]:
    for path in sorted(project.files):
        parts = path.split("/")
        if path.endswith("/department.yml") and KEY.encode() in project.files[path] and len(parts) == 5:  # noqa: PLR2004 - data/regions/REGION/DEPARTMENT/FILE
            record = reader.record(Department, path)
            region, department = parts[2:4]
            for index, typed in enumerate(record.moved_from if record else ()):
                old = typed if "/" in typed.strip("/") else f"{region}/{typed}"
                yield Stated(f"reports/{old}", f"reports/{region}/{department}", typed, pointer(path, KEY, index))


def _of_site(site: Site) -> Iterator[Stated]:
    for old, new in site.moved_from.items():
        yield Stated(old, new, f"{old}: {new}", pointer(_SITE, KEY, old))
