"""The accounts of an invented year as an editor types them: one `accounts.yml` as plain values."""

from collections.abc import Mapping
from typing import Any

from tests.check import invented_prose as prose
from tests.check.invented_prose import Marked
from tests.check.invented_year import FUNDS_CODE, RECEPTION, Year, typed

Plain = dict[str, Any]


def accounts(year: Year) -> Plain:
    """Return the tables of one year as `accounts.yml`."""
    fiscal: Plain = {"一般公共预算": _general(year)}
    fiscal["政府性基金预算"] = {"年初结转和结余": "0", "年末结转和结余": "0"} | (
        {"支出科目": {FUNDS_CODE: {"项目支出": typed(year.funds)}}} if year.funds else {"支出": "0"}
    )
    fiscal["国有资本经营预算"] = {"年初结转和结余": "0", "支出": "0", "年末结转和结余": "0"}
    return {
        "金额单位": "万元",
        "收入": {
            "一般公共预算财政拨款收入": typed(year.general_income), "政府性基金预算财政拨款收入": typed(year.funds),
            "国有资本经营预算财政拨款收入": "0", "上级补助收入": "0", "事业收入": "0", "经营收入": "0",
            "附属单位上缴收入": "0", "其他收入": typed(year.other_income),
        },
        "收入科目": _income_rows(year),
        "支出科目": {
            **{
                code: {"基本支出": typed(row.basic), "项目支出": typed(row.project + row.other)}
                for code, row in year.rows.items()
            },
            **({FUNDS_CODE: {"基本支出": "0", "项目支出": typed(year.funds)}} if year.funds else {}),
        },
        "结转结余": {
            "年初结转和结余": typed(sum(year.opening)), "使用非财政拨款结余": "0", "结余分配": "0",
            "年末结转和结余": typed(sum(year.closing)),
        },
        "财政拨款": fiscal,
    }  # fmt: skip


def _income_rows(year: Year) -> Plain:
    found = {}
    for code in year.rows:
        fiscal, other = year.income_of(code)
        found[code] = {"财政拨款收入": typed(fiscal), "其他收入": typed(other)}
    return found | ({FUNDS_CODE: {"财政拨款收入": typed(year.funds), "其他收入": "0"}} if year.funds else {})


def _general(year: Year) -> Plain:
    rows = {}
    for code, row in year.rows.items():
        rows[code] = {"年初预算数": typed(row.initial), "基本支出": typed(row.basic), "项目支出": typed(row.project)}
        if row.initial != row.outturn:
            rows[code]["原因"] = prose.cause(year, code)
    return {
        "年初结转和结余": typed(year.opening[0]),
        "年末结转和结余": typed(year.closing[0]),
        "支出科目": rows,
        "基本支出": {"经济科目": {code: typed(amount) for code, amount in sorted(year.economic.items())}},
    }


def _beside(year: Year) -> Plain:
    """Return what stands beside the tables: counts of the 三公, purchases, assets, staff."""
    counts, bought = year.counts, year.procurement
    return {
        "“三公”经费实物量": {
            "因公出国（境）团组数": "0", "因公出国（境）人次": "0", "公务用车购置数": {"合计": "0"},
            "公务用车保有量": {"合计": str(counts["保有量"])},
            "公务接待批次": {"国内": str(counts["批次"]), "外事": "0"},
            "公务接待人次": {"国内": str(counts["人次"]), "外事": "0"},
        },
        "政府采购": {
            "货物支出": typed(bought["货物"]), "工程支出": typed(bought["工程"]), "服务支出": typed(bought["服务"]),
            "授予中小企业合同金额": typed(bought["中小企业"]), "授予小微企业合同金额": typed(bought["小微企业"]),
        },
        "国有资产": {
            "车辆": {"机要通信用车": "1", "应急保障用车": str(counts["保有量"] - 1)},
            "设备": {"单价100万元以上设备（不含车辆）": str(counts["设备"])},
        },
        "人员": {"编制数": str(counts["编制"]), "在职人数": str(counts["在职"])},
    }  # fmt: skip


def _three_public(year: Year, before: Year | None = None) -> Plain:
    items = {"决算数": _items(year.three_public), "年初预算数": _items(year.three_public_budget)}
    if before:
        items["上年决算数"] = _items(before.three_public)
    return {scope: {key: dict(amounts) for key, amounts in items.items()} for scope in ("财政拨款", "一般公共预算")}


def before_of(year: Year) -> Plain:
    """Return the accounts of the year before, of which nothing is compared."""
    costs = {"机关运行经费": {"决算数": typed(year.operating)}}
    return {**accounts(year), "“三公”经费": _three_public(year), **_beside(year), **costs}


def compared(year: Year, before: Year, marked: tuple[Marked, ...]) -> Plain:
    """Return the accounts of the year, compared with the year before."""
    reasons = dict(prose.reasons(year, before))
    whole = sum(one.whole[1] for one in marked)
    average = sum(round(float(one.score) * 100) for one in marked)
    why = reasons.pop("机关运行经费")
    return {
        **accounts(year),
        "“三公”经费": _three_public(year, before),
        **_beside(year),
        "机关运行经费": {"决算数": typed(year.operating), "上年决算数": typed(before.operating), "原因": why},
        "绩效管理": {
            "自评项目数": str(len(marked)), "自评项目金额": typed(whole),
            "平均得分": prose.plain(average // len(marked)),
        },
        "上年决算数": {
            "收入总计": typed(before.total), "收入": typed(before.income), "支出": typed(before.spent),
            "财政拨款收入总计": typed(before.fiscal_total), "一般公共预算财政拨款支出": typed(before.general),
        },
        "原因": reasons,
    }  # fmt: skip


def _items(amounts: Mapping[str, int]) -> Plain:
    return {item: typed(amount) for item, amount in amounts.items() if item != RECEPTION} | {
        "国内接待费": typed(amounts[RECEPTION]), "外事接待费": "0",
    }  # fmt: skip
