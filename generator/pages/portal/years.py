"""The years: a page for each with the departments that published it, by region."""

from collections.abc import Mapping, Sequence

from generator.html.escape import safe_id
from generator.model.summary import Summary
from generator.pages.environment import render
from generator.pages.portal.common import Place, counted_kinds, departments_of, directory_matter, headline_of, kind_of

#: reports of a year that its entry in the list of years names; of a year with more it names the regions.
_NAMED = 6


def year_pages(places: Sequence[Place], most: int) -> dict[str, str]:
    """Return the list of years and a page for each, by path below `docs/`; nothing without reports.

    Args:
        places: the regions.
        most: names on one page; a year of more names leads to the regions only.
    """
    every = sorted({report.year for place in places for report in place.reports}, reverse=True)
    pages = {f"years/{year}/index.md": _page(year, _regions(places, year, most)) for year in every}
    if every:
        pages["years/index.md"] = render(
            "years.md.j2",
            matter=directory_matter("按年度查看部门决算", [{"name": "按年度"}]),
            span=f"{every[-1]}—{every[0]} 年" if len(every) > 1 else f"{every[0]} 年",
            years=[_year(places, year) for year in every],
        )
    return pages


def _year(places: Sequence[Place], year: int) -> Mapping[str, object]:
    """Return a year of the list: how much of what, and its reports, or its regions where there are many reports."""
    held = {place.region: [one for one in place.reports if one.year == year] for place in places}
    count = sum(map(len, held.values()))
    several = len(places) > 1
    return {
        "href": f"{year}/",
        "year": year,
        "counts": counted_kinds(one for reports in held.values() for one in reports),
        "reports": [
            _report(one, place.short if several else "", "../")
            for place in places
            for one in held[place.region]
            if count <= _NAMED
        ],
        "regions": [
            {"href": f"../{place.folder}", "name": place.short, "count": len(held[place.region])}
            for place in places
            if held[place.region] and count > _NAMED and several
        ],
    }


def _report(one: Summary, where: str, root: str) -> Mapping[str, str]:
    folder = f"{root}reports/{safe_id(one.region)}/{safe_id(one.department)}/{one.year}/"
    return {
        "href": folder,
        "name": one.short_name or one.department_name,
        "where": where,
        "headline": headline_of(one) or kind_of(one),
    }


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
                _report(held[place.region][one.department], "", "../../")
                for one in (departments_of(place) if listed else [])
                if one.department in held[place.region]
            ],
        }
        for number, place in enumerate(places, 1)
        if held[place.region]
    ]
