"""A department's page: its years with headline figures."""

from collections.abc import Mapping, Sequence

from generator.html.escape import MetaItem, front_matter, safe_id
from generator.model.summary import Overview, Summary
from generator.pages.environment import render
from generator.pages.portal.common import grouped, newest, years_of


def write(overview: Overview) -> dict[str, str]:
    """Return every department's page by path below `docs/`."""
    departments = grouped(overview.summaries, lambda report: f"{safe_id(report.region)}/{safe_id(report.department)}")
    return {f"reports/{address}/index.md": department_page(years) for address, years in departments.items()}


def department_page(summaries: Sequence[Summary]) -> str:
    """Return a department's page: its years with headline figures. All summaries are of one department.

    Raises:
        ValueError: there are no summaries.
    """
    latest = newest(summaries)
    folder = f"reports/{safe_id(latest.region)}/"
    crumbs: list[MetaItem] = [
        {"name": latest.region_name, "url": folder},
        {"name": latest.short_name or latest.department_name, "url": f"{folder}{safe_id(latest.department)}/"},
    ]
    names = dict.fromkeys(alias for report in summaries for alias in report.aliases)
    former = dict.fromkeys(
        report.department_name for report in summaries if report.department_name != latest.department_name
    )
    return render(
        "department.md.j2",
        matter=front_matter(
            {
                "title": f"{latest.department_name}部门决算",
                "description": f"{latest.department_name}：{years_of(summaries)}年部门决算",
                "report": {
                    "region": latest.region,
                    "department": latest.department,
                    "region_name": latest.region_name,
                    "department_name": latest.department_name,
                    "breadcrumb": crumbs,
                },
            }
        ),
        region=latest.region_name if latest.short_name else "",
        department=latest.short_name or latest.department_name,
        aliases=list(names),
        former=list(former),
        years=[_year(report) for report in sorted(summaries, key=lambda report: -report.year)],
    )


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
