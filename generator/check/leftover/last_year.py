"""Texts of a year that are last year's word for word (X08)."""

from collections.abc import Iterator

from generator.check.rule import Case, Found, Rule
from generator.findings import Finding, Severity
from generator.load.node import pointer

CODE = "X08"
#: words in the name of a text that lasts: duties and organisation are the same every year.
LASTING = ("职责", "职能", "机构设置", "内设机构", "单位构成")
#: shorter texts, such as “无”, may well be the same.
LEAST = 25


def unchanged(case: Case) -> Iterator[Found]:
    """Yield each text, but for those that last, that last year's report has in the same words.

    What lasts is found too where it names last year.
    """
    last = str(case.inputs.report.year - 1)
    for name, text in case.inputs.texts.items():
        before = case.inputs.prior_texts.get(name, "")
        if "".join(text.split()) != "".join(before.split()) or len(text) < LEAST:
            continue
        is_lasting = any(word in name for word in LASTING)
        if is_lasting and f"{last}年" not in text:
            continue
        message = f"“{name}”与上年报告一字不差"
        message += f"，里面写着{last}年" if f"{last}年" in text else ""
        hint = "请改写成今年的；今年确实相同的可以保留"
        yield Found(Finding(CODE, Severity.NOTE, message, pointer(f"{case.folder}/texts.yml", name), hint))


UNCHANGED = Rule(
    code=CODE,
    title="说今年工作的文字不是上年的原文",
    source="公开检查常见问题：沿用上年的文字，没有改成今年的",
    severity=Severity.NOTE,
    run=unchanged,
    passing="""
文字: {绩效管理: 今年对三个项目开展了绩效自评，得分都在九十分以上，问题已经整改。}
上年文字: {绩效管理: 去年对两个项目开展了绩效自评，得分都在八十分以上，问题正在整改。}
""",
    failing="""
文字: {绩效管理: 今年对三个项目开展了绩效自评，得分都在九十分以上，问题已经整改。}
上年文字: {绩效管理: 今年对三个项目开展了绩效自评，得分都在九十分以上，问题已经整改。}
""",
)
