"""The address of a fact: one value for each dimension (DESIGN §2)."""

import re
from functools import lru_cache
from typing import NamedTuple

from generator.model.vocabulary import ALIASES, BY_LABEL, DIMENSIONS, PLAIN_NAMES

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
        item: part of a small measure; free label under the measure `other`.
        institution: empty for the department as a whole (汇总).
        version: outturn, a budget, last year, or the change against it.
    """

    measure: str
    fund: str = ""
    functional: str = ""
    nature: str = ""
    economic: str = ""
    item: str = ""
    institution: str = ""
    version: str = "outturn"

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
    for dimension, labels in DIMENSIONS.items():
        code = getattr(address, dimension)
        if code and not (dimension == "version" and code == "outturn"):
            words.append(labels.get(code, code))
    return ".".join(words)


def dimension_of(word: str) -> tuple[str, str] | None:
    """Return (dimension, code) of a label or classification code, or None for a word that is neither."""
    if word in BY_LABEL:
        return BY_LABEL[word]
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
        found = dimension_of(word) if word and not rest else None
        if found and found[0] not in dimensions:
            dimensions[found[0]] = found[1]
        elif dimensions.get("measure") == "other" and "item" not in dimensions:
            dimensions["item"] = word
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
