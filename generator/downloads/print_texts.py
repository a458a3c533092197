"""Words around a report on paper: cover and closing remarks; and every printed text with its place, for fonts."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.corrections import affected_in_words, change_in_words
from generator.html.charts import chart_note
from generator.model.blocks import Block, Chart, Document, Glossary, Notice, Paragraph, Section, Table

_PUBLISHERS = ("发布机构", "公开单位", "公开主体")
_DATES = ("公开日期", "发布日期", "生成日期")
_PUBLIC = "公开"
#: what a copy is called that goes round before it is public; its cover and the foot of each page say so.
_COPIES = {"送审": "送审稿"}


@dataclass(frozen=True, slots=True)
class Cover:
    """Lines of the cover: region, department, the rest of the title, imprint, warning, running head, publisher.

    `address` is that of the page that the file belongs to, empty where the site does not know its own.
    """

    region: str
    department: str
    rest: str
    imprint: tuple[str, ...]
    warning: str
    running: str
    publisher: str
    address: str = ""


def cover_of(document: Document, publisher: str, date: dt.date, address: str = "") -> Cover:
    """Return the lines of the cover; publisher and date come from the head block where it has them.

    A date that is not known is left out here and said in the closing remarks.
    """
    head = dict(document.facts_head)
    name = document.short_name if document.department_name.endswith(document.short_name) else document.department_name
    known = next((head[label] for label in _PUBLISHERS if head.get(label)), publisher)
    day = next((head[label] for label in _DATES if head.get(label)), date.isoformat())
    return Cover(
        region=document.department_name.removesuffix(name) or document.region_name,
        department=name,
        rest=f"{document.year}年度{_kind_of(document)}",
        imprint=tuple(line for line in (known, _day(day), _corrected(document)) if line),
        warning="" if document.state == _PUBLIC else f"{_COPIES.get(document.state, document.state)}，尚未公开",
        running=f"{name} · {document.year}年度",
        publisher=known,
        address=address,
    )


def _corrected(document: Document) -> str:
    """Return that the file holds corrections, of which day the last is, and where they stand."""
    return f"含更正（{document.corrections[0].date}），见文末“关于本文件”" if document.corrections else ""


def _corrections(document: Document) -> Iterator[str]:
    """Yield each correction in words, newest first."""
    for one in document.corrections:
        affected = affected_in_words(one, document.figures)
        behind = [f"影响：{affected}。" if affected else "", f"依据：{one.basis}。" if one.basis else ""]
        yield f"{one.kind} {one.date}：{change_in_words(one)}。{''.join(behind)}"


def _kind_of(document: Document) -> str:
    """Return what the title says besides the department and the year, such as 部门决算."""
    rest = document.title.replace(document.department_name, "", 1)
    return re.sub(rf"^{document.year}\s*年度?|{document.year}\s*年度?$", "", rest.strip()).strip()


def _day(text: str) -> str:
    """Return a date as letters write it; nothing for one that is not known."""
    found = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", text)
    if found:
        return f"{int(found[1])}年{int(found[2])}月{int(found[3])}日"
    return text if any(char.isdigit() for char in text) else ""


def about_of(document: Document) -> tuple[str, ...]:
    """Return the closing remarks: source, published values, what is ours and what is the published text."""
    published = sum(entry.origin == "published" for entry in document.figures.values())
    derived = sum(entry.origin == "derived" for entry in document.figures.values())
    ours = any(not block.official for block in _blocks(document.parts) if isinstance(block, Paragraph))
    remarks = [document.source_note]
    day = next((text for label, text in document.facts_head if label in _DATES), "")
    if day and not _day(day):
        remarks.append(f"公开日期{day}。")
    remarks += _corrections(document)
    remarks += document.trust
    if published:
        remarks.append(
            f"本文件有{published}个数字照原公开文件印出（公布值），与按本文件其他数字推算的结果可能不同；"
            "差额和原因见网页版该数字的出处说明。"
        )
    if derived:
        remarks.append(f"有{derived}个数字原文件未直接公布，由公布的增减额等倒算得出，网页版注明“倒算”。")
    if ours:
        remarks.append("左侧有竖线的文字是为便于阅读由数据自动写成的提要，不属于公开文本。")
    remarks.append("各数字的算式和出处见网页版“数字出处”；图下的小表列出图中的全部数值。")
    return tuple(remark for remark in remarks if remark)


def texts_of(document: Document, cover: Cover, about: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield every text that print shows: role of its font, where it stands in words, the text."""
    lines = (cover.region, cover.department, cover.rest, cover.warning, cover.running, cover.address, *cover.imprint)
    yield from (("heading", "封面", line) for line in lines)
    yield from (("heading", "文末“关于本文件”", line) for line in about)
    yield from _section_texts(document.parts, "")


def _section_texts(sections: tuple[Section, ...], above: str) -> Iterator[tuple[str, str, str]]:
    """Yield the texts of sections; the place is the nearest heading."""
    for section in sections:
        place = f"“{section.title}”" if section.title else above
        yield "heading", place, section.title
        yield "body", "目录", section.title
        for block in section.blocks:
            yield from ((role, place + inner, text) for role, inner, text in _block_texts(block))
        yield from _section_texts(section.sections, place)


def _block_texts(block: Block) -> Iterator[tuple[str, str, str]]:
    """Yield the texts of one block with its place below the heading."""
    match block:
        case Paragraph():
            yield "body" if block.official and not block.level else "heading", "", block.text
        case Glossary():
            for term in block.terms:
                yield "heading", f"名词“{term.term}”", term.number + term.term
                yield "body", f"名词“{term.term}”", term.mark + term.text
        case Notice():
            yield "heading", "", block.text
        case Table():
            yield from _table_texts(block)
        case Chart():
            yield from _chart_texts(block)


def _table_texts(table: Table) -> Iterator[tuple[str, str, str]]:
    """Yield the texts of a table; a cell is named by its row."""
    place = f"表“{table.title}”"
    yield from (("heading", place, text) for text in (table.title, table.number, *table.corners))
    yield from (("table", f"{place}的表头", cell.text) for row in table.head for cell in row)
    for number, row in enumerate(table.rows, start=1):
        yield from (("table", f"{place}第{number}行", cell.text) for cell in row)
    yield from (("body", f"{place}的注", text) for text in (table.statement, *table.notes))
    yield "table", place, table.statement


def _chart_texts(chart: Chart) -> Iterator[tuple[str, str, str]]:
    """Yield the texts of a chart, those inside its drawing with the role `chart`."""
    place = f"图“{chart.finding}”"
    yield from (("heading", place, text) for text in (chart.finding, chart.subtitle, chart.caption))
    yield "body", f"{place}的注", chart_note(chart)
    for point in chart.points:
        text = point.series + point.label + point.text
        yield "chart", place, text
        yield "table", f"{place}的数值表", text + chart.unit


def _blocks(sections: tuple[Section, ...]) -> Iterator[Block]:
    """Yield every block of a tree of sections."""
    for section in sections:
        yield from section.blocks
        yield from _blocks(section.sections)
