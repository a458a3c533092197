"""Where each unit of a roster stands with its disclosure in a year; pure functions of dates, for the status board.

A deadline is said to be met or missed only where both dates are known: 预算法 §14 gives twenty days from the approval
(批复), counted as calendar days, the twentieth included.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.model.summary import Summary, Territory, Unit, Waiting

DAYS_ALLOWED = 20


class Status(StrEnum):
    """Where a unit stands; the first that fits, in this order, is what the page says."""

    ON_TIME = "按时公开"
    LATE = "逾期公开"
    UNDATED = "已公开（日期未公布）"
    OPEN = "未到期"
    OVERDUE = "逾期未公开"
    UNKNOWN = "未公开（批复日期未知）"
    WITHDRAWN = "已撤回"
    EXEMPT = "依法不公开"


#: a mark beside the word, so that neither colour nor the word alone tells them apart.
SHAPES: Mapping[Status, str] = {
    Status.ON_TIME: "●",
    Status.LATE: "▲",
    Status.UNDATED: "◐",
    Status.OPEN: "○",
    Status.OVERDUE: "■",
    Status.UNKNOWN: "□",
    Status.WITHDRAWN: "×",
    Status.EXEMPT: "◇",
}
PUBLISHED = (Status.ON_TIME, Status.LATE, Status.UNDATED)


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit in one year.

    Attributes:
        department: its folder. name: what it is called in that year; `short` without the region.
        group: as officials list it; may be empty.
        status: where it stands. words: the same in words, with days or reason.
        approved, deadline, published: ISO text; empty when unknown.
        summary: its report; None when the site holds none. listed: whether the roster names it for the year.
    """

    department: str
    name: str
    group: str
    status: Status
    words: str
    short: str = ""
    approved: str = ""
    deadline: str = ""
    published: str = ""
    summary: Summary | None = None
    listed: bool = True


def deadline_of(approved: str) -> str:
    """Return the last day on which a disclosure is in time, as ISO text; "" when the approval is unknown."""
    day = _day(approved)
    return (day + dt.timedelta(days=DAYS_ALLOWED)).isoformat() if day else ""


def judged(approved: str, published: str, as_of: dt.date, *, is_public: bool) -> tuple[Status, str]:
    """Return where a unit that must publish stands, and the same in words.

    Args:
        approved: 批复日期 as ISO text; empty when unknown.
        published: 公开日期 as ISO text; empty when unknown.
        as_of: the day for which it is judged.
        is_public: whether its report is on the site.
    """
    start, end, last = _day(approved), _day(published), _day(deadline_of(approved))
    if is_public:
        return _judged_public(start, end, last)
    if last is None:
        return Status.UNKNOWN, str(Status.UNKNOWN)
    days = (as_of - last).days
    if days > 0:
        return Status.OVERDUE, f"{Status.OVERDUE}，已过 {days} 日"
    return Status.OPEN, f"{Status.OPEN}，还有 {-days} 日" if days else f"{Status.OPEN}，当日截止"


def _judged_public(start: dt.date | None, end: dt.date | None, last: dt.date | None) -> tuple[Status, str]:
    if start is None or end is None or last is None:
        missing = [name for name, day in (("批复日期", start), ("公开日期", end)) if day is None]
        return Status.UNDATED, f"已公开，{'、'.join(missing)}未公布"
    if end < start:
        return Status.UNDATED, "已公开，公开日期早于批复日期，无法判断"
    days = (end - last).days
    return (Status.LATE, f"逾期 {days} 日公开") if days > 0 else (Status.ON_TIME, str(Status.ON_TIME))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def years_of_board(territory: Territory, summaries: Iterable[Summary], waiting: Iterable[Waiting]) -> tuple[int, ...]:
    """Return the years that a region's board has, newest first: those of its roster and of everything it holds.

    Args:
        territory: the region.
        summaries: its published reports.
        waiting: its reports that are not public yet; they add years only where the roster names none.
    """
    expected = set(territory.years) or {one.year for one in waiting}
    return tuple(sorted(expected | {one.year for one in summaries}, reverse=True))


def standings(
    territory: Territory, year: int, summaries: Iterable[Summary], waiting: Iterable[Waiting], as_of: dt.date
) -> tuple[Standing, ...]:
    """Return where each unit of a region stands in a year, in the order of the roster, units not on it last.

    A unit whose duty had not begun or had ended that year is left out, unless it published all the same.

    Args:
        territory: the region with its roster.
        year: the year of the accounts.
        summaries: published reports of the region; those of other years do not matter.
        waiting: its reports that are not public yet; likewise.
        as_of: the day for which it is judged.
    """
    public = {one.department: one for one in summaries if one.year == year}
    coming = {one.department: one for one in waiting if one.year == year}
    is_covered = not territory.years or year in territory.years
    found = []
    for unit in {unit.department: unit for unit in territory.units}.values():
        report = public.get(unit.department)
        if is_covered and is_obliged(unit, year):
            short = unit.short or _bare(unit.name, territory)
            found.append(_listed(unit, short, report, coming.get(unit.department), as_of))
        elif report:
            found.append(_reported(report, unit.group, as_of, listed=False))
    known = {unit.department for unit in territory.units}
    return (
        *found,
        *(_reported(one, "", as_of, listed=False) for name, one in public.items() if name not in known),
    )


def is_obliged(unit: Unit, year: int) -> bool:
    """Return whether the roster names a unit for a year, exempt or not."""
    return (unit.since or year) <= year <= (unit.until or year)


def _bare(name: str, territory: Territory) -> str:
    """Return a unit's name without the region: lists lead with what tells units apart."""
    region = next((part for part in (territory.name, territory.short) if part and name.startswith(part)), "")
    return name.removeprefix(region) or name


def _listed(unit: Unit, short: str, report: Summary | None, coming: Waiting | None, as_of: dt.date) -> Standing:
    if report:
        return _reported(report, unit.group, as_of, listed=True)
    if unit.exemption:
        words = f"{Status.EXEMPT}（{unit.exemption}）"
        return Standing(unit.department, unit.name, unit.group, Status.EXEMPT, words, short)
    approved = coming.approved if coming else ""
    if coming and coming.withdrawn:
        words = f"{Status.WITHDRAWN}（{coming.withdrawn}）"
        return Standing(
            unit.department, unit.name, unit.group, Status.WITHDRAWN, words, short, approved, deadline_of(approved)
        )
    status, words = judged(approved, "", as_of, is_public=False)
    return Standing(unit.department, unit.name, unit.group, status, words, short, approved, deadline_of(approved))


def _reported(report: Summary, group: str, as_of: dt.date, *, listed: bool) -> Standing:
    status, words = judged(report.approved, report.published, as_of, is_public=True)
    return Standing(
        department=report.department,
        name=report.department_name,
        group=group,
        status=status,
        words=words,
        short=report.short_name,
        approved=report.approved,
        deadline=deadline_of(report.approved),
        published=report.published,
        summary=report,
        listed=listed,
    )


def counts_by_status(board: Iterable[Standing]) -> dict[Status, int]:
    """Return how many units of the roster stand where; what does not occur and who is not on it are left out."""
    found = Counter(one.status for one in board if one.listed)
    return {status: found[status] for status in Status if found[status]}


def sentence_of(board: Sequence[Standing], *, has_roster: bool = True) -> str:
    """Return a board in one sentence: how many must publish, how many of them stand where, who is exempt.

    Args:
        board: the units of one year.
        has_roster: whether the region says who must publish that year; without, only what was published is told.
    """
    counts = counts_by_status(board)
    if not has_roster:
        counts = dict(Counter(one.status for one in board))
        return f"没有这一年的公开单位名单；已公开 {len(board)} 个单位：{_told(counts)}。"
    exempt = counts.pop(Status.EXEMPT, 0)
    due, others = sum(counts.values()), sum(not one.listed for one in board)
    parts = [f"应公开 {due} 个单位：{_told(counts)}" if due else ""]
    parts.append(f"{exempt} 个单位依法不公开" if exempt else "")
    parts.append(f"{others} 个单位不在这一年的公开名单里，也公开了" if others else "")
    return f"{'；'.join(part for part in parts if part) or '公开单位名单里没有这一年的单位'}。"


def _told(counts: Mapping[Status, int]) -> str:
    return "，".join(f"{counts[status]} 个{status}" for status in Status if counts.get(status))
