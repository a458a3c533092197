"""Earlier states of a project, read from git without touching the work tree: a commit, or what is staged.

Nothing is ever written: file contents stay in memory, so no name in a branch can lead anywhere. Links, submodules and
files that are too large are left out, as `read_project` leaves them out of the work tree.
"""

import datetime as dt
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.workspace.project import MOST_BYTES, Project

SECONDS = 120
#: all files of data/ together, and how many of them: far more than any county has.
MOST_TOGETHER, MOST_FILES = 1_000_000_000, 500_000
ENDINGS = (".yml", ".yaml")
PLAIN_FILES = {"100644", "100755", "100664"}
#: plain words, no questions, no lock, nothing fetched, paths that are names and not patterns.
QUIET = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1",
         "GIT_LITERAL_PATHSPECS": "1"}  # fmt: skip
UNTRUSTED = re.compile(r"dubious ownership")


class RevisionError(ValueError):
    """A state of the project cannot be read from git; the message says why and what to do, in Chinese."""


class _RefusalError(RevisionError):
    """Git is there and the folder is in it, but what was asked for is not."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A state of the project in git.

    Attributes:
        project: its files. name: how people asked for it. commit: its full hash; empty for what is staged.
        moment: when it was committed; None for what is staged.
        refused: files of data/ that were not read: links, submodules, too large ones.
    """

    project: Project
    name: str
    commit: str = ""
    moment: dt.datetime | None = None
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file as git lists it."""

    mode: str
    blob: str
    path: str
    size: int | None


def read_revision(root: Path, name: str) -> Revision:
    """Return the project as a commit has it.

    Args:
        root: folder of the project, at or below the top of a git work tree.
        name: a commit, branch or tag.

    Raises:
        RevisionError: git is not there, the folder is not in it, or the name means no commit.
    """
    prefix = _prefix(root)
    commit = _commit(root, name)
    said = _git(root, "show", "--no-patch", "--no-show-signature", "--format=%cI", commit, "--")
    listed = _git(root, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", f"{prefix}data")
    entries = [_from_tree(line) for line in listed.split(b"\0") if line]
    files, refused = _read(root, entries, prefix)
    moment = dt.datetime.fromisoformat(said.decode().strip().splitlines()[-1])
    return Revision(Project(root, files), name, commit, moment, refused)


def read_staged(root: Path) -> Revision:
    """Return the project as the next commit would have it.

    Raises:
        RevisionError: git is not there, the folder is not in it, or a merge is not settled yet.
    """
    prefix = _prefix(root)
    listed = _git(root, "ls-files", "--stage", "-z", "--full-name", "--", "data")
    found = [_from_index(line) for line in listed.split(b"\0") if line]
    if any(stage for stage, _ in found):
        raise RevisionError("合并还没有完成：请先改好有冲突的文件，用 git add 加上，再提交。")
    files, refused = _read(root, _sized(root, [entry for _, entry in found]), prefix)
    return Revision(Project(root, files), "暂存", refused=refused)


def staged_paths(root: Path) -> list[str]:
    """Return the files of data/ that the next commit changes, below the project; deleted ones too.

    Raises:
        RevisionError: git is not there, or the folder is not in it.
    """
    prefix = _prefix(root)
    said = _git(root, "diff", "--cached", "--name-only", "--no-renames", "--no-ext-diff", "-z", "--", "data")
    names = [os.fsdecode(name) for name in said.split(b"\0") if name]
    return sorted(name.removeprefix(prefix) for name in names if name.startswith(f"{prefix}data/"))


def has_commits(root: Path) -> bool:
    """Return whether the folder stands on a commit; a new repository has none yet."""
    try:
        _commit(root, "HEAD")
    except RevisionError:
        return False
    return True


def hooks_folder(root: Path) -> tuple[Path, Path]:
    """Return the folder that git takes its hooks from and the folder of git itself, both absolute.

    Raises:
        RevisionError: git is not there, or the folder is not in it.
    """
    said = _git(root, "rev-parse", "--git-path", "hooks", "--git-common-dir").decode().splitlines()
    hooks, common = (Path(os.path.normpath(root / line)) for line in said)
    return hooks, common


def top_of(root: Path) -> Path:
    """Return the top of the work tree that a folder stands in.

    Raises:
        RevisionError: git is not there, or the folder is not in it.
    """
    return Path(os.path.normpath(root / _git(root, "rev-parse", "--show-cdup").decode().strip()))


def _prefix(root: Path) -> str:
    """Return the project's folder below the top of the work tree: empty, or with a slash at its end."""
    return os.fsdecode(_git(root, "rev-parse", "--show-prefix")).rstrip("\n")


def _commit(root: Path, name: str) -> str:
    if not name or name.startswith("-") or not name.isprintable():
        raise RevisionError(f"“{name}”不是一个版本。可以写分支名、标签或提交号，例如 HEAD~1、main")
    try:
        said = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except _RefusalError as error:
        message = f"没有“{name}”这个版本。可以写分支名、标签或提交号，例如 HEAD~1、main；"
        raise RevisionError(f"{message}只取了一部分历史的，请先运行 git fetch --unshallow") from error
    return said.decode().strip()


def _git(root: Path, *words: str, given: bytes | None = None) -> bytes:
    """Return what git prints.

    Args:
        root: where it runs.
        words: command and arguments.
        given: what it reads.

    Raises:
        RevisionError: it is not there, the folder is not in it, or it refuses.
    """
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; names are checked or stand behind --
            ["git", *words],  # noqa: S607 - whichever git the user has
            cwd=root, input=given, capture_output=True, check=False, timeout=SECONDS,
            env={**os.environ, **QUIET},
        )  # fmt: skip
    except FileNotFoundError as error:
        raise RevisionError("没有找到 git。请先安装 git，再比较两个版本。") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise RevisionError(f"git 没有做完：{type(error).__name__}") from error
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace")
    if UNTRUSTED.search(said):
        where = root.as_posix()
        raise RevisionError(
            "这个文件夹属于别的用户（常见于共享盘），git 不肯读。确认是自己单位的以后，运行："
            f'git config --global --add safe.directory "{where}"'
        )
    if "not a git repository" in said or "must be run in a work tree" in said:
        raise RevisionError("这里不在 git 里，没有可以比较的版本。请先运行 git init，并提交一次。")
    raise _RefusalError(f"git 没有做成 {words[0]}：{(said.strip() or '没有说明原因').splitlines()[-1]}")


def _from_tree(line: bytes) -> _Entry:
    head, _, path = line.partition(b"\t")
    mode, _kind, blob, size = head.decode().split()
    return _Entry(mode, blob, os.fsdecode(path), int(size) if size.isdigit() else None)


def _from_index(line: bytes) -> tuple[int, _Entry]:
    head, _, path = line.partition(b"\t")
    mode, blob, stage = head.decode().split()
    return int(stage), _Entry(mode, blob, os.fsdecode(path), None)


def _sized(root: Path, entries: Sequence[_Entry]) -> list[_Entry]:
    """Return entries of the index with their sizes, which only the objects know."""
    wanted = [entry for entry in entries if entry.mode in PLAIN_FILES]
    given = "".join(f"{entry.blob}\n" for entry in wanted).encode()
    said = _git(root, "cat-file", "--batch-check=%(objectsize)", given=given).decode().splitlines() if wanted else []
    sizes = {entry.blob: int(size) for entry, size in zip(wanted, said, strict=True) if size.isdigit()}
    return [_Entry(entry.mode, entry.blob, entry.path, sizes.get(entry.blob)) for entry in entries]


def _read(root: Path, entries: Sequence[_Entry], prefix: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return path below the project → bytes, and what was not read.

    Raises:
        RevisionError: there is too much of it.
    """
    taken, refused = [], []
    for entry in entries:
        if entry.mode not in PLAIN_FILES or (entry.path.endswith(ENDINGS) and not _is_sound(entry)):
            refused.append(entry.path.removeprefix(prefix))
        elif entry.path.endswith(ENDINGS):
            taken.append(entry)
    if len(taken) > MOST_FILES or sum(entry.size or 0 for entry in taken) > MOST_TOGETHER:
        raise RevisionError("这个版本的 data 文件夹太大，没有读。")
    contents = _contents(root, taken)
    files = {entry.path.removeprefix(prefix): content for entry, content in zip(taken, contents, strict=True)}
    return dict(sorted(files.items())), tuple(sorted(refused))


def _is_sound(entry: _Entry) -> bool:
    """Return whether a file is of a size that is read, and its name one that an ordinary folder could hold."""
    parts = entry.path.split("/")
    is_named = entry.path.isprintable() and "\\" not in entry.path and not {"", ".", ".."} & set(parts)
    return is_named and entry.size is not None and entry.size <= MOST_BYTES


def _contents(root: Path, entries: Sequence[_Entry]) -> Iterator[bytes]:
    """Yield the bytes of files in order, all asked for at once.

    Raises:
        RevisionError: git does not have one of them.
    """
    if not entries:
        return
    said = _git(root, "cat-file", "--batch", given="".join(f"{entry.blob}\n" for entry in entries).encode())
    at = 0
    for entry in entries:
        end = said.index(b"\n", at)
        words = said[at:end].split()
        if len(words) != 3 or words[1] != b"blob":  # noqa: PLR2004 - hash, kind, size
            raise RevisionError(f"git 里缺少 {entry.path} 的内容；只取了一部分历史的，请先运行 git fetch --unshallow")
        size = int(words[2])
        yield said[end + 1 : end + 1 + size]
        at = end + 2 + size
