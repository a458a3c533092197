"""Whose each table is, where one workbook holds those of many departments; and what looks like another's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.desk.importing.labels import bare
from generator.desk.importing.recognize import Recognized

Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Owned:
    """Tables by department. `homeless`: those that name a department which is not there, or none at all."""

    tables: Mapping[str, tuple[Recognized, ...]]
    homeless: tuple[Recognized, ...]


def owned(tables: Sequence[Recognized], names: Names) -> Owned:
    """Return the tables of each department: by the corner (编制单位), else by title, sheet or workbook name.

    A table that names nobody is of the department of the table before it in the same workbook.

    Args:
        tables: the tables in order.
        names: department → the names it goes by.
    """
    found: dict[str, tuple[Recognized, ...]] = {}
    homeless: list[Recognized] = []
    last, workbook = "", ""
    for table in tables:
        if table.where.workbook != workbook:
            last, workbook = "", table.where.workbook
        last = _owner(table, names) if table.owner else _hinted(table, names) or last
        if last:
            found[last] = (*found.get(last, ()), table)
        else:
            homeless.append(table)
    return Owned(found, tuple(homeless))


def stray_warnings(whose: Owned, names: Names, year: int, *, is_unit_given: bool) -> Iterator[str]:
    """Yield in Chinese what looks wrong about tables: another year, another department, no unit.

    Args:
        whose: the tables of each department.
        names: department → the names it goes by.
        year: the year that they are imported into.
        is_unit_given: whether the user said the unit of tables that name none.
    """
    for owner, tables in whose.tables.items():
        years = {table.year: table for table in tables[::-1] if table.year not in {0, year}}
        for wrong, table in years.items():
            yield f"{table.where} 那张表写的是 {wrong} 年，要导入的是 {year} 年。请确认没有拿错文件。"
        strange = {table.owner: table for table in tables[::-1] if table.owner and _owner(table, names) != owner}
        for other, table in strange.items():
            mine = names.get(owner, (owner,))[0]
            yield f"{table.where} 那张表写的单位是“{other}”，要导入的是“{mine}”。请确认没有拿错文件。"
        silent = [table for table in tables if not table.is_stated]
        if silent and not is_unit_given:
            yield f"{silent[0].where} 等 {len(silent)} 张表没有写金额单位，按万元读。如果是元，请加 --unit 元。"


def _owner(table: Recognized, names: Names) -> str:
    wanted = bare(table.owner)
    return next((slug for slug, held in names.items() if wanted in {bare(name) for name in held}), "")


def _hinted(table: Recognized, names: Names) -> str:
    """Return the department whose name, the longest, stands in what is around a table."""
    for hint in table.hints:
        plain = bare(hint)
        found = [(len(bare(name)), slug) for slug, held in names.items() for name in held if bare(name) in plain]
        if found:
            return max(found)[1]
    return ""
