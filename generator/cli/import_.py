"""`juesuan import`: the official tables of workbooks into accounts.yml."""

import difflib
import re
import sys
from pathlib import Path

import click

from generator.build.report import Slugs
from generator.cli.common import Plain, project_here
from generator.cli.progress import Steps
from generator.desk.importing.container import WorkbookError
from generator.desk.importing.report import homeless_lines, import_lines, left_lines, unplaced_lines
from generator.desk.importing.workbook import MOST_BYTES
from generator.money import MONEY_UNITS
from generator.workspace.importing import (
    ImportingError,
    Target,
    plan_evaluations,
    plan_imports,
    write_target,
)
from generator.workspace.project import Project
from generator.workspace.writing import write_file

HELP = (
    "把财政系统导出的决算表（.xlsx、.xls、.csv）读进 accounts.yml。按表名、行名、栏名和科目编码认，不看单元格位置；"
    "合计、小计不录，只用来核对。已有的数不同，不会改，除非加 --replace；注释和其他内容一个字节也不动。\n\n"
    "例：juesuan import 决算公开表.xlsx --to putuo/planning/2024 --dry-run\n\n"
    "一个文件里有全区各单位的表，按表角的单位名称，或者表里“单位名称”“单位编码”一列分。"
    "例：juesuan import 全区导出.xls --to putuo/2024\n\n"
    "绩效自评表读成一份新的自评。例：juesuan import 自评表.xlsx --to putuo/planning/2024/evaluations/weixiu"
)
PARTS = (2, 3)
#: region, department, year, the word evaluations, a name.
EVALUATION_PARTS = 5
YEAR = re.compile(r"20\d\d")


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
    is_evaluation = len(parts) == EVALUATION_PARTS and parts[3] == "evaluations" and YEAR.fullmatch(parts[2])
    if not is_evaluation and (len(parts) not in PARTS or not YEAR.fullmatch(parts[-1])):
        raise click.UsageError(f"“{target}”要写成 地区/部门/年度 或 地区/年度，例如 putuo/planning/2024")
    project = project_here()
    if len(parts) == EVALUATION_PARTS:
        _evaluations(project, _read(workbooks), parts, dry_run=dry_run)
        return
    read = _read(workbooks)
    with Steps() as steps:
        try:
            found = plan_imports(project, read, parts, unit=unit or "", is_replacing=is_replacing, show=steps.show)
        except (WorkbookError, ImportingError) as error:
            raise click.ClickException(str(error)) from error
    for warning in found.warnings:
        click.echo(f"请注意：{warning}")
    for one in found.targets:
        click.echo("\n".join(import_lines(one.path, one.tables, one.planned, details=details)))
        _write(project.root, one, dry_run=dry_run)
    for lines in (homeless_lines(found.homeless, details=details), left_lines(found.left, details=details),
                  unplaced_lines(found.unplaced, details=details)):  # fmt: skip
        for line in lines:
            click.echo(line)
    if not found.targets:
        click.echo("没有读到可以导入的表。表名要和公开表一致，例如“收入支出决算总表”；公开01—09表之外的不读。")
    sys.exit(0 if found.targets else 1)


def _evaluations(project: Project, read: dict[str, bytes], parts: tuple[str, ...], *, dry_run: bool) -> None:
    """Read 绩效自评表 into new files; exit 1 where there is none."""
    try:
        files, unplaced = plan_evaluations(project, read, Slugs(*parts[:3]), parts[4])
    except (WorkbookError, ImportingError) as error:
        raise click.ClickException(str(error)) from error
    for line in unplaced_lines(unplaced):
        click.echo(line)
    for file in files:
        click.echo(f"{file.path}：“{file.found.name}”，{file.found.count} 个指标，{file.found.where}")
        for doubt in (*file.found.doubts, *filter(None, [file.problem])):
            click.echo(f"  请核对：{doubt}")
        if dry_run:
            click.echo(file.found.text)
            continue
        try:
            write_file(project.root / file.path, file.found.text.encode())
        except OSError as error:
            raise click.ClickException(f"写不了 {file.path}：没有权限，或者磁盘满了。") from error
        click.echo(f"已写入。接着请补上没有的，再运行：juesuan check {'/'.join(parts[:3])}")
    if dry_run and files:
        click.echo("这是试运行，没有写文件。")
    sys.exit(0 if files else 1)


def _read(workbooks: tuple[Path, ...]) -> dict[str, bytes]:
    """Return the content of files by name; those of one name in two folders by their whole path.

    Raises:
        click.ClickException: a file is not there, too large, or cannot be read.
    """
    names = [path.name for path in workbooks]
    found = {}
    for path in dict.fromkeys(workbooks):
        if not path.is_file():
            raise click.ClickException(f"没有文件“{path}”。请看看路径和文件名，再试一次。")
        try:
            if path.stat().st_size > MOST_BYTES:
                message = f"“{path}”超过 {MOST_BYTES // 10**6} MB，没有读取。请只导出需要的表，再试一次。"
                raise click.ClickException(message)
            found[path.name if names.count(path.name) == 1 else str(path)] = path.read_bytes()
        except OSError as error:
            raise click.ClickException(f"读不了“{path}”：没有权限，或者被别的程序占用。") from error
    return found


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
        raise click.ClickException(f"写不了 {target.path}：没有权限，或者磁盘满了") from error
    click.echo(f"已写入 {target.path}。接着请运行：juesuan check {target.slugs.address}")
