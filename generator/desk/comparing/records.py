"""Records of a comparison."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.blocks import Document


class Kind(StrEnum):
    """What became of a thing."""

    ADDED = "新增"
    REMOVED = "删去"
    CHANGED = "改动"
    #: the same number in other digits, such as 12.3 for 12.30, or rounded otherwise.
    REWRITTEN = "写法"


@dataclass(frozen=True, slots=True)
class Laid:
    """A report in one of the two states.

    Attributes:
        document: laid out; None when it cannot be.
        state: 草稿 … 公开; empty when it could not be read.
        is_public: whether the public site shows this state on the day of the comparison.
        errors: how many errors keep it from being published.
        places: id of a figure → `file:line` of what was typed.
    """

    document: Document | None
    state: str = ""
    is_public: bool = False
    errors: int = 0
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A published figure that changed.

    Attributes:
        name: its dotted official name. label: in plain words. key: its ASCII id in the pages.
        before, after: as printed, without unit; "" where it is not printed. unit, unit_before: their units.
        difference: after − before in `unit`, signed; "" where one of them is no number.
        where: official title of the first table or section that prints it.
        place: `file:line` of what was typed, newer state first; empty for a computed figure.
        follows: whether it only follows from other figures in the list.
        is_noted: whether a 更正 of the newer state tells this very change, or that of a figure it follows from.
    """

    kind: Kind
    name: str
    label: str
    key: str
    before: str
    after: str
    unit: str
    unit_before: str
    difference: str = ""
    where: str = ""
    place: str = ""
    follows: bool = False
    is_noted: bool = False


@dataclass(frozen=True, slots=True)
class TextChange:
    """Words that changed: a sentence, a heading, a cell of words.

    `where`: title of its section or table. `is_typed`: whether no figure stands in it, so that somebody wrote it anew.
    """

    kind: Kind
    where: str
    before: str = ""
    after: str = ""
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that a table gained or lost: title of the table, the row's cells as printed."""

    kind: Kind
    table: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """A 更正 that report.yml lacks: a figure that was published already has changed.

    Attributes:
        name: name of the figure; empty for one that is not printed any more, which `what` then names.
        label: in plain words. before, after: as printed. unit: printed unit.
    """

    name: str
    label: str
    before: str
    after: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What changes of one report.

    Attributes:
        address: `region/department/year`. title: its official title.
        kind: 新增 or 删去 for a report that appears or disappears, else 改动.
        state_before, state_after: 草稿 … 公开; "" where it cannot be read or is not there.
        was_public, is_public: whether the public site shows it in either state on that day.
        errors: errors of the newer state. unread: which state could not be laid out, in words.
        facts: 公开日期 and other entries of its head. figures, texts, rows: in the order of the document.
        demands: what report.yml must tell. is_told: whether the newer state has a new 更正 about words.
    """

    address: str
    title: str
    kind: Kind
    state_before: str
    state_after: str
    was_public: bool = False
    is_public: bool = False
    errors: int = 0
    unread: str = ""
    facts: tuple[TextChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    rows: tuple[RowChange, ...] = ()
    demands: tuple[Demand, ...] = ()
    is_told: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether nothing that is published changes."""
        changed = (self.facts, self.figures, self.texts, self.rows)
        is_same = self.state_before == self.state_after and self.was_public == self.is_public
        return self.kind == Kind.CHANGED and is_same and not any(changed) and not self.unread


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes between two states of a project.

    Attributes:
        before, after: what the states are called, such as `HEAD（0123abc）` and 工作文件夹.
        day: the day for which reports count as published.
        changes: reports with changes, in order of their addresses.
        looked: addresses of the reports that were laid out and are still there. same: how many of all that were laid
            out are the same. untouched: how many have the same files.
        refused: files of either state that were not read.
    """

    before: str
    after: str
    day: str
    changes: tuple[Change, ...]
    looked: tuple[str, ...] = ()
    same: int = 0
    untouched: int = 0
    refused: tuple[str, ...] = ()

    @property
    def demands(self) -> int:
        """Return how many corrections are missing."""
        return sum(len(change.demands) for change in self.changes)
