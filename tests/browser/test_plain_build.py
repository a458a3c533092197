"""`mkdocs build --strict` over the written docs/ alone gives the same site, without search."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.load.reading import Reader, load_shared
from generator.site.frame import environment_of, extra_of
from generator.workspace.project import read_project
from tests.browser.conftest import served, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import Built


@pytest.fixture(scope="module")
def plain(built: "Built", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site that MkDocs makes by itself of the written Markdown files."""
    if built.project is None:
        pytest.skip("a site given as it is has no docs/ of its own")
    site = load_shared(Reader(read_project(built.project).shared)).site
    if any(extra_of(site).values()):
        pytest.skip("MkDocs by itself does not know what data/site.yml adds to every page")
    target = tmp_path_factory.mktemp("plain") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)]
    environment = {**os.environ, **environment_of(site)}
    done = subprocess.run(
        command, cwd=built.project, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return target


def test_pages_are_the_same_bytes(built: "Built", plain: Path) -> None:
    """Every page of the assembled site, built report by report, is byte for byte what one full build gives."""
    pages = sorted(path.relative_to(built.site) for path in built.site.rglob("*.html"))
    assert len(pages) > 20
    assert [str(path) for path in pages if (plain / path).read_bytes() != (built.site / path).read_bytes()] == []
    assert sorted(path.relative_to(plain) for path in plain.rglob("*.html")) == pages


def test_search_without_an_index_says_so_politely(browser: "Browser", plain: Path) -> None:
    """The search page of a site without index shows a sentence and a way on, and no empty box."""
    with served(plain) as home, visiting(browser, home) as visit:
        page = visit.page("search/?q=人社局")
        expect(page.locator("#search-status")).to_have_text(re.compile("^搜索暂时不能用"))
        expect(page.locator("#search-filters")).to_be_hidden()
        expect(page.locator("#search-results").get_by_role("link", name="首页")).to_be_visible()
        # The browser itself reports the file that is not there, and nothing else went wrong.
        assert all("404" in trouble for trouble in visit.troubles)
        visit.troubles.clear()
