"""The one place where data becomes markup: text, headings, front matter, ids and addresses, each made harmless.

Raw HTML in a Markdown page must not hold a blank line, Markdown must not pick anything up in a heading, and Material
prints title and description of the front matter as they are. So text is folded to one line first, then escaped for
where it stands.
"""

import json
import re
import string
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import urlsplit

from markupsafe import Markup

MetaItem: TypeAlias = "str | int | Mapping[str, str | int]"
MetaValue: TypeAlias = "str | int | Sequence[MetaItem] | Mapping[str, MetaValue]"

_BREAKS = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# Characters that turn the direction of the text around them: a reader must see an amount as it is stored.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\ufeff\ufff9\ufffa\ufffb\ufffe\uffff")
_TAGS = range(0xE0000, 0xE0080)
# Braces, backticks, backslashes and tildes mean nothing to HTML, but something to Markdown and to template engines.
_TEXT = {ord(mark): f"&#{ord(mark)};" for mark in "\"'{}`\\~"} | {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
}
_PUNCTUATION = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NAME = re.compile(r"[A-Za-z_]+")
_SCHEMES = frozenset({"", "http", "https", "mailto"})


def fold(text: str) -> str:
    """Return the text on one line, without control, bidirectional and unpaired surrogate characters.

    Runs of ASCII white space and line breaks become one blank; the ideographic space stays, as it is typed text.
    """
    line = _BREAKS.sub(" ", text)
    if line.isprintable():  # none of the dropped characters is printable, so most texts end here
        return line
    return "".join(mark for mark in line if not _dropped(mark))


def _dropped(mark: str) -> bool:
    return mark in _BIDI or mark in _INVISIBLE or unicodedata.category(mark) in {"Cc", "Cs"} or ord(mark) in _TAGS


def trusted(markup: str) -> Markup:
    """Return markup of ours, whose data is escaped already, as markup. Nothing else declares a text safe."""
    # Past Markup's own constructor, which first asks every text whether it is markup already: twice as fast.
    return str.__new__(Markup, markup)


@lru_cache(maxsize=8192)
def escape(text: str) -> Markup:
    """Return the text as HTML, for an element's content and for a quoted attribute alike."""
    return trusted(fold(text).translate(_TEXT))


def escape_heading(text: str) -> Markup:
    """Return the text for a Markdown heading: every ASCII punctuation mark is a numeric entity."""
    return trusted(fold(text).strip().translate(_PUNCTUATION))


@lru_cache(maxsize=8192)
def safe_id(name: str) -> str:
    """Return the name if it may be an id, a file name and a part of an address.

    Raises:
        ValueError: it holds anything but ASCII letters, digits, full stop, hyphen and underscore.
    """
    if not _ID.fullmatch(name):
        raise ValueError(f"not an ASCII name: {name!r}")
    return name


@lru_cache(maxsize=8192)
def safe_href(address: str) -> str:
    """Return the address if it is relative or of a harmless scheme (http, https, mailto).

    Raises:
        ValueError: it is of another scheme such as `javascript:`, or holds control characters or blanks.
    """
    clean = fold(address)
    if clean != address or " " in clean or "\\" in clean or urlsplit(clean).scheme.lower() not in _SCHEMES:
        raise ValueError(f"not a safe address: {address!r}")
    return address


def front_matter(values: Mapping[str, MetaValue]) -> Markup:
    r"""Return YAML front matter with both `---` lines; empty strings and lists are left out.

    Texts are escaped as HTML, because themes print title and description raw, then quoted as YAML (JSON is YAML).

    Raises:
        ValueError: a key is not an ASCII word.
    """
    lines = [line for key, value in values.items() for line in _entry(key, value, "")]
    return trusted("\n".join(["---", *lines, "---"]))


def _entry(key: str, value: MetaValue, indent: str) -> list[str]:
    _key(key)
    if isinstance(value, Mapping):
        inner = [line for name, item in value.items() for line in _entry(name, item, indent + "  ")]
        return [f"{indent}{key}:", *inner] if inner else []
    if isinstance(value, int):  # a bool is one as well, and JSON writes it as YAML does
        return [f"{indent}{key}: {json.dumps(value)}"]
    if isinstance(value, str):
        text = escape(value.strip())
        return [f"{indent}{key}: {_quoted(text)}"] if text else []
    items = [f"{indent}  - {_item(item)}" for item in value]
    return [f"{indent}{key}:", *items] if items else []


def _item(item: MetaItem) -> str:
    if isinstance(item, Mapping):
        return "{" + ", ".join(f"{_key(name)}: {_item(value)}" for name, value in item.items()) + "}"
    return json.dumps(item) if isinstance(item, int) else _quoted(escape(item))


def _key(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a front matter key: {name!r}")
    return name


def _quoted(text: str) -> str:
    return json.dumps(str(text), ensure_ascii=False)
