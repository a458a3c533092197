"""`juesuan state`: where reports stand, what the next step asks for, and the step itself."""

import datetime as dt
import sys
from collections.abc import Iterator, Sequence

import click

from generator.cli.common import Plain, chosen, project_here
from generator.desk.states import STEPS, WITHDRAW, Said
from generator.findings import Finding
from generator.model.release import CHINA
from generator.workspace.project import Project
from generator.workspace.stating import Stated, stated, write_stated

HELP = (
    "报告走到了哪一步：草稿 → 送审 → 已批复 → 公开。不写状态，只看现在是什么、下一步还差什么；写了，就先查齐不齐，"
    "齐了才改 report.yml 的状态和日期，别的一个字节不动。没有公开的可以退回；公开了的只能更正或撤回。\n\n"
    "例：juesuan state anju/hrss/2024（看看还差什么）\n\n"
    "例：juesuan state anju/hrss/2024 送审\n\n"
    "例：juesuan state anju/hrss/2024 已批复 --date 2025-08-20\n\n"
    "例：juesuan state anju/hrss/2024 公开 --reviewed 已审查 --signed 已审签\n\n"
    "例：juesuan state anju 公开 --year 2024 --date 2025-09-08（全地区，齐了的都改）\n\n"
    "例：juesuan state anju --year 2024（到时候会公开哪些，哪些还没有准备好）\n\n"
    "例：juesuan state anju/hrss/2024 撤回 --reason 误用了送审的稿子"
)
DATE_HELP = (
    "批复、公开或撤回的日期。公开没有写的，用 report.yml 里的公开日期，再没有用地区的发布时间，都没有就是今天；"
    "撤回没有写的就是今天。"
)
MOST_SHOWN = 30


@click.command(cls=Plain, help=HELP, short_help="看或改报告的状态：送审、已批复、公开、撤回")
@click.argument("name", metavar="地区[/部门[/年度]]")
@click.argument("target", required=False, default="", metavar="[状态]")
@click.option("--year", type=click.IntRange(1949, 2200), help="只看这一年度的。")
@click.option("--date", default="", metavar="日期", help=DATE_HELP)
@click.option("--reviewed", "secrecy", default="", metavar="结论", help="保密审查，例如 已审查。")
@click.option("--signed", default="", metavar="结论", help="负责人审签，例如 已审签。")
@click.option("--reason", default="", help="撤回的原因，网页上照印。")
@click.option("--basis", default="", help="撤回的依据，可以不写。")
@click.option("--dry-run", "is_trial", is_flag=True, help="只看会改成什么，不改。")
def state(name: str, target: str, *, year: int | None, is_trial: bool, **words: str) -> None:
    """Show or take a step; exit 1 where a report lacks something for it."""
    if target and target not in STEPS:
        raise click.UsageError(f"没有“{target}”这个状态，可以写：{'、'.join(STEPS)}")
    if any(words.values()) and not target:
        raise click.UsageError(f"改成什么状态？请写在后面，例如 juesuan state {name} 送审")
    project = project_here()
    which = [slugs for slugs in chosen(project, (name,)) if year is None or slugs.year == str(year)]
    if not which:
        raise click.UsageError(f"“{name}”没有{year}年度的报告")
    if target == WITHDRAW and len(which) > 1:
        raise click.UsageError(f"撤回一次只能一份，请写全：地区/部门/年度，例如 juesuan state {which[0].address} 撤回")
    if target and len(which) > 1 and year is None:
        raise click.UsageError(
            f"“{name}”有 {len(which)} 份报告；一次改几份的，要写明年度，例如 --year {which[-1].year}"
        )
    now = dt.datetime.now(tz=CHINA)
    found = stated(project, which, target, Said(**words), now)
    if target:
        sys.exit(_take(project, found, target, is_trial=is_trial))
    for one in found:
        click.echo("\n".join(_shown(one, now, with_details=len(found) == 1)))
    if len(found) > 1:
        click.echo(_counted(found))


def _take(project: Project, found: Sequence[Stated], target: str, *, is_trial: bool) -> int:
    """Write the steps that can be taken, tell of the others, and return the exit code."""
    ready = [one for one in found if one.is_ready]
    for one in found:
        if one.step is None or one.lacking:
            click.echo("\n".join(_refused(one, target)), err=True)
            continue
        if not is_trial:
            try:
                write_stated(project, one)
            except OSError as error:
                raise click.ClickException(f"写不了 {error.filename}：{error.strerror or error}") from error
        click.echo(f"{one.slugs.address}：{one.step.before} → {one.step.after}")
        for path, value in one.step.edits.items():
            click.echo(f"  {path[0]}: {_in_words(value)}")
        click.echo("".join(f"  {remark}\n" for remark in one.step.remarks), nl=False)
    if is_trial and ready:
        click.echo("试运行，没有改动。")
    if len(found) > 1:
        done = f"{len(ready)}份{'可以' if is_trial else '已'}改成“{target}”"
        click.echo(f"{len(found)}份报告，{done}，{len(found) - len(ready)}份没有改。")
    return 0 if len(ready) == len(found) else 1


def _in_words(value: object) -> str:
    if isinstance(value, dict):
        return "，".join(f"{key} {text}" for key, text in value.items())
    return "（删去）" if value is None else str(value)


def _refused(one: Stated, target: str) -> Iterator[str]:
    if one.problem:
        yield f"{one.slugs.address} 没有改：{one.problem}"
    else:
        yield f"{one.slugs.address} 没有改成“{target}”，还差{len(one.lacking)}处："
    yield from _listed(one.lacking)


def _shown(one: Stated, now: dt.datetime, *, with_details: bool) -> Iterator[str]:
    """Yield where a report stands and what it lacks for the next step."""
    if not one.state:
        yield f"{one.slugs.address}：{one.problem}"
    elif not one.following:
        why = one.release.waits_for(now)
        waits = f"，还没到时候（{why}）" if why else ""
        said = f"，有{len(one.lacking)}处错误，网站不会用它" if one.lacking else waits
        yield f"{one.slugs.address}：{one.state}{said}"
    else:
        said = f"还差{len(one.lacking)}处" if one.lacking else one.problem or "都齐了"
        yield f"{one.slugs.address}：{one.state}；下一步“{one.following}”，{said}"
    if with_details:
        yield from _listed(one.lacking)
        if one.is_ready and one.step:
            yield f"  可以运行：juesuan state {one.slugs.address} {one.following}"


def _listed(findings: Sequence[Finding]) -> Iterator[str]:
    for found in findings[:MOST_SHOWN]:
        place = found.place
        where = f"{place.file}:{place.line}" if place and place.line else found.path.partition("#")[0]
        yield f"  {where} {found.message}"
        if found.hint:
            yield f"    {found.hint}"
    if len(findings) > MOST_SHOWN:
        yield f"  还有{len(findings) - MOST_SHOWN}处，请看 juesuan todo 和 juesuan check"


def _counted(found: Sequence[Stated]) -> str:
    counts: dict[str, int] = {}
    for one in found:
        counts[one.state or "读不出来"] = counts.get(one.state or "读不出来", 0) + 1
    ready = sum(one.is_ready and bool(one.following) for one in found)
    told = "，".join(f"{count}份{name}" for name, count in counts.items())
    out = sum(one.comes_out for one in found)
    return f"{len(found)}份报告：{told}。{ready}份可以走下一步；{out}份到时候会公开，{len(found) - out}份还不会。"
