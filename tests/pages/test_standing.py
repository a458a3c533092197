"""Where a unit stands: dates alone decide, and what is not known is not judged. All units are invented."""

import datetime as dt

import pytest

from generator.model.summary import Waiting
from generator.pages.portal.boards import Board, boards_of
from generator.pages.portal.standing import Status, deadline_of, judged, sentence_of
from tests.pages.following import county, report, unit

APPROVED = "2025-08-28"
LAST = dt.date(2025, 9, 17)


def board(**given: object) -> Board:
    """Return the only board of a county."""
    (found,) = boards_of(county(**given))  # type: ignore[arg-type]
    return found


def test_the_deadline_is_the_twentieth_day_after_the_approval() -> None:
    """28 August and twenty days is 17 September; without an approval there is no deadline."""
    assert deadline_of(APPROVED) == LAST.isoformat() == "2025-09-17"
    assert deadline_of("") == ""


@pytest.mark.parametrize(
    ("published", "status", "words"),
    [
        ("2025-08-28", Status.ON_TIME, "按时公开"),
        ("2025-09-17", Status.ON_TIME, "按时公开"),
        ("2025-09-18", Status.LATE, "逾期 1 日公开"),
        ("2025-10-02", Status.LATE, "逾期 15 日公开"),
        ("", Status.UNDATED, "已公开，公开日期未公布"),
        ("2025-08-27", Status.UNDATED, "已公开，公开日期早于批复日期，无法判断"),
    ],
)
def test_a_published_report_is_judged_by_both_dates(published: str, status: Status, words: str) -> None:
    """The twentieth day is in time, the next is late; a date that is missing or cannot be is not judged."""
    assert judged(APPROVED, published, dt.date(2026, 1, 1), is_public=True) == (status, words)


def test_a_published_report_without_an_approval_is_not_judged() -> None:
    """Neither in time nor late: which date is missing is said."""
    assert judged("", "2025-09-08", LAST, is_public=True) == (Status.UNDATED, "已公开，批复日期未公布")
    assert judged("", "", LAST, is_public=True) == (Status.UNDATED, "已公开，批复日期、公开日期未公布")


@pytest.mark.parametrize(
    ("as_of", "status", "words"),
    [
        (dt.date(2025, 9, 7), Status.OPEN, "未到期，还有 10 日"),
        (LAST, Status.OPEN, "未到期，当日截止"),
        (dt.date(2025, 9, 18), Status.OVERDUE, "逾期未公开，已过 1 日"),
    ],
)
def test_an_unpublished_report_is_judged_by_the_day_of_the_build(as_of: dt.date, status: Status, words: str) -> None:
    """On the last day it is not overdue yet, on the next it is."""
    assert judged(APPROVED, "", as_of, is_public=False) == (status, words)


def test_an_unpublished_report_without_an_approval_is_not_overdue() -> None:
    """Nobody knows its deadline, so nothing is claimed."""
    assert judged("", "", dt.date(2030, 1, 1), is_public=False) == (Status.UNKNOWN, "未公开（批复日期未知）")


def test_a_board_follows_the_roster() -> None:
    """Units stand in the order of the roster, whoever published without being on it last; the sentence counts all."""
    units = [unit("yi"), unit("jia"), unit("bing"), unit("ding", exemption="涉密"), unit("wu")]
    waiting = [Waiting("xugou", "bing", 2024, "2025-10-01"), Waiting("xugou", "yi", 2023, "2024-08-01")]
    found = board(reports=[report("jia"), report("ji")], units=units, waiting=waiting)
    assert [(one.department, one.status, one.listed) for one in found.rows] == [
        ("yi", Status.UNKNOWN, True),
        ("jia", Status.ON_TIME, True),
        ("bing", Status.OPEN, True),
        ("ding", Status.EXEMPT, True),
        ("wu", Status.UNKNOWN, True),
        ("ji", Status.ON_TIME, False),
    ]
    assert found.rows[3].words == "依法不公开（涉密）"
    assert found.sentence == (
        "应公开 4 个单位：1 个按时公开，1 个未到期，2 个未公开（批复日期未知）；"
        "1 个单位依法不公开；1 个单位不在这一年的公开名单里，也公开了。"
    )


def test_units_not_yet_founded_or_abolished_are_left_out() -> None:
    """自 and 至 are both inclusive; a report from outside them is listed, not counted."""
    units = [unit("jia", since=2024), unit("yi", until=2024), unit("bing", since=2025), unit("ding", until=2023)]
    found = board(reports=[report("ding")], units=units)
    assert [(one.department, one.listed) for one in found.rows] == [("jia", True), ("yi", True), ("ding", False)]


def test_an_exempt_unit_that_published_is_judged_like_any_other() -> None:
    """What is there is told, whatever the roster says."""
    assert board(reports=[report("jia")], units=[unit("jia", exemption="涉密")]).rows[0].status is Status.ON_TIME


def test_a_region_without_a_roster_lists_what_is_published() -> None:
    """Nobody is said to be missing, and nobody to be off the list."""
    found = board(reports=[report("jia", "", "")], units=[])
    assert found.sentence == "没有这一年的公开单位名单；已公开 1 个单位：1 个已公开（日期未公布）。"
    assert found.counts == {Status.UNDATED: 1}


def test_years_are_those_of_the_roster_and_of_what_is_published() -> None:
    """公开年度 gives a board to a year without any report; a published year outside it keeps its own, unjudged."""
    boards = list(boards_of(county([report("jia")], [unit("jia")], years=(2025, 2023))))
    assert [(one.year, one.has_roster, len(one.rows)) for one in boards] == [
        (2025, True, 1),
        (2024, False, 1),
        (2023, True, 1),
    ]


def test_a_board_of_nobody_says_so() -> None:
    """No number is made up."""
    assert sentence_of([]) == "公开单位名单里没有这一年的单位。"
