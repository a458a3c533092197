"""The 台账: what a workbook over several departments holds, and that data in it stays text. All data is invented."""

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from generator.check.manual.dimensions import DIMENSIONS
from generator.check.report.ledger import render_ledger
from generator.check.report.review import Review
from tests.check.reviewing import ERROR, HOSTILE, REVIEW, SHARED, hostile

HEAD = 2


def sheet(review: Review, name: str) -> list[list[object]]:
    """Return the rows of a sheet as a spreadsheet program reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(render_ledger(review)))
    return [list(row) for row in book.get_sheet_by_name(name).to_python()]


def test_each_department_year_has_a_row() -> None:
    """Region, department, year, state, day and verdict; what all share has a row when something was found there."""
    rows = sheet(REVIEW, "台账")
    assert [row[:6] for row in rows[HEAD:]] == [
        ["虚构县", "虚构县水务局", "2024", "公开", "2025-09-01", "不能公开"],
        ["虚构县", "虚构县林业局", "2024", "草稿", "未公布", "可以公开"],
        ["", "共用的文件", "", "", "", "可以公开"],
        ["合计", "", "", "", "", ""],
    ]


def test_findings_are_counted_by_weight_and_dimension() -> None:
    """错误、警告、提示、已豁免 first, then the three weights of each of the five; waived ones in no dimension."""
    rows = sheet(REVIEW, "台账")
    assert [cell for cell in rows[0] if cell] == [
        "地区",
        "部门",
        "年度",
        "状态",
        "公开日期",
        "结论",
        "合计",
        *DIMENSIONS,
    ]
    assert rows[HEAD][6:10] == [1, 1, 1, 1]
    by = dict(zip(DIMENSIONS, (rows[HEAD][start : start + 3] for start in range(10, 25, 3)), strict=True))
    assert by == {
        "及时性": [0, 0, 0], "完整性": [0, 1, 0], "细化程度": [0, 0, 0], "公开方式": [0, 0, 0], "真实性": [1, 0, 1],
    }  # fmt: skip
    assert rows[-1][6:10] == [1, 2, 1, 1]


def test_the_list_holds_every_finding() -> None:
    """Each with department, dimension, weight, code, title, message, hint, reason and place."""
    rows = sheet(REVIEW, "问题清单")
    assert len(rows) == 1 + len(REVIEW.findings)
    row = dict(zip(rows[0], next(row for row in rows if row[5] == "K07"), strict=True))
    assert row["部门"] == "虚构县水务局"
    assert row["方面"] == "真实性"
    assert row["问题"] == ERROR.message
    assert (row["文件"], row["行"], row["列"]) == ("data/regions/xugou/water/2024/accounts.yml", 3, 9)
    assert any("原文如此（责任人：张三）" in row for row in rows)
    assert any(SHARED.message in row for row in rows)


def test_the_same_review_gives_the_same_bytes() -> None:
    """Nothing in a workbook comes from the clock."""
    assert render_ledger(REVIEW) == render_ledger(REVIEW)
    with zipfile.ZipFile(io.BytesIO(render_ledger(REVIEW))) as book:
        assert b"2025-09-20T00:00:00Z" in book.read("docProps/core.xml")
        assert {entry.date_time[0] for entry in book.infolist()} == {1980}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_from_data_is_no_formula_and_no_link(text: str) -> None:
    """Whatever was typed is a cell of text: no formula, no link, no number, and no longer than a cell may be."""
    with zipfile.ZipFile(io.BytesIO(render_ledger(hostile(text)))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
        assert not any("externalLink" in name or ("rels" in name and "sheet" in name) for name in book.namelist())
    assert not any(re.search(r"<f[ >]|<hyperlink|t=\"str\"", sheet) for sheet in sheets)
    rows = sheet(hostile(text), "问题清单")
    assert len(rows) == 1 + len(hostile(text).findings)
    assert all(isinstance(cell, str) for row in rows[1:] for cell in row[:11])
