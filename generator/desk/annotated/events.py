"""A YAML text as raw nodes with their offsets; comments are not looked at yet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BLOCK_STYLES = frozenset("|>")


class NotTidyError(ValueError):
    """A text uses what the house form has no place for; the message says what, in Chinese."""


@dataclass(slots=True)
class Raw:
    """A node of the text, or an entry of a collection.

    Attributes:
        start, end: offsets of its value. head: offset of its key or dash; -1 for the whole file.
        key: as it is read. written: as typed.
        column: of the keys or dashes inside a block collection, else -1.
        order: its place among the entries of the text. above, foot, beside: the comments that belong to it.
    """

    kind: str
    start: int
    end: int
    head: int = -1
    key: str = ""
    written: str = ""
    style: str = ""
    is_flow: bool = False
    column: int = -1
    entries: list["Raw"] = field(default_factory=list)
    parent: "Raw | None" = None
    above: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    beside: str = ""


@dataclass(slots=True)
class _Builder:
    text: str
    events: Iterator[Any]
    lines: list[int]

    def offset(self, mark: Any) -> int:
        if mark.line >= len(self.lines):
            return len(self.text)
        place: int = self.lines[mark.line] + mark.column
        return min(place, len(self.text))

    def node(self, event: Any, parent: Raw | None) -> Raw:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise NotTidyError("用了引用（& 和 *）")
        if event.tag is not None:
            raise NotTidyError("用了 YAML 标签（!）")
        start, end = self.offset(event.start_mark), self.offset(event.end_mark)
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            if style in BLOCK_STYLES and "+" not in self.text[start : self.text.find("\n", start) + 1].split("#")[0]:
                end = start + len(self.text[start:end].rstrip("\n "))
            return Raw("scalar", start, end, style=style, parent=parent)
        kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
        found = Raw(kind, start, end, is_flow=bool(event.flow_style), parent=parent)
        stop = yaml.MappingEndEvent if kind == "mapping" else yaml.SequenceEndEvent
        while not isinstance(inner := next(self.events), stop):
            found.entries.append(self._entry(inner, found))
        found.end = self.offset(inner.end_mark) if found.is_flow else (found.entries[-1].end if found.entries else end)
        return found

    def _entry(self, inner: Any, parent: Raw) -> Raw:
        place = self.offset(inner.start_mark)
        if parent.kind == "sequence":
            before = place
            entry = self.node(inner, parent)
            if not parent.is_flow:
                floor = parent.entries[-1].end if parent.entries else parent.start
                before = self._dash(floor, place)
            entry.head = before
        else:
            if not isinstance(inner, yaml.ScalarEvent):
                raise NotTidyError("键不是一段文字")
            written = self.text[place : self.offset(inner.end_mark)]
            entry = self.node(next(self.events), parent)
            entry.head, entry.key, entry.written = place, inner.value, written
        if not parent.is_flow:
            parent.column = entry.head - (self.text.rfind("\n", 0, entry.head) + 1)
        return entry

    def _dash(self, floor: int, place: int) -> int:
        """Return the offset of the dash of an item: the first mark behind the item before it that is no comment."""
        while floor < place:
            if self.text[floor] == "#":
                floor = self.text.find("\n", floor)
            elif self.text[floor] == "-":
                return floor
            floor += 1
        return place


def raw_nodes(text: str) -> Raw:
    """Return the root of a text.

    Args:
        text: a YAML text that the loader accepts, line ends as line feeds.

    Raises:
        NotTidyError: it uses anchors, tags or keys that are no text, or is no mapping or list.
        yaml.YAMLError: it cannot be parsed.
    """
    lines = [0, *(index + 1 for index, mark in enumerate(text) if mark == "\n")]
    events = yaml.parse(text, Loader=_LOADER)
    builder = _Builder(text, events, lines)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            root = builder.node(next(events), None)
            if root.kind == "scalar":
                break
            return root
    raise NotTidyError("不是“键: 值”的写法")
