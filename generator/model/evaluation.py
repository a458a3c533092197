"""One performance self-evaluation (绩效自评) as an editor types it: `evaluations/<name>.yml`.

Scores are judgement: they are typed and never computed. Execution rates, sums, totals and grades follow from them.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Annotated

from generator.model.accounts import Block, Optional, Published, Waiver
from generator.model.identity import State
from generator.model.records import MoneyUnit, label, record, setting
from generator.model.statement import Institution, InsuranceFund, Statement


class EvaluationKind(StrEnum):
    """What is evaluated."""

    OVERALL = "整体"
    PROJECT = "项目"


@record
class MoneyRow(Block):
    """Money of a project from one source; under 总额 the whole, which need not be typed where its sources are.

    `分值` and `得分` are those of the execution rate: they count where they stand beside 总额.
    """

    initial: Annotated[Optional, label("年初预算数", version="initial")] = None
    adjusted: Annotated[Optional, label("全年预算数", version="adjusted")] = None
    arrived: Annotated[Optional, label("到位数", version="arrived")] = None
    outturn: Annotated[Optional, label("执行数")] = None
    balance: Annotated[Optional, label("结余数", version="balance")] = None
    weight: Annotated[Optional, setting("分值")] = None
    score: Annotated[Optional, setting("得分")] = None


@record
class Indicator:
    """One row of an indicator table or scoring sheet; a level left out is that of the row above.

    `性质`: ＝ ≥ ≤ ＞ ＜ 定性 or 以内. `指标值` and `完成值` are numbers where they can be, else words.
    `分值行数`: how many rows, this one first, share the weight that stands on it.
    `一级分值`, `二级分值`: weights a form gives a group of rows, typed where its rows have none of their own.
    `不参评`: the row is printed and counts in no total.
    """

    first: Annotated[str | None, setting("一级")] = None
    second: Annotated[str | None, setting("二级")] = None
    third: Annotated[str, setting("三级")] = ""
    kind: Annotated[str, setting("性质")] = ""
    target: Annotated[str, setting("指标值")] = ""
    unit: Annotated[str, setting("单位")] = ""
    result: Annotated[str, setting("完成值")] = ""
    result_unit: Annotated[str, setting("完成值单位")] = ""
    weight: Annotated[Optional, setting("分值")] = None
    score: Annotated[Optional, setting("得分")] = None
    shared_rows: Annotated[int | None, setting("分值行数")] = None
    first_weight: Annotated[Optional, setting("一级分值")] = None
    second_weight: Annotated[Optional, setting("二级分值")] = None
    reason: Annotated[str, setting("原因")] = ""
    meaning: Annotated[str, setting("说明")] = ""
    criterion: Annotated[str, setting("评分标准")] = ""
    remark: Annotated[str, setting("备注")] = ""
    unscored: Annotated[bool, setting("不参评")] = False


@record
class Evaluation:
    """One evaluation: overall or of a project, with its own state, money, indicators, scoring sheet and texts.

    `文种`: which papers of the style are made of it. `栏目`: header fields, signatures, check boxes, by printed name.
    `个人信息`: names of fields that hold personal data. `留有提示`: cells where the original left the form's own words.
    `明细`: rows of free fields by table.
    """

    name: Annotated[str, setting("名称")]
    kind: Annotated[EvaluationKind, setting("类别")]
    papers: Annotated[tuple[str, ...], setting("文种")]
    order: Annotated[int, setting("次序")] = 0
    state: Annotated[State | None, setting("状态")] = None
    project_kinds: Annotated[tuple[str, ...], setting("项目类型")] = ()
    scope: Annotated[str, setting("口径")] = ""
    unit: Annotated[MoneyUnit, setting("金额单位")] = MoneyUnit.TEN_THOUSAND
    fields: Annotated[Mapping[str, str], setting("栏目")] = field(default_factory=dict)
    personal: Annotated[tuple[str, ...], setting("个人信息")] = ()
    prompts: Annotated[tuple[str, ...], setting("留有提示")] = ()
    money: Annotated[Mapping[str, MoneyRow], label("资金", measure="evaluation_money", keys="free")] = field(
        default_factory=dict
    )
    indicators: Annotated[tuple[Indicator, ...], setting("指标")] = ()
    scoring: Annotated[tuple[Indicator, ...], setting("计分")] = ()
    grade: Annotated[str, setting("等次")] = ""
    statement: Annotated[Statement | None, label("数据")] = None
    institutions: Annotated[Mapping[str, Institution], label("机构", keys="institution")] = field(default_factory=dict)
    groups: Annotated[Mapping[str, tuple[str, ...]], setting("机构组")] = field(default_factory=dict)
    insurance: Annotated[Mapping[str, InsuranceFund], label("社会保险基金", keys="free")] = field(default_factory=dict)
    details: Annotated[Mapping[str, tuple[Mapping[str, str], ...]], setting("明细")] = field(default_factory=dict)
    texts: Annotated[Mapping[str, str], setting("文字")] = field(default_factory=dict)
    variables: Annotated[Mapping[str, str], setting("用语")] = field(default_factory=dict)
    published: Annotated[tuple[Published, ...], setting("公布值")] = ()
    waivers: Annotated[tuple[Waiver, ...], setting("豁免")] = ()
