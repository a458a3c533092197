"""Amounts typed into texts that the system writes itself: they would stay when the figure changes."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.check.evaluation.marks import text_path
from generator.check.rule import Case, Found, Rule
from generator.document.sentences import REFERENCE
from generator.findings import Finding, Severity
from generator.load.node import pointer
from generator.model.address import Address, UnknownNameError, parse_name, split_name
from generator.model.vocabulary import SCOPE_MARK
from generator.money import unit_of

#: an amount or rate; 单价50万元以上 is a threshold, not an amount.
AMOUNT = re.compile(
    r"(?<![\d.])(?P<digits>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>亿元|万元|元|%|％)(?!（含）以|\(含\)以|含?以[上下内]|及以[上下])"
)
ROLES = {"原因": "reasons", "用途": "purposes", "补充说明": "remarks"}


def restated(case: Case) -> Iterator[Found]:
    """Yield each amount in a reason, purpose or remark; one that a figure of the report prints is a warning."""
    printed: dict[tuple[Decimal, str], str] | None = None
    for role, field in ROLES.items():
        texts: Mapping[str, str] = getattr(case.facts, field)
        for name, text in texts.items():
            for match in AMOUNT.finditer(REFERENCE.sub("", text)):
                printed = _printed(case) if printed is None else printed
                yield _restated(case, role, name, match, printed)


def _printed(case: Case) -> dict[tuple[Decimal, str], str]:
    """Return (value in yuan or per cent, 元 or %) → name of each figure the report prints; nothing for zero."""
    found: dict[tuple[Decimal, str], str] = {}
    for name, entry in case.document.figures.items():
        value = _number(entry.printed)
        if value and unit_of(entry.unit).is_money:
            found.setdefault((value.scaleb(unit_of(entry.unit).exponent), "元"), name)
        elif value and entry.unit == "%":
            found.setdefault((value, "%"), name)
    return found


def _number(text: str) -> Decimal | None:
    plain = re.sub(r"[,，]", "", text).removeprefix("-")
    return Decimal(plain) if re.fullmatch(r"\d{1,15}(\.\d{1,15})?", plain, re.ASCII) else None


def _restated(
    case: Case, role: str, name: str, match: re.Match[str], printed: Mapping[tuple[Decimal, str], str]
) -> Found:
    unit = "%" if match["unit"] == "％" else match["unit"]
    value = _number(match["digits"])
    key = None if value is None else (value.scaleb(unit_of(unit).exponent), unit_of(unit).base)
    figure = printed.get(key, "") if key else ""
    message = f"“{_plain(case, name)}”的{role}里写了“{match[0]}”"
    if figure:
        message += f"，这是{case.wording.name(figure)}，由数据算出"
    hint = "金额只录一次：数字改了，这里不会跟着改。请把它从文字里去掉，或补录成数据"
    severity = Severity.WARNING if figure else Severity.NOTE
    return Found(Finding("T010", severity, message, _place(case, role, name), hint), _names(name, figure))


def _names(*names: str) -> tuple[str, ...]:
    found = []
    for name in filter(None, names):
        try:
            address, operations = split_name(name)
        except UnknownNameError:
            continue
        found.append(".".join((address.name, *operations)))
    return tuple(found)


def _plain(case: Case, name: str) -> str:
    """Return a name as typed, or in words where it is that of an evaluation's figure."""
    return case.wording.name(name) if SCOPE_MARK in name else name


def _place(case: Case, role: str, name: str) -> str:
    """Return the path of a text: in its evaluation, or beside the row it belongs to, else under the accounts' own."""
    below = text_path(case.inputs.evaluations, role, name)
    if below:
        return below
    try:
        address = parse_name(name)
    except UnknownNameError:
        return pointer(case.accounts, role, name)
    if address.functional or address.measure == "operating_costs":
        for other, fact in case.facts.by_address.items():
            if _row(other) == _row(address):
                return f"{fact.path.rpartition('/')[0]}/{role}"
    return pointer(case.accounts, role, name)


def _row(address: Address) -> tuple[str, ...]:
    return address.measure, address.fund, address.functional, address.scope


def overridden(case: Case) -> Iterator[Found]:
    """Yield each sentence of the report's own style that holds an amount instead of a reference to it."""
    patterns = case.loaded.report.style.get("句式")
    for name, pattern in patterns.items() if isinstance(patterns, Mapping) else ():
        for key, text in _texts(pattern):
            match = AMOUNT.search(REFERENCE.sub("", text))
            if match is None:
                continue
            message = f"句式“{name}”里直接写了“{match[0]}”"
            hint = "句式里的数字要写成〔名称〕，例如〔支出.一般公共预算〕万元，这样改了数据句子也会跟着改"
            yield Found(
                Finding("T011", Severity.ERROR, message, pointer(case.report, "样式", "句式", name, *key), hint)
            )


def _texts(pattern: object) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield (keys below the pattern, text) of each of its cases."""
    if isinstance(pattern, str):
        yield (), pattern
    elif isinstance(pattern, Mapping):
        yield from (((str(case),), text) for case, text in pattern.items() if isinstance(text, str))


RESTATED = Rule(
    code="T010",
    title="原因、用途、补充说明里不重复写金额",
    source="每个金额只录一次；文字里的金额不会随数据更新",
    severity=Severity.WARNING,
    run=restated,
    passing="""
机关运行经费: {决算数: 79.43, 较上年增减: 17.15, 原因: 工作业务量增加}
""",
    failing="""
机关运行经费: {决算数: 79.43, 较上年增减: 17.15, 原因: 工作业务量增加17.15万元}
""",
)
OVERRIDDEN = Rule(
    code="T011",
    title="报告自己的句式里不直接写金额",
    source="句子里的数字都由数据得出",
    severity=Severity.ERROR,
    run=overridden,
    passing="""
样式: {句式: {收入构成: 本年收入合计〔收入〕万元。}}
""",
    failing="""
样式: {句式: {收入构成: 本年收入合计958.15万元。}}
""",
)
