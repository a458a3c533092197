"""Progress of long work: a bar a step on a terminal, with an estimate of the rest; nothing where nobody looks."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from generator.cli.pace import Pace, words_left


class Steps:
    """Shows steps with their counts while a `with` block runs."""

    def __init__(self) -> None:
        """Prepare the display; it prints to standard error, and only on a terminal."""
        console = Console(stderr=True)
        self._bars = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            TextColumn("{task.fields[left]}"), console=console, disable=not sys.stderr.isatty(),
        )  # fmt: skip
        self._tasks: dict[str, TaskID] = {}
        self._paces: dict[str, Pace] = {}

    def __enter__(self) -> Self:
        """Start the display."""
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the display."""
        self._bars.stop()

    def stop(self) -> None:
        """Stop the display before the block ends; what is printed from here on stands below it."""
        self._bars.stop()

    def show(self, step: str, done: int, total: int) -> None:
        """Show how far a step is."""
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(step, total=total, left="")
        pace = self._paces.setdefault(step, Pace())
        pace.see(time.monotonic(), done, total)
        self._bars.update(self._tasks[step], completed=done, total=total, left=words_left(pace.left()))
