"""The address of a fact: one value for each dimension (DESIGN §2)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from generator.model.vocabulary import (
    ACCOUNTS_SCOPE,
    ALIASES,
    BY_LABEL,
    DIMENSIONS,
    FREE,
    INSTITUTION_MARK,
    OPERATIONS,
    PLAIN_NAMES,
    SCOPE_MARK,
    SENTENCE_WORDS,
)

FUNCTIONAL = re.compile(r"2\d{2}(\d{2}){0,2}")
ECONOMIC = re.compile(r"3\d{2}(\d{2})?")


class UnknownNameError(ValueError):
    """A dotted name holds a word that is no label of any dimension."""


class Address(NamedTuple):
    """Which figure: its measure and, where it is a part, which part.

    A named tuple, because a report asks for some ten thousand of them and they are hashed more often than read.
    An empty dimension means the whole: no fund is all money, no functional code is every code.

    Attributes:
        measure: what is measured, such as `income`.
        fund: kind of money, or the source of an income.
        functional: code of 支出功能分类 with 3 (类), 5 (款) or 7 (项) digits.
        nature: basic, project and so on.
        economic: code of 支出经济分类 with 3 or 5 digits, or `personnel`, `operating`.
        item: part of a small measure; a free label under the measures of `FREE`.
        institution: empty for the department as a whole (汇总); else `机构-` and its name.
        version: outturn, a budget, last year, or the change against it.
        scope: empty for the accounts; else `@` and the name of the evaluation that states the figure (口径).
    """

    measure: str
    fund: str = ""
    functional: str = ""
    nature: str = ""
    economic: str = ""
    item: str = ""
    institution: str = ""
    version: str = "outturn"
    scope: str = ""

    def with_(self, **dimensions: str) -> "Address":
        """Return the address with some dimensions changed."""
        return self._replace(**dimensions)

    @property
    def name(self) -> str:
        """Return the canonical dotted name, such as `支出.一般公共预算.基本支出`."""
        return _name(self)

    @property
    def plain(self) -> str:
        """Return the official name where there is one, else the dotted name."""
        name = self.name
        return PLAIN_NAMES.get(name, name)


@lru_cache(maxsize=100_000)
def _name(address: Address) -> str:
    words = []
    free = FREE.get(address.measure, ())
    for dimension, labels in DIMENSIONS.items():
        code = getattr(address, dimension)
        if code and not (dimension == "version" and code == "outturn"):
            words.append(code if dimension in free else labels.get(code, code))
    return ".".join(words)


def dimension_of(word: str) -> tuple[str, str] | None:
    """Return (dimension, code) of a label, a classification code or a marked name, or None for any other word."""
    if word in BY_LABEL:
        return BY_LABEL[word]
    if word.startswith((INSTITUTION_MARK, SCOPE_MARK)):
        return ("institution" if word.startswith(INSTITUTION_MARK) else "scope", word)
    if FUNCTIONAL.fullmatch(word):
        return ("functional", word)
    if ECONOMIC.fullmatch(word):
        return ("economic", word)
    return None


def dimensions_of(labels: str) -> dict[str, str]:
    """Return the dimensions that a dotted list of labels names; it need not hold a measure.

    Raises:
        UnknownNameError: a word is neither a label nor a code.
    """
    found: dict[str, str] = {}
    for word in labels.split(".") if labels else ():
        dimension = dimension_of(word)
        if dimension is None:
            message = f"“{labels}”里的“{word}”不是本系统的用语"
            raise UnknownNameError(message)
        found[dimension[0]] = dimension[1]
    return found


def dimensions_and_operations(labels: str) -> tuple[dict[str, str], str]:
    """Return the dimensions of a dotted list of labels and what follows them, such as `较上年.增减额`."""
    words = labels.split(".") if labels else []
    known = next((index for index, word in enumerate(words) if dimension_of(word) is None), len(words))
    return dimensions_of(".".join(words[:known])), ".".join(words[known:])


def _place_of(word: str, dimensions: dict[str, str]) -> tuple[str, str] | None:
    """Return the dimension that the next word of a name fills, or None for an operation.

    Under a measure with free words they come first, whatever else they could mean; codes and marked names do not.
    """
    found = dimension_of(word)
    fixed = found is not None and (word.isdigit() or found[0] in {"version", "scope", "institution"})
    free = next((slot for slot in FREE.get(dimensions.get("measure", ""), ()) if slot not in dimensions), None)
    if free and word and not fixed and not is_operation(word):
        return (free, word)
    return found if found and found[0] not in dimensions else None


def is_operation(word: str) -> bool:
    """Return whether a word asks something of a figure."""
    return word in OPERATIONS or word in SENTENCE_WORDS or word.startswith("较")


@lru_cache(maxsize=100_000)
def split_name(name: str) -> tuple[Address, tuple[str, ...]]:
    """Return the address and the trailing words that are no dimension (operations such as 占比).

    Raises:
        UnknownNameError: no word of the name is a measure.
    """
    head, _, tail = name.partition(".")
    words = [*ALIASES[head].split("."), *tail.split(".")] if head in ALIASES else name.split(".")
    dimensions: dict[str, str] = {}
    rest: list[str] = []
    for word in words:
        found = None if rest else _place_of(word, dimensions)
        if found:
            dimensions[found[0]] = found[1]
        elif word:
            rest.append(word)
    if "measure" not in dimensions:
        message = f"没有名为“{name}”的数"
        raise UnknownNameError(message)
    return Address(**dimensions), tuple(rest)


def is_name(name: str) -> bool:
    """Return whether a dotted name begins with a measure or an official name of one."""
    head = name.partition(".")[0]
    return head in ALIASES or (dimension_of(head) or ("",))[0] == "measure"


def parse_name(name: str) -> Address:
    """Return the address of a dotted name without operations.

    Raises:
        UnknownNameError: a word is neither a label nor a code.
    """
    address, rest = split_name(name)
    if rest:
        message = f"“{name}”里的“{'.'.join(rest)}”不是本系统的用语"
        raise UnknownNameError(message)
    return address


def within(name: str, dimensions: Mapping[str, str]) -> str:
    """Return a name with dimensions that it leaves open, such as the scope of an evaluation; operations are kept.

    A scope that means the accounts is taken out: from there the name is that of the report's own figure.

    Raises:
        UnknownNameError: the name is no name of a figure.
    """
    address, operations = split_name(name)
    if address.scope == ACCOUNTS_SCOPE:
        address = address.with_(scope="")
    else:
        free = FREE.get(address.measure, ())
        open_ = {
            key: code
            for key, code in dimensions.items()
            if not getattr(address, key) and (key in {"scope", "institution"} or key in free)
        }
        address = address.with_(**open_)
    return ".".join([address.name, *operations])
