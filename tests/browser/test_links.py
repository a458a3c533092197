"""Every link of the site leads somewhere: to a file that is there, and to an id that the file has."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Built

ROOT = "https://example.invalid/a/b/"
ADDRESSES = {"href", "src", "action", "data", "poster"}
STYLE_ADDRESS = re.compile(r"""url\(\s*['"]?(?!data:|#)([^'")\s]+)""")


class Reader(HTMLParser):
    """Keeps the addresses and the ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an element points to and what it is called."""
        for name, value in attrs:
            if name in ADDRESSES and value is not None and (tag, name) != ("a", "src"):
                self.links.add(value)
            if name in {"id", "name"} and value and (name == "id" or tag == "a"):
                self.ids.add(value)


def pages_in(site: Path) -> dict[str, Reader]:
    """Return every page read, by its path in the site."""
    return {path.relative_to(site).as_posix(): Reader(path.read_text(encoding="utf-8")) for path in _pages(site)}


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@pytest.fixture(scope="module")
def pages(built: "Built") -> dict[str, Reader]:
    """Return every page of the real site."""
    return pages_in(built.site)


def file_of(site: Path, address: str) -> str | None:
    """Return the path of the file that a server would send for an address below the root, or None."""
    path = unquote(urlsplit(address).path.removeprefix(urlsplit(ROOT).path))
    for candidate in (path, f"{path.rstrip('/')}/index.html" if path else "index.html"):
        if candidate and (site / candidate).is_file() and not (path.endswith("/") and candidate == path):
            return candidate
    return None


def dead(site: Path, page: str, link: str, pages: dict[str, Reader]) -> bool:
    """Return whether a link of a page leads nowhere; links to other hosts are not followed."""
    base = ROOT + page.removesuffix("index.html")
    target = urljoin(base, link)
    if urlsplit(target).scheme not in {"http", "https"} or not target.startswith(ROOT.removesuffix("a/b/")):
        return False
    if not target.startswith(ROOT):
        return True  # it climbs out of the site's folder
    file = file_of(site, target)
    anchor = unquote(urlsplit(target).fragment)
    return file is None or bool(anchor and file in pages and anchor not in pages[file].ids)


def test_every_link_and_anchor_resolves(built: "Built", pages: dict[str, Reader]) -> None:
    """Links of pages, raw HTML included, lead to files of the site and to ids that stand there."""
    assert len(pages) > 20
    assert sum(len(reader.links) for reader in pages.values()) > 1000
    wrong = [
        f"{page}: {link}"
        for page, reader in pages.items()
        for link in sorted(reader.links)
        if dead(built.site, page, link, pages)
    ]
    assert wrong == []


def test_every_address_in_a_style_resolves(built: "Built") -> None:
    """Pictures and fonts that a stylesheet of ours asks for lie in the site."""
    wrong = []
    for path in sorted((built.site / "assets" / "css").rglob("*.css")):
        page = path.relative_to(built.site).as_posix()
        for link in STYLE_ADDRESS.findall(path.read_text(encoding="utf-8")):
            target = urljoin(ROOT + page, link)
            if not target.startswith(ROOT) or file_of(built.site, target) is None:
                wrong.append(f"{page}: {link}")
    assert wrong == []


def test_an_invented_county_has_no_dead_link(county: Path) -> None:
    """Where a region has many departments and years, some missing, every link leads somewhere too."""
    pages = pages_in(county)
    assert len(pages) > 100
    wrong = [
        f"{page}: {link}"
        for page, reader in pages.items()
        for link in sorted(reader.links)
        if dead(county, page, link, pages)
    ]
    assert wrong == []


def test_every_page_can_be_reached_from_home(built: "Built", pages: dict[str, Reader]) -> None:
    """No page of a report hangs in the air."""
    waiting, seen = ["index.html"], set()
    while waiting:
        page = waiting.pop()
        if page in seen or page not in pages:
            continue
        seen.add(page)
        base = ROOT + page.removesuffix("index.html")
        targets = [urljoin(base, link) for link in pages[page].links]
        waiting += [file for target in targets if target.startswith(ROOT) and (file := file_of(built.site, target))]
    assert set(pages) - seen == {"404.html"}
