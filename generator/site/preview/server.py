"""Serving a view on this machine only: from memory, so that no address leads to a file that is not part of it."""

import http.server
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from importlib import resources
from mimetypes import guess_type
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from generator.site.errors import SiteError
from generator.site.preview.panel import RESERVED, as_json, panel_of, token_of, with_panel
from generator.site.preview.view import REPORTS, View, address_in
from generator.workspace.cache import Cache, key

HOST = "127.0.0.1"
#: names under which a browser on this machine knows it; another one is a page elsewhere that pretends to be us.
NAMES = {"127.0.0.1", "localhost", "::1"}
PAGE = "index.html"
MISSING = "404.html"
OPEN_ENTRIES = 16
MOST_PORT = 65535
#: seconds: how long a page may wait for news; how long for the pages around the reports to be made.
LONGEST_WAIT, LONGEST_MAKING = 20.0, 15.0
#: seconds after which a page that did not ask again is not looked at any more.
STILL_LOOKED_AT = 2 * LONGEST_WAIT
#: before the site's own pages are there, which hold its whole policy: the panel, and nothing else.
NOT_HERE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="'
    "default-src 'none'; script-src 'self'; script-src-attr 'none'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'\"><title>没有这一页</title></head>"
    "<body><main><h1>没有这一页</h1><p>页面做好以后会自动出现。</p></main></body></html>"
)


class Board:
    """Holds the view that is shown; waits for newer ones; opens the files of reports."""

    def __init__(self, store: Cache, wake: Callable[[], None]) -> None:
        """Begin with nothing to show.

        Args:
            store: cache that holds the files of reports.
            wake: asks for the pages around the reports to be made.
        """
        self.view = View()
        self._store, self._wake = store, wake
        self._news = threading.Condition()
        self._open: OrderedDict[str, Mapping[str, bytes]] = OrderedDict()
        self._asked: dict[str, float] = {}

    def show(self, view: View) -> None:
        """Show another view and tell everybody who waits."""
        with self._news:
            self.view = view
            self._news.notify_all()

    def looked_at(self) -> list[str]:
        """Return the addresses of reports whose pages are open in a browser."""
        now = time.monotonic()
        with self._news:
            return [address for address, when in self._asked.items() if now - when < STILL_LOOKED_AT]

    def find(self, path: str) -> bytes | None:
        """Return a file of the site by its path, or None."""
        view = self.view
        shown = view.reports.get(address_in(path))
        if shown is None or not shown.entries:
            return view.shell.get(path)
        if path in shown.beside:
            return shown.beside[path]
        below = path.removeprefix(f"{REPORTS}{address_in(path)}/")
        pages, files = (self._files(entry) for entry in shown.entries)
        return pages.get(path) or files.get(below)

    def has_folder(self, path: str) -> bool:
        """Return whether a path is that of a page without its last slash."""
        return self.find(f"{path}/{PAGE}") is not None

    def page(self, path: str) -> bytes | None:
        """Return a page; one above the reports as the reports are now, waiting until it is made."""
        self._await_shell(path)
        return self.find(path)

    def state(self, path: str, seen: str) -> dict[str, Any]:
        """Return the state of a page once it is another than the one that was seen, or after a while.

        Args:
            path: of the page in the site.
            seen: token of the state that the page knows.
        """
        if address := address_in(path):
            with self._news:
                self._asked[address] = time.monotonic()
        end = time.monotonic() + LONGEST_WAIT
        while True:
            view = self.view
            self._await_shell(path)
            said = self._said(path)
            with self._news:
                left = end - time.monotonic()
                if said["token"] != seen or left <= 0:
                    return said
                if self.view is view:
                    self._news.wait(left)

    def _said(self, path: str) -> dict[str, Any]:
        said = panel_of(self.view, path)
        said["page"] = token_of(self.find(path), self.view)
        return {**said, "token": key(as_json(said))}

    def _await_shell(self, path: str) -> None:
        if address_in(path) or not self.view.is_shell_old:
            return
        self._wake()
        with self._news:
            self._news.wait_for(lambda: not self.view.is_shell_old, LONGEST_MAKING)

    def _files(self, entry: str) -> Mapping[str, bytes]:
        """Return the files of a cache entry; the last few stay open."""
        with self._news:
            if entry in self._open:
                self._open.move_to_end(entry)
                return self._open[entry]
        files = self._store.get(entry) or {}
        with self._news:
            self._open[entry] = files
            while len(self._open) > OPEN_ENTRIES:
                self._open.popitem(last=False)
        return files


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers a browser on this machine."""

    server: "Server"
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with a page, a file, the panel's own files, or the state of a page."""
        if _name_in(self.headers.get("Host", "")) not in NAMES:
            self._send(HTTPStatus.FORBIDDEN, "预览只给这台机器看。".encode(), "text/plain")
            return
        asked = urlsplit(self.path)
        path = unquote(asked.path, errors="replace").lstrip("/")
        if path.startswith(RESERVED):
            self._own(path.removeprefix(RESERVED), parse_qs(asked.query))
            return
        if not path or path.endswith("/"):
            path += PAGE
        if path.endswith(".html"):
            self._page(path)
            return
        content, board = self.server.board.find(path), self.server.board
        if content is not None:
            self._send(HTTPStatus.OK, content, guess_type(path)[0] or "application/octet-stream")
        elif board.has_folder(path):
            self._send(HTTPStatus.FOUND, b"", "text/plain", {"Location": f"/{quote(path)}/"})
        else:
            self._page(path)

    def _page(self, path: str) -> None:
        board = self.server.board
        page = board.page(path)
        status = HTTPStatus.NOT_FOUND if page is None else HTTPStatus.OK
        shown = page or board.find(MISSING) or NOT_HERE.encode()
        self._send(status, with_panel(shown, token_of(page, board.view)), "text/html")

    def _own(self, name: str, query: Mapping[str, list[str]]) -> None:
        if name == "state":
            page = unquote(query.get("page", [""])[0], errors="replace").lstrip("/")
            path = page + PAGE if not page or page.endswith("/") else page
            said = self.server.board.state(path, query.get("seen", [""])[0])
            self._send(HTTPStatus.OK, as_json(said), "application/json")
        elif name in FILES:
            self._send(HTTPStatus.OK, _asset(name), FILES[name])
        else:
            self._send(HTTPStatus.NOT_FOUND, "没有这个文件。".encode(), "text/plain")

    def _send(self, status: HTTPStatus, content: bytes, kind: str, more: Mapping[str, str] | None = None) -> None:
        text = kind.startswith("text/") or kind.endswith(("json", "javascript", "xml"))
        headers = {
            "Content-Type": f"{kind}; charset=utf-8" if text else kind,
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            **(more or {}),
        }
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the page was left meanwhile


def _name_in(host: str) -> str:
    """Return the name in a Host header, without the port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


#: the panel's own files, and of what kind they are.
FILES = {"panel.js": "text/javascript", "panel.css": "text/css"}


def _asset(name: str) -> bytes:
    return resources.files(__package__).joinpath(name).read_bytes()


class Server(http.server.ThreadingHTTPServer):
    """A server with a board."""

    daemon_threads = True

    def __init__(self, port: int, board: Board) -> None:
        """Open the port.

        Raises:
            OSError: it is taken.
        """
        super().__init__((HOST, port), Handler)
        self.board = board

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(port: int, board: Board) -> Iterator[str]:
    """Serve a board while the block runs; yield the address of its home page.

    Args:
        port: 0 takes a free one.
        board: what is shown.

    Raises:
        SiteError: the port is taken.
    """
    try:
        server = Server(port, board)
    except OSError as error:
        message = f"端口 {port} 打不开（可能已被占用），请用 --port 换一个，例如 --port {min(port + 1, MOST_PORT)}"
        raise SiteError(message) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
