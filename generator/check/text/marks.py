"""Marks: half-width ones and blanks between Chinese characters (T22), quotes and brackets in pairs (T24)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.check.text.common import HAN, Text, listed, texts_of
from generator.findings import Severity

#: what stands beside a mark in Chinese text.
_BESIDE = "\u4e00-\u9fff“”‘’《》（）〔〕"
_HALF = re.compile(
    rf"(?<=[{_BESIDE}])\s?[,;:?!](?=\s|[{_BESIDE}]|\d|$)|(?<=[\d%])[,;](?={HAN})|\((?=[^()\n]{{0,60}}{HAN})|(?<={HAN})\)"
)
_FULL = re.compile("[，；：（。、？！]")
_GAP = "[ \t\u3000\xa0\u2000-\u200a\u202f]"
_ANY_GAP = re.compile(_GAP)
_BLANK_BETWEEN = re.compile(rf"(?<={HAN}){_GAP}+(?={HAN})")
_BLANK_BESIDE = re.compile(
    rf"(?<=[，。；：、（《“]){_GAP}+(?=[\u4e00-\u9fff“《（])|(?<=[\u4e00-\u9fff”》）]){_GAP}+(?=[，。；：、）》”（“])"
)
#: the end of a line's number, behind which a blank is usual: 1、 发展, （一） 概况.
_NUMBERED = re.compile(r"^\s*[（(]?[一二三四五六七八九十\d０-９]{1,3}[、.．）)]\s*$")
#: titles and quoted mottoes may part their words with blanks.
_QUOTED = re.compile("《[^《》]*》|“[^“”]*”")
_SENTENCE = re.compile("[，。；]")
#: last characters of bodies: two that issue a paper together stand side by side with a blank.
_BODIES = "厅局委府部院会办室省市区县"
PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "(": ")", "[": "]", "【": "】", "〔": "〕", "「": "」"}
_SAME = {"(": "（", ")": "）"}
_CLOSING = {close: opening for opening, close in PAIRS.items()}
_MARK = re.compile("[" + "".join(re.escape(mark) for mark in (*PAIRS, *_CLOSING)) + "]")
#: 1) or 一） numbers an item: no bracket opens it.
_ITEM = re.compile(r"(?:^|(?<=[。；;，,：:\s]))[一二三四五六七八九十\da-zA-Z]{1,2}[)）]", re.MULTILINE)
#: quotes and titles do not stand in their own like: the inner ones are ‘’ and 〈〉.
_INNER = {"“": ("引号", "‘’"), "《": ("书名号", "〈〉")}
_ANGLES = re.compile(r"《[^《》]{0,40}([<＜][^<>＜＞《》]{1,80}[>＞])")


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A mark without its partner, or nested in its like: what is wrong with it, and where it stands."""

    offset: int
    message: str


def widths(case: Case) -> Iterator[Found]:
    """Yield once a text its half-width marks, and once the blanks between its characters."""
    for text in texts_of(case):
        if text.role not in {"words", "name"}:
            yield from _half(text)
        if text.is_prose:
            yield from _blanks(text)


def _half(text: Text) -> Iterator[Found]:
    matches = list(_HALF.finditer(text.masked))
    if not matches or not _FULL.search(text.masked):
        return
    first = matches[0]
    marks = listed(sorted({match[0].strip() for match in matches}), 6)
    message = (
        f"里有半角标点{marks}{len(matches)}处，同一段里也用全角，第一处是“{text.quote(first.start(), first.end())}”"
    )
    yield text.found("T22", Severity.NOTE, message, first.start(), "中文里的标点请统一用全角")


def _blanks(text: Text) -> Iterator[Found]:
    """Yield once a text the blanks inside words and beside marks; in lines that are sentences."""
    places: list[tuple[int, int]] = []
    for begin, line in text.lines:
        if not _ANY_GAP.search(line.strip()) or not _SENTENCE.search(line):
            continue
        titles = [match.span() for match in _QUOTED.finditer(line)]
        for match in _BLANK_BETWEEN.finditer(line):
            in_title = any(first < match.start() < last for first, last in titles)
            if not in_title and line[match.start() - 1] not in _BODIES:
                places.append((begin + match.start(), begin + match.end()))
        places += [
            (begin + match.start(), begin + match.end())
            for match in _BLANK_BESIDE.finditer(line)
            if not _NUMBERED.match(line[: match.start()])
        ]
    if places:
        first, last = min(places)
        message = f"里有多余的空格{len(places)}处，第一处是“{text.quote(first, last)}”"
        yield text.found("T22", Severity.NOTE, message, first, "请删去汉字之间和标点前后的空格")


def pairs(case: Case) -> Iterator[Found]:
    """Yield each text whose quotes or brackets do not pair, stand inside their like, or are of two widths."""
    for text in texts_of(case):
        if not _MARK.search(text.masked):
            continue
        for unpaired in unpaired_in(text):
            quote = text.quote(unpaired.offset, unpaired.offset + 1)
            yield text.found("T24", Severity.WARNING, f"里{unpaired.message}：“{quote}”", unpaired.offset, HINT)
        angle = _ANGLES.search(text.masked)
        if angle:
            count = len(_ANGLES.findall(text.masked))
            message = f"里书名号里面的书名号用了“{angle[1][0]}{angle[1][-1]}”{count}处：“{angle[1][:14]}…”"
            yield text.found("T24", Severity.NOTE, message, angle.start(1), "书名号里面的书名号是“〈〉”")


HINT = "请补上或改正成对的引号、括号；引号里面的引号用“‘’”，书名号里面的用“〈〉”"


def unpaired_in(text: Text) -> list[Unpaired]:
    """Return the marks of a text that do not pair; what one line opens another may close."""
    items = {match.end() - 1 for match in _ITEM.finditer(text.masked)}
    marks = [(match.start(), match[0]) for match in _MARK.finditer(text.masked) if match.start() not in items]
    whole = _unpaired(marks)
    if not whole:
        return []
    # A mark that is missing in one line must not make every later one look wrong.
    found: list[Unpaired] = []
    for begin, line in text.lines:
        found += _unpaired([mark for mark in marks if begin <= mark[0] < begin + len(line)])
    return found[:1] if found else []


def _unpaired(marks: list[tuple[int, str]]) -> list[Unpaired]:
    found: list[Unpaired] = []
    opened: list[tuple[int, str]] = []
    for offset, mark in marks:
        if mark in PAIRS:
            if mark in _INNER and any(other == mark for _, other in opened):
                name, inner = _INNER[mark]
                found.append(Unpaired(offset, f"{name}里面又有{name}，里面一层应是“{inner}”，要不就是前一个没有收尾"))
            opened.append((offset, mark))
            continue
        wanted = _CLOSING[mark]
        if opened and opened[-1][1] == wanted:
            opened.pop()
        elif opened and _SAME.get(opened[-1][1], opened[-1][1]) == _SAME.get(wanted, wanted):
            begin, other = opened.pop()
            found.append(Unpaired(begin, f"“{other}”和“{mark}”一个半角一个全角"))
        elif any(other == wanted for _, other in opened):
            begin, other = opened[-1]
            found.append(Unpaired(begin, f"“{other}”没有“{PAIRS[other]}”"))
            while opened.pop()[1] != wanted:
                pass
        else:
            found.append(Unpaired(offset, f"“{mark}”前面没有“{wanted}”"))
    found += [Unpaired(offset, f"“{mark}”没有“{PAIRS[mark]}”") for offset, mark in opened]
    return found


WIDTHS = Rule(
    code="T22",
    title="中文里的标点用全角，汉字之间没有多余的空格",
    source="GB/T 15834《标点符号用法》",
    severity=Severity.NOTE,
    run=widths,
    passing="""
名称: 虚构项目
文字: {项目概况: 培训两期，共一百人。}
""",
    failing="""
名称: 虚构项目
文字: {项目概况: "培训两期,共一百人。"}
""",
    file=EVALUATION,
)
PAIRED = Rule(
    code="T24",
    title="引号、括号、书名号成对，嵌套时内外有别",
    source="GB/T 15834《标点符号用法》",
    severity=Severity.WARNING,
    run=pairs,
    passing="""
名称: 虚构项目
文字: {项目概况: 打通“服务群众‘最后一公里’”。}
""",
    failing="""
名称: 虚构项目
文字: {项目概况: 打通“服务群众“最后一公里””。}
""",
    file=EVALUATION,
)
