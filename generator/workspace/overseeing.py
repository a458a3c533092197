"""What pages above the reports know besides summaries: rosters of the regions, and reports that are not public yet."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.build.report import Slugs
from generator.load.reading import Reader, Shared
from generator.load.styles import merged_style
from generator.model.identity import Department, Obliged, Region, Report, State
from generator.model.moves import FOLDER
from generator.model.release import china_day, release_of
from generator.model.style import PlainWord
from generator.model.summary import Overview, Summary, Territory, Unit, Waiting, Withdrawn
from generator.workspace.project import Project, commit_of

#: states in which the approval of the accounts (批复) is a fact that may be told.
APPROVED = {State.APPROVED, State.PUBLIC}
UNKNOWN = "未公布"


def overview_of(project: Project, shared: Shared, summaries: Iterable[Summary], as_of: dt.date) -> Overview:
    """Return everything that pages above the reports are made from.

    Args:
        project: the project.
        shared: what all reports share.
        summaries: every report that the site will hold.
        as_of: the day or minute the site is built for.
    """
    held = list(summaries)
    territories = territories_of(project)
    places = {
        (region, unit.department): place
        for region, territory in territories.items()
        for place, unit in enumerate(territory.units)
    }

    def order(one: Summary) -> tuple[str, int, str, int]:
        return one.region, places.get((one.region, one.department), len(places)), one.department, one.year

    held.sort(key=order)
    commit = commit_of(project.root)
    published = {one.address for one in held}
    gone = tuple(withdrawn_of(project, published, as_of))
    return Overview(
        site=shared.site,
        summaries=tuple(held),
        territories=territories,
        waiting=tuple(waiting_of(project, published, {one.address: one.date or UNKNOWN for one in gone})),
        as_of=china_day(as_of),
        terms=shared.terms,
        commit=commit[0] if commit else "",
        words=shared.words,
        phrases=shared.phrases,
        plain_words=_plain_words(shared, as_of.year),
        withdrawn=gone,
    )


def _plain_words(shared: Shared, year: int) -> Mapping[str, PlainWord]:
    """Return the plain words of the base style, which every report shares."""
    style, _ = merged_style([shared.levels.get("base", ())], year, {})
    return style.plain_words if style else {}


def territories_of(project: Project) -> dict[str, Territory]:
    """Return the regions that can be read, by folder name; what has no address is in none, and the check says so."""
    found = {}
    for path in sorted(path for path in project.files if path.endswith("/region.yml")):
        slug = path.split("/")[-2]
        region = Reader({path: project.files[path]}).record(Region, path)
        if region is not None and FOLDER.fullmatch(slug):
            units = tuple(_unit(project, slug, unit) for unit in region.units if FOLDER.fullmatch(unit.department))
            found[slug] = Territory(slug, region.name, region.short, region.code, units, region.years)
    return found


def _unit(project: Project, region: str, unit: Obliged) -> Unit:
    path = f"data/regions/{region}/{unit.department}/department.yml"
    known = Reader(project.files).record(Department, path, required=False)
    name = unit.name or (known.name if known else unit.department)
    return Unit(
        department=unit.department,
        name=name,
        short=known.short if known else "",
        aliases=known.aliases if known else (),
        group=unit.group,
        since=unit.since,
        until=unit.until,
        exemption=unit.exemption,
        superior=known.superior if known else "",
    )


def waiting_of(
    project: Project, published: Collection[str], withdrawn: Mapping[str, str] | None = None
) -> Iterator[Waiting]:
    """Yield the reports that the site does not hold but whose accounts are approved, and those that were withdrawn.

    Args:
        project: the project.
        published: addresses of the reports that the site holds.
        withdrawn: address → day, of those that were withdrawn.
    """
    gone = withdrawn or {}
    for slugs in _addressed(project):
        if slugs.address in published:
            continue
        report = Reader(project.files).record(Report, f"data/regions/{slugs.address}/report.yml", required=False)
        if report is not None and (report.state in APPROVED or slugs.address in gone):
            approved, day = _day(report.approved_on), gone.get(slugs.address, "")
            yield Waiting(slugs.region, slugs.department, int(slugs.year), approved, day)


def withdrawn_of(project: Project, published: Collection[str], as_of: dt.date) -> Iterator[Withdrawn]:
    """Yield the reports that were public and were withdrawn by then; an earlier day or minute tells nothing of them.

    Args:
        project: the project.
        published: addresses of the reports that the site holds.
        as_of: the day or minute the site is built for.
    """
    for slugs in _addressed(project):
        if slugs.address in published:
            continue
        reader = Reader(project.files)
        base = f"data/regions/{slugs.region}"
        report = reader.record(Report, f"data/regions/{slugs.address}/report.yml", required=False)
        if report is None or report.withdrawal is None:
            continue
        region = reader.record(Region, f"{base}/region.yml", required=False)
        department = reader.record(Department, f"{base}/{slugs.department}/department.yml", required=False)
        release = release_of(report, region)
        if not (region and department and release.has_come(as_of) and release.is_withdrawn(as_of)):
            continue
        name = department.name_in(report.year)
        yield Withdrawn(
            region=slugs.region,
            department=slugs.department,
            year=report.year,
            region_name=region.name,
            department_name=name,
            title=report.title or f"{name}{report.year}年度部门决算",
            published=_day(report.published_on),
            date=_day(report.withdrawal.date),
            reason=report.withdrawal.reason,
            basis=report.withdrawal.basis,
        )


def _addressed(project: Project) -> Iterator[Slugs]:
    """Yield the reports whose folders can be addresses; of the others the check says that they cannot."""
    yield from (slugs for slugs in project.reports() if all(map(FOLDER.fullmatch, (slugs.region, slugs.department))))


def _day(text: str) -> str:
    """Return a date as ISO text, "" for what is none, such as 未公布."""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
