"""The home page: what this is, search, departments, the latest disclosures, how to read."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from generator.html.escape import front_matter
from generator.model.summary import Overview, Summary
from generator.pages.environment import render
from generator.pages.links import Address
from generator.pages.portal.common import counts_of, grouped, groups_of, region_row

_LATEST = 10
_LISTED = 300
EXAMPLES = ("人社局 公务接待", "2080505", "政府采购")


def write(overview: Overview) -> dict[str, str]:
    """Return the home page by its path below `docs/`."""
    return {"index.md": home_page(overview.site.title, overview.summaries)}


def home_page(
    title: str,
    summaries: Sequence[Summary],
) -> str:
    """Return the home page: what this is, with counts; search; departments; the latest disclosures; how to read."""
    regions = grouped(summaries, lambda report: report.region)
    departments = {(report.region, report.department) for report in summaries}
    counts = counts_of(len(departments), summaries)
    dated = [report for report in summaries if report.published]
    latest = sorted(dated or summaries, key=_published, reverse=True)
    return render(
        "home.md.j2",
        matter=front_matter({"title": title, "description": f"{title}：{counts}", "search": False}),
        title=title,
        counts=counts,
        examples=[{"words": words, "href": f"search/?q={quote(words)}"} for words in EXAMPLES],
        regions=[region_row(region, inside, "reports/") for region, inside in regions.items()],
        listed=len(departments) <= _LISTED,
        groups=groups_of(summaries, "reports/") if len(departments) <= _LISTED else [],
        latest_title="最近公开" if dated else "最新年度的决算",
        latest=[_latest(report) for report in latest[:_LATEST]],
    )


def _published(report: Summary) -> tuple[str, int]:
    return report.published, report.year


def _latest(report: Summary) -> Mapping[str, object]:
    place = Address(report.region, report.department, report.year)
    first = report.headlines[0] if report.headlines else None
    return {
        "date": report.published,
        "href": place.folder,
        "title": report.title or f"{report.department_name}{report.year}年度部门决算",
        "headline": f"{first.label} {first.printed}{first.unit}" if first else "",
    }
