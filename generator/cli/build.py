"""`juesuan build`: check, make everything, switch to the new site."""

import datetime as dt
import os
import sys
from pathlib import Path

import click

from generator.check.report.text import render_text
from generator.cli.common import Plain, chosen, project_here
from generator.cli.progress import Steps
from generator.findings import Severity
from generator.site.errors import SiteError
from generator.site.publish import Result, Settings, publish
from generator.workspace.project import day_of


@click.command(
    cls=Plain,
    help="检查数据，生成网站、PDF 和开放数据。只重做变了的部分；有错误的报告不公开，其余照常。"
    "\n\n例：juesuan build --as-of 2024-09-20",
    short_help="生成网站",
)
@click.argument("names", nargs=-1, metavar="[地区/部门/年度…]")
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天公开；不写就用最近一次提交的日期。")
@click.option("--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="网站放在哪里。")
@click.option("--workers", type=click.IntRange(1, 64), default=None, help="同时用几个进程；不写就用全部处理器。")
def build(names: tuple[str, ...], as_of: dt.datetime | None, out: Path, workers: int | None) -> None:
    """Build the site; exit 1 when a report was left out or carried over because of errors."""
    project = project_here()
    day = as_of.date() if as_of else day_of(project.root)
    count = workers or len(os.sched_getaffinity(0))
    settings = Settings(day, project.root / out, project.root / "build", workers=count)
    with Steps() as steps:
        try:
            result = publish(project, settings, chosen(project, names), steps.show)
        except SiteError as error:
            raise click.ClickException(f"{error}\n原来的网站没有改动。") from error
    tell(result, out)
    sys.exit(1 if failed_in(result) or _broken(result) else 0)


def failed_in(result: Result) -> list[str]:
    """Return the reports that were asked for and could not be made, whether or not an old version was kept."""
    asked = {plan.slugs.address for plan in result.plans}
    return sorted(asked & {*result.left_out, *result.carried})


def _broken(result: Result) -> bool:
    return any(finding.severity is Severity.ERROR for finding in result.findings)


def tell(result: Result, out: Path) -> None:
    """Print what a build did: errors first, then a line of counts."""
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
        click.echo(f"还没有到公开的时候：{address}")
    counts = f"{len(result.built)}份报告已生成，{len(result.carried)}份沿用，{len(result.left_out)}份有错误没有公开"
    click.echo(f"网站在 {out}/：{counts}。")
