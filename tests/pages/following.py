"""An invented county with a roster in every state of disclosure, for the status board and what follows from it."""

import datetime as dt
from dataclasses import replace

from generator.model.blocks import Correction, Measure
from generator.model.summary import Headline, Overview, Summary, TableState, Territory, Unit, Waiting
from tests.pages.overviews import overview

AS_OF = dt.date(2025, 10, 8)
REGION, YEAR = "xugou", 2024


def report(department: str, approved: str = "2025-08-28", published: str = "2025-09-08", **more: object) -> Summary:
    """Return an invented report of 虚构县: approved and published on these days, with three tables."""
    plain = Summary(
        REGION,
        department,
        YEAR,
        "虚构县",
        f"虚构县{department}局",
        f"{department}局",
        f"虚构县{department}局2024年度部门决算",
        published=published,
        approved=approved,
        headlines=(Headline("本年支出合计", "12.00", "万元"),),
        tables=(TableState("t01", "收入支出决算总表"), TableState("t08", "政府性基金", state="empty"),
                TableState("t09", "三公", state="unattached")),
        contents=("部门决算",),
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def measure(value: str, *, scope: str = "财政拨款", unit: str = "万元", prior: str = "", budget: str = "") -> Measure:
    """Return an invented 公务接待费."""
    base = "年初预算" if budget else ""
    return Measure("receptions", "公务接待费", "三公", scope, unit, value, value, "三公.财政拨款.公务接待费", prior,
                   budget=budget, budget_base=base)  # fmt: skip


def unit(department: str, **more: object) -> Unit:
    """Return a unit of the roster."""
    return replace(Unit(department, f"虚构县{department}局", f"{department}局"), **more)  # type: ignore[arg-type]


def correction(day: str = "2025-09-20", **more: object) -> Correction:
    """Return an invented correction of 公务接待费."""
    figure = "三公.财政拨款.公务接待费"
    plain = Correction(
        day, "更正", "公务接待费", "0.93", "0.39", "万元", "小数点移位", "虚构公告", figure, ("三公.财政拨款",)
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def county(
    reports: list[Summary], units: list[Unit], waiting: list[Waiting] | None = None, years: tuple[int, ...] = (YEAR,)
) -> Overview:
    """Return the overview of a site that holds 虚构县 only."""
    territory = Territory(REGION, "虚构县", "虚构县", "", tuple(units), years)
    return overview("虚构县部门决算", reports, territories={REGION: territory}, waiting=waiting or (), as_of=AS_OF)
