"""One file for everything of a region and year, made from what the reports brought along; all names are invented."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from generator.downloads.facts_csv import render_facts_csv
from generator.model.imprint import Imprint
from generator.model.open_data import COLUMNS, PLACE
from generator.model.summary import Bundle, Summary
from generator.site import bundles as bundling
from generator.site.bundles import FOLDER, write_bundles
from generator.site.published import Published, published
from generator.site.switch import SITE
from generator.site.tree import write_tree
from tests.downloads.invented import DOCUMENT

NAME = f"{FOLDER}/xugou-2024.zip"


def report(department: str, year: int = 2024) -> Summary:
    """Return an invented report's summary."""
    name = f"虚构市{department}局"
    return Summary("xugou", department, year, "虚构市", name, "", f"{name}{year}年度部门决算")


def files_of(one: Summary, facts: bytes | None = None) -> dict[str, bytes]:
    """Return a report's files by path in the site."""
    folder = f"reports/{one.address}"
    return {
        f"{folder}/index.html": b"<p>",
        f"{folder}/downloads/report.pdf": b"%PDF",
        f"{folder}/downloads/facts.csv": render_facts_csv(DOCUMENT) if facts is None else facts,
        f"{folder}/downloads/facts.json": json.dumps({"title": one.title}).encode(),
        f"{folder}/downloads/long.csv": b"a\r\n",
    }


def made(
    version: Path, *reports: Summary, facts: bytes | None = None, before: Path | None = None
) -> tuple[Bundle, ...]:
    """Write reports into a version of the site and return its bundles."""
    records: dict[str, Published] = {}
    for one in reports:
        files = files_of(one, facts)
        write_tree(version / SITE, files)
        records[one.address] = published("k", files)
    return write_bundles(version, reports, records, Imprint(licence="虚构许可"), before)


def table(version: Path, name: str = NAME) -> list[dict[str, str]]:
    """Return the table of all figures that a bundle holds."""
    with zipfile.ZipFile(version / SITE / name) as archive:
        text = archive.read("facts.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_region_and_year_are_one_file(tmp_path: Path) -> None:
    """Two years of one region are two files, each with its number of reports, size and hash."""
    found = made(tmp_path, report("a"), report("b"), report("a", 2023))
    assert [(one.href, one.reports) for one in found] == [(f"{FOLDER}/xugou-2023.zip", 1), (NAME, 2)]
    assert all(one.size == (tmp_path / SITE / one.href).stat().st_size for one in found)
    assert all(len(one.sha256) == 64 for one in found)


def test_all_figures_of_all_departments_stand_in_one_table(tmp_path: Path) -> None:
    """Each line says region, department and year, so that it can be read alone; none is lost."""
    made(tmp_path, report("b"), report("a"))
    rows = table(tmp_path)
    assert list(rows[0]) == [field.column for field in (*PLACE, *COLUMNS)]
    assert [row["部门"] for row in rows] == ["虚构市a局"] * 2 + ["虚构市b局"] * 2
    assert {(row["地区"], row["年度"]) for row in rows} == {("虚构市", "2024")}
    assert rows[0]["数值"] == "9859.38"


def test_the_archive_holds_the_data_of_each_report_and_says_what_it_is(tmp_path: Path) -> None:
    """Figures and tables of each department are inside, no PDF; the fields and the licence are explained."""
    made(tmp_path, report("a"))
    with zipfile.ZipFile(tmp_path / SITE / NAME) as archive:
        assert archive.namelist() == ["README.txt", "facts.csv", "a/facts.csv", "a/facts.json", "a/long.csv"]
        words = archive.read("README.txt").decode("utf-8-sig")
    assert "虚构许可" in words
    assert all(f"{field.column}：{field.meaning}" in words for field in COLUMNS)


def test_the_same_reports_give_the_same_bytes(tmp_path: Path) -> None:
    """No clock and no order of folders is in the file."""
    one = made(tmp_path / "1", report("a"), report("b"))
    other = made(tmp_path / "2", report("b"), report("a"))
    assert [bundle.sha256 for bundle in one] == [bundle.sha256 for bundle in other]


def test_an_unchanged_region_is_copied_and_a_changed_one_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What did not change costs a copy; one figure more, and the file is another."""
    first = made(tmp_path / "1", report("a"))
    with monkeypatch.context() as patch:
        patch.setattr(bundling, "_write", lambda *_: pytest.fail("made again"))
        assert made(tmp_path / "2", report("a"), before=tmp_path / "1") == first
    more = made(tmp_path / "3", replace(report("a"), department_name="虚构市甲局"), before=tmp_path / "2")
    assert more[0].sha256 != first[0].sha256


def test_a_damaged_file_is_not_copied(tmp_path: Path) -> None:
    """A file that is no longer what was recorded is made again."""
    first = made(tmp_path / "1", report("a"))
    (tmp_path / "1" / SITE / NAME).write_bytes(b"damaged")
    assert made(tmp_path / "2", report("a"), before=tmp_path / "1") == first


def test_a_report_of_an_earlier_form_is_brought_into_the_columns_of_today(tmp_path: Path) -> None:
    """A report that was carried over may lack a column or stand in another order; its values stay its own."""
    made(tmp_path, report("a"), facts="\ufeff数值,名称,旧栏\r\n1.00,虚构,x\r\n".encode())
    row = table(tmp_path)[0]
    assert (row["名称"], row["数值"], row["单位"]) == ("虚构", "1.00", "")
