"""Finding a department, a figure and a number by their everyday names."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

    from tests.browser.conftest import Visit

FOUND = "#search-results .search-hit > a"
ANJU, PUTUO = "遂宁市安居区人力资源和社会保障局", "上海市普陀区规划和自然资源局"


#: how many pages of results are read at once, and how often to look whether they were asked for.
FIRST_PAGES, MOST_LOOKS = 4, 1000
#: each group of results as its lines: address without the words looked for, and what stands there.
LINES = """groups => groups.map(group => [...group.querySelectorAll('.search-hit > a')]
  .map(link => link.getAttribute('href').split('?')[0] + ' ' + link.textContent))"""


def wheres(page: "Page") -> list[str]:
    """Return the departments and years that the results are grouped by."""
    expect(page.locator("#search-status")).to_have_text(re.compile("找到"))
    expect(page.locator(".search-where").first).to_be_visible()
    return page.locator(".search-where").all_inner_texts()


def answer(page: "Page") -> "Locator":
    """Return the answer above the results."""
    box = page.locator("#search-answer .answer")
    expect(box).to_be_visible()
    return box


def test_from_home_to_the_sentence_that_answers(phone: "Visit") -> None:
    """Typing 公务接待费 at home leads to “三公” pages, and the first link to the words themselves, marked."""
    page = phone.page()
    page.locator("#search-q").fill("公务接待费")
    page.get_by_role("button", name="搜索").click()
    expect(page).to_have_url(re.compile(r"/search/\?q="))
    first = page.locator(FOUND).first
    expect(first).to_have_text(re.compile("^“三公”经费"))
    expect(page.locator("mark", has_text="公务接待费").first).to_be_visible()
    first.click()
    expect(page).to_have_url(re.compile(r"/three-public/\?find="))
    expect(page.locator("mark.found-here").first).to_be_in_viewport()
    expect(page.locator(".find-bar")).to_contain_text("处")


def test_a_question_is_answered_above_the_results(phone: "Visit") -> None:
    """A department's everyday name and a figure: the amount with its scope, leading to where it comes from."""
    page = phone.page("search/?q=安居区人社局去年三公花了多少")
    box = answer(page)
    expect(box).to_contain_text(ANJU)
    expect(box.locator(".answer-value")).to_have_text(re.compile(r"^3\.25\s万元$"))
    expect(box).to_contain_text("口径：财政拨款")
    expect(box).to_contain_text("本站还没有收录")  # of last year; the newest one stands in for it, and says so
    box.locator(".answer-value a").click()
    expect(page).to_have_url(re.compile(r"/reports/anju/hrss/2023/figures/#"))
    assert "3.25" in page.locator(":target").inner_text()


def test_an_answer_invents_nothing(desk: "Visit") -> None:
    """One line for each department of that name; what is not published is said to be so, other scopes are named."""
    page = desk.page("search/?q=人社局 公务接待")
    box = answer(page)
    lines = box.locator(".answer-line")
    expect(lines).to_have_count(4)
    expect(lines.filter(has_text="临湘市").locator(".answer-value")).to_have_text("未公布")
    expect(lines.filter(has_text="赫山区")).to_contain_text("口径：一般公共预算财政拨款")
    expect(box).to_contain_text("口径不同，不能直接比较")


def test_results_are_those_of_the_departments_named(desk: "Visit") -> None:
    """Words after a name are looked for in its reports only; one button looks everywhere."""
    page = desk.page("search/?q=普陀规资局 政府采购")
    assert all(PUTUO in where for where in wheres(page))
    page.get_by_role("button", name="在全部决算里找").click()
    expect(page.locator("#search-note button")).to_have_count(0)


def test_a_short_name_finds_every_department_of_that_name(desk: "Visit") -> None:
    """人社局 is in no title, yet all bureaus are found by it, and nobody else."""
    page = desk.page("search/?q=人社局")
    assert all("人力资源和社会保障局" in where for where in wheres(page))
    expect(answer(page).locator(".answer-line")).to_have_count(4)


def test_a_wrong_but_common_name_finds_its_department(desk: "Visit") -> None:
    """国土局 is the planning bureau: its first page comes first."""
    page = desk.page("search/?q=国土局")
    assert PUTUO in wheres(page)[0]
    assert "/reports/putuo/planning/" in str(page.locator(FOUND).first.get_attribute("href"))


def test_a_number_leads_to_the_cell_that_prints_it(desk: "Visit") -> None:
    """9,781,100 is looked for as the 978.11 that is printed; the page opens with the number in view."""
    page = desk.page("search/?q=9,781,100")
    wheres(page)
    expect(page.locator("#search-note")).to_contain_text("按“978.11”查找")
    page.locator(FOUND).first.click()
    here = page.locator("mark.found-here")
    expect(here.first).to_be_in_viewport()
    expect(here.first).to_have_text("978.11")


def test_a_code_is_found_with_its_name(desk: "Visit") -> None:
    """2080505 leads to the tables that print it, and says what it is."""
    page = desk.page("search/?q=2080505")
    wheres(page)
    expect(page.locator(".search-excerpt").first).to_have_text("在表格中：2080505 机关事业单位基本养老保险缴费支出")


def test_everyday_words_are_told_in_official_ones(desk: "Visit") -> None:
    """招待费 is hardly printed: 公务接待费 is looked for as well, and the page says so."""
    page = desk.page("search/?q=招待费")
    wheres(page)
    expect(page.locator("#search-note")).to_contain_text("按“公务接待费”查找")


def test_suggestions_by_pinyin_and_keyboard(desk: "Visit") -> None:
    """First letters offer the departments; arrows choose, Esc closes, Enter opens the department."""
    page = desk.page()
    box = page.get_by_role("combobox")
    box.focus()
    box.press_sequentially("rsj")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("人力资源和社会保障局")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("rsj")
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/reports/\w+/hrss/$"))


def test_suggestions_are_read_when_they_are_needed(phone: "Visit") -> None:
    """A visitor who does not search loads nothing; a touch on a proposal takes it."""
    page = phone.page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_load_state("networkidle")
    assert not any("suggest.json" in url for url in asked)
    page.locator("#search-q").fill("安居区人社局 招待")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("公务接待费")
    assert any("suggest.json" in url for url in asked)
    option.tap()
    expect(page).to_have_url(re.compile(r"/search/\?q="))
    expect(answer(page)).to_contain_text("3.25")


def test_filters_say_how_many_pages_they_leave(desk: "Visit") -> None:
    """Each choice bears its count, choosing one leaves as many pages, and the address keeps the choice."""
    page = desk.page("search/?q=国有资产")
    wheres(page)
    page.locator("#search-filters summary").click()
    year = page.locator("select[name=year]")
    chosen = year.locator("option", has_text=re.compile(r"^2024（\d+）$"))
    expect(chosen).to_have_count(1)
    count = re.search(r"（(\d+)）", chosen.inner_text())
    assert count
    year.select_option(label=chosen.inner_text())
    expect(page.locator("#search-status")).to_have_text(f"找到 {count[1]} 个页面")
    assert all(where.endswith("2024年度") for where in wheres(page))
    assert "year=2024" in page.url
    page.reload()
    expect(page.locator("#search-status")).to_have_text(f"找到 {count[1]} 个页面")


def test_on_a_phone_results_come_before_filters(phone: "Visit") -> None:
    """Filters are behind one button, which says how many are set; one report takes three lines at most."""
    page = phone.page("search/?q=政府采购&year=2024")
    wheres(page)
    expect(page.locator("#search-filters summary")).to_have_text("筛选（1）")
    expect(page.locator("select[name=year]")).to_be_hidden()
    for group in page.locator(".search-group").all():
        assert group.locator(".search-hit:visible").count() <= 3


def test_no_line_of_a_page_says_what_another_one_says(desk: "Visit") -> None:
    """A page whose first section is named like itself stands there once, though words stand before that section too."""
    page = desk.page("search/?q=项目支出")
    wheres(page)
    page.get_by_role("button", name=re.compile("再列出")).click()
    expect(page.locator("#search-results :focus")).to_have_count(1)  # the further pages stand there
    groups = page.locator(".search-group").evaluate_all(LINES)
    assert groups
    for lines in groups:
        assert len(set(lines)) == len(lines)


def test_pages_asked_for_by_screen_and_button_come_once(desk: "Visit") -> None:
    """The button is pressed while the pages that came near the screen are on their way: once they stand, with focus."""
    held: list[Route] = []
    begun: list[str] = []

    def hold(route: "Route") -> None:
        begun.append(route.request.url)
        if FIRST_PAGES < len(begun) <= 2 * FIRST_PAGES:
            held.append(route)
        else:
            route.continue_()

    desk.context.route("**/pagefind/fragment/**", hold)
    page = desk.page("search/?q=项目支出")
    more = page.get_by_role("button", name=re.compile("再列出"))
    more.scroll_into_view_if_needed()
    for _ in range(MOST_LOOKS):
        if len(held) == FIRST_PAGES:
            break
        page.wait_for_timeout(20)
    assert len(held) == FIRST_PAGES
    more.click()
    for route in held:
        route.continue_()
    expect(page.locator("#search-results :focus")).to_have_count(1)
    lines = [line for group in page.locator(".search-group").evaluate_all(LINES) for line in group]
    assert lines
    assert len(set(lines)) == len(lines)


def test_more_results_keep_the_focus(desk: "Visit") -> None:
    """再列出 draws further pages and leads the keyboard to the first new one."""
    page = desk.page("search/?q=支出")
    wheres(page)
    more = page.get_by_role("button", name=re.compile("再列出"))
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search-results :focus")).to_have_count(1)


def test_nothing_found_offers_ways_on(desk: "Visit") -> None:
    """Words that stand nowhere are answered in words, with links to the glossary, the status board and the start."""
    page = desk.page("search/?q=qqzzyyxx")
    expect(page.locator("#search-status")).to_have_text("没有找到“qqzzyyxx”。")
    assert page.locator("#search-results a").all_inner_texts() == ["名词解释", "公开进度", "首页"]


def test_a_sign_between_words_is_no_word(desk: "Visit") -> None:
    """People type a stroke or a dash between two things; pages hold both things."""
    page = desk.page("search/?q=公务接待费 / 公务用车 — 三公")
    expect(page.locator("#search-status")).to_have_text(re.compile("找到"))
    expect(page.locator("#search-note")).not_to_contain_text("没有页面")


def years(page: "Page") -> list[str]:
    """Return the years that the filters offer, with their counts."""
    page.locator("#search-filters summary").click()
    select = page.locator('select[data-filter="年度"]')
    expect(select.locator("option").nth(1)).to_be_attached()
    return select.locator("option").all_inner_texts()[1:]


def test_counts_of_filters_are_those_of_the_official_word(desk: "Visit") -> None:
    """招待费 finds what 公务接待费 finds; the filters leave out none of its years."""
    page = desk.page("search/?q=招待费")
    expect(page.locator("#search-note")).to_contain_text("公务接待费")
    official = desk.page("search/?q=公务接待费")
    expect(official.locator("#search-status")).to_have_text(re.compile("找到"))
    assert years(page) == years(official)


LIST_MORE = """[...document.querySelectorAll('.search-more button')]
  .find(button => button.textContent.startsWith('再列出'))?.click()"""


def widening(page: "Page", asked: str) -> "Locator":
    """Return the button 放宽查找, which comes below the last of the pages that hold what was asked."""
    button = page.locator(".search-more", has_text=f"“{asked}”").get_by_role("button", name="放宽查找")
    for _ in range(MOST_LOOKS // 5):
        if button.count():
            break
        page.evaluate(LIST_MORE)
        page.wait_for_timeout(50)
    return button


def test_back_asks_as_if_for_the_first_time(desk: "Visit") -> None:
    """What was widened for one question is not widened for the one before: it can be."""
    first, second = "社会保险基金预算", "政府性基金预算财政拨款"
    page = desk.page(f"search/?q={first}")
    expect(widening(page, first)).to_be_visible()
    page.locator("#search-q").fill(second)
    page.keyboard.press("Enter")
    widening(page, second).click()
    expect(page.locator(FOUND).first).to_be_visible()
    page.go_back()
    expect(widening(page, first)).to_be_visible()


def troubled(browser: "Browser", home: str) -> "Page":
    """Return the search page in a window of its own, in which requests may fail."""
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{home}search/")
    return page


def ask(page: "Page", words: str) -> None:
    """Type a question."""
    page.locator("#search-q").fill(words)
    page.keyboard.press("Enter")


def test_without_an_index_it_says_so(browser: "Browser", home: str) -> None:
    """And how reports are found all the same."""
    page = troubled(browser, home)
    page.route("**/pagefind/**", lambda route: route.fulfill(status=404))
    ask(page, "公务接待费")
    expect(page.locator("#search-status")).to_have_text("搜索暂时不能用：这个网站还没有生成搜索索引。")
    expect(page.locator("#search-results")).to_contain_text("逐级点开")
    page.context.close()


@pytest.mark.parametrize("lost", ["groups.json", "*.pf_meta", "pagefind.js"])
def test_after_a_lost_request_the_next_search_works(browser: "Browser", home: str, lost: str) -> None:
    """On a train: it says that nobody answers, not that there is nothing; later it finds."""
    page = troubled(browser, home)
    page.route("**/pagefind/**", lambda route: route.abort())
    ask(page, "公务接待费")
    expect(page.locator("#search-status")).to_have_text("搜索暂时不能用：现在连不上网站，请过一会儿再找一次。")
    page.unroute("**/pagefind/**")
    page.route(f"**/pagefind/{lost}", lambda route: route.abort(), times=1)
    ask(page, "公务接待")
    expect(page.locator("#search-status")).to_have_text(re.compile("请刷新网页再找一次|找到"))
    ask(page, "公务接待费")
    if lost == "pagefind.js":  # a browser keeps a module that it could not load until the page is loaded anew
        page.reload()
    expect(page.locator("#search-status")).to_have_text(re.compile("找到"))
    page.context.close()


def test_a_page_that_was_open_while_the_site_changed_says_so(browser: "Browser", home: str) -> None:
    """The pieces of the old index are gone; to say that nothing was found would be wrong."""
    page = troubled(browser, home)
    ask(page, "公务接待费")
    expect(page.locator("#search-status")).to_have_text(re.compile("找到"))
    page.route("**/pagefind/index/**", lambda route: route.fulfill(status=404))
    page.route("**/pagefind/fragment/**", lambda route: route.fulfill(status=404))
    page.route("**/pagefind/pagefind-entry.json*", lambda route: route.fulfill(body="{}"))
    ask(page, "社会保险基金预算")
    expect(page.locator("#search-status")).to_have_text("网站刚刚更新了，请刷新网页再找一次。")
    page.context.close()


def test_proposals_that_come_late_do_not_cover_the_answer(browser: "Browser", home: str) -> None:
    """Whoever types fast and presses Enter on a slow line sees what was found."""
    page = troubled(browser, home)
    held: list[Route] = []
    page.route("**/search-words.js", lambda route: held.append(route))  # noqa: PLW0108 - the library looks at its name
    page.reload()
    ask(page, "公务接待费")
    expect(page.locator("#search-status")).to_have_text("正在查找…")
    for route in held:
        route.continue_()
    expect(page.locator("#search-status")).to_have_text(re.compile("找到"))
    expect(page.locator(FOUND).first).to_be_visible()
    expect(page.locator("#suggestions")).to_be_hidden()
    page.context.close()
