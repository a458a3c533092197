"""What holds for a page of every kind, at the width of a phone and of a desk, light and dark."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PHONE, visiting
from tests.browser.kinds import ANJU, KINDS, PLANNING, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDER = "document.documentElement.scrollWidth - window.innerWidth"
SCROLLS = """() => [...document.querySelectorAll('#content *')].filter(e => e.scrollWidth > e.clientWidth + 1
  && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && !e.matches('.table-box[role=region][aria-label]'))
  .map(e => e.className)"""
SMALL = """() => [...document.querySelectorAll('#content p, #content li, #content dd, #content td, #content th')]
  .filter(e => e.getClientRects().length && e.innerText.trim() && parseFloat(getComputedStyle(e).fontSize) < 15
    && !e.matches('.code, .sr-only'))
  .map(e => e.tagName + ' ' + e.className + ' ' + e.innerText.slice(0, 20))"""


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


def test_the_page_of_figures_scrolls_downwards_only(browser: "Browser", home: str) -> None:
    """The list of all figures, the longest page, fits a phone too."""
    with visiting(browser, home, viewport=PHONE) as visit:
        assert visit.page(f"{ANJU}figures/").evaluate(WIDER) <= 0
