"""What a visit costs: a server that compresses as portals do, and a browser that counts what comes over the wire."""

import functools
import gzip
import http.server
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page

from tests.browser.conftest import BELOW, PHONE

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".txt", ".md"}
LEVEL = 6
TEXT = "document.querySelector('#content, main, body').textContent.replace(/\\s+/g, '')"
#: pictures that wait until they come into sight are asked for at once.
PICTURES = """() => Promise.all([...document.images].map(picture => {
  picture.loading = 'eager'; return picture.decode().catch(() => {}); }))"""
SETTLED = 120  # milliseconds in which a page asks for more of its own accord


@functools.lru_cache(maxsize=4096)
def packed(path: Path) -> bytes:
    """Return a file as a portal's server sends it: text compressed by gzip at its usual level, the rest as it is."""
    raw = path.read_bytes()
    return gzip.compress(raw, LEVEL, mtime=0) if path.suffix in COMPRESSED else raw


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below the portal's folder, text compressed."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Print nothing."""

    def do_GET(self) -> None:
        """Send a file, compressed when it is text."""
        path = Path(self.directory, unquote(urlsplit(self.path).path).removeprefix(f"{BELOW}/"))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        content = packed(path)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path.name))
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


class Server(http.server.ThreadingHTTPServer):
    """A server that says nothing when a closing browser lets go of its connections."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Print what went wrong, unless the visitor left."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def compressed(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback, compressed, and yield the address of its home page."""
    server = Server(("127.0.0.1", 0), functools.partial(Compressing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BELOW}/"
    server.shutdown()
    server.server_close()


@dataclass(slots=True)
class Weight:
    """What came over the wire for one page on a first visit.

    Attributes:
        by_kind: bytes with headers, by what the browser calls a resource: document, stylesheet, script, image, fetch.
        requests: how many. text: length of the page's text once its scripts ran.
    """

    by_kind: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    text: int = 0

    @property
    def total(self) -> int:
        """Return all bytes."""
        return sum(self.by_kind.values())


def weigh(browser: Browser, home: str, address: str) -> Weight:
    """Return what a first visit to a page costs, pictures further down included."""
    weight = Weight()
    context = browser.new_context(locale="zh-CN", viewport={"width": PHONE["width"], "height": PHONE["height"]})
    page = context.new_page()
    _listen(page, weight)
    page.goto(home + address, wait_until="load")
    page.evaluate(PICTURES)
    page.wait_for_timeout(SETTLED)
    weight.text = page.evaluate(f"{TEXT}.length")
    context.close()
    return weight


def text_without_scripts(browser: Browser, home: str, address: str) -> int:
    """Return how long the text of a page is before any script ran."""
    context = browser.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(home + address, wait_until="domcontentloaded")
    length: int = page.evaluate(f"{TEXT}.length")
    context.close()
    return length


def _listen(page: Page, weight: Weight) -> None:
    """Count what the browser receives; its own protocol knows the bytes as they were sent."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    kinds: dict[str, str] = {}

    def started(event: dict[str, str]) -> None:
        kinds[event["requestId"]] = event["type"].lower()

    def finished(event: dict[str, float]) -> None:
        kind = kinds.get(str(event["requestId"]))
        if kind:
            weight.by_kind[kind] += int(event["encodedDataLength"])
            weight.requests += 1

    client.on("Network.responseReceived", started)
    client.on("Network.loadingFinished", finished)
