"""The preview at work: watch the files, make what changed, show it, until somebody ends it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generator.site.preview.making import Choice, Maker
from generator.site.preview.server import Board, serving
from generator.site.preview.view import View
from generator.workspace.project import read_project
from generator.workspace.watching import Watcher

#: what a preview is made from.
PARTS = ("data", "docs", "overrides", "mkdocs.yml")
#: of these, what changes the look of every page.
LOOKS = ("docs/assets/", "overrides/", "mkdocs.yml")

FAILED = "预览程序出了错，页面还是上次的。改动后再保存试试；还不行，请把这句话告诉维护的人："

#: is told the address of a report, how many are done, of how many, and what is shown now.
Tell = Callable[[str, int, int, View], None]


@dataclass(slots=True)
class Preview:
    """A preview of a project folder.

    Attributes:
        root: the folder. maker: makes what is shown. board: shows it. watcher: tells of changes.
    """

    root: Path
    maker: Maker
    board: Board
    watcher: Watcher

    def make(self, tell: Tell) -> None:
        """Make whatever changed since the last time.

        Args:
            tell: is told of each report that was made.
        """
        project = read_project(self.root)

        def made(address: str, done: int, total: int) -> None:
            tell(address, done, total, self.maker.view)

        self.maker.update(project, self.board.looked_at(), self.board.show, made)

    def surround(self) -> None:
        """Make the pages around the reports."""
        self.maker.surround(read_project(self.root), self.board.show)

    def follow(self, tell: Tell) -> None:
        """Make what changes, as long as nobody interrupts.

        Args:
            tell: is told of each report that was made.
        """
        due: frozenset[str] = frozenset()
        for changed in self.watcher.changes():
            due |= changed
            try:
                if due:
                    self.make(tell)
                if self.board.view.is_shell_old and (not due or any(path.startswith(LOOKS) for path in due)):
                    self.surround()
                due = frozenset()
            except FileNotFoundError:  # a file went away while it was read: look again
                self.watcher.wake()
            except Exception as error:  # noqa: BLE001 - a preview outlives whatever goes wrong, and says so
                self._fail(error)

    def _fail(self, error: Exception) -> None:
        """Say in the panel that something went wrong; what was shown stays."""
        trouble = f"{FAILED}{type(error).__name__}: {error}"
        self.maker.view = replace(self.maker.view, trouble=trouble, is_shell_old=False)
        self.board.show(self.maker.view)


def preview_of(root: Path, choice: Choice) -> Preview:
    """Return a preview that has made nothing yet; what is saved from now on is noticed.

    Args:
        root: project folder.
        choice: which of its reports are shown.
    """
    watcher = Watcher(root, PARTS)
    maker = Maker(root, choice)
    return Preview(root, maker, Board(maker.store, watcher.wake), watcher)


@contextmanager
def opened(preview: Preview, port: int, tell: Tell) -> Iterator[str]:
    """Make everything, then serve it while the block runs; yield the address of the home page.

    Args:
        preview: of the project.
        port: 0 takes a free one.
        tell: is told of each report that was made.

    Raises:
        SiteError: the port is taken.
    """
    with serving(port, preview.board) as address:
        preview.make(tell)
        preview.surround()
        yield address
