"""What the check costs: `python -m tests.benchmarks.bench_check [HOW MANY …]`, by default 10, 100 and 1,000 reports.

Not a test: it checks generated reports one after the other in one process, prints a line a size, and judges nothing.
The seconds a report and the memory should stay the same however many there are, and the check should cost no more than
twice what making the pages does, from bytes to Markdown with drawings, PDF and MkDocs aside.
"""

import gc
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from generator.build import report as build_report
from generator.build.outputs import pages_of
from generator.build.report import Slugs
from generator.load.reading import Reader, Shared, load_shared
from tests.build.example import shared_files
from tests.check.generated import YEAR, invented, shared_style

SIZES = (10, 100, 1000)
#: files that belong to no report of the project are never made here.
#: what `ru_maxrss` counts in on Linux.
MEBIBYTE = 1024
#: what planning a report does that belongs to the check.
CHECKS = ("check", "trust_of")


@dataclass(slots=True)
class Clock:
    """Seconds spent so far in the functions it was put around."""

    seconds: float = 0.0

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, timed."""

        def timed(*args: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return work(*args, **named)
            finally:
                self.seconds += time.perf_counter() - start

        return timed


def main(*sizes: str) -> None:
    """Print a line for each number of reports."""
    shared = load_shared(Reader({**shared_files(), **shared_style()}))
    run(shared, 2)  # whatever is read or made once a process is no cost of a report
    click.echo("份数    读取到Markdown   检查   秒/份（检查）   检查是做页面的几倍   内存峰值 MB   发现几处")
    for size in [int(size) for size in sizes] or SIZES:
        making, checking, found = run(shared, size)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE
        click.echo(
            f"{size:5}{making:12.2f} 秒{checking:9.2f} 秒{checking / size:11.4f}{checking / making:17.2f}"
            f"{peak:18.0f}{found:12}"
        )


def run(shared: Shared, size: int) -> tuple[float, float, int]:
    """Return the seconds that making the pages took, those that the check took, and how many findings there were."""
    clock, whole, found = Clock(), 0.0, 0
    plain = {name: getattr(build_report, name) for name in CHECKS}
    for name, work in plain.items():
        setattr(build_report, name, clock.around(work))
    try:
        for seed in range(size):
            one = invented(seed)
            files, slugs = one.files, Slugs(one.region, one.department, str(YEAR))
            gc.collect()
            start = time.perf_counter()
            plan = build_report.plan_report(files, shared, slugs)
            assert plan.document is not None, plan.findings
            pages_of(plan.document, (), (YEAR,))
            whole += time.perf_counter() - start
            found += len(plan.findings)
    finally:
        for name, work in plain.items():
            setattr(build_report, name, work)
    return whole - clock.seconds, clock.seconds, found


if __name__ == "__main__":
    main(*sys.argv[1:])
