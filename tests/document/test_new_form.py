"""A new region with a form and weights of its own is data: YAML in this test, and no line of Python. All of it 虚构."""

import pytest

from generator.document.cards import walk
from generator.model.blocks import Chart, Table
from tests.build.example import WATER, laid_out, section_text, titles
from tests.document.forming import FOLDER, all_blocks, document_of, files, planned, seen, table_of

#: 虚构县: the execution rate weighs 20, satisfaction stands inside 效益, the columns are its own, and it has grades.
STYLE = """\
目录:
  - 节: 自评部分
    下: [{评价: 虚构自评表}]
等次: {甲等: "85", 乙等: "70", 丙等: "0"}
数字格式:
  整数: {小数: "0"}
节:
  自评部分: {标识: part-self, 标题: 〔地区〕〔年度〕年度项目自评, 页: evaluations}
  自评结论: {标识: conclusion, 标题: 〔节号〕、结论, 内容: [{段: [自评结论]}]}
句式:
  自评结论:
    对象: 项目资金
    对比: 全年预算
    变动: 〔自评等次〕资金比全年预算〔项目资金.较全年预算.方向〕〔项目资金.较全年预算.增减额〕万元。
    持平: 〔自评等次〕资金全部执行。
  自评等次: 〔自评名称〕得〔自评得分〕分，评为〔自评得分.等次〕；
评价文种:
  虚构自评表:
    标识: sheet
    标题: 虚构县项目自评表（〔自评名称〕）
    内容: [{评价表: 虚构自评表}]
    目录: [{节: 自评结论}]
    规定:
      执行率分值: 20
      指标:
        - {一级: 产出, 三级: 完成数量, 分值: 40}
        - {一级: 效益, 三级: 受益面积, 分值: 25}
        - {三级: 村民满意度, 分值: 15}
评价表式:
  虚构自评表:
    标识: sheet
    表名: 虚构县项目自评表
    列宽: ["1", "2", "1", "1", "1", "2"]
    表头: [填报单位：〔部门〕]
    行:
      - {格: [{字: 项目}, {字: 〔项目名称〕, 跨: 3}, {字: 联系人}, {字: 〔联系人〕}]}
      - 侧: {字: 资金（20分）}
        行:
          - {头: true, 格: [{字: 来源}, {字: 预算（万元）}, {字: 执行（万元）}, {字: 执行率}, {字: 得分}]}
          - 格:
              - {字: 合计}
              - {字: 〔项目资金.全年预算数〕}
              - {字: 〔项目资金〕}
              - {字: 〔项目资金.较全年预算.完成率|整数〕%}
              - {字: 〔自评得分.执行率〕}
          - 格:
              - {字: 县里}
              - {字: 〔项目资金.县里.全年预算数〕}
              - {字: 〔项目资金.县里〕}
              - {字: 〔项目资金.县里.较全年预算.完成率|整数〕%}
              - {字: —, 类: 值}
          - 格:
              - {字: 村里}
              - {字: 〔项目资金.村里.全年预算数〕}
              - {字: 〔项目资金.村里〕}
              - {字: 〔项目资金.村里.较全年预算.完成率|整数〕%}
              - {字: —, 类: 值}
      - 侧: {字: 指标（80分）}
        行:
          - {头: true, 格: [{字: 内容}, {字: 目标}, {字: 结果}, {字: 满分}, {字: 得分}]}
          - 逐: 指标
            格: [{字: 〔一级〕：〔三级〕, 类: 名}, {字: 〔目标〕}, {字: 〔结果〕}, {字: 〔分值〕}, {字: 〔得分〕}]
      - {格: [{字: 总分, 跨: 4}, {字: 〔自评分值〕}, {字: 〔自评得分〕}]}
"""
EVALUATION = """\
栏目: {项目名称: 虚构大渠, 联系人: 虚构甲}
资金:
  总额: {得分: 16}
  县里: {全年预算数: 30, 执行数: 24}
  村里: {全年预算数: 10, 执行数: 8}
指标:
  - {三级: 完成数量, 性质: ≥, 指标值: 12, 单位: 公里, 完成值: 10, 得分: 33.5}
  - {三级: 受益面积, 性质: ＝, 指标值: 500, 单位: 亩, 完成值: 500, 得分: 25}
  - {三级: 村民满意度, 性质: ≥, 指标值: 90, 单位: "%", 完成值: 88, 得分: 14}
"""


def test_the_form_is_laid_out_with_its_own_columns_and_weights() -> None:
    """Weights come from the county's style, 20 for the money; scores are typed; the totals are 100 and their sum."""
    table = table_of(document_of(STYLE, EVALUATION, paper=""), "虚构县项目自评表")
    assert table.corners == ("填报单位：虚构县水务局",)
    assert seen(table) == [
        ["项目", "虚构大渠", "虚构大渠", "虚构大渠", "联系人", "虚构甲"],
        ["资金（20分）", "来源", "预算（万元）", "执行（万元）", "执行率", "得分"],
        ["资金（20分）", "合计", "40.00", "32.00", "80%", "16"],
        ["资金（20分）", "县里", "30.00", "24.00", "80%", "—"],
        ["资金（20分）", "村里", "10.00", "8.00", "80%", "—"],
        ["指标（80分）", "内容", "目标", "结果", "满分", "得分"],
        ["指标（80分）", "产出：完成数量", "≥12公里", "10公里", "40", "33.5"],
        ["指标（80分）", "效益：受益面积", "500亩", "500亩", "25", "25"],
        ["指标（80分）", "效益：村民满意度", "≥90%", "88%", "15", "14"],
        ["总分", "总分", "总分", "总分", "100", "88.5"],
    ]


def test_its_outline_words_and_grades_are_its_own() -> None:
    """Part, paper and conclusion stand where the county's outline says; 85 of 100 is 甲等 there."""
    document = document_of(STYLE, EVALUATION, paper="")
    assert [title for title in titles(document) if title != "绩效自评一览"] == [
        "虚构省虚构县2024年度项目自评", "虚构县项目自评表（虚构修渠）", "一、结论",
    ]  # fmt: skip
    assert section_text(document, "e-canal-sheet-conclusion") == (
        "虚构修渠得88.5分，评为甲等；资金比全年预算减少8.00万元。"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("得分: 33.5", "得分: 29.9", "虚构修渠得84.9分，评为乙等；"),
        ("得分: 33.5", "得分: 0", "虚构修渠得55分，评为丙等；"),
        ("执行数: 24}", "执行数: 32}", "虚构修渠得88.5分，评为甲等；资金全部执行。"),
        ("执行数: 24}", "执行数: 33}", "资金比全年预算增加1.00万元。"),
    ],
)
def test_its_sentence_follows_the_figures(old: str, new: str, said: str) -> None:
    """A new county's sentence takes its cases from scores and amounts like any other."""
    typed = EVALUATION.replace(old, new)
    assert typed != EVALUATION
    assert said in section_text(document_of(STYLE, typed, paper=""), "e-canal-sheet-conclusion")


def test_it_has_overview_page_and_answer_without_asking() -> None:
    """The overview, the page of the evaluation and the pieces for phones come with every form."""
    document = document_of(STYLE, EVALUATION, paper="")
    overview = table_of(document, "绩效自评一览（金额单位：万元）")
    cells = {head.text: cell.text for head, cell in zip(overview.head[0], overview.rows[0], strict=True)}
    assert (cells["自评"], cells["满分"], cells["得分"], cells["扣分"], cells["等次"]) == (
        "虚构修渠", "100", "88.5", "11.5", "甲等",
    )  # fmt: skip
    assert document.page_titles == {"evaluation-canal": "虚构修渠"}
    assert [piece.title for piece in table_of(document, "虚构县项目自评表").pieces] == [
        "", "资金（20分）", "指标（80分）", "",
    ]  # fmt: skip
    assert {section.page for section in walk(document.parts)} == {"evaluations", "evaluation-canal"}


def test_one_year_may_change_its_form() -> None:
    """A folder named by a year holds what changed: from then on the money weighs 10, and earlier reports stay."""
    later = STYLE.replace("执行率分值: 20", "执行率分值: 10")
    for year, total in (("2025", "100"), ("2023", "90")):
        found = files(STYLE, EVALUATION, paper="")
        found[f"data/styles/xugou/{year}/style.yml"] = later.encode()
        table = table_of(laid_out(found, WATER), "虚构县项目自评表")
        assert seen(table)[-1][4] == total


def test_several_evaluations_stand_in_their_order() -> None:
    """Each file is a paper of its own at the place that the outline names, in 次序."""
    found = files(STYLE, EVALUATION + "次序: 2\n", paper="")
    other = "名称: 虚构打井\n类别: 项目\n文种: [虚构自评表]\n次序: 1\n指标: [{三级: 完成数量, 得分: 30}]\n"
    found[f"{FOLDER}/wells.yml"] = other.encode()
    document = laid_out(found, WATER)
    sheets = [title for title in titles(document) if title.startswith("虚构县项目自评表")]
    assert sheets == ["虚构县项目自评表（虚构打井）", "虚构县项目自评表（虚构修渠）"]
    assert len({section.key for section in walk(document.parts)}) == len(list(walk(document.parts)))
    keys = [block.key for block in all_blocks(document) if isinstance(block, Table | Chart)]
    assert len(set(keys)) == len(keys)


def test_what_the_style_does_not_know_is_told_and_the_report_is_made() -> None:
    """A paper that no style defines prints nothing; the check says which one."""
    found = planned(STYLE, "名称: 虚构修渠\n类别: 项目\n文种: [虚构自评表, 没有的文种]\n", paper="")
    assert found.document is not None
    assert any("没有的文种" in finding.message for finding in found.findings)
