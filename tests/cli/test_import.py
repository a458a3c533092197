"""`juesuan import`, as a finance clerk meets it: what it says, what it writes, how it ends."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import import_, main
from generator.cli.progress import Steps
from generator.site.tree import write_tree
from generator.workspace.importing import Target, write_target
from tests.build.example import PUTUO, real_files
from tests.desk.books import Box, Grid, xlsx

WORKBOOK = Path(__file__).parents[1] / "desk" / "workbooks" / "tables.xlsx"
ACCOUNTS = f"data/regions/{PUTUO}/accounts.yml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project folder with data/, and be in it."""
    write_tree(tmp_path, {path: content for path, content in real_files().items() if "/evaluations/" not in path})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["import", *map(str, words)])
    assert "Traceback" not in result.output
    return result.exit_code, result.output


def test_a_trial_shows_the_change_and_writes_nothing(root: Path) -> None:
    """--dry-run prints what would be new, line by line, and leaves every file as it is."""
    (root / ACCOUNTS).unlink()
    code, said = _run(WORKBOOK, "--to", PUTUO, "--dry-run")
    assert code == 0
    assert "+  一般公共预算财政拨款收入: 9746.50" in said
    assert "这是试运行，没有写文件。" in said
    assert not (root / ACCOUNTS).exists()


def test_an_import_writes_and_says_what_comes_next(root: Path) -> None:
    """The file is written whole, and the next command is named; a second time there is nothing to do."""
    (root / ACCOUNTS).unlink()
    code, said = _run(WORKBOOK, "--to", PUTUO)
    assert code == 0
    assert f"已写入 {ACCOUNTS}。接着请运行：juesuan check {PUTUO}" in said
    written = (root / ACCOUNTS).read_bytes()
    code, said = _run(WORKBOOK, "--to", PUTUO)
    assert code == 0
    assert "不用改" in said
    assert (root / ACCOUNTS).read_bytes() == written


def test_other_amounts_stay_until_replacing_is_asked_for(root: Path) -> None:
    """An amount that the workbook has otherwise is told with its cell; --replace takes the workbook's."""
    text = (root / ACCOUNTS).read_text(encoding="utf-8")
    (root / ACCOUNTS).write_text(
        text.replace("年末结转和结余: 100.00", "年末结转和结余: 99.00 # 待查"), encoding="utf-8"
    )
    code, said = _run(WORKBOOK, "--to", PUTUO)
    assert code == 0
    assert (
        "结转结余/年末结转和结余：文件里是 99.00，表上是 100.00（tables.xlsx，工作表“1income-expenditure”，D33）"
        in said
    )
    assert "--replace" in said
    assert "99.00 # 待查" in (root / ACCOUNTS).read_text(encoding="utf-8")
    assert _run(WORKBOOK, "--to", PUTUO, "--replace")[0] == 0
    assert (root / ACCOUNTS).read_text(encoding="utf-8") == text.replace(
        "年末结转和结余: 100.00", "年末结转和结余: 100.00 # 待查"
    )


def test_details_tell_every_cell(root: Path) -> None:
    """With --details each amount has its cell, those that only follow too."""
    (root / ACCOUNTS).unlink()
    said = _run(WORKBOOK, "--to", PUTUO, "--dry-run", "--details")[1]
    assert "收入/一般公共预算财政拨款收入: 9746.50，取自 tables.xlsx，工作表“1income-expenditure”，B7" in said
    assert "相符：1income-expenditure!B31 “本年收入合计”9746.50 万元" in said


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((WORKBOOK, "--to", "putuo"), 2, "要写成 地区/部门/年度 或 地区/年度"),
        ((WORKBOOK, "--to", "putuo/planning/24"), 2, "要写成"),
        ((WORKBOOK, "--to", "putuo/planning/２０２４"), 2, "要写成"),
        ((WORKBOOK,), 2, "缺少“--to”"),
        (("--to", PUTUO), 2, "缺少"),
        ((WORKBOOK, "--to", "nowhere/2024"), 1, "没有地区“nowhere”"),
        ((WORKBOOK, "--to", "putuo/nobody/2024"), 1, "“putuo”没有部门“nobody”；有的是：planning"),
        (("没有.xlsx", "--to", PUTUO), 1, "没有文件“没有.xlsx”"),
        ((".", "--to", PUTUO), 1, "没有文件“.”"),
        (("page.xls", "--to", PUTUO), 1, "其实是网页"),
        (("notes.csv", "--to", PUTUO), 1, "没有读到可以导入的表"),
    ],
)
def test_wrong_use_gets_one_sentence(root: Path, words: tuple[object, ...], code: int, said: str) -> None:
    """What cannot be done is said in Chinese, with exit code 2 for a wrong call and 1 for a file that gives nothing."""
    (root / "page.xls").write_bytes("<table><tr><td>收入决算表".encode("gbk"))
    (root / "notes.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    before = (root / ACCOUNTS).read_bytes()
    found = _run(*words)
    assert (found[0], said in found[1]) == (code, True), found
    assert (root / ACCOUNTS).read_bytes() == before


def test_help_is_in_chinese_with_examples() -> None:
    """The help names each option in Chinese and shows how it is called."""
    code, said = _run("--help")
    assert code == 0
    assert "例：juesuan import" in said
    assert "Options" not in said


def test_two_files_of_one_name_are_both_read(root: Path) -> None:
    """Exports of two units with the same file name in two folders are told apart."""
    for name in ("a", "b"):
        (root / name).mkdir()
    (root / "a" / "表.csv").write_text("收入决算表\n科目名称,本年收入合计\n合计,1\n", encoding="utf-8")
    (root / "b" / "表.csv").write_text("支出决算表\n科目名称,本年支出合计\n合计,1\n", encoding="utf-8")
    said = _run("a/表.csv", "b/表.csv", "--to", PUTUO, "--dry-run")[1]
    assert "读到 2 张表" in said


UNITS = ("虚构县水务局", "虚构县林业局", "虚构县档案馆")


@pytest.fixture
def county(root: Path) -> Path:
    """Return a project that has a county with three departments more, and one workbook of all of them."""
    for number, name in enumerate(UNITS):
        folder = root / "data" / "regions" / "xugou" / f"unit{number}"
        folder.mkdir(parents=True)
        (folder / "department.yml").write_text(f"名称: {name}\n", encoding="utf-8")
    (root / "data" / "regions" / "xugou" / "region.yml").write_text("名称: 虚构县\n简称: 虚构县\n", encoding="utf-8")
    lines = [["收入决算表"], ["金额单位：万元"], ["单位名称", "科目编码", "科目名称", "本年收入合计", "财政拨款收入"]]
    for number, name in enumerate((*UNITS, "虚构县不存在局"), 1):
        lines += [[name, "", "合计", f"{number}", f"{number}"], [name, "2080101", "行政运行", f"{number}", f"{number}"]]
    rows = tuple(tuple(Box(text) for text in (*line, *[""] * (5 - len(line)))) for line in lines)
    (root / "全县.xlsx").write_bytes(xlsx([Grid("收入", rows)]))
    return root


def _accounts(root: Path) -> list[str]:
    return sorted(path.parent.parent.name for path in root.glob("data/regions/xugou/*/2024/*"))


def test_one_sheet_of_many_units_fills_them_all(county: Path) -> None:
    """A column 单位名称 parts the rows; who is no department is told, with what to do about it."""
    code, said = _run("全县.xlsx", "--to", "xugou/2024")
    assert (code, _accounts(county)) == (0, ["unit0", "unit1", "unit2"])
    assert "单位“虚构县不存在局”不是这个地区的部门" in said
    assert "“单位编码”" in said


def test_rows_that_were_not_asked_for_are_left_and_told(county: Path) -> None:
    """For one department the other rows are left, which one line says."""
    code, said = _run("全县.xlsx", "--to", "xugou/unit1/2024")
    assert (code, _accounts(county)) == (0, ["unit1"])
    assert "表里还有“虚构县水务局”、“虚构县档案馆”的行，没有要求导入" in said


def test_an_interruption_leaves_whole_files(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between two units: what is written is whole, nothing half-written lies about, the rest comes next time."""

    def interrupted(folder: Path, target: Target) -> None:
        if target.slugs.department == "unit1":
            raise KeyboardInterrupt
        write_target(folder, target)

    monkeypatch.setattr(import_, "write_target", interrupted)
    code, said = _run("全县.xlsx", "--to", "xugou/2024")
    assert (code, _accounts(county)) == (130, ["unit0"])
    assert "已中断" in said
    written = (county / "data/regions/xugou/unit0/2024/accounts.yml").read_bytes()
    monkeypatch.undo()
    monkeypatch.chdir(county)
    assert _run("全县.xlsx", "--to", "xugou/2024")[0] == 0
    assert _accounts(county) == ["unit0", "unit1", "unit2"]
    assert (county / "data/regions/xugou/unit0/2024/accounts.yml").read_bytes() == written


def test_an_interruption_while_reading_writes_nothing(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before everything is read and compared leaves the project as it was."""
    steps: list[tuple[str, int, int]] = []

    def show(_: object, step: str, done: int, total: int) -> None:
        steps.append((step, done, total))
        if done == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(Steps, "show", show)
    code, _ = _run("全县.xlsx", "--to", "xugou/2024")
    assert (code, _accounts(county)) == (130, [])
    assert steps == [("读取 全县.xlsx", 1, 1), ("与各部门的文件核对", 1, 3), ("与各部门的文件核对", 2, 3)]


def test_a_scoring_sheet_becomes_an_evaluation(root: Path) -> None:
    """计分 of 部门整体支出 is written as a new evaluation by the same command."""
    lines = [["部门整体支出绩效自评表"], ["一级指标", "二级指标", "三级指标", "分值", "得分"],
             ["虚构投入", "虚构目标", "目标合理性", "100", "95"], ["合计", "", "", "100", "95"]]  # fmt: skip
    rows = tuple(tuple(Box(text) for text in (*line, *[""] * (5 - len(line)))) for line in lines)
    (root / "计分.xlsx").write_bytes(xlsx([Grid("计分", rows)]))
    code, said = _run("计分.xlsx", "--to", f"{PUTUO}/evaluations/overall-scores")
    assert code == 0
    assert "“部门整体支出”，1 个指标" in said
    text = (root / f"data/regions/{PUTUO}/evaluations/overall-scores.yml").read_text(encoding="utf-8")
    assert "类别: 整体" in text
    assert "计分:" in text
