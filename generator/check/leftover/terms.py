"""Terms of the glossary that write one functional class in two ways (X05)."""

import re
from collections.abc import Iterator

from generator.check.rule import Case, Found, Rule
from generator.findings import Finding, Severity
from generator.load.node import pointer

CODE = "X05"
_CLASS = re.compile(r"^\s*(?P<name>[^（()]+?)\s*[（(]类[）)]")
SPENDING = "支出"


def terms(case: Case) -> Iterator[Found]:
    """Yield once the classes that the terms write with 支出 at the end and without."""
    seen: dict[str, str] = {}
    twofold: dict[str, str] = {}
    path = ""
    for index, term in enumerate(case.inputs.terms):
        match = _CLASS.match(term.term)
        if match is None:
            continue
        name = match["name"]
        stem = name.removesuffix(SPENDING)
        before = seen.setdefault(stem, name)
        if before != name and stem not in twofold:
            twofold[stem] = f"“{before}”和“{name}”{_official(case, stem)}"
            path = path or pointer(f"{case.folder}/texts.yml", "名词解释", index, "名词")
    if twofold:
        message = f"名词解释里同一个类写成两样：{'；'.join(twofold.values())}"
        yield Found(Finding(CODE, Severity.NOTE, message, path, "请统一写正式名称"))


def _official(case: Case, stem: str) -> str:
    """Return which of the two ways is the official name, in brackets; "" where the classification has neither."""
    year = case.inputs.report.year
    names = {entry.name_in(year) for entry in case.inputs.naming.classification.functional.values()}
    due = next((name for name in (stem, f"{stem}{SPENDING}") if name in names), "")
    return f"（正式名称是“{due}”）" if due else ""


TERMS = Rule(
    code=CODE,
    title="名词解释里一个类只有一种写法",
    source="政府收支分类科目（当年）",
    severity=Severity.NOTE,
    run=terms,
    passing="""
名词解释:
  - {名词: 卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）, 解释: 编的}
  - {名词: 卫生健康支出（类）行政事业单位医疗（款）公务员医疗补助（项）, 解释: 编的}
""",
    failing="""
名词解释:
  - {名词: 卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）, 解释: 编的}
  - {名词: 卫生健康（类）行政事业单位医疗（款）公务员医疗补助（项）, 解释: 编的}
""",
    file="texts.yml",
)
