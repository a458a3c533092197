"""Records as JSON texts: summaries kept beside the site, and what became of a report in the cache."""

import datetime as dt
import json
from collections.abc import Hashable, Mapping
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from generator.model.summary import Summary

Record = TypeVar("Record")


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
    return json.dumps(asdict(record), ensure_ascii=False, default=_dated)


def load_record(kind: type[Record], text: str | bytes) -> Record:
    """Return the record of a kind that a JSON text holds.

    Raises:
        ValueError, TypeError: the text is no such record, or lacks what it must have.
    """
    found: Record = _restored(kind, json.loads(text))
    return found


def _dated(value: object) -> str:
    """Return a day or a moment as JSON has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value)}")


def _restored(kind: Any, held: Any) -> Any:
    """Return a JSON value as what a type hint says: records and tuples of them, at any depth."""
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(held, dict):
            raise TypeError(f"no {kind}")
        hints = _hints(kind)  # what an earlier version of the program kept besides is left out
        return kind(**{name: _restored(hints[name], value) for name, value in held.items() if name in hints})
    if get_origin(kind) in (Union, UnionType):
        known = [one for one in get_args(kind) if one is not type(None)]
        return None if held is None else _restored(known[0], held)
    if get_origin(kind) is tuple:
        return _members(get_args(kind), held)
    if get_origin(kind) in (Mapping, dict):
        return dict(held)
    if isinstance(kind, type) and issubclass(kind, dt.date):
        return kind.fromisoformat(held)
    return kind(held) if isinstance(kind, type) and issubclass(kind, StrEnum) else held


def _members(kinds: tuple[Any, ...], held: list[Any]) -> tuple[Any, ...]:
    """Return a list as a tuple: of any length and one kind, or of as many kinds as it has members."""
    if kinds[-1] is ...:
        return tuple(_restored(kinds[0], value) for value in held)
    return tuple(_restored(kind, value) for kind, value in zip(kinds, held, strict=True))


@lru_cache
def _hints(kind: Hashable) -> Mapping[str, Any]:
    """Return the type of each field of a record."""
    record: Any = kind
    hints = get_type_hints(record)
    return {item.name: hints[item.name] for item in fields(record)}
