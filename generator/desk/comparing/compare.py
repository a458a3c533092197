"""Two states of a report compared."""

from dataclasses import replace

from generator.desk.comparing.figures import figure_changes
from generator.desk.comparing.notes import demands_of, new_corrections, noted
from generator.desk.comparing.records import Change, Kind, Laid
from generator.desk.comparing.texts import head_changes, row_changes, text_changes

UNREAD_BEFORE, UNREAD_AFTER = "原来的一版读不出来，没有可以比较的", "现在的一版读不出来，先用 juesuan check 看错误"


def compared(address: str, before: Laid | None, after: Laid | None) -> Change:
    """Return what changes of a report.

    Args:
        address: `region/department/year`.
        before: the report as it was; None where it was not there.
        after: as it is; None where it is gone.
    """
    document = (after and after.document) or (before and before.document)
    change = Change(
        address=address,
        title=document.title if document else address,
        kind=Kind.ADDED if before is None else Kind.REMOVED if after is None else Kind.CHANGED,
        state_before=before.state if before else "",
        state_after=after.state if after else "",
        was_public=bool(before and before.is_public),
        is_public=bool(after and after.is_public),
        errors=after.errors if after else 0,
    )
    if before is None or after is None:
        return change
    if before.document is None or after.document is None:
        return replace(change, unread=UNREAD_BEFORE if after.document else UNREAD_AFTER)
    return _in_detail(change, before, after)


def _in_detail(change: Change, before: Laid, after: Laid) -> Change:
    assert before.document is not None
    assert after.document is not None
    corrections = new_corrections(before.document, after.document)
    figures = tuple(figure_changes(before, after))
    told = noted(figures, corrections)
    return replace(
        change,
        facts=tuple(head_changes(before.document, after.document)),
        figures=tuple(replace(one, is_noted=one.name in told) for one in figures),
        texts=tuple(text_changes(before.document, after.document)),
        rows=tuple(row_changes(before.document, after.document)),
        demands=tuple(demands_of(figures, before, after, corrections)) if change.was_public else (),
        is_told=any(not one.figure for one in corrections),
    )
