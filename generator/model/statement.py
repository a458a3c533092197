"""What an evaluation states for itself, in its own scope (口径): money, staff, assets, insurance funds, by institution.

The same labels as in `accounts.yml`; an evaluation that only repeats the accounts refers to them instead.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from generator.model.accounts import BasicDetail, Block, Income, Named, Natures, Optional, ThreePublic
from generator.model.records import Amount, MoneyUnit, label, record, setting


@record
class FixedAssets(Block):
    """Fixed assets at the end of the year by use."""

    in_use: Annotated[Optional, label("在用固定资产", item="in_use")] = None
    leased: Annotated[Optional, label("出租固定资产", item="leased")] = None
    other: Annotated[Optional, label("其他固定资产", item="other_assets")] = None


@record
class Unplaced:
    """A value that the source prints without showing its column; it is no fact and enters no sum or identity.

    `推定`: what it probably is, in words; then `原因` says why.
    """

    value: Annotated[str, setting("数值")]
    guess: Annotated[str, setting("推定")] = ""
    reason: Annotated[str, setting("原因")] = ""


@record
class Statement(Named):
    """Figures in one scope: of a whole department, or of one institution of it."""

    unit: Annotated[MoneyUnit | None, setting("金额单位")] = None
    opening: Annotated[Optional, label("年初结转和结余", measure="opening")] = None
    income: Annotated[Income | None, label("收入", measure="income")] = None
    expenditure: Annotated[Natures | None, label("支出", measure="expenditure")] = None
    basic: Annotated[BasicDetail | None, label("基本支出", measure="expenditure", nature="basic")] = None
    project: Annotated[BasicDetail | None, label("项目支出", measure="expenditure", nature="project")] = None
    closing: Annotated[Optional, label("年末结转和结余", measure="closing")] = None
    three_public: Annotated[ThreePublic | None, label("“三公”经费")] = None
    fixed_assets: Annotated[FixedAssets | None, label("固定资产", measure="fixed_assets")] = None
    quota: Annotated[Mapping[str, Amount], label("编制数", measure="quota", keys="free", unit="人")] = field(
        default_factory=dict
    )
    serving: Annotated[Mapping[str, Amount], label("在职人数", measure="serving", keys="free", unit="人")] = field(
        default_factory=dict
    )
    hired: Annotated[Mapping[str, Amount], label("聘用人员", measure="hired", keys="free", unit="人")] = field(
        default_factory=dict
    )
    retired: Annotated[Mapping[str, Amount], label("离退休人员", measure="retired", keys="free", unit="人")] = field(
        default_factory=dict
    )
    unplaced: Annotated[tuple[Unplaced, ...], setting("栏目未明")] = ()


@record
class Institution(Statement):
    """One institution (本级, a unit): its name, as printed in each table where they differ, and its figures."""

    name: Annotated[str, setting("名称")]
    printed: Annotated[Mapping[str, str], setting("原文名称")] = field(default_factory=dict)


@record
class InsuranceFund(Block):
    """One social insurance fund: ordered items of income and expenditure, budget and outturn; balances."""

    income_budget: Annotated[
        Mapping[str, Amount], label("收入预算数", measure="fund_income", version="budget", keys="free")
    ] = field(default_factory=dict)
    income: Annotated[Mapping[str, Amount], label("收入决算数", measure="fund_income", keys="free")] = field(
        default_factory=dict
    )
    expenditure_budget: Annotated[
        Mapping[str, Amount], label("支出预算数", measure="fund_expenditure", version="budget", keys="free")
    ] = field(default_factory=dict)
    expenditure: Annotated[Mapping[str, Amount], label("支出决算数", measure="fund_expenditure", keys="free")] = field(
        default_factory=dict
    )
    opening: Annotated[Optional, label("年初结余", measure="fund_opening")] = None
    surplus: Annotated[Optional, label("当年结余", measure="fund_surplus")] = None
    closing: Annotated[Optional, label("年末结余", measure="fund_closing")] = None
    variables: Annotated[Mapping[str, str], setting("用语")] = field(default_factory=dict)
