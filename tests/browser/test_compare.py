"""Comparing departments in a browser, under a strict Content-Security-Policy, on invented departments.

The site is small and made here: its departments have other scopes, years and budget bases on purpose.
"""

import csv
import functools
import http.server
import io
import re
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from generator.pages.portal import write_site_pages
from generator.pages.portal.amounts import change_words, shown
from generator.site import mkdocs, vendor
from generator.site.tree import write_tree
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessibility import violations
from tests.pages.comparing import invented

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BELOW = "/zwgk/jsgk"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'"
)
ENVIRONMENT = {"JUESUAN_SITE_NAME": "虚构区部门决算", "JUESUAN_SITE_URL": "", "SOURCE_DATE_EPOCH": "315532800"}
THREE = "?d=xugou/water&d=xugou/forest&d=xugou/school"
CHART = ".compare-figure svg"


class Strict(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below the portal's with the strict policy, without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Print nothing."""

    def translate_path(self, path: str) -> str:
        """Return the file of an address below the portal's folder."""
        return super().translate_path(path.removeprefix(BELOW))

    def end_headers(self) -> None:
        """Send the policy with every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@pytest.fixture(scope="module")
def folder(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small site."""
    target = tmp_path_factory.mktemp("compare")
    own = {
        name: raw
        for name, raw in mkdocs.own_files(project).items()
        if name.startswith(("assets/", "about", "rules", "verify", "handbook/", "operating/"))
    }
    pages = {path: text.encode() for path, text in write_site_pages(invented()).items()}
    nav = {"search.md": "# 查找\n".encode()}
    write_tree(target, mkdocs.build_shell(project, {**nav, **own, **pages}, ENVIRONMENT, {"footer": {}, "portal": []}))
    write_tree(target, vendor.libraries(project)[0])
    return target


@pytest.fixture(scope="module")
def compare(folder: Path) -> Iterator[str]:
    """Return the address of the page of comparison."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BELOW}/compare/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """Return a window on a desk; nothing may go wrong in it, and nobody else is asked."""
    context = browser.new_context(locale="zh-CN", viewport=DESK)  # type: ignore[arg-type]
    window = context.new_page()
    troubles: list[str] = []
    window.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    window.on("pageerror", lambda error: troubles.append(str(error)))
    window.on(
        "request",
        lambda asked: None if "127.0.0.1" in asked.url or asked.url.startswith("blob:") else troubles.append(asked.url),
    )
    yield window
    context.close()
    assert troubles == []


def table(page: "Page", place: int = 0) -> list[str]:
    """Return the cells of a table row by row, heads included, white space folded."""
    cells = page.locator("#compare-result table").nth(place).locator("th, td").all_text_contents()
    return [" ".join(text.split()) for text in cells]


def test_the_chart_draws_without_eval(page: "Page", compare: str) -> None:
    """Under a policy without eval and inline scripts every comparable number of the table stands in the picture."""
    page.goto(f"{compare}{THREE}&m=three-public&y=2022,2023")
    page.locator(CHART).wait_for()
    words = page.locator(CHART).first.text_content() or ""
    for number in ("3.00", "2.00", "1.50", "1.00"):
        assert number in words
    assert "6.00" not in words
    assert words.count("口径不同，没有画") == 2


def test_libraries_come_only_with_a_chart(page: "Page", compare: str) -> None:
    """Half a megabyte is not loaded to read a table: only when a picture is shown."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(compare)
    page.locator("#compare-add").wait_for()
    assert not [url for url in asked if "/vendor/" in url]
    page.goto(f"{compare}{THREE}&m=three-public")
    page.locator(CHART).wait_for()
    assert len([url for url in asked if "/vendor/" in url]) == 3


def test_two_departments_are_compared_by_keyboard(page: "Page", compare: str) -> None:
    """Type an everyday name, choose with the arrows, add with Enter: the table and the address follow."""
    page.goto(compare)
    box = page.get_by_role("combobox", name=re.compile("加一个部门"))
    box.fill("虚构区 林局")
    page.get_by_role("option", name="林业局").wait_for()
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "compare-name-0"
    page.keyboard.press("Enter")
    page.locator("#compare-result table").nth(1).wait_for()
    assert page.url.endswith("?d=xugou/water&d=xugou/forest")
    page.get_by_role("radio", name="增减").focus()
    page.keyboard.press("Space")
    page.get_by_text("减少 1.00（33.33%）").first.wait_for()
    assert page.url.endswith("&view=change")
    assert page.evaluate("document.activeElement.value") == "change"
    page.go_back()
    page.get_by_role("radio", name="金额").and_(page.locator(":checked")).wait_for()


def test_the_address_alone_brings_it_back(page: "Page", compare: str) -> None:
    """Departments, figures, years and view stand in the address that one sends to somebody."""
    page.goto(f"{compare}?d=xugou/water&d=xugou/school&m=receptions&y=2023&view=share")
    page.locator("#compare-result table caption").filter(has_text="公务接待费占比").wait_for()
    assert table(page)[2:] == ["虚构区水务局", "100.00%", "虚构区教育局", "100.00%"]
    assert page.get_by_role("checkbox", name="2023年").is_checked()
    assert not page.get_by_role("checkbox", name="2022年").is_checked()


def test_what_cannot_be_compared_is_said(page: "Page", compare: str) -> None:
    """Another scope is flagged in the cell, told below and counted above; so is a year that the site lacks."""
    page.goto(f"{compare}{THREE}&m=three-public&y=2021,2023")
    page.locator("#compare-result table").wait_for()
    flag = page.locator("#compare-result td.flagged .caution").text_content() or ""
    notes = page.locator("#compare-result .marked-notes").first.text_content() or ""
    assert flag.startswith("口径不同")
    assert f"{flag.removeprefix('口径不同')}口径不同：一般公共预算财政拨款" in notes
    assert "1 格口径不同" in (page.locator("#compare-result .compare-remark").first.text_content() or "")
    mark = notes[notes.index("没有该年决算") - 1]
    assert f"缺{mark}" in table(page)


def test_large_amounts_stand_in_one_unit(page: "Page", compare: str) -> None:
    """Where all are large they are told in 亿元, the exact 万元 beneath; per head only who states his staff."""
    page.goto(f"{compare}?d=xugou/water&d=xugou/forest&m=spending&y=2023")
    page.locator("#compare-result table").wait_for()
    assert table(page)[2:] == ["虚构区水务局", "0.101000.00 万元", "虚构区林业局", "2.1021,000.00 万元"]
    page.goto(f"{compare}?d=xugou/water&d=xugou/forest&m=spending&y=2023&view=head")
    page.locator("#compare-result caption").filter(has_text="人均").wait_for()
    assert table(page)[2:] == ["虚构区水务局", "40.00", "虚构区林业局", "缺①"]
    assert page.locator(".marked-notes").text_content() == "①年末在职人数未公布"


def test_the_selection_can_be_taken_home(page: "Page", compare: str) -> None:
    """The file holds the numbers of the table with scope, unit, reason and source."""
    page.goto(f"{compare}{THREE}&m=three-public&y=2022,2023")
    page.locator(CHART).wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载当前选择").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    water = next(row for row in rows if row["部门"] == "水务局" and row["年度"] == "2023")
    assert (water["项目"], water["数值"], water["单位"], water["口径"]) == ("“三公”经费合计", "2", "万元", "财政拨款")
    assert unquote(water["出处"]).endswith("/reports/xugou/water/2023/figures/#n-three-public")
    assert next(row for row in rows if row["部门"] == "教育局" and row["年度"] == "2022")["说明"].startswith("取自")


def test_without_the_libraries_the_table_stays(browser: "Browser", compare: str) -> None:
    """A site built without Vega shows every number, and says that the picture is missing."""
    context = browser.new_context(locale="zh-CN")
    window = context.new_page()
    window.route("**/vendor/**", lambda route: route.fulfill(status=404))
    window.goto(f"{compare}{THREE}&m=three-public")
    window.get_by_text("图没有画出来，数字都在表里。").wait_for()
    assert "2.00" in table(window)
    assert window.locator(".compare-figure").count() == 0
    context.close()


def test_without_scripts_the_answer_stands(browser: "Browser", compare: str) -> None:
    """No script, no form: a department over its years, and the way to tables that are whole."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    window = context.new_page()
    window.goto(compare)
    assert window.get_by_text("减少 1.00（33.33%）").first.is_visible()
    window.get_by_role("link", name="“三公”经费").click()
    assert window.get_by_text("口径不同：一般公共预算财政拨款").first.is_visible()
    assert window.locator("tr.group th").first.text_content() == "2023年度"
    context.close()


def test_a_table_is_sorted_by_value(page: "Page", compare: str) -> None:
    """A head sorts by number and says so; words that stand for a number sort by it; years stay apart."""
    page.goto(f"{compare}topic-three-public/")
    block = page.locator("#three-public")
    block.get_by_role("button", name="比上年").click()
    head = block.locator("th[aria-sort]")
    assert head.get_attribute("aria-sort") == "descending"
    names = block.locator("tbody th a").all_text_contents()
    assert names.index("教育局") < names.index("水务局")
    heads = block.locator("tbody tr:first-child th").all_text_contents()
    assert heads == ["2023年度", "2021年度"]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(browser: "Browser", compare: str, project: Path, size: dict[str, int]) -> None:
    """Names, roles, tables, contrast, with the picture drawn; and no sideways scroll."""
    rules = str(project / "node_modules" / "axe-core" / "axe.min.js")
    found = {}
    context = browser.new_context(locale="zh-CN", viewport=size, bypass_csp=True)  # type: ignore[arg-type]
    for address in ("", f"{THREE}&m=three-public,spending", "xugou/", "topic-three-public/"):
        window = context.new_page()
        window.goto(compare + address)
        window.locator(CHART if "?" in address else "table").first.wait_for()
        if wrong := violations(window, rules):
            found[address] = wrong
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        window.close()
    context.close()
    assert found == {}


def test_scripts_print_numbers_as_the_pages_do(page: "Page", compare: str) -> None:
    """Rounding, separators, signs and changes are the same on both sides, halves and zeros included."""
    page.goto(compare)
    numbers = [
        "0",
        "0.003",
        "-0.004",
        "0.005",
        "1.005",
        "-3.2",
        "9999.995",
        "12345.675",
        "-12345.6",
        "1.64",
        "3.25",
        "45",
    ]
    said = page.evaluate(
        "all => all.map(one => juesuanCompare.numbers.shown(juesuanCompare.numbers.parse(one), '万元'))", numbers
    )
    assert said == [shown(Decimal(one), "万元") for one in numbers]
    pairs = [[one, other] for one in numbers for other in numbers]
    script = """all => all.map(pair => {
        const [one, other] = pair.map(juesuanCompare.numbers.parse);
        return juesuanCompare.numbers.change(one, other, '万元').words;
    })"""
    assert page.evaluate(script, pairs) == [change_words(Decimal(one), Decimal(other), "万元") for one, other in pairs]
