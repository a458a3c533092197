"""The site reads without scripts: everything but the search."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

REPORT = "reports/putuo/planning/2024/"


def test_a_number_is_a_plain_link_to_its_entry(scriptless: "Visit") -> None:
    """A figure leads to its entry on the page of figures, with formula, and from there back."""
    page = scriptless.page(f"{REPORT}statement/")
    figure = page.locator("p.official a.figure").nth(2)
    printed = figure.inner_text()
    figure.click()
    expect(page).to_have_url(re.compile(r"/figures(-\d)?/#"))
    entry = page.locator(":target")
    expect(entry.locator(".figure-printed")).to_have_text(printed)
    expect(entry.locator("dl")).to_have_text(re.compile("怎么算出来的"))
    entry.locator(".figure-places").get_by_role("link").last.click()
    expect(page).not_to_have_url(re.compile("/figures"))


def test_tables_are_complete(scriptless: "Visit") -> None:
    """Nothing is folded away, and no control stands there that does nothing."""
    page = scriptless.page(f"{REPORT}tables/")
    expect(page.locator(".fold-away")).to_have_count(0)
    expect(page.locator("table.official").filter(visible=True).first).to_be_visible()
    expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)


def test_the_search_page_says_what_it_needs(scriptless: "Visit") -> None:
    """Without scripts the search page says so and leads to the list of departments."""
    page = scriptless.page("search/")
    expect(page.locator("#content")).to_contain_text("没有开启脚本")
    page.locator("#content").get_by_role("link", name="首页").click()
    expect(page.get_by_role("link", name="规划和自然资源局", exact=True)).to_be_visible()
