"""Labels as they are compared: without numbering, blanks, quotes and other ornament."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d)|其中[：:]|#|\*)+"
)
_ORNAMENT = re.compile(r"[\s\u3000“”\"'‘’《》【】\[\]：:，,、。·•—\-_（）()]")
_SHORTEST = 4


@lru_cache(maxsize=20_000)
def bare(label: str) -> str:
    """Return a label for comparison: half-width, without numbering, blanks, brackets and punctuation."""
    text = unicodedata.normalize("NFKC", label).strip()
    while (shorter := _NUMBERING.sub("", text).strip()) != text:
        text = shorter
    return _ORNAMENT.sub("", text)


def alike(one: str, other: str) -> bool:
    """Return whether two labels mean the same for sure, or one is the other with a tail that adds nothing."""
    first, second = bare(one), bare(other)
    if first == second:
        return bool(first)
    short, long = sorted((first, second), key=len)
    return len(short) >= _SHORTEST and long.startswith(short) and long[len(short) :] in _TAILS


#: what forms of some provinces print behind a label and others do not.
_TAILS = frozenset(
    ("收入", "支出", "决算", "决算数", "合计", "数", "金额", "按功能分类", "按支出功能分类", "万元", "元")
)


def best(label: str, known: Iterable[str]) -> str | None:
    """Return the one of the known labels that a label means: the equal one, else the only one alike; else None."""
    candidates = list(known)
    equal = [other for other in candidates if bare(other) == bare(label)]
    if equal:
        return equal[0] if bare(label) else None
    close = [other for other in candidates if alike(label, other)]
    return close[0] if len({bare(other) for other in close}) == 1 else None
