"""The frame that every page stands in: overrides/, mkdocs.yml and docs/assets. Names and numbers here are invented."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.site.mkdocs import build_shell, own_files

PROJECT = Path(__file__).parents[2]
ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": "1700000000",
    "JUESUAN_SITE_NAME": "某县<部门>决算",
    "JUESUAN_SITE_URL": "https://example.invalid/zfxxgk/juesuan/",
}
REPORT = """---
title: 收支情况说明 · 某局
date: "2024-09-01"
report: {region: mou, department: ju, year: 2023, region_name: 某县, department_name: 某县某局, section: 收支情况说明,
  facts: [{name: 发布机构, value: 某县某局}, {name: 索引号, value: 未公布}],
  breadcrumb: [{name: 某县, url: reports/mou/}, {name: 收支情况说明, url: ""}],
  years: [{year: 2023, url: reports/mou/ju/2023/}, {year: 2022, url: reports/mou/ju/2022/}]}
---

# 收支情况说明

## 一、总体情况 {#s1}

收入1.00万元。

## 二、支出情况 {#s2}
"""
FIGURES = "---\ntitle: 数字出处\nsearch: false\n---\n\n# 数字出处\n"
ENGLISH = "---\ntitle: About\nlanguage: en\nsearch: false\n---\n\n# About\n\n## What\n\n## Why\n"
#: the pages of the menu, which a build writes from the reports.
MENU = re.findall(r"^  - [^:]+: (\S+\.md)$", (PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
PATHS = ["index.html", "search/index.html", "about/index.html", "mou/statement/index.html", "404.html"]


class _Reader(HTMLParser):
    """Keeps every start tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of that name."""
        return [attributes for name, attributes in self.tags if name == tag]


@cache
def _site(*, published: bool) -> dict[str, bytes]:
    extra: dict[str, object] = {}
    if published:
        extra = {
            "portal": [{"name": "政府信息公开<", "url": "https://example.invalid/a?b=1&c=2"}],
            "footer": {
                "publisher": "某县财政局<b>",
                "phone": "12345",
                "feedback": "/fankui?a=1&b=2",
                "hours": "9时至17时",
            },
        }
    pages = {
        **dict.fromkeys(MENU, b"---\ntitle: x\n---\n\n# x\n"),
        **{name: content for name, content in own_files(PROJECT).items() if name != "index.md"},
        "index.md": b"---\ntitle: x\n---\n\n# x\n",
        "mou/statement.md": REPORT.encode(),
        "en/about.md": ENGLISH.encode(),
        "mou/figures.md": FIGURES.encode(),
        "adr/0001.md": b"# x\n",
    }
    return build_shell(PROJECT, pages, ENVIRONMENT, extra)


def _page(path: str = "mou/statement/index.html", *, published: bool = True) -> str:
    return _site(published=published)[path].decode()


@pytest.mark.parametrize("path", PATHS)
def test_no_page_asks_another_host_or_runs_an_inline_script(path: str) -> None:
    """A page loads nothing from elsewhere, and a portal may forbid inline scripts."""
    reader = _Reader(_page(path))
    loaded = [tag.get("src") for tag in reader.all("script") + reader.all("img")]
    loaded += [
        tag.get("href")
        for tag in reader.all("link")
        if tag.get("rel") not in {"canonical", "prev", "next", "alternate"}
    ]
    assert all(address and not re.match(r"(https?:)?//", address) for address in loaded), loaded
    assert not [tag for _, tag in reader.tags if any(name.startswith("on") for name in tag)]


def test_every_file_that_a_page_loads_is_there() -> None:
    """Styles and scripts named in mkdocs.yml exist in the site."""
    reader = _Reader(_page("index.html"))
    loaded = [tag["src"] for tag in reader.all("script")]
    loaded += [tag["href"] for tag in reader.all("link") if tag.get("rel") == "stylesheet"]
    assert len(loaded) > 10
    assert [address for address in loaded if address and address not in _site(published=True)] == []


def test_the_language_is_simplified_chinese() -> None:
    """Browsers choose fonts and line breaks by zh-CN."""
    assert _Reader(_page()).all("html")[0]["lang"] == "zh-CN"


def test_the_first_link_of_a_page_skips_to_the_content() -> None:
    """The keyboard reaches the text with one key, and the target exists."""
    reader = _Reader(_page())
    links = [tag["href"] for tag in reader.all("a") if tag.get("class") != "md-skip"]  # Material's own is not drawn
    assert links[:3] == ["#content", "#site-search", "#site-footer"]
    assert [tag["id"] for tag in reader.all("article")] == ["content"]
    known = [tag.get("id") for _, tag in reader.tags]
    assert {"content", "site-search", "site-footer"} <= set(known)


def test_the_language_of_an_english_page_is_english() -> None:
    """Screen readers read it as English; header, contents and foot speak English too; both pages name each other."""
    english, chinese = _page("en/about/index.html"), _page("about/index.html")
    assert _Reader(english).all("html")[0]["lang"] == "en"
    assert "On this page" in english
    assert "本页目录" not in english
    for page in (english, chinese):
        pairs = {tag["hreflang"]: tag["href"] for tag in _Reader(page).all("link") if "hreflang" in tag}
        home = ENVIRONMENT["JUESUAN_SITE_URL"]
        assert pairs == {"en": f"{home}en/about/", "zh-CN": f"{home}about/"}


def test_a_report_says_on_every_page_whose_it_is_and_whom_to_ask() -> None:
    """发布机构 and 索引号 stand under the heading, the ways to ask at the end; nothing that is not known is printed."""
    page = _page()
    assert re.search(r'class="page-facts".*?发布机构：某县某局.*?索引号：未公布', page, re.DOTALL)
    ask = re.search(r'<section class="ask".*?</section>', page, re.DOTALL)
    assert ask
    assert "12345" in ask[0]
    assert 'href="/fankui?a=1&amp;b=2"' in ask[0]
    assert "电子邮箱" not in ask[0]
    assert "本站没有填写联系方式" in _page(published=False)


def test_the_menu_opens_without_scripts() -> None:
    """On a phone the menu is an element that browsers open by themselves; switches appear with scripts only."""
    header = re.search(r"<header.*?</header>", _page(), re.DOTALL)
    assert header
    assert '<details class="site-more">' in header[0]
    assert header[0].count("开放数据</a>") == 2
    assert all("hidden" in tag for tag in _Reader(header[0]).all("button"))


def test_search_is_a_visible_link_with_its_word() -> None:
    """The header leads to the search page without a menu or an overlay."""
    header = re.search(r"<header.*?</header>", _page(), re.DOTALL)
    assert header
    assert "搜索</a>" in header[0]
    assert 'href="../../search/"' in header[0]


def test_breadcrumb_begins_with_the_portal_and_ends_with_the_page() -> None:
    """The site hangs below the columns of the portal that the settings name."""
    crumbs = re.search(r'<nav class="breadcrumb".*?</nav>', _page(), re.DOTALL)
    assert crumbs
    assert re.findall(r">([^<>\s][^<>]*)</(?:a|span)>", crumbs[0]) == [
        "政府信息公开&lt;",
        "某县&lt;部门&gt;决算",
        "某县",
        "收支情况说明",
    ]
    assert 'href="https://example.invalid/a?b=1&amp;c=2"' in crumbs[0]


def test_the_year_shown_is_marked_among_the_years() -> None:
    """The year switch leads to the other years and says which one this is."""
    years = re.search(r'<nav class="years".*?</nav>', _page(), re.DOTALL)
    assert years
    assert re.search(r'aria-current="true">2023<', years[0])
    assert 'href="../../reports/mou/ju/2022/"' in years[0]


def test_a_report_page_is_indexed_with_its_filters_and_the_page_of_figures_is_not() -> None:
    """Search finds reports by 年度, 地区, 部门, 栏目; the list of figures would drown them."""
    reader = _Reader(_page())
    marked = [tag for tag in reader.all("meta") if "data-pagefind-filter" in tag]
    assert {str(tag["data-pagefind-filter"]): tag["content"] for tag in marked} == {
        "年度[content]": "2023",
        "地区[content]": "某县",
        "部门[content]": "某县某局",
        "栏目[content]": "收支情况说明",
    }
    assert "data-pagefind-body" in _page()
    assert "data-pagefind-body" not in _page("mou/figures/index.html")


def test_footer_says_demonstration_unless_somebody_publishes() -> None:
    """No publisher is invented, and none is left out."""
    assert "演示站点，非官方公开" in _page(published=False)
    assert "演示站点" not in re.findall(r"<footer.*?</footer>", _page(), re.DOTALL)[0]
    assert "某县财政局&lt;b&gt;" in _page()
    assert "联系地址" not in _page()


def test_settings_never_become_markup() -> None:
    """Names from the settings are printed, not interpreted."""
    for path in ("index.html", "mou/statement/index.html", "404.html"):
        assert "<部门>" not in _page(path)
        assert "某县&lt;部门&gt;决算" in _page(path)


def test_404_stands_alone() -> None:
    """It is served at any depth of any folder, so it may refer to no neighbouring file."""
    reader = _Reader(_page("404.html"))
    addresses = [tag[name] for _, tag in reader.tags for name in ("href", "src") if tag.get(name)]
    assert addresses
    assert all(str(address).startswith(("https://example.invalid/", "data:")) for address in addresses)


def test_sitemap_takes_its_dates_from_the_pages() -> None:
    """A page without a date has none in the sitemap: the clock is never asked."""
    sitemap = _site(published=True)["sitemap.xml"].decode()
    assert re.findall(r"<lastmod>(.*?)</lastmod>", sitemap) == ["2024-09-01"]
    assert "https://example.invalid/zfxxgk/juesuan/mou/statement/" in sitemap


def test_papers_for_developers_are_not_published() -> None:
    """Records of decisions stay in the repository."""
    assert [path for path in _site(published=True) if path.startswith("adr/")] == []


def test_material_brings_neither_its_search_nor_its_script() -> None:
    """Both would add weight, and the search dialog fails the accessibility check."""
    page = _page()
    assert 'data-md-component="search"' not in page
    assert "assets/javascripts/bundle" not in page
