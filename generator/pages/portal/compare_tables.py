"""Tables of comparison: departments beside each other, a figure with its bases, a department over its years.

Only comparable things are compared: of equal scope, of one year, budgets of one base. Years stand apart, each with what
its numbers are of; what differs within a year is kept, says so in its cell, and is counted in a line above the table.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from generator.html.escape import safe_id
from generator.money import round_half_up, unit_of
from generator.pages.portal.amounts import change_words
from generator.pages.portal.compare_grid import Cell, Column, Grid, Line, Section, listed
from generator.pages.portal.series import Point, Row, Series

STAFF = "staff"
#: figures that are told per member of staff where their number is known.
PER_HEAD = ("spending", "operating", "three-public", "agency-costs")
UNKNOWN, GAP, UNLIKE = "未公布", "缺", "不可比"

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
        return unknown(found[1].missing if found else "")
    row, point = found
    reading = point.reading
    assert reading is not None
    cautions = [f"年度不同：{point.year}年"] if point.year != year else []
    cautions += [words for words in point.cautions if not words.startswith("口径不同")]
    if reading.scope != scope:
        cautions.append(f"口径不同：{reading.scope or '没有说明'}")
    text = f"{reading.digits} {reading.unit}" if point.value is None else ""
    return Cell(point.value, row.unit, text, reading.href, tuple(cautions), point.notes)


def unknown(reason: str) -> Cell:
    """Return the cell of a number that is not known: 未公布 where nothing more is known, else 缺 with its reason."""
    brief = not reason or reason == UNKNOWN
    return Cell(text=UNKNOWN if brief else GAP, why="" if brief else reason, missing=True)


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
    unit = usual(row.unit for one in series for row in one.rows if row.key in keys)
    labels = {row.key: row.label for one in reversed(series) for row in one.rows if row.key in keys}
    years: dict[int, list[Series]] = {}
    for one in series:
        told = years_told(one)
        years.setdefault(max(told) if nearest and year not in told else year, []).append(one)

    def stated(name: str, group: int) -> list[Choice]:
        return [chosen(one, name, group, nearest=nearest) for one in years[group]]

    scopes = {(name, group): scope_of(stated(name, group)) for name in keys for group in years}
    told_keys = [name for name in keys if any(scopes[name, group] is not None for group in years)]
    if not told_keys:
        return None
    several = len({one.region for one in series}) > 1
    sections = []
    for group, members in sorted(years.items(), reverse=True):
        cells = [[cell_of(one, group, scopes[name, group] or "") for one in stated(name, group)] for name in told_keys]
        lines = tuple(
            name_line(one, row, with_region=several)
            for one, row in zip(members, zip(*cells, strict=True), strict=True)
            if any(cell.href for cell in row)
        )
        if lines:
            sections.append(Section(lines, f"{group}年度", tuple(scopes[name, group] or "" for name in told_keys)))
    columns = [Column(labels[name], "", unit) for name in told_keys]
    shown = f"{caption}（{sections[0].name.removesuffix('度')}）" if len(sections) == 1 else caption
    return grouped(Grid(key, shown, "部门", tuple(columns), tuple(sections), unit))


def scope_of(found: Iterable[Choice]) -> str | None:
    """Return what most of the figures are of; None where there are none."""
    known = [point.reading.scope for _, point in filter(None, found) if point.reading]
    return usual(known) if known else None


def grouped(grid: Grid) -> Grid:
    """Return a table with the scopes where they are read: under the heads, or by section where those differ.

    A table of one section needs no name for it. What differs within a section is counted above the table.
    """
    by_column = list(zip(*(section.scopes for section in grid.sections), strict=True))
    if len(grid.sections) > 1 and any(len(set(scopes)) > 1 for scopes in by_column):
        sections, columns = grid.sections, grid.columns
    else:
        sections = tuple(replace(one, scopes=()) for one in grid.sections)
        heads = zip(grid.columns, by_column, strict=True)
        columns = tuple(replace(column, small=scopes[0] or column.small) for column, scopes in heads)
    if len(sections) == 1:
        sections = (replace(sections[0], name=""),)
    return replace(grid, columns=columns, sections=sections, remarks=(*grid.remarks, *remarks_on(grid.lines)))


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
    remarks = (*said, *remarks_on(lines))
    return Grid("per-head", f"{year}年人均", "部门", tuple(columns), (Section(tuple(lines)),), "万元", remarks)


def _staff(series: Series, year: int) -> Decimal | None:
    found = chosen(series, STAFF, year)
    return found[1].value or None if found else None


def _per_head(cell: Cell, staff: Decimal | None) -> Cell:
    return replace(cell, value=round_half_up(cell.value / staff, 6)) if cell.value is not None and staff else cell


def change(row: Row, point: Point, before: Point) -> Cell:
    """Return how a year differs from the one before it, in words with the difference, or why that cannot be said."""
    if point.value is None or before.value is None:
        return unknown(before.missing if before.value is None else point.missing)
    unlike = [*point.cautions, *before.cautions]
    if point.reading and before.reading and point.reading.scope != before.reading.scope:
        unlike.append("口径不同")
    if unlike:
        return Cell(text=UNLIKE, why=unlike[0].split("：")[0], missing=True)
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
    return Grid("years", title, "项目", tuple(columns), (Section(tuple(lines)),), "万元")


def remarks_on(lines: Sequence[Line]) -> list[str]:
    """Return the line above a table: how many departments may not be set beside the others, and why."""
    kinds: dict[str, set[tuple[str, str]]] = {}
    for line in lines:
        for cell in line.cells:
            for words in cell.cautions:
                kinds.setdefault(words.split("：", maxsplit=1)[0], set()).add((line.above, line.name))
    said = [f"{len(names)} 个部门{kind}" for kind, names in kinds.items()]
    return [f"{listed(said)}，已在格中注明，不能和其他部门直接比较。"] if said else []
