"""Whether a style hangs together: what it names exists, and ids and kinds are what pages and charts can take.

A style is data that anybody may write; a slip in it is told in one sentence, before anything is laid out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.document.forms import DETAILS
from generator.document.papers import INSTITUTIONS, INSURANCE
from generator.grid.head import WIDTH
from generator.model.address import UnknownNameError
from generator.model.papers import FormCell, FormRow
from generator.model.style import Content, OutlineEntry, Style

ID = re.compile(r"[a-z][a-z0-9-]{0,60}")
CHART_KINDS = ("columns", "bars", "pie", "stack", "hundred", "flow")
#: pages that every report has and no section may stand on.
OWN_PAGES = ("index", "figures")
WALKS = ("", INSURANCE, INSTITUTIONS)
#: kinds of a form's cell, and what repeated cells are merged by.
ROLES = ("", "头", "名", "值")
MERGED = ("", "一级", "二级", "分值", "空", "全部")
#: what a row of a form may be repeated for, beside 明细.
ROW_WALKS = ("指标", "计分", INSTITUTIONS)


def check_form(style: Style) -> None:
    """Return when a style hangs together.

    Raises:
        UnknownNameError: it does not; the message lists every fault.
    """
    faults = tuple(dict.fromkeys((*_ids(style), *_pages(style), *_kinds(style), *_names(style), *_forms(style))))
    if faults:
        raise UnknownNameError("；".join(faults))


def _ids(style: Style) -> Iterator[str]:
    kinds: tuple[tuple[str, Mapping[str, str]], ...] = (
        ("节", {name: section.slug for name, section in style.sections.items()}),
        ("表式", {name: table.slug for name, table in style.tables.items()}),
        ("图", {name: chart.slug for name, chart in style.charts.items()}),
        ("评价文种", {name: paper.slug for name, paper in style.papers.items()}),
        ("评价表式", {name: form.slug for name, form in style.forms.items()}),
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
    papers = ((f"评价文种“{name}”的目录", paper.outline) for name, paper in style.papers.items())
    for where, outline in (("目录", style.outline), ("绩效目录", style.evaluation_outline), *papers):
        yield from _outline(style, where, outline)
    for where, section in style.sections.items():
        for content in section.content:
            yield from _content(style, f"节“{where}”", content)
        if section.plain and section.plain not in style.patterns:
            yield f"节“{where}”的一句话“{section.plain}”没有这个句式"
    for where, paper in style.papers.items():
        for content in paper.content:
            yield from _content(style, f"评价文种“{where}”", content)
    yield from _landing(style)


def _landing(style: Style) -> Iterator[str]:
    """Yield a fault for each section, sentence or chart of the landing page that is not defined."""
    for card in style.cards:
        if card.section not in style.sections:
            yield f"问答“{card.question}”的节“{card.section}”没有定义"
        for name in filter(None, (card.sentence, card.label, card.prior)):
            if name not in style.patterns:
                yield f"问答“{card.question}”的句“{name}”没有这个句式"
    for brief in style.brief:
        if brief.sentence not in style.patterns:
            yield f"一分钟看懂的句“{brief.sentence}”没有这个句式"
    for picture in style.pictures:
        if picture not in style.charts:
            yield f"首页图“{picture}”没有定义"


def _content(style: Style, where: str, content: Content) -> Iterator[str]:
    sentences = (*content.paragraph, *([content.sentence] if content.each else []))
    wanted: tuple[tuple[str, Iterable[str], Mapping[str, object]], ...] = (
        ("句式", sentences, style.patterns),
        ("表式", [content.table] if content.table else [], style.tables),
        ("图", [content.chart] if content.chart else [], style.charts),
        ("评价表式", [content.form] if content.form else [], style.forms),
    )
    for kind, names, known in wanted:
        for name in names:
            if name not in known:
                yield f"{where}里的{kind}“{name}”没有定义"


def _outline(style: Style, where: str, entries: Iterable[OutlineEntry]) -> Iterator[str]:
    """Yield a fault for each entry that names no section or paper, or both, or a walk that does not exist."""
    for entry in entries:
        if entry.paper:
            if entry.paper not in style.papers and not (entry.paper == "绩效目录" and where == "目录"):
                yield f"{where}里的评价文种“{entry.paper}”没有定义"
        elif not entry.section:
            yield f"{where}里有一项没有写“节”或“评价”"
        elif entry.section not in style.sections:
            yield f"{where}里的节“{entry.section}”没有定义"
        if entry.walk not in WALKS:
            yield f"{where}里的“逐: {entry.walk}”没有，可以写：{'、'.join(filter(None, WALKS))}"
        yield from _outline(style, where, entry.below)


def _forms(style: Style) -> Iterator[str]:
    """Yield a fault for each form whose widths are no numbers, or whose cells are of no kind."""
    for name, form in style.forms.items():
        if not form.widths or not all(WIDTH.fullmatch(width) for width in form.widths):
            yield f'评价表式“{name}”的列宽要写成一串数，例如 ["1", "2.5"]'
        for row in _rows(form.rows):
            if row.walk and row.walk not in ROW_WALKS and not row.walk.startswith(DETAILS):
                yield f"评价表式“{name}”里的“逐: {row.walk}”没有，可以写：{'、'.join(ROW_WALKS)}、明细.表名"
        for cell in _cells(form.rows):
            if cell.role not in ROLES or cell.merged not in MERGED or min(cell.across, cell.down) < 1:
                yield f"评价表式“{name}”里“{cell.text[:12]}”一格的类、合并、跨或下写得不对"


def _rows(rows: Iterable[FormRow]) -> Iterator[FormRow]:
    for row in rows:
        yield row
        yield from _rows(row.rows)


def _cells(rows: Iterable[FormRow]) -> Iterator[FormCell]:
    for row in _rows(rows):
        yield from row.cells
        if row.side:
            yield row.side
