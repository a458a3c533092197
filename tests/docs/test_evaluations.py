"""`docs/dev/evaluations.md`: what it says of self-evaluations holds for its own examples. All data is invented."""

import re

import pytest

from generator.build.report import Plan
from generator.check import RULES
from generator.check.rule import EVALUATION
from generator.document.cards import walk
from generator.findings import Finding, Severity
from generator.model.accounts import Published, Waiver
from generator.model.evaluation import Evaluation, Indicator, MoneyRow
from generator.model.records import labels_of
from generator.model.statement import Institution, InsuranceFund, Statement
from tests.build.example import section_text
from tests.build.example import tables as tables_of
from tests.docs.examples import (
    COUNTY,
    FOLDER,
    OVERALL,
    PAGES,
    PROJECT,
    changed,
    example,
    printed,
    section,
    tables,
    without_style,
)

PAGE = "evaluations.md"
KINDS = {"错误": Severity.ERROR, "警告": Severity.WARNING, "提示": Severity.NOTE}


def found_in(plan: Plan) -> list[Finding]:
    """Return what was found in the files of the evaluations and stands without a waiver."""
    return [found for found in plan.findings if found.path.startswith(FOLDER) and not found.waived]


@pytest.mark.parametrize(
    ("parts", "accounts"),
    [("公开内容: [部门决算, 整体绩效, 项目绩效]\n", True), ("公开内容: [项目绩效]\n", False)],
)
def test_the_project_can_be_copied_as_it_stands(parts: str, accounts: bool) -> None:  # noqa: FBT001 - a case
    """With the base style alone, with accounts or without, the check has nothing to say of it."""
    plan = without_style(parts, accounts=accounts)
    assert found_in(plan) == []
    assert plan.document is not None
    assert "项目支出绩效自评表（2024年度）" in tables_of(plan.document)


def test_what_follows_from_the_project_is_what_the_page_says() -> None:
    """Totals, rate, points, lost points and grade stand on the page as the report prints them."""
    document = printed().document
    assert document is not None
    row = next(row for row in tables_of(document)["绩效自评一览（金额单位：万元）"].rows if "虚构村" in row[0].text)
    assert [cell.text for cell in row[1:]] == ["30.00", "29.00", "96.67", "100", "97.7", "2.3", "优"]
    said = section(PAGE, "一个项目").replace("\n", "")
    assert "年初预算总额20.00，全年预算总额30.00，执行总额29.00，执行率96.67%" in said
    assert "分值合计100，总得分97.7，扣2.3分，等次优" in said
    form = tables_of(document)["项目支出绩效自评表（2024年度）"]
    money = next(row for row in form.rows if row[0].text == "年度资金总额")
    assert [cell.text for cell in money[1:]] == ["20.00", "30.00", "29.00", "10", "96.67%", "9.7"]
    texts = next(row for row in form.rows if row[0].text.startswith("维修水渠3.2公里以上，"))
    assert [cell.text.count("\n") for cell in texts] == [1, 1]
    assert texts[1].text.startswith("维修水渠3.5公里，受益农户320户。")


def test_a_cell_nobody_filled_is_blank_and_says_so() -> None:
    """The source that the example leaves out is blank in the form, with its note; it counts as no money."""
    document = printed().document
    assert document is not None
    form = tables_of(document)["项目支出绩效自评表（2024年度）"]
    other = next(row for row in form.rows if row[0].text == "其他资金")
    assert [(cell.text, cell.note) for cell in other[1:4]] == [("", "原件未填")] * 3


def test_the_overall_evaluation_prints_as_the_page_says() -> None:
    """Totals over institutions and funds, prescribed weights, details, prompt, published total; two notes are left."""
    plan = printed()
    assert [found.code for found in found_in(plan)] == ["E01", "X01"]
    assert plan.document is not None
    units, scoring = (
        [[cell.text for cell in row] for row in tables_of(plan.document)[title].rows]
        for title in ("各单位收支情况（万元）", "部门整体支出绩效评分表（2024年度）")
    )
    assert units[2:] == [
        ["汇总", "105.00", "104.00", "34.00"],
        ["1、局机关", "80.00", "80.00", "30.00"],
        ["2、水管站", "25.00", "24.00", "4.00"],
    ]
    assert scoring[2] == ["过程（50分）", "制度健全", "有制度得10分，执行得10分", "20", "20", ""]
    assert scoring[5] == ["合计", "100", "98", "优秀"]
    assert scoring[7:] == [
        ["维修材料", "虚构1号", "18.00"],
        ["人工", "虚构2号", "16.00"],
        ["财政部门意见", "年 月 日（盖章）"],
    ]
    key = next(part.key for part in walk(plan.document.parts) if part.title == "（一）虚构互助基金")
    fund = section_text(plan.document, key)
    assert fund == "2024年度虚构互助基金收入61.50万元（缴费收入60.00万元、利息收入1.50万元）。年末结余31.50万元。"
    blocks = [block for part in walk(plan.document.parts) for block in part.blocks]
    assert any("本自评的口径：局机关和水管站汇总" in getattr(block, "text", "") for block in blocks)


def test_personal_data_is_masked_where_the_region_says_so() -> None:
    """The masked name and number are those of the page, and the check no longer mentions them."""
    plan = printed(region=f"{COUNTY}隐去个人信息: true\n")
    assert [found.code for found in found_in(plan)] == ["X01"]
    assert plan.document is not None
    cells = [cell.text for row in tables_of(plan.document)["部门整体支出绩效评分表（2024年度）"].rows for cell in row]
    assert {"甲**", "000*****"} <= set(cells)
    assert "印成“甲**”“000*****”" in section(PAGE, "部门整体，和其余各块")


def test_an_institution_may_bear_another_name_in_one_table() -> None:
    """原文名称 as the page writes it changes the name in that table."""
    other = changed(OVERALL, "    名称: 2、水管站\n", "    名称: 2、水管站\n    原文名称: {各单位收支: 二、水管所}\n")
    document = printed(overall=other).document
    assert document is not None
    assert tables_of(document)["各单位收支情况（万元）"].rows[-1][0].text == "二、水管所"


def test_a_value_of_no_column_is_told_and_counts_in_no_total() -> None:
    """栏目未明 stands at the head of the evaluation with its value and what it may be."""
    typed = "    名称: 1、局机关\n    栏目未明: [{数值: 3.00, 推定: 上年结转, 原因: 虚构的原因}]\n"
    document = printed(overall=changed(OVERALL, "    名称: 1、局机关\n", typed)).document
    assert document is not None
    said = [getattr(block, "text", "") for part in walk(document.parts) for block in part.blocks]
    assert any("3.00（推定为上年结转，虚构的原因）" in text for text in said)
    assert tables_of(document)["各单位收支情况（万元）"].rows[2][1].text == "105.00"


#: code → example, text in it, what a slip makes of it, and the text that the finding must point at.
SLIPS = {
    "R001": ("project", "总额: {得分: 9.7}", "总额: {得份: 9.7}", "9.7}"),
    "R015": ("project", "总额: {得分: 9.7}", "总额: {得分: }", "}"),
    "A005": ("project", "总额: {得分: 9.7}", "总额: {得分: 9.7分}", "9.7分}"),
    "A006": ("project", "  上年结转资金: {", "  上年.结转资金: {", "上年.结转资金"),
    "R017": ("overall", "[联系人, 联系电话]", "[联系人, 电话]", "电话]"),
    "R018": ("project", "类别: 项目", "类别: 项目\n状态: 草稿", "草稿"),
    "E01": ("overall", "次序: 1", "次序: 2", "个人信息:"),
    "E02": ("project", "分值: 10, 得分: 8", "分值: 10, 得分: 11", "11, 原因"),
    "E03": ("project", "分值: 30, 得分: 30", "分值: 20, 得分: 20", "指标:"),
    "E04": ("project", ", 原因: 汛期停工一个月", "", "{二级: 时效指标"),
    "E05": ("project", "总额: {得分: 9.7}", "总额: {得分: 10}", "10}"),
    "E06": ("overall", "等次: 优秀", "等次: 良好", "良好"),
    "E07": ("project", ", 完成值: 320", "", "{一级: 效益指标"),
    "E08": ("project", "完成值: 320", "完成值: 280", "30}"),
    "E10": ("project", ", 指标值: 300", "", "{一级: 效益指标"),
    "P001": ("overall", "数: 自评得分", "数: 得分", "得分, 处"),
    "P002": ("overall", "处: 部门整体评分表", "处: 评分", "评分, 公布"),
    "P004": ("overall", "豁免:\n  - {规则: P004, 处: 自评得分, 原因: 原文如此：合计印错}\n", "", '"98"'),
    "W001": ("overall", "规则: P004", "规则: E02", "{规则: E02"),
}


@pytest.mark.parametrize("code", SLIPS)
def test_each_slip_of_the_list_is_found_where_the_page_says(code: str) -> None:
    """The slip has the code and the weight that the page lists, and is found at its own line and column."""
    which, old, new, at = SLIPS[code]
    text = changed({"project": PROJECT, "overall": OVERALL}[which], old, new)
    plan = printed(project=text) if which == "project" else printed(overall=text)
    (found,) = (one for one in found_in(plan) if one.code == code)
    assert found.severity is KINDS[listed()[code]]
    assert found.place is not None
    pointed = text.splitlines()[found.place.line - 1][found.place.column - 1 :]
    assert pointed.startswith(at)


def test_projects_that_do_not_make_the_whole_are_found_at_the_whole() -> None:
    """E11: the overall evaluation states 60.00, the example and a second project like it come to 58.00."""
    overall = changed(OVERALL, "计分:\n", "资金: {总额: {执行数: 60.00}}\n计分:\n")
    found = found_in(printed(overall=overall, second=changed(PROJECT, "名称: 虚构村水渠维修\n", "名称: 虚构乙\n")))
    (said,) = (one for one in found if one.code == "E11")
    assert said.severity is KINDS[listed()["E11"]]
    assert said.path.startswith(f"{FOLDER}/overall.yml#/资金")


def listed() -> dict[str, str]:
    """Return code → weight of the page's list of findings."""
    (table,) = tables(PAGE, "检查会说什么")
    return {code: row[1] for row in table for code in row[0].split("、")}


def test_the_list_of_findings_is_tried_as_a_whole() -> None:
    """Every code of the list is tried above or, where a slip in one file does not make it, below."""
    assert set(listed()) == {*SLIPS, "R016", "R019", "E11"}


def test_every_rule_about_evaluations_is_listed() -> None:
    """Each rule about scores and forms (E…) stands in the list with its own weight."""
    rules = [rule for rule in RULES if rule.file == EVALUATION and rule.code.startswith("E")]
    assert {code for rule in rules for code in rule.codes} <= set(listed())
    assert {rule.code: rule.severity for rule in rules} == {rule.code: KINDS[listed()[rule.code]] for rule in rules}


@pytest.mark.parametrize(
    ("code", "parts", "name"),
    [("R016", "公开内容: [部门决算, 项目绩效]\n", "维修"), ("R019", "公开内容: [部门决算]\n", "weixiu")],
)
def test_what_only_the_report_and_the_file_name_can_have_wrong_is_found(code: str, parts: str, name: str) -> None:
    """R016: the file's name is no part of an address. R019: the report does not name the kind of evaluation."""
    (found,) = found_in(without_style(parts, name=name))
    assert (found.code, found.severity) == (code, KINDS[listed()[code]])


def test_links_between_the_papers_lead_somewhere() -> None:
    """Each link of the papers for editors names a file, and a heading of it."""
    links = [
        (page.name, target, heading)
        for page in PAGES.glob("*.md")
        for target, heading in re.findall(r"\]\(([\w./-]+\.md)(?:#([^)]+))?\)", page.read_text(encoding="utf-8"))
    ]
    assert len(links) > 3
    for page, target, heading in links:
        assert (PAGES / target).is_file(), (page, target)
        assert not heading or section(target, heading), (page, heading)


WORDS = re.compile(r"[、，]")


def test_every_key_is_explained_and_no_other() -> None:
    """The tables of keys hold the labels of the records, each once."""
    evaluation, money, row, statement, fund = (
        [key for cells in table for key in WORDS.split(cells[0])] for table in tables(PAGE, "每一项写什么")
    )
    assert sorted(evaluation) == sorted(label.name for label in labels_of(Evaluation).values())
    assert sorted(money) == sorted(label.name for label in labels_of(MoneyRow).values())
    assert sorted(row) == sorted(label.name for label in labels_of(Indicator).values())
    assert sorted(statement) == sorted(label.name for label in labels_of(Statement).values())
    assert sorted(fund) == sorted(label.name for label in labels_of(InsuranceFund).values())
    own = {label.name for label in labels_of(Institution).values()} - set(statement)
    assert own == {"名称", "原文名称"}


@pytest.mark.parametrize(("key", "kind"), [("公布值", Published), ("豁免", Waiver)])
def test_keys_of_published_values_and_waivers_are_named(key: str, kind: type) -> None:
    """The row of the key names each of its parts."""
    (said,) = (cells[1] for cells in tables(PAGE, "每一项写什么")[0] if cells[0] == key)
    assert [label.name for label in labels_of(kind).values() if label.name not in said] == []


def test_every_block_of_an_evaluation_stands_in_an_example() -> None:
    """What the examples leave out is what the page explains in its tables only."""
    shown = {line.partition(":")[0] for text in (PROJECT, OVERALL) for line in text.splitlines() if line[0] not in " -"}
    every = {label.name for label in labels_of(Evaluation).values()}
    assert every - shown == {"状态", "项目类型", "金额单位", "机构组", "用语"}
    assert example(PAGE, "一个项目").startswith("名称: 虚构")
