"""What a preview shows, as a value that is replaced whole: whoever serves it meets the old one or the new one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.findings import Finding
from generator.model.summary import Summary

#: region, department, year
REPORT_PARTS = 3
REPORTS = "reports/"


@dataclass(frozen=True, slots=True)
class Shown:
    """One report.

    Attributes:
        basis: hash of everything it was made from.
        findings: of its check, as it was saved last.
        entries: cache entries of its pages, by path in the site, and of its files, by path below its folder; empty
        while there was never anything to show.
        beside: files that are no part of that entry, by path in the site: where figures are typed, attachments.
        summary: what pages above the reports know.
        is_stale: whether it is of an earlier state, because it cannot be read or laid out now.
    """

    basis: str
    findings: tuple[Finding, ...]
    entries: tuple[str, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)
    summary: Summary | None = None
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Everything that a preview shows.

    Attributes:
        reports: by address. shell: files of the pages around them, by path in the site.
        common: findings on what the reports share.
        trouble: why the reports, or the pages around them, are of an earlier state; empty when they are not.
        is_shell_old: whether the shell is older than the reports; it is made anew when somebody looks at it.
        look: hash of the shell's styles and scripts.
    """

    reports: Mapping[str, Shown] = field(default_factory=dict)
    shell: Mapping[str, bytes] = field(default_factory=dict)
    common: tuple[Finding, ...] = ()
    trouble: str = ""
    is_shell_old: bool = True
    look: str = ""


def address_in(path: str) -> str:
    """Return the address of the report that a path of the site may belong to; empty for pages above the reports.

    Args:
        path: such as `reports/REGION/DEPARTMENT/YEAR/index.html`.
    """
    parts = path.removeprefix(REPORTS).split("/")
    is_below = path.startswith(REPORTS) and len(parts) > REPORT_PARTS and parts[2].isdigit()
    return "/".join(parts[:REPORT_PARTS]) if is_below else ""


def look_of(shell: Mapping[str, bytes]) -> str:
    """Return one hash of the styles, scripts and pictures that all pages share."""
    total = hashlib.sha256()
    for name in sorted(shell):
        if name.startswith("assets/"):
            total.update(name.encode() + b"\0" + hashlib.sha256(shell[name]).digest())
    return total.hexdigest()
