"""Lines on the user's screen: coloured on a terminal, the same plain bytes everywhere else."""

import os
import sys
from collections.abc import Iterable

import click
from rich.console import Console
from rich.text import Text

from generator.check.report.text import Line, plain


def show(lines: Iterable[Line]) -> None:
    """Print lines; with colours on a terminal that has them, unless NO_COLOR asks for none."""
    if not has_colours():
        click.echo(plain(lines), nl=False)
        return
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True, emoji=False, markup=False)
    for line in lines:
        text = Text()
        for style, words in line:
            text.append(words, style or None)
        console.print(text)


def has_colours() -> bool:
    """Return whether the output is a terminal that shows colours."""
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM", "") in {"", "dumb"}
    return sys.stdout.isatty() and not is_plain
