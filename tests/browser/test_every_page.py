"""What holds for a page of every kind, at the width of a phone and of a desk, light and dark."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.conftest import DESK, PHONE, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PLANNING, ANJU, HESHAN = "reports/putuo/planning/2024/", "reports/anju/hrss/2023/", "reports/heshan/hrss/2020/"
SECTIONS = ("", "overview/", "statement/", "three-public/", "other/", "glossary/", "tables/")
KINDS = ["", "search/", "search/?q=公务接待费", "about/", "404.html", "reports/", "reports/anju/", "reports/anju/hrss/"]
KINDS += [PLANNING + section for section in SECTIONS]
KINDS += [
    ANJU,
    f"{ANJU}statement/",
    f"{ANJU}tables/",
    f"{ANJU}three-public/",
    f"{HESHAN}statement/",
    f"{HESHAN}tables/",
]
AXE = """axe.run(document, {resultTypes: ['violations']})
  .then(found => found.violations.map(rule => rule.id + ' ' + rule.nodes.map(node => node.target)))"""
WIDER = "document.documentElement.scrollWidth - window.innerWidth"
SCROLLS = """() => [...document.querySelectorAll('#content *')].filter(e => e.scrollWidth > e.clientWidth + 1
  && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && !e.matches('.table-box[role=region][aria-label]'))
  .map(e => e.className)"""
SMALL = """() => [...document.querySelectorAll('#content p, #content li, #content dd, #content td, #content th')]
  .filter(e => e.getClientRects().length && e.innerText.trim() && parseFloat(getComputedStyle(e).fontSize) < 15
    && !e.matches('.code, .sr-only'))
  .map(e => e.tagName + ' ' + e.className + ' ' + e.innerText.slice(0, 20))"""


def settle(page: "Page") -> None:
    """Wait until the search, if the page has one, has answered."""
    if "?q=" in page.url:
        page.locator(".search-hit").first.wait_for()


def upset(page: "Page") -> list[str]:
    """Return what is wrong with the layout of a page."""
    found = [f"sideways by {page.evaluate(WIDER)}"] if page.evaluate(WIDER) > 0 else []
    return [*found, *page.evaluate(SCROLLS), *page.evaluate(SMALL)]


@pytest.mark.parametrize("large", [False, True], ids=["standard", "large"])
def test_nothing_scrolls_sideways_on_a_phone(browser: "Browser", home: str, *, large: bool) -> None:
    """At 360 pixels only a named table box scrolls, also in 大字, and no text is under 15 pixels but codes."""
    found = {}
    with visiting(browser, home, viewport=PHONE, has_touch=True) as visit:
        if large:
            page = visit.page()
            page.get_by_role("button", name="大字").click()
            page.close()
        for address in KINDS:
            page = visit.page(address)
            settle(page)
            if address != "404.html":
                assert page.evaluate("document.documentElement.classList.contains('large')") is large
            if wrong := upset(page):
                found[address] = wrong
            page.close()
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(
    browser: "Browser", home: str, project: Path, size: dict[str, int], scheme: Literal["light", "dark"]
) -> None:
    """The accessibility rules of axe-core hold on a page of every kind."""
    rules = project / "node_modules" / "axe-core" / "axe.min.js"
    assert rules.is_file(), "npm ci --include=dev brings axe-core"
    found = {}
    with visiting(browser, home, viewport=size, color_scheme=scheme) as visit:
        for address in KINDS:
            page = visit.page(address)
            settle(page)
            page.add_script_tag(path=str(rules))
            if wrong := page.evaluate(AXE):
                found[address] = wrong
            page.close()
    assert found == {}


def test_the_page_of_figures_is_well_formed_too(browser: "Browser", home: str, project: Path) -> None:
    """The list of all figures, the longest page, scrolls downwards only and passes the rules for names and ids."""
    with visiting(browser, home, viewport=PHONE) as visit:
        page = visit.page(f"{ANJU}figures/")
        assert page.evaluate(WIDER) <= 0
        page.add_script_tag(path=str(project / "node_modules" / "axe-core" / "axe.min.js"))
        assert page.evaluate(AXE) == []


def test_heading_and_first_answer_stand_on_the_first_screen(browser: "Browser", home: str) -> None:
    """Whose, which year and the first amount with its unit are in sight on a phone without scrolling."""
    with visiting(browser, home, viewport=PHONE) as visit:
        page = visit.page(PLANNING)
        heading = page.locator("h1").bounding_box()
        answer = page.locator(".card-answer").first.bounding_box()
        assert heading
        assert heading["y"] < 260
        assert answer
        assert answer["y"] + answer["height"] < PHONE["height"]
