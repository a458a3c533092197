"""`juesuan todo`: what is still to be written, by kind, each with its place."""

import click

from generator.cli.common import Plain, chosen, project_here
from generator.desk.todo import counted, todo_lines
from generator.workspace.remaining import remaining

HELP = (
    "还差什么：没填的数、没写的原因和文字、日期和审签、照抄上年要核对的，逐条列出文件和行号。"
    "与 juesuan check 用同一套规则，草稿也按要公开的来要求；只列出来，不算错，退出码总是 0。\n\n"
    "例：juesuan todo anju/hrss/2024\n\n"
    "例：juesuan todo anju（每个部门差多少；加 --details 逐条列出）"
)


@click.command(cls=Plain, help=HELP, short_help="列出还差什么没有写")
@click.argument("names", nargs=-1, metavar="[地区/部门/年度…]")
@click.option("--details", is_flag=True, help="几个部门一起看时，也逐条列出。")
def todo(names: tuple[str, ...], *, details: bool) -> None:
    """Print what is still to be written."""
    project = project_here()
    which = chosen(project, names)
    done = 0
    for slugs, items in remaining(project, which):
        said = counted(items)
        done += not said
        click.echo(f"{slugs.address}：{f'还差{said}' if said else '都写了'}")
        if items and (details or len(which) == 1):
            click.echo("\n".join(todo_lines(items)))
    if len(which) > 1:
        click.echo(f"{len(which)}份报告，{done}份都写了，{len(which) - done}份还差")
