"""Edits at paths of a YAML text: the bytes that need not change stay as they are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.desk.editing.scalars import block, flow, is_code, key, plain, quoted
from generator.desk.editing.spans import Path, Span, spans_of

#: an order of keys below a path: those it names come in this order, others where they are.
Order = Callable[[Path], Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Change:
    """Text that takes the place of what stands between two offsets."""

    start: int
    end: int
    text: str


def splice(text: str, edits: Mapping[Path, object], order: Order = lambda _: ()) -> str:
    """Return a text with values set at paths; what is not named keeps its bytes, comments included.

    Args:
        text: a YAML text that the loader accepts, line ends as line feeds; it may be empty.
        edits: path → text, mapping or sequence to stand there; None takes an entry out. A path that does not exist
            is made, its parents too; an index behind the last item of a list adds one.
        order: where new keys go among those that are there.

    Raises:
        yaml.YAMLError: the text cannot be parsed.
        LookupError: a path leads through a value that has no entries.
    """
    spans = spans_of(text) if text.strip() else {}
    scalars = {path: value for path, value in edits.items() if path in spans and isinstance(value, str)}
    changes = [_replaced(text, spans[path], value) for path, value in scalars.items()]
    for change in sorted(changes, key=lambda one: -one.start):
        text = _apply(text, change)
    rest = {path: value for path, value in edits.items() if path not in scalars}
    for path, value in _together(rest, spans, order).items():
        text = _set(text, path, value, order)
    return text


def _together(edits: Mapping[Path, object], spans: Mapping[Path, Span], order: Order) -> Mapping[Path, object]:
    """Return edits with those below one missing parent made one, so that a new block is written at once."""
    found: dict[Path, object] = {}
    for path, value in edits.items():
        depth = next((depth for depth in range(len(path), 0, -1) if path[: depth - 1] in spans), 1)
        below = path[depth:]
        if value is None or path in spans or not below or not all(isinstance(part, str) for part in path[depth - 1 :]):
            found[path] = value
            continue
        node = found.setdefault(path[:depth], {})
        for part in below[:-1]:
            node = node.setdefault(part, {}) if isinstance(node, dict) else node
        if isinstance(node, dict):
            node[below[-1]] = value
    return {path: _ordered(value, path, order) for path, value in found.items()}


def _ordered(value: object, path: Path, order: Order) -> object:
    """Return a mapping with its keys, at every depth, in the order of the file; codes by number."""
    if not isinstance(value, dict):
        return value
    ranks = {name: rank for rank, name in enumerate(order(path))}
    codes = all(is_code(name) for name in value)
    names = sorted(value) if codes else sorted(value, key=lambda name: ranks.get(name, len(ranks)))
    return {name: _ordered(value[name], (*path, name), order) for name in names}


def _set(text: str, path: Path, value: object, order: Order) -> str:
    spans = spans_of(text) if text.strip() else {}
    if path in spans:
        span = spans[path]
        change = _removed(text, span) if value is None else _replaced(text, span, value)
        return _apply(text, change)
    if value is None:
        return text
    parent = path[:-1]
    while parent not in spans and parent:
        parent = parent[:-1]
    for name in reversed(path[len(parent) + 1 :]):
        value = [value] if isinstance(name, int) else {name: value}
    return _apply(text, _added(text, spans, parent, str(path[len(parent)]), value, order(parent)))


def _apply(text: str, change: _Change) -> str:
    return text[: change.start] + change.text + text[change.end :]


def _replaced(text: str, span: Span, value: object) -> _Change:
    """Return the change of a value: a scalar keeps its quotes and what follows on its line."""
    if span.kind == "scalar" and isinstance(value, str) and span.style not in {"|", ">"} and "\n" not in value:
        held = text[span.start : span.end]
        blank = "" if held or text[span.start - 1 : span.start] in {" ", ""} else " "
        written = quoted(value) if span.style in {"'", '"'} else plain(value)
        return _Change(span.start, span.start + len(held.rstrip()), blank + written)
    column = _line_start(text, span.key)[1]
    start = text.index(":", span.key) + 1
    return _Change(start, span.start + len(text[span.start : span.end].rstrip()), block(value, column + 2))


def _removed(text: str, span: Span) -> _Change:
    """Return the change that takes an entry out: its lines, or its part of a flow mapping with one comma."""
    start, _ = _line_start(text, span.key)
    if not text[start : span.key].strip():
        end = text.find("\n", max(span.end - 1, span.key))
        return _Change(start, len(text) if end < 0 else end + 1, "")
    end = span.end
    rest = text[end:]
    after = len(rest) - len(rest.lstrip(" "))
    if rest[after : after + 1] == ",":
        tail = end + after + 1
        return _Change(span.key, tail + (len(text[tail:]) - len(text[tail:].lstrip(" "))), "")
    before = text.rfind(",", 0, span.key)
    opening = max(text.rfind("{", 0, span.key), text.rfind("[", 0, span.key))
    return _Change(before if before > opening else span.key, end, "")


def _added(
    text: str, spans: Mapping[Path, Span], parent: Path, name: str, value: object, order: Sequence[str]
) -> _Change:
    """Return the change that adds an entry to a mapping.

    Raises:
        LookupError: what stands at `parent` is no mapping.
    """
    if not spans:
        joint = "" if not text or text.endswith("\n") else "\n"
        return _Change(len(text), len(text), f"{joint}{key(name)}:{block(value, 2)}\n")
    span = spans[parent]
    if span.kind == "scalar" and not text[span.start : span.end].strip():
        return _Change(span.start, span.end, block({name: value}, _line_start(text, span.key)[1] + 2))
    if span.kind == "sequence" and not span.is_flow:
        return _below(text, _end_of(text, spans, parent), f"{' ' * span.column}- {flow(value)}\n")
    if span.kind == "sequence":
        return _Change(span.end - 1, span.end - 1, f"{', ' if span.children else ''}{flow(value)}")
    if span.kind != "mapping":
        raise LookupError(parent)
    return (_into_flow if span.is_flow else _into_block)(text, spans, parent, name, value, order)


def _below(text: str, offset: int, lines: str) -> _Change:
    """Return the change that puts lines below the line in which an offset stands."""
    end = text.find("\n", max(offset - 1, 0))
    return _Change(len(text), len(text), f"\n{lines}") if end < 0 else _Change(end + 1, end + 1, lines)


def _into_block(
    text: str, spans: Mapping[Path, Span], parent: Path, name: str, value: object, order: Sequence[str]
) -> _Change:
    span = spans[parent]
    before = _before(span, name, order)
    pad = " " * max(span.column, 0)
    entry = f"{pad}{key(name)}:{block(value, max(span.column, 0) + 2, is_row=is_code(name))}\n"
    if before is None:
        place = _line_start(text, spans[(*parent, span.children[0])].key)[0]
        return _Change(place, place, entry)
    return _below(text, _end_of(text, spans, (*parent, before)), entry)


def _into_flow(
    text: str, spans: Mapping[Path, Span], parent: Path, name: str, value: object, order: Sequence[str]
) -> _Change:
    span = spans[parent]
    entry = f"{key(name)}: {flow(value)}"
    if not span.children:
        return _Change(span.start + 1, span.end - 1, entry)
    before = _before(span, name, order)
    if before is None:
        place = spans[(*parent, span.children[0])].key
        return _Change(place, place, f"{entry}, ")
    place = _end_of(text, spans, (*parent, before))
    return _Change(place, place, f", {entry}")


def _before(span: Span, name: str, order: Sequence[str]) -> str | int | None:
    """Return the entry behind which a new one goes: the last that comes before it in order; None for the very first."""
    ranks = {known: rank for rank, known in enumerate(order)}
    if all(isinstance(child, str) and child.isdigit() for child in span.children) and name.isdigit():
        earlier = [child for child in span.children if str(child) < name]
        return earlier[-1] if earlier else None
    if name not in ranks:
        return span.children[-1]
    earlier = [child for child in span.children if ranks.get(str(child), -1) < ranks[name]]
    return earlier[-1] if earlier else None


def _end_of(text: str, spans: Mapping[Path, Span], path: Path) -> int:
    """Return the offset behind the last character of an entry that is not blank."""
    span = spans[path]
    while span.kind in {"mapping", "sequence"} and not span.is_flow and span.children:
        path = (*path, span.children[-1])
        span = spans[path]
    held = text[: span.end].rstrip() if span.style in {"|", ">"} else text[: span.end]
    return max(len(held), span.key + 1)


def _line_start(text: str, offset: int) -> tuple[int, int]:
    """Return where the line of an offset begins, and the offset's column."""
    start = text.rfind("\n", 0, max(offset, 0)) + 1
    return start, max(offset, 0) - start
