"""One figure of one year as one report states it: its own outturn, or last year's in the report of the year after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.document.measures import DERIVED_NOTE
from generator.html.escape import safe_id
from generator.model.blocks import Measure
from generator.model.summary import Summary
from generator.money import unit_of
from generator.pages.links import FIGURES, Address
from generator.pages.portal.amounts import common_unit, converted

#: half of the last place of 万元: by how much a figure may differ that is printed in another unit.
_ROUNDING = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of one year as one report states it.

    Attributes:
        year: the year that it is of. report: the year of the report that states it.
        department: folder of the department whose report it is. name: what that is called there.
        digits, unit: plain digits in the unit that the report prints. scope: 口径 in words; may be empty.
        href: address of the figure's entry below the site's root; of the report where the figure has no entry.
        note: what readers must know; may be empty.
    """

    year: int
    report: int
    department: str
    name: str
    digits: str
    unit: str
    scope: str
    href: str
    note: str = ""

    @property
    def is_prior(self) -> bool:
        """Return whether the next year's report states it as last year's."""
        return self.report != self.year


def stated(reports: Sequence[Summary], year: int, key: str) -> Reading | None:
    """Return a figure as the year's own report states it."""
    found = measure_of(reports, year, key)
    if found is None:
        return None
    report, one = found
    note = "；".join(part for part in one.note.split("；") if part and part != DERIVED_NOTE)
    return _reading(report, one, year, one.value, one.figure, note)


def prior(reports: Sequence[Summary], year: int, key: str) -> Reading | None:
    """Return a figure as the next year's report states it as last year's."""
    found = measure_of(reports, year + 1, key)
    if found is None or not found[1].prior:
        return None
    report, one = found
    return _reading(report, one, year, one.prior, one.prior_figure, DERIVED_NOTE if DERIVED_NOTE in one.note else "")


def measure_of(reports: Iterable[Summary], year: int, key: str) -> tuple[Summary, Measure] | None:
    """Return a year's report with the figure of that key; None when there is none."""
    found = ((report, one) for report in reports if report.year == year for one in report.measures if one.key == key)
    return next(found, None)


def _reading(report: Summary, one: Measure, year: int, digits: str, figure: str, note: str) -> Reading:
    return Reading(
        year=year,
        report=report.year,
        department=report.department,
        name=report.department_name,
        digits=digits,
        unit=one.unit,
        scope=one.scope,
        href=entry_of(report, figure),
        note=note,
    )


def entry_of(report: Summary, figure: str) -> str:
    """Return the address of a figure's entry below the site's root, of the report where it has no entry."""
    folder = Address(report.region, report.department, report.year).folder
    entry = report.entries.get(figure, "")
    return f"{folder}{FIGURES}/#{safe_id(entry)}" if entry else folder


def differs(one: Reading, other: Reading) -> bool:
    """Return whether two reports state different figures of equal scope for one year."""
    if one.scope != other.scope:
        return False
    same_unit = converted(other.digits, other.unit, one.unit)
    if same_unit is None:
        return False
    if one.unit == other.unit:
        return same_unit != Decimal(one.digits)
    unit = common_unit(one.unit)
    values = [converted(reading.digits, reading.unit, unit) or Decimal(0) for reading in (one, other)]
    return abs(values[0] - values[1]) > (_ROUNDING if unit_of(unit).is_money else 0)
