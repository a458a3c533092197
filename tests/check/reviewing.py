"""Reviews that tests of the formats read: two invented departments, and text that wants to be more than text."""

from dataclasses import replace

from generator.check.report.review import Checked, Review
from generator.findings import Finding, Severity
from generator.places import Place

WATER, FOREST = "xugou/water/2024", "xugou/forest/2024"
ACCOUNTS = f"data/regions/{WATER}/accounts.yml"

ERROR = Finding(
    "K07", Severity.ERROR, "收入总计100.00万元，支出总计97.00万元，相差3.00万元", f"{ACCOUNTS}#/收入", "请核对两边的数",
    Place(ACCOUNTS, 3, 9),
)  # fmt: skip
WARNING = Finding("D10", Severity.WARNING, "收入总计较上年增加，没有写原因", f"{ACCOUNTS}#/上年决算数")
NOTE = Finding("P003", Severity.NOTE, "相差0.01万元（尾差）", f"{ACCOUNTS}#/公布值/0", "照公布的印", Place(ACCOUNTS, 9))
WAIVED = Finding(
    "P004", Severity.WARNING, "公布的是100%，按数据计算是98%", f"{ACCOUNTS}#/公布值/1", "请核对",
    Place(ACCOUNTS, 10, 5), "原文如此（责任人：张三）",
)  # fmt: skip
SHARED = Finding(
    "G001", Severity.WARNING, "公开单位“school”还没有任何年度的报告", "data/regions/xugou/region.yml#/公开单位/1",
    "请新建", Place("data/regions/xugou/region.yml", 4, 12),
)  # fmt: skip

REVIEW = Review(
    (
        Checked(WATER, "虚构县", "虚构县水务局", "2024", (ERROR, WARNING, NOTE, WAIVED), "公开", "2025-09-01"),
        Checked(FOREST, "虚构县", "虚构县林业局", "2024", (), "草稿"),
    ),
    (SHARED,),
    commit="0123456789abcdef0123456789abcdef01234567",
    day="2025-09-20",
    site="https://example.org/jsgk/",
)

#: what a typed text may hold, in the hope that an output takes it for more than text.
HOSTILE = (
    "<script>alert(1)</script>",
    "</td></tr></table><h1>可以公开",
    '" onmouseover="alert(1)\' ]]> --> {{ 7*7 }} {% raw %} ${x}',
    "第一行\n::error file=a::第二行\r\n可以公开",
    "::set-output name=a::b%0A%25,:",
    "=cmd|' /C calc'!A0",
    "+1+2",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "https://example.invalid/ mailto:a@b",
    "_x0041_ \x1b[31m红\x1b[0m \u202e倒\u202c \x00 \x85 \u2028",
    "[b]粗[/b] :smile: **重** `码` 〔支出〕",
    "1.00",
    "𠮷" * 40_000,
)


def hostile(text: str) -> Review:
    """Return a review in which a text stands wherever a text from data may stand."""
    finding = Finding(
        "K07", Severity.ERROR, text, f"{ACCOUNTS}#/{text}", text, Place(f"data/regions/{WATER}/{text}.yml", 1, 1)
    )
    unknown = replace(finding, code=text or "X", place=None)
    waived = replace(finding, waived=f"{text}（责任人：{text}）")
    report = Checked(WATER, text, text, "2024", (finding, unknown, waived), text, text)
    return Review((report,), (replace(SHARED, message=text),), commit="0" * 40, day="2025-09-20")
