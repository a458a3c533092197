"""更正 that a report lacks: figures that were published already and changed without being told."""

from collections.abc import Iterator, Mapping, Sequence

from generator.desk.comparing.figures import inputs_of, leading_of, number
from generator.desk.comparing.records import Demand, FigureChange, Kind, Laid
from generator.desk.editing import scalars
from generator.model.blocks import Correction, Document

GONE = "不再公布"


def new_corrections(before: Document, after: Document) -> list[Correction]:
    """Return the corrections that only the newer state has, oldest first."""
    known = {_identity(one) for one in before.corrections}
    return sorted((one for one in after.corrections if _identity(one) not in known), key=lambda one: one.date)


def _identity(one: Correction) -> tuple[str, ...]:
    return one.date, one.figure, one.what, one.before, one.after


def noted(changes: Sequence[FigureChange], corrections: Sequence[Correction]) -> set[str]:
    """Return the names of the changes that corrections tell, directly or as what followed."""
    told = {one.name for one in changes if _is_told(one, corrections)}
    followed = {name for one in corrections if one.figure in told for name in one.affected}
    return told | (followed & {change.name for change in changes if change.follows})


def demands_of(
    changes: Sequence[FigureChange], before: Laid, after: Laid, corrections: Sequence[Correction]
) -> Iterator[Demand]:
    """Yield a demand for each published figure that changed by itself and is not told.

    What only follows from another changed figure is told with it. A figure in other digits is the same figure; one that
    is new was not published before; one that is gone is asked for where somebody had typed it; one that no table and no
    sentence prints is known to formulas only.

    Args:
        changes: the figures that changed.
        before: the report as it was.
        after: as it is.
        corrections: those that only the newer state has.
    """
    assert before.document is not None
    origins = {name: entry.origin for name, entry in before.document.figures.items()}
    asked = [
        one
        for one in changes
        if one.where
        and (one.kind is Kind.CHANGED or (one.kind is Kind.REMOVED and origins[one.name] in {"typed", "published"}))
    ]
    names = [one.name for one in asked]
    leading = leading_of(names, inputs_of(names, before, after))
    for one in asked:
        if one.name in leading and not _is_told(one, corrections):
            name = "" if one.kind is Kind.REMOVED else one.name
            yield Demand(name, one.label, one.before, one.after or GONE, one.unit or one.unit_before)


def _is_told(change: FigureChange, corrections: Sequence[Correction]) -> bool:
    """Return whether corrections lead from what was printed to what is printed now."""
    if change.kind is Kind.REMOVED:
        about = [one for one in corrections if not one.figure and change.label in one.what]
        return any(_is_same(one.before, change.before) for one in about)
    about = [one for one in corrections if one.figure == change.name]
    return bool(about) and _is_same(about[0].before, change.before) and _is_same(about[-1].after, change.after)


def _is_same(one: str, other: str) -> bool:
    first, second = number(one), number(other)
    return first == second if first is not None and second is not None else one.strip() == other.strip()


def as_yaml(demands: Sequence[Demand]) -> str:
    """Return the lines that report.yml lacks; day and reason are left to whoever knows them."""
    lines = ["更正:"]
    for one in demands:
        subject: Mapping[str, str] = {"数": one.name} if one.name else {"内容": one.label}
        values = {**subject, "原值": one.before, "现值": one.after}
        lines.append("  - 日期:  # 改动公开的那一天，例如 2025-10-12")
        lines += [f"    {key}: {scalars.plain(text)}" for key, text in values.items()]
        lines.append("    原因:  # 一句话写明为什么改")
    return "\n".join(lines) + "\n"
