"""Summaries as JSON texts, kept beside the site for reports that are carried over."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from generator.model.summary import Summary


def dump_summary(summary: Summary) -> str:
    """Return a summary as JSON."""
    return json.dumps(asdict(summary), ensure_ascii=False)


def load_summary(text: str) -> Summary:
    """Return the summary that a kept JSON text holds.

    Raises:
        ValueError, TypeError: the text is no summary, or lacks what a summary must have.
    """
    found: Summary = _restored(Summary, json.loads(text))
    return found


def _restored(kind: Any, held: Any) -> Any:
    """Return a JSON value as what a type hint says: records and tuples of them, at any depth."""
    if is_dataclass(kind):
        if not isinstance(held, dict):
            raise TypeError(f"no {kind}")
        hints = get_type_hints(kind)
        known = {item.name for item in fields(kind)}  # what an earlier version of the program kept besides is left out
        return kind(**{name: _restored(hints[name], value) for name, value in held.items() if name in known})  # type: ignore[operator]
    if get_origin(kind) is tuple:
        return tuple(_restored(get_args(kind)[0], value) for value in held)
    if get_origin(kind) in (Mapping, dict):
        return dict(held)
    return held
