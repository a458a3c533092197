"""What is installed below our own code, as far as it decides bytes: what the lock asks for may not be there yet."""

import ctypes
import platform
import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from generator.workspace.cache import key

LOCK = "requirements.lock"


@dataclass(frozen=True, slots=True)
class Installed:
    """What decides the bytes that a machine makes, besides our code and the fonts.

    Attributes:
        python: version. system: what draws text and packs files below Python.
        libraries: name → version of those that the project's lock names; "" where one is not installed.
    """

    python: str
    system: str
    libraries: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of it."""
        return key(self.python, self.system, *(f"{name}=={self.libraries[name]}" for name in sorted(self.libraries)))


def installed_for(root: Path) -> Installed:
    """Return what is installed on this machine for a project folder; without a lock no libraries are known."""
    lock = root / LOCK
    text = lock.read_text(encoding="utf-8") if lock.is_file() else ""
    system = f"Pango {_said('pango-1.0', 'pango_version_string')}，HarfBuzz {_said('harfbuzz', 'hb_version_string')}"
    return Installed(
        python=platform.python_version(),
        system=f"{system}，zlib {zlib.ZLIB_RUNTIME_VERSION}",
        libraries={name: _version(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)},
    )


def _version(name: str) -> str:
    """Return the version of a library, or "" where it is not installed; what follows its head is not even parsed."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return ""
    head, _, _ = (found.read_text("METADATA") or "").partition("\n\n")
    told = re.search(r"^Version: *(\S+)$", head, re.MULTILINE)
    return told[1] if told else found.version


def _said(library: str, function: str) -> str:
    """Return the version that a library of the system tells of itself, or "" where there is none."""
    with suppress(OSError, AttributeError):
        said = getattr(ctypes.CDLL(f"lib{library}.so.0"), function)
        said.restype = ctypes.c_char_p
        return str(said().decode())
    return ""
