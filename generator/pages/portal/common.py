"""What several pages above the reports share: grouping, counting, rows of regions and departments."""

from collections.abc import Callable, Iterable, Sequence

from generator.html.escape import safe_id
from generator.model.summary import Summary


def grouped(summaries: Iterable[Summary], key: Callable[[Summary], str]) -> dict[str, list[Summary]]:
    """Return the summaries by a key, groups and members in the order in which they come."""
    found: dict[str, list[Summary]] = {}
    for report in summaries:
        found.setdefault(key(report), []).append(report)
    return found


def newest(summaries: Sequence[Summary]) -> Summary:
    """Return the summary of the latest year.

    Raises:
        ValueError: there are none.
    """
    if not summaries:
        raise ValueError("a page of no reports")
    return max(summaries, key=lambda report: report.year)


def years_of(summaries: Sequence[Summary]) -> str:
    """Return the years covered in words: 2023, or 2020—2024."""
    years = sorted({report.year for report in summaries})
    return f"{years[0]}—{years[-1]}" if len(years) > 1 else str(years[0])


def counts_of(departments: int, summaries: Sequence[Summary]) -> str:
    """Return how many departments and which years, in words."""
    return f"{departments} 个部门，{years_of(summaries)} 年" if summaries else "还没有公开的决算"


def region_row(region: str, inside: Sequence[Summary], root: str) -> dict[str, object]:
    """Return the row of a region: address below `root`, name, counts."""
    departments = {report.department for report in inside}
    return {
        "href": f"{root}{safe_id(region)}/",
        "name": newest(inside).region_name,
        "counts": counts_of(len(departments), inside),
    }


def groups_of(summaries: Sequence[Summary], root: str) -> list[dict[str, object]]:
    """Return departments by the group under which officials list them; `root` is `reports/` or a region's folder."""
    departments = grouped(summaries, lambda report: f"{report.region}/{report.department}")
    several = len({report.region for report in summaries}) > 1
    found: dict[str, list[dict[str, object]]] = {}
    for years in departments.values():
        latest = newest(years)
        title = "".join([latest.region_name if several else "", latest.group])
        found.setdefault(title, []).append(_department(years, f"{root}{latest.region}/" if root else ""))
    return [
        {"title": title, "key": f"group-{number}", "departments": listed}
        for number, (title, listed) in enumerate(found.items(), 1)
    ]


def _department(years: Sequence[Summary], folder: str) -> dict[str, object]:
    latest = newest(years)
    address = f"{folder}{safe_id(latest.department)}/"
    ordered = sorted(years, key=lambda report: -report.year)
    return {
        "href": address,
        "name": latest.short_name or latest.department_name,
        "aliases": latest.aliases,
        "years": [{"href": f"{address}{report.year}/", "year": report.year} for report in ordered],
    }
