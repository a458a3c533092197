"""`juesuan check`: every finding, with file, line and column, in the form that its reader wants."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from generator.check.report.github import render_github
from generator.check.report.gitlab import render_gitlab
from generator.check.report.ledger import render_ledger
from generator.check.report.page import render_html
from generator.check.report.review import Review, is_failing, without_waivers
from generator.check.report.sarif import render_sarif
from generator.check.report.text import plain, render_json, review_lines
from generator.cli.common import Plain, chosen, project_here, still_chosen
from generator.cli.progress import Steps
from generator.cli.terminal import show
from generator.cli.workers import lent_workers, processes, workers_option
from generator.workspace.reviewing import review
from generator.workspace.watching import reviews

TEXT = "text"
#: so many changed files are named.
MOST_NAMED = 3
#: name of a format → what writes a review in it; the second argument says whether warnings count.
FORMATS: Mapping[str, Callable[[Review, bool], str]] = {
    TEXT: lambda found, strict: plain(review_lines(found, strict=strict)),
    "json": lambda found, _: render_json(found.findings),
    "sarif": lambda found, _: render_sarif(found),
    "github": lambda found, strict: render_github(found, strict=strict),
    "gitlab": lambda found, _: render_gitlab(found),
    "html": lambda found, strict: render_html(found, strict=strict),
}
HELP = (
    "检查数据：结构、金额、勾稽关系、文字、公布值和豁免。有错误时退出码是 1。\n\n"
    "例：juesuan check anju/hrss/2023\n\n"
    "例：juesuan check --format html --out 校核报告.html --ledger 台账.xlsx\n\n"
    "例：juesuan check anju/hrss/2023 --watch（边改边查：保存一次查一次，按 Ctrl-C 结束）"
)


@click.command(cls=Plain, help=HELP, short_help="检查数据")
@click.argument("names", nargs=-1, metavar="[地区/部门/年度…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default=TEXT,
    help="输出格式：text 给人看，html 是可以打印签字的校核报告，json、sarif、github、gitlab 给程序看。",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写到文件；不写就显示在屏幕上。")
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    help="另写一份台账（Excel）：每行一个部门的一个年度，按及时性、完整性、细化程度、公开方式、真实性计数。",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过。")
@click.option("--no-waivers", is_flag=True, help="已豁免的问题也照没有豁免的列出和计算。")
@workers_option
@click.option("--watch", is_flag=True, help="一直开着：文件一保存就再查改动涉及的报告；退出码总是 0。")
def check(
    names: tuple[str, ...], form: str, out: Path | None, ledger: Path | None, workers: int | None, **flags: bool
) -> None:
    """Print the findings of reports; exit 1 where there is an error."""
    if ledger and ledger.suffix.lower() != ".xlsx":
        raise click.UsageError(f"台账是 Excel 工作簿，文件名请以 .xlsx 结尾：{ledger}")
    if flags["watch"] and (out or ledger or form != TEXT):
        raise click.UsageError("--watch 只在屏幕上显示，不能和 --format、--out、--ledger 一起用")
    project = project_here()
    which, strict = chosen(project, names), flags["strict"]
    if flags["watch"]:
        _watch(project.root, names, strict=strict, has_waivers=not flags["no_waivers"])
        return
    with lent_workers(), Steps() as steps:
        found = review(project, which, lambda done: steps.show("检查", done, len(which)), processes(workers))
    if flags["no_waivers"]:
        found = without_waivers(found)
    if ledger:
        _write(ledger, render_ledger(found))
    if out:
        _write(out, FORMATS[form](found, strict).encode())
    elif form == TEXT:
        show(review_lines(found, strict=strict))
    else:
        click.echo(FORMATS[form](found, strict), nl=False)
    sys.exit(1 if is_failing(found, strict=strict) else 0)


def _watch(root: Path, names: tuple[str, ...], *, strict: bool, has_waivers: bool) -> None:
    """Print the findings, and again those of the reports that each saved change touches, until interrupted."""
    try:
        for changed, found in reviews(root, lambda project: still_chosen(project, names)):
            if changed:
                named = "、".join(changed[:MOST_NAMED]) + (f"等{len(changed)}个文件" if changed[MOST_NAMED:] else "")
                click.echo(f"\n──── 改了 {named}")
            show(review_lines(found if has_waivers else without_waivers(found), strict=strict))
            if not changed:
                click.echo("\n保存文件就会再查，按 Ctrl-C 结束。")
    except KeyboardInterrupt:
        click.echo("\n检查结束。")


def _write(path: Path, content: bytes) -> None:
    """Write a file and say so.

    Raises:
        click.ClickException: it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"写不了文件 {path}：{error.strerror or error}") from error
    click.echo(f"已写入 {path}", err=True)
