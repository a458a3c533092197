"""A department's headline figures as a table over its years, newest first, and the sentence above it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.pages.portal.amounts import change_words, converted, shown
from generator.pages.portal.compare_tables import GAP, UNKNOWN
from generator.pages.portal.marks import Marks
from generator.pages.portal.readings import Reading
from generator.pages.portal.series import Point, Row, Series

#: figures that the sentence tells, those that are known.
_TOLD = ("spending", "three-public")
_GROUPED = 10_000
_FOUR_DIGITS = re.compile(r"(?<!\d)(\d)(?=\d{3}(?:\.|$))")


@dataclass(frozen=True, slots=True)
class History:
    """The table of a department's page.

    Attributes:
        sentence: what the newest figures are, in words; may be empty.
        unit: what all amounts are in.
        columns: years, newest first, each with the mark of what holds for all its figures.
        groups: figures that count the same money, by its name: rows with a cell for each column.
        notes: marks of the table with what they stand for.
        absent: years without any figure and why, in words.
        contested: whether two reports state a figure differently.
    """

    sentence: str
    unit: str
    columns: tuple[Mapping[str, object], ...]
    groups: tuple[Mapping[str, object], ...]
    notes: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]
    contested: bool


def history_of(series: Series, root: str) -> History:
    """Return the headline figures of a department over its years; `root` leads from the page to the site's root."""
    years = sorted(series.years, reverse=True)
    columns = {year: [point for row in series.rows if (point := row.point(year))] for year in years}
    known = [year for year in years if any(point.reading for point in columns[year])]
    common = {year: _common(columns[year]) for year in known}
    marks = Marks()
    heads = tuple({"year": year, "mark": marks.of("；".join(common[year]))} for year in known)
    units = Counter(row.unit for row in series.rows)
    unit = max(units, key=lambda name: units[name]) if units else ""
    groups: dict[str, list[Mapping[str, object]]] = {}
    for row in series.rows:
        cells = [_cell(row, year, common[year], _gap(columns[year], year), root, marks) for year in known]
        told = {"label": row.label, "unit": row.unit if row.unit != unit else "", "cells": cells}
        groups.setdefault(row.scope, []).append(told)
    return History(
        sentence=_sentence(series, known),
        unit=unit,
        columns=heads,
        groups=tuple({"scope": scope, "rows": rows} for scope, rows in groups.items()),
        notes=tuple(marks.listed()),
        absent=tuple(_absent(columns[year], year) for year in years if year not in known and columns[year]),
        contested=any(point.other for row in series.rows for point in row.points),
    )


def _remarks(point: Point) -> tuple[str, ...]:
    """Return what must be known of a figure; the last note of one that two reports state differently says just that."""
    return (*point.cautions, *(point.notes[:-1] if point.other else point.notes))


def _common(points: Sequence[Point]) -> list[str]:
    """Return the remarks that hold for every figure of a year: they stand once, at its head."""
    stated = [_remarks(point) for point in points if point.reading]
    return [remark for remark in stated[0] if all(remark in remarks for remarks in stated)] if len(stated) > 1 else []


def _gap(points: Sequence[Point], year: int) -> str:
    """Return why a figure is missing in a year that the next year's report alone tells of; else nothing."""
    if not all(point.reading.is_prior for point in points if point.reading):
        return ""
    return f"{year + 1}年决算没有公布这些上年数"


def _cell(row: Row, year: int, common: Sequence[str], gap: str, root: str, marks: Marks) -> Mapping[str, object]:
    point = row.point(year)
    if point is None or point.reading is None:
        reason = gap or (point.missing if point else "")
        brief = not reason or reason == UNKNOWN
        return {
            "text": "",
            "missing": UNKNOWN if brief else GAP,
            "href": "",
            "mark": "" if brief else marks.of(reason),
            "other": None,
        }
    stated = f"{point.reading.digits} {point.reading.unit}"
    return {
        "text": stated if point.value is None else _alike(point.value, row),
        "missing": "",
        "href": root + point.reading.href,
        "mark": marks.of("；".join(remark for remark in _remarks(point) if remark not in common)),
        "other": _other(point.other, row, root) if point.other else None,
    }


def _other(reading: Reading, row: Row, root: str) -> Mapping[str, str]:
    """Return what another report states for the same year."""
    value = converted(reading.digits, reading.unit, row.unit)
    text = _alike(value, row) if value is not None else f"{reading.digits} {reading.unit}"
    return {"words": f"{reading.report}年决算的上年数", "text": text, "href": root + reading.href}


def _alike(value: Decimal, row: Row) -> str:
    """Return a number of a row as readers see it: with separators in all of its numbers, or in none."""
    text = shown(value, row.unit)
    is_grouped = any(abs(point.value) >= _GROUPED for point in row.points if point.value is not None)
    return _FOUR_DIGITS.sub(r"\1,", text) if is_grouped else text


def _absent(points: Sequence[Point], year: int) -> str:
    reasons = dict.fromkeys(point.missing for point in points if point.missing)
    return f"{year}年没有可列的数：{'；'.join(reasons)}"


def _sentence(series: Series, known: Sequence[int]) -> str:
    if not known:
        return ""
    told = [words for key in _TOLD if (row := series.row(key)) for words in _told(row, known[0])]
    return f"{known[0]}年度{'；'.join(told)}。" if told else ""


def _told(row: Row, year: int) -> Iterator[str]:
    """Yield the newest figure of a row in words, with its change where last year's may be compared."""
    point, before = row.point(year), row.point(year - 1)
    if point is None or point.value is None:
        return
    words = f"{row.label} {shown(point.value, row.unit)} {row.unit}"
    if before is not None and before.value is not None and point.is_comparable and before.is_comparable:
        change, bracket, rest = change_words(point.value, before.value, row.unit).partition("（")
        words += f"，比上年{change}" + (f" {row.unit}（{rest}" if bracket else "")
    yield words
