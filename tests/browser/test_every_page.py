"""What holds for a page of every kind, at the width of a phone and of a desk, light and dark."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PHONE, Built, visiting
from tests.browser.kinds import ANJU, PATTERNS, PLANNING, found_in, kinds_of, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CUT_SHORT = re.compile(r"<p>(?:(?!</p>).)*\n(?:\d+\.|[-*+]) [^\n]*", re.DOTALL)
WIDER = "document.documentElement.scrollWidth - window.innerWidth"
SCROLLS = """() => [...document.querySelectorAll('#content *')].filter(e => e.scrollWidth > e.clientWidth + 1
  && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
  && !e.matches(':is(.table-box, pre)[role=region][tabindex="0"]:is([aria-label], [aria-labelledby])'))
  .map(e => e.className)"""
SMALL = """() => [...document.querySelectorAll('#content p, #content li, #content dd, #content td, #content th')]
  .filter(e => e.getClientRects().length && e.innerText.trim() && parseFloat(getComputedStyle(e).fontSize) < 15
    && !e.matches('.code, .sr-only'))
  .map(e => e.tagName + ' ' + e.className + ' ' + e.innerText.slice(0, 20))"""


def upset(page: "Page") -> list[str]:
    """Return what is wrong with the layout of a page."""
    found = [f"sideways by {page.evaluate(WIDER)}"] if page.evaluate(WIDER) > 0 else []
    return [*found, *page.evaluate(SCROLLS), *page.evaluate(SMALL)]


def test_every_kind_of_page_is_there(built: "Built", county: Path) -> None:
    """The sites have every kind of page that the tests of this folder visit: none passes for want of one."""
    assert set(PATTERNS) - set(found_in(built.site)) == set()
    assert set(PATTERNS) - set(found_in(county)) == set()


def test_no_list_is_cut_short(built: "Built") -> None:
    """No paragraph holds a line that was meant to be the next item of a list."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(built.site.glob("**/index.html"))}
    assert {path: found[0] for path, text in pages.items() if (found := CUT_SHORT.search(text))} == {}


@pytest.mark.parametrize(("width", "switch"), [(360, ""), (360, "大字"), (320, "")], ids=["360", "large", "320"])
def test_nothing_scrolls_sideways_on_a_phone(
    browser: "Browser", built: "Built", home: str, width: int, switch: str
) -> None:
    """At 360 pixels (also in 大字) and at 320, which is 400 % on a desk, only a named table box scrolls.

    No text is under 15 pixels but codes.
    """
    assert overflowing(browser, built.site, home, (width, switch)) == {}


def test_nothing_scrolls_sideways_in_an_invented_county(browser: "Browser", county: Path, county_home: str) -> None:
    """The same holds where a region has many departments and years."""
    assert overflowing(browser, county, county_home, (360, "")) == {}


def overflowing(browser: "Browser", site: Path, home: str, display: tuple[int, str]) -> dict[str, list[str]]:
    """Return what is wrong with the layout of each kind of page at a width, with a switch of the header."""
    width, switch = display
    found = {}
    with visiting(browser, home, viewport={"width": width, "height": 740}, has_touch=True) as visit:
        if switch:
            page = visit.page()
            page.get_by_role("button", name=switch).click()
            page.close()
        for address in kinds_of(site):
            page = visit.page(address)
            settle(page)
            if address != "404.html":
                assert page.evaluate("document.documentElement.classList.contains('large')") is bool(switch)
            if wrong := upset(page):
                found[address] = wrong
            page.close()
    return found


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
