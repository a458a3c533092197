"""Vectors in every text field of every record: records are walked by their annotations, so new ones are met too.

What a field must be to be read at all (a date, a code, a figure, a folder) is kept as it is, and named here.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from generator.model.accounts import Accounts
from generator.model.evaluation import Evaluation
from generator.model.identity import Department, EverydayWord, Region, Report, Site, TermRow
from generator.model.records import Label, labels_of
from generator.model.vocabulary import INSTITUTION_MARK, SCOPE_MARK
from tests.hostile.vectors import LINKS, Picker

#: fields of the form "record.label" that must be what they are: text of another kind there is a fault of its own.
KEPT = frozenset(
    {
        "Site.网址",
        "Site.曾用网址",
        "Department.曾用网址",
        "Region.行政区划代码",
        "Region.样式",
        "Region.发布时间",
        "Region.公开单位",
        "Obliged.部门",
        "Department.上级",
        "Department.前身",
        "Department.所属单位",
        "Department.样式",
        "Department.同类",
        "Department.单位编码",
        "Report.公开日期",
        "Report.批复日期",
        "Report.决算表",
        "Waiver.规则",
        "Waiver.处",
        "Correction.日期",
        "Correction.数",
        "Attachment.文件",
        "Withdrawal.日期",
        "Published.数",
        "Published.公布",
        "Published.处",
        "Published.句",
        "OtherMatter.数值",
        "Evaluation.文种",
        "Evaluation.个人信息",
        "Evaluation.留有提示",
        "Evaluation.等次",
        "Indicator.性质",
        "Indicator.分值",
        "Indicator.得分",
        "Indicator.一级分值",
        "Indicator.二级分值",
        "MoneyRow.分值",
        "MoneyRow.得分",
        "Evaluation.机构组",
    }
)
#: fields that hold an address.
ADDRESSES = frozenset({"Site.意见反馈", "Site.依申请公开", "PortalStep.地址"})
#: fields that become part of the name of a figure, whose parts a full stop divides; marks before it have a use too.
NAMES = frozenset({"OtherMatter.名称"})
#: mappings whose keys are printed.
PRINTED_KEYS = frozenset({"Evaluation.栏目", "Evaluation.明细"})
ROOTS = (Site, TermRow, EverydayWord, Region, Department, Report, Accounts, Evaluation)


class Filler:
    """Fills plain values of records with vectors.

    Attributes:
        filled: fields that were given a vector, as "record.label".
    """

    def __init__(self, pick: Picker) -> None:
        """Fill with what `pick` hands out."""
        self._pick = pick
        self.filled: set[str] = set()

    def record(self, cls: type, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of a record with vectors in its text fields, those that were left out included."""
        found = dict(values)
        for place, (field, hint) in enumerate(fields_of(cls)):
            name = f"{cls.__name__}.{field.name}"
            if name in ADDRESSES:
                found[field.name] = LINKS[place % len(LINKS)]
                self.filled.add(name)
            elif field.name in found:
                found[field.name] = self._value(name, hint, found[field.name], field)
            elif hint is str and is_text(field) and name not in KEPT:
                found[field.name] = self._text(name)
        return found

    def _text(self, name: str) -> str:
        self.filled.add(name)
        text = self._pick()
        if name not in NAMES:
            return text
        return f"{'·' if text.startswith((SCOPE_MARK, INSTITUTION_MARK)) else ''}{text.replace('.', '·')}"

    def _value(self, name: str, hint: Any, value: Any, field: Label) -> Any:
        origin, inner = get_origin(hint), get_args(hint)
        if labels_of_type(hint):
            return self.record(hint, value) if isinstance(value, dict) else value
        if origin is tuple:
            return [self._value(name, plain_hint(inner[0]), item, field) for item in value]
        if origin is not None and issubclass(origin, Mapping):
            filled = {key: self._value(name, plain_hint(inner[1]), item, field) for key, item in value.items()}
            if name in PRINTED_KEYS and filled:
                filled[self._pick.key()] = next(iter(filled.values()))
            return filled
        if origin in {Union, UnionType}:
            chosen = next((one for one in inner if labels_of_type(one) and isinstance(value, dict)), str)
            return self._value(name, chosen, value, field) if chosen is not str else value
        is_kept = name in KEPT or not is_text(field)
        return self._text(name) if hint is str and isinstance(value, str) and not is_kept else value


def fields_of(cls: type) -> Iterator[tuple[Label, Any]]:
    """Yield label and bare type of every field of a record."""
    labels, hints = labels_of(cls), get_type_hints(cls, include_extras=True)
    for name, label in labels.items():
        yield label, plain_hint(hints[name])


def plain_hint(hint: Any) -> Any:
    """Return a type without its notes and without None."""
    if get_origin(hint) is Annotated:
        return plain_hint(get_args(hint)[0])
    if get_origin(hint) in {Union, UnionType}:
        left = [one for one in get_args(hint) if one is not type(None)]
        return plain_hint(left[0]) if len(left) == 1 else hint
    return hint


def labels_of_type(hint: Any) -> bool:
    """Return whether a type is a record."""
    return isinstance(hint, type) and not issubclass(hint, Enum | str | int) and bool(labels_of(hint))


def is_text(field: Label) -> bool:
    """Return whether a field of type text holds words, not an amount."""
    return bool(field.text) or not field.is_fact


def text_fields(cls: type, seen: set[type] | None = None) -> set[str]:
    """Return every field of a record, and of those below it, that holds words, as "record.label"."""
    seen = set() if seen is None else seen
    if cls in seen:
        return set()
    seen.add(cls)
    found: set[str] = set()
    for field, hint in fields_of(cls):
        for one in _inside(hint):
            if labels_of_type(one):
                found |= text_fields(one, seen)
            elif one is str and is_text(field):
                found.add(f"{cls.__name__}.{field.name}")
    return found


def _inside(hint: Any) -> Iterator[Any]:
    """Yield the types that a type holds: of items, of values, of each choice."""
    hint = plain_hint(hint)
    inner = get_args(hint)
    if not inner:
        yield hint
    else:
        for one in inner[1:] if get_origin(hint) not in {tuple, Union, UnionType} else inner:
            if one is not Ellipsis:
                yield from _inside(one)
