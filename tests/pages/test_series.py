"""A department over its years (invented departments)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.document.measures import DERIVED_NOTE
from generator.model.blocks import Measure
from generator.model.summary import Overview, Summary, Waiting
from generator.pages.portal.amounts import change_words, shown
from generator.pages.portal.series import Point, series_of
from tests.pages.overviews import overview

RECEPTIONS = Measure("receptions", "公务接待费", "三公", "财政拨款", "万元", "3.25", "3.25", "三公.公务接待费")


def report(year: int, *measures: Measure, department: str = "jia", **changes: object) -> Summary:
    """Return an invented report with these headline figures."""
    name = {"jia": "虚构区甲局", "yi": "虚构区乙局", "bing": "虚构区丙局"}[department]
    entries = {one: f"n{number}" for number, one in enumerate(("三公.公务接待费", "三公.公务接待费.上年决算数"))}
    found = Summary(
        "xugou", department, year, "虚构区", name, name[3:], name, measures=measures, contents=("部门决算",),
        entries=entries,
    )  # fmt: skip
    return replace(found, **changes)  # type: ignore[arg-type]


def over(*reports: Summary, waiting: tuple[Waiting, ...] = ()) -> Overview:
    """Return an overview of invented reports."""
    return overview("虚构区部门决算", reports, waiting=waiting)


def point(year: int, *reports: Summary, waiting: tuple[Waiting, ...] = ()) -> Point:
    """Return what is said of 公务接待费 of 甲局 in a year."""
    row = series_of(over(*reports, waiting=waiting), "xugou", "jia").row("receptions")
    assert row is not None
    found = row.point(year)
    assert found is not None
    return found


def prior(digits: str, *, derived: bool = False) -> Measure:
    """Return the figure with last year's beside it."""
    note = DERIVED_NOTE if derived else ""
    return replace(RECEPTIONS, prior=digits, prior_figure="三公.公务接待费.上年决算数", note=note)


def test_a_year_is_its_own_report_s_figure() -> None:
    """The value is the report's own, and leads to its entry on the page of figures."""
    found = point(2023, report(2023, RECEPTIONS))
    assert (found.value, found.is_comparable, found.notes) == (Decimal("3.25"), True, ())
    assert found.reading is not None
    assert found.reading.href == "reports/xugou/jia/2023/figures/#n0"


def test_a_year_without_report_takes_last_year_s_of_the_next_and_says_so() -> None:
    """上年数 stands in for a report that is not there, with the words that say where it is from."""
    found = point(2022, report(2023, prior("1.64", derived=True)))
    assert found.value == Decimal("1.64")
    assert found.notes == ("取自2023年决算的上年数", DERIVED_NOTE)
    assert found.reading is not None
    assert found.reading.href == "reports/xugou/jia/2023/figures/#n1"


def test_the_note_on_last_year_is_not_put_to_this_year() -> None:
    """That last year's figure is 倒算 says nothing of this year's."""
    assert point(2023, report(2023, prior("1.64", derived=True))).notes == ()


def test_two_figures_for_one_year_are_both_said() -> None:
    """Where the next report states another figure than the year's own did, both are kept; equal ones are not."""
    own = report(2022, replace(RECEPTIONS, value="1.60", printed="1.60"))
    found = point(2022, own, report(2023, prior("1.64")))
    assert (found.value, found.other and found.other.digits) == (Decimal("1.60"), "1.64")
    assert found.notes == ("2023年决算的上年数为 1.64 万元，两份决算不一致",)
    assert point(2022, own, report(2023, prior("1.6"))).other is None


def test_money_is_brought_to_one_unit_exactly() -> None:
    """元, 万元 and 亿元 stand in 万元; the digits are not rounded before they are printed."""
    typed = {"元": "32512.34", "万元": "3.251234", "亿元": "0.0003251234"}
    for unit, digits in typed.items():
        found = point(2022, report(2022, replace(RECEPTIONS, unit=unit, value=digits)), report(2023, RECEPTIONS))
        assert found.value == Decimal("3.251234")
        assert found.is_comparable


def test_another_scope_is_kept_but_not_compared() -> None:
    """The scope of the newest year is the row's; a year of another one says which."""
    older = report(2022, replace(RECEPTIONS, scope="一般公共预算财政拨款"))
    found = point(2022, older, report(2023, RECEPTIONS))
    assert (found.value, found.is_comparable) == (Decimal("3.25"), False)
    assert found.cautions == ("口径不同：一般公共预算财政拨款",)


def test_a_unit_that_is_no_money_is_not_forced() -> None:
    """人次 cannot become 万元: there is no value, and the cell says why."""
    found = point(2022, report(2022, replace(RECEPTIONS, unit="人次")), report(2023, RECEPTIONS))
    assert (found.value, found.cautions) == (None, ("单位不同：人次",))


def test_missing_years_are_said_in_words() -> None:
    """Not in the site, not public yet, published without accounts, not stated: four different things."""
    held = report(2024, RECEPTIONS)
    only = report(2021, contents=("整体绩效",))
    waiting = (Waiting("xugou", "jia", 2023),)
    said = {year: point(year, only, report(2022), held, waiting=waiting).missing for year in range(2021, 2025)}
    assert said == {2021: "2021年只公开整体绩效", 2022: "未公布", 2023: "2023年决算尚未公开", 2024: ""}
    assert point(2023, report(2022), held).missing == "本站没有2023年决算"


def test_the_predecessor_s_years_are_included_and_told_apart() -> None:
    """Before the reform stands the one predecessor's figure, named, and not compared."""
    found = point(2020, report(2020, RECEPTIONS, department="yi"), report(2021, RECEPTIONS, predecessors=("yi",)))
    assert (found.value, found.is_comparable) == (Decimal("3.25"), False)
    assert found.cautions == ("机构改革前：虚构区乙局的数",)
    assert found.reading is not None
    assert found.reading.href.startswith("reports/xugou/yi/2020/")


def test_several_predecessors_are_not_added_up() -> None:
    """Two departments that became one have no common figure, unless the new one states it as last year's."""
    before = [report(2020, RECEPTIONS, department=name) for name in ("yi", "bing")]
    merged = report(2021, RECEPTIONS, predecessors=("yi", "bing"))
    assert point(2020, *before, merged).missing == "机构改革前分属虚构区乙局、虚构区丙局，没有合并的数"
    stated = point(2020, *before, replace(merged, measures=(prior("6"),)))
    assert (stated.value, stated.notes) == (Decimal(6), ("取自2021年决算的上年数",))


def test_predecessors_of_predecessors_end() -> None:
    """Two departments that name each other do not run in a circle."""
    reports = [report(2020, department="yi", predecessors=("jia",)), report(2021, RECEPTIONS, predecessors=("yi",))]
    assert series_of(over(*reports), "xugou", "jia").former == {"yi": "虚构区乙局"}


def test_the_budget_keeps_the_name_of_its_base() -> None:
    """年初预算 and 全年预算 are two things; the base stands beside the number."""
    measure = replace(RECEPTIONS, budget="4", budget_base="全年预算", budget_figure="三公.公务接待费")
    budget = point(2023, report(2023, measure)).budget
    assert budget is not None
    assert (budget.value, budget.base) == (Decimal(4), "全年预算")


def test_nothing_published_is_no_series() -> None:
    """A department without reports is a fault of the caller."""
    with pytest.raises(ValueError, match="xugou/jia"):
        series_of(over(), "xugou", "jia")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [("0", "万元", "0.00"), ("0.003", "万元", "不足0.01"), ("-3.2", "万元", "−3.20"), ("12345.6", "万元", "12,345.60"),
     ("1039", "万元", "1039.00"), ("45", "人", "45")],
)  # fmt: skip
def test_numbers_as_readers_see_them(value: str, unit: str, text: str) -> None:
    """A true zero, an amount that rounds to it, a minus, many digits, people."""
    assert shown(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("value", "before", "text"),
    [("3.25", "1.64", "增加 1.61（98.17%）"), ("0.39", "0.54", "减少 0.15（27.78%）"), ("1", "1", "持平"),
     ("1", "0", "增加 1.00（上年为 0，不可比）"), ("5", "1", "增加 4.00（是上年的 5.0 倍）"),
     ("5.1", "-3.2", "增加 8.30（正负不同，不算百分比）")],
)  # fmt: skip
def test_changes_in_words(value: str, before: str, text: str) -> None:
    """Direction in words, the base where a percentage would mislead."""
    assert change_words(Decimal(value), Decimal(before), "万元") == text
