"""What was changed after publication, as the report tells it."""

from generator.document.desk import Desk
from generator.document.entries import label_of
from generator.figures.engine import canonical, is_readable
from generator.model.blocks import Correction, FigureEntry
from generator.model.identity import Correction as Declared


def corrections_of(desk: Desk, entries: dict[str, FigureEntry]) -> tuple[Correction, ...]:
    """Return the report's corrections, newest first, each with the figures that changed with it.

    Args:
        desk: the report.
        entries: every printed figure; a corrected one that is printed nowhere is told by name only.
    """
    found = [_correction(desk, item, entries) for item in desk.inputs.report.corrections]
    return tuple(sorted(found, key=lambda item: item.date, reverse=True))


def _correction(desk: Desk, item: Declared, entries: dict[str, FigureEntry]) -> Correction:
    name = canonical(item.figure) if item.figure and is_readable(item.figure) else ""
    entry = entries.get(name)
    what = item.what or (entry.label if entry else label_of(desk, name) if name else "")
    return Correction(
        date=item.date,
        kind=str(item.kind),
        what=what,
        before=item.before,
        after=item.after,
        unit=entry.unit if entry else "",
        reason=item.reason,
        basis=item.basis,
        figure=name if entry else "",
        affected=_affected(name, entries),
    )


def _affected(name: str, entries: dict[str, FigureEntry]) -> tuple[str, ...]:
    """Return the printed figures whose formula uses a figure, directly or through others, in order of printing."""
    changed = {name}
    grown = True
    while grown:
        more = {other for other, entry in entries.items() if other not in changed and changed & set(entry.inputs)}
        changed |= more
        grown = bool(more)
    return tuple(other for other in entries if other in changed and other != name)
