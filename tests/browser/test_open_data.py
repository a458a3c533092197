"""Data to take home from the built site: the example runs as printed, files are what the page says they are."""

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.model.open_data import COLUMNS, PLACE
from generator.pages.portal.example import PLACEHOLDER

if TYPE_CHECKING:
    from tests.browser.conftest import Built, Visit

REPORT = "reports/putuo/planning/2024/"
RECEPTIONS = "三公.财政拨款.公务接待费"


def rows(content: bytes) -> list[dict[str, str]]:
    """Return a CSV read as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("page", ["open-data/", "en/open-data/"])
def test_the_example_runs_as_it_stands_on_the_page(desk: "Visit", page: str, tmp_path: Path) -> None:
    """A reader who copies the program, puts in the site's address and runs it sees the published amounts."""
    program = desk.page(page).locator("pre.program").inner_text()
    whole = re.sub(r'(?m)^SITE = ".*"$', f'SITE = "{desk.home}"', program.replace(PLACEHOLDER, desk.home))
    file = tmp_path / "example.py"
    file.write_text(whole, encoding="utf-8")
    quiet = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", str(file)],
        env=quiet,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "上海市普陀区 2024 年，共 1 份决算" in done.stdout
    assert re.search(r"上海市普陀区规划和自然资源局 .*公务接待费.* 0\.39 万元", done.stdout)


def test_a_downloaded_figure_is_the_one_on_the_page(desk: "Visit", built: "Built") -> None:
    """The CSV that the first page of a report offers holds the amount that the page on 三公 prints."""
    page = desk.page(REPORT)
    with page.expect_download() as download:
        page.locator('a[download][href$="downloads/facts.csv"]').click()
    figure = next(row for row in rows(Path(download.value.path()).read_bytes()) if row["代号"] == RECEPTIONS)
    assert (figure["数值"], figure["单位"], figure["状态"]) == ("0.39", "万元", "有数值")
    assert figure["数据位置"].endswith("accounts.yml#/“三公”经费/公务接待费") or figure["数据位置"]
    shown = desk.page(f"{REPORT}figures/#{figure['编号']}").locator(":target .figure-printed")
    assert shown.inner_text() == figure["印出的文字"]
    assert (built.site / REPORT / "downloads" / "facts.json").is_file()


def test_every_place_that_the_data_names_is_there(built: "Built") -> None:
    """The addresses under 所在页 lead to pages of the report, and to ids on them."""
    texts: dict[Path, str] = {}
    checked = 0
    for file in sorted(built.site.glob("reports/*/*/*/downloads/facts.csv")):
        for row in rows(file.read_bytes()):
            for place in filter(None, row["所在页"].split("；")):
                page, _, anchor = place.partition("#")
                path = file.parents[1] / page / "index.html"
                text = texts.setdefault(path, path.read_text(encoding="utf-8"))
                assert not anchor or f'id="{anchor}"' in text, (file, place)
                checked += 1
    assert checked > 1000


def test_the_files_of_regions_are_what_the_list_says(built: "Built") -> None:
    """Size and hash agree; every report of a region and year is inside, with all its figures."""
    index = json.loads((built.site / "open-data" / "index.json").read_text(encoding="utf-8"))
    assert sum(bundle["reports"] for bundle in index["bundles"]) == len(index["reports"]) >= 6
    for bundle in index["bundles"]:
        content = (built.site / bundle["href"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (bundle["size"], bundle["sha256"])
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            table = rows(archive.read("facts.csv"))
        assert list(table[0]) == [field.column for field in (*PLACE, *COLUMNS)]
        own = [one for one in index["reports"] if (one["region"], one["year"]) == (bundle["region"], bundle["year"])]
        assert len(table) == sum(len(rows((built.site / one["facts_csv"]).read_bytes())) for one in own)


def test_pages_describe_their_data_for_search_engines(desk: "Visit") -> None:
    """The description is a block of data, not a script: a strict policy lets it stand, and it can be read back."""
    for address in (REPORT, "open-data/"):
        page = desk.page(address)
        blocks = page.locator('script[type="application/ld+json"]')
        data = json.loads(blocks.text_content() or "")
        assert data["@type"] == "Dataset"
        assert data["distribution"]
        first = page.evaluate(
            "address => new URL(address, document.baseURI).href", data["distribution"][0]["contentUrl"]
        )
        assert page.request.get(first).ok
