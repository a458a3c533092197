"""How a record of `data/` is declared: frozen dataclass, official label beside each field.

`record` makes a frozen, slotted, keyword-only dataclass and leaves on it what the loader needs to read it by
label: pydantic is named nowhere here, it only finds its settings on the class (DESIGN decision 5).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, dataclass_transform, get_type_hints

RecordT = TypeVar("RecordT")


class MoneyUnit(StrEnum):
    """Units an editor may give a file or a block of amounts."""

    YUAN = "元"
    TEN_THOUSAND = "万元"
    HUNDRED_MILLION = "亿元"


#: An amount as typed: text until `money` reads it, so that no float ever sees it.
Amount = str


@dataclass(frozen=True, slots=True)
class Label:
    """The official label of a field and the dimensions that it adds to the facts below it.

    Attributes:
        name: the key in YAML.
        dimensions: dimension → code, such as `(("fund", "general"),)`.
        unit: unit of the amounts below; empty takes the file's unit.
        keys: for a mapping, the dimension its keys name (`functional`, `economic`, `item`, `fund`), or `name` where
            each key is the name of a whole figure.
        text: role of a text field (`reason`, `purpose`, `remark`); empty for amounts and for fields that hold no fact.
        is_fact: False for settings and identity, which are not turned into facts.
    """

    name: str
    dimensions: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    keys: str = ""
    text: str = ""
    is_fact: bool = True


def label(name: str, *, unit: str = "", keys: str = "", **dimensions: str) -> Label:
    """Return the label of amounts; the dimensions it adds are keyword arguments."""
    return Label(name, tuple(dimensions.items()), unit, keys)


def prose(name: str, role: str) -> Label:
    """Return the label of a text that belongs to the fact beside it."""
    return Label(name, text=role)


def setting(name: str) -> Label:
    """Return the label of a field that holds no fact."""
    return Label(name, is_fact=False)


def labels_of(cls: type) -> dict[str, Label]:
    """Return field name → label for every labelled field of a record."""
    found = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        for extra in getattr(hint, "__metadata__", ()):
            if isinstance(extra, Label):
                found[name] = extra
    return found


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[RecordT]) -> type[RecordT]:
    """Return the class as a frozen record whose YAML keys are the labels of its fields."""
    made: Any = dataclass(frozen=True, slots=True, kw_only=True)(cls)

    def alias(field_name: str, _cls: type = made) -> str:
        labels = labels_of(_cls)
        return labels[field_name].name if field_name in labels else field_name

    made.__pydantic_config__ = {
        "extra": "forbid",
        "alias_generator": alias,
        "str_strip_whitespace": False,
    }
    return made  # type: ignore[no-any-return]
