"""A region's roster (公开单位) against the departments that have reports."""

from collections.abc import Iterable

from generator.findings import Finding, Severity
from generator.load.node import pointer


def check_region(roster: tuple[str, ...], departments: Iterable[str], region: str) -> list[Finding]:
    """Return a finding for each unit of a roster without any report, and a note for each report of a unit not on it.

    Args:
        roster: folder names of the units obliged to publish.
        departments: folder names that hold a report.
        region: folder name of the region.
    """
    present = sorted(set(departments))
    file = f"data/regions/{region}/region.yml"
    found = []
    for index, name in enumerate(roster):
        if name not in present:
            message, hint = (
                f"公开单位“{name}”还没有任何年度的报告",
                "请新建这个单位的报告；不再有公开义务的，请从公开单位中删去",
            )
            found.append(Finding("G001", Severity.WARNING, message, pointer(file, "公开单位", index), hint))
        elif name in roster[:index]:
            message = f"公开单位“{name}”列了两次"
            found.append(Finding("G002", Severity.NOTE, message, pointer(file, "公开单位", index), "请删去一处"))
    for name in present:
        if name not in roster:
            message, hint = f"“{name}”有报告，却不在公开单位里", "请把它加进 region.yml 的公开单位"
            found.append(Finding("G002", Severity.NOTE, message, pointer(file, "公开单位"), hint))
    return found
