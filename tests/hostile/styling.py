"""Styles and classification whose every word is hostile: of a small report with a form of its own, and of all reports.

Sentences of the small report meet each case; figures that make the cases are added to its accounts.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from generator.model.accounts import Accounts
from generator.model.evaluation import Evaluation
from generator.model.identity import ClassEntry, Department, Region, Report, TermRow
from generator.model.style import Style
from tests.build import test_nasty as nasty
from tests.check.building import read
from tests.hostile import writing
from tests.hostile.filling import Filler

Plain = dict[str, Any]
CLASSES = Path(__file__).resolve().parents[2] / "data" / "classification"
#: folder of the small report's region, and its style.
ODD, ODD_STYLE = "data/regions/r0", "data/styles/odd0/style.yml"
#: sentences by the case that the figures of the small report call for.
CASES = """\
句式:
  增加: {对象: 收入总计, 对比: 上年}
  减少: {对象: 三公.财政拨款, 对比: 年初预算}
  倍增: {对象: 支出.项目支出, 对比: 上年}
  无基数: {对象: 支出.基本支出, 对比: 上年}
  持平: {对象: 三公.财政拨款.公务用车运行维护费, 对比: 年初预算}
  为零: {对象: 支出.政府性基金预算, 对比: 上年}
  未知: {对象: 年末结转和结余, 对比: 上年}
  列举: {列举: [支出.基本支出, 支出.项目支出]}
"""
PRIOR = {"支出.项目支出": "10.00", "支出.基本支出": "0"}
#: what every report takes from the base style, beside the sentences of ours.
WORDS = """\
用语: {金额单位: "", 结余名称: "", 名词序号后: "", 年末日期: ""}
数字格式:
  金额: {特例: {"70.00": ""}}
  表格: {特例: {"45.00": ""}}
  百分比: {特例: {"100.00": ""}}
勾稽关系:
  V901: {名称: "", 公式: 支出 = 收入 + 1, 级别: 提示}
白话:
  fiscal: {名词: "", 一句话: "", 又称: ["", ""], 容易混淆: ""}
  invented: {名词: "", 一句话: "", 又称: [""], 数: [支出]}
比较项目:
  spending: {名称: "", 口径: ""}
  income: {名称: "", 口径: ""}
字体: {body: "", heading: "", table: "", docx-title: "", docx-body: "", docx-latin: ""}
等次: {虚构: "0"}
导入:
  表名: {收入支出决算总表: [""]}
  行名: {本年收入合计: [""]}
  栏名: {决算数: [""]}
  不读: [""]
  自评: {栏目: {项目名称: [""]}}
"""
#: code → what its entry says besides the name; codes of the small report and of generated ones.
ENTRIES: dict[str, dict[str, Plain]] = {
    "functional": {
        "213": {}, "21303": {"历年名称": [{"名称": "", "自": "2020", "至": "2030"}]}, "2130301": {}, "2130305": {},
    },
    "economic": {"301": {}, "30101": {"历年名称": [{"名称": "", "至": "2030"}]}, "302": {}, "30201": {}},
}  # fmt: skip


class Blank(nasty.Picker):
    """Leaves every slot of the small report empty, for a filler to fill."""

    def __init__(self) -> None:
        """Hand out nothing else."""
        super().__init__(("",), 0)


def styled_files(fill: Filler) -> dict[str, bytes]:
    """Return the files of a small report whose style is hostile too: titles, sentences, tables, charts, forms."""
    made = {path: read(raw.decode()) for path, raw in nasty.report(0, Blank()).items() if path.startswith(ODD)}
    records = {"region.yml": Region, "department.yml": Department, "report.yml": Report, "accounts.yml": Accounts}
    found = {}
    for path, plain in made.items():
        name = path.rpartition("/")[2]
        if name == "texts.yml":
            terms = [fill.record(TermRow, term) for term in plain["名词解释"]]
            found[path] = writing.written({"部门职责": fill.text("texts.yml"), "名词解释": terms})
        else:
            more = {"上年决算数": {**plain["上年决算数"], **PRIOR}} if name == "accounts.yml" else {}
            found[path] = writing.written(fill.record(records.get(name, Evaluation), {**plain, **more}))
    return {**found, ODD_STYLE: writing.written(fill.record(Style, _style()))}


def _style() -> Plain:
    """Return the style of the small report with nothing in its words; a section prints the sentence of each case."""
    slots = ['""'] * (nasty.FIELDS + nasty.SHEET_FIELDS)
    style: Plain = read(nasty.STYLE.format(*slots[: nasty.FIELDS]) + nasty.SHEET.format(*slots[nasty.FIELDS :]))
    cases = read(CASES)["句式"]
    style["句式"] |= cases
    style["节"]["乙"]["内容"] += [{"段": [name]} for name in cases]
    return style


def words_files(fill: Filler) -> dict[str, bytes]:
    """Return a file of the base style with hostile words, and the classification with hostile names."""
    found = {"data/styles/base/words.yml": writing.written(fill.record(Style, read(WORDS)))}
    for name, entries in ENTRIES.items():
        lines = [_without(name, frozenset(entries))]
        for code, more in entries.items():
            entry = fill.record(ClassEntry, {"名称": "", "来源": "", **more})
            lines.append(f'  "{code}": {json.dumps(entry, ensure_ascii=False)}')
        found[f"data/classification/{name}.yml"] = "\n".join([*lines, ""]).encode()
    return found


@cache
def _without(name: str, codes: frozenset[str]) -> str:
    """Return a file of the classification without the lines of some codes."""
    lines = (CLASSES / f"{name}.yml").read_text(encoding="utf-8").rstrip().split("\n")
    return "\n".join(line for line in lines if line.strip().partition(":")[0].strip('"') not in codes)
