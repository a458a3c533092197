"""Identities of the style (勾稽关系): formulas that must hold between figures of equal scope."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.check.rule import Case, Found, Rule
from generator.figures.engine import Figures
from generator.figures.grammar import (
    Comparison,
    Expression,
    FormulaError,
    Name,
    Number,
    Operation,
    names_of,
    parse_comparison,
)
from generator.figures.rollup import Rows, rows_of
from generator.findings import Finding, Severity
from generator.model.address import UnknownNameError, parse_name
from generator.model.style import Identity

#: word of a formula that stands for every code of a length → the length.
EVERY = {"各类": 3, "各项": 7}
ROUNDING_HINT = "金额按四舍五入录入，允许有尾差；若不是尾差，请核对。"


@dataclass(frozen=True, slots=True)
class Breach:
    """What is wrong between two sides: values, by how much, and whether rounding explains it."""

    left: Decimal
    right: Decimal
    is_rounding: bool

    @property
    def difference(self) -> Decimal:
        """Return the size of the difference."""
        return abs(self.left - self.right)


def identities(case: Case) -> Iterator[Found]:
    """Yield each identity that does not hold; one with an unknown operand is passed over."""
    for code, identity in case.inputs.style.identities.items():
        try:
            comparison = parse_comparison(identity.formula)
            wanted = list(written_out(comparison, case.figures))
            _parse_names(wanted)
        except (FormulaError, UnknownNameError) as error:
            yield _unreadable(case, code, identity, str(error))
            continue
        for each in wanted:
            yield from _held(case, code, identity, each)


def _parse_names(comparisons: list[Comparison]) -> None:
    for comparison in comparisons:
        for name in (*names_of(comparison.left), *names_of(comparison.right)):
            parse_name(name)


def written_out(comparison: Comparison, figures: Figures) -> Iterator[Comparison]:
    """Yield the comparison once for each functional code that 各类 or 各项 in it stands for."""
    names = (*names_of(comparison.left), *names_of(comparison.right))
    word = next((word for word in EVERY if any(word in name.split(".") for name in names)), "")
    if not word:
        yield comparison
        return
    rows = {key: codes for key, codes in figures.shape.functional.items() if not key[-1]}
    if not all(_has_rows(name, word, rows) for name in names):
        return
    codes = {code for row in rows.values() for code in row if len(code) == EVERY[word]}
    for code in sorted(codes):
        yield Comparison(_with(comparison.left, word, code), comparison.mark, _with(comparison.right, word, code))


def _has_rows(name: str, word: str, rows: Mapping[Rows, frozenset[str]]) -> bool:
    """Return whether the table that a name's rows stand in was typed; 财政拨款 is made of other tables."""
    if word not in name.split("."):
        return True
    address = parse_name(".".join(part for part in name.split(".") if part != word))
    fund = "" if address.measure == "income" else address.fund
    return fund in {"fiscal", "nonfiscal"} or rows_of(address.with_(fund=fund)) in rows


def _with(expression: Expression, word: str, code: str) -> Expression:
    if isinstance(expression, Name):
        return Name(".".join(code if part == word else part for part in expression.name.split(".")))
    if isinstance(expression, Operation):
        return Operation(expression.mark, _with(expression.left, word, code), _with(expression.right, word, code))
    return expression


def _held(case: Case, code: str, identity: Identity, comparison: Comparison) -> Iterator[Found]:
    breach = breach_of(case, comparison)
    if breach is None:
        return
    names = (*names_of(comparison.left), *names_of(comparison.right))
    kind, unit = case.wording.kind(comparison.left)
    difference = case.wording.amount(breach.difference, kind, unit)
    left = case.wording.side(comparison.left, breach.left)
    right = case.wording.side(comparison.right, breach.right)
    message = f"“{identity.title}”不成立：左边{left}；右边{right}；相差{difference}"
    severity = Severity.NOTE if breach.is_rounding else severity_of(identity)
    hint = ROUNDING_HINT if breach.is_rounding else identity.hint or "请核对两边的数，看哪一个录错或漏录"
    path = next((path for name in names if (path := case.accuracy.path(name))), "")
    yield Found(Finding(code, severity, message + ("（尾差）" if breach.is_rounding else ""), path, hint), names)


def count_of(case: Case) -> tuple[int, int]:
    """Return how many comparisons of identities could be made, and how many of them hold (rounding included)."""
    judged = holding = 0
    for identity in case.inputs.style.identities.values():
        try:
            wanted = list(written_out(parse_comparison(identity.formula), case.figures))
            _parse_names(wanted)
        except (FormulaError, UnknownNameError):
            continue
        for comparison in wanted:
            values = case.accuracy.value(comparison.left), case.accuracy.value(comparison.right)
            if None in values:
                continue
            judged += 1
            breach = breach_of(case, comparison)
            holding += breach is None or breach.is_rounding
    return judged, holding


def breach_of(case: Case, comparison: Comparison) -> Breach | None:
    """Return how a comparison fails, or None where it holds or cannot be judged."""
    left, right = case.accuracy.value(comparison.left), case.accuracy.value(comparison.right)
    if left is None or right is None or holds(left, comparison.mark, right):
        return None
    allowed = case.accuracy.of_expression(comparison.left) + case.accuracy.of_expression(comparison.right)
    return Breach(left, right, is_rounding=left != right and abs(left - right) <= allowed)


def holds(left: Decimal, mark: str, right: Decimal) -> bool:
    """Return whether a comparison holds exactly."""
    match mark:
        case "=":
            return left == right
        case "≤":
            return left <= right
        case "≥":
            return left >= right
        case "<":
            return left < right
        case _:
            return left > right


def severity_of(identity: Identity) -> Severity:
    """Return the severity of a breach; what is no severity counts as an error."""
    return Severity(identity.severity) if identity.severity in set(Severity) else Severity.ERROR


def sums(case: Case) -> set[tuple[str, frozenset[str]]]:
    """Return (whole, parts) of each identity that says a whole is the sum of parts, so that none is reported twice."""
    found = set()
    for identity in case.inputs.style.identities.values():
        try:
            comparison = parse_comparison(identity.formula)
            for one, other in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
                if comparison.mark == "=" and isinstance(one, Name) and _is_sum(other):
                    found.add((parse_name(one.name).name, frozenset(parse_name(name).name for name in names_of(other))))
        except (FormulaError, UnknownNameError):
            continue
    return found


def _is_sum(expression: Expression) -> bool:
    if isinstance(expression, Operation):
        return expression.mark == "+" and _is_sum(expression.left) and _is_sum(expression.right)
    return not isinstance(expression, Number)


def _unreadable(case: Case, code: str, identity: Identity, why: str) -> Found:
    own = case.inputs.report.style.get("勾稽关系")
    is_own = isinstance(own, dict) and code in own
    path = f"{case.report}#/样式/勾稽关系/{code}/公式" if is_own else "data/styles#"
    message = f"勾稽关系{code}“{identity.title}”的公式看不懂：{why}"
    return Found(
        Finding("K00", Severity.ERROR, message, path, "请在样式的“勾稽关系”里改正公式；改好以前这一条没有校核")
    )


IDENTITIES = Rule(
    code="K00",
    title="样式里的勾稽关系都成立",
    source="部门决算公开表格的表内、表间勾稽关系；各地可在样式的“勾稽关系”里增加",
    severity=Severity.ERROR,
    run=identities,
    passing="""
收入: {一般公共预算财政拨款收入: 958.15, 其他收入: 0}
支出: {基本支出: 725.15, 项目支出: 233.00}
结转结余: {年初结转和结余: 0, 使用非财政拨款结余: 0, 结余分配: 0, 年末结转和结余: 0}
""",
    failing="""
收入: {一般公共预算财政拨款收入: 958.15, 其他收入: 0}
支出: {基本支出: 725.15, 项目支出: 230.00}
结转结余: {年初结转和结余: 0, 使用非财政拨款结余: 0, 结余分配: 0, 年末结转和结余: 0}
""",
)
