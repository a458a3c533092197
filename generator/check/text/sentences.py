"""Sentences: doubled words and clauses, runs of marks (T23), sentences and paragraphs without an end (T26)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.check.text.common import BLANK, HAN, Text, texts_of
from generator.findings import Finding, Severity
from generator.load.evaluations import Evaluated
from generator.load.node import pointer
from generator.model.blocks import Paragraph, Section, Table

#: 一项一项 and 许多许多 are said on purpose, and so are numbers.
_DOUBLED = re.compile(rf"(?![一二三四五六七八九十百千万零〇两许很])(?P<once>{HAN}{{2,6}})(?P=once)")
_PHRASE = re.compile(r"(?P<once>“[^“”]{1,6}”[\u4e00-\u9fff]{0,4}?经费)[^，。；、：:\d与和及比占较]{0,8}(?P=once)")
_OF_OF = re.compile("(?<!目)(?P<once>的)的(?!士|确)")
_RUN = re.compile(r"[，。；、：,;:][，。；、：,;:.]+|(?<![.\d])\.[，。；、：]|[。，；]\.(?!\d)|(?<!…)…(?:。。)")
_SENTENCE = re.compile(r"[^。！？\n]+")
_CLAUSE = re.compile(rf"[^，,；;：:、。{BLANK}]+")
_HANS = re.compile(HAN)
_NUMBERED = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,3}[、.．])\s*")
_BRACKETS = str.maketrans("(),;:", "（），；：")
#: a clause or line of so many characters is not said twice by chance.
LEAST_CLAUSE, LEAST_LINE = 8, 10
_ENDS = "。！？…；：:;!?”’』」》）)】"
_COMMAS = "，,、"
#: the last characters of a sentence by which it is looked for in what is printed.
TAIL = 10


def doubled(case: Case) -> Iterator[Found]:
    """Yield each word or clause that stands twice, in a text or where a sentence is put together from several."""
    seen: set[str] = set()
    for text in texts_of(case):
        for form in (_DOUBLED, _PHRASE, _OF_OF):
            for match in form.finditer(text.masked):
                seen.add(match["once"])
                yield _twice(text, match.start(), match.end(), match["once"])
        yield from _runs(text)
        if text.is_prose:
            yield from _clauses(text)
            yield from _lines(text)
    yield from _at_seams(case, seen)


def _twice(text: Text, start: int, end: int, words: str) -> Found:
    message = f"里“{words}”重复：“{text.quote(start, end)}”"
    return text.found("T23", Severity.WARNING, message, start, "请删去重复的词")


def _runs(text: Text) -> Iterator[Found]:
    matches = [match for match in _RUN.finditer(text.masked) if match[0] not in {"。…", "……"}]
    if matches:
        first = matches[0]
        message = f"里标点连用“{first[0]}”：“{text.quote(first.start(), first.end())}”"
        message += f"，共{len(matches)}处" if len(matches) > 1 else ""
        yield text.found("T23", Severity.NOTE, message, first.start(), "请只留一个标点")


def _clauses(text: Text) -> Iterator[Found]:
    """Yield each clause that stands twice in one sentence."""
    for sentence in _SENTENCE.finditer(text.masked):
        if sentence.end() - sentence.start() < 2 * LEAST_CLAUSE:
            continue
        seen: set[str] = set()
        for clause in _CLAUSE.finditer(sentence[0]):
            words = clause[0].strip()
            if len(words) >= LEAST_CLAUSE and len(_HANS.findall(words)) >= LEAST_CLAUSE:
                if words in seen:
                    start = sentence.start() + clause.start()
                    message = f"同一句里“{words}”说了两遍"
                    yield text.found("T23", Severity.WARNING, f"{message}", start, "请删去重复的半句")
                    break
                seen.add(words)


def _lines(text: Text) -> Iterator[Found]:
    """Yield each paragraph that stands twice in one text, its number and the width of its marks aside."""
    seen: dict[str, str] = {}
    for begin, line in text.lines:
        words = _NUMBERED.sub("", line).strip().translate(_BRACKETS)
        if len(words) >= LEAST_LINE and BLANK not in words:
            if words in seen:
                message = f"里“{line.strip()[:20]}”和前面的“{seen[words][:20]}”是同一段"
                yield text.found("T23", Severity.WARNING, message, begin, "请删去重复的一段")
            seen.setdefault(words, line.strip())


def _at_seams(case: Case, typed: set[str]) -> Iterator[Found]:
    """Yield once an evaluation each word that is doubled only in what is printed, as in 建设项目 + 项目."""
    found: Counter[tuple[str, str]] = Counter()
    quotes: dict[tuple[str, str], str] = {}
    for slug, text in _printed(case):
        for match in _DOUBLED.finditer(text):
            words = match["once"]
            if words not in typed:
                begin = max(match.start() - 12, 0)
                found[slug, words] += 1
                quotes.setdefault((slug, words), text[begin : match.start() + 2 * len(words)])
    for (slug, words), count in found.items():
        evaluation = next((each for each in case.inputs.evaluations if each.slug == slug), None)
        yield _seam(case, evaluation, words, count, quotes[slug, words])


def _seam(case: Case, evaluation: Evaluated | None, words: str, count: int, quote: str) -> Found:
    path = pointer(evaluation.file, "名称") if evaluation else case.report
    message = f"印出来的句子里“{words}”重复{f'{count}处' if count > 1 else ''}：“{quote}”"
    hint = "句子是拼起来的：前一个词的末尾和后一个词的开头相同，请改名称、“用语”或句式"
    return Found(Finding("T23", Severity.WARNING, message, path, hint))


def _printed(case: Case) -> Iterator[tuple[str, str]]:
    """Yield each printed paragraph with the slug of the evaluation whose page it stands on."""
    pages = {each.page: each.slug for each in case.inputs.evaluations}
    for section in _sections(case.document.parts):
        for block in section.blocks:
            if isinstance(block, Paragraph) and block.official:
                yield pages.get(section.page, ""), block.text


def _sections(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def unended(case: Case) -> Iterator[Found]:
    """Yield each sentence without an end mark, and each paragraph that ends in a comma."""
    printed: str | None = None
    for text in texts_of(case):
        if text.role not in {"text", "row"}:
            continue
        for place, (begin, line) in enumerate(text.lines):
            kind = _end_of(text, line, is_last=place == len(text.lines) - 1)
            if kind:
                printed = _all_printed(case) if printed is None else printed
                tail = line.strip()[-TAIL:]
                if BLANK not in tail and _goes_on(printed, tail):
                    continue
                yield _unended(text, begin, line, kind)


def _end_of(text: Text, line: str, *, is_last: bool) -> str:
    """Return what is wrong with the end of a line: "" where it is a heading, an item or ends as it should."""
    words = line.strip()
    if words[-1] in _COMMAS:
        return "逗号" if is_last and len(words) >= LEAST_CLAUSE else ""
    if words[-1] == "." and len(words) > 1 and _HANS.match(words[-2] if words[-2] != "”" else "的"):
        return "半角句点"
    if text.role == "text" and words[-1] not in f"{_ENDS}.{BLANK}" and "。" in words and len(words) > 2 * LEAST_LINE:
        return "没有"
    return ""


def _goes_on(printed: str, tail: str) -> bool:
    """Return whether every printed place of a sentence's end has a mark behind it, put there by a pattern."""
    behind = [printed[match.end() : match.end() + 1] for match in re.finditer(re.escape(tail), printed)]
    return bool(behind) and all(mark and mark in f"{_ENDS}{_COMMAS}" for mark in behind)


def _all_printed(case: Case) -> str:
    """Return every printed paragraph and cell, one below the other."""
    found: list[str] = []
    for section in _sections(case.document.parts):
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found.append(block.text)
            elif isinstance(block, Table):
                found += [cell.text for row in block.rows for cell in row]
    return "\n".join(found)


def _unended(text: Text, begin: int, line: str, kind: str) -> Found:
    start = begin + len(line.rstrip())
    quote = f"…{line.rstrip()[-12:]}".replace(BLANK, "")
    message = {
        "逗号": f"的段末是逗号：“{quote}”",
        "半角句点": f"的句末用了半角的“.”：“{quote}”",
        "没有": f"有一段的末句没有标点：“{quote}”",
    }[kind]
    hint = "请核对后面有没有漏掉的话，再补上句号"
    return text.found("T26", Severity.NOTE, message, start - 1, hint)


DOUBLED = Rule(
    code="T23",
    title="没有重复的词、半句和段落，没有连用的标点",
    source="已公开的部门决算和绩效报告里见过的错误",
    severity=Severity.WARNING,
    run=doubled,
    passing="""
名称: 虚构项目
文字: {项目概况: 由工资福利与保险股负责。}
""",
    failing="""
名称: 虚构项目
文字: {项目概况: 由工资福利与保险保险股负责。}
""",
    file=EVALUATION,
)
UNENDED = Rule(
    code="T26",
    title="段落以句号等标点结束",
    source="GB/T 15834《标点符号用法》",
    severity=Severity.NOTE,
    run=unended,
    passing="""
名称: 虚构项目
文字: {项目概况: 全年举办培训两期。一百名学员结业，其中八十名就业。}
""",
    failing="""
名称: 虚构项目
文字: {项目概况: 全年举办培训两期。一百名学员结业，其中八十名就业}
""",
    file=EVALUATION,
)
