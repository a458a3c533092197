"""Every text that was typed for a report, each with where it stands, for the rules that read prose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.check.rule import Case
from generator.load.evaluations import Evaluated
from generator.load.locate import OFFSET
from generator.load.node import pointer
from generator.model.statement import Institution, Statement
from generator.model.vocabulary import SCOPE_MARK

#: fields of a row of an indicator table or scoring sheet → key in the file.
ROW_FIELDS = {
    "third": "三级", "target": "指标值", "result": "完成值", "reason": "原因", "meaning": "说明",
    "criterion": "评分标准", "remark": "备注",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypedText:
    """One text as typed, its references to figures still in `〔〕`.

    Attributes:
        path: `file#/key/…` of the scalar. label: what an editor calls it. text: as typed.
        role: `text` (prose), `field` (栏目), `row` (a cell of a table), `reason` or `purpose` of a figure.
        scope: `@slug` of the evaluation it belongs to; empty for the report's own.
    """

    path: str
    label: str
    text: str
    role: str
    scope: str = ""

    def at(self, offset: int) -> str:
        """Return the path of a place inside the text, for a finding about a few words of it."""
        return f"{self.path}{OFFSET}{offset}"

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line that is not blank with the offset at which it begins."""
        begin = 0
        for line in self.text.split("\n"):
            if line.strip():
                yield begin, line
            begin += len(line) + 1


def typed_texts(case: Case) -> tuple[TypedText, ...]:
    """Return every typed text of a report: its own, then those of its evaluations, in the order of the files."""
    evaluations = (
        text for each in case.inputs.evaluations for part in (_fields, _rows, _statements) for text in part(each)
    )
    return (*_own(case), *evaluations)


def _own(case: Case) -> Iterator[TypedText]:
    file = f"{case.folder}/texts.yml"
    for name, text in case.inputs.texts.items():
        yield TypedText(pointer(file, name), name, text, "text")
    for index, term in enumerate(case.inputs.terms):
        yield TypedText(pointer(file, "名词解释", index, "解释"), term.term, term.text, "term")
    for role, key, texts in (("reason", "原因", case.facts.reasons), ("purpose", "用途", case.facts.purposes)):
        for name, text in texts.items():
            if SCOPE_MARK not in name:
                yield TypedText(pointer(case.accounts, key, name), name, text, role)


def _fields(evaluation: Evaluated) -> Iterator[TypedText]:
    record, file, scope = evaluation.record, evaluation.file, evaluation.scope
    for key, texts, role in (("栏目", record.fields, "field"), ("文字", record.texts, "text")):
        for name, text in texts.items():
            yield TypedText(pointer(file, key, name), name, text, role, scope)


def _rows(evaluation: Evaluated) -> Iterator[TypedText]:
    record, file, scope = evaluation.record, evaluation.file, evaluation.scope
    for key, rows in (("指标", record.indicators), ("计分", record.scoring)):
        for index, row in enumerate(rows):
            for field, label in ROW_FIELDS.items():
                if text := getattr(row, field):
                    yield TypedText(pointer(file, key, index, label), f"{row.third}的{label}", text, "row", scope)
    for table, details in record.details.items():
        for index, cells in enumerate(details):
            for name, text in cells.items():
                yield TypedText(pointer(file, "明细", table, index, name), name, text, "row", scope)


def _statements(evaluation: Evaluated) -> Iterator[TypedText]:
    record, file, scope = evaluation.record, evaluation.file, evaluation.scope
    if record.statement:
        yield from _stated(record.statement, (file, "数据"), scope)
    for name, institution in record.institutions.items():
        yield from _stated(institution, (file, "机构", name), scope)


def _stated(statement: Statement | Institution, at: tuple[str, ...], scope: str) -> Iterator[TypedText]:
    stated: tuple[tuple[str, str, Mapping[str, str]], ...] = (
        ("reason", "原因", statement.reasons), ("purpose", "用途", statement.purposes),
    )  # fmt: skip
    for role, key, texts in stated:
        for name, text in texts.items():
            yield TypedText(pointer(*at, key, name), name, text, role, scope)
