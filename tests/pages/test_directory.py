"""The directory: every department is found, with its years or why it has none, and no list outgrows a slow phone."""

import json
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest

from generator.model.summary import Overview, Summary, Territory, Unit
from generator.pages.portal import departments, directory, home
from generator.pages.portal.common import told_apart
from generator.pages.portal.spelling import initial_of, readings, spelled
from tests.pages.overviews import overview

if TYPE_CHECKING:
    from tests.pages.conftest import Kit

MOST_BYTES = 300_000
REGION = "reports/xugou/"
#: syllables of invented names: many letters, several readings.
SYLLABLES = "安北长滨重城东恩丰高和行吉康兰明南平青荣石天武西阳泽"


def report(department: str, name: str, years: Iterable[int] = (2024,), *aliases: str) -> list[Summary]:
    """Return invented reports of a department."""
    full = f"虚构区{name}"
    return [
        Summary("xugou", department, year, "虚构区", full, name, f"{full}{year}年度决算", tuple(aliases))
        for year in years
    ]


def roster(*units: Unit) -> dict[str, Territory]:
    """Return an invented region with its roster."""
    return {"xugou": Territory("xugou", "虚构省虚构区", "虚构区", "990000", units)}


def many(count: int) -> Overview:
    """Return one region of many invented departments, with ten years of reports each, four in five on its roster."""
    reports, units = [], []
    for number in range(count):
        marks = [SYLLABLES[number // 25**place % 25] for place in range(3)]
        name = f"{''.join(marks)}人力资源和社会保障事务管理局第{number}分局"
        slug, aliases = f"bureau-{number:05}", (f"{marks[0]}人社{number}局", f"{''.join(marks)}局")
        if number % 5:
            reports += report(slug, name, range(2015, 2025), *aliases)
        units.append(Unit(slug, f"虚构省虚构区{name}", name, aliases, "政府工作部门"))
    return overview("虚构区部门决算", reports, territories=roster(*units))


def pages_of(found: Overview) -> dict[str, str]:
    """Return the pages of this part of the site."""
    return {path: text for writer in (home, directory, departments) for path, text in writer.write(found).items()}


def test_departments_stand_as_officials_list_them() -> None:
    """The roster's groups and order hold; who has not published is listed with the reason, who is not on it last."""
    found = overview(
        "虚构区部门决算",
        [*report("yi", "乙局"), *report("jia", "甲局", (2023, 2024), "甲字局"), *report("wai", "外局")],
        territories=roster(
            Unit("jia", "虚构省虚构区甲局", "甲局", group="党委部门"),
            Unit("yi", "虚构省虚构区乙局", "乙局", group="政府工作部门"),
            Unit("bing", "虚构省虚构区丙局", group="政府工作部门"),
            Unit("ding", "虚构省虚构区丁局", group="政府工作部门", exemption="涉及国家秘密，依法不予公开"),
            Unit("jiu", "虚构省虚构区旧局", group="政府工作部门", until=2019),
        ),
    )
    page = directory.write(found)[f"{REGION}index.md"]
    order = ["党委部门（1 个）", "甲局", "政府工作部门（3 个）", "乙局", "丙局", "丁局", "其他单位（1 个）", "外局"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert '<span class="name">丙局</span> <span class="status">未公开</span>' in page
    assert '<span class="name">丁局</span> <span class="status">依法不公开</span> ' in page
    assert "涉及国家秘密，依法不予公开" in page
    assert "旧局" not in page, "its duty ended before the first year that the site holds"
    assert '<a href="jia/2024/">2024年</a> <a href="jia/2023/">2023年</a>' in page
    assert "名录上有 5 个部门，3 个有公开的决算，1 个未公开，1 个依法不公开。" in page


def test_a_region_that_has_published_nothing_has_its_page() -> None:
    """Its roster stands there with what is missing, and the list of regions names it."""
    pages = directory.write(overview("虚构", [], territories=roster(Unit("jia", "虚构省虚构区甲局"))))
    assert "未公开" in pages[f"{REGION}index.md"]
    assert "还没有公开的决算" in pages["reports/index.md"]
    assert [path for path in pages if path.startswith("years/")] == []


def test_names_begin_with_what_tells_them_apart() -> None:
    """The region stands before its province, and a short form that is no ending of the name changes nothing."""
    assert told_apart("虚构省虚构市甲区", "甲区") == ("甲区", "虚构省虚构市")
    assert told_apart("虚构省", "虚构") == ("虚构省", "")


def test_characters_of_several_readings_are_spelled_by_their_word() -> None:
    """长 is chang in 长沙 and zhang in 局长; the table of readings holds both, so that a filter takes either."""
    assert spelled("长沙1局")[0] == "chang"
    table = readings(["长沙局", "局长室"])
    assert "长chang" in table
    assert "长zhang" in table
    assert "1" not in readings(["长沙1局"])
    assert [initial_of(name) for name in ("重庆局", "A局", "12345热线", "")] == ["c", "a", "other", "other"]


def test_a_short_list_is_filtered_where_it_stands() -> None:
    """From ten names on, the page offers a filter that knows their readings; below, the names are seen at a glance."""
    few = [one for number in range(5) for one in report(f"d{number}", f"甲{number}局")]
    more = [one for number in range(15) for one in report(f"d{number}", f"甲{number}局")]
    assert "list-filter" not in directory.write(overview("虚构", few))[f"{REGION}index.md"]
    page = directory.write(overview("虚构", more))[f"{REGION}index.md"]
    assert 'data-readings="局ju甲jia"' in page
    assert page.count("<form") == page.count("hidden>") == 1, "without scripts the filter is not shown"


@pytest.fixture(scope="module")
def crowd() -> dict[str, str]:
    """Return the pages over 3,000 invented departments of one region."""
    return pages_of(many(3000))


def test_no_file_outgrows_a_slow_phone(crowd: dict[str, str]) -> None:
    """Over 3,000 departments of one region with ten years each, every file is under 300 KB, home under 20 KB."""
    sizes = {path: len(text.encode()) for path, text in crowd.items()}
    assert {path: size for path, size in sizes.items() if size >= MOST_BYTES} == {}
    assert sizes["index.md"] < 20_000
    assert sizes[f"{REGION}index.md"] < 20_000


def test_every_name_of_a_long_list_is_found_by_letter_and_by_filter(crowd: dict[str, str]) -> None:
    """Each department stands on one page by letter and in one file for the filter; the region's page leads to both."""
    letters = {path: text for path, text in crowd.items() if path.startswith(f"{REGION}letters/") and "<h1" in text}
    assert sum(text.count('class="name"') for text in letters.values()) == 3000
    assert "拼音 C" in crowd[f"{REGION}letters/c/index.md"]
    assert "长" in crowd[f"{REGION}letters/c/index.md"]
    files = [json.loads(text) for path, text in crowd.items() if path.endswith(".json")]
    names = [entry for part in files for entry in part["names"]]
    assert [entry[0] for entry in names] == [f"bureau-{number:05}" for number in range(3000)]
    assert names[0][2] == "未公开"
    assert names[1][2] == 2024
    page = crowd[f"{REGION}index.md"]
    assert all(f'href="{path.removeprefix(REGION).removesuffix("index.md")}"' in page for path in letters)
    assert page.count("letters/names-") == len(files)


def test_time_grows_with_the_number_of_departments() -> None:
    """Three times the departments take less than four times as long; clocks are coarse: one try of three is enough."""
    directory.write(many(310))  # the dictionary of readings is loaded once

    def seconds(found: Overview) -> float:
        spelled.cache_clear()
        start = time.process_time()
        directory.write(found)
        return time.process_time() - start

    small, large = many(1000), many(3000)
    assert any(seconds(large) < 4 * seconds(small) for _ in range(3))


def test_years_lead_to_that_years_reports(kit: "Kit") -> None:
    """A year's page names who published it, straight to the report; a year of too many names leads to the regions."""
    found = overview("虚构", [*report("jia", "甲局", (2023, 2024)), *report("yi", "乙局")])
    pages = directory.write(found)
    assert '<a class="name" href="../../reports/xugou/jia/2023/">甲局</a>' in pages["years/2023/index.md"]
    assert "乙局" not in pages["years/2023/index.md"]
    assert "2 个部门" in kit.read(kit.converted(pages["years/2024/index.md"])[0]).texts
    assert '<a href="2024/">2024年度</a> <span class="count">2 份部门决算</span>' in pages["years/index.md"]
    crowded = directory.write(many(500))["years/2024/index.md"]
    assert 'href="../../reports/xugou/"' in crowded
    assert "分局" not in crowded
