"""A year carried over: amounts go, labels stay, reasons are to be written again, people's comments are kept."""

from generator.desk.renewing.accounts import renewed_accounts
from generator.desk.renewing.report import renewed_report
from generator.desk.renewing.texts import renewed_texts, stale_places
from generator.desk.renewing.words import Years
from generator.desk.tidy import tidied
from tests.desk.renewing import ACCOUNTS, FILES, REPORT, TEXTS

YEARS = Years(2023, 2024)
NAMES = ("虚构县水利局", "虚构县水务局")


def test_the_whole_of_a_renewed_file() -> None:
    """Headings that an import fills, labels to type, and last year's words above each reason that is to be written."""
    assert (
        renewed_accounts(ACCOUNTS, YEARS)
        == """\
# 虚构县水利局2024年度部门决算
金额单位: 万元

# 从第一张表录
收入:

支出科目:

财政拨款:
  一般公共预算:
    支出科目:
      # 原表印错，已核对
      "2130301":
        # 上年写的是：新招录三人
        原因:

“三公”经费:
  一般公共预算:

机关运行经费:
  决算数:
  # 办公室提供
  # 上年写的是：办公用房搬迁
  原因:

国有资产:
  车辆: {其他用车: }

其他事项:
  - {名称: 河道整治长度, 数值: , 单位: 公里}

原因:
  # 上年写的是：河道整治增加两个项目， 提标改造增加一个项目
  收入:

用途:
  # 上年写的是：购置水文监测设备
  政府采购:
"""
    )


def test_a_renewed_report_is_a_draft_with_everything_to_fill() -> None:
    """Dates, sign-off and source are open; words and comments stay; waivers and corrections were last year's."""
    assert (
        renewed_report(REPORT, YEARS, NAMES)
        == """\
年度: 2024
# 标题照文件印的
标题: 虚构县水务局2024年度部门决算
状态: 草稿
批复日期: 未公布
公开日期: 未公布
保密审查: 未公布
审签: 未公布
来源:
  # 数字从哪里来。上年写的是：虚构的决算
  标题:
  发布机构: 虚构县水务局
# 两个标题不编号
用语: {问题序号: ""}
"""
    )


def test_texts_stay_and_what_is_stale_is_listed() -> None:
    """Texts are carried over word for word; each line with last year's year or the former name is named."""
    assert renewed_texts(TEXTS, YEARS) == TEXTS
    assert list(stale_places({"texts.yml": TEXTS}, YEARS, NAMES)) == [
        "texts.yml:4 写着2023年、“虚构县水利局”",
        "texts.yml:6 写着2023年",
    ]


def test_new_files_are_tidy() -> None:
    """What is made is in the form that `fmt` would give it."""
    made = {
        "report.yml": renewed_report(REPORT, YEARS, NAMES),
        "accounts.yml": renewed_accounts(ACCOUNTS, YEARS),
        "texts.yml": renewed_texts(TEXTS, YEARS),
    }
    assert made.keys() == FILES.keys()
    for name, text in made.items():
        assert tidied(text.encode(), f"data/regions/xugou/water/2024/{name}").content.decode() == text
