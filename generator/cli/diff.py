"""`juesuan diff`: what the public would read differently, and which corrections are still to be written."""

import datetime as dt
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from generator.build.report import Slugs
from generator.check.report.text import plain
from generator.cli.common import Plain, project_here
from generator.cli.progress import Steps
from generator.cli.terminal import show
from generator.cli.workers import lent_workers, processes, workers_option
from generator.desk.comparing.lines import comparison_lines
from generator.desk.comparing.listing import render_addresses, render_json
from generator.desk.comparing.markdown import render_markdown
from generator.desk.comparing.records import Comparison
from generator.model.release import CHINA
from generator.workspace.differing import chosen_reports, difference, every_report
from generator.workspace.project import Project
from generator.workspace.revisions import Revision, RevisionError, read_revision
from generator.workspace.writing import write_file

TEXT = "text"
FORMATS: Mapping[str, Callable[[Comparison], str]] = {
    TEXT: lambda found: plain(comparison_lines(found)),
    "json": render_json,
    "markdown": render_markdown,
    "list": render_addresses,
}
#: what stands where with --to.
FILES = {TEXT: "diff.txt", "json": "diff.json", "markdown": "diff.md", "list": "reports.txt"}
HELP = (
    "两个版本之间，公布的数和文字变了什么：哪个数从多少变到多少、哪句话变了、表格多了少了哪一行、状态变了没有。"
    "不写版本，就是最近一次提交（HEAD）和现在的文件比；写一个版本，就是它和现在的文件比；写两个，就是两个版本比。"
    "已经公开的数改了而没有写“更正”的，会给出要加的几行，退出码是 1。\n\n"
    "例：juesuan diff（还没有提交的改动）\n\n"
    "例：juesuan diff main anju/hrss/2023\n\n"
    "例：juesuan diff main HEAD --format markdown --out 变化.md"
)
MOST_REVISIONS = 2
HERE = "现在的文件"


@click.command(cls=Plain, help=HELP, short_help="两个版本之间公布的内容变了什么")
@click.argument("words", nargs=-1, metavar="[版本 [版本]] [地区/部门/年度…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default=TEXT,
    help="text 给人看，markdown 贴到合并请求里，json 给程序看，list 只列出要看的报告（文件或共用的设置有改动的）。",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写到文件；不写就显示在屏幕上。")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="四种格式都写到这个文件夹：diff.txt、diff.json、diff.md、reports.txt（检查合并请求时用）。",
)
@click.option(
    "--as-of",
    "as_of",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]),
    metavar="日期",
    help="按哪一天（或哪一分钟，北京时间）算已经公开，如 2025-09-20；"
    "不写就按后一个版本提交的时候；和现在的文件比，按现在。",
)
@workers_option
def diff(
    words: tuple[str, ...],
    form: str,
    out: Path | None,
    folder: Path | None,
    as_of: dt.datetime | None,
    workers: int | None,
) -> None:
    """Compare two states; exit 1 where a published figure changed and no correction tells it."""
    here = project_here()
    try:
        before, after, names = _asked(here, words)
    except RevisionError as error:
        raise click.UsageError(str(error)) from error
    which = _chosen(before.project, after.project, names)
    moment = _moment(after, as_of)
    with lent_workers(), Steps() as steps:
        found = difference(before, after, which, moment, steps.show, processes(workers))
    for kind, name in FILES.items() if folder else ():
        _write((folder or Path()) / name, FORMATS[kind](found).encode())
    if out:
        _write(out, FORMATS[form](found).encode())
    elif folder:
        pass
    elif form == TEXT:
        show(comparison_lines(found))
    else:
        click.echo(FORMATS[form](found), nl=False)
    sys.exit(1 if found.demands else 0)


def _asked(here: Project, words: tuple[str, ...]) -> tuple[Revision, Revision, tuple[str, ...]]:
    """Return both states and the names of reports: words in front that are versions are versions.

    A word that names a report of the current files is one, also where a branch is called the same.

    Raises:
        RevisionError: git is not there, or a word is neither.
    """
    revisions: list[Revision] = []
    rest = list(words)
    while rest and len(revisions) < MOST_REVISIONS and not _is_report(here, rest[0]):
        try:
            revisions.append(read_revision(here.root, rest[0]))
        except RevisionError:
            if not revisions or "/" not in rest[0]:
                raise
            break  # a report that only an earlier version has
        rest.pop(0)
    revisions = revisions or [read_revision(here.root, "HEAD")]
    after = revisions[1] if len(revisions) == MOST_REVISIONS else Revision(here, HERE)
    return revisions[0], after, tuple(rest)


def _is_report(here: Project, word: str) -> bool:
    start = word.removeprefix("./").removeprefix("data/regions/").strip("/")
    return any(path.startswith(f"data/regions/{start}/") for path in here.files)


def _chosen(before: Project, after: Project, names: tuple[str, ...]) -> list[Slugs]:
    """Return the reports that names mean, in either state.

    Raises:
        click.UsageError: a name means none.
    """
    every = every_report(before, after)
    try:
        return list(chosen_reports(names, every))
    except LookupError as error:
        known = "、".join(slugs.address for slugs in every[:5]) or "（还没有数据）"
        message = f"没有找到“{error.args[0]}”。写法是 [版本 [版本]] [地区/部门/年度…]，例如 HEAD {known}"
        raise click.UsageError(message) from error


def _moment(after: Revision, as_of: dt.datetime | None) -> dt.datetime:
    """Return the moment for which reports count as published: told, or that of the newer state."""
    return (as_of.replace(tzinfo=CHINA) if as_of else after.moment) or dt.datetime.now(tz=CHINA)


def _write(path: Path, content: bytes) -> None:
    """Write a file and say so.

    Raises:
        click.ClickException: it cannot be written.
    """
    try:
        write_file(path, content)
    except OSError as error:
        raise click.ClickException(f"写不了文件 {path}：{error.strerror or error}") from error
    click.echo(f"已写入 {path}", err=True)
