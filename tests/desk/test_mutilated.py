"""Mutilated workbooks: rows, columns and sheets gone, cells garbled, titles changed. No figure is lost or made up."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from generator.build.report import Slugs
from generator.desk.importing.plan import plan_import
from generator.desk.importing.recognize import Recognized, Where
from generator.model.address import Address
from generator.model.facts import Facts
from generator.model.style import Style
from tests.check.building import shared_files
from tests.check.generated import YEAR, invented, shared_style
from tests.desk.books import Box, Grid, document_of, grids, is_number, sheet_of, style_of, tables_in

SEEDS = (0, 2, 3)
ROUNDS = 12
GARBLED = ("#REF!", "=SUM(A1:A9)", "12.3.4", "约12", "1,23,4", "未填", "9" * 30, "\u202e12")
#: columns without which codes are only told by names.
CODES = "编码"


@cache
def _report(seed: int) -> tuple[tuple[Grid, ...], Style]:
    one = invented(seed)
    slugs = Slugs(one.region, one.department, str(YEAR))
    files = {**shared_style(), **one.files}
    return tuple(grids(document_of(slugs, files))), style_of(slugs, tuple(sorted({**shared_files(), **files}.items())))


@cache
def _meaning(seed: int) -> dict[tuple[str, int, int], Address]:
    """Return what each amount of the whole workbook is, by table, row and column."""
    sheets, style = _report(seed)
    tables, _ = tables_in([sheet_of(grid) for grid in sheets], style, str(YEAR))
    places = _places(sheets)
    return {places[taken.where]: taken.address for table in tables for taken in table.taken}


def _places(sheets: tuple[Grid, ...] | list[Grid]) -> dict[Where, tuple[str, int, int]]:
    """Return where each amount stood in the whole workbook, by where it stands now."""
    return {
        Where("导出.xlsx", grid.name, sheet_of(grid).cell(row, column)): box.mark
        for grid in sheets
        for row, line in enumerate(grid.rows)
        for column, box in enumerate(line)
        if box is not None and box.kind == "amount" and is_number(box.text) and box.mark
    }


def _mutilated(sheets: tuple[Grid, ...], random: Random) -> tuple[list[Grid], set[str]]:
    """Return what is left of a workbook, and the tables whose codes or names are gone."""
    left, unsure = list(sheets), set()
    for _ in range(random.randint(1, 4)):
        index = random.randrange(len(left))
        kind = random.choice(("rows", "columns", "sheet", "cells", "title", "labels", "swap"))
        if kind == "sheet" and len(left) > 1:
            left.pop(index)
        else:
            left[index], is_unsure = _changed(left[index], kind, random)
            unsure |= {left[index].name} if is_unsure else set()
    return left, unsure


def _changed(grid: Grid, kind: str, random: Random) -> tuple[Grid, bool]:
    rows = [list(row) for row in grid.rows]
    if kind == "rows":
        gone = set(random.sample(range(1, len(rows)), min(random.randint(1, 5), len(rows) - 1)))
        return grid.with_rows(_flat(row) for number, row in enumerate(rows) if number not in gone), False
    if kind == "columns":
        column = random.randrange(len(rows[0]))
        unsure = any(box and (CODES in box.text or "名称" in box.text) for box in (row[column] for row in rows))
        return grid.with_rows([*_flat(row)[:column], *_flat(row)[column + 1 :]] for row in rows), unsure
    if kind == "title":
        rows[0][0] = Box(random.choice(("虚构的表", "支出表", "", "政府性基金预算财政拨款支出决算表")))
    if kind == "swap":
        one, other = random.randrange(1, len(rows)), random.randrange(1, len(rows))
        rows[one], rows[other] = _flat(rows[other]), _flat(rows[one])
    for _ in range(random.randint(1, 6) if kind in {"cells", "labels"} else 0):
        row, column = random.randrange(1, len(rows)), random.randrange(len(rows[0]))
        box = rows[row][column]
        if box is not None and (box.kind == "amount") == (kind == "cells"):
            rows[row][column] = replace(box, text=random.choice(GARBLED))
    return grid.with_rows(rows), kind == "labels"


def _flat(row: list[Box | None] | tuple[Box | None, ...]) -> list[Box | None]:
    """Return a row without merging: its neighbours may be gone."""
    return [replace(box, rows=1, columns=1) if box else None for box in row]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_figure_is_lost_or_made_up(seed: int) -> None:
    """Each number left in a known table is read as the very figure it was, or told as not read: never as another."""
    sheets, style = _report(seed)
    meaning = _meaning(seed)
    read = 0
    for number in range(ROUNDS):
        left, unsure = _mutilated(sheets, Random(f"{seed}-{number}"))  # noqa: S311 - the same every time
        tables, strange = tables_in([sheet_of(grid) for grid in left], style, str(YEAR))
        places = _places(left)
        wrong = [
            (number, taken.where, taken.address.name, meaning[places[taken.where]].name)
            for table in tables
            for taken in table.taken
            if taken.where in places
            and taken.where.sheet not in unsure
            and meaning.get(places[taken.where]) != taken.address
        ]
        assert wrong == []
        assert list(_lost(places, tables, {one.where.sheet for one in strange})) == [], number
        read += sum(len(table.taken) for table in tables)
        planned = plan_import(tables, style, Facts(), "")
        settled = planned.settled
        ends = (settled.typed, settled.followed, settled.declared, settled.disagreements, settled.nowhere, settled.idle)
        assert sum(map(len, ends)) == sum(len(table.taken) for table in tables)
        assert {change.after for change in planned.changes if change.source is None} <= {"0"}
    assert read > ROUNDS * 100


def _lost(places: dict[Where, tuple[str, int, int]], tables: list[Recognized], strange: set[str]) -> Iterator[Where]:
    """Yield the numbers of which nothing is said."""
    told = {taken.where for table in tables for taken in table.taken}
    told |= {cell.where for table in tables for cell in table.unplaced}
    headless = {table.where.sheet for table in tables if any("表头" in cell.why for cell in table.unplaced)}
    yield from (where for where in places if where not in told and where.sheet not in strange | headless)
