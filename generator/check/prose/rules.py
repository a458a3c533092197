"""Prose against figures: the rules N20–N27 over every typed text of a report (N01–N16 of the official format)."""

from collections.abc import Iterator

from generator.check.prose.changes import changes
from generator.check.prose.figures import against_figures
from generator.check.prose.grades import counted, graded
from generator.check.prose.level import levels, reasons
from generator.check.prose.names import words_of_report
from generator.check.prose.parts import parts, shares
from generator.check.prose.ratios import rates
from generator.check.prose.reading import Prose, prose_of
from generator.check.prose.scopes import costs, other_scopes
from generator.check.prose.twice import twice
from generator.check.prose.units import units
from generator.check.prose.years import years
from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.findings import Severity
from generator.load.locate import OFFSET

SOURCE = "文字与数据、文字与文字一致：决算公开检查中常见的差错"


def figures_in_prose(case: Case) -> Iterator[Found]:
    """Yield each typed number that differs from the figure it names (N20)."""
    words = words_of_report(case)
    for prose in prose_of(case):
        yield from against_figures(case, prose, words)
        yield from graded(case, prose, words)
        yield from counted(case, prose)


def said_twice(case: Case) -> Iterator[Found]:
    """Yield each number that another text or an indicator gives differently (N21), or the accounts (N27)."""
    yield from twice(case, prose_of(case))
    yield from other_scopes(case)


def reckoned(case: Case) -> Iterator[Found]:
    """Yield what does not add up inside a sentence (N22), and direction words against their numbers (N23).

    Where one of its numbers is known to be wrong (N20), a sentence that does not add up says nothing more.
    """
    for prose in prose_of(case):
        found = (*rates(prose), *parts(prose), *changes(prose), *levels(prose), *reasons(case, prose))
        yield from _untold(case, prose, found)


def _untold(case: Case, prose: Prose, found: tuple[Found, ...]) -> Iterator[Found]:
    """Yield the findings about sentences none of whose numbers differs from its figure."""
    if found:
        told = {_sentence(prose, one) for one in against_figures(case, prose, words_of_report(case))}
        yield from (one for one in found if _sentence(prose, one) not in told)


def _sentence(prose: Prose, found: Found) -> int:
    """Return the number of the sentence that a finding is about."""
    offset = int(found.finding.path.rpartition(OFFSET)[2])
    return sum(mark in "。；;\n" for mark in prose.typed.text[:offset])


def dated(case: Case) -> Iterator[Found]:
    """Yield each date of the report's own figures that is of another year (N24)."""
    for prose in prose_of(case):
        yield from years(prose, case.inputs.report.year)


def shared_out(case: Case) -> Iterator[Found]:
    """Yield each enumeration of shares that is not the whole (N25)."""
    for prose in prose_of(case):
        yield from _untold(case, prose, tuple(shares(prose)))


def in_units(case: Case) -> Iterator[Found]:
    """Yield each amount without its unit or in one that cannot be meant (N26)."""
    for prose in prose_of(case):
        yield from units(prose)
    yield from costs(case)


FIGURES = Rule(
    code="N20",
    title="文字里写的金额与它所说的数相同",
    source=f"{SOURCE}（N10、N12、N16）",
    severity=Severity.WARNING,
    run=figures_in_prose,
    passing="""
名称: 虚构项目
资金: {财政资金: {年初预算数: 20.00, 执行数: 20.00}}
文字: {项目概况: 本项目年初预算20.00万元，按季拨付。}
""",
    failing="""
名称: 虚构项目
资金: {财政资金: {年初预算数: 20.00, 执行数: 20.00}}
文字: {项目概况: 本项目年初预算25.00万元，按季拨付。}
""",
    file=EVALUATION,
)
TWICE = Rule(
    code="N21",
    title="同一件事在几处写的数相同",
    source=f"{SOURCE}（N16）",
    severity=Severity.WARNING,
    run=said_twice,
    passing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 打印机, 性质: ＝, 指标值: 116, 单位: 台, 分值: 100, 得分: 100}]
文字: {项目结果: 购买打印机116台。}
""",
    failing="""
名称: 虚构项目
指标: [{一级: 产出指标, 三级: 打印机, 性质: ＝, 指标值: 116, 单位: 台, 分值: 100, 得分: 100}]
文字: {项目结果: 购买打印机160台。}
""",
    covers=(("N27", "整体自评写的收支与部门决算一致"),),
    file=EVALUATION,
)
RECKONED = Rule(
    code="N22",
    title="一句话里的数算得拢：比率、合计、增减额",
    source=f"{SOURCE}（N01、N02、N05、N07）",
    severity=Severity.WARNING,
    run=reckoned,
    passing="""
名称: 虚构项目
文字: {完成情况: "立案106起，结案100起，结案率94.3%。"}
""",
    failing="""
名称: 虚构项目
文字: {完成情况: "立案106起，结案100起，结案率95%。"}
""",
    covers=(("N23", "增加、减少、持平等词与数的方向一致，基数为零不写增长率"),),
    file=EVALUATION,
)
DATED = Rule(
    code="N24",
    title="文字里的年份是报告年度",
    source=f"{SOURCE}（N14）",
    severity=Severity.WARNING,
    run=dated,
    passing="""
名称: 虚构项目
文字: {完成情况: "截至2023年12月31日，建成3个站点。"}
""",
    failing="""
名称: 虚构项目
文字: {完成情况: "截至2021年12月31日，建成3个站点。"}
""",
    file=EVALUATION,
)
SHARED = Rule(
    code="N25",
    title="列举的占比加起来是100%",
    source=f"{SOURCE}（N02、N06）",
    severity=Severity.WARNING,
    run=shared_out,
    passing="""
名称: 虚构项目
文字: {支出结构: "支出中，工资占60.5%，办公费占30.2%，其他费用占9.3%。"}
""",
    failing="""
名称: 虚构项目
文字: {支出结构: "支出中，工资占60.5%，办公费占30.2%，其他费用占10.3%。"}
""",
    file=EVALUATION,
)
UNITS = Rule(
    code="N26",
    title="金额和占比写明单位，单位没有写错",
    source=f"{SOURCE}（N02、N10）",
    severity=Severity.WARNING,
    run=in_units,
    passing="""
名称: 虚构项目
文字: {完成情况: 发放补贴560万元。}
""",
    failing="""
名称: 虚构项目
文字: {完成情况: 发放补贴560万。}
""",
    file=EVALUATION,
)
RULES = (FIGURES, TWICE, RECKONED, DATED, SHARED, UNITS)
