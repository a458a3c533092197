"""How every command behaves: help in Chinese with examples that can be called, wrong use told in one sentence."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.cli.wording import width, wrapped
from generator.site.switch import current
from generator.site.tree import read_tree
from tests.build.example import ROOT, WATER, invented
from tests.build.fakes import count_work, make_project, put, small
from tests.site.test_preview import two

EVERY = sorted(main.commands)
SHOWN = [name for name in EVERY if not main.commands[name].hidden]
EXAMPLE = re.compile(r"例：\s*(juesuan [^（\n]*)")
#: words of click that nobody should meet.
ENGLISH = re.compile(
    r"\b(Usage|Options?|Commands?|Error|Try|default|required|Show this message|No such|Missing|Invalid|Got unexpected|"
    r"INTEGER|RANGE|TEXT|FILE|PATH|DIRECTORY|DATETIME|BOOLEAN|does not|requires|argument)\b"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def run(*words: str) -> Result:
    """Return what a call prints, with its exit code."""
    return CliRunner().invoke(main, list(words), prog_name="juesuan")


def whole_help(name: str) -> str:
    """Return what a command's help says, not broken into lines."""
    return main.commands[name].help or ""


@pytest.mark.parametrize("name", EVERY)
def test_help_is_chinese(name: str) -> None:
    """Help is there, in Chinese, without click's own words, in lines that fit a terminal."""
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"用法：juesuan {name} [选项]")
    assert ENGLISH.findall(result.output) == []
    assert [line for line in result.output.splitlines() if width(line) > 80] == []
    for option in main.commands[name].params:
        if isinstance(option, click.Option) and not option.hidden:
            assert option.opts[-1] in result.output
            assert CHINESE.search(option.help or ""), f"{option.opts[-1]} is not explained"


@pytest.mark.parametrize("name", SHOWN)
def test_help_has_an_example(name: str) -> None:
    """Every command that is listed shows how it is called."""
    assert f"例：juesuan {name}" in whole_help(name)


@pytest.mark.parametrize("name", EVERY)
def test_examples_can_be_called(name: str) -> None:
    """What an example writes is understood: its options exist and their values are right."""
    for example in EXAMPLE.findall(whole_help(name)):
        _, command, *words = shlex.split(example.partition(" > ")[0])
        assert command == name, example
        main.commands[command].make_context(command, words, resilient_parsing=False)


def wrong_calls() -> list[tuple[str, ...]]:
    """Return wrong calls of every command: unknown option, argument missing or too many, wrong value, value missing."""
    found: list[tuple[str, ...]] = []
    for name in EVERY:
        params = main.commands[name].params
        arguments = [one for one in params if isinstance(one, click.Argument)]
        found.append((name, "--no-such-option"))
        if any(one.required for one in params):
            found.append((name,))
        if all(one.nargs == 1 for one in arguments):
            found.append((name, *["x"] * (len(arguments) + 1)))
        for one in params:
            if isinstance(one, click.Option) and not one.is_flag:
                found.append((name, one.opts[0]))
                if isinstance(one.type, (click.Choice, click.IntRange, click.DateTime)):
                    found.append((name, one.opts[0], "no-such-value"))
            elif isinstance(one, click.Option) and one.opts[0].startswith("--"):
                found.append((name, f"{one.opts[0]}=3"))
    return [*found, ("no-such-command",), ("--no-such-option",)]


@pytest.mark.parametrize("words", wrong_calls(), ids=" ".join)
def test_wrong_use_is_told_in_one_sentence(words: tuple[str, ...]) -> None:
    """One Chinese sentence and where to read on, nothing of click's English, exit code 2."""
    result = run(*words)
    assert result.exit_code == 2, result.output
    said, *more = result.output.splitlines()
    assert said.startswith("用法不对：")
    assert CHINESE.search(said.removeprefix("用法不对："))
    assert ENGLISH.findall(said) == []
    assert more == ["请看 juesuan --help" if words[0] not in EVERY else f"请看 juesuan {words[0]} --help"]


def test_a_wrong_value_is_told_with_what_is_right() -> None:
    """The sentence names the option and what may be written."""
    assert "可以写：text、json" in run("check", "--format", "xml").output
    assert "1 至 65535" in run("serve", "--port", "0").output
    assert "是不是 --port" in run("serve", "--prot", "1").output


def test_lines_are_broken_as_chinese_is() -> None:
    """Between characters, never within a word or a number, and no line begins with a closing mark."""
    lines = wrapped("把数据文件整理成统一的次序（accounts.yml），写法也是。", 20, 2)
    assert all(line.startswith("  ") and width(line) <= 22 for line in lines)
    assert not any(line.strip()[0] in "，。）" for line in lines)
    assert any("accounts.yml" in line for line in lines)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small project whose site was never built."""
    return make_project(tmp_path / "p", small(invented()))


def started(root: Path, *words: str) -> subprocess.Popen[str]:
    """Start the command in a project folder, in a group of its own as a terminal does, ready for Ctrl-C.

    A test run in the background of a shell ignores the signal, and hands that down.
    """
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "generator", *words],
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
        cwd=root, start_new_session=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def interrupted(root: Path, workers: str) -> None:
    """Build two reports, press Ctrl-C as soon as the first entry is in the cache, and look at what is said."""
    put(root, two())  # one alone would be made without any worker
    process = started(root, "build", "--workers", workers)
    end = time.monotonic() + 120
    while not any((root / "build").glob("cache/*/*")) and process.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    said, wrong = process.communicate(timeout=120)
    assert process.returncode == 130, said + wrong
    assert "已中断，网站没有改动" in wrong
    assert "Traceback" not in said + wrong


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_build_leaves_everything_as_it_was(root: Path, workers: str) -> None:
    """Ctrl-C in the middle of a build: one sentence, exit code 130, no traceback, no site, no half of one."""
    interrupted(root, workers)
    assert not (root / "site").exists()
    assert not any(path.is_dir() for path in root.glob("build/versions/*"))


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_build_leaves_the_site_that_stands(
    root: Path, workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a site there and every report to be made anew: the same version is served, with the same bytes."""
    with monkeypatch.context() as patch:
        count_work(patch)
        patch.chdir(root)
        assert run("build", "--workers", "1").exit_code == 0
    version, files = current(root / "site"), read_tree(root / "site")
    versions = sorted(root.glob("build/versions/*/"))
    shutil.rmtree(root / "build" / "cache")
    interrupted(root, workers)
    assert current(root / "site") == version
    assert read_tree(root / "site") == files
    assert sorted(root.glob("build/versions/*/")) == versions


def test_a_fault_of_the_program_is_told_as_one(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Nobody is left with English alone: whose fault it is, where, what became of the site, and what to do with it."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("generator.cli.build.publish", fail)
    monkeypatch.chdir(root)
    said = CliRunner().invoke(main, ["build"])
    first, _, rest = said.stderr.partition("\n")
    assert said.exit_code == 1
    assert first.startswith("程序自己出了错（generator/cli/build.py:")
    assert "ZeroDivisionError: division by zero）" in first
    assert "不是您写错了" in first
    assert rest.startswith("原来的网站没有改动。\nTraceback")


def test_too_little_memory_is_told_in_words(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Whichever command it happens to, and however a library wraps it."""

    def fail(*_: object) -> None:
        raise ValueError("a library's words") from MemoryError()

    monkeypatch.setattr("generator.cli.build.publish", fail)
    monkeypatch.setattr("generator.cli.check.review", fail)
    monkeypatch.chdir(root)
    for command in ("build", "check"):
        said = CliRunner().invoke(main, [command])
        assert said.exit_code == 1
        assert said.stderr.startswith("内存或进程数不够")
        assert "Traceback" not in said.stderr


def test_checking_while_typing(root: Path) -> None:
    """`check --watch` checks again what a save touches, names the file, and ends kindly with exit code 0."""
    process = started(root, "check", WATER, "--watch")
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "按 Ctrl-C 结束" in line:
            break
    assert any(line.startswith("可以公开") for line in said)
    path = root / f"data/regions/{WATER}/accounts.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("其他收入: 20.00", "其他收入: 1e3"), encoding="utf-8")
    again = []
    for line in process.stdout:
        again.append(line)
        if "请先改正错误" in line:
            break
    assert f"改了 data/regions/{WATER}/accounts.yml" in "".join(again)
    assert "科学计数法" in "".join(again)
    os.killpg(process.pid, signal.SIGINT)
    rest, wrong = process.communicate(timeout=60)
    assert "检查结束" in rest
    assert wrong == ""
    assert process.returncode == 0


def test_watching_is_for_the_screen() -> None:
    """--watch with a file or a format for programs is wrong use."""
    assert run("check", "--watch", "--format", "json").exit_code == 2
    assert run("check", "--watch", "--out", "x").exit_code == 2


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the script for bash, beside a project with two reports."""
    root = tmp_path_factory.mktemp("completion")
    put(
        root,
        {
            f"data/regions/{name}/report.yml": b""
            for name in ("xugou/water/2024", "xugou/forest/2024", "xugou/water/2023", "xugou/water/2024/evaluations")
        },
    )
    (root / "script").write_text(run("completion", "bash").output, encoding="utf-8")
    return root / "script"


def completed(script: Path, *words: str) -> list[str]:
    """Return what bash offers for the last word of a line."""
    line = shlex.join(["juesuan", *words])
    program = (
        f"source ./script; COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); compopt() {{ :; }}; _juesuan; "
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    said = subprocess.run(
        ["/bin/bash", "--norc", "-c", program], cwd=script.parent, capture_output=True, text=True, encoding="utf-8",
        check=True, timeout=60,
    )  # fmt: skip
    assert said.stderr == ""
    return sorted(said.stdout.split())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ch"], ["check"]),
        (["check", "--f"], ["--format"]),
        (["check", "--format", "g"], ["github", "gitlab"]),
        (["export", "--format", "xl"], ["xlsx"]),
        (["check", "x"], ["xugou/"]),
        (["check", "xugou/"], ["xugou/forest/", "xugou/water/"]),
        (["check", "--strict", "xugou/water/"], ["xugou/water/2023", "xugou/water/2024"]),
        (["check", "xugou/water/2024/"], []),
        (["import", "a.xlsx", "--to", "xugou/f"], ["xugou/forest/"]),
        (["import", "--unit", "万"], ["万元"]),
        (["completion", "z"], ["zsh"]),
        (["nothing", "x"], []),
    ],
    ids=" ".join,
)
def test_bash_completes(script: Path, words: list[str], expected: list[str]) -> None:
    """Commands, options, formats, and region, department, year one after the other."""
    assert completed(script, *words) == expected


def test_every_command_is_completed(script: Path) -> None:
    """The first word: each command that the help lists."""
    assert [word for word in completed(script, "") if not word.startswith("-")] == SHOWN


def test_zsh_has_a_script_too() -> None:
    """The same words for zsh."""
    said = run("completion", "zsh").output
    assert said.startswith("#compdef juesuan")
    assert "'check --format') list='text json" in said
    assert "@" not in said.replace("$@", "")
