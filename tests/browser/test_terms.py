"""Terms explained where they stand: by key, by tap, by a resting pointer; and the page of terms."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

STATEMENT = "reports/anju/hrss/2023/statement/"


def test_by_keyboard_a_term_opens_and_closes_where_it_stands(desk: "Visit") -> None:
    """Enter opens both explanations with whose words they are; Esc closes and gives the focus back."""
    page = desk.page(STATEMENT)
    term = page.locator("p.official a.term[data-term]").first
    term.focus()
    page.keyboard.press("Enter")
    sheet = page.locator(".term-sheet")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("一句话（本站解释）")
    expect(sheet).to_contain_text(re.compile("官方解释.*出自本报告的名词解释", re.DOTALL))
    expect(term).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(term).to_be_focused()
    expect(page).to_have_url(re.compile("/statement/$"))


def test_a_resting_pointer_opens_it_and_leaving_closes_it(desk: "Visit") -> None:
    """Hover is one way of several; the sheet may be entered without closing."""
    page = desk.page(STATEMENT)
    page.locator("p.official a.term").first.hover()
    sheet = page.locator(".term-sheet")
    expect(sheet).to_be_visible()
    sheet.hover()
    page.wait_for_timeout(700)
    expect(sheet).to_be_visible()
    page.mouse.move(5, 5)
    expect(sheet).to_be_hidden()


def test_on_a_phone_it_is_a_sheet_at_the_foot(phone: "Visit") -> None:
    """A tap opens a sheet of at most 60 % of the screen, with a way to close it that a finger hits."""
    page = phone.page(STATEMENT)
    page.locator("p.official a.term").first.tap()
    sheet = page.locator(".term-sheet")
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box
    assert box["height"] <= 0.6 * 740 + 1
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    close = sheet.get_by_role("button", name="关闭")
    size = close.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 44
    close.tap()
    expect(sheet).to_be_hidden()


def test_without_scripts_a_term_is_a_plain_link(scriptless: "Visit") -> None:
    """It leads to the entry of the glossary."""
    page = scriptless.page(STATEMENT)
    page.locator("p.official a.term[data-term]").first.click()
    expect(page).to_have_url(re.compile(r"/glossary/#term"))
    expect(page.locator(":target")).to_be_visible()


def test_the_page_of_terms_jumps_by_letter(phone: "Visit") -> None:
    """A letter leads to its terms; each has plain words, and reports that use it are linked."""
    page = phone.page("terms/")
    page.locator(".letters").get_by_role("link", name="J").tap()
    expect(page.locator("#letter-J")).to_be_in_viewport()
    entry = page.locator("#basic")
    expect(entry.locator(".term-plain")).not_to_be_empty()
    expect(entry.locator(".term-used a").first).to_have_attribute("href", re.compile(r"glossary/$"))
