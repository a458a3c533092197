"""Codes of classifications as sheets write them: in one column or three, beside the name or before it."""

import re
from collections.abc import Sequence

from generator.model.address import ECONOMIC, FUNCTIONAL

_IN_FRONT = re.compile(r"[\[【(（]?(\d{7}|\d{5}|\d{3})[\]】)）]?[\s\-—_.、]*([^\d\s.].*)?")
#: the first part of a code has three digits, each further one two; a number loses the zero in front.
_FIRST, _FURTHER = 3, 2


def codes_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the code of each row by its code columns, "" for none.

    Three columns hold a part each (208 | 05 | 05), or each the whole code up to its level; a part left blank because it
    is as in the row above is taken from there.
    """
    found: list[str] = []
    above = ""
    for row in rows:
        code = _joined([text.strip() for text in row], above)
        above = code or above
        found.append(code)
    return found


def _joined(parts: list[str], above: str) -> str:
    told = [part for part in parts if part]
    if not told or not all(part.isascii() and part.isdigit() for part in told):
        return ""
    whole = told[-1]
    if is_code(whole) and (len(told) == 1 or whole.startswith(told[0])):
        return whole
    if len(whole) > _FURTHER:
        return ""
    code = ""
    last = max(index for index, part in enumerate(parts) if part)
    for index, part in enumerate(parts[: last + 1]):
        size = _FIRST if index == 0 else _FURTHER
        place = 0 if index == 0 else _FIRST + (index - 1) * _FURTHER
        code += part.zfill(size) if part else above[place : place + size]
    return code if is_code(code) else ""


def in_label(label: str) -> tuple[str, str]:
    """Return a code that stands before a name in one cell, and the name: 2080101行政运行; ("", label) without one."""
    match = _IN_FRONT.fullmatch(label.strip())
    return (match[1], match[2] or "") if match and is_code(match[1]) else ("", label)


def is_code(text: str) -> bool:
    """Return whether a text is a code of 支出功能分类 or 支出经济分类."""
    return bool(FUNCTIONAL.fullmatch(text) or ECONOMIC.fullmatch(text))
