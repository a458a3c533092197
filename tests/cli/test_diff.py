"""`juesuan diff` on a real git repository: what it compares, what it says, how it ends. All data is invented."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.build.example import ACCOUNTS, REPORT, WATER, invented
from tests.build.fakes import small
from tests.workspace.repository import SETTINGS, Repository, repository

FOLDER = f"data/regions/{WATER}"
NOTE = """\
更正:
  - {日期: 2025-09-20, 数: 三公.财政拨款.公务接待费, 原值: "1.00", 现值: "0.50", 原因: 虚构的原因}
"""
LOWERED = {f"{FOLDER}/accounts.yml": ACCOUNTS.replace("公务接待费: 1.00", "公务接待费: 0.50").encode()}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a repository with the invented report, which is public since 2025-09-01; it is the current folder."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    found = repository(tmp_path)
    found.commit(small(invented()))
    monkeypatch.chdir(found.root)
    return found


def juesuan(*words: str) -> Result:
    """Return what `juesuan diff` says."""
    return CliRunner().invoke(main, ["diff", *words])


@pytest.mark.usefixtures("made")
def test_without_a_change_it_says_so() -> None:
    """The commit against the work tree: nothing changes, exit code 0."""
    found = juesuan()
    assert found.exit_code == 0
    assert found.stdout.endswith("公布的内容没有变化\n")


def test_a_published_figure_without_a_note_ends_with_1(made: Repository) -> None:
    """The figure, and the lines that report.yml lacks; with the note written, exit code 0."""
    made.write(LOWERED)
    found = juesuan()
    assert found.exit_code == 1
    assert "公务接待费" in found.stdout
    assert "    原值: 1.00" in found.stdout
    made.write({f"{FOLDER}/report.yml": (REPORT + NOTE).encode()})
    told = juesuan("xugou/water")
    assert told.exit_code == 0
    assert "已写更正" in told.stdout


def test_before_the_day_nothing_was_published(made: Repository) -> None:
    """--as-of says for which day reports count as published; without it, that of the newer commit does."""
    made.write(LOWERED)
    assert juesuan("--as-of", "2025-08-31").exit_code == 0
    assert juesuan("--as-of", "2025-09-01").exit_code == 1
    made.commit()
    assert juesuan("HEAD~1", "HEAD").exit_code == 1


def test_two_commits_whatever_the_files_are_like_now(made: Repository) -> None:
    """Two versions are compared with each other; a report that only the older one has is named by its address."""
    made.commit(LOWERED)
    made.git("rm", "--quiet", "-r", "data/regions")
    made.commit()
    said = json.loads(juesuan("HEAD~2", "HEAD~1", "--format", "json").stdout)
    assert (said["missing"], said["untouched"]) == (1, 0)
    gone = juesuan("HEAD~1", "HEAD", WATER)
    assert gone.exit_code == 0
    assert "删去这份报告；原来已经公开，现在不公开了" in gone.stdout
    assert juesuan("HEAD~1", "HEAD", "--format", "list").stdout == ""


def test_only_reports_whose_inputs_differ_are_laid_out(made: Repository) -> None:
    """A second department with the same files is not read; a change of the shared glossary reads both."""
    other = {path.replace("/water/", "/forest/"): raw for path, raw in small(invented()).items() if "/water/" in path}
    made.commit(other)
    made.write(LOWERED)
    said = json.loads(juesuan("HEAD", "--format", "json").stdout)
    assert [one["address"] for one in said["reports"]] == [WATER] == said["looked"]
    assert (said["same"], said["untouched"]) == (0, 1)
    made.write({"data/glossary.yml": "名词解释: []\n".encode()})
    said = json.loads(juesuan("HEAD", "--format", "json").stdout)
    assert said["untouched"] == 0


def test_a_style_that_a_report_does_not_use_touches_nothing(made: Repository) -> None:
    """A new style level of another province lays out no report of this one."""
    made.write({"data/styles/other/style.yml": "用语: {金额单位: 元}\n".encode()})
    assert json.loads(juesuan("--format", "json").stdout)["untouched"] == 1


def test_the_style_of_the_year_before_is_looked_at(made: Repository) -> None:
    """This year's figures are compared with what the year before computes by the style of its own year."""
    style = "data/styles/old/{}/style.yml"
    region = "名称: 虚构省虚构县\n简称: 虚构县\n样式: [old]\n公开单位: [water]\n"
    unit = "用语: {金额单位: 万元}\n".encode()
    made.commit({
        "data/regions/xugou/region.yml": region.encode(), style.format(2023): unit, style.format(2024): unit,
    })  # fmt: skip
    assert json.loads(juesuan("--format", "json").stdout)["untouched"] == 1
    made.write({style.format(2023): "用语: {金额单位: 元}\n".encode()})
    assert json.loads(juesuan("--format", "json").stdout)["untouched"] == 0


def test_formats_are_written_to_files(made: Repository) -> None:
    """With --out the same bytes stand in a file."""
    made.write(LOWERED)
    for form, begin in (("markdown", "### 公布的内容有什么变化"), ("json", "{"), ("list", WATER), ("text", "■ ")):
        shown = juesuan("--format", form)
        assert shown.stdout.startswith(begin)
        written = juesuan("--format", form, "--out", "结果/变化")
        assert (made.root / "结果/变化").read_bytes() == shown.stdout_bytes
        assert written.stdout == ""


@pytest.mark.parametrize(
    "words", [["nowhere"], ["HEAD", "nowhere"], ["HEAD", "xugou/nobody"], ["HEAD", "HEAD", "HEAD"]]
)
@pytest.mark.usefixtures("made")
def test_an_unknown_version_or_report_is_wrong_use(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """One sentence, exit code 2."""
    with pytest.raises(SystemExit) as stopped:
        main(["diff", *words])
    assert stopped.value.code == 2
    assert "用法不对：没有" in capfd.readouterr().err


def test_outside_git_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A project that is in no repository has nothing to compare."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        main(["diff"])
    assert stopped.value.code == 2
    assert "这里不在 git 里" in capfd.readouterr().err


def test_all_formats_go_to_one_folder(made: Repository) -> None:
    """For the check of a merge request everything is written at once, compared once; the exit code is the same."""
    made.write(LOWERED)
    found = juesuan("--to", "review")
    assert (found.exit_code, found.stdout) == (1, "")
    assert {path.name for path in (made.root / "review").iterdir()} == {
        "diff.txt", "diff.md", "diff.json", "reports.txt",
    }  # fmt: skip
    assert (made.root / "review" / "reports.txt").read_text(encoding="utf-8") == f"{WATER}\n"


def test_a_version_that_cannot_be_read_is_told(made: Repository) -> None:
    """A report whose older or newer files are broken is named; nothing is asked for."""
    made.write({f"{FOLDER}/accounts.yml": "收入: [".encode()})
    found = juesuan()
    assert found.exit_code == 0
    assert "现在的一版读不出来" in found.stdout
    made.commit()
    made.write(LOWERED)
    assert "原来的一版读不出来" in juesuan().stdout


def test_drafts_never_go_where_the_public_site_is(made: Repository, capfd: pytest.CaptureFixture[str]) -> None:
    """A preview for reviewers wants a folder of its own."""
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--drafts"])
    assert stopped.value.code == 2
    assert "草稿不能放在公开的网站里" in capfd.readouterr().err
    assert not (made.root / "site").exists()
