"""The same project built on machines that differ in everything that must not matter, and what differs afterwards."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.site.mkdocs import own_files
from generator.site.tree import read_tree
from tests.build.example import ROOT

#: one commit, whoever makes it where.
COMMIT = {
    **{f"GIT_{who}_NAME": "虚构" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "nobody@example.invalid" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_DATE": "2025-10-08T10:00:00+08:00" for who in ("AUTHOR", "COMMITTER")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
GIT = shutil.which("git") or "git"
LOCALEDEF = shutil.which("localedef") or "localedef"
_LONGEST_BUILD = 1800
#: prints the locale that is in force, or fails where the system does not know the one that is asked for.
_ACTIVE = "import locale; print(locale.setlocale(locale.LC_ALL, ''))"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and as whom a build runs.

    Attributes:
        folder: of the project, below a folder for this machine. zone, locale, language: of the environment; a locale
            that the system lacks is compiled, so that it is more than a name.
        mask: umask. seed: of Python's hashes. workers: processes. user: who builds.
        is_ascii: whether Python is made to believe that the system knows nothing but ASCII.
    """

    folder: str
    zone: str
    locale: str
    language: str
    mask: int
    seed: int
    workers: int
    user: str
    is_ascii: bool = False


# Their clocks are 26 hours apart: never the same day.
NEAR = Machine("p", "Etc/GMT+12", "C.UTF-8", "zh_CN", 0o022, 0, 1, "root")
FAR = Machine("另一台 机器/a much longer name of a folder/项目", "Pacific/Kiritimati", "ja_JP.UTF-8", "ja:ko:en", 0o077,
              4242, 2, "somebody")  # fmt: skip
#: whose small letters are not those of others.
TURKISH = replace(FAR, locale="tr_TR.UTF-8", language="tr")
POOR = Machine("c", "America/St_Johns", "C", "tr_TR", 0o000, 99, 2, "nobody", is_ascii=True)


def project_of(data: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a project folder: the given data, and our pages, theme and settings."""
    parts = {"overrides": read_tree(ROOT / "overrides"), "docs": own_files(ROOT)}
    return {
        **data,
        **{f"{folder}/{name}": raw for folder, files in parts.items() for name, raw in files.items()},
        **{name: (ROOT / name).read_bytes() for name in ("mkdocs.yml", "requirements.lock")},
    }


def lay_out(machine: Machine, base: Path, files: Mapping[str, bytes]) -> Path:
    """Return the project folder of a machine: the same commit of the same files, written in an order of its own."""
    root = base / machine.folder
    for name in sorted(files, key=lambda name: hashlib.sha256(f"{machine.seed} {name}".encode()).digest()):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])
    _link_modules(root)
    (root / ".gitignore").write_text("/site\n/build/\n/docs/reports/\n/node_modules\n", encoding="utf-8")
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "虚构")):
        subprocess.run([GIT, *words], cwd=root, env={**os.environ, **COMMIT}, check=True)
    return root


def clone(source: Path, machine: Machine, base: Path) -> Path:
    """Return the project folder of a machine, cloned from another's commit under the umask of its own."""
    root = base / machine.folder
    root.parent.mkdir(parents=True)
    words = [GIT, "clone", "--quiet", "--no-hardlinks", str(source), str(root)]
    subprocess.run(words, env={**os.environ, **COMMIT}, umask=machine.mask, check=True)
    _link_modules(root)
    return root


def _link_modules(root: Path) -> None:
    if (ROOT / "node_modules").is_dir():
        (root / "node_modules").symlink_to(ROOT / "node_modules")


def build_as(machine: Machine, base: Path, root: Path, code: Path = ROOT, words: tuple[str, ...] = ()) -> Path:
    """Return the folder of the site, built by a process of its own.

    Args:
        machine: who builds.
        base: folder for its home and temporary files.
        root: the project.
        code: folder of the package `generator` that is run.
        words: of the command, besides the number of workers.
    """
    own = base / f"home of {machine.user}"
    (own / "tmp").mkdir(parents=True, exist_ok=True)
    env = {
        "PATH": os.environ["PATH"], "HOME": str(own), "USER": machine.user, "LOGNAME": machine.user,
        "TMPDIR": str(own / "tmp"), "TZ": machine.zone, "LANG": machine.locale, "LC_ALL": machine.locale,
        "LANGUAGE": machine.language, "PYTHONHASHSEED": str(machine.seed), "PYTHONPATH": str(code),
        "PYTHONDONTWRITEBYTECODE": "1",
        **({"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"} if machine.is_ascii else {}),
        **_compiled(machine.locale, base / "locales"),
    }  # fmt: skip
    active = subprocess.run([sys.executable, "-c", _ACTIVE], env=env, capture_output=True, check=False)
    assert active.stdout.decode().strip() == machine.locale, active.stderr.decode()
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--workers", str(machine.workers), *words],
        cwd=root, env=env, umask=machine.mask, capture_output=True, check=False, timeout=_LONGEST_BUILD,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")
    return (root / "site").resolve()


def _compiled(locale: str, folder: Path) -> dict[str, str]:
    """Return the variable that lets programs find a locale of a language, which is compiled into a folder.

    Without it, on a system that lacks the locale, every program would take C and say nothing.
    """
    language, _, code = locale.partition(".")
    if language == "C":
        return {}
    if not (folder / locale).exists():
        folder.mkdir(exist_ok=True)
        words = [LOCALEDEF, "--no-archive", "--inputfile", language, "--charmap", code, str(folder / locale)]
        assert Path(LOCALEDEF).exists(), "localedef is missing: apt-get install libc-bin locales"
        made = subprocess.run(words, check=False, capture_output=True)
        assert (folder / locale).exists(), f"apt-get install locales: {made.stderr.decode(errors='replace')}"
    return {"LOCPATH": str(folder)}


def digests(site: Path) -> dict[str, str]:
    """Return the hash of every file of a site by its path, with its mode."""
    found = {}
    for path in sorted(path for path in site.rglob("*") if not path.is_dir()):
        assert path.is_file()
        assert not path.is_symlink()
        with path.open("rb") as file:
            name = path.relative_to(site).as_posix()
            found[name] = f"{hashlib.file_digest(file, 'sha256').hexdigest()} {path.stat().st_mode & 0o777:o}"
    return found


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Return the names of files that differ or that only one side has."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
