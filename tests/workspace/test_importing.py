"""Workbooks into a project: each table to its department, other files untouched, whole writes only."""

from functools import cache
from pathlib import Path

import pytest

from generator.build.report import Slugs
from generator.load.reading import Reader, load_report
from generator.model.address import Address
from generator.workspace.importing import Import, ImportingError, plan_imports, write_target
from generator.workspace.project import Project
from tests.check.building import shared, shared_files
from tests.check.generated import YEAR, Invented, invented, shared_style
from tests.desk.books import Grid, Look, csv_of, document_of, grids, one_sheet, xlsx

SEEDS = (0, 1, 2)
REGION = "xugou0"


@cache
def _units() -> tuple[Invented, ...]:
    return tuple(invented(seed) for seed in SEEDS)


@cache
def _tables(*, yuan: bool = False) -> tuple[tuple[Grid, ...], ...]:
    return tuple(
        tuple(grids(document_of(_slugs(one), {**shared_style(), **one.files}), Look(yuan=yuan))) for one in _units()
    )


def _slugs(one: Invented) -> Slugs:
    return Slugs(one.region, one.department, str(YEAR))


def _empty() -> Project:
    """Return a project with the three departments, none of which has this year's accounts."""
    files = {path: text for one in _units() for path, text in one.files.items() if f"/{YEAR}/" not in path}
    return Project(Path(), {**shared_files(), **shared_style(), **files})


def _facts(files: dict[str, bytes], one: Invented) -> dict[Address, object]:
    report = f"{one.folder}/report.yml"
    held = {**shared_files(), **shared_style(), **one.files, **files, report: one.files[report]}
    loaded = load_report(Reader(held), shared(), *(one.region, one.department, str(YEAR)))
    assert loaded is not None
    return {address: fact.quantity and fact.quantity.value for address, fact in loaded.facts.by_address.items()}


def _assert_all(found: Import) -> None:
    assert found.homeless == ()
    assert found.unplaced == ()
    assert {target.slugs for target in found.targets} == {_slugs(one) for one in _units()}
    for target in found.targets:
        one = next(one for one in _units() if _slugs(one) == target.slugs)
        got, was = _facts({target.path: target.content}, one), _facts({}, one)
        common = {address for address in got if address in was}
        assert {address: got[address] for address in common} == {address: was[address] for address in common}
        # The file held 公务接待费 in two parts, of which the tables print the sum.
        assert {address.measure for address in got if address not in was and got[address]} <= {"three_public"}
        assert len([address for address in common if got[address]]) > 30


def test_one_export_fills_every_department() -> None:
    """A workbook with the sheets of three departments goes to each by the name in the corner of its tables."""
    sheets = [grid for held in _tables() for grid in held]
    _assert_all(plan_imports(_empty(), {"全县.xlsx": xlsx(sheets)}, (REGION, str(YEAR))))


def test_all_tables_of_all_departments_may_stand_on_one_sheet() -> None:
    """The same title again, of another department, begins another table."""
    sheets = [grid for held in zip(*_tables(), strict=False) for grid in held]
    _assert_all(plan_imports(_empty(), {"全县.xlsx": xlsx([one_sheet(sheets)])}, (REGION, str(YEAR))))


def test_sheets_and_files_may_name_the_department() -> None:
    """Without a corner entry the sheet's or file's name tells whose the table is."""
    books = {
        f"{one.name}{number}.csv": csv_of(_cornerless(grid))
        for one, held in zip(_units(), _tables(), strict=True)
        for number, grid in enumerate(held)
    }
    _assert_all(plan_imports(_empty(), books, (REGION, str(YEAR))))


def _cornerless(grid: Grid) -> Grid:
    return grid.with_rows(row for row in grid.rows if not any(box and box.text.startswith("部门") for box in row))


def test_tables_of_a_stranger_are_left_and_told() -> None:
    """A department that the region does not have gets nothing, and its tables go to no other."""
    others = [grid for held in _tables()[:2] for grid in held]
    project = _empty()
    gone = f"data/regions/{REGION}/{_units()[1].department}/department.yml"
    files = {path: text for path, text in project.files.items() if path != gone}
    found = plan_imports(Project(Path(), files), {"全县.xlsx": xlsx(others)}, (REGION, str(YEAR)))
    assert [target.slugs for target in found.targets] == [_slugs(_units()[0])]
    assert {table.owner for table in found.homeless} == {_units()[1].name}
    assert len(found.homeless) == len(_tables()[1])


def test_another_year_and_another_department_are_told() -> None:
    """Tables that name another year or department than the target's are warned of, once each."""
    to = (REGION, _units()[1].department, str(YEAR - 1))
    project = Project(Path(), {path: text for path, text in _empty().files.items() if f"/{YEAR - 1}/" not in path})
    found = plan_imports(project, {"a.xlsx": xlsx(_tables()[0])}, to)
    said = "\n".join(found.warnings)
    assert f"写的是 {YEAR} 年，要导入的是 {YEAR - 1} 年" in said
    assert f"写的单位是“{_units()[0].name}”，要导入的是“{_units()[1].name}”" in said
    assert len(found.warnings) == 2


def test_a_missing_unit_of_money_is_told() -> None:
    """Without 金额单位 amounts are 万元, which is said; with --unit it is not."""
    one = _units()[0]
    silent = [
        grid.with_rows(row for row in grid.rows if not any(box and "金额单位" in box.text for box in row))
        for grid in _tables(yuan=True)[0]
    ]
    to = (one.region, one.department, str(YEAR))
    found = plan_imports(_empty(), {"a.xlsx": xlsx(silent)}, to)
    assert "没有写金额单位，按万元读" in found.warnings[0]
    found = plan_imports(_empty(), {"a.xlsx": xlsx(silent)}, to, unit="元")
    assert found.warnings == ()
    assert _facts({found.targets[0].path: found.targets[0].content}, one)


@pytest.mark.parametrize(
    "to", [("nowhere", "2024"), (REGION, "nobody", "2024"), ("..", "2024"), (REGION, "..", "2024")]
)
def test_a_target_must_be_there(to: tuple[str, ...]) -> None:
    """Nothing is written outside departments that exist."""
    with pytest.raises(ImportingError, match="没有"):
        plan_imports(_empty(), {"a.xlsx": xlsx(_tables()[0])}, to)


def test_line_ends_and_mark_of_a_file_stay(tmp_path: Path) -> None:
    """A file with CRLF and a byte order mark keeps both, and gets the new amounts."""
    one = _units()[0]
    path = f"{one.folder}/accounts.yml"
    raw = b"\xef\xbb\xbf" + "# 我的注释\r\n金额单位: 万元\r\n收入:   # 空着\r\n".encode()
    project = Project(tmp_path, {**_empty().files, path: raw})
    target = plan_imports(project, {"a.xlsx": xlsx(_tables()[0])}, (one.region, one.department, str(YEAR))).targets[0]
    write_target(tmp_path, target)
    written = (tmp_path / path).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf" + "# 我的注释\r\n金额单位: 万元\r\n收入:".encode())
    assert "# 空着".encode() in written
    assert written.count(b"\n") == written.count(b"\r\n") > 50
    assert [entry.name for entry in (tmp_path / path).parent.iterdir()] == ["accounts.yml"]


def test_a_file_with_errors_is_left_alone() -> None:
    """Nothing is imported into a file that cannot be read: its error is told."""
    one = _units()[0]
    project = Project(Path(), {**_empty().files, f"{one.folder}/accounts.yml": "收入: {其他收入: 一万}\n".encode()})
    with pytest.raises(ImportingError, match="里有错误"):
        plan_imports(project, {"a.xlsx": xlsx(_tables()[0])}, (one.region, one.department, str(YEAR)))
