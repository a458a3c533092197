"""The status board in a browser: finding a unit, choosing a state, sorting by date. All units are invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.pages.portal.status import write
from tests.pages.following import county, report, unit


@pytest.fixture
def page(browser: Browser, project: Path) -> Iterator[Page]:
    """Return the board of four units, two of which published, with its scripts."""
    reports = [report("jia", published="2025-09-10"), report("yi", published="2025-09-02")]
    text = write(county(reports, [unit("jia"), unit("bing"), unit("yi"), unit("ding")]))["status/xugou/2024.md"]
    table = text[text.index('<div class="table-block') :]
    window = browser.new_page(viewport={"width": 360, "height": 740})
    window.set_content(f'<html lang="zh-CN"><body><div class="content">{table}</div></body></html>')
    for name in ("sort", "status"):
        window.add_script_tag(path=project / f"docs/assets/js/{name}.js")
    yield window
    window.close()


def names(page: Page) -> list[str]:
    """Return the names of the rows that are shown, in order."""
    return page.locator("tbody tr:visible th").all_text_contents()


def test_a_unit_is_found_by_its_name(page: Page) -> None:
    """What is typed narrows the rows; how many are left is said."""
    page.get_by_label("按部门名称找").fill("Yi")
    assert names(page) == ["yi局"]
    assert page.locator(".status-said").text_content() == "显示 1 个，共 4 个"
    page.get_by_label("按部门名称找").fill("")
    assert len(names(page)) == 4


def test_a_state_is_chosen_with_its_count(page: Page) -> None:
    """The choice names the states that occur, each with its count, and works by keyboard."""
    options = page.get_by_label("状态", exact=True).locator("option").all_text_contents()
    assert options == ["全部（4）", "按时公开（2）", "未公开（批复日期未知）（2）"]
    page.get_by_label("状态", exact=True).focus()
    page.keyboard.press("ArrowDown")
    assert names(page) == ["jia局", "yi局"]


def test_dates_sort_by_day(page: Page) -> None:
    """Days of one month are told apart, and what was not published comes behind."""
    page.get_by_role("button", name="公开日期").click()
    assert names(page)[:2] == ["yi局", "jia局"]
