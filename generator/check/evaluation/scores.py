"""Scores of performance evaluations: weights, execution rate, grade (E02, E03, E05, E06).

A score is judgement and is never replaced; what is found is a contradiction between things that were typed.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.check.evaluation.marks import figure_of, marks_of, named, points
from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.figures.engine import canonical, is_readable
from generator.figures.figure import Figure
from generator.findings import Finding, Severity
from generator.load.evaluations import EXECUTION, Evaluated
from generator.load.node import pointer
from generator.model.address import within
from generator.money import AmountProblem, parse_amount

FULL = Decimal(100)
REGULATION = "财预〔2020〕10号《项目支出绩效评价管理办法》"


def over_weight(case: Case) -> Iterator[Found]:
    """Yield each row whose score is above its weight, the execution rate's among them."""
    for evaluation in case.inputs.evaluations:
        weight, score = _execution(case, evaluation)
        if weight.value is not None and score.value is not None and score.value > weight.value:
            names = (score.name, weight.name)
            yield _over(case, EXECUTION, score.value, weight.value, score.source or f"{evaluation.file}#", names)
        for mark in marks_of(case, evaluation):
            if mark.weight is not None and mark.score is not None and mark.score > mark.weight:
                yield _over(case, mark.label, mark.score, mark.weight, f"{mark.path}/得分", mark.names)


def _execution(case: Case, evaluation: Evaluated) -> tuple[Figure, Figure]:
    """Return weight and score of the execution rate."""
    weight, score = (
        figure_of(case, evaluation, measure, EXECUTION) for measure in ("evaluation_weight", "evaluation_score")
    )
    return weight, score


def _over(case: Case, label: str, score: Decimal, weight: Decimal, path: str, names: tuple[str, ...]) -> Found:
    message = f"“{label}”得{points(case, score)}，分值只有{points(case, weight)}，多{points(case, score - weight)}"
    hint = "得分不能超过分值，请核对是分值还是得分录错；原件如此的，在“豁免”里写明原因"
    return Found(Finding("E02", Severity.WARNING, message, path, hint), names)


def weights(case: Case) -> Iterator[Found]:
    """Yield each evaluation whose weights do not make 100, with or without the rows that count in no total."""
    for evaluation in case.inputs.evaluations:
        total = figure_of(case, evaluation, "evaluation_weight")
        added = total.computed if total.computed is not None else total.value
        if added is None or _is_declared(case, total.name, added):
            continue
        aside = [mark for mark in marks_of(case, evaluation) if not mark.is_counted and mark.weight is not None]
        besides = sum((mark.weight or Decimal(0) for mark in aside), Decimal(0))
        if FULL not in {added, added + besides}:
            yield _unequal(case, evaluation, added, besides, total.name)


def _is_declared(case: Case, name: str, added: Decimal) -> bool:
    """Return whether another total is declared as published, so that P004 tells of the difference."""
    for item in case.facts.published:
        if item.figure and is_readable(item.figure) and canonical(item.figure) == name:
            read = parse_amount(item.printed)
            if not isinstance(read, AmountProblem) and read != added:
                return True
    return False


def _unequal(case: Case, evaluation: Evaluated, added: Decimal, besides: Decimal, name: str) -> Found:
    whole = added + besides
    inside = f"（其中不参评{points(case, besides)}）" if besides else ""
    message = (
        f"“{evaluation.record.name}”的分值合计是{points(case, whole)}{inside}，不是{points(case, FULL)}，"
        f"{'多' if whole > FULL else '少'}{points(case, abs(whole - FULL))}"
    )
    missing = [mark.label for mark in marks_of(case, evaluation) if mark.weight is None and mark.score is not None]
    if missing:
        message += f"；{len(missing)}行有得分没有分值"
    hint = "请核对各行的分值；原件的合计另有印法的，写进“公布值”并说明原因"
    sheet = "指标" if evaluation.indicators else "计分"
    return Found(Finding("E03", Severity.WARNING, message, pointer(evaluation.file, sheet), hint), (name,))


def unspent(case: Case) -> Iterator[Found]:
    """Yield each evaluation that gives full marks for an execution rate below 100 %."""
    for evaluation in case.inputs.evaluations:
        weight, score = _execution(case, evaluation)
        rate = named(case, evaluation, "项目资金.较全年预算.完成率")
        if not weight.value or score.value != weight.value or rate.value is None:
            continue
        if rate.value + case.accuracy.error(rate.name) >= FULL:
            continue
        message = (
            f"预算执行率是{case.wording.amount(rate.value, 'percent')}，"
            f"执行率的得分却是满分{points(case, weight.value)}"
        )
        hint = "请核对全年预算数、执行数和得分；有别的打分办法或原件如此的，在“豁免”里写明原因"
        path = score.source or pointer(evaluation.file, "资金")
        yield Found(Finding("E05", Severity.WARNING, message, path, hint), (score.name, rate.name))


def graded(case: Case) -> Iterator[Found]:
    """Yield each stated grade that is not the one of the style's thresholds for the total score."""
    for evaluation in case.inputs.evaluations:
        score, full = (figure_of(case, evaluation, f"evaluation_{kind}").value for kind in ("score", "weight"))
        if score is None or not full:
            continue
        due = next((grade for grade, least in case.figures.grades.items() if score / full * FULL >= least), "")
        name = canonical(within("自评得分.等次", {"scope": evaluation.scope}))
        for stated, path in _stated(case, evaluation, name):
            # 优 and 优秀, 良 and 良好, 中 and 中等 are one grade.
            if not due or not stated or due in stated or stated in due:
                continue
            message = (
                f"等次写的是“{stated}”，总得分{points(case, score)}（满分{points(case, full)}）"
                f"按分数线是“{due}”（{points(case, case.figures.grades[due])}以上）"
            )
            hint = "请核对总得分和等次；当地另有分数线的，写进样式的“等次”"
            yield Found(Finding("E06", Severity.WARNING, message, path, hint), (name,))


def _stated(case: Case, evaluation: Evaluated, name: str) -> Iterator[tuple[str, str]]:
    """Yield each grade that an evaluation states, as 等次 or as a published value, with its path."""
    for item, path in zip(case.facts.published, case.facts.published_paths, strict=True):
        if item.figure and is_readable(item.figure) and canonical(item.figure) == name:
            is_own = path == pointer(evaluation.file, "等次")
            yield item.printed.strip(), path if is_own else f"{path}/公布"


OVER_WEIGHT = Rule(
    code="E02",
    title="得分不超过分值",
    source=REGULATION,
    severity=Severity.WARNING,
    run=over_weight,
    passing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 培训人数, 分值: 100, 得分: 98}]
""",
    failing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 培训人数, 分值: 100, 得分: 101}]
""",
    file=EVALUATION,
)
WEIGHTS = Rule(
    code="E03",
    title="分值合计是100分（不参评的行可以不计）",
    source=REGULATION,
    severity=Severity.WARNING,
    run=weights,
    passing="""
名称: 虚构项目
资金: {总额: {全年预算数: 20.00, 执行数: 20.00, 分值: 10, 得分: 10}}
指标: [{一级: 产出指标, 三级: 培训人数, 分值: 90, 得分: 90}]
""",
    failing="""
名称: 虚构项目
资金: {总额: {全年预算数: 20.00, 执行数: 20.00, 分值: 10, 得分: 10}}
指标: [{一级: 产出指标, 三级: 培训人数, 分值: 80, 得分: 80}]
""",
    file=EVALUATION,
)
UNSPENT = Rule(
    code="E05",
    title="预算执行率不到100%的，执行率不得满分",
    source=REGULATION,
    severity=Severity.WARNING,
    run=unspent,
    passing="""
名称: 虚构项目
资金: {总额: {全年预算数: 20.00, 执行数: 10.00, 分值: 10, 得分: 5}}
""",
    failing="""
名称: 虚构项目
资金: {总额: {全年预算数: 20.00, 执行数: 10.00, 分值: 10, 得分: 10}}
""",
    file=EVALUATION,
)
GRADED = Rule(
    code="E06",
    title="写明的等次与总得分按分数线所得的等次相同",
    source=f"{REGULATION}；分数线见样式的“等次”",
    severity=Severity.WARNING,
    run=graded,
    passing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 培训人数, 分值: 100, 得分: 85}]
等次: 良好
""",
    failing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 培训人数, 分值: 100, 得分: 85}]
等次: 优秀
""",
    file=EVALUATION,
)
