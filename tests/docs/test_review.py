"""What hosts run, the script they call and the page for reviewers: only what exists, and no door for outsiders."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.cli import main
from generator.site.tree import read_tree, write_tree
from tests.build.example import WATER
from tests.build.fakes import make_project
from tests.workspace.repository import Repository, repository

REPORT = f"data/regions/{WATER}/"
FILES = ["github.yml", "gitlab.yml", "gitee.yml"]
STUB = """\
#!/bin/sh
echo "$PWD: $*" >>"$LOG"
if [ "$1" = diff ]; then mkdir -p "$5"; printf '%s\\n' "$REPORTS" >"$5/reports.txt"; exit "$DIFF"; fi
if [ "$1" = check ]; then cat data/regions/xugou/water/2024/report.yml >>"$LOG"; exit "$CHECK"; fi
if [ "$1" = build ]; then mkdir preview; touch preview/index.html; fi
"""


def strings(value: Any) -> Iterator[str]:
    """Yield every text inside a YAML value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def calls(text: str) -> Iterator[list[str]]:
    """Yield the words of each call of juesuan in a script or page."""
    for match in re.finditer(r"(?m)(?:\"\$juesuan\"|^ *(?:\.venv/bin/)?juesuan|`juesuan) +([a-z][^|&;`\n]*)", text):
        yield shlex.split(re.sub(r"（.*|#.*", "", match[1]))


def wrong(words: list[str]) -> list[str]:
    """Return what of a call our commands do not know."""
    name, *rest = words
    command = main.commands.get(name)
    if command is None:
        return [name]
    options = {option for one in command.params if isinstance(one, click.Option) for option in one.opts}
    given = [word.partition("=")[0] for word in rest if re.fullmatch(r"--[a-z-]+(=.*)?", word)]
    return [word for word in given if word not in options | {"--help"}]


@pytest.mark.parametrize("name", FILES)
def test_a_file_for_a_host_is_sound(name: str, project: Path) -> None:
    """It is YAML, calls tools that exist, and says how to switch it on."""
    text = (project / "tools" / "ci" / name).read_text(encoding="utf-8")
    commands = "\n".join(strings(yaml.safe_load(text)))
    assert "启用：" in text.splitlines()[0]
    called = set(re.findall(r"tools/[\w.-]+\.sh", commands))
    assert called == {"tools/setup.sh", "tools/review.sh"}
    assert all(os.access(project / tool, os.X_OK) for tool in called)


@pytest.mark.parametrize("name", FILES)
def test_a_branch_from_outside_finds_no_door(name: str, project: Path) -> None:
    """No secrets, no event that runs with the rights of the target, the program is that of the target branch."""
    text = (project / "tools" / "ci" / name).read_text(encoding="utf-8")
    commands = "\n".join(strings(yaml.safe_load(text)))
    assert not re.search(r"secrets\.|pull_request_target|workflow_run|TOKEN|PASSWORD|: write", text)
    assert re.search(r"git checkout --quiet --detach (FETCH_HEAD|\"\$MERGED\^1\")", commands)
    assert commands.index("git checkout") < commands.index("tools/setup.sh") < commands.index("tools/review.sh")


def test_github_has_least_rights_and_pinned_actions(project: Path) -> None:
    """It may read contents and nothing else; actions are named by commit; data of the event enters no script."""
    found = yaml.safe_load((project / "tools" / "ci" / "github.yml").read_text(encoding="utf-8"))
    assert found["permissions"] == {"contents": "read"}
    [job] = found["jobs"].values()
    assert "permissions" not in job
    uses = [step["uses"] for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", one) for one in uses)
    assert not any("${{" in step.get("run", "") for step in job["steps"])
    assert set(found[True]) == {"pull_request"}  # YAML 1.1 reads `on` as true
    assert next(step for step in job["steps"] if "uses" in step)["with"]["persist-credentials"] is False


def test_the_script_and_the_page_call_only_what_exists(project: Path) -> None:
    """Every command and option in them is one of ours."""
    script = (project / "tools" / "review.sh").read_text(encoding="utf-8")
    page = (project / "docs" / "dev" / "review.md").read_text(encoding="utf-8")
    assert len(list(calls(script))) >= 5
    assert len(list(calls(page))) >= 5
    assert [wrong(words) for text in (script, page) for words in calls(text) if wrong(words)] == []


def test_the_hook_for_pre_commit_calls_only_what_exists(project: Path) -> None:
    """`.pre-commit-hooks.yaml` is a list of hooks with what pre-commit asks for."""
    [hook] = yaml.safe_load((project / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["entry"].startswith("juesuan ")
    assert wrong(shlex.split(hook["entry"])[1:]) == []
    assert re.search(hook["files"], "data/regions/xugou/water/2024/report.yml")
    assert not re.search(hook["files"], "README.md")


@pytest.fixture
def reviewed(tmp_path: Path, project: Path) -> Repository:
    """Return a repository with the script, standing on its first commit; a branch `change` changes data and script."""
    made = repository(tmp_path / "repository")
    (made.root / "tools").mkdir()
    shutil.copy(project / "tools" / "review.sh", made.root / "tools")
    made.commit({"data/regions/xugou/water/2024/report.yml": b"old\n", "mkdocs.yml": b"old\n"})
    made.git("switch", "--quiet", "--create", "change")
    (made.root / "tools" / "review.sh").write_text("#!/bin/sh\ntouch ../hacked\n", encoding="utf-8")
    (made.root / "data" / "link.yml").symlink_to("/etc/passwd")
    made.commit({"data/regions/xugou/water/2024/report.yml": b"new\n", "mkdocs.yml": b"evil\n"})
    made.git("switch", "--quiet", "main")
    stub = tmp_path / "juesuan"
    stub.write_text(STUB, encoding="utf-8")
    stub.chmod(0o755)
    return made


def run(made: Repository, *words: str, **more: str) -> tuple[int, str]:
    """Return the exit code of the script and what the commands it called saw."""
    log = made.top.parent / "log"
    log.unlink(missing_ok=True)
    found = {"REPORTS": "xugou/water/2024", "DIFF": "0", "CHECK": "0", **more}
    variables = {"JUESUAN": str(made.top.parent / "juesuan"), "LOG": str(log), **found}
    done = made.run("tools/review.sh", *words, variables=variables)
    return done.returncode, log.read_text(encoding="utf-8") if log.exists() else done.stderr.decode()


def test_the_program_of_the_target_reads_the_data_of_the_branch(reviewed: Repository) -> None:
    """Only data/ of the branch is there; links are plain files; the work tree stays as it was; the results are kept."""
    code, log = run(reviewed, "main", "change", "../out")
    assert code == 0, log
    assert "new\n" in log
    assert "check --format gitlab" in log
    assert "-- xugou/water/2024" in log
    assert (reviewed.top.parent / "out" / "preview" / "index.html").exists()
    assert not (reviewed.top.parent / "hacked").exists()
    assert reviewed.git("status", "--porcelain") == ""
    assert (reviewed.root / "mkdocs.yml").read_bytes() == b"old\n"


@pytest.mark.parametrize(("problem", "code"), [({"DIFF": "1"}, 1), ({"CHECK": "1"}, 1), ({"DIFF": "2"}, 2)])
def test_what_fails_is_told_at_the_end(problem: dict[str, str], code: int, reviewed: Repository) -> None:
    """A missing correction or an error fails the run, and everything else is written all the same."""
    found, log = run(reviewed, "main", "change", "../out", "github", **problem)
    assert found == code
    assert ("check --format github" in log) is (code == 1)


def test_wrong_use_of_the_script_is_told(reviewed: Repository) -> None:
    """A version that is none, or none at all: one sentence, exit code 2."""
    assert run(reviewed, "main") == (2, run(reviewed, "main")[1])
    assert "没有“nowhere”这个版本" in run(reviewed, "main", "nowhere")[1]
    assert run(reviewed, "main", "--upload-pack=x")[0] == 2


#: what a branch brings besides data: each would leave a file beside the repository if it ran.
HACK = "from pathlib import Path\nPath({place!r}).touch()\n"


def hostile_branch(made: Repository, hacked: Path) -> None:
    """Commit a branch `change` that tries to run in every way that a file of a project could, and to read a file."""
    made.git("switch", "--quiet", "--create", "change")
    hack = HACK.format(place=str(hacked)).encode()
    mkdocs = (made.root / "mkdocs.yml").read_bytes() + b"\nhooks: [hook.py]\n"
    accounts = (made.root / f"{REPORT}accounts.yml").read_bytes().replace(b"20.00", b"21.00")
    script = f"#!/bin/sh\ntouch {hacked}\n".encode()
    tag = f"金额单位: !!python/object/apply:os.system ['touch {hacked}']\n".encode()
    made.commit(
        {
            **dict.fromkeys(["generator/__init__.py", "generator/__main__.py", "sitecustomize.py", "hook.py"], hack),
            "mkdocs.yml": mkdocs, "tools/review.sh": script, "overrides/main.html": b"hacked",
            f"{REPORT}accounts.yml": accounts + tag,
        }
    )  # fmt: skip
    (made.root / f"{REPORT}texts.yml").symlink_to(hacked.with_name("secret"))
    (made.root / f"{REPORT}evaluations").symlink_to(hacked.parent)
    made.commit()
    made.git("switch", "--quiet", "main")


def test_the_program_itself_runs_nothing_of_the_branch(tmp_path: Path, project: Path) -> None:
    """The real command, from the folder of the target: a branch full of traps is checked, and none of them closes."""
    made = repository(tmp_path / "repository")
    make_project(made.root)
    write_tree(made.root, {"tools/review.sh": (project / "tools" / "review.sh").read_bytes()})
    (made.root / "tools" / "review.sh").chmod(0o755)
    made.commit()
    (tmp_path / "secret").write_text("部门职责: 不该公开的字\n", encoding="utf-8")
    hostile_branch(made, tmp_path / "hacked")
    program = tmp_path / "juesuan"
    command = f'exec "{sys.executable}" -c "from generator.cli import main; main()" "$@"'
    program.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    program.chmod(0o755)
    variables = {"JUESUAN": str(program), "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"}
    done = made.run("tools/review.sh", "main", "change", "../out", variables=variables)
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 1, said
    assert "Y031" in said
    assert not (tmp_path / "hacked").exists()
    results = read_tree(tmp_path / "out")
    assert {"review.html", "diff.md", "code-quality.json", "preview/index.html"} <= results.keys()
    assert not [name for name, raw in results.items() if "不该公开的字".encode() in raw]
    assert b"hacked" not in results["preview/index.html"]
    assert made.git("status", "--porcelain") == ""
