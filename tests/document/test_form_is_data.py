"""A new form is data: what a province, a county or one report wants otherwise is written in YAML, never in Python."""

import pytest

from tests.build.example import (
    ACCOUNTS,
    REPORT,
    WATER,
    charts,
    invented,
    laid_out,
    plan,
    section_text,
    tables,
    titles,
)

#: a county that follows a style of its own.
COUNTY = "名称: 虚构省虚构县\n样式: [xugou]\n公开单位: [water]\n"


def styled(style: str, **changes: str) -> dict[str, bytes]:
    """Return the invented report with a style folder of its county."""
    return {**invented(**{"region": COUNTY, **changes}), "data/styles/xugou/style.yml": style.encode()}


TENTH = """\
节:
  决算表:
    内容: [{表: 收入支出决算总表}, {表: 水利工程表}]
表式:
  水利工程表:
    标识: waterworks
    表号: 公开10表
    表名: 水利工程支出表
    零: "-"
    注: [注：本表反映〔部门〕〔年度〕年度的水利工程支出。]
    栏:
      - 列:
          - {名: 项目, 项: 名称}
          - 名: 本年
            下: [{名: 年初预算数, 项: 年初预算数}, {名: 决算数, 项: 决算数}, {名: 完成率（%）, 项: 较年初预算.完成率}]
        行:
          - {栏次: true, 名: 栏次}
          - {逐: 功能科目, 从: 支出.一般公共预算}
          - {名: 政府性基金, 数: 支出.政府性基金预算}
"""


def test_a_tenth_table_is_data() -> None:
    """A table form in a style gives a table with head, rows, rates and notes."""
    table = tables(laid_out(styled(TENTH), WATER))["水利工程支出表"]
    assert (table.number, table.key) == ("公开10表", "waterworks")
    assert [[cell.text for cell in row] for row in table.head] == [
        ["项目", "本年"],
        ["年初预算数", "决算数", "完成率（%）"],
    ]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["栏次", "1", "2", "3"],
        ["农林水支出", "90.00", "95.00", "105.56"],
        ["水利", "90.00", "95.00", "105.56"],
        ["行政运行", "50.00", "60.00", "120.00"],
        ["水利工程建设", "40.00", "35.00", "87.50"],
        ["政府性基金", "未公布", "-", "未公布"],
    ]
    assert table.notes[0] == "注：本表反映虚构县水务局2024年度的水利工程支出。"


FOUR_POINTS = """\
目录:
  - 节: 说明
    下: [{节: 总体}, {节: 收入}, {节: 支出}, {节: 结转}]
节:
  说明: {标识: statement, 标题: 决算情况说明, 页: statement}
  总体: {标识: overall, 标题: 〔节号〕、总体, 内容: [{段: [收支总体]}]}
  收入: {标题: 〔节号〕、收入}
  支出: {标题: 〔节号〕、支出}
  结转: {标识: carried, 标题: 〔节号〕、结转结余, 内容: [{段: [结转结余]}]}
句式:
  结转结余: 年初结转和结余〔年初结转和结余〕万元，年末结转和结余〔年末结转和结余〕万元。
"""


def test_another_section_tree_is_data() -> None:
    """A province that asks for four points gets four numbered points, and nothing of the nine sections is left."""
    document = laid_out(styled(FOUR_POINTS), WATER)
    assert titles(document) == ["决算情况说明", "一、总体", "二、收入", "三、支出", "四、结转结余"]
    assert section_text(document, "carried") == "年初结转和结余5.00万元，年末结转和结余10.00万元。"
    assert section_text(document, "income").startswith("2024年度收入合计120.00万元，其中：")


def test_a_countys_own_sentence_is_data() -> None:
    """A county says the same sentence in its own words; every other sentence stays that of the base style."""
    style = "句式:\n  支出决算: 全年花了〔支出〕万元，内中〔支出构成〕！\n"
    base, county = laid_out(invented(), WATER), laid_out(styled(style), WATER)
    expected = "全年花了115.00万元，内中基本支出70.00万元，占60.87%；项目支出45.00万元，占39.13%！"
    assert section_text(county, "expenditure") == expected
    assert section_text(county, "income") == section_text(base, "income")


def test_a_new_province_is_a_folder() -> None:
    """A region names a folder of styles that nobody named before, and is printed by it: numbers and words alike."""
    region = "名称: 虚构省虚构县\n样式: [xusheng]\n"
    style = "数字格式:\n  金额: {小数: '1'}\n用语: {金额单位: 亿元}\n"
    files = {**invented(region=region), "data/styles/xusheng/numbers.yml": style.encode()}
    document = laid_out(files, WATER)
    assert document.figures["支出"].printed == "0.0"
    assert document.figures["支出"].unit == "亿元"
    assert charts(document)["chart-total"].unit == "亿元"


def test_a_style_that_does_not_exist_is_named() -> None:
    """A region that names no existing style gets an error with the styles there are."""
    found = plan(invented(region=COUNTY), WATER).findings
    [said] = [finding for finding in found if finding.code == "R012"]
    assert said.is_error
    assert "xugou" in said.message
    assert "sichuan" in said.hint
    assert str(said.place) == "data/regions/xugou/region.yml:2:1"


def test_the_newest_year_that_has_come_counts() -> None:
    """Of a style's years the newest not after the report's counts; a later one waits."""
    files = styled("句式: {支出决算: 不分年度。}\n")
    for year in ("2022", "2023", "2025"):
        files[f"data/styles/xugou/{year}/style.yml"] = f"句式: {{支出决算: {year}年的说法。}}\n".encode()
    assert section_text(laid_out(files, WATER), "expenditure") == "2023年的说法。"


def test_the_deeper_level_wins_over_the_newer_year() -> None:
    """Department over county over province, whatever their years."""
    region = "名称: 虚构省虚构县\n样式: [sheng, xian]\n"
    department = "名称: 虚构县水务局\n样式: [ju]\n"
    files = invented(region=region, department=department)
    for name, path in (("省", "sheng/2024/"), ("县", "xian/2021/"), ("局", "ju/")):
        text = "句式:\n" + "".join(
            f"  {key}: {name}的说法。\n" for key in {"省": "甲乙丙", "县": "乙丙", "局": "丙"}[name]
        )
        text += "  收入决算: 〔甲〕〔乙〕〔丙〕\n" if name == "省" else ""
        files[f"data/styles/{path}style.yml"] = text.encode()
    assert section_text(laid_out(files, WATER), "income") == "省的说法。县的说法。局的说法。"


def test_one_report_overrides_one_pattern() -> None:
    """A report says one sentence its own way; the same department's other years are not touched."""
    report = REPORT + "样式:\n  句式:\n    支出决算: 本年支出〔支出〕万元，只此一年这样写。\n"
    document = laid_out(invented(report=report), WATER)
    assert section_text(document, "expenditure") == "本年支出115.00万元，只此一年这样写。"
    assert section_text(document, "income") == section_text(laid_out(invented(), WATER), "income")


def test_an_override_brings_all_cases_of_its_sentence() -> None:
    """A level that words one case words the sentence: two provinces never mix in it."""
    document = laid_out(styled("句式:\n  收支总体: {变动: 总计变了。, 未知: 总计未知。}\n"), WATER)
    assert section_text(document, "total").startswith("总计变了。")
    same = ACCOUNTS.replace("收入总计: 100.00", "收入总计: 125.00")
    found = plan(styled("句式:\n  收支总体: {变动: 总计变了。, 未知: 总计未知。}\n", accounts=same), WATER)
    assert found.document is not None
    assert "持平" not in section_text(found.document, "total")


def test_a_style_that_names_nothing_is_an_error_of_the_style() -> None:
    """A pattern that names no figure keeps the report from publication and says which name."""
    found = plan(styled("句式: {支出决算: 全年〔支處〕万元。}\n"), WATER)
    [said] = [finding for finding in found.findings if finding.is_error]
    assert found.document is None
    assert "支處" in said.message
    assert said.hint


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("节: {收入: {标识: ../../收入}}\n", "节“收入”的标识“../../收入”不能用"),
        ("节: {收入: {页: index}}\n", "节“收入”的页“index”不能用"),
        ("节: {收入: {内容: [{段: [没有的句]}]}}\n", "节“收入”里的句式“没有的句”没有定义"),
        ("节: {收入: {内容: [{表: 没有的表}, {图: 没有的图}]}}\n", "图“没有的图”没有定义"),
        ("目录: [{节: 没有的节}]\n", "目录里的节“没有的节”没有定义"),
        ("图: {收入构成: {类型: 3D}}\n", "类型“3D”没有，可以写：columns"),
        ("数字格式: {金额: {小数: 两位}}\n", "小数写成了“两位”"),
        ("表式: {收入决算表: {栏: [{列: [{名: 甲, 项: 收入, 宽: 很宽}], 行: [{数: 收入}]}]}}\n", "宽写成了“很宽”"),
        ("公式: {收入总计: 收入 +}\n", "没有写完"),
        ("句式: {支出决算: 甲〔支出构成〕, 支出构成: 乙〔支出决算〕}\n", "套得太深"),
        ("句式: {支出决算: 〔甲〕}\n用语: {甲: 〔乙〕, 乙: 〔甲〕}\n", "套得太深"),
    ],
)
def test_each_slip_in_a_style_is_told_in_a_sentence(style: str, said: str) -> None:
    """Whatever is wrong with a style, the report is not made and the reason is one Chinese sentence."""
    found = plan(styled(style), WATER)
    assert found.document is None, section_text(found.document, "expenditure")
    assert any(said in finding.message and finding.is_error for finding in found.findings), found.findings
