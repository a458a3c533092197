"""Table forms filled with figures: heads, bands, line numbers, and the kinds of nothing a cell may print."""

import pytest

from generator.grid.head import head_of, leaves_of
from generator.grid.naming import numeral
from generator.load.records import decode
from generator.model.address import UnknownNameError
from generator.model.blocks import Table
from generator.model.style import Band
from tests.build.example import ACCOUNTS, ANJU, PUTUO, REPORT, WATER, invented, laid_out, real, tables

COUNTY = "名称: 虚构省虚构县\n样式: [xugou]\n"


def table(form: str, **changes: str) -> Table:
    """Return the table that a form in a county's style gives; the form names itself 甲."""
    style = "节: {概况: {内容: [{表: 甲}]}}\n表式:\n  甲:\n    标识: jia\n    表名: 甲\n" + form
    files = {**invented(region=COUNTY, **changes), "data/styles/xugou/style.yml": style.encode()}
    return tables(laid_out(files, WATER))["甲"]


def texts(found: Table) -> list[list[str]]:
    """Return the printed cells of a table."""
    return [[cell.text for cell in row] for row in found.rows]


TWO_BANDS = """\
    栏:
      - 组名: 收入
        列: [{名: 项目, 项: 名称}, {名: 行次, 项: 行次}, {名: 决算数, 项: 决算数}]
        行:
          - {栏次: true, 名: 栏次}
          - {名: 其他收入, 数: 其他收入}
          - {名: 合计, 数: 收入, 合计: true, 末: true}
      - 组名: 支出
        列: [{名: 项目, 项: 名称}, {名: 行次, 项: 行次}, {名: 决算数, 项: 决算数}]
        行:
          - {栏次: true, 名: 栏次}
          - {逐: 类, 从: 支出.一般公共预算, 类: ["208", "213"]}
          - {名: 合计, 数: 支出, 合计: true, 末: true}
"""


def test_bands_stand_side_by_side_with_their_feet_aligned() -> None:
    """The shorter side is filled up, totals stand on one line, and 行次 count down each side in turn."""
    assert texts(table(TWO_BANDS)) == [
        ["栏次", "", "1", "栏次", "", "2"],
        ["其他收入", "1", "20.00", "一、社会保障和就业支出", "4", "0.00"],
        ["", "", "", "二、农林水支出", "5", "95.00"],
        ["合计", "3", "120.00", "合计", "6", "115.00"],
    ]


def test_every_row_is_as_wide_as_the_head() -> None:
    """In every table form of every real report the spans of the head add up to the width of each row."""
    for address in (ANJU, PUTUO):
        for found in (table for table in tables(real(address)).values() if table.bands):
            width = sum(found.bands)
            assert sum(cell.colspan for cell in found.head[0]) == width, found.title
            assert {len(row) for row in found.rows} <= {width}, found.title
            assert len(found.widths) == width


def test_spans_of_a_nested_head_are_exact() -> None:
    """A column with sub-columns spans them; one without spans down."""
    tree = {
        "列": [
            {"名": "项目", "项": "名称"},
            {
                "名": "本年",
                "下": [{"名": "合计", "项": "支出"}, {"名": "其中", "下": [{"名": "基本", "项": "基本支出"}]}],
            },
        ],
        "行": [],
    }
    band, findings = decode(Band, tree, "x.yml")
    assert band is not None, findings
    spans = [[(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in head_of((band,))]
    assert spans == [
        [("项目", 1, 3), ("本年", 2, 1)],
        [("合计", 1, 2), ("其中", 1, 1)],
        [("基本", 1, 1)],
    ]
    assert [leaf.number for leaf in leaves_of((band,))[0]] == ["", "1", "2"]


def test_a_width_that_is_no_number_is_told() -> None:
    """A column's width is a plain number."""
    band, _ = decode(Band, {"列": [{"名": "甲", "项": "名称", "宽": "宽一点"}], "行": []}, "x.yml")
    assert band is not None
    with pytest.raises(UnknownNameError, match="宽一点"):
        leaves_of((band,))


@pytest.mark.parametrize(("zero", "printed"), [("0.00", "0.00"), ("", ""), ("-", "-")])
def test_zero_prints_as_the_form_says(zero: str, printed: str) -> None:
    """A form prints zero as 0.00, as a mark, or leaves it blank; blank cells say so to who cannot see them."""
    form = f"""\
    零: "{zero}"
    栏: [{{列: [{{名: 项目, 项: 名称}}, {{名: 数, 项: 决算数}}], 行: [{{名: 事业, 数: 事业收入}}]}}]
"""
    found = table(form)
    assert texts(found) == [["事业", printed]]
    assert bool(found.rows[0][1].note) == (printed == "")
    assert any("空白" in note for note in found.notes) == (printed == "")


def test_an_unknown_amount_says_so() -> None:
    """What was not published is 未公布, never blank, zero or a dash; the note says what that means."""
    columns, rows = "{名: 项目, 项: 名称}, {名: 数, 项: 决算数}", "{名: 会议费, 数: 会议费}, {名: 培训费, 数: 培训费}"
    found = table(f"    栏: [{{列: [{columns}], 行: [{rows}]}}]\n", accounts=ACCOUNTS + "会议费: 依法不予公开\n")
    assert texts(found) == [["会议费", "依法不予公开"], ["培训费", "未公布"]]
    assert any("不是零" in note for note in found.notes)


def test_a_table_empty_by_statement_has_a_sentence_and_no_rows() -> None:
    """Without funds income and expenditure the table says so; with some it is filled."""
    form = """\
    空表条件: [收入.政府性基金预算, 支出.政府性基金预算]
    空表说明: 说明：〔部门〕没有。
    栏: [{列: [{名: 项目, 项: 名称}, {名: 数, 项: 决算数}], 行: [{名: 基金, 数: 支出.政府性基金预算}]}]
"""
    empty = table(form)
    assert (empty.state, empty.rows, empty.statement) == ("empty", (), "说明：虚构县水务局没有。")
    some = table(
        form, accounts=ACCOUNTS.replace("支出: 0, 年末结转和结余: 0}\n  国有", "支出: 3, 年末结转和结余: 0}\n  国有")
    )
    assert (some.state, texts(some)) == ("full", [["基金", "3.00"]])


def test_a_table_that_was_not_attached_shows_what_is_known() -> None:
    """Where the source published no tables, only rows with a known amount are shown, and the table says so."""
    found = table(TWO_BANDS, report=REPORT + "决算表: 未随文公布\n")
    assert found.state == "unattached"
    assert "没有附这张表" in found.statement
    assert "一、社会保障和就业支出" not in [cell.text for row in found.rows for cell in row]


def test_columns_without_any_amount_may_be_folded() -> None:
    """Small screens may fold columns in which nothing but zero stands; the table says how many."""
    found = tables(real(PUTUO))["收入决算表"]
    assert found.folded == (4, 5, 6, 7, 8)
    assert found.summary == "共7列数字，其中5列全部没有数或为零。"


def test_a_row_that_names_no_figure_is_told() -> None:
    """A form whose row and column together say no measure is a fault of the style, not a column of 未公布."""
    with pytest.raises(AssertionError, match="没有说是什么数"):
        table("    栏: [{列: [{名: 项目, 项: 名称}, {名: 数, 项: 决算数}], 行: [{名: 甲, 数: 财政拨款}]}]\n")


def test_numerals_of_headings() -> None:
    """Headings count 一 to 九十九."""
    assert [numeral(number) for number in (1, 10, 11, 20, 24, 99)] == ["一", "十", "十一", "二十", "二十四", "九十九"]
