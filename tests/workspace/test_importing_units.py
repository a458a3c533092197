"""Workbooks in which a column says whose each row is: every unit gets its own rows and nobody another's."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.desk.importing.recognize import Recognized
from generator.desk.importing.report import homeless_lines, left_lines
from generator.workspace.importing import Import, plan_imports
from generator.workspace.project import Project
from tests.check.generated import YEAR
from tests.desk.books import Box, Grid, with_units, xlsx
from tests.workspace.test_importing import REGION, _empty, _tables, _units

TO = (REGION, str(YEAR))


@cache
def _sheets(how: str = "each") -> tuple[Grid, ...]:
    return tuple(with_units(_named(), how))


def _named() -> Mapping[str, tuple[Grid, ...]]:
    return {one.name: held for one, held in zip(_units(), _tables(), strict=True)}


@cache
def _alone() -> Mapping[str, bytes]:
    """Return what each department's file becomes by a workbook of its own."""
    found = (
        plan_imports(_empty(), {"a.xlsx": xlsx(held)}, (REGION, one.department, str(YEAR))).targets[0]
        for one, held in zip(_units(), _tables(), strict=True)
    )
    return {target.path: target.content for target in found}


def _planned(sheets: list[Grid] | tuple[Grid, ...], to: tuple[str, ...] = TO, project: Project | None = None) -> Import:
    return plan_imports(project or _empty(), {"全县.xlsx": xlsx(sheets)}, to)


def _written(found: Import) -> dict[str, bytes]:
    return {target.path: target.content for target in found.targets}


@pytest.mark.parametrize("how", ["each", "first", "merged"])
def test_a_column_says_whose_each_row_is(how: str) -> None:
    """Named in every row, once above its rows, or in a merged cell: each file is that of the unit's own workbook."""
    found = _planned(_sheets(how))
    assert (found.homeless, found.unplaced, found.left) == ((), (), ())
    assert _written(found) == _alone()


@pytest.mark.parametrize(("title", "prefix"), [("预算单位", ""), ("单位名称", "106001 "), ("部门名称", "[106001]")])
def test_the_column_and_its_names_may_be_written_otherwise(title: str, prefix: str) -> None:
    """Other titles of the column are known, and a code before the name does no harm."""
    held = {f"{prefix}{name}": tables for name, tables in _named().items()}
    assert _written(_planned(with_units(held, "each", title))) == _alone()


@pytest.mark.parametrize("title", ["单位编码", "组织机构代码"])
def test_a_column_of_codes_says_it_too(title: str) -> None:
    """Codes that department.yml knows (单位编码) name the departments."""
    codes = {one.name: f"10600{number}" for number, one in enumerate(_units(), 1)}
    files = dict(_empty().files)
    for one in _units():
        path = f"data/regions/{REGION}/{one.department}/department.yml"
        files[path] += f'单位编码: ["{codes[one.name]}"]\n'.encode()
    held = {codes[name]: tables for name, tables in _named().items()}
    found = _planned(with_units(held, "each", title), project=Project(Path(), files))
    assert _written(found) == _alone()


def test_rows_of_other_units_are_left_and_told() -> None:
    """Asked for one department, the rows of the others go nowhere, and it is said whose they are."""
    one, *others = _units()
    found = _planned(_sheets(), (REGION, one.department, str(YEAR)))
    path = f"{one.folder}/accounts.yml"
    assert _written(found) == {path: _alone()[path]}
    assert {table.owner for table in found.left} == {other.name for other in others}
    (said,) = left_lines(found.left)
    assert all(f"“{other.name}”" in said for other in others)
    assert "没有要求导入" in said


@pytest.mark.parametrize("name", ["虚构县水库管理所", "（本级）"])
def test_unknown_units_are_told(name: str) -> None:
    """A unit that is no department, be it part of one, gets nothing and gives nothing to another."""
    known = list(_named().items())
    held = {f"{known[0][0]}{name}" if name.startswith("（") else name: known[0][1], known[1][0]: known[1][1]}
    found = _planned(with_units(held))
    path = f"{_units()[1].folder}/accounts.yml"
    assert _written(found) == {path: _alone()[path]}
    said = list(homeless_lines(found.homeless))
    assert name in said[0]
    assert "不是这个地区的部门" in said[0]
    assert "单位编码" in said[-1]
    assert "只有本级、不含所属单位" in found.warnings[0]
    assert len(found.warnings) == 1


@pytest.mark.parametrize("how", ["each", "first"])
@pytest.mark.parametrize("named", ["合计", ""])
def test_the_sum_of_all_units_is_nobodys(how: str, named: str) -> None:
    """A last row for all units, named 合计 or not at all, is told and never taken for the last unit's."""
    sheets = []
    for grid in _sheets(how):
        row = [replace(box, text="99999999.99") if box and box.kind == "amount" else None for box in grid.rows[-1]]
        row[0] = Box(named) if named else None
        row[1] = Box("总计")
        sheets.append(grid.with_rows((*grid.rows, row)))
    found = _planned(sheets)
    assert all(b"99999999.99" not in target.content for target in found.targets)
    for target in found.targets:
        assert not any(taken.amount > 10**7 for table in target.tables for taken in table.taken)
    assert {cell.text for cell in found.unplaced} == {"99999999.99"}
    assert _written(found) == _alone()


def test_a_row_for_each_unit_is_its_total() -> None:
    """收入决算表 by unit: a row is the unit's 合计, whatever the table's own rows are."""
    lines = [
        ["收入决算表（分单位）"], ["金额单位：万元"], ["单位名称", "本年收入合计", "财政拨款收入", "事业收入"],
        ["合计", "30", "30", "0"],
        *([one.name, str(number), str(number), ""] for number, one in enumerate(_units(), 1)),
    ]  # fmt: skip
    grid = Grid("表", tuple(tuple(Box(text) for text in (*line, *[""] * (4 - len(line)))) for line in lines))
    found = _planned([grid])
    assert {cell.where.cell for cell in found.unplaced} == {"B4", "C4", "D4"}
    read = {target.slugs.department: _read(target.tables) for target in found.targets}
    assert read == {
        one.department: {"收入": str(number), "收入.财政拨款": str(number)} for number, one in enumerate(_units(), 1)
    }


def _read(tables: tuple[Recognized, ...]) -> dict[str, str]:
    return {taken.address.name: str(taken.amount) for table in tables for taken in table.taken}
