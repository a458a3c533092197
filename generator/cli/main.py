"""The command line and what its commands share."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from generator.cli.build import build
from generator.cli.check import check
from generator.cli.common import in_chinese
from generator.cli.doctor import doctor
from generator.cli.explain import explain, rules
from generator.cli.export import export
from generator.cli.fmt import fmt
from generator.cli.form import form
from generator.cli.import_ import import_
from generator.cli.new import new
from generator.cli.schema import schema
from generator.cli.serve import serve
from generator.cli.todo import todo

INTERRUPTED = 130
WRONG_USE = 2


class Chinese(click.Group):
    """A group whose wrong use is answered with one Chinese sentence and exit code 2."""

    def main(self, args: Sequence[str] | None = None, *_: object, **extra: Any) -> Any:
        """Run the command; errors become one Chinese sentence and an exit code."""
        try:
            super().main(args, **{**extra, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(in_chinese(error.format_message()))
        except click.UsageError as error:
            click.echo(f"用法不对：{in_words(error)}\n请看 juesuan --help", err=True)
            sys.exit(WRONG_USE)
        except click.ClickException as error:
            click.echo(error.format_message(), err=True)
            sys.exit(1)
        except (click.Abort, KeyboardInterrupt):
            click.echo("已中断，网站没有改动。", err=True)
            sys.exit(INTERRUPTED)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help with its headings in Chinese."""
        return in_chinese(super().get_help(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first word names.

        Raises:
            click.UsageError: it names none.
        """
        if args and args[0] not in self.commands:
            raise click.UsageError(f"没有“{args[0]}”这个命令，可用的有：{'、'.join(sorted(self.commands))}", ctx)
        return super().resolve_command(ctx, args)


def in_words(error: click.UsageError) -> str:
    """Return in Chinese what was wrong with a call."""
    if isinstance(error, click.NoSuchOption):
        return f"没有“{error.option_name}”这个选项"
    if isinstance(error, click.MissingParameter):
        return f"缺少“{_name(error)}”"
    if isinstance(error, click.BadParameter):
        return f"“{_name(error)}”的值不对"
    if isinstance(error, click.BadOptionUsage):
        return f"选项“{error.option_name}”后面要写一个值"
    return error.format_message()


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    return (
        error.param.opts[-1]
        if error.param.param_type_name == "option"
        else error.param.make_metavar(click.Context(main))
    )


@click.group(cls=Chinese, help="部门决算公开：检查数据，生成网站、PDF 和开放数据。", add_help_option=False)
@click.help_option("-h", "--help", help="显示这段说明。")
def main() -> None:
    """Hold the commands."""


for command in (check, explain, rules, build, serve, form, new, todo, fmt, import_, export, doctor, schema):
    main.add_command(click.help_option("-h", "--help", help="显示这段说明。")(command))
