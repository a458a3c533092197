"""What a form or a template left standing: placeholders, prompts, blank dates (X01)."""

import re
from collections.abc import Iterator

from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.check.text.common import Text, listed, texts_of
from generator.findings import Finding, Severity
from generator.load.evaluations import Evaluated
from generator.load.node import pointer

CODE = "X01"
#: what it is called → what it looks like.
PLACEHOLDERS = (
    ("占位符", re.compile(r"(?<![A-Za-z])[XxＸｘ]{2,}(?![A-Za-z])|×{2,}|[○〇]{2,}(?=[年月日省市县区局厅万元])")),
    ("占位符", re.compile(r"(?<![A-Za-z\d])[XＸ](?=年|月份|万元|[省市县区]财政|单位|部门|局|%|％)")),
    ("占位符", re.compile(r"某某(?=局|厅|单位|部门|[省市县区镇乡]|街道|项目|公司|学校)")),
    ("占位的省略号", re.compile(r"^\s*(?:…+|\.{3,}|。{3,}|⋯+)\s*$", re.MULTILINE)),
    ("下划线", re.compile(r"[_＿]{2,}")),
    (
        "没有填的日期",
        re.compile(r"年[ \u3000\xa0]+月|月[ \u3000\xa0]+日|(?<!\d)202[ \u3000\xa0]+年|20[ \u3000\xa0]{2,}年"),
    ),
    ("没有填的指标", re.compile(r"^\s*指标\s*[\d一二三]{1,2}\s*[:：]?\s*$", re.MULTILINE)),
    ("填写说明", re.compile(r"[（(]\s*(?:不超过|不少于|限)?\s*\d+\s*字(?:以内|左右|以上)?\s*[）)]")),
    ("填写说明", re.compile(r"对照(?:年度|绩效)?目标，\s*说明|填表说明|[（(]请[^（()）]{2,30}[）)]")),
    ("填写说明", re.compile(r"(?<!申)请(?:在此|在下方|逐项)?(?:填写|填报|简要说明|简述|概述)|此处(?:填|写)")),
    ("填写说明", re.compile(r"^\s*围绕[^，。；\n]{2,20}(?:进行|开展)[^，。；\n]{0,12}分析。?\s*$", re.MULTILINE)),
)
#: what a line must have in it for the others to be looked for at all.
_ANY = re.compile(r"[XxＸｘ×○〇…_＿⋯]|\.\.\.|。。。|某某|年\s|月\s|20\s|202\s|指标|字|说明|请|围绕|此处")
HINT = "请填写内容；确实没有的写“无”，并删去占位符和填写说明"


def prompts(case: Case) -> Iterator[Found]:
    """Yield each text with a placeholder or a prompt, and once an evaluation the cells declared to hold prompts."""
    yield from _declared(case)
    for text in texts_of(case):
        if text.role != "words":
            yield from _placeholders(text)


def _declared(case: Case) -> Iterator[Found]:
    """Yield once the cells that several evaluations alike declare to hold the prompts of their form."""
    alike: dict[tuple[str, ...], list[Evaluated]] = {}
    for evaluation in case.inputs.evaluations:
        if evaluation.record.prompts:
            alike.setdefault(evaluation.record.prompts, []).append(evaluation)
    for cells, evaluations in alike.items():
        whose = f"“{evaluations[0].record.name}”" + (f"等{len(evaluations)}份自评各" if len(evaluations) > 1 else "")
        message = f"{whose}有{len(cells)}格原件留着表上的提示或空白没有填：{listed(cells)}"
        hint = "照原件印出；原件补填以后，请录入内容，并从“留有提示”里删去"
        yield Found(Finding(CODE, Severity.NOTE, message, pointer(evaluations[0].file, "留有提示"), hint))


def _placeholders(text: Text) -> Iterator[Found]:
    """Yield once a text each kind of placeholder."""
    if not _ANY.search(text.masked):
        return
    seen: set[str] = set()
    for kind, form in PLACEHOLDERS:
        match = None if kind in seen else form.search(text.masked)
        if match:
            seen.add(kind)
            message = f"里留着{kind}：“{text.quote(match.start(), match.end())}”"
            yield text.found(CODE, Severity.WARNING, message, match.start(), HINT)


PROMPTS = Rule(
    code=CODE,
    title="没有留下占位符、填写说明和没有填的日期",
    source="预决算公开检查通报的常见问题：照搬模板，提示语未删除",
    severity=Severity.WARNING,
    run=prompts,
    passing="""
名称: 虚构项目
文字: {项目概况: 示例区财政局负责实施。}
""",
    failing="""
名称: 虚构项目
文字: {项目概况: XX局负责实施。}
""",
    file=EVALUATION,
)
