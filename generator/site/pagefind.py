"""The search index: Pagefind run over the finished HTML.

Pagefind is a program of its own (from npm, needing no Node), so it may be absent; then the site is made without search.
"""

import base64
import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

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


def index(project: Path, site: Path, output: Path | None = None, pages: Iterable[str] | None = None) -> Finding | None:
    """Return None when the search index of `site` is written, else a warning that says why not.

    Same pages, same bytes. Pages with `data-pagefind-body` are indexed, all as Chinese.

    Args:
        project: folder with node_modules/.
        site: folder of the finished HTML.
        output: where the index goes; unless told, the folder pagefind/ of the site.
        pages: paths of the pages in the site that bear the mark; unless told, all of them.

    Raises:
        OSError: the system refused to let it write, as on a full disk: no site should lose its search for that.
    """
    marked = (name for name in pages_of(site) if is_marked((site / name).read_bytes())) if pages is None else pages
    names = sorted(marked, key=os.fsencode)
    target = (output or site / FOLDER).resolve()
    program = find_program(project)
    if program is None:
        return _warning("S01", f"没有找到搜索程序 Pagefind，{_WITHOUT}", "联网后重新运行 make site，会自动补装。")
    with _aside() as said:
        try:
            _run(program, (site, names), target, said)
        except OSError as error:
            return _warning("S02", f"搜索程序 Pagefind 无法运行（{error.strerror or error}），{_WITHOUT}")
        except (ValueError, KeyError) as error:
            shutil.rmtree(target, ignore_errors=True)  # half an index finds half
            said.seek(0)
            words = f"{said.read().decode(errors='replace').strip()} {error}"[-_SAID:].strip()
            if refused := _REFUSED.search(words):
                number = int(refused[1])
                raise OSError(number, os.strerror(number), str(target)) from error
            return _warning("S02", f"搜索程序 Pagefind 没有写成索引，{_WITHOUT}它的说明是：{words}")
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


def _run(program: Path, pages: tuple[Path, Sequence[str]], target: Path, said: IO[bytes]) -> None:
    """Hand the pages of a site to Pagefind one by one, by path, and let it write its index.

    Run over a folder by itself it numbers pages as the file system lists them, and two machines get two indexes.

    Raises:
        OSError: it cannot run.
        ValueError: it ended, refused a page, wrote nothing, or there was no page.
    """
    # In the site, without other environment: Pagefind takes settings from PAGEFIND_… and from a file where it runs.
    site, names = pages
    process = subprocess.Popen(  # noqa: S603 (the program is ours, and no argument comes from data)
        [str(program.resolve()), "--service"],
        cwd=site,
        env={"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said,
    )
    with process:
        try:
            answers = _answers(process)
            _tell(process, {"type": "NewIndex", "config": {"force_language": "zh"}})
            number = next(answers)["index_id"]
            for place, name in enumerate(names):
                text = (site / name).read_text(encoding="utf-8")
                _tell(process, {"type": "AddFile", "index_id": number, "file_path": name, "file_contents": text})
                if place >= _AHEAD:
                    next(answers)
            for _ in names[:_AHEAD]:
                next(answers)
            _tell(process, {"type": "WriteFiles", "index_id": number, "output_path": str(target)})
            next(answers)
            if not names or not (target / "pagefind.js").is_file():
                raise ValueError("Pagefind found no page")
        finally:
            process.kill()


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
