"""Importing workbooks into a project: which department each table is of, what its file becomes, and the write."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.build.report import Slugs
from generator.check.report.text import placed
from generator.desk.importing.evaluation import read_evaluations
from generator.desk.importing.form_sheet import EvaluationSheet
from generator.desk.importing.labels import bare
from generator.desk.importing.owners import asked, owned, stray_warnings
from generator.desk.importing.plan import Planned, plan_import
from generator.desk.importing.recognize import Known, Recognized, Unplaced, recognize
from generator.desk.importing.variants import known_of
from generator.desk.importing.workbook import read_workbook
from generator.findings import Finding, has_error
from generator.load.blanks import CODE as BLANK
from generator.load.evaluations import SLUG
from generator.load.facts import to_facts
from generator.load.reading import Reader, Shared, load_shared_once, load_style
from generator.model.accounts import Accounts
from generator.model.evaluation import Evaluation
from generator.model.facts import Facts
from generator.model.identity import Department
from generator.model.style import Style
from generator.workspace.project import Project
from generator.workspace.writing import write_file


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
        homeless: tables of departments that the region does not have. warnings: what looks wrong, in Chinese.
        left: rows of departments that were not asked for.
    """

    targets: tuple[Target, ...]
    unplaced: tuple[Unplaced, ...]
    homeless: tuple[Recognized, ...]
    warnings: tuple[str, ...] = ()
    left: tuple[Recognized, ...] = ()


#: told of every step with its name, how much of it is done, and of how much.
Progress = Callable[[str, int, int], None]


def _silent(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def plan_imports(
    project: Project,
    workbooks: Mapping[str, bytes],
    to: tuple[str, ...],
    *,
    unit: str = "",
    is_replacing: bool = False,
    show: Progress = _silent,
) -> Import:
    """Return what importing workbooks does to a department's year, or to every department of a region that they name.

    Args:
        project: the project.
        workbooks: name → content.
        to: region, department and year; or region and year, and each table says whose it is.
        unit: unit of amounts where a table names none.
        is_replacing: whether amounts that differ are replaced.
        show: is told how far reading and comparing are.

    Raises:
        WorkbookError: a workbook cannot be read.
        ImportingError: the target is not there, or its file has errors.
    """
    shared = load_shared_once(project.shared)
    region, year = to[0], to[-1]
    known = _departments(project, region)
    if not known:
        raise ImportingError(f"没有地区“{region}”，或者它下面还没有部门。请先用 juesuan new 建好部门，再导入。")
    if len(to) > 2 and to[1] not in known:  # noqa: PLR2004 - region and year alone
        raise ImportingError(f"“{region}”没有部门“{to[1]}”；有的是：{'、'.join(sorted(known))}。")
    style = _style(project, shared, Slugs(region, to[1] if len(to) > 2 else min(known), year))  # noqa: PLR2004
    codes = codes_by_name(shared, int(year))
    names = {slug: _names(department) for slug, department in known.items()}
    every = [name for held in names.values() for name in held]
    what = known_of(style, lambda label: codes.get(label, ()), owners=every, unit=unit)
    tables, unplaced = _recognized(workbooks, what, show)
    whose = asked(tables, names, to[1]) if len(to) > 2 else owned(tables, names)  # noqa: PLR2004
    warnings = stray_warnings(whose, names, int(year), is_unit_given=bool(unit))
    filled = {owner: of for owner, of in whose.tables.items() if any(table.taken or table.blanks for table in of)}
    targets = []
    for number, (owner, of) in enumerate(filled.items(), 1):
        targets.append(_target(project, shared, Slugs(region, owner, year), of, is_replacing=is_replacing))
        show("与各部门的文件核对", number, len(filled))
    # Of units that nobody asked for it is told that they were left, not which of their cells.
    strangers = {id(table) for table in (*whose.left, *whose.homeless) if table.is_by_row}
    unplaced += [cell for table in tables if id(table) not in strangers for cell in table.unplaced]
    return Import(tuple(targets), tuple(unplaced), whose.homeless, tuple(warnings), whose.left)


def _recognized(
    workbooks: Mapping[str, bytes], known: Known, show: Progress
) -> tuple[list[Recognized], list[Unplaced]]:
    """Return the tables of workbooks in order, and the sheets in which there is none."""
    tables: list[Recognized] = []
    unplaced: list[Unplaced] = []
    for name, content in workbooks.items():
        sheets = read_workbook(content, name)
        for number, sheet in enumerate(sheets, 1):
            for found in recognize(name, [sheet], known):
                if isinstance(found, Recognized):
                    tables.append(found)
                else:
                    unplaced.append(found)
            show(f"读取 {name}", number, len(sheets))
    return tables, unplaced


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


def _names(department: Department) -> tuple[str, ...]:
    """Return every name and code that a workbook may call a department by."""
    former = tuple(span.name for span in department.former)
    names = (department.name, department.short, *department.aliases, *former, *department.codes)
    return tuple(name for name in names if name)


def codes_by_name(shared: Shared, year: int) -> dict[str, tuple[str, ...]]:
    """Return the codes that bear each name in a year, by the name as labels are compared.

    A name that no code bears in the year is one of another year: then the codes that bear it ever.
    """
    found: dict[str, tuple[str, ...]] = {}
    ever: dict[str, tuple[str, ...]] = {}
    for entries in (shared.classification.functional, shared.classification.economic):
        for code, entry in entries.items():
            now = bare(entry.name_in(year))
            found[now] = (*found.get(now, ()), code)
            for name in {bare(entry.name), *(bare(span.name) for span in entry.names)}:
                ever[name] = (*ever.get(name, ()), code)
    return {**ever, **found}


def _style(project: Project, shared: Shared, slugs: Slugs) -> Style:
    reader = Reader(project.files_of(slugs))
    style = load_style(reader, shared, slugs.region, slugs.department, slugs.year)
    if style is None:
        raise ImportingError(_first(reader) or f"读不出“{slugs.address}”的样式。")
    return style


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
        # A blank is what an import is for.
        reader.findings = [*(each for each in reader.findings if each.code != BLANK), *found]
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


@dataclass(frozen=True, slots=True)
class EvaluationFile:
    """An evaluation to write: its path below the project, what was read, and errors of the file, if any."""

    path: str
    found: EvaluationSheet
    problem: str = ""


def plan_evaluations(
    project: Project, workbooks: Mapping[str, bytes], slugs: Slugs, name: str
) -> tuple[tuple[EvaluationFile, ...], tuple[Unplaced, ...]]:
    """Return the evaluations (绩效自评) of workbooks as new files, and sheets that hold none.

    Args:
        project: the project.
        workbooks: name → content.
        slugs: the report that they belong to.
        name: file name without its ending; further evaluations get -2, -3 behind it.

    Raises:
        WorkbookError: a workbook cannot be read.
        ImportingError: the department is not there, the name is none, or a file of that name is.
    """
    if slugs.department not in _departments(project, slugs.region):
        raise ImportingError(f"没有部门“{slugs.region}/{slugs.department}”。请先用 juesuan new 建好，再导入。")
    if not SLUG.fullmatch(name):
        raise ImportingError(f"“{name}”不能作文件名：只用小写英文字母、数字和减号，以字母开头，例如 weixiu。")
    style = _style(project, load_shared_once(project.shared), slugs)
    files: list[EvaluationFile] = []
    unplaced: list[Unplaced] = []
    for workbook, content in workbooks.items():
        for found in read_evaluations(workbook, read_workbook(content, workbook), style):
            if isinstance(found, Unplaced):
                unplaced.append(found)
                continue
            slug = f"{name}-{len(files) + 1}" if files else name
            path = f"data/regions/{slugs.address}/evaluations/{slug}.yml"
            if path in project.files:
                raise ImportingError(f"{path} 已经有了，没有改。请换一个名称，或者先把它删掉。")
            reader = Reader({path: found.text.encode()})
            reader.record(Evaluation, path)
            files.append(EvaluationFile(path, found, _first(reader)))
            unplaced += found.unplaced
    return tuple(files), tuple(unplaced)


def write_target(root: Path, target: Target) -> None:
    """Write the new accounts.yml of a target: whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    write_file(root / target.path, target.content)
