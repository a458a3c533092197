"""`juesuan verify`: is a folder the site that its SHA256SUMS names, or the same as another folder."""

import sys
from pathlib import Path

import click

from generator.cli.common import Plain
from generator.site.errors import SiteError
from generator.site.sums import SUMS
from generator.site.verify import MOST, Fault, Verdict, compare_sites, verify_site

HELP = (
    f"核对一个网站文件夹：按清单 {SUMS} 逐个文件核对，缺了、变了、多了哪些，一一列出。"
    "清单可以用网站自带的，也可以用从别处得到的（--sums）；写两个文件夹，就互相比较，例如公布的网站和自己重新生成的网站。"
    "完全一致时退出码是 0，不一致是 1。\n\n"
    "例：juesuan verify site\n\n"
    f"例：juesuan verify 下载的网站 --sums {SUMS}\n\n"
    "例：juesuan verify 下载的网站 site"
)
#: fault → where it is, what to do; with another folder, what the two are called.
_WORDS = {
    Fault.MISSING: ("缺少", "清单里有，文件夹里没有。请重新下载或复制这些文件，或者重新生成网站"),
    Fault.ALTERED: ("变了", "内容与清单不符。传输出错或被人改过，请换成原来的文件，查明是谁改的"),
    Fault.UNKNOWN: ("多出", "清单里没有。不是网站的文件，请查明来历，不需要的移走"),
    Fault.LINK: ("链接", "网站里不该有链接，没有打开它。请换成文件本身，或者移走"),
    Fault.UNREADABLE: ("读不了", "没有权限，或者不是普通的文件。请检查权限和磁盘"),
    Fault.OUTSIDE: ("指到外面", "清单里这一行的路径不在网站里面，没有去读。这份清单被人改过，不要使用"),
    Fault.DAMAGED: ("清单有误", "清单里这一行不能用。请重新取一份清单"),
}
_OTHER = {
    Fault.MISSING: ("缺少", "第二个文件夹里有，第一个里没有"),
    Fault.ALTERED: ("不同", "两个文件夹里都有，内容不同"),
    Fault.UNKNOWN: ("多出", "第一个文件夹里有，第二个里没有"),
}
_SHORT, _GROUP = 10, 8


@click.command(cls=Plain, help=HELP, short_help="核对网站的文件有没有缺少、变动")
@click.argument("site", type=click.Path(path_type=Path), default=Path("site"), metavar="[网站]")
@click.argument("other", type=click.Path(path_type=Path), required=False, metavar="[另一个网站]")
@click.option(
    "--sums", type=click.Path(path_type=Path), metavar="文件", help=f"从别处得到的 {SUMS}；不写就用网站自带的。"
)
def verify(site: Path, other: Path | None, sums: Path | None) -> None:
    """Print how a folder differs; exit 0 when it does not, 1 when it does."""
    if other and sums:
        raise click.UsageError("两个文件夹互相比较，用不到 --sums，请去掉其中一个")
    try:
        verdict = compare_sites(site, other) if other else verify_site(site, sums)
    except SiteError as error:
        raise click.ClickException(str(error)) from error
    _tell(verdict, {**_WORDS, **_OTHER} if other else _WORDS)
    sys.exit(0 if verdict.is_whole else 1)


def _tell(verdict: Verdict, words: dict[Fault, tuple[str, str]]) -> None:
    """Print the deviations by kind, then the counts and what two people compare."""
    for fault, count in ((fault, verdict.counts[fault]) for fault in Fault if verdict.counts[fault]):
        name, told = words[fault]
        click.echo(f"{name} {count} 处：{told}。")
        for one in (one for one in verdict.deviations if one.fault is fault):
            click.echo(f"  {one.place}")
        if count > MOST:
            click.echo(f"  ……另有 {count - MOST} 处没有列出")
    wrong = sum(verdict.counts.values())
    click.echo(f"一致 {verdict.same} 个文件，不一致 {wrong} 处。")
    for commit, reports in verdict.commits.most_common(_SHORT):
        click.echo(f"提交：{commit}（{reports} 份报告由它生成）")
    if not verdict.commits:
        click.echo("提交：网站里没有记下（不是在 git 里生成的，或者没有报告）")
    if verdict.sums:
        click.echo(f"清单的校验值（{SUMS} 的 SHA-256）：{verdict.sums}")
        parts = [verdict.sums[at : at + _GROUP] for at in range(0, len(verdict.sums), _GROUP)]
        click.echo(f"打电话核对时分八段读：{' '.join(parts)}")
    if verdict.is_whole:
        click.echo("网站完整。")
    else:
        click.echo(
            "网站不完整：一个能核对的文件也没有。" if not (wrong or verdict.same) else "网站与应有的不一致，见上。"
        )
