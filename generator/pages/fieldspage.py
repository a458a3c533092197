"""The handbook's page of fields: what may stand in each file of data/, from the records and the words about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from enum import Enum
from inspect import get_annotations
from types import UnionType
from typing import Any, Protocol, Union, get_args, get_origin, get_type_hints

from generator.html.escape import front_matter, safe_id
from generator.model.records import Label, MoneyUnit, labels_of
from generator.pages.environment import render

TITLE = "每一项怎么填"
DESCRIPTION = "每个数据文件里可以写哪些项目：叫什么、写什么、什么单位、例子和依据。"
KEYS = {
    "functional": "每行前面写功能分类科目编码，加双引号",
    "economic": "每行前面写经济分类科目编码，加双引号",
    "fund": "每行前面写 财政拨款、一般公共预算、政府性基金预算 这样的口径",
    "name": "每行前面写数的名称",
    "item": "每行前面写这一项的名称",
}
MOST_PARENTS = 3
#: what is typed where nothing else is said.
TEXT = "文字"


class Said(Protocol):
    """What people read about a label."""

    @property
    def text(self) -> str:
        """What it is."""

    @property
    def example(self) -> str:
        """What one types."""

    @property
    def source(self) -> str:
        """The regulation or table that it rests on."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: key for addresses, name, sentence, where such files lie, and its record."""

    key: str
    title: str
    words: str
    pattern: str
    record: type


@dataclass(frozen=True, slots=True)
class Row:
    """A field as printed: its label, what is typed, whether it must be there, and the words about it."""

    name: str
    typed: str
    is_required: bool
    text: str = ""
    example: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The fields of one record: its heading, empty for the file itself, and an id for links."""

    title: str
    id: str
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Walk:
    """The records met so far, with the labels that lead to them, in reading order."""

    explained: Mapping[str, Said]
    parents: dict[type, list[str]] = field(default_factory=dict)

    def rows(self, kind: type) -> Iterator[Row]:
        labels, hints = labels_of(kind), get_type_hints(kind)
        own = get_annotations(kind)
        for item in sorted(fields(kind), key=lambda one: one.name not in own):  # what is inherited comes last
            if item.name not in labels:
                continue
            one = labels[item.name]
            said = self.explained.get(f"{kind.__name__}.{one.name}") or self.explained.get(one.name)
            is_required = item.default is MISSING and item.default_factory is MISSING
            typed = self._typed(hints[item.name], one)
            words = (said.text, said.example, said.source) if said else ("", "", "")
            yield Row(one.name, "" if said and typed == TEXT else typed, is_required, *words)

    def _typed(self, hint: Any, one: Label) -> str:
        """Return what is typed behind a label; a record on the way is noted with the label."""
        origin = get_origin(hint)
        if origin in {Union, UnionType}:
            members = [part for part in get_args(hint) if part is not type(None)]
            return "，或者".join(dict.fromkeys(self._typed(member, one) for member in members))
        if origin is tuple:
            typed = self._typed(get_args(hint)[0], one)
            return "列表" if typed == TEXT else f"列表，每条：{typed}"
        if origin is not None and issubclass(origin, Mapping):
            return f"{KEYS.get(one.keys, '每行一个名称')}，后面写{self._typed(get_args(hint)[1], one)}"
        if is_dataclass(hint) and isinstance(hint, type):
            parents = self.parents.setdefault(hint, [])
            if one.name not in parents:
                parents.append(one.name)
            return "下一级的几项"
        return _plain(hint, one)


def _plain(hint: Any, one: Label) -> str:
    if isinstance(hint, type) and issubclass(hint, Enum) and hint is not MoneyUnit:
        return f"选一个：{'、'.join(str(member.value) for member in hint)}"
    if hint is MoneyUnit:
        return "元、万元或亿元"
    if hint is bool:
        return "true（是）或 false（否）"
    if hint is str and one.is_fact and not one.text:
        return f"数，单位是{one.unit}" if one.unit else "数"
    return "整数" if hint is int else TEXT


def fields_page(kinds: Sequence[FileKind], explained: Mapping[str, Said]) -> str:
    """Return the page as Markdown: a part for each kind of file, a list of fields for each of its records.

    Args:
        kinds: in the order in which people meet the files.
        explained: label, or `记录.标签` where one label means different things → the words about it.
    """
    seen: set[type] = set()
    parts = [(one, _blocks(one, explained, seen)) for one in kinds]
    # It holds every label of the accounts, so the search leaves it out.
    crumbs = [{"name": "使用手册", "url": "handbook/"}, {"name": TITLE, "url": "handbook/fields/"}]
    head = front_matter({"title": TITLE, "description": DESCRIPTION, "search": False, "report": {"breadcrumb": crumbs}})
    return render("fields.md.j2", head=head, parts=parts)


def _blocks(file: FileKind, explained: Mapping[str, Said], seen: set[type]) -> list[Block]:
    """Return the fields of a file and of the records below it that no earlier file had."""
    walk = _Walk(explained)
    found = [Block("", safe_id(file.key), tuple(walk.rows(file.record)))]
    done: set[type] = set()
    while waiting := [kind for kind in walk.parents if kind not in done]:
        kind = waiting[0]
        done.add(kind)
        rows = tuple(walk.rows(kind))  # walked even when printed before: it may lead to new ones
        if kind not in seen:
            parents = walk.parents[kind]
            title = "、".join(f"“{name}”" for name in parents[:MOST_PARENTS]) + ("等" * (len(parents) > MOST_PARENTS))
            found.append(Block(f"{title}下一级", safe_id(f"{file.key}-{kind.__name__.lower()}"), rows))
    seen |= done
    return found
