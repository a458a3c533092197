"""Kinds of slips of the pen: where each may happen in a report, and what it makes of what stood there."""

import re
from collections.abc import Callable, Mapping
from random import Random

from tests.check.generated import Invented
from tests.check.invented_year import CLASSES, KINDS

NUMBER = r"\d+(?:\.\d+)?"
#: kind → what is looked for in typed prose; the group is what is changed.
PROSE: Mapping[str, str] = {
    "金额·正文": rf"({NUMBER})万元",
    "比率·正文": rf"({NUMBER})%",
    "增减方向·正文": r"(增加|减少|增长|下降)(?=\d)",
    "年度·正文": r"(20\d\d)年",
    "个数·正文": rf"({NUMBER})(?=个|人|辆|批次)",
    "得分·正文": rf"({NUMBER})分",
    "等次·正文": r"等次为(优|良|中|差)",
    "日期·正文": r"(\d+月\d+)日",
    "科目名称·正文": "(" + "|".join(CLASSES.values()) + ")",
    "项目名称·正文": "“(" + "|".join(project for kind in KINDS for project in kind.projects) + ")”",
}
#: 三公 of the general public budget alone, of which no text speaks: an amount that stands in one place.
OTHER_SCOPE = "金额·三公另一口径"
#: kind → (file, keys) as a regular expression over `file#/key/key`; the whole scalar is changed.
FACTS: Mapping[str, str] = {
    "金额·收入按来源": r"/accounts\.yml#/收入/",
    "金额·收入科目": r"/accounts\.yml#/收入科目/",
    "金额·支出科目": r"/accounts\.yml#/支出科目/",
    "金额·一般公共预算支出科目": r"/accounts\.yml#/财政拨款/一般公共预算/支出科目/.*支出$",
    "金额·政府性基金支出科目": r"/accounts\.yml#/财政拨款/政府性基金预算/支出科目/",
    "金额·年初预算数": r"/accounts\.yml#/财政拨款/一般公共预算/支出科目/.*/年初预算数$",
    "金额·基本支出经济科目": r"/accounts\.yml#/财政拨款/一般公共预算/基本支出/",
    "金额·结转结余": r"/accounts\.yml#/(结转结余|财政拨款/一般公共预算/年.结转和结余)",
    "金额·三公决算数": r"/accounts\.yml#/“三公”经费/财政拨款/决算数/",
    "金额·三公预算数": r"/accounts\.yml#/“三公”经费/财政拨款/年初预算数/",
    OTHER_SCOPE: r"/accounts\.yml#/“三公”经费/一般公共预算/(决算数|年初预算数)/",
    "金额·政府采购": r"/accounts\.yml#/政府采购/(?!授予小微)",
    "金额·机关运行经费": r"/accounts\.yml#/机关运行经费/决算数",
    "金额·绩效管理": r"/accounts\.yml#/绩效管理/自评项目金额",
    "金额·项目资金": r"/evaluations/project\d\.yml#/资金/.*数$",
    "金额·整体自评资金": r"/evaluations/overall\.yml#/资金/.*数$",
    "金额·本年引用的上年数": r"/accounts\.yml#/.*上年决算数",
    "金额·上年报告": (
        r"BEFORE/accounts\.yml#/(收入|支出科目|财政拨款/一般公共预算/支出科目/.*支出$|“三公”经费/.*/决算数|机关运行)"
    ),
    "个数·三公实物量": r"/accounts\.yml#/“三公”经费实物量/",
    "个数·人员": r"(/accounts\.yml#/人员/|overall\.yml#/数据/)",
    "个数·车辆": r"/accounts\.yml#/国有资产/车辆",
    "个数·自评项目数": r"/accounts\.yml#/绩效管理/自评项目数",
    "分值和得分·自评表": r"/evaluations/project\d\.yml#/(指标/\d+/(分值|得分)|资金/总额/得分)$",
    "得分·平均得分": r"/accounts\.yml#/绩效管理/平均得分",
    "日期·批复和公开": r"/report\.yml#/(批复|公开)日期",
    "年度·标题": r"/report\.yml#/标题",
    "增减方向·原因": r"/accounts\.yml#/(原因/|机关运行经费/原因)",
    "部门名称·标题": r"/report\.yml#/标题",
    "项目名称·自评": r"/evaluations/project\d\.yml#/(名称|栏目/项目名称)",
}
DEPARTMENT = "部门名称·正文"
WAYS = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}


def change_of(kind: str) -> Callable[[Random, str, Invented], str]:
    """Return how a kind of slip changes what stood there."""
    if kind.startswith("增减方向"):
        return lambda _, old, __: WAYS[old]
    if kind.startswith(("部门名称", "项目名称", "科目名称")):
        return _other_name
    if kind.startswith("年度"):
        return lambda random, old, _: str(int(old) + random.choice((-2, -1, 1)))
    if kind.startswith("等次"):
        return lambda random, old, _: random.choice([grade for grade in "优良中差" if grade != old])
    if kind.startswith("日期"):
        return _date
    return _amount if kind.startswith("金额") else _digit


def _amount(random: Random, old: str, _: Invented) -> str:
    """Return an amount with a slip that the rounding of its parts cannot explain; a smaller one is 尾差."""
    return _digit(random, old, least=0.1)


def _digit(random: Random, old: str, _: Invented | None = None, *, least: float = 0.001) -> str:
    """Return a number with one digit mistyped, two neighbours swapped, or one digit left out or doubled."""
    while True:
        at = random.randrange(len(old))
        new = {
            "typed": old[:at] + str(random.randrange(10)) + old[at + 1 :],
            "swapped": old[:at] + old[at + 1 : at + 2] + old[at] + old[at + 2 :],
            "dropped": old[:at] + old[at + 1 :],
            "doubled": old[:at] + old[at] + old[at:],
        }[random.choice(("typed", "typed", "swapped", "dropped", "doubled"))]
        if old[at] != "." and _is_slip(old, new) and abs(float(new) - float(old)) >= least:
            return new


def _is_slip(old: str, new: str) -> bool:
    """Return whether a number is one that may be typed by mistake: 26.5 for 26.54 is only shorter."""
    if not re.fullmatch(r"(0|[1-9]\d*)(\.\d+)?", new) or ("." in new and old.startswith(new)):
        return False
    return len(new.partition(".")[2]) <= len(old.partition(".")[2])


def _date(random: Random, old: str, _: Invented) -> str:
    """Return a date with one number of it mistyped."""
    if "-" in old:  # a date further on contradicts nothing by itself, so the slip makes it come too early or too late
        return random.choice(
            (f"{int(old[:4]) + random.choice((-1, 1))}{old[4:]}", f"{old[:5]}1{random.randrange(3, 9)}{old[7:]}")
        )
    parts = re.findall(r"\d+|\D+", old)
    at = random.choice([place for place, part in enumerate(parts) if part.isdigit()])
    parts[at] = str(int(parts[at]) + random.choice((-2, -1, 1))).zfill(len(parts[at]))
    return "".join(parts)


def _other_name(random: Random, old: str, one: Invented) -> str:
    """Return another name of its kind, or the same with a character left out."""
    others = [*CLASSES.values()]
    if old == one.name:
        county = old.removesuffix(one.years[0].kind.name)
        others = [f"{county}{kind.name}" for kind in KINDS]
    if old in {project for kind in KINDS for project in kind.projects}:
        others = [project for kind in KINDS for project in kind.projects]
    at = random.randrange(1, len(old) - 1)
    return random.choice((old[:at] + old[at + 1 :], random.choice([name for name in others if name != old])))
