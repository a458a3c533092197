"""A region's roster (公开单位) against itself and the departments that have reports; what in it is no address."""

from collections.abc import Collection, Iterator, Sequence

from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.identity import Obliged
from generator.model.moves import FOLDER

KEY = "公开单位"


def check_region(
    units: Sequence[Obliged], departments: Collection[str], region: str, named: Collection[str]
) -> list[Finding]:
    """Return what is wrong with a roster: units without a report, twice or unnamed in it, exempt and yet published.

    Args:
        units: the units of the roster.
        departments: folder names that hold a report.
        region: folder name of the region.
        named: folder names that have a department.yml.
    """
    file = f"data/regions/{region}/region.yml"
    found: list[Finding] = []
    seen: set[str] = set()
    if not FOLDER.fullmatch(region):
        found.append(_unusable(f"地区的文件夹名“{region}”", f"{file}#"))
    for index, unit in enumerate(units):
        if not FOLDER.fullmatch(unit.department):
            found.append(_unusable(f"公开单位的文件夹名“{unit.department}”", pointer(file, KEY, index)))
            continue
        if unit.department in seen:
            message = f"公开单位“{unit.name or unit.department}”列了两次"
            found.append(Finding("G002", Severity.NOTE, message, pointer(file, KEY, index), "请删去一处"))
            continue
        seen.add(unit.department)
        found += _unit(unit, pointer(file, KEY, index), has_report=unit.department in departments)
        if unit.department not in named and not unit.name:
            message = f"公开单位“{unit.department}”没有 department.yml，也没有写名称，公开进度里只能印文件夹名"
            hint = "请写成 {部门: 文件夹名, 名称: 单位全称}；有报告的单位请补上 department.yml"
            found.append(Finding("G003", Severity.WARNING, message, pointer(file, KEY, index), hint))
    for name in sorted(set(departments) - seen):
        message, hint = f"“{name}”有报告，却不在公开单位里", "请把它加进 region.yml 的公开单位"
        found.append(Finding("G002", Severity.NOTE, message, pointer(file, KEY), hint))
    return found


def _unusable(what: str, path: str) -> Finding:
    hint = "文件夹名只用小写英文字母、数字和减号，以字母或数字开头，最多 61 个，例如 hrss；中文名称写在“名称”里"
    return Finding("R014", Severity.ERROR, f"{what}不能用作网址，网站里没有它", path, hint)


def _unit(unit: Obliged, path: str, *, has_report: bool) -> Iterator[Finding]:
    """Yield what one unit of a roster says that cannot be, and that it has nothing though it must."""
    name = unit.name or unit.department
    if not has_report and not unit.exemption:
        message = f"公开单位“{name}”还没有任何年度的报告"
        hint = "请新建这个单位的报告；不再有公开义务的写上“至”，依法不公开的写上“不公开理由”"
        yield Finding("G001", Severity.WARNING, message, path, hint)
    if unit.since and unit.until and unit.since > unit.until:
        message = f"公开单位“{name}”从 {unit.since} 年起、到 {unit.until} 年止，没有一年要公开"
        yield Finding("G004", Severity.ERROR, message, path, "请核对“自”和“至”；只有一年的，两个写同一年")
    if unit.exemption and has_report:
        message = f"公开单位“{name}”写了不公开理由（{unit.exemption}），却有报告"
        hint = "要公开的，删去“不公开理由”；依法不公开的，撤下它的报告"
        yield Finding("G005", Severity.WARNING, message, path, hint)
