"""Plain trees to records: the only module that knows pydantic, and the one that says its errors in Chinese."""

import difflib
import re
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.records import labels_of

RecordT = TypeVar("RecordT")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def decode(
    kind: type[RecordT], tree: object, file: str, at: tuple[str | int, ...] = ()
) -> tuple[RecordT | None, list[Finding]]:
    """Return the record that a plain tree holds, or None with every structural error as a finding.

    Args:
        kind: the record class, or a mapping or tuple of records.
        tree: what `read_tree` gave: dicts, lists, text and None.
        file: path of the file, for the findings.
        at: keys above the tree inside the file.
    """
    try:
        return _adapter(cast("Hashable", kind)).validate_python({} if tree is None else tree), []
    except ValidationError as error:
        found = [_finding(kind, problem, file, at) for problem in error.errors(include_url=False)]
        return None, found


def _finding(kind: Any, problem: Mapping[str, Any], file: str, at: tuple[str | int, ...]) -> Finding:
    keys = tuple(key for key in problem["loc"] if not _is_marker(key))
    path = pointer(file, *at, *keys)
    last = keys[-1] if keys else ""
    code, message, hint = _say(kind, problem, keys, last)
    return Finding(code, Severity.ERROR, message, path, hint)


def _is_marker(key: object) -> bool:
    """Return whether a step of pydantic's location names a union member, not a key of the file."""
    return isinstance(key, str) and (key in {"str", "none", "[key]"} or key.startswith(("function-", "lax-or")))


#: pydantic's kinds of fault → code and sentences; `{last}` is the key, `{given}` what was typed, `{shape}` its form.
SENTENCES: Mapping[tuple[str, ...], tuple[str, str, str]] = {
    ("string_type",): (
        "R004", "“{last}”应当是一个值，这里却是{shape}", "请在冒号后面写一个值，下面不要再分层",
    ),
    ("int_parsing", "int_type", "int_from_float"): (
        "R005", "“{last}”应当是整数，写的是“{given}”", "请只写半角数字，如 2023",
    ),
    ("bool_parsing", "bool_type"): (
        "R006", "“{last}”应当写 true（是）或 false（否），写的是“{given}”", "",
    ),
    ("tuple_type", "list_type"): (
        "R007", "“{last}”应当是一个列表，这里却是{shape}", "请每行以“- ”开头列出",
    ),
    ("mapping_type", "dict_type", "dataclass_type", "dataclass_exact_type"): (
        "R008", "“{last}”下面应当分项填写，这里却是{shape}", "请换行并缩进，按“名称: 值”填写",
    ),
}  # fmt: skip
MISSING = {"missing", "missing_argument", "missing_keyword_only_argument"}
UNKNOWN_KEYS = {"unexpected_keyword_argument", "extra_forbidden", "invalid_key"}


def _say(kind: Any, problem: Mapping[str, Any], keys: tuple[str | int, ...], last: object) -> tuple[str, str, str]:
    """Return code, message and hint of one of pydantic's errors."""
    given, fault = problem.get("input"), problem["type"]
    if fault in UNKNOWN_KEYS:
        return "R001", f"不认识的项目“{last}”", _slip(str(last)) or _nearest(kind, keys)
    if fault in MISSING:
        return "R002", f"缺少必填的“{last}”", _wanted(kind, keys)
    if fault in {"enum", "literal_error"}:
        choices = (
            str(problem.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
        )
        return "R003", f"“{last}”不能是“{_short(given)}”", f"可以写：{choices}"
    for faults, (code, message, hint) in SENTENCES.items():
        if fault in faults:
            words = {"last": last or "整个文件", "given": _short(given), "shape": _shape(given)}
            return code, message.format(**words), hint
    return "R009", f"“{last}”的内容不合要求：{_short(given)}", "请对照手册中的例子填写"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004 - a message stays one line


def _shape(value: object) -> str:
    if value is None:
        return "空的"
    if isinstance(value, dict):
        return "分层的内容"
    if isinstance(value, list):
        return "列表"
    return f"“{_short(value)}”"


def _wanted(kind: Any, keys: tuple[str | int, ...]) -> str:
    """Return a hint how to write a key that is missing: on one line, or with the keys that stand below it."""
    field_type = kind
    for key in keys:
        field_type = _step(field_type, key)
    if isinstance(field_type, type) and is_dataclass(field_type):
        names = "、".join(label.name for label in labels_of(field_type).values())
        return f"请加一行“{keys[-1]}:”，下面缩进两格填写：{names}"
    return f"请加一行，写成“{keys[-1]}: 内容”"


def _slip(key: str) -> str:
    """Return a hint for a key that is no key at all: half an amount behind a 千分位, or a colon without its blank."""
    if re.fullmatch(r"\d{3}(\.\d+)?", key):
        return "这像是被千分位逗号切开的数：数里不要用逗号，例如 1124.63"
    name, _, value = key.partition(":")
    if value and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return f"冒号后面要空一格，写成 {name}: {value}"
    return ""


def _nearest(kind: Any, keys: tuple[str | int, ...]) -> str:
    """Return a hint with the known labels nearest to an unknown key."""
    known = _known_labels(kind, keys[:-1])
    near = difflib.get_close_matches(str(keys[-1]), known, n=3, cutoff=0.5)
    if near:
        return "是不是：" + "、".join(f"“{name}”" for name in near)
    return "这里可以填：" + "、".join(known[:12]) if known else "请删去这一项"


def _known_labels(kind: Any, keys: tuple[str | int, ...]) -> list[str]:
    """Return the labels allowed at a place, by walking the record classes along the keys."""
    current = kind
    for key in keys:
        current = _step(current, key)
    for candidate in _members(current):
        if isinstance(candidate, type) and is_dataclass(candidate):
            return [label.name for label in labels_of(candidate).values()]
    return []


def _members(kind: Any) -> tuple[Any, ...]:
    if get_origin(kind) in {Union, UnionType}:
        return get_args(kind)
    return (kind,)


def _step(kind: Any, key: str | int) -> Any:
    for candidate in _members(kind):
        origin = get_origin(candidate)
        if origin is tuple or origin is list:
            return get_args(candidate)[0]
        if origin is not None and issubclass(origin, Mapping):
            return get_args(candidate)[1]
        if isinstance(candidate, type) and is_dataclass(candidate):
            labels = labels_of(candidate)
            hints = get_type_hints(candidate)
            for field in fields(candidate):
                if field.name in labels and labels[field.name].name == key:
                    return hints[field.name]
    return None
