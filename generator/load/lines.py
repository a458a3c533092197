"""What each line of a YAML file is, judged line by line and without a parser.

This is a light reading for good messages only: it tells keys, list items, running text, block text (`|`) and quoted
text apart, so that a full-width colon in a sentence is left alone and one after a label is named. What a file means
is decided by the YAML parser alone.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

_QUOTED_KEY = re.compile(r"""(?:"(?:[^"\\]|\\.){0,200}"|'(?:[^']|''){0,200}')[ \t]*:(?=[ \t]|$)""")
_BLOCK_HEADER = re.compile(r"(?:[&!]\S*[ \t]+)*[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$")
_CLOSING = {'"': re.compile(r'(?:[^"\\]|\\.)*?"', re.DOTALL), "'": re.compile(r"(?:[^']|'')*?'(?!')", re.DOTALL)}
_WIDE_KEY = re.compile(r"([^：:#\"'\[\]{}]{1,60})：[ \t\u3000]*(.*)$", re.DOTALL)
_TIGHT_KEY = re.compile(r"([^：:#\"'\[\]{}]{1,60}):([^\s:/].*)$", re.DOTALL)
_DIGITS = r"[-+−－]?[\d０-９][\d０-９,，.．]*"
NUMBER_LIKE = re.compile(_DIGITS + r"\s*(?:%|％|[万亿千百]?[元人次辆台个套项批]{0,2})\s*(?:#.*)?$")


class Kind(Enum):
    """What a line is."""

    BLANK = auto()
    COMMENT = auto()
    KEY = auto()
    ITEM = auto()
    TEXT = auto()
    BLOCK = auto()
    QUOTED = auto()
    FLOW = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """A label that was meant to be a key, and how its colon was mistyped.

    Attributes:
        name: the label before the colon.
        column: where the colon stands, counted from 0 in the text that was given.
        rest: what follows the colon.
        wide: True for a full-width colon, False for an ASCII colon without a space.
    """

    name: str
    column: int
    rest: str
    wide: bool


def split_key(body: str) -> tuple[str, str] | None:
    """Return key and rest of a line that starts with `key: ` (indentation and dashes taken off), else None."""
    if body[:1] in {'"', "'"}:
        match = _QUOTED_KEY.match(body)
        return (body[: match.end() - 1].rstrip(), body[match.end() :]) if match else None
    if body[:1] in {"[", "{", "#"}:
        return None
    end = len(body)
    for separator in (": ", ":\t"):
        found = body.find(separator)
        end = found if 0 <= found < end else end
    if end == len(body):
        if not body.endswith(":"):
            return None
        end -= 1
    return None if " #" in body[:end] else (body[:end], body[end + 1 :])


def mistyped_label(body: str) -> Label | None:
    """Return the label that `body` starts with when only its colon is wrong (`收入：3`, `收入:3`), else None."""
    if split_key(body) is not None:
        return None
    match = _WIDE_KEY.match(body)
    if match:
        return Label(match[1].strip(), match.end(1), match[2], wide=True)
    match = _TIGHT_KEY.match(body)
    if match and not (match[1][-1:].isdigit() and match[2][:1].isdigit()):
        return Label(match[1].strip(), match.end(1), match[2], wide=False)
    return None


def strip_dashes(line: str) -> tuple[int, int]:
    """Return where the body of a line starts after its spaces and list dashes, and how many dashes there were."""
    position = len(line) - len(line.lstrip(" "))
    dashes = 0
    while line[position : position + 2] == "- " or line[position:] == "-":
        dashes += 1
        position += 1
        position += len(line[position:]) - len(line[position:].lstrip(" "))
        if dashes > 50:  # noqa: PLR2004 - a line of nothing but dashes is no list
            break
    return position, dashes


class LineReader:
    """Reads a file's lines in order and says what each is.

    Attributes:
        mappings: columns (from 0) of the keys of the mappings that are open here, outermost first.
        empty_value: whether the last key had nothing after its colon.
        started: whether any content was read.
    """

    def __init__(self) -> None:
        """Start before the first line."""
        self.mappings: list[int] = []
        self.empty_value = False
        self.started = False
        self._block_parent: int | None = None
        self._quote = ""
        self._brackets = 0

    def feed(self, line: str) -> Kind:
        """Return what the next line is. A line that was mended may be fed once more in place of the first reading."""
        if self._quote:
            match = _CLOSING[self._quote].match(line)
            self._quote = "" if match else self._quote
            return Kind.QUOTED
        if not line.strip():
            return Kind.BLANK
        if self._brackets > 0:
            self._count_brackets(line)
            return Kind.FLOW
        indent = len(line) - len(line.lstrip(" "))
        if self._block_parent is not None:
            if indent > self._block_parent:
                return Kind.BLOCK
            self._block_parent = None
        if line.lstrip()[0] == "#":
            return Kind.COMMENT
        return self._content(line, indent)

    def key_expected(self, indent: int) -> bool:
        """Return whether only a key can stand at `indent`: beside the keys of an open mapping, or first in the file."""
        return (self.mappings[-1] == indent) if self.mappings else not self.started

    def value_expected(self, indent: int) -> bool:
        """Return whether a line at `indent` is the first below a key that has no value yet."""
        return self.empty_value and bool(self.mappings) and indent > self.mappings[-1]

    def _content(self, line: str, indent: int) -> Kind:
        position, dashes = strip_dashes(line)
        while self.mappings and self.mappings[-1] > (position if not dashes else indent):
            self.mappings.pop()
        body = line[position:]
        pair = split_key(body)
        if pair is None:
            if dashes:
                self.empty_value = False
                self.started = True
                self._open_value(body, indent)
            return Kind.ITEM if dashes else Kind.TEXT
        self.started = True
        if not self.mappings or self.mappings[-1] != position:
            self.mappings.append(position)
        value = pair[1].strip()
        self.empty_value = not value or value.startswith("#")
        self._open_value(value, position)
        return Kind.KEY

    def settle(self) -> None:
        """Take the last line, which was read as running text, as content: what follows belongs to it."""
        self.started = True
        self.empty_value = False

    def _open_value(self, value: str, parent: int) -> None:
        """Notice a value that goes on in the lines below: block text, an open quote, an open bracket."""
        first = value[:1]
        if _BLOCK_HEADER.match(value):
            self._block_parent = parent
        elif first in {'"', "'"}:
            self._quote = "" if _CLOSING[first].match(value, 1) else first
        elif first in {"[", "{"}:
            self._count_brackets(value)

    def _count_brackets(self, text: str) -> None:
        opened = text.count("[") + text.count("{")
        self._brackets = max(0, self._brackets + opened - text.count("]") - text.count("}"))
