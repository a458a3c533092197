"""Bad input, end to end: what `juesuan check` prints for each slip an editor makes.

Each case says where (file:line:column), which rule, what is wrong and what to do, in Chinese; never a traceback.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.site.tree import write_tree
from tests.build.example import WATER, edited, invented
from tests.build.fakes import small

FOLDER = f"data/regions/{WATER}"
OTHER = "  其他收入: 20.00"


def juesuan(root: Path, files: dict[str, bytes], *arguments: str) -> Result:
    """Return what a command prints in a project folder with these files, and its exit code."""
    write_tree(root, files)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        result = CliRunner().invoke(main, ["check", *arguments] if not arguments else list(arguments))
    assert "Traceback" not in result.output
    return result


CASES = {
    "full-width colon": ("accounts", OTHER, "  其他收入：20.00", "3:7 Y010", "全角冒号", "改成“其他收入: 20.00”"),
    "colon without space": ("accounts", OTHER, "  其他收入:20.00", "3:7 Y011", "冒号没有空格", "冒号后面空一格"),
    "tab": ("accounts", OTHER, "\t其他收入: 20.00", "3:1 Y008", "用 Tab 键缩进", "把 Tab 换成空格"),
    "conflict": (
        "accounts", OTHER, f"<<<<<<< HEAD\n{OTHER}\n=======\n  其他收入: 21.00\n>>>>>>> 同事",
        "3:1 Y009", "两个人改了同一处", "再删掉这些标记行",
    ),
    "thousands": ("accounts", OTHER, "  其他收入: 1,020.00", "3:9 A005", "千分位逗号", "这里应当是 1020.00"),
    "full-width digits": ("accounts", OTHER, "  其他收入: ２０.00", "3:9 A005", "全角数字", "写成 20.00"),
    "full-width minus": ("accounts", OTHER, "  其他收入: －20.00", "3:9 A005", "不是半角减号", "写成 -20.00"),
    "scientific": ("accounts", OTHER, "  其他收入: 1e3", "3:9 A005", "科学计数法", "1e3 写成 1000"),
    "not a number": ("accounts", OTHER, "  其他收入: NaN", "3:9 A005", "不是金额", "没有公布写 未公布"),
    "with its unit": ("accounts", OTHER, "  其他收入: 20.00万元", "3:9 A005", "后面带了单位", "只写数字"),
    "brackets": ("accounts", OTHER, "  其他收入: (20.00)", "3:9 A005", "用括号表示负数", "这里应当是 -20.00"),
    "dash": ("accounts", OTHER, "  其他收入: --", "3:9 A005", "看不出是零还是不知道", "没有发生写 0"),
    "nothing": ("accounts", OTHER, "  其他收入:", "3:8 R015", "后面是空的", "没有公布写“未公布”"),
    "no code": ("accounts", '"2130305"', '"农林水"', "18:7 A003", "“农林水”不是支出功能分类的科目代码", "3、5或7位"),
    "no fund": ("accounts", "费:\n  财政拨款:", "费:\n  财政:", "26:3 A003", "“财政”不是资金名称", "可以写：财政拨款"),
    "unknown key": ("accounts", OTHER, "  其它收入: 20.00", "3:9 R001", "不认识的项目“其它收入”", "是不是：“其他收入”"),
    "key twice": ("accounts", OTHER, f"{OTHER}\n{OTHER}", "4:3 Y030", "第 3 行一次，第 4 行又一次", "删掉多余的一行"),
    "a list": ("accounts", OTHER, "  其他收入: [20.00]", "3:3 R004", "应当是一个值，这里却是列表", "下面不要再分层"),
    "deeper": ("accounts", OTHER, f" {OTHER}", "3:4 Y022", "缩进得多", "左边对齐"),
    "no figure": ("accounts", "年决算数:\n  收入总计", "年决算数:\n  总收", "37:7 A002", "没有名为“总收”的数", "标签"),
    "other year": ("report", "年度: 2024", "年度: 2023", "1:5 R011", "年度写的是2023，文件夹却是2024", "改成同一年"),
    "year in words": ("report", "年度: 2024", "年度: 二〇二四", "1:5 R005", "应当是整数", "如 2023"),
    "state": ("report", "状态: 公开", "状态: 已公开", "2:5 R003", "不能是“已公开”", "草稿、送审、已批复、公开"),
    "date": ("report", "2025-09-01", "2025年9月1日", "3:7 R013", "“2025年9月1日”不是日期", "2024-09-20"),
    "yes or no": ("report", "状态: 公开\n", "状态: 公开\n新设单位: 是\n", "3:7 R006", "应当写 true（是）", ""),
    "key missing": ("report", "来源: {标题: 虚构的决算}\n", "", "1:1 R002", "缺少必填的“来源”", "填写：标题"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_slip_is_told_where_it_is_and_what_to_do(case: str, tmp_path: Path) -> None:
    """One slip, one finding, at its place, with a sentence and a hint; exit code 1.

    What cannot be read is unknown, so no identity breaks in its wake and draws the eye away from the slip itself;
    only an amount or a row that is not there at all may do that.
    """
    file, old, new, where, said, hint = CASES[case]
    path = f"{FOLDER}/{file}.yml"
    result = juesuan(tmp_path, edited(small(invented()), path, old, new), "check")
    lines = result.output.splitlines()
    [at] = [number for number, line in enumerate(lines) if line.startswith(f"{path}:{where} 错误 ")]
    assert said in lines[at]
    assert hint in lines[at + 1]
    assert result.exit_code == 1
    assert "请先改正错误" in lines[-1]
    if case not in {"nothing", "no code"}:
        assert {line.split()[1] for line in lines if " 错误 " in line} == {where.split()[1]}


WHOLE: dict[str, tuple[Callable[[bytes], bytes | None], str, str, int]] = {
    "gbk": (lambda raw: raw.decode().encode("gbk"), ":1:1 Y003 错误", "这个文件是 GBK（ANSI）编码", 1),
    "utf-16": (lambda raw: raw.decode().encode("utf-16"), ":1:1 Y003 错误", "是 UTF-16", 1),
    "bom": (lambda raw: b"\xef\xbb\xbf" + raw, ":1:1 Y002 提示", "BOM 标记，已经忽略", 0),
    "empty": (lambda _: b"", " Y040 错误", "这个文件是空的", 1),
    "missing": (lambda _: None, " R010 错误", "缺少这个文件", 1),
    "a Word file": (lambda _: b"PK\x03\x04" + bytes(range(256)), ":1:3 Y004 错误", "控制字符", 1),
    "brackets without end": (lambda _: b"[" * 50_000, ":1:", "套", 1),
}


@pytest.mark.parametrize("case", WHOLE)
def test_a_file_that_is_wrong_as_a_whole(case: str, tmp_path: Path) -> None:
    """Another encoding, an empty file, none at all, something else altogether: each has its own sentence."""
    change, where, said, code = WHOLE[case]
    files = small(invented())
    path = f"{FOLDER}/accounts.yml"
    raw = change(files.pop(path))
    result = juesuan(tmp_path, files if raw is None else {**files, path: raw}, "check")
    assert any(line.startswith(f"{path}{where}") and said in line for line in result.output.splitlines()), result.output
    assert result.exit_code == code


def test_an_unknown_code_is_a_note(tmp_path: Path) -> None:
    """A code that the classification does not hold may be new: it is noted and stops nothing."""
    files = edited(small(invented()), f"{FOLDER}/accounts.yml", '"2130305"', '"2139988"')
    result = juesuan(tmp_path, files, "check")
    assert "提示 支出功能分类里没有科目“2139988”" in result.output
    assert result.exit_code == 0


def test_all_slips_are_told_at_once(tmp_path: Path) -> None:
    """Slips in several files and places are all in one list, sorted by place; none hides another."""
    files = small(invented())
    for path, old, new in (
        ("accounts", "基本支出: 70.00", "基本支出: 1e3"),
        ("accounts", "公务接待费: 1.00}", "公务接待费: １}"),
        ("report", "2025-09-01", "明年"),
    ):
        files = edited(files, f"{FOLDER}/{path}.yml", old, new)
    result = juesuan(tmp_path, files, "check")
    places = [line.split()[0] for line in result.output.splitlines() if " 错误 " in line]
    assert places == [f"{FOLDER}/{at}" for at in ("accounts.yml:5:9", "accounts.yml:27:60", "report.yml:3:7")]


def test_a_clean_report_says_so(tmp_path: Path) -> None:
    """Without slips the last line says that it may be published, and the exit code is 0."""
    result = juesuan(tmp_path, small(invented()), "check")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].startswith("可以公开")


def test_a_report_is_named_by_address_or_path(tmp_path: Path) -> None:
    """`xugou`, `xugou/water/2024` and the path of the file all mean the report; what means none is wrong use."""
    files = edited(small(invented()), f"{FOLDER}/accounts.yml", OTHER, "  其他收入: 1e3")
    for name in ("xugou", "xugou/water/2024", f"{FOLDER}/accounts.yml"):
        assert "科学计数法" in juesuan(tmp_path, files, "check", name).output
    result = juesuan(tmp_path, files, "check", "xugou/fire")
    assert result.exit_code == 2
    assert "没有找到“xugou/fire”" in result.output


def test_json_says_the_same(tmp_path: Path) -> None:
    """For programs: the same findings as JSON, with file, line and column apart."""
    files = edited(small(invented()), f"{FOLDER}/accounts.yml", OTHER, "  其他收入: 1e3")
    result = juesuan(tmp_path, files, "check", "--format", "json")
    assert '"code": "A005"' in result.output
    assert '"line": 3' in result.output
    assert result.exit_code == 1


def test_outside_a_project_it_says_where_to_go(tmp_path: Path) -> None:
    """In a folder without data/ the command says so in one sentence."""
    result = juesuan(tmp_path, {}, "check")
    assert "没有 data 文件夹" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--help"], 0), ([], 0), (["checks"], 2), (["check", "--format", "xml"], 2)]
)
def test_wrong_use_is_told_in_chinese(arguments: list[str], code: int, tmp_path: Path) -> None:
    """Wrong use of the command is one Chinese sentence and exit code 2; help is help."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.output
    assert any("\u4e00" <= letter <= "\u9fff" for letter in result.output)
    assert "Error" not in result.output
    assert "Usage" not in result.output or code == 0
