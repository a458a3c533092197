"""The figure inspector: what it says and in which order, walking from figure to figure, addresses, nothing covered."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

STATEMENT = "reports/putuo/planning/2024/statement/"
TABLES = "reports/putuo/planning/2024/tables/"
ORDER = ["这是什么", "口径", "怎么算出来的", "出处", "数据", "公开日期"]


def opened(page: Page) -> Locator:
    """Return the panel, open."""
    panel = page.get_by_role("dialog", name="数字出处")
    expect(panel).to_be_visible()
    return panel


def share(page: Page) -> Locator:
    """Return the first share in the official text, whose formula has two operands on the page."""
    return page.locator("p.official .amount a.figure", has_text=re.compile(r"^\d+\.\d\d$")).filter(
        has=page.locator("xpath=../self::span[contains(., '%')]")
    ).first  # fmt: skip


def test_a_share_says_everything_in_order_and_leads_to_its_operands(desk: "Visit") -> None:
    """Meaning, scope, formula, source; an operand is walked to, 返回 comes back, one Esc closes all of it."""
    page = desk.page(STATEMENT)
    figure = share(page)
    figure.focus()
    page.keyboard.press("Enter")
    panel = opened(page)
    names = panel.locator("dt").all_inner_texts()
    assert [name for name in names if name in ORDER] == ORDER
    label = panel.locator(".figure-label").inner_text()
    operand = panel.locator(".step a").first
    name = operand.inner_text()
    operand.focus()
    page.keyboard.press("Enter")
    expect(panel.locator(".figure-label")).to_have_text(name)
    panel.get_by_role("button", name="返回").click()
    expect(panel.locator(".figure-label")).to_have_text(label)
    expect(panel.get_by_role("button", name="返回")).to_be_hidden()
    panel.locator(".step a").last.click()
    expect(panel.get_by_role("button", name="返回")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/statement/$"))


def test_the_panel_covers_no_figure(desk: "Visit") -> None:
    """On a desk the chosen figure stands beside the panel, in a wide table as well, and the table stays usable."""
    page = desk.page(TABLES)
    figure = page.locator("table.official:visible a.figure:visible").nth(40)
    figure.click()
    panel = opened(page)
    box, side = figure.bounding_box(), panel.bounding_box()
    assert box
    assert side
    assert side["width"] <= 400
    assert box["x"] + box["width"] <= side["x"]
    expect(figure).to_have_css("outline-style", "solid")
    page.locator("table.official:visible a.figure:visible").nth(41).click()
    expect(panel).to_be_visible()
    expect(figure).not_to_have_class(re.compile("is-selected"))


def test_other_places_are_stepped_through(desk: "Visit") -> None:
    """› leads to the next place of the same figure, on another page as well, and opens it there."""
    page = desk.page(STATEMENT)
    page.locator("p.official a.figure").first.click()
    panel = opened(page)
    expect(panel.locator(".place-steps")).to_contain_text(re.compile(r"共 \d+ 处"))
    label = panel.locator(".figure-label").inner_text()
    for _ in range(panel.locator(".figure-places a").count()):
        panel.get_by_role("button", name="下一处").click()
        page.wait_for_load_state()
        panel = opened(page)
        expect(panel.locator(".figure-label")).to_have_text(label)
        expect(page.locator("a.figure.is-selected")).to_be_in_viewport()


def test_two_values_of_one_thing_are_both_told(desk: "Visit") -> None:
    """The table prints 236.63 where the others print 236.64: the panel says what stands here, and the verdict."""
    page = desk.page(TABLES)
    page.locator("a.figure:visible", has_text=re.compile(r"^236\.63$")).first.click()
    panel = opened(page)
    expect(panel.locator(".figure-here")).to_have_text("此处印作 236.63")
    expect(panel.locator("dl")).to_contain_text("尾差：收入支出决算总表印的是236.63万元，其他各处是236.64万元")


def test_an_address_opens_the_figure_it_names(desk: "Visit") -> None:
    """`#f-KEY` and `#f=KEY` open the panel; a figure that the page does not print is shown all the same."""
    page = desk.page(STATEMENT)
    figure = page.locator("p.official a.figure").nth(2)
    key = (figure.get_attribute("href") or "").partition("#")[2]
    anchor = figure.get_attribute("id")
    label = _label(desk.page(f"{STATEMENT}#{anchor}"))
    assert label == _label(desk.page(f"{STATEMENT}#f={key}"))
    tables = desk.page(TABLES)
    other = tables.locator("#table-t05 a.figure:visible, a.figure:visible").last.get_attribute("href") or ""
    assert _label(desk.page(f"{STATEMENT}#f={other.partition('#')[2]}"))


def _label(page: Page) -> str:
    label = opened(page).locator(".figure-label").inner_text()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="数字出处")).to_be_hidden()
    page.close()
    return label


def test_a_link_into_a_folded_column_unfolds_it(phone: "Visit") -> None:
    """A figure in a column or row that a phone folds away comes into sight when a link names it."""
    page = phone.page(TABLES)
    folded = page.locator(".fold-away a.figure").evaluate_all(
        "nodes => nodes.filter(n => ![...document.querySelectorAll('a.figure')]"
        ".some(o => o.href === n.href && o.getClientRects().length)).map(n => n.id)"
    )
    anchor = folded[0] if folded else page.locator(".fold-away a.figure").first.get_attribute("id")
    other = phone.page(f"{TABLES}#{anchor}")
    opened(other)
    expect(other.locator("a.figure.is-selected")).to_be_in_viewport()


def test_what_is_copied_can_be_cited(desk: "Visit") -> None:
    """The citation names report, figure, value, unit, scope and address; each copy is said aloud."""
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = desk.page(STATEMENT)
    page.locator("p.official a.figure").first.click()
    panel = opened(page)
    copied = {}
    for name in ("复制数字", "复制引用", "复制链接"):
        panel.get_by_role("button", name=name).click()
        expect(panel.get_by_role("status")).to_have_text(f"已{name}")
        copied[name] = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(r"[\d.]+", copied["复制数字"])
    assert re.fullmatch(r"http.*/statement/#f-n[0-9a-f]{10}(-\d+)?", copied["复制链接"])
    told = r"上海市普陀区.*2024年度部门决算：.* [\d.]+万元（口径：.*2024年度决算数）。公开日期：.*。"
    assert re.fullmatch(told + r"http.*#f-n[0-9a-f]{10}(-\d+)?", copied["复制引用"])


def test_the_source_names_file_line_and_published_data(desk: "Visit") -> None:
    """A typed figure leads to its path, its file and line, and to the data as published."""
    page = desk.page(TABLES)
    page.locator("a.figure:visible", has_text=re.compile(r"^537\.64$")).first.click()
    panel = opened(page)
    expect(panel.locator("dl")).to_contain_text(re.compile(r"文件和行：data/.*accounts\.yml 第\d+行"))
    link = panel.get_by_role("link", name="公布的数据（JSON）")
    answer = page.request.get(link.evaluate("node => node.href"))
    assert answer.ok
