"""The closed set of words that address a figure: official label ↔ dimension and English code.

A label belongs to exactly one dimension, so a figure's name is a set of labels joined by dots, such as
`支出.一般公共预算.基本支出`, and needs no grammar of its own (DESIGN §2, §5).
"""

from types import MappingProxyType

#: measure code → official label. Money and counts alike: what is measured.
MEASURES = MappingProxyType(
    {
        "income": "收入",
        "expenditure": "支出",
        "opening": "年初结转和结余",
        "closing": "年末结转和结余",
        "surplus_used": "使用非财政拨款结余",
        "surplus_distribution": "结余分配",
        "income_total": "收入总计",
        "expenditure_total": "支出总计",
        "three_public": "三公",
        "operating_costs": "机关运行经费",
        "procurement": "政府采购",
        "meetings": "会议费",
        "training": "培训费",
        "celebrations": "节庆活动",
        "meetings_held": "会议次数",
        "meeting_persons": "会议人数",
        "trainings_held": "培训次数",
        "training_persons": "培训人数",
        "celebrations_held": "节庆活动次数",
        "trip_groups": "出国团组数",
        "trip_persons": "出国人次",
        "vehicles_bought": "购置车辆数",
        "vehicles_bought_cost": "购置车辆金额",
        "vehicles_held": "公务用车保有量",
        "reception_batches": "接待批次",
        "reception_persons": "接待人次",
        "asset_vehicles": "车辆",
        "asset_equipment": "设备",
        "performance": "绩效",
        "quota": "编制数",
        "serving": "在职人数",
        "hired": "聘用人员",
        "retired": "离退休人员",
        "fixed_assets": "固定资产",
        "fund_income": "基金收入",
        "fund_expenditure": "基金支出",
        "fund_opening": "基金年初结余",
        "fund_surplus": "基金当年结余",
        "fund_closing": "基金年末结余",
        "evaluation_money": "项目资金",
        "evaluation_weight": "自评分值",
        "evaluation_score": "自评得分",
        "indicator": "绩效指标",
        "other": "其他事项",
    }
)

#: fund code → official label. Income by source uses the same dimension: each source is a fund of its own.
FUNDS = MappingProxyType(
    {
        "fiscal": "财政拨款",
        "general": "一般公共预算",
        "funds": "政府性基金预算",
        "capital": "国有资本经营预算",
        "nonfiscal": "非财政拨款",
        "subsidy": "上级补助收入",
        "institutional": "事业收入",
        "business": "经营收入",
        "affiliate": "附属单位上缴收入",
        "other_income": "其他收入",
    }
)

#: nature of expenditure → official label.
NATURES = MappingProxyType(
    {
        "basic": "基本支出",
        "project": "项目支出",
        "remittance": "上缴上级支出",
        "business_expenditure": "经营支出",
        "affiliate_support": "对附属单位补助支出",
    }
)

#: groups of economic classes → official label; single classes are addressed by their code.
ECONOMIC_GROUPS = MappingProxyType({"personnel": "人员经费", "operating": "公用经费"})

#: item of a small measure → official label.
ITEMS = MappingProxyType(
    {
        "overseas": "因公出国（境）费",
        "vehicles": "公务用车购置及运行维护费",
        "vehicle_purchase": "公务用车购置费",
        "vehicle_operation": "公务用车运行维护费",
        "reception": "公务接待费",
        "domestic": "国内",
        "foreign": "外事",
        "goods": "货物",
        "works": "工程",
        "services": "服务",
        "sme": "授予中小企业",
        "micro": "授予小微企业",
        "sme_reserved": "预留中小企业",
        "micro_reserved": "预留小微企业",
        "sedan": "轿车",
        "suv": "越野车",
        "coach": "载客汽车",
        "minister_car": "副部（省）级及以上领导用车",
        "leader_car": "主要领导干部用车",
        "confidential_car": "机要通信用车",
        "emergency_car": "应急保障用车",
        "enforcement_car": "执法执勤用车",
        "special_car": "特种专业技术用车",
        "retired_car": "离退休干部用车",
        "other_car": "其他用车",
        "equipment_500k": "单价50万元以上通用设备",
        "special_1m": "单价100万元以上专用设备",
        "equipment_1m": "单价100万元以上设备（不含车辆）",
        "appraised": "事前绩效评估项目数",
        "targeted": "编制绩效目标项目数",
        "monitored": "绩效监控项目数",
        "evaluated": "自评项目数",
        "evaluated_amount": "自评项目金额",
        "average_score": "平均得分",
        "in_use": "在用固定资产",
        "leased": "出租固定资产",
        "other_assets": "其他固定资产",
    }
)

#: version of an amount → official label.
VERSIONS = MappingProxyType(
    {
        "outturn": "决算数",
        "initial": "年初预算数",
        "adjusted": "全年预算数",
        "budget": "预算数",
        "prior": "上年决算数",
        "change": "较上年增减",
        "next": "下年预算数",
        "arrived": "到位数",
        "balance": "结余数",
        "target": "指标值",
    }
)

#: dimension → its codes and labels, in the order in which a name is written.
DIMENSIONS = MappingProxyType(
    {
        "measure": MEASURES,
        "fund": FUNDS,
        "functional": MappingProxyType({}),
        "nature": NATURES,
        "economic": ECONOMIC_GROUPS,
        "item": ITEMS,
        "institution": MappingProxyType({"own": "本级"}),
        "version": VERSIONS,
        "scope": MappingProxyType({}),
    }
)
#: what stands before the free name of an institution, and before the scope of an evaluation's own figures.
INSTITUTION_MARK = "机构-"
SCOPE_MARK = "@"
#: what the page of an evaluation is called, before the name of its file.
EVALUATION_PAGE = "evaluation-"
#: the scope that, inside an evaluation, means the accounts.
ACCOUNTS_SCOPE = "@决算"
#: measure → its dimensions whose words are free, in the order in which a name gives them.
FREE = MappingProxyType(
    {
        "other": ("item",),
        "quota": ("item",),
        "serving": ("item",),
        "hired": ("item",),
        "retired": ("item",),
        "fund_income": ("fund", "item"),
        "fund_expenditure": ("fund", "item"),
        "fund_opening": ("fund",),
        "fund_surplus": ("fund",),
        "fund_closing": ("fund",),
        "evaluation_money": ("item",),
        "evaluation_weight": ("item",),
        "evaluation_score": ("item",),
        "indicator": ("item",),
    }
)
#: what can be asked of a figure, beside the comparisons, which begin with 较.
OPERATIONS = frozenset({"占比", "每百元", "绝对值", "等次", "扣分"})
#: what a sentence may ask for behind a name beside that: lists of parts, names and texts.
SENTENCE_WORDS = frozenset(
    {"各类", "各项", "各款", "各分项", "各扣分项", "主要扣分项", "各评价", "名称", "简名", "末名", "原因", "用途"}
)

#: official names of whole figures, as tables and sentences print them → the labels they stand for.
ALIASES = MappingProxyType(
    {
        "本年收入合计": "收入",
        "本年支出合计": "支出",
        "一般公共预算财政拨款收入": "收入.一般公共预算",
        "政府性基金预算财政拨款收入": "收入.政府性基金预算",
        "国有资本经营预算财政拨款收入": "收入.国有资本经营预算",
        "上级补助收入": "收入.上级补助收入",
        "事业收入": "收入.事业收入",
        "经营收入": "收入.经营收入",
        "附属单位上缴收入": "收入.附属单位上缴收入",
        "其他收入": "收入.其他收入",
        "财政拨款收入": "收入.财政拨款",
        "财政拨款支出": "支出.财政拨款",
        "一般公共预算财政拨款支出": "支出.一般公共预算",
        "一般公共预算财政拨款基本支出": "支出.一般公共预算.基本支出",
        "政府性基金预算财政拨款支出": "支出.政府性基金预算",
        "国有资本经营预算财政拨款支出": "支出.国有资本经营预算",
        "基本支出": "支出.基本支出",
        "项目支出": "支出.项目支出",
        "上缴上级支出": "支出.上缴上级支出",
        "经营支出": "支出.经营支出",
        "对附属单位补助支出": "支出.对附属单位补助支出",
        "财政拨款“三公”经费支出": "三公.财政拨款",
        "一般公共预算财政拨款“三公”经费支出": "三公.一般公共预算",
        "政府采购支出总额": "政府采购",
        "财政拨款收入总计": "收入总计.财政拨款",
        "财政拨款支出总计": "支出总计.财政拨款",
        "年初财政拨款结转和结余": "年初结转和结余.财政拨款",
        "年末财政拨款结转和结余": "年末结转和结余.财政拨款",
    }
)
#: alias by canonical labels, for printing a figure's plain name.
PLAIN_NAMES = MappingProxyType({labels: alias for alias, labels in ALIASES.items()})


def _by_label() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for dimension, words in DIMENSIONS.items():
        for code, label in words.items():
            # 收入 sources such as 其他收入 are also aliases; a label inside a dotted name is always the dimension word.
            if label in found:
                message = f"label {label} stands for two words"
                raise ValueError(message)
            found[label] = (dimension, code)
    return found


#: label → (dimension, code).
BY_LABEL = MappingProxyType(_by_label())
