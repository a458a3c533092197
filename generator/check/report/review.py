"""What a check of one or several reports came to, as a value that every format of output is written from."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.check.manual.catalogue import Entry, catalogue
from generator.check.manual.dimensions import dimension_of
from generator.findings import Finding, Severity
from generator.places import Place

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
#: what findings outside the folder of any report are listed under.
COMMON = "共用的文件"
REGIONS = ("data", "regions")
#: data/regions/REGION/DEPARTMENT/YEAR/FILE
REPORT_DEPTH = 6
#: marks that turn the direction of the text around them.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are by weight, waived ones apart."""

    errors: int
    warnings: int
    notes: int
    waived: int

    @property
    def open(self) -> int:
        """Return how many are not waived."""
        return self.errors + self.warnings + self.notes


@dataclass(frozen=True, slots=True)
class Checked:
    """One report as it was checked.

    Attributes:
        address: `region/department/year`. region, department: names as far as they could be read, else folder names.
        year: as the folder says. state, published_on: as typed; empty when unknown.
        findings: everything found, in the files that the report shares with others too.
    """

    address: str
    region: str
    department: str
    year: str
    findings: tuple[Finding, ...]
    state: str = ""
    published_on: str = ""

    @property
    def title(self) -> str:
        """Return `某县某局2023年度`."""
        return f"{self.department}{self.year}年度"


@dataclass(frozen=True, slots=True)
class Review:
    """What was checked together.

    Attributes:
        reports: in the order in which they were asked for. common: found in what all reports share.
        known: code → entry, the identities of the styles among them.
        commit, day: of the data, empty outside git. is_edited: whether data/ differs from the commit.
        site: address of the public site with its last slash, where the page of rules stands; empty when unknown.
    """

    reports: tuple[Checked, ...]
    common: tuple[Finding, ...] = ()
    known: Mapping[str, Entry] = field(default_factory=catalogue)
    commit: str = ""
    day: str = ""
    is_edited: bool = False
    site: str = ""

    @property
    def findings(self) -> list[Finding]:
        """Return every finding once, in the order of the files."""
        every = (*self.common, *(finding for report in self.reports for finding in report.findings))
        return sorted(dict.fromkeys(every), key=in_order)

    @property
    def groups(self) -> list[tuple[Checked | None, list[Finding]]]:
        """Return (report, its own findings) for each report that has any, what they share first, under None."""
        of = {report.address: report for report in self.reports}
        found: dict[str, list[Finding]] = {"": [], **{address: [] for address in of}}
        for finding in self.findings:
            address = address_of(finding)
            found[address if address in of else ""].append(finding)
        return [(of.get(address), group) for address, group in found.items() if group]

    def title_of(self, code: str) -> str:
        """Return what a code is about; empty for one that nobody knows."""
        return self.known[code].title if code in self.known else ""

    def dimension_of(self, code: str) -> str:
        """Return which of the five dimensions of inspections a code belongs to."""
        return self.known[code].dimension if code in self.known else dimension_of(code)


def without_waivers(review: Review) -> Review:
    """Return the review with every waived finding as if nobody had waived it."""
    reports = (replace(report, findings=_open(report.findings)) for report in review.reports)
    return replace(review, reports=tuple(reports), common=_open(review.common))


def _open(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(replace(finding, waived="") if finding.waived else finding for finding in findings)


def is_failing(review: Review, *, strict: bool = False) -> bool:
    """Return whether anything that is not waived keeps the reports from being published; strictly, warnings do too."""
    counts = counts_of(review.findings)
    return bool(counts.errors or (strict and counts.warnings))


def counts_of(findings: Iterable[Finding]) -> Counts:
    """Return how many findings there are by weight."""
    every = list(findings)
    weights = [finding.severity for finding in every if not finding.waived]
    errors, warnings, notes = (weights.count(severity) for severity in ORDER)
    return Counts(errors, warnings, notes, len(every) - len(weights))


def verdict(findings: Iterable[Finding], *, strict: bool = False) -> str:
    """Return in one line whether the report may be published; waived findings are counted apart.

    Args:
        findings: of one report or of several.
        strict: whether warnings count as well.
    """
    counts = counts_of(findings)
    behind = f"；另有{counts.waived}处已豁免" if counts.waived else ""
    named = {"警告": counts.warnings, "提示": counts.notes}
    milder = "、".join(f"{number}处{name}" for name, number in named.items() if number)
    if counts.errors:
        notes = f"、{counts.notes}处提示" if counts.notes else ""
        return f"有{counts.errors}处错误、{counts.warnings}处警告{notes}，请先改正错误{behind}"
    if strict and counts.warnings:
        return f"有{milder}，按 --strict 的要求不通过{behind}"
    return f"可以公开，有{milder}{behind}" if milder else f"可以公开{behind}"


def in_order(finding: Finding) -> tuple[Place, int, str, str]:
    """Return what findings are sorted by: file, line, column, weight, code."""
    place = finding.place or Place(file_of(finding))
    return place, ORDER[finding.severity], finding.code, finding.message


def file_of(finding: Finding) -> str:
    """Return the file that a finding speaks of; empty when it speaks of none."""
    return finding.place.file if finding.place else finding.path.partition("#")[0]


def address_of(finding: Finding) -> str:
    """Return the address of the report in whose folder a finding stands; empty when it stands in none."""
    parts = file_of(finding).split("/")
    is_below = tuple(parts[:2]) == REGIONS and len(parts) >= REPORT_DEPTH
    return "/".join(parts[2:5]) if is_below else ""


def where(finding: Finding) -> str:
    """Return `file:line:column` as far as known."""
    return one_line(str(finding.place) if finding.place else file_of(finding))


def one_line(text: str) -> str:
    """Return a text on one line, without what could steer a terminal: messages quote what was typed."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(mark if _is_plain(mark) else "�" for mark in line)


def _is_plain(mark: str) -> bool:
    return mark not in _BIDI and unicodedata.category(mark) not in {"Cc", "Cs"}
