"""`juesuan import`: the official tables of workbooks into accounts.yml."""

import difflib
import sys
from pathlib import Path

import click

from generator.cli.common import Plain, project_here
from generator.desk.importing.report import import_lines
from generator.desk.importing.workbook import WorkbookError
from generator.money import MONEY_UNITS
from generator.workspace.importing import ImportingError, Target, plan_imports, write_target

HELP = (
    "把财政系统导出的决算表（.xlsx、.xls、.csv）读进 accounts.yml。按表名、行名、列名和科目编码认，不看单元格位置；"
    "合计、小计不录，只用来核对。已有的数不同，不会改，除非加 --replace；注释和其他内容一个字节也不动。\n\n"
    "例：juesuan import 决算公开表.xlsx --to putuo/planning/2024 --dry-run\n\n"
    "例：juesuan import 全区导出.xls --to putuo/2024"
)
PARTS = (2, 3)


@click.command("import", cls=Plain, help=HELP, short_help="从 Excel 决算表导入数据")
@click.argument("workbooks", nargs=-1, required=True, metavar="工作簿…", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "target",
    required=True,
    metavar="地区/部门/年度",
    help="导入到哪里；写 地区/年度 时按表上的单位名称分到各部门。",
)
@click.option("--unit", type=click.Choice(list(MONEY_UNITS)), default=None, help="表上没有写金额单位时用的单位。")
@click.option("--replace", "is_replacing", is_flag=True, help="已有的数与表不同时，改成表上的数。")
@click.option("--dry-run", is_flag=True, help="只看会改什么，不写文件。")
@click.option("--details", is_flag=True, help="逐格列出读到的数和它的去处。")
def import_(
    workbooks: tuple[Path, ...], target: str, unit: str | None, *, is_replacing: bool, dry_run: bool, details: bool
) -> None:
    """Read workbooks and write accounts.yml; exit 1 where nothing could be read."""
    parts = tuple(part for part in target.split("/") if part)
    if len(parts) not in PARTS or not parts[-1].isdigit():
        raise click.UsageError(f"“{target}”要写成 地区/部门/年度 或 地区/年度，例如 putuo/planning/2024")
    project = project_here()
    try:
        read = {path.name: path.read_bytes() for path in workbooks}
        found = plan_imports(project, read, parts, unit=unit or "", is_replacing=is_replacing)
    except OSError as error:
        raise click.ClickException(f"读不了文件 {error.filename}：{error.strerror}") from error
    except (WorkbookError, ImportingError) as error:
        raise click.ClickException(str(error)) from error
    for one in found.targets:
        click.echo("\n".join(import_lines(one.path, one.tables, one.planned, details=details)))
        _write(project.root, one, dry_run=dry_run)
    for table in found.homeless:
        click.echo(f"{table.where}：“{table.owner or '没有写单位名称'}”不是这个地区的部门，“{table.table}”没有读取")
    for cell in found.unplaced:
        click.echo(f"没有读取 {cell.where}（{cell.text[:30]}）：{cell.why}")
    sys.exit(0 if found.targets else 1)


def _write(root: Path, target: Target, *, dry_run: bool) -> None:
    path = root / target.path
    if not target.planned.changes and not target.planned.published:
        click.echo(f"{target.path} 不用改。")
        return
    if dry_run:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = target.content.decode()
        names = (f"{target.path}（现在）", f"{target.path}（导入后）")
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), *names, lineterm="", n=1)
        click.echo("\n".join(lines) + "\n这是试运行，没有写文件。")
        return
    try:
        write_target(root, target)
    except OSError as error:
        raise click.ClickException(f"写不了 {target.path}：{error.strerror or error}") from error
    click.echo(f"已写入 {target.path}。接着请运行：juesuan check {target.slugs.address}")
