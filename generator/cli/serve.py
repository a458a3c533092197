"""`juesuan serve`: live preview, drafts included; a saved file shows in the browser within two seconds."""

import click

from generator.check.report.review import verdict
from generator.check.report.text import render_text
from generator.cli.common import Plain, chosen, project_here, still_chosen
from generator.cli.progress import Steps
from generator.findings import Severity
from generator.site.errors import SiteError
from generator.site.preview.loop import opened, preview_of
from generator.site.preview.view import View

HELP = (
    "实时预览，草稿也显示，有错误也尽量显示。在浏览器打开它说的地址；保存文件，页面自动更新，旁边列出校核发现的问题。"
    "只有这台机器看得到，按 Ctrl-C 结束。\n\n"
    "例：juesuan serve anju/hrss/2023\n\n"
    "例：juesuan serve anju --port 8080"
)


@click.command(cls=Plain, help=HELP, short_help="实时预览")
@click.argument("names", nargs=-1, metavar="[地区/部门/年度…]")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。")
def serve(names: tuple[str, ...], port: int) -> None:
    """Serve what is saved on this machine, until interrupted."""
    project = project_here()
    which = chosen(project, names)
    preview = preview_of(project.root, lambda now: still_chosen(now, names))
    steps = Steps()

    def first(_address: str, done: int, total: int, _view: View) -> None:
        steps.show("生成预览", done, total)

    try:
        with steps, opened(preview, port, first) as address:
            steps.stop()
            for slugs in which:
                _tell(slugs.address, preview.board.view)
            below = f"reports/{which[0].address}/" if len(which) == 1 else ""
            click.echo(f"预览：{address}{below}（按 Ctrl-C 结束）")
            preview.follow(lambda name, _done, _total, view: _tell(name, view))
    except KeyboardInterrupt:
        click.echo("\n预览结束。")
    except SiteError as error:
        raise click.ClickException(str(error)) from error


def _tell(address: str, view: View) -> None:
    """Print what became of a report: its verdict, and its errors where they keep the page from being made."""
    shown = view.reports[address]
    if shown.is_stale:
        errors = [finding for finding in shown.findings if finding.severity is Severity.ERROR]
        click.echo(render_text(errors, with_verdict=False), nl=False)
        click.echo(f"预览没有更新：{address} 读不出来，页面还是上次的。")
    else:
        click.echo(f"{address}：{verdict(shown.findings)}")
