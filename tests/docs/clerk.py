"""The invented department of the handbook, and the workbooks that its finance system would export."""

from dataclasses import replace

from generator.build.report import Slugs
from tests.build.example import invented
from tests.desk.books import document_of, grids, xlsx

REPORT = "年度: {year}\n状态: 草稿\n来源: {{标题: 虚构的决算}}\n"
ACCOUNTS = """\
金额单位: 元
收入:
  一般公共预算财政拨款收入: {income}
  政府性基金预算财政拨款收入: 0
  国有资本经营预算财政拨款收入: 0
  上级补助收入: 0
  事业收入: 0
  经营收入: 0
  附属单位上缴收入: 0
  其他收入: 200000.00
收入科目:
  "2080505": {{财政拨款收入: 180000.00}}
  "2101101": {{财政拨款收入: 90000.00}}
  "2130301": {{财政拨款收入: {running}, 其他收入: 200000.00}}
  "2130305": {{财政拨款收入: {project}}}
  "2210201": {{财政拨款收入: 150000.00}}
支出科目:
  "2080505": {{基本支出: 180000.00, 项目支出: 0}}
  "2101101": {{基本支出: 90000.00, 项目支出: 0}}
  "2130301": {{基本支出: {spent}, 项目支出: 200000.00}}
  "2130305": {{基本支出: 0, 项目支出: {project}}}
  "2210201": {{基本支出: 150000.00, 项目支出: 0}}
结转结余:
  年初结转和结余: 50000.00
  使用非财政拨款结余: 0
  结余分配: 0
  年末结转和结余: 50000.00
财政拨款:
  一般公共预算:
    年初结转和结余: 50000.00
    年末结转和结余: 50000.00
    支出科目:
      "2080505": {{年初预算数: 180000.00, 基本支出: 180000.00, 项目支出: 0}}
      "2101101": {{年初预算数: 90000.00, 基本支出: 90000.00, 项目支出: 0}}
      "2130301": {{年初预算数: {planned}, 基本支出: {spent}, 项目支出: 0}}
      "2130305": {{年初预算数: {project}, 基本支出: 0, 项目支出: {project}}}
      "2210201": {{年初预算数: 150000.00, 基本支出: 150000.00, 项目支出: 0}}
    基本支出:
      经济科目:
        "30101": {wages}
        "30102": 400000.00
        "30108": 180000.00
        "30110": 90000.00
        "30113": 150000.00
        "30201": 60000.00
        "30211": 25000.00
        "30217": {reception}
        "30231": 35000.00
  政府性基金预算: {{年初结转和结余: 0, 支出: 0, 年末结转和结余: 0}}
  国有资本经营预算: {{年初结转和结余: 0, 支出: 0, 年末结转和结余: 0}}
“三公”经费:
  财政拨款:
    决算数: {{因公出国（境）费: 0, 公务用车购置费: 0, 公务用车运行维护费: 35000.00, 公务接待费: {reception}}}
    年初预算数: {{因公出国（境）费: 0, 公务用车购置费: 0, 公务用车运行维护费: 40000.00, 公务接待费: 20000.00}}
"""
#: year → the amounts in which the two years differ, in 元.
YEARS = {
    2023: {
        "income": "2750000.00", "running": "1430000.00", "spent": "1430000.00", "planned": "1400000.00",
        "project": "900000.00", "wages": "895000.00", "reception": "15000.00",
    },
    2024: {
        "income": "3066000.00", "running": "1446000.00", "spent": "1446000.00", "planned": "1446000.00",
        "project": "1200000.00", "wages": "914000.00", "reception": "12000.00",
    },
}  # fmt: skip


def tables_workbook(year: int) -> bytes:
    """Return a workbook with the nine official tables of a year, as the finance system exports them."""
    files = {
        path.replace("/2024/", f"/{year}/"): content
        for path, content in invented(report=REPORT.format(year=year), accounts=ACCOUNTS.format(**YEARS[year])).items()
    }
    sheets = grids(document_of(Slugs("xugou", "water", str(year)), files))
    return xlsx([replace(sheet, name=f"公开{number:02}表") for number, sheet in enumerate(sheets, 1)])
