"""Worker processes of a command: how many, and what is told when the system ends one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from generator.workspace.workers import LOST, patient_workers

ENDED = "一个工作进程被系统结束了，多半是内存不够。\n请用 --workers 1，或者关掉别的程序，再运行一次。"

workers_option = click.option(
    "--workers", type=click.IntRange(1, 64), default=None, help="同时用几个进程；不写就用全部处理器。"
)


def processes(wanted: int | None) -> int:
    """Return how many processes work: as many as are wanted, or as there are processors for this program."""
    return wanted or len(os.sched_getaffinity(0))


@contextmanager
def lent_workers() -> Iterator[None]:
    """Let workers of the block leave Ctrl-C to this process.

    Raises:
        click.ClickException: with what to do, when the system ended one.
    """
    try:
        with patient_workers():
            yield
    except LOST as error:
        raise click.ClickException(ENDED) from error
