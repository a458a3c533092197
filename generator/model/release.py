"""When a report is public: its state, its day, the minute of its region, and whether it was withdrawn.

Days and minutes are China's. Whoever asks for a day alone asks for its first minute: so nothing that waits for nine
o'clock is shown by a build for that day before somebody says the minute.
"""

import datetime as dt
import re
from dataclasses import dataclass

from generator.model.identity import Region, Report, State

CHINA = dt.timezone(dt.timedelta(hours=8))
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MINUTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}")
#: a minute that never comes: what cannot be read keeps a report back.
NEVER = dt.datetime.max.replace(tzinfo=CHINA)


@dataclass(frozen=True, slots=True)
class Release:
    """When one report is public.

    Attributes:
        state: 草稿 … 公开; empty when it could not be read.
        published_on: its 公开日期; None when unknown.
        opens: the minute before which its region publishes nothing of its year; None without one.
        withdrawn_on: the first day on which it is not shown any more; None for what was not withdrawn.
    """

    state: str = ""
    published_on: dt.date | None = None
    opens: dt.datetime | None = None
    withdrawn_on: dt.date | None = None

    def is_public(self, as_of: dt.date) -> bool:
        """Return whether the public site may show it: state 公开, its day and minute have come, not withdrawn.

        Args:
            as_of: a day, or a minute (`datetime`).
        """
        return self.state == State.PUBLIC and self.has_come(as_of) and not self.is_withdrawn(as_of)

    def has_come(self, as_of: dt.date) -> bool:
        """Return whether its day and the minute of its region have come; a day that is not known has."""
        is_day = self.published_on is None or self.published_on <= china_day(as_of)
        return is_day and (self.opens is None or self.opens <= instant(as_of))

    def waits_for(self, as_of: dt.date) -> str:
        """Return in words why it is not public yet; "" for what is, was withdrawn or could not be read."""
        if self.state not in {"", State.PUBLIC}:
            return f"状态是{self.state}"
        if self.published_on and self.published_on > china_day(as_of):
            return f"公开日期是 {self.published_on}"
        if self.opens and self.opens > instant(as_of):
            return "发布时间读不出来" if self.opens == NEVER else f"发布时间是 {self.opens:%Y-%m-%d %H:%M}"
        return ""

    def is_withdrawn(self, as_of: dt.date) -> bool:
        """Return whether it was withdrawn by then."""
        return self.withdrawn_on is not None and self.withdrawn_on <= china_day(as_of)


#: of a report whose words cannot be read.
UNREAD = Release()


def release_of(report: Report, region: Region | None) -> Release:
    """Return when a report is public, as it and its region say; a minute or withdrawal that cannot be read closes it.

    Args:
        report: the report.
        region: its region; None where region.yml cannot be read.
    """
    typed = region.releases.get(str(report.year), "") if region else ""
    opens = (minute_of(typed) or NEVER) if typed else None
    gone = report.withdrawal
    withdrawn_on = (day_of(gone.date) or dt.date.min) if gone else None
    return Release(str(report.state), day_of(report.published_on), opens, withdrawn_on)


def day_of(text: str) -> dt.date | None:
    """Return the day that `2024-09-20` means, or None; Python alone would take `20240920` and weeks as well."""
    try:
        return dt.date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def minute_of(text: str) -> dt.datetime | None:
    """Return the minute that `2025-09-15 09:00` means in China's time, or None."""
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=CHINA) if MINUTE.fullmatch(text) else None
    except ValueError:
        return None


def instant(as_of: dt.date) -> dt.datetime:
    """Return the moment that a day or a minute stands for; without a time zone it is China's."""
    if isinstance(as_of, dt.datetime):
        return as_of if as_of.tzinfo else as_of.replace(tzinfo=CHINA)
    return dt.datetime.combine(as_of, dt.time(), CHINA)


def china_day(as_of: dt.date) -> dt.date:
    """Return the day in China on which a moment falls."""
    return instant(as_of).astimezone(CHINA).date()
