"""Comparison: a department over its years, departments of a region or of one kind, one figure of all departments.

Every page is whole without scripts. The first one also holds a selection of departments, figures and years, drawn by
docs/assets/js/compare.js from the files below compare/data/.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from generator.html.escape import front_matter, safe_id
from generator.model.summary import Overview
from generator.pages.environment import render
from generator.pages.portal.compare_data import department_files, index_file
from generator.pages.portal.compare_grid import listed
from generator.pages.portal.compare_pages import FEW, TOPICS, Page, beside_pages, first_page, keys_of, topic_page
from generator.pages.portal.compare_tables import common_year, years_told
from generator.pages.portal.regional import Reports
from generator.pages.portal.series import Series, held_by, series_of


def write(overview: Overview) -> dict[str, str]:
    """Return the pages that compare departments of all regions, and their files, by path below `docs/`."""
    every = _every(overview)
    told = [one for one in every if years_told(one)]
    if not told:
        return {
            "compare/index.md": render("compare-none.md.j2", matter=front_matter({"title": "比一比", "search": False}))
        }
    regions: dict[str, list[Series]] = {}
    kinds: dict[str, list[Series]] = {}
    for one in told:
        regions.setdefault(one.region, []).append(one)
        if one.peers:
            kinds.setdefault(one.peers, []).append(one)
    kinds = {name: members for name, members in kinds.items() if len(members) > 1}
    files = _first(every, told, regions, kinds)
    for name, members in kinds.items():
        files |= _kind(name, members)
    for topic in TOPICS:
        if keys_of(told, topic.name):
            files |= topic_page(topic, told, _links(regions, f"#{topic.key}"))
    return files | index_file(told)


def write_region(published: Reports) -> dict[str, str]:
    """Return the pages that compare the departments of one region, and the data of each, by path below `docs/`."""
    told = [one for one in _every(published) if years_told(one)]
    return {**(_region(told[0].region, told) if told else {}), **department_files(told)}


def _every(published: Reports) -> list[Series]:
    """Return the departments over their years."""
    held = held_by(published)
    return [series_of(published, region, department, held) for region, department in held.reports]


def kind_folder(name: str) -> str:
    """Return the folder of a kind of department: an ASCII name that does not depend on the other kinds."""
    return f"kind-{blake2b(name.encode(), digest_size=4).hexdigest()}"


Groups = dict[str, list[Series]]


def _first(every: Sequence[Series], told: Sequence[Series], regions: Groups, kinds: Groups) -> dict[str, str]:
    """Return the first page: the department of which most is known over its years, and what else can be compared."""
    places = {id(one): place for place, one in enumerate(told)}
    best = max(told, key=lambda one: (*_known(one), -places[id(one)]))
    silent = [one.name for one in every if id(one) not in places]
    words = f"{listed(silent[:FEW])}{'等' if len(silent) > FEW else ''} {len(silent)} 个部门"
    same = [
        {"href": f"compare/{kind_folder(name)}/", "name": f"各地{name}", "mark": f"{len(members)} 个部门"}
        for name, members in kinds.items()
    ]
    topics = [
        {"href": f"compare/topic-{topic.key}/", "name": topic.caption, "mark": ""}
        for topic in TOPICS
        if keys_of(told, topic.name)
    ]
    said = f"{words}只公开了绩效等内容，没有可以比较的决算数。" if silent else ""
    return first_page(best, {"regions": _links(regions), "kinds": same, "topics": topics, "silent": said})


def _links(regions: Groups, anchor: str = "") -> list[dict[str, str]]:
    """Return the regions with the addresses of their pages below the site's root, and how much they hold."""
    return [
        {"href": f"compare/{safe_id(region)}/{anchor}", "name": members[0].region_name, "mark": _counted(members)}
        for region, members in regions.items()
    ]


def _known(series: Series) -> tuple[int, int]:
    """Return for how many years a department has figures, and how many figures."""
    years = [point.year for row in series.rows for point in row.points if point.value is not None]
    return len(set(years)), len(years)


def _counted(members: Iterable[Series]) -> str:
    held = [years_told(one) for one in members]
    years = sorted({year for told in held for year in told})
    span = f"{years[0]}—{years[-1]}" if len(years) > 1 else str(years[0])
    return f"{len(held)} 个部门，{span} 年"


def _region(region: str, members: Sequence[Series]) -> dict[str, str]:
    """Return a region's pages, one a year; the newest year that most departments have stands in its folder."""
    name, folder, newest = members[0].region_name, f"compare/{safe_id(region)}/", common_year(members)
    told = {id(one): years_told(one) for one in members}
    years = sorted({year for held in told.values() for year in held}, reverse=True)
    places = {year: folder if year == newest else f"{folder}{year}/" for year in years}
    files: dict[str, str] = {}
    for year, place in places.items():
        inside = [one for one in members if year in told[id(one)]]
        absent = [one.short for one in members if year not in told[id(one)]]
        missing = f"没有列入：{listed(absent)}。本站没有这 {len(absent)} 个部门{year}年的决算数。" if absent else ""
        page = Page(
            folder=place,
            title=f"{name}各部门{year}年决算比较",
            heading=(name, "各部门比较", f"{year}年"),
            crumbs=({"name": name, "url": folder}, {"name": f"{year}年", "url": place}),
            missing=missing,
            years=tuple({"href": href, "name": f"{other}年"} for other, href in places.items()),
        )
        files |= beside_pages(page, inside, year, nearest=False)
    return files


def _kind(name: str, members: Sequence[Series]) -> dict[str, str]:
    """Return the page of the departments of one kind, each with the common year or its newest one."""
    folder, year = f"compare/{kind_folder(name)}/", common_year(members)
    several = any(year not in years_told(one) for one in members)
    heading = ("同类部门比较", f"各地{name}", "各自最新年度" if several else f"{year}年")
    page = Page(folder, f"各地{name}决算比较", heading, ({"name": f"各地{name}", "url": folder},))
    return beside_pages(page, members, year, nearest=True)
