"""What one evaluation took from another: figures, sentences, names; and projects called by several names (X03, X04)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from generator.check.rule import EVALUATION, Case, Found, Rule
from generator.check.text.common import BLANK, Text, texts_of
from generator.figures.engine import canonical, is_readable
from generator.findings import Finding, Severity
from generator.load.evaluations import Evaluated
from generator.load.node import pointer
from generator.model.address import Address, split_name, within
from generator.model.evaluation import EvaluationKind
from generator.money import AmountProblem, parse_amount

_SENTENCE = re.compile(r"[^。！？\n]+")
_DIGIT = re.compile(r"\d")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_PLAIN = re.compile(r"[\s“”‘’\"、，·—-]")
_CALLED = re.compile(r"[\u4e00-\u9fff]{2,16}(?:经费|资金)项目")
#: a sentence so long, with figures in it, is not written twice by chance.
LEAST_SENTENCE = 25
#: so many of them in one text of a project tell that it is the text of the whole department.
LEAST_SHARED = 3
#: digits that two figures must have in common so that they are no chance.
LEAST_DIGITS = 3
#: shortest name of a project by which a text may be known to speak of it.
LEAST_NAME = 6
#: how often a name must come, and how much of the project's own it must end in.
LEAST_TIMES, LEAST_COMMON = 3, 4
MONEY = "evaluation_money"
PROJECT_NAME = "项目名称"
HINT = "请核对是不是从另一个项目抄来的，改成本项目的；原件如此的，在“豁免”里写明"


def copied(case: Case) -> Iterator[Found]:
    """Yield figures, sentences and names of one project in the evaluation of another, or of the whole department's."""
    evaluations = case.inputs.evaluations
    projects = [each for each in evaluations if _is_project(each)]
    if len(evaluations) < 2:  # noqa: PLR2004
        return
    yield from _figures(case, projects)
    texts = [text for text in texts_of(case) if text.typed.scope and text.role == "text"]
    yield from _sentences(texts, {each.scope: each for each in evaluations})
    yield from _siblings(texts, projects)


def _figures(case: Case, projects: list[Evaluated]) -> Iterator[Found]:
    """Yield each published amount of a project that is not its own but another project's."""
    for project in projects:
        start = f"{project.file}#"
        for item, path in zip(case.facts.published, case.facts.published_paths, strict=True):
            if not item.figure or not path.startswith(start) or not is_readable(item.figure):
                continue
            printed = parse_amount(item.printed.strip())
            address, operations = split_name(canonical(within(item.figure, {"scope": project.scope})))
            if operations or address.measure != MONEY or isinstance(printed, AmountProblem):
                continue
            own, other = case.figures.at(address), _owner(case, address, item.printed.strip(), projects)
            if other and own.value is not None and own.value != case.figures.at(_of(address, other)).value:
                message = (
                    f"公布的是{item.printed}，与“{other.record.name}”的同一个数相同，不是“{project.record.name}”的"
                )
                yield Found(Finding("X03", Severity.NOTE, message, f"{path}/公布", HINT), (own.name,))


def _of(address: Address, project: Evaluated) -> Address:
    return address.with_(scope=project.scope)


def _owner(case: Case, address: Address, printed: str, projects: list[Evaluated]) -> Evaluated | None:
    """Return the other project whose figure prints as given; None for too few digits."""
    if len(printed.replace(".", "").strip("0-")) < LEAST_DIGITS:
        return None
    others = [each for each in projects if each.scope != address.scope]
    return next((each for each in others if _prints(case, _of(address, each), printed)), None)


def _prints(case: Case, address: Address, printed: str) -> bool:
    entry = case.document.figures.get(address.name)
    return entry is not None and entry.printed.replace(",", "") == printed.replace(",", "")


def _sentences(texts: list[Text], evaluations: Mapping[str, Evaluated]) -> Iterator[Found]:
    """Yield the sentences with figures that two projects share, and texts of a project that are the department's."""
    seen: set[frozenset[str]] = set()
    whole: dict[tuple[str, str], list[tuple[Text, int, str]]] = {}
    for words, places in _repeated(texts).items():
        scopes = dict.fromkeys(text.typed.scope for text, _ in places)
        siblings = [scope for scope in scopes if _is_project(evaluations[scope])]
        overall = [scope for scope in scopes if scope not in siblings]
        for text, offset in places:
            own = text.typed.scope
            others = [scope for scope in siblings if scope != own]
            if own in overall:
                continue
            if overall:  # a project may well be told of in the whole department's evaluation, but not in so many words
                whole.setdefault((text.typed.path, overall[0]), []).append((text, offset, words))
            elif others and (pair := frozenset({own, others[0]})) not in seen and own != siblings[0]:
                seen.add(pair)
                yield _shared(text, offset, words, evaluations[others[0]])
    for (_, scope), found in whole.items():
        if len(found) >= LEAST_SHARED:
            text, offset, words = found[0]
            yield _whole(text, offset, words, evaluations[scope], len(found))


def _repeated(texts: list[Text]) -> dict[str, list[tuple[Text, int]]]:
    """Return each long sentence with figures that stands in several evaluations, with its places."""
    places: dict[str, list[tuple[Text, int]]] = {}
    for text in texts:
        for match in _SENTENCE.finditer(text.masked):
            words = match[0].strip()
            if len(words) >= LEAST_SENTENCE and _DIGIT.search(words) and BLANK not in words:
                places.setdefault(words, []).append((text, match.start()))
    return {words: found for words, found in places.items() if len({text.typed.scope for text, _ in found}) > 1}


def _is_project(evaluation: Evaluated) -> bool:
    return evaluation.record.kind is EvaluationKind.PROJECT


def _shared(text: Text, offset: int, words: str, other: Evaluated) -> Found:
    message = f"里“{words[:LEAST_SENTENCE]}…”与“{other.record.name}”的自评逐字相同，数字也相同"
    return text.found("X03", Severity.WARNING, message, offset, HINT)


def _whole(text: Text, offset: int, words: str, other: Evaluated, count: int) -> Found:
    message = (
        f"有{count}句与“{other.record.name}”逐字相同，第一句是“{words[:LEAST_SENTENCE]}…”，"
        f"像是整个部门的工作，不是这个项目的"
    )
    hint = "项目自评请写这个项目的产出和效果；确实由这个项目完成的，可以保留"
    return text.found("X03", Severity.NOTE, message, offset, hint)


def _siblings(texts: list[Text], projects: list[Evaluated]) -> Iterator[Found]:
    """Yield each text of a project that names another."""
    names = {each.scope: each.record.name for each in projects if len(each.record.name) >= LEAST_NAME}
    for text in texts:
        own = names.get(text.typed.scope)
        for scope, name in names.items():
            if own and scope != text.typed.scope and name not in own and (at := text.masked.find(name)) >= 0:
                message = f"里写着另一个项目“{name}”：“{text.quote(at, at + len(name))}”"
                yield text.found("X03", Severity.NOTE, message, at, HINT)


def named(case: Case) -> Iterator[Found]:
    """Yield each project that its header, or its texts throughout, call by another name than the evaluation does."""
    texts: tuple[Text, ...] = ()
    for evaluation in case.inputs.evaluations:
        record = evaluation.record
        if not _is_project(evaluation):
            continue
        names = [record.name, *filter(None, [record.fields.get(PROJECT_NAME, "")])]
        plain = [_plain(name) for name in names]
        if len(plain) > 1 and plain[0] not in plain[1] and plain[1] not in plain[0]:
            message = f"项目名称有两种写法：“{names[0]}”和“{names[1]}”"
            path = pointer(evaluation.file, "栏目", PROJECT_NAME)
            yield Found(Finding("X04", Severity.NOTE, message, path, "同一个项目请用同一个名称"))
        texts = texts or texts_of(case)
        own = [text for text in texts if text.typed.scope == evaluation.scope and text.role == "text"]
        yield from _otherwise(own, plain, names)


def _plain(name: str) -> str:
    """Return a name without years and remarks in brackets, quotation marks and 项目 at its end."""
    return _PLAIN.sub("", _BRACKETS.sub("", name)).removesuffix("项目")


def _otherwise(texts: list[Text], plain: list[str], names: list[str]) -> Iterator[Found]:
    """Yield the name that the texts of a project repeat, if it is none of its own."""
    places = [(text, match) for text in texts for match in _CALLED.finditer(text.masked)]
    endings: Counter[str] = Counter(
        match[0][start:] for _, match in places for start in range(len(match[0]) - LEAST_COMMON - 2)
    )
    often = [ending for ending, times in endings.items() if times >= LEAST_TIMES]
    called = max(often, key=len, default="").removesuffix("项目")
    if not called or any(called in name or name in called for name in plain):
        return
    if not any(called[-LEAST_COMMON:] in name for name in plain):
        return
    text, match = next((text, match) for text, match in places if called in match[0])
    at = match.start() + match[0].index(called)
    message = f"把本项目叫作“{called}项目”，项目名称是{'、'.join(f'“{name}”' for name in dict.fromkeys(names))}"
    yield text.found("X04", Severity.NOTE, message, at, "同一个项目请用同一个名称")


COPIED = Rule(
    code="X03",
    title="项目自评里没有另一个项目或整个部门的句子和数字",
    source="预决算公开检查通报的常见问题：各项目的自评互相照抄",
    severity=Severity.WARNING,
    run=copied,
    passing="""
自评:
  - {名称: 培训项目, 文字: {项目结果: 全年开展职业技能培训二十五期，培训学员1500人次，结业率达到98%。}}
  - {名称: 招聘项目, 文字: {项目结果: 全年举办各类专场招聘会五十七场，达成就业意向2581人，签约980人。}}
""",
    failing="""
自评:
  - {名称: 培训项目, 文字: {项目结果: 全年开展职业技能培训二十五期，培训学员1500人次，结业率达到98%。}}
  - {名称: 招聘项目, 文字: {项目结果: 全年开展职业技能培训二十五期，培训学员1500人次，结业率达到98%。}}
""",
)
NAMED = Rule(
    code="X04",
    title="一个项目只有一个名称",
    source="预决算公开检查通报的常见问题：项目名称前后不一",
    severity=Severity.NOTE,
    run=named,
    passing="""
名称: 虚构项目
栏目: {项目名称: 虚构项目（2023年）}
""",
    failing="""
名称: 虚构项目
栏目: {项目名称: 编造的工程}
""",
    file=EVALUATION,
)
