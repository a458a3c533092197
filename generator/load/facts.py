"""Records to facts: each typed amount gets the dimensions of the labels above it."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, cast

from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.accounts import Accounts
from generator.model.address import Address, UnknownNameError, dimension_of, parse_name
from generator.model.facts import Blank, Fact, Facts
from generator.model.records import Label, labels_of
from generator.money import AmountProblem, Quantity, quantity

Keys = tuple[str | int, ...]
#: words that may stand in place of an amount.
TYPED_BLANKS = frozenset(Blank) - {Blank.NOT_COMPARABLE}


#: dimension that keys of the file name → what they are called, and how they are written.
KEYED: Mapping[str, tuple[str, str]] = {
    "functional": ("支出功能分类的科目代码", "代码是3、5或7位数字，如 2080101"),
    "economic": ("支出经济分类的科目代码", "代码是3或5位数字，如 30201"),
    "fund": ("资金名称", "可以写：财政拨款、一般公共预算、政府性基金预算、国有资本经营预算"),
}


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A typed scalar with the dimensions, unit and role that the labels above it gave."""

    text: str
    dimensions: Mapping[str, str]
    keys: Keys
    unit: str
    role: str
    name: str


@dataclass(slots=True)
class _Gathered:
    facts: dict[Address, Fact] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=lambda: {"reason": {}, "purpose": {}, "remark": {}})
    findings: list[Finding] = field(default_factory=list)


def to_facts(accounts: Accounts, file: str) -> tuple[Facts, list[Finding]]:
    """Return the facts of a record and a finding for each amount or name that cannot be read.

    Amounts become yuan or counts; the typed text and its last place are kept beside them.
    """
    got = _Gathered()
    for leaf in _leaves(accounts, {}, (), accounts.unit):
        _take(leaf, file, got)
    for index, matter in enumerate(accounts.others):
        if "." in matter.name:
            hint = "名称里的“.”有别的用处，请换成别的字"
            got.findings.append(
                _error("A006", f"其他事项的名称“{matter.name}”里有“.”", file, ("其他事项", index, "名称"), hint)
            )
            continue
        _take(
            _Leaf(
                matter.value,
                {"measure": "other", "item": matter.name},
                ("其他事项", index, "数值"),
                matter.unit,
                "",
                "",
            ),
            file,
            got,
        )
    facts = Facts(
        by_address=got.facts,
        reasons=got.texts["reason"],
        purposes=got.texts["purpose"],
        remarks=got.texts["remark"],
        printed_names=accounts.printed_names,
        published=accounts.published,
        waivers=accounts.waivers,
        unit=accounts.unit,
    )
    return facts, got.findings


@cache
def _labelled(kind: Hashable) -> tuple[tuple[str, Label], ...]:
    if not isinstance(kind, type):
        return ()
    labels = labels_of(kind)
    return tuple((item.name, labels[item.name]) for item in fields(kind) if item.name in labels)


def _leaves(node: Any, dimensions: Mapping[str, str], keys: Keys, unit: str) -> Iterator[_Leaf]:
    own = getattr(node, "unit", None) or unit
    for name, label in _labelled(cast("Hashable", type(node))):
        value = getattr(node, name)
        if value is None or not label.is_fact:
            continue
        merged = {**dimensions, **dict(label.dimensions)}
        here = (*keys, label.name)
        yield from _below(value, label, merged, here, label.unit or own)


def _below(value: Any, label: Label, dimensions: Mapping[str, str], keys: Keys, unit: str) -> Iterator[_Leaf]:
    if isinstance(value, str):
        yield _Leaf(value, dimensions, keys, unit, label.text, "")
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            below = (*keys, key)
            if label.keys == "name" or label.text:
                yield _Leaf(entry, dimensions, below, unit, label.text, key)
            elif isinstance(entry, str):
                yield _Leaf(entry, {**dimensions, **_keyed(label.keys, key)}, below, unit, "", "")
            else:
                yield from _leaves(entry, {**dimensions, **_keyed(label.keys, key)}, below, unit)
    else:
        yield from _leaves(value, dimensions, keys, unit)


def _keyed(dimension: str, key: str) -> dict[str, str]:
    """Return the dimension that a key of the file adds; a wrong key is kept and reported when it is used."""
    found = dimension_of(key)
    if found and found[0] == dimension:
        return {dimension: found[1]}
    return {dimension: f"?{key}"}


def _take(leaf: _Leaf, file: str, got: _Gathered) -> None:
    try:
        address = _address(leaf)
    except UnknownNameError as error:
        got.findings.append(
            _error("A002", str(error), file, leaf.keys, "名称由官方标签用“.”连成，如 支出.一般公共预算.基本支出")
        )
        return
    wrong = next(((name, value[1:]) for name in KEYED if (value := getattr(address, name)).startswith("?")), None)
    if wrong:
        _refuse_key(*wrong, leaf, file, got)
    elif leaf.role:
        got.texts[leaf.role][leaf.name or address.name] = leaf.text
    elif address in got.facts:
        first = " → ".join(got.facts[address].path.partition("#/")[2].split("/"))
        message = f"同一个数填了两次：{address.plain}"
        got.findings.append(_error("A004", message, file, leaf.keys, f"另一处在 {first}，请只留一处"))
    else:
        quantity_, blank = _read(leaf, file, got)
        got.facts[address] = Fact(address, quantity_, blank, pointer(file, *leaf.keys))


def _refuse_key(dimension: str, key: str, leaf: _Leaf, file: str, got: _Gathered) -> None:
    """Add a finding about a key that is no code or fund, once for all that stands below it."""
    what, hint = KEYED[dimension]
    finding = _error("A003", f"“{key}”不是{what}", file, leaf.keys[: leaf.keys.index(key) + 1], hint)
    if finding not in got.findings:
        got.findings.append(finding)


def _address(leaf: _Leaf) -> Address:
    if leaf.role and leaf.name:
        return Address("other")
    if not leaf.name:
        return Address(**leaf.dimensions)
    return parse_name(leaf.name).with_(**leaf.dimensions)


def _read(leaf: _Leaf, file: str, got: _Gathered) -> tuple[Quantity | None, Blank | None]:
    """Return an amount or why there is none; one that cannot be read is unknown: nothing is computed from it."""
    text = leaf.text.strip()
    if text in TYPED_BLANKS:
        return None, Blank(text)
    value = quantity(text, leaf.unit)
    if isinstance(value, AmountProblem):
        got.findings.append(
            _error("A005", f"“{leaf.keys[-1]}”的数写成了“{text[:40]}”：{value.message}", file, leaf.keys, value.hint)
        )
        return None, Blank.UNKNOWN
    return value, None


def _error(code: str, message: str, file: str, keys: Keys, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, message, pointer(file, *keys), hint)
