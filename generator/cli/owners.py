"""`juesuan owners`: CODEOWNERS by department."""

from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli.common import Plain, project_here
from generator.desk.owners import Place, unowned, written_owners
from generator.workspace.overseeing import territories_of
from generator.workspace.project import Project
from generator.workspace.writing import write_file

HELP = (
    "按各地区的公开单位名单写 CODEOWNERS：每个部门一行，改到它的数据时由谁审。账号由你写在行尾（如 @water-zhang），"
    "再运行时已经写的照旧，新来的部门补一行，还没有写账号的列出来。\n\n"
    "例：juesuan owners\n\n"
    "例：juesuan owners --out .gitlab/CODEOWNERS"
)

MOST_NAMED = 10


@click.command(cls=Plain, help=HELP, short_help="按部门写 CODEOWNERS（谁审谁的数据）")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("CODEOWNERS"), show_default=True,
              help="写到哪个文件，例如 .github/CODEOWNERS、.gitlab/CODEOWNERS。")  # fmt: skip
def owners(out: Path) -> None:
    """Write CODEOWNERS anew with everything that was typed."""
    project = project_here()
    path = project.root / out
    places = list(_places(project))
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        write_file(path, written_owners(places, before).encode())
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"读写不了 {out}：{error}") from error
    missing = unowned(places, before)
    click.echo(f"已写入 {out}")
    if missing:
        named = "、".join(place.name for place in missing[:MOST_NAMED])
        click.echo(f"还有{len(missing)}个部门没有写账号：{named}{'等' if len(missing) > MOST_NAMED else ''}")


def _places(project: Project) -> Iterator[Place]:
    for slug, territory in sorted(territories_of(project).items()):
        yield Place(slug, territory.name)
        yield from (Place(f"{slug}/{unit.department}", unit.name) for unit in territory.units)
