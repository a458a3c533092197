"""Importing workbooks into a project: which department each table is of, what its file becomes, and the write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.build.report import Slugs
from generator.check.report.text import placed
from generator.desk.importing.labels import bare
from generator.desk.importing.plan import Planned, plan_import
from generator.desk.importing.recognize import Recognized, Unplaced, recognize
from generator.desk.importing.workbook import read_workbook
from generator.findings import Finding, has_error
from generator.load.facts import to_facts
from generator.load.reading import Reader, Shared, load_shared, load_style
from generator.model.accounts import Accounts
from generator.model.facts import Facts
from generator.model.identity import Department
from generator.model.style import Style
from generator.workspace.project import Project


class ImportingError(ValueError):
    """An import cannot go on; the message says why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an import does to one report.

    Attributes:
        slugs: which report. path: its accounts.yml below the project. tables: the tables that are its own.
        planned: what changes. content: the new bytes of the file.
    """

    slugs: Slugs
    path: str
    tables: tuple[Recognized, ...]
    planned: Planned
    content: bytes


@dataclass(frozen=True, slots=True)
class Import:
    """What an import of workbooks comes to; nothing is written yet.

    Attributes:
        targets: reports that tables were found for. unplaced: cells and sheets that were not taken.
        homeless: tables of departments that the region does not have.
    """

    targets: tuple[Target, ...]
    unplaced: tuple[Unplaced, ...]
    homeless: tuple[Recognized, ...]


def plan_imports(
    project: Project, workbooks: Mapping[str, bytes], to: tuple[str, ...], *, unit: str = "", is_replacing: bool = False
) -> Import:
    """Return what importing workbooks does to a department's year, or to every department of a region that they name.

    Args:
        project: the project.
        workbooks: name → content.
        to: region, department and year; or region and year, and each table says whose it is.
        unit: unit of amounts where a table names none.
        is_replacing: whether amounts that differ are replaced.

    Raises:
        WorkbookError: a workbook cannot be read.
        ImportingError: the target is not there, or its file has errors.
    """
    shared = load_shared(Reader(project.shared))
    region, year = to[0], to[-1]
    known = _departments(project, region)
    if not known:
        raise ImportingError(f"没有地区“{region}”，或者它下面还没有部门。请先用 juesuan new 建好部门，再导入。")
    if len(to) > 2 and to[1] not in known:  # noqa: PLR2004 - region and year alone
        raise ImportingError(f"“{region}”没有部门“{to[1]}”；有的是：{'、'.join(sorted(known))}。")
    style = _style(project, shared, Slugs(region, to[1] if len(to) > 2 else min(known), year))  # noqa: PLR2004
    codes = codes_by_name(shared, int(year))
    tables: list[Recognized] = []
    unplaced: list[Unplaced] = []
    for name, content in workbooks.items():
        for found in recognize(
            name, read_workbook(content, name), style.tables, lambda label: codes.get(label, ()), unit
        ):
            (tables if isinstance(found, Recognized) else unplaced).append(found)  # type: ignore[arg-type]
    owned, homeless = _owned(tables, known, to)
    unplaced += [cell for table in tables for cell in table.unplaced]
    targets = (
        _target(project, shared, Slugs(region, owner, year), of, is_replacing=is_replacing)
        for owner, of in owned.items()
    )
    return Import(tuple(targets), tuple(unplaced), tuple(homeless))


def _departments(project: Project, region: str) -> dict[str, Department]:
    """Return the departments of a region by folder name."""
    found = {}
    for path in project.files:
        parts = path.split("/")
        if parts[:3] == ["data", "regions", region] and parts[-1] == "department.yml":
            record = Reader(project.files).record(Department, path)
            if record is not None:
                found[parts[3]] = record
    return found


def codes_by_name(shared: Shared, year: int) -> dict[str, tuple[str, ...]]:
    """Return the codes that bear each name in a year, by the name as labels are compared."""
    found: dict[str, tuple[str, ...]] = {}
    for entries in (shared.classification.functional, shared.classification.economic):
        for code, entry in entries.items():
            name = bare(entry.name_in(year))
            found[name] = (*found.get(name, ()), code)
    return found


def _style(project: Project, shared: Shared, slugs: Slugs) -> Style:
    reader = Reader(project.files_of(slugs))
    style = load_style(reader, shared, slugs.region, slugs.department, slugs.year)
    if style is None:
        raise ImportingError(_first(reader) or f"读不出“{slugs.address}”的样式。")
    return style


def _owned(
    tables: Sequence[Recognized], known: Mapping[str, Department], to: tuple[str, ...]
) -> tuple[dict[str, list[Recognized]], list[Recognized]]:
    """Return the tables of each department, and those of none; a table that names nobody is the last named one's."""
    owned: dict[str, list[Recognized]] = {}
    homeless = []
    last = to[1] if len(to) > 2 else ""  # noqa: PLR2004
    for table in tables:
        if len(to) == 2 and table.owner:  # noqa: PLR2004
            last = next(_named(table.owner, known), "")
        if last:
            owned.setdefault(last, []).append(table)
        else:
            homeless.append(table)
    return owned, homeless


def _named(owner: str, known: Mapping[str, Department]) -> Iterator[str]:
    wanted = bare(owner)
    for slug, department in known.items():
        names = (department.name, department.short, *department.aliases, *(span.name for span in department.former))
        if wanted in {bare(name) for name in names if name}:
            yield slug


def _target(
    project: Project, shared: Shared, slugs: Slugs, tables: Sequence[Recognized], *, is_replacing: bool
) -> Target:
    path = f"data/regions/{slugs.address}/accounts.yml"
    raw = project.files.get(path, b"")
    reader = Reader(project.files)
    facts = Facts()
    if raw.strip():
        record = reader.record(Accounts, path)
        facts, found = to_facts(record, path) if record is not None else (Facts(), [])
        reader.findings += found
        if has_error(reader.findings):
            raise ImportingError(f"{path} 里有错误，没有导入。请先改好：\n{_first(reader)}")
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    planned = plan_import(tables, _style(project, shared, slugs), facts, text, is_replacing=is_replacing)
    return Target(slugs, path, tuple(tables), planned, raw if planned.text == text else _bytes(planned.text, raw))


def _bytes(text: str, raw: bytes) -> bytes:
    """Return a text in the form of the bytes that it replaces: their line ends and byte order mark."""
    mark = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
    return (mark + (text.replace("\n", "\r\n") if b"\r\n" in raw else text)).encode()


def _first(reader: Reader) -> str:
    found: list[Finding] = placed(reader.findings, reader.trees)
    return "\n".join(f"{one.place or one.path}：{one.message}" for one in found[:5])


def write_target(root: Path, target: Target) -> None:
    """Write the new accounts.yml of a target: whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    path = root / target.path
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(target.content)
        if path.exists():
            aside.chmod(path.stat().st_mode)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
