"""Classification codes and their names: is the code one of the year, is it called by its official name."""

from collections.abc import Iterator

from generator.check.rule import Case, Found, Rule
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.classification import Classification
from generator.model.identity import ClassEntry


def codes(case: Case) -> Iterator[Found]:
    """Yield each typed code that the classification of the year does not hold, and each name that is not its own."""
    classification, year = case.inputs.naming.classification, case.inputs.report.year
    for code, (path, name) in _typed(case).items():
        yield from _unknown(classification, year, code, path, name)
    for code, printed in case.facts.printed_names.items():
        entry = classification.entry(code)
        if entry is not None and _is_verified(entry, year) and printed != entry.name_in(year):
            yield _renamed(case, code, printed, entry.name_in(year))


def _typed(case: Case) -> dict[str, tuple[str, str]]:
    """Return each typed code with the path and name of the first figure under it."""
    found: dict[str, tuple[str, str]] = {}
    for address, fact in case.facts.by_address.items():
        for code in (address.functional, address.economic):
            if code.isdigit():
                found.setdefault(code, (fact.path, address.name))
    return found


def _unknown(classification: Classification, year: int, code: str, path: str, name: str) -> Iterator[Found]:
    entry = classification.entry(code)
    kind = "支出经济分类" if code.startswith("3") else "支出功能分类"
    if entry is None:
        message = f"{kind}里没有科目“{code}”"
        hint = "请核对科目代码；代码没有错的，请补进 data/classification/，或在“原文名称”里写明它的名称"
        yield Found(Finding("N13", Severity.NOTE, message, path, hint), (name,))
    elif not (entry.since or 0) <= year <= (entry.until or 9999):
        span = f"{entry.since or ''}—{entry.until or ''}"
        message = f"{kind}科目“{code}”（{entry.name}）在{year}年度没有使用（{span}）"
        yield Found(Finding("N13", Severity.NOTE, message, path, "请核对科目代码和年度"), (name,))


def _is_verified(entry: ClassEntry, year: int) -> bool:
    """Return whether the name of a year was compared with an official document."""
    for span in entry.names:
        if (span.since or 0) <= year <= (span.until or 9999):
            return span.verified
    return entry.verified


def _renamed(case: Case, code: str, printed: str, official: str) -> Found:
    path = pointer(case.accounts, "原文名称", code)
    message = f"科目“{code}”印作“{printed}”，这一年的正式名称是“{official}”"
    severity = Severity.NOTE if is_shortened(printed, official) else Severity.WARNING
    return Found(Finding("N13", severity, message, path, "原件如此的可以保留；不是原件的写法，请删去这一行"))


def is_shortened(printed: str, official: str) -> bool:
    """Return whether a name only leaves characters of the official one out (维修费 for 维修（护）费)."""
    rest = iter(official)
    return all(character in rest for character in printed)


CODES = Rule(
    code="N13",
    title="科目代码在当年的政府收支分类科目里，名称是当年的正式名称",
    source="政府收支分类科目（当年）",
    severity=Severity.NOTE,
    run=codes,
    passing="""
支出科目:
  "2080101": {基本支出: 10.00, 项目支出: 0}
""",
    failing="""
支出科目:
  "2999998": {基本支出: 10.00, 项目支出: 0}
""",
)
