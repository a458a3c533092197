"""An annotated tree as a text in the house form: two-space indents, one space behind a colon, codes in quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.desk.annotated.tree import Collection, Document, Entry, Scalar
from generator.desk.editing.scalars import is_code, key


def rendered(document: Document) -> str:
    """Return the text of a tree, with one line feed at its end."""
    lines = [*_comments(document.head, "")]
    if lines and document.root.entries:
        lines.append("")
    lines += _block(document.root, 0)
    return "\n".join(_squeezed(lines)).strip("\n") + "\n"


class _Kept(str):
    """A line of a text, whose blanks count."""

    __slots__ = ()


def _squeezed(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines with no two blank ones in a row, except inside a text."""
    before = ""
    for line in lines:
        if line or before or isinstance(line, _Kept):
            yield line
        before = line or (" " if isinstance(line, _Kept) else "")


def _block(node: Collection, indent: int) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    for number, entry in enumerate(node.entries):
        above = _comments(entry.above, pad)
        lines += above if number else _without_leading(above)
        lines += _pair(entry, indent) if node.is_mapping else _item(entry, indent)
    return [*lines, *_comments(node.foot, pad)]


def _comments(texts: Sequence[str], pad: str) -> list[str]:
    return [f"{pad}{text}" if text else "" for text in texts]


def _without_leading(lines: list[str]) -> list[str]:
    first = next((number for number, line in enumerate(lines) if line), len(lines))
    return lines[first:]


def _pair(entry: Entry, indent: int) -> list[str]:
    name = key(entry.key) if is_code(entry.key) else entry.written or key(entry.key)
    return _behind(f"{' ' * indent}{name}:", entry, indent)


def _behind(start: str, entry: Entry, indent: int) -> list[str]:
    """Return the lines of an entry that begins with its key or dash."""
    value, note = entry.value, f"  {entry.beside}" if entry.beside else ""
    if isinstance(value, Scalar):
        return _scalar(start, value, indent, note)
    if value.is_flow or not value.entries:
        return [f"{start} {_flow(value)}{note}"]
    return [f"{start}{note}", *_block(value, indent + 2)]


def _scalar(start: str, value: Scalar, indent: int, note: str) -> list[str]:
    pad = " " * (indent + 2)
    if value.style:
        lines = value.text.split("\n")
        first = next((line for line in lines if line.strip()), "")
        digit = "2" if first.startswith(" ") else ""
        head = f"{start} {value.style[0]}{digit}{value.style[1:]}{note}"
        return [head, *(_Kept(f"{pad}{line}" if line else "") for line in lines)]
    if "\n" in value.text:
        first, *rest = value.text.split("\n")
        rest[-1] += note
        return [f"{start} {first}", *(_Kept(f"{pad}{line}" if line else "") for line in rest)]
    return [f"{start} {value.text}".rstrip(" ") + note]


def _item(entry: Entry, indent: int) -> list[str]:
    """Return the lines of an item; the first key of a mapping stands behind the dash."""
    value, pad = entry.value, " " * indent
    if not isinstance(value, Collection) or value.is_flow or not value.entries or not value.is_mapping or entry.beside:
        return _behind(f"{pad}-", entry, indent)
    first, *rest = value.entries
    above = [text for text in first.above if text]
    lines = _block(value.with_entries([replace(first, above=()), *rest]), indent + 2)
    lines[0] = f"{pad}- {lines[0].lstrip(' ')}"
    return [*_comments(above, pad), *lines]


def _flow(value: Scalar | Collection) -> str:
    if isinstance(value, Scalar):
        return value.text.replace("\n", " ")
    opening, closing = "{}" if value.is_mapping else "[]"
    parts = (
        f"{_name(entry)}: {_flow(entry.value)}" if value.is_mapping else _flow(entry.value) for entry in value.entries
    )
    return f"{opening}{', '.join(parts)}{closing}"


def _name(entry: Entry) -> str:
    return key(entry.key) if is_code(entry.key) else entry.written or key(entry.key)
