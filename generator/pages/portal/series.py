"""A department over its years: each headline figure, its predecessors' included, and what may not be compared.

The figure of a year is the one of that year's own report; where there is none, the one that the next year's report
states as last year's. Where both are known and differ, both are kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.blocks import Measure
from generator.model.identity import Part
from generator.model.summary import Summary
from generator.pages.portal.amounts import common_unit, converted
from generator.pages.portal.readings import Reading, differs, entry_of, measure_of, prior, stated
from generator.pages.portal.regional import Reports


@dataclass(frozen=True, slots=True)
class Held:
    """What is published, and what is known not to be yet.

    Attributes:
        reports: the reports of each department, by region and department, oldest first.
        waiting: region, department and year of reports that are not public yet.
    """

    reports: Mapping[tuple[str, str], Sequence[Summary]]
    waiting: frozenset[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget beside an outturn: value in the row's unit, 年初预算 or 全年预算, address of its entry."""

    value: Decimal
    base: str
    href: str


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a row.

    Attributes:
        year: the year. value: in the row's unit; None when unknown or of a unit that cannot be brought to it.
        reading: what is shown; None when no report states it.
        other: the same as the other report states it, where the two differ.
        budget: its budget; None when not published.
        cautions: why it cannot be compared with the row's other years, in words.
        notes: what else must be known, in words.
        missing: why there is no value, in words; empty when there is one.
    """

    year: int
    value: Decimal | None = None
    reading: Reading | None = None
    other: Reading | None = None
    budget: Budget | None = None
    cautions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: str = ""

    @property
    def is_comparable(self) -> bool:
        """Return whether it may stand beside the row's other years."""
        return self.value is not None and not self.cautions


@dataclass(frozen=True, slots=True)
class Row:
    """One headline figure over the years of a series: official name, topic, unit and scope of its newest year."""

    key: str
    label: str
    topic: str
    unit: str
    scope: str
    points: tuple[Point, ...]

    def point(self, year: int) -> Point | None:
        """Return the point of a year; None for a year outside the series."""
        return next((point for point in self.points if point.year == year), None)


@dataclass(frozen=True, slots=True)
class Series:
    """A department over its years.

    Attributes:
        region, department: folder names. name: full name in the newest report; `short`: without the region.
        region_name: name of the region. peers: what departments of its kind are called; may be empty.
        years: from the first year that is known to the last, without gaps.
        rows: headline figures in the order of the newest report that has any.
        aliases: everyday names.
        former: departments that it grew out of and that have reports: folder → name.
    """

    region: str
    department: str
    name: str
    short: str
    region_name: str
    peers: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    former: Mapping[str, str]
    aliases: tuple[str, ...] = ()

    def row(self, key: str) -> Row | None:
        """Return a row by the key of its figure."""
        return next((row for row in self.rows if row.key == key), None)


def held_by(reports: Reports) -> Held:
    """Return the published reports by department, and which are waiting: asked once for many series."""
    found: dict[tuple[str, str], list[Summary]] = {}
    for report in reports.summaries:
        found.setdefault((report.region, report.department), []).append(report)
    ordered = {place: sorted(years, key=lambda report: report.year) for place, years in found.items()}
    waiting = frozenset((one.region, one.department, one.year) for one in reports.waiting if not one.withdrawn)
    return Held(ordered, waiting)


def series_of(reports: Reports, region: str, department: str, held: Held | None = None) -> Series:
    """Return a department over its years, predecessors included.

    Args:
        reports: what was published, of the whole region at least.
        region: folder of the region.
        department: folder of the department.
        held: `held_by(reports)`, for callers who ask for many departments.

    Raises:
        ValueError: nothing was published under that name.
    """
    held = held_by(reports) if held is None else held
    own = held.reports.get((region, department), ())
    if not own:
        raise ValueError(f"no reports of {region}/{department}")
    former = _former(held, region, department)
    places = {(region, name) for name in (department, *former)}
    waiting = frozenset(year for *place, year in held.waiting if tuple(place) in places)
    files = _Files(own, former, waiting)
    latest = own[-1]
    years = _years([*own, *files.before])
    labels = {measure.key: measure for report in own for measure in report.measures}
    order = [measure.key for report in reversed(own) for measure in report.measures]
    return Series(
        region=region,
        department=department,
        name=latest.department_name,
        short=latest.short_name or latest.department_name,
        region_name=latest.region_name,
        peers=latest.peers,
        years=years,
        rows=tuple(_row(labels[key], years, files) for key in dict.fromkeys(order)),
        former={name: reports[-1].department_name for name, reports in former.items()},
        aliases=latest.aliases,
    )


def _former(held: Held, region: str, department: str) -> dict[str, Sequence[Summary]]:
    """Return the reports of predecessors at any remove, nearest first."""
    found: dict[str, Sequence[Summary]] = {}
    waiting = [department]
    while waiting:
        reports = held.reports.get((region, waiting.pop(0)), ())
        for name in dict.fromkeys(name for report in reports for name in report.predecessors):
            if name != department and name not in found and (region, name) in held.reports:
                found[name] = held.reports[region, name]
                waiting.append(name)
    return found


def _years(reports: Iterable[Summary]) -> tuple[int, ...]:
    known = {report.year for report in reports}
    known |= {report.year - 1 for report in reports if any(measure.prior for measure in report.measures)}
    return tuple(range(min(known), max(known) + 1))


@dataclass(frozen=True, slots=True)
class _Files:
    """The reports that a series is made from: its own, those of predecessors, and the years that are not public yet."""

    own: Sequence[Summary]
    former: Mapping[str, Sequence[Summary]]
    waiting: frozenset[int]

    @property
    def before(self) -> list[Summary]:
        """Return the reports of all predecessors."""
        return [report for reports in self.former.values() for report in reports]


def _row(latest: Measure, years: Sequence[int], files: _Files) -> Row:
    points = tuple(_point(year, latest, files) for year in years)
    return Row(latest.key, latest.label, latest.topic, common_unit(latest.unit), latest.scope, points)


def _point(year: int, latest: Measure, files: _Files) -> Point:
    key, unit = latest.key, common_unit(latest.unit)
    outturn, later, cautions = stated(files.own, year, key), prior(files.own, year, key), []
    if outturn is None and not any(report.year == year for report in files.own):
        earlier = [found for reports in files.former.values() if (found := stated(reports, year, key))]
        if len(earlier) > 1 and later is None:
            names = "、".join(found.name for found in earlier)
            return Point(year, missing=f"机构改革前分属{names}，没有合并的数")
        if len(earlier) == 1:
            outturn = earlier[0]
            cautions.append(f"机构改革前：{outturn.name}的数")
        later = later or prior(files.before, year, key)
    reading = outturn or later
    if reading is None:
        return Point(year, missing=_missing(year, files))
    value = converted(reading.digits, reading.unit, unit)
    if reading.scope != latest.scope:
        cautions.append(f"口径不同：{reading.scope or '没有说明'}")
    if value is None:
        cautions.append(f"单位不同：{reading.unit}")
    other = later if outturn and later and differs(outturn, later) else None
    measure = measure_of(files.own, year, key) or (measure_of(files.before, year, key) if outturn else None)
    return Point(year, value, reading, other, _budget(measure, unit), tuple(cautions), tuple(_notes(reading, other)))


def _budget(found: tuple[Summary, Measure] | None, unit: str) -> Budget | None:
    if found is None or not found[1].budget:
        return None
    report, one = found
    value = converted(one.budget, one.unit, unit)
    return None if value is None else Budget(value, one.budget_base, entry_of(report, one.budget_figure))


def _notes(reading: Reading, other: Reading | None) -> Iterator[str]:
    if reading.is_prior:
        yield f"取自{reading.report}年决算的上年数"
    if reading.note:
        yield reading.note
    if other is not None:
        yield f"{other.report}年决算的上年数为 {other.digits} {other.unit}，两份决算不一致"


def _missing(year: int, files: _Files) -> str:
    """Return why a year has no value, in words; that the site lacks a report does not say that nobody published it."""
    found = [report for report in (*files.own, *files.before) if report.year == year]
    if not found:
        return f"{year}年决算尚未公开" if year in files.waiting else f"本站没有{year}年决算"
    if any(Part.ACCOUNTS in report.contents or not report.contents for report in found):
        return "未公布"
    return f"{year}年只公开{'、'.join(dict.fromkeys(part for report in found for part in report.contents))}"
