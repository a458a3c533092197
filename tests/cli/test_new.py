"""`juesuan new` and `juesuan todo`: years, departments and regions from nothing, and what they still lack."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.build.report import Slugs, plan_report
from generator.cli import main
from generator.load.reading import Reader, load_shared
from generator.workspace.project import read_project
from tests.desk.renewing import ROOT, invented, put

#: the real departments → their latest year.
REAL = {
    "anju/hrss": 2023, "heshan/hrss": 2020, "hunan/hrss": 2021, "linxiang/hrss": 2023, "putuo/planning": 2024,
    "ziyang/hrss": 2022,
}  # fmt: skip
_AMOUNT = re.compile(r"\d+\.\d+")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the invented project, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    return invented(tmp_path)


def _run(*words: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.output.splitlines()


def _refused(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[object, str]:
    with pytest.raises(SystemExit) as stopped:
        main(list(words))
    return stopped.value.code, capfd.readouterr().err


def test_a_year_is_made_and_the_next_steps_are_told(root: Path) -> None:
    """The files, where last year's figures come from, what to look at, and the two commands that follow."""
    code, said = _run("new", "xugou/water", "2024")
    assert code == 0
    assert said[0] == "已建好 xugou/water/2024（照 xugou/water/2023）："
    assert "上年决算数不用填，自动取自 xugou/water/2023" in said
    assert "  data/regions/xugou/water/2024/texts.yml:4 写着2023年、“虚构县水利局”" in said
    assert said[-2:] == ["  juesuan import 决算表.xlsx --to xugou/water/2024", "  juesuan todo xugou/water/2024"]
    assert "标题: 虚构县水务局2024年度" in (root / "data/regions/xugou/water/2024/report.yml").read_text(
        encoding="utf-8"
    )


def test_nothing_is_ever_overwritten(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A year, department or region that is there keeps every byte, and the answer says so."""
    before = {path: path.read_bytes() for path in (root / "data/regions").rglob("*.yml")}
    for words in (("xugou/water", "2023"), ("xugou/water", "--name", "虚构"), ("xugou", "--name", "虚构")):
        code, said = _refused(capfd, "new", *words)
        assert code == 1
        assert "已经有了，没有改动" in said
    assert {path: path.read_bytes() for path in (root / "data/regions").rglob("*.yml")} == before


def test_a_predecessor_is_what_a_first_year_is_made_from(root: Path) -> None:
    """A department with no year of its own takes the latest of the department that it grew out of."""
    put(root, "xugou/rivers/department.yml", "名称: 虚构县河务局\n本名: 河务局\n前身: [water]\n")
    code, said = _run("new", "xugou/rivers", "2024")
    assert code == 0
    assert said[0] == "已建好 xugou/rivers/2024（照 xugou/water/2023）："
    assert "region.yml 的“公开单位”里还没有 rivers，请加上" in said
    report = (root / "data/regions/xugou/rivers/2024/report.yml").read_text(encoding="utf-8")
    assert "标题: 虚构县河务局2024年度部门决算" in report


def test_a_gap_between_years_is_told(root: Path) -> None:
    """Where the year before is missing, last year's figures must be typed, and the command says so."""
    assert (root / "data").is_dir()
    _, said = _run("new", "xugou/water", "2025")
    assert "最近的是2023年度，没有2024年度：上年数要自己填，或先补录2024年度" in said


def test_a_region_a_department_and_a_first_year_from_nothing(root: Path) -> None:
    """Three commands make what a first year needs; the roster gains the department, its comments stay."""
    assert _run("new", "bianzao", "--name", "编造省编造县", "--code", "990001")[0] == 0
    assert _run("new", "xugou/forest", "--name", "虚构县林业局", "--short", "林业局", "--alias", "林业: 局")[0] == 0
    region = (root / "data/regions/xugou/region.yml").read_text(encoding="utf-8")
    assert "# 按编办的顺序\n公开单位: [water, forest]  # 还有一家没有报\n" in region
    code, said = _run("new", "xugou/forest", "2024")
    assert code == 0
    assert said[0] == "已建好 xugou/forest/2024（没有更早的年度）："
    project = read_project(root)
    plan = plan_report(
        project.files_of(Slugs("xugou", "forest", "2024")),
        load_shared(Reader(project.shared)),
        Slugs("xugou", "forest", "2024"),
    )
    assert {finding.code for finding in plan.findings if finding.is_error} == {"R015"}


def test_a_roster_is_made_at_once_and_what_is_left_out_is_named(root: Path) -> None:
    """Every unit that must publish gets its year; one that has it, one exempt and one without a file are named."""
    put(root, "xugou/forest/department.yml", "名称: 虚构县林业局\n本名: 林业局\n")
    put(root, "xugou/region.yml", """\
名称: 虚构省虚构县
公开单位:
  - water
  - forest
  - {部门: secret, 名称: 虚构县保密局, 不公开理由: 虚构的理由}
  - {部门: gone, 名称: 虚构县撤销局, 至: 2020}
  - {部门: nobody, 名称: 虚构县无名局}
""")  # fmt: skip
    code, said = _run("new", "xugou", "2024", "--all")
    assert code == 0
    assert said[:4] == [
        "已建好 xugou/water/2024（照 xugou/water/2023）：3个文件",
        "已建好 xugou/forest/2024（没有更早的年度）：3个文件",
        "没有建 xugou/secret/2024：写明不公开",
        "没有建 xugou/gone/2024：2024年度没有公开义务",
    ]
    assert said[4].startswith("没有建 xugou/nobody/2024：没有 data/regions/xugou/nobody/department.yml")
    again = _run("new", "xugou", "2024", "--all")[1]
    assert again[0].startswith("没有建 xugou/water/2024：xugou/water/2024 已经有了")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("xugou/water",), 2, "新建年度要写年度"),
        (("xugou/water/2024",), 2, "要写成 地区/部门 或 地区"),
        (("xugou/water", "24"), 2, "要写成四位数字"),
        (("xugou", "2024"), 2, "整个地区的，后面加 --all"),
        (("xugou/water", "2024", "--all"), 2, "要写成 juesuan new xugou 2024 --all"),
        (("nowhere/water", "2024"), 1, "请先建：juesuan new nowhere --name 名称"),
        (("xugou/Wáter", "--name", "虚构"), 1, "不能用作网址"),
        (("../../etc", "--name", "虚构"), 2, "要写成 地区/部门"),
        (("bianzao", "--name", "编造", "--style", "没有的"), 2, "没有名为“没有的”的样式"),
        (("bianzao", "--name", "编造", "--code", "12"), 2, "要写成六位数字"),
    ],
)
@pytest.mark.usefixtures("root")
def test_a_slip_is_told_kindly(
    words: tuple[str, ...], code: int, sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Wrong use gets one sentence that says what to write."""
    stopped, said = _refused(capfd, "new", *words)
    assert stopped == code
    assert sentence in said


def test_a_broken_last_year_is_named(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Last year's file with an error stops the new year before anything is written."""
    put(root, "xugou/water/2023/texts.yml", "部门职责: 甲\n部门职责: 乙\n")
    code, said = _refused(capfd, "new", "xugou/water", "2024")
    assert code == 1
    assert "data/regions/xugou/water/2023/texts.yml 里有错误，请先改好" in said
    assert not (root / "data/regions/xugou/water/2024").exists()


@pytest.mark.parametrize("name", REAL)
def test_a_real_department_gets_a_year_without_last_years_amounts(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new year of each real department can be read and checked, lacks only what is blank, and holds no old amount."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    year = REAL[name]
    assert _run("new", name, str(year + 1))[0] == 0
    project = read_project(tmp_path)
    region, _, department = name.partition("/")
    slugs = Slugs(region, department, str(year + 1))
    plan = plan_report(project.files_of(slugs), load_shared(Reader(project.shared)), slugs)
    assert plan.document is not None
    # A text that quotes a figure waits for it too.
    assert {finding.code for finding in plan.findings if finding.is_error} - {"T002"} == {"R015"}
    for path in (tmp_path / f"data/regions/{name}/{year + 1}").rglob("*.yml"):
        if path.name != "texts.yml":
            last = path.parents[1 if path.parent.name != "evaluations" else 2] / str(year)
            values = [line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines()]
            assert last.is_dir()
            assert not [line for line in values if _AMOUNT.search(line)], path


def test_the_list_of_what_is_lacking(root: Path) -> None:
    """For one report every place is listed; for several one line each and a sum; the exit code is 0."""
    assert (root / "data").is_dir()
    _run("new", "xugou/water", "2024")
    code, said = _run("todo", "xugou/water/2024")
    assert code == 0
    assert re.match(r"xugou/water/2024：还差\d+个数、\d+条原因、", said[0])
    assert "    data/regions/xugou/water/2024/accounts.yml:5 “收入”还空着" in said
    code, said = _run("todo", "xugou")
    assert code == 0
    assert said[-1] == "2份报告，0份都写了，2份还差"
