"""The pages of comparison as Markdown, each with a CSV file of every table beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.html.escape import MetaItem, MetaValue, front_matter, safe_id
from generator.pages.environment import render
from generator.pages.portal.compare_bases import bases_grid
from generator.pages.portal.compare_csv import grid_csv
from generator.pages.portal.compare_grid import Grid, render_grid
from generator.pages.portal.compare_tables import beside_grid, common_year, per_head_grid, years_grid
from generator.pages.portal.series import Series

STYLES = ["assets/css/compare.css"]
SCRIPTS = [f"assets/js/compare-{name}.js" for name in ("numbers", "model", "table", "chart", "choose")]
#: rows of a page: more would make it heavier than a phone should load.
ROWS = 100
#: departments up to which one page shows them all.
FEW = 60


@dataclass(frozen=True, slots=True)
class Topic:
    """What is compared: ASCII key, its name in the data, caption of its table."""

    key: str
    name: str
    caption: str


TOPICS = (
    Topic("income-expenditure", "收支", "收入和支出"),
    Topic("three-public", "三公", "“三公”经费"),
    Topic("agency-costs", "机关运行", "机关运行经费"),
    Topic("procurement", "采购", "政府采购"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is called and where it stands.

    Attributes:
        folder: its folder below `docs/`, with a slash at its end. title: for lists and search engines.
        heading: three parts of its first heading: small print, subject, year.
        crumbs: steps below 比一比. missing: who is not in it, in words; may be empty.
        years: pages of the same departments for other years, this one included.
    """

    folder: str
    title: str
    heading: tuple[str, str, str]
    crumbs: tuple[Mapping[str, str], ...]
    missing: str = ""
    years: tuple[Mapping[str, str], ...] = ()


def keys_of(series: Iterable[Series], topic: str) -> list[str]:
    """Return the keys of a topic's figures that any of the departments has, in order."""
    return list(dict.fromkeys(row.key for one in series for row in one.rows if row.topic == topic))


def first_page(series: Series, links: Mapping[str, object]) -> dict[str, str]:
    """Return the first page, which begins with a department over its years, and the table's file.

    Args:
        series: the department.
        links: regions, kinds and topics to go to, and who has nothing to compare.
    """
    grid = years_grid(series, [row.key for row in series.rows], f"{series.name}各年决算")
    page = render(
        "compare.md.j2",
        matter=_matter("比一比", (), scripts=[*SCRIPTS, "assets/js/compare.js"]),
        answer=render_grid(grid, "../", "years.csv"),
        department=series.name,
        start=f"{safe_id(series.region)}/{safe_id(series.department)}",
        root="../",
        **links,
    )
    return {"compare/index.md": page, "compare/years.csv": grid_csv(grid)}


def beside_pages(page: Page, members: Sequence[Series], year: int, *, nearest: bool) -> dict[str, str]:
    """Return departments beside each other for a year: a table a topic, on as many pages as they need, and the files.

    Args:
        page: the first of the pages; the others stand below it.
        members: departments in the order in which they stand.
        year: the year that is compared.
        nearest: whether a department without that year stands there with its newest one, flagged.
    """
    grids = list(_grids(members, year, nearest=nearest))
    parts = [members[start : start + ROWS] for start in range(0, len(members), ROWS)]
    places = [page.folder if not number else f"{page.folder}part-{number + 1}/" for number in range(len(parts))]
    files = {f"{page.folder}{safe_id(grid.key)}.csv": grid_csv(grid) for grid in grids}
    for place, part in zip(places, parts, strict=True):
        root = "../" * place.count("/")
        files[f"{place}index.md"] = render(
            "compare-beside.md.j2",
            matter=_matter(page.title, page.crumbs),
            page=page,
            root=root,
            folder=page.folder,
            place=place,
            chosen="&".join(f"d={one.region}/{one.department}" for one in part[:6]),
            parts=[
                {"href": other, "name": f"{held[0].short}—{held[-1].short}", "here": other == place}
                for other, held in zip(places, parts, strict=True)
            ],
            blocks=[render_grid(one, root, f"{root}{page.folder}{one.key}.csv") for one in _of(grids, part)],
        )
    return files


def _grids(members: Sequence[Series], year: int, *, nearest: bool) -> Iterator[Grid]:
    for topic in TOPICS:
        grid = beside_grid((topic.key, topic.caption), keys_of(members, topic.name), members, year, nearest=nearest)
        if grid is not None:
            yield grid
    heads = per_head_grid(members, year)
    if heads is not None:
        yield heads


def _of(grids: Iterable[Grid], part: Sequence[Series]) -> Iterator[Grid]:
    """Yield the tables with the rows of some departments only."""
    wanted = {f"reports/{one.region}/{one.department}/" for one in part}
    for grid in grids:
        held = grid.only(lambda line: line.href in wanted)
        if held.sections:
            yield held


def topic_page(topic: Topic, told: Sequence[Series], regions: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the page of a topic: every department while they are few, else the way to each region's table.

    Args:
        topic: what is compared.
        told: departments that have figures.
        regions: links to the regions' tables of the topic.
    """
    folder, few = f"compare/topic-{topic.key}/", len(told) <= FEW
    members = [one for one in told if keys_of([one], topic.name)]
    year = common_year(members)
    grids = [grid for key in keys_of(members, topic.name) if (grid := bases_grid(key, members, year))] if few else []
    page = render(
        "compare-topic.md.j2",
        matter=_matter(f"{topic.caption}比较", ({"name": topic.caption, "url": folder},)),
        caption=topic.caption,
        years=sorted({section.name for grid in grids for section in grid.sections if section.name}),
        contents=[{"href": f"#{safe_id(grid.key)}", "name": grid.title} for grid in grids],
        root="../../",
        regions=[] if few else regions,
        blocks=[render_grid(grid, "../../", f"{grid.key}.csv") for grid in grids],
    )
    return {f"{folder}index.md": page, **{f"{folder}{safe_id(grid.key)}.csv": grid_csv(grid) for grid in grids}}


def _matter(title: str, crumbs: Sequence[Mapping[str, str]], scripts: Sequence[str] = ()) -> str:
    steps: list[MetaItem] = [{"name": "比一比", "url": "compare/"}, *crumbs]
    values: dict[str, MetaValue] = {
        "title": title,
        "search": False,
        "hide": ["toc"],
        "styles": STYLES,
        "scripts": list(scripts),
        "report": {"breadcrumb": steps},
    }
    return front_matter(values)
