"""`juesuan form`: the empty form of an evaluation, with the weights that it prescribes."""

import click

from generator.build.report import Slugs
from generator.cli.common import Plain, project_here
from generator.desk import empty_evaluation
from generator.workspace.making import style_of


@click.command(
    cls=Plain,
    help="印出一份空的绩效自评，分值按当地样式填好，存到这份报告的 evaluations 文件夹里再填。\n\n"
    "不写文种时，列出这个地区这一年有哪些文种。\n\n"
    "例：juesuan form anju/hrss/2023 项目支出绩效自评表 > data/regions/anju/hrss/2023/evaluations/peixun.yml",
    short_help="印出一份空的绩效自评",
)
@click.argument("report", metavar="地区/部门/年度")
@click.argument("paper", required=False, metavar="[文种]")
def form(report: str, paper: str | None) -> None:
    """Print the empty form of a paper, or the papers there are."""
    parts = report.split("/")
    if len(parts) != len(Slugs.__dataclass_fields__):
        raise click.UsageError(f"“{report}”要写成 地区/部门/年度，例如 anju/hrss/2023")
    style = style_of(project_here(), Slugs(*parts))
    if style is None:
        raise click.ClickException(f"读不出“{report}”的样式：请先用 juesuan check {report} 看看哪里有错")
    if paper is None:
        click.echo("\n".join(style.papers))
        return
    if paper not in style.papers:
        raise click.ClickException(f"没有名为“{paper}”的文种；有的是：{'、'.join(style.papers)}")
    click.echo(empty_evaluation(style, paper), nl=False)
