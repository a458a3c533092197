"""Complete, consistent reports of departments that do not exist, as many as wanted, as data/ would hold them.

Each has every table, 三公 in both scopes with counts, reasons, texts with figures in prose, an overall and two project
evaluations, and the report of the year before. A seed gives the same bytes every time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

from tests.check import invented_prose as prose
from tests.check import invented_tables as tables
from tests.check.invented_prose import FULL, Marked
from tests.check.invented_tables import Plain
from tests.check.invented_year import KINDS, Year, typed, year_of

YEAR = 2024
SIGNS = "东南西北中上下前后左右"
#: a level of styles with the papers of the invented county.
STYLE = """\
绩效目录:
  - 节: 虚构整体
    下: [{评价: 部门整体绩效自评报告}]
  - 节: 虚构项目
    下: [{评价: 项目绩效自评报告}, {评价: 项目支出绩效自评表}]
节:
  虚构整体: {标识: part-overall, 标题: 附件1 部门整体绩效自评, 页: evaluations}
  虚构项目: {标识: part-projects, 标题: 附件2 项目支出绩效自评, 页: evaluations}
  虚构.概况: {标识: overview, 标题: 一、部门概况, 内容: [{文: 部门概况}]}
  虚构.收支: {标识: money, 标题: 二、收支情况, 内容: [{文: 收支情况}]}
  虚构.结论: {标识: conclusion, 标题: 三、评价结论, 内容: [{文: 评价结论}]}
  虚构.资金: {标识: spending, 标题: 一、资金安排和使用, 内容: [{文: 资金安排和使用}]}
  虚构.评价: {标识: verdict, 标题: 二、评价结论, 内容: [{文: 评价结论}]}
评价文种:
  部门整体绩效自评报告:
    标识: report
    标题: 部门整体绩效自评报告
    目录: [{节: 虚构.概况}, {节: 虚构.收支}, {节: 虚构.结论}]
  项目绩效自评报告:
    标识: report
    标题: 项目绩效自评报告（〔自评名称〕）
    目录: [{节: 虚构.资金}, {节: 虚构.评价}]
"""
#: rows of a project's form: levels, sign, target, unit.
INDICATORS = (
    ("产出指标", "数量指标", "完成工程处数", "≥", "8", "处"),
    ("", "质量指标", "验收合格率", "≥", "95", "%"),
    ("", "时效指标", "按期完成率", "≥", "90", "%"),
    ("", "成本指标", "单位成本控制率", "≤", "100", "%"),
    ("效益指标", "社会效益指标", "受益群众人数", "≥", "2000", "人"),
    ("", "可持续影响指标", "长效管护机制", "定性", "健全", ""),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90", "%"),
)
TERMS = {
    "财政拨款收入": "指单位从同级财政部门取得的财政预算资金。",
    "其他收入": "指除财政拨款收入以外的各项收入。",
    "年初结转和结余": "指单位上年结转本年使用的资金。",
    "年末结转和结余": "指单位结转下年的资金。",
    "基本支出": "指为保障机构正常运转、完成日常工作任务而发生的支出。",
    "项目支出": "指为完成特定任务和事业发展目标所发生的支出。",
    "“三公”经费": "指因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
    "机关运行经费": "指为保障行政单位运行用于购买货物和服务的各项资金。",
}


@dataclass(frozen=True, slots=True)
class Invented:
    """A generated report.

    Attributes:
        seed: what it was made from. region, department: folder names. name: of the department.
        years: this year and the year before. marked: its projects with their points.
        plain: path → plain values of each file, as a YAML file has them.
    """

    seed: int
    region: str
    department: str
    name: str
    years: tuple[Year, Year]
    marked: tuple[Marked, ...]
    plain: Mapping[str, Plain]

    @property
    def folder(self) -> str:
        """Return the folder of this year's report."""
        return f"data/regions/{self.region}/{self.department}/{YEAR}"

    @property
    def address(self) -> str:
        """Return `region/department/year`."""
        return f"{self.region}/{self.department}/{YEAR}"

    @property
    def files(self) -> dict[str, bytes]:
        """Return the bytes of its files by path."""
        return {path: written(values) for path, values in self.plain.items()}


def written(values: Plain) -> bytes:
    """Return plain values as YAML, in the order in which they stand."""
    return yaml.dump(values, Dumper=yaml.CDumper, allow_unicode=True, sort_keys=False, width=1000).encode()


def shared_style() -> dict[str, bytes]:
    """Return the files of the style that generated reports use, beside those of data/."""
    return {"data/styles/xugou/evaluations.yml": STYLE.encode()}


def invented(seed: int) -> Invented:
    """Return the report of a seed."""
    random = Random(seed)  # noqa: S311 - the same report every time, nothing secret
    kind = KINDS[seed % len(KINDS)]
    number = seed // len(KINDS)
    county = "虚构县" if not number else f"虚构{SIGNS[number % len(SIGNS)]}{SIGNS[number // len(SIGNS) % len(SIGNS)]}县"
    before = year_of(random, kind, YEAR - 1)
    year = year_of(random, kind, YEAR, before)
    marked = tuple(_marked(random, project) for project in year.projects)
    region, department, name = f"xugou{number}", f"unit{seed % len(KINDS)}", f"{county}{kind.name}"
    base, units = f"data/regions/{region}", [f"unit{place}" for place in range(len(KINDS))]
    plain: dict[str, Plain] = {
        f"{base}/region.yml": {"名称": f"虚构省{county}", "简称": county, "样式": ["xugou"], "公开单位": units},
        f"{base}/{department}/department.yml": {"名称": name, "本名": kind.name},
        f"{base}/{department}/{YEAR - 1}/report.yml": _report(name, YEAR - 1, ["部门决算"]),
        f"{base}/{department}/{YEAR - 1}/accounts.yml": tables.before_of(before),
        f"{base}/{department}/{YEAR}/report.yml": _report(name, YEAR, ["部门决算", "整体绩效", "项目绩效"]),
        f"{base}/{department}/{YEAR}/accounts.yml": tables.compared(year, before, marked),
        f"{base}/{department}/{YEAR}/texts.yml": _texts(county, name, year, before, marked),
        f"{base}/{department}/{YEAR}/evaluations/overall.yml": _overall(name, year, before, marked),
    }
    for place, one in enumerate(marked):
        plain[f"{base}/{department}/{YEAR}/evaluations/project{place}.yml"] = _project(name, one, place)
    return Invented(seed, region, department, name, (year, before), marked, plain)


def _marked(random: Random, project: Any) -> Marked:
    rows = list(FULL)
    rows[random.randrange(3)] -= random.randint(1, 5)
    rows[4] -= random.randint(0, 5)
    rate = Marked(project, 0, ()).rate
    return Marked(project, round(float(rate) * 10), tuple(rows))


def _report(name: str, year: int, parts: list[str]) -> Plain:
    title = f"{name}{year}年度部门决算"
    return {
        "年度": str(year), "标题": title, "状态": "公开", "公开内容": parts, "批复日期": f"{year + 1}-08-20",
        "公开日期": f"{year + 1}-09-05", "保密审查": "已审查", "审签": "已审签",
        "来源": {"标题": f"{title}（编造的例子）", "发布机构": name},
    }  # fmt: skip


def _texts(county: str, name: str, year: Year, before: Year, marked: tuple[Marked, ...]) -> Plain:
    return {
        "部门职责": prose.duties(county, year),
        "机构设置": prose.organisation(name, year, before),
        "绩效管理": prose.performance(year, marked),
        "名词解释": [{"序号": str(n), "名词": term, "解释": text} for n, (term, text) in enumerate(TERMS.items(), 1)],
    }


def _overall(name: str, year: Year, before: Year, marked: tuple[Marked, ...]) -> Plain:
    initial, adjusted, outturn = (typed(sum(one.whole[place] for one in marked)) for place in range(3))
    counts, scores = year.counts, "、".join(f"“{one.project.name}”{one.score}分" for one in marked)
    return {
        "名称": "部门整体绩效", "类别": "整体", "文种": ["部门整体绩效自评报告"], "次序": "1",
        "资金": {"总额": {"年初预算数": initial, "全年预算数": adjusted, "执行数": outturn}},
        "数据": {"编制数": {"编制": str(counts["编制"])}, "在职人数": {"在职": str(counts["在职"])},
                 "离退休人员": {"离退休": str(counts["退休"])}},
        "文字": {
            "部门概况": f"{name}编制{counts['编制']}人，年末在职{counts['在职']}人，离退休{counts['退休']}人。",
            "收支情况": prose.money(year, before),
            "评价结论": (
                f"{year.year}年度项目资金全年预算数{adjusted}万元，执行数{outturn}万元。各项目自评得分：{scores}。"
            ),
        },
    }  # fmt: skip


def _project(name: str, one: Marked, place: int) -> Plain:
    project = one.project
    fiscal = {
        "年初预算数": typed(project.initial),
        "全年预算数": typed(project.adjusted),
        "执行数": typed(project.outturn),
    }
    other = dict.fromkeys(fiscal, typed(project.other))
    return {
        "名称": project.name, "类别": "项目", "文种": ["项目绩效自评报告", "项目支出绩效自评表"],
        "次序": str(place + 2),
        "栏目": {"项目名称": project.name, "主管部门": name, "实施单位": name},
        "资金": {
            "总额": {"分值": "10", "得分": prose.plain(one.execution)},
            "当年财政拨款": fiscal, "上年结转资金": dict.fromkeys(fiscal, "0"), "其他资金": other,
        },
        "指标": [_indicator(row, full, points) for row, full, points in zip(INDICATORS, FULL, one.rows, strict=True)],
        "文字": {
            "预期目标": f"按期完成{project.name}任务。",
            "实际完成情况": f"{project.name}任务已完成，资金执行率{one.rate}%。",
            "资金安排和使用": prose.spending(one),
            "评价结论": prose.verdict(one),
        },
    }  # fmt: skip


def _indicator(row: tuple[str, ...], full: int, points: int) -> Plain:
    first, second, third, sign, target, unit = row
    levels = {"一级": first} if first else {}
    result = {"≥": "100" if unit == "%" else str(int(float(target or 0)) + 3) if target.isdigit() else target}
    cells = {
        **levels, "二级": second, "三级": third, "性质": sign, "指标值": target, "单位": unit,
        "完成值": "98" if sign == "≤" else result["≥"], "分值": str(full), "得分": str(points),
    }  # fmt: skip
    return cells | ({"原因": "部分工程验收较晚，已整改"} if points < full else {})


__all__ = ["STYLE", "YEAR", "Invented", "invented", "shared_style", "written"]
