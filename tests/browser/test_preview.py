"""`juesuan serve` in a browser: a saved change shows by itself, with what the check found beside the page."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessibility import violations
from tests.browser.test_policy import LISTEN
from tests.build.example import ROOT, WATER, edited, invented
from tests.build.fakes import make_project, small
from tests.site.test_policy import POLICY, policy_of

FOLDER = f"data/regions/{WATER}"
ACCOUNTS = f"{FOLDER}/accounts.yml"
OTHER = "  其他收入: 20.00"
BASIC = ("  基本支出: 70.00", "  基本支出: 90.00")
#: milliseconds: a busy machine may take long, and nothing here is about time.
PATIENCE = 120_000


def files() -> dict[str, bytes]:
    """Return the project as it begins."""
    return small(invented())


@dataclass(frozen=True, slots=True)
class Served:
    """A preview of an invented report: its project folder, and the address of the report's first page."""

    root: Path
    address: str

    @property
    def home(self) -> str:
        """Return the address of the home page."""
        return self.address.partition("reports/")[0]

    def save(self, path: str, old: str, new: str) -> None:
        """Save a file with one text replaced."""
        self.lay(edited(files(), path, old, new))

    def lay(self, wanted: dict[str, bytes]) -> None:
        """Save what differs and nothing else, as an editor does.

        A folder taken away and written anew would be previewed half written, and the page made anew once more
        while a test looks at it.
        """
        for path, raw in wanted.items():
            if (self.root / path).read_bytes() != raw:
                (self.root / path).write_bytes(raw)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a preview that was started as a user starts it; it is ended as a user ends it, and says so."""
    root = make_project(tmp_path_factory.mktemp("preview"), files())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "generator", "serve", WATER, "--port", str(port)],
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - a background job ignores it
        cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        line = next(line for line in process.stdout if "http://" in line)
        found = re.search(r"http://\S+?/(?=（)", line)
        assert found is not None
        assert found[0] == f"http://127.0.0.1:{port}/reports/{WATER}/"
        yield Served(root, found[0])
        process.send_signal(signal.SIGINT)
        said, wrong = process.communicate(timeout=60)
    assert said.rstrip().endswith("预览结束。")
    assert wrong == ""
    assert process.returncode == 0


@pytest.fixture
def served(running: Served) -> Served:
    """Return the preview with its files as they began."""
    running.lay(files())
    return running


def opened(browser: Browser, address: str, size: dict[str, int] = DESK) -> Page:
    """Open a page of the preview and wait for its panel."""
    page = browser.new_page(viewport=size, locale="zh-CN")  # type: ignore[arg-type]
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    expect(head(page)).to_contain_text("可以公开", timeout=PATIENCE)
    return page


def head(page: Page) -> Locator:
    """Return the head of the panel."""
    return page.locator(".preview-toggle")


def test_a_saved_figure_shows_by_itself_with_what_the_check_found(browser: Browser, served: Served) -> None:
    """A figure is changed in the YAML: the page prints it and the panel tells the error, nobody having reloaded."""
    page = opened(browser, served.address)
    assert "90.00" not in page.locator("main").inner_text()
    served.save(ACCOUNTS, *BASIC)
    expect(page.locator("main")).to_contain_text("90.00", timeout=PATIENCE)
    expect(head(page)).to_contain_text("请先改正错误", timeout=PATIENCE)
    first = page.locator(".preview-finding").first
    expect(first).to_contain_text("错误")
    expect(first.locator(".preview-place")).to_have_text(re.compile(rf"{ACCOUNTS}:\d+:\d+"))
    assert first.locator(".preview-message").inner_text()
    page.close()


def test_what_cannot_be_read_leaves_the_page_as_it_was(browser: Browser, served: Served) -> None:
    """A file that is no YAML any more: the page stays, the panel says that it is of an earlier state and why."""
    page = opened(browser, served.address)
    before = page.locator("main h1").inner_text()
    (served.root / ACCOUNTS).write_text("收入: [[[\n", encoding="utf-8")
    expect(page.locator(".preview-stale")).to_contain_text("还是上次的", timeout=PATIENCE)
    assert page.locator("main h1").inner_text() == before
    expect(page.locator(".preview-place").first).to_contain_text(ACCOUNTS)
    served.lay(files())
    expect(page.locator(".preview-stale")).to_have_count(0, timeout=PATIENCE)
    page.close()


def test_a_fault_in_a_shared_file_is_told_beside_the_report(browser: Browser, served: Served) -> None:
    """site.yml concerns every report: what is wrong with it stands beside each of them."""
    page = opened(browser, served.address)
    (served.root / "data/site.yml").write_text("标题: 虚构的网站\n没有的项目: 1\n", encoding="utf-8")
    expect(page.locator(".preview-panel")).to_contain_text("data/site.yml:2:8", timeout=PATIENCE)
    expect(page.locator(".preview-stale")).to_contain_text("还是上次的")
    page.close()


def test_pages_above_the_reports_follow_too(browser: Browser, served: Served) -> None:
    """The home page is made anew when somebody looks at it, with every report's findings beside it."""
    page = opened(browser, served.home)
    served.save("data/regions/xugou/water/department.yml", "本名: 水务局", "本名: 治水局")
    expect(page.locator("main")).to_contain_text("治水局", timeout=PATIENCE)
    page.close()


def test_the_reader_stays_where_he_was(browser: Browser, served: Served) -> None:
    """After the page was made anew the same lines are in sight and the same figure has the focus."""
    page = opened(browser, f"{served.address}tables/", PHONE)
    figure = page.locator("main a.figure").last
    figure.focus()
    figure.evaluate("node => node.scrollIntoView({block: 'center'})")
    before = figure.evaluate("node => [node.id, node.getBoundingClientRect().top]")
    page.evaluate("document.body.dataset.old = 'yes'")
    served.save(ACCOUNTS, *BASIC)
    expect(page.locator("body[data-old]")).to_have_count(0, timeout=PATIENCE)
    expect(head(page)).to_contain_text("请先改正错误", timeout=PATIENCE)
    page.wait_for_function("() => document.readyState === 'complete'")
    after = page.evaluate("[document.activeElement.id, document.activeElement.getBoundingClientRect().top]")
    assert after[0] == before[0]
    assert page.evaluate("scrollY") > PHONE["height"]
    assert abs(after[1] - before[1]) < PHONE["height"] / 4
    page.close()


def test_the_panel_folds_away_and_stays_folded(browser: Browser, served: Served) -> None:
    """By keyboard the panel is shut; it says so, gives its room back, and stays shut on the next page."""
    page = opened(browser, served.address)
    narrow = page.locator("main").evaluate("node => node.getBoundingClientRect().width")
    head(page).focus()
    page.keyboard.press("Enter")
    expect(head(page)).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".preview-body")).to_be_hidden()
    assert page.locator("main").evaluate("node => node.getBoundingClientRect().width") > narrow
    page.goto(f"{served.address}statement/")
    expect(head(page)).to_have_attribute("aria-expanded", "false")
    page.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_everybody_can_use_the_panel(browser: Browser, served: Served, size: dict[str, int]) -> None:
    """With the panel open axe-core finds nothing, and no page needs scrolling sideways."""
    page = opened(browser, served.address, size)
    served.save(ACCOUNTS, *BASIC)
    expect(head(page)).to_contain_text("请先改正错误", timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert violations(page, str(ROOT / "node_modules/axe-core/axe.min.js")) == []
    page.close()


def test_typed_text_never_becomes_markup_in_the_panel(browser: Browser, served: Served) -> None:
    """A key that looks like markup is told as typed."""
    page = opened(browser, served.address)
    served.save(ACCOUNTS, OTHER, '  "<img src=x onerror=alert(1)>": 20.00')
    expect(page.locator(".preview-panel")).to_contain_text("<img src=x onerror=alert(1)>", timeout=PATIENCE)
    assert page.locator(".preview-panel img").count() == 0
    page.close()


#: a page of each kind that the preview serves: above the reports, of a report, searched, not there.
PAGES = (
    "",
    f"reports/{WATER}/",
    f"reports/{WATER}/tables/",
    f"reports/{WATER}/figures/",
    "search/",
    "compare/",
    "nothing/",
)


def test_the_policy_holds_and_the_panel_does_not_breach_it(browser: Browser, served: Served) -> None:
    """Every page bears the policy of the site's pages; with the panel open and findings in it nothing breaches it."""
    served.save(ACCOUNTS, *BASIC)
    for path in PAGES:
        page = browser.new_page(viewport=DESK, locale="zh-CN")  # type: ignore[arg-type]
        page.set_default_timeout(PATIENCE)
        page.add_init_script(LISTEN)
        answer = page.goto(served.home + path)
        assert answer is not None
        found = policy_of(answer.text())
        if answer.status == HTTPStatus.NOT_FOUND:
            found["style-src"] = found["style-src"][:1]  # its one style stands in the page, by its hash
        assert (found, answer.status) == (POLICY, 404 if path == "nothing/" else 200), path
        expect(head(page)).to_have_attribute("aria-expanded", "true", timeout=PATIENCE)
        expect(page.locator(".preview-finding").first).to_be_visible(timeout=PATIENCE)
        assert page.evaluate("window.breaches") == [], path
        page.close()
