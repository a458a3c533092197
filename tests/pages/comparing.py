"""Invented departments with figures that can be compared, and some that cannot."""

from dataclasses import replace

from generator.model.blocks import Measure
from generator.model.summary import Overview, Summary
from tests.pages.overviews import overview

FISCAL, GENERAL, ALL = "财政拨款", "一般公共预算财政拨款", "全部资金"


def measure(key: str, value: str, *, scope: str = FISCAL, unit: str = "万元", **more: str) -> Measure:
    """Return an invented figure; `prior`, `budget` and `budget_base` may be given."""
    label, topic = {
        "spending": ("本年支出合计", "收支"),
        "three-public": ("“三公”经费合计", "三公"),
        "receptions": ("公务接待费", "三公"),
        "staff": ("年末在职人数", "人员"),
    }[key]
    figure = f"数.{key}"
    ways = {"prior_figure": f"{figure}.上年", "budget_figure": f"{figure}.预算"}
    return replace(Measure(key, label, topic, scope, unit, value, value, figure, **more), **ways)


def report(department: str, year: int, *measures: Measure, region: str = "xugou", **more: object) -> Summary:
    """Return an invented report; its figures have entries `n-…` on its page of figures."""
    name = {"water": "水务局", "forest": "林业局", "school": "教育局", "health": "卫生健康局"}.get(
        department, department
    )
    place = {"xugou": "虚构区", "buxu": "虚拟县"}[region]
    figures = [name for one in measures for name in (one.figure, one.prior_figure, one.budget_figure)]
    entries = {
        figure: "n-" + figure.replace("数.", "").replace(".上年", "-p").replace(".预算", "-b") for figure in figures
    }
    found = Summary(
        region, department, year, place, place + name, name, f"{place}{name}{year}年度部门决算", measures=measures,
        contents=("部门决算",), entries=entries, aliases=(f"{name[:1]}局",),
    )  # fmt: skip
    return replace(found, **more)  # type: ignore[arg-type]


def figures(spending: str, public: str, *, scope: str = FISCAL, staff: str = "", **more: str) -> tuple[Measure, ...]:
    """Return the usual figures of a report; `more` goes to 三公."""
    found = (
        measure("spending", spending, scope=ALL),
        measure("three-public", public, scope=scope, **more),
        measure("receptions", public, scope=scope),
    )
    return (*found, measure("staff", staff, scope="", unit="人")) if staff else found


def reports() -> tuple[Summary, ...]:
    """Return two years of four departments of two regions: one of another scope, one with a year only, one silent."""
    return (
        report("water", 2022, *figures("900.00", "3.00", staff="30")),
        report(
            "water", 2023, *figures("1000.00", "2.00", staff="25", prior="3.10", budget="4", budget_base="年初预算")
        ),
        report("forest", 2022, *figures("20000.00", "6.00", scope=GENERAL)),
        report("forest", 2023, *figures("21000.00", "5.00", scope=GENERAL, budget="5", budget_base="全年预算")),
        report("school", 2023, *figures("5000.00", "1.50", prior="1.00", budget="2", budget_base="年初预算")),
        report("health", 2023, contents=("整体绩效",)),
        report("water", 2021, *figures("700.00", "0.40"), region="buxu", peers="水务部门"),
    )


def invented() -> Overview:
    """Return an overview of these reports; the two 水务局 are of one kind."""
    kin = tuple(replace(one, peers="水务部门") if one.department == "water" else one for one in reports())
    return overview("虚构区部门决算", kin)
