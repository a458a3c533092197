"""`docs/dev/styles.md`: its example of forms, and every name that it says a cell may use. All data is invented."""

import re

from generator.document.form import MERGED, ROLES
from generator.model.blocks import Table
from generator.model.papers import Form, FormCell, FormRow, Prescribed
from generator.model.records import labels_of
from tests.build.example import tables as tables_of
from tests.build.example import titles
from tests.docs.examples import OVERALL, PROJECT, STYLE, changed, printed, tables

PAGE = "styles.md"
PROBE = "试"
#: a paper of one form with a row for each name that is asked; added to the example's style.
PAPER = f"评价文种:\n  {PROBE}: {{标识: probe, 标题: 试, 内容: [{{评价表: {PROBE}}}]}}\n"
FORM = f'  {PROBE}:\n    标识: probe\n    表名: {PROBE}\n    列宽: ["1", "1"]\n    行:\n'
REFERENCE = re.compile("〔[^〕]+〕")
NAMES, REPEATED = tables(PAGE, "格子里能写的名称")
#: what the example of a project leaves out, as originals do.
LEFT_OUT = {"〔项目资金.到位数〕", "〔项目资金.结余数〕"}


def asked(which: str, *texts: str, walk: str = "") -> list[str]:
    """Return what cells with these texts print for one of the two examples, each with its repetitions."""
    rows = (f"      - {{{walk and f'逐: {walk}, '}格: [{{字: 甲}}, {{字: {text}}}]}}\n" for text in texts)
    style = changed(STYLE, "评价文种:\n", PAPER) + FORM + "".join(rows)
    style = changed(style, "{评价: 项目支出绩效自评表}]", f"{{评价: 项目支出绩效自评表}}, {{评价: {PROBE}}}]")
    project, overall = PROJECT, OVERALL
    if which == "project":
        project = changed(PROJECT, "项目支出绩效自评表]", f"项目支出绩效自评表, {PROBE}]")
    else:
        overall = changed(OVERALL, "部门整体评分表]", f"部门整体评分表, {PROBE}]")
    plan = printed(style=style, project=project, overall=overall)
    assert plan.document is not None, [finding.message for finding in plan.findings if finding.is_error]
    return [row[1].text for row in tables_of(plan.document)[PROBE].rows]


def test_the_example_is_a_whole_style() -> None:
    """The county's report is made with it: its papers stand in their order, and each form fills its columns."""
    plan = printed()
    assert [finding for finding in plan.findings if finding.code in {"T001", "R001", "D10"}] == []
    assert plan.document is not None
    assert titles(plan.document)[-7:] == [
        "附件 2024年度绩效自评",
        "2024年度部门整体支出绩效自评报告",
        "一、收支情况",
        "（一）虚构互助基金",
        "二、存在问题",
        "部门整体支出绩效评分表",
        "项目支出绩效自评表",
    ]


def test_every_name_of_the_list_prints_something() -> None:
    """A cell with the name is filled for one of the examples, but for what both leave out."""
    names = [name for cells in NAMES for name in REFERENCE.findall(cells[0])]
    filled = zip(names, asked("project", *names), asked("overall", *names), strict=True)
    assert {name for name, *said in filled if not any(said)} == LEFT_OUT
    assert len(names) > len(NAMES)


def test_names_mean_what_the_list_says() -> None:
    """Totals, a source, rate, difference, points of a row and its group, target and result, an institution, a fund."""
    assert asked("project", "〔项目资金〕", "〔项目资金.当年财政拨款〕") == ["29.00", "24.00"]
    assert asked("project", "〔项目资金.较全年预算.完成率〕") == ["96.67"]
    assert asked("project", *(f"〔项目资金.较年初预算.{word}〕" for word in ("差额", "方向"))) == ["9.00", "增加"]
    assert asked("project", "〔自评得分.维修水渠长度〕", "〔自评得分.一级：产出指标〕") == ["20", "48"]
    assert asked("project", "〔绩效指标.维修水渠长度〕", "〔绩效指标.维修水渠长度.指标值〕") == ["3.5", "3.2"]
    assert asked("overall", "〔支出〕", "〔支出.机构-局机关〕", "〔支出.@决算〕") == ["104.00", "80.00", "115.00"]
    assert asked("overall", "〔基金收入.虚构互助基金〕", "〔基金年末结余.虚构互助基金〕") == ["61.50", "31.50"]


def test_a_format_stands_behind_the_name() -> None:
    """原样 prints the digits that a sum has; a name without format prints two decimals."""
    assert asked("overall", "〔收入〕", "〔收入|原样〕") == ["105.00", "105"]


def test_every_name_of_a_repeated_row_is_filled_for_one_of_the_rows() -> None:
    """指标 of the project's example or 计分 of the overall one; nobody typed a 说明 or 备注 there."""
    (cells,) = (row for row in REPEATED if row[0] == "指标、计分")
    blank = {
        name
        for name in REFERENCE.findall(cells[1])
        if not any((*asked("project", name, walk="指标"), *asked("overall", name, walk="计分")))
    }
    assert blank == {"〔说明〕", "〔备注〕"}


def test_a_target_is_composed_and_a_plain_equal_sign_is_not_printed() -> None:
    """〔目标〕 and 〔结果〕 as the page says."""
    assert asked("project", "〔目标〕", walk="指标")[:3] == ["≥3.2公里", "100%", "10月底前"]
    assert asked("project", "〔结果〕", walk="指标")[:3] == ["3.5公里", "100%", "11月"]


def test_rows_of_institutions_and_details_have_names_of_their_own() -> None:
    """机构名 and a figure of each institution; the keys of a detail."""
    assert asked("overall", "〔机构名〕", walk="机构") == ["1、局机关", "2、水管站"]
    assert asked("overall", "〔支出.项目支出〕", walk="机构") == ["30.00", "4.00"]
    assert asked("overall", "〔支出内容〕", walk="明细.支出明细") == ["维修材料", "人工"]


def test_a_wrong_name_of_a_figure_is_told_and_another_word_leaves_the_cell_blank() -> None:
    """As the page warns: only names of figures can be told from a field that nobody filled."""
    assert asked("overall", "〔没有这个栏目〕") == [""]
    plan = printed(style=changed(STYLE, "{字: 〔自评分值〕}", "{字: 〔支出.没有这个〕}"))
    assert plan.document is None
    assert any("没有这个" in finding.message for finding in plan.findings if finding.code == "T001")


def test_a_row_that_does_not_fill_the_columns_is_told() -> None:
    """The message names the form, the row and by how much."""
    plan = printed(style=changed(STYLE, "{字: 支出内容, 跨: 3}", "{字: 支出内容, 跨: 2}"))
    assert plan.document is None
    (said,) = (finding.message for finding in plan.findings if finding.code == "T001")
    assert "第7行（支出内容）占6列，应当是7列" in said


def test_grades_and_units_are_data() -> None:
    """A county's threshold for a grade, and another unit for the funds, change what is printed and nothing typed."""
    style = f'{STYLE}等次: {{优: "98", 良: "0"}}\n计量单位: {{基金收入: 元}}\n'
    document = printed(style=style).document
    assert document is not None
    row = next(row for row in tables_of(document)["绩效自评一览（金额单位：万元）"].rows if "虚构村" in row[0].text)
    assert row[-1].text == "良"
    assert document.figures["基金收入.虚构互助基金.@overall"].unit == "元"


def test_a_form_is_drawn_as_prescribed_and_in_pieces() -> None:
    """Small screens get simple tables made of the same form; nobody writes them."""
    document = printed().document
    assert document is not None
    form: Table = tables_of(document)["部门整体支出绩效评分表（2024年度）"]
    assert [piece.title for piece in form.pieces][1] == "自评情况"
    assert len(form.pieces) > 1


def test_every_key_of_forms_is_explained_and_no_other() -> None:
    """Keys of a form, its rows and cells, of what it prescribes, and the words that 合并 and 类 may be."""
    keys = {key for cells in tables(PAGE, "行和格")[0] for key in cells[0].split("、")}
    labels = {label.name for kind in (Form, FormRow, FormCell) for label in labels_of(kind).values()}
    assert keys == labels - {"标识", "表名"}
    prescribed = {key for cells in tables(PAGE, "绩效自评")[1] for key in cells[0].split("、")}
    assert prescribed == {label.name for label in labels_of(Prescribed).values()}
    said = {cells[0]: cells[1] for cells in tables(PAGE, "行和格")[0]}
    assert [word for word in MERGED if word not in said["合并"]] == []
    assert [word for word in ROLES if word not in said["类"]] == []
