"""The handbook's steps, done as a clerk does them: every command works and prints what the page shows."""

import os
import re
import shlex
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.build.example import ROOT, shared_files
from tests.docs.clerk import tables_workbook
from tests.docs.handbook import PAGES, Block, Command, Replacement, steps, typed, written
from tests.workspace.repository import Repository, repository

#: in the order in which a clerk meets them; each goes on from where the one before ended.
STORY = ("first-year.md", "each-year.md", "correcting.md")
#: what the invented department needs of the classification.
CODES = re.compile(r'  "(?:\d{3}|20805|2080505|21011|2101101|21303|213030[15]|22102|2210201|30\d+)"')


def _files() -> dict[str, bytes]:
    """Return the shared files of data/, with a short classification and the base style alone: quick to read."""
    kept = {
        path: raw for path, raw in shared_files().items() if not path.startswith("data/styles/") or "/base/" in path
    }
    for path in [path for path in kept if path.startswith("data/classification/")]:
        lines = kept[path].decode().splitlines(keepends=True)
        kept[path] = "".join(line for line in lines if not line.startswith("  ") or CODES.match(line)).encode()
    return kept


@pytest.fixture
def clerk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a project without departments, in git, with the workbooks of two years; it is the current folder."""
    made = repository(tmp_path)
    made.commit({**_files(), ".gitignore": b"*.xlsx\n*.docx\n*.html\n/build\n"})
    for year in (2023, 2024):
        (tmp_path / f"决算公开表{year}.xlsx").write_bytes(tables_workbook(year))
    monkeypatch.chdir(tmp_path)
    return made


def run(made: Repository, command: Command) -> tuple[int, str]:
    """Return the exit code of a command and all that it prints."""
    words = shlex.split(command.typed)
    if words[0] == "juesuan":
        result = CliRunner().invoke(main, words[1:])
        assert "Traceback" not in result.output
        return result.exit_code, result.output
    assert words[0] == "git", f"the handbook runs {words[0]}"
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # the hook looks for juesuan there
    done = made.run(*words, variables={"PATH": beside})
    return done.returncode, (done.stderr + done.stdout).decode()


def change(root: Path, step: Block | Replacement, where: str) -> None:
    """Write into a file what a page says."""
    file = root / step.path
    text = file.read_text(encoding="utf-8")
    if isinstance(step, Block):
        file.write_text(written(text, step.text), encoding="utf-8")
    else:
        assert text.count(step.old) == 1, f"{where}: {step.old!r} stands {text.count(step.old)} times in {step.path}"
        file.write_text(text.replace(step.old, step.new), encoding="utf-8")


def test_the_story_of_two_years(clerk: Repository) -> None:
    """From nothing to two published years, a correction and a withdrawal: what the pages say is what happens."""
    count = 0
    for page in STORY:
        for step in steps(page):
            where = f"docs/handbook/{page}:{step.line}"
            if not isinstance(step, Command):
                change(clerk.root, step, where)
                continue
            code, said = run(clerk, step)
            assert code == step.exit_code, f"{where}: {step.typed}\n{said}"
            assert step.is_answered(said), f"{where}: {step.typed}\n{said}"
            count += 1
    assert count > 30  # the pages are read, not skipped


def test_an_answer_that_is_not_printed_is_seen() -> None:
    """The comparison is one: another figure, a line too much or too little are no answer."""
    shown = Command(1, "juesuan check", ("共…个数", "…", "可以公开"))
    assert shown.is_answered("共 3 个数\n甲\n乙\n可以公开\n")
    assert shown.is_answered("共 3 个数\n可以公开")
    for said in ("共 3 个\n可以公开\n", "共 3 个数\n", "共 3 个数\n可以公开\n还有\n", ""):
        assert not shown.is_answered(said)


def wrong(call: str) -> list[str]:
    """Return what of a call our commands do not know."""
    words = shlex.split(call)[1:]
    if words[0].startswith("-"):
        return [] if words == ["--help"] else words
    command = main.commands.get(words[0])
    if command is None:
        return words[:1]
    options = {option for one in command.params if isinstance(one, click.Option) for option in one.opts}
    return [word for word in words if word.startswith("--") and word not in options | {"--help"}]


@pytest.mark.parametrize("page", sorted(path.name for path in PAGES.glob("*.md")))
def test_a_page_calls_only_what_exists(page: str) -> None:
    """Every command and option on it is one of ours, those that the story does not run as well."""
    calls = list(typed(PAGES / page))
    assert [(call, wrong(call)) for call in calls if wrong(call)] == []
    assert calls or page == "fields.md"


def test_the_pages_are_in_the_menu_and_out_of_the_search() -> None:
    """Each page is in the menu and links to pages that exist; citizens do not find it among the reports."""
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for path in PAGES.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert f"handbook/{path.name}\n" in menu, path.name
        assert "\nsearch: false\n" in text.split("---\n")[1] + "\n", path.name
        for target, anchor in re.findall(r"\]\(([\w./-]+\.md)#?([\w-]*)\)", text):
            other = (path.parent / target).resolve()
            assert other.is_file(), f"{path.name}: {target}"
            assert not anchor or f"{{#{anchor}}}" in other.read_text(encoding="utf-8"), (
                f"{path.name}: {target}#{anchor}"
            )
