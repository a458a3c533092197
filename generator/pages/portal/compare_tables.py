"""Tables of comparison: departments beside each other, a figure with its bases, a department over its years.

Only comparable things are compared: of equal scope, of one year, budgets of one base. What differs is kept, says so in
its cell, and is counted in a line above the table.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from generator.html.escape import safe_id
from generator.money import percent, round_half_up, unit_of
from generator.pages.portal.amounts import change_words
from generator.pages.portal.compare_grid import Cell, Column, Grid, Line, listed
from generator.pages.portal.series import Point, Row, Series

STAFF = "staff"
#: figures that are told per member of staff where their number is known.
PER_HEAD = ("spending", "operating", "three-public", "agency-costs")
UNKNOWN = "未公布"

Choice = tuple[Row, Point] | None


def usual(words: Iterable[str]) -> str:
    """Return the word that occurs most often, of equals the first; "" for none."""
    counted = Counter(words)
    return max(counted, key=lambda word: counted[word]) if counted else ""


def common_year(series: Sequence[Series]) -> int:
    """Return the year for which most departments have a report of figures; of equals the newest.

    Raises:
        ValueError: no department has any figure.
    """
    years = Counter(year for one in series for year in years_told(one))
    return max(years, key=lambda year: (years[year], year))


def years_told(series: Series) -> list[int]:
    """Return the years for which a department has a report of its own with figures, oldest first."""
    return sorted({
        point.year
        for row in series.rows
        for point in row.points
        if point.reading is not None and not point.reading.is_prior
    })  # fmt: skip


def chosen(series: Series, key: str, year: int, *, nearest: bool = False) -> Choice:
    """Return a department's figure of a year; with `nearest`, of its newest year where that one has none."""
    row = series.row(key)
    point = row.point(year) if row else None
    if row is None:
        return None
    if nearest and (point is None or point.reading is None):
        point = next((one for one in reversed(row.points) if one.reading is not None), None)
    return (row, point) if point is not None else None


def cell_of(found: Choice, year: int, scope: str) -> Cell:
    """Return the cell of a figure; it is flagged when its year or scope is not that of the table."""
    if found is None or found[1].reading is None:
        return Cell(text=(found[1].missing if found else "") or UNKNOWN, missing=True)
    row, point = found
    reading = point.reading
    assert reading is not None
    cautions = [f"年度不同：{point.year}年"] if point.year != year else []
    cautions += [words for words in point.cautions if not words.startswith("口径不同")]
    if reading.scope != scope:
        cautions.append(f"口径不同：{reading.scope or '没有说明'}")
    text = f"{reading.digits} {reading.unit}" if point.value is None else ""
    return Cell(point.value, row.unit, text, reading.href, tuple(cautions), point.notes)


def name_line(series: Series, cells: Iterable[Cell], *, with_region: bool) -> Line:
    """Return a department's row: its name leads to its page."""
    href = f"reports/{safe_id(series.region)}/{safe_id(series.department)}/"
    return Line(series.short, href, tuple(cells), series.region_name if with_region else "")


def beside_grid(
    title: tuple[str, str], keys: Sequence[str], series: Sequence[Series], year: int, *, nearest: bool
) -> Grid | None:
    """Return departments beside each other, a column a figure; None where nobody states any.

    Args:
        title: key and caption of the table.
        keys: keys of its figures.
        series: departments in the order in which they stand.
        year: the year that is compared.
        nearest: whether a department without that year stands there with its newest one, flagged.
    """
    key, caption = title
    columns, cells = [], []
    unit = usual(row.unit for one in series for row in one.rows if row.key in keys)
    for name in keys:
        found = [chosen(one, name, year, nearest=nearest) for one in series]
        known = [(row, point.reading) for row, point in filter(None, found) if point.reading]
        if known:
            scope = usual(reading.scope for _, reading in known)
            columns.append(Column(known[0][0].label, scope, unit))
            cells.append([cell_of(one, year, scope) for one in found])
    if not columns:
        return None
    several = len({one.region for one in series}) > 1
    lines = [
        name_line(one, row, with_region=several)
        for one, row in zip(series, zip(*cells, strict=True), strict=True)
        if any(cell.href for cell in row)
    ]
    return Grid(key, caption, "部门", tuple(columns), tuple(lines), unit, tuple(remarks_on(lines)))


def per_head_grid(series: Sequence[Series], year: int) -> Grid | None:
    """Return figures per member of staff of a year, for departments that state their staff; None where nobody does."""
    staffed = [one for one in series if _staff(one, year)]
    keys = [key for key in PER_HEAD if any(one.row(key) for one in staffed)]
    if not staffed or not keys:
        return None
    columns = [Column("年末在职人数", "人", "人")]
    cells = [[cell_of(chosen(one, STAFF, year), year, "") for one in staffed]]
    for key in keys:
        found = [chosen(one, key, year) for one in staffed]
        scope = usual(point.reading.scope for _, point in filter(None, found) if point.reading)
        label = next(row.label for row, _ in filter(None, found))
        columns.append(Column(f"人均{label}", scope, "万元"))
        numbers = [cell_of(one, year, scope) for one in found]
        cells.append([_per_head(cell, _staff(one, year)) for cell, one in zip(numbers, staffed, strict=True)])
    lines = [name_line(one, row, with_region=False) for one, row in zip(staffed, zip(*cells, strict=True), strict=True)]
    remark = (
        f"{len(series) - len(staffed)} 个部门没有公布年末在职人数，没有列入。" if len(staffed) < len(series) else ""
    )
    said = [remark] if remark else []
    return Grid("per-head", f"{year}年人均", "部门", tuple(columns), tuple(lines), "万元", (*said, *remarks_on(lines)))


def _staff(series: Series, year: int) -> Decimal | None:
    found = chosen(series, STAFF, year)
    return found[1].value or None if found else None


def _per_head(cell: Cell, staff: Decimal | None) -> Cell:
    return replace(cell, value=round_half_up(cell.value / staff, 6)) if cell.value is not None and staff else cell


def bases_grid(key: str, series: Sequence[Series], year: int) -> Grid | None:
    """Return one figure of many departments with last year's, the budget and how they differ; None where nobody has it.

    A department without that year stands there with its newest one, flagged.
    """
    found = [(one, choice) for one in series if (choice := chosen(one, key, year, nearest=True)) and choice[1].reading]
    if not found:
        return None
    scope = usual(point.reading.scope for _, (_, point) in found if point.reading)
    base = usual(point.budget.base for _, (_, point) in found if point.budget)
    unit, label = found[0][1][0].unit, found[0][1][0].label
    lines = [name_line(one, _bases(choice, year, scope, base), with_region=True) for one, choice in found]
    columns: tuple[Column, ...] = (
        Column("年度"),
        Column("决算数", scope, unit),
        Column("上年决算数", "", unit),
        Column("比上年", "", unit),
        Column("预算数", base, unit),
        Column("完成预算", "", "%"),
    )
    if not base:
        columns, lines = columns[:4], [replace(line, cells=line.cells[:4]) for line in lines]
    return Grid(key, label, "部门", columns, tuple(lines), unit, tuple(remarks_on(lines)))


def _bases(found: tuple[Row, Point], year: int, scope: str, base: str) -> list[Cell]:
    row, point = found
    before = row.point(point.year - 1)
    cells = [Cell(text=f"{point.year}年"), cell_of(found, year, scope)]
    if before is None or before.value is None or before.reading is None:
        words = before.missing if before else ""
        cells += [Cell(text=words or UNKNOWN, missing=True), Cell(text="上年数未知", missing=True)]
    else:
        held = cell_of((row, before), before.year, point.reading.scope if point.reading else scope)
        notes = tuple(note for note in held.notes if not note.startswith("取自"))
        cells += [replace(held, notes=notes), change(row, point, before)]
    budget = point.budget
    if budget is None:
        return [*cells, Cell(text=UNKNOWN, missing=True), Cell(text="预算数未知", missing=True)]
    cautions = (f"预算基数不同：{budget.base}",) if budget.base != base else ()
    rate = percent(point.value, budget.value, 2) if point.value is not None else None
    done = Cell(rate, "%", f"{rate}%") if rate is not None else Cell(text="预算为 0，不算")
    return [*cells, Cell(budget.value, row.unit, "", budget.href, cautions), done]


def change(row: Row, point: Point, before: Point) -> Cell:
    """Return how a year differs from the one before it, in words with the difference, or why that cannot be said."""
    if point.value is None or before.value is None:
        return Cell(text="上年数未知" if before.value is None else UNKNOWN, missing=True)
    unlike = [*point.cautions, *before.cautions]
    if point.reading and before.reading and point.reading.scope != before.reading.scope:
        unlike.append("口径不同")
    if unlike:
        return Cell(text=f"不可比（{unlike[0].split('：')[0]}）", missing=True)
    return Cell(point.value - before.value, row.unit, change_words(point.value, before.value, row.unit))


def years_grid(series: Series, keys: Sequence[str], title: str, most: int = 6) -> Grid:
    """Return a department over its newest years, a row a figure.

    Args:
        series: the department.
        keys: figures in the order in which they stand; those that it does not have are left out.
        title: caption.
        most: how many years.
    """
    years = series.years[-most:]
    rows = [row for key in keys if (row := series.row(key)) and unit_of(row.unit).is_money]
    lines = []
    for row in rows:
        points = [point for year in years if (point := row.point(year))]
        cells = [replace(cell_of((row, point), point.year, row.scope), cautions=point.cautions) for point in points]
        last = [change(row, points[-1], points[-2])] if len(points) > 1 else []
        lines.append(Line(row.label, "", (*cells, *last), ""))
    columns = [Column(f"{year}年", "", "万元") for year in years]
    columns += [Column("比上年", "", "万元")] if len(years) > 1 else []
    return Grid("years", title, "项目", tuple(columns), tuple(lines), "万元")


def remarks_on(lines: Sequence[Line]) -> list[str]:
    """Return the line above a table: how many departments may not be set beside the others, and why."""
    kinds: dict[str, set[tuple[str, str]]] = {}
    for line in lines:
        for cell in line.cells:
            for words in cell.cautions:
                kinds.setdefault(words.split("：", maxsplit=1)[0], set()).add((line.above, line.name))
    said = [f"{len(names)} 个部门{kind}" for kind, names in kinds.items()]
    return [f"{listed(said)}，已在格中注明，不能和其他部门直接比较。"] if said else []
