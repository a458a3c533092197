"""Chinese names in Latin letters, for lists by letter and for filters that understand pinyin.

A filter in the browser needs no list of spelled names: one small table of the characters that occur, with their
readings, spells every name of the page. A character of several readings (长: chang, zhang) stands there with each
reading that one of the names has.
"""

from collections.abc import Iterable
from functools import lru_cache

from pypinyin import lazy_pinyin

OTHER = "other"


@lru_cache(maxsize=16384)
def spelled(name: str) -> tuple[str, ...]:
    """Return the reading of each character, in small letters without tones; a character without one stands as it is."""
    # A list keeps characters without a reading apart; the library takes one, though its types do not say so.
    return tuple(lazy_pinyin(name, errors=list))  # type: ignore[arg-type]


def initial_of(name: str) -> str:
    """Return the letter under which a name stands in a list, `a` to `z`; `other` for digits and marks."""
    first = spelled(name)[:1]
    letter = first[0][:1].lower() if first else ""
    return letter if letter.isascii() and letter.isalpha() else OTHER


def readings(names: Iterable[str]) -> str:
    """Return the table of readings of all characters in the names: each character and then its reading, `人ren力li`."""
    found = {
        (mark, sound)
        for name in names
        for mark, sound in zip(name, spelled(name), strict=True)
        if sound != mark and sound.isascii() and sound.isalpha()
    }
    return "".join(mark + sound for mark, sound in sorted(found))
