"""Progress of long work: a bar a step on a terminal, with an estimate of the rest; nothing where nobody looks."""

import signal
import sys
import threading
import time
from types import FrameType, TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from generator.cli.pace import Pace, words_left


class Steps:
    """Shows steps with their counts while a `with` block runs, and ends it at the next step after Ctrl-C.

    Ctrl-C ends the block at once, as ever; but where it comes while a library calls Python from another language it may
    be lost, and the work would go on as if nobody had asked it to end.
    """

    def __init__(self) -> None:
        """Prepare the display; it prints to standard error, and only on a terminal."""
        console = Console(stderr=True)
        self._bars = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            TextColumn("{task.fields[left]}"), console=console, disable=not sys.stderr.isatty(),
        )  # fmt: skip
        self._tasks: dict[str, TaskID] = {}
        self._paces: dict[str, Pace] = {}
        self._is_interrupted = False

    def __enter__(self) -> Self:
        """Start the display; where Ctrl-C is not ours to hear, as in another thread, it stays as it is."""
        is_ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if is_ours and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, self._interrupt)
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the display."""
        if signal.getsignal(signal.SIGINT) == self._interrupt:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        self._bars.stop()

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        """Remember Ctrl-C, and end what runs.

        Raises:
            KeyboardInterrupt: always.
        """
        self._is_interrupted = True
        signal.default_int_handler(number, frame)

    def stop(self) -> None:
        """Stop the display before the block ends; what is printed from here on stands below it."""
        self._bars.stop()

    def show(self, step: str, done: int, total: int) -> None:
        """Show how far a step is.

        Raises:
            KeyboardInterrupt: somebody pressed Ctrl-C, and it was lost.
        """
        if self._is_interrupted:
            raise KeyboardInterrupt
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(step, total=total, left="")
        pace = self._paces.setdefault(step, Pace())
        pace.see(time.monotonic(), done, total)
        self._bars.update(self._tasks[step], completed=done, total=total, left=words_left(pace.left()))
