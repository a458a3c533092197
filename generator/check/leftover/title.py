"""The title of a report: its year and its department are those of the report (X06)."""

import re
from collections.abc import Iterator

from generator.check.rule import Case, Found, Rule
from generator.findings import Finding, Severity
from generator.load.node import pointer

CODE = "X06"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def titled(case: Case) -> Iterator[Found]:
    """Yield a title that names another year, or not the department."""
    report, department = case.loaded.report, case.inputs.department
    title = "".join(report.title.split())
    years = _YEAR.findall(title)
    if years and str(report.year) not in years:
        message = f"标题写的是{years[0]}年，这份报告是{report.year}年度的"
        yield _found(case, message, "请核对标题和年度，像是沿用了往年的标题")
    names = (case.inputs.department_name, department.short, *department.aliases)
    if title and not any(name and name in title for name in names):
        message = f"标题里没有“{department.short or case.inputs.department_name}”：“{report.title[:30]}”"
        yield _found(case, message, "请核对部门的名称，像是别的部门的标题，或写漏了字")


def _found(case: Case, message: str, hint: str) -> Found:
    return Found(Finding(CODE, Severity.WARNING, message, pointer(case.report, "标题"), hint))


TITLE = Rule(
    code=CODE,
    title="标题里的年度和部门是本报告的",
    source="政府信息公开检查常见问题：沿用往年或别的部门的文字",
    severity=Severity.WARNING,
    run=titled,
    passing="报告: {标题: 示例区财政局2023年度部门决算}",
    failing="报告: {标题: 示例区财政局2022年度部门决算}",
)
