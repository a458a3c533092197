"""What an import changes in accounts.yml: each amount with the cell it comes from, and the new text of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from generator.desk.editing.splice import splice
from generator.desk.importing.parts import value_of
from generator.desk.importing.recognize import Recognized, Taken
from generator.desk.importing.settle import Settled, is_rounded, settle
from generator.desk.keys import keys_of, order_of, unit_at
from generator.model.accounts import Published
from generator.model.address import Address
from generator.model.facts import Blank, Fact, Facts
from generator.model.style import Style
from generator.money import MONEY_UNITS, AmountProblem, in_unit, quantity

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
    units = _Units(facts.unit if text.strip() else unit_of(tables), yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - text, lists and mappings only
    wanted: list[tuple[Address, Taken | None]] = [
        *settled.typed.items(),
        *((address, None) for address in settled.zeros),
    ]
    changes, kept, same = [], [], 0
    for address, source in wanted:
        keys, held = keys_of(address), facts.by_address.get(address)
        if keys is None:
            continue
        unit = unit_at(address) or units.at(keys)
        change = Change(keys, _typed(held), _written(source, unit) if source else "0", source)
        if held is not None and _is_same(held, change.after, unit):
            same += 1
        elif held is None or (held.quantity is None and held.blank is not Blank.WITHHELD) or is_replacing:
            changes.append(change)
        else:
            kept.append(change)
    # What the file holds otherwise may explain a total; nothing is declared before that is decided.
    published = settled.published if not kept else ()
    edits = _edits(changes, published, len(facts.published), units.whole if not text.strip() else "")
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


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of a file: that of the whole, and of blocks that have one of their own."""

    whole: str
    tree: Any

    def at(self, keys: Sequence[str]) -> str:
        """Return the unit in which money is typed at a place."""
        unit, node = self.whole, self.tree
        for key in keys:
            node = node.get(key) if isinstance(node, Mapping) else None
            unit = str(node.get(UNIT_KEY) or unit) if isinstance(node, Mapping) else unit
        return unit


def unit_of(tables: Sequence[Recognized]) -> str:
    """Return the unit for a new file: 万元, which documents print, where that loses nothing; else 元."""
    cells = [taken for table in tables for taken in table.taken]
    units = {taken.unit for taken in cells if taken.unit in MONEY_UNITS}
    return "万元" if is_rounded(cells) or "元" not in units else "元"


def _written(taken: Taken, unit: str) -> str:
    """Return an amount as the file writes it: exact, money with at least the two places that tables print."""
    value = in_unit(value_of(taken), unit)
    digits = format(value.normalize(), "f")
    places = len(digits.partition(".")[2])
    is_money = unit in MONEY_UNITS
    return digits if not value or not is_money or places >= PLACES else f"{value:.{PLACES}f}"


def _typed(held: Fact | None) -> str:
    if held is None:
        return ""
    return held.quantity.text if held.quantity else str(held.blank or "")


def _is_same(held: Fact, after: str, unit: str) -> bool:
    """Return whether the file holds an amount already, be it rounded to fewer places than the workbook has."""
    found = quantity(after, unit)
    if held.quantity is None or isinstance(found, AmountProblem):
        return False
    return abs(found.value - held.quantity.value) <= (held.quantity.step / 2 if found.step < held.quantity.step else 0)
