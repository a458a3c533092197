"""The tree of sections: outline of the style, filled with sentences, tables, charts and typed texts."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.document.charts import chart_of
from generator.document.desk import Desk
from generator.document.forms import lay_out_form
from generator.document.papers import evaluation_desk, repeated, unplaced_values
from generator.document.parts import parts_named
from generator.document.sentences import MissingError, Spot, fill, plain, sentence
from generator.grid.naming import numeral
from generator.grid.table import Frame, lay_out_table
from generator.model.address import UnknownNameError
from generator.model.blocks import Block, Glossary, Notice, Paragraph, Section, Span, Term
from generator.model.identity import TableState
from generator.model.style import Content, OutlineEntry, Style

#: official numbering at the head of a typed paragraph → its level; presentation only, never renumbered.
NUMBERED = (
    (1, re.compile(r"^[一二三四五六七八九十]{1,3}、")),
    (2, re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")),
)
#: our own section over all evaluations of a report, and the sentence of ours that opens each.
OVERVIEW, LOST = "绩效自评一览", "一句话.扣分"
#: entry of an outline in whose place the outline of the evaluations stands.
EVALUATIONS = "绩效目录"
#: pattern that says, below a table of ours, that the official table it stands for was not attached.
NOT_ATTACHED = "未附."
NOT_ENTERED = "这一部分的原文没有录入。"
NOT_KNOWN = "这一节需要的数没有公布。"
#: a numbered line longer than this is a paragraph, not a heading.
HEADING_LENGTH = 30


def lay_out_sections(desk: Desk) -> tuple[Section, ...]:
    """Return the parts of the document in the order of the style's outline."""
    return tuple(_sections(desk, _with_overview(desk), 1, "statement"))


def _with_overview(desk: Desk) -> tuple[OutlineEntry, ...]:
    """Return the outline with our overview of the evaluations before the first part that holds one."""
    outline = outline_of(desk.inputs.style)
    first = next((index for index, entry in enumerate(outline) if _holds_paper(entry)), None)
    is_listed = any(entry.section == OVERVIEW for entry in outline)
    if first is None or is_listed or not desk.inputs.evaluations or OVERVIEW not in desk.inputs.style.sections:
        return outline
    return (*outline[:first], OutlineEntry(section=OVERVIEW), *outline[first:])


def outline_of(style: Style) -> tuple[OutlineEntry, ...]:
    """Return the outline of a style with its evaluations' part put in."""
    return tuple(
        below
        for entry in style.outline
        for below in (style.evaluation_outline if entry.paper == EVALUATIONS else (entry,))
    )


def _holds_paper(entry: OutlineEntry) -> bool:
    return bool(entry.paper) or any(_holds_paper(below) for below in entry.below)


def _sections(desk: Desk, entries: tuple[OutlineEntry, ...], level: int, page: str) -> Iterator[Section]:
    number = 0
    for entry in entries:
        if entry.paper:
            yield from _papers(desk, entry.paper, level)
            continue
        for inner, mark in repeated(desk, entry.walk):
            found = _section(inner, entry, level, page, number + 1)
            if found is not None:
                number += 1
                yield replace(found, key=f"{found.key}{mark}")


def _section(desk: Desk, entry: OutlineEntry, level: int, page: str, number: int) -> Section | None:
    """Return a section of the outline, or None where it has nothing to say."""
    style = desk.inputs.style.sections[entry.section]
    if not _has(desk, style.only_if):
        return None
    own_page = page if desk.evaluation else style.page or page
    blocks = (*_plain(desk, style.plain, style.slug), *_content(desk, style.content, entry.section, style.slug))
    below = tuple(_sections(desk, entry.below, level + 1, own_page))
    if not (blocks or below):
        if _holds_paper(entry) or (level > 1 and not style.content):
            return None
        blocks = (Notice(NOT_ENTERED if level == 1 else NOT_KNOWN),)
    title = plain(desk, style.title.replace("〔节号〕", numeral(number)))
    return Section(f"{desk.prefix}{style.slug}", title, own_page, level, blocks, below)


def _papers(desk: Desk, name: str, level: int) -> Iterator[Section]:
    """Yield the paper of this name of each evaluation that has it, in the order of the evaluations."""
    paper = desk.inputs.style.papers[name]
    for evaluation in desk.inputs.evaluations:
        if name not in evaluation.record.papers:
            continue
        inner, page = evaluation_desk(desk, evaluation, paper.slug), evaluation.page
        opening = _opening(inner, paper.slug) if name == evaluation.record.papers[0] else ()
        blocks = (*opening, *_content(inner, paper.content, name, paper.slug))
        below = tuple(_sections(inner, paper.outline, level + 1, page))
        if blocks or below:
            yield Section(inner.prefix.removesuffix("-"), plain(inner, paper.title), page, level, blocks, below)


def _opening(desk: Desk, slug: str) -> Iterator[Block]:
    """Yield what opens an evaluation: where points were lost, and the scope that its figures have."""
    yield from _plain(desk, LOST, slug)
    if desk.evaluation and desk.evaluation.record.scope:
        yield Notice(f"本自评的口径：{desk.evaluation.record.scope}")
    unplaced = unplaced_values(desk.evaluation) if desk.evaluation else ()
    if unplaced:
        yield Notice(f"原件印出了看不出属于哪一栏的数，没有计入合计：{'；'.join(unplaced)}。")


def _plain(desk: Desk, name: str, slug: str) -> Iterator[Paragraph]:
    """Yield the plain sentence of ours that opens a section, when all it says is known."""
    if name not in desk.inputs.style.patterns:
        return
    try:
        spans = sentence(desk, name, Spot((slug,)))
    except MissingError:
        return
    if spans:
        yield Paragraph(spans, official=False)


def _content(desk: Desk, contents: tuple[Content, ...], name: str, slug: str) -> Iterator[Block]:
    for content in contents:
        yield from _blocks(desk, content, (name, slug))


def _has(desk: Desk, condition: str) -> bool:
    """Return whether what a section depends on is there.

    `文.名` asks for a typed text, `数.名` for a known figure, `公开内容.名` for a part that the report makes public.
    """
    kind, _, name = condition.partition(".")
    if kind == "文":
        return name in desk.texts
    if kind == "数":
        return desk.inputs.figures.get(desk.full(name)).is_known
    if kind == "公开内容":
        return name in {str(part) for part in desk.inputs.report.parts}
    return True


def _blocks(desk: Desk, content: Content, where: tuple[str, ...]) -> Iterator[Block]:
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
    elif content.form:
        yield lay_out_form(desk, content.form)
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
    for number, name in enumerate(parts_named(desk.inputs.figures, (desk.full(content.each),)), 1):
        yield from _paragraph(desk, (content.sentence,), Spot(where, name, number))


def _typed(desk: Desk, name: str, where: tuple[str, ...]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a typed text, its references to figures resolved."""
    for line in desk.texts.get(name, "").splitlines():
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
    is_attached = inputs.report.tables == TableState.ATTACHED
    frame = Frame(
        printer=inputs.printer,
        naming=inputs.naming,
        fill=lambda text: plain(desk, text),
        corners=(
            f"部门：{inputs.department_name}",
            f"{inputs.report.year}年度",
            f"金额单位：{inputs.printer.money_unit}",
        ),
        is_attached=is_attached,
        note=lambda figure, _where: desk.note(figure, inputs.printer.text(figure)),
        dimensions=desk.dimensions,
    )
    table = lay_out_table(form, frame)
    missing = f"{NOT_ATTACHED}{name}"
    said = form.is_ours and not is_attached and missing in inputs.style.patterns
    notes = (plain(desk, f"〔{missing}〕"), *table.notes) if said else table.notes
    return replace(table, key=f"{desk.prefix}{table.key}", notes=tuple(note for note in notes if note))


def _glossary(desk: Desk) -> Glossary:
    rows = desk.inputs.terms or desk.inputs.shared_terms
    after = desk.words.get("名词序号后", "")
    return Glossary(
        tuple(Term(f"{row.number}{after}" if row.number else "", row.term, row.text, row.mark) for row in rows)
    )
