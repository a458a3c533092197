"""What is still to be written is read off the check, a draft's as though it were to be made public."""

from pathlib import Path

import pytest

from generator.build.report import Slugs
from generator.desk.todo import as_public, counted, items_of, todo_lines
from generator.findings import Finding, Severity
from generator.places import Place
from generator.workspace.remaining import remaining
from generator.workspace.renewing import plan_year, write_made
from tests.desk.renewing import invented, project

FOLDER = "data/regions/xugou/water/2024"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the invented project with a new year that nobody has touched."""
    root = invented(tmp_path_factory.mktemp("todo"))
    write_made(root, plan_year(project(root), Slugs("xugou", "water", "2024")).files)
    return root


def test_a_new_year_lacks_exactly_its_blanks(root: Path) -> None:
    """Of a year just made, the list names every blank, what the style asks for, and the texts that are last year's."""
    [(_, items)] = list(remaining(project(root), [Slugs("xugou", "water", "2024")]))
    blanks = [item.finding.path.partition("#/")[2] for item in items if item.finding.code == "R015"]
    assert sorted(blanks) == sorted(
        [
            "收入", "支出科目", "财政拨款/一般公共预算/支出科目/2130301/原因", "“三公”经费/一般公共预算",
            "机关运行经费/决算数", "机关运行经费/原因", "国有资产/车辆/其他用车", "其他事项/0/数值",
            "原因/收入", "用途/政府采购", "来源/标题",
        ]
    )  # fmt: skip
    same = [item.finding.message for item in items if item.finding.code == "X08"]
    assert same == ["“机构设置”与上年报告一字不差，里面写着2023年", "“绩效管理”与上年报告一字不差，里面写着2023年"]
    assert counted([item for item in items if item.finding.code == "R015"]) == "6个数、4条原因、1项报告信息"


def test_a_draft_is_asked_for_its_dates_without_being_called_public(root: Path) -> None:
    """Dates and sign-off are in the list of a draft, but it is not said to be public."""
    [(_, items)] = list(remaining(project(root), [Slugs("xugou", "water", "2024")]))
    lines = [line.strip() for line in todo_lines(items) if "report.yml" in line]
    assert f"{FOLDER}/report.yml:1 没有写明保密审查、审签情况" in lines
    assert not any("状态是“公开”" in line for line in lines)


def test_blanks_of_one_block_stand_on_one_line() -> None:
    """Forty blanks of a form are one line with their number, at the first of them."""
    found = [
        Finding("R015", Severity.ERROR, "空", f"{FOLDER}/accounts.yml#/收入/{name}", "", Place("a.yml", line, 1))
        for line, name in enumerate("甲乙丙丁戊己庚辛", 3)
    ]
    assert list(todo_lines(items_of(found, FOLDER))) == [
        "  数（8）",
        "    a.yml:3 “收入”里还空着8处：甲、乙、丙、丁、戊、己等",
    ]


def test_waived_findings_and_other_files_are_no_work() -> None:
    """What was let stand, and what stands in another report, is not asked for."""
    waived = Finding("D10", Severity.WARNING, "没有写原因", f"{FOLDER}/accounts.yml#/原因", waived="原文如此")
    other = Finding("D10", Severity.WARNING, "没有写原因", "data/regions/xugou/water/2023/accounts.yml#/原因")
    assert items_of([waived, other], FOLDER) == []
    assert counted([]) == ""


def test_no_line_moves_when_a_draft_is_taken_for_public() -> None:
    """The state is changed in memory on its own line, in the evaluations too; other files stay as they are."""
    files = {
        f"{FOLDER}/report.yml": "# 注\n状态: 草稿   # 还没有送审\n年度: 2024\n".encode(),
        f"{FOLDER}/evaluations/works.yml": "名称: 虚构项目\n".encode(),
        f"{FOLDER}/accounts.yml": "收入: {}\n".encode(),
    }
    found = as_public(files)
    assert found[f"{FOLDER}/report.yml"].decode() == "# 注\n状态: 公开   # 还没有送审\n年度: 2024\n"
    assert {path for path in files if found[path] != files[path]} == {f"{FOLDER}/report.yml"}
