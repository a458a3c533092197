"""A department's final accounts of one year, as an editor types them: `accounts.yml`.

Every amount stands under its official label; what a label means in dimensions is written beside the field.
Nothing here can be computed from something else here: totals, shares and changes are figures.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from generator.model.records import Amount, MoneyUnit, label, prose, record, setting

Optional = Amount | None


@record
class Block:
    """A block of amounts, which may have a unit of its own; without one the file's unit holds."""

    unit: Annotated[MoneyUnit | None, setting("金额单位")] = None


@record
class Income(Block):
    """Income of the year by source (公开01表), positive amounts."""

    general: Annotated[Optional, label("一般公共预算财政拨款收入", fund="general")] = None
    funds: Annotated[Optional, label("政府性基金预算财政拨款收入", fund="funds")] = None
    capital: Annotated[Optional, label("国有资本经营预算财政拨款收入", fund="capital")] = None
    subsidy: Annotated[Optional, label("上级补助收入", fund="subsidy")] = None
    institutional: Annotated[Optional, label("事业收入", fund="institutional")] = None
    business: Annotated[Optional, label("经营收入", fund="business")] = None
    affiliate: Annotated[Optional, label("附属单位上缴收入", fund="affiliate")] = None
    other: Annotated[Optional, label("其他收入", fund="other_income")] = None


@record
class IncomeRow:
    """Income under one functional code (公开02表)."""

    fiscal: Annotated[Optional, label("财政拨款收入", fund="fiscal")] = None
    subsidy: Annotated[Optional, label("上级补助收入", fund="subsidy")] = None
    institutional: Annotated[Optional, label("事业收入", fund="institutional")] = None
    business: Annotated[Optional, label("经营收入", fund="business")] = None
    affiliate: Annotated[Optional, label("附属单位上缴收入", fund="affiliate")] = None
    other: Annotated[Optional, label("其他收入", fund="other_income")] = None


@record
class Natures(Block):
    """Expenditure of the year by nature (公开03表)."""

    basic: Annotated[Optional, label("基本支出", nature="basic")] = None
    project: Annotated[Optional, label("项目支出", nature="project")] = None
    remittance: Annotated[Optional, label("上缴上级支出", nature="remittance")] = None
    business: Annotated[Optional, label("经营支出", nature="business_expenditure")] = None
    affiliate: Annotated[Optional, label("对附属单位补助支出", nature="affiliate_support")] = None


@record
class ExpenditureRow(Natures):
    """Expenditure under one functional code: either its natures or, where they are unknown, its outturn."""

    outturn: Annotated[Optional, label("决算数")] = None
    initial: Annotated[Optional, label("年初预算数", version="initial")] = None
    adjusted: Annotated[Optional, label("全年预算数", version="adjusted")] = None
    budget: Annotated[Optional, label("预算数", version="budget")] = None
    prior: Annotated[Optional, label("上年决算数", version="prior")] = None
    change: Annotated[Optional, label("较上年增减", version="change")] = None
    purpose: Annotated[str | None, prose("用途", "purpose")] = None
    reason: Annotated[str | None, prose("原因", "reason")] = None
    remark: Annotated[str | None, prose("补充说明", "remark")] = None


@record
class CarryOver(Block):
    """What was carried in and out, for the department's whole money."""

    opening: Annotated[Optional, label("年初结转和结余", measure="opening")] = None
    surplus_used: Annotated[Optional, label("使用非财政拨款结余", measure="surplus_used")] = None
    surplus_distribution: Annotated[Optional, label("结余分配", measure="surplus_distribution")] = None
    closing: Annotated[Optional, label("年末结转和结余", measure="closing")] = None


@record
class BasicDetail(Block):
    """Basic expenditure by economic class (公开06表); an entry without its amount is 未列金额."""

    personnel: Annotated[Optional, label("人员经费", economic="personnel")] = None
    operating: Annotated[Optional, label("公用经费", economic="operating")] = None
    classes: Annotated[Mapping[str, Amount], label("经济科目", keys="economic")] = field(default_factory=dict)


@record
class FundAccounts(Block):
    """Expenditure and carry-over of one kind of fiscal money (公开04–08表); its income stands under 收入."""

    opening: Annotated[Optional, label("年初结转和结余", measure="opening")] = None
    closing: Annotated[Optional, label("年末结转和结余", measure="closing")] = None
    total: Annotated[Optional, label("支出", measure="expenditure")] = None
    natures: Annotated[Natures | None, label("支出性质", measure="expenditure")] = None
    rows: Annotated[Mapping[str, ExpenditureRow], label("支出科目", measure="expenditure", keys="functional")] = field(
        default_factory=dict
    )
    basic: Annotated[BasicDetail | None, label("基本支出", measure="expenditure", nature="basic")] = None


@record
class Fiscal(Block):
    """Fiscal money: by fund, and where only the whole is known, the whole."""

    opening: Annotated[Optional, label("年初结转和结余", measure="opening", fund="fiscal")] = None
    closing: Annotated[Optional, label("年末结转和结余", measure="closing", fund="fiscal")] = None
    general: Annotated[FundAccounts | None, label("一般公共预算", fund="general")] = None
    funds: Annotated[FundAccounts | None, label("政府性基金预算", fund="funds")] = None
    capital: Annotated[FundAccounts | None, label("国有资本经营预算", fund="capital")] = None


@record
class ThreePublicItems(Block):
    """The three public expenses by item."""

    total: Annotated[Optional, label("合计")] = None
    overseas: Annotated[Optional, label("因公出国（境）费", item="overseas")] = None
    vehicles: Annotated[Optional, label("公务用车购置及运行维护费", item="vehicles")] = None
    vehicle_purchase: Annotated[Optional, label("公务用车购置费", item="vehicle_purchase")] = None
    vehicle_operation: Annotated[Optional, label("公务用车运行维护费", item="vehicle_operation")] = None
    reception: Annotated[Optional, label("公务接待费", item="reception")] = None
    domestic: Annotated[Optional, label("国内接待费", item="domestic")] = None
    foreign: Annotated[Optional, label("外事接待费", item="foreign")] = None


@record
class VehicleKinds:
    """Counts or amounts by kind of official vehicle."""

    total: Annotated[Optional, label("合计")] = None
    sedan: Annotated[Optional, label("轿车", item="sedan")] = None
    suv: Annotated[Optional, label("越野车", item="suv")] = None
    coach: Annotated[Optional, label("载客汽车", item="coach")] = None


@record
class HomeAndForeign:
    """Counts of receptions, at home and foreign."""

    domestic: Annotated[Optional, label("国内", item="domestic")] = None
    foreign: Annotated[Optional, label("外事", item="foreign")] = None


@record
class ThreePublicCounts:
    """The counts that stand beside the three public expenses (D12); zero may be typed, silence is unknown."""

    trip_groups: Annotated[Optional, label("因公出国（境）团组数", measure="trip_groups", unit="个")] = None
    trip_persons: Annotated[Optional, label("因公出国（境）人次", measure="trip_persons", unit="人次")] = None
    bought: Annotated[VehicleKinds | None, label("公务用车购置数", measure="vehicles_bought", unit="辆")] = None
    bought_cost: Annotated[VehicleKinds | None, label("公务用车购置金额", measure="vehicles_bought_cost")] = None
    held: Annotated[VehicleKinds | None, label("公务用车保有量", measure="vehicles_held", unit="辆")] = None
    batches: Annotated[HomeAndForeign | None, label("公务接待批次", measure="reception_batches", unit="批次")] = None
    persons: Annotated[HomeAndForeign | None, label("公务接待人次", measure="reception_persons", unit="人次")] = None


@record
class ThreePublic(Block):
    """The three public expenses in one scope (口径): outturn, budgets, last year, counts."""

    outturn: Annotated[ThreePublicItems | None, label("决算数", measure="three_public")] = None
    initial: Annotated[ThreePublicItems | None, label("年初预算数", measure="three_public", version="initial")] = None
    adjusted: Annotated[ThreePublicItems | None, label("全年预算数", measure="three_public", version="adjusted")] = None
    budget: Annotated[ThreePublicItems | None, label("预算数", measure="three_public", version="budget")] = None
    prior: Annotated[ThreePublicItems | None, label("上年决算数", measure="three_public", version="prior")] = None
    change: Annotated[ThreePublicItems | None, label("较上年增减", measure="three_public", version="change")] = None


@record
class Procurement(Block):
    """Government procurement by kind, and what went to small enterprises."""

    goods: Annotated[Optional, label("货物支出", item="goods")] = None
    works: Annotated[Optional, label("工程支出", item="works")] = None
    services: Annotated[Optional, label("服务支出", item="services")] = None
    sme: Annotated[Optional, label("授予中小企业合同金额", item="sme")] = None
    micro: Annotated[Optional, label("授予小微企业合同金额", item="micro")] = None
    sme_reserved: Annotated[Optional, label("预留给中小企业", item="sme_reserved")] = None
    micro_reserved: Annotated[Optional, label("预留给小微企业", item="micro_reserved")] = None


@record
class GeneralCounts:
    """Counts beside meetings, training and celebrations (一般性支出)."""

    meetings: Annotated[Optional, label("会议次数", measure="meetings_held", unit="次")] = None
    meeting_persons: Annotated[Optional, label("会议人数", measure="meeting_persons", unit="人")] = None
    trainings: Annotated[Optional, label("培训次数", measure="trainings_held", unit="次")] = None
    training_persons: Annotated[Optional, label("培训人数", measure="training_persons", unit="人")] = None
    celebrations: Annotated[Optional, label("节庆活动次数", measure="celebrations_held", unit="次")] = None


@record
class Vehicles:
    """State-owned vehicles by use."""

    minister: Annotated[Optional, label("副部（省）级及以上领导用车", item="minister_car")] = None
    leader: Annotated[Optional, label("主要领导干部用车", item="leader_car")] = None
    confidential: Annotated[Optional, label("机要通信用车", item="confidential_car")] = None
    emergency: Annotated[Optional, label("应急保障用车", item="emergency_car")] = None
    enforcement: Annotated[Optional, label("执法执勤用车", item="enforcement_car")] = None
    special: Annotated[Optional, label("特种专业技术用车", item="special_car")] = None
    retired: Annotated[Optional, label("离退休干部用车", item="retired_car")] = None
    other: Annotated[Optional, label("其他用车", item="other_car")] = None
    total: Annotated[Optional, label("合计")] = None


@record
class Equipment:
    """Equipment over the threshold that region and year prescribe."""

    general_500k: Annotated[Optional, label("单价50万元以上通用设备", item="equipment_500k")] = None
    special_1m: Annotated[Optional, label("单价100万元以上专用设备", item="special_1m")] = None
    any_1m: Annotated[Optional, label("单价100万元以上设备（不含车辆）", item="equipment_1m")] = None


@record
class Assets:
    """State assets held at the end of the year."""

    vehicles: Annotated[Vehicles | None, label("车辆", measure="asset_vehicles", unit="辆")] = None
    equipment: Annotated[Equipment | None, label("设备", measure="asset_equipment", unit="台（套）")] = None


@record
class Performance(Block):
    """Counts and amounts of performance management."""

    appraised: Annotated[Optional, label("事前绩效评估项目数", item="appraised", unit="个")] = None
    targeted: Annotated[Optional, label("编制绩效目标项目数", item="targeted", unit="个")] = None
    monitored: Annotated[Optional, label("绩效监控项目数", item="monitored", unit="个")] = None
    evaluated: Annotated[Optional, label("自评项目数", item="evaluated", unit="个")] = None
    amount: Annotated[Optional, label("自评项目金额", item="evaluated_amount")] = None
    average: Annotated[Optional, label("平均得分", item="average_score", unit="分")] = None


@record
class Staff:
    """Posts and people at the end of the year."""

    quota: Annotated[Optional, label("编制数", measure="quota", unit="人")] = None
    serving: Annotated[Optional, label("在职人数", measure="serving", unit="人")] = None


@record
class OtherMatter:
    """A further fact that a region or a report asks for: label, value, unit."""

    name: Annotated[str, setting("名称")]
    value: Annotated[Amount, setting("数值")]
    unit: Annotated[str, setting("单位")] = "万元"


@record
class Named:
    """Amounts by the name of a whole figure, further matters, reasons and purposes: what any scope may state."""

    others: Annotated[tuple[OtherMatter, ...], setting("其他事项")] = ()
    prior: Annotated[Mapping[str, Amount], label("上年决算数", version="prior", keys="name")] = field(
        default_factory=dict
    )
    change: Annotated[Mapping[str, Amount], label("较上年增减", version="change", keys="name")] = field(
        default_factory=dict
    )
    initial: Annotated[Mapping[str, Amount], label("年初预算数", version="initial", keys="name")] = field(
        default_factory=dict
    )
    adjusted: Annotated[Mapping[str, Amount], label("全年预算数", version="adjusted", keys="name")] = field(
        default_factory=dict
    )
    budget: Annotated[Mapping[str, Amount], label("预算数", version="budget", keys="name")] = field(
        default_factory=dict
    )
    reasons: Annotated[Mapping[str, str], prose("原因", "reason")] = field(default_factory=dict)
    purposes: Annotated[Mapping[str, str], prose("用途", "purpose")] = field(default_factory=dict)


@record
class Published:
    """What the document prints where it differs from what follows from its own facts.

    With `处` the value stands there only; without, it is the figure's value from there on.
    """

    figure: Annotated[str | None, setting("数")] = None
    sentence: Annotated[str | None, setting("句")] = None
    where: Annotated[str | None, setting("处")] = None
    printed: Annotated[str, setting("公布")]
    reason: Annotated[str, setting("原因")]


@record
class Waiver:
    """A finding that is let stand, with the reason and who answers for it."""

    rule: Annotated[str, setting("规则")]
    where: Annotated[str | None, setting("处")] = None
    reason: Annotated[str, setting("原因")]
    responsible: Annotated[str | None, setting("责任人")] = None


@record
class Accounts(Named):
    """One `accounts.yml`: everything typed for the final accounts of a year."""

    unit: Annotated[MoneyUnit, setting("金额单位")] = MoneyUnit.TEN_THOUSAND
    income: Annotated[Income | None, label("收入", measure="income")] = None
    income_rows: Annotated[Mapping[str, IncomeRow], label("收入科目", measure="income", keys="functional")] = field(
        default_factory=dict
    )
    expenditure: Annotated[Natures | None, label("支出", measure="expenditure")] = None
    expenditure_rows: Annotated[
        Mapping[str, ExpenditureRow], label("支出科目", measure="expenditure", keys="functional")
    ] = field(default_factory=dict)
    carry_over: Annotated[CarryOver | None, label("结转结余")] = None
    fiscal: Annotated[Fiscal | None, label("财政拨款")] = None
    three_public: Annotated[Mapping[str, ThreePublic], label("“三公”经费", keys="fund")] = field(default_factory=dict)
    counts: Annotated[ThreePublicCounts | None, label("“三公”经费实物量")] = None
    operating_costs: Annotated[ExpenditureRow | None, label("机关运行经费", measure="operating_costs")] = None
    meetings: Annotated[Optional, label("会议费", measure="meetings")] = None
    training: Annotated[Optional, label("培训费", measure="training")] = None
    celebrations: Annotated[Optional, label("节庆活动", measure="celebrations")] = None
    general_counts: Annotated[GeneralCounts | None, label("一般性支出实物量")] = None
    procurement: Annotated[Procurement | None, label("政府采购", measure="procurement")] = None
    assets: Annotated[Assets | None, label("国有资产")] = None
    performance: Annotated[Performance | None, label("绩效管理", measure="performance")] = None
    staff: Annotated[Staff | None, label("人员")] = None
    printed_names: Annotated[Mapping[str, str], setting("原文名称")] = field(default_factory=dict)
    published: Annotated[tuple[Published, ...], setting("公布值")] = ()
    waivers: Annotated[tuple[Waiver, ...], setting("豁免")] = ()
