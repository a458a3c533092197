"""The real site built once, served below a folder of a portal, and a browser that notes whatever a visitor trips over.

`JUESUAN_BROWSER_SITE=site` takes a site that is already built instead of building one (`JUESUAN_BROWSER_COUNTY` that of
an invented county). Pages are those of the data in this project; when its reports change, the names at the top of the
tests change with them.
"""

import datetime as dt
import functools
import http.server
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from generator.site.job import Settings
from generator.site.mkdocs import own_files
from generator.site.publish import publish
from generator.site.tree import write_tree
from generator.workspace.project import read_project
from tests.benchmarks.site_of_many import Size, build_site, write_project
from tests.shared import shared_folder

BELOW = "/zwgk/jsgk"
AS_OF = dt.date(2026, 11, 1)
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
PROJECT_PARTS = ("data", "overrides", "mkdocs.yml", "requirements.lock")
MOST_SECONDS = 300
#: an invented county, and one department of another: reports, departments of a county, years.
COUNTY = Size(reports=18, departments=8, years=2)


@dataclass(frozen=True, slots=True)
class Built:
    """A built site: its folder, and the project folder it was made from (none for a site given as it is)."""

    site: Path
    project: Path | None


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below the portal's folder and nothing beside it, without a word; 404.html as a portal does."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Print nothing."""

    def translate_path(self, path: str) -> str:
        """Return the file of an address below the portal's folder."""
        inside = path.startswith(f"{BELOW}/")
        return super().translate_path(path.removeprefix(BELOW) if inside else "/outside-the-site")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback and yield the address of its home page."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BELOW}/"
    server.shutdown()
    server.server_close()


def build(project: Path, target: Path, store: Path) -> None:
    """Build the site of a copy of the project: a test writes nothing into the project itself.

    Args:
        project: the project.
        target: folder of the copy.
        store: folder of the cache.
    """
    target.mkdir()
    for name in PROJECT_PARTS:
        source = project / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target / name)
    write_tree(target / "docs", own_files(project))
    (target / "node_modules").symlink_to(project / "node_modules")
    copy = read_project(target)
    settings = Settings(AS_OF, target / "site", target / "build", workers=2, cache=store)
    result = publish(copy, settings, list(copy.reports()), lambda *_: None)
    assert result.built
    assert result.left_out == []
    assert result.findings == []


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a project folder with its site built, by the first test process that asks; the others wait for it.

    Args:
        factory: where folders of a run lie.
        name: of the site.
        make: builds it in the folder that it is given.
    """
    shared = shared_folder(factory)
    target, done, failed = (shared / f"browser-{name}-{part}" for part in ("project", "done", "failed"))
    try:
        (shared / f"browser-{name}-turn").mkdir()
    except FileExistsError:
        end = time.monotonic() + MOST_SECONDS
        while not done.exists():
            assert not failed.exists(), "another test process could not build the site"
            assert time.monotonic() < end
            time.sleep(0.2)
        return target
    try:
        make(target)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return target


@pytest.fixture(scope="session")
def built(project: Path, store: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the site of the real reports."""
    given = os.environ.get("JUESUAN_BROWSER_SITE")
    if given:
        return Built((project / given).resolve(), None)
    target = once(tmp_path_factory, "real", lambda target: build(project, target, store))
    return Built((target / "site").resolve(), target)


@pytest.fixture(scope="session")
def county(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of an invented county: eight departments, two years, late and corrected; and one of another."""
    given = os.environ.get("JUESUAN_BROWSER_COUNTY")
    if given:
        return (project / given).resolve()

    def make(target: Path) -> None:
        result = build_site(write_project(target, COUNTY), workers=2)
        assert result.left_out == []

    return (once(tmp_path_factory, "county", make) / "site").resolve()


@pytest.fixture(scope="session")
def home(built: Built) -> Iterator[str]:
    """Return the address of the home page."""
    with served(built.site) as address:
        yield address


@pytest.fixture(scope="session")
def county_home(county: Path) -> Iterator[str]:
    """Return the address of the invented county's home page."""
    with served(county) as address:
        yield address


@dataclass(slots=True)
class Visit:
    """A browser window that notes errors and requests to other hosts.

    Attributes:
        context: the window. home: the site's home page. troubles: what a visitor tripped over, in words.
    """

    context: BrowserContext
    home: str
    troubles: list[str] = field(default_factory=list)

    def page(self, address: str = "") -> Page:
        """Open a page of the site by its address below the home page."""
        page = self.context.new_page()

        def note(words: str) -> None:
            self.troubles.append(f"{address}: {words}")

        page.on("console", lambda said: note(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: note(str(error)))
        page.on("request", lambda request: None if self._own(request.url) else note(request.url))
        page.goto(self.home + address)
        return page

    def _own(self, url: str) -> bool:
        host = self.home.removesuffix(f"{BELOW}/")
        return url.startswith((f"{host}/", "data:", "blob:"))


@contextmanager
def visiting(browser: Browser, home: str, **options: object) -> Iterator[Visit]:
    """Open a window of its own; when it closes, nothing may have gone wrong in it."""
    context = browser.new_context(locale="zh-CN", **options)  # type: ignore[arg-type]
    visit = Visit(context, home)
    yield visit
    context.close()
    assert visit.troubles == []


@pytest.fixture
def desk(browser: Browser, home: str) -> Iterator[Visit]:
    """Return a window on a desk."""
    with visiting(browser, home, viewport=DESK) as visit:
        yield visit


@pytest.fixture
def phone(browser: Browser, home: str) -> Iterator[Visit]:
    """Return a window on a phone."""
    with visiting(browser, home, viewport=PHONE, has_touch=True) as visit:
        yield visit


@pytest.fixture
def scriptless(browser: Browser, home: str) -> Iterator[Visit]:
    """Return a window on a phone without scripts."""
    with visiting(browser, home, viewport=PHONE, java_script_enabled=False) as visit:
        yield visit
