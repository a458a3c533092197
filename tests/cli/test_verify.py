"""`juesuan verify`: what a publisher and an auditor read."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.site.sums import SUMS, write_sums
from generator.site.tree import write_tree

COMMIT = "c0ffee" + "0" * 34
FILES = {
    "index.html": b"home",
    "reports/x/y/2024/sources.json": f'{{\n "commit": "{COMMIT}",\n "figures": {{}}\n}}'.encode(),
}


def verify(*words: object) -> Result:
    """Return what the command prints."""
    result = CliRunner().invoke(main, ["verify", *map(str, words)])
    assert "Traceback" not in result.output
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a site in the current folder, and a copy beside it."""
    monkeypatch.chdir(tmp_path)
    for name in ("site", "copy"):
        write_tree(tmp_path / name, FILES)
        write_sums(tmp_path / name, {})
    return tmp_path / "site"


def test_a_whole_site_in_lines_that_two_people_can_compare(site: Path) -> None:
    """Counts, the commit, the list's own hash whole and in eight parts; `site` is meant when nothing is named."""
    result = verify()
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "一致 2 个文件，不一致 0 处。"
    assert lines[1] == f"提交：{COMMIT}（1 份报告由它生成）"
    whole, parts = (line.rpartition("：")[2] for line in lines[2:4])
    assert parts.replace(" ", "") == whole
    assert len(parts.split()) == 8
    assert lines[-1] == "网站完整。"
    assert verify("site", "copy").exit_code == 0
    assert verify("site", "--sums", f"copy/{SUMS}").exit_code == 0


def test_what_is_wrong_is_named_with_what_to_do(site: Path) -> None:
    """Each kind once with its count and its advice, then the files; exit code 1."""
    (site / "index.html").write_bytes(b"x")
    (site / "\x1b[2J").touch()
    os.mkfifo(site / "pipe")
    result = verify("site")
    assert result.exit_code == 1
    assert "变了 1 处：内容与清单不符" in result.output
    assert "多出 1 处：清单里没有" in result.output
    assert r"  \x1b[2J" in result.output
    assert "读不了 1 处" in result.output
    assert result.output.endswith("网站与应有的不一致，见上。\n")


def test_two_sites_are_told_apart_by_their_files(site: Path) -> None:
    """The files that differ are named: those of the first and the second, and those in both."""
    (site / "more.html").touch()
    (site / "index.html").unlink()
    result = verify("site", "copy")
    assert result.exit_code == 1
    assert "缺少 1 处：第二个文件夹里有，第一个里没有。\n  index.html" in result.output
    assert "多出 1 处：第一个文件夹里有，第二个里没有。\n  more.html" in result.output


def test_a_long_list_of_faults_is_cut(site: Path) -> None:
    """A hundred of a kind are named, the others counted."""
    write_tree(site, {f"extra/{number}": b"" for number in range(130)})
    assert "……另有 30 处没有列出" in verify("site").output


@pytest.mark.parametrize(
    "words", [("nowhere",), ("site", "nowhere"), ("site", "--sums", "nowhere"), ("site/index.html",)]
)
def test_what_is_not_there_is_told_in_one_sentence(site: Path, words: tuple[str, ...]) -> None:
    """A folder or list that is missing is named, with what to write instead."""
    result = verify(*words)
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1
    assert "例如" in result.output or "--sums" in result.output


def test_two_lists_at_once_are_wrong_use(site: Path) -> None:
    """Another folder and a list: which one counts is not guessed."""
    assert verify("site", "copy", "--sums", "x").exit_code == 2
