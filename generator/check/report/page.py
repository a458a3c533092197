"""The 校核报告: findings on one page of HTML for a leader to read, print on A4 and sign. Nothing in it runs."""

import re
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined
from markupsafe import Markup, escape

from generator.check.manual.dimensions import DIMENSIONS
from generator.check.report.review import (
    COMMON,
    Checked,
    Counts,
    Review,
    address_of,
    counts_of,
    one_line,
    verdict,
    where,
)
from generator.findings import Finding, Severity

#: how `waivers` writes who answers for a waiver behind its reason.
PERSON = re.compile(r"(?s)(.*)（责任人：(.*)）\Z")
MOST_OF_COMMIT = 12


class Row(NamedTuple):
    """One finding as the report prints it."""

    code: str
    title: str
    message: str
    hint: str
    place: str
    severity: str
    reason: str
    person: str


class Subject(NamedTuple):
    """One report, or the files that all share, with its findings by weight."""

    title: str
    facts: tuple[tuple[str, str], ...]
    verdict: str
    is_failing: bool
    counts: Counts
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    waived: tuple[Row, ...]
    dimensions: tuple[tuple[str, int], ...]


def render_html(review: Review, *, strict: bool = False) -> str:
    """Return a whole HTML page: an overview where there are several reports, then each with places for signatures."""
    subjects = [_of_report(review, report, strict=strict) for report in review.reports]
    shared = [finding for report, found in review.groups if report is None for finding in found]
    if shared or not subjects:
        subjects.append(_subject(review, COMMON, (), shared, strict=strict))
    return _environment().get_template("review.html.j2").render(
        subjects=subjects,
        data=_data(review),
        verdict=verdict(review.findings, strict=strict),
        counts=counts_of(review.findings),
    )  # fmt: skip


def _data(review: Review) -> str:
    """Return which state of the data was checked."""
    if not review.commit:
        return "数据没有提交，不能确定版本"
    edited = "；另有尚未提交的改动" if review.is_edited else ""
    return f"{review.day}（提交{review.commit[:MOST_OF_COMMIT]}{edited}）"


def _of_report(review: Review, report: Checked, *, strict: bool) -> Subject:
    facts = (
        ("地区", report.region),
        ("部门", report.department),
        ("年度", report.year),
        ("状态", report.state or "读不出来"),
        ("公开日期", report.published_on or "未公布"),
    )
    return _subject(review, report.title, facts, report.findings, strict=strict)


def _subject(
    review: Review, title: str, facts: tuple[tuple[str, str], ...], found: tuple[Finding, ...] | list[Finding], *,
    strict: bool,
) -> Subject:  # fmt: skip
    rows = [_row(review, finding) for finding in found if not finding.waived]
    counts = counts_of(found)
    heaviest = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    groups = ((str(severity), tuple(row for row in rows if row.severity == severity)) for severity in heaviest)
    of = [review.dimension_of(row.code) for row in rows]
    return Subject(
        title,
        facts,
        verdict(found, strict=strict),
        bool(counts.errors or (strict and counts.warnings)),
        counts,
        tuple(group for group in groups if group[1]),
        tuple(_row(review, finding) for finding in found if finding.waived),
        tuple((name, of.count(name)) for name in DIMENSIONS),
    )


def _row(review: Review, finding: Finding) -> Row:
    place = where(finding)
    if own := address_of(finding):  # below the heading of its report, the file's own name is enough
        place = place.removeprefix(f"data/regions/{own}/")
    said = PERSON.match(finding.waived)
    reason, person = said.groups() if said else (finding.waived, "")
    texts = (finding.code, review.title_of(finding.code), finding.message, finding.hint)
    code, title, message, hint = (one_line(text) for text in texts)
    weight = str(finding.severity)
    return Row(code, title, message, hint, place, weight, one_line(reason), one_line(person))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("generator.check.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_escaped,
    )


def _escaped(value: object) -> object:
    """Return text on one line and escaped; numbers and markup as they are."""
    return value if isinstance(value, Markup | Undefined) else escape(one_line(str(value)))
