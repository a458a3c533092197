"""Pages above the reports: home, all regions, a region, a department. They look at summaries only."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from generator.html.escape import MetaItem, front_matter, safe_id
from generator.model.summary import Summary
from generator.pages.environment import render
from generator.pages.links import Address

_LATEST = 10
_LISTED = 300
EXAMPLES = ("人社局 公务接待", "2080505", "政府采购")


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A page of the site that home leads to: what it is called, one sentence, and its address from home."""

    title: str
    sentence: str
    href: str


def write_site_pages(
    title: str,
    summaries: Iterable[Summary],
    *,
    links: Sequence[SiteLink] = (),
    examples: Sequence[str] = EXAMPLES,
) -> dict[str, str]:
    """Return home, region and department pages: Markdown text by path below `docs/`.

    Args:
        title: what the site is called, such as 普陀区部门决算.
        summaries: all published reports, in the official order of departments.
        links: other pages that home leads to, such as 公开进度.
        examples: words to try in the search.
    """
    reports = list(summaries)
    regions = _grouped(reports, lambda report: report.region)
    pages = {
        "index.md": home_page(title, reports, links=links, examples=examples),
        "reports/index.md": regions_page(title, reports),
    }
    for region, inside in regions.items():
        pages[f"reports/{safe_id(region)}/index.md"] = region_page(inside)
        for department, years in _grouped(inside, lambda report: report.department).items():
            pages[f"reports/{safe_id(region)}/{safe_id(department)}/index.md"] = department_page(years)
    return pages


def home_page(
    title: str,
    summaries: Sequence[Summary],
    *,
    links: Sequence[SiteLink] = (),
    examples: Sequence[str] = EXAMPLES,
) -> str:
    """Return the home page: what this is, with counts; search; departments; the latest disclosures; how to read."""
    regions = _grouped(summaries, lambda report: report.region)
    departments = {(report.region, report.department) for report in summaries}
    counts = _counts(len(departments), summaries)
    dated = [report for report in summaries if report.published]
    latest = sorted(dated or summaries, key=_published, reverse=True)
    return render(
        "home.md.j2",
        matter=front_matter({"title": title, "description": f"{title}：{counts}", "search": False}),
        title=title,
        counts=counts,
        examples=[{"words": words, "href": f"search/?q={quote(words)}"} for words in examples],
        regions=[_region(region, inside, "reports/") for region, inside in regions.items()],
        listed=len(departments) <= _LISTED,
        groups=_groups(summaries, "reports/") if len(departments) <= _LISTED else [],
        latest_title="最近公开" if dated else "最新年度的决算",
        latest=[_latest(report) for report in latest[:_LATEST]],
        links=links,
    )


def regions_page(title: str, summaries: Sequence[Summary]) -> str:
    """Return the list of all regions."""
    regions = _grouped(summaries, lambda report: report.region)
    return render(
        "regions.md.j2",
        matter=front_matter(
            {"title": f"地区 · {title}", "search": False, "report": {"breadcrumb": [{"name": "地区"}]}}
        ),
        regions=[_region(region, inside, "") for region, inside in regions.items()],
    )


def region_page(summaries: Sequence[Summary]) -> str:
    """Return a region's page: its departments by group, each with its years. All summaries are of one region.

    Raises:
        ValueError: there are no summaries.
    """
    newest = _newest(summaries)
    departments = _grouped(summaries, lambda report: report.department)
    counts = _counts(len(departments), summaries)
    crumbs: list[MetaItem] = [{"name": newest.region_name, "url": f"reports/{safe_id(newest.region)}/"}]
    return render(
        "region.md.j2",
        matter=front_matter(
            {
                "title": f"{newest.region_name}部门决算",
                "description": f"{newest.region_name}部门决算：{counts}",
                "report": {"region": newest.region, "region_name": newest.region_name, "breadcrumb": crumbs},
            }
        ),
        region=newest.region_name,
        counts=counts,
        groups=_groups(summaries, ""),
    )


def department_page(summaries: Sequence[Summary]) -> str:
    """Return a department's page: its years with headline figures. All summaries are of one department.

    Raises:
        ValueError: there are no summaries.
    """
    newest = _newest(summaries)
    folder = f"reports/{safe_id(newest.region)}/"
    crumbs: list[MetaItem] = [
        {"name": newest.region_name, "url": folder},
        {"name": newest.short_name or newest.department_name, "url": f"{folder}{safe_id(newest.department)}/"},
    ]
    names = dict.fromkeys(alias for report in summaries for alias in report.aliases)
    former = dict.fromkeys(
        report.department_name for report in summaries if report.department_name != newest.department_name
    )
    return render(
        "department.md.j2",
        matter=front_matter(
            {
                "title": f"{newest.department_name}部门决算",
                "description": f"{newest.department_name}：{_years(summaries)}年部门决算",
                "report": {
                    "region": newest.region,
                    "department": newest.department,
                    "region_name": newest.region_name,
                    "department_name": newest.department_name,
                    "breadcrumb": crumbs,
                },
            }
        ),
        region=newest.region_name if newest.short_name else "",
        department=newest.short_name or newest.department_name,
        aliases=list(names),
        former=list(former),
        years=[_year(report) for report in sorted(summaries, key=lambda report: -report.year)],
    )


def _grouped(summaries: Iterable[Summary], key: Callable[[Summary], str]) -> dict[str, list[Summary]]:
    found: dict[str, list[Summary]] = {}
    for report in summaries:
        found.setdefault(key(report), []).append(report)
    return found


def _newest(summaries: Sequence[Summary]) -> Summary:
    if not summaries:
        raise ValueError("a page of no reports")
    return max(summaries, key=lambda report: report.year)


def _published(report: Summary) -> tuple[str, int]:
    return report.published, report.year


def _years(summaries: Sequence[Summary]) -> str:
    years = sorted({report.year for report in summaries})
    return f"{years[0]}—{years[-1]}" if len(years) > 1 else str(years[0])


def _counts(departments: int, summaries: Sequence[Summary]) -> str:
    return f"{departments} 个部门，{_years(summaries)} 年" if summaries else "还没有公开的决算"


def _region(region: str, inside: Sequence[Summary], root: str) -> dict[str, object]:
    departments = {report.department for report in inside}
    return {
        "href": f"{root}{safe_id(region)}/",
        "name": _newest(inside).region_name,
        "counts": _counts(len(departments), inside),
    }


def _groups(summaries: Sequence[Summary], root: str) -> list[dict[str, object]]:
    """Return departments by the group under which officials list them; `root` is `reports/` or a region's folder."""
    departments = _grouped(summaries, lambda report: f"{report.region}/{report.department}")
    several = len({report.region for report in summaries}) > 1
    found: dict[str, list[dict[str, object]]] = {}
    for years in departments.values():
        newest = _newest(years)
        title = "".join([newest.region_name if several else "", newest.group])
        found.setdefault(title, []).append(_department(years, f"{root}{newest.region}/" if root else ""))
    return [
        {"title": title, "key": f"group-{number}", "departments": listed}
        for number, (title, listed) in enumerate(found.items(), 1)
    ]


def _department(years: Sequence[Summary], folder: str) -> dict[str, object]:
    newest = _newest(years)
    address = f"{folder}{safe_id(newest.department)}/"
    ordered = sorted(years, key=lambda report: -report.year)
    return {
        "href": address,
        "name": newest.short_name or newest.department_name,
        "aliases": newest.aliases,
        "years": [{"href": f"{address}{report.year}/", "year": report.year} for report in ordered],
    }


def _latest(report: Summary) -> Mapping[str, object]:
    place = Address(report.region, report.department, report.year)
    first = report.headlines[0] if report.headlines else None
    return {
        "date": report.published,
        "href": place.folder,
        "title": report.title or f"{report.department_name}{report.year}年度部门决算",
        "headline": f"{first.label} {first.printed}{first.unit}" if first else "",
    }


def _year(report: Summary) -> Mapping[str, object]:
    folder = f"{report.year}/"
    missing = sum(table.state == "unattached" for table in report.tables)
    return {
        "href": folder,
        "year": report.year,
        "key": f"year-{report.year}",
        "published": report.published,
        "headlines": [
            {
                "label": item.label,
                "printed": item.printed,
                "unit": item.unit,
                "href": folder + item.address if item.address else "",
            }
            for item in report.headlines
        ],
        "tables": len(report.tables),
        "missing": missing,
        "source": report.source,
    }
