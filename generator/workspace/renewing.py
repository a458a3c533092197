"""Making a new year, department or region in a project: what it is made from, which files it gets, and the write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from generator.build.report import Slugs
from generator.desk.annotated.events import NotTidyError
from generator.desk.renewing.accounts import FIRST, renewed_accounts
from generator.desk.renewing.evaluations import renewed_evaluation
from generator.desk.renewing.report import first_report, renewed_report
from generator.desk.renewing.texts import first_texts, renewed_texts, stale_places
from generator.desk.renewing.words import Years
from generator.document.sections import outline_of
from generator.load.reading import Reader, Shared, load_shared_once, load_style
from generator.model.identity import Department, Part, Region, Report
from generator.model.moves import FOLDER
from generator.model.style import Style
from generator.workspace.project import Project
from generator.workspace.writing import write_file

RecordT = TypeVar("RecordT")
ACCOUNTS, REPORT, TEXTS = "accounts.yml", "report.yml", "texts.yml"


class RenewingError(ValueError):
    """Nothing can be made; the message says why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a new year; nothing is written yet.

    Attributes:
        address: `region/department/year`. source: address of the report it was made from; "" for a first year.
        files: path below the project → text. look: what an editor should look at. remarks: what else there is to say.
    """

    address: str
    source: str
    files: Mapping[str, str]
    look: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """New years of a region's whole roster. `left`: unit → why nothing was made for it."""

    made: tuple[Made, ...]
    left: Mapping[str, str] = field(default_factory=dict)


def plan_year(project: Project, slugs: Slugs, shared: Shared | None = None) -> Made:
    """Return the files of a department's new year, made from the latest earlier one of it or its predecessors.

    Args:
        project: the project.
        slugs: region, department and the new year.
        shared: what all reports share, where it was read already.

    Raises:
        RenewingError: the department is not there, the year is, or last year's files cannot be read.
    """
    region = _record(project, Region, f"data/regions/{slugs.region}/region.yml", slugs.region)
    path = f"data/regions/{slugs.region}/{slugs.department}/department.yml"
    department = _record(project, Department, path, f"{slugs.region}/{slugs.department}")
    folder = f"data/regions/{slugs.address}/"
    if any(file.startswith(folder) for file in project.files) or (project.root / folder).exists():
        raise RenewingError(f"{slugs.address} 已经有了，没有改动。还差什么，请看：juesuan todo {slugs.address}")
    style = _style(project, shared or load_shared_once(project.shared), slugs)
    last = _last(project, slugs, department)
    made = _first(slugs, department, style) if last is None else _renewed(project, slugs, last, style)
    return _with_roster_remark(made, region, slugs)


def plan_roster(project: Project, region: str, year: str) -> Roster:
    """Return the new years of every unit that a region's roster obliges to publish.

    Args:
        project: the project.
        region: folder name of the region.
        year: the new year.

    Raises:
        RenewingError: the region is not there, or its roster is empty.
    """
    record = _record(project, Region, f"data/regions/{region}/region.yml", region)
    if not record.units:
        raise RenewingError(
            f"{region} 的“公开单位”是空的，没有可建的。请先用 juesuan new {region}/部门 --name 名称 建部门。"
        )
    shared = load_shared_once(project.shared)
    made: list[Made] = []
    left: dict[str, str] = {}
    for unit in record.units:
        if unit.exemption:
            left[unit.department] = "写明不公开"
        elif not (unit.since or 0) <= int(year) <= (unit.until or 9999):
            left[unit.department] = f"{year}年度没有公开义务"
        else:
            try:
                made.append(plan_year(project, Slugs(region, unit.department, year), shared))
            except RenewingError as error:
                left[unit.department] = str(error)
    return Roster(tuple(made), left)


def plan_file(project: Project, path: str, text: str) -> dict[str, str]:
    """Return one new file, such as region.yml, by its path.

    Raises:
        RenewingError: it is there already, or a folder name cannot be part of an address.
    """
    for name in path.split("/")[2:-1]:
        if not FOLDER.fullmatch(name):
            raise RenewingError(
                f"文件夹名“{name}”不能用作网址：只用小写英文字母、数字和减号，例如 hrss；中文名称用 --name 写。"
            )
    if path in project.files or (project.root / path).exists():
        raise RenewingError(f"{path} 已经有了，没有改动。")
    return {path: text}


def write_made(root: Path, files: Mapping[str, str]) -> None:
    """Write new files.

    Raises:
        OSError: one cannot be written.
    """
    for path, text in files.items():
        write_file(root / path, text.encode())


def _record(project: Project, kind: type[RecordT], path: str, name: str) -> RecordT:
    if path not in project.files:
        hint = f"请先建：juesuan new {name} --name 名称"
        raise RenewingError(f"没有 {path}。{hint}")
    reader = Reader(project.files)
    record = reader.record(kind, path)
    wrong = next((found for found in reader.findings if found.is_error), None)
    if record is None or wrong:
        raise RenewingError(f"{path} 里有错误，请先改好：{wrong.message if wrong else ''}")
    return record


def _style(project: Project, shared: Shared, slugs: Slugs) -> Style:
    reader = Reader(project.files)
    style = load_style(reader, shared, slugs.region, slugs.department, slugs.year)
    if style is None:
        said = next((found.message for found in reader.findings), "")
        raise RenewingError(f"读不出“{slugs.address}”的样式：{said}")
    return style


def _last(project: Project, slugs: Slugs, department: Department) -> Slugs | None:
    """Return the latest earlier year of a department, else of one that it grew out of; None where there is none."""
    for folder in (slugs.department, *department.predecessors):
        earlier = [
            each
            for each in project.reports()
            if (each.region, each.department) == (slugs.region, folder)
            and int(each.year) < int(slugs.year)
            and f"data/regions/{each.address}/{REPORT}" in project.files
        ]
        if earlier:
            return max(earlier, key=lambda each: int(each.year))
    return None


def _first(slugs: Slugs, department: Department, style: Style) -> Made:
    base = f"data/regions/{slugs.address}"
    texts = first_texts(style, outline_of(style))
    files = {
        f"{base}/{REPORT}": first_report(int(slugs.year), department.name_in(int(slugs.year))),
        f"{base}/{ACCOUNTS}": FIRST,
        **({f"{base}/{TEXTS}": texts} if texts else {}),
    }
    remark = "没有更早的年度可以照，都是空的；上年数要自己填（填在“上年决算数”下面），或先补录上一年"
    return Made(slugs.address, "", files, remarks=(remark,))


def _renewed(project: Project, slugs: Slugs, last: Slugs, style: Style) -> Made:
    years = Years(int(last.year), int(slugs.year))
    names = (_name(project, last, years.before), _name(project, slugs, years.year))
    before, base = f"data/regions/{last.address}/", f"data/regions/{slugs.address}/"
    files = {}
    for path, name, text in _texts_of(project, before):
        try:
            files[f"{base}{name}"] = _renewed_file(name, text, years, names, style)
        except NotTidyError as error:
            raise RenewingError(f"{path}{error}，不能照着建。请先改掉。") from error
    places = {path: text for path, text in files.items() if not path.endswith(f"/{REPORT}")}
    remarks = tuple(_remarks(files, base, years, last))
    return Made(slugs.address, last.address, files, tuple(stale_places(places, years, names)), remarks)


def _renewed_file(name: str, text: str, years: Years, names: tuple[str, str], style: Style) -> str:
    if name == REPORT:
        return renewed_report(text, years, names)
    if name == ACCOUNTS:
        return renewed_accounts(text, years)
    return renewed_texts(text, years) if name == TEXTS else renewed_evaluation(text, years, style)


def _texts_of(project: Project, folder: str) -> Iterator[tuple[str, str, str]]:
    """Yield path, name and text of each file of last year's report that a year is made from.

    Raises:
        RenewingError: one has errors.
    """
    for path in sorted(path for path in project.files if path.startswith(folder)):
        name = path.removeprefix(folder)
        if name not in {REPORT, ACCOUNTS, TEXTS} and not name.startswith("evaluations/"):
            continue
        reader = Reader(project.files)
        tree = reader.tree(path)
        wrong = next((found for found in reader.findings if found.is_error), None)
        if wrong or not isinstance(tree, dict):
            raise RenewingError(f"{path} 里有错误，请先改好：{wrong.message if wrong else '内容不是“键: 值”'}")
        yield path, name, project.files[path].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _name(project: Project, slugs: Slugs, year: int) -> str:
    path = f"data/regions/{slugs.region}/{slugs.department}/department.yml"
    record = Reader(project.files).record(Department, path, required=False)
    return record.name_in(year) if record else ""


def _remarks(files: Mapping[str, str], base: str, years: Years, last: Slugs) -> Iterator[str]:
    if years.year - years.before > 1:
        yield f"最近的是{years.before}年度，没有{years.year - 1}年度：上年数要自己填，或先补录{years.year - 1}年度"
    elif f"{base}{ACCOUNTS}" in files:
        yield f"上年决算数不用填，自动取自 {last.address}"
    evaluations = [path for path in files if path.startswith(f"{base}evaluations/")]
    if evaluations:
        yield f"{len(evaluations)}份自评照上年的名称留了空表；今年没有的项目，把文件删掉；新项目用 juesuan form 印空表"
    reader = Reader({path: text.encode() for path, text in files.items()})
    report = reader.record(Report, f"{base}{REPORT}")
    if report and Part.ACCOUNTS not in report.parts:
        yield "上年没有公开部门决算；今年要公开的，在 report.yml 的“公开内容”里加上，再用 juesuan import 导入"


def _with_roster_remark(made: Made, region: Region, slugs: Slugs) -> Made:
    if slugs.department in {unit.department for unit in region.units}:
        return made
    remark = f"region.yml 的“公开单位”里还没有 {slugs.department}，请加上"
    return Made(made.address, made.source, made.files, made.look, (*made.remarks, remark))
