"""Reasons that only restate the number or say nothing, and reasons that are last year's word for word (F05, D10)."""

import re
from collections.abc import Iterator

from generator.check.completeness.parts import blocks_of
from generator.check.evaluation.marks import listed
from generator.check.reading.typed import TypedText, typed_texts
from generator.check.rule import Case, Found, Rule
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.blocks import Paragraph

#: a sentence that gives a reason: what stands behind 原因是, 原因为 or 原因： up to the end of the clause.
GIVEN = re.compile(
    r"原因(?:主要)?(?:(?:是|为|系)\s*[:：]?|[:：])\s*"
    r"(?P<reason>[^。；;，,：:\n]{2,80}(?:[，,、][^。；;\n]{2,80})?)(?=[。；;，,\n]|$)"
)
NUMBERS = re.compile(r"\d[\d,，.]*\s*(?:亿元|万元|元|%|％|人|个)?|〔[^〔〕]*〕")
#: words that any reason for any figure may hold; a reason made of them alone says only that the figure changed.
EMPTY = re.compile(
    "业务量|工作量|人员(?:的)?(?:有关|相关)?(?=经费|支出|开支)|有关|相关|经费|资金|部分|业务|工作|数量|预算数|决算数|预算|决算|调整|调增|调减|追加|追减|安排|年初|年中|年末|"
    "全年|本年度|本年|上年度|上年|今年|去年|财政|拨款|收入|支出|开支|费用|金额|实际|需要|正常|变动|变化|增加|增长|增大|增多|减少|"
    "下降|降低|压减|上升|有所|所|有|较|比|的|及|和|与|等|各项|各类|其他|情况|由于|因为|因|主要|是|为|数|量|大于|小于|了|、|，|,|\\s"
)
SHORT = 80
MOST_LISTED = 3


def empty_reasons(case: Case) -> Iterator[Found]:
    """Yield, for each wording, the reasons printed in the report that do not say why."""
    typed = typed_texts(case)
    seen: dict[str, list[str]] = {}
    for text in typed:
        if text.role == "reason" and not text.scope:
            name = text.label
            if _says_nothing(text.text, case.wording.name(name)):
                seen.setdefault(text.text, []).append(text.path)
    for reason, paths in seen.items():
        count = f"（{len(paths)}处）" if len(paths) > 1 else ""
        yield _empty(reason, count, paths[0])
    yield from _of_patterns(case, {text.text for text in typed if text.role == "reason"})


def _of_patterns(case: Case, typed: set[str]) -> Iterator[Found]:
    """Yield the empty reasons that stand in the sentences of the style or in prose, as printed, one a wording."""
    by_wording: dict[str, list[str]] = {}
    for block in blocks_of(case.document.parts):
        if not isinstance(block, Paragraph) or not block.official or "原因" not in block.text:
            continue
        for match in GIVEN.finditer(block.text):
            reason = match["reason"].strip()
            if not any(told in reason or reason in told for told in typed) and _says_nothing(reason, ""):
                by_wording.setdefault(NUMBERS.sub("…", reason), []).append(reason)
    for wording, reasons in by_wording.items():
        count = f"（{len(reasons)}处，如“{reasons[0]}”）" if "…" in wording or len(reasons) > 1 else ""
        yield _empty(wording, count, _place(case, reasons[0]))


def _place(case: Case, reason: str) -> str:
    """Return where a reason was typed as part of a prose text, else the reasons of the accounts."""
    for text in typed_texts(case):
        if (offset := text.text.find(reason)) >= 0:
            return text.at(offset)
    return pointer(case.accounts, "原因")


def _says_nothing(reason: str, subject: str) -> bool:
    """Return whether nothing is left of a reason without numbers, general words and the name of its own figure."""
    rest = NUMBERS.sub("", reason[:SHORT])
    for part in sorted(re.findall(r"[\u4e00-\u9fff]{2,}", subject), key=len, reverse=True):
        rest = rest.replace(part, "").replace(part.removesuffix("费"), "")
    return not EMPTY.sub("", rest).strip("。；;：:")


def _empty(reason: str, count: str, path: str) -> Found:
    message = f"原因“{reason}”{count}只说了数有增减，没有说为什么"
    hint = "请写出具体的事：什么政策、什么项目、多少人，例如“新招录5人，按规定调整了津贴补贴标准”"
    return Found(Finding("D47", Severity.NOTE, message, path, hint))


def repeated(case: Case) -> Iterator[Found]:
    """Yield the reasons that last year's report gave for the same figures word for word."""
    prior = case.figures.prior
    if prior is None:
        return
    texts: dict[str, TypedText] = {text.label: text for text in typed_texts(case) if text.role == "reason"}
    same = [
        name for name, reason in case.facts.reasons.items() if name in texts and prior.facts.reasons.get(name) == reason
    ]
    if same:
        names = listed([case.wording.name(name) for name in same], MOST_LISTED)
        message = f"{len(same)}处原因与上年报告一字不差：{names}"
        hint = "请核对是不是从上年报告复制来的；今年的原因确实相同的可以保留"
        yield Found(Finding("D48", Severity.NOTE, message, texts[same[0]].path, hint))


EMPTY_REASONS = Rule(
    code="D47",
    title="原因说明为什么增减，不只重复数字",
    source="财预〔2016〕143号：对增减变化的原因作出说明；公开检查常见问题 F05",
    severity=Severity.NOTE,
    run=empty_reasons,
    passing="""
机关运行经费: {决算数: 79.43, 较上年增减: 17.15, 原因: 新招录5人，办公用房搬迁}
""",
    failing="""
机关运行经费: {决算数: 79.43, 较上年增减: 17.15, 原因: 工作业务量增加}
""",
)
REPEATED = Rule(
    code="D48",
    title="原因不是从上年报告照抄的",
    source="公开检查常见问题 F05、F12",
    severity=Severity.NOTE,
    run=repeated,
    passing="""
机关运行经费: {决算数: 79.43, 较上年增减: 17.15, 原因: 新招录5人}
上年: {机关运行经费: {决算数: 62.28, 较上年增减: 2.00, 原因: 办公用房搬迁}}
""",
    failing="""
机关运行经费: {决算数: 79.43, 较上年增减: 17.15, 原因: 办公用房搬迁}
上年: {机关运行经费: {决算数: 62.28, 较上年增减: 2.00, 原因: 办公用房搬迁}}
""",
)
RULES = (EMPTY_REASONS, REPEATED)
