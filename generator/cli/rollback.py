"""`juesuan rollback`: back to the site that was served before, in one step, and forward again."""

from pathlib import Path

import click

from generator.cli.common import Plain, project_here
from generator.cli.making import told_kindly
from generator.cli.places import PUBLIC, only_build, work_of
from generator.site.published import read_published
from generator.site.switch import about, bring_back

HELP = (
    "换回上一个网站：新网站有问题、又来不及改数据的时候用。一步换好，什么也不删；再运行一次就换回来。"
    "留着的只有最近一次生成以前的那一个。换回以后请先改正数据再 juesuan build，不然生成的还是有问题的那个。\n\n"
    "例：juesuan rollback\n\n"
    "例：juesuan rollback --out preview --drafts"
)
_COMMIT = 10


@click.command(cls=Plain, help=HELP, short_help="换回上一个网站")
@click.option("--out", type=click.Path(path_type=Path), default=PUBLIC, show_default=True, help="换哪里的网站。")
@click.option("--drafts", is_flag=True, help="用 juesuan build --drafts 生成的。")
def rollback(out: Path, *, drafts: bool) -> None:
    """Make the link lead to the version before; exit 1 where there is none."""
    root = project_here().root
    link = root / out
    with told_kindly(root, link), only_build(root):
        back, left = bring_back(work_of(root, out, drafts=drafts) / "versions", link)
    click.echo(f"{out} 已换回上一个网站：{_described(back)}。")
    click.echo(f"刚才的是{_described(left)}，还留着，再运行一次 juesuan rollback 就换回去。")


def _described(version: Path) -> str:
    """Return which version it is: number, time, commit, how many reports."""
    record = about(version)
    when = record.made[:16].replace("T", " ")
    parts = [f"{when} 生成" if when else "", f"提交 {record.commit[:_COMMIT]}" if record.commit else ""]
    parts.append(f"{len(read_published(version))} 份决算")
    return f"版本 {version.name}（{'，'.join(part for part in parts if part)}）"
