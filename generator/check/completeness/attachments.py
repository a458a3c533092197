"""Attachments that a text announces, headings with nothing below, headings without their number (D42, D44, D45)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from generator.check.completeness.parts import blocks_of
from generator.check.evaluation.marks import listed
from generator.check.reading.quantities import chinese_number
from generator.check.reading.typed import TypedText, typed_texts
from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.document.sections import OVERVIEW
from generator.findings import Finding, Severity
from generator.model.blocks import Section, Table

#: the head of a list of attachments: 附件：1．…, 附表：….
LIST = re.compile(r"^[ \t\u3000]*(?:附件|附表)(?:清单|目录)?[ \t]*[:：][ \t]*(?P<first>.*)$", re.MULTILINE)
ITEM = re.compile(
    r"[ \t\u3000]*(?:附件|附表)?[ \t]*(?P<number>[0-9]{1,2})[ \t]*[.．、:：][ \t]*(?P<title>\S.*?)[ \t\u3000]*$"
)
#: a reference to an attachment inside a sentence.
REFERENCE = re.compile(r"(?:详见|见|参见)(?P<what>附件|附表)(?P<number>[一二三四五六七八九十0-9]{0,3})(?!精神|要求)")
#: what does not tell two titles apart.
IDLE = re.compile(r"[（(][^（）()]*[）)]|(?:20\d{2}|〔[^〔〕]*〕)年?度?|[\s《》“”\"、，,.．。：:]|附件\d*|附表\d*")
TITLE_LENGTH = 40
MOST_LISTED = 14

#: a numbered line that may be a heading: its level, then its words.
HEADINGS = (
    (1, re.compile(r"[一二三四五六七八九十]{1,3}\s*、\s*(?P<words>\S.*)")),
    (2, re.compile(r"[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]\s*(?P<words>\S.*)")),
    (3, re.compile(r"\d{1,2}\s*[、.．]\s*(?P<words>\S.*)")),
    (2, re.compile(r"[（(]\s*\d{1,2}\s*[）)]\s*(?P<words>\S.*)")),
)
#: how the heading of a section of a report ends; a list of offices or items does not.
HEADED = re.compile(
    r"(?:情况|概况|分析|结论|问题|建议|措施|做法|经验|支出|附件|评价|绩效|目标|依据|成效|管理|说明|内容|范围)(?:等)?$"
)
ENDED = re.compile(r"[。；;：:！!？?，,]")
LONGEST_HEADING = 40

NUMBERED = (
    re.compile(r"第([一二三四五六七八九十]{1,3})部分"),
    re.compile(r"([一二三四五六七八九十]{1,3})、"),
    re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"([0-9０-９]{1,2})[、.．]"),
)
LEAST_NUMBERED = 2
APART = re.compile(r"附件|附表|目录")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line that looks like a heading: offset, level, text; level 0 is text of any other kind."""

    start: int
    level: int
    text: str


def announced(case: Case) -> Iterator[Found]:
    """Yield, for each text, the attachments that it announces and that were not published."""
    titles: list[str] | None = None
    for text in typed_texts(case):
        if text.role != "text" or "附" not in text.text:
            continue
        titles = _titles(case) if titles is None else titles
        items = list(_items(text.text))
        missing = [title for title, _ in items if not _is_published(title, titles)]
        if missing:
            of = f"{len(items)}件中的" if len(missing) < len(items) else ""
            message = f"“{text.label}”列出的附件有{of}{len(missing)}件没有公布：{listed(missing, MOST_LISTED)}"
            hint = "请把这些附件补录成自评或表；确实不公开的，请写明或从清单中删去"
            yield Found(Finding("D42", Severity.NOTE, message, text.at(items[0][1]), hint))
        yield from _referred(case, text, titles)


def _items(text: str) -> Iterator[tuple[str, int]]:
    """Yield title and offset of each attachment in the lists of a text."""
    for head in LIST.finditer(text):
        start = head.start("first")
        for line in text[start:].split("\n"):
            item = ITEM.match(line)
            if item:
                yield item["title"], start
            elif start == head.start("first") and 0 < len(line.strip()) <= TITLE_LENGTH:
                yield line.strip(), start
                break
            elif line.strip():
                break
            start += len(line) + 1


def _titles(case: Case) -> list[str]:
    """Return the titles of the parts, papers and tables that are published, without what does not tell them apart."""
    style, parts = case.inputs.style, case.document.parts
    papers = {
        f"{each.slug}-{style.papers[name].slug}" for each in case.inputs.evaluations for name in each.record.papers
        if name in style.papers
    }  # fmt: skip
    sections = [
        section.title for section in _walk(parts) if section.level == 1 or section.key.removeprefix("e-") in papers
    ]
    tables = [block.title for block in blocks_of(parts) if isinstance(block, Table) and block.state != "unattached"]
    return [IDLE.sub("", title) for title in (*sections, *tables) if title]


def _walk(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)


def _is_published(title: str, titles: list[str]) -> bool:
    plain = IDLE.sub("", title)
    return not plain or any(plain in other or (len(other) > len(plain) // 2 and other in plain) for other in titles)


def _referred(case: Case, text: TypedText, titles: list[str]) -> Iterator[Found]:
    """Yield a reference to an attachment of a report that has nothing but its text."""
    match = REFERENCE.search(text.text)
    has_any = bool(LIST.search(text.text)) or any(
        isinstance(block, Table) and block.state != "unattached" and not block.key.endswith("overview")
        for block in blocks_of(case.document.parts)
    )
    if match and titles and not has_any:
        message = f"“{text.label}”里写了“{match[0]}”，公开的内容里没有附件或附表"
        hint = "请把附件补录成自评或表；没有附件的，请改写这句话"
        yield Found(Finding("D42", Severity.NOTE, message, text.at(match.start()), hint))


def hollow(case: Case) -> Iterator[Found]:
    """Yield, for each text, the headings with nothing below them."""
    for text in typed_texts(case):
        if text.role != "text":
            continue
        lines = [_heading(start, line) for start, line in text.lines()]
        empty = [
            line
            for line, after in zip_longest(lines, lines[1:])
            if line.level and HEADED.search(line.text) and (after is None or 0 < after.level <= line.level)
        ]
        if empty and not LIST.search(text.text):
            names = listed([f"“{line.text}”" for line in empty], MOST_LISTED)
            message = f"“{text.label}”有{len(empty)}个标题下面没有内容：{names}"
            hint = "请补写；没有这部分内容的，写“无”并说明"
            yield Found(Finding("D44", Severity.WARNING, message, text.at(empty[0].start), hint))


def _heading(start: int, line: str) -> _Heading:
    plain = line.strip()
    for level, form in HEADINGS:
        match = form.fullmatch(plain)
        if match and len(plain) <= LONGEST_HEADING and not ENDED.search(match["words"]):
            return _Heading(start, level, plain)
    return _Heading(start, 0, plain)


def unnumbered(case: Case) -> Iterator[Found]:
    """Yield, once a report, the sections that have no number beside others that have one, and numbers left out."""
    ours = case.inputs.style.sections.get(OVERVIEW)
    found = list(_unnumbered(case.document.parts, {ours.slug} if ours else set()))
    if found:
        message = f"各节的序号不连续：{'；'.join(found)}"
        hint = "请在样式的标题里补上序号；原件没有的，可以照印"
        yield Found(Finding("D45", Severity.NOTE, message, f"{case.report}#", hint))


def _unnumbered(sections: tuple[Section, ...], ours: set[str]) -> Iterator[str]:
    titled = [
        section.title
        for section in sections
        if section.title and section.key not in ours and not APART.match(section.title)
    ]
    form = max(NUMBERED, key=lambda kind: sum(bool(kind.match(title)) for title in titled))
    known = [number for title in titled if (number := _number(form, title))]
    if len(known) >= LEAST_NUMBERED:
        others = [title for title in titled if not _number(form, title)]
        unlike = [title for title in others if any(_number(kind, title) for kind in NUMBERED)]
        without = [title for title in others if title not in unlike]
        if without:
            yield f"{_quoted(without)}没有序号"
        if unlike:
            yield f"{_quoted(unlike)}的序号与同级的写法不同"
        for before, after in pairwise(known):
            if after - before - 1 > len(others) or after <= before:
                yield f"{before}之后是{after}"
    for section in sections:
        yield from _unnumbered(section.sections, ours)


def _number(form: re.Pattern[str], title: str) -> int | None:
    match = form.match(title)
    return (int(match[1]) if match[1].isdecimal() else chinese_number(match[1])) if match else None


def _quoted(titles: list[str]) -> str:
    return "、".join(f"“{title}”" for title in titles)


ANNOUNCED = Rule(
    code="D42",
    title="正文列出的附件都已公布",
    source="公开检查常见问题 F18：附表、附件缺漏",
    severity=Severity.NOTE,
    run=announced,
    passing="""
名称: 虚构项目
文字: {附件清单: "附件：1．项目支出绩效自评表"}
""",
    failing="""
名称: 虚构项目
文字: {附件清单: "附件：1．部门整体支出绩效评价基础数据表"}
""",
    file=EVALUATION,
)
HOLLOW = Rule(
    code="D44",
    title="每个标题下面都有内容",
    source="公开检查常见问题 F18：内容缺漏",
    severity=Severity.WARNING,
    run=hollow,
    passing="""
名称: 虚构项目
文字:
  综述: |-
    （一）项目概况
    本项目用于平台维护。
""",
    failing="""
名称: 虚构项目
文字:
  综述: |-
    （一）项目概况
    本项目用于平台维护。
    （二）项目主要绩效情况分析
    （三）存在的问题和建议
""",
    file=EVALUATION,
)
UNNUMBERED = Rule(
    code="D45",
    title="各节标题的序号连续",
    source="公开检查常见问题 F18：章节序号缺漏",
    severity=Severity.NOTE,
    run=unnumbered,
    passing="""
收入: {其他收入: 5.00}
""",
    failing="""
收入: {其他收入: 5.00}
样式: {节: {收入: {标题: 收入决算情况说明}}}
""",
)
RULES = (ANNOUNCED, HOLLOW, UNNUMBERED)
