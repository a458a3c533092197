"""A file of data/ in the canonical order and form: what it says stays the same, and so does every comment."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import yaml

from generator.desk.annotated import Collection, Document, Entry, annotated, rendered
from generator.desk.annotated.events import NotTidyError
from generator.findings import Finding
from generator.load.tree import read_tree
from generator.model.accounts import Accounts, Named
from generator.model.evaluation import Evaluation
from generator.model.identity import Department, Region, Report, SearchWords, Site, TermRow
from generator.model.records import labels_of

#: notes of the reader that this is there to mend.
MENDED = frozenset(("Y002",))
#: what stands last in a file of facts, whichever class of records it comes from.
LAST = ("原文名称", "公布值", "豁免")


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file put in order. `content`: its new bytes; those it had where `problem` says why it was left alone."""

    content: bytes
    problem: str = ""


def tidied(raw: bytes, path: str) -> Tidied:
    """Return a file in the canonical order and form.

    Args:
        raw: the bytes of the file.
        path: its path below the project folder, such as `data/regions/anju/hrss/2023/accounts.yml`.
    """
    before, found = read_tree(raw, path)
    wrong = [finding for finding in found if finding.is_error and finding.code not in MENDED]
    if before is None or wrong:
        return Tidied(raw, _problem(wrong or found))
    text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    try:
        document = annotated(text)
        written = rendered(Document(document.head, _ordered(document.root, kind_of(path))))
        is_same = read_tree(written.encode(), path)[0] is not None and _is_same(text, written, path)
    except NotTidyError as error:
        return Tidied(raw, f"{error}，没有整理")
    except yaml.YAMLError:
        return Tidied(raw, "读不懂，没有整理")
    return Tidied(written.encode()) if is_same else Tidied(raw, "整理以后内容会变，没有整理")


def _problem(found: Sequence[Finding]) -> str:
    first = found[0]
    place = f"第{first.place.line}行" if first.place and first.place.line else ""
    return f"{place}有错误，没有整理：{first.message}"


def _is_same(before: str, after: str, path: str) -> bool:
    """Return whether two texts say the same: equal trees, equal comments."""
    trees = [read_tree(text.encode(), path)[0] for text in (before, after)]
    if trees[0] is None or trees[1] is None or trees[0].value != trees[1].value:
        return False
    return sorted(comments_of(annotated(before))) == sorted(comments_of(annotated(after)))


def comments_of(document: Document) -> list[str]:
    """Return every comment of a file."""
    found = [*document.head]
    waiting = [document.root]
    while waiting:
        node = waiting.pop()
        found += node.foot
        for entry in node.entries:
            found += [*entry.above, entry.beside]
            if isinstance(entry.value, Collection):
                waiting.append(entry.value)
    return [text for text in found if text]


def kind_of(path: str) -> Any:
    """Return the record that a file of data/ holds, or None where its keys stand in an order of their own."""
    parts = path.replace("\\", "/").split("/")
    named = {
        "accounts.yml": Accounts,
        "report.yml": Report,
        "department.yml": Department,
        "region.yml": Region,
        "site.yml": Site,
        "texts.yml": Mapping[str, tuple[TermRow, ...]],
        "glossary.yml": Mapping[str, tuple[TermRow, ...]],
        "search.yml": SearchWords,
    }
    if "styles" in parts or "classification" in parts:
        return None
    if "evaluations" in parts:
        return Evaluation
    return named.get(parts[-1])


def _ordered(node: Collection, kind: Any, keys: str = "") -> Collection:
    """Return a collection with the keys of records in their order, and those that are functional codes by code.

    Economic codes and free names keep the order in which they were typed: it is that in which they are printed.
    """
    kind = _bare(kind)
    below = _below(kind)
    entries = [_entry(entry, *below(entry.key)) for entry in node.entries]
    if node.is_mapping and isinstance(kind, type) and is_dataclass(kind):
        ranks = {name: rank for rank, name in enumerate(names_of(kind))}
        entries.sort(key=lambda entry: ranks.get(entry.key, len(ranks)))
    elif keys == "functional":
        entries.sort(key=lambda entry: entry.key)
    return node.with_entries(entries)


def _entry(entry: Entry, kind: Any, keys: str) -> Entry:
    if not isinstance(entry.value, Collection):
        return entry
    return replace(entry, value=_ordered(entry.value, kind, keys))


def _below(kind: Any) -> Callable[[str], tuple[Any, str]]:
    """Return what gives, for a key of a record, mapping or list, the type of its value and what its own keys name."""
    origin = get_origin(kind)
    if origin is tuple:
        return lambda _: (get_args(kind)[0], "")
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return lambda _: (get_args(kind)[1], "")
    if isinstance(kind, type) and is_dataclass(kind):
        hints, labels = get_type_hints(kind), labels_of(kind)
        known = {labels[item.name].name: (hints[item.name], labels[item.name].keys) for item in fields(kind)}
        return lambda key: known.get(key, (None, ""))
    return lambda _: (None, "")


@cache
def names_of(kind: type) -> tuple[str, ...]:
    """Return the keys of a record in the order in which a file has them: what is named in words behind the tables."""
    labels = labels_of(kind)
    assert is_dataclass(kind)
    names = [item.name for item in fields(kind)]
    shared = [item.name for item in fields(Named)] if issubclass(kind, Named) else []
    own = [name for name in names if name not in shared]
    last = [name for name in own if labels[name].name in LAST]
    ordered = [*(name for name in own if name not in last), *shared, *last]
    return tuple(labels[name].name for name in ordered)


def _bare(kind: Any) -> Any:
    """Return a type hint without its None and its plain text."""
    if isinstance(kind, UnionType) or get_origin(kind) is Union:
        parts = [part for part in get_args(kind) if part is not type(None) and part is not str]
        return parts[0] if parts else None
    return kind
