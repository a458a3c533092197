"""Seconds from a save to the new page in the preview: `python -m tests.benchmarks.bench_serve [NAME…]`.

Not a test: it starts `juesuan serve` over a copy of this project, changes one amount some times, and asks the server as
a browser does. It prints medians and judges nothing; the aim is two seconds for one report.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

import click

from generator.site.mkdocs import own_files
from generator.site.tree import write_tree

ROOT = Path(__file__).resolve().parents[2]
REPORT = "putuo/planning/2024"
PARTS = ("data", "overrides", "mkdocs.yml", "requirements.lock")
RUNS = 5
PORT = 8765


def main(*names: str) -> None:
    """Print the time until the first page, and from a save to the page and to its findings."""
    with tempfile.TemporaryDirectory(prefix="juesuan-bench-") as folder:
        root = Path(folder)
        for part in PARTS:
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, root / part)
        write_tree(root / "docs", own_files(ROOT))
        for what in (names or (REPORT,)), ():
            measure(root, tuple(what))


def measure(root: Path, names: tuple[str, ...]) -> None:
    """Measure a preview of some reports; of all of them where none is named."""
    command = [sys.executable, "-m", "generator", "serve", *names, "--port", str(PORT)]
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout
            next(line for line in process.stdout if "http://" in line)
            opened = time.perf_counter() - start
            address = names[0] if names else REPORT
            taken = [changed(root, address, run) for run in range(RUNS)]
        finally:
            process.terminate()
    click.echo(
        f"{'、'.join(names) or '全部报告'}：打开{opened:.2f}秒；保存到显示{statistics.median(taken):.2f}秒"
        f"（{RUNS}次，最长{max(taken):.2f}秒）"
    )


def changed(root: Path, address: str, run: int) -> float:
    """Return the seconds from a saved change of one amount until its page is there."""
    path = root / f"data/regions/{address}/accounts.yml"
    page = f"/reports/{address}/"
    before = state(page, "")
    text = path.read_text(encoding="utf-8")
    amounts = list(re.finditer(r"^  \S+: (\d+)\.(\d\d)$", text, re.MULTILINE))
    found = amounts[run % len(amounts)]
    path.write_text(f"{text[: found.start(1)]}{int(found[1]) + 1}{text[found.end(1) :]}", encoding="utf-8")
    start = time.perf_counter()
    now = before
    while now["page"] == before["page"]:
        now = state(page, str(now["token"]))
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{page}", timeout=60) as answer:
        answer.read()
    return time.perf_counter() - start


def state(page: str, seen: str) -> dict[str, object]:
    """Return what the panel of a page is told, once it is news."""
    url = f"http://127.0.0.1:{PORT}/_juesuan/state?page={quote(page)}&seen={seen}"
    with urllib.request.urlopen(url, timeout=60) as answer:
        found: dict[str, object] = json.load(answer)
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
