"""`juesuan hook`: git asks for the check before each commit."""

import shlex
import sys

import click

from generator.check.report.text import render_text
from generator.cli.common import Plain, project_here
from generator.desk.comparing.notes import as_yaml
from generator.desk.comparing.words import missing
from generator.workspace.hooking import HookError, Verdict, install, remove, staged_verdict
from generator.workspace.revisions import RevisionError

HELP = (
    "装上提交前的检查：以后每次 git commit，先检查要提交的数据有没有错误、格式整不整齐，有问题就不提交，并说明怎么改。"
    "装一次就行；放在共享盘上的仓库，一个人装了，大家都有。别人装的钩子不会动。\n\n"
    "例：juesuan hook\n\n"
    "例：juesuan hook --remove（去掉）"
)
MOST_ERRORS = 20


@click.command(cls=Plain, help=HELP, short_help="提交前自动检查（git 钩子）")
@click.option("--run", "is_run", is_flag=True, help="现在就检查要提交的文件（git add 过的）；钩子用的就是它。")
@click.option("--remove", "is_remove", is_flag=True, help="去掉这个钩子。")
def hook(*, is_run: bool, is_remove: bool) -> None:
    """Install, run or take away the hook; exit 1 where what is staged is refused."""
    if is_run and is_remove:
        raise click.UsageError("--run 和 --remove 不能一起写")
    root = project_here().root
    try:
        if is_run:
            found = staged_verdict(root)
            _tell(found)
            sys.exit(1 if found.is_refused else 0)
        if is_remove:
            gone = remove(root)
            click.echo(f"已去掉：{gone}" if gone else "没有 juesuan 装的钩子，什么也没有动。")
        else:
            click.echo(f"已装好：{install(root)}\n以后每次 git commit 都先检查要提交的数据。")
    except (HookError, RevisionError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"写不了 {error.filename}：{error.strerror or error}") from error


def _tell(found: Verdict) -> None:
    """Print what is wrong and what to do; nothing where nothing is."""
    for change in found.untold:
        lines = as_yaml(change.demands).rstrip("\n")
        click.echo(f"提醒（{change.address}）：{missing(change)}\n{lines}\n", err=True)
    if not found.is_refused:
        if found.paths:
            more = f"，另有{found.milder}处警告和提示（juesuan check 看）" if found.milder else ""
            click.echo(f"数据检查过了，可以提交{more}。", err=True)
        return
    click.echo("这次提交没有做：要提交的数据里有要改的地方。", err=True)
    click.echo(render_text(found.errors[:MOST_ERRORS], with_verdict=False), err=True, nl=False)
    if len(found.errors) > MOST_ERRORS:
        click.echo(f"还有{len(found.errors) - MOST_ERRORS}处错误，用 juesuan check 看。", err=True)
    for path in found.untidy:
        click.echo(f"{path}：次序或格式不整齐", err=True)
    steps = ["照上面的提示改好文件"] if found.errors else []
    steps += [f"juesuan fmt {shlex.join(found.untidy)}"] if found.untidy else []
    steps += ["git add data，再提交一次"]
    click.echo("怎么办：", err=True)
    click.echo("\n".join(f"  {number}. {step}" for number, step in enumerate(steps, 1)), err=True)
    click.echo("没有改完、只想先存下来的：git commit --no-verify（合并请求里还会检查）", err=True)
