"""`juesuan import`, as a finance clerk meets it: what it says, what it writes, how it ends."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.site.tree import write_tree
from tests.build.example import PUTUO, real_files

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
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
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
