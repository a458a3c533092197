"""A larger build on a cluster whose workers are killed again and again: `… torture_cluster [REPORTS] [KILLS]`.

The site must be what one machine builds, byte by byte; so must that of the command itself, with PDF and search, of one
invented report. Ends with exit code 1 when they are not.
"""

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from random import Random

import click

from generator.site.job import Settings
from generator.site.publish import publish
from generator.site.tree import read_tree
from generator.workspace.cluster import cluster_workers
from generator.workspace.project import read_project
from tests.benchmarks.site_of_many import AS_OF, Size, build_site, write_project
from tests.build.fakes import make_project
from tests.workspace.fleet import ROOT, Fleet, fleet

WORKERS = 2
#: a task may lose more workers than are ever killed, so that only a real fault ends the build.
ALLOWED = 1000


def kill_some(made: Fleet, kills: int, seconds: float, ended: threading.Event) -> None:
    """Kill a worker at a random moment and start another, again and again."""
    random = Random(0)  # noqa: S311 - the same moments every time
    for _ in range(kills):
        if ended.wait(random.uniform(0.2, 2 * seconds)):
            return
        living = [number for number, one in enumerate(made.workers) if one.poll() is None]
        made.kill(random.choice(living))
        made.fill(WORKERS)


def by_command(root: Path, out: str, *words: str) -> dict[str, bytes]:
    """Return the site that `juesuan build` makes, with a cache of its own."""
    command = [sys.executable, "-m", "generator", "build", "--out", out, "--cache", f"cache-{out}", *words]
    subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    return read_tree(root / out)


def command_differs(folder: Path) -> list[str]:
    """Return what differs when the command builds a report with PDF and search here and on a cluster."""
    root = make_project(folder / "small")
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    here = by_command(root, "here")
    with fleet(folder / "fleet of the command", WORKERS) as made:
        there = by_command(root, "there", "--cluster", made.address)
    assert any(name.endswith("report.pdf") for name in here)
    assert "pagefind/pagefind.js" in here
    return differing(here, there)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the files that differ or that only one site has."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def main(reports: str = "40", kills: str = "8") -> None:
    """Build twice, once alone and once with losses; compare."""
    with tempfile.TemporaryDirectory() as folder:
        root = write_project(Path(folder) / "project", Size(int(reports)))
        build_site(root, search=False)
        alone = read_tree(root / "site")
        project = read_project(root)
        settings = Settings(AS_OF, root / "site-cluster", root / "build-cluster", search=False, pdf=False)
        ended = threading.Event()
        with fleet(Path(folder) / "fleet", WORKERS, allowed=ALLOWED) as made:
            killer = threading.Thread(target=kill_some, args=(made, int(kills), 5.0, ended))
            with cluster_workers(made.address, root, settings.store):
                killer.start()
                publish(project, settings, list(project.reports()), lambda *_: None)
            ended.set()
            killer.join()
            dead = sum(one.poll() is not None for one in made.workers)
        together = read_tree(root / "site-cluster")
        wrong, by_words = differing(alone, together), command_differs(Path(folder))
    click.echo(
        f"cluster: {len(together)} files, {dead} workers killed, {len(wrong)} differ {wrong[:5]}; "
        f"by the command {len(by_words)} differ {by_words[:5]}"
    )
    sys.exit(1 if wrong or by_words or not dead else 0)


if __name__ == "__main__":
    main(*sys.argv[1:3])
