"""The evaluations of one year: files to records, rows completed, and their facts in a scope of their own."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from generator.findings import Finding, Severity
from generator.load.facts import WHOLE, Gathered, Leaf, free_word, gather, take
from generator.load.node import pointer
from generator.model.accounts import Published
from generator.model.address import is_name, within
from generator.model.evaluation import Evaluation, MoneyRow
from generator.model.facts import Facts
from generator.model.papers import Prescribed
from generator.model.sheet import ASIDE, SheetRow, rows_of
from generator.model.style import Style
from generator.model.vocabulary import EVALUATION_PAGE, INSTITUTION_MARK, SCOPE_MARK
from generator.money import AmountProblem, quantity

SLUG = re.compile(r"[a-z][a-z0-9-]{0,40}")
SHEETS = {"指标": "indicators", "计分": "scoring"}
#: item of the weight and score that stand beside the whole money.
EXECUTION = "执行率"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One evaluation as typed, its rows completed.

    Attributes:
        slug: its file's name, which is its scope and part of its address. file: path. record: what was typed.
        indicators, scoring: completed rows. prescribed: what its form prescribes.
    """

    slug: str
    file: str
    record: Evaluation
    indicators: tuple[SheetRow, ...] = ()
    scoring: tuple[SheetRow, ...] = ()
    prescribed: Prescribed = field(default_factory=Prescribed)

    @property
    def scope(self) -> str:
        """Return the scope of its figures."""
        return f"{SCOPE_MARK}{self.slug}"

    @property
    def page(self) -> str:
        """Return the ASCII name of its page."""
        return page_of(self.scope)

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """Return the rows of both sheets."""
        return (*self.indicators, *self.scoring)


def page_of(scope: str) -> str:
    """Return the ASCII name of the page of the evaluation whose scope it is."""
    return f"{EVALUATION_PAGE}{scope.removeprefix(SCOPE_MARK)}"


@dataclass(slots=True)
class _Found:
    """What evaluations add to the facts of a report."""

    got: Gathered = field(default_factory=Gathered)
    groups: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    published: list[tuple[Published, str]] = field(default_factory=list)


def complete(slug: str, file: str, record: Evaluation, style: Style) -> Evaluated:
    """Return an evaluation with its rows completed by the first of its papers that prescribes any."""
    prescribed = prescribed_of(record, style)
    indicators = rows_of(record.indicators, prescribed.indicators)
    taken = {row.item for row in indicators}
    scoring = tuple(
        replace(row, item=f"{row.item}（计分）") if row.item in taken else row
        for row in rows_of(record.scoring, prescribed.scoring)
    )
    return Evaluated(slug, file, record, indicators, scoring, prescribed)


def prescribed_of(record: Evaluation, style: Style) -> Prescribed:
    """Return what the first of an evaluation's papers that prescribes anything does."""
    papers = (style.papers.get(name) for name in record.papers)
    return next((paper.prescribed for paper in papers if paper and paper.prescribed), Prescribed())


def with_evaluations(facts: Facts, evaluations: tuple[Evaluated, ...]) -> tuple[Facts, list[Finding]]:
    """Return the facts of a report with those of its evaluations, each in its scope, and what cannot be read."""
    found = _Found(Gathered(dict(facts.by_address)))
    texts = found.got.texts
    texts["reason"].update(facts.reasons)
    texts["purpose"].update(facts.purposes)
    for evaluation in evaluations:
        _gather(evaluation, found)
    whole = replace(
        facts,
        by_address=found.got.facts,
        reasons=texts["reason"],
        purposes=texts["purpose"],
        published=(*facts.published, *(item for item, _ in found.published)),
        published_paths=(*facts.published_paths, *(path for _, path in found.published)),
        groups=found.groups,
    )
    return whole, found.got.findings


def _gather(evaluation: Evaluated, found: _Found) -> None:
    record, scope = evaluation.record, {"scope": evaluation.scope}
    if not SLUG.fullmatch(evaluation.slug):
        message, hint = (
            f"文件名“{evaluation.slug}”不能用作网址",
            "文件名只用小写英文字母、数字和减号，以字母开头，例如 talent.yml",
        )
        found.got.findings.append(Finding("R016", Severity.ERROR, message, f"{evaluation.file}#", hint))
    gather(record, scope, record.unit, evaluation.file, found.got)
    for leaf in (*_money_leaves(evaluation, scope), *_row_leaves(evaluation, scope)):
        take(leaf, evaluation.file, found.got)
    found.groups |= {(evaluation.scope, name): members for name, members in _groups(evaluation)}
    found.published += _published(evaluation)


def _money_leaves(evaluation: Evaluated, scope: Mapping[str, str]) -> Iterator[Leaf]:
    """Yield weight and score beside the money: those of the whole are the execution rate's."""
    record = evaluation.record
    for source, row in record.money.items():
        word = free_word(source, "item")["item"]  # one that no name could hold is told by `take`
        item = word if word != source else f"其中{ASIDE}{source}"
        if _is_whole(source, row, record):
            item = EXECUTION
        weight = evaluation.prescribed.execution if row.weight is None and item == EXECUTION else row.weight
        yield from _scores(weight, row.score, item, scope, ("资金", source))


def _is_whole(source: str, row: MoneyRow, record: Evaluation) -> bool:
    """Return whether a source is the whole: 总额, or the only one there is."""
    return source == WHOLE or (len(record.money) == 1 and row.score is not None)


def _row_leaves(evaluation: Evaluated, scope: Mapping[str, str]) -> Iterator[Leaf]:
    for sheet, rows in (("指标", evaluation.indicators), ("计分", evaluation.scoring)):
        for row in rows:
            indicator, at = row.indicator, (sheet, row.index)
            yield from _scores(indicator.weight, None, row.shared or row.weight_item, scope, at)
            yield from _scores(None, indicator.score, row.weight_item, scope, at)
            for name, weight, group in (
                ("一级分值", indicator.first_weight, row.first),
                ("二级分值", indicator.second_weight, row.second),
            ):
                if weight is not None:
                    yield Leaf(weight, {**scope, "measure": "evaluation_weight", "item": group}, (*at, name), "分")
            yield from _numbers(row, scope, at)


def _scores(
    weight: str | None, score: str | None, item: str, scope: Mapping[str, str], at: tuple[str | int, ...]
) -> Iterator[Leaf]:
    if weight is not None:
        yield Leaf(weight, {**scope, "measure": "evaluation_weight", "item": item}, (*at, "分值"), "分")
    if score is not None:
        yield Leaf(score, {**scope, "measure": "evaluation_score", "item": item}, (*at, "得分"), "分")


def _numbers(row: SheetRow, scope: Mapping[str, str], at: tuple[str | int, ...]) -> Iterator[Leaf]:
    """Yield target and result where they are numbers; words such as 良好 are no figures."""
    indicator = row.indicator
    dimensions = {**scope, "measure": "indicator", "item": row.item}
    unit = indicator.unit or "个"
    if indicator.kind != "定性" and _is_number(indicator.target):
        yield Leaf(indicator.target, {**dimensions, "version": "target"}, (*at, "指标值"), unit)
    if _is_number(indicator.result):
        yield Leaf(indicator.result, dimensions, (*at, "完成值"), indicator.result_unit or unit)


def _is_number(text: str) -> bool:
    return bool(text) and not isinstance(quantity(text.strip(), "个"), AmountProblem)


def _groups(evaluation: Evaluated) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what each total, each group of rows and each group of institutions is the sum of."""
    head = (EXECUTION,) if any(row.score or row.weight for row in evaluation.record.money.values()) else ()
    for measure, items_of in (("自评得分", _score_items), ("自评分值", _weight_items)):
        yield f"{measure}.", (*head, *items_of(evaluation.rows))
        for rows in (evaluation.indicators, evaluation.scoring):
            for group in (lambda row: row.first, lambda row: row.second, lambda row: row.shared):
                for name, members in groupby(rows, group):
                    items = items_of(tuple(members))
                    if name and name not in items:  # a weight that stands on the group is no sum
                        yield f"{measure}.{name}", items
    for name, names in evaluation.record.groups.items():
        yield f"{INSTITUTION_MARK}{name}", tuple(f"{INSTITUTION_MARK}{member}" for member in names)


def _score_items(rows: tuple[SheetRow, ...]) -> tuple[str, ...]:
    return tuple(row.item for row in rows if not row.indicator.unscored)


def _weight_items(rows: tuple[SheetRow, ...]) -> tuple[str, ...]:
    """Return the items whose weights make the whole: where rows have none of their own, the group that has one."""
    seconds = {row.second for row in rows if row.indicator.second_weight is not None}
    firsts = {row.first for row in rows if row.indicator.first_weight is not None}
    items: dict[str, None] = {}
    for row in rows:
        if row.indicator.unscored:
            continue
        own = row.shared or row.item
        if row.indicator.weight is None and not row.shared:
            own = row.second if row.second in seconds else row.first if row.first in firsts else own
        items[own] = None
    return tuple(items)


def _published(evaluation: Evaluated) -> Iterator[tuple[Published, str]]:
    """Yield the published values with the scope on their names, and their paths; the stated grade is one of them."""
    scope = {"scope": evaluation.scope}
    for index, item in enumerate(evaluation.record.published):
        path = pointer(evaluation.file, "公布值", index)
        figure = item.figure
        if figure and is_name(figure):
            figure = within(figure, scope)
        yield replace(item, figure=figure), path
    if evaluation.record.grade:
        stated = Published(
            figure=within("自评得分.等次", scope), printed=evaluation.record.grade, reason="等次是评价报告写明的"
        )
        yield stated, pointer(evaluation.file, "等次")


def wrong_names(evaluation: Evaluated, style: Style) -> Iterator[Finding]:
    """Yield a finding for each paper, personal field and prescribed row that an evaluation names and nobody defined."""
    record = evaluation.record
    for index, name in enumerate(record.papers):
        if name not in style.papers:
            message, hint = f"没有名为“{name}”的文种，这一份写不出来", f"现有的文种：{'、'.join(style.papers)}"
            yield Finding("R020", Severity.ERROR, message, pointer(evaluation.file, "文种", index), hint)
    for key, typed, prescribed in (
        ("指标", record.indicators, evaluation.prescribed.indicators),
        ("计分", record.scoring, evaluation.prescribed.scoring),
    ):
        known = [row.third for row in prescribed]
        for index, row in enumerate(typed):
            if known and row.third not in known:
                near = difflib.get_close_matches(row.third, known, n=2, cutoff=0.4)
                hint = f"是不是：{'、'.join(near)}" if near else f"规定的行：{'、'.join(known[:8])}"
                message = f"“{row.third}”不在表式规定的行里，它的分值和评分标准没有带出来"
                yield Finding("R021", Severity.WARNING, message, pointer(evaluation.file, key, index, "三级"), hint)
    for index, name in enumerate(record.personal):
        if name not in record.fields:
            message, hint = f"“个人信息”里的“{name}”不是栏目的名称", f"现有的栏目：{'、'.join(record.fields)}"
            yield Finding("R017", Severity.ERROR, message, pointer(evaluation.file, "个人信息", index), hint)
