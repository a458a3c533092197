"""The official names by which prose calls figures, and what each may mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from generator.check.rule import Case
from generator.model.address import Address

#: official names, most particular first → measure and dimensions.
NAMES: tuple[tuple[str, dict[str, str]], ...] = (
    (r"因公出国\(境\)(?:费用|费|经费)", {"measure": "three_public", "item": "overseas"}),
    (r"公务用车购置(?:费)?(?:及|和)运行(?:维护)?费", {"measure": "three_public", "item": "vehicles"}),
    (r"公务用车购置费", {"measure": "three_public", "item": "vehicle_purchase"}),
    (r"公务用车运行(?:维护)?费", {"measure": "three_public", "item": "vehicle_operation"}),
    (r"公务接待费", {"measure": "three_public", "item": "reception"}),
    (r"三公经费", {"measure": "three_public"}),
    (r"机关运行经费", {"measure": "operating_costs"}),
    (r"会议费", {"measure": "meetings"}),
    (r"培训费", {"measure": "training"}),
    (r"政府采购(?:支出)?(?:总额|金额)", {"measure": "procurement"}),
    (r"(?:政府采购)?货物支出", {"measure": "procurement", "item": "goods"}),
    (r"(?:政府采购)?工程支出", {"measure": "procurement", "item": "works"}),
    (r"(?:政府采购)?服务支出", {"measure": "procurement", "item": "services"}),
    (r"授予中小企业合同", {"measure": "procurement", "item": "sme"}),
    (r"授予小微企业合同", {"measure": "procurement", "item": "micro"}),
    (r"(?:本年|全年)?收入(?:决算)?合计", {"measure": "income"}),
    (r"(?:本年|全年)?支出(?:决算)?合计", {"measure": "expenditure"}),
    (r"收入(?:决算)?总计", {"measure": "income_total"}),
    (r"支出(?:决算)?总计", {"measure": "expenditure_total"}),
    (r"基本支出", {"measure": "expenditure", "nature": "basic"}),
    (r"项目支出", {"measure": "expenditure", "nature": "project"}),
    (r"人员经费", {"measure": "expenditure", "nature": "basic", "economic": "personnel"}),
    (r"(?:日常)?公用经费", {"measure": "expenditure", "nature": "basic", "economic": "operating"}),
    (r"其他收入", {"measure": "income", "fund": "other_income"}),
    (r"事业收入", {"measure": "income", "fund": "institutional"}),
    (r"年初结转和结余", {"measure": "opening"}),
    (r"年末结转和结余", {"measure": "closing"}),
    (r"财政拨款收入", {"measure": "income", "fund": "fiscal"}),
    (r"财政拨款支出", {"measure": "expenditure", "fund": "fiscal"}),
)
#: names of funds as they stand before a name; 财政拨款 may belong to the name that follows.
FUNDS = {
    "一般公共预算财政拨款": "general", "一般公共预算": "general", "政府性基金预算财政拨款": "funds",
    "政府性基金预算": "funds", "财政拨款": "fiscal",
}  # fmt: skip
_NAMED = "|".join(f"(?P<n{index}>{form})" for index, (form, _) in enumerate(NAMES))
_LABEL = re.compile(
    rf"^(?P<year>(?:19|20)\d{{2}}年度?|本年度?|全年|当年)?(?P<of>年初|全年)?(?P<fund>{'|'.join(FUNDS)})?(?:{_NAMED})"
    r"(?P<version>年初预算|全年预算|预算|支出决算|决算|支出)?(?:数|额|金额)?(?P<plan>安排)?"
    r"(?:为|是|共计?|合计|总额|实际支出)?$"
)
_LEAD = re.compile(r"^(?:(?:我|本|全)(?:单位|部门|项目|[局厅委办院]))?(?:共有?|的)?")


@dataclass(frozen=True, slots=True)
class Words:
    """The names that only one report knows.

    Attributes:
        own: its department's names, longest first. classes: name of a functional class → code.
        projects: name of an evaluation → scope.
    """

    own: tuple[str, ...]
    classes: dict[str, str]
    projects: dict[str, str]

    def bare(self, label: str) -> str:
        """Return a label without 其中 and without the words that only say whose figure it is."""
        label = label.removeprefix("其中")
        label = next((label.removeprefix(name) for name in self.own if label.startswith(name)), label)
        project = next((name for name in self.projects if label.startswith(name)), "")
        return _LEAD.sub("", label.removeprefix(project).removeprefix("项目") if project else label)


def words_of_report(case: Case) -> Words:
    """Return the names that only this report knows."""
    inputs = case.inputs
    short = inputs.department.short
    own = {inputs.department_name, short or "", f"{inputs.region.name}{short or ''}"} - {""}
    codes = {address.functional[:3] for address in case.facts.by_address if address.functional}
    classes = {name: code for code in sorted(codes) if (name := inputs.naming.code(code)) and name != code}
    projects = {one.record.name: one.scope for one in inputs.evaluations if len(one.record.name) > 2}  # noqa: PLR2004 - a name
    return Words(tuple(sorted(own, key=len, reverse=True)), classes, projects)


@lru_cache(maxsize=2048)
def named(label: str, year: int) -> tuple[Address, ...]:
    """Return what the official name that a label is may be the name of; none for any other words.

    Args:
        label: the clause before an amount, without quotation marks.
        year: of the report; an amount of the year before means that version.
    """
    match = _LABEL.match(label)
    if match is None:
        return ()
    told = re.match(r"\d{4}", match["year"] or "")
    plan = f"{match['of'] or ''}{match['version'] or ''}{match['plan'] or ''}"
    is_plan = "预算" in plan or bool(match["plan"])
    if told and int(told[0]) != year and (is_plan or int(told[0]) != year - 1):
        return ()
    dimensions = next(dimensions for index, (_, dimensions) in enumerate(NAMES) if match[f"n{index}"])
    if is_plan:
        kinds = (
            ("initial",) if "年初" in plan else ("adjusted",) if "全年" in plan else ("budget", "initial", "adjusted")
        )
    elif match["of"] == "年初":
        return ()
    else:
        kinds = ("prior",) if told and int(told[0]) != year else ("outturn",)
    return _addresses(dimensions, FUNDS.get(match["fund"] or "", ""), kinds)


def _addresses(dimensions: dict[str, str], fund: str, versions: Iterable[str]) -> tuple[Address, ...]:
    """Return the addresses of a name: 三公 and the parts of 基本支出 are stated of more than one fund."""
    if fund:
        funds: tuple[str, ...] = (fund,)
    elif dimensions["measure"] == "three_public":
        funds = ("", "fiscal", "general")
    else:
        funds = ("", "general") if dimensions.get("economic") else (dimensions.get("fund", ""),)
    return tuple(Address(**{**dimensions, "fund": one}).with_(version=kind) for one in funds for kind in versions)
