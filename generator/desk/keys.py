"""Where an amount is typed: from the address of a fact back to its keys in accounts.yml."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, lru_cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from generator.desk.tidy import names_of
from generator.model.accounts import Accounts
from generator.model.address import Address
from generator.model.records import labels_of
from generator.model.vocabulary import DIMENSIONS, VERSIONS

#: stands in a template for a key that names a code, a fund or an item.
OPEN = ""
#: versions that have a block of amounts by name.
NAMED = frozenset(("prior", "change", "initial", "adjusted", "budget"))


@dataclass(frozen=True, slots=True)
class Template:
    """A place of accounts.yml that holds an amount.

    Attributes:
        keys: labels from the top; `OPEN` where the file names a code or fund.
        dimensions: what the labels say. opened: the dimension of each open key, in order. unit: its own unit, if any.
    """

    keys: tuple[str, ...]
    dimensions: tuple[tuple[str, str], ...]
    opened: tuple[str, ...] = ()
    unit: str = ""


@cache
def templates() -> tuple[Template, ...]:
    """Return every place of accounts.yml for amounts, in the order of the file."""
    return tuple(_below(Accounts, (), {}, (), ""))


def _below(
    kind: type, keys: tuple[str, ...], dimensions: Mapping[str, str], opened: tuple[str, ...], unit: str
) -> Iterator[Template]:
    labels, hints = labels_of(kind), get_type_hints(kind)
    for item in fields(kind):
        found = labels.get(item.name)
        if found is None or not found.is_fact or found.text or found.keys in {"name", "free", "institution"}:
            continue
        here, merged = (*keys, found.name), {**dimensions, **dict(found.dimensions)}
        hint, own = _bare(hints[item.name]), found.unit or unit
        below: tuple[str, ...] = opened
        if get_origin(hint) is not None and issubclass(get_origin(hint), Mapping):
            hint, here, below = _bare(get_args(hint)[1]), (*here, OPEN), (*opened, found.keys)
        if is_dataclass(hint) and isinstance(hint, type):
            yield from _below(hint, here, merged, below, own)
        elif hint is str:
            yield Template(here, tuple(merged.items()), below, own)


def _bare(hint: Any) -> Any:
    """Return a type hint without its None."""
    if isinstance(hint, UnionType) or str(get_origin(hint)) == "typing.Union":
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def keys_of(address: Address) -> tuple[str, ...] | None:
    """Return the keys under which an amount is typed in accounts.yml, or None where it has no place of its own.

    A total that only follows from its parts has none, but for last year's, a budget's and a change, which are typed by
    name where nothing finer was published.
    """
    found = _found(address)[0]
    if found is None and address.version in NAMED and not address.scope:
        return VERSIONS[address.version], address.with_(version="outturn").plain
    return found


def unit_at(address: Address) -> str:
    """Return the unit in which accounts.yml takes a figure that is not money, such as 辆; "" for money."""
    return _found(address)[1]


@lru_cache(maxsize=20_000)
def _found(address: Address) -> tuple[tuple[str, ...] | None, str]:
    for template in templates():
        keys = _filled(template, address)
        if keys is not None:
            return keys, template.unit
    return None, ""


def _filled(template: Template, address: Address) -> tuple[str, ...] | None:
    wanted = {name: code for name in Address._fields if (code := getattr(address, name))}
    if wanted.get("version") == "outturn":
        del wanted["version"]
    for name, code in template.dimensions:
        if wanted.pop(name, "outturn" if name == "version" else "") != code:
            return None
    if len(wanted) != len(template.opened) or set(wanted) != set(template.opened):
        return None
    words = iter([_word(name, wanted[name]) for name in template.opened])
    return tuple(next(words) if key == OPEN else key for key in template.keys)


def _word(dimension: str, code: str) -> str:
    """Return the key that names a code in the file."""
    return DIMENSIONS[dimension].get(code, code)


def order_of(path: Sequence[str | int]) -> tuple[str, ...]:
    """Return the keys that may stand below a path of accounts.yml, in the order of the file."""
    names = [str(part) for part in path]
    found: dict[str, None] = {}
    for template in templates():
        if len(template.keys) > len(names) and all(
            known in (name, OPEN) for known, name in zip(template.keys, names, strict=False)
        ):
            found[template.keys[len(names)]] = None
    if not names:
        return names_of(Accounts)
    return tuple(name for name in found if name)
