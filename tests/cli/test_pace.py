"""The estimate of what is left of a step."""

import pytest

from generator.cli.pace import Pace, words_left


def seen(*moments: tuple[float, int]) -> Pace:
    """Return a step of 100 pieces that was seen at some seconds with so many done."""
    pace = Pace()
    for now, done in moments:
        pace.see(now, done, 100)
    return pace


def test_what_the_cache_held_says_nothing_of_the_speed() -> None:
    """70 of 100 were there at once; then 10 took 20 s: the other 20 take 40 s."""
    assert seen((0, 70), (20, 80)).left() == pytest.approx(40)


def test_nothing_is_told_before_it_can_be_judged() -> None:
    """Not at the first piece, not after a second, not when all is done."""
    for pace in (Pace(), seen((0, 1)), seen((0, 1), (9, 3)), seen((0, 1), (1, 9)), seen((0, 1), (60, 100))):
        assert pace.left() is None
        assert words_left(pace.left()) == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "约还要 10 秒"), (41, "约还要 50 秒"), (90, "约还要 90 秒"), (91, "约还要 2 分钟"), (3600, "约还要 60 分钟"),
     (3601, "约还要 1 小时 1 分钟"), (9000, "约还要 2 小时 30 分钟")],
)  # fmt: skip
def test_the_rest_is_told_rounded_up(seconds: float, words: str) -> None:
    """Tens of seconds, then minutes, then hours and minutes."""
    assert words_left(seconds) == words
