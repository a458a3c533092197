"""The years: a page for each with the departments that published it, by region."""

from collections.abc import Mapping, Sequence

from generator.html.escape import safe_id
from generator.pages.environment import render
from generator.pages.portal.common import Place, departments_of, directory_matter


def year_pages(places: Sequence[Place], most: int) -> dict[str, str]:
    """Return the list of years and a page for each, by path below `docs/`; nothing without reports.

    Args:
        places: the regions.
        most: names on one page; a year of more names leads to the regions only.
    """
    every = sorted({report.year for place in places for report in place.reports}, reverse=True)
    pages = {f"years/{year}/index.md": _page(year, _regions(places, year, most)) for year in every}
    if every:
        counts = {year: sum(report.year == year for place in places for report in place.reports) for year in every}
        pages["years/index.md"] = render(
            "years.md.j2",
            matter=directory_matter("按年度查看部门决算", [{"name": "按年度"}]),
            years=[{"href": f"{year}/", "year": year, "count": counts[year]} for year in every],
        )
    return pages


def _page(year: int, regions: Sequence[Mapping[str, object]]) -> str:
    steps = [{"name": "按年度", "url": "years/"}, {"name": f"{year}年度", "url": f"years/{year}/"}]
    counts = [one["count"] for one in regions]
    return render(
        "year.md.j2",
        matter=directory_matter(f"{year}年度部门决算", steps),
        year=year,
        total=sum(count for count in counts if isinstance(count, int)),
        regions=regions,
    )


def _regions(places: Sequence[Place], year: int, most: int) -> list[dict[str, object]]:
    """Return the regions that have reports of a year, with their departments unless these are too many together."""
    held = {place.region: {one.department: one for one in place.reports if one.year == year} for place in places}
    listed = sum(map(len, held.values())) <= most
    return [
        {
            "key": f"region-{number}",
            "href": f"../../{place.folder}",
            "name": place.short,
            "above": place.above,
            "count": len(held[place.region]),
            "departments": [
                {
                    "href": f"../../{place.folder}{safe_id(one.department)}/{year}/",
                    "name": held[place.region][one.department].short_name or one.name,
                }
                for one in (departments_of(place) if listed else [])
                if one.department in held[place.region]
            ],
        }
        for number, place in enumerate(places, 1)
        if held[place.region]
    ]
