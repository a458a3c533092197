"""绩效自评表 out of a workbook: fields, money, indicators and aims as an editor would type them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import yaml

from generator.build.report import Slugs
from generator.desk.importing.container import WorkbookError
from generator.desk.importing.evaluation import read_evaluations
from generator.desk.importing.form_sheet import EvaluationSheet
from generator.desk.importing.workbook import Sheet
from generator.model.style import Style
from generator.workspace.importing import ImportingError, plan_evaluations
from generator.workspace.project import Project
from tests.build.example import ROOT
from tests.check.building import shared_files
from tests.check.generated import YEAR, Invented, invented, shared_style
from tests.desk.books import Box, Grid, style_of, xlsx

ONE = 2
HEAD = (
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)


@cache
def _report() -> tuple[Invented, Style]:
    one = invented(ONE)
    files = {**shared_files(), **shared_style(), **one.files}
    return one, style_of(Slugs(one.region, one.department, str(YEAR)), tuple(sorted(files.items())))


def _typed() -> Mapping[str, Any]:
    one = _report()[0]
    return one.plain[f"{one.folder}/evaluations/project0.yml"]


def _rows(typed: Mapping[str, Any]) -> list[list[str]]:
    """Return the usual sheet of a project's evaluation."""
    fields, money = typed["栏目"], typed["资金"]
    whole = [str(sum(float(money[source][key]) for source in ("当年财政拨款", "上年结转资金", "其他资金")))
             for key in ("年初预算数", "全年预算数", "执行数")]  # fmt: skip
    rows = [
        ["项目支出绩效自评表"], [f"（{YEAR}年度）"],
        ["项目名称", fields["项目名称"]],
        ["主管部门", fields["主管部门"], "", "实施单位", fields["实施单位"]],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", *whole, money["总额"]["分值"], "98%", money["总额"]["得分"]],
    ]  # fmt: skip
    for label, source in (("其中：当年财政拨款", "当年财政拨款"), ("上年结转资金",) * 2, ("其他资金",) * 2):
        rows.append(["", label, *(money[source][key] for key in ("年初预算数", "全年预算数", "执行数")), "—", "", "—"])
    rows += [["年度总体目标", "预期目标", "", "", "实际完成情况"]]
    rows += [["", typed["文字"]["预期目标"], "", "", typed["文字"]["实际完成情况"]]]
    rows += [list(HEAD)]
    first = ""
    for entry in typed["指标"]:
        first = entry.get("一级", first)
        sign = "" if entry["性质"] == "定性" else entry["性质"]
        rows.append([
            "", first, entry["二级"], entry["三级"], f"{sign}{entry['指标值']}{entry['单位']}",
            f"{entry['完成值']}{entry['单位']}", entry["分值"], entry["得分"], entry.get("原因", ""),
        ])  # fmt: skip
    scores = [float(entry["得分"]) for entry in typed["指标"]] + [float(money["总额"]["得分"])]
    rows.append(["总分", "", "", "", "", "", "100", f"{sum(scores):g}", ""])
    return rows


def _sheet(rows: list[list[str]]) -> Sheet:
    width = max(map(len, rows))
    return Sheet("自评", tuple((*row, *[""] * (width - len(row))) for row in rows))


def _read(rows: list[list[str]]) -> EvaluationSheet:
    (found,) = read_evaluations("自评表.xlsx", [_sheet(rows)], _report()[1])
    assert isinstance(found, EvaluationSheet)
    return found


def _plain(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - text, lists and mappings only


def test_a_sheet_becomes_what_an_editor_types() -> None:
    """Money, indicators, signs, units, reasons and aims come back; totals and levels as above are not typed."""
    found, typed = _read(_rows(_typed())), _typed()
    plain = _plain(found.text)
    assert (found.doubts, found.unplaced, found.count) == ((), (), len(typed["指标"]))
    assert plain["栏目"] == typed["栏目"]
    assert plain["文字"] == {key: typed["文字"][key] for key in ("预期目标", "实际完成情况")}
    expected = [{key: value for key, value in entry.items() if value} for entry in typed["指标"]]
    assert plain["指标"] == expected
    for source in ("当年财政拨款", "上年结转资金", "其他资金"):
        assert {key: float(value) for key, value in plain["资金"][source].items()} == {
            key: float(value) for key, value in typed["资金"][source].items()
        }
    assert plain["资金"]["总额"] == typed["资金"]["总额"]
    assert plain["文种"] == ["项目支出绩效自评表"]


def test_totals_that_do_not_add_up_are_told() -> None:
    """A printed total of scores or money that is not the sum of its rows is said, with both."""
    rows = _rows(_typed())
    rows[-1][7] = "55"
    rows[5][2] = "1.00"
    said = "\n".join(_read(rows).doubts)
    assert "总得分是 55，各行加起来是" in said
    assert "资金总额的年初预算数印的是 1.00，各项来源加起来是" in said


def test_a_garbled_score_is_told_and_not_guessed() -> None:
    """A score that is no number is left out and told with its cell."""
    rows = _rows(_typed())
    rows[-2][7] = "九分"
    found = _read(rows)
    assert "得分" not in _plain(found.text)["指标"][-1]
    assert [(cell.text, cell.where.cell) for cell in found.unplaced] == [("九分", f"H{len(rows) - 1}")]


def test_words_that_would_be_read_as_references_are_told() -> None:
    """〔〕 in a text means a figure to the system; a clerk is told before it surprises."""
    rows = _rows(_typed())
    rows[10][1] = "按财预〔2021〕29号完成。"
    assert any("〔〕" in doubt for doubt in _read(rows).doubts)


def _project(*gone: str) -> Project:
    files = {path: text for path, text in _report()[0].files.items() if path not in gone}
    return Project(ROOT, {**shared_files(), **shared_style(), **files})


def _book() -> dict[str, bytes]:
    grid = Grid(
        "自评", tuple(tuple(Box(text) if text else None for text in row) for row in _sheet(_rows(_typed())).rows)
    )
    return {"自评表.xlsx": xlsx([grid, grid])}


def test_each_sheet_is_a_new_file() -> None:
    """Two sheets make two files that the loader reads; one that is there already is never written over."""
    one = _report()[0]
    slugs = Slugs(one.region, one.department, str(YEAR))
    files, unplaced = plan_evaluations(_project(), _book(), slugs, "weixiu")
    assert [file.path.rpartition("/")[2] for file in files] == ["weixiu.yml", "weixiu-2.yml"]
    assert [file.problem for file in files] == ["", ""]
    assert unplaced == ()
    with pytest.raises(ImportingError, match="已经有了"):
        plan_evaluations(_project(), _book(), slugs, "project0")


@pytest.mark.parametrize("name", ["../x", "X", "维修", "a b", ""])
def test_a_name_must_do_as_an_address(name: str) -> None:
    """The file name is part of a web address; nothing else is taken."""
    one = _report()[0]
    with pytest.raises(ImportingError, match="不能作文件名"):
        plan_evaluations(_project(), _book(), Slugs(one.region, one.department, str(YEAR)), name)


def test_a_sheet_without_indicators_is_told() -> None:
    """What is no 绩效自评表 is said and not read; a file that is no workbook stays an error."""
    (found,) = read_evaluations("a.xlsx", [_sheet([["收入决算表"], ["合计", "1"]])], _report()[1])
    assert not isinstance(found, EvaluationSheet)
    one = _report()[0]
    with pytest.raises(WorkbookError):
        plan_evaluations(_project(), {"a.xls": b""}, Slugs(one.region, one.department, str(YEAR)), "a")
