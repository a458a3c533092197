"""An evaluation carried over: the project keeps its name, the form is empty again."""

from generator.build.report import Slugs
from generator.desk.renewing.evaluations import renewed_evaluation
from generator.desk.renewing.words import Years
from generator.workspace.making import style_of
from generator.workspace.project import read_project
from tests.desk.renewing import ROOT

LAST = """\
# 虚构县2023年度绩效自评
名称: 虚构的整体自评
类别: 整体
文种: [部门整体支出绩效自评指标计分表]
状态: 公开
等次: 优秀
用语: {单位简称: 虚构局}
资金:
  虚构来源: {年初预算数: 91.37, 执行数: 252.96}
计分:
  - {三级: 绩效目标合理性, 得分: 1.75}
数据:
  在职人数: {行政人员: 15}
文字:
  引言: |-
    二〇二三年的虚构文字。
明细:
  支出明细:
    - {支出内容: 虚构, 实际支出数: 45万元}
公布值:
  - {数: 自评得分, 公布: "99", 原因: 虚构}
"""


def test_names_stay_and_everything_else_is_blank() -> None:
    """Prescribed rows come with their weights; scores, money, texts and details of last year are gone."""
    style = style_of(read_project(ROOT), Slugs("heshan", "hrss", "2021"))
    assert style is not None
    text = renewed_evaluation(LAST, Years(2023, 2024), style)
    assert text.startswith("# 虚构县2024年度绩效自评\n名称: 虚构的整体自评\n类别: 整体\n")
    assert "  - {三级: 绩效目标合理性, 得分: }  # " in text
    assert "  虚构来源: {年初预算数: , 执行数: }\n" in text
    assert "  在职人数: {行政人员: }\n" in text
    assert text.endswith("明细:\n  支出明细:\n\n文字:\n  引言:\n用语: {单位简称: 虚构局}\n")
    for gone in ("91.37", "252.96", "1.75", "15", "二〇二三", "45万元", "优秀", "状态", "公布值"):
        assert gone not in text.replace("分值15", "")
