"""The process that opens foreign files: started when it is first needed, asked, and given up when a file ended it."""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from typing import Any

_PROGRAM = Path(__file__).with_name("program.py")
#: times the seconds of the processor: how long a machine that does other things besides may take.
_PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Bounds:
    """What opening one file may take: `memory` in bytes, `seconds` of the processor."""

    memory: int = 1_000_000_000
    seconds: int = 30


BOUNDS = Bounds()


class ExhaustedError(Exception):
    """A file asked for more memory or time than it may have, or ended whoever read it."""


class FaultError(RuntimeError):
    """The program that reads is itself at fault, or lacks something; the message is its own words."""


class _Process:
    """One process and how much it was asked; it ends when this program does, for its input ends then."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds, self.asked = bounds, 0
        # Isolated: nothing is imported from the folder in which the program runs, which may be anybody's.
        self._process = subprocess.Popen(  # noqa: S603 - a program of ours, no shell
            [sys.executable, "-I", str(_PROGRAM), str(bounds.memory), str(bounds.seconds)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the program, which then ends this one
        )  # fmt: skip

    def ask(self, task: str, content: bytes, words: Mapping[str, object]) -> Any:
        """Return what a task answers.

        Raises:
            ExhaustedError: there is no whole answer, or one that says so; the process is to be ended.
            FaultError: the answer tells an error of the program; for lack of memory it may be any.
        """
        self.asked += 1
        head = json.dumps({"task": task, "size": len(content), "words": dict(words)})
        with self._watched() as (into, out):
            with suppress(BrokenPipeError):
                into.write(f"{head}\n".encode() + content)
                into.flush()
            size = out.readline().strip()
            said = out.read(int(size)) if size.isdigit() else b""
        if not said or len(said) < int(size):  # ended while it wrote
            raise ExhaustedError
        answer = json.loads(said)
        if isinstance(answer, dict) and "exhausted" in answer:
            raise ExhaustedError
        if isinstance(answer, dict) and "fault" in answer:
            raise FaultError(answer["fault"])
        return answer

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()
        self._process.wait()

    @contextmanager
    def _watched(self) -> Iterator[tuple[Any, Any]]:
        """Give both ends of the process in the block, and end it when the block takes too long."""
        timer = Timer(self.bounds.seconds * _PATIENCE, self._process.kill)
        timer.daemon = True
        timer.start()
        try:
            yield self._process.stdin, self._process.stdout
        finally:
            timer.cancel()


class _Apart:
    """The process of this one, if there is any by now."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: _Process | None = None

    def ask(self, bounds: Bounds, task: str, content: bytes, words: Mapping[str, object]) -> Any:
        """Return what a task answers; where the process had other files before, it is tried once more without them."""
        with self._lock:
            while True:
                if self._held is None or self._held.bounds != bounds:
                    self._end()
                    self._held = _Process(bounds)
                process = self._held
                try:
                    return process.ask(task, content, words)
                except (ExhaustedError, FaultError):
                    self._end()
                    if process.asked == 1:
                        raise
                except BaseException:  # half an answer may be left, as after Ctrl-C
                    self._end()
                    raise

    def end(self) -> None:
        """End the process of this one."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._held:
            self._held.end()
        self._held = None


_HERE = _Apart()


@atexit.register
def end() -> None:
    """End the process; the next file starts another."""
    _HERE.end()


def _begin_anew() -> None:
    """Leave the process to whoever started it: a copy of this one needs its own."""
    global _HERE  # noqa: PLW0603 - the one thing of which there is one a process
    _HERE = _Apart()


os.register_at_fork(after_in_child=_begin_anew)


def ask(task: str, content: bytes, words: Mapping[str, object] | None = None) -> Any:
    """Return what a task says of a file.

    Args:
        task: name of its module in this package.
        content: the file.
        words: arguments of the task, as JSON can hold them.

    Raises:
        ExhaustedError: the file asks for more memory or time than it may have, or ended the process.
        FaultError: the program that reads is itself at fault; its own words are the message.
    """
    return _HERE.ask(BOUNDS, task, content, words or {})
