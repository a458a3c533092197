"""What a search costs: `python -m tests.benchmarks.bench_search [HOW MANY REPORTS [SITE]]`, by default 1,000.

Not a test: it takes the reports of a built site (of invented ones unless told otherwise), copies their text with other
numbers, names and sentences left out until there are enough, makes the index as a build does (in groups where there are
many pages), and prints the bytes that Chromium gets from a server that compresses: the page itself, a first search and
those that follow. Limits: 300 KB and 100 KB.
"""

import functools
import http.server
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import click
from playwright.sync_api import Page, sync_playwright

from generator.load.reading import Reader, load_shared
from generator.pages.portal import suggestions
from generator.pages.portal.regional import regions_of
from generator.site.published import Before
from generator.site.searching import Indexing
from generator.site.switch import SITE
from generator.site.tree import read_tree, write_tree
from tests.benchmarks.many_summaries import overview_of_many
from tests.benchmarks.site_of_many import Size, build_site, write_project
from tests.browser.conftest import PHONE
from tests.browser.weighing import Compressing, packed
from tests.conftest import CHROMIUM, FLAGS

ROOT = Path(__file__).resolve().parents[2]
BUILT = 40
KILOBYTE = 1000
#: one paragraph of so many is left out of a copy, so that its words stand elsewhere.
LEFT_OUT = 20
SEARCHES = (
    "公务接待费",
    "政府采购",
    "财政拨款支出",
    "一般公共预算财政拨款基本支出",
    "东县水务局 三公",
    "虚构东县人社局去年公务接待",
    "社会保险基金预算",
    "与预算相比支出减少",
    "1234.56",
)
REPORT = re.compile(r"^reports/([^/]+)/([^/]+)/(\d{4})/(.*)index\.html$")
HEAD = re.compile(r"<meta data-pagefind[^>]*>")
BODY = re.compile(r"<article\b.*?</article>", re.DOTALL)
AMOUNT = re.compile(r"(?<![\d.#-])\d+\.\d\d(?!\d)")
PARAGRAPH = re.compile(r"<p\b[^>]*>.*?</p>", re.DOTALL)


def main(reports: str = "1000", site: str = "") -> None:
    """Build the index and print what searches cost."""
    count = int(reports)
    with tempfile.TemporaryDirectory(prefix="juesuan-search-") as folder:
        source = Path(site).resolve() if site else _built(Path(folder, "project"), count)
        target = Path(folder, "version", SITE)
        pages = multiplied(source, target, count)
        overview = replace(overview_of_many(Size(count)), phrases=_phrases())
        answers = [suggestions.write_region(reports) for reports in regions_of(overview)]
        for files in (suggestions.write(overview), *answers):
            write_tree(target, {path: text.encode() for path, text in files.items()})
        with Indexing(ROOT, target.parent, Before(None)) as indexing:
            indexing.begin({})
            indexed = indexing.finish()
        if indexed.lack:
            sys.exit(indexed.lack.message)
        click.echo(f"{count} 份决算，{pages} 个页面，{indexed.made} 个索引")
        sizes(target)
        measure(target)


def _phrases() -> tuple[str, ...]:
    path = "data/search.yml"
    return load_shared(Reader({path: (ROOT / path).read_bytes()})).phrases


def _built(root: Path, count: int) -> Path:
    build_site(write_project(root, Size(min(count, BUILT))), search=False)
    return (root / "site").resolve()


def multiplied(source: Path, target: Path, count: int) -> int:
    """Write what a search needs, with `count` reports, and return how many pages they have."""
    shell = {
        path: content
        for path, content in read_tree(source).items()
        if path.startswith(("search/", "assets/", "about/")) or path == "index.html"  # one of them is indexed
    }
    write_tree(target, shell)
    originals = list(reports_of(source).values())
    pages = 0
    for number in range(count):
        copies = dict(_copies(originals[number % len(originals)], number, number // len(originals)))
        write_tree(target, copies)
        pages += len(copies)
    return pages


def reports_of(source: Path) -> dict[str, dict[str, str]]:
    """Return what the search reads of each report's pages: page → HTML, by address of the report."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(source.glob("reports/**/index.html")):
        name = path.relative_to(source).as_posix()
        parts, text = REPORT.match(name), path.read_text(encoding="utf-8")
        body = BODY.search(text)
        if parts and body and "data-pagefind-body" in body[0]:
            head = "".join(HEAD.findall(text))
            found.setdefault("/".join(parts.groups()[:3]), {})[parts[4]] = f"<head>{head}</head><body>{body[0]}"
    return found


def _copies(pages: dict[str, str], number: int, turn: int) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of one copy: its own numbers and names, some paragraphs left out."""
    random = Random(number)  # noqa: S311 - the same copies every time, nothing secret
    region = f"虚构{number // 200 + 1}县"
    for page, text in pages.items():
        if turn:
            text = PARAGRAPH.sub(lambda found: "" if random.randrange(LEFT_OUT) == 0 else found[0], text)  # noqa: PLW2901
            text = AMOUNT.sub(lambda _: f"{random.randrange(10_000)}.{random.randrange(100):02}", text)  # noqa: PLW2901
            text = re.sub(r"虚构.县", region, text)  # noqa: PLW2901
        html = f'<!doctype html><html lang="zh-CN">{text}</body></html>'
        yield f"reports/xugou{number // 200 + 1}/d{number % 200}/2024/{page}index.html", html.encode()


def sizes(site: Path) -> None:
    """Print what the index is made of, as it comes over the wire."""
    folder = site / "pagefind"
    for what, pattern in (("目录", "*.pf_meta"), ("筛选", "filter/*"), ("词", "index/*"), ("页面", "fragment/*")):
        files = sorted((path.stat().st_size for path in folder.glob(f"**/{pattern}")), reverse=True)
        click.echo(f"  {what}：{len(files)} 个文件，共 {kilobytes(sum(files))} KB，最大 {kilobytes(files[0])} KB")
    code = [packed(folder / name) for name in ("pagefind.js", "pagefind-worker.js")]
    wasm = (folder / "wasm.unknown.pagefind").stat().st_size
    click.echo(f"  程序：{kilobytes(sum(map(len, code)))} KB 和 {kilobytes(wasm)} KB")
    click.echo(f"  提示：{kilobytes(len(packed(site / 'search/suggest.json')))} KB")


def kilobytes(size: int) -> str:
    """Return bytes as KB with one decimal."""
    return f"{size / KILOBYTE:.1f}"


class Counting(Compressing):
    """Counts what it sends, whichever thread of the browser asks for it: the engine works in one of its own."""

    sent: dict[str, int] = {}  # noqa: RUF012 - one browser at a time, emptied between searches

    def do_GET(self) -> None:  # noqa: N802 - the name is the library's
        """Send a file and note its size."""
        name = self.path.split("?")[0].rsplit("/", 2)
        super().do_GET()
        self.sent["/".join(name[-2:])] = self.sent.get("/".join(name[-2:]), 0) + self.length

    def send_header(self, keyword: str, value: str) -> None:
        """Note the length of what follows."""
        self.length = int(value) if keyword == "Content-Length" else getattr(self, "length", 0)
        super().send_header(keyword, value)


@contextmanager
def counted(folder: Path) -> Iterator[str]:
    """Serve a folder and yield the address of its home page."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Counting, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/zwgk/jsgk/"
    server.shutdown()
    server.server_close()


def measure(site: Path) -> None:
    """Print the bytes of the page, of a first search and of those that follow it, each also as a first one."""
    with sync_playwright() as playwright, counted(site) as home:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for size, name in ((PHONE, "手机"), ({"width": 1280, "height": 900}, "桌面")):
            page = browser.new_page(viewport=size)  # type: ignore[arg-type]
            page.goto(f"{home}search/", wait_until="networkidle")
            click.echo(f"{name}：查找页本身 {taken()}")
            for turn, words in enumerate(SEARCHES):
                ask(page, words)
                said = page.locator("#search-status").inner_text()
                click.echo(f"  {'首次' if turn == 0 else '再次'} {words}：{taken()}（{said}）")
            page.close()
        browser.close()


def ask(page: Page, words: str) -> None:
    """Type words, search, and wait until everything is there."""
    page.locator("#search-q").fill(words)
    page.locator("#search-q").press("Enter")
    page.wait_for_function("() => !document.querySelector('#search-results[aria-busy]')", timeout=120_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)


def taken() -> str:
    """Return what was sent since the last time in KB, with the three largest parts."""
    total = sum(Counting.sent.values())
    largest = sorted(Counting.sent.items(), key=lambda part: -part[1])[:4]
    Counting.sent.clear()
    return f"{kilobytes(total)} KB：" + "，".join(f"{name} {kilobytes(size)}" for name, size in largest)


if __name__ == "__main__":
    main(*sys.argv[1:3])
