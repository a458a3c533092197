"""A form as simple tables for small screens: all that it says and nothing else, each row readable alone. All 虚构."""

import re
from collections import Counter

import pytest

from generator.document.form_pieces import pieces_of
from generator.model.blocks import Cell, Span, Table
from tests.build.example import ANJU, HESHAN, real
from tests.build.example import tables as tables_of
from tests.document.forming import all_blocks, columns_of, form_of
from tests.document.test_forms import INDICATORS

WHOLE = """\
      - {格: [{字: 项目名称}, {字: 〔项目名称〕, 跨: 3}]}
      - {格: [{字: 主管部门}, {字: 〔主管部门〕}, {字: 实施单位}, {字: 〔实施单位〕}]}
      - 侧: {字: 资金}
        行:
          - {头: true, 格: [{字: ""}, {字: 预算}, {字: 执行}]}
          - {格: [{字: 总额}, {字: 〔项目资金.全年预算数〕}, {字: 〔项目资金〕}]}
          - {格: [{字: 其中：拨款}, {字: 〔项目资金.拨款.全年预算数〕}, {字: 〔项目资金.拨款〕}]}
      - 侧: {字: 指标}
        行:
          - {头: true, 格: [{字: 一级}, {字: 三级}, {字: 得分}]}
          - {逐: 指标, 格: [{字: 〔一级〕, 合并: 一级}, {字: 〔三级〕, 类: 名}, {字: 〔得分〕}]}
      - {格: [{字: 总分, 跨: 3}, {字: 〔自评得分〕}]}
"""
TYPED = (
    "栏目: {项目名称: 虚构大渠, 主管部门: 虚构县, 实施单位: 虚构局}\n"
    "资金: {拨款: {全年预算数: 12, 执行数: 11}, 自筹: {全年预算数: 3, 执行数: 2}}\n" + INDICATORS
)


def words(rows: tuple[tuple[Cell, ...], ...]) -> Counter[str]:
    """Return the texts of cells, counted, blank ones aside; a joined cell counts as its spans."""
    return Counter(span.text for row in rows for cell in row for span in cell.spans if span.text.strip())


def said(table: Table) -> set[str]:
    """Return every text that the pieces of a table say, their titles included."""
    rows = tuple(row for piece in table.pieces for row in (*piece.head, *piece.rows))
    titles = {part for piece in table.pieces for part in piece.title.split("：")}
    return set(words(rows)) | titles | {cell.text for row in rows for cell in row}


def test_a_form_becomes_pairs_and_headed_tables() -> None:
    """Names and values stand in two columns, rows under heads in tables named by what stands beside them."""
    table = form_of(WHOLE, TYPED)
    assert [piece.title for piece in table.pieces] == ["", "资金", "指标", ""]
    assert list(columns_of(table.pieces).values()) == [
        [["项目名称", "虚构大渠"], ["主管部门", "虚构县"], ["实施单位", "虚构局"]],
        [["", "预算", "执行"], ["总额", "15.00", "13.00"], ["其中：拨款", "12.00", "11.00"]],
        [
            ["三级", "一级", "得分"], ["修渠", "产出", "25"], ["打井", "产出", "20"], ["合格率", "产出", "20"],
            ["灌溉", "效益", "30"],
        ],
        [["总分", "95"]],
    ]  # fmt: skip
    assert len({piece.key for piece in table.pieces}) == 4
    assert all(piece.key.startswith(table.key) for piece in table.pieces)


def test_no_piece_has_cells_that_span() -> None:
    """Every row of a piece is as wide as its head; what covered many rows stands in each."""
    for piece in form_of(WHOLE, TYPED).pieces:
        width = len(piece.head[0]) if piece.head else 2
        assert all(len(row) == width for row in piece.rows)
        assert all((cell.colspan, cell.rowspan) == (1, 1) for row in (*piece.head, *piece.rows) for cell in row)


def test_figures_stay_figures() -> None:
    """An amount in a piece leads to the same figure as in the form."""
    table = form_of(WHOLE, TYPED)

    def figures(rows: tuple[tuple[Cell, ...], ...]) -> set[tuple[str, str]]:
        return {(span.text, span.figure) for row in rows for cell in row for span in cell.spans if span.figure}

    whole = figures(table.rows)
    assert ("13.00", "项目资金.@canal") in whole
    assert set().union(*(figures(piece.rows) for piece in table.pieces)) == whole


def test_two_values_under_heads_are_said_with_their_heads() -> None:
    """A total below a headed table has several values: each bears the name of its column."""
    rows = """\
      - {头: true, 格: [{字: 指标}, {字: 性质}, {字: 值}, {字: 单位}, {字: 分值}, {字: 得分}]}
      - 逐: 指标
        格: [{字: 〔三级〕, 类: 名}, {字: 〔性质〕}, {字: 〔指标值〕}, {字: 〔单位〕}, {字: 〔分值〕}, {字: 〔得分〕}]
      - {格: [{字: 合计, 跨: 4}, {字: 〔自评分值〕}, {字: 〔自评得分〕}]}
"""
    last = form_of(rows, INDICATORS, columns=6).pieces[-1]
    assert [[cell.text for cell in row] for row in last.rows] == [["合计", "分值 100　得分 95"]]


def test_a_long_text_beside_many_rows_is_said_once() -> None:
    """A criterion that covers three rows is read with the first; a short group name with each."""
    rows = """\
      - {头: true, 格: [{字: 一级}, {字: 三级}, {字: 得分}, {字: 说明}]}
      - {逐: 指标, 格: [{字: 〔一级〕, 合并: 一级}, {字: 〔三级〕, 类: 名}, {字: 〔得分〕}, {字: 〔说明〕, 合并: 空}]}
"""
    long = "这是一段虚构的评分说明，比十二个字长得多"
    typed = f"指标: [{{一级: 产出, 三级: 甲, 得分: 1, 说明: {long}}}, {{三级: 乙, 得分: 2}}, {{三级: 丙, 得分: 3}}]"
    [piece] = form_of(rows, typed).pieces
    table = [[cell.text for cell in row] for row in piece.rows]
    assert [row[1] for row in table] == ["产出"] * 3
    assert [row[-1] for row in table] == [long, "", ""]


def test_a_short_text_beside_many_rows_is_said_with_each() -> None:
    """A remark of a few characters stands in every row that it covers, like a group's name."""
    rows = "      - {头: true, 格: [{字: 三级}, {字: 得分}, {字: 备注, 跨: 2}]}\n"
    rows += "      - {逐: 指标, 格: [{字: 〔三级〕, 类: 名}, {字: 〔得分〕}, {字: 〔备注〕, 合并: 空, 跨: 2}]}\n"
    typed = "指标: [{一级: 产出, 三级: 甲, 得分: 1, 备注: 已完成}, {三级: 乙, 得分: 2}]"
    [piece] = form_of(rows, typed).pieces
    assert [[cell.text for cell in row] for row in piece.rows] == [["甲", "1", "已完成"], ["乙", "2", "已完成"]]


def test_a_blank_form_still_shows_its_names() -> None:
    """Names without values stay, so that readers see what was not filled in."""
    table = form_of(WHOLE)
    assert columns_of(table.pieces)[table.pieces[0].key][0] == ["项目名称", ""]
    assert table.pieces[0].rows[0][1].note == "原件未填"


def test_one_value_alone_has_no_name() -> None:
    """A row of one text without a name before it, such as a signature, stands beside an empty name."""
    [piece] = pieces_of("x", ((Cell((Span("填表人：虚构甲"),), "text", 4),),))
    assert [[cell.text for cell in row] for row in piece.rows] == [["", "填表人：虚构甲"]]


def test_a_form_without_content_has_no_piece() -> None:
    """A row of blank cells makes no table."""
    assert pieces_of("x", ((Cell((), "blank"), Cell((), "blank")),)) == ()


#: the real reports that have evaluations.
REPORTS = (ANJU, HESHAN, "ziyang/hrss/2022", "linxiang/hrss/2023", "hunan/hrss/2021")


@pytest.mark.parametrize("address", REPORTS)
def test_every_text_of_a_real_form_appears_in_its_pieces_and_nothing_else(address: str) -> None:
    """No cell of a form is lost on a phone, and no word stands there that the form does not print.

    A head that only groups the heads below it may go; what joins several values is a full-width blank, and a name that
    stands several times in a row says whose it is: 实际到位资金（万元）：省财政.
    """
    forms = [table for table in all_blocks(real(address)) if isinstance(table, Table) and table.pieces]
    assert forms
    for table in forms:
        inside = {span.text for row in table.rows for cell in row for span in cell.spans if span.text.strip()}
        grouping = {cell.text for row in table.rows for cell in row if cell.kind == "head"}
        assert inside - said(table) <= grouping, f"lost of {table.key}"
        whole = "".join(cell.text for row in table.rows for cell in row)
        alien = {
            text
            for text in said(table)
            if text.strip() and not all(part in whole for part in re.split(r"[\s　]|(?<=）)：", text) if part)
        }
        assert not alien, table.key


def test_tables_of_accounts_have_no_pieces() -> None:
    """Only forms are taken apart."""
    assert not any(table.pieces for table in tables_of(real(HESHAN)).values() if table.corners)
