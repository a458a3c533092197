"""Forms of evaluations filled in: spans, merged cells, shared weights, blanks, prompts, fields; all data is 虚构."""

import pytest

from generator.build.outputs import draw
from generator.model.blocks import Document, Table
from tests.build.example import docs_of
from tests.document.forming import COUNTY, PAPER, document_of, form_of, grid, planned, seen, table_of, texts

INDICATORS = """
指标:
  - {一级: 产出, 二级: 数量, 三级: 修渠, 性质: ≥, 指标值: 12, 单位: 公里, 完成值: 11, 分值: 30, 得分: 25}
  - {三级: 打井, 性质: ＝, 指标值: 3, 单位: 口, 完成值: 3, 分值: 20, 得分: 20}
  - {二级: 质量, 三级: 合格率, 性质: 定性, 指标值: 优良, 完成值: 优良, 分值: 20, 得分: 20}
  - {一级: 效益, 二级: 质量, 三级: 灌溉, 性质: 以内, 指标值: 5, 单位: "%", 完成值: "", 分值: 30, 得分: 30}
"""


def test_rows_repeat_for_each_indicator_and_merge_by_level() -> None:
    """One 产出 covers its three rows, one 数量 two; the same 二级 under another 一级 is a cell of its own."""
    rows = """\
      - 逐: 指标
        格: [{字: 〔一级〕, 合并: 一级}, {字: 〔二级〕, 合并: 二级}, {字: 〔三级〕}, {字: 〔得分〕}]
"""
    table = form_of(rows, INDICATORS)
    assert texts(table) == [
        ["产出", "数量", "修渠", "25"],
        ["打井", "20"],
        ["质量", "合格率", "20"],
        ["效益", "质量", "灌溉", "30"],
    ]
    assert seen(table) == [
        ["产出", "数量", "修渠", "25"],
        ["产出", "数量", "打井", "20"],
        ["产出", "质量", "合格率", "20"],
        ["效益", "质量", "灌溉", "30"],
    ]
    assert [cell.rowspan for cell in table.rows[0]] == [3, 2, 1, 1]


def test_a_group_prints_the_weight_of_its_rows() -> None:
    """一级分值 and 二级得分 are sums over the group, and figures that can be traced."""
    rows = """\
      - 逐: 指标
        格:
          - {字: 〔一级〕（〔一级分值〕分）, 合并: 一级}
          - {字: 〔二级〕得〔二级得分〕分, 合并: 二级}
          - {字: 〔三级〕}
          - {字: 〔序号〕}
"""
    table = form_of(rows, INDICATORS)
    assert [row[0] for row in seen(table)] == ["产出（70分）"] * 3 + ["效益（30分）"]
    assert [row[1] for row in seen(table)] == ["数量得45分", "数量得45分", "质量得20分", "质量得30分"]
    assert [row[3] for row in seen(table)] == ["1", "2", "3", "4"]
    assert [span.text for span in table.rows[0][0].spans if span.figure == "自评分值.一级：产出.@canal"] == ["70"]


def test_a_first_level_that_comes_twice_has_two_cells() -> None:
    """产出, 效益, 产出: three cells, each with the weight of its own rows."""
    rows = "      - {逐: 指标, 格: [{字: 〔一级〕〔一级分值〕, 合并: 一级}, {字: 〔三级〕, 跨: 3}]}\n"
    typed = "指标: [{一级: 产出, 三级: 甲, 分值: 1}, {一级: 效益, 三级: 乙, 分值: 2}, {一级: 产出, 三级: 丙, 分值: 3}]"
    assert texts(form_of(rows, typed)) == [["产出1", "甲"], ["效益2", "乙"], ["产出3", "丙"]]


def test_rows_that_share_a_weight_have_one_cell() -> None:
    """合并 分值: the weight of three rows is one cell, the scores are three."""
    rows = "      - {逐: 指标, 格: [{字: 〔三级〕}, {字: 〔分值〕, 合并: 分值}, {字: 〔得分〕, 跨: 2}]}\n"
    typed = """
指标:
  - {三级: 甲, 分值: 15, 分值行数: 3, 得分: 5}
  - {三级: 乙, 得分: 4}
  - {三级: 丙, 得分: 3}
  - {三级: 丁, 分值: 5, 得分: 5}
"""
    table = form_of(rows, typed)
    assert texts(table) == [["甲", "15", "5"], ["乙", "4"], ["丙", "3"], ["丁", "5", "5"]]
    assert table.rows[0][1].rowspan == 3


def test_blank_rows_below_a_text_belong_to_it() -> None:
    """合并 空: one remark covers the rows that have none, up to the next remark or the end of the group."""
    rows = "      - {逐: 指标, 格: [{字: 〔二级〕, 合并: 二级}, {字: 〔三级〕}, {字: 〔备注〕, 合并: 空, 跨: 2}]}\n"
    typed = """
指标:
  - {二级: 数量, 三级: 甲, 备注: 虚构一}
  - {三级: 乙}
  - {三级: 丙, 备注: 虚构二}
  - {二级: 质量, 三级: 丁}
"""
    assert [row[2] for row in seen(form_of(rows, typed))] == ["虚构一", "虚构一", "虚构二", ""]


def test_one_cell_may_stand_beside_all_rows() -> None:
    """合并 全部 makes one cell of a whole column."""
    rows = "      - {逐: 指标, 格: [{字: 〔三级〕}, {字: 共〔自评得分〕分, 合并: 全部, 跨: 3}]}\n"
    table = form_of(rows, INDICATORS)
    assert [row[1] for row in seen(table)] == ["共95分"] * 4
    assert table.rows[0][1].rowspan == 4


def test_a_side_head_spans_the_rows_beside_it() -> None:
    """侧 covers fixed and repeated rows alike, however many indicators there are, in several columns at need."""
    rows = """\
      - 侧: {字: 绩效指标, 跨: 2}
        行:
          - {头: true, 格: [{字: 名称}, {字: 得分}]}
          - {逐: 指标, 格: [{字: 〔三级〕, 类: 名}, {字: 〔得分〕}]}
      - {格: [{字: 合计, 跨: 3}, {字: 〔自评得分〕}]}
"""
    table = form_of(rows, INDICATORS)
    side = table.rows[0][0]
    assert (side.text, side.rowspan, side.colspan, side.kind) == ("绩效指标", 5, 2, "name")
    assert seen(table)[-1] == ["合计"] * 3 + ["95"]
    kinds = [[cell.kind for cell in row] for row in table.rows]
    assert kinds[:2] == [["name", "head", "head"], ["name", "amount"]]


def test_side_heads_may_stand_inside_each_other() -> None:
    """A block inside a block keeps its columns."""
    rows = """\
      - 侧: {字: 外}
        行:
          - 侧: {字: 内}
            行: [{格: [{字: 甲}, {字: 乙}]}, {格: [{字: 丙}, {字: 丁}]}]
          - {格: [{字: 戊, 跨: 3}]}
"""
    assert seen(form_of(rows)) == [["外", "内", "甲", "乙"], ["外", "内", "丙", "丁"], ["外", "戊", "戊", "戊"]]


def test_a_block_of_rows_that_are_not_there_has_no_side_head() -> None:
    """Without indicators their block is left out whole; the rest of the form stays."""
    rows = "      - {侧: {字: 指标}, 行: [{逐: 指标, 格: [{字: 〔三级〕, 跨: 3}]}]}\n      - {格: [{字: 完, 跨: 4}]}\n"
    assert texts(form_of(rows)) == [["完"]]


def test_details_and_institutions_repeat_rows() -> None:
    """明细 brings fields of its own, 机构 its figures and the name that this form prints."""
    rows = """\
      - {逐: 明细.支出, 格: [{字: 〔内容〕}, {字: 〔凭证〕, 跨: 3}]}
      - {逐: 机构, 格: [{字: 〔机构名〕}, {字: 〔在职人数〕}, {字: 〔在职人数.工人〕}, {字: 〔收入〕}]}
      - {格: [{字: 合计}, {字: 〔在职人数〕}, {字: 〔在职人数.工人〕}, {字: 〔收入〕}]}
"""
    typed = """
明细: {支出: [{内容: 水泥, 凭证: 3号}, {内容: 砂石}]}
机构:
  本部: {名称: 一、本部, 原文名称: {虚构自评表: 局本部}, 在职人数: {行政: 5, 工人: 1}, 收入: {其他收入: 2.5}}
  所: {名称: 二、水管所, 原文名称: {别的表: 某所}, 在职人数: {工人: 9}}
"""
    assert texts(form_of(rows, typed)) == [
        ["水泥", "3号"],
        ["砂石", ""],
        ["局本部", "6", "1", "2.50"],
        ["二、水管所", "9", "9", ""],
        ["合计", "15", "10", "2.50"],
    ]


@pytest.mark.parametrize(
    ("kind", "target", "unit", "printed"),
    [
        ("＝", "12", "公里", "12公里"), ("", "12", "公里", "12公里"), ("≥", "12", "公里", "≥12公里"),
        ("≤", "4.5", "%", "≤4.5%"), ("＞", "0", "", "＞0"), ("以内", "5", "%", "5%以内"), ("定性", "优良", "", "优良"),
        ("≥", "", "%", ""),
    ],
)  # fmt: skip
def test_a_target_is_composed(kind: str, target: str, unit: str, printed: str) -> None:
    """目标 is sign, number and unit in the order in which they are said; ＝ and 定性 are not printed."""
    rows = "      - {逐: 指标, 格: [{字: 〔目标〕, 跨: 4}]}\n"
    typed = f"指标: [{{三级: 甲, 性质: '{kind}', 指标值: '{target}', 单位: '{unit}'}}]"
    assert texts(form_of(rows, typed)) == [[printed]]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("完成值: 11, 单位: 公里", "11公里"),
        ("完成值: 优良, 单位: 公里", "优良"),
        ("完成值: 45, 单位: '%', 完成值单位: 万", "45万"),
        ("完成值: '', 单位: 公里", ""),
        ("单位: 公里", ""),
    ],
)
def test_a_result_is_composed(typed: str, printed: str) -> None:
    """结果 has the unit of its target behind a number, its own where it has one, none behind words."""
    rows = "      - {逐: 指标, 格: [{字: 〔结果〕, 跨: 4}]}\n"
    assert texts(form_of(rows, f"指标: [{{三级: 甲, {typed}}}]")) == [[printed]]


FIELDS = """\
      - {格: [{字: 项目}, {字: 〔项目名称〕}, {字: 预算}, {字: 〔项目资金.全年预算数〕万元}]}
      - {格: [{字: 目标}, {字: 〔年度目标〕, 提示: 对照目标说明完成情况（100字以内）}, {字: ""}, {}]}
"""


def test_a_blank_cell_says_that_the_original_left_it_blank() -> None:
    """A cell whose field, text or figure is not there is blank, unit and all; one empty by form says nothing."""
    table = form_of(FIELDS)
    assert texts(table) == [["项目", "", "预算", ""], ["目标", "", "", ""]]
    assert [[cell.note for cell in row] for row in table.rows] == [
        ["", "原件未填", "", "原件未填"],
        ["", "原件未填", "", ""],
    ]
    assert [[cell.kind for cell in row] for row in table.rows] == [
        ["name", "blank", "name", "blank"],
        ["name", "blank", "blank", "blank"],
    ]


def test_a_cell_that_is_known_prints_with_its_unit_and_its_figure() -> None:
    """A figure in a cell can be traced; words around it stay."""
    table = form_of(FIELDS, "栏目: {项目名称: 虚构大渠}\n资金: {总额: {全年预算数: 12}}\n")
    assert texts(table)[0] == ["项目", "虚构大渠", "预算", "12.00万元"]
    assert [span.figure for span in table.rows[0][3].spans] == ["项目资金.全年预算数.@canal", ""]


def test_a_prompt_is_printed_only_where_it_was_left_standing() -> None:
    """The form's own words stand where 留有提示 names the cell: alone, or behind what was typed there."""
    prompt = "对照目标说明完成情况（100字以内）"
    assert texts(form_of(FIELDS, "留有提示: [年度目标]\n"))[1][1] == prompt
    assert texts(form_of(FIELDS, "文字: {年度目标: 修完}\n"))[1][1] == "修完"
    assert texts(form_of(FIELDS, "文字: {年度目标: 修完}\n留有提示: [年度目标]\n"))[1][1] == f"修完{prompt}"
    assert texts(form_of(FIELDS, "留有提示: [项目名称]\n"))[1][1] == ""


def test_lines_of_a_text_stay_lines_of_the_cell() -> None:
    """A text typed in several lines keeps them inside its cell."""
    assert texts(form_of(FIELDS, "文字:\n  年度目标: |-\n    一、修渠\n    二、打井\n"))[1][1] == "一、修渠\n二、打井"


def test_fields_may_be_called_like_words_of_the_report() -> None:
    """年度 and 部门 typed as 栏目 are what the form prints; without them the report's own stand there."""
    rows = "      - {格: [{字: 〔年度〕}, {字: 〔部门〕}, {字: 〔自评名称〕}, {字: 〔上年〕}]}\n"
    assert texts(form_of(rows)) == [["2024", "虚构县水务局", "虚构修渠", "2023"]]
    typed = "栏目: {年度: 2024年1—12月}\n用语: {部门: 水务局}\n"
    assert texts(form_of(rows, typed)) == [["2024年1—12月", "水务局", "虚构修渠", "2023"]]


def test_words_of_the_evaluation_may_hold_figures() -> None:
    """用语 and 文字 with 〔…〕 print the evaluation's own figures."""
    rows = "      - {格: [{字: 〔说法〕, 跨: 2}, {字: 〔说明〕, 跨: 2}]}\n"
    typed = "用语: {说法: 共〔自评得分〕分}\n文字: {说明: 花了〔项目资金〕万元}\n资金: {总额: {执行数: 3}}\n"
    assert texts(form_of(rows, typed + INDICATORS)) == [["共95分", "花了3.00万元"]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("[{格: [{字: 甲}, {字: 乙}]}]", "第1行（甲）占2列，应当是4列"),
        ("[{格: [{字: 甲, 跨: 5}]}]", "第1行（甲）占5列，应当是4列"),
        ("[{格: [{字: 甲, 跨: 4}]}, {格: [{}, {字: 乙, 跨: 2}]}]", "第2行（乙）占3列，应当是4列"),
        ("[{格: [{字: 甲, 下: 2}, {字: 乙, 跨: 3}]}, {格: [{字: 丙, 跨: 4}]}]", "第2行（丙）占5列，应当是4列"),
        ("[{侧: {字: 甲}, 行: [{格: [{字: 乙, 跨: 4}]}]}]", "占5列，应当是4列"),
        ("[{格: [{字: 〔项目名称〕, 跨: 3}]}]", "第1行（空行）占3列，应当是4列"),
    ],
)
def test_a_row_that_does_not_fill_the_form_is_told(rows: str, said: str) -> None:
    """The message says which form, which row, how many columns it covers and how many there are."""
    style = f'评价表式: {{虚构自评表: {{标识: sheet, 表名: 虚构表, 列宽: ["1", "1", "1", "1"], 行: {rows}}}}}\n'
    found = planned(style)
    assert found.document is None
    [error] = [finding for finding in found.findings if finding.code == "T001"]
    assert "评价表“虚构表”" in error.message
    assert said in error.message
    assert error.hint


def test_a_cell_that_reaches_below_the_last_row_is_told() -> None:
    """A span of rows that the form does not have is a fault of the form, not a hole in the page."""
    rows = "[{格: [{字: 甲, 下: 3}, {字: 乙}]}]"
    found = planned(f'评价表式: {{虚构自评表: {{标识: sheet, 表名: 虚构表, 列宽: ["1", "1"], 行: {rows}}}}}\n')
    assert found.document is None
    assert any("虚构表" in finding.message for finding in found.findings if finding.is_error)


WRONG = "一格的类、合并、跨或下写得不对"


@pytest.mark.parametrize(
    ("slug", "widths", "row", "said"),
    [
        ("表", '"1"', "格: [{字: 乙}]", "标识“表”不能用"),
        ("sheet", "宽", "格: [{字: 乙}]", "列宽要写成一串数"),
        ("sheet", "", "格: [{字: 乙}]", "列宽要写成一串数"),
        ("sheet", '"1"', "格: [{字: 乙, 类: 数}]", f"“乙”{WRONG}"),
        ("sheet", '"1"', "格: [{字: 乙, 合并: 四级}]", f"“乙”{WRONG}"),
        ("sheet", '"1"', "格: [{字: 乙, 跨: 0}]", f"“乙”{WRONG}"),
        ("sheet", '"1"', "逐: 人员, 格: [{字: 乙}]", "人员"),
        ("sheet", '"1"', "格: [{字: 〔自评得分|没有的格式〕}]", "没有的格式"),
        ("sheet", '"1"', "格: [{字: 〔自评得分.较去年.差额〕}]", "较去年"),
    ],
)
def test_a_slip_in_a_form_is_told_in_a_sentence(slug: str, widths: str, row: str, said: str) -> None:
    """Whatever is wrong with a form, the report is not made and the reason names the form's word."""
    form = f"{{标识: {slug}, 表名: 甲, 列宽: [{widths}], 行: [{{{row}}}]}}"
    found = planned(f"评价表式: {{虚构自评表: {form}}}\n", INDICATORS)
    assert found.document is None
    assert any(said in finding.message for finding in found.findings if finding.is_error), found.findings


def test_spans_fill_the_real_forms() -> None:
    """The base form, filled with an invented evaluation, has no hole and no overlap."""
    typed = "名称: 虚构修渠\n类别: 项目\n文种: [项目支出绩效自评表]\n资金: {总额: {执行数: 1, 得分: 9}}\n" + INDICATORS
    document = document_of("", typed, paper="", region="名称: 虚构省虚构县\n")
    table = table_of(document, "项目支出绩效自评表（2024年度）")
    assert len(grid(table)) == len(table.rows)
    assert seen(table)[-1][-3:] == ["110", "104", ""]


PERSONAL = """\
      - {格: [{字: 负责人}, {字: 〔负责人〕}, {字: 电话}, {字: 〔电话〕}]}
      - {格: [{字: 单位}, {字: 〔单位〕, 跨: 3}]}
"""
TYPED = """\
栏目: {负责人: 虚构甲乙, 电话: "13900004711", 单位: 虚构水务局}
个人信息: [负责人, 电话]
用语: {称呼: 联系人〔负责人〕}
"""


def _with_people(region: str) -> Document:
    form = (
        f"评价表式:\n  虚构自评表:\n    标识: sheet\n    表名: 虚构自评表\n    列宽: {['1'] * 4}\n    行:\n{PERSONAL}"
    )
    more = "句式: {联系: 请找〔负责人〕，电话〔电话〕。, 称呼句: 〔称呼〕}\n"
    paper = PAPER.replace("内容: [", "内容: [{段: [联系, 称呼句]}, ")
    return document_of(more + form, TYPED, region=region, paper=paper)


def test_personal_data_is_masked_where_the_region_asks_for_it() -> None:
    """隐去个人信息: a name keeps its first character, a number three digits; other fields stay."""
    table = table_of(_with_people(f"{COUNTY}隐去个人信息: true\n"))
    assert texts(table) == [["负责人", "虚***", "电话", "139********"], ["单位", "虚构水务局"]]
    assert texts(table_of(_with_people(COUNTY)))[0][1] == "虚构甲乙"


def test_masked_data_is_printed_nowhere() -> None:
    """Neither document, pages nor data files hold what was masked, in sentences as little as in the form."""
    hidden, shown = (_with_people(region) for region in (f"{COUNTY}隐去个人信息: true\n", COUNTY))
    for document, is_hidden in ((hidden, True), (shown, False)):
        drawn = draw(document, with_pdf=False)
        files = {**docs_of(document, drawn, (2024,)), **drawn.downloads}
        whole = repr(document) + "".join(raw.decode("utf-8", "replace") for raw in files.values())
        assert ("虚构甲乙" in whole) is not is_hidden
        assert ("13900004711" in whole) is not is_hidden
        assert "虚构水务局" in whole


def test_the_form_knows_its_name_and_side() -> None:
    """Key, corners, notes and orientation of the form reach the table, references in them resolved."""
    rows = "      - {格: [{字: 甲, 跨: 4}]}\n    横排: true\n    表头: [单位：〔部门〕]\n    注: [注：〔年度〕年度。]\n"
    table = form_of(rows)
    assert isinstance(table, Table)
    assert (table.key, table.landscape, table.corners, table.notes) == (
        "e-canal-sheet-sheet-form", True, ("单位：虚构县水务局",), ("注：2024年度。",),
    )  # fmt: skip
