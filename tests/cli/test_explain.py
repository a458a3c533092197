"""`juesuan explain`: the page of a code, the list of all, and what is said of a code that nobody knows."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    """Return exit code and output of `juesuan explain` in a folder."""
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, ["explain", *words])
    assert "Traceback" not in result.output
    return result.exit_code, result.output


@pytest.mark.parametrize("typed", ["K07", "k07", "Ｋ０７", " K07 "])
def test_a_code_has_a_page(typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Title, weight, regulation, meaning, an example each way, what to do, how to waive; anywhere, however typed."""
    code, said = run(tmp_path, monkeypatch, typed)
    assert code == 0
    assert said.startswith("K07  类等于各款之和，款等于各项之和\n级别：错误")
    for heading in ("依据：", "是什么意思", "对的例子（accounts.yml）", "不对的例子（accounts.yml）", "怎么办", "豁免"):
        assert heading in said, heading
    assert '"20801": {基本支出: 35.00, 项目支出: 0}' in said


@pytest.mark.parametrize("code", ["Y010", "A005", "R003", "T001", "P002", "W001", "G001", "S01", "L001"])
def test_codes_without_a_rule_are_explained_too(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Form of files, reading, layout, waivers, rosters, search: each has title, meaning and advice."""
    exit_code, said = run(tmp_path, monkeypatch, code)
    assert exit_code == 0
    assert said.startswith(f"{code}  ")
    assert "是什么意思" in said
    assert "怎么办" in said


def test_identities_of_styles_are_known_in_a_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a project folder a region's own identity has a page with its formula and the style that declares it."""
    code, said = run(project, monkeypatch, "HN1")
    assert code == 0
    assert "公式：支出.项目支出.@overall = 合计(" in said
    assert "（样式 hunan-province）" in said


def test_an_unknown_code_names_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong use, with the codes most like it and what they are about."""
    code, said = run(tmp_path, monkeypatch, "E77")
    assert code == 2
    assert "没有代码“E77”。是不是：" in said
    assert "E07（打了分的指标填写完成值）" in said
    assert run(tmp_path, monkeypatch, "!!!")[0] == 2


def test_a_word_of_a_title_finds_its_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several are listed, one alone is explained, none is wrong use."""
    code, said = run(tmp_path, monkeypatch, "三公")
    assert code == 0
    assert "D12" in said
    assert "K15" in said
    assert run(tmp_path, monkeypatch, "BOM 标记")[1].startswith("Y002  ")
    assert run(tmp_path, monkeypatch, "没有这样的词")[0] == 2


def test_without_a_code_all_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every family with every code and its title."""
    code, said = run(tmp_path, monkeypatch)
    assert code == 0
    assert said.startswith("勾稽关系\n")
    assert "数据文件的写法" in said
    assert len(said.splitlines()) > 100
