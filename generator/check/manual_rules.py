"""What an editor should know of the rules beyond their titles: what a finding means, what to do, how much it weighs.

A rule that has no entry here is explained by its title, its source and its examples.
"""

from collections.abc import Mapping
from types import MappingProxyType

from generator.check.manual_files import Words
from generator.findings import Severity

#: weights of codes that a rule covers with another weight than its own.
COVERED: Mapping[str, Severity] = MappingProxyType({"K34": Severity.ERROR, "P003": Severity.NOTE})

_SUM = "合计是录入或公布的，各部分也是，两边对不上。以万元录入的数各自四舍五入，差额在四舍五入以内的只作提示（尾差）。"
_CHECK_SUM = "逐项核对是哪一个录错、漏录或放错了科目。原件确实如此的，写进“公布值”并说明原因。"
_TABLES = "同一个数在两张表里各录了一次，两张表对不上。"
_CHECK_TABLES = "对照原表核对两张表的这一行；一般是其中一张漏了一个科目。"
_REASON = "规定要求对增减变化作出说明。增减是算出来的，原因只有人知道。"

RULES: Mapping[str, Words] = MappingProxyType({
    "K00": Words("样式的“勾稽关系”逐条比较两边的数：口径相同的数应当相等，部分不应大于总体。有一边不知道时，这一条不比较。公式写错、读不懂时用代码 K00，不成立时用这一条自己的代码（如 K05）。", "照提示核对两边的数；公式读不懂的，改正样式里的公式。"),
    "K01": Words(_SUM, _CHECK_SUM), "K06": Words(_SUM, _CHECK_SUM), "K07": Words(_SUM, _CHECK_SUM),
    "K08": Words(_SUM, _CHECK_SUM), "K11": Words(_SUM, _CHECK_SUM), "K12": Words(_SUM, _CHECK_SUM),
    "K13": Words(_SUM, _CHECK_SUM), "K15": Words(_SUM, _CHECK_SUM), "K29": Words(_SUM, _CHECK_SUM),
    "K36": Words(_SUM, _CHECK_SUM), "K41": Words(_SUM, _CHECK_SUM),
    "K21": Words(_TABLES, _CHECK_TABLES), "K22": Words(_TABLES, _CHECK_TABLES), "K23": Words(_TABLES, _CHECK_TABLES),
    "K26": Words(_TABLES, _CHECK_TABLES), "K27": Words(_TABLES, _CHECK_TABLES), "K28": Words(_TABLES, _CHECK_TABLES),
    "K34": Words("有支出就应当有数量（批次、人次、购置数），没有支出一般没有数量。", "核对金额和数量两处；车辆是租用的、费用由别的单位承担的，在“豁免”里说明。"),
    "K38": Words("年初结转和结余一般就是上一年的年末结转和结余。", "核对两年的报告；会计差错更正等调整过的，在“豁免”里说明。"),
    "K39": Words("引用的上年数与上年报告不同，或者“上年决算数”与“较上年增减”各说各的。", "两个只填一个就够了；上年数调整过的，在“豁免”里说明。"),
    "N13": Words("科目代码不在当年的科目里，或者印的名称不是当年的正式名称（例如仍用改名以前的名称）。", "核对代码和名称；原件如此的可以保留，代码没有错的补进 data/classification/。"),
    "T010": Words("文字里又写了一遍金额。数据改了，文字不会跟着改，两处就不一致。", "把金额从文字里去掉，或者写成对数的引用，例如〔支出.一般公共预算〕万元。"),
    "T011": Words("报告自己的句式里直接写了金额，数据改了句子不会跟着改。", "把数字写成〔名称〕。"),
    "P001": Words("公布值、原因、用途或补充说明所指的数、句式没有，这一条用不上。", "核对名称的写法。"),
    "P002": Words("公布值的“处”写的节、表、图没有，这一条用不上。", "照样式里的名称写，例如 收入支出决算总表。"),
    "P003": Words("公布的数与按数据算出的数相差最后一位，四舍五入能解释。网页照公布的印。", "不用改。"),
    "P004": Words("公布的数与按数据算出的数不同，四舍五入不能解释。网页照公布的印，并在这个数的出处写明。", "核对是录入有误还是原件有误；原件有误的，在“豁免”里写明原因。"),
    "D10": Words(_REASON, "在“原因”下面写：收入总计: 为什么增加或减少。"),
    "D11": Words(_REASON, "在“原因”下面写：三公.财政拨款: 为什么增加或减少。"),
    "D12": Words("规定要求说明因公出国（境）团组数和人数、公务用车购置数和保有量、国内公务接待批次和人数。", "填在“三公”经费实物量下面；没有的写 0。确实没有公布的不用填，在“豁免”里说明。"),
    "D13": Words(_REASON, "在机关运行经费下面写“原因”。"),
    "E01": Words("这些栏目里是姓名、电话，会照填写的样子公开。", "可以公开的不用改；要隐去的，在 region.yml 里写“隐去个人信息: true”。"),
    "E02": Words("得分比这一项的分值还高。", "核对得分和分值；原件如此的，在“豁免”里写明原因。"),
    "E03": Words("一张自评表的分值合计应当是100分，不参评的行可以不计。", "核对每一行的分值，看有没有漏录的行。"),
    "E04": Words("扣了分而没有写原因。", "在这一行写“原因”；原件没有写的，可以不补。"),
    "E05": Words("钱没有花完，执行率这一项却得了满分。", "按执行率核对得分；得分照原件，确实如此的在“豁免”里说明。"),
    "E06": Words("写明的等次与总得分按分数线所在的等次不同。", "核对总得分、等次和样式里的分数线。"),
    "E07": Words("打了分，却没有填完成值，看不出凭什么得分。", "照实际完成情况补填；原件没有填的，可以不补。"),
    "E08": Words("完成值没有达到指标值，却得了满分。", "核对指标值、完成值和得分；得分照原件，确实如此的在“豁免”里说明。"),
    "E10": Words("没有指标值，就没有衡量的标准。定性指标也要写明要求。", "照绩效目标补填；原件没有填的，可以不补。"),
    "E11": Words("整体自评写的项目资金与各项目自评相加不同。", "核对两处；有项目没有自评、口径不同的，在“口径”或“豁免”里说明。"),
})  # fmt: skip
