"""Figures of two states of a report set side by side."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from generator.desk.comparing.records import FigureChange, Kind, Laid
from generator.document.cards import walk
from generator.model.blocks import Block, Document, FigureEntry, Paragraph, Table

_MINUS = re.compile("[−－–]")
#: how many 元 a unit of money is.
_WORTH = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def figure_changes(before: Laid, after: Laid) -> Iterator[FigureChange]:
    """Yield the figures that changed, those of the newer state in its order, then those that are gone.

    Args:
        before: the report as it was, laid out.
        after: as it is, laid out.
    """
    old, new = _figures(before), _figures(after)
    changed = [name for name in (*new, *(name for name in old if name not in new)) if not _is_same(old, new, name)]
    leading = leading_of(changed, inputs_of(changed, before, after))
    where = {**_where(before.document), **_where(after.document)}
    places = {**before.places, **after.places}
    for name in changed:
        found = _change(old.get(name), new.get(name))
        yield replace(found, where=where.get(name, ""), place=places.get(found.key, ""), follows=name not in leading)


def _change(before: FigureEntry | None, after: FigureEntry | None) -> FigureChange:
    entry = after or before
    assert entry is not None
    kind, difference = Kind.ADDED if before is None else Kind.REMOVED, ""
    if before and after:
        kind = Kind.REWRITTEN if is_equal_amount(before, after) else Kind.CHANGED
        first, second = number(before.printed), number(after.printed)
        if kind is Kind.CHANGED and first is not None and second is not None and before.unit == after.unit:
            difference = f"{second - first:+f}"
    return FigureChange(
        kind=kind,
        name=entry.name,
        label=entry.label,
        key=entry.key,
        before=before.printed if before else "",
        after=after.printed if after else "",
        unit=after.unit if after else "",
        unit_before=before.unit if before else "",
        difference=difference,
    )


def inputs_of(names: Iterable[str], before: Laid, after: Laid) -> dict[str, set[str]]:
    """Return figure → the figures that its formula uses in either state."""
    entries = (_figures(before), _figures(after))
    return {name: {operand for one in entries if name in one for operand in one[name].inputs} for name in names}


def leading_of(names: Sequence[str], inputs: Mapping[str, Collection[str]]) -> set[str]:
    """Return those of some changed figures that do not just follow from others of them.

    Where formulas go round in a circle and nothing else leads there, the first of the circle leads.
    """
    changed = set(names)
    users: dict[str, list[str]] = {}
    for name in names:
        for operand in inputs.get(name, ()):
            users.setdefault(operand, []).append(name)
    leading = {name for name in names if not (set(inputs.get(name, ())) & changed) - {name}}
    reached = _reached(leading, users)
    for name in names:
        if name not in reached:
            leading.add(name)
            reached |= _reached({name}, users)
    return leading


def _reached(names: Collection[str], users: Mapping[str, Collection[str]]) -> set[str]:
    found, waiting = set(names), list(names)
    while waiting:
        more = set(users.get(waiting.pop(), ())) - found
        found |= more
        waiting += more
    return found


def _figures(laid: Laid) -> Mapping[str, FigureEntry]:
    """Return the figures that are printed with a value; an unknown one says nothing."""
    assert laid.document is not None
    return {name: entry for name, entry in laid.document.figures.items() if entry.exact or entry.printed}


def _is_same(old: Mapping[str, FigureEntry], new: Mapping[str, FigureEntry], name: str) -> bool:
    before, after = old.get(name), new.get(name)
    return before is not None and after is not None and (before.printed, before.unit) == (after.printed, after.unit)


def is_equal_amount(before: FigureEntry, after: FigureEntry) -> bool:
    """Return whether two entries are the same amount, in whatever digits and unit, or rounded to other digits."""
    if before.exact and (before.exact, before.unit) == (after.exact, after.unit):
        return True
    first, second = number(before.printed), number(after.printed)
    if first is None or second is None:
        return False
    if before.unit == after.unit:
        return first == second
    worth, other = _WORTH.get(before.unit), _WORTH.get(after.unit)
    return worth is not None and other is not None and first * worth == second * other


def number(text: str) -> Decimal | None:
    """Return the number that a printed text is, None for words; 千分位 and the per cent sign are left away."""
    try:
        found = Decimal(_MINUS.sub("-", text.replace(",", "").replace("，", "").strip().removesuffix("%")))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _where(document: Document | None) -> dict[str, str]:
    """Return figure → title of the first table, else section, that prints it."""
    found: dict[str, str] = {}
    titles: dict[str, str] = {}
    for section in walk(document.parts if document else ()):
        for block in section.blocks:
            title = _title(block) or section.title
            for name in _printed(block):
                (found if isinstance(block, Table) else titles).setdefault(name, title)
    return {**titles, **found}


def _title(block: Block) -> str:
    return f"{block.number} {block.title}".strip() if isinstance(block, Table) else ""


def _printed(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from (span.figure for span in block.spans if span.figure)
    elif isinstance(block, Table):
        for cell in (cell for row in block.rows for cell in row):
            yield from (name for name in (cell.figure, *(span.figure for span in cell.spans)) if name)
