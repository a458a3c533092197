"""`juesuan new`: a new year of a department or of a whole region; a new department; a new region."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click

from generator.build.report import Slugs
from generator.cli.common import Plain, project_here
from generator.desk.renewing.beginning import first_department, first_region, with_unit
from generator.load.reading import Reader
from generator.model.identity import Region
from generator.workspace.project import Project
from generator.workspace.renewing import (
    Made,
    RenewingError,
    plan_file,
    plan_roster,
    plan_year,
    write_made,
)

HELP = (
    "新建一个年度：部门职责、机构、名词、用语照上年，数字清空，原因和用途留空待写。已有的文件不会改。\n\n"
    "例：juesuan new anju/hrss 2024\n\n"
    "例：juesuan new anju 2024 --all（公开单位里的每个部门）\n\n"
    "不写年度就是新建部门或地区：\n\n"
    "例：juesuan new anju/finance --name 遂宁市安居区财政局 --short 财政局\n\n"
    "例：juesuan new heshan --name 湖南省益阳市赫山区 --short 赫山区 --code 430903 --style hunan"
)
YEAR_DIGITS, CODE_DIGITS = 4, 6
#: lines with years that are shown; the rest is counted.
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Identity:
    """What the options say of a new region or department."""

    name: str
    short: str
    aliases: tuple[str, ...]
    peers: str
    predecessors: tuple[str, ...]
    code: str
    styles: tuple[str, ...]


@click.command(cls=Plain, help=HELP, short_help="新建年度、部门或地区")
@click.argument("place", metavar="地区/部门")
@click.argument("year", required=False, metavar="[年度]")
@click.option("--all", "is_all", is_flag=True, help="为地区“公开单位”里的每个部门新建这一年度。")
@click.option("--name", default="", help="新建部门或地区的全称。")
@click.option("--short", default="", help="部门的本名（不带地名），或地区的简称。")
@click.option("--alias", "aliases", multiple=True, help="部门的简称，可以写几次。")
@click.option("--peers", default="", help="部门的同类，例如 人社部门。")
@click.option("--predecessor", "predecessors", multiple=True, help="部门的前身（文件夹名），可以写几次。")
@click.option("--code", default="", help="地区的六位行政区划代码。")
@click.option("--style", "styles", multiple=True, help="地区的样式，由上到下，可以写几次。")
def new(place: str, year: str | None, *, is_all: bool, **identity: Any) -> None:
    """Make what the words name; exit 1 where nothing could be made."""
    parts = place.strip("/").split("/")
    if len(parts) > 2 or not all(parts):  # noqa: PLR2004 - region and department
        raise click.UsageError(f"“{place}”要写成 地区/部门 或 地区；年度写在后面，例如 juesuan new anju/hrss 2024")
    if year is not None and (len(year) != YEAR_DIGITS or not (year.isascii() and year.isdigit())):
        raise click.UsageError(f"年度“{year}”要写成四位数字，例如 2024")
    project, typed = project_here(), Identity(**identity)
    try:
        if year is not None:
            _year(project, parts, year, is_all=is_all)
        elif not typed.name:
            raise click.UsageError(
                f"新建年度要写年度，例如 juesuan new {place} 2024；新建部门或地区要写名称，例如 --name 虚构县水务局"
            )
        elif len(parts) == 1:
            _region(project, parts[0], typed)
        else:
            _department(project, parts, typed)
    except RenewingError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"写不了 {error.filename}：{error.strerror or error}") from error


def _year(project: Project, parts: list[str], year: str, *, is_all: bool) -> None:
    if is_all:
        if len(parts) > 1:
            raise click.UsageError(f"--all 是整个地区的，要写成 juesuan new {parts[0]} {year} --all")
        found = plan_roster(project, parts[0], year)
        for made in found.made:
            write_made(project.root, made.files)
            click.echo(f"已建好 {made.address}（{_source(made)}）：{len(made.files)}个文件")
        for unit, why in found.left.items():
            click.echo(f"没有建 {parts[0]}/{unit}/{year}：{why}")
        click.echo(
            f"建了{len(found.made)}个部门的{year}年度。"
            + (f"接着看还差什么：juesuan todo {parts[0]}" if found.made else "")
        )
        return
    if len(parts) == 1:
        raise click.UsageError(
            f"“{parts[0]}”要写成 地区/部门，例如 juesuan new {parts[0]}/hrss {year}；整个地区的，后面加 --all"
        )
    made = plan_year(project, Slugs(parts[0], parts[1], year))
    write_made(project.root, made.files)
    click.echo("\n".join(_said(made)))


def _source(made: Made) -> str:
    return f"照 {made.source}" if made.source else "没有更早的年度"


def _said(made: Made) -> Iterator[str]:
    yield f"已建好 {made.address}（{_source(made)}）："
    yield from (f"  {path}" for path in made.files)
    yield from made.remarks
    if made.look:
        yield f"照上年的文字里，有{len(made.look)}行写着往年或旧名称，请逐处核对："
        yield from (f"  {line}" for line in made.look[:MOST_SHOWN])
        if len(made.look) > MOST_SHOWN:
            yield f"  ……还有{len(made.look) - MOST_SHOWN}行"
    yield "接着："
    yield f"  juesuan import 决算表.xlsx --to {made.address}"
    yield f"  juesuan todo {made.address}"


def _region(project: Project, region: str, typed: Identity) -> None:
    code, styles = typed.code, typed.styles
    if code and (len(code) != CODE_DIGITS or not (code.isascii() and code.isdigit())):
        raise click.UsageError(f"行政区划代码“{code}”要写成六位数字，例如 430903")
    known = sorted({path.split("/")[2] for path in project.files if path.startswith("data/styles/")} - {"base"})
    unknown = [style for style in styles if style not in known]
    if unknown:
        raise click.UsageError(f"没有名为“{unknown[0]}”的样式；现有的样式：{'、'.join(known)}")
    path = f"data/regions/{region}/region.yml"
    _write(project, plan_file(project, path, first_region(typed.name, typed.short, code, styles)))
    if not code:
        click.echo('没有写行政区划代码；知道以后在 region.yml 里加一行，例如 行政区划代码: "430903"')
    if not styles:
        click.echo(
            f"没有写样式，用基础样式；要用省、市、县的，在 region.yml 的“样式”里写上，现有的：{'、'.join(known)}"
        )
    click.echo(
        f"接着建部门：juesuan new {region}/hrss --name {typed.name}人力资源和社会保障局 --short 人力资源和社会保障局"
    )


def _department(project: Project, parts: list[str], typed: Identity) -> None:
    above = f"data/regions/{parts[0]}/region.yml"
    if above not in project.files:
        raise RenewingError(f"没有 {above}。请先建地区：juesuan new {parts[0]} --name 名称")
    short = typed.short or typed.name
    text = first_department(typed.name, short, typed.aliases, typed.peers, typed.predecessors)
    files = plan_file(project, f"data/regions/{parts[0]}/{parts[1]}/department.yml", text)
    region = project.files[above].decode("utf-8-sig").replace("\r\n", "\n")
    record = Reader(project.files).record(Region, above)
    is_listed = record is None or parts[1] in {unit.department for unit in record.units}
    _write(project, files if is_listed else {**files, above: with_unit(region, parts[1])})
    if not is_listed:
        click.echo("已加进“公开单位”")
    click.echo(f"接着建年度：juesuan new {parts[0]}/{parts[1]} 2024（换成要建的年度）")


def _write(project: Project, files: Mapping[str, str]) -> None:
    write_made(project.root, files)
    for path in files:
        click.echo(f"{'已改' if path in project.files else '已建好'} {path}")
