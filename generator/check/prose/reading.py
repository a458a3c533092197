"""Typed prose as its rules read it: references filled in, cut into sentences and segments, numbers read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.check.reading.quantities import Quoted, quantities_in
from generator.check.reading.typed import TypedText, typed_texts
from generator.check.rule import Case, Found
from generator.document.desk import words_of
from generator.document.sentences import REFERENCE
from generator.findings import Finding, Severity
from generator.model.address import UnknownNameError, within

PERCENT, MONEY = "%", "元"
#: stands for a reference that prints no number, so that nothing is read across it.
HOLE = "□"
#: full-width marks → the half-width ones that the rules look for; one character for one.
_PLAIN = str.maketrans("，；：（）％０１２３４５６７８９．＋－", ",;:()%0123456789.+-")
_ENDS = re.compile(r"[。！？!?\n]")
_BREAK = re.compile(r"[,;:()、。\s]")
#: words by which a number is only said to be near.
_NEAR = re.compile(r"(?:近|约|超|超过|突破|逾|不足|以上|左右|至少|最多|不低于|不少于|大于|小于|≥|≤|<|>)\s*$")
_ABOUT = re.compile(r"\s*(?:以上|以下|左右|多|余|以内|以外)")
#: more numbers than any sentence has: the rest of one is not read, so that its length does not cost time by its square.
CROWDED = 300
HALF = Decimal("0.5")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of prose with the quantities in it, their offsets counted from its beginning.

    Attributes:
        text: with half-width marks. start: offset in the filled text. quantities: in order.
    """

    text: str
    start: int
    quantities: tuple[Quoted, ...]

    def before(self, index: int) -> str:
        """Return the words between a quantity and the one before it, or the beginning."""
        begin = self.quantities[index - 1].end if index else 0
        return self.text[begin : self.quantities[index].start]

    def after(self, index: int) -> str:
        """Return the words between a quantity and the next one, or the end."""
        last = index + 1 == len(self.quantities)
        return self.text[self.quantities[index].end : None if last else self.quantities[index + 1].start]

    def label(self, index: int) -> str:
        """Return the words of its own clause directly before a quantity."""
        return _BREAK.split(self.before(index))[-1].strip()

    def is_near(self, index: int) -> bool:
        """Return whether a quantity is only said to be about so much."""
        return bool(_NEAR.search(self.before(index)) or _ABOUT.match(self.after(index)))


@dataclass(frozen=True, slots=True)
class Prose:
    """One typed text as a reader sees it.

    Attributes:
        typed: as typed. plain: references filled in, half-width marks. runs: (offset here, offset as typed, is filled).
    """

    typed: TypedText
    plain: str
    runs: tuple[tuple[int, int, bool], ...]

    def path(self, offset: int) -> str:
        """Return the path of a place, given in the filled text."""
        here, there, filled = next(run for run in reversed(self.runs) if run[0] <= offset)
        return self.typed.at(there if filled else there + offset - here)

    def is_typed(self, offset: int) -> bool:
        """Return whether a place was typed, not filled in from the figures."""
        return not next(run for run in reversed(self.runs) if run[0] <= offset)[2]

    @property
    def sentences(self) -> tuple[Passage, ...]:
        """Return its sentences that hold a quantity."""
        return sentences_of(self.plain)

    @property
    def segments(self) -> tuple[Passage, ...]:
        """Return its sentences cut at semicolons, those that hold a quantity."""
        return segments_of(self.plain)

    def found(
        self,
        code: str,
        passage: Passage,
        index: int,
        message: str,
        hint: str,
        severity: Severity = Severity.WARNING,
    ) -> Found:
        """Return a finding about a quantity of one of its passages."""
        return self.said(code, passage.start + passage.quantities[index].start, message, hint, severity)

    def said(self, code: str, offset: int, message: str, hint: str, severity: Severity = Severity.WARNING) -> Found:
        """Return a finding about a place, given in the filled text."""
        return Found(Finding(code, severity, f"{self.typed.label}：{message}", self.path(offset), hint))


def prose_of(case: Case) -> Iterator[Prose]:
    """Yield every typed text of a report with its references filled in, in the order of the files."""
    words = words_of(case.inputs)
    for typed in typed_texts(case):
        if typed.text and typed.role != "term":
            yield fill(case, typed, words)


def fill(case: Case, typed: TypedText, words: Mapping[str, str]) -> Prose:
    """Return a typed text with its references filled in as they print; what prints no number leaves a hole."""
    if "〔" not in typed.text:
        return Prose(typed, typed.text.translate(_PLAIN), ((0, 0, False),))
    plain, end = "", 0
    runs = [(0, 0, False)]
    for match in REFERENCE.finditer(typed.text):
        plain += typed.text[end : match.start()]
        runs.append((len(plain), match.start(), True))
        plain += _printed(case, typed.scope, match, words)
        end = match.end()
        runs.append((len(plain), end, False))
    return Prose(typed, (plain + typed.text[end:]).translate(_PLAIN), tuple(runs))


def _printed(case: Case, scope: str, match: re.Match[str], words: Mapping[str, str]) -> str:
    word = words.get(match[1])
    if word is not None:
        return HOLE if "〔" in word else word
    try:
        name = within(match[1], {"scope": scope}) if scope else match[1]
        figure = case.figures.get(name)
        return case.inputs.printer.text(figure, match[2] or "") or HOLE
    except (UnknownNameError, KeyError, ValueError, ArithmeticError):
        return HOLE


@lru_cache(maxsize=64)
def sentences_of(plain: str) -> tuple[Passage, ...]:
    """Return the sentences of a text that hold a quantity."""
    return tuple(_cut(plain, _ENDS))


@lru_cache(maxsize=64)
def segments_of(plain: str) -> tuple[Passage, ...]:
    """Return the sentences of a text, cut at semicolons too, that hold a quantity."""
    return tuple(_cut(plain, re.compile(r"[。！？!?\n;]")))


def _cut(plain: str, marks: re.Pattern[str]) -> Iterator[Passage]:
    quantities = _quantities(plain)
    begin = position = 0
    for end in (*(match.start() for match in marks.finditer(plain)), len(plain)):
        held = []
        while position < len(quantities) and quantities[position].start < end:
            held.append(_moved(quantities[position], begin))
            position += 1
        if held:
            yield Passage(plain[begin:end], begin, tuple(held[:CROWDED]))
        begin = end + 1


@lru_cache(maxsize=64)
def _quantities(plain: str) -> tuple[Quoted, ...]:
    return quantities_in(plain) if any(mark.isdigit() for mark in plain) else ()


def _moved(quoted: Quoted, begin: int) -> Quoted:
    return Quoted(quoted.value, quoted.unit, quoted.printed, quoted.start - begin, quoted.end - begin, quoted.step)


def comparable(first: Quoted, second: Quoted) -> bool:
    """Return whether two quantities count the same kind of thing: money, or counts of one unit (人 and 人次 too)."""
    if PERCENT in {first.unit, second.unit} or "" in {first.unit, second.unit}:
        return False
    return first.unit == second.unit or {first.unit, second.unit} == {"人", "人次"}


def error(quoted: Quoted) -> Decimal:
    """Return by how much a printed quantity may be off by rounding: plain whole numbers are exact."""
    return quoted.step * HALF if quoted.step != 1 or quoted.unit == PERCENT else Decimal(0)


def differ(first: Quoted, second: Quoted) -> bool:
    """Return whether two printed quantities cannot be the same number, each as finely printed as it is."""
    gap = abs(first.value - second.value)
    return gap > 0 if first.step == second.step else gap > max(first.step, second.step) * HALF


def rate_fits(part: Quoted, whole: Quoted, rate: Quoted) -> bool:
    """Return whether a printed rate is that of part to whole, the rounding of all three allowed, or cut off."""
    if not whole.value:
        return False
    value = part.value / whole.value * HUNDRED
    allowed = (error(part) + abs(value) / HUNDRED * error(whole)) / abs(whole.value) * HUNDRED
    return -error(rate) - allowed <= value - rate.value <= max(error(rate), rate.step) + allowed


def plain_rate(value: Decimal) -> str:
    """Return a rate in words, two decimals at most, no needless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{text}%"


def share(part: Quoted, whole: Quoted) -> Decimal:
    """Return part of whole in per cent; the whole is not zero."""
    return part.value / whole.value * HUNDRED
