"""A report's pages: what stands where, and that no text of the data becomes markup."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml

from generator.model.blocks import Document, Paragraph, Section, Span
from generator.pages.report import chart_files, write_pages

if TYPE_CHECKING:
    from tests.pages.conftest import Kit

FOLDER = "reports/xugou/jia/2024/"
NASTY = (
    "<script>alert(1)</script>",
    "</p></div></td></table><h1>x</h1>",
    "<img src=x onerror=alert(1)>",
    "a<b>c&d",
    '" onmouseover="alert(1)',
    "' onclick='alert(1)",
    "&lt;b&gt;",
    "&#60;b&#62;",
    "&amp;nbsp;",
    "&",
    "&copy",
    "# 标题",
    "## 标题 {#other}",
    "标题 {: .cls onclick=x }",
    "{#id}",
    "{.cls}",
    "**粗** _斜_ `码`",
    "***",
    "---",
    "===",
    "a\n---\nb",
    "---\ntitle: x\n---\n",
    "第一行\n\n第二行",
    "\r\n\r\n- 项\r\n- 项",
    "\t代码",
    "    代码",
    "> 引文",
    "1. 一\n2. 二",
    "- 一",
    "+ 一",
    "| a | b |\n|---|---|",
    "[链接](javascript:alert(1))",
    "![图](x.png)",
    "<javascript:alert(1)>",
    "<https://example.invalid>",
    "https://example.invalid/?a=1&b=2",
    "javascript:alert(1)",
    "[脚注][^1]\n\n[^1]: 注",
    "*[HTML]: x",
    "[TOC]",
    "[ref]: http://example.invalid 'x'",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{% include 'x' %}",
    "{# 注 #}",
    "${7*7}",
    "```\n码\n```",
    "~~~ python\nx",
    '--8<-- "mkdocs.yml"',
    "\\# 反斜线\\",
    "\x02wzxhzdk:0\x03",
    "klzzwxh:0001",
    "\x00空",
    "\u202e倒\u202c",
    "\u2066x\u2069",
    "\ufeff标",
    "行\u2028段\u2029尾",
    "半\u3000角\u00a0格",
    "<!-- 注",
    "-->",
    "<![CDATA[x]]>",
    "<?php ?>",
    "]]>",
    "=1+1",
    "@SUM(A1)",
    ":smile:",
    "==标==",
    "++键++",
    "!!! note",
    "??? note",
    "//// x",
    "：“”《》",
    "'; DROP TABLE",
    "%s %(x)s {0}",
    "yes",
    "null",
    "0x10",
    "!!python/object:os.system",
    "&anchor *alias",
    "a: b",
    "𠮷😀",
    "\ud800代",
    "%3Cscript%3E",
)


@pytest.mark.parametrize("nasty", NASTY)
def test_no_text_becomes_markup(kit: "Kit", nasty: str) -> None:
    """Whatever stands in the texts, each page has the same elements and attributes, and shows the text itself."""
    plain = write_pages(kit.invented(), kit.downloads(), (2023,))
    odd = write_pages(kit.invented(nasty), kit.downloads(nasty), (2023,))
    word, shown = kit.word, kit.bare(nasty)
    assert plain.keys() == odd.keys()
    for path in plain:
        (one, one_names), (other, other_names) = kit.converted(plain[path]), kit.converted(odd[path])
        expected, found = kit.read(one), kit.read(other)
        assert found.shape == expected.shape
        assert found.text == expected.text.replace(word, shown)
        assert found.values == [value.replace(word, shown) for value in expected.values]
        assert [kit.bare(kit.unescape(name)) for name in other_names] == [
            kit.bare(name.replace(word, shown)) for name in one_names
        ]
        assert not any("<" in name or ">" in name for name in other_names)


@pytest.mark.parametrize("nasty", NASTY)
def test_front_matter_is_text(kit: "Kit", nasty: str) -> None:
    """Front matter keeps its keys and, as themes print it raw, holds no bare mark of HTML."""
    pages = write_pages(kit.invented(nasty), siblings=(2023,))
    for source in pages.values():
        matter = yaml.safe_load(source.split("\n---\n", 1)[0])
        assert set(matter) - {"search"} == {"title", "description", "date", "report"}
        assert matter["date"] == "2025-09-08"
        report = matter["report"]
        assert report["year"] == 2024
        assert report["years"] == [{"year": y, "url": f"reports/xugou/jia/{y}/"} for y in (2024, 2023)]
        for text in (
            matter["title"],
            matter["description"],
            report["department_name"],
            report["breadcrumb"][0]["name"],
        ):
            assert not set("<>\"'\n") & set(text)
        assert kit.bare(kit.unescape(report["department_name"])) == kit.bare(nasty)


@pytest.mark.parametrize("nasty", ["甲", "第一行\n\n第二行", "\u2028\u2029", "\r\r", "</p>\n\n# x", "\n\n---\n\n"])
def test_raw_html_has_no_blank_line_and_starts_at_the_margin(kit: "Kit", nasty: str) -> None:
    """Each block between blank lines is a heading, or block-level HTML that closes what it opens."""
    for source in write_pages(kit.invented(nasty), kit.downloads(nasty), (2023,)).values():
        for block in re.split(r"\n{2,}", kit.body_of(source).strip()):
            assert re.match(r"#{2,6} |<(h1|p|div|ul|dl|details|table|form)\b", block), block
            if block.startswith("<"):
                kit.read(block)


def test_ids_are_unique_and_links_lead_somewhere(kit: "Kit") -> None:
    """On every page ids are unique, and every link to a page of the report, or to an id on it, finds its target."""
    pages = {path: kit.read(kit.converted(text)[0]) for path, text in write_pages(kit.invented()).items()}
    ids = {path: page.all("id") for path, page in pages.items()}
    for path, page in pages.items():
        assert len(ids[path]) == len(set(ids[path]))
        base = [] if path.endswith("/index.md") else [path.rsplit("/", 1)[1].removesuffix(".md")]
        for href in page.all("href"):
            if "charts/" in href:
                continue
            address, _, anchor = href.partition("#")
            steps = list(base)
            for step in address.split("/"):
                if step == "..":
                    steps.pop()
                elif step not in ("", "."):
                    steps.append(step)
            target = f"{FOLDER}{'/'.join(steps) or 'index'}.md"
            assert target in pages, href
            assert not anchor or anchor in ids[target], href


def test_pages_follow_the_sections(kit: "Kit") -> None:
    """There is a landing page, a page for each name that sections give, and the page of figures."""
    pages = write_pages(kit.invented())
    names = ["index", "overview", "statement", "three-public", "glossary", "tables", "figures"]
    assert list(pages) == [f"{FOLDER}{name}.md" for name in names]
    assert list(chart_files(kit.invented())) == [f"{FOLDER}charts/c01.svg"]


def small(*sections: Section) -> Document:
    """Return an invented report that has only these sections."""
    return Document(
        "xugou",
        "jia",
        2024,
        "虚构区",
        "虚构区甲局",
        "甲局",
        "虚构区甲局2024年度部门决算",
        (),
        (),
        "公开",
        (),
        sections,
        {},
    )


def words(text: str) -> Paragraph:
    """Return a paragraph of official text."""
    return Paragraph((Span(text),))


def test_official_order_and_wording_stay_whole(kit: "Kit") -> None:
    """Headings print exactly, sections stay in order, one that another page shows is pointed to there."""
    parts = (
        Section(
            "p2",
            "第二部分 情况说明",
            "statement",
            1,
            (),
            (
                Section("s1", "一、总体情况（#1）", "statement", 2, (words("甲。"),)),
                Section("s7", "七、“三公”经费", "three-public", 2, (words("乙。"),)),
                Section("s8", "八、政府性基金", "statement", 2, (words("丙。"),)),
            ),
        ),
    )
    pages = write_pages(small(*parts))
    text, names = kit.converted(pages[f"{FOLDER}statement.md"])
    assert names == ["一、总体情况（#1）".replace("#", "&#35;"), "八、政府性基金"]
    assert '<p class="official indented">甲。</p>' in text
    order = [text.index(part) for part in ("第二部分", "甲。", "七、“三公”经费", "八、", "丙。")]
    assert order == sorted(order)
    assert 'href="../three-public/#s7"' in text
    other = pages[f"{FOLDER}three-public.md"]
    assert "乙。" in other
    assert '<span class="title-section">“三公”经费</span>' in other


def test_no_heading_level_is_left_out(kit: "Kit") -> None:
    """A sub-section right below a part becomes a heading of the second level."""
    part = Section("p", "第一部分", "overview", 1, (), (Section("s", "（一）职责", "overview", 3, (words("甲"),)),))
    assert "\n## （一）职责 {#s}\n" in write_pages(small(part))[f"{FOLDER}overview.md"]


def test_heading_says_region_department_and_year_apart(kit: "Kit") -> None:
    """The landing page breaks the official title in three, and repeats it only where it differs."""
    page = write_pages(small())[f"{FOLDER}index.md"]
    assert kit.bare(kit.read(kit.converted(page)[0]).text).startswith("虚构区甲局2024年度部门决算")
    assert "document-title" not in page
    renamed = replace(small(), title="甲局二〇二四年决算公开")
    assert '<p class="document-title">甲局二〇二四年决算公开</p>' in write_pages(renamed)[f"{FOLDER}index.md"]


def test_a_draft_says_so_on_every_page(kit: "Kit") -> None:
    """A report that is not published yet says so on each page; a published one does not."""
    draft = replace(small(Section("p", "第一部分", "overview", 1, (words("甲"),))), state="草稿")
    assert all("尚未公开" in text for text in write_pages(draft).values())
    assert not any("尚未公开" in text for text in write_pages(replace(draft, state="公开")).values())


def test_figures_page_names_places_and_operands(kit: "Kit") -> None:
    """An entry links to the figures of its formula and to the places that print it, but not to copies for phones."""
    page = kit.read(kit.converted(write_pages(kit.invented())[f"{FOLDER}figures.md"])[0])
    hrefs = page.all("href")
    assert "#zhichu" in hrefs
    assert "../#f-shouru" in hrefs
    assert "../tables/#f-shouru" in hrefs
    assert {"shouru", "zhichu"} <= set(page.all("id"))


def test_a_figure_without_entry_is_an_error(kit: "Kit") -> None:
    """A paragraph that prints a figure the document does not know stops the build with its name."""
    part = Section("p", "第一部分", "overview", 1, (Paragraph((Span("1", "不存在"),)),))
    with pytest.raises(LookupError, match="不存在"):
        write_pages(small(part))


@pytest.mark.parametrize("name", ["", "../x", "a b", 'a"b', "甲", "-x", "a/b", "x\n"])
def test_names_that_are_not_plain_ascii_are_refused(kit: "Kit", name: str) -> None:
    """A slug, page or key that could leave its folder or its attribute stops the build."""
    section = Section("p", "第一部分", "overview", 1, (words("甲"),))
    with pytest.raises(ValueError, match="ASCII"):
        write_pages(replace(small(section), region=name))
    with pytest.raises(ValueError, match="ASCII"):
        write_pages(small(replace(section, page=name)))
    with pytest.raises(ValueError, match="ASCII"):
        write_pages(small(replace(section, key=name)))


def test_many_files_of_one_kind_share_a_list(kit: "Kit") -> None:
    """The full text stands by itself; the tables' files are counted and folded, each with its size."""
    table = replace(kit.downloads()[0], kind="CSV", pages=0, size=2048, table=True)
    files = [*kit.downloads(), *(replace(table, title=f"表{n}", href=f"downloads/t{n}.csv") for n in range(9))]
    text = write_pages(kit.invented(), files)[f"{FOLDER}index.md"]
    assert "每张表的数据（CSV）：9 个文件" in text
    assert '<a href="downloads/t8.csv" download>表8</a> <span class="download-meta">CSV，2 KB</span>' in text
    few = write_pages(kit.invented(), files[:2])[f"{FOLDER}index.md"]
    assert "个文件" not in few


def test_landing_page_names_the_tables_below_their_part(kit: "Kit") -> None:
    """The contents name each official table once, those without data marked in words."""
    text = write_pages(kit.invented(), kit.downloads())[f"{FOLDER}index.md"]
    assert "## 一分钟看懂 {#one-minute}" in text
    assert text.count('href="tables/#t03"') == 1
    contents = text[text.index("{#contents}") :]
    assert '<span class="mark">无数据</span>' in contents
    assert '<span class="mark">未随文公布</span>' in contents


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "java\nscript:x", "vbscript:x", "a b"]
)
def test_downloads_cannot_run_scripts(kit: "Kit", href: str) -> None:
    """A download's address of another scheme is refused."""
    with pytest.raises(ValueError, match="safe address"):
        write_pages(small(), [replace(kit.downloads()[0], href=href)])
