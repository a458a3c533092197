"""Steps of long work end at Ctrl-C, even where a library loses it."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest

from generator.cli.progress import Steps


@pytest.fixture
def hearing() -> Iterator[None]:
    """Hear Ctrl-C as a program that a person starts, whatever started the tests."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interruption_that_was_lost_ends_the_next_step(hearing: None) -> None:
    """What swallowed it goes on only until something is told; afterwards Ctrl-C is what it was."""
    with Steps() as steps:
        steps.show("生成报告", 1, 3)
        with suppress(KeyboardInterrupt):  # as Python called from another language does
            os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            steps.show("生成报告", 2, 3)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interruption_ends_the_work_at_once(hearing: None) -> None:
    """Nothing waits for the next step."""

    def work() -> None:
        with Steps():
            os.kill(os.getpid(), signal.SIGINT)
            signal.pause()

    with pytest.raises(KeyboardInterrupt):
        work()


def test_where_interruptions_are_ignored_they_stay_so(hearing: None) -> None:
    """A build that a shell runs in the background does not hear the terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Steps() as steps:
        os.kill(os.getpid(), signal.SIGINT)
        steps.show("生成报告", 1, 3)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
