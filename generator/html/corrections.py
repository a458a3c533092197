"""What was corrected after publication: an inset that says it, and the word that a corrected figure bears."""

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup

from generator.html.context import PageContext
from generator.html.element import element, join
from generator.html.escape import escape
from generator.model.blocks import Correction

MARK = "更正"
#: gives words and address of each place that prints what a correction changed.
Places = Callable[[Correction], Sequence[tuple[str, str]]]


def corrected_mark() -> Markup:
    """Return the word behind a corrected figure: read aloud with it, kept from search, so that phrases stay whole."""
    return element("sup", MARK, class_="corrected", data_pagefind_ignore=True)


def corrected_figures(corrections: Sequence[Correction]) -> frozenset[str]:
    """Return the names of the figures that corrections name."""
    return frozenset(correction.figure for correction in corrections if correction.figure)


def render_corrections(corrections: Sequence[Correction], context: PageContext, places: Places | None = None) -> Markup:
    """Return an inset that tells each correction: day, what, from, to, reason, basis, what changed with it.

    Nothing for none. It counts as no place of the figures that it names.

    Args:
        corrections: newest first.
        context: the page; figures that it knows become links to their entries.
        places: tables and charts that print what changed; None leaves them out.
    """
    if not corrections:
        return Markup()
    told = (part for correction in corrections for part in _told(correction, context, places))
    return element("div", *told, class_="notice notice-correction corrections", role="note", data_pagefind_ignore=True)


def _told(correction: Correction, context: PageContext, places: Places | None) -> Iterator[Markup]:
    """Yield the sentence of a correction, then what it changed besides, folded: on a phone it would fill the screen."""
    label = element("strong", correction.kind, class_="notice-label")
    day = element("time", correction.date, datetime=correction.date)
    basis = escape(f"依据：{correction.basis}。") if correction.basis else None
    parts: list[Markup | str | None] = [
        label,
        " ",
        day,
        "：",
        _what(correction, context),
        f"由 {correction.before} 改为 ",
        element("strong", correction.after),
        f"{correction.unit}（{correction.reason}）。",
        basis,
    ]
    yield element("p", *parts)
    changed = _affected(correction, context)
    where = [element("a", words, href=href) for words, href in places(correction)] if places else []
    if changed or where:
        counts = [f"影响 {len(changed)} 个数" if changed else "", f"印在 {len(where)} 处" if where else ""]
        summary = element("summary", "，".join(count for count in counts if count))
        lists = [("随着改变的数", changed), ("印在", where)]
        listed = (element("p", f"{name}：", join(links, "；"), "。") for name, links in lists if links)
        yield element("details", summary, *listed)


def _what(correction: Correction, context: PageContext) -> Markup:
    words = correction.what or "文字"
    entry = context.figures.get(correction.figure)
    return element("a", words, href=context.entry_href(entry)) if entry else escape(words)


def _affected(correction: Correction, context: PageContext) -> list[Markup]:
    """Return the figures that changed with it, each a link to its entry."""
    known = [context.figures[name] for name in correction.affected if name in context.figures]
    return [element("a", entry.label, href=context.entry_href(entry)) for entry in known]
