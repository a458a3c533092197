"""`juesuan fmt`: files of data/ in the canonical order and form."""

import sys

import click

from generator.cli.common import Plain, project_here
from generator.workspace.tidying import files_meant, tidy_files
from generator.workspace.writing import write_file

HELP = (
    "把数据文件整理成统一的次序和写法：各项按规定的次序，缩进两格，冒号后空一格，科目代码加引号，行尾不留空格。"
    "数和文字一个字也不改，注释跟着它下面（或同一行）的那一项走。不写文件名时整理 data 里的全部文件。\n\n"
    "例：juesuan fmt anju/hrss/2023\n\n"
    "例：juesuan fmt --check data/regions/anju/hrss/2023/accounts.yml"
)


@click.command(cls=Plain, help=HELP, short_help="整理数据文件的次序和写法")
@click.argument("names", nargs=-1, metavar="[文件或 地区/部门/年度…]")
@click.option("--check", "is_check", is_flag=True, help="只看哪些文件会改，不写文件；有会改的，退出码是 1。")
def fmt(names: tuple[str, ...], *, is_check: bool) -> None:
    """Put files in order; exit 1 where one has errors or, with --check, would change."""
    project = project_here()
    try:
        paths = files_meant(project, names)
    except LookupError as error:
        message = f"没有找到“{error.args[0]}”。请写 data 里的 .yml 文件，或 地区/部门/年度，例如 anju/hrss/2023"
        raise click.UsageError(message) from error
    changed = failed = 0
    for path, found in tidy_files(project, paths):
        if found.problem:
            failed += 1
            click.echo(f"{path}：{found.problem}")
        elif found.content != project.files[path]:
            changed += 1
            if not is_check:
                try:
                    write_file(project.root / path, found.content)
                except OSError as error:
                    raise click.ClickException(f"写不了 {path}：{error.strerror or error}") from error
            click.echo(f"{'会整理' if is_check else '已整理'} {path}")
    click.echo(_summary(len(paths), changed, failed, is_check=is_check))
    sys.exit(1 if failed or (changed and is_check) else 0)


def _summary(count: int, changed: int, failed: int, *, is_check: bool) -> str:
    rest = count - changed - failed
    parts = [f"{changed}个{'要整理' if is_check else '已整理'}"] if changed else []
    parts += [f"{failed}个没有整理"] if failed else []
    parts += [f"{rest}个本来就整齐"] if rest else []
    return f"{count}个文件：{'，'.join(parts) or '没有要整理的'}"
