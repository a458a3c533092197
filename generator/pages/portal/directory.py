"""The directory: all regions, and a region with its departments by group, each with its years."""

from collections.abc import Sequence

from generator.html.escape import MetaItem, front_matter, safe_id
from generator.model.summary import Overview, Summary
from generator.pages.environment import render
from generator.pages.portal.common import counts_of, grouped, groups_of, newest, region_row


def write(overview: Overview) -> dict[str, str]:
    """Return the directory pages by path below `docs/`."""
    pages = {"reports/index.md": regions_page(overview.site.title, overview.summaries)}
    for region, inside in grouped(overview.summaries, lambda report: report.region).items():
        pages[f"reports/{safe_id(region)}/index.md"] = region_page(inside)
    return pages


def regions_page(title: str, summaries: Sequence[Summary]) -> str:
    """Return the list of all regions."""
    regions = grouped(summaries, lambda report: report.region)
    return render(
        "regions.md.j2",
        matter=front_matter(
            {"title": f"地区 · {title}", "search": False, "report": {"breadcrumb": [{"name": "地区"}]}}
        ),
        regions=[region_row(region, inside, "") for region, inside in regions.items()],
    )


def region_page(summaries: Sequence[Summary]) -> str:
    """Return a region's page: its departments by group, each with its years. All summaries are of one region.

    Raises:
        ValueError: there are no summaries.
    """
    latest = newest(summaries)
    departments = grouped(summaries, lambda report: report.department)
    counts = counts_of(len(departments), summaries)
    crumbs: list[MetaItem] = [{"name": latest.region_name, "url": f"reports/{safe_id(latest.region)}/"}]
    return render(
        "region.md.j2",
        matter=front_matter(
            {
                "title": f"{latest.region_name}部门决算",
                "description": f"{latest.region_name}部门决算：{counts}",
                "report": {"region": latest.region, "region_name": latest.region_name, "breadcrumb": crumbs},
            }
        ),
        region=latest.region_name,
        counts=counts,
        groups=groups_of(summaries, ""),
    )
