"""A year of an invented department as whole numbers of 0.01万元: every table agrees with every other by construction.

Nothing here is real: the county is 虚构县, the amounts come from a seeded random generator.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

HUNDREDTH = Decimal("0.01")
#: functional codes that every department spends basic money under.
PENSION, ANNUITY, MEDICAL, HOUSING = "2080505", "2080506", "2101101", "2210201"
FUNDS_CODE = "2120899"
#: names of the functional classes that the kinds of departments spend under.
CLASSES = {
    "207": "文化旅游体育与传媒支出", "208": "社会保障和就业支出", "210": "卫生健康支出", "213": "农林水支出",
    "214": "交通运输支出", "221": "住房保障支出",
}  # fmt: skip
PERSONNEL = ("30101", "30102", "30103", "30108", "30109", "30110", "30113", "30302", "30305")
OPERATING = ("30201", "30202", "30205", "30206", "30207", "30211", "30213", "30217", "30228", "30231", "30239", "31002")
OVERSEAS, PURCHASE, OPERATION, RECEPTION = "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a department does.

    Attributes:
        name: short name. administration: code of 行政运行. works: codes of what its two projects are paid from.
        projects: names of its projects.
    """

    name: str
    administration: str
    works: tuple[str, str]
    projects: tuple[str, str]


KINDS = (
    Kind("水务局", "2130301", ("2130305", "2130314"), ("水库除险加固", "山洪灾害防治")),
    Kind("林业局", "2130201", ("2130205", "2130234"), ("退化林修复", "森林防火监测")),
    Kind("交通运输局", "2140101", ("2140104", "2140106"), ("农村公路改建", "县道养护")),
    Kind("民政局", "2080201", ("2081006", "2081001"), ("敬老院改造", "困境儿童关爱")),
    Kind("文化和旅游局", "2070101", ("2070104", "2070109"), ("图书馆免费开放", "文化下乡演出")),
    Kind("农业农村局", "2130101", ("2130106", "2130108"), ("良种推广", "病虫害统防统治")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One functional code: initial budget, basic and project expenditure, and what other money paid."""

    initial: int
    basic: int
    project: int
    other: int = 0

    @property
    def outturn(self) -> int:
        """Return what the general public budget paid."""
        return self.basic + self.project


@dataclass(frozen=True, slots=True)
class Project:
    """Fiscal money of one project: initial and adjusted budget, outturn; and other money, spent as planned."""

    name: str
    code: str
    initial: int
    adjusted: int
    outturn: int
    other: int


@dataclass(frozen=True, slots=True)
class Year:
    """Everything that one year's tables hold, in 0.01万元 or as counts; `carried` is fiscal and other carry-over."""

    year: int
    kind: Kind
    rows: Mapping[str, Row]
    funds: int
    opening: tuple[int, int]
    closing: tuple[int, int]
    economic: Mapping[str, int]
    three_public: Mapping[str, int]
    three_public_budget: Mapping[str, int]
    procurement: Mapping[str, int]
    counts: Mapping[str, int]
    projects: tuple[Project, ...]

    @property
    def general(self) -> int:
        """Return the expenditure of the general public budget."""
        return sum(row.outturn for row in self.rows.values())

    @property
    def initial(self) -> int:
        """Return the initial general public budget."""
        return sum(row.initial for row in self.rows.values())

    @property
    def classes(self) -> dict[str, int]:
        """Return the expenditure of the general public budget by functional class."""
        found: dict[str, int] = {}
        for code, row in self.rows.items():
            found[code[:3]] = found.get(code[:3], 0) + row.outturn
        return found

    @property
    def other(self) -> int:
        """Return the expenditure from other money."""
        return sum(row.other for row in self.rows.values())

    @property
    def basic(self) -> int:
        """Return the basic expenditure."""
        return sum(row.basic for row in self.rows.values())

    @property
    def spent(self) -> int:
        """Return the expenditure of the year."""
        return self.general + self.funds + self.other

    @property
    def general_income(self) -> int:
        """Return the income from the general public budget."""
        return self.general + self.closing[0] - self.opening[0]

    @property
    def other_income(self) -> int:
        """Return the other income."""
        return self.other + self.closing[1] - self.opening[1]

    @property
    def income(self) -> int:
        """Return the income of the year."""
        return self.general_income + self.funds + self.other_income

    @property
    def total(self) -> int:
        """Return the grand total of either side."""
        return self.income + sum(self.opening)

    @property
    def fiscal_total(self) -> int:
        """Return the grand total of fiscal money."""
        return self.general_income + self.funds + self.opening[0]

    @property
    def operating(self) -> int:
        """Return the operating expenses."""
        return sum(self.economic[code] for code in OPERATING)

    @property
    def personnel(self) -> int:
        """Return the personnel expenses."""
        return sum(self.economic[code] for code in PERSONNEL)

    def income_of(self, code: str) -> tuple[int, int]:
        """Return the fiscal and the other income under a code; carry-over belongs to the first project."""
        row = self.rows[code]
        if code != self.kind.works[0]:
            return row.outturn, row.other
        return row.outturn + self.closing[0] - self.opening[0], row.other + self.closing[1] - self.opening[1]


def typed(amount: int) -> str:
    """Return an amount as an editor types it: 123456 → 1234.56."""
    return str((Decimal(amount) * HUNDREDTH).quantize(HUNDREDTH))


def share(part: int, whole: int) -> str:
    """Return a share in per cent with two decimals, rounded half up."""
    return str((Decimal(part) / Decimal(whole) * 100).quantize(HUNDREDTH, ROUND_HALF_UP))


def year_of(random: Random, kind: Kind, year: int, before: Year | None = None) -> Year:
    """Return a year whose tables agree; with the year before, one that continues it."""
    opening = before.closing if before else (random.randint(1000, 9000), random.randint(500, 3000))
    closing = (random.randint(1000, 9000), random.randint(500, 3000))
    rows = _rows(random, kind)
    basic = sum(row.basic for row in rows.values())
    economic = _economic(random, basic)
    three_public = {
        OVERSEAS: 0,
        PURCHASE: 0,
        OPERATION: economic["30231"] + random.randint(0, 300),
        RECEPTION: economic["30217"] + random.randint(0, 200),
    }
    budget = {item: amount and amount + random.randint(10, 400) for item, amount in three_public.items()}
    return Year(
        year, kind, rows,
        funds=random.choice((0, random.randint(5000, 40000))),
        opening=opening,
        closing=closing,
        economic=economic,
        three_public=three_public,
        three_public_budget=budget,
        procurement=_procurement(random),
        counts=_counts(random),
        projects=tuple(
            _project(random, name, code, rows[code]) for name, code in zip(kind.projects, kind.works, strict=True)
        ),
    )  # fmt: skip


def _rows(random: Random, kind: Kind) -> dict[str, Row]:
    sizes = {PENSION: 6000, ANNUITY: 3000, MEDICAL: 4000, kind.administration: 60000, HOUSING: 5000}
    found = {}
    for code, size in sizes.items():
        basic = size + random.randint(0, size)
        found[code] = Row(basic + random.randint(-size // 20, size // 20), basic, 0)
    for code in kind.works:
        project = random.randint(20000, 90000)
        other = random.randint(3000, 9000) if code == kind.works[0] else 0
        found[code] = Row(project + random.randint(-1500, 1500), 0, project, other)
    return dict(sorted(found.items()))


def _economic(random: Random, basic: int) -> dict[str, int]:
    """Return the basic expenditure by economic class: about four fifths go to people."""
    operating = {code: random.randint(100, basic // 70) for code in OPERATING}
    people = basic - sum(operating.values())
    parts = [random.randint(people // 20, people // 10) for _ in PERSONNEL[1:]]
    return {**dict(zip(PERSONNEL, (people - sum(parts), *parts), strict=True)), **operating}


def _procurement(random: Random) -> dict[str, int]:
    goods, works, services = (random.randint(500, 20000) for _ in range(3))
    small = random.randint((goods + works + services) // 2, goods + works + services)
    micro = random.randint(small // 3, small)
    return {"货物": goods, "工程": works, "服务": services, "中小企业": small, "小微企业": micro}


def _counts(random: Random) -> dict[str, int]:
    quota, batches, held = random.randint(40, 90), random.randint(11, 60), random.randint(2, 5)
    return {
        "编制": quota, "在职": quota - random.randint(1, 8), "退休": random.randint(11, 40),
        "批次": batches, "人次": batches * random.randint(5, 9), "保有量": held, "设备": random.randint(1, 4),
    }  # fmt: skip


def _project(random: Random, name: str, code: str, row: Row) -> Project:
    left = random.randint(row.project // 50, row.project // 8)
    return Project(name, code, row.initial, row.project + left, row.project, row.other)
