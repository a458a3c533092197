"""Records to facts: each typed amount gets the dimensions of the labels above it."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, cast

from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.accounts import Accounts, OtherMatter
from generator.model.address import Address, UnknownNameError, dimension_of, is_name, is_operation, parse_name, within
from generator.model.facts import Blank, Fact, Facts
from generator.model.records import Label, labels_of
from generator.model.vocabulary import FREE, INSTITUTION_MARK
from generator.money import AmountProblem, Quantity, quantity

Keys = tuple[str | int, ...]
#: key of a free word that means the whole.
WHOLE = "总额"
#: what marks a key that no name could hold until it is reported; no file may hold this character.
REFUSED = "\0"
#: words that may stand in place of an amount.
TYPED_BLANKS = frozenset(Blank) - {Blank.NOT_COMPARABLE}


#: dimension that keys of the file name → what they are called, and how they are written.
KEYED: Mapping[str, tuple[str, str]] = {
    "functional": ("支出功能分类的科目代码", "代码是3、5或7位数字，如 2080101"),
    "economic": ("支出经济分类的科目代码", "代码是3或5位数字，如 30201"),
    "fund": ("资金名称", "可以写：财政拨款、一般公共预算、政府性基金预算、国有资本经营预算"),
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A typed scalar with the dimensions, unit and role that the labels above it gave."""

    text: str
    dimensions: Mapping[str, str]
    keys: Keys
    unit: str
    role: str = ""
    name: str = ""


@dataclass(slots=True)
class Gathered:
    """Facts, texts about them and findings, as they come up in one file."""

    facts: dict[Address, Fact] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=lambda: {"reason": {}, "purpose": {}, "remark": {}})
    findings: list[Finding] = field(default_factory=list)


def to_facts(accounts: Accounts, file: str) -> tuple[Facts, list[Finding]]:
    """Return the facts of a record and a finding for each amount or name that cannot be read.

    Amounts become yuan or counts; the typed text and its last place are kept beside them.
    """
    got = Gathered()
    gather(accounts, {}, accounts.unit, file, got)
    facts = Facts(
        by_address=got.facts,
        reasons=got.texts["reason"],
        purposes=got.texts["purpose"],
        remarks=got.texts["remark"],
        printed_names=accounts.printed_names,
        published=accounts.published,
        published_paths=tuple(pointer(file, "公布值", index) for index in range(len(accounts.published))),
        waivers=accounts.waivers,
        unit=accounts.unit,
    )
    return facts, got.findings


def gather(record: object, dimensions: Mapping[str, str], unit: str, file: str, got: Gathered, at: Keys = ()) -> None:
    """Add the facts of a record and of what stands below it.

    Args:
        record: what was typed.
        dimensions: what holds for all of it, such as the scope of an evaluation.
        unit: unit of its amounts.
        file: path of the file.
        got: where they go.
        at: keys above the record inside the file.
    """
    for leaf in _leaves(record, dimensions, at, unit):
        take(leaf, file, got)


@cache
def _labelled(kind: Hashable) -> tuple[tuple[str, Label], ...]:
    if not isinstance(kind, type):
        return ()
    labels = labels_of(kind)
    return tuple((item.name, labels[item.name]) for item in fields(kind) if item.name in labels)


def _leaves(node: Any, dimensions: Mapping[str, str], keys: Keys, unit: str) -> Iterator[Leaf]:
    own = getattr(node, "unit", None) or unit
    for name, label in _labelled(cast("Hashable", type(node))):
        value = getattr(node, name)
        if value is None or not label.is_fact:
            continue
        merged = {**dimensions, **dict(label.dimensions)}
        here = (*keys, label.name)
        yield from _below(value, label, merged, here, label.unit or own)
    for index, matter in enumerate(getattr(node, "others", ())):
        yield _matter(matter, dimensions, (*keys, "其他事项", index, "数值"))


def _matter(matter: OtherMatter, dimensions: Mapping[str, str], keys: Keys) -> Leaf:
    return Leaf(matter.value, {**dimensions, "measure": "other", **free_word(matter.name, "item")}, keys, matter.unit)


def _below(value: Any, label: Label, dimensions: Mapping[str, str], keys: Keys, unit: str) -> Iterator[Leaf]:
    if isinstance(value, str):
        yield Leaf(value, dimensions, keys, unit, label.text, "")
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            below = (*keys, key)
            if label.keys == "name" or label.text:
                yield Leaf(entry, dimensions, below, unit, label.text, key)
            elif isinstance(entry, str):
                yield Leaf(entry, {**dimensions, **_keyed(label.keys, key, dimensions)}, below, unit)
            else:
                yield from _leaves(entry, {**dimensions, **_keyed(label.keys, key, dimensions)}, below, unit)
    else:
        yield from _leaves(value, dimensions, keys, unit)


def _keyed(dimension: str, key: str, above: Mapping[str, str]) -> dict[str, str]:
    """Return the dimension that a key of the file adds; a wrong key is kept and reported when it is used."""
    if dimension == "institution":
        return free_word(f"{INSTITUTION_MARK}{key}", dimension)
    if dimension == "free":
        slots = FREE.get(above.get("measure", ""), ("fund",))
        return free_word("" if key == WHOLE else key, next(slot for slot in slots if slot not in above))
    found = dimension_of(key)
    if found and found[0] == dimension:
        return {dimension: found[1]}
    return {dimension: f"{REFUSED}{key}"}


def free_word(word: str, dimension: str) -> dict[str, str]:
    """Return a free word as a dimension, with a mark before one that no name could hold; it is reported when used."""
    known = dimension_of(word)
    marked = {"version", "scope", "institution"} - {dimension}
    is_taken = known is not None and (word.isdigit() or known[0] in marked)
    return {dimension: f"{REFUSED}{word}" if "." in word or is_taken or is_operation(word) else word}


def take(leaf: Leaf, file: str, got: Gathered) -> None:
    """Add the fact or text of one typed scalar."""
    try:
        address = _address(leaf)
    except UnknownNameError as error:
        got.findings.append(
            _error("A002", str(error), file, leaf.keys, "名称由官方标签用“.”连成，如 支出.一般公共预算.基本支出")
        )
        return
    wrong = next(
        ((name, value[1:]) for name in Address._fields if (value := getattr(address, name)).startswith(REFUSED)), None
    )
    if wrong:
        _refuse_key(*wrong, leaf, file, got)
    elif leaf.role:
        got.texts[leaf.role][_text_name(leaf, address)] = leaf.text
    elif address in got.facts:
        first = " → ".join(got.facts[address].path.partition("#/")[2].split("/"))
        message = f"同一个数填了两次：{address.plain}"
        got.findings.append(_error("A004", message, file, leaf.keys, f"另一处在 {first}，请只留一处"))
    else:
        quantity_, blank = _read(leaf, file, got)
        got.facts[address] = Fact(address, quantity_, blank, pointer(file, *leaf.keys))


def _text_name(leaf: Leaf, address: Address) -> str:
    """Return the name of the figure that a text belongs to; a typed one takes the scope it stands in."""
    if not leaf.name:
        return address.name
    return within(leaf.name, leaf.dimensions) if leaf.dimensions and is_name(leaf.name) else leaf.name


def _refuse_key(dimension: str, key: str, leaf: Leaf, file: str, got: Gathered) -> None:
    """Add a finding about a key that is no code or fund, or no usable name, once for all that stands below it."""
    word = key.removeprefix(INSTITUTION_MARK)
    if dimension in KEYED and dimension not in FREE.get(leaf.dimensions.get("measure", ""), ()):
        what, hint = KEYED[dimension]
        code, message = "A003", f"“{word}”不是{what}"
    else:
        code, message = "A006", f"“{word[:40]}”不能用作名称"
        hint = "名称里的“.”有别的用处，“较…”“预算数”这样的用语也一样，请换成别的字"
    keys = leaf.keys[: leaf.keys.index(word) + 1] if word in leaf.keys else leaf.keys
    finding = _error(code, message, file, keys, hint)
    if finding not in got.findings:
        got.findings.append(finding)


def _address(leaf: Leaf) -> Address:
    if leaf.role and leaf.name:
        return Address("other")
    if not leaf.name and "measure" in leaf.dimensions:
        return Address(**leaf.dimensions)
    return parse_name(leaf.name).with_(**leaf.dimensions)


def _read(leaf: Leaf, file: str, got: Gathered) -> tuple[Quantity | None, Blank | None]:
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
