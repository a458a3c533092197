"""How fast this machine is, so that a test can tell an endless computation from a slow machine."""

import time

#: things that are made and kept, as reading does, and the seconds that they take where limits were chosen.
_THINGS, _USUAL = 60_000, 0.022
_TRIES = 5


def seconds(limit: float) -> float:
    """Return a limit in seconds of the processor, longer on a machine that is slower at this moment.

    Args:
        limit: for a machine that makes some three million small objects a second.
    """
    return limit * max(1.0, min(_made() for _ in range(_TRIES)) / _USUAL)


def _made() -> float:
    begun, held = time.process_time(), {}
    for number in range(_THINGS):
        held[str(number)] = (number, [number])
    return time.process_time() - begun
