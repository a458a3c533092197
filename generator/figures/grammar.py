"""The one arithmetic grammar: names, + − × ÷, 合计(…) and comparison; parsed here, never evaluated as code.

    comparison = expression [ ("=" | "≤" | "≥" | "<" | ">") expression ]
    expression = term { ("+" | "−") term }
    term       = factor { ("×" | "÷") factor }
    factor     = number | name | "(" expression ")" | "合计(" expression { "," expression } ")"

A name is a dotted official name such as `支出.一般公共预算.基本支出`. Derived figures, identities, a region's own
identities and scoring criteria are written in it, so `explain`, the check and workbooks speak from one source.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

MARKS = r"()+\-−＋－×÷*/=＝≤≥<>＜＞,，"
TOKEN = re.compile(
    rf"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)(?![^\s{MARKS}])|(?P<sum>合计)\s*\("
    rf"|(?P<mark>[<>]=|[{MARKS}])|(?P<name>[^\s{MARKS}]+))"
)
#: what keyboards and input methods give → the mark that is meant.
SAME_MARK = {
    "-": "−", "－": "−", "＋": "+",
    "*": "×", "/": "÷", "＝": "=", "<=": "≤", ">=": "≥", "＜": "<", "＞": ">", "，": ",",
}  # fmt: skip
COMPARISONS = ("=", "≤", "≥", "<", ">")
MAX_LENGTH = 2000
MAX_DEPTH = 40
#: a chain of sums is as deep as it is long: bounded, so that no formula exhausts the stack.
MAX_TOKENS = 400


class FormulaError(ValueError):
    """A formula cannot be read; the message is Chinese and names the place."""


@dataclass(frozen=True, slots=True)
class Number:
    """A literal number."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """A dotted official name."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation on expressions: `+`, `−`, `×`, `÷`; 合计 is a chain of `+`."""

    mark: str
    left: "Expression"
    right: "Expression"


Expression = Number | Name | Operation


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two expressions that must stand in a relation."""

    left: Expression
    mark: str
    right: Expression


@lru_cache(maxsize=4096)  # the same formulas serve every report of a style
def parse_expression(text: str) -> Expression:
    """Return the expression that a text holds.

    Raises:
        FormulaError: the text is not of the grammar.
    """
    reader = _Reader(text)
    found = reader.expression(0)
    reader.end()
    return found


@lru_cache(maxsize=4096)
def parse_comparison(text: str) -> Comparison:
    """Return the comparison that a text holds.

    Raises:
        FormulaError: the text is not of the grammar, or compares nothing.
    """
    reader = _Reader(text)
    left = reader.expression(0)
    mark = reader.take(*COMPARISONS)
    if mark is None:
        reader.end()
        message = f"公式“{text}”里没有 = ≤ ≥ < >"
        raise FormulaError(message)
    right = reader.expression(0)
    reader.end()
    return Comparison(left, mark, right)


def names_of(expression: Expression) -> Iterator[str]:
    """Yield the names of an expression from left to right."""
    if isinstance(expression, Name):
        yield expression.name
    elif isinstance(expression, Operation):
        yield from names_of(expression.left)
        yield from names_of(expression.right)


def evaluate(expression: Expression, value_of: Callable[[str], Decimal | None]) -> Decimal | None:
    """Return the value of an expression, or None where a name is unknown or a divisor is zero."""
    if isinstance(expression, Number):
        return expression.value
    if isinstance(expression, Name):
        return value_of(expression.name)
    left, right = evaluate(expression.left, value_of), evaluate(expression.right, value_of)
    if left is None or right is None:
        return None
    return _operate(expression.mark, left, right)


def _operate(mark: str, left: Decimal, right: Decimal) -> Decimal | None:
    match mark:
        case "+":
            return left + right
        case "−":
            return left - right
        case "×":
            return left * right
        case _:
            return left / right if right else None


class _Reader:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        if len(text) > MAX_LENGTH:
            message = f"公式太长（{len(text)}字），最多{MAX_LENGTH}字"
            raise FormulaError(message)
        self.text = text
        self.tokens: list[tuple[str, str]] = []
        position, body = 0, text.rstrip()
        while position < len(body):
            match = TOKEN.match(body, position)
            if match is None or match.end() == position:
                message = f"公式“{text}”第{position + 1}个字起看不懂"
                raise FormulaError(message)
            kind = str(match.lastgroup)
            self.tokens.append((kind, SAME_MARK.get(match[kind], match[kind])))
            position = match.end()
        if len(self.tokens) > MAX_TOKENS:
            message = f"公式太长（{len(self.tokens)}个词），最多{MAX_TOKENS}个"
            raise FormulaError(message)
        self.next = 0

    def take(self, *marks: str) -> str | None:
        """Return the next token when it is one of the marks, and step over it."""
        if self.next < len(self.tokens) and self.tokens[self.next][0] == "mark" and self.tokens[self.next][1] in marks:
            self.next += 1
            return self.tokens[self.next - 1][1]
        return None

    def expression(self, depth: int) -> Expression:
        """Return a sum of terms."""
        if depth > MAX_DEPTH:
            message = f"公式括号套得太深（超过{MAX_DEPTH}层）"
            raise FormulaError(message)
        left = self.term(depth)
        while mark := self.take("+", "−"):
            left = Operation(mark, left, self.term(depth))
        return left

    def term(self, depth: int) -> Expression:
        """Return a product of factors."""
        left = self.factor(depth)
        while mark := self.take("×", "÷"):
            left = Operation(mark, left, self.factor(depth))
        return left

    def factor(self, depth: int) -> Expression:
        """Return a number, a name, a bracket or a 合计."""
        if self.next >= len(self.tokens):
            message = f"公式“{self.text}”没有写完"
            raise FormulaError(message)
        kind, word = self.tokens[self.next]
        self.next += 1
        if kind == "number":
            return Number(Decimal(word))
        if kind == "name":
            return Name(word)
        if kind == "sum":
            found = self.expression(depth + 1)
            while self.take(","):
                found = Operation("+", found, self.expression(depth + 1))
            return self._closed(found)
        if word == "(":
            return self._closed(self.expression(depth + 1))
        message = f"公式“{self.text}”里“{word}”的位置不对"
        raise FormulaError(message)

    def _closed(self, found: Expression) -> Expression:
        if self.take(")") is None:
            message = f"公式“{self.text}”少了右括号"
            raise FormulaError(message)
        return found

    def end(self) -> None:
        """Check that nothing is left.

        Raises:
            FormulaError: something follows the formula.
        """
        if self.next < len(self.tokens):
            message = f"公式“{self.text}”从“{self.tokens[self.next][1]}”起多出了内容"
            raise FormulaError(message)
