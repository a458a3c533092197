"""`juesuan check` end to end: formats, the 台账, waivers, levels, colours. All data is invented."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from generator.build.report import Slugs
from generator.cli import main, terminal
from generator.findings import has_error
from generator.site.tree import write_tree
from generator.workspace.making import make_report
from generator.workspace.orders import Prints, order_for
from generator.workspace.project import read_project
from generator.workspace.workers import FEW, LOST
from tests.build.example import WATER, edited, invented
from tests.build.fakes import small

FOLDER = f"data/regions/{WATER}"
SITE = "data/site.yml"
BALANCE = ("  项目支出: 45.00", "  项目支出: 40.00")
WAIVER = "豁免:\n  - {规则: K05, 原因: 原文如此, 责任人: 张三}\n"


def files(*, waived: bool = False, site: str = "") -> dict[str, bytes]:
    """Return an invented report whose income and expenditure totals differ by 5."""
    found = edited(small(invented()), f"{FOLDER}/accounts.yml", *BALANCE)
    if waived:
        found[f"{FOLDER}/accounts.yml"] += WAIVER.encode()
    return {**found, SITE: f"标题: 虚构的网站\n{site}".encode()}


def juesuan(root: Path, data: dict[str, bytes], *arguments: str) -> Result:
    """Return what `juesuan check` prints for this data, and its exit code."""
    write_tree(root, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        return CliRunner().invoke(main, ["check", *arguments])


def codes(result: Result) -> dict[str, str]:
    """Return code → severity of what is open in JSON output."""
    return {row["code"]: row["severity"] for row in json.loads(result.stdout) if not row["waived"]}


@pytest.mark.parametrize(
    ("form", "begin"),
    [
        ("text", f"{FOLDER}/"),
        ("json", "["),
        ("sarif", "{"),
        ("github", "::error file=data/"),
        ("gitlab", "["),
        ("html", "<!doctype html>"),
    ],
)
def test_every_format_is_written(form: str, begin: str, tmp_path: Path) -> None:
    """The chosen format stands on the screen, or with --out the same bytes in a file; the exit code is the same."""
    shown = juesuan(tmp_path, files(), "--format", form)
    assert shown.stdout.lstrip().startswith(begin)
    assert "K05" in shown.stdout
    written = juesuan(tmp_path, files(), "--format", form, "--out", "found")
    assert (tmp_path / "found").read_bytes() == shown.stdout_bytes
    assert written.stdout == ""
    assert (shown.exit_code, written.exit_code) == (1, 1)


def test_a_ledger_is_written_beside(tmp_path: Path) -> None:
    """--ledger adds a workbook to whatever else is printed."""
    result = juesuan(tmp_path, files(), "--ledger", "台账.xlsx")
    assert "K05" in result.stdout
    rows = CalamineWorkbook.from_path(tmp_path / "台账.xlsx").get_sheet_by_name("台账").to_python()
    assert rows[2][:6] == ["虚构省虚构县", "虚构县水务局", "2024", "公开", "2025-09-01", "不能公开"]


def test_a_ledger_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A name that Excel would not open is wrong use; a folder that is not there is told in a sentence."""
    assert juesuan(tmp_path, files(), "--ledger", "台账.csv").exit_code == 2
    result = juesuan(tmp_path, files(), "--ledger", "没有/台账.xlsx")
    assert "写不了文件" in result.output
    assert result.exit_code == 1


def test_waivers_can_be_looked_behind(tmp_path: Path) -> None:
    """A waived error lets the report pass; with --no-waivers it counts and is shown as if nobody had waived it."""
    passing = juesuan(tmp_path, files(waived=True))
    assert passing.exit_code == 0
    assert "已豁免：原文如此（责任人：张三）" in passing.stdout
    assert "另有1处已豁免" in passing.stdout.splitlines()[-1]
    bare = juesuan(tmp_path, files(waived=True), "--no-waivers")
    assert bare.exit_code == 1
    assert "已豁免" not in bare.stdout
    assert "请先改正错误" in bare.stdout.splitlines()[-1]


def test_check_and_build_agree_on_a_level(tmp_path: Path) -> None:
    """A level of site.yml counts for the check and for what a build leaves out alike."""
    for level, severity in (("错误", "错误"), ("警告", "警告"), ("不报", None)):
        data = files(site=f"校核级别: {{K05: {level}}}\n")
        result = juesuan(tmp_path, data, "--format", "json")
        assert codes(result).get("K05") == severity
        assert result.exit_code == (1 if level == "错误" else 0)
        project = read_project(tmp_path)
        order = order_for(project, tmp_path / "cache", Prints("", "", ""), is_preview=True)
        plan = make_report(order, Slugs(*WATER.split("/")), project.files_of(Slugs(*WATER.split("/")))).plan
        assert has_error(plan.findings) == (level == "错误")
        assert {str(found.severity) for found in plan.findings if found.code == "K05"} == ({severity} - {None})


@pytest.mark.parametrize(
    ("typed", "where", "code", "said"),
    [
        ("{K05: 关闭}", "2:13", "R003", "可以写：错误、警告、提示、不报"),
        ("\n  E07: 提示\n  E77: 提示", "4:8", "L001", "不是校核规则的代码"),
        ("\n  A005: 提示", "3:9", "L002", "级别不能改"),
    ],
)
def test_a_wrong_level_is_told_at_its_line(typed: str, where: str, code: str, said: str, tmp_path: Path) -> None:
    """An unknown level, an unknown code, and a code whose level cannot be changed."""
    result = juesuan(tmp_path, files(site=f"校核级别: {typed}\n"))
    lines = result.stdout.splitlines()
    [at] = [row for row, line in enumerate(lines) if line.startswith(f"{SITE}:{where} {code} ")]
    assert said in lines[at] + lines[at + 1]


def test_an_identity_of_one_report_is_a_known_code(tmp_path: Path) -> None:
    """A report may declare identities of its own; their level may be set too."""
    data = files(site="校核级别: {BD1: 提示}\n")
    own = "样式: {勾稽关系: {BD1: {名称: 自己的, 公式: 收入 = 支出}}}\n"
    data[f"{FOLDER}/report.yml"] += own.encode()
    result = juesuan(tmp_path, data, "--format", "json")
    assert codes(result)["BD1"] == "提示"
    assert "L001" not in codes(result)


def test_as_many_processes_as_there_are_find_the_same(tmp_path: Path) -> None:
    """Many reports are checked beside each other; what is told, and its order, stays."""
    data = files()
    own = {path: raw for path, raw in data.items() if path.startswith("data/regions/xugou/water/")}
    for number in range(FEW):
        data |= {path.replace("/water/", f"/water{number}/"): raw for path, raw in own.items()}
    alone = juesuan(tmp_path, data, "--format", "json", "--workers", "1")
    assert len({row["path"] for row in json.loads(alone.stdout) if row["code"] == "K05"}) == FEW + 1
    assert juesuan(tmp_path, data, "--format", "json", "--workers", "2").output == alone.output


def test_a_lost_process_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with too little memory ends workers: one sentence, no traceback."""

    def lose(*_: object) -> None:
        raise LOST[0]

    monkeypatch.setattr("generator.cli.check.review", lose)
    said = juesuan(tmp_path, files())
    assert said.exit_code == 1
    assert "--workers 1" in said.output


def test_colours_are_for_terminals_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Piped, the bytes are plain; on a terminal they are coloured, unless NO_COLOR asks for none."""
    plain = juesuan(tmp_path, files()).stdout
    assert "\x1b" not in plain
    monkeypatch.setattr(terminal, "has_colours", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = juesuan(tmp_path, files()).stdout
    assert "\x1b[1;31m错误" in coloured
    assert plain.splitlines()[0] == _visible(coloured.splitlines()[0])


def _visible(line: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", line)


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_no_color_is_honoured(variables: dict[str, str], *, coloured: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR and a terminal without colours get plain text."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert terminal.has_colours() is coloured
