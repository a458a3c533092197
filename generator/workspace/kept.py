"""Records as JSON texts: summaries kept beside the site, and what became of a report in the cache."""

import datetime as dt
import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import lru_cache, partial
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from generator.model.summary import Summary

Record = TypeVar("Record")
Restore = Callable[[Any], Any]


def dump_summary(summary: Summary) -> str:
    """Return a summary as JSON."""
    return dump_record(summary)


def load_summary(text: str) -> Summary:
    """Return the summary that a kept JSON text holds.

    Raises:
        ValueError, TypeError: the text is no summary, or lacks what a summary must have.
    """
    return load_record(Summary, text)


def dump_record(record: Any) -> str:
    """Return a record of records, tuples, mappings, texts, numbers and dates as JSON."""
    return json.dumps(record, ensure_ascii=False, default=_plain)


def load_record(kind: type[Record], text: str | bytes) -> Record:
    """Return the record of a kind that a JSON text holds.

    Raises:
        ValueError, TypeError: the text is no such record, or lacks what it must have.
    """
    hint: Any = kind
    found: Record = _restorer(hint)(json.loads(text))
    return found


def _plain(value: Any) -> object:
    """Return a record, a day or a moment as JSON has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if is_dataclass(value):
        return {item.name: getattr(value, item.name) for item in fields(value)}
    raise TypeError(f"no JSON for {type(value)}")


@lru_cache
def _restorer(kind: Any) -> Restore:
    """Return what turns a JSON value into what a type hint says: records and tuples of them, at any depth.

    A hint is looked at once, not for each of a thousand reports.
    """
    if isinstance(kind, type) and is_dataclass(kind):
        return partial(_record, kind)
    if get_origin(kind) in (Union, UnionType):
        inner = _restorer(next(one for one in get_args(kind) if one is not type(None)))
        return lambda held: None if held is None else inner(held)
    if get_origin(kind) is tuple:
        return _members(get_args(kind))
    if get_origin(kind) in (Mapping, dict):
        return dict
    if isinstance(kind, type) and issubclass(kind, dt.date):
        return kind.fromisoformat
    return kind if isinstance(kind, type) and issubclass(kind, StrEnum) else _same


def _record(kind: Any, held: Any) -> Any:
    if not isinstance(held, dict):
        raise TypeError(f"no {kind}")
    known = _fields(kind)  # what an earlier version of the program kept besides is left out
    return kind(**{name: known[name](value) for name, value in held.items() if name in known})


def _members(kinds: tuple[Any, ...]) -> Restore:
    """Return what turns a list into a tuple: of any length and one kind, or of as many kinds as it has members."""
    if kinds[-1] is ...:
        inner = _restorer(kinds[0])
        return lambda held: tuple(map(inner, held))
    each = [_restorer(kind) for kind in kinds]
    return lambda held: tuple(restore(value) for restore, value in zip(each, held, strict=True))


def _same(held: Any) -> Any:
    return held


@lru_cache
def _fields(kind: Hashable) -> Mapping[str, Restore]:
    """Return what restores each field of a record."""
    record: Any = kind
    hints = get_type_hints(record)
    return {item.name: _restorer(hints[item.name]) for item in fields(record)}
