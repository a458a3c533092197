"""When a report is public: its day, its region's minute, a withdrawal; days and minutes are China's."""

import datetime as dt

import pytest

from generator.model.identity import Region, Report, Source, State, Withdrawal
from generator.model.release import CHINA, NEVER, Release, china_day, instant, minute_of, release_of

NINE = dt.datetime(2025, 9, 15, 9, 0, tzinfo=CHINA)


def report(**settings: object) -> Report:
    """Return an invented public report of 2024."""
    made = {"year": 2024, "state": State.PUBLIC, "source": Source(title="虚构的决算"), **settings}
    return Report(**made)  # type: ignore[arg-type]


def region(**releases: str) -> Region:
    """Return an invented region with its minutes, by year with a letter in front."""
    return Region(name="虚构县", releases={year.removeprefix("y"): text for year, text in releases.items()})


@pytest.mark.parametrize("text", ["2025-09-15 09:00", "2025-09-15T09:00"])
def test_a_minute_is_chinas(text: str) -> None:
    """Written with a blank or a T."""
    assert minute_of(text) == NINE


@pytest.mark.parametrize("text", ["2025-09-15", "09:00", "2025-9-15 9:00", "2025-09-15 25:00", "2025-09-15 09:00:30"])
def test_what_is_no_minute(text: str) -> None:
    """Neither a day alone nor another way of writing it."""
    assert minute_of(text) is None


def test_a_day_stands_for_its_first_minute() -> None:
    """Midnight in China; a moment abroad falls on the day that China has."""
    assert instant(dt.date(2025, 9, 15)) == dt.datetime(2025, 9, 15, tzinfo=CHINA)
    assert china_day(dt.datetime(2025, 9, 14, 20, 0, tzinfo=dt.UTC)) == dt.date(2025, 9, 15)
    assert instant(dt.datetime(2025, 9, 15, 9, 0)) == NINE  # noqa: DTZ001 - without a zone it is China's


def test_the_later_of_both_counts() -> None:
    """The report's own day and the region's minute: public when both have come."""
    opens = region(y2024="2025-09-15 09:00")
    early = release_of(report(published_on="2025-09-01"), opens)
    assert [early.is_public(NINE - dt.timedelta(minutes=1)), early.is_public(NINE)] == [False, True]
    late = release_of(report(published_on="2025-09-20"), opens)
    assert [late.is_public(NINE), late.is_public(dt.date(2025, 9, 20))] == [False, True]


def test_a_minute_of_another_year_does_not_count() -> None:
    """Each year has its own."""
    assert release_of(report(), region(y2023="2099-09-15 09:00")).is_public(NINE)


def test_what_cannot_be_read_closes() -> None:
    """A minute that is none never comes; a withdrawal without a day holds at once."""
    assert release_of(report(), region(y2024="九点")).opens == NEVER
    gone = release_of(report(withdrawal=Withdrawal(date="近日", reason="虚构")), region())
    assert not gone.is_public(NINE)


@pytest.mark.parametrize(
    ("release", "why"),
    [
        (Release("草稿"), "状态是草稿"),
        (Release("公开", dt.date(2025, 9, 20)), "公开日期是 2025-09-20"),
        (Release("公开", None, NINE + dt.timedelta(minutes=1)), "发布时间是 2025-09-15 09:01"),
        (Release("公开", None, NEVER), "发布时间读不出来"),
        (Release("公开", None, NINE), ""),
        (Release(), ""),
    ],
)
def test_why_a_report_waits(release: Release, why: str) -> None:
    """In words for whoever builds the site."""
    assert release.waits_for(NINE) == why
