"""The search index: Pagefind run over the finished HTML.

Pagefind is a program of its own (from npm, needing no Node), so it may be absent; then the site is made without search.
"""

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

from generator.findings import Finding, Severity

_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_WITHOUT = "网站已经生成，但没有搜索功能。"
#: postings in one file of the index, at least; 20,000 by default. A search reads the whole file of each of its words:
#: smaller files cost less, and the list of files, which every first search reads, more.
_CHUNK = "4000"
#: how Pagefind tells what the system refused.
_REFUSED = re.compile(r"(?:\bOs \{ code: |\bos error )(\d+)")
#: where the index stands in a site.
FOLDER = "pagefind"
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
    return f"{program.parents[1].name} {program.stat().st_size} {_CHUNK}" if program else ""


def index(project: Path, site: Path, output: Path | None = None) -> Finding | None:
    """Return None when the search index of `site` is written, else a warning that says why not.

    Same pages, same bytes. Pages with `data-pagefind-body` are indexed, all as Chinese.

    Args:
        project: folder with node_modules/.
        site: folder of the finished HTML.
        output: where the index goes; unless told, the folder pagefind/ of the site.

    Raises:
        OSError: the system refused to let it write, as on a full disk: no site should lose its search for that.
    """
    target = (output or site / FOLDER).resolve()
    program = find_program(project)
    if program is None:
        return _warning("S01", f"没有找到搜索程序 Pagefind，{_WITHOUT}", "联网后重新运行 make site，会自动补装。")
    options = ["--site", ".", "--output-path", str(target), "--force-language", "zh", "--quiet"]
    try:
        # In the site, without other environment: Pagefind takes settings from PAGEFIND_… and from a file where it runs.
        done = subprocess.run(  # noqa: S603 (the program is ours, and no argument comes from data)
            [str(program.resolve()), *options],
            cwd=site,
            env={"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        return _warning("S02", f"搜索程序 Pagefind 无法运行（{error.strerror}），{_WITHOUT}")
    if done.returncode or not (target / "pagefind.js").is_file():
        shutil.rmtree(target, ignore_errors=True)  # half an index finds half
        said = (done.stderr or done.stdout).strip()[-_SAID:]
        if refused := _REFUSED.search(done.stderr):
            number = int(refused[1])
            raise OSError(number, os.strerror(number), str(target))
        return _warning("S02", f"搜索程序 Pagefind 没有写成索引，{_WITHOUT}它的说明是：{said}")
    return None


def _warning(code: str, message: str, hint: str = "") -> Finding:
    """Return a warning about the search index: a site without search is still a site."""
    return Finding(code, Severity.WARNING, message, hint=hint)
