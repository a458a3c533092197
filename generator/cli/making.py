"""Whatever stops the making of a site, in a sentence that also says what became of the site."""

import errno
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator.cli.faults import in_words, refusal_in
from generator.cli.main import INTERRUPTED
from generator.cli.workers import ENDED
from generator.site.errors import SiteError
from generator.site.switch import current
from generator.workspace.cluster import ClusterError
from generator.workspace.workers import LOST

#: a process that may open fewer files at a time cannot make a site, and libraries tell that in words of their own.
FEWEST_FILES = 64
KEPT = "原来的网站没有改动。"
CHANGED = "网站已经换成新的，是完整的；只有收尾没有做完，下次生成时会补做。"


@contextmanager
def told_kindly(root: Path, link: Path) -> Iterator[None]:
    """Turn whatever stops the making of a site into a sentence that also says what became of the site.

    An error that nobody expected keeps its kind and bears the sentence as a note.

    Args:
        root: project folder.
        link: link that visitors follow.

    Raises:
        click.ClickException: with that sentence.
    """
    before = current(link)
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < FEWEST_FILES:
        too_few = OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        raise click.ClickException(f"{in_words(too_few, root)}\n{KEPT}")
    try:
        yield
    except click.ClickException:  # a sentence already
        raise
    except (SiteError, ClusterError) as error:
        raise click.ClickException(f"{error}\n{_left(before, link)}") from error
    except LOST as error:
        raise click.ClickException(f"{ENDED}\n{_left(before, link)}") from error
    except KeyboardInterrupt:
        if current(link) == before:
            raise
        click.echo(f"已中断。{CHANGED}", err=True)  # what came after the switch was interrupted
        sys.exit(INTERRUPTED)
    except Exception as error:
        refused = refusal_in(error)
        if refused is None:
            error.add_note(_left(before, link))
            raise
        raise click.ClickException(f"{in_words(refused, root)}\n{_left(before, link)}") from error


def _left(before: Path | None, link: Path) -> str:
    """Return what became of the site."""
    return KEPT if current(link) == before else CHANGED
