"""A table of comparison: one figure of many departments with last year's, the budget, and how they differ."""

from collections.abc import Sequence
from dataclasses import replace

from generator.money import percent
from generator.pages.portal.compare_grid import Cell, Column, Grid, Section
from generator.pages.portal.compare_tables import (
    cell_of,
    change,
    chosen,
    grouped,
    name_line,
    scope_of,
    unknown,
    usual,
)
from generator.pages.portal.series import Point, Row, Series


def bases_grid(key: str, series: Sequence[Series], year: int) -> Grid | None:
    """Return one figure of many departments with last year's, the budget and how they differ; None where nobody has it.

    A department without that year stands there with its newest one: each year is a section of its own.
    """
    found = [(one, choice) for one in series if (choice := chosen(one, key, year, nearest=True)) and choice[1].reading]
    if not found:
        return None
    unit, label = found[0][1][0].unit, found[0][1][0].label
    years: dict[int, list[tuple[Series, tuple[Row, Point]]]] = {}
    for one, choice in found:
        years.setdefault(choice[1].year, []).append((one, choice))
    sections = []
    for group, members in sorted(years.items(), reverse=True):
        scope = scope_of(choice for _, choice in members) or ""
        base = usual(point.budget.base for _, (_, point) in members if point.budget)
        lines = [name_line(one, _bases(choice, group, scope, base), with_region=True) for one, choice in members]
        sections.append(Section(tuple(lines), f"{group}年度", (scope, "", base)))
    columns: tuple[Column, ...] = (
        Column("决算数", "", unit),
        Column("比上年", "", unit, Column("上年决算数", "上年", unit)),
        Column("预算数", "", unit, Column("完成预算", "完成", "%")),
    )
    if not any(section.scopes[2] for section in sections):
        columns = columns[:2]
        sections = [_without_budgets(section) for section in sections]
    return grouped(Grid(key, label, "部门", columns, tuple(sections), unit))


def _without_budgets(section: Section) -> Section:
    lines = tuple(replace(line, cells=line.cells[:2]) for line in section.lines)
    return replace(section, lines=lines, scopes=section.scopes[:2])


def _bases(found: tuple[Row, Point], year: int, scope: str, base: str) -> list[Cell]:
    """Return the cells of a department: the figure, its change over last year's, its budget over what was done."""
    row, point = found
    before = row.point(point.year - 1)
    cells = [cell_of(found, year, scope)]
    if before is None or before.value is None or before.reading is None:
        cells.append(unknown(before.missing if before else ""))
    else:
        held = cell_of((row, before), before.year, point.reading.scope if point.reading else scope)
        notes = tuple(note for note in held.notes if not note.startswith("取自"))
        cells.append(replace(change(row, point, before), below=replace(held, notes=notes)))
    return [*cells, _budget(row, point, base)]


def _budget(row: Row, point: Point, base: str) -> Cell:
    budget = point.budget
    if budget is None:
        return unknown("")
    cautions = (f"预算基数不同：{budget.base}",) if budget.base != base else ()
    rate = percent(point.value, budget.value, 2) if point.value is not None else None
    done = Cell(rate, "%", f"{rate}%") if rate is not None else Cell(text="预算为 0，不算")
    return Cell(budget.value, row.unit, "", budget.href, cautions, below=done)
