"""An evaluation as its rules see it: what is marked with points, what its forms show, where its texts stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from generator.check.rule import Case
from generator.document.sentences import REFERENCE
from generator.figures.figure import Figure
from generator.load.evaluations import Evaluated
from generator.load.node import pointer
from generator.model.address import Address, is_name, within
from generator.model.papers import FormRow
from generator.model.sheet import SheetRow
from generator.model.statement import Statement
from generator.model.style import Content, OutlineEntry
from generator.model.vocabulary import INSTITUTION_MARK

#: key of the sheet in the file → rows.
SHEETS = ("指标", "计分")
POINTS = "分"


@dataclass(frozen=True, slots=True)
class Mark:
    """Rows that share one weight, as a rule one row: weight and score in points, None where not known.

    Attributes:
        sheet, rows: where they stand. path: of the first row. names: of the figures that a waiver may name.
    """

    sheet: str
    rows: tuple[SheetRow, ...]
    weight: Decimal | None
    score: Decimal | None
    path: str
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """Return what the rows are called."""
        return "、".join(called(row) for row in self.rows)

    @property
    def is_counted(self) -> bool:
        """Return whether the rows count in the total."""
        return not self.rows[0].indicator.unscored


def called(row: SheetRow) -> str:
    """Return what an editor calls a row: its name, told apart from others of the same name."""
    name = "".join(row.indicator.third.split())
    return row.item.replace(f"“{name}”", name) if name else row.item


def marks_of(case: Case, evaluation: Evaluated) -> Iterator[Mark]:
    """Yield what has a weight or a score of its own, in the order of the sheets."""
    for sheet, rows in sheets_of(evaluation):
        for _, members in groupby(rows, key=lambda row: row.shared or row.item):
            yield _mark(case, evaluation, sheet, tuple(members))


def sheets_of(evaluation: Evaluated) -> tuple[tuple[str, tuple[SheetRow, ...]], ...]:
    """Return key and rows of each sheet of an evaluation."""
    return tuple(zip(SHEETS, (evaluation.indicators, evaluation.scoring), strict=True))


def _mark(case: Case, evaluation: Evaluated, sheet: str, rows: tuple[SheetRow, ...]) -> Mark:
    weight = figure_of(case, evaluation, "evaluation_weight", rows[0].shared or rows[0].weight_item)
    scores = [figure_of(case, evaluation, "evaluation_score", row.weight_item) for row in rows]
    known = [score.value for score in scores if score.value is not None]
    return Mark(
        sheet,
        rows,
        weight.value,
        sum(known, Decimal(0)) if len(known) == len(rows) else None,
        pointer(evaluation.file, sheet, rows[0].index),
        (*(score.name for score in scores), weight.name),
    )


def figure_of(case: Case, evaluation: Evaluated, measure: str, item: str = "", version: str = "outturn") -> Figure:
    """Return a figure of an evaluation's own scope; one without value when it is not known."""
    return case.figures.at(Address(measure, item=item, version=version, scope=evaluation.scope))


def named(case: Case, evaluation: Evaluated, name: str) -> Figure:
    """Return the figure that a name means inside an evaluation."""
    return case.figures.get(within(name, {"scope": evaluation.scope}))


def points(case: Case, value: Decimal) -> str:
    """Return a number of points in words, such as `9.5分`."""
    return case.wording.amount(value, "count", POINTS)


def shown_by_forms(case: Case, evaluation: Evaluated, sheet: str) -> frozenset[str]:
    """Return the names in `〔〕` of what the forms of an evaluation's papers show of each row of a sheet."""
    style = case.inputs.style
    papers = [paper for name in evaluation.record.papers if (paper := style.papers.get(name))]
    contents = [content for paper in papers for content in (*paper.content, *_contents(case, paper.outline))]
    forms = [style.forms[content.form] for content in contents if content.form in style.forms]
    return frozenset(name for form in forms for name in _names(form.rows, sheet))


def _contents(case: Case, entries: Iterable[OutlineEntry]) -> Iterator[Content]:
    for entry in entries:
        section = case.inputs.style.sections.get(entry.section)
        yield from section.content if section else ()
        yield from _contents(case, entry.below)


def _names(rows: Iterable[FormRow], sheet: str) -> Iterator[str]:
    for row in rows:
        if row.walk == sheet:
            yield from (match[1] for cell in row.cells for match in REFERENCE.finditer(cell.text))
        yield from _names(row.rows, sheet)


def listed(words: list[str], most: int) -> str:
    """Return words one after the other, at most so many, then 等."""
    return "、".join(words[:most]) + ("等" if len(words) > most else "")


def text_path(evaluations: Iterable[Evaluated], role: str, name: str) -> str:
    """Return where an evaluation states a reason or purpose by the name of a figure; "" where none does.

    Args:
        evaluations: those of the report.
        role: 原因 or 用途.
        name: as the facts hold it: with its scope, or as typed where it is no name.
    """
    for evaluation in evaluations:
        for keys, statement, dimensions in _statements(evaluation):
            texts: Mapping[str, str] = statement.reasons if role == "原因" else statement.purposes
            for typed in texts:
                if name == (within(typed, dimensions) if is_name(typed) else typed):
                    return pointer(evaluation.file, *keys, role, typed)
    return ""


def _statements(evaluation: Evaluated) -> Iterator[tuple[tuple[str, ...], Statement, dict[str, str]]]:
    """Yield each block of figures with the keys above it and what its names leave open."""
    scope = {"scope": evaluation.scope}
    if evaluation.record.statement:
        yield ("数据",), evaluation.record.statement, scope
    for key, institution in evaluation.record.institutions.items():
        yield ("机构", key), institution, {**scope, "institution": f"{INSTITUTION_MARK}{key}"}
