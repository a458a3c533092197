"""Bytes of a first visit: `python -m tests.benchmarks.bench_weight [SITE …]`, of every kind of page of a built site.

Not a test: it prints a table and judges nothing; `tests/browser/test_weight.py` holds the limit. Text is compressed by
gzip as portals do, pages are opened in Chromium at 360 pixels with an empty cache and scrolled to their end.
"""

import gzip
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from tests.browser.kinds import kinds_of
from tests.browser.weighing import LEVEL, Weight, compressed, text_without_scripts, weigh
from tests.conftest import CHROMIUM, FLAGS

KILOBYTE = 1000
LIMIT = 150_000
KINDS = (("document", "网页"), ("stylesheet", "样式"), ("script", "脚本"), ("image", "图"), ("fetch", "数据"))


def main(*sites: str) -> None:
    """Print a table for each site."""
    for site in sites or ("site",):
        folder = Path(site).resolve()
        with sync_playwright() as playwright, compressed(folder) as home:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            click.echo(f"\n{site}：首次打开传输的 KB（gzip -{LEVEL}，含首部）")
            click.echo("".join(f"{name:>7}" for name in ("合计", *(name for _, name in KINDS), "其他", "请求")))
            addresses = kinds_of(folder)
            rows = [
                (weigh(browser, home, address), text_without_scripts(browser, home, address), address)
                for address in addresses
            ]
            for row in sorted(rows, key=lambda row: -row[0].total):
                click.echo(line(*row))
            browser.close()
        shared(folder)


def line(weight: Weight, plain: int, address: str) -> str:
    """Return a line of the table."""
    known = [weight.by_kind[kind] for kind, _ in KINDS]
    cells = [weight.total, *known, weight.total - sum(known)]
    share = plain / weight.text if weight.text else 1
    over = "  ← 超过 150 KB" if weight.total > LIMIT else ""
    numbers = "".join(f"{cell / KILOBYTE:9.1f}" for cell in cells)
    return f"{numbers}{weight.requests:7}   /{address}   不用脚本时正文 {share:.0%}{over}"


def shared(folder: Path) -> None:
    """Print the styles and scripts of the site, each compressed: what every first visit may bring."""
    click.echo("样式和脚本（原大小 → 压缩后，KB）")
    for path in sorted(path for path in (folder / "assets").rglob("*") if path.suffix in {".css", ".js"}):
        name = path.relative_to(folder).as_posix()
        if not name.startswith("assets/javascripts/"):  # Material's own, which no page loads
            raw = path.read_bytes()
            packed = "".join(f"{len(pack(raw)) / KILOBYTE:8.1f} {how}" for how, pack in packers())
            click.echo(f"{len(raw) / KILOBYTE:9.1f} →{packed}   {name}")


def packers() -> list[tuple[str, Callable[[bytes], bytes]]]:
    """Return the ways of compressing that this Python knows."""
    found: list[tuple[str, Callable[[bytes], bytes]]] = [("gzip", lambda raw: gzip.compress(raw, LEVEL))]
    if importlib.util.find_spec("brotli"):
        found.append(("brotli", importlib.import_module("brotli").compress))
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
