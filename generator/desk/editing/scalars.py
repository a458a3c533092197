"""How a value is written in the house form of data/."""

import re
from collections.abc import Mapping, Sequence

#: what plain text may not begin with, and what it may not hold, so that YAML reads it back as it was.
_BEGINNING = re.compile(r"""[\s!&*\-?:,\[\]{}#|>@`"'%]""")
_INSIDE = re.compile(r": |:$| #|[\[\]{},]|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_AMOUNT = re.compile(r"-?\d+(\.\d+)?")
_WORDS = frozenset(("", "~", "null", "true", "false", "yes", "no", "on", "off", ".nan", ".inf"))
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_CODE = re.compile(r"\d+")


def plain(text: str) -> str:
    """Return a text as a YAML scalar on one line: bare where that reads back the same, else in double quotes."""
    bare = text == text.strip() and text.lower() not in _WORDS
    if bare and not _INSIDE.search(text) and (_AMOUNT.fullmatch(text) or not _BEGINNING.match(text)):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return a text as a YAML scalar in double quotes on one line."""
    escaped = "".join(_ESCAPES.get(mark, mark) for mark in text)
    return '"' + _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def key(name: str) -> str:
    """Return a key: codes in quotes, as they are written everywhere in data/."""
    return f'"{name}"' if is_code(name) else plain(name)


def flow(value: object) -> str:
    """Return a mapping, sequence or text in flow form, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(str(name))}: {flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return plain(str(value))


def block(value: object, indent: int, *, is_row: bool = False) -> str:
    """Return what stands behind the colon of a key: ` text`, ` {…}`, or lines that begin with a line feed.

    Args:
        value: a text, a mapping, or a list of mappings and texts.
        indent: column of the keys inside.
        is_row: whether it stands under a code, where amounts are written in braces on one line.
    """
    pad = " " * indent
    if isinstance(value, Mapping):
        if is_row and not any(isinstance(inner, Mapping) for inner in value.values()):
            return f" {flow(value)}"
        lines = (
            f"{pad}{key(str(name))}:{block(inner, indent + 2, is_row=is_code(str(name)))}"
            for name, inner in value.items()
        )
        return "\n" + "\n".join(lines)
    if isinstance(value, str) and "\n" in value.strip("\n"):
        return " |\n" + "\n".join(f"{pad}{line}".rstrip() for line in value.strip("\n").split("\n"))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n" + "\n".join(f"{pad}- {flow(inner)}" for inner in value)
    return f" {plain(str(value))}"


def is_code(name: str) -> bool:
    """Return whether a key is a code of a classification."""
    return _CODE.fullmatch(name) is not None
