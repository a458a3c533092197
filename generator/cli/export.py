"""`juesuan export`: one report as workbook, CSV, JSON, data package, PDF, DOCX and fragment."""

from collections import Counter
from pathlib import Path

import click

from generator.build.report import Slugs
from generator.cli.common import Plain, chosen, project_here
from generator.workspace.exporting import FORMATS, Export, ExportingError, export_report
from generator.workspace.writing import write_file, write_files

HELP = (
    "把一份决算导出成文件：xlsx（照公开表式、合计带算式、可以打印）、csv、json、package（带字段说明的数据包）、"
    "pdf（内含全部数字和表格）、docx（公文格式的 Word，送审用）、fragment（贴到政府网站后台的网页片段）。"
    "不写 --format 就全部导出。还没有公开的，文件名里写明草稿、送审或已批复。\n\n"
    "例：juesuan export putuo/planning/2024\n\n"
    "例：juesuan export putuo/planning/2024 --out 决算公开表.xlsx\n\n"
    "例：juesuan export putuo/planning/2024 --format docx --out 送审稿.docx"
)
_UNITS = (("MB", 1_000_000), ("KB", 1_000))


@click.command(cls=Plain, help=HELP, short_help="导出 Excel、CSV、JSON、数据包、PDF、Word 和网页片段")
@click.argument("report", metavar="地区/部门/年度")
@click.option(
    "--format",
    "formats",
    multiple=True,
    callback=lambda _context, _option, given: _formats(given),
    metavar="格式",
    help=f"导出哪一种：{'、'.join(FORMATS)}；可以写几次。",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="文件或文件夹",
    help="写到哪里；不写就是 build/export/地区-部门-年度/。",
)
@click.option("--force", "is_forced", is_flag=True, help="有错误也导出，文件名里写明有错误。")
def export(report: str, formats: tuple[str, ...], out: Path | None, *, is_forced: bool) -> None:
    """Write the files of one report; exit 1 where it has errors."""
    project = project_here()
    slugs = _one(chosen(project, (report,)), report)
    wanted = formats or _by_name(out)
    is_file = out is not None and _is_file(out, wanted)
    try:
        made = export_report(project, slugs, wanted, is_forced=is_forced)
    except ExportingError as error:
        raise click.ClickException(str(error)) from error
    folder = out or project.root / "build" / "export" / slugs.address.replace("/", "-")
    _write(made, folder, is_file=is_file)


def _formats(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the formats that were asked for, each once.

    Raises:
        click.UsageError: there is no such format.
    """
    for kind in given:
        if kind not in FORMATS:
            raise click.UsageError(f"没有“{kind}”这种格式，可以写：{'、'.join(FORMATS)}")
    return tuple(dict.fromkeys(given))


def _one(found: list[Slugs], report: str) -> Slugs:
    if len(found) > 1:
        listed = "、".join(slugs.address for slugs in found[:5])
        raise click.UsageError(f"“{report}”有 {len(found)} 份决算，一次导出一份，例如 {listed}")
    return found[0]


def _by_name(out: Path | None) -> tuple[str, ...]:
    """Return the format that a file name asks for; every format where it names none."""
    # the first of two formats with one ending: a .zip is the data package
    known = {ending: kind for kind, ending in reversed(tuple(FORMATS.items())) if ending}
    kind = known.get(out.suffix.lower()) if out and not out.is_dir() else None
    return (kind,) if kind else tuple(FORMATS)


def _is_file(out: Path, wanted: tuple[str, ...]) -> bool:
    """Return whether the output is one file.

    Raises:
        click.UsageError: a file is named for what are several files, or for another format.
    """
    if out.is_dir() or not out.suffix:
        return False
    ending = FORMATS[wanted[0]] if len(wanted) == 1 else ""
    if out.suffix.lower() == ending:
        return True
    if out.suffix.lower() in {*FORMATS.values(), ".csv", ".json"}:
        what = f"{wanted[0]} 的文件名以 {ending} 结尾" if ending else "导出的不止一个文件，--out 请写文件夹"
        raise click.UsageError(f"“{out}”不能用：{what}")
    return False


def _write(made: Export, out: Path, *, is_file: bool) -> None:
    """Write what was made and say where.

    Raises:
        click.ClickException: it cannot be written.
    """
    try:
        if is_file:
            write_file(out, next(iter(made.files.values())))
        else:
            write_files(out, made.files)
    except OSError as error:
        raise click.ClickException(f"写不了 {error.filename or out}：{error.strerror or error}") from error
    below = Counter(name.rpartition("/")[0] for name in made.files)
    for name, content in made.files.items():
        if "/" not in name:
            click.echo(f"{out if is_file else out / name}（{_size(len(content))}）")
    for folder, count in below.items():
        if folder:
            click.echo(f"{out / folder}/（{count} 个文件）")
    if made.mark:
        told = "" if is_file else "，文件名里已经写明"
        click.echo(f"注意：这不是公开的文本（{made.mark}）{told}，不要对外发布。")


def _size(count: int) -> str:
    for unit, size in _UNITS:
        if count >= size:
            return f"{count / size:.0f} {unit}"
    return f"{count} 字节"
