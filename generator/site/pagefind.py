"""The search index: Pagefind run over the finished HTML.

Pagefind is a program of its own (from npm, needing no Node), so it may be absent; then the site is made without search.
"""

import base64
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Self

from generator.findings import Finding, Severity
from generator.site.sums import Kind, walk

_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_WITHOUT = "网站已经生成，但没有搜索功能。"
#: postings in one file of the index, at least; 20,000 by default. A search reads the whole file of each of its words:
#: smaller files cost less, and the list of files, which every first search reads, more.
_CHUNK = "4000"
#: pages that are handed over before the answer to the first is waited for: each answer waits until the rest of the
#: build gives Python away. Pagefind takes them one after the other, in this order.
_AHEAD = 32
#: where the index stands in a site.
FOLDER = "pagefind"
#: how Pagefind tells what the system refused.
_REFUSED = re.compile(r"(?:\bOs \{ code: |\bos error )(\d+)")
_SAID = 500  # characters of Pagefind's own words in a message


def find_program(project: Path) -> Path | None:
    """Return the Pagefind program for this machine, or None when set-up has not brought it.

    The “extended” program is the one that knows how to cut Chinese into words.

    Args:
        project: folder with node_modules/.
    """
    system, machine = platform.system().lower(), _MACHINES.get(platform.machine().lower(), "unknown")
    program = project / "node_modules" / "@pagefind" / f"{system}-{machine}" / "bin" / "pagefind_extended"
    return program if program.is_file() else None


def about(project: Path) -> str:
    """Return what the index of the same pages depends on: the program and how it is asked; "" without a program."""
    program = find_program(project)
    return f"{program.parents[1].name} {program.stat().st_size} {_CHUNK} by path" if program else ""


def index(
    project: Path,
    site: Path,
    output: Path | None = None,
    pages: Mapping[str, str] | None = None,
    begun: "Run | None" = None,
    others: Collection[str] = (),
) -> Finding | None:
    """Return None when the search index of `site` is written, else a warning that says why not.

    Same pages, same bytes. Pages with `data-pagefind-body` are indexed, all as Chinese.

    Args:
        project: folder with node_modules/.
        site: folder of the finished HTML.
        output: where the index goes; unless told, the folder pagefind/ of the site.
        pages: pages of the site that bear the mark: path → SHA-256; unless told, all of them are looked for.
        begun: a run that has read pages already. Where they have the paths of `pages`, only those that differ are read
            once more; else it is ended, and another begins.
        others: names in the folder of the index that are not its own: indexes of other pages, which stay.

    Raises:
        OSError: the system refused to let it write, as on a full disk, or a page cannot be read: no site should lose
            its search for that.
    """
    marked = (name for name in pages_of(site) if is_marked((site / name).read_bytes())) if pages is None else pages
    names = set(marked)
    target = (output or site / FOLDER).resolve()
    program = find_program(project)
    if program is None:
        return _warning("S01", f"没有找到搜索程序 Pagefind，{_WITHOUT}", "联网后重新运行 make site，会自动补装。")
    run = begun
    if run and run.pages.keys() != names:
        run.stop()
        run = None
    try:
        run = run or Run(program, site)
    except OSError as error:
        return _warning("S02", f"搜索程序 Pagefind 无法运行（{error.strerror or error}），{_WITHOUT}")
    try:
        with run:
            run.read(site, [name for name in names if not pages or run.pages.get(name) != pages[name]])
            run.write(target)
    except (BrokenPipeError, ValueError, KeyError) as error:  # it ended before it was told, or while it was
        _clear(target, others)  # half an index finds half
        words = f"{run.said} {error}"[-_SAID:].strip()
        if refused := _REFUSED.search(words):
            number = int(refused[1])
            raise OSError(number, os.strerror(number), str(target)) from error
        return _warning("S02", f"搜索程序 Pagefind 没有写成索引，{_WITHOUT}它的说明是：{words}")
    return None


def _clear(target: Path, others: Collection[str]) -> None:
    """Remove an index, but for indexes of other pages that stand inside its folder."""
    for path in list(target.iterdir()) if target.is_dir() else []:
        if path.name in others:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    with suppress(OSError):  # not empty, or not there
        target.rmdir()


def begin(project: Path, site: Path) -> "Run | None":
    """Return a run that has read nothing yet, for `index`; None where there is no program or it cannot run.

    Args:
        project: folder with node_modules/.
        site: folder of the HTML that it will read at first.
    """
    program = find_program(project)
    with suppress(OSError):
        return Run(program, site) if program else None
    return None


def _aside() -> IO[bytes]:
    """Return an empty file for what Pagefind says: in memory, for on a full disk it says why it ended, too."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("pagefind"), "w+b")
    return tempfile.TemporaryFile()


def is_marked(page: bytes) -> bool:
    """Return whether a page may be indexed: the others Pagefind would read, in most of its time, and leave out."""
    return b"data-pagefind-body" in page


def pages_of(site: Path) -> Iterator[str]:
    """Yield the paths of the pages of a site."""
    for item in walk(site):
        name = os.fsdecode(item.name)
        if item.kind is Kind.FILE and name.endswith(".html"):
            yield name


class Run:
    """A run of Pagefind: it is handed pages one by one, by path, and at last writes their index.

    Run over a folder by itself it numbers pages as the file system lists them, and two machines get two indexes.
    A page whose path it has read already takes the place of that one, and has its number.

    Attributes:
        pages: path → SHA-256 of the pages that it has read. said: its last words, once it has ended.
    """

    def __init__(self, program: Path, folder: Path) -> None:
        """Start it.

        Args:
            program: the program.
            folder: where it runs; it must hold no settings of Pagefind.

        Raises:
            OSError: it cannot run.
        """
        self.pages: dict[str, str] = {}
        self.said = ""
        self._words = _aside()
        try:
            # Without other environment: Pagefind takes settings from PAGEFIND_…, too.
            self._process = subprocess.Popen(  # noqa: S603 (the program is ours, and no argument comes from data)
                [str(program.resolve()), "--service"],
                cwd=folder,
                env={"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._words,
            )
        except OSError:
            self._words.close()
            raise
        self._answers = _answers(self._process)
        self._number: object = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.stop()

    def read(self, site: Path, names: Collection[str]) -> None:
        """Hand over pages, by path.

        Args:
            site: folder of the HTML.
            names: paths in it.

        Raises:
            OSError: a page cannot be read, or the program has ended.
            ValueError, KeyError: it has ended, or refused a page.
        """
        if self._number is None:
            _tell(self._process, {"type": "NewIndex", "config": {"force_language": "zh"}})
            self._number = next(self._answers)["index_id"]
        for place, name in enumerate(sorted(names, key=os.fsencode)):
            raw = (site / name).read_bytes()
            page = {"file_path": name, "file_contents": raw.decode()}
            _tell(self._process, {"type": "AddFile", "index_id": self._number, **page})
            self.pages[name] = hashlib.sha256(raw).hexdigest()
            if place >= _AHEAD:
                next(self._answers)
        for _ in range(min(len(names), _AHEAD)):
            next(self._answers)

    def write(self, target: Path) -> None:
        """Have it write the index of what it has read.

        Raises:
            OSError, ValueError: it has ended, or wrote nothing, as without a page.
        """
        _tell(self._process, {"type": "WriteFiles", "index_id": self._number, "output_path": str(target)})
        next(self._answers)
        if not self.pages or not (target / "pagefind.js").is_file():
            raise ValueError("Pagefind found no page")

    def stop(self) -> None:
        """End it, whatever it does, as in another thread; ending it twice does no harm."""
        self._process.kill()
        with self._process, suppress(BrokenPipeError):
            assert self._process.stdin
            self._process.stdin.close()  # what it did not read is in vain
        if not self._words.closed:
            self._words.seek(0)
            self.said = self._words.read().decode(errors="replace").strip()[-_SAID:]
            self._words.close()


def _tell(process: subprocess.Popen[bytes], payload: dict[str, object]) -> None:
    """Tell Pagefind something: both sides speak JSON in Base64 with a comma after each message."""
    assert process.stdin
    process.stdin.write(base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + b",")
    process.stdin.flush()


def _answers(process: subprocess.Popen[bytes]) -> Iterator[dict[str, object]]:
    """Yield Pagefind's answers, in the order of what it was told.

    Raises:
        ValueError: it ended, or an answer is an error, or none that can be read.
    """
    assert process.stdout
    held = b""
    while piece := process.stdout.read1(1 << 16):  # type: ignore[attr-defined] # a buffered pipe has it
        *whole, held = (held + piece).split(b",")
        for message in whole:
            found = json.loads(base64.b64decode(message))["payload"]
            if not isinstance(found, dict) or found.get("type") == "Error":
                raise ValueError(str(found)[:_SAID])
            yield found
    raise ValueError("Pagefind ended")


def _warning(code: str, message: str, hint: str = "") -> Finding:
    """Return a warning about the search index: a site without search is still a site."""
    return Finding(code, Severity.WARNING, message, hint=hint)
