"""Open data: figures as JSON, tables as CSV; every amount here is invented."""

import csv
import io
import json

from generator.downloads.open_data import render_csv, render_facts
from generator.model.blocks import Cell, Span, Table
from tests.downloads.invented import DOCUMENT, EMPTY, LONG, TIED, head, named


def rows(table: Table) -> list[list[str]]:
    """Return a table's CSV read back."""
    return list(csv.reader(io.StringIO(render_csv(table).decode("utf-8-sig"), newline="")))


def test_figures_keep_their_digits_and_their_formula() -> None:
    """A figure is published with value as digits, unit, origin and formula."""
    facts = json.loads(render_facts(DOCUMENT))
    total = facts["figures"][0]
    assert total["name"] == "收入.总计"
    assert total["value"] == "9859.38"
    assert total["unit"] == "万元"
    assert total["origin"] == "computed"
    assert total["formula"] == "甲＋乙"


def test_an_unknown_amount_is_null_and_keeps_its_printed_form() -> None:
    """A published value whose amount is not known is not published as zero."""
    figure = json.loads(render_facts(DOCUMENT))["figures"][1]
    assert figure["value"] is None
    assert figure["printed"] == "100%"


def test_figures_name_no_file() -> None:
    """Where a figure stands in the files of the editors is nobody else's business."""
    assert b".yml" not in render_facts(DOCUMENT)


def test_csv_opens_in_a_spreadsheet_with_one_head_row() -> None:
    """UTF-8 with BOM; two-row heads are joined, so that each column has one name, amounts with their unit."""
    assert render_csv(LONG).startswith(b"\xef\xbb\xbf")
    read = rows(LONG)
    assert read[0] == [
        "项目/科目编码",
        "项目/科目名称",
        *(f"{name}（万元）" for name in ("决算数", "其中/基本支出", "其中/项目支出")),
    ]
    assert read[1] == ["2080001", "虚构的第1项社会保障和就业支出", "1.10", "1.20", "1.30"]
    assert len(read) == 61


def test_a_column_of_rates_or_counts_has_no_unit_of_money() -> None:
    """The unit of the table belongs to amounts; a rate says % itself; without a known unit none is invented."""
    cells = (*named("甲", "1.00", "50"), Cell((Span("3"),), "count", value="3"))
    titled = Table(
        "t", "虚构（财政拨款口径，万元）", head=(head("项目", "决算数", "完成（%）", "批次"),), rows=(cells,)
    )
    assert rows(titled)[0] == ["项目", "决算数（万元）", "完成（%）", "批次"]
    assert rows(Table("t", "虚构", head=(head("项目", "决算数"),), rows=(named("甲", "1.00"),)))[0] == [
        "项目",
        "决算数",
    ]


def test_columns_side_by_side_have_names_of_their_own() -> None:
    """人员经费 and 公用经费 stand beside each other under the same heads: the second of a name says so."""
    table = Table(
        "t", "虚构", head=(head("名称", "决算数", "名称", "决算数"),), rows=((*named("甲", "1"), *named("乙", "2")),)
    )
    assert rows(table)[0] == ["名称", "决算数", "名称（2）", "决算数（2）"]


def test_cells_over_several_rows_are_repeated() -> None:
    """Each CSV row can be read alone."""
    assert [row[0] for row in rows(TIED)[1:]] == ["甲类", "甲类", "乙类", "乙类"]


def test_amounts_are_plain_digits() -> None:
    """Separators printed for readers do not reach the data; negative numbers stay numbers."""
    cells = (Cell((Span("12,754.75"),), "amount", value="12754.75"), Cell((Span("−3.20"),), "amount", value="-3.20"))
    table = Table("t", "虚构", head=(head("甲", "乙"),), rows=(cells,))
    assert rows(table)[1] == ["12754.75", "-3.20"]


def test_no_cell_becomes_a_formula() -> None:
    """A text that starts as a formula does gets an apostrophe."""
    risky = ("=1+1", "+86", "-甲", "@SUM(A1)", " =2")
    table = Table("t", "虚构", head=(head("=名"),), rows=tuple(named(text) for text in risky))
    assert all(row[0].startswith("'") for row in rows(table))


def test_blanks_that_mean_something_are_explained() -> None:
    """A cell left blank in the original is empty, and the last column says why."""
    blank = Cell((), "blank", note="原件未填")
    table = Table("t", "虚构", head=(head("项目", "决算数"),), rows=((*named("甲"), blank),))
    assert rows(table) == [["项目", "决算数", "空白说明"], ["甲", "", "决算数：原件未填"]]


def test_an_empty_table_keeps_its_head() -> None:
    """A table without rows is one head row."""
    assert len(rows(EMPTY)) == 1
