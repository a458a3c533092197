"""How long a step still takes, judged by what was done since it began; nothing is told before that can be judged."""

import math

#: so many pieces, and seconds, of a step must have been seen first.
FEWEST, SHORTEST = 3, 5.0
MINUTE, TEN, HOUR = 60, 10, 3600
#: from here on minutes are told; below tens of seconds.
MOST_SECONDS = 90


class Pace:
    """Watches one step; what it had done when it was first seen, such as what the cache held, says nothing of speed."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._since: tuple[float, int] | None = None
        self._now = (0.0, 0, 0)

    def see(self, now: float, done: int, total: int) -> None:
        """Note how many of how many pieces are done at a moment, in seconds of a clock that only goes forward."""
        self._since = self._since or (now, done)
        self._now = (now, done, total)

    def left(self) -> float | None:
        """Return the seconds that the rest takes at the pace so far, or None where that cannot be told yet."""
        if self._since is None:
            return None
        (began, first), (now, done, total) = self._since, self._now
        if done - first < FEWEST or now - began < SHORTEST or done >= total:
            return None
        return (now - began) / (done - first) * (total - done)


def words_left(seconds: float | None) -> str:
    """Return in Chinese how long something still takes, rounded up; "" for what is not known."""
    if seconds is None:
        return ""
    if seconds <= MOST_SECONDS:
        return f"约还要 {math.ceil(seconds / TEN) * TEN} 秒"
    minutes = math.ceil(seconds / MINUTE)
    hours, minutes = divmod(minutes, HOUR // MINUTE) if minutes > HOUR // MINUTE else (0, minutes)
    return f"约还要 {hours} 小时 {minutes} 分钟" if hours else f"约还要 {minutes} 分钟"
