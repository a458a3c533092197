"""Years and names inside what is carried over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.desk.annotated import Collection, Document, Entry, Scalar
from generator.desk.editing.scalars import plain

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=\s*[年-])")
#: how much of last year's words a comment repeats.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Years:
    """The year that files are made from, and the one that they are made for."""

    before: int
    year: int

    def moved(self, text: str) -> str:
        """Return a title or comment with the year of the report (`2023年度`) moved on; other years stay."""
        return text.replace(f"{self.before}年度", f"{self.year}年度")


def years_in(text: str) -> list[tuple[int, str]]:
    """Return every year that a text names, with the number of its line (from 1)."""
    return [
        (number, match[0]) for number, line in enumerate(text.split("\n"), 1) for match in _YEAR.finditer(line)
    ]  # fmt: skip


def blank(entry: Entry) -> Entry:
    """Return an entry with nothing behind its colon; last year's words stand above it as a comment."""
    said = said_in(entry)
    above = (*entry.above, f"# 上年写的是：{said}") if said else entry.above
    return replace(entry, value=Scalar(""), above=above, beside="")


def said_in(entry: Entry) -> str:
    """Return the words of a text on one line, cut where they are long."""
    if not isinstance(entry.value, Scalar):
        return ""
    words = " ".join(entry.value.text.split())
    if not entry.value.style and words[:1] in {'"', "'"} and words[-1:] == words[:1]:
        words = words[1:-1]
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def typed(key: str, text: str) -> Entry:
    """Return an entry with a text of one line."""
    return Entry(key, Scalar(plain(text)))


def with_moved_comments(document: Document, years: Years) -> Document:
    """Return a file whose comments name the new year where they named that of the report."""
    head = tuple(years.moved(text) for text in document.head)
    return Document(head, _moved(document.root, years))


def _moved(node: Collection, years: Years) -> Collection:
    def below(value: Scalar | Collection) -> Scalar | Collection:
        return _moved(value, years) if isinstance(value, Collection) else value

    entries = tuple(
        replace(
            entry,
            value=below(entry.value),
            above=tuple(years.moved(text) for text in entry.above),
            beside=years.moved(entry.beside),
        )
        for entry in node.entries
    )
    return replace(node, entries=entries, foot=tuple(years.moved(text) for text in node.foot))


def spread(entries: Iterator[Entry] | list[Entry]) -> tuple[Entry, ...]:
    """Return entries with a blank line before each that has several lines, as the files of data/ are written."""
    found: list[Entry] = []
    for entry in entries:
        is_block = isinstance(entry.value, Collection) and not entry.value.is_flow
        parted = found and is_block and (not entry.above or entry.above[0])
        found.append(replace(entry, above=("", *entry.above)) if parted else entry)
    return tuple(found)
