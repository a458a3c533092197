"""Words and rows of two states of a report set side by side: headings, sentences, tables, entries of the head."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.desk.comparing.records import Kind, RowChange, TextChange
from generator.document.cards import walk
from generator.model.blocks import Block, Cell, Chart, Document, Glossary, Notice, Paragraph, Table

BRIEF = "一分钟看懂"
HEAD = "报告标题"
_SENTENCE = re.compile(r"(?<=[。！？；\n])")
#: cells that only count or measure; what they hold is a figure's business.
_COUNTED = {"line", "amount", "count"}
#: as many of the letters alike: below, one sentence was taken out and another put in.
_ALIKE = 0.6
#: how many texts that have no match yet are looked at for each new one.
_NEAR = 50


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph and whether a figure stands in it."""

    text: str
    has_figure: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A section or table: its title, its texts, and its rows with what each is called."""

    title: str
    texts: tuple[_Text, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...] = ()


def head_changes(before: Document, after: Document) -> Iterator[TextChange]:
    """Yield what changed in the title and the entries of the head, such as 公开日期."""
    old = {HEAD: before.title, **dict(before.facts_head)}
    new = {HEAD: after.title, **dict(after.facts_head)}
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, "") != new.get(name, ""):
            yield _text(name, old.get(name, ""), new.get(name, ""), is_typed=True)


def text_changes(before: Document, after: Document) -> Iterator[TextChange]:
    """Yield the headings, sentences and cells of words that changed, in the order of the newer state."""
    for old, new in _paired(before, after):
        where = _title(old, new)
        if old and new and old.title != new.title:
            yield _text(where, old.title, new.title, is_typed=True)
        yield from _paragraphs(where, old.texts if old else (), new.texts if new else ())
        if old and new:
            yield from _cells(where, old, new)


def row_changes(before: Document, after: Document) -> Iterator[RowChange]:
    """Yield the rows that tables gained or lost, in the order of the newer state."""
    for old, new in _paired(before, after):
        title = _title(old, new)
        old_rows, new_rows = (place.rows if place else () for place in (old, new))
        for first, second in _aligned([label for label, _ in old_rows], [label for label, _ in new_rows]):
            if second is None and first is not None:
                yield RowChange(Kind.REMOVED, title, _printed(old_rows[first][1]))
            elif first is None and second is not None:
                yield RowChange(Kind.ADDED, title, _printed(new_rows[second][1]))


def _paired(before: Document, after: Document) -> Iterator[tuple[_Place | None, _Place | None]]:
    """Yield the sections and tables of both states by their keys, those that are gone where they stood."""
    old, new = _places(before), _places(after)
    keys, others = list(old), list(new)
    for first, second in _aligned(keys, others):
        yield (
            old[keys[first]] if first is not None else None,
            new[others[second]] if second is not None else None,
        )


def _title(old: _Place | None, new: _Place | None) -> str:
    found = new or old
    return found.title if found else ""


def _places(document: Document) -> dict[str, _Place]:
    """Return key → section or table, in reading order."""
    found = {"": _Place(BRIEF, tuple(_texts(document.brief)))}
    for section in walk(document.parts):
        tables = [block for block in section.blocks if isinstance(block, Table)]
        others = [block for block in section.blocks if not isinstance(block, Table)]
        found[section.key] = _Place(section.title or document.page_titles.get(section.page, ""), tuple(_texts(others)))
        for table in tables:
            found[f"{section.key}/{table.key}"] = _Place(
                f"{table.number} {table.title}".strip(), tuple(_around(table)), tuple(_rows(table))
            )
    return found


def _texts(blocks: Sequence[Block]) -> Iterator[_Text]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _Text(block.text, any(span.figure for span in block.spans))
        elif isinstance(block, Chart):  # its other words say the figures once more
            yield from (_Text(text, has_figure=True) for text in (block.finding, block.caption) if text)
        elif isinstance(block, Notice):
            yield _Text(block.text, has_figure=False)
        elif isinstance(block, Glossary):
            yield from (
                _Text(f"{term.number}{term.term}{term.mark}{term.text}", has_figure=False) for term in block.terms
            )


def _around(table: Table) -> Iterator[_Text]:
    """Yield the words around a table: corners, heads, statement and notes."""
    heads = (cell.text for row in table.head for cell in row)
    yield from (
        _Text(text, has_figure=True) for text in (*table.corners, *heads, table.statement, *table.notes) if text
    )


def _rows(table: Table) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Yield each row with what it is called: its codes and names, by which it is found again."""
    for row in table.rows:
        yield "|".join(cell.text for cell in row if cell.kind not in _COUNTED and cell.kind != "text"), row


def _printed(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)


def _cells(where: str, old: _Place, new: _Place) -> Iterator[TextChange]:
    """Yield the cells that changed and hold no figure, of rows that both states have."""
    for first, second in _aligned([label for label, _ in old.rows], [label for label, _ in new.rows]):
        if first is None or second is None:
            continue
        label, row = new.rows[second]
        for one, other in zip(old.rows[first][1], row, strict=False):
            if one.text != other.text and "line" not in (one.kind, other.kind) and not (_figure(one) or _figure(other)):
                title = " ".join(part for part in label.split("|") if part)[:40]
                yield _text(f"{where} {title}".strip(), one.text, other.text, is_typed=True)


def _figure(cell: Cell) -> bool:
    return bool(cell.figure) or any(span.figure for span in cell.spans)


def _paragraphs(where: str, old: Sequence[_Text], new: Sequence[_Text]) -> Iterator[TextChange]:
    for first, second in _aligned([one.text for one in old], [one.text for one in new], alike=True):
        before = old[first] if first is not None else None
        after = new[second] if second is not None else None
        is_typed = not any(one.has_figure for one in (before, after) if one)
        if before is None or after is None:
            yield _text(where, before.text if before else "", after.text if after else "", is_typed=is_typed)
        elif before.text != after.text:
            yield from _sentences(where, before.text, after.text, is_typed=is_typed)


def _sentences(where: str, before: str, after: str, *, is_typed: bool) -> Iterator[TextChange]:
    """Yield the sentences of a paragraph that changed."""
    old, new = ([part for part in _SENTENCE.split(text) if part] for text in (before, after))
    for first, second in _aligned(old, new, alike=True):
        one, other = old[first] if first is not None else "", new[second] if second is not None else ""
        if one != other:
            yield _text(where, one, other, is_typed=is_typed)


def _aligned(old: Sequence[str], new: Sequence[str], *, alike: bool = False) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places of things in both lists, side by side; None where one has no match.

    Args:
        old: the list as it was.
        new: as it is.
        alike: whether texts that are mostly the same are matched; without it, equal ones only.
    """
    for tag, first, first_end, second, second_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(first, first_end), range(second, second_end), strict=True)
            continue
        left = list(range(first, first_end))
        for place in range(second, second_end):
            match = next((one for one in left[:_NEAR] if _is_alike(old[one], new[place])), None) if alike else None
            if match is not None:
                yield from ((one, None) for one in left[: left.index(match)])
                del left[: left.index(match) + 1]
            yield match, place
        yield from ((one, None) for one in left)


def _is_alike(one: str, other: str) -> bool:
    """Return whether two texts are mostly made of the same letters."""
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio() >= _ALIKE


def _text(where: str, before: str, after: str, *, is_typed: bool) -> TextChange:
    kind = Kind.ADDED if not before else Kind.REMOVED if not after else Kind.CHANGED
    return TextChange(kind, where, before.strip("\n"), after.strip("\n"), is_typed)
