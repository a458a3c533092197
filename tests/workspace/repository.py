"""A real git repository for tests: its user and settings come from the environment, nothing from this machine."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.site.tree import write_tree

MOMENT = "2025-10-01T12:00:00+08:00"
SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "虚构的人",
    "GIT_AUTHOR_EMAIL": "nobody@example.org",
    "GIT_COMMITTER_NAME": "虚构的人",
    "GIT_COMMITTER_EMAIL": "nobody@example.org",
    "GIT_AUTHOR_DATE": MOMENT,
    "GIT_COMMITTER_DATE": MOMENT,
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with one branch.

    Attributes:
        top: top of its work tree. root: folder of the project, at or below it.
    """

    top: Path
    root: Path

    def git(self, *words: str, given: bytes | None = None) -> str:
        """Return what git prints; it must succeed."""
        return self.run("git", *words, given=given, check=True).stdout.decode()

    def run(
        self, *words: str, given: bytes | None = None, check: bool = False, variables: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Return what became of a program that ran at the top, with more variables in its environment."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment = {**kept, **SETTINGS, **(variables or {})}
        return subprocess.run(words, cwd=self.top, env=environment, input=given, capture_output=True, check=check)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files of the project."""
        write_tree(self.root, dict(files))

    def commit(self, files: Mapping[str, bytes] | None = None) -> str:
        """Return the hash of a commit of files and of whatever else changed; hooks are not asked."""
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--message", "虚构的提交")
        return self.git("rev-parse", "HEAD").strip()


def repository(top: Path, below: str = "") -> Repository:
    """Return a new repository; the project may stand in a folder below its top."""
    root = top / below
    root.mkdir(parents=True, exist_ok=True)
    made = Repository(top, root)
    made.git("init", "--quiet", "--initial-branch", "main")
    return made
