"""大字, 高对比, skip links and the menu: how a page can be made readable, with and without scripts."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, visiting
from tests.browser.kinds import ANJU, PLANNING
from tests.browser.test_accessibility import AXE, bring_axe

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

#: 1280 pixels at 400 %.
NARROW = {"width": 320, "height": 256}
WIDER = "document.documentElement.scrollWidth - window.innerWidth"
ADDRESSES = ["", "about/", "open-data/", "en/", "en/open-data/", "reports/", "search/", "compare/", "status/", PLANNING]
ADDRESSES += [f"{PLANNING}statement/", f"{PLANNING}tables/", f"{ANJU}three-public/", f"{ANJU}figures/", "404.html"]
COLOURS = "(() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]; })()"
BLACK, WHITE = "rgb(0, 0, 0)", "rgb(255, 255, 255)"


def pressed(page: "Page", name: str) -> bool:
    """Return whether a switch of the header is on."""
    return page.get_by_role("button", name=name).get_attribute("aria-pressed") == "true"


def test_high_contrast_is_remembered_on_every_page(desk: "Visit") -> None:
    """Switched on once it holds on the next page, before it is drawn; switched off it is off again."""
    page = desk.page("about/")
    page.get_by_role("button", name="高对比").click()
    page.close()
    page = desk.page(f"{PLANNING}statement/")
    assert pressed(page, "高对比")
    assert page.evaluate(COLOURS) == [BLACK, WHITE]
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(COLOURS) == [WHITE, BLACK]
    page.get_by_role("button", name="高对比").click()
    page.close()
    assert not pressed(desk.page("about/"), "高对比")


def test_a_system_that_asks_for_contrast_gets_it_unless_the_reader_says_no(browser: "Browser", home: str) -> None:
    """The system's wish counts from the first visit; the switch of the page is stronger."""
    with visiting(browser, home, viewport=DESK, contrast="more") as visit:
        page = visit.page("about/")
        assert pressed(page, "高对比")
        assert page.evaluate(COLOURS) == [BLACK, WHITE]
        page.get_by_role("button", name="高对比").click()
        assert page.evaluate(COLOURS)[0] != BLACK
        page.close()
        assert not pressed(visit.page("about/"), "高对比")


def test_the_page_is_never_drawn_otherwise_first(desk: "Visit") -> None:
    """The remembered choice is applied while the head is read, so nothing flashes."""
    page = desk.page("about/")
    page.get_by_role("button", name="大字").click()
    page.close()
    page = desk.context.new_page()
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.early = document.documentElement.className; })"
    )
    page.goto(f"{desk.home}about/")
    assert "large" in page.evaluate("window.early").split()


@pytest.mark.parametrize(("presses", "target"), [(1, "content"), (2, "site-search"), (3, "site-footer")])
def test_skip_links_come_first_and_lead_there(desk: "Visit", presses: int, target: str) -> None:
    """Tab, once to three times, and Enter: the keyboard is at the text, the search, the foot."""
    page = desk.page(f"{PLANNING}statement/")
    for _ in range(presses):
        page.keyboard.press("Tab")
    link = page.locator(":focus")
    box = link.bounding_box()
    assert box
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == target


def test_the_menu_of_a_phone_opens_by_keyboard_and_closes_with_escape(phone: "Visit") -> None:
    """The menu says whether it is open, holds 高对比, and gives the focus back."""
    page = phone.page("about/")
    summary = page.locator("summary", has_text="菜单")
    summary.focus()
    page.keyboard.press("Enter")
    menu = page.locator("details.site-more nav")
    expect(menu.get_by_role("link", name="开放数据")).to_be_visible()
    menu.get_by_role("button", name="高对比").click()
    assert page.evaluate(COLOURS) == [BLACK, WHITE]
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_menu_opens_without_scripts(scriptless: "Visit") -> None:
    """The pages of the menu can be reached on a phone without scripts, and no switch stands there that does nothing."""
    page = scriptless.page(f"{PLANNING}tables/")
    page.locator("summary", has_text="菜单").click()
    expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)
    page.locator("details.site-more").get_by_role("link", name="开放数据").click()
    expect(page.locator("h1")).to_have_text("开放数据")


@pytest.mark.parametrize("large", [False, True], ids=["standard", "large"])
def test_at_400_percent_nothing_scrolls_sideways(browser: "Browser", home: str, *, large: bool) -> None:
    """1280 pixels at 400 % are 320: text flows, only named table boxes scroll; the header leaves room for the page."""
    found = {}
    with visiting(browser, home, viewport=NARROW) as visit:
        if large:
            visit.page().get_by_role("button", name="大字").click()
        for address in ADDRESSES:
            page = visit.page(address)
            if (over := page.evaluate(WIDER)) > 0:
                found[address] = over
            page.close()
    assert found == {}


def test_the_header_of_a_phone_takes_one_line(phone: "Visit") -> None:
    """Name, 搜索, 大字 and 菜单 stand beside each other at 360 pixels, in Chinese and in English."""
    for address in ("", "en/"):
        box = phone.page(address).locator(".site-header").bounding_box()
        assert box
        assert box["height"] < 70


def test_axe_finds_nothing_in_high_contrast(browser: "Browser", home: str, project: "Path") -> None:
    """No rule is broken on a phone with 高对比 on, light and dark; contrast on a desk is a test of its own."""
    found = {}
    with visiting(browser, home, viewport=PHONE) as visit:
        visit.context.add_init_script("localStorage.setItem('juesuan.high-contrast', '1')")
        for address in ADDRESSES:
            page = visit.page(address)
            bring_axe(page, str(project / "node_modules" / "axe-core" / "axe.min.js"))
            wrong = page.evaluate(AXE, [])
            page.emulate_media(color_scheme="dark")
            page.wait_for_function("() => document.getAnimations().length === 0")
            wrong += page.evaluate(AXE, ["color-contrast"])
            if wrong:
                found[address] = wrong
            page.close()
    assert found == {}


def test_print_is_black_on_white_in_every_mode(desk: "Visit") -> None:
    """Paper is white, whatever the screen shows; controls are not printed."""
    page = desk.page(f"{PLANNING}statement/")
    page.get_by_role("button", name="高对比").click()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(COLOURS) == [BLACK, WHITE]
    expect(page.locator(".site-header")).to_be_hidden()


def test_forced_colours_keep_the_switch_readable(browser: "Browser", home: str) -> None:
    """With colours forced by the system a switch that is on still looks different from one that is off."""
    with visiting(browser, home, viewport=DESK, forced_colors="active") as visit:
        page = visit.page("about/")
        button = page.get_by_role("button", name="大字")
        before = button.evaluate("e => getComputedStyle(e).backgroundColor")
        button.click()
        assert button.evaluate("e => getComputedStyle(e).backgroundColor") != before
