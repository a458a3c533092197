"""`juesuan doctor`: is everything here that a build needs, and how to get it."""

import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from generator.cli.common import Plain
from generator.downloads.fonts import DEFAULTS, MissingFont, characters_of
from generator.site.pagefind import find_program

PACKAGES = ("mkdocs", "mkdocs-material", "weasyprint", "pydantic", "jinja2", "vl-convert-python", "pikepdf", "joblib")

HELP = "检查这台机器上生成网站需要的东西是否齐全，缺什么怎么装。\n\n例：juesuan doctor"


@click.command(cls=Plain, help=HELP, short_help="检查环境")
def doctor() -> None:
    """Print what is here and what is missing; exit 1 when a build could not be whole."""
    missing = [*_packages(), *_fonts(), *_tools()]
    for line in missing:
        click.echo(f"缺  {line}")
    if missing:
        click.echo("运行 make site 会自动安装缺少的东西（需要管理员权限的会列出来）。")
    else:
        click.echo("齐全，可以生成网站。")
    sys.exit(1 if missing else 0)


def _packages() -> list[str]:
    absent = []
    for name in PACKAGES:
        try:
            click.echo(f"有  {name} {version(name)}")
        except PackageNotFoundError:
            absent.append(f"Python 库 {name}")
    return absent


def _fonts() -> list[str]:
    if shutil.which("fc-match") is None:
        return ["fontconfig：apt-get install fontconfig"]
    absent = []
    for family in sorted(set(DEFAULTS.values())):
        try:
            characters_of(family)
            click.echo(f"有  字体 {family}")
        except MissingFont:
            absent.append(f"字体 {family}：apt-get install fonts-noto-cjk")
    return absent


def _tools() -> list[str]:
    program = find_program(Path.cwd())
    if program is None:
        return ["搜索程序 Pagefind：make site 会安装；没有它网站照样生成，只是不能搜索"]
    click.echo("有  搜索程序 Pagefind")
    return []
