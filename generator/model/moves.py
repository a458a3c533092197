"""Addresses that changed: what was published under one folder is under another now."""

import re
from dataclasses import dataclass

#: a folder name that may be part of an address: nothing in it means anything to HTML, a server or a shell.
FOLDER = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Stated:
    """A change of address as an editor typed it.

    Attributes:
        old, new: folder below the site's home page, such as `reports/xugou/water`, not looked at yet.
        typed: what the editor wrote. path: the finding's path of it.
    """

    old: str
    new: str
    typed: str
    path: str


@dataclass(frozen=True, slots=True)
class Move:
    """A change of address that was looked at.

    Attributes:
        old, new: folder below the site's home page, such as `reports/xugou/water/`: folder names and slashes alone.
        path: the finding's path of what was typed.
    """

    old: str
    new: str
    path: str


def address_of(typed: str) -> str:
    """Return a folder below the site's home page, such as `about/old/`; "" for what cannot be one."""
    steps = typed.strip("/").split("/")
    return "/".join(steps) + "/" if len(steps) <= MOST_STEPS and all(map(FOLDER.fullmatch, steps)) else ""
