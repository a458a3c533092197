"""What a build costs: `… bench_build [PART …] [--reports N …] [--repeat N] [--workers N] [--no-pdf]`.

Not a test: it builds copies of the real reports (many_real) and adds a line a run to build/bench/results.jsonl;
`python -m tests.benchmarks.bench_table` makes the table of it. Parts, in the order in which they are run:

full      everything, without cache              one       the same with one worker
nothing   again, nothing changed                 amount    one amount of one report changed
template  one file of overrides/ changed         check     `juesuan check`

The parts after `full` work on what it left; where nothing is left they begin with it.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from tests.benchmarks import many_real, measured, results

PARTS = ("full", "one", "nothing", "amount", "template", "check")
SIZES = (10, 100, 1000)
#: an amount that no total of the same report is compared with.
_AMOUNT = re.compile(r"(?<=接待费: )\d+\.\d+")
_AMOUNT_FILES = ("accounts.yml", "evaluations/overall.yml")
_TEMPLATE = "overrides/partials/footer.html"
_HUNDREDTH = Decimal("0.01")


class Bench:
    """Builds of one size, each written down as it ends."""

    def __init__(self, count: int, wanted: argparse.Namespace) -> None:
        self.count, self.workers, self.pdf = count, wanted.workers, wanted.pdf
        self.repeat, self.results = wanted.repeat, wanted.results
        self.root = wanted.folder / f"many-{count}{'' if wanted.pdf else '-nopdf'}"
        if not self.root.exists():
            many_real.write_project(self.root, count, wanted.seed)
        self.copies = list(many_real.copies(count, wanted.seed))

    def run(self, part: str) -> None:
        """Measure a part."""
        work: Callable[[], None] = getattr(self, f"_{part}")
        if part not in {"full", "one", "check"}:
            self.ready()
        work()

    def ready(self) -> None:
        """Build the site where there is none."""
        if not (self.root / "site").exists():
            self._full()

    def _full(self, part: str = "full", workers: int | None = None) -> None:
        site = self.root / "site"
        if site.is_symlink():
            site.unlink()
        shutil.rmtree(self.root / "build", ignore_errors=True)
        told = self.build(workers or self.workers)
        weights = {"site_bytes": weight(site), "cache_bytes": weight(self.root / "build" / "cache")}
        files = sum(len(names) for _, _, names in os.walk(site.resolve()))
        self.write(part, {**told, **weights, "files": files}, workers)

    def _one(self) -> None:
        self._full("one", 1)

    def _nothing(self) -> None:
        self.build(self.workers)  # whatever was changed before this
        for _ in range(self.repeat):
            self.write("nothing", self.build(self.workers))

    def _template(self) -> None:
        for _ in range(self.repeat):
            with self.other_template():
                self.write("template", self.build(self.workers))

    @contextmanager
    def other_template(self) -> Iterator[None]:
        """Change a template that every page uses, in the block, to what it never was before."""
        path = self.root / _TEMPLATE
        plain = path.read_text("utf-8")
        path.write_text(f"{plain}\n<!-- {time.time_ns()} -->\n", "utf-8")
        try:
            yield
        finally:
            path.write_text(plain, "utf-8")

    def _check(self) -> None:
        for _ in range(self.repeat):
            ran = self.python("-m", "generator", "check", "--format", "json")
            assert ran.code == 0, ran.said[-2000:]
            self.write("check", {"seconds": ran.seconds, "wall": ran.seconds, "memory": ran.memory.megabytes()})

    def _amount(self) -> None:
        """Change an amount of one report after the other; whatever belongs to others keeps its bytes.

        At last once more with one worker, counting what is made in it.
        """
        self.build(self.workers)  # whatever was changed before this
        able = list(self._with_amount())
        before = fingerprints(self.root / "site")
        for turn in range(max(self.repeat, 1) + 1):
            (address, path), last = able[turn % len(able)], turn >= self.repeat
            step = _HUNDREDTH * (turn + 1)
            path.write_text(_more(path.read_text("utf-8"), step), "utf-8")
            told = self.build(1, "count") if last else self.build(self.workers)
            after = fingerprints(self.root / "site")
            told |= {"report": address, "changed": changed(before, after, address)}
            before = after
            if last:
                assert told["counted"] == {"drawn": 1, "html": 1}, told["counted"]
            self.write("amount counted" if last else "amount", told, 1 if last else None)

    def _with_amount(self) -> Iterator[tuple[str, Path]]:
        """Yield the first copy of each kind that has an amount to change, and the file that holds it."""
        for copy in self.copies[: len(many_real.kinds())]:
            base = self.root / "data" / "regions" / copy.address
            files = [base / name for name in _AMOUNT_FILES if (base / name).is_file()]
            yield from [(copy.address, path) for path in files if _AMOUNT.search(path.read_text("utf-8"))][:1]

    def build(self, workers: int, *flags: str) -> dict[str, Any]:
        """Return what a build in a process of its own took.

        Raises:
            AssertionError: it failed, or a report was left out.
        """
        flags = (*flags, *(() if self.pdf else ("nopdf",)))
        ran = self.python("-m", "tests.benchmarks.one_build", str(self.root), str(workers), *flags)
        assert ran.code == 0, ran.said[-4000:]
        told: dict[str, Any] = json.loads(ran.said.strip().splitlines()[-1])
        assert told["built"] == self.count, f"{told['built']} of {self.count}; left out: {told['left_out'][:5]}"
        return {**told, "wall": ran.seconds, "memory": ran.memory.megabytes()}

    def python(self, *arguments: str) -> measured.Run:
        """Run this Python in the project's folder."""
        environment = {**os.environ, "PYTHONPATH": str(results.ROOT)}
        return measured.run([sys.executable, *arguments], self.root, environment)

    def write(self, part: str, told: dict[str, Any], workers: int | None = None) -> None:
        """Add a run to the file and say it."""
        record = {"what": part, "reports": self.count, "workers": workers or self.workers, "pdf": self.pdf, **told}
        results.add(self.results, record)
        memory = told["memory"]
        click.echo(
            f"{self.count:6} 份 {part:15}{told['wall']:9.1f} 秒（其中生成 {told['seconds']:.1f} 秒） "
            f"内存 {memory['parent']} / {memory['child']} / {memory['tree']} MB"
        )


def _more(text: str, step: Decimal) -> str:
    """Return a file with its first amount of receptions higher by so much."""
    return _AMOUNT.sub(lambda old: str(Decimal(old[0]) + step), text, count=1)


def weight(folder: Path) -> int:
    """Return the bytes of the files below a folder, a file with several names once."""
    seen: dict[tuple[int, int], int] = {}
    for path, _, names in os.walk(folder.resolve()):
        for name in names:
            about = Path(path, name).lstat()
            seen[about.st_dev, about.st_ino] = about.st_size
    return sum(seen.values())


def fingerprints(site: Path) -> dict[str, bytes]:
    """Return a hash of each file of the site by path."""
    root = site.resolve()
    found = {}
    for path, _, names in os.walk(root):
        for name in names:
            file = Path(path, name)
            with file.open("rb") as opened:
                found[file.relative_to(root).as_posix()] = hashlib.file_digest(opened, "blake2b").digest()
    return found


def changed(before: dict[str, bytes], after: dict[str, bytes], address: str) -> dict[str, int]:
    """Return how many files differ: of the report, above the reports, of the search index.

    Raises:
        AssertionError: a file of another report differs.
    """
    different = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    own = f"reports/{address}/"
    others = [name for name in different if re.match(r"reports/[^/]+/[^/]+/\d+/", name) and not name.startswith(own)]
    assert not others, others[:5]
    mine = sum(name.startswith(own) for name in different)
    assert mine, f"nothing of {address} changed"
    search = sum(name.startswith("pagefind/") for name in different)
    return {"report": mine, "search": search, "above": len(different) - mine - search}


def main() -> None:
    """Measure the parts that were asked for."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("parts", nargs="*", metavar="PART", help=f"{' '.join(PARTS)} (all)")
    words.add_argument("--reports", nargs="+", type=int, default=SIZES)
    words.add_argument("--repeat", type=int, default=3, help="runs of the short parts")
    words.add_argument("--workers", type=int, default=2)
    words.add_argument("--no-pdf", dest="pdf", action="store_false")
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--folder", type=Path, default=results.FOLDER)
    words.add_argument("--results", type=Path, default=results.RESULTS)
    wanted = words.parse_args()
    unknown = set(wanted.parts) - set(PARTS)
    if unknown:
        words.error(f"no such part: {' '.join(sorted(unknown))}")
    wanted.folder = wanted.folder.resolve()
    results.add(wanted.results, results.machine())
    for count in wanted.reports:
        bench = Bench(count, wanted)
        for part in PARTS:
            if part in wanted.parts or not wanted.parts:
                bench.run(part)


if __name__ == "__main__":
    main()
