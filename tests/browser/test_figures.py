"""A printed number leads to where it comes from: by keyboard, by link, by thumb."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

STATEMENT = "reports/putuo/planning/2024/statement/"
TABLES = "reports/putuo/planning/2024/tables/"
FORMULA = re.compile(r"怎么算出来的.*=", re.DOTALL)


def test_keyboard_opens_and_closes_and_comes_back(desk: "Visit") -> None:
    """Enter on a computed figure shows its formula; Esc closes and gives the focus back to that figure."""
    page = desk.page(STATEMENT)
    figure = page.locator("p.official a.figure").nth(2)  # 收入支出总计, 比上年增加, 增长
    figure.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    expect(panel.locator("dl")).to_have_text(FORMULA)
    expect(figure).to_have_class(re.compile("is-selected"))
    expect(page.locator("a.figure.is-operand").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(figure).to_be_focused()


def test_a_table_is_one_stop_and_arrows_move_in_it(desk: "Visit") -> None:
    """One figure of a table is in the order of Tab; the arrow keys lead to the others."""
    page = desk.page(TABLES)
    table = page.locator(".table-box:visible table").filter(has=page.locator("a.figure")).first
    assert table.locator("a.figure").count() > 3
    expect(table.locator('a.figure[tabindex="0"]')).to_have_count(1)
    first = table.locator("a.figure").first
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(table.locator("a.figure").nth(1)).to_be_focused()


def test_a_link_to_a_figure_highlights_it(desk: "Visit") -> None:
    """The address of a figure brings it into sight and marks it."""
    page = desk.page(STATEMENT)
    anchor = page.locator("p.official a.figure").last.get_attribute("id")
    other = desk.page(f"{STATEMENT}#{anchor}")
    figure = other.locator(f"[id='{anchor}']")
    expect(figure).to_be_in_viewport()
    style = figure.evaluate("e => getComputedStyle(e).outlineStyle + ' ' + getComputedStyle(e).outlineWidth")
    assert style == "solid 3px"


def test_on_a_phone_the_sheet_leaves_the_figure_in_sight(phone: "Visit") -> None:
    """The sheet covers at most 60 % of the screen, the figure stands above it, and Back closes it."""
    page = phone.page(STATEMENT)
    figure = page.locator("p.official a.figure").nth(5)
    figure.tap()
    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    sheet, number = panel.bounding_box(), figure.bounding_box()
    assert sheet
    assert number
    assert sheet["height"] <= 0.6 * 740 + 1
    assert 0 <= number["y"] < number["y"] + number["height"] <= sheet["y"]
    for button in panel.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    page.go_back()
    expect(panel).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/statement/$"))


def test_folded_columns_are_counted_and_come_back(phone: "Visit") -> None:
    """A phone folds what holds no number, says how much, and one tap shows all of it."""
    page = phone.page(TABLES)
    tools = page.locator(".table-tools", has_text="已收起没有数字的").first
    expect(tools).to_have_text(re.compile(r"\d+ (列|行)"))
    hidden = page.locator(".fold-away").count()
    tools.get_by_role("button", name="全部展开").tap()
    assert page.locator(".fold-away").count() < hidden


def test_the_six_rows_everybody_looks_for_fit_a_phone(phone: "Visit") -> None:
    """The “三公” page shows total, trips, vehicles in two, receptions, with outturn in sight and no sideways scroll."""
    for report in ("putuo/planning/2024", "anju/hrss/2023", "heshan/hrss/2020"):
        page = phone.page(f"reports/{report}/three-public/")
        table = page.locator("#three-public-overview table")
        rows = table.locator("tbody tr")
        expect(rows).to_have_count(6)
        for row in rows.all():
            expect(row.locator("td[data-head='决算数']")).to_be_visible()
        box = table.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 360
        first_official = page.locator("p.official").first.bounding_box()
        assert first_official
        assert box["y"] < first_official["y"]
        page.close()
