"""Columns of a sheet against those of a table form: by the titles above them."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.desk.importing.cells import read_cell
from generator.desk.importing.labels import NO_OTHERS, Others, bare, closeness, means
from generator.desk.importing.workbook import Sheet
from generator.grid.head import WORDS, Leaf, leaves_of
from generator.model.style import Band, Column, TableForm

MOST_HEAD_ROWS = 6
_CODE_PARTS = ("类", "款", "项")
_LINES = ("行次", "行数", "序号", "栏次")
_COMMON = ("项目", "科目名称", "科目编码", "行次", "类", "款", "项", "决算数", "合计")
#: stands for the title of a column that has none.
UNTITLED = "没有标题的列"
_WHOLE = ("小计", "合计")
#: titles of columns that say whose each row is; what else they are called stands with those of other columns.
OWNER, OWNER_CODE = "单位名称", "单位编码"
#: titles from the top of the head down to one column.
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of a sheet that stand side by side with others and are read together: names, codes, amounts.

    `paths`: the titles above each of its columns. `names`, `codes`, `amounts`: which columns hold what.
    """

    paths: Mapping[int, Path]
    names: tuple[int, ...]
    codes: tuple[int, ...]
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table in a sheet: its first row, the row after it, its groups of columns from left to right.

    `owners`, `owner_codes`: columns that name the unit of each row, or its code.
    """

    first: int
    below: int
    groups: tuple[Group, ...]
    owners: tuple[int, ...] = ()
    owner_codes: tuple[int, ...] = ()


def find_head(sheet: Sheet, first: int, last: int, form: TableForm, others: Others = NO_OTHERS) -> Head | None:
    """Return the head of a form's table between two rows of a sheet, or None where there is none.

    Args:
        sheet: the sheet.
        first: row below the table's title.
        last: row behind the table.
        form: the form.
        others: what else its titles are called.
    """
    known = {bare(title) for title in _titles(form)}
    known |= {name for title in known for name in others.get(title, ())}
    start = next(
        (row for row in range(first, min(first + 2 * MOST_HEAD_ROWS, last)) if _hits(sheet.rows[row], known) > 1), -1
    )
    if start < 0:
        return None
    end = start
    while end < min(start + MOST_HEAD_ROWS, last) and not _is_body(sheet.rows[end]):
        if end > start and not _hits(sheet.rows[end], known):
            break
        end += 1
    paths = _paths([list(sheet.rows[row]) for row in range(start, end)]) if end > start else []
    owners, codes = (_titled(paths, title, others) for title in (OWNER, OWNER_CODE))
    return Head(start, end, tuple(_groups(paths, {*owners, *codes})), owners, codes) if paths else None


def assigned(
    group: Group, band: tuple[Band, tuple[Leaf, ...]], heads: Sequence[str] = (), others: Others = NO_OTHERS
) -> dict[int, Leaf]:
    """Return which amount column is which leaf of a band; a column that is none for sure has no entry.

    A column is a leaf when the titles above it say so. Columns that several leaves fit equally are taken in order
    where there are as many of one as of the other; else nobody can tell, and they are left.

    Args:
        group: the columns.
        band: the band with its leaves.
        heads: names of all bands of the form (收入, 支出); a column below another's is none of this one.
        others: what else titles are called.
    """
    foreign = {bare(head) for head in heads} - {bare(band[0].head)}
    pairs = [pair for pair in zip(band[1], _leaf_paths(band[0].columns), strict=True) if pair[0].holds not in WORDS]
    known = [path for _, path in pairs]
    own = [column for column in group.amounts if not foreign & {bare(title) for title in group.paths[column][:1]}]
    fits_of = cache(lambda path: _fitting(path, known, others))  # a sheet may say the same above thousands of columns
    fitting = {column: fits_of(group.paths[column]) for column in own}
    for column in (column for column, fits in fitting.items() if not fits):
        path = group.paths[column]
        if len(path) > 1 and bare(path[-1]) in _WHOLE:  # a sum of columns that the form does not part
            fitting[column] = fits_of(path[:-1])
    rivals = Counter(fitting.values())
    found: dict[int, Leaf] = {}
    seen: Counter[tuple[int, ...]] = Counter()
    for column, fits in fitting.items():
        if fits and rivals[fits] == len(fits):
            found[column] = pairs[fits[seen[fits]]][0]
            seen[fits] += 1
    return _once(found)


def _once(found: Mapping[int, Leaf]) -> dict[int, Leaf]:
    """Return the columns of which no two are the same leaf."""
    times = Counter(map(id, found.values()))
    return {column: leaf for column, leaf in found.items() if times[id(leaf)] == 1}


def _fitting(path: Path, leaves: Sequence[Path], others: Others) -> tuple[int, ...]:
    """Return the leaves that the titles above a column fit best; all of them where they fit the same."""
    scores = []
    for index, leaf in enumerate(leaves):
        # What stands at the bottom on either side must be told on the other, in whatever order the levels come.
        sure = min(means(path[-1], leaf, others), max(closeness(title, leaf[-1], others) for title in path))
        shared = [max(closeness(title, one, others) for title in path) for one in leaf]
        foreign = sum(not means(title, leaf, others) for title in path)
        if sure:
            scores.append(((sure, sum(shared), -foreign, -shared.count(0)), index))
    top = max(scores, default=((0, 0, 0, 0), -1))[0]
    return tuple(index for score, index in scores if score == top)


def _titles(form: TableForm) -> Iterator[str]:
    for band in form.bands:
        yield band.head
        waiting = list(band.columns)
        while waiting:
            column = waiting.pop()
            yield column.title
            waiting += column.below
    yield from _COMMON


def _titled(paths: Sequence[Path], title: str, others: Others) -> tuple[int, ...]:
    """Return the columns right below a title or one of its other names."""
    known = {bare(title), *others.get(bare(title), ())}
    return tuple(column for column, path in enumerate(paths) if path and bare(path[-1]) in known)


def _hits(row: Sequence[str], known: set[str]) -> int:
    return len({cell for cell in row if cell and bare(cell) in known})


def _is_body(row: Sequence[str]) -> bool:
    """Return whether a row is below the head: it numbers the columns, has an amount or a code, or but one text."""
    texts = {cell for cell in row if cell}
    is_lone = len(texts) == 1 and bool(row[0])
    return is_lone or any(bare(cell) == "栏次" or read_cell(cell).amount is not None for cell in texts)


def _paths(rows: list[list[str]]) -> list[Path]:
    """Return the titles above each column from the top, each once; a blank one is of its left neighbour's group."""
    for index, row in enumerate(rows[:-1]):
        for column in range(1, len(row)):
            same_group = index == 0 or rows[index - 1][column] == rows[index - 1][column - 1]
            if not row[column] and row[column - 1] and same_group and any(below[column] for below in rows[index + 1 :]):
                row[column] = row[column - 1]
    paths = []
    for column in range(len(rows[0])):
        titles = [row[column] for row in rows if row[column]]
        paths.append(tuple(title for index, title in enumerate(titles) if index == 0 or title != titles[index - 1]))
    return paths


def _groups(paths: list[Path], owners: Container[int]) -> Iterator[Group]:
    # What stands in a column without a title is told, and never placed.
    paths = [path or (UNTITLED,) for path in paths]
    groups: list[list[int]] = []
    seen_amount = True
    for column, path in enumerate(paths):
        if column in owners:
            continue
        is_name = _kind(path) in {"name", "code"}
        # A form of a single row has no names at all; its columns are one group.
        if (is_name and seen_amount) or not groups:
            groups.append([])
        seen_amount = not is_name and _kind(path) == "amount"
        groups[-1].append(column)
    for group in groups:
        kinds = {column: _kind(paths[column]) for column in group}
        names, codes, amounts = (
            tuple(column for column in group if kinds[column] == kind) for kind in ("name", "code", "amount")
        )
        yield Group({column: paths[column] for column in group}, names, codes, amounts)


def bands_of(form: TableForm) -> list[tuple[Band, tuple[Leaf, ...]]]:
    """Return the bands of a form with their leaf columns."""
    return list(zip(form.bands, leaves_of(form.bands), strict=True))


def has_names(leaves: Sequence[Leaf]) -> bool:
    """Return whether the rows of a band are told apart by names or codes; else there is but one."""
    return any(leaf.holds in {"名称", "编码"} for leaf in leaves)


def _leaf_paths(columns: Sequence[Column], above: Path = ()) -> Iterator[Path]:
    for column in columns:
        if column.below:
            yield from _leaf_paths(column.below, (*above, column.title))
        else:
            yield (*above, column.title)


def _kind(path: Path) -> str:
    last = bare(path[-1])
    if last in _LINES:
        return "line"
    if last in _CODE_PARTS or last.endswith(("编码", "代码")):
        return "code"
    is_item = last.startswith("项目") and not any(word in last for word in ("支出", "收入", "数", "金额"))
    return "name" if is_item or last.endswith(("名称", "科目")) else "amount"
