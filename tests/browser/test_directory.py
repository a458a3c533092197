"""The filter of the directory, over invented departments: the real regions are too small to need one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.model.summary import Overview, Summary, Territory, Unit
from generator.pages.portal import write_site_pages
from generator.site.frame import environment_of, extra_of
from generator.site.mkdocs import build_shell, own_files
from generator.site.tree import write_tree
from tests.browser.conftest import DESK, PHONE, served, visiting
from tests.pages.overviews import overview

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

#: name, everyday names, group.
NAMES = (
    ("人力资源和社会保障局", ("人社局",), "政府工作部门"),
    ("市场监督管理局", (), "政府工作部门"),
    ("发展和改革局", ("发改局",), "政府工作部门"),
    ("财政局", (), "政府工作部门"),
    ("审计局", (), "政府工作部门"),
    ("水利局", (), "政府工作部门"),
    ("民政局", (), "政府工作部门"),
    ("司法局", (), "政府工作部门"),
    ("重庆路街道办事处", (), "街道乡镇"),
    ("长征镇", (), "街道乡镇"),
    ("档案馆", (), "事业单位"),
)
REGION = "reports/xugou/"


def region(extra: int = 0) -> Overview:
    """Return an invented region with the departments above, and as many streets besides; the last never published."""
    named = [*((name, aliases, group) for name, aliases, group in NAMES[:-1])]
    named += [(f"第{number}街道办事处", (), "街道乡镇") for number in range(extra)]
    reports = [
        Summary("xugou", f"d{number}", 2024, "虚构区", f"虚构区{name}", name, f"{name}决算", aliases)
        for number, (name, aliases, _) in enumerate(named)
    ]
    units = [Unit(f"d{number}", f"虚构区{name}", name, (), group) for number, (name, _, group) in enumerate(named)]
    name, aliases, group = NAMES[-1]
    units.append(Unit("silent", f"虚构区{name}", name, aliases, group))
    return overview(
        "虚构区部门决算", reports, territories={"xugou": Territory("xugou", "虚构区", "虚构区", "", tuple(units))}
    )


@pytest.fixture(scope="module", params=[0, 320], ids=["names on the page", "names in files"])
def address(request: pytest.FixtureRequest, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site of one region: eleven departments, or so many that the filter reads files."""
    found = region(request.param)
    pages = {path: text.encode() for path, text in write_site_pages(found).items()}
    shell = build_shell(project, {**own_files(project), **pages}, environment_of(found.site), extra_of(found.site))
    folder = tmp_path_factory.mktemp("directory") / "site"
    write_tree(folder, shell)
    with served(folder) as home_page:
        yield home_page


def names(page: "Page") -> "Locator":
    """Return the departments that the list shows."""
    return page.locator(".directory.departments .name").filter(visible=True)


TYPED = {
    "人社局": "人力资源和社会保障局",
    "社会保": "人力资源和社会保障局",
    "rsj": "人力资源和社会保障局",
    "RenShe": "人力资源和社会保障局",
    "市监局": "市场监督管理局",
    "scjd": "市场监督管理局",
    "chongqing": "重庆路街道办事处",
    "changz": "长征镇",
    "shen计": "审计局",
    "档案": "档案馆",
}


def test_a_name_is_found_by_whatever_people_type(browser: "Browser", address: str) -> None:
    """Parts of a name, everyday names, pinyin, its first letters and mixtures of these leave the department meant."""
    with visiting(browser, address, viewport=PHONE) as visit:
        page = visit.page(REGION)
        for words, name in TYPED.items():
            page.locator("#list-filter").fill(words)
            expect(names(page)).to_have_text([name])
            expect(page.locator(".list-filter-status")).to_have_text("找到 1 个。")


def test_enter_goes_to_the_only_department_left(browser: "Browser", address: str) -> None:
    """By keyboard alone: type, Enter, and one is there; a group without any name left is not shown meanwhile."""
    with visiting(browser, address, viewport=DESK) as visit:
        page = visit.page(REGION)
        page.locator("#list-filter").focus()
        page.keyboard.type("caizj")
        expect(names(page)).to_have_text(["财政局"])
        expect(page.get_by_role("heading", name="街道乡镇")).to_have_count(0)
        # The department's own page is not part of this little site.
        page.route("**/reports/xugou/d3/", lambda route: route.fulfill(body="财政局", content_type="text/plain"))
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/reports/xugou/d3/$"))


def test_what_is_not_found_leads_to_the_search(browser: "Browser", address: str) -> None:
    """No name with these words: the page says so and offers the search of the whole site with them."""
    with visiting(browser, address, viewport=PHONE) as visit:
        page = visit.page(REGION)
        page.locator("#list-filter").fill("博物馆<b>")
        link = page.locator(".list-filter-status a")
        expect(link).to_have_text("在全站搜索")
        assert str(link.get_attribute("href")).endswith("/search/?q=%E5%8D%9A%E7%89%A9%E9%A6%86%3Cb%3E")
        expect(page.locator(".list-filter-status")).to_contain_text("没有找到名称里有“博物馆<b>”的")


def test_without_scripts_all_names_are_within_reach(browser: "Browser", address: str) -> None:
    """No filter stands there that does nothing; the names, or the letters that lead to them, do."""
    with visiting(browser, address, viewport=PHONE, java_script_enabled=False) as visit:
        page = visit.page(REGION)
        expect(page.locator("#list-filter")).to_be_hidden()
        expect(page.locator(".directory.departments .name, .letters a").first).to_be_visible()
