"""All figures as CSV: what a spreadsheet shows of each; every amount here is invented."""

import csv
import io
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.downloads.cells import safe_cell
from generator.downloads.facts_csv import render_facts_csv
from generator.downloads.open_data import render_facts, render_tables
from generator.model.blocks import Correction, Document, Measure
from generator.model.imprint import Imprint
from generator.model.open_data import COLUMNS, FACTS, REPORT
from tests.downloads.invented import DOCUMENT, EMPTY, LONG

TOTAL = "收入.总计"
IMPRINT = Imprint("https://xugou.example.com/jsgk/", "虚构市财政局", "虚构数据许可")


def rows(document: Document = DOCUMENT) -> list[dict[str, str]]:
    """Return the file read back, as a spreadsheet would."""
    return list(csv.DictReader(io.StringIO(render_facts_csv(document).decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_reads_one_line_a_figure() -> None:
    """UTF-8 with BOM, the columns of the one list of fields, and each figure of the report in its own line."""
    assert render_facts_csv(DOCUMENT).startswith(b"\xef\xbb\xbf")
    assert list(rows()[0]) == [field.column for field in COLUMNS]
    assert [row["代号"] for row in rows()] == list(DOCUMENT.figures)
    assert all(field.meaning for field in (*FACTS, *REPORT))


def test_a_figure_has_plain_digits_a_unit_and_its_formula() -> None:
    """The total can be added up, and says how it came about."""
    total = rows()[0]
    assert (total["数值"], total["单位"], total["来历"], total["算式"]) == ("9859.38", "万元", "计算", "甲＋乙")
    assert total["状态"] == "有数值"


def test_a_figure_names_the_page_on_which_it_stands() -> None:
    """The address below the report's first page is that of the heading above it."""
    assert rows()[0]["所在页"] == "statement/#s3"
    assert rows()[0]["所在表"] == ""


def test_an_empty_value_says_why() -> None:
    """A figure of which only the printed words are known is empty, never zero; one that was not published says so."""
    known = rows()[1]
    assert (known["数值"], known["印出的文字"], known["状态"]) == ("", "100%", "未公布数值，只有印出的文字")
    entry = replace(DOCUMENT.figures[TOTAL], exact="", printed="")
    assert rows(replace(DOCUMENT, figures={TOTAL: entry}))[0]["状态"] == "未公布"


@given(st.text(max_size=20))
def test_no_text_becomes_a_formula_or_a_second_line(text: str) -> None:
    """Whatever a label holds, its cell is one line that no spreadsheet runs."""
    cell = safe_cell(text)
    assert "\n" not in cell
    assert "\r" not in cell
    assert not cell.lstrip().startswith(("=", "@")) or cell.startswith("'")
    entry = replace(DOCUMENT.figures[TOTAL], label=text)
    assert len(render_facts_csv(replace(DOCUMENT, figures={TOTAL: entry})).decode("utf-8-sig").split("\r\n")) == 3


def test_json_and_csv_say_the_same() -> None:
    """Both files come from the same figures: values, units and status agree."""
    facts = json.loads(render_facts(DOCUMENT))
    for figure, row in zip(facts["figures"], rows(), strict=True):
        assert (figure["value"] or "", figure["unit"], figure["status"]) == (row["数值"], row["单位"], row["状态"])
    assert set(facts["fields"]) == {field.key for field in (*FACTS, *REPORT) if field.key}


def test_json_holds_corrections_scopes_source_and_licence() -> None:
    """What a reader must know beside the figures travels with them."""
    correction = Correction(
        "2025-10-12", "更正", "虚构总计", "9895.38", "9859.38", "万元", "虚构的录入错误", figure=TOTAL
    )
    measure = Measure("income", "收入总计", "收支", "虚构口径", "万元", "9859.38", "9859.38", TOTAL)
    facts = json.loads(render_facts(replace(DOCUMENT, corrections=(correction,), measures=(measure,)), IMPRINT))
    assert facts["corrections"][0]["before"] == "9895.38"
    assert facts["measures"][0]["scope"] == "虚构口径"
    assert facts["licence"] == "虚构数据许可"
    assert facts["address"] == "https://xugou.example.com/jsgk/reports/xugou/test/2024/"
    assert facts["source"] == DOCUMENT.source_note


def test_what_the_site_does_not_say_is_not_in_the_file() -> None:
    """No licence, address or publisher is invented."""
    assert {"licence", "address", "publisher"} & set(json.loads(render_facts(DOCUMENT))) == set()


def test_all_tables_are_one_json_file() -> None:
    """Each table has its columns and rows; an empty one says why it is empty."""
    tables = json.loads(render_tables(DOCUMENT, [LONG, EMPTY]))["tables"]
    assert tables[0]["columns"][0] == "项目/科目编码"
    assert tables[0]["rows"][0] == ["2080001", "虚构的第1项社会保障和就业支出", "1.10", "1.20", "1.30"]
    assert (tables[1]["state"], tables[1]["rows"]) == ("empty", [])
    assert "没有政府性基金预算" in tables[1]["statement"]
