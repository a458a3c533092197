"""What people come for, walked in a real browser: on a phone and on a desk, and by keyboard alone.

Everything is found as a visitor finds it, by the words on the screen.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import DESK, PHONE, visiting
from tests.browser.person import Person

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WAYS = [
    pytest.param((PHONE, False), id="phone"),
    pytest.param((DESK, False), id="desk"),
    pytest.param((PHONE, True), id="phone-keyboard"),
    pytest.param((DESK, True), id="desk-keyboard"),
]
TYPED_AT = re.compile(r"accounts\.yml\s*第\s*\d+\s*行")
NUMBER = re.compile(r"−?[\d,]+\.\d\d")


IN_SIGHT = """e => { const box = e.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth; }"""
STEPS = 6  # operands of operands, from a share down to an amount that somebody typed


@pytest.fixture(params=WAYS)
def person(request: pytest.FixtureRequest, browser: "Browser", home: str) -> Iterator[Person]:
    """Return somebody at the home page."""
    size, keyboard = request.param
    with visiting(browser, home, viewport=size, accept_downloads=True) as visit:
        yield Person(visit.page(), keyboard)


def content(person: Person) -> Locator:
    """Return the part of the page below its head."""
    return person.page.locator("#content")


def search(person: Person, words: str) -> None:
    """Type words into the box of the home page and wait for the answer."""
    box = content(person).get_by_role("searchbox").or_(content(person).get_by_role("combobox"))
    person.write(box.filter(visible=True).first, words)
    expect(person.page).to_have_url(re.compile(r"/search/\?"))
    expect(content(person).get_by_role("status").filter(has_text="找到").first).to_be_visible()


def test_find_a_department_by_its_everyday_name(person: Person) -> None:
    """资规局 stands in no title; typed at home, it leads to 规划和自然资源局."""
    search(person, "资规局")
    person.choose(content(person).get_by_role("link", name=re.compile("规划和自然资源局")).first)
    expect(person.page).to_have_url(re.compile("/reports/putuo/planning/"))
    expect(person.page.get_by_role("heading", level=1)).to_contain_text("规划和自然资源局")


def test_find_an_amount_and_land_on_it(person: Person) -> None:
    """978.11 typed at home leads to the table that prints it, the number marked and in sight."""
    search(person, "978.11")
    expect(content(person)).to_contain_text("安居区人力资源和社会保障局")
    person.choose(content(person).get_by_role("link", name=re.compile("收入支出决算总表")).first)
    expect(person.page).to_have_url(re.compile("/reports/anju/hrss/2023/tables/.*978.11"))
    marked = content(person).locator("mark").filter(has_text=re.compile(r"^978\.11$"))
    expect(marked.locator("visible=true").first).to_be_attached()
    person.page.wait_for_timeout(500)  # tables are folded for the screen, which moves everything below them
    shown = [mark for mark in marked.all() if mark.evaluate(IN_SIGHT)]
    assert shown, "the number is not on the screen"


def test_read_the_three_public_expenses_beside_last_year(person: Person) -> None:
    """From home by region and department to the three items, each with this year's and last year's amount in sight."""
    person.choose(content(person).get_by_role("link", name=re.compile("安居区")).filter(visible=True).first)
    person.choose(content(person).get_by_role("link", name=re.compile("2023")).first)
    if not re.search("/2023/", person.page.url):
        person.choose(content(person).get_by_role("link", name=re.compile("2023")).first)
    person.choose(content(person).get_by_role("link", name=re.compile("三公")).first)
    table = content(person).get_by_role("table", name=re.compile("三公.*总览"))
    for item in ("因公出国", "公务用车购置及运行维护费", "公务接待费"):
        row = table.get_by_role("row", name=re.compile(f"^{item}")).first
        row.scroll_into_view_if_needed()
        now, before = row.locator("td[data-head='决算数']"), row.locator("td[data-head^='上年']")
        for cell in (now, before):
            expect(cell).to_be_visible()
            expect(cell).to_contain_text(NUMBER)
            box = cell.bounding_box()
            width = person.page.evaluate("innerWidth")
            assert box
            assert box["x"] + box["width"] <= width


def test_ask_a_share_for_its_formula_and_reach_its_source(person: Person) -> None:
    """A share in a sentence tells its formula; its operand tells the file and line where it was typed."""
    person.page.goto(person.page.url + "reports/putuo/planning/2024/statement/")
    sentence = content(person).get_by_role("paragraph").filter(has_text=re.compile("占[0-9.]+%")).filter(visible=True)
    share = sentence.first.get_by_role("link", name=re.compile(r"^[0-9.]+%?$")).last
    _ask(person, share)
    panel = person.page.get_by_role("dialog")
    expect(panel).to_contain_text("÷")
    for _ in range(STEPS):
        # The place of a typed figure is fetched; a computed one says how.
        expect(panel).to_contain_text(re.compile(f"{TYPED_AT.pattern}|怎么算出来的"))
        if TYPED_AT.search(panel.inner_text()):
            break
        how = panel.locator("dt", has_text="怎么算出来的").locator("xpath=following-sibling::dd[1]")
        before = panel.text_content() or ""  # as the expectation below reads it
        person.choose(how.get_by_role("link").first)
        expect(panel).not_to_have_text(before)
    assert TYPED_AT.search(panel.inner_text())
    if person.keyboard:
        person.page.keyboard.press("Escape")
        expect(panel).to_be_hidden()


def _ask(person: Person, figure: Locator) -> None:
    """Open what is known of a figure: a section is one stop of Tab, arrows lead from figure to figure."""
    if not person.keyboard:
        figure.click()
        return
    stop = content(person).locator("a.figure[tabindex='0']").filter(visible=True)
    for place in range(stop.count()):
        person.reach(stop.nth(place))
        for _ in range(60):
            if figure.evaluate("e => e === document.activeElement"):
                person.page.keyboard.press("Enter")
                return
            person.page.keyboard.press("ArrowRight")
    message = "no arrow leads to the figure"
    raise AssertionError(message)


@pytest.fixture(params=WAYS)
def neighbour(request: pytest.FixtureRequest, browser: "Browser", county_home: str) -> Iterator[Person]:
    """Return somebody at the home page of an invented county."""
    size, keyboard = request.param
    with visiting(browser, county_home, viewport=size) as visit:
        yield Person(visit.page(), keyboard)


def test_compare_two_departments_and_two_years(neighbour: Person) -> None:
    """From home to 比一比: a second department joins, two years side by side; the address keeps the choice."""
    person, page = neighbour, neighbour.page
    person.choose(content(person).get_by_role("link", name=re.compile("比一比")).first)
    box = content(person).get_by_role("combobox", name=re.compile("加一个部门"))
    person.begin(box)
    page.keyboard.type("林业", delay=5)
    option = page.get_by_role("option", name=re.compile("林业局")).first
    expect(option).to_be_visible()
    if person.keyboard:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        option.click()
    table = content(person).get_by_role("table").filter(visible=True).first
    for words in ("水务局", "林业局", "2023", "2024"):
        expect(table).to_contain_text(words)
    expect(page).to_have_url(re.compile(r"/compare/\?"))
    chosen = table.inner_text()
    page.reload()
    expect(table).to_contain_text("林业局")
    assert content(person).get_by_role("table").filter(visible=True).first.inner_text() == chosen
    row = table.get_by_role("row").filter(has_text="林业局").first
    number = row.get_by_role("link", name=NUMBER).last
    printed = number.inner_text()
    person.choose(number)
    expect(page).to_have_url(re.compile("/forest/"))
    expect(page.locator(":target")).to_contain_text(printed)


def test_take_the_table_home_and_find_the_same_figure(person: Person, tmp_path: Path) -> None:
    """The CSV of a report holds the figure that its first page prints, in plain digits."""
    person.page.goto(person.page.url + "reports/anju/hrss/2023/")
    expect(content(person)).to_contain_text("978.11")
    with person.page.expect_download() as waiting:
        person.choose(content(person).get_by_role("link", name=re.compile("全部数字.*CSV")).first)
    path = tmp_path / "facts.csv"
    waiting.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert any("978.11" in row for row in rows)
