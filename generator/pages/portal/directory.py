"""The directory: all regions, and a region with its departments, each with its years or why it has none.

A list of up to 300 names is one page. Above that a region's page offers letters and a filter that reads the names from
small files (`letters`), so that every page and every file stays small enough for a slow phone.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.html.escape import safe_id
from generator.model.summary import Overview
from generator.pages.environment import render
from generator.pages.portal.common import (
    EXEMPT,
    NOT_PUBLISHED,
    Listed,
    Place,
    departments_of,
    directory_matter,
    grouped_list,
    places_of,
    region_matter,
    row,
)
from generator.pages.portal.letters import letter_links, letter_pages, names_files
from generator.pages.portal.spelling import readings
from generator.pages.portal.years import year_pages

#: names on one page.
FLAT = 300
#: a shorter list is seen at a glance.
FILTERED = 10


def write(overview: Overview) -> dict[str, str]:
    """Return the directory pages and what their filter reads, by path below `docs/`."""
    places = places_of(overview)
    pages = {"reports/index.md": regions_page(overview.site.title, places)}
    for place in places:
        listed = departments_of(place)
        pages[f"{place.folder}index.md"] = region_page(place, listed)
        if len(listed) > FLAT:
            pages |= letter_pages(place, listed)
            pages |= {f"{place.folder}{name}": text for name, text in names_files(listed).items()}
    return pages | year_pages(places, FLAT)


def regions_page(title: str, places: Sequence[Place]) -> str:
    """Return the list of all regions."""
    return render(
        "regions.md.j2",
        matter=directory_matter(f"地区 · {title}", [{"name": "地区"}]),
        total=len(places),
        filtered=len(places) > FILTERED,
        readings=readings(name for place in places for name in (place.short, place.above)),
        regions=[region_row(place, "") for place in places],
    )


def region_row(place: Place, root: str) -> Mapping[str, object]:
    """Return the row of a region; `root` leads from the page to the folder of all reports."""
    href = f"{root}{safe_id(place.region)}/"
    return {"href": href, "name": place.short, "above": place.above, "counts": place.counts}


def region_page(place: Place, listed: Sequence[Listed]) -> str:
    """Return a region's page: its departments by group, each with its years or why it has none; letters when many."""
    many = len(listed) > FLAT
    groups = grouped_list(listed)
    names = [name for one in listed for name in (one.name, *one.aliases)]
    return render(
        "region.md.j2",
        matter=region_matter(place),
        region=place.name,
        counts=place.counts,
        standing=standing(listed),
        links=list(_ways(place)),
        total=len(listed),
        filtered=len(listed) > FILTERED,
        readings="" if many else readings(names),
        files=" ".join(names_files(listed)) if many else "",
        letters=letter_links(listed, "letters/") if many else [],
        sizes=[{"title": title, "count": len(inside)} for title, inside in groups.items() if title] if many else [],
        groups=[] if many else list(_groups(groups)),
    )


def _ways(place: Place) -> Iterator[Mapping[str, str]]:
    """Yield what else there is about a region: who published when, its departments beside each other, its totals."""
    region = safe_id(place.region)
    yield {"href": f"../../status/{region}/", "words": "公开进度"}
    if any(report.measures for report in place.reports):
        yield {"href": f"../../compare/{region}/", "words": "各部门比一比"}
        yield {"href": f"../../status/{region}/totals/", "words": "“三公”经费等的合计"}
    if place.reports:
        yield {"href": "../../open-data/", "words": "数据下载"}


def standing(listed: Sequence[Listed]) -> str:
    """Return in one sentence how many departments of a list have published; nothing for one department that has."""
    silent = sum(one.status == NOT_PUBLISHED for one in listed)
    exempt = sum(one.status == EXEMPT for one in listed)
    if not silent and not exempt:
        return f"{len(listed)} 个部门都有公开的决算。" if len(listed) > 1 else ""
    parts = [f"名录上有 {len(listed)} 个部门，{len(listed) - silent - exempt} 个有公开的决算"]
    parts += [f"{silent} 个未公开"] if silent else []
    parts += [f"{exempt} 个依法不公开"] if exempt else []
    return "，".join(parts) + "。"


def _groups(groups: Mapping[str, Sequence[Listed]]) -> Iterator[dict[str, object]]:
    for number, (title, inside) in enumerate(groups.items(), 1):
        yield {
            "title": f"{title}（{len(inside)} 个）" if title else "",
            "key": f"group-{number}",
            "departments": [row(one, "") for one in inside],
        }
