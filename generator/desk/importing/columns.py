"""Columns of a sheet against those of a table form: by the titles above them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.desk.importing.cells import read_cell
from generator.desk.importing.labels import bare, best
from generator.desk.importing.workbook import Sheet
from generator.grid.head import WORDS, Leaf, leaves_of
from generator.model.style import Column, TableForm

MOST_HEAD_ROWS = 6
_CODE_PARTS = ("类", "款", "项")
_LINES = ("行次", "行数", "序号")
_CODE_LENGTHS = (3, 5, 7)


@dataclass(frozen=True, slots=True)
class Part:
    """Columns that stand side by side with others and are read together: those of one band.

    Attributes:
        names, codes: columns of names and of (parts of) codes. amounts: column → leaf of the form.
        band: index of the band of the form; -1 where the sheet has more parts than the form has bands.
        strangers: amount columns that no leaf of the form is meant by, with their titles.
    """

    names: tuple[int, ...]
    codes: tuple[int, ...]
    amounts: dict[int, Leaf]
    band: int
    strangers: dict[int, str]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table in a sheet: the row after it, and its parts from left to right."""

    below: int
    parts: tuple[Part, ...]


def find_head(sheet: Sheet, first: int, last: int, form: TableForm) -> Head | None:
    """Return the head of a form's table between two rows of a sheet, or None where there is none.

    Args:
        sheet: the sheet.
        first: row below the table's title.
        last: row behind the table.
        form: the form.
    """
    known = {bare(title) for title in _titles(form)}
    start = next(
        (row for row in range(first, min(first + 2 * MOST_HEAD_ROWS, last)) if _hits(sheet.rows[row], known) > 1), -1
    )
    if start < 0:
        return None
    end = start
    while (
        end < min(start + MOST_HEAD_ROWS, last)
        and not _is_body(sheet.rows[end])
        and (end == start or _hits(sheet.rows[end], known))
    ):
        end += 1
    paths = _paths([list(sheet.rows[row]) for row in range(start, end)])
    return Head(end, tuple(_parts(paths, form))) if end > start else None


def _titles(form: TableForm) -> Iterator[str]:
    for band in form.bands:
        yield band.head
        waiting = list(band.columns)
        while waiting:
            column = waiting.pop()
            yield column.title
            waiting += column.below
    yield from ("项目", "科目名称", "科目编码", "行次", "类", "款", "项", "决算数", "合计")


def _hits(row: Sequence[str], known: set[str]) -> int:
    return len({cell for cell in row if cell and bare(cell) in known})


def _is_body(row: Sequence[str]) -> bool:
    """Return whether a row is below the head: it numbers the columns, or holds an amount or a code."""
    return any(bare(cell) == "栏次" or read_cell(cell).amount is not None for cell in row)


def _paths(rows: list[list[str]]) -> list[tuple[str, ...]]:
    """Return the titles above each column from the top, each once; a blank one is of its left neighbour's group."""
    for index, row in enumerate(rows[:-1]):
        for column in range(1, len(row)):
            same_group = index == 0 or rows[index - 1][column] == rows[index - 1][column - 1]
            if not row[column] and row[column - 1] and same_group:
                row[column] = row[column - 1]
    paths = []
    for column in range(len(rows[0])):
        titles = [row[column] for row in rows if row[column]]
        paths.append(tuple(title for index, title in enumerate(titles) if index == 0 or title != titles[index - 1]))
    return paths


def _parts(paths: list[tuple[str, ...]], form: TableForm) -> Iterator[Part]:
    groups: list[list[int]] = []
    seen_amount = True
    for column, path in enumerate(paths):
        if not path:
            continue
        is_name = _kind(path) in {"name", "code"}
        # A form of a single row has no names at all; its columns are one part.
        if (is_name and seen_amount) or not groups:
            groups.append([])
        seen_amount = not is_name and _kind(path) == "amount"
        groups[-1].append(column)
    leaves = leaves_of(form.bands)
    same = len(groups) == len(leaves)
    for index, group in enumerate(groups):
        band = index if same else -1
        wanted = range(len(leaves)) if band < 0 else (band,)
        yield _part(paths, group, form, wanted, band)


def _part(paths: list[tuple[str, ...]], group: list[int], form: TableForm, bands: Sequence[int], band: int) -> Part:
    kinds = {column: _kind(paths[column]) for column in group}
    columns = [column for column in group if kinds[column] == "amount"]
    leaves = leaves_of(form.bands)
    paths_of = {index: tuple(_leaf_paths(form.bands[index].columns)) for index in bands}
    pairs = (pair for index in bands for pair in zip(leaves[index], paths_of[index], strict=True))
    candidates = [pair for pair in pairs if pair[0].holds not in WORDS]
    amounts, strangers = _assigned(paths, columns, candidates)
    return Part(
        tuple(column for column in group if kinds[column] == "name"),
        tuple(column for column in group if kinds[column] == "code"),
        amounts,
        band,
        strangers,
    )


def _assigned(
    paths: list[tuple[str, ...]], columns: list[int], candidates: list[tuple[Leaf, tuple[str, ...]]]
) -> tuple[dict[int, Leaf], dict[int, str]]:
    """Return column → leaf by the titles above, each leaf once; a lone amount column is the lone leaf."""
    amounts: dict[int, Leaf] = {}
    strangers: dict[int, str] = {}
    free = list(candidates)
    for column in columns:
        titles = [path[-1] for _, path in free]
        found = best(paths[column][-1], titles)
        fitting = [item for item in free if found is not None and bare(item[1][-1]) == bare(found)]
        if not fitting and len(columns) == len(candidates) == 1:
            fitting = free
        if not fitting:
            strangers[column] = "·".join(paths[column])
            continue
        chosen = max(fitting, key=lambda item: len({*map(bare, item[1][:-1])} & {*map(bare, paths[column][:-1])}))
        amounts[column] = chosen[0]
        free.remove(chosen)
    return amounts, strangers


def _leaf_paths(columns: Sequence[Column], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for column in columns:
        if column.below:
            yield from _leaf_paths(column.below, (*above, column.title))
        else:
            yield (*above, column.title)


def _kind(path: tuple[str, ...]) -> str:
    last = bare(path[-1])
    if last in _LINES:
        return "line"
    if last in _CODE_PARTS or last.endswith(("编码", "代码")):
        return "code"
    if (
        (last.startswith("项目") and "支出" not in last and "收入" not in last)
        or last.endswith(("名称", "科目"))
        or last == "科目"
    ):
        return "name"
    return "amount"


def code_of(texts: Sequence[str]) -> str:
    """Return the code that the code columns of a row say together, "" for none: 208·05·05, or 2080505 in one."""
    parts = [text.strip() for text in texts if text.strip()]
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        return ""
    # Three columns hold a part each, or each the whole code up to its level.
    is_whole = len(parts[-1]) >= _CODE_LENGTHS[0] and parts[-1].startswith(parts[0])
    code = parts[-1] if is_whole else "".join(parts)
    return code if len(code) in _CODE_LENGTHS else ""
