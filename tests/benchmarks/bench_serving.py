"""How many answers a second nginx gives with the shipped files: `… bench_serving [SITE] [SECONDS]`.

SITE is the link to a built site. Needs Debian's nginx-light and wrk; server and client share the machine, so a real
server with clients elsewhere does better. Prints one line for each kind of answer.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from tests.browser.nginx import Server, serving

CLIENTS = 64
PACKED = ("-H", "Accept-Encoding: gzip")


def main(site: str = "site", seconds: str = "10") -> None:
    """Serve the site, ask for one page of each kind, print what wrk says."""
    link = Path(site).absolute()
    page = min(path for path in link.glob("reports/*/*/*/index.html")).relative_to(link).parent.as_posix()
    kinds: list[tuple[str, str, tuple[str, ...]]] = [
        ("首页，压缩", "/", PACKED),
        ("报告首页，压缩", f"/{page}/", PACKED),
        ("报告首页，不压缩", f"/{page}/", ()),
        ("搜索程序，压缩", "/pagefind/pagefind.js", PACKED),
        ("没有的页面", "/nothing/", ()),
    ]
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder, "nginx"), link) as server:
        for name, path, headers in kinds:
            click.echo(f"{name}\t{_asked(server, path, headers, seconds)}")
        tag = server.ask("/", headers={"Accept-Encoding": "gzip"}).headers["etag"]
        click.echo(f"没有变（304）\t{_asked(server, '/', (*PACKED, '-H', f'If-None-Match: {tag}'), seconds)}")


def _asked(server: Server, path: str, headers: tuple[str, ...], seconds: str) -> str:
    """Return answers a second, the median and the slowest hundredth, as wrk prints them."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--latency", *headers]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{server.root}{path}"], capture_output=True, text=True, check=True
    )
    names = ("Requests/sec:", " +50%", " +99%", "Transfer/sec:")
    said = [re.search(rf"^{name}\s+(\S+)$", done.stdout, re.MULTILINE) for name in names]
    a_second, half, slowest, bytes_ = (found[1] if found else "?" for found in said)
    return f"{float(a_second):.0f} 次/秒\t一半在 {half} 以内\t99% 在 {slowest} 以内\t{bytes_}/秒"


if __name__ == "__main__":
    main(*sys.argv[1:3])
