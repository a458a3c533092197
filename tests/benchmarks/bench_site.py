"""What a large public site costs: `python -m tests.benchmarks.bench_site [pages|whole] [HOW MANY …] [FOLDER]`.

Not a test: it prints tables and judges nothing. `pages`: the pages above the reports for 100, 1,000 and 3,000 generated
summaries, in seconds of the processor; with ten times as many it should take ten times as long, which the ratio shows
whatever the machine.
`whole`: every stage of a build of 1,000 generated reports without PDFs, its memory and what lies on the disk; the
project is kept in FOLDER, which must not exist yet.
"""

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import click

from generator.pages import portal
from generator.pages.portal.regional import regions_of
from generator.site import mkdocs
from generator.site.frame import environment_of, extra_of
from tests.benchmarks.many_summaries import overview_of_many, patterns
from tests.benchmarks.site_of_many import ROOT, Size, build_site, write_project
from tests.benchmarks.stages import Stages

COUNTS = (100, 1000, 3000)
WHOLE = 1000
KILOBYTE, MEGABYTE = 1000, 1_000_000
#: what `ru_maxrss` counts in on Linux.
MEBIBYTE = 1024
MOST_PAGE = 300_000


def main(what: str = "", *rest: str) -> None:
    """Print the tables that were asked for."""
    numbers = [int(count) for count in rest if count.isdigit()]
    folder = next((Path(name) for name in rest if not name.isdigit()), None)
    if what in {"", "pages"}:
        pages(numbers or COUNTS)
    if what in {"", "whole"}:
        for number in numbers or (WHOLE,):
            whole(number, folder)


def pages(counts: tuple[int, ...] | list[int]) -> None:
    """Print the processor seconds that the pages above the reports take, and the ratio to the size before."""
    portal.write_site_pages(overview_of_many(Size(len(patterns()))))  # templates are read once a process
    click.echo("报告数   写各类页面   秒/千份   与上一档之比（份数之比）   MkDocs   文件数   最大的文件")
    taken: list[tuple[int, float]] = []
    for count in counts:
        overview = overview_of_many(Size(count))
        start = time.process_time()
        found = portal.write_site_pages(overview)
        seconds = time.process_time() - start
        start = time.process_time()
        site = mkdocs.build_shell(
            ROOT, {**mkdocs.own_files(ROOT), **_bytes(found)}, environment_of(overview.site), extra_of(overview.site)
        )
        built = time.process_time() - start
        taken.append((count, seconds))
        name, size = max(((name, len(raw)) for name, raw in site.items() if name.startswith(_made(found))), key=_second)
        click.echo(
            f"{count:6}{seconds:10.2f} 秒{seconds / count * 1000:9.2f}{_ratio(taken):>22}{built:11.2f} 秒{len(found):8}"
            f"   {size / KILOBYTE:,.0f} KB {name}"
        )
    _writers(counts[-1])
    for (less, before), (more, after) in pairwise(taken):
        click.echo(f"{less} → {more} 份：份数是 {more / less:.1f} 倍，时间是 {after / before:.1f} 倍")


def _writers(count: int) -> None:
    """Print the time of each writer, and the files over the limit of a page."""
    overview = overview_of_many(Size(count))
    regions = list(regions_of(overview))
    written = [(writer.write, [overview]) for writer in portal._WRITERS] + [(one, regions) for one in portal._REGIONAL]
    for write, inputs in written:
        start = time.process_time()
        found = {path: text for one in inputs for path, text in write(one).items()}
        taken = time.process_time() - start
        biggest = max(((name, len(text.encode())) for name, text in found.items()), key=_second, default=("—", 0))
        name = write.__module__.rpartition(".")[2] + ("（各地区）" if write in portal._REGIONAL else "")
        click.echo(
            f"  {name:14}{taken:8.2f} 秒  {len(found):6} 个文件  最大 {biggest[1] / KILOBYTE:8,.0f} KB {biggest[0]}"
        )


def _made(found: dict[str, str]) -> tuple[str, ...]:
    """Return the beginnings of the paths that the written files have in the site."""
    return tuple(name.removesuffix("index.md").removesuffix(".md") or "index.html" for name in found)


def _bytes(found: dict[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in found.items()}


def _second(pair: tuple[str, int]) -> int:
    return pair[1]


def _ratio(taken: list[tuple[int, float]]) -> str:
    if len(taken) == 1:
        return "—"
    (less, before), (more, after) = taken[-2:]
    return f"{after / before:.1f}（{more / less:.1f}）"


@contextmanager
def _project(count: int, kept: Path | None) -> Iterator[Path]:
    """Yield a project folder of invented reports: the one that was named, or one that goes afterwards."""
    if kept:
        yield write_project(kept, Size(count))
        return
    with tempfile.TemporaryDirectory(prefix="juesuan-bench-") as folder:
        yield write_project(Path(folder) / "project", Size(count))


def whole(count: int, kept: Path | None = None) -> None:
    """Print what each stage of a build takes, the memory, and what lies on the disk by kind."""
    with _project(count, kept) as root:
        stages = Stages()
        result = build_site(root, progress=stages.show)
        stages.stop()
        again = Stages()
        build_site(root, progress=again.show)
        again.stop()
        click.echo(
            f"\n整个网站，{count} 份报告（不做 PDF），生成 {len(result.built)} 份，{len(result.left_out)} 份有错误"
        )
        total = sum(stages.seconds.values())
        click.echo("步骤            第一次      秒/份    占比    什么都没改，再来一次")
        for step, seconds in stages.seconds.items():
            share, later = seconds / total, again.seconds.get(step, 0.0)
            click.echo(f"{step:10}{seconds:10.1f} 秒{seconds / count:10.3f}{share:8.0%}{later:12.1f} 秒")
        click.echo(f"合计{total:16.1f} 秒{total / count:10.3f}{sum(again.seconds.values()):20.1f} 秒")
        for who, words in ((resource.RUSAGE_SELF, "本进程"), (resource.RUSAGE_CHILDREN, "最大的子进程")):
            click.echo(f"内存峰值（{words}）{resource.getrusage(who).ru_maxrss / MEBIBYTE:8.0f} MB")
        sizes(root / "site")


def sizes(site: Path) -> None:
    """Print what lies on the disk, by kind, and the pages over the limit."""
    by_kind: Counter[str] = Counter()
    number: Counter[str] = Counter()
    large = []
    for path in site.rglob("*"):
        if path.is_file():
            name = path.relative_to(site).as_posix()
            kind = "搜索索引" if name.startswith("pagefind/") else path.suffix or "其他"
            by_kind[kind] += path.stat().st_size
            number[kind] += 1
            if path.suffix == ".html" and path.stat().st_size > MOST_PAGE:
                large.append((path.stat().st_size, name))
    for kind, size in by_kind.most_common(8):
        click.echo(f"  {kind:10}{number[kind]:8} 个{size / MEGABYTE:10.1f} MB")
    click.echo(f"  超过 {MOST_PAGE // KILOBYTE} KB 的网页：{len(large)}")
    for size, name in sorted(large, reverse=True)[:10]:
        click.echo(f"    {size / KILOBYTE:8.0f} KB  {name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
