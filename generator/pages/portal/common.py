"""What several pages above the reports share: grouping, counting, names told apart, rows of departments."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.html.escape import MetaItem, front_matter, safe_id
from generator.model.blocks import Correction
from generator.model.identity import Part
from generator.model.summary import Overview, Summary, Territory, Unit

NOT_PUBLISHED = "未公开"
EXEMPT = "依法不公开"
UNGROUPED = "其他单位"
#: more years than these stand on the department's own page only: a row stays a row, and a list stays small.
_YEARS = 6


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


def headline_of(report: Summary) -> str:
    """Return a report's first headline figure in words, 本年支出合计 978.11 万元; nothing where it has none."""
    first = report.headlines[0] if report.headlines else None
    return f"{first.label} {first.printed} {first.unit}".rstrip() if first else ""


def kind_of(report: Summary) -> str:
    """Return what was published in a word: 部门决算, or 绩效自评 where there are no accounts."""
    return Part.ACCOUNTS if not report.contents or Part.ACCOUNTS in report.contents else "绩效自评"


def counted_kinds(reports: Iterable[Summary]) -> str:
    """Return how many reports of each kind, in words: 1 份部门决算、2 份绩效自评."""
    counts = Counter(kind_of(report) for report in reports)
    ordered = sorted(counts.items(), key=lambda one: one[0] != Part.ACCOUNTS)
    return "、".join(f"{count} 份{kind}" for kind, count in ordered)


def counts_of(departments: int, summaries: Sequence[Summary]) -> str:
    """Return how many departments and which years, in words."""
    return f"{departments} 个部门，{years_of(summaries)} 年" if summaries else "还没有公开的决算"


@dataclass(frozen=True, slots=True)
class Place:
    """A region with its reports and its roster.

    Attributes:
        region: its folder. name: its full name. short: what tells it from its neighbours. above: the rest of its name.
        reports: its published reports. units: its roster in official order.
    """

    region: str
    name: str
    short: str
    above: str
    reports: tuple[Summary, ...]
    units: tuple[Unit, ...]

    @property
    def counts(self) -> str:
        """Return how many departments have published, and which years, in words."""
        return counts_of(len({report.department for report in self.reports}), self.reports)

    @property
    def folder(self) -> str:
        """Return the region's folder below `docs/`."""
        return f"reports/{safe_id(self.region)}/"


def places_of(overview: Overview) -> list[Place]:
    """Return the regions that have reports or a roster, in the order of their folder names."""
    reports = grouped(overview.summaries, lambda report: report.region)
    known = overview.territories
    slugs = sorted({*reports, *(slug for slug, territory in known.items() if territory.units)})
    return [place_of(slug, reports.get(slug, ()), known.get(slug)) for slug in slugs]


def place_of(region: str, reports: Sequence[Summary], territory: Territory | None) -> Place:
    """Return a region with its reports and its roster, if it has one."""
    name = territory.name if territory else newest(reports).region_name
    short, above = told_apart(name, territory.short if territory else "")
    return Place(region, name, short, above, tuple(reports), territory.units if territory else ())


def told_apart(name: str, short: str) -> tuple[str, str]:
    """Return what tells a name from others, and the part before it: 赫山区 and 湖南省益阳市."""
    if short and short != name and name.endswith(short):
        return short, name.removesuffix(short)
    return name, ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A department in a list.

    Attributes:
        department: its folder. name: what tells it from others. aliases: everyday names.
        group: under which officials list it; may be empty.
        years: years of its reports, newest first. status: why it has none, in words. reason: why it never has.
        headline: the newest report's first figure with its year, in words; may be empty.
    """

    department: str
    name: str
    aliases: tuple[str, ...]
    group: str = ""
    years: tuple[int, ...] = ()
    status: str = ""
    reason: str = ""
    headline: str = ""


def departments_of(place: Place) -> list[Listed]:
    """Return the departments of a region: its roster in official order, then those that have reports only."""
    reports = grouped(place.reports, lambda report: report.department)
    roster = {unit.department: unit for unit in place.units}
    years = {report.year for report in place.reports}
    return [
        _listed(place, slug, roster.get(slug), reports.get(slug, ()))
        for slug in dict.fromkeys([*roster, *reports])
        if slug in reports or _concerned(roster[slug], years)
    ]


def _concerned(unit: Unit, years: Collection[int]) -> bool:
    """Return whether the duty of a unit without reports falls into the years that the site holds."""
    return not years or ((unit.since or 0) <= max(years) and (unit.until or 9999) >= min(years))


def _listed(place: Place, slug: str, unit: Unit | None, reports: Sequence[Summary]) -> Listed:
    group = unit.group if unit else ""
    if reports:
        latest = newest(reports)
        names = dict.fromkeys(alias for report in reports for alias in report.aliases)
        years = tuple(sorted((report.year for report in reports), reverse=True))
        name, told = latest.short_name or latest.department_name, headline_of(latest)
        headline = f"{latest.year}年{told}" if told else ""
        return Listed(slug, name, tuple(names), group, years, headline=headline)
    if unit is None:
        raise ValueError("neither on the roster nor published")
    name = unit.short or unit.name.removeprefix(place.name) or unit.name
    status = EXEMPT if unit.exemption else NOT_PUBLISHED
    return Listed(slug, name, unit.aliases, group, (), status, unit.exemption)


def grouped_list(listed: Iterable[Listed]) -> dict[str, list[Listed]]:
    """Return departments by the group under which officials list them; those of no group come last."""
    found: dict[str, list[Listed]] = {}
    for one in listed:
        found.setdefault(one.group, []).append(one)
    if "" in found:
        found[""] = found.pop("")
    if len(found) > 1 and "" in found:
        found[UNGROUPED] = [*found.pop(UNGROUPED, []), *found.pop("")]
    return found


def row(one: Listed, folder: str) -> Mapping[str, object]:
    """Return the row of a department; `folder` leads from the page to the region's folder."""
    address = f"{folder}{safe_id(one.department)}/"
    return {
        "href": address if one.years else "",
        "name": one.name,
        "aliases": one.aliases,
        "status": one.status,
        "reason": one.reason,
        "years": [{"href": f"{address}{year}/", "year": year} for year in one.years[:_YEARS]],
        "earlier": len(one.years) > _YEARS,
        "headline": one.headline,
    }


def directory_matter(title: str, steps: Sequence[MetaItem]) -> Markup:
    """Return the front matter of a list of links: not searched, as each of its lines is a page of its own."""
    return front_matter(
        {
            "title": title,
            "search": False,
            "hide": ["toc"],
            "styles": ["assets/css/directory.css"],
            "scripts": ["assets/js/directory.js"],
            "report": {"breadcrumb": steps},
        }
    )


def region_matter(place: Place, step: str = "") -> Markup:
    """Return the front matter of a region's page, which is searched, or of a list below it called `step`."""
    crumbs: list[MetaItem] = [{"name": place.name, "url": place.folder}]
    if step:
        return directory_matter(f"{place.name}部门决算：{step}", [*crumbs, {"name": step}])
    return front_matter(
        {
            "title": f"{place.name}部门决算",
            "description": f"{place.name}部门决算：{place.counts}",
            "hide": ["toc"],
            "styles": ["assets/css/directory.css"],
            "scripts": ["assets/js/directory.js"],
            "report": {"region": place.region, "region_name": place.name, "breadcrumb": crumbs},
        }
    )


def changed(one: Correction) -> str:
    """Return what was changed into what, in words; nothing for a correction that names no values."""
    return f"由 {one.before}{one.unit} 改为 {one.after}{one.unit}" if one.before and one.after else ""
