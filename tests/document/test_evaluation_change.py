"""One score or one amount of a real evaluation changed: all that depends on it changes with it, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pytest

from generator.model.blocks import Document
from tests.build.example import ANJU, edited, laid_out, plan, real, real_files, section_text
from tests.document.test_one_change import depending, prints, the_rest

ZIYANG = "ziyang/hrss/2022"


@dataclass(frozen=True)
class Change:
    """One scalar changed in a copy of the data.

    Attributes:
        address: which report. file: which evaluation. line: what stands there. new: what stands there instead.
        figure: the figure that was typed there. changes: every figure whose printed value changes, before and after;
            — for one that stands nowhere.
        places: every place whose text changes, after the change: how it begins, or ends behind a ….
    """

    address: str
    file: str
    line: str
    new: str
    figure: str
    changes: Mapping[str, str]
    places: Mapping[str, str]

    @property
    def files(self) -> dict[str, bytes]:
        """Return the data with the scalar changed."""
        path = f"data/regions/{self.address}/evaluations/{self.file}.yml"
        return edited(real_files(), path, self.line, self.new)


#: what 人才发展资金 prints when it spent 120.00 of 133.63.
TALENT_FORM = "e-talent-form-self-evaluation-form"
CHANGES = {
    "资阳 一个指标的得分": Change(
        ZIYANG,
        "business",
        "分值: 7, 得分: 5, 原因",
        "分值: 7, 得分: 7, 原因",
        "自评得分.资金使用合规性.@business",
        {
            "自评得分.资金使用合规性.@business": "5 → 7",
            "自评得分.@business": "98 → 100",
            "自评得分.@business.扣分": "2 → 0",
            "自评得分.资金使用合规性.@business.扣分": "2 → —",
        },
        {
            "问 业务工作经费：得了多少分？": "100绩效自评得分，按得分折算为“优”满分100分，没有扣分。",
            "说 0": "业务工作经费：得100分，满分100分，按得分折算为“优”。项目资金全年预算257.64万元",
            "evaluation-overview 0": "自评得分：业务工作经费100分。",
            "evaluations 0 5": "100 100",
            "evaluations 0 6": "0 0",
            "e-business-report 0": "满分100分，自评100分，没有扣分。",
            "e-business-report-conclusion 0": "…该项目绩效自评得分100分，综合评价为优。",
            "e-business-self-evaluation-self-evaluation-form 13 4": "7 ",
            "e-business-self-evaluation-self-evaluation-form 25 2": "100分 ",
        },
    ),
    "安居 整体绩效的一项得零分": Change(
        ANJU,
        "overall",
        "{三级: 目标制定, 得分: 10}",
        "{三级: 目标制定, 得分: 0}",
        "自评得分.目标制定.@overall",
        {
            "自评得分.目标制定.@overall": "10 → 0",
            "自评得分.@overall": "89 → 79",
            "自评得分.@overall.扣分": "1 → 11",
            "自评得分.目标制定.@overall.扣分": "— → 10",
            "自评得分.@overall.等次": "优 → 良",
        },
        {
            "问 部门整体绩效：得了多少分？": (
                "79绩效自评得分，按得分折算为“良”满分90分，扣11分。扣分最多的是目标制定（扣10分）、应用反馈（扣1分）。"
            ),
            "说 6": "部门整体绩效：得79分，满分90分，按得分折算为“良”。扣分最多的是目标制定（扣10分）",
            "performance 0": "根据预算绩效管理要求，本部门在2023年度预算编制阶段",
            "evaluation-overview 0": "自评得分：部门整体绩效79分、人才发展资金95分",
            "evaluation-lost 部门整体绩效": "11 11.0",
            "evaluations 0 5": "79 79",
            "evaluations 0 6": "11 11",
            "evaluations 0 7": "良 ",
            "e-overall-report 0": "满分90分，自评79分，扣11分：目标制定扣10分、应用反馈扣1分。",
            "e-overall-report-conclusion 0": "…自评得分79分。",
            "e-overall-scoring-scoring-form 2 6": "0 ",
        },
    ),
    "安居 人才资金的执行数": Change(
        ANJU,
        "talent",
        "财政资金: {年初预算数: 9.00, 全年预算数: 133.63, 执行数: 133.63}",
        "财政资金: {年初预算数: 9.00, 全年预算数: 133.63, 执行数: 120.00}",
        "项目资金.财政资金.@talent",
        {
            "项目资金.财政资金.@talent": "133.63 → 120.00",
            "项目资金.@talent": "133.63 → 120",
            "项目资金.财政资金.@talent.较全年预算.完成率": "100.00 → 89.80",
            "项目资金.@talent.较全年预算.完成率": "100 → 89.8",
            "项目资金.@talent.较到位.完成率": "100 → 89.8",
            "项目资金.@talent.较年初预算.增减额": "124.63 → 111",
        },
        {
            "evaluations 1 2": "120.00 ",
            "evaluations 1 3": "89.8",
            f"{TALENT_FORM} 6 3": "120.00 ",
            f"{TALENT_FORM} 6 4": "89.80% ",
            f"{TALENT_FORM} 7 3": "120.00 ",
            f"{TALENT_FORM} 7 4": "89.80% ",
            "e-talent-report-budget 0": "年初预算安排9万元，使用120万元。",
            "e-talent-report-general 1": (
                "…项目资金到位133.63万元，支出120万元，项目资金执行率为89.8%。项目运行成本均在可控制范围内。"
            ),
            "e-talent-report-general 2": (
                "3.项目实施。项目经费严格按照专款专用原则，年初预算安排9万元，使用120万元。"
                "（其中：预算支出120万元，年度调增预算111万元)。"
            ),
        },
    ),
}  # fmt: skip


@pytest.fixture(params=CHANGES, ids=["ziyang", "anju-overall", "anju-talent"])
def change(request: pytest.FixtureRequest) -> Change:
    """Return each change in turn."""
    return CHANGES[request.param]


@cache
def _after(name: str) -> Document:
    return laid_out(CHANGES[name].files, CHANGES[name].address)


def after(change: Change) -> Document:
    """Return the report laid out from the changed data."""
    return _after(next(name for name, known in CHANGES.items() if known is change))


def changed(before: Document, now: Document) -> dict[str, str]:
    """Return the figures whose value or word changed, each with how it printed before and after."""
    found = {}
    for name in (*now.figures, *(name for name in before.figures if name not in now.figures)):
        old, new = before.figures.get(name), now.figures.get(name)
        if old is None or new is None or (old.exact, old.printed) != (new.exact, new.printed):
            found[name] = f"{old.printed if old else '—'} → {new.printed if new else '—'}"
    return found


def test_exactly_the_figures_that_depend_on_it_change(change: Change) -> None:
    """Total, rate, grade and lost points follow from one score or amount; no other figure moves."""
    assert changed(real(change.address), after(change)) == change.changes


def test_every_figure_that_changes_follows_from_it(change: Change) -> None:
    """Through the formulas readers see, each figure that changed leads back to the one that was typed."""
    reached = depending(after(change), change.figure) | depending(real(change.address), change.figure)
    assert set(change.changes) <= reached


def test_exactly_the_places_that_print_it_change(change: Change) -> None:
    """Form, total row, sentence, overview, mark and answer print the new value; every other place stays."""
    before, now = prints(real(change.address)), prints(after(change))
    assert before.keys() == now.keys()
    different = {place for place in before if before[place][0] != now[place][0]}
    assert different == change.places.keys()
    for place, text in change.places.items():
        said = now[place][0]
        assert said.endswith(text[1:]) if text.startswith("…") else said.startswith(text), place


def test_all_that_holds_no_figure_stays(change: Change) -> None:
    """Headings, notes, names, glossary and texts are those of the real report."""
    assert the_rest(real(change.address)) == the_rest(after(change))


def _executed(amount: str, initial: str = "9.00") -> Document:
    change = CHANGES["安居 人才资金的执行数"]
    files = edited(
        real_files(),
        f"data/regions/{ANJU}/evaluations/talent.yml",
        change.line,
        change.line.replace("执行数: 133.63", f"执行数: {amount}").replace(
            "年初预算数: 9.00", f"年初预算数: {initial}"
        ),
    )
    return laid_out(files, ANJU)


@pytest.mark.parametrize(
    ("amount", "initial", "said"),
    [
        ("133.63", "9.00", "年初预算安排9万元，使用133.63万元。（其中：预算支出133.63万元，年度调增预算124.63万元)。"),
        ("5.00", "9.00", "年初预算安排9万元，使用5万元。（其中：预算支出5万元，年终调减预算4万元)。"),
        ("9.00", "9.00", "年初预算安排9万元，使用9万元。"),
        ("133.63", "0.00", "年初预算安排133.63万元，使用133.63万元。"),
        ("100.00", "0.00", "年初预算安排133.63万元，使用100万元。（其中：预算支出100万元，年终调减预算33.63万元)。"),
    ],
)
def test_the_sentence_follows_the_sign(amount: str, initial: str, said: str) -> None:
    """More than budgeted is 年度调增, less 年终调减, the same says nothing; without one the later one counts."""
    text = section_text(_executed(amount, initial), "e-talent-report-general")
    assert f"专款专用原则，{said}单位无截留" in text


def test_nothing_spent_is_zero_per_cent() -> None:
    """An amount of zero is a fact: the rate is 0.00%, the cell is not blank, and the points stay what was typed."""
    document = _executed("0.00")
    cells = prints(document)
    assert cells[f"{TALENT_FORM} 6 3"][0].startswith("0.00")
    assert cells[f"{TALENT_FORM} 6 4"][0].startswith("0.00%")
    assert document.figures["自评得分.@talent"].printed == real(ANJU).figures["自评得分.@talent"].printed


def test_full_marks_for_less_than_all_the_money_are_named() -> None:
    """The check says that 执行率 has full marks while 89.80 % was spent."""
    found = plan(CHANGES["安居 人才资金的执行数"].files, ANJU).findings
    known = plan(real_files(), ANJU).findings
    assert any("89.80" in finding.message and "执行率" in finding.message for finding in found if finding not in known)
