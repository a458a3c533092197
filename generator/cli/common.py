"""What commands share: the project folder, which reports are meant, how findings are printed."""

from pathlib import Path

import click

from generator.build.report import Slugs
from generator.cli.wording import help_of
from generator.workspace.project import Project, read_project

PARTS = 3


class Plain(click.Command):
    """A command whose help is in Chinese."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help."""
        return help_of(self, ctx)


def project_here() -> Project:
    """Return the project of the current folder.

    Raises:
        click.ClickException: the folder has no data/.
    """
    root = Path.cwd()
    if not (root / "data").is_dir():
        raise click.ClickException(f"这里没有 data 文件夹：{root}\n请先进入项目文件夹，再运行 juesuan。")
    return read_project(root)


def chosen(project: Project, names: tuple[str, ...]) -> list[Slugs]:
    """Return the reports that names mean: `region`, `region/department`, `region/department/year`, or a path of data/.

    Raises:
        click.UsageError: a name means no report.
    """
    every = list(project.reports())
    if not names:
        return every
    found: list[Slugs] = []
    for name in names:
        parts = tuple(part for part in _below_regions(name).split("/") if part)[:PARTS]
        matching = [slugs for slugs in every if tuple(slugs.address.split("/"))[: len(parts)] == parts]
        if not matching:
            listed = "、".join(slugs.address for slugs in every[:5])
            raise click.UsageError(f"没有找到“{name}”。写法是 地区/部门/年度，例如 {listed or '（还没有数据）'}")
        found += [slugs for slugs in matching if slugs not in found]
    return found


def still_chosen(project: Project, names: tuple[str, ...]) -> list[Slugs]:
    """Return the reports that names mean now; none where their folders have gone since."""
    try:
        return chosen(project, names)
    except click.UsageError:
        return []


def _below_regions(name: str) -> str:
    path = Path(name).as_posix().removeprefix("./")
    root = Path.cwd().as_posix()
    return path.removeprefix(f"{root}/").removeprefix("data/regions/")
