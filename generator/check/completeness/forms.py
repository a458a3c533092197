"""Cells of a form that nobody filled (F25): fields, staff numbers, the total score and the grade."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.check.completeness.parts import is_due
from generator.check.evaluation.marks import listed, named
from generator.check.rule import Case, Found, Rule
from generator.document.sentences import REFERENCE
from generator.findings import Finding, Severity
from generator.load.evaluations import Evaluated
from generator.load.node import pointer
from generator.model.address import is_name
from generator.model.papers import FormCell, FormRow
from generator.model.style import Content, OutlineEntry

#: figures of which a form must not be blank; money by source and the like often has nothing to say.
REQUIRED_FIGURES = frozenset({"编制数", "在职人数", "自评得分", "自评得分.等次", "自评分值"})
#: cells that are filled by hand on the signed copy, or may be left empty.
BY_HAND = ("签", "章", "日期", "意见", "备注", "原因", "其他", "说明", "年月日")
MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class _Asked:
    """A cell that asks for one thing: its form, the words beside it, the name of what it shows."""

    form: str
    label: str
    name: str


def blank(case: Case) -> Iterator[Found]:
    """Yield, for each evaluation, the cells of its forms that ask for something and are blank."""
    for evaluation in case.inputs.evaluations if is_due(case) else ():
        asked = [
            cell
            for form in _forms(case, evaluation)
            for cell in _asked(form, case.inputs.style.forms[form].rows)
            if not any(word in f"{cell.label}{cell.name}" for word in BY_HAND) and _is_blank(case, evaluation, cell)
        ]
        labels = list(dict.fromkeys([*(cell.label.rstrip("：:") for cell in asked), *_blank_tables(evaluation)]))
        if labels:
            message = f"“{evaluation.record.name}”的表里有{len(labels)}格没有填：{listed(labels, MOST_LISTED)}"
            hint = "请补填；原件没有填的，可以不补"
            path = pointer(evaluation.file, "栏目") if evaluation.record.fields else f"{evaluation.file}#"
            yield Found(Finding("D49", Severity.NOTE, message, path, hint))


def _blank_tables(evaluation: Evaluated) -> Iterator[str]:
    """Yield the names of the tables of free rows that were given and have nothing in them."""
    for name, rows in evaluation.record.details.items():
        if rows and not any(text.strip() for row in rows for text in row.values()):
            yield name


def _forms(case: Case, evaluation: Evaluated) -> list[str]:
    """Return the names of the forms that an evaluation's papers show."""
    style = case.inputs.style
    papers = [style.papers[name] for name in evaluation.record.papers if name in style.papers]
    contents = [content for paper in papers for content in (*paper.content, *_contents(case, paper.outline))]
    return [content.form for content in contents if content.form in style.forms]


def _contents(case: Case, entries: Iterable[OutlineEntry]) -> Iterator[Content]:
    for entry in entries:
        section = case.inputs.style.sections.get(entry.section)
        yield from section.content if section else ()
        yield from _contents(case, entry.below)


def _asked(form: str, rows: Iterable[FormRow]) -> Iterator[_Asked]:
    """Yield the cells that are one reference and stand beside words, in rows that are printed once."""
    for row in rows:
        if not row.walk:
            yield from _beside(form, row.cells)
            yield from _asked(form, row.rows)


def _beside(form: str, cells: tuple[FormCell, ...]) -> Iterator[_Asked]:
    label = ""
    for cell in cells:
        reference = REFERENCE.fullmatch(cell.text)
        if reference and label:
            yield _Asked(form, label, reference[1])
        label = "" if REFERENCE.search(cell.text) else cell.text.strip()


def _is_blank(case: Case, evaluation: Evaluated, cell: _Asked) -> bool:
    """Return whether a cell prints nothing: a field nobody typed, a figure that is not known or declared blank."""
    record = evaluation.record
    if cell.name in record.prompts:
        return False
    if cell.name in REQUIRED_FIGURES:
        return not named(case, evaluation, cell.name).is_known or _is_declared_blank(case, evaluation, cell)
    words = {**record.fields, **record.texts, **record.variables}
    known = cell.name in case.inputs.texts or cell.name in case.inputs.style.variables or is_name(cell.name)
    return not known and cell.name not in case.inputs.style.patterns and not words.get(cell.name, "").strip()


def _is_declared_blank(case: Case, evaluation: Evaluated, cell: _Asked) -> bool:
    form = case.inputs.style.forms[cell.form]
    return any(
        item.figure == cell.name and not item.printed.strip() and item.where in {None, cell.form, form.title}
        for item in evaluation.record.published
    )


BLANK = Rule(
    code="D49",
    title="自评表的栏目都填了",
    source="财预〔2020〕10号《项目支出绩效评价管理办法》所附的自评表；公开检查常见问题 F25",
    severity=Severity.NOTE,
    run=blank,
    passing="""
报告: {状态: 送审}
自评:
  栏目: {项目名称: 虚构项目, 主管部门: 虚构局, 实施单位: 虚构中心}
  指标: [{一级: 产出指标, 三级: 培训人数, 性质: ≥, 指标值: 9, 单位: 人, 完成值: 9, 分值: 100, 得分: 100}]
  文字: {预期目标: 培训9人, 实际完成情况: 培训9人}
""",
    failing="""
报告: {状态: 送审}
自评:
  栏目: {项目名称: 虚构项目, 主管部门: 虚构局, 实施单位: ""}
  指标: [{一级: 产出指标, 三级: 培训人数, 性质: ≥, 指标值: 9, 单位: 人, 完成值: 9, 分值: 100, 得分: 100}]
  文字: {预期目标: 培训9人, 实际完成情况: 培训9人}
""",
)
RULES = (BLANK,)
