"""The prose of an invented report, typed as people do it: every amount, share and direction agrees with the tables."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.check.invented_year import CLASSES, OPERATION, RECEPTION, Project, Year, share, typed

#: points of the rows of a project's form, in the order of `generated.INDICATORS`.
FULL = (20, 10, 10, 10, 15, 15, 10)
GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))


@dataclass(frozen=True, slots=True)
class Marked:
    """A project with its points: of the execution rate in hundredths, of each row in whole points."""

    project: Project
    execution: int
    rows: tuple[int, ...]

    @property
    def score(self) -> str:
        """Return the total score as printed."""
        return plain(self.execution + 100 * sum(self.rows))

    @property
    def whole(self) -> tuple[int, int, int]:
        """Return initial and adjusted budget and outturn with the other money."""
        project = self.project
        return project.initial + project.other, project.adjusted + project.other, project.outturn + project.other

    @property
    def rate(self) -> str:
        """Return the execution rate in per cent."""
        return share(self.whole[2], self.whole[1])


def plain(hundredths: int) -> str:
    """Return a number as people write it: 9550 → 95.5."""
    return typed(hundredths).rstrip("0").rstrip(".")


def grade(score: str) -> str:
    """Return the grade of a score."""
    return next(name for least, name in GRADES if float(score) >= least)


def change(now: int, before: int) -> str:
    """Return a change in words: 增加100.00万元，增长8.82%."""
    if now == before:
        return "持平"
    more, rise = ("增加", "增长") if now > before else ("减少", "下降")
    return f"{more}{typed(abs(now - before))}万元，{rise}{share(abs(now - before), before)}%"


def duties(county: str, year: Year) -> str:
    """Return what the department does."""
    first, second = year.kind.projects
    return (
        f"1.贯彻执行国家和省有关法律法规，拟订全县相关规划并组织实施。\n"
        f"2.组织实施{first}、{second}等项目。\n3.承办{county}人民政府交办的其他事项。\n"
    )


def organisation(name: str, year: Year, before: Year) -> str:
    """Return institutions and staff, and the year's money at a glance."""
    counts = year.counts
    return (
        f"{name}编制{counts['编制']}人，年末在职{counts['在职']}人，离退休{counts['退休']}人。\n"
        f"纳入{name}{year.year}年度部门决算编制范围的二级预算单位只有{name}本级。\n"
        f"{year.year}年收入总计{typed(year.total)}万元，比上年{change(year.total, before.total)}；"
        f"本年支出合计{typed(year.spent)}万元，其中基本支出{typed(year.basic)}万元，"
        f"占{share(year.basic, year.spent)}%，项目支出{typed(year.spent - year.basic)}万元，"
        f"占{share(year.spent - year.basic, year.spent)}%。\n"
    )


def performance(year: Year, marked: tuple[Marked, ...]) -> str:
    """Return how the projects were evaluated."""
    each = "；".join(
        f"“{one.project.name}”项目全年预算数{typed(one.whole[1])}万元，执行数{typed(one.whole[2])}万元，"
        f"执行率{one.rate}%，自评得分{one.score}分，等次为{grade(one.score)}"
        for one in marked
    )
    whole = sum(one.whole[1] for one in marked)
    return f"{year.year}年对{len(marked)}个项目开展绩效自评，全年预算数共{typed(whole)}万元。其中：{each}。\n"


def money(year: Year, before: Year) -> str:
    """Return income, expenditure, 三公, operating costs and procurement of the year, for the overall evaluation."""
    return "\n".join((*_accounts(year, before), *_beside(year, before)))


def _accounts(year: Year, before: Year) -> tuple[str, ...]:
    """Return the paragraphs about income, expenditure and carry-over."""
    income = (
        f"{year.year}年度收入合计{typed(year.income)}万元，其中一般公共预算财政拨款收入{typed(year.general_income)}万元，"
        f"占{share(year.general_income, year.income)}%；其他收入{typed(year.other_income)}万元，"
        f"占{share(year.other_income, year.income)}%。"
    )
    general = (
        f"一般公共预算财政拨款支出{typed(year.general)}万元，比上年{change(year.general, before.general)}。"
        f"其中人员经费{typed(year.personnel)}万元，公用经费{typed(year.operating)}万元。"
        f"年初预算为{typed(year.initial)}万元，完成年初预算的{share(year.general, year.initial)}%。"
    )
    classes = f"按功能分类，一般公共预算财政拨款支出主要用于：{_classes(year)}。"
    carried = f"年初结转和结余{typed(sum(year.opening))}万元，年末结转和结余{typed(sum(year.closing))}万元。"
    return income, general, classes, carried


def _beside(year: Year, before: Year) -> tuple[str, ...]:
    """Return the paragraphs about 三公, operating costs, purchases and vehicles."""
    three, three_before = sum(year.three_public.values()), sum(before.three_public.values())
    budget, bought = sum(year.three_public_budget.values()), year.procurement
    purchases = sum(bought[kind] for kind in ("货物", "工程", "服务"))
    public = (
        f"财政拨款“三公”经费支出决算{typed(three)}万元，完成年初预算{typed(budget)}万元的{share(three, budget)}%，"
        f"比上年{change(three, three_before)}。其中公务用车运行维护费{typed(year.three_public[OPERATION])}万元，"
        f"公务用车保有量{year.counts['保有量']}辆；公务接待费{typed(year.three_public[RECEPTION])}万元，"
        f"国内公务接待{year.counts['批次']}批次，{year.counts['人次']}人次。"
    )
    costs = (
        f"机关运行经费支出{typed(year.operating)}万元，比{before.year}年{change(year.operating, before.operating)}。"
    )
    purchased = (
        f"政府采购支出总额{typed(purchases)}万元，其中货物支出{typed(bought['货物'])}万元，"
        f"工程支出{typed(bought['工程'])}万元，服务支出{typed(bought['服务'])}万元；授予中小企业合同金额"
        f"{typed(bought['中小企业'])}万元，占政府采购支出总额的{share(bought['中小企业'], purchases)}%。"
    )
    return public, costs, purchased, f"截至{year.year}年12月31日，共有车辆{year.counts['保有量']}辆。"


def _classes(year: Year) -> str:
    """Return the general public expenditure by functional class."""
    return "；".join(
        f"{CLASSES[code]}{typed(amount)}万元，占{share(amount, year.general)}%" for code, amount in year.classes.items()
    )


def spending(one: Marked) -> str:
    """Return what a project was given and what it spent."""
    initial, adjusted, outturn = one.whole
    return (
        f"“{one.project.name}”项目年初预算数{typed(initial)}万元，全年预算数{typed(adjusted)}万元，"
        f"其中当年财政拨款{typed(one.project.adjusted)}万元；全年执行数{typed(outturn)}万元，预算执行率{one.rate}%。"
    )


def verdict(one: Marked) -> str:
    """Return the conclusion on a project."""
    lost = plain(10000 - one.execution - 100 * sum(one.rows))
    return f"“{one.project.name}”项目自评得分{one.score}分（满分100分），扣{lost}分，等次为{grade(one.score)}。"


def cause(year: Year, code: str) -> str:
    """Return why an item's outturn is not its budget, in other words every year."""
    row, people = year.rows[code], 2 + year.year % 2
    if row.project:
        work = year.kind.projects[year.kind.works.index(code)]
        more, less = f"{work}{year.year}年三季度追加一批工程", f"{work}{year.year}年四季度的工程跨年验收"
    else:
        more, less = f"{year.year}年新录用{people}人", f"{year.year}年退休{people}人"
    return more if row.outturn > row.initial else less


def reasons(year: Year, before: Year) -> Mapping[str, str]:
    """Return why the main figures changed, the direction in words."""
    first = year.kind.projects[0]

    def why(now: int, then: int, up: str, down: str) -> str:
        return up if now > then else down

    three, three_before = sum(year.three_public.values()), sum(before.three_public.values())
    project = f"{first}项目投入增加", f"{first}项目投入减少"
    return {
        "收入总计": why(year.total, before.total, *project),
        "财政拨款收入总计": why(year.fiscal_total, before.fiscal_total, *project),
        "一般公共预算财政拨款支出": why(year.general, before.general, *project),
        "三公.财政拨款": why(three, three_before, "下乡督导次数增加", "厉行节约，公务接待减少"),
        "三公.一般公共预算": why(three, three_before, "下乡督导次数增加", "厉行节约，公务接待减少"),
        "机关运行经费": why(year.operating, before.operating, "办公设备更新增加", "严控日常开支，办公费减少"),
    }
