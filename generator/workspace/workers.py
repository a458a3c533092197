"""Worker processes that leave an interruption to the process that started them, which ends them and says so once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from joblib import parallel_config


@contextmanager
def patient_workers() -> Iterator[None]:
    """Start workers of the block so that Ctrl-C, which a terminal sends to all, prints nothing in them."""
    with parallel_config(backend="loky", initializer=leave_interrupts):
        yield


def leave_interrupts() -> None:
    """Do nothing at Ctrl-C: whoever started this process ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
