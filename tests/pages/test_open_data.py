"""The page about open data, its list for programs, and the three pages in English; all names are invented."""

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.model.identity import Site
from generator.model.open_data import COLUMNS, FACTS, PLACE, REPORT
from generator.model.summary import Bundle, Overview
from generator.pages.portal import english, open_data
from generator.pages.portal.example import PLACEHOLDER, example_of
from generator.pages.summaries import summarize
from tests.pages.overviews import overview

if TYPE_CHECKING:
    from tests.pages.conftest import Kit

FILE = Bundle("xugou", "虚构市", 2024, 1, "open-data/files/xugou-2024.zip", 94_000, "ab" * 32)


def view(kit: "Kit") -> Overview:
    """Return an overview of one report with one file of its region and year."""
    return replace(overview("虚构市部门决算", [summarize(kit.invented())]), bundles=(FILE,))


def test_the_fields_on_the_page_are_those_of_the_files(kit: "Kit") -> None:
    """Every column and every key is explained, from the list that the files are written by."""
    text, _ = kit.converted(open_data.write(view(kit))["open-data/index.md"])
    page = kit.read(text).text
    for field in (*PLACE, *COLUMNS):
        assert kit.bare(field.column + field.meaning) in page
    for field in (*REPORT, *FACTS):
        assert not field.key or kit.bare(field.key + field.meaning) in page


def test_each_file_is_listed_with_size_and_hash(kit: "Kit") -> None:
    """A reader knows what is fetched, how large it is and whether it came whole."""
    text, _ = kit.converted(open_data.write(view(kit))["open-data/index.md"])
    page = kit.read(text)
    assert "../open-data/files/xugou-2024.zip" in page.all("href")
    assert "2024年度1份决算，ZIP，92KB" in page.text
    assert "ab" * 32 in page.text


def test_no_licence_is_invented(kit: "Kit") -> None:
    """Without one the page says so; with one it prints it."""
    assert "本站没有写明数据许可" in open_data.open_data_page(view(kit))
    licensed = replace(view(kit), site=Site(title="虚构市部门决算", licence="虚构许可"))
    assert "数据许可：虚构许可" in open_data.open_data_page(licensed)
    assert "没有写明" not in open_data.open_data_page(licensed)


def test_programs_find_every_report_and_file_in_one_list(kit: "Kit") -> None:
    """The list names the files of each report by addresses below the home page."""
    index = json.loads(open_data.write(view(kit))["open-data/index.json"])
    assert index["bundles"][0]["href"] == FILE.href
    assert index["reports"][0]["facts_csv"] == "reports/xugou/jia/2024/downloads/facts.csv"
    assert index["as_of"] == "2025-10-08"


def test_the_program_asks_the_site_that_it_stands_on() -> None:
    """The address of the site is in it, or one that the reader is told to change; no quotation mark ends it."""
    assert 'SITE = "https://xugou.example.com/a/"' in example_of("https://xugou.example.com/a/")
    assert PLACEHOLDER in example_of("")
    compile(example_of('https://x.example.com/"+exit()+"\\'), "example", "exec")


def test_the_program_keeps_its_shape_in_the_page(kit: "Kit") -> None:
    """What a reader copies from the page is the program, line by line, with its indentation."""
    text, _ = kit.converted(open_data.open_data_page(view(kit)))
    head, pre = text.split('<pre class="program" ')[1].split("</pre>")[0].split(">", 1)
    assert 'role="region" aria-label="Python 程序" tabindex="0"' in head
    assert kit.unescape(pre.removeprefix("<code>").removesuffix("</code>")) == example_of("").rstrip("\n")


def test_a_site_without_reports_has_its_pages(kit: "Kit") -> None:
    """The pages say that there is nothing yet; they are in the menu of every site."""
    empty = overview("虚构市部门决算", [])
    assert "还没有可以下载的文件" in open_data.open_data_page(empty)
    assert "No report has been published yet" in english.home_page(empty)
    assert kit.converted(open_data.open_data_page(empty))


def test_english_pages_say_their_language_and_count_well(kit: "Kit") -> None:
    """Each is marked as English and kept out of the Chinese search; one report is not “1 reports”."""
    pages = english.write(view(kit))
    assert set(pages) == {"en/index.md", "en/about.md", "en/open-data.md"}
    assert all('language: "en"' in page and "search: false" in page for page in pages.values())
    assert "1 report of 1 department, 2024" in pages["en/index.md"]
    assert "../../open-data/files/xugou-2024.zip" in pages["en/open-data.md"]


def test_a_region_is_linked_from_the_english_first_page(kit: "Kit") -> None:
    """Its name is marked as Chinese, so that a screen reader says it right."""
    page = english.home_page(view(kit))
    assert f'<a href="../reports/xugou/" lang="zh-CN">{kit.word}</a>' in page
