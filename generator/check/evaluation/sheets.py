"""What the sheets of performance evaluations leave out or contradict, and personal data that will be seen.

E01 personal data, E04 reasons for lost points, E07 results, E08 targets missed with full marks, E10 targets.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from generator.check.accounts.identities import holds
from generator.check.evaluation.marks import (
    Mark,
    called,
    figure_of,
    listed,
    marks_of,
    points,
    sheets_of,
    shown_by_forms,
)
from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.sheet import SheetRow

#: 性质 → mark of the comparison between result and target; ＝ is met by more as well, but for costs.
MARKS: Mapping[str, str] = {
    "≥": "≥", "＞": ">", ">": ">", "≤": "≤", "以内": "≤", "＜": "<", "<": "<", "＝": "≥", "=": "≥",
}  # fmt: skip
EQUAL = ("＝", "=")
#: word in the names of the levels under which less is better.
COST = "成本"
#: kind of personal data → what its text looks like; anything else is a name.
KINDS = (
    ("电子邮箱", re.compile(r"\S+@\S+")),
    ("证件号码", re.compile(r"\d{17}[\dXx]")),
    ("电话号码", re.compile(r"[\d\s()（）、,，;；转+－—-]{5,}")),
)
NAME = "姓名"
INDICATORS = "指标"
#: as many rows as a message names.
MOST_LISTED = 5
REGULATION = "财预〔2020〕10号《项目支出绩效评价管理办法》所附项目支出绩效自评表"


def personal(case: Case) -> Iterator[Found]:
    """Yield each evaluation that has personal data, where the region does not mask it."""
    for evaluation in () if case.inputs.region.masks else case.inputs.evaluations:
        record = evaluation.record
        by_kind: dict[str, list[str]] = {}
        for name in record.personal:
            if text := record.fields.get(name, "").strip():
                by_kind.setdefault(_kind_of(text), []).append(name)
        if by_kind:
            what = "、".join(f"{'、'.join(f'“{name}”' for name in names)}（{kind}）" for kind, names in by_kind.items())
            message = f"{what}是个人信息，会按填写的样子公开"
            hint = "可以公开的不用改；要隐去的，在 region.yml 里写“隐去个人信息: true”，页面上就只留姓和号码的前三位"
            yield Found(Finding("E01", Severity.NOTE, message, pointer(evaluation.file, "个人信息"), hint))


def _kind_of(text: str) -> str:
    return next((kind for kind, form in KINDS if form.fullmatch(text)), NAME)


def unreasoned(case: Case) -> Iterator[Found]:
    """Yield each sheet with a place for reasons that gives none for rows which lost points."""
    for evaluation in case.inputs.evaluations:
        marks = list(marks_of(case, evaluation))
        for sheet, rows in sheets_of(evaluation):
            lost = [mark for mark in marks if mark.sheet == sheet and mark.is_counted and _is_silent(mark)]
            asks = any(row.indicator.reason for row in rows) or "原因" in shown_by_forms(case, evaluation, sheet)
            if lost and asks:
                yield _silent(case, lost)


def _is_silent(mark: Mark) -> bool:
    """Return whether points were lost and nothing is said about it."""
    is_told = any(row.indicator.reason or row.indicator.remark for row in mark.rows)
    return not is_told and mark.weight is not None and mark.score is not None and mark.score < mark.weight


def _silent(case: Case, lost: list[Mark]) -> Found:
    zero = Decimal(0)
    rows = [f"{mark.label}（{points(case, mark.weight or zero)}得{points(case, mark.score or zero)}）" for mark in lost]
    message = f"{len(lost)}个指标扣了分，没有写原因：{'、'.join(rows)}"
    hint = "请在这些行的“原因”里写明扣分或偏差的原因和改进措施"
    return Found(Finding("E04", Severity.NOTE, message, lost[0].path, hint))


def unfinished(case: Case) -> Iterator[Found]:
    """Yield each evaluation whose indicators were scored without a result beside their targets."""
    yield from _left_out(case, "E07", _has_no_result, ("完成值", "结果", "完成率"), "打了分，没有填完成值")


def _has_no_result(row: SheetRow) -> bool:
    return row.indicator.score is not None and not row.indicator.result


def untargeted(case: Case) -> Iterator[Found]:
    """Yield each evaluation of which some indicators have a target and others, not empty either, have none."""
    yield from _left_out(case, "E10", _has_no_target, ("指标值", "目标", "完成率"), "没有填指标值")


def _has_no_target(row: SheetRow) -> bool:
    indicator = row.indicator
    return not indicator.target and bool(indicator.third or indicator.result or indicator.score or indicator.weight)


def _left_out(
    case: Case, code: str, is_lacking: Callable[[SheetRow], bool], columns: tuple[str, ...], what: str
) -> Iterator[Found]:
    """Yield one finding an evaluation for the indicators that lack something which its forms have a column for."""
    for evaluation in case.inputs.evaluations:
        rows = evaluation.indicators
        lacking = [row for row in rows if is_lacking(row) and not row.indicator.unscored]
        has_targets = any(row.indicator.target for row in rows)
        if not lacking or not has_targets or not set(columns) & shown_by_forms(case, evaluation, INDICATORS):
            continue
        names = listed([called(row) for row in lacking], MOST_LISTED)
        message = f"{len(lacking)}个指标{what}：{names}"
        hint = "请照绩效目标和实际完成情况补填；原件没有填的，可以不补"
        yield Found(Finding(code, Severity.NOTE, message, pointer(evaluation.file, INDICATORS, lacking[0].index), hint))


def unmet(case: Case) -> Iterator[Found]:
    """Yield each row that has full marks although its numeric result misses its numeric target."""
    for evaluation in case.inputs.evaluations:
        for mark in marks_of(case, evaluation):
            if mark.sheet != "指标" or len(mark.rows) != 1 or not mark.weight or mark.score != mark.weight:
                continue
            row = mark.rows[0]
            target = figure_of(case, evaluation, "indicator", row.item, "target")
            result = figure_of(case, evaluation, "indicator", row.item)
            if None in {target.value, result.value} or (target.kind, target.unit) != (result.kind, result.unit):
                continue
            if not _meets(row, result.value or Decimal(0), target.value or Decimal(0)):
                yield _missed(case, mark, row)


def _meets(row: SheetRow, result: Decimal, target: Decimal) -> bool:
    """Return whether a result meets its target; ＝ is met by more as well, but for costs."""
    indicator = row.indicator
    mark = MARKS.get(indicator.kind)
    if indicator.kind in EQUAL and COST in f"{indicator.first}{indicator.second}":
        mark = "="
    return mark is None or holds(result, mark, target)


def _missed(case: Case, mark: Mark, row: SheetRow) -> Found:
    indicator = row.indicator
    before, behind = ("", indicator.kind) if indicator.kind == "以内" else (indicator.kind, "")
    message = (
        f"“{mark.label}”的指标值是{before}{indicator.target}{indicator.unit}{behind}，"
        f"完成值是{indicator.result}{indicator.result_unit or indicator.unit}，没有达到，"
        f"却得了满分{points(case, mark.weight or Decimal(0))}"
    )
    hint = "请核对指标值、完成值和得分；原件如此的，在“豁免”里写明原因"
    return Found(Finding("E08", Severity.WARNING, message, f"{mark.path}/得分", hint), mark.names)


PERSONAL = Rule(
    code="E01",
    title="公开的姓名、电话等个人信息是有意公开的",
    source="《个人信息保护法》；《政府信息公开条例》",
    severity=Severity.NOTE,
    run=personal,
    passing="""
名称: 虚构项目
栏目: {项目负责人: ""}
个人信息: [项目负责人]
""",
    failing="""
名称: 虚构项目
栏目: {项目负责人: 张三}
个人信息: [项目负责人]
""",
    file=EVALUATION,
)
UNREASONED = Rule(
    code="E04",
    title="扣了分的指标写明原因",
    source=f"{REGULATION}的“偏差原因分析及改进措施”",
    severity=Severity.NOTE,
    run=unreasoned,
    passing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 培训人数, 分值: 100, 得分: 95, 原因: 有一期延后}]
""",
    failing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 培训人数, 分值: 100, 得分: 95}]
""",
    file=EVALUATION,
)
UNFINISHED = Rule(
    code="E07",
    title="打了分的指标填写完成值",
    source=f"{REGULATION}的“实际完成值”",
    severity=Severity.NOTE,
    run=unfinished,
    passing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 培训人数, 性质: ≥, 指标值: 100, 单位: 人, 完成值: 120, 分值: 100, 得分: 100}]
""",
    failing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 培训人数, 性质: ≥, 指标值: 100, 单位: 人, 分值: 100, 得分: 100}]
""",
    file=EVALUATION,
)
UNMET = Rule(
    code="E08",
    title="完成值没有达到指标值的，不得满分",
    source=REGULATION,
    severity=Severity.WARNING,
    run=unmet,
    passing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 培训人数, 性质: ≥, 指标值: 100, 单位: 人, 完成值: 90, 分值: 100, 得分: 90}]
""",
    failing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 培训人数, 性质: ≥, 指标值: 100, 单位: 人, 完成值: 90, 分值: 100, 得分: 100}]
""",
    file=EVALUATION,
)
UNTARGETED = Rule(
    code="E10",
    title="每个指标都有指标值，定性的写明要求",
    source=f"{REGULATION}的“年度指标值”",
    severity=Severity.NOTE,
    run=untargeted,
    passing="""
名称: 虚构项目
指标:
  - {一级: 产出指标, 三级: 培训人数, 性质: ≥, 指标值: 100, 单位: 人, 完成值: 120}
  - {一级: 效益指标, 三级: 技能提升, 性质: 定性, 指标值: 明显, 完成值: 明显}
""",
    failing="""
名称: 虚构项目
指标:
  - {一级: 产出指标, 三级: 培训人数, 性质: ≥, 指标值: 100, 单位: 人, 完成值: 120}
  - {一级: 效益指标, 三级: 技能提升, 性质: 定性, 完成值: 明显}
""",
    file=EVALUATION,
)
