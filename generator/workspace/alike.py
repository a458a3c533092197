"""What has to be alike on every machine of a cluster, and what one of them finds to differ.

A worker with another Python, library or template would make other bytes and keep them in the cache that all share, so
it is asked before it gets its first task. The functions here run on the workers; their arguments are plain.
"""

import os
import re
import socket
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.workspace.cache import fingerprint
from generator.workspace.installed import installed_for
from generator.workspace.orders import code_print

TOKEN = "token"  # noqa: S105 - the name of a file
#: at most so many libraries are named in one sentence.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides the bytes that a machine makes.

    Attributes:
        python: version. system: what draws text and packs files below Python. libraries: locked ones by name.
        code: fingerprint of our code, of all these and of the fonts. theme: fingerprint of mkdocs.yml and overrides/.
    """

    python: str
    system: str
    libraries: Mapping[str, str]
    code: str
    theme: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker must fulfil.

    Attributes:
        root: project folder. token_folder: folder in the shared cache where each side leaves a file for the other.
        token: what stands in the file. machine: what the machine that ordered the build has.
    """

    root: str
    token_folder: str
    token: str
    machine: Machine


def machine_of(root: Path) -> Machine:
    """Return what decides the bytes that this machine makes of a project.

    Raises:
        OSError: the project's folder cannot be read here.
    """
    overrides = sorted(path for path in (root / "overrides").rglob("*") if path.is_file())
    held = installed_for(root)
    return Machine(
        python=held.python,
        system=held.system,
        libraries=held.libraries,
        code=code_print(root),
        theme=fingerprint([root / "mkdocs.yml", *overrides]),
    )


def objection(terms: Terms, name: str) -> str:
    """Return why this process must not take part, as the end of a Chinese sentence, or "" and a file left as a sign.

    Args:
        terms: what it must fulfil.
        name: of the file that it leaves beside the token.
    """
    root = Path(terms.root)
    try:
        mine = machine_of(root)
    except OSError as error:
        return f"读不到项目文件夹 {root}（{error.strerror}）：每台机器都要在同一个路径下看到它"
    if mine.code != _code_at_start(terms.root):
        return "启动以后程序更新过，内存里还是旧的：请重新启动它"
    return differing(mine, terms.machine) or _shared(Path(terms.token_folder), terms.token, name)


@lru_cache(maxsize=16)
def settled(terms_token: str, held: "Held") -> str:
    """Return the objection of this process, found out once: workers that come during a build are asked too."""
    return objection(held.terms, f"late-{os.getpid()}-{terms_token[:8]}")


@dataclass(frozen=True, slots=True)
class Held:
    """Keeps the terms out of the hash of a remembered call: their token stands for them."""

    terms: Terms

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held)


def answer(terms: Terms, dask_worker: Any = None) -> tuple[str, str]:
    """Return the name of a worker's machine and its objection; Dask gives the worker."""
    return place(), objection(terms, sign_of(dask_worker.address))


def sign_of(worker: str) -> str:
    """Return the name of the file that the worker of an address leaves."""
    return "worker-" + re.sub(r"[^0-9A-Za-z]+", "-", worker)


def place() -> str:
    """Return the name of this machine."""
    return socket.gethostname()


def differing(mine: Machine, wanted: Machine) -> str:
    """Return what a worker's machine has otherwise than the machine that ordered the build, or ""."""
    if mine.python != wanted.python:
        return f"Python 是 {mine.python}，本机是 {wanted.python}：请用同一个版本"
    if mine.system != wanted.system:
        return f"系统库是 {mine.system}，本机是 {wanted.system}：请用同一个系统版本，都更新到最新"
    names = sorted(mine.libraries.keys() | wanted.libraries.keys())
    others = [name for name in names if mine.libraries.get(name) != wanted.libraries.get(name)]
    if others:
        said = "、".join(
            f"{name} {mine.libraries.get(name) or '没有'}（本机 {wanted.libraries.get(name) or '没有'}）"
            for name in others[:_NAMED]
        )
        return f"{len(others)}个锁定的软件包不同：{said}：请在它上面重新运行 make cluster"
    if mine.code != wanted.code:
        return "程序或字体和本机的不同：请更新到同一次提交，装同样的字体，再重新启动它"
    if mine.theme != wanted.theme:
        return "mkdocs.yml 或 overrides/ 和本机的不同：请让它们看到同一个项目文件夹"
    return ""


def leave(folder: Path, name: str, content: str) -> None:
    """Write a small file as the cache writes its entries: with the rights of a temporary file, then renamed.

    Raises:
        OSError: it cannot be written.
    """
    descriptor, temporary = tempfile.mkstemp(prefix=".writing-", dir=folder)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
    Path(temporary).replace(folder / name)


def _shared(folder: Path, token: str, name: str) -> str:
    """Return what is wrong with the shared cache seen from here, or "" and a file left in it."""
    try:
        found = (folder / TOKEN).read_text(encoding="utf-8")
        leave(folder, name, token)
    except PermissionError:
        return f"没有权限读写缓存文件夹 {folder.parent.parent}：请用和本机同样的用户（同一个用户编号）运行它"
    except OSError as error:
        return f"看不到本机的缓存文件夹 {folder.parent.parent}（{error.strerror}）：每台机器都要在同一个路径下看到它"
    return "" if found == token else f"看到的缓存文件夹 {folder.parent.parent} 不是本机的那一个"


@lru_cache(maxsize=4)
def _code_at_start(root: str) -> str:
    """Return the fingerprint of the code when this process was first asked, which is when it loaded the code."""
    return code_print(Path(root))
