"""Seconds that one report takes, step by step: `python -m tests.benchmarks.bench_report [REGION/DEPARTMENT/YEAR]`.

Not a test: it prints medians of several runs in one warm process, and judges nothing. The generator's own work, from
bytes to Markdown with charts, PDF and MkDocs aside, should stay under 0.1 s a report.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from generator.build.outputs import Drawn, charts_of, draw
from generator.build.report import Slugs, plan_report
from generator.html.charts import render_chart
from generator.load.reading import Reader, load_report, load_shared
from generator.site import mkdocs, pagefind
from generator.site.frame import environment_of, extra_of
from generator.site.tree import write_tree
from generator.workspace.project import read_project
from tests.build.example import docs_of

RUNS = 5


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median time of some runs of a piece of work, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(address: str = "") -> None:
    """Print a line a step for one report of this project; without an address for each report."""
    root = Path(__file__).resolve().parents[2]
    project = read_project(root)
    known = [slugs for slugs in project.reports() if not address or slugs.address == address]
    if not known:
        sys.exit(f"没有这份报告：{address}")
    shared_time = seconds(lambda: load_shared(Reader(project.shared)))
    click.echo(f"共用文件（样式、科目、名词解释，每次生成读一次）  {shared_time:7.3f} 秒")
    for slugs in known:
        click.echo(f"\n{slugs.address}（{RUNS}次的中位数，秒）")
        for step, taken in steps(root, slugs):
            click.echo(f"  {step:<24}{taken:8.3f}")


def steps(root: Path, slugs: Slugs) -> list[tuple[str, float]]:
    """Return the steps of one report with their seconds."""
    project = read_project(root)
    shared, files = load_shared(Reader(project.shared)), project.files_of(slugs)
    plan = plan_report(files, shared, slugs)
    document = plan.document
    if document is None:
        sys.exit(f"这份报告有错误，没有写出来：{slugs.address}")
    drawn = draw(document)
    bare = Drawn({}, {})
    load = seconds(lambda: load_report(Reader(files), shared, slugs.region, slugs.department, slugs.year))
    whole = seconds(lambda: plan_report(files, shared, slugs))
    markdown = seconds(lambda: docs_of(document, bare, (document.year,)))
    charts = seconds(lambda: [render_chart(chart) for chart in charts_of(document)])
    everything = seconds(lambda: draw(document), 3)
    pages, environment = docs_of(document, drawn, (document.year,)), environment_of(shared.site)
    html = mkdocs.build_pages(root, pages, environment, extra_of(shared.site))
    return [
        ("读取", load),
        ("计算、排文和检查", whole - load),
        ("Markdown", markdown),
        ("读取到 Markdown 合计", whole + markdown),
        ("图", charts),
        ("PDF 和数据文件", everything - charts),
        ("MkDocs", seconds(lambda: mkdocs.build_pages(root, pages, environment, extra_of(shared.site)), 3)),
        ("Pagefind", _search(root, html)),
    ]


def _search(root: Path, html: dict[str, bytes]) -> float:
    with tempfile.TemporaryDirectory(prefix="juesuan-bench-") as folder:
        write_tree(Path(folder), html)
        return seconds(lambda: pagefind.index(root, Path(folder)), 3)


if __name__ == "__main__":
    main(*sys.argv[1:2])
