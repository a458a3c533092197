"""Our PDFs against WeasyPrint alone over the same HTML: `python -m tests.benchmarks.bench_pdf [--repeat N]`.

Not a test: processor seconds (one core) of the real reports, ours and bare each in a process of its own, added to
build/bench/results.jsonl. The aim is 1.2 times; what lies above it is said: layouts done again, tags mended, the rest.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from tests.benchmarks import measured, results


def printed(which: str, runs: int, kept: Path) -> list[dict[str, Any]]:
    """Return what the PDFs of all real reports took in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.printed_reports", which, str(runs), str(kept)]
    ran = measured.run(command, results.ROOT)
    assert ran.code == 0, ran.said[-4000:]
    told: list[dict[str, Any]] = json.loads(ran.said.strip().splitlines()[-1])
    return told


def main() -> None:
    """Print and keep a line a report, and all of them together."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--repeat", type=int, default=3, help="runs of each, after one that does not count")
    words.add_argument("--results", type=Path, default=results.RESULTS)
    wanted = words.parse_args()
    results.add(wanted.results, results.machine())
    with tempfile.TemporaryDirectory(prefix="juesuan-bench-") as folder:
        kept = Path(folder) / "print.json"
        mine = printed("ours", wanted.repeat, kept)
        bare = {one["report"]: one["seconds"] for one in printed("bare", wanted.repeat, kept)}
    for one in mine:
        record = {"what": "pdf", **one, "bare": bare[one["report"]]}
        results.add(wanted.results, record)
        click.echo(
            f"{one['report']:24} 我们 {one['seconds']:6.2f} 秒（版面 {one['layouts']} 遍）"
            f"  WeasyPrint {record['bare']:6.2f} 秒"
            f"  {one['seconds'] / record['bare']:.2f} 倍  其中重排 {one['again']:.2f}、标签 {one['mend']:.2f}"
        )
    whole = sum(one["seconds"] for one in mine) / sum(bare.values())
    click.echo(f"合计 {whole:.2f} 倍")


if __name__ == "__main__":
    main()
