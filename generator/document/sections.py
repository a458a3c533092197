"""The tree of sections: outline of the style, filled with sentences, tables, charts and typed texts."""

import re
from collections.abc import Iterator

from generator.document.charts import chart_of
from generator.document.desk import Desk
from generator.document.parts import parts_named
from generator.document.sentences import MissingError, Spot, fill, plain, sentence
from generator.grid.naming import numeral
from generator.grid.table import Frame, lay_out_table
from generator.model.address import UnknownNameError
from generator.model.blocks import Block, Glossary, Notice, Paragraph, Section, Span, Term
from generator.model.style import Content, OutlineEntry, SectionStyle

#: official numbering at the head of a typed paragraph → its level; presentation only, never renumbered.
NUMBERED = (
    (1, re.compile(r"^[一二三四五六七八九十]{1,3}、")),
    (2, re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")),
)
NOT_ENTERED = "这一部分的原文没有录入。"
NOT_KNOWN = "这一节需要的数没有公布。"
#: a numbered line longer than this is a paragraph, not a heading.
HEADING_LENGTH = 30


def lay_out_sections(desk: Desk) -> tuple[Section, ...]:
    """Return the parts of the document in the order of the style's outline."""
    return tuple(_sections(desk, desk.inputs.style.outline, 1, "statement"))


def _sections(desk: Desk, entries: tuple[OutlineEntry, ...], level: int, page: str) -> Iterator[Section]:
    number = 0
    for entry in entries:
        style = desk.inputs.style.sections[entry.section]
        if not _has(desk, style.only_if):
            continue
        own_page = style.page or page
        blocks = (*_plain(desk, style), *_content(desk, style, entry.section))
        below = tuple(_sections(desk, entry.below, level + 1, own_page))
        if not (blocks or below) and (level == 1 or style.content):
            blocks = (Notice(NOT_ENTERED if level == 1 else NOT_KNOWN),)
        if blocks or below:
            number += 1
            title = plain(desk, style.title.replace("〔节号〕", numeral(number)))
            yield Section(style.slug, title, own_page, level, blocks, below)


def _plain(desk: Desk, style: SectionStyle) -> Iterator[Paragraph]:
    """Yield the plain sentence of ours that opens a section, when all it says is known."""
    if not style.plain:
        return
    try:
        spans = sentence(desk, style.plain, Spot((style.slug,)))
    except MissingError:
        return
    if spans:
        yield Paragraph(spans, official=False)


def _content(desk: Desk, style: SectionStyle, name: str) -> Iterator[Block]:
    for content in style.content:
        yield from _blocks(desk, content, name, style)


def _has(desk: Desk, condition: str) -> bool:
    """Return whether what a section depends on is there: `文.名` a typed text, `数.名` a known figure."""
    kind, _, name = condition.partition(".")
    if kind == "文":
        return name in desk.inputs.texts
    if kind == "数":
        return desk.inputs.figures.get(name).is_known
    return True


def _blocks(desk: Desk, content: Content, name: str, style: SectionStyle) -> Iterator[Block]:
    where = (name, style.slug)
    if content.paragraph:
        yield from _paragraph(desk, content.paragraph, Spot(where))
    elif content.each:
        yield from _items(desk, content, where)
    elif content.text:
        yield from _typed(desk, content.text, where)
    elif content.chart:
        yield from chart_of(desk, content.chart)
    elif content.table:
        yield _table(desk, content.table)
    elif content.glossary:
        yield _glossary(desk)
    elif content.notice:
        yield Notice(plain(desk, content.notice, Spot(where)))


def _paragraph(desk: Desk, names: tuple[str, ...], spot: Spot) -> Iterator[Paragraph]:
    """Yield one paragraph of the sentences that can be written, or nothing."""
    spans: list[Span] = []
    for name in names:
        try:
            spans += sentence(desk, name, spot)
        except MissingError as missing:
            desk.complain("D10", f"句子“{name}”没有写出来：不知道“{missing}”", "请在数据里补上这个数或这段文字")
    if any(span.text for span in spans):
        yield Paragraph(tuple(spans))


def _items(desk: Desk, content: Content, where: tuple[str, ...]) -> Iterator[Paragraph]:
    for number, name in enumerate(parts_named(desk.inputs.figures, (content.each,)), 1):
        yield from _paragraph(desk, (content.sentence,), Spot(where, name, number))


def _typed(desk: Desk, name: str, where: tuple[str, ...]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a typed text, its references to figures resolved."""
    for line in desk.inputs.texts.get(name, "").splitlines():
        if not line.strip():
            continue
        try:
            spans = tuple(fill(desk, line.strip(), Spot(where)))
        except MissingError as missing:
            desk.reject(name, f"正文引用了〔{missing}〕，这个数没有公布", "请补上这个数，或改写这句话")
            spans = (Span(line.strip()),)
        except UnknownNameError as error:
            desk.reject(name, f"正文里〔〕的引用读不懂：{error}", "请核对〔〕里的名称，如〔三公.财政拨款.公务接待费〕")
            spans = (Span(line.strip()),)
        yield Paragraph(spans, level=_level(line.strip()))


def _level(line: str) -> int:
    """Return the level of a numbered line that is a heading: short, and no sentence."""
    if len(line) > HEADING_LENGTH or line.endswith(("。", "；", ".", ";")):
        return 0
    return next((level for level, form in NUMBERED if form.match(line)), 0)


def _table(desk: Desk, name: str) -> Block:
    inputs = desk.inputs
    form = inputs.style.tables[name]
    frame = Frame(
        printer=inputs.printer,
        naming=inputs.naming,
        fill=lambda text: plain(desk, text),
        corners=(
            f"部门：{inputs.department_name}",
            f"{inputs.report.year}年度",
            f"金额单位：{inputs.printer.money_unit}",
        ),
        is_attached=inputs.report.tables == "随文公布",
        note=lambda figure, _where: desk.note(figure, inputs.printer.text(figure)),
    )
    return lay_out_table(form, frame)


def _glossary(desk: Desk) -> Glossary:
    rows = desk.inputs.terms or desk.inputs.shared_terms
    after = desk.words.get("名词序号后", "")
    return Glossary(
        tuple(Term(f"{row.number}{after}" if row.number else "", row.term, row.text, row.mark) for row in rows)
    )
