"""Whose each table is, where one workbook holds those of many departments; and what looks like another's."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.desk.importing.labels import bare
from generator.desk.importing.recognize import Recognized

Names = Mapping[str, Sequence[str]]
#: what finance systems write before a unit's name: 106001 虚构县水务局, [106001]虚构县水务局.
_CODE = re.compile(r"^[\[【(（]?[0-9A-Z]*\d{3,}[\]】)）]?[\s\-—_.、]*(?=[^\d\s])")


@dataclass(frozen=True, slots=True)
class Owned:
    """Tables by department.

    `homeless`: those that name a department which is not there, or none at all. `left`: rows of departments that are
    there and were not asked for.
    """

    tables: Mapping[str, tuple[Recognized, ...]]
    homeless: tuple[Recognized, ...]
    left: tuple[Recognized, ...] = ()


def owned(tables: Sequence[Recognized], names: Names) -> Owned:
    """Return the tables of each department: by the corner (编制单位), else by title, sheet or workbook name.

    Where a column names the department of each row, by that alone. A table that names nobody is of the department of
    the table before it in the same workbook.

    Args:
        tables: the tables in order.
        names: department → the names and codes it goes by.
    """
    found: dict[str, list[Recognized]] = {}
    homeless: list[Recognized] = []
    last, workbook, index = "", "", _index(names)
    for table in tables:
        if table.where.workbook != workbook:
            last, workbook = "", table.where.workbook
        owner = _owner(table, index)
        if not table.is_by_row:
            last = owner = owner if table.owner else _hinted(table, names) or last
        if owner:
            found.setdefault(owner, []).append(table)
        else:
            homeless.append(table)
    return Owned({owner: tuple(held) for owner, held in found.items()}, tuple(homeless))


def asked(tables: Sequence[Recognized], names: Names, department: str) -> Owned:
    """Return the tables of one department: all, but of those whose rows are of many units its own rows alone.

    Args:
        tables: the tables in order.
        names: department → the names and codes it goes by.
        department: the one that was asked for.
    """
    index = _index(names)
    owner = {id(table): _owner(table, index) if table.is_by_row else department for table in tables}
    own = tuple(table for table in tables if owner[id(table)] == department)
    return Owned(
        {department: own} if own else {},
        tuple(table for table in tables if not owner[id(table)]),
        tuple(table for table in tables if owner[id(table)] not in {"", department}),
    )


def stray_warnings(whose: Owned, names: Names, year: int, *, is_unit_given: bool) -> Iterator[str]:
    """Yield in Chinese what looks wrong about tables: another year or department, units below it, no unit of money.

    Args:
        whose: the tables of each department.
        names: department → the names it goes by.
        year: the year that they are imported into.
        is_unit_given: whether the user said the unit of tables that name none.
    """
    index = _index(names)
    yield from _mixed(whose)
    for owner, tables in whose.tables.items():
        years = {table.year: table for table in tables[::-1] if table.year not in {0, year}}
        for wrong, table in years.items():
            yield f"{table.where} 那张表写的是 {wrong} 年，要导入的是 {year} 年。请确认没有拿错文件。"
        strange = {table.owner: table for table in tables[::-1] if table.owner and _owner(table, index) != owner}
        for other, table in strange.items():
            mine = names.get(owner, (owner,))[0]
            yield f"{table.where} 那张表写的单位是“{other}”，要导入的是“{mine}”。请确认没有拿错文件。"
        silent = [table for table in tables if not table.is_stated]
        if silent and not is_unit_given:
            yield f"{silent[0].where} 等 {len(silent)} 张表没有写金额单位，按万元读。如果是元，请加 --unit 元。"


def _mixed(whose: Owned) -> Iterator[str]:
    """Yield a warning where rows of departments stand among those of units that are none: parts of them, maybe."""
    sheets = {(table.where.workbook, table.where.sheet) for table in whose.homeless if table.is_by_row}
    own = [table for tables in whose.tables.values() for table in tables if table.is_by_row]
    mixed = [table for table in own if (table.where.workbook, table.where.sheet) in sheets]
    if mixed:
        count = len({table.owner for table in mixed})
        more = f"等 {count} 个单位" if count > 1 else ""
        yield (
            f"{mixed[0].where} 那张表里还有不是部门的单位。“{mixed[0].owner}”{more}的行要是只有本级、不含所属单位，"
            "就不是部门的决算数，请核对。"
        )


def _index(names: Names) -> Mapping[str, str]:
    """Return the department of each name and code; one that two departments go by is the first's."""
    found: dict[str, str] = {}
    for slug, held in names.items():
        for name in held:
            found.setdefault(bare(name), slug)
    return found


def _owner(table: Recognized, index: Mapping[str, str]) -> str:
    """Return the department that a table names; by its code where the name is none that is known."""
    said = (table.owner, _CODE.sub("", table.owner), table.code)
    return next((index[bare(one)] for one in said if one and bare(one) in index), "")


def _hinted(table: Recognized, names: Names) -> str:
    """Return the department whose name, the longest, stands in what is around a table."""
    for hint in table.hints:
        plain = bare(hint)
        found = [(len(bare(name)), slug) for slug, held in names.items() for name in held if bare(name) in plain]
        if found:
            return max(found)[1]
    return ""
