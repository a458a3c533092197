"""The command line and what its commands share."""

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from generator.build.faults import told
from generator.cli.commands import Commands
from generator.cli.encoding import speak_chinese
from generator.cli.faults import in_words, refusal_in
from generator.cli.wording import help_of
from generator.cli.wording import in_words as usage_in_words

INTERRUPTED = 130
INTERRUPTION = "已中断，网站没有改动；已经写好的文件都是完整的。"
UNFORESEEN = "这是程序的毛病，不是您写错了。请把这些话全部交给维护程序的人。"
WRONG_USE = 2


class Chinese(click.Group):
    """A group whose wrong use is answered with one Chinese sentence and exit code 2."""

    def main(self, args: Sequence[str] | None = None, *_: object, **extra: Any) -> Any:
        """Run the command; errors become one Chinese sentence and an exit code."""
        if args is None:  # called by a person, not by a test
            speak_chinese()
        try:
            super().main(args, **{**extra, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
        except click.UsageError as error:
            click.echo(f"用法不对：{usage_in_words(error)}\n请看 {self._called(args)} --help", err=True)
            sys.exit(WRONG_USE)
        except click.ClickException as error:
            click.echo(error.format_message(), err=True)
            sys.exit(1)
        except (click.Abort, KeyboardInterrupt):
            click.echo(INTERRUPTION, err=True)
            sys.exit(INTERRUPTED)
        except Exception as error:  # noqa: BLE001 - the last that can tell it in words
            if found := refusal_in(error):
                click.echo(in_words(found, Path.cwd()), err=True)
                sys.exit(1)
            notes = "".join(f"\n{note}" for note in getattr(error, "__notes__", ()))
            click.echo(f"程序自己出了错（{told(error)}）。{UNFORESEEN}{notes}\n{traceback.format_exc()}", err=True)
            sys.exit(1)

    def _called(self, args: Sequence[str] | None) -> str:
        """Return the command that was called, as far as there is such a one."""
        words = sys.argv[1:] if args is None else args
        return f"juesuan {words[0]}" if words and words[0] in self.commands else "juesuan"

    def get_help(self, ctx: click.Context) -> str:
        """Return the help, which lists the commands."""
        return help_of(self, ctx)

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


@click.group(
    cls=Chinese, commands=Commands(), help="部门决算公开：检查数据，生成网站、PDF 和开放数据。", add_help_option=False
)
@click.help_option("-h", "--help", help="显示这段说明。")
def main() -> None:
    """Hold the commands."""
