"""Whether a style hangs together: what it names exists, and ids and kinds are what pages and charts can take.

A style is data that anybody may write; a slip in it is told in one sentence, before anything is laid out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.model.address import UnknownNameError
from generator.model.style import Content, OutlineEntry, Style

ID = re.compile(r"[a-z][a-z0-9-]{0,60}")
CHART_KINDS = ("columns", "bars", "pie", "stack")
#: pages that every report has and no section may stand on.
OWN_PAGES = ("index", "figures")


def check_form(style: Style) -> None:
    """Return when a style hangs together.

    Raises:
        UnknownNameError: it does not; the message lists every fault.
    """
    faults = tuple(dict.fromkeys((*_ids(style), *_pages(style), *_kinds(style), *_names(style))))
    if faults:
        raise UnknownNameError("；".join(faults))


def _ids(style: Style) -> Iterator[str]:
    kinds: tuple[tuple[str, Mapping[str, str]], ...] = (
        ("节", {name: section.slug for name, section in style.sections.items()}),
        ("表式", {name: table.slug for name, table in style.tables.items()}),
        ("图", {name: chart.slug for name, chart in style.charts.items()}),
    )
    for kind, slugs in kinds:
        for name, slug in slugs.items():
            if not ID.fullmatch(slug):
                yield f"{kind}“{name}”的标识“{slug}”不能用，只能用小写英文字母、数字和减号，以字母开头"


def _pages(style: Style) -> Iterator[str]:
    for name, section in style.sections.items():
        if section.page and (not ID.fullmatch(section.page) or section.page in OWN_PAGES):
            yield f"节“{name}”的页“{section.page}”不能用，请写 overview、statement、tables 这样的英文名"


def _kinds(style: Style) -> Iterator[str]:
    for name, chart in style.charts.items():
        if chart.kind not in CHART_KINDS:
            yield f"图“{name}”的类型“{chart.kind}”没有，可以写：{'、'.join(CHART_KINDS)}"


def _names(style: Style) -> Iterator[str]:
    """Yield a fault for each name of a section, sentence, table or chart that is not defined."""
    for name in _sections_of(style.outline):
        if name not in style.sections:
            yield f"目录里的节“{name}”没有定义"
    for where, section in style.sections.items():
        for content in section.content:
            yield from _content(style, where, content)
        if section.plain and section.plain not in style.patterns:
            yield f"节“{where}”的一句话“{section.plain}”没有这个句式"
    for card in style.cards:
        if card.section not in style.sections:
            yield f"问答“{card.question}”的节“{card.section}”没有定义"
        if card.sentence not in style.patterns:
            yield f"问答“{card.question}”的句“{card.sentence}”没有这个句式"


def _content(style: Style, where: str, content: Content) -> Iterator[str]:
    sentences = (*content.paragraph, *([content.sentence] if content.each else []))
    wanted: tuple[tuple[str, Iterable[str], Mapping[str, object]], ...] = (
        ("句式", sentences, style.patterns),
        ("表式", [content.table] if content.table else [], style.tables),
        ("图", [content.chart] if content.chart else [], style.charts),
    )
    for kind, names, known in wanted:
        for name in names:
            if name not in known:
                yield f"节“{where}”里的{kind}“{name}”没有定义"


def _sections_of(outline: Iterable[OutlineEntry]) -> Iterator[str]:
    for entry in outline:
        yield entry.section
        yield from _sections_of(entry.below)
