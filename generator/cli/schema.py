"""`juesuan schema`: the schemas with which editors complete and explain what is typed."""

import click

from generator.cli.common import Plain, project_here
from generator.workspace.schemas import write_schemas

HELP = (
    "重写 .vscode/ 里的编辑设置和数据格式说明：用 VS Code（装 YAML 插件）打开项目时，会补全官方名称、"
    "显示说明、在写错的地方画线。使用手册里的“每一项怎么填”也一起重写。改了程序里的记录以后运行一次。\n\n"
    "例：juesuan schema"
)


@click.command(cls=Plain, help=HELP, short_help="重写编辑器用的格式说明", hidden=True)
def schema() -> None:
    """Write schemas and settings, and say which changed."""
    try:
        changed = write_schemas(project_here().root)
    except OSError as error:
        raise click.ClickException(f"写不了 {error.filename}：{error.strerror or error}") from error
    click.echo("\n".join(f"已写入 {path}" for path in changed) or "都是最新的，没有改动。")
