"""Which sections stand on which page: titles of pages, depth of headings, evaluations of several papers."""

from typing import TYPE_CHECKING

from generator.model.blocks import Paragraph, Section, Span
from generator.pages.outline import outline
from generator.pages.report import write_pages

if TYPE_CHECKING:
    from dataclasses import replace

    from tests.pages.conftest import Kit
else:
    from dataclasses import replace

ONE = "evaluation-one"


def section(key: str, title: str, level: int, *below: Section, page: str = ONE) -> Section:
    """Return a section with a line of text."""
    return Section(key, title, page, level, (Paragraph((Span("正文"),)),), below)


REPORT = section("r", "虚构项目自评报告", 3, section("r1", "一、概况", 4), section("r2", "二、结论", 4))
SHEET = section("s", "附件：虚构自评表", 2)
PARTS = (
    Section("p1", "第一部分", "evaluations", 1, (), (section("p11", "一、项目", 2, REPORT, page="evaluations"),)),
    Section("p2", "第二部分", "evaluations", 1, (), (SHEET,)),
)


def test_sections_of_different_parents_share_a_page(kit: "Kit") -> None:
    """Papers of one evaluation that stand at different places of the tree: headings of one level have one depth."""
    document = replace(kit.invented(), parts=PARTS, page_titles={ONE: "虚构项目"})
    page = {page.page: page for page in outline(document)}[ONE]
    depths = {item.section.key: item.depth for item in page.items}
    assert depths == {"r": 2, "r1": 3, "r2": 3, "s": 2}
    assert (page.title, page.head) == ("虚构项目", None)


def test_a_page_named_like_its_only_paper_says_it_once(kit: "Kit") -> None:
    """Where the given title is that of the first section, that section's heading is the page's own."""
    document = replace(kit.invented(), parts=PARTS[:1], page_titles={ONE: "虚构项目自评报告"})
    page = {page.page: page for page in outline(document)}[ONE]
    assert page.head is REPORT
    assert [item.depth for item in page.items] == [1, 2, 2]


def test_five_levels_of_headings_follow_each_other(kit: "Kit") -> None:
    """Level 5 is a heading one below level 4, and none is left out on the way down."""
    deep = section("a", "一、", 2, section("b", "（一）", 3, section("c", "1.", 4, section("d", "（1）", 5))))
    document = replace(kit.invented(), parts=(section("p", "第一部分", 1, deep),), page_titles={ONE: "名"})
    page = next(iter(outline(document)))
    assert [item.depth for item in page.items] == [2, 3, 4, 5, 6]


def test_an_evaluation_stands_below_the_overview(kit: "Kit") -> None:
    """Its breadcrumb goes through 绩效自评, and the search knows it by that name: ten projects, one filter."""
    pages = write_pages(replace(kit.invented(), parts=PARTS, page_titles={ONE: "虚构项目"}))
    text = next(text for path, text in pages.items() if path.endswith(f"/{ONE}.md"))
    assert 'section: "绩效自评"' in text
    assert '"name": "绩效自评", "url": "reports/' in text.replace("name: ", '"name": ').replace("url: ", '"url": ')
    assert "虚构项目</span>" in text
