"""The pages of comparison: what stands beside what, what is flagged, what is missing, what can be taken home."""

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.model.summary import Overview
from generator.pages.portal import compare
from generator.pages.portal.compare import kind_folder
from generator.pages.portal.compare_csv import grid_csv, safe_text
from generator.pages.portal.compare_grid import Cell, Column, Grid, Line, Section
from generator.pages.portal.compare_pages import ROWS
from generator.pages.portal.regional import regions_of
from tests.pages.comparing import GENERAL, figures, invented, report, reports
from tests.pages.overviews import overview

if TYPE_CHECKING:
    from tests.pages.conftest import Kit

NASTY = "<script>x</script>\"' {{ 7*7 }}\n\n---\n# b [x](javascript:y) &lt; \u202e倒 `*_#"


def written(found: Overview) -> dict[str, str]:
    """Return the pages of comparison and their files: those of all regions and those of each."""
    every = [compare.write(found), *(compare.write_region(reports) for reports in regions_of(found))]
    return {path: text for pages in every for path, text in pages.items()}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Return all pages of comparison of the invented reports."""
    return written(invented())


def row(page: str, name: str, table: str) -> str:
    """Return the row of a department in a table of a page, as text between tags."""
    block = page[page.index(f'id="{table}"') :].split("</table>", maxsplit=1)[0]
    return next(line for line in block.split("<tr>") if f">{name}<" in line)


def rows(text: str) -> list[list[str]]:
    """Return a CSV file as rows."""
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_it_begins_with_an_answer(pages: dict[str, str]) -> None:
    """The first page shows the department of which most is known over its years, before anything is chosen."""
    page = pages["compare/index.md"]
    assert "虚构区水务局各年决算" in page
    assert page.index("减少 1.00（33.33%）") < page.index("按地区比")
    assert 'data-start="xugou/water"' in page


def test_departments_of_a_region_stand_in_the_order_of_the_roster(pages: dict[str, str]) -> None:
    """No league table: the order of the overview stays, whatever the amounts."""
    page = pages["compare/xugou/index.md"]
    block = page[page.index('id="three-public"') :].split("</table>")[0]
    assert block.index("水务局") < block.index("林业局") < block.index("教育局")


def test_every_number_leads_to_its_entry(pages: dict[str, str]) -> None:
    """A number is a link to where the report says how it came about."""
    line = row(pages["compare/xugou/index.md"], "水务局", "three-public")
    assert '<a href="../../reports/xugou/water/2023/figures/#n-three-public">2.00</a>' in line


def test_another_scope_is_flagged_in_the_cell_and_counted_above(pages: dict[str, str]) -> None:
    """Who counts 三公 otherwise stands there flagged, his scope in a note, and one line above says so of him."""
    page = pages["compare/xugou/index.md"]
    assert '<small class="caution">口径不同<sup>①</sup></small>' in row(page, "林业局", "three-public")
    assert f'<span class="mark-of">①</span>口径不同：{GENERAL}' in page
    assert "口径不同" not in row(page, "水务局", "three-public")
    assert "1 个部门口径不同，已在格中注明，不能和其他部门直接比较。" in page


def test_who_is_missing_is_named(pages: dict[str, str]) -> None:
    """A department without the year is named above the table; one without accounts on the first page."""
    assert "没有列入：教育局。本站没有这 1 个部门2022年的决算数。" in pages["compare/xugou/2022/index.md"]
    assert "虚构区卫生健康局 1 个部门只公开了绩效等内容" in pages["compare/index.md"]


def test_a_topic_names_year_base_and_budget_base(pages: dict[str, str]) -> None:
    """The change with last year's and the budget with what was done of it stand beside the outturn, notes below."""
    page = pages["compare/topic-three-public/index.md"]
    assert "减少 1.00（33.33%）" in row(page, "水务局", "three-public")
    assert "50.00%" in row(page, "水务局", "three-public")
    assert '>3.00</a><sup class="note-mark">①</sup>' in row(page, "水务局", "three-public")
    assert '<span class="mark-of">①</span>2023年决算的上年数为 3.10 万元，两份决算不一致' in page
    assert "预算基数不同" in row(page, "林业局", "three-public")
    assert "预算基数不同：全年预算" in page


def test_a_topic_of_many_tables_names_them_first(pages: dict[str, str]) -> None:
    """Each table can be gone to from above the first one."""
    page = pages["compare/topic-three-public/index.md"]
    above = page[page.index("compare-contents") : page.index('class="compare-block"')]
    assert re.findall(r'href="#([\w-]+)"', above) == re.findall(r'class="compare-block" id="([\w-]+)"', page)


def test_years_stand_apart_each_with_its_scope(pages: dict[str, str]) -> None:
    """Departments of another year have a head of their own: no cell says again that its year is another."""
    page = pages["compare/topic-three-public/index.md"]
    block = page[page.index('id="three-public"') :].split("</table>", maxsplit=1)[0]
    heads = re.findall(r'<th scope="rowgroup" class="name">(.*?)</th><td class="scope">(.*?)</td>', block)
    assert heads == [("2023年度", "财政拨款"), ("2021年度", "财政拨款")]
    assert block.index("2021年度") < block.index("虚拟县")
    assert "年度不同" not in block
    found = rows(pages["compare/topic-three-public/three-public.csv"])
    assert found[0][:4] == ["地区", "部门", "年度", "决算数（万元）"]
    assert [line[2] for line in found[1:]] == ["2023年度"] * 3 + ["2021年度"]


def test_what_is_missing_is_explained_once(pages: dict[str, str]) -> None:
    """A cell says 缺 with a mark, the note below the table says why, the CSV file says it in the cell."""
    page = pages["compare/topic-three-public/index.md"]
    block = page[page.index('id="receptions"') :].split("</div><p", maxsplit=1)[0]
    assert '缺<sup class="note-mark">②</sup>' in row(page, "教育局", "receptions")
    assert block.count("本站没有2022年决算") == 1
    assert "缺（本站没有2022年决算）" in pages["compare/topic-three-public/receptions.csv"]


def test_per_head_only_where_staff_is_known(pages: dict[str, str]) -> None:
    """1,000 万元 of 25 people are 40 a head; departments that do not state their staff are counted, not guessed."""
    page = pages["compare/xugou/index.md"]
    assert ">40.00</a>" in row(page, "水务局", "per-head")
    assert "2 个部门没有公布年末在职人数，没有列入。" in page


def test_departments_of_one_kind_stand_beside_each_other(pages: dict[str, str]) -> None:
    """The two 水务局 of two regions have a page, whose address does not depend on other kinds."""
    page = pages[f"compare/{kind_folder('水务部门')}/index.md"]
    assert "各地水务部门" in page
    assert "虚拟县" in page
    assert kind_folder("水务部门") == kind_folder("水务部门") != kind_folder("教育部门")


def test_the_csv_file_holds_the_table(pages: dict[str, str]) -> None:
    """Numbers are plain digits, words stand in a column of their own, the unit in the head."""
    found = rows(pages["compare/xugou/three-public.csv"])
    assert found[0] == ["地区", "部门", "“三公”经费合计（万元）", "公务接待费（万元）", "说明"]
    assert found[2][1:4] == ["林业局", "5", "5"]
    assert "口径不同" in found[2][4]


def test_a_file_holds_no_formula() -> None:
    """A text that a spreadsheet would run is quoted; a negative number stays a number."""
    line = Line("@x", "", (Cell(Decimal("-3.20"), "万元"),), "+y")
    grid = Grid("t", "表", "部门", (Column("=1+1"),), (Section((line,)),))
    assert rows(grid_csv(grid)) == [["地区", "部门", "'=1+1", "说明"], ["'+y", "'@x", "-3.2", ""]]
    assert [safe_text(text) for text in ("-a", "\tb", "甲")] == ["'-a", "'\tb", "甲"]


def test_the_data_of_a_department_is_exact(pages: dict[str, str]) -> None:
    """The selection reads values, scopes, sources and reasons; nothing is rounded."""
    water = json.loads(pages["compare/data/xugou/water.json"])
    assert water["rows"]["three-public"]["points"]["2023"] == {
        "value": "2", "scope": "财政拨款", "href": "reports/xugou/water/2023/figures/#n-three-public",
    }  # fmt: skip
    index = json.loads(pages["compare/data/index.json"])
    assert index["regions"]["xugou"]["departments"][0] == ["water", "水务局", "水务部门", "水局"]


def test_many_departments_are_parted(pages: dict[str, str]) -> None:
    """A region of 250 departments has three pages of at most 300 KB that together hold every one of them once."""
    many = [report(f"d{n:03}", 2023, *figures("1000.00", "2.00", scope=GENERAL)) for n in range(250)]
    found = written(overview("虚构", many))
    parts = [text for path, text in found.items() if path.startswith("compare/xugou/") and path.endswith(".md")]
    assert len(parts) == -(-250 // ROWS)
    names = [
        name for part in parts for name in part.split('id="three-public"')[1].split("</table>")[0].split("<tr>")[2:]
    ]
    assert len(names) == 250
    assert max(len(text.encode()) for text in found.values()) < 300_000
    assert len(rows(found["compare/xugou/three-public.csv"])) == 251


def test_nothing_to_compare_is_still_a_page() -> None:
    """A site whose reports hold no accounts says so."""
    assert list(written(overview("虚构", [report("health", 2023, contents=("整体绩效",))]))) == ["compare/index.md"]


def test_no_text_becomes_markup(kit: "Kit") -> None:
    """Whatever stands in names, labels, scopes and units, the elements of every page stay the same."""
    found = {}
    for word in (kit.word, NASTY):
        held = []
        for one in reports():
            told = tuple(replace(m, label=word, scope=word, note=word, budget_base=word) for m in one.measures)
            held.append(
                replace(one, region_name=word, department_name=word, short_name=word, aliases=(word,), measures=told)
            )
        found[word] = written(overview(word, held))
    assert list(found[kit.word]) == list(found[NASTY])
    for path, text in found[kit.word].items():
        if path.endswith(".md"):
            plain, odd = kit.read(kit.converted(text)[0]), kit.read(kit.converted(found[NASTY][path])[0])
            assert odd.shape == plain.shape, path
