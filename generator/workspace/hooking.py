"""The hook of git that checks what is to be committed: installed and taken away, and what it finds."""

import datetime as dt
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.check.report.review import file_of
from generator.desk.comparing.records import Change
from generator.desk.tidy import tidied
from generator.findings import Finding
from generator.workspace.differing import difference, touched_reports
from generator.workspace.project import Project
from generator.workspace.reviewing import review
from generator.workspace.revisions import (
    Revision,
    has_commits,
    hooks_folder,
    read_revision,
    read_staged,
    staged_paths,
    top_of,
)
from generator.workspace.writing import write_file

NAME = "pre-commit"
#: by this line a hook is known as ours.
MARK = "# juesuan hook"
#: of more reports than this the corrections are left to the check of the merge request: a commit must be quick.
MOST_COMPARED = 20
EXECUTABLE = 0o755
SCRIPT = """\
#!/bin/sh
{mark}：提交前检查要提交的数据。用 juesuan hook 装上，用 juesuan hook --remove 去掉；请不要改这个文件。
cd -- {folder} || exit 0
for program in .venv/bin/juesuan .venv/Scripts/juesuan.exe "$(command -v juesuan 2>/dev/null)"; do
    if [ -n "$program" ] && [ -x "$program" ]; then
        exec "$program" hook --run
    fi
done
echo "没有找到 juesuan，这次提交没有检查数据。请在项目文件夹运行一次 make check，再看有没有问题。" >&2
exit 0
"""


class HookError(ValueError):
    """The hook cannot be installed or taken away; the message says why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with what is to be committed.

    Attributes:
        errors: errors of the reports that it touches, and of shared files that it changes.
        milder: how many warnings and notes there are besides.
        untidy: files that juesuan fmt would change.
        untold: reports whose published figures change without a 更正; they stop nothing here.
        paths: files of data/ that the commit changes.
    """

    errors: tuple[Finding, ...] = ()
    milder: int = 0
    untidy: tuple[str, ...] = ()
    untold: tuple[Change, ...] = ()
    paths: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Return whether the commit must not be made."""
        return bool(self.errors or self.untidy)


def install(root: Path) -> Path:
    """Return the file of the hook, installed anew.

    Raises:
        HookError: another hook is there, or git takes its hooks from a folder that other projects use too.
        RevisionError: git is not there, or the folder is not in it.
        OSError: it cannot be written.
    """
    path = _path(root)
    if path.exists() and not _is_ours(path):
        line = ".venv/bin/juesuan hook --run || exit 1"
        raise HookError(
            f"已经有一个 {NAME} 钩子，不是 juesuan 装的，没有动它：{path}\n要一起用，请在它里面加一行：{line}"
        )
    folder = root.resolve().relative_to(top_of(root).resolve()).as_posix()
    script = SCRIPT.format(mark=MARK, folder=shlex.quote(f"./{folder}"))
    write_file(path, script.encode())
    try:
        path.chmod(EXECUTABLE)
    except OSError:  # a share without such rights runs every hook
        return path
    return path


def remove(root: Path) -> Path | None:
    """Return the file of the hook that was taken away; None where none of ours was.

    Raises:
        HookError: git takes its hooks from a folder that other projects use too.
        RevisionError: git is not there, or the folder is not in it.
    """
    path = _path(root)
    if not path.exists() or not _is_ours(path):
        return None
    path.unlink()
    return path


def _path(root: Path) -> Path:
    hooks, common = hooks_folder(root)
    if not hooks.resolve().is_relative_to(common.resolve()) and not hooks.resolve().is_relative_to(
        top_of(root).resolve()
    ):
        raise HookError(
            f"git 设了 core.hooksPath，钩子放在别的项目也用的文件夹，没有装：{hooks}\n"
            "请管理员在那里加一行 juesuan hook --run，或者去掉这个设置"
        )
    return hooks / NAME


def _is_ours(path: Path) -> bool:
    return MARK in path.read_text(encoding="utf-8", errors="replace")


def staged_verdict(root: Path) -> Verdict:
    """Return what is wrong with what is to be committed, as it is staged, whatever the files are like now.

    Raises:
        RevisionError: git is not there, the folder is not in it, or a merge is not settled yet.
    """
    paths = staged_paths(root)
    if not paths:
        return Verdict()
    after = read_staged(root)
    before = read_revision(root, "HEAD") if has_commits(root) else Revision(Project(root, {}), "")
    touched = touched_reports(before.project, after.project, list(after.project.reports()))
    found = review(after.project, touched)
    errors = [one for report in found.reports for one in report.findings if one.is_error]
    errors += [one for one in found.common if one.is_error and file_of(one) in paths]
    untold: Sequence[Change] = ()
    if len(touched) <= MOST_COMPARED:
        now = dt.datetime.now(tz=dt.UTC)
        untold = [one for one in difference(before, after, touched, now, lambda *_: None).changes if one.demands]
    return Verdict(
        errors=tuple(dict.fromkeys(errors)),
        milder=sum(not one.is_error and not one.waived for one in found.findings),
        untidy=tuple(path for path in paths if path in after.project.files and _is_untidy(after.project, path)),
        untold=tuple(untold),
        paths=tuple(paths),
    )


def _is_untidy(project: Project, path: str) -> bool:
    found = tidied(project.files[path], path)
    return not found.problem and found.content != project.files[path]
