"""The font files that print uses, and the proof that they hold every character: no empty box ever reaches a reader."""

import subprocess
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from fontTools.ttLib import TTFont

DEFAULTS: Mapping[str, str] = MappingProxyType(
    {"body": "Noto Serif CJK SC", "heading": "Noto Sans CJK SC", "table": "Noto Serif CJK SC"}
)
ROLES = {"body": "正文", "heading": "标题", "table": "表格", "chart": "图"}
_SHOWN = 20


class MissingFont(Exception):  # noqa: N818 - named for what is missing, as the message says it
    """A font family is not installed; the Chinese message says which and how to get it."""

    def __init__(self, family: str) -> None:
        """Say which family is missing."""
        super().__init__(
            f"没有安装字体“{family}”。思源字体可用“apt install fonts-noto-cjk”安装；"
            "其他字体请装到系统字体目录，或在样式的“字体”里改用已安装的字体。"
        )
        self.family = family


@dataclass(frozen=True, slots=True)
class Lack:
    """A character that a font does not hold: the character, the family, and where it stands first."""

    character: str
    family: str
    where: str

    def __str__(self) -> str:
        """Return the lack in words, such as `“𪚥”（U+2A6A5，字体 …）见于 …`."""
        return f"“{self.character}”（U+{ord(self.character):04X}，字体“{self.family}”没有）见于{self.where}"


class MissingGlyph(Exception):  # noqa: N818 - as above
    """Characters that no chosen font can print; `lacks` holds them, the Chinese message names them and where."""

    def __init__(self, lacks: tuple[Lack, ...]) -> None:
        """Say which characters, in which font, and where."""
        more = f"；另有{len(lacks) - _SHOWN}个字" if len(lacks) > _SHOWN else ""
        listed = "；".join(str(lack) for lack in lacks[:_SHOWN])
        super().__init__(
            f"有{len(lacks)}个字印不出来：{listed}{more}。请核对是否误录，或在样式的“字体”里换用收有该字的字体。"
        )
        self.lacks = lacks


@lru_cache(maxsize=32)
def characters_of(family: str) -> frozenset[int]:
    """Return the code points that the regular face of an installed family holds.

    Raises:
        MissingFont: fontconfig knows no family of that name.
    """
    file, index = face_of(family)
    with TTFont(file, fontNumber=index, lazy=True) as font:
        return frozenset(font["cmap"].getBestCmap())


def lacking(texts: Iterable[tuple[str, str, str]], families: Mapping[str, str]) -> tuple[Lack, ...]:
    """Return the characters that cannot be printed, each once for each family.

    Args:
        texts: role, where the text stands in words, and the text.
        families: family name of each role.

    Raises:
        MissingFont: a family is not installed.
    """
    found: dict[tuple[str, str], Lack] = {}
    for role, where, text in texts:
        family = families[role]
        held = characters_of(family)
        for character in text:
            if ord(character) not in held and not _invisible(character):
                found.setdefault((character, family), Lack(character, family, where))
    return tuple(found.values())


def _invisible(character: str) -> bool:
    """Return whether a character needs no glyph: white space and format marks."""
    return character in "\t\n\r " or unicodedata.category(character) in {"Cf", "Zs"}


@lru_cache(maxsize=32)
def face_of(family: str) -> tuple[str, int]:
    """Return the file and the face number of a family, asked of fontconfig as the layout engine asks it."""
    pattern = "".join(f"\\{char}" if char in "\\:-," else char for char in family)
    try:
        answer = subprocess.run(  # noqa: S603 - fixed program, no shell, the name is one escaped argument
            ["fc-match", "--format=%{family}\\n%{file}\\n%{index}", pattern],  # noqa: S607 - found on the path
            check=True, capture_output=True, text=True, timeout=60,
        ).stdout  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise MissingFont(family) from error
    names, file, index = answer.split("\n")[:3]
    if family.casefold() not in names.casefold().split(","):
        raise MissingFont(family)
    return file, int(index) & 0xFFFF
