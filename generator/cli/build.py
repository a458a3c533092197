"""`juesuan build`: check, make everything, switch to the new site."""

import datetime as dt
import sys
from pathlib import Path

import click

from generator.check.report.text import render_text
from generator.cli.common import Plain, chosen, project_here
from generator.cli.explaining import explained
from generator.cli.making import told_kindly
from generator.cli.places import PUBLIC, cache_of, is_public_site, only_build, work_of
from generator.cli.progress import Steps
from generator.cli.workers import processes, workers_option
from generator.findings import Severity
from generator.model.release import CHINA, day_of, instant, minute_of
from generator.site.job import CACHE_BYTES, Result, Settings
from generator.site.publish import publish
from generator.workspace.cluster import cluster_workers, is_address
from generator.workspace.project import moment_of
from generator.workspace.workers import patient_workers

#: what means this very minute.
NOW = ("现在", "now")
GIGABYTE = 1_000_000_000


@click.command(
    cls=Plain,
    help="检查数据，生成网站、PDF 和开放数据。只重做变了的部分；有错误的报告不公开，其余照常。"
    "\n\n例：juesuan build --as-of 2024-09-20"
    "\n\n例：juesuan build --as-of 2024-09-20T09:00（region.yml 写了发布时间的，到了这一刻才公开）",
    short_help="生成网站",
)
@click.argument("names", nargs=-1, metavar="[地区/部门/年度…]")
@click.option(
    "--as-of",
    "as_of",
    callback=lambda _context, _option, given: _moment(given),
    metavar="日期或时刻",
    help="按哪一天、哪一刻（北京时间）公开，现在 就是此刻；不写就用最近一次提交的时刻。",
)
@click.option("--out", type=click.Path(path_type=Path), default=PUBLIC, show_default=True, help="网站放在哪里。")
@workers_option
@click.option(
    "--cluster",
    callback=lambda _context, _option, given: _address(given),
    metavar="地址",
    help="让 Dask 集群里的机器一起做，例如 tcp://10.0.0.5:8786；先看运维手册“很多机器一起生成”。",
)
@click.option("--drafts", is_flag=True, help="草稿也生成，只供内部审阅：不带 PDF 和搜索，要用 --out 另写一个文件夹。")
@click.option("--explain", "with_reasons", is_flag=True, help="说明这一次重做了什么、为什么。")
@click.option(
    "--cache", type=click.Path(path_type=Path), help="缓存放在哪里，可以是几台机器共用的文件夹；不写就在 build/ 里。"
)
@click.option(
    "--cache-size",
    type=click.FloatRange(0.1),
    default=CACHE_BYTES / GIGABYTE,
    show_default=True,
    metavar="GB",
    help="缓存最多占多少 GB，超过就删最久没用的。",
)
def build(  # noqa: PLR0913, PLR0917 - one argument an option
    names: tuple[str, ...],
    as_of: dt.datetime | None,
    out: Path,
    workers: int | None,
    cluster: str | None,
    cache: Path | None,
    cache_size: float,
    *,
    drafts: bool,
    with_reasons: bool,
) -> None:
    """Build the site; exit 1 when a report was left out or carried over because of errors."""
    if cluster and workers:
        raise click.UsageError("--cluster 和 --workers 只能写一个：集群里有多少工作进程就用多少")
    if drafts and is_public_site(Path.cwd(), out):
        raise click.UsageError("草稿不能放在公开的网站里，请用 --out 另写一个文件夹，例如 --out preview")
    root = Path.cwd()
    link, count = root / out, processes(workers)
    with told_kindly(root, link):
        project = project_here()
        which, moment = chosen(project, names), as_of or moment_of(root)
        work, store = work_of(root, out, drafts=drafts), root / cache if cache else cache_of(root)
        size = int(cache_size * GIGABYTE)
        settings = Settings(moment, link, work, drafts, count, search=not drafts, cache=store, most_cached=size)
        hands = cluster_workers(cluster, root, store) if cluster else patient_workers()
        with Steps() as steps, only_build(root), hands:
            result = publish(project, settings, which, steps.show)
    tell(result, out, moment)
    for line in explained(result) if with_reasons else ():
        click.echo(line)
    sys.exit(1 if failed_in(result) or _broken(result) else 0)


def _moment(given: str | None) -> dt.datetime | None:
    """Return the minute that was asked for; a day alone is its first minute.

    Raises:
        click.UsageError: it is neither.
    """
    if not given:
        return None
    if given in NOW:
        return dt.datetime.now(tz=CHINA)
    day, minute = day_of(given), minute_of(given)
    if day is None and minute is None:
        raise click.UsageError(f"“{given}”不是日期或时刻，写成 2024-09-20、2024-09-20T09:00 或 现在")
    return minute or instant(day or dt.date.min)


def _address(given: str | None) -> str | None:
    """Return the address of a scheduler.

    Raises:
        click.UsageError: it is none.
    """
    if given and not is_address(given):
        raise click.UsageError(f"“{given}”不是调度程序的地址，写成 tcp://机器名:8786 或 tls://机器名:8786")
    return given


def failed_in(result: Result) -> list[str]:
    """Return the reports that were asked for and could not be made, whether or not an old version was kept."""
    asked = {plan.slugs.address for plan in result.plans}
    return sorted(asked & {*result.left_out, *result.carried})


def _broken(result: Result) -> bool:
    return any(finding.severity is Severity.ERROR for finding in result.findings)


def tell(result: Result, out: Path, as_of: dt.date) -> None:
    """Print what a build did: errors first, then a line of counts.

    Args:
        result: of the build.
        out: where the site is.
        as_of: the day or minute for which it was built.
    """
    releases = {plan.slugs.address: plan.release for plan in result.plans}
    failed = {*result.left_out, *result.carried}
    findings = [*result.findings]
    for plan in result.plans:
        findings += [finding for finding in plan.findings if plan.slugs.address in failed]
    text = render_text([finding for finding in findings if finding.severity is not Severity.NOTE], with_verdict=False)
    if text:
        click.echo(text, err=True, nl=False)
    for address in result.left_out:
        click.echo(f"没有公开：{address}（有错误，见上）", err=True)
    for address in result.carried:
        click.echo(f"沿用原来的版本：{address}", err=True)
    for address in result.waiting:
        why = releases[address].waits_for(as_of) if address in releases else ""
        click.echo(f"还没有到公开的时候：{address}" + (f"（{why}）" if why else ""))
    for address in result.withdrawn:
        click.echo(f"已撤回：{address}")
    counts = f"{len(result.built)}份报告已生成，{len(result.carried)}份沿用，{len(result.left_out)}份有错误没有公开"
    click.echo(f"网站在 {out}/：{counts}。")
