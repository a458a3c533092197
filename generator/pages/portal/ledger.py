"""The ledger of corrections: every published value that changed afterwards, errors and planned changes apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.html.escape import front_matter, safe_id
from generator.model.blocks import Correction
from generator.model.identity import CorrectionKind
from generator.model.summary import Overview, Summary
from generator.pages.environment import render
from generator.pages.links import FIGURES, Address
from generator.pages.portal.listing import csv_text, in_parts, part_file, part_links, root_of_file

BASE = "corrections/index.md"
CSV = "corrections/corrections.csv"
TITLE = "更正"
HEAD = ("日期", "类别", "地区", "部门", "年度", "数字", "原值", "现值", "单位", "原因", "依据", "网页")
#: kind → heading, what it means, and its ASCII id.
KINDS: Mapping[str, tuple[str, str, str]] = {
    str(CorrectionKind.ERROR): ("更正", "原来公布的有错，改正了。", "errors"),
    str(CorrectionKind.REVISION): ("调整", "原来公布的没有错，按新的口径或安排改动。", "revisions"),
}
_NONE = "还没有公布过更正或调整。公布以后改动了数字的，都会写在这里。"


@dataclass(frozen=True, slots=True)
class Change:
    """A correction and the report that it changed."""

    report: Summary
    correction: Correction


def changes_of(summaries: Iterable[Summary]) -> list[Change]:
    """Return every correction of the reports, newest first; of one day in the order of the reports."""
    found = [Change(report, correction) for report in summaries for correction in report.corrections]
    return sorted(found, key=lambda change: change.correction.date, reverse=True)


def figure_address(change: Change) -> str:
    """Return where the corrected figure is explained, below the site's root; the report where words were changed."""
    report = change.report
    folder = Address(report.region, report.department, report.year).folder
    key = report.entries.get(change.correction.figure, "")
    return f"{folder}{FIGURES}/#{safe_id(key)}" if key else folder


def write_ledger(overview: Overview) -> dict[str, str]:
    """Return the ledger's pages and the same as CSV, by path below `docs/`."""
    changes = changes_of(overview.summaries)
    parts = in_parts(changes)
    pages = {part_file(BASE, number): _page(changes, parts, number) for number in range(len(parts))}
    pages[CSV] = csv_text(HEAD, (_csv_row(change) for change in changes))
    return pages


def _page(changes: Sequence[Change], parts: Sequence[Sequence[Change]], number: int) -> str:
    path = part_file(BASE, number)
    root = root_of_file(path)
    return render(
        "corrections.md.j2",
        matter=front_matter(
            {
                "title": "更正和调整",
                "description": "公布以后改动过的数字：原值、现值、原因和依据",
                "styles": ("assets/css/status.css",),
                "report": {"breadcrumb": [{"name": TITLE, "url": "corrections/"}]},
            }
        ),
        sentence=_sentence(changes),
        links=part_links(BASE, parts, number, root),
        groups=list(_groups(parts[number], root)),
        csv=root + CSV if changes else "",
        feed=f"{root}feed.xml",
    )


def _sentence(changes: Sequence[Change]) -> str:
    """Return how many corrections of which kind there are, and when the last was."""
    counts = {kind: sum(change.correction.kind == kind for change in changes) for kind in KINDS}
    told = "，".join(f"{count} 处{kind}" for kind, count in counts.items() if count)
    return f"一共 {told}，最近一次是 {changes[0].correction.date}。" if changes else _NONE


def _groups(changes: Sequence[Change], root: str) -> Iterator[Mapping[str, object]]:
    for kind, (title, meaning, key) in KINDS.items():
        rows = [_row(change, root) for change in changes if change.correction.kind == kind]
        if rows:
            yield {"title": title, "meaning": meaning, "key": key, "rows": rows}


def _row(change: Change, root: str) -> Mapping[str, object]:
    report, correction = change.report, change.correction
    others = len(correction.affected)
    return {
        "date": correction.date,
        "report": f"{report.department_name}{report.year}年度",
        "report_href": root + Address(report.region, report.department, report.year).folder,
        "what": correction.what or "文字",
        "href": root + figure_address(change),
        "before": correction.before,
        "after": correction.after,
        "unit": correction.unit,
        "reason": correction.reason,
        "basis": correction.basis or "没有写明",
        "affected": f"另有 {others} 个数随着改变" if others else "",
    }


def _csv_row(change: Change) -> tuple[str, ...]:
    report, correction = change.report, change.correction
    return (
        correction.date,
        correction.kind,
        report.region_name,
        report.department_name,
        str(report.year),
        correction.what,
        correction.before,
        correction.after,
        correction.unit,
        correction.reason,
        correction.basis,
        figure_address(change),
    )
