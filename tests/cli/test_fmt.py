"""`juesuan fmt`: which files it takes, what it says, how it ends."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main

TIDY, UNTIDY = "收入:\n  其他收入: 1\n", "收入:\n    其他收入:   1\n"
FOLDER = "data/regions/xugou/water/2024"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project of one invented report, which is the current folder."""
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    (folder / "accounts.yml").write_text(UNTIDY, encoding="utf-8")
    (folder / "report.yml").write_text("年度: 2024\n状态: 草稿\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["fmt", *words])
    return result.exit_code, result.output


def test_a_file_is_put_in_order_and_named(project: Path) -> None:
    """Without names every file of data/ is looked at; those that change are named."""
    code, said = _run()
    assert code == 0
    assert said.splitlines() == [f"已整理 {FOLDER}/accounts.yml", "2个文件：1个已整理，1个本来就整齐"]
    assert (project / FOLDER / "accounts.yml").read_text(encoding="utf-8") == TIDY
    assert _run() == (0, "2个文件：2个本来就整齐\n")


@pytest.mark.parametrize("name", ["xugou/water/2024", FOLDER, f"./{FOLDER}/accounts.yml"])
def test_check_writes_nothing_and_ends_with_1(project: Path, name: str) -> None:
    """With --check a file that would change is named, kept, and the exit code tells a hook."""
    code, said = _run("--check", name)
    assert code == 1
    assert f"会整理 {FOLDER}/accounts.yml" in said
    assert (project / FOLDER / "accounts.yml").read_text(encoding="utf-8") == UNTIDY


def test_a_file_with_errors_is_named_and_kept(project: Path) -> None:
    """What cannot be read is told with its line, and the others are put in order all the same."""
    (project / FOLDER / "report.yml").write_text("年度: 2024\n年度: 2025\n", encoding="utf-8")
    code, said = _run()
    assert code == 1
    assert f"{FOLDER}/report.yml：第2行有错误，没有整理" in said
    assert (project / FOLDER / "accounts.yml").read_text(encoding="utf-8") == TIDY


@pytest.mark.usefixtures("project")
def test_an_unknown_name_is_wrong_use(capfd: pytest.CaptureFixture[str]) -> None:
    """A name of nothing gets one sentence and exit code 2."""
    with pytest.raises(SystemExit) as stopped:
        main(["fmt", "nowhere"])
    assert stopped.value.code == 2
    assert "没有找到“nowhere”" in capfd.readouterr().err
