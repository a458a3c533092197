"""Debian's nginx on loopback with the files of tools/nginx as they are shipped, and a client that asks it anything.

One process serves the same site twice: at the root of one port, and below a folder of a portal at another.
"""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "tools" / "nginx"
BELOW = "/zwgk/jsgk"
#: what an operator changes in the shipped files.
_PLACE, _LISTEN, _SUBFOLDER = "/srv/juesuan/site", "listen 80;", "/xxgk/juesuan"
_MAIN = """\
{user}pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
daemon off;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    # What a portal might have set for itself: none of it may reach the site.
    open_file_cache max=1000 inactive=60s;
    add_header X-Portal kept;
    types {{ text/html html htm shtml; }}
    include juesuan.conf;
    server {{
        listen 127.0.0.1:{portal};
        root {folder}/portal;
        location ~ \\.(css|html)$ {{ expires 30d; }}
        include juesuan-subfolder.conf;
    }}
}}
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said: status, headers by lower-case name, body as sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Server:
    """A running nginx.

    Attributes:
        process: it. folder: of its configuration. root, portal: its ports.
    """

    process: subprocess.Popen[bytes]
    folder: Path
    root: int
    portal: int

    def ask(
        self, path: str, method: str = "GET", *, portal: bool = False, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Return the answer to a request; a path is sent as it is written, below the portal's folder if so asked."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.portal if portal else self.root, timeout=20)) as line:
            line.putrequest(method, (BELOW if portal else "") + path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                line.putheader(name, value)
            line.endheaders()
            said = line.getresponse()
            return Answer(said.status, {name.lower(): value for name, value in said.getheaders()}, said.read())


def program() -> str:
    """Return where nginx is: Debian puts it where a plain user does not look."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    assert found, "nginx is missing: make test installs it"
    return found


@contextmanager
def serving(folder: Path, site: Path) -> Iterator[Server]:
    """Serve a site, given as the link that a build switches, and yield the server.

    Args:
        folder: an empty folder for configuration and logs.
        site: the link.
    """
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    (folder / "portal").mkdir()
    (folder / "portal" / "index.html").write_text("portal", encoding="utf-8")
    root, portal = _free_ports()
    for name, (old, new) in {
        "juesuan.conf": (_LISTEN, f"listen 127.0.0.1:{root};"),
        "juesuan-subfolder.conf": (_SUBFOLDER, BELOW),
    }.items():
        _replace(folder / name, old, new)
    for name in ("juesuan.conf", "juesuan-subfolder.conf", "juesuan/maps.conf"):
        _replace(folder / name, _PLACE, str(site))
    user = "user root;\n" if os.geteuid() == 0 else ""  # so that its worker may read what tests write
    (folder / "nginx.conf").write_text(_MAIN.format(user=user, folder=folder, portal=portal), encoding="utf-8")
    command = [program(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr, tested.stderr
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        _wait(process, root)
        yield Server(process, folder, root, portal)
    finally:
        process.terminate()
        process.wait(20)


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} says no more {old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def _free_ports() -> tuple[int, int]:
    """Return two ports that nobody listens on."""
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        assert process.poll() is None, "nginx ended at once"
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")
