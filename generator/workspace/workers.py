"""Worker processes that leave an interruption to the process that started them, which ends them and says so once."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from joblib import parallel_config
from joblib.externals.loky.process_executor import (  # type: ignore[import-untyped]
    BrokenProcessPool,
    TerminatedWorkerError,
)

#: fewer reports than this are read and compared sooner than other processes are started.
FEW = 8
#: what is raised when the system ended a worker process.
LOST = (TerminatedWorkerError, BrokenProcessPool)
#: of loky's resource tracker, a process of its own that reads this variable when it starts.
_SILENT = "ignore:resource_tracker:UserWarning"


@contextmanager
def patient_workers() -> Iterator[None]:
    """Start workers of the block so that Ctrl-C, which a terminal sends to all, prints nothing in them.

    Nor does the process that clears up after workers that were killed, as on a full disk: what it would say is no news
    to whoever reads the sentence on the disk.
    """
    held = os.environ.get("PYTHONWARNINGS", "")
    if _SILENT not in held:
        os.environ["PYTHONWARNINGS"] = f"{held},{_SILENT}".removeprefix(",")
    with parallel_config(backend="loky", initializer=leave_interrupts):
        yield


def leave_interrupts() -> None:
    """Do nothing at Ctrl-C: whoever started this process ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
