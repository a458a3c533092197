"""`juesuan form`: the empty form of a region and year, with the weights that it prescribes."""

import pytest
from click.testing import CliRunner

from generator.build.report import Slugs
from generator.cli import main
from generator.desk import empty_evaluation
from generator.load.evaluations import complete
from generator.load.records import decode
from generator.load.tree import read_tree
from generator.model.evaluation import Evaluation
from generator.workspace.making import style_of
from generator.workspace.project import read_project
from tests.build.example import ROOT as PROJECT


def _run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["form", *words])
    return result.exit_code, result.output


def test_the_papers_of_a_report_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a paper the command names those there are, one a line."""
    monkeypatch.chdir(PROJECT)
    code, said = _run("anju/hrss/2023")
    assert code == 0
    assert "项目支出绩效自评表" in said.splitlines()


def test_prescribed_weights_stand_in_the_empty_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """A county's scoring sheet comes with each row's name and weight; only scores are left to type."""
    monkeypatch.chdir(PROJECT)
    code, said = _run("anju/hrss/2023", "部门整体支出绩效评价指标体系")
    assert code == 0
    assert "  - {三级: 自评公开, 得分: }   # 绩效结果应用 › 信息公开，分值2" in said.splitlines()
    assert "  - {三级: 自评准确}   # 不参评" in said.splitlines()


def test_a_filled_empty_form_is_a_whole_evaluation() -> None:
    """Every blank filled in, the empty form is read without a finding, and its weights make 100."""
    style = style_of(read_project(PROJECT), Slugs("heshan", "hrss", "2020"))
    assert style is not None
    text = empty_evaluation(style, "部门整体支出绩效自评指标计分表")
    filled = text.replace("名称:\n", "名称: 虚构的整体自评\n").replace("得分: }", "得分: 1}")
    tree, found = read_tree(filled.encode(), "overall.yml")
    assert tree is not None
    assert found == []
    record, findings = decode(Evaluation, tree.value, "overall.yml")
    assert findings == []
    assert record is not None
    rows = complete("overall", "overall.yml", record, style).scoring
    assert sum(int(row.indicator.weight or 0) for row in rows) == 100


def test_what_is_left_blank_is_told_by_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blank that stays is an empty key, which the check calls an error; nothing is taken for zero."""
    monkeypatch.chdir(PROJECT)
    _, said = _run("anju/hrss/2023", "项目支出绩效自评表")
    tree, found = read_tree(said.encode(), "new.yml")
    assert tree is not None
    assert found == []
    assert isinstance(tree.value, dict)
    money = tree.value["资金"]
    assert tree.value["名称"] is None
    assert isinstance(money, dict)
    assert money["总额"] == {"得分": None}


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("anju",), 2, "要写成 地区/部门/年度"),
        (("anju/hrss/2023", "没有的表"), 1, "没有名为“没有的表”的文种；有的是："),
        (("nowhere/hrss/2023",), 1, "读不出“nowhere/hrss/2023”的样式"),
    ],
)
def test_a_slip_is_told_kindly(
    words: tuple[str, ...], code: int, sentence: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A report or paper that does not exist is answered with a sentence and what there is."""
    monkeypatch.chdir(PROJECT)
    with pytest.raises(SystemExit) as stopped:
        main(["form", *words])
    assert stopped.value.code == code
    assert sentence in capfd.readouterr().err
