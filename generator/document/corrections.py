"""What was changed after publication, as the report tells it."""

from collections.abc import Mapping

from generator.document.desk import Desk
from generator.document.entries import label_of
from generator.figures.engine import canonical, is_figure
from generator.model.blocks import Correction, FigureEntry
from generator.model.identity import Correction as Declared

#: figures that are named one by one before the rest is counted.
NAMED = 5


def corrections_of(desk: Desk, entries: dict[str, FigureEntry]) -> tuple[Correction, ...]:
    """Return the report's corrections, newest first, each with the figures that changed with it.

    Args:
        desk: the report.
        entries: every printed figure; a corrected one that is printed nowhere is told by name only.
    """
    found = [_correction(desk, item, entries) for item in desk.inputs.report.corrections]
    return tuple(sorted(found, key=lambda item: item.date, reverse=True))


def change_in_words(correction: Correction) -> str:
    """Return what was changed from what to what, and why, in one sentence without its full stop."""
    what = correction.what or "文字"
    return f"{what}由 {correction.before} 改为 {correction.after}{correction.unit}（{correction.reason}）"


def affected_in_words(correction: Correction, entries: Mapping[str, FigureEntry]) -> str:
    """Return the figures that changed with it by name, of many the first ones and how many there are."""
    labels = [entries[name].label for name in correction.affected if name in entries]
    more = f"等 {len(labels)} 个数" if len(labels) > NAMED else ""
    return "、".join(labels[:NAMED]) + more


def _correction(desk: Desk, item: Declared, entries: dict[str, FigureEntry]) -> Correction:
    name = canonical(item.figure) if item.figure and is_figure(item.figure) else ""
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
