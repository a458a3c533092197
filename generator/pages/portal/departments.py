"""A department's page: its headline figures over the years, its reports, what was corrected, what it was before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.html.escape import MetaItem, front_matter, safe_id
from generator.model.identity import Part
from generator.model.summary import Summary, TableState
from generator.pages.environment import render
from generator.pages.portal.common import changed, grouped, newest, years_of
from generator.pages.portal.history import history_of
from generator.pages.portal.regional import Reports
from generator.pages.portal.series import Held, held_by, series_of

_ROOT = "../../../"
#: reports listed open; those of earlier years fold away.
_RECENT = 5
_STATES = {"empty": "本年无数", "unattached": "未随文公布"}


def write(published: Reports) -> dict[str, str]:
    """Return every department's page by path below `docs/`."""
    held = held_by(published)
    later = _successors(held.reports)
    return {
        f"reports/{safe_id(region)}/{safe_id(department)}/index.md": department_page(
            published, region, department, held, later.get((region, department), ())
        )
        for region, department in held.reports
    }


def _successors(held: Mapping[tuple[str, str], Sequence[Summary]]) -> dict[tuple[str, str], list[Summary]]:
    """Return the newest reports of the departments that grew out of one, by the one's region and folder."""
    found: dict[tuple[str, str], list[Summary]] = {}
    for (region, department), reports in held.items():
        for name in dict.fromkeys(name for report in reports for name in report.predecessors if name != department):
            found.setdefault((region, name), []).append(newest(reports))
    return found


def department_page(
    published: Reports,
    region: str,
    department: str,
    held: Held | None = None,
    successors: Iterable[Summary] = (),
) -> str:
    """Return a department's page: one sentence, headline figures over the years, its reports, corrections.

    Args:
        published: the reports of the whole region at least.
        region: folder of the region.
        department: folder of the department.
        held: `held_by(published)`, for callers who write many pages.
        successors: newest reports of the departments that grew out of it.

    Raises:
        ValueError: nothing was published under that name.
    """
    held = held_by(published) if held is None else held
    series = series_of(published, region, department, held)
    summaries = held.reports[region, department]
    latest = newest(summaries)
    history = history_of(series, _ROOT)
    return render(
        "department.md.j2",
        matter=_matter(latest, summaries),
        region=latest.region_name if latest.short_name else "",
        department=latest.short_name or latest.department_name,
        sentence=history.sentence,
        aliases=list(dict.fromkeys(alias for report in summaries for alias in report.aliases)),
        former_names=list(_former_names(summaries, latest)),
        former=[
            {"href": f"../{safe_id(slug)}/", "name": name, "years": years_of(held.reports[region, slug])}
            for slug, name in series.former.items()
        ],
        successors=[{"href": f"../{safe_id(one.department)}/", "name": one.department_name} for one in successors],
        history=history,
        compare=f"{_ROOT}compare/?d={safe_id(region)}/{safe_id(department)}",
        years=[_year(report, with_headlines=not history.groups) for report in reversed(summaries)],
        recent=_RECENT,
        corrections=list(_corrections(summaries)),
    )


def _matter(latest: Summary, summaries: Sequence[Summary]) -> object:
    folder = f"reports/{safe_id(latest.region)}/"
    name = latest.short_name or latest.department_name
    crumbs: list[MetaItem] = [
        {"name": latest.region_name, "url": folder},
        {"name": name, "url": f"{folder}{safe_id(latest.department)}/"},
    ]
    return front_matter(
        {
            "title": f"{latest.department_name}部门决算",
            "description": f"{latest.department_name}：{years_of(summaries)}年部门决算",
            "hide": ["toc"],
            "styles": ["assets/css/directory.css", "assets/css/department.css"],
            "report": {
                "region": latest.region,
                "department": latest.department,
                "region_name": latest.region_name,
                "department_name": latest.department_name,
                "breadcrumb": crumbs,
            },
        }
    )


def _former_names(summaries: Sequence[Summary], latest: Summary) -> Iterator[str]:
    """Yield the names that it bore in earlier reports, each with its years."""
    for name, reports in grouped(summaries, lambda report: report.department_name).items():
        if name != latest.department_name:
            yield f"{name}（{years_of(reports)} 年）"


def _year(report: Summary, *, with_headlines: bool) -> Mapping[str, object]:
    folder = f"{report.year}/"
    return {
        "href": folder,
        "title": f"{report.year}年度{_what(report)}",
        "key": f"year-{report.year}",
        "published": report.published,
        "approved": report.approved,
        "facts": list(_facts(report)),
        "source": report.source,
        "headlines": [
            {
                "label": item.label,
                "printed": item.printed,
                "unit": item.unit,
                "href": folder + item.address if item.address else "",
            }
            for item in report.headlines
        ]
        if with_headlines
        else [],
    }


def _what(report: Summary) -> str:
    """Return what a year's report is called in a list."""
    if not report.contents or Part.ACCOUNTS in report.contents:
        return Part.ACCOUNTS
    words: dict[str, str] = {Part.OVERALL: "绩效自评", Part.PROJECTS: "绩效自评"}
    return "、".join(dict.fromkeys(words.get(part, part) for part in report.contents))


def _facts(report: Summary) -> Iterator[str]:
    """Yield what a report consists of, in words."""
    if report.contents:
        yield "、".join(report.contents)
    if report.tables:
        yield tables_in_words(report.tables)
    if report.corrections:
        yield f"公开后更正 {len(report.corrections)} 处"


def tables_in_words(tables: Sequence[TableState]) -> str:
    """Return how many tables a report has, and how many of them are empty or were not attached."""
    parts = []
    for state, words in _STATES.items():
        count = sum(table.state == state for table in tables)
        parts += [f"{count} 张{words}"] if count else []
    return f"{len(tables)} 张表" + (f"，其中 {'、'.join(parts)}" if parts else "")


def _corrections(summaries: Sequence[Summary]) -> Iterator[Mapping[str, object]]:
    found = [(one, report) for report in summaries for one in report.corrections]
    for one, report in sorted(found, key=lambda pair: pair[0].date, reverse=True):
        yield {
            "date": one.date,
            "kind": one.kind,
            "year": report.year,
            "href": f"{report.year}/",
            "words": f"“{one.what}”{changed(one)}",
            "reason": one.reason,
            "basis": one.basis,
        }
