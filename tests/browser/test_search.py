"""Finding a department and a number by their everyday names."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

FOUND = "#search-results .search-hit a"


def wheres(page: "Page") -> list[str]:
    """Return the departments and years that the results are grouped by."""
    expect(page.locator("#search-status")).to_have_text(re.compile("找到"))
    return page.locator(".search-where").all_inner_texts()


def test_from_home_to_the_page_that_answers(phone: "Visit") -> None:
    """Typing 公务接待费 at home leads to “三公” pages, and the first link to the words themselves."""
    page = phone.page()
    page.get_by_label("搜索部门、科目、数字").fill("公务接待费")
    page.get_by_role("button", name="搜索").click()
    expect(page).to_have_url(re.compile(r"/search/\?q="))
    first = page.locator(".search-title a").first
    expect(first).to_have_text("“三公”经费")
    expect(page.locator("mark", has_text="公务接待费").first).to_be_visible()
    first.click()
    expect(page).to_have_url(re.compile(r"/three-public/"))
    assert "公务接待费" in page.locator("#content").inner_text()


def test_a_short_name_finds_every_department_of_that_name(desk: "Visit") -> None:
    """人社局 is in no title, yet both bureaus are found by it, and nobody else."""
    found = wheres(desk.page("search/?q=人社局"))
    assert all("人力资源和社会保障局" in where for where in found)
    assert any("安居区" in where for where in found)
    assert any("赫山区" in where for where in found)


def test_another_short_name_finds_its_department(desk: "Visit") -> None:
    """资规局 is the planning bureau: its own pages come first."""
    page = desk.page("search/?q=资规局")
    assert "规划和自然资源局" in wheres(page)[0]
    assert "/reports/putuo/planning/" in str(page.locator(FOUND).first.get_attribute("href"))


def test_a_code_and_a_number_are_found(desk: "Visit") -> None:
    """2080505 and a printed amount lead to pages that print them."""
    for words in ("2080505", "9759.38"):
        page = desk.page(f"search/?q={words}")
        wheres(page)
        assert words in page.locator("#search-results").inner_text()


def test_filters_say_how_many_pages_they_leave(desk: "Visit") -> None:
    """Each choice bears its count, choosing one leaves as many pages, and the address keeps the choice."""
    page = desk.page("search/?q=政府采购")
    wheres(page)
    year = page.locator("select[name=year]")
    choices = year.locator("option").all_inner_texts()
    assert choices[0] == "全部"
    chosen = next(text for text in choices if text.startswith("2024"))
    count = re.fullmatch(r"2024（(\d+)）", chosen)
    assert count
    year.select_option(label=chosen)
    expect(page.locator("#search-status")).to_have_text(f"找到 {count[1]} 个页面")
    assert all(where.endswith("2024年度") for where in page.locator(".search-where").all_inner_texts())
    assert "year=2024" in page.url
    page.reload()
    expect(page.locator("#search-status")).to_have_text(f"找到 {count[1]} 个页面")


def test_on_a_phone_results_come_before_filters(phone: "Visit") -> None:
    """Filters are behind one button, which says how many are set."""
    page = phone.page("search/?q=政府采购&year=2024")
    wheres(page)
    expect(page.locator("#search-filters summary")).to_have_text("筛选（1）")
    expect(page.locator("select[name=year]")).to_be_hidden()


def test_a_word_as_it_stands_comes_before_its_pieces(desk: "Visit") -> None:
    """A name that some pages hold lists these pages only, and one button looks for its pieces as well."""
    page = desk.page("search/?q=资规局")
    wheres(page)
    status = page.locator("#search-status")
    before = status.inner_text()
    page.get_by_role("button", name="放宽查找").click()
    expect(status).not_to_have_text(re.compile(f"^({before}|正在查找…)$"))
    number = re.compile(r"\d+")
    assert int(number.findall(status.inner_text())[0]) > int(number.findall(before)[0])


def test_nothing_found_offers_a_way_on(desk: "Visit") -> None:
    """Words that stand nowhere are answered in words, with a link."""
    page = desk.page("search/?q=qqzzyyxx")
    expect(page.locator("#search-status")).to_have_text("没有找到“qqzzyyxx”。")
    expect(page.locator("#search-results a")).to_have_text("首页")
