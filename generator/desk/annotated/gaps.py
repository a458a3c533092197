"""Where each comment of a text belongs: above the entry that follows it, beside the one on its line, or at a foot."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from generator.desk.annotated.events import BLOCK_STYLES, Raw, raw_nodes
from generator.desk.annotated.tree import Collection, Document, Entry, Scalar

_MARK = re.compile(r"(?:(?<=\s)|^)#", re.MULTILINE)
_BLOCK_HEAD = re.compile(r"([|>][-+0-9]*)")
#: widest line that a list or mapping in braces may take once its lines are joined, a Chinese character counting 2.
WIDTH = 120


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment: its offset and text; whether it has its line to itself."""

    offset: int
    text: str
    is_alone: bool


def annotated(text: str) -> Document:
    """Return a text as a tree with its comments.

    Args:
        text: a YAML text that the loader accepts, line ends as line feeds.

    Raises:
        NotTidyError: it uses what the house form has no place for.
        yaml.YAMLError: it cannot be parsed.
    """
    root = raw_nodes(text)
    every = list(_walk(root))
    head = _Assigned(text, root, every).run()
    return Document(head, _collection(root, text))


def _walk(node: Raw) -> Iterator[Raw]:
    for entry in node.entries:
        yield entry
        yield from _walk(entry)


class _Assigned:
    """Gives every comment and blank line of a text to the entry it belongs to."""

    def __init__(self, text: str, root: Raw, every: list[Raw]) -> None:
        self._text, self._root, self._every = text, root, every
        self._heads = [entry.head for entry in every]
        self._scalars = sorted(_scalar_spans(root, text))
        self._starts = [start for start, _ in self._scalars]

    def run(self) -> tuple[str, ...]:
        """Return the head of the file, everything else being noted at its entry."""
        gap: list[tuple[int, str]] = []
        head: tuple[str, ...] = ()
        offset = 0
        for line in self._text.split("\n"):
            body = line.strip()
            is_content = self._is_inside(offset) or (body and not body.startswith("#"))
            if is_content:
                self._beside(offset, line)
                if gap:
                    head = self._give(gap) or head
                gap = []
            else:
                gap.append((offset + len(line) - len(line.lstrip()), body))
            offset += len(line) + 1
        return self._give(gap) or head

    def _is_inside(self, offset: int) -> bool:
        """Return whether an offset stands inside a text."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._scalars[index][1]

    def _beside(self, offset: int, line: str) -> None:
        for match in _MARK.finditer(line):
            place = offset + match.start()
            if not self._is_inside(place) and line[: match.start()].strip():
                owner = self._owner(place)
                comment = line[match.start() :].rstrip()
                if owner.beside:
                    owner.above.append(comment)
                else:
                    owner.beside = comment
                return

    def _owner(self, offset: int) -> Raw:
        """Return the entry that a comment behind something belongs to: not one of a closed pair of braces."""
        found: Raw = self._every[max(bisect_right(self._heads, offset) - 1, 0)]
        while found.parent is not None and found.parent.is_flow and found.parent.end <= offset:
            found = found.parent
        return found

    def _give(self, gap: list[tuple[int, str]]) -> tuple[str, ...]:
        """Give the lines of a gap away; return those that make the head of the file."""
        first = gap[0][0]
        index = bisect_right(self._heads, first)
        after = self._every[index] if index < len(self._every) else None
        if not index:
            return self._first(gap)
        before = self._every[index - 1]
        if before.kind == "scalar" and first < before.start and before.start != before.end:
            before.above += [text for _, text in gap if text]
            return ()
        flow = self._open_flow(before, first)
        if flow is not None:
            inside = after is not None and after.head < flow.end
            (after.above if after is not None and inside else flow.foot).extend(text for _, text in gap if text)
            return ()
        column = after.parent.column if after is not None and after.parent is not None else -1
        rest = list(gap)
        while footed := self._foot(before, rest, column):
            owner, count = footed
            owner.foot += [text for _, text in rest[:count]]
            rest = rest[count:]
        if after is not None:
            after.above += [text for _, text in rest]
        return ()

    def _foot(self, before: Raw, gap: list[tuple[int, str]], column: int) -> tuple[Raw, int] | None:
        """Return the collection that the first comment of a gap closes, and how many lines are its."""
        count = next((number for number, (_, text) in enumerate(gap, 1) if text), 0)
        if not count:
            return None
        place = gap[count - 1][0]
        indent = place - (self._text.rfind("\n", 0, place) + 1)
        owner: Raw | None = before
        while owner is not None:
            if owner.entries and not owner.is_flow and column < owner.column <= indent:
                return owner, count
            owner = owner.parent
        return None

    def _open_flow(self, before: Raw, offset: int) -> Raw | None:
        owner: Raw | None = before
        while owner is not None:
            if owner.is_flow and owner.start < offset < owner.end:
                return owner
            owner = owner.parent
        return None

    def _first(self, gap: list[tuple[int, str]]) -> tuple[str, ...]:
        """Give the lines before the first entry away: what a blank line parts from it heads the file."""
        lines = [text for _, text in gap]
        if not self._every:
            return tuple(lines)
        blank = max((index for index, text in enumerate(lines) if not text), default=-1)
        self._every[0].above += lines[blank + 1 :]
        return tuple(lines[: max(blank, 0)])


def _scalar_spans(root: Raw, text: str) -> Iterator[tuple[int, int]]:
    for entry in _walk(root):
        if entry.written:
            yield entry.head, entry.head + len(entry.written)
        if entry.kind == "scalar" and entry.end > entry.start:
            start = (
                text.index("\n", entry.start) if entry.style in BLOCK_STYLES and "\n" in text[entry.start :] else None
            )
            yield (entry.start if start is None else start), entry.end


def _collection(node: Raw, text: str) -> Collection:
    entries = tuple(_entry(entry, text) for entry in node.entries)
    return Collection(entries, node.kind == "mapping", _stays_flow(node, text), tuple(node.foot))


def _entry(node: Raw, text: str) -> Entry:
    value = _scalar(node, text) if node.kind == "scalar" else _collection(node, text)
    return Entry(node.key, value, node.written, tuple(node.above), node.beside)


def _stays_flow(node: Raw, text: str) -> bool:
    """Return whether a collection in braces stays on one line: no comment inside, not too long once joined."""
    if not node.is_flow or node.foot or any(entry.above or entry.beside for entry in _walk(node)):
        return not node.entries
    written = text[node.start : node.end]
    joined = " ".join(line.strip() for line in written.split("\n"))
    wide = sum(1 if mark.isascii() else 2 for mark in joined)
    return "\n" not in written or wide + (node.parent.column if node.parent else 0) + len(node.key) * 2 + 2 <= WIDTH


def _scalar(node: Raw, text: str) -> Scalar:
    written = text[node.start : node.end]
    if node.style not in BLOCK_STYLES:
        return Scalar("\n".join(line.strip() for line in written.split("\n")))
    header, _, content = written.partition("\n")
    mark = _BLOCK_HEAD.match(header)
    style = mark[1] if mark else node.style
    lines = content.split("\n")
    digits = "".join(part for part in style if part.isdigit())
    if digits:
        outer = node.head - (text.rfind("\n", 0, node.head) + 1)
        indent = outer + int(digits)
    else:
        indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)
    return Scalar("\n".join(line[indent:] for line in lines), "".join(part for part in style if not part.isdigit()))
