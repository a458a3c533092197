"""Labels as they are compared: without numbering, blanks, quotes and other ornament; and what else they are called."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d)|其中[：:]|#|\*)+"
)
_ORNAMENT = re.compile(r"[\s\u3000“”\"'‘’《》【】\[\]：:，,、。·•—\-_（）()]")
#: a unit in brackets behind a label: 公务用车保有量（辆）.
_UNIT = re.compile(r"(?<=.)[（(](?:[万亿]?元|辆|[个人批]|批?次|人次|台|套|台[,、/]?套)[)）]$")
_SHORTEST = 4
#: what forms of some provinces print behind a label and others do not.
_TAILS = frozenset(
    ("收入", "支出", "决算", "决算数", "合计", "数", "金额", "按功能分类", "按支出功能分类", "万元", "元")
)

#: bare label of a form → the bare labels that other years and provinces print for it.
Others = Mapping[str, frozenset[str]]
NO_OTHERS: Others = {}


@lru_cache(maxsize=20_000)
def bare(label: str) -> str:
    """Return a label for comparison: half-width, without numbering, unit, blanks and punctuation."""
    text = unicodedata.normalize("NFKC", label).strip()
    while (shorter := _NUMBERING.sub("", text).strip()) != text:
        text = shorter
    return _ORNAMENT.sub("", _UNIT.sub("", text))


def others_of(aliases: Mapping[str, Sequence[str]]) -> Others:
    """Return aliases as they are compared."""
    return {bare(label): frozenset(map(bare, names)) for label, names in aliases.items()}


def alike(one: str, other: str) -> bool:
    """Return whether two labels mean the same for sure, or one is the other with a tail that adds nothing."""
    first, second = bare(one), bare(other)
    return bool(first) if first == second else _is_longer(first, second)


def _is_longer(first: str, second: str) -> bool:
    """Return whether one bare label is the other with a tail that adds nothing."""
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    return len(short) >= _SHORTEST and long.startswith(short) and long[len(short) :] in _TAILS


def closeness(label: str, known: str, others: Others = NO_OTHERS) -> int:
    """Return how surely a label means a known one: 3 equal, 2 one of its other names, 1 alike, 0 not."""
    first, second = bare(label), bare(known)
    if first and first == second:
        return 3
    if first in others.get(second, ()):
        return 2
    return int(_is_longer(first, second))


def means(label: str, known: Iterable[str], others: Others = NO_OTHERS) -> int:
    """Return how surely a label means one of the known ones, as `closeness` tells it."""
    return max((closeness(label, one, others) for one in known), default=0)
