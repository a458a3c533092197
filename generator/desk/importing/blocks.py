"""Whose each row of a table is, where a column names the unit: one sheet that holds many units."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.desk.importing.columns import Head
from generator.desk.importing.labels import bare
from generator.desk.importing.lines import is_note, is_numbering
from generator.desk.importing.rows import NO_ROWS
from generator.desk.importing.workbook import Sheet

#: no region has as many; what is beyond is told and not read.
MOST_OWNERS = 5_000
#: what stands for the unit in a row that sums several.
_TOTALS = frozenset(("合计", "总计", "小计", "总合计", "各单位合计", "全部单位合计", "汇总"))
_SUMS = "各单位的合计，不是一个单位的数，没有读取"
_NOBODY = "这一行没有写单位，没有读取"
_UNSURE = "分不清是最后一个单位的合计，还是各单位的合计，没有读取"
_TOO_MANY = f"一张表里的单位超过 {MOST_OWNERS} 个，没有读取"


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one unit. `owner`: its name as the sheet has it; the code where there is none. `code`: may be ""."""

    owner: str
    code: str
    rows: tuple[int, ...]


def blocks_of(sheet: Sheet, head: Head, end: int) -> tuple[list[Block], list[tuple[int, str]]]:
    """Return the rows of each unit, and the rows of none with the reason in words.

    A unit may be named in every row, in merged cells, or in the first of its rows only.

    Args:
        sheet: the sheet.
        head: head of the table.
        end: row behind the table.
    """
    named = list(_named(sheet, head, end))
    texts = [name or code for _, name, code in named]
    is_repeated = any(one and one == other for one, other in pairwise(texts))
    rows: dict[str, list[int]] = {}
    owners: dict[str, tuple[str, str]] = {}
    nobody: list[tuple[int, str]] = []
    last = ""
    for (number, name, code), text in zip(named, texts, strict=True):
        last = text or ("" if is_repeated else last)
        why = _NOBODY if not last else _SUMS if bare(last) in _TOTALS else ""
        if not why and bare(last) not in rows and len(rows) >= MOST_OWNERS:
            why = _TOO_MANY
        if why:
            nobody.append((number, why))
            continue
        rows.setdefault(bare(last), []).append(number)
        if text:
            owners.setdefault(bare(last), (name or code, code))
    if not is_repeated:
        unsure = _unsure(sheet, rows, {number for (number, _, _), text in zip(named, texts, strict=True) if not text})
        nobody += [(number, _UNSURE) for number in unsure]
        rows = {key: [number for number in held if number not in unsure] for key, held in rows.items()}
    return [Block(*owners[key], tuple(held)) for key, held in rows.items()], sorted(nobody)


def _named(sheet: Sheet, head: Head, end: int) -> Iterator[tuple[int, str, str]]:
    """Yield number, name and code of the unit of each row that may hold figures; of several names the last."""
    for number in range(head.below, end):
        row = sheet.rows[number]
        if not any(row) or is_numbering(row) or is_note("", row):
            continue
        name, code = (
            next((row[column] for column in reversed(columns) if bare(row[column]) not in NO_ROWS), "")
            for columns in (head.owners, head.owner_codes)
        )
        yield number, name, code


def _unsure(sheet: Sheet, rows: Mapping[str, Sequence[int]], carried: Container[int]) -> set[int]:
    """Return the totals at the end that name no unit, as far as the last unit has more of them than any other."""
    sums = [[number for number in held if number in carried and _is_sum(sheet.rows[number])] for held in rows.values()]
    return set(sums[-1][max(map(len, sums[:-1])) :]) if len(sums) > 1 else set()


def _is_sum(row: Sequence[str]) -> bool:
    return any(bare(text) in _TOTALS for text in row)
