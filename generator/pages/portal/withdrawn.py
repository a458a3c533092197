"""The page at the address of a report that was withdrawn: what was here, since when not, and why; none of its figures.

An address that was public stays, so that who follows a link learns what became of the report; the pages and downloads
below it are gone.
"""

import re
from collections.abc import Iterator, Sequence

from generator.html.escape import MetaItem, front_matter, safe_id
from generator.model.summary import Overview, Withdrawn
from generator.pages.environment import render

_ROOT = "../../../../"
_BEFORE_YEAR = re.compile(r"(?=\d{4}年度)")


def write(overview: Overview) -> dict[str, str]:
    """Return the page of each report that was withdrawn by path below `docs/`."""
    departments = {(report.region, report.department) for report in overview.summaries}
    regions = {region for region, _ in departments}
    regions |= {name for name, territory in overview.territories.items() if territory.units}
    return {
        f"{folder_of(one)}index.md": _page(
            one, has_region=one.region in regions, has_department=(one.region, one.department) in departments
        )
        for one in overview.withdrawn
    }


def newest_first(withdrawn: Sequence[Withdrawn]) -> list[Withdrawn]:
    """Return withdrawals by their day, newest first."""
    return sorted(withdrawn, key=lambda one: (one.date, one.address), reverse=True)


def folder_of(one: Withdrawn) -> str:
    """Return the address of a report below the site's root."""
    return f"reports/{safe_id(one.region)}/{safe_id(one.department)}/{one.year}/"


def sentence_of(one: Withdrawn) -> str:
    """Return when and why a report was withdrawn, in words."""
    when = f"{one.date} 撤回" if one.date else "已撤回"
    return f"{when}。原因：{one.reason.strip() or '未公布'}{'' if one.reason.strip().endswith('。') else '。'}"


def _page(one: Withdrawn, *, has_region: bool, has_department: bool) -> str:
    region = f"reports/{safe_id(one.region)}/"
    department = f"{region}{safe_id(one.department)}/"
    crumbs: list[MetaItem] = [{"name": one.region_name, **({"url": region} if has_region else {})}]
    crumbs.append({"name": one.department_name, **({"url": department} if has_department else {})})
    crumbs.append({"name": f"{one.year}年度", "url": folder_of(one)})
    return render(
        "withdrawn.md.j2",
        matter=front_matter(
            {
                "title": f"{one.title}（已撤回）",
                "description": f"{one.title}已撤回。{sentence_of(one)}",
                "search": False,
                "styles": ("assets/css/status.css",),
                "report": {"breadcrumb": crumbs},
            }
        ),
        # A line breaks before the year only.
        parts=[part for part in _BEFORE_YEAR.split(one.title, maxsplit=1) if part],
        rows=list(_rows(one)),
        department=f"{_ROOT}{department}" if has_department else "",
        department_name=one.department_name,
        region=f"{_ROOT}{region}" if has_region else "",
        region_name=one.region_name,
        changes=f"{_ROOT}new/",
    )


def _rows(one: Withdrawn) -> Iterator[tuple[str, str]]:
    yield "公开日期", one.published or "未公布"
    yield "撤回日期", one.date or "未公布"
    yield "原因", one.reason
    if one.basis:
        yield "依据", one.basis
