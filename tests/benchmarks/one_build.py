"""One build in a process of its own, told as a line of JSON: `… one_build FOLDER WORKERS [nopdf] [count]`.

With `count` (one worker only) it also says how many reports were written, printed and turned into HTML, by counting
the calls in this process.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.build import outputs
from generator.site.job import Settings
from generator.site.publish import publish
from generator.workspace import making
from generator.workspace.project import read_project
from tests.benchmarks.many_real import AS_OF
from tests.benchmarks.stages import Stages


def main(folder: str, workers: str, *flags: str) -> None:
    """Build the site of a project; print what it took."""
    root, counter = Path(folder), Counter[str]()
    if "count" in flags:
        _count(counter)
    start = time.perf_counter()
    stages = Stages()
    project = read_project(root)
    settings = Settings(AS_OF, root / "site", root / "build", workers=int(workers), pdf="nopdf" not in flags)
    result = publish(project, settings, list(project.reports()), stages.show)
    stages.stop()
    told = {
        "seconds": time.perf_counter() - start,
        "stages": stages.seconds,
        "built": len(result.built),
        "left_out": result.left_out,
        "counted": dict(counter),
    }
    click.echo(json.dumps(told, ensure_ascii=False))


def _count(counter: Counter[str]) -> None:
    """Count the reports whose files are drawn, and those whose pages are made."""

    def counted(module: Any, name: str, what: str) -> None:
        work: Callable[..., Any] = getattr(module, name)

        def around(*args: Any, **named: Any) -> Any:
            counter[what] += 1
            return work(*args, **named)

        setattr(module, name, around)

    counted(outputs, "render_facts", "drawn")
    counted(making, "pages_of", "html")


if __name__ == "__main__":
    main(*sys.argv[1:])
