"""Sentences from named patterns: the case is chosen by the figures, the words are the style's.

A pattern is plain text with `〔name〕` or `〔name|format〕` and nothing else. A name is, in this order: a word of the
place (本项, 序号, 类.编码 …), a 用语, a figure, another pattern. What is not known makes the sentence fall back to its
未知 case, never to a hole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.document.cases import case_of, text_for
from generator.document.desk import Desk
from generator.document.parts import ONLY, largest, parts_named
from generator.figures.figure import Figure
from generator.model.address import Address, UnknownNameError, is_name, split_name
from generator.model.blocks import Span
from generator.model.style import Pattern

#: a year alone in these brackets is that of a document number, such as 财预〔2020〕10号.
REFERENCE = re.compile(r"〔(?!\s*\d+\s*〕)([^〔〕|]{1,80})(?:\|([^〔〕|]{1,20}))?〕")
MAX_DEPTH = 8
WITHOUT_EXPENDITURE = "去支出"


class MissingError(Exception):
    """A sentence needs something that is not known; the argument is its name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sentence stands.

    Attributes:
        where: names of the section for values published only there.
        subject: name of the figure that 本项 stands for; empty outside lists.
        number: 序号 in a list.
        depth: how many patterns deep.
    """

    where: tuple[str, ...] = ()
    subject: str = ""
    number: int = 0
    depth: int = 0


def sentence(desk: Desk, name: str, spot: Spot) -> tuple[Span, ...]:
    """Return a named sentence; no spans when its case says nothing.

    Raises:
        MissingError: it needs a figure that is not known and has no 未知 case.
    """
    if spot.depth > MAX_DEPTH:
        message = f"句式“{name}”套得太深"
        raise UnknownNameError(message)
    pattern = desk.inputs.style.patterns[name]
    published = _published_sentence(desk, name, spot)
    if published is not None:
        return (Span(published),)
    if pattern.parts:
        return _listed(desk, pattern, spot)
    subject = _own(pattern.subject, spot)
    if subject:
        subject = desk.full(subject)
    inner = Spot(spot.where, subject or spot.subject, spot.number, spot.depth + 1)
    text = text_for(pattern, case_of(desk.inputs.figures, pattern, subject))
    if text is not None:
        try:
            return tuple(_merge(fill(desk, text, inner)))
        except MissingError:
            if pattern.unknown is None or text == pattern.unknown:
                raise
    if pattern.unknown is None:
        raise MissingError(name)
    return tuple(_merge(fill(desk, pattern.unknown, inner)))


def fill(desk: Desk, text: str, spot: Spot) -> Iterator[Span]:
    """Yield the spans of a text with its references resolved.

    Raises:
        MissingError: a reference is to something that is not known.
        UnknownNameError: a reference is to nothing.
    """
    end = 0
    for match in REFERENCE.finditer(text):
        if match.start() > end:
            yield Span(text[end : match.start()])
        yield from _resolve(desk, match[1], match[2] or "", spot)
        end = match.end()
    if end < len(text):
        yield Span(text[end:])


def plain(desk: Desk, text: str, spot: Spot | None = None) -> str:
    """Return a text with its references resolved, as plain text."""
    return "".join(span.text for span in fill(desk, text, spot or Spot()))


def _resolve(desk: Desk, name: str, form: str, spot: Spot) -> Iterator[Span]:
    if name == "序号" and name not in desk.words:
        yield Span(str(spot.number))
    elif name in desk.aliases:
        yield from _figure(desk, desk.aliases[name], form, spot)
    elif name in desk.words:
        yield from _word(desk, name, spot)
    elif name in desk.inputs.style.patterns and not is_name(name):
        yield from sentence(desk, name, spot)
    elif name.split(".", maxsplit=1)[0] in {"类", "款", "项"}:
        yield Span(_code_word(desk, name, form, spot))
    else:
        yield from _figure(desk, name, form, spot)


def _word(desk: Desk, name: str, spot: Spot) -> Iterator[Span]:
    """Yield the spans of a 用语, which may hold others, such as the date of 年末日期."""
    word = desk.words[name]
    if "〔" not in word:
        yield Span(word)
        return
    if spot.depth > MAX_DEPTH:
        message = f"用语“{name}”套得太深"
        raise UnknownNameError(message)
    try:
        spans = tuple(fill(desk, word, replace(spot, depth=spot.depth + 1)))
    except MissingError as missing:
        if desk.evaluation and name in {**desk.evaluation.record.texts, **desk.evaluation.record.fields}:
            hint = "请核对〔〕里的名称，如〔项目资金.年初预算数〕；不是引用的，请换成别的括号"
            desk.reject(name, f"“{name}”里引用了〔{missing}〕，没有这个数或文字", hint)
        raise
    yield from spans


def _figure(desk: Desk, name: str, form: str, spot: Spot) -> Iterator[Span]:
    full = _own(name, spot)
    if full.startswith(("最大项", "最大类", "最大来源", ONLY)):
        full = largest(desk.inputs.figures, spot.subject, full)
        if not full:
            raise MissingError(name)
    if desk.evaluation and not is_name(full):  # a field or text that this evaluation leaves out
        raise MissingError(name)
    full = desk.full(full)
    head, _, last = full.rpartition(".")
    if last in {"名称", "简名", "末名"}:
        yield Span(_name_word(desk, head, last, form))
    elif last in {"原因", "用途"}:
        text = desk.reason(head) if last == "原因" else desk.purpose(head)
        if not text:
            raise MissingError(name)
        yield Span(text.rstrip("。"))
    else:
        figure = desk.inputs.figures.get(full)
        text = desk.inputs.printer.text(figure, form, spot.where)
        if not text:
            raise MissingError(name)
        if figure.kind == "word":
            yield Span(text)
        else:
            desk.note(figure, text)
            yield Span(text, figure.name)


def _own(name: str, spot: Spot) -> str:
    """Return a name with 本项 replaced by the subject."""
    if name == "本项":
        return spot.subject
    return f"{spot.subject}.{name[3:]}" if name.startswith("本项.") else name


def _name_word(desk: Desk, head: str, last: str, form: str) -> str:
    address, _ = split_name(head)
    naming = desk.inputs.naming
    word = naming.last(address) if last == "末名" else naming.part(address)
    return word.removesuffix("支出") if form == WITHOUT_EXPENDITURE or last == "简名" else word


def _code_word(desk: Desk, name: str, form: str, spot: Spot) -> str:
    """Return the code or name of the subject's 类, 款 or 项: 类.编码 is three digits, the others two."""
    level, _, what = name.partition(".")
    address: Address = split_name(spot.subject)[0]
    length = {"类": 3, "款": 5, "项": 7}[level]
    code = address.functional[:length]
    if what == "编码":
        return code if length == 3 else code[-2:]  # noqa: PLR2004 - a 类 is printed whole
    word = desk.inputs.naming.code(code)
    return word.removesuffix("支出") if form == WITHOUT_EXPENDITURE else word


def _listed(desk: Desk, pattern: Pattern, spot: Spot) -> tuple[Span, ...]:
    """Return the enumeration of a pattern's parts; unknown ones are left out, zero ones unless 含零."""
    found: list[Span] = []
    shown = 0
    for name in parts_named(desk.inputs.figures, tuple(desk.full(part) for part in pattern.parts)):
        figure = desk.inputs.figures.get(name)
        if not _is_listed(figure, with_zero=pattern.with_zero):
            continue
        shown += 1
        if found:
            found.append(Span(pattern.separator))
        found += fill(desk, pattern.each or "", Spot(spot.where, name, shown, spot.depth + 1))
    if not found:
        raise MissingError(pattern.parts[0])
    return tuple(_merge(found))


def _is_listed(figure: Figure, *, with_zero: bool) -> bool:
    if figure.blank is not None:
        return figure.blank == "未列金额"
    return figure.value is not None and (with_zero or bool(figure.value))


def _published_sentence(desk: Desk, name: str, spot: Spot) -> str | None:
    for item in desk.published_sentences():
        if item.sentence == name and (item.where is None or item.where in (*spot.where, spot.subject)):
            return item.printed
    return None


def _merge(spans: Iterator[Span] | list[Span]) -> Iterator[Span]:
    """Yield the spans with neighbouring plain words joined."""
    pending = ""
    for span in spans:
        if not span.figure:
            pending += span.text
            continue
        if pending:
            yield Span(pending)
            pending = ""
        yield span
    if pending:
        yield Span(pending)
