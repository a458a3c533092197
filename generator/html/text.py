"""Spans, figures, paragraphs, notices and glossary as HTML."""

import re
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from generator.html.context import PageContext
from generator.html.corrections import corrected_mark
from generator.html.element import classes, element, join
from generator.html.escape import escape, escape_heading, fold, safe_id, trusted
from generator.html.terms import link_terms
from generator.model.blocks import Glossary, Notice, Paragraph, Span, Term

PLAIN_LABEL = "一句话"
MISSING_TERM = "原公开件未作解释"
_PARTED = re.compile(r"(?<=[\u2e80-\uffef])\s*\n\s*(?=[\u2e80-\uffef])")
_NOTICE_LABELS = {"note": "说明", "correction": "更正"}


def render_figure(printed: str, figure: str, context: PageContext, *, counted: bool = True) -> Markup:
    """Return a link that holds the printed number only and leads to its entry; behind it 更正 if it was corrected.

    Args:
        printed: the number as this place prints it.
        figure: its name in the document.
        context: the page.
        counted: whether the entry lists this place (not for a second copy of the same table).
    """
    entry = context.entry(figure)
    anchor = context.claim(f"f-{entry.key}")
    if counted:
        context.record(figure, anchor)
    link = element("a", printed, class_="figure", id=anchor, href=context.entry_href(entry))
    return join([link, corrected_mark()]) if figure in context.corrected else link


def render_spans(
    spans: Sequence[Span], context: PageContext, *, counted: bool = True, lines: bool = False, termed: bool = False
) -> Markup:
    """Return the spans one after the other; a figure and the unit right after it stay on one line.

    The visible text is that of the spans, nothing added.

    Args:
        spans: what to print; one that names another page of the report leads to it.
        context: the page.
        counted: whether entries list the figures at this place.
        lines: whether a line feed begins a new line, as it does in a cell.
        termed: whether the first of each term in a section links to its explanation.
    """
    parts: list[Markup] = []
    rest = list(spans)
    for index, span in enumerate(rest):
        if not span.figure:
            leads = span.page and span.page != context.page
            if termed and context.terms and not leads:
                parts.append(link_terms(span.text, context.terms, context.linked_terms(), context.root_href))
                continue
            text = render_lines(span.text) if lines else escape(span.text)
            parts.append(element("a", text, href=f"{context.root_href}{safe_id(span.page)}/") if leads else text)
            continue
        link = render_figure(span.text, span.figure, context, counted=counted)
        unit = context.entry(span.figure).unit
        after = rest[index + 1] if index + 1 < len(rest) else Span("")
        if unit and not after.figure and after.text.startswith(unit):
            parts.append(element("span", link, unit, class_="amount"))
            rest[index + 1] = replace(after, text=after.text.removeprefix(unit))
        else:
            parts.append(link)
    return join(parts)


def render_lines(text: str) -> Markup:
    """Return text whose line feeds begin a new line."""
    return join((escape(line) for line in text.split("\n")), element("br")) if "\n" in text else escape(text)


def one_line(text: str) -> str:
    """Return the text of a cell on one line: Chinese words that a line feed parts come together again."""
    return fold(_PARTED.sub("", text)).strip()


def render_paragraph(paragraph: Paragraph, context: PageContext) -> Markup:
    """Return a paragraph, or nothing for one without text.

    Official text is `p.official` and holds nothing else; a sentence of ours is `p.plain` with a label before it.
    """
    if not fold(paragraph.text).strip():
        return Markup()
    spans = render_spans(paragraph.spans, context, termed=paragraph.official and not paragraph.level)
    if not paragraph.official:
        return element("p", element("span", PLAIN_LABEL, class_="plain-label"), " ", spans, class_="plain")
    level = f"level-{min(max(paragraph.level, 0), 6)}" if paragraph.level else ""
    return element("p", spans, class_=classes("official", "indented" if paragraph.indented else "", level))


def render_heading(depth: int, title: str, key: str) -> Markup:
    """Return a Markdown heading that prints the title exactly and bears the key as id."""
    return trusted(f"{'#' * depth} {escape_heading(title)} {{#{safe_id(key)}}}")


def render_notice(notice: Notice) -> Markup:
    """Return a remark of ours in an inset, its kind said in words."""
    kind = notice.kind if notice.kind in _NOTICE_LABELS else "note"
    label = element("strong", _NOTICE_LABELS[kind], class_="notice-label")
    return element("div", element("p", label, " ", notice.text), class_=f"notice notice-{kind}", role="note")


def render_glossary(glossary: Glossary, context: PageContext) -> Markup:
    """Return the terms as `dl.glossary-list`: number, term and mark as printed, then the explanation."""
    if not glossary.terms:
        return Markup()
    return element("dl", *(_term(term, context) for term in glossary.terms), class_="glossary-list")


def _term(term: Term, context: PageContext) -> Markup:
    if fold(term.text).strip():
        name = element("dt", term.number, term.term, term.mark)
        text = element("dd", term.text)
    else:
        name = element("dt", term.number, term.term)
        text = element("dd", MISSING_TERM, class_="missing")
    return element("div", name, text, class_="glossary-term", id=context.claim("term"))
