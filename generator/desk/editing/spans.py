"""Where each value of a YAML text begins and ends, so that one can be changed and the rest left alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A value in a text.

    Attributes:
        start, end: offsets of its first character and behind its last; equal for an empty value.
        kind: `scalar`, `mapping` or `sequence`. is_flow: whether it stands in braces or brackets.
        style: for scalars that are not plain `'`, `"`, `|` or `>`.
        key: offset of its key, or of the dash of an item; -1 for the whole file.
        column: column (from 0) of the keys or dashes inside; -1 for an empty or flow one.
        children: keys or indexes in order.
    """

    start: int
    end: int
    kind: str
    is_flow: bool = False
    style: str = ""
    key: int = -1
    column: int = -1
    children: tuple[str | int, ...] = ()


@dataclass(slots=True)
class _Builder:
    """Walks the parser's events once and notes every node by its path."""

    text: str
    events: Iterator[Any]
    lines: list[int]
    found: dict[Path, Span] = field(default_factory=dict)

    def offset(self, mark: Any) -> int:
        """Return the offset of a place; line and column count characters whatever the parser is written in."""
        if mark.line >= len(self.lines):
            return len(self.text)
        place: int = self.lines[mark.line] + mark.column
        return min(place, len(self.text))

    def node(self, event: Any, path: Path, key: int) -> int:
        """Note the node that begins with an event and those below it; return the offset behind it."""
        if isinstance(event, yaml.ScalarEvent):
            start, end = self.offset(event.start_mark), self.offset(event.end_mark)
            self.found[path] = Span(start, end, "scalar", style=event.style or "", key=key)
            return end
        if isinstance(event, yaml.AliasEvent):
            start, end = self.offset(event.start_mark), self.offset(event.end_mark)
            self.found[path] = Span(start, end, "alias", key=key)
            return end
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        return self._collection(event, path, key, is_mapping=is_mapping)

    def _collection(self, event: Any, path: Path, key: int, *, is_mapping: bool) -> int:
        children: list[str | int] = []
        start, last, column = self.offset(event.start_mark), self.offset(event.start_mark), -1
        stop = yaml.MappingEndEvent if is_mapping else yaml.SequenceEndEvent
        is_flow = bool(event.flow_style)
        while not isinstance(inner := next(self.events), stop):
            place = self.offset(inner.start_mark)
            if is_mapping:
                name: str | int = inner.value if isinstance(inner, yaml.ScalarEvent) else f"?{len(children)}"
                column = inner.start_mark.column if column < 0 else column
                value = next(self.events)
            else:
                name, value = len(children), inner
                dash = self.text.rfind("-", start, place)
                place = place if is_flow or dash < 0 else dash
            children.append(name)
            last = self.node(value, (*path, name), place)
        end = self.offset(inner.end_mark) if is_flow else last
        if not is_mapping and not is_flow:
            column = event.start_mark.column
        kind = "mapping" if is_mapping else "sequence"
        self.found[path] = Span(start, end, kind, is_flow, "", key, -1 if is_flow else column, tuple(children))
        return end


def spans_of(text: str) -> Mapping[Path, Span]:
    """Return every value of a text by its path of keys and indexes; `()` is the whole file.

    Args:
        text: a YAML text that the loader accepts, line ends as line feeds.

    Raises:
        yaml.YAMLError: it cannot be parsed.
    """
    events = yaml.parse(text, Loader=_LOADER)
    lines = [0]
    for index, mark in enumerate(text):
        if mark == "\n":
            lines.append(index + 1)
    builder = _Builder(text, events, lines)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            builder.node(next(events), (), -1)
            break
    return builder.found
