"""Vectors in every text field of every record: records are walked by their annotations, so new ones are met too.

What a field must be to be read at all (a date, a code, a figure, a folder) is kept as it is, and named here.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from generator.model.accounts import Accounts
from generator.model.evaluation import Evaluation
from generator.model.identity import ClassEntry, Department, EverydayWord, Region, Report, Site, TermRow
from generator.model.records import Label, labels_of
from generator.model.style import Style
from generator.model.vocabulary import INSTITUTION_MARK, SCOPE_MARK
from tests.hostile.vectors import LEADING, VECTORS, Picker

#: fields of the form "record.label" that must be what they are: text of another kind there is a fault of its own.
KEPT = frozenset(
    {
        "Site.网址",
        "Site.曾用网址",
        "Department.曾用网址",
        "Region.样式",
        "Region.发布时间",
        "Region.公开单位",
        "Obliged.部门",
        "Department.上级",
        "Department.前身",
        "Department.所属单位",
        "Department.样式",
        "Department.单位编码",
        "Report.公开日期",
        "Report.批复日期",
        "Waiver.规则",
        "Waiver.处",
        "Correction.日期",
        "Correction.数",
        "Attachment.文件",
        "Withdrawal.日期",
        "Published.数",
        "Published.句",
        "OtherMatter.数值",
        "Evaluation.文种",
        "Evaluation.个人信息",
        "Evaluation.留有提示",
        "Indicator.分值",
        "Indicator.得分",
        "Indicator.一级分值",
        "Indicator.二级分值",
        "MoneyRow.分值",
        "MoneyRow.得分",
        "Evaluation.机构组",
    }
)
#: the same of a style, which is all names of figures, of codes, of forms, of kinds, and between them words.
KEPT_OF_STYLES = frozenset(
    {
        *(f"BriefForm.{label}" for label in ("句", "逐", "仅当无")),
        *(f"CardForm.{label}" for label in ("答", "句", "节", "格式", "说明", "比", "图", "仅当无")),
        *(f"ChartForm.{label}" for label in ("标识", "类型", "结论", "数", "对比", "来源", "去向", "合计", "格式")),
        *(f"Column.{label}" for label in ("项", "宽", "格式")),
        *(f"Content.{label}" for label in ("段", "逐项", "句", "文", "图", "表", "评价表")),
        *(f"Form.{label}" for label in ("标识", "列宽")),
        *(f"FormCell.{label}" for label in ("合并", "类")),
        "FormRow.逐",
        *(f"Identity.{label}" for label in ("公式", "级别")),
        "MeasureForm.数",
        "NumberStyle.小数",
        *(f"OutlineEntry.{label}" for label in ("节", "评价", "逐")),
        "Paper.标识",
        *(f"Pattern.{label}" for label in ("对象", "对比", "列举")),
        "PlainWord.数",
        *(f"Prescribed.{label}" for label in ("一级分值", "执行率分值")),
        *(f"Row.{label}" for label in ("数", "逐", "从", "类", "款")),
        *(f"SectionStyle.{label}" for label in ("标识", "页", "一句话", "仅当有")),
        *(f"Style.{label}" for label in ("公式", "首页图", "等次", "计量单位")),
        *(f"TableForm.{label}" for label in ("标识", "空表条件", "数字")),
    }
)
#: fields that hold an address.
ADDRESSES = frozenset({"Site.意见反馈", "Site.依申请公开", "PortalStep.地址"})
#: fields that become part of the name of a figure, whose parts a full stop divides; marks before it have a use too.
NAMES = frozenset({"OtherMatter.名称"})
#: fields that change what a record is: filled where they are given, and not added to others.
ALONE = frozenset({"Content.注", "Published.处"})
#: mappings whose keys are printed.
PRINTED_KEYS = frozenset({"Evaluation.栏目", "Evaluation.明细", "Style.等次"})
ROOTS = (Site, TermRow, EverydayWord, Region, Department, Report, Accounts, Evaluation, Style, ClassEntry)


class Filler:
    """Fills plain values of records with vectors.

    Attributes:
        filled: fields that were given a vector, as "record.label". held: number of a vector → the fields that held it.
        begun: number of a vector → the fields that began with it.
    """

    def __init__(self, pick: Picker, instead: Mapping[str, str] | None = None) -> None:
        """Fill with what `pick` hands out; fields of `instead`, those kept as they are too, with the text of theirs."""
        self.pick, self._instead = pick, instead or {}
        self.filled: set[str] = set()
        self.held: dict[int, set[str]] = {}
        self.begun: dict[int, set[str]] = {}

    def record(self, cls: type, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of a record with vectors in its text fields, those that were left out included."""
        found = dict(values)
        for field, hint in fields_of(cls):
            name = f"{cls.__name__}.{field.name}"
            if name in ADDRESSES and name not in self._instead:
                found[field.name] = self.pick.link()
                self.filled.add(name)
            elif field.name in found:
                found[field.name] = self._value(name, hint, found[field.name], field)
            elif name in self._instead:
                found[field.name] = _wrapped(hint, self._instead[name])
            elif hint is str and is_text(field) and name not in KEPT | KEPT_OF_STYLES | ALONE:
                found[field.name] = self.text(name)
        return found

    def text(self, name: str, *, as_key: bool = False) -> str:
        """Return the next text for a field, or for another place of this name; as a key of a mapping on one line."""
        if name in self._instead:
            return self._instead[name]
        text = self.pick.key() if as_key else self.pick()
        self.filled.add(name)
        for number in self.pick.last:
            self.held.setdefault(number, set()).add(name)
        for number in self.pick.last[:1]:
            self.begun.setdefault(number, set()).add(name)
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
                filled = {self.text(f"{name}的名", as_key=True): next(iter(filled.values())), **filled}
            return filled
        if origin in {Union, UnionType}:
            chosen = next((one for one in inner if labels_of_type(one) and isinstance(value, dict)), str)
            return self._value(name, chosen, value, field) if chosen is not str else value
        return self._plain(name, value, field) if isinstance(value, str) and hint is str else value

    def _plain(self, name: str, value: str, field: Label) -> str:
        """Return what stands in place of a text."""
        is_kept = name in KEPT | KEPT_OF_STYLES or not is_text(field)
        return value if is_kept and name not in self._instead else self.text(name)


def _wrapped(hint: Any, text: str) -> Any:
    """Return a text as a field of this type has it: in a list, under a key that is the same, or alone."""
    origin = get_origin(hint)
    if origin is None or origin in {Union, UnionType}:
        return text
    return [text] if origin is tuple else {text: text}


def unmet(fillers: Iterable[Filler]) -> Iterator[str]:
    """Yield what none of some rounds had: a field with a vector, or one that begins with a vector which has to begin.

    A vector that begins a key loses the blank before it, as YAML would; a name has a mark before some.
    """
    every = list(fillers)
    fields = set().union(*(one.filled for one in every)) - ADDRESSES
    held, begun = (range(len(VECTORS)), "held", "does not hold"), (LEADING, "begun", "never begins with")
    for numbers, kind, what in (held, begun):
        for number in numbers:
            met = set().union(*(getattr(one, kind).get(number, ()) for one in every))
            yield from (f"{field} {what} {VECTORS[number]!r}" for field in sorted(fields - met))


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
