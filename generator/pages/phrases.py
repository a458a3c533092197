"""Marks for the long official words of a page, so that the search reads one short file instead of one for each piece.

一般公共预算财政拨款支出 is six words to the index, each of them on nearly every page. A phrase of `data/search.yml`
(整词) gets a mark of its own, and every page that holds the phrase bears the mark as often as it holds it.
"""

import html
import re
import unicodedata
from collections.abc import Sequence

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: what no word of a document begins with; marks are equally long, because the search completes beginnings.
_START = "zq"
MOST_PHRASES = len(_LETTERS) ** 2
#: more than so many places on a page say no more of it.
MOST = 9
#: a heading counts as so many places.
_HEADING = 3
_UNSEEN = re.compile(r"<(\w+)[^<>]*\bdata-pagefind-ignore\b[^<>]*>.*?</\1>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|span|strong|em|b|i|wbr|time|sup|sub|abbr)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>|\n")
_HEADINGS = re.compile(r"^#+ .*$|<h[1-6]\b.*?</h[1-6]>", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?\s*#[^{}]*\}\s*$", re.MULTILINE)
_MARKS = re.compile(r"[^\w\n.+%-]|_")
_MATTER = "\n---"
_HIDDEN = "\nsearch: false"


def mark_of(number: int) -> str:
    """Return the mark of a phrase by its place in the list, from 0.

    Raises:
        ValueError: the list is longer than there are marks.
    """
    if not 0 <= number < MOST_PHRASES:
        raise ValueError(f"more than {MOST_PHRASES} phrases")
    first, second = divmod(number, len(_LETTERS))
    return f"{_START}{_LETTERS[first]}{_LETTERS[second]}"


def with_phrases(page: str, phrases: Sequence[str], most: int = MOST) -> str:
    """Return a Markdown page whose front matter names the marks of the phrases that its text holds.

    Args:
        page: the page, front matter first. One that the search leaves out, or that has none, stays as it is.
        phrases: official words in the order of the list.
        most: marks of one phrase at most; the fewer, the later the page comes.
    """
    matter, end, body = page.partition(_MATTER)
    if not page.startswith("---\n") or not end or _HIDDEN in matter:
        return page
    text, heads = _bare(body), _bare("\n".join(_HEADINGS.findall(body)))
    marks = [
        mark
        for number, phrase in enumerate(phrases)
        for mark in [mark_of(number)] * min(_places(_bare(phrase), text, heads), most)
    ]
    return f"{matter}\nphrases: {' '.join(marks)}{end}{body}" if marks else page


def _places(phrase: str, text: str, heads: str) -> int:
    return text.count(phrase) + (_HEADING - 1) * heads.count(phrase) if phrase else 0


def _bare(markdown: str) -> str:
    """Return the text as the search compares it, each block in a line: one width, no marks, no blanks."""
    seen = _ATTRIBUTES.sub("", _UNSEEN.sub("\n", markdown))
    lines = html.unescape(_TAG.sub("\n", _INLINE.sub("", seen)))
    return _MARKS.sub("", unicodedata.normalize("NFKC", lines)).lower()
