"""What an import changes in accounts.yml: each amount with the cell it comes from, and the new text of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.desk.editing.splice import splice
from generator.desk.importing.recognize import Recognized, Taken
from generator.desk.importing.settle import Settled, settle
from generator.desk.keys import keys_of, order_of, unit_at
from generator.model.accounts import Published
from generator.model.address import Address
from generator.model.facts import Fact, Facts
from generator.model.records import MoneyUnit
from generator.model.style import Style
from generator.money import in_unit, quantity

PLACES = 2
UNIT_KEY, PUBLISHED_KEY = "金额单位", "公布值"


@dataclass(frozen=True, slots=True)
class Change:
    """One amount of the file.

    Attributes:
        keys: where it stands in accounts.yml. before: as typed there; "" where there was none. after: as imported.
        source: the cell it comes from; None for a zero that a blank cell stands for.
    """

    keys: tuple[str, ...]
    before: str
    after: str
    source: Taken | None


@dataclass(frozen=True, slots=True)
class Planned:
    """What an import comes to; nothing is written yet.

    Attributes:
        settled: what the workbook says. changes: amounts that are new or, where replacing is allowed, another.
        kept: amounts that differ from the workbook and stay, because replacing was not asked for.
        same: how many amounts are there already. published: values that are declared as printed.
        text: the new text of accounts.yml; the old one, byte for byte, where nothing changes.
    """

    settled: Settled
    changes: tuple[Change, ...]
    kept: tuple[Change, ...]
    same: int
    published: tuple[Published, ...]
    text: str


def plan_import(
    tables: Sequence[Recognized], style: Style, facts: Facts, text: str, *, is_replacing: bool = False
) -> Planned:
    """Return what importing the tables of one department and year does to its accounts.yml.

    Args:
        tables: the tables found.
        style: the merged style of the report.
        facts: what the file holds.
        text: the file; "" for none yet.
        is_replacing: whether amounts that differ are replaced.
    """
    settled = settle(tables, style, facts)
    unit = str(facts.unit) if text.strip() else _unit_of(tables)
    wanted: dict[Address, tuple[str, Taken | None]] = {
        address: (_written(taken, unit), taken) for address, taken in settled.typed.items()
    }
    wanted |= dict.fromkeys(settled.zeros, ("0", None))
    changes, kept, same = [], [], 0
    for address, (after, source) in wanted.items():
        keys, held = keys_of(address), facts.by_address.get(address)
        if keys is None:
            continue
        change = Change(keys, _typed(held), after, source)
        if held is not None and _is_same(held, after, address, unit):
            same += 1
        elif held is None or held.quantity is None or is_replacing:
            changes.append(change)
        else:
            kept.append(change)
    published = settled.published
    edits = _edits(changes, published, len(facts.published), unit if not text.strip() else "")
    return Planned(
        settled, tuple(changes), tuple(kept), same, published, splice(text, edits, order_of) if edits else text
    )


def _edits(
    changes: Sequence[Change], published: Sequence[Published], held: int, unit: str
) -> Mapping[tuple[str | int, ...], object]:
    edits: dict[tuple[str | int, ...], object] = {(UNIT_KEY,): unit} if unit and changes else {}
    edits |= {change.keys: change.after for change in changes}
    for index, item in enumerate(published, held):
        entry = {"数": item.figure, "处": item.where, "公布": item.printed, "原因": item.reason}
        edits[PUBLISHED_KEY, index] = {name: value for name, value in entry.items() if value}
    return edits


def _unit_of(tables: Sequence[Recognized]) -> str:
    """Return the unit for a new file: that of most tables, 元 being the better source where they disagree."""
    units = [table.unit for table in tables if table.taken]
    return max(set(units), key=lambda unit: (units.count(unit), unit == MoneyUnit.YUAN)) if units else "万元"


def _written(taken: Taken, unit: str) -> str:
    """Return an amount as the file writes it: exact, and with the two places that tables print."""
    if unit_at(taken.address):
        return format(taken.amount.normalize(), "f")
    value = in_unit(taken.amount, unit) * _in_yuan(taken.unit)
    if not value:
        return "0"
    digits = format(value.normalize(), "f")
    places = len(digits.partition(".")[2])
    return digits if places >= PLACES else f"{value:.{PLACES}f}"


def _in_yuan(unit: str) -> Decimal:
    return {"元": Decimal(1), "万元": Decimal(10) ** 4, "亿元": Decimal(10) ** 8}[unit]


def _typed(held: Fact | None) -> str:
    if held is None:
        return ""
    return held.quantity.text if held.quantity else str(held.blank or "")


def _is_same(held: Fact, after: str, address: Address, unit: str) -> bool:
    found = quantity(after, unit_at(address) or unit)
    return held.quantity is not None and getattr(found, "value", None) == held.quantity.value
