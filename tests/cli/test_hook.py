"""`juesuan hook` on a real git repository: a bad commit is refused with a sentence, a good one passes."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.desk.tidy import tidied
from generator.workspace.hooking import MARK
from tests.build.example import ACCOUNTS, WATER, invented
from tests.build.fakes import small
from tests.workspace.repository import SETTINGS, Repository, repository

PATH = f"data/regions/{WATER}/accounts.yml"
BAD = ACCOUNTS.replace("项目支出: 45.00", "项目支出: 40.00", 1).encode()
GOOD = ACCOUNTS.replace("公用经费: 20.00", "公用经费: 20.00  # 核对过").encode()
UNTIDY = ACCOUNTS.replace("  其他收入: 20.00", "    其他收入: 20.00").replace(
    "  一般公共预算财政拨款收入: 100.00", "    一般公共预算财政拨款收入: 100.00"
)
LOWERED = ACCOUNTS.replace("公务接待费: 1.00", "公务接待费: 0.50").encode()
PACKAGE = {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
LAUNCHER = '#!/bin/sh\nexec "{python}" -m generator "$@"\n'


@pytest.fixture
def _quiet_git(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)


def prepared(top: Path, below: str = "") -> Repository:
    """Return a repository with the tidy invented report and a juesuan of its own."""
    made = repository(top, below)
    made.write({path: tidied(raw, path).content for path, raw in small(invented()).items()})
    program = made.root / ".venv" / "bin" / "juesuan"
    program.parent.mkdir(parents=True)
    program.write_text(LAUNCHER.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    (made.top / ".gitignore").write_text(".venv\n", encoding="utf-8")
    made.commit()
    return made


def juesuan(made: Repository, *words: str) -> Result:
    """Return what `juesuan hook` says in the project."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made.root)
        return CliRunner().invoke(main, ["hook", *words])


def commit(made: Repository, content: bytes) -> tuple[int, str]:
    """Return the exit code and the words of a commit of accounts.yml, hooks asked."""
    made.write({PATH: content})
    made.git("add", "--all")
    done = made.run("git", "commit", "--message", "虚构的提交", variables=PACKAGE)
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def tidy(text: bytes) -> bytes:
    """Return accounts.yml as fmt writes it."""
    found = tidied(text, PATH)
    assert not found.problem
    return found.content


@pytest.mark.usefixtures("_quiet_git")
def test_a_bad_commit_is_refused_and_a_good_one_passes(tmp_path: Path) -> None:
    """Errors are told with their line and what to do; the next commit without them is made."""
    made = prepared(tmp_path)
    assert "已装好" in juesuan(made).output
    head = made.git("rev-parse", "HEAD")
    code, said = commit(made, tidy(BAD))
    assert code == 1
    assert f"{PATH}:" in said
    assert "这次提交没有做" in said
    assert "git add data，再提交一次" in said
    assert made.git("rev-parse", "HEAD") == head
    code, said = commit(made, tidy(GOOD))
    assert code == 0, said
    assert "数据检查过了，可以提交" in said
    assert made.git("rev-parse", "HEAD") != head


@pytest.mark.usefixtures("_quiet_git")
def test_what_is_staged_counts_and_not_what_the_file_is_like_now(tmp_path: Path) -> None:
    """A file mended after `git add` is still refused as it was added; an error that was not added stops nothing."""
    made = prepared(tmp_path)
    juesuan(made)
    good, bad = tidy(GOOD), tidy(BAD)
    made.write({PATH: bad})
    made.git("add", PATH)
    made.write({PATH: good})
    assert made.run("git", "commit", "--message", "坏的", variables=PACKAGE).returncode == 1
    made.git("add", PATH)
    made.write({PATH: bad})
    assert made.run("git", "commit", "--message", "好的", variables=PACKAGE).returncode == 0


@pytest.mark.usefixtures("_quiet_git")
def test_a_file_out_of_order_is_refused_with_the_command(tmp_path: Path) -> None:
    """The sentence holds the command that mends it."""
    made = prepared(tmp_path)
    juesuan(made)
    code, said = commit(made, UNTIDY.encode())
    assert code == 1
    assert f"juesuan fmt {PATH}" in said


@pytest.mark.usefixtures("_quiet_git")
def test_a_missing_correction_is_only_a_reminder(tmp_path: Path) -> None:
    """The note may come with the next commit; the check of the merge request demands it."""
    made = prepared(tmp_path)
    juesuan(made)
    code, said = commit(made, tidy(LOWERED))
    assert code == 0, said
    assert "还没有写“更正”" in said
    assert "原值: 1.00" in said


@pytest.mark.usefixtures("_quiet_git")
def test_a_project_below_the_top_is_checked_as_well(tmp_path: Path) -> None:
    """The hook goes to the project's folder, whose name may hold blanks and quotes; other changes are not looked at."""
    made = prepared(tmp_path, "财政 it's/决算")
    juesuan(made)
    code, said = commit(made, tidy(BAD))
    assert code == 1, said
    assert "这次提交没有做" in said
    made.git("reset", "--quiet", "--hard")
    (made.top / "note.txt").write_text("x", encoding="utf-8")
    made.git("add", "--all")
    assert made.run("git", "commit", "--message", "别的", variables=PACKAGE).returncode == 0


@pytest.mark.usefixtures("_quiet_git")
def test_a_hook_of_others_is_never_touched(tmp_path: Path) -> None:
    """It is named, with the line to add; --remove leaves it too; ours is written anew and taken away."""
    made = prepared(tmp_path)
    path = made.top / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    refused = juesuan(made)
    assert "不是 juesuan 装的，没有动它" in refused.output
    juesuan(made, "--remove")
    assert path.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"
    path.unlink()
    juesuan(made)
    juesuan(made)
    assert MARK in path.read_text(encoding="utf-8")
    assert os.access(path, os.X_OK)
    assert "已去掉" in juesuan(made, "--remove").output
    assert not path.exists()


@pytest.mark.usefixtures("_quiet_git")
def test_a_folder_of_hooks_that_all_projects_share_is_left(tmp_path: Path) -> None:
    """core.hooksPath outside the repository: nothing is installed."""
    made = prepared(tmp_path / "repository")
    (tmp_path / "hooks").mkdir()
    made.git("config", "core.hooksPath", str(tmp_path / "hooks"))
    assert "core.hooksPath" in juesuan(made).output
    assert list((tmp_path / "hooks").iterdir()) == []


@pytest.mark.usefixtures("_quiet_git")
def test_without_juesuan_the_commit_is_made_and_told(tmp_path: Path) -> None:
    """On a machine that has no juesuan nobody is locked out; the merge request is checked all the same."""
    made = prepared(tmp_path)
    juesuan(made)
    (made.root / ".venv" / "bin" / "juesuan").unlink()
    made.write({PATH: BAD})
    made.git("add", "--all")
    done = made.run("git", "commit", "--message", "坏的", variables={"PATH": "/usr/bin:/bin"})
    assert done.returncode == 0
    assert "没有找到 juesuan" in done.stderr.decode()


@pytest.mark.usefixtures("_quiet_git")
def test_wrong_use_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Both at once make no sense: exit code 2."""
    made = prepared(tmp_path)
    monkeypatch.chdir(made.root)
    with pytest.raises(SystemExit) as stopped:
        main(["hook", "--run", "--remove"])
    assert stopped.value.code == 2
    assert "用法不对" in capfd.readouterr().err
