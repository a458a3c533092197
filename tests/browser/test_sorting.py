"""Sorting a table by its heads, with mouse and keyboard, on an invented overview of evaluations."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.html.context import PageContext
from generator.html.tables import render_table
from generator.model.blocks import Cell, Span, Table


def row(name: str, amount: str, *, strong: bool = False) -> tuple[Cell, ...]:
    """Return a row: a name and an amount."""
    return (Cell((Span(name),), "name", strong=strong), Cell((Span(amount),), "amount", strong=strong))


OVERVIEW = Table(
    "overview", "虚构一览", head=((Cell((Span("自评"),), "head"), Cell((Span("执行数"),), "head")),), sortable=True,
    rows=(
        row("丙", "1,000.00"), row("甲", "未公布"), row("乙", "98.5"), row("丁", "−3"), row("合计", "1", strong=True),
    ),
)  # fmt: skip


@pytest.fixture
def page(browser: Browser, project: Path) -> Iterator[Page]:
    """Return a page that holds the overview and the script."""
    window = browser.new_page()
    table = render_table(OVERVIEW, PageContext("evaluations", {}))
    window.set_content(f'<html lang="zh-CN"><body><div class="content">{table}</div></body></html>')
    window.add_script_tag(path=project / "docs/assets/js/sort.js")
    yield window
    window.close()


def names(page: Page) -> str:
    """Return the names of the rows in order."""
    return "".join(page.locator("tbody th").all_text_contents())


def test_numbers_are_sorted_by_value_and_the_order_comes_back(page: Page) -> None:
    """Largest first, then smallest first, then as printed; what is no number comes last, the total stays below."""
    button = page.get_by_role("button", name="执行数")
    orders = []
    for _ in range(3):
        button.click()
        orders.append((names(page), button.locator("..").get_attribute("aria-sort")))
    assert orders == [("丙乙丁甲合计", "descending"), ("丁乙丙甲合计", "ascending"), ("丙甲乙丁合计", None)]


def test_the_keyboard_sorts_and_is_told(page: Page) -> None:
    """A head is reached by Tab and pressed by Enter; a status says by which column; names go by their sound."""
    page.keyboard.press("Tab")  # the scrolling box
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert names(page) == "丙丁甲乙合计"
    assert page.get_by_role("status").text_content() == "已按“自评”从小到大排列"


def test_one_pass_more_changes_nothing(page: Page, project: Path) -> None:
    """Where a theme runs the script again for a page, each head still has one button."""
    page.add_script_tag(path=project / "docs/assets/js/sort.js")
    assert page.locator("button.sort").count() == 2
