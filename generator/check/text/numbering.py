"""Numbering inside one typed text (一、（一）1.（1）; 一是, 二是), and the 序号 of the glossary (T20)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.reading.quantities import chinese_number
from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.check.text.common import Text, texts_of
from generator.findings import Finding, Severity
from generator.load.node import pointer

CODE = "T20"
_CHINESE = "一二三四五六七八九十"
_WIDE = str.maketrans("０１２３４５６７８９．（）", "0123456789.()")
#: the kinds of number in their official order, from the highest level down; 一是 stands apart, it counts in a sentence.
KINDS = ("一、", "（一）", "1.", "（1）")
SPOKEN = "一是"
_NUMBERS = (
    ("一、", rf"([{_CHINESE}]{{1,3}})、(?![{_CHINESE}][、级线])"),
    ("（一）", rf"[（(]([{_CHINESE}]{{1,3}})[）)]"),
    ("（1）", r"[（(]([0-9０-９]{1,2})[）)]"),
    ("1.", r"([0-9０-９]{1,2})\s?[.．、](?![0-9０-９])"),
    (SPOKEN, rf"([{_CHINESE}]{{1,2}})是(?!一[^个种])"),
)
_ANY = "|".join(f"(?P<k{number}>{form})" for number, (_, form) in enumerate(_NUMBERS))
#: a number counts at the beginning of a line, or inside it behind a mark that ends a clause.
_NUMBER = re.compile(rf"(?:^[ \t\u3000]*|(?<=[。；;：:，,！？）”]))(?:{_ANY})")
#: digits of a number that somebody may have meant as one; Python itself turns no more than some thousand into one.
_LONGEST = 9
HINT = "请核对有没有漏掉、多出或重复的段落；只是编号不连的，改正编号"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: its kind, its value, where it stands, whether it begins its line."""

    kind: str
    value: int
    printed: str
    offset: int
    leads: bool


@dataclass(slots=True)
class _Level:
    """A list that is open: the kinds its numbers were printed in so far, and the last of them."""

    kinds: set[str]
    last: Number

    @property
    def rank(self) -> int:
        """Return how deep its first kind usually stands."""
        return min(KINDS.index(kind) for kind in self.kinds)


def numbering(case: Case) -> Iterator[Found]:
    """Yield each number that skips, repeats, changes its kind or has no first, and each jump of the glossary."""
    yield from _glossary(case)
    for text in texts_of(case):
        if text.role in {"text", "reason", "field", "row"}:
            yield from _numbering_of(text)


def numbers_in(text: Text) -> Iterator[list[Number]]:
    """Yield the numbers of each line that has any."""
    for begin, line in text.lines:
        found = [_read(match, begin) for match in _NUMBER.finditer(line)]
        if found:
            yield [number for number in found if number is not None]


def _read(match: re.Match[str], begin: int) -> Number | None:
    index = next(index for index in range(len(_NUMBERS)) if match[f"k{index}"] is not None)
    kind, printed = _NUMBERS[index][0], match[f"k{index}"]
    digits = re.sub(rf"[^{_CHINESE}0-9]", "", printed.translate(_WIDE).removesuffix("是"))
    value = int(digits) if digits.isdigit() else chinese_number(digits)
    offset = begin + match.start() + len(match[0]) - len(printed)
    return Number(kind, value, printed, offset, match.start() == 0) if value else None


def _numbering_of(text: Text) -> Iterator[Found]:
    levels: list[_Level] = []
    inner: dict[str, Number] = {}
    spoken: list[Number] = []
    for numbers in numbers_in(text):
        spoken += [number for number in numbers if number.kind == SPOKEN]
        if numbers and numbers[0].leads and numbers[0].kind != SPOKEN:
            yield from _placed(text, levels, inner, numbers[0])
        yield from _inside(text, levels, inner, [number for number in numbers if not number.leads])
    yield from _spoken(text, spoken)


def _placed(text: Text, levels: list[_Level], inner: dict[str, Number], number: Number) -> Iterator[Found]:
    """Take a number that begins its line into the open lists; yield what is wrong with it."""
    if any(number.kind in level.kinds for level in levels):
        while number.kind not in levels[-1].kinds:
            levels.pop()
        last, levels[-1].last = levels[-1].last, number
        if number.value != 1 or last.value == 1:
            yield from _against(text, last, number)
        return
    if number.value != 1:
        elder = next((level for level in reversed(levels) if _continues(level.last, number)), None)
        if elder:
            yield _changed(text, elder.last, number)
            del levels[levels.index(elder) + 1 :]
            elder.kinds.add(number.kind)
            elder.last = number
            return
        begun = inner.get(number.kind)
        # A text that begins in the middle continues the list of another; one that began inside a line goes on here.
        is_first = not levels and not text.masked[: number.offset].strip()
        if not is_first and not (begun and begun.value == number.value - 1):
            yield _headless(text, levels, number)
        levels[:] = [level for level in levels if level.rank < KINDS.index(number.kind)]
    levels.append(_Level({number.kind}, number))


def _continues(last: Number, number: Number) -> bool:
    """Return whether a number is the next of another of the same shape: （一） and （2）, 一、 and 2、."""
    return last.value == number.value - 1 and (last.kind[0] == "（") == (number.kind[0] == "（")


def _against(text: Text, last: Number, number: Number) -> Iterator[Found]:
    if number.value == last.value + 1:
        # (一) and （一） are one way of writing, 1. and 1、 are two.
        if last.kind == number.kind and last.printed.translate(_WIDE)[-1] != number.printed.translate(_WIDE)[-1]:
            yield _changed(text, last, number)
    elif number.value == last.value:
        message = f"里编号“{number.printed}”重复，前面已经有一个“{last.printed}”"
        yield text.found(CODE, Severity.WARNING, message, number.offset, HINT)
    else:
        message = f"的编号从“{last.printed}”跳到“{number.printed}”"
        yield text.found(CODE, Severity.WARNING, message, number.offset, HINT)


def _changed(text: Text, last: Number, number: Number) -> Found:
    message = f"的编号换了写法：“{last.printed}”后面接的是“{number.printed}”"
    return text.found(CODE, Severity.NOTE, message, number.offset, "同一层的编号请用同一种写法")


def _headless(text: Text, levels: list[_Level], number: Number) -> Found:
    behind = f"，接在“{levels[-1].last.printed}”后面" if levels else ""
    message = f"的编号从“{number.printed}”起{behind}，前面没有同一层的前一项"
    return text.found(CODE, Severity.WARNING, message, number.offset, HINT)


def _inside(text: Text, levels: list[_Level], inner: dict[str, Number], numbers: list[Number]) -> Iterator[Found]:
    """Yield where the numbers inside one line go over into another kind; they count anew in each line."""
    seen: dict[str, Number] = {}
    previous: Number | None = None
    for number in numbers:
        if number.kind not in seen and previous and previous.value == number.value - 1:
            yield _changed(text, previous, number)
            # The number of a paragraph that does not begin its own line.
            for level in levels[-1:]:
                if number.kind in level.kinds and level.last.value == number.value - 1:
                    level.last = number
        seen[number.kind] = inner[number.kind] = previous = number


def _spoken(text: Text, numbers: list[Number]) -> Iterator[Found]:
    """Yield each 一是, 二是 … that skips or repeats, and each 一是 that no 二是 follows."""
    for place, number in enumerate(numbers):
        behind = numbers[place + 1].value if place + 1 < len(numbers) else 1
        if number.value == 1 and behind == 1:
            message = "里只有“一是”，没有“二是”"
            yield text.found(CODE, Severity.NOTE, message, number.offset, "只有一项的不用编号；漏了后面几项的请补上")
        elif number.value != 1 and place and number.value != numbers[place - 1].value + 1:
            yield from _against(text, numbers[place - 1], number)


def _glossary(case: Case) -> Iterator[Found]:
    """Yield each jump, repeat or gap of the numbers typed for the terms of the glossary."""
    last = None
    numbered = [term.number.isdecimal() and len(term.number) <= _LONGEST for term in case.inputs.terms]
    for index, term in enumerate(case.inputs.terms):
        path = pointer(f"{case.folder}/texts.yml", "名词解释", index, "序号" if term.number else "名词")
        if not numbered[index]:
            if any(numbered) and not term.number:
                yield _term(f"名词“{term.term}”没有序号，其他名词有", path)
            continue
        value = int(term.number)
        if last is not None and value != last + 1:
            yield _term(_jump(last, value), path)
        last = value


def _jump(last: int, value: int) -> str:
    if value <= last:
        return f"名词解释的序号{last}后面又是{value}"
    first, final = last + 1, value - 1
    return f"名词解释的序号从{last}跳到{value}，缺{first if first == final else f'{first}至{final}'}"


def _term(message: str, path: str) -> Found:
    hint = "请核对有没有漏掉的名词；只是序号不连的，改正序号，或把“序号”都删去由程序编号"
    return Found(Finding(CODE, Severity.WARNING, message, path, hint))


NUMBERING = Rule(
    code=CODE,
    title="同一段文字里的编号连续、不重复、写法一致，名词解释的序号连续",
    source="GB/T 9704《党政机关公文格式》的结构层次序数",
    severity=Severity.WARNING,
    run=numbering,
    passing="""
名称: 虚构项目
文字: {项目概况: "一、立项\\n（一）依据\\n（二）目的\\n二、实施"}
""",
    failing="""
名称: 虚构项目
文字: {项目概况: "一、立项\\n（一）依据\\n（二）目的\\n三、实施"}
""",
    file=EVALUATION,
)
