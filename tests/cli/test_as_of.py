"""`juesuan build --as-of`: a day, a minute in China, or this very minute."""

import datetime as dt
from pathlib import Path

import click
import pytest

from generator.build.report import Plan, Slugs
from generator.cli import main
from generator.cli.build import _moment, tell
from generator.model.release import CHINA, Release
from generator.site.job import Result


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ("2025-09-15", dt.datetime(2025, 9, 15, tzinfo=CHINA)),
        ("2025-09-15T09:00", dt.datetime(2025, 9, 15, 9, tzinfo=CHINA)),
        ("2025-09-15 09:00", dt.datetime(2025, 9, 15, 9, tzinfo=CHINA)),
        (None, None),
    ],
)
def test_a_day_or_a_minute(given: str | None, moment: dt.datetime | None) -> None:
    """A day alone is its first minute; without the option the commit decides."""
    assert _moment(given) == moment


def test_this_minute() -> None:
    """现在 reads the clock, which nothing else does."""
    found = _moment("现在")
    assert found is not None
    assert abs(found - dt.datetime.now(tz=CHINA)) < dt.timedelta(minutes=1)


def test_what_is_neither(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence and exit 2."""
    with pytest.raises(click.UsageError, match="不是日期或时刻"):
        _moment("明天")
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--as-of", "2025-09-15 9点"])
    assert stopped.value.code == 2
    assert "写成 2024-09-20、2024-09-20T09:00 或 现在" in capsys.readouterr().err


def test_what_waits_is_told_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody wonders why a report is not there."""
    opens = dt.datetime(2025, 9, 15, 9, tzinfo=CHINA)
    plans = [Plan(Slugs("xugou", "water", "2024"), (), release=Release("公开", None, opens))]
    result = Result(plans=plans, waiting=["xugou/water/2024"], withdrawn=["xugou/forest/2024"])
    tell(result, Path("site"), dt.date(2025, 9, 15))
    said = capsys.readouterr().out
    assert "还没有到公开的时候：xugou/water/2024（发布时间是 2025-09-15 09:00）" in said
    assert "已撤回：xugou/forest/2024" in said
