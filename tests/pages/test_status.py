"""The status board as pages and as data."""

import csv
import io
from typing import TYPE_CHECKING

from generator.model.summary import Waiting
from generator.pages.portal.listing import MOST_ROWS, address_of_file, csv_text, part_file, root_of_file
from generator.pages.portal.status import write
from tests.pages.following import county, report, unit

if TYPE_CHECKING:
    from tests.pages.conftest import Kit

MOST_BYTES = 300_000


def rows(text: str) -> list[dict[str, str]]:
    """Return a CSV file read back."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_a_region_says_first_how_many_published(kit: "Kit") -> None:
    """Sentence, bar, then a row a unit with dates and a word for its state; the mark beside it is for the eye only."""
    units = [unit("jia"), unit("yi"), unit("bing", exemption="涉密")]
    pages = write(county([report("jia")], units, [Waiting("xugou", "yi", 2024, "2025-09-01")]))
    text = kit.converted(pages["status/xugou/index.md"])[0]
    page = kit.read(text)
    assert text.index("应公开 2 个单位：1 个按时公开，1 个逾期未公开；") < text.index("<svg") < text.index("<table")
    assert "../../reports/xugou/jia/2024/" in page.all("href")
    for words in ("2025-09-17", "逾期未公开，已过 17 日", "依法不公开（涉密）", "3 张，1 张无数据，1 张未随文公布"):
        assert words in text
    assert {"●", "■", "◇"} <= {part.strip() for part in page.texts}


def test_the_bar_says_in_words_what_it_shows(kit: "Kit") -> None:
    """The picture bears the sentence; the list below names every piece with its count."""
    pages = write(county([report(f"d{n}") for n in range(19)], [unit(f"d{n}") for n in range(20)]))
    text = kit.converted(pages["status/xugou/2024.md"])[0]
    bar = text[text.index("<svg") : text.index('<ul class="status-key">')]
    assert "应公开 20 个单位：19 个按时公开，1 个未公开（批复日期未知）。" in bar
    assert 'width="95.000%"' in bar
    assert "● 按时公开 19" in bar
    assert "未公开（批复日期未知） 1" not in bar, "too narrow for its label"
    assert "未公开（批复日期未知） <strong>1</strong>" in text


def test_every_year_has_an_address_that_lasts_and_its_data() -> None:
    """The newest year stands at the region's own address too; each year's CSV bears the same rows."""
    pages = write(county([report("jia")], [unit("jia"), unit("yi")], years=(2024, 2023)))
    assert set(pages) == {
        "status/index.md",
        "status/xugou/index.md",
        "status/xugou/2024.md",
        "status/xugou/2024.csv",
        "status/xugou/2023.md",
        "status/xugou/2023.csv",
        "status/xugou/totals.md",
        "status/xugou/totals.csv",
    }
    (first, second) = rows(pages["status/xugou/2024.csv"])
    assert (first["部门"], first["截止日期"], first["状态"], first["网页"]) == (
        "虚构县jia局",
        "2025-09-17",
        "按时公开",
        "reports/xugou/jia/2024/",
    )
    assert (second["状态"], second["公开日期"], second["决算表"]) == ("未公开（批复日期未知）", "", "")
    assert "search: false" in pages["status/xugou/2023.md"]


def test_three_thousand_units_stay_on_small_pages() -> None:
    """A long board is parted: no page over 300 KB, all units on one of them, the whole in the CSV."""
    units = [unit(f"d{n}", name=f"虚构省虚构市虚构县第{n}街道办事处", short="") for n in range(3000)]
    pages = write(county([report(f"d{n}") for n in range(2900)], units))
    boards = [text for path, text in pages.items() if path.startswith("status/xugou/2024") and path.endswith(".md")]
    assert len(boards) == 3000 // MOST_ROWS
    assert max(len(text.encode()) for text in pages.values() if text.startswith("---")) < MOST_BYTES
    assert sum(text.count("<tr data-status") for text in boards) == 3000
    assert len(rows(pages["status/xugou/2024.csv"])) == 3000
    assert "第 301—600 个" in boards[0]


def test_a_site_without_anything_still_has_its_page() -> None:
    """Nothing published, no roster: the page says so."""
    empty = county([], [], years=())
    assert (
        "还没有公开的决算，也没有公开单位名单。"
        in write(type(empty)(empty.site, (), {}, (), empty.as_of))["status/index.md"]
    )


def test_ways_up_and_parts() -> None:
    """Pages find the site's root from where they lie; parts stand beside the first."""
    assert [root_of_file(path) for path in ("index.md", "a/index.md", "a/b/2024.md")] == ["", "../", "../../../"]
    assert address_of_file("a/index.md") == "a/"
    assert address_of_file("a/2024-2.md") == "a/2024-2/"
    assert [part_file("a/index.md", 1), part_file("a/2024.md", 1)] == ["a/part-2.md", "a/2024-2.md"]


def test_no_cell_of_the_data_is_a_formula() -> None:
    """A text that a spreadsheet would run gets an apostrophe; amounts stay as they are."""
    assert csv_text(["名"], [["=1+1"], ["-3.20"], [" @x\n"]]) == "\ufeff名\r\n'=1+1\r\n-3.20\r\n'@x\r\n"
