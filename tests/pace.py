"""How fast this machine is, so that a test can tell an endless computation from a slow machine."""

import resource
import time

#: things that are made and kept, as reading does, and the seconds that they take where limits were chosen.
_THINGS, _USUAL = 60_000, 0.022
_TRIES = 5


def within(taken: float, limit: float) -> bool:
    """Return whether a time of the processor is below a limit, which is longer on a machine that is slower just now.

    The machine is measured, which takes longer than most tests, only for a time that is over the limit as it stands:
    being slow can but lengthen a limit.

    Args:
        taken: seconds.
        limit: seconds, for a machine that makes some three million small objects a second.
    """
    return taken < limit or taken < limit * min(_made() for _ in range(_TRIES)) / _USUAL


def spent() -> float:
    """Return the CPU seconds of this process and of those that it started and that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def _made() -> float:
    begun, held = time.process_time(), {}
    for number in range(_THINGS):
        held[str(number)] = (number, [number])
    return time.process_time() - begun
