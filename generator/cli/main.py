"""The command line and what its commands share."""

import sys

import click

from generator.cli.build import build
from generator.cli.check import check
from generator.cli.doctor import doctor
from generator.cli.serve import serve


class Chinese(click.Group):
    """A group whose wrong use is answered with one Chinese sentence and exit code 2."""

    def main(self, *args: object, **extra: object) -> object:  # type: ignore[override]
        """Run the command; click's own English usage errors become one Chinese sentence."""
        extra["standalone_mode"] = False
        try:
            code = super().main(*args, **extra)  # type: ignore[call-overload]
        except click.UsageError as error:
            click.echo(f"用法不对：{error.format_message()}\n请看 juesuan --help", err=True)
            sys.exit(2)
        except click.ClickException as error:
            click.echo(error.format_message(), err=True)
            sys.exit(1)
        except click.Abort:
            click.echo("已中断，网站没有改动。", err=True)
            sys.exit(130)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(
    cls=Chinese,
    help="部门决算公开：检查数据，生成网站、PDF 和开放数据。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def main() -> None:
    """Hold the commands."""


main.add_command(check)
main.add_command(build)
main.add_command(serve)
main.add_command(doctor)
