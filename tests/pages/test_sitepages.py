"""Home, region and department pages."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.model.summary import Headline, Summary, TableState
from generator.pages.portal import write_site_pages
from generator.pages.portal.departments import department_page
from generator.pages.portal.home import home_page
from generator.pages.summaries import summarize
from tests.pages.overviews import overview

if TYPE_CHECKING:
    from tests.pages.conftest import Kit


def summary(word: str, department: str, year: int) -> Summary:
    """Return an invented summary in which every text is the word."""
    return Summary(
        "xugou",
        department,
        year,
        word,
        word,
        word,
        word,
        (word,),
        f"{year + 1}-09-08",
        word,
        (Headline(word, word, word, "statement/#s1"),),
        (TableState("t01", word, word, "unattached"),),
        word,
    )


def site(word: str) -> dict[str, str]:
    """Return all site pages over three invented reports."""
    reports = [summary(word, "jia", 2023), summary(word, "jia", 2024), summary(word, "yi", 2024)]
    return write_site_pages(overview(word, reports))


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>x</script>",
        '"><img src=x>',
        "{{ 7*7 }}{% x %}",
        "a\n\n---\n\n# b",
        "[x](javascript:y)",
        "&lt;",
        "'`*_#",
        "\u202e倒",
        "{#id .c}",
    ],
)
def test_no_text_becomes_markup(kit: "Kit", nasty: str) -> None:
    """Whatever stands in names, aliases and figures, elements and attributes stay the same and the text is shown."""
    plain, odd = site(kit.word), site(nasty)
    assert list(plain) == [
        "index.md",
        "reports/index.md",
        "reports/xugou/index.md",
        "reports/xugou/jia/index.md",
        "reports/xugou/yi/index.md",
    ]
    for path in plain:
        one, other = kit.read(kit.converted(plain[path])[0]), kit.read(kit.converted(odd[path])[0])
        assert other.shape == one.shape
        assert other.text == one.text.replace(kit.word, kit.bare(nasty))


def test_home_says_what_it_is_and_offers_search(kit: "Kit") -> None:
    """The heading counts departments and years; the search form asks search/?q= and its examples are links."""
    page = home_page("虚构区部门决算", [summary("甲局", "jia", 2020), summary("乙局", "yi", 2024)])
    text = kit.converted(page)[0]
    assert "2 个部门，2020—2024 年" in kit.read(text.split("</h1>")[0] + "</h1>").texts
    assert 'action="search/" method="get"' in text
    assert 'href="search/?q=2080505"' in text
    assert text.index("2025-09-08") < text.index("2021-09-08")


def test_home_shows_the_newest_years_where_no_date_is_known() -> None:
    """A date that nobody published is not invented: the newest reports stand there under another heading."""
    undated = [replace(summary("甲局", "jia", year), published="") for year in (2023, 2024)]
    text = home_page("虚构区部门决算", undated)
    assert "## 最新年度的决算" in text
    assert "<time" not in text
    latest = text[text.index("最新年度的决算") :]
    assert latest.index("jia/2024/") < latest.index("jia/2023/")


def test_home_without_reports_is_still_a_page() -> None:
    """A site with nothing published says so."""
    assert "还没有公开的决算" in home_page("虚构区部门决算", [])


def test_department_lists_years_newest_first() -> None:
    """Years stand newest first with their headline figures, tables that were not attached are counted."""
    older = replace(summary("甲局", "jia", 2023), department_name="甲局（旧）")
    page = department_page([older, summary("甲局", "jia", 2024)])
    assert page.index("2024年度") < page.index("2023年度")
    assert '<a href="2024/statement/#s1">甲局</a>' in page
    assert "1 张表中 1 张未随文公布" in page
    assert "曾用名：甲局（旧）" in page


def test_summary_is_taken_from_the_document(kit: "Kit") -> None:
    """Headline figures are the cards, with the address of the section they lead to."""
    found = summarize(kit.invented())
    assert found.published == "2025-09-08"
    assert found.headlines[0] == Headline(kit.word, kit.word, kit.word, "statement/#s1")
    assert [table.state for table in found.tables] == ["full", "full", "empty", "unattached"]
