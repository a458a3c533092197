"""The search index finds Chinese phrases, and its absence is told (invented pages)."""

import functools
import hashlib
import http.server
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.findings import Severity
from generator.site import pagefind
from generator.site.pagefind import _tell as tell
from generator.site.pagefind import begin, find_program, index
from generator.site.tree import read_tree, write_tree

PHRASES = ["资阳区", "机关事业单位基本养老保险缴费支出", "公务接待", "2080505", "978.11"]
SEARCH = """async (phrase) => {
    const pagefind = await import("/a/b/pagefind/pagefind.js");
    await pagefind.options({baseUrl: "/a/b/"});
    const found = await pagefind.search('"' + phrase + '"', {filters: {年度: "2023"}});
    return Promise.all(found.results.map(async (result) => (await result.data()).url));
}"""


def html(body: str, year: int) -> bytes:
    """Return an invented page with a filter, as overrides/main.html writes it."""
    head = f'<meta charset="utf-8"><meta data-pagefind-filter="年度[content]" content="{year}"><title>虚构</title>'
    article = f"<article data-pagefind-body><h1>虚构部门决算</h1><p>{body}</p></article>"
    return f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{article}</body></html>'.encode()


def pages() -> dict[str, bytes]:
    """Return one page a phrase and many that hold none of them, for two years."""
    filling = "本部门严格落实过紧日子要求，从严控制一般性支出。" * 20
    found = {f"{year}/{n}/index.html": html(f"在{p}方面", year) for year in (2022, 2023) for n, p in enumerate(PHRASES)}
    return found | {f"other/{n}/index.html": html(f"第{n}页，{filling}", 2023) for n in range(200)}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below /a/b/, without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the library's)
        """Print nothing."""

    def translate_path(self, path: str) -> str:
        """Return the file for an address below /a/b/."""
        return super().translate_path(path.removeprefix("/a/b"))


@pytest.fixture
def address(tmp_path: Path, project: Path) -> Iterator[str]:
    """Return where the indexed pages are served, in a subfolder as on a government portal."""
    write_tree(tmp_path, pages())
    assert index(project, tmp_path) is None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/a/b/"
    server.shutdown()
    server.server_close()


def test_each_phrase_leads_to_its_page(address: str, browser: Browser) -> None:
    """Place names, long official names, codes and amounts are found, in the chosen year only."""
    tab = browser.new_page()
    tab.goto(f"{address}2023/0/")
    found = [tab.evaluate(SEARCH, phrase) for phrase in PHRASES]
    tab.close()
    assert found == [[f"/a/b/2023/{number}/"] for number in range(len(PHRASES))]


def test_the_same_pages_give_the_same_index(tmp_path: Path, project: Path) -> None:
    """Two runs in two folders write the same bytes, so a site can be reproduced."""
    for name in ("one", "two"):
        write_tree(tmp_path / name, pages())
        assert index(project, tmp_path / name) is None
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "two")


def test_pages_that_were_read_before_they_changed_change_no_byte(tmp_path: Path, project: Path) -> None:
    """A run that knows pages as they were reads those that differ once more, each in its place."""
    old, new, fresh = tmp_path / "old", tmp_path / "new", tmp_path / "fresh"
    changed = {name: html(f"后来改过的第{n}页", 2021) for n, name in enumerate(sorted(pages())[::40])}
    write_tree(old, pages())
    for folder in (new, fresh):
        write_tree(folder, {**pages(), **changed})
    run = begin(project, old)
    assert run is not None
    run.read(old, pages())
    known = {name: hashlib.sha256(raw).hexdigest() for name, raw in {**pages(), **changed}.items()}
    for name in pages().keys() - changed.keys():
        (new / name).unlink()  # they are not asked for any more
    assert index(project, new, pages=known, begun=run) is None
    assert index(project, fresh) is None
    assert read_tree(new / "pagefind") == read_tree(fresh / "pagefind")
    assert index(project, tmp_path / "old") is None
    assert read_tree(old / "pagefind") != read_tree(fresh / "pagefind")


def test_a_run_that_read_other_pages_is_not_used(tmp_path: Path, project: Path) -> None:
    """A page that went since, or that came: the numbers of all would be others."""
    write_tree(tmp_path / "one", pages())
    assert index(project, tmp_path / "one") is None
    for more in ({"2021/index.html": html("没有了", 2021)}, {}):
        other = tmp_path / f"other-{len(more)}"
        write_tree(other, {**pages(), **more})
        run = begin(project, other)
        assert run is not None
        run.read(other, {**pages(), **more} if more else list(pages())[1:])
        known = {name: hashlib.sha256(raw).hexdigest() for name, raw in pages().items()}
        assert index(project, tmp_path / "one", other / "pagefind", known, run) is None
        assert read_tree(other / "pagefind") == read_tree(tmp_path / "one" / "pagefind")


def test_the_order_of_a_folder_does_not_matter(tmp_path: Path, project: Path) -> None:
    """Where a folder lists its newest files first, as memory does, the order of writing changes no byte."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        for name, files in (("one", pages()), ("two", dict(reversed(pages().items())))):
            write_tree(Path(folder, name), files)
            assert index(project, Path(folder, name)) is None
        assert read_tree(Path(folder, "one")) == read_tree(Path(folder, "two"))


def test_without_the_program_there_is_a_warning(tmp_path: Path) -> None:
    """A missing program is no error: the site stands, the message says what is missing and how to get it."""
    finding = index(tmp_path, tmp_path)
    assert finding is not None
    assert (finding.code, finding.severity) == ("S01", Severity.WARNING)
    assert "没有搜索功能" in finding.message
    assert "make site" in finding.hint


def test_a_failing_program_is_told_in_its_own_words(tmp_path: Path, project: Path) -> None:
    """A folder without pages: Pagefind's words are in the message."""
    finding = index(project, tmp_path)
    assert finding is not None
    assert (finding.code, finding.severity) == ("S02", Severity.WARNING)
    assert "Pagefind" in finding.message


def test_a_program_that_cannot_run_is_told(tmp_path: Path, project: Path) -> None:
    """A program that came without its mode gives a sentence, not a traceback."""
    real = find_program(project)
    assert real is not None
    copy = tmp_path / real.relative_to(project)
    write_tree(copy.parent, {copy.name: b"not a program"})
    finding = index(tmp_path, tmp_path)
    assert finding is not None
    assert finding.code == "S02"
    assert "无法运行" in finding.message


def _told_late(process: subprocess.Popen[bytes], payload: dict[str, object]) -> None:
    """Tell a program something only when it has ended: nobody reads it."""
    process.wait()
    tell(process, payload)


@pytest.mark.parametrize("is_late", [False, True])
@pytest.mark.parametrize("said", ['Os { code: 28, kind: StorageFull, message: "No space" }', "failed (os error 28)"])
def test_a_full_disk_is_no_site_without_search(
    said: str, tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch, *, is_late: bool
) -> None:
    """What the system refused ends the build, and half an index is not left; temporary files find no room either.

    It does so whether Pagefind ends while it is waited for or before it is told the next thing.
    """
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: Path("/dev/full").open("w+b", buffering=0))  # noqa: SIM115
    real = find_program(project)
    assert real is not None
    copy = tmp_path / real.relative_to(project)
    listen = "" if is_late else "head -c 1 >/dev/null\n"
    script = f"#!/bin/sh\n{listen}mkdir pagefind\necho '{said}' >&2\nexit 101\n"
    monkeypatch.setattr(pagefind, "_tell", _told_late if is_late else tell)
    write_tree(copy.parent, {copy.name: script.encode()})
    copy.chmod(0o755)
    (tmp_path / "site").mkdir()
    with pytest.raises(OSError, match=r"28") as raised:
        index(tmp_path, tmp_path / "site")
    assert raised.value.filename == str(tmp_path / "site" / "pagefind")
    assert list((tmp_path / "site").iterdir()) == []
