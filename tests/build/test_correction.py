"""One amount changed after publication: the notice, the word at the figure, ledger, feed and paper tell it.

虚构县水务局 published 10.00 for 公务接待费; the amount is put right to 1.00 and the correction written beside it.
"""

import datetime as dt
from functools import cache

from generator.document.corrections import change_in_words
from generator.downloads.print_texts import about_of, cover_of
from generator.model.blocks import Document
from generator.pages.portal.changes import write
from generator.pages.report import write_pages
from generator.pages.summaries import summarize
from tests.build.example import REPORT, WATER, invented, laid_out, plan
from tests.pages.overviews import overview

RECEPTIONS, TOTAL = "三公.财政拨款.公务接待费", "三公.财政拨款"
CORRECTION = """\
更正:
  - {日期: 2025-09-20, 数: 三公.财政拨款.公务接待费, 原值: "10.00", 现值: "1.00", 原因: 小数点移位, 依据: 虚构公告}
"""
MARK = '<sup class="corrected" data-pagefind-ignore>更正</sup>'
NOTICE = 'class="notice notice-correction corrections"'


@cache
def corrected() -> Document:
    """Return the report with the correction."""
    return laid_out(invented(report=REPORT + CORRECTION), WATER)


@cache
def pages() -> dict[str, str]:
    """Return its pages by name."""
    return {path.split("/")[-1]: text for path, text in write_pages(corrected()).items()}


def test_the_correction_is_told_with_what_followed_from_it() -> None:
    """The figure by its name, from what to what, and the figures whose formulas use it."""
    (one,) = corrected().corrections
    assert change_in_words(one) == f"{one.what}由 10.00 改为 1.00万元（小数点移位）"
    assert "公务接待费" in one.what
    assert one.figure == RECEPTIONS
    assert TOTAL in one.affected
    assert all(name != RECEPTIONS for name in one.affected)


def test_the_first_page_and_the_page_of_the_figure_bear_a_notice() -> None:
    """Under the heading, not in a banner; a page that does not print the figure has none."""
    assert pages()["index.md"].count(NOTICE) == 1
    assert pages()["three-public.md"].count(NOTICE) == 1
    for page in ("overview.md", "figures.md"):
        assert NOTICE not in pages().get(page, "")
    notice = next(line for line in pages()["index.md"].splitlines() if NOTICE in line)
    assert "由 10.00 改为 <strong>1.00</strong>万元（小数点移位）。" in notice
    assert f"影响 {len(corrected().corrections[0].affected)} 个数，印在 " in notice
    assert "依据：虚构公告。" in notice
    assert f'href="figures/#{corrected().figures[RECEPTIONS].key}"' in notice


def test_the_figure_wears_the_word_wherever_it_stands() -> None:
    """Each print of the corrected figure is followed by 更正; no other figure is."""
    key = corrected().figures[RECEPTIONS].key
    for name, text in pages().items():
        prints = text.split('<a class="figure" id="f-')[1:]
        marked = [part for part in prints if part.partition("</a>")[2].startswith(MARK)]
        assert [part.partition('"')[0].startswith(key) for part in prints].count(True) == len(marked), name
        assert all(part.startswith(key) for part in marked)
    assert MARK in pages()["three-public.md"]


def test_without_a_correction_nothing_is_marked() -> None:
    """The same report without the record: no notice, no word."""
    texts = write_pages(laid_out(invented(), WATER)).values()
    assert not any(MARK in text or NOTICE in text for text in texts)


def test_ledger_and_feed_tell_it() -> None:
    """One row, one entry, both leading to the figure's entry."""
    files = write(overview("虚构县部门决算", [summarize(corrected())]))
    address = f"reports/{WATER}/figures/#{corrected().figures[RECEPTIONS].key}"
    assert f'href="../{address}"' in files["corrections/index.md"]
    assert "一共 1 处更正，最近一次是 2025-09-20。" in files["corrections/index.md"]
    assert f'href="{address}"' in files["feed.xml"]
    assert "由 10.00 改为 1.00万元（小数点移位）。依据：虚构公告。" in files["feed.xml"]


def test_the_paper_says_it_on_the_cover_and_at_the_end() -> None:
    """Who prints the file sees that it holds a correction, and where."""
    assert "含更正（2025-09-20），见文末“关于本文件”" in cover_of(corrected(), "", dt.date(2025, 9, 1)).imprint
    (told,) = [line for line in about_of(corrected()) if line.startswith("更正 2025-09-20：")]
    assert "由 10.00 改为 1.00万元（小数点移位）。影响：" in told


def test_a_correction_that_the_report_does_not_print_stops_it() -> None:
    """The amount still as it was: the check names both values, and the report is not published."""
    wrong = CORRECTION.replace('现值: "1.00"', '现值: "0.10"')
    (said,) = [one for one in plan(invented(report=REPORT + wrong), WATER).findings if one.code == "C03"]
    assert str(said.severity) == "错误"
    assert "现值是 0.10，报告现在印的是 1.00" in said.message
    assert said.place is not None
    assert [one.code for one in plan(invented(report=REPORT + CORRECTION), WATER).findings if one.code[0] == "C"] == []


def test_a_correction_cannot_bring_markup() -> None:
    """What is written in the data is text on every page."""
    nasty = CORRECTION.replace("小数点移位", "'<script>x</script>{{ 7*7 }}'")
    texts = write_pages(laid_out(invented(report=REPORT + nasty), WATER)).values()
    assert not any("<script" in text or "{{" in text for text in texts)
    assert any("&lt;script&gt;" in text for text in texts)
