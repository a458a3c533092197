"""A JSON Schema for each kind of file in data/, made from the records, so that editors complete and explain the labels.

It knows the structure: labels, required fields, choices, codes, the form of an amount. What it cannot see (a key typed
twice, identities, a year that is not the folder's) is for `juesuan check`.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from generator.model.facts import Blank
from generator.model.records import Label, labels_of

DIALECT = "http://json-schema.org/draft-07/schema#"
#: what an amount may be typed as: a number of the YAML reader, the same in quotes, or why there is none.
AMOUNT = r"^-?[0-9]+(\.[0-9]+)?$"
_CODES = {
    "functional": (r"^2\d{2}(\d{2}){0,2}$", '支出功能分类科目编码，3、5 或 7 位，写在双引号里，如 "2080501"'),
    "economic": (r"^3\d{2}(\d{2})?$", '支出经济分类科目编码，3 或 5 位，写在双引号里，如 "30201"'),
}
_FUNDS = ("财政拨款", "一般公共预算", "政府性基金预算", "国有资本经营预算", "非财政拨款")


@dataclass(frozen=True, slots=True)
class Explained:
    """What people read about a label: what it is, an example, the rule it rests on; each may be empty."""

    text: str = ""
    example: str = ""
    source: str = ""


@dataclass(slots=True)
class SchemaWriter:
    """Writes schemas of record classes, each class once.

    Attributes:
        explained: label, or `记录.标签` where one label means different things → what people read about it.
    """

    explained: Mapping[str, Explained]
    _defined: dict[str, dict[str, Any]] = field(default_factory=dict)

    def schema(self, kind: Any, title: str, description: str) -> dict[str, Any]:
        """Return the schema of a file.

        Args:
            kind: the record class, or a mapping of records.
            title: Chinese name of the file.
            description: one sentence on what it holds.
        """
        self._defined = {}
        top = self._type(kind, None)
        held = self._defined.pop(kind.__name__) if isinstance(kind, type) and is_dataclass(kind) else top
        return {
            "$schema": DIALECT,
            "title": title,
            **held,
            "description": description,
            "definitions": dict(sorted(self._defined.items())),
        }

    def _type(self, hint: Any, label: Label | None) -> dict[str, Any]:
        """Return the schema of a type."""
        origin = get_origin(hint)
        if origin in {Union, UnionType}:
            members = [part for part in get_args(hint) if part is not type(None)]
            found = [self._type(member, label) for member in members]
            return found[0] if len(found) == 1 else {"anyOf": found}
        if origin is tuple:
            return {"type": "array", "items": self._type(get_args(hint)[0], label)}
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(get_args(hint)[1], label)
        if is_dataclass(hint) and isinstance(hint, type):
            return self._record(hint)
        return _plain(hint, label)

    def _record(self, kind: type) -> dict[str, Any]:
        name = kind.__name__
        if name not in self._defined:
            self._defined[name] = {}  # a record may hold itself
            labels, hints = labels_of(kind), get_type_hints(kind)
            labelled = [item for item in fields(kind) if item.name in labels]
            properties = {
                labels[item.name].name: self._property(kind, hints[item.name], labels[item.name]) for item in labelled
            }
            required = [
                labels[item.name].name
                for item in labelled
                if item.default is MISSING and item.default_factory is MISSING
            ]
            self._defined[name] = {
                "type": "object",
                "additionalProperties": False,
                "properties": properties,
                **({"required": required} if required else {}),
            }
        return {"$ref": f"#/definitions/{name}"}

    def _property(self, kind: type, hint: Any, label: Label) -> dict[str, Any]:
        found = self._type(hint, label)
        said = self.explained.get(f"{kind.__name__}.{label.name}") or self.explained.get(label.name) or Explained()
        words = [said.text, f"单位：{label.unit}" if label.unit else ""]
        words += [f"例：{said.example}" if said.example else "", f"依据：{said.source}" if said.source else ""]
        description = "\n\n".join(word for word in words if word)
        extra = {"title": label.name, **({"description": description} if description else {})}
        # Beside a reference draft 7 ignores everything else.
        return {"allOf": [found], **extra} if "$ref" in found else {**found, **extra}

    def _mapping(self, value: Any, label: Label | None) -> dict[str, Any]:
        below = self._type(value, label)
        keys = label.keys if label else ""
        if keys in _CODES:
            pattern, words = _CODES[keys]
            return {
                "type": "object",
                "patternProperties": {pattern: below},
                "additionalProperties": False,
                "description": words,
            }
        if keys == "fund":
            return {"type": "object", "properties": dict.fromkeys(_FUNDS, below), "additionalProperties": False}
        return {"type": "object", "additionalProperties": below}


def _plain(hint: Any, label: Label | None) -> dict[str, Any]:
    """Return the schema of a scalar."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [str(member.value) for member in hint]}
    if hint is str and label is not None and label.is_fact and not label.text:
        return _amount()
    return {int: {"type": "integer"}, bool: {"type": "boolean"}, str: _text()}.get(hint, {})


def _amount() -> dict[str, Any]:
    """Return the schema of an amount: number, number in quotes, or a word for why there is none."""
    words = [str(word) for word in Blank if word is not Blank.NOT_COMPARABLE]
    return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": AMOUNT}, {"enum": words}]}


def _text() -> dict[str, Any]:
    """Return the schema of a text: bare numbers and dates are texts too, as they are typed."""
    return {"type": ["string", "number", "boolean"]}
