"""The report's first page: whose, which year, five answers, what there is to read and to take home."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from generator.html.blocks import render_block
from generator.html.cards import render_brief, render_cards
from generator.html.context import PageContext
from generator.html.element import element
from generator.html.escape import fold
from generator.html.tables import UNKNOWN
from generator.model.blocks import Card, Document, Section, Table
from generator.model.summary import Download
from generator.pages.environment import render
from generator.pages.links import FIGURES, HOME, link
from generator.pages.matter import publication_date
from generator.pages.outline import PageOutline, has_title
from generator.pages.words import PAGE_NAMES, TABLE_MARKS, size_text

_FIRST_FACTS = ("发布机构", "公开日期", "索引号")
_TABLES = "tables"
_GROUPED = {"CSV": ("每张表的数据（CSV）", "一张表一个文件，可用电子表格软件打开。")}
_FEW = 2


def landing_page(
    document: Document,
    pages: Sequence[PageOutline],
    downloads: Sequence[Download],
    siblings: Sequence[int],
    context: PageContext,
    values: Mapping[str, object],
) -> str:
    """Return the landing page as Markdown.

    Args:
        document: the report laid out.
        pages: its section pages in order.
        downloads: its files.
        siblings: other years of the department.
        context: the page; it remembers where figures stand.
        values: front matter, neighbours and draft notice for the template.
    """
    context.heading = PAGE_NAMES[HOME]
    known = {page.page: page.title for page in pages}
    tables = _tables(pages)
    contents = [_part(part, tables) for part in document.parts if has_title(part) or part.sections]
    singles, groups = _downloads(downloads)
    return render(
        "landing.md.j2",
        **values,
        **_title(document),
        aliases=document.aliases,
        facts=document.facts_head,
        unknown=UNKNOWN,
        facts_line=_facts_line(document),
        cards=render_cards(document.cards, context, lambda card: _card_link(card, known)),
        brief=render_brief(document.brief, context),
        pictures=_pictures(document, context),
        pictures_many=len(document.pictures) > 1,
        trust=document.trust,
        figures_href=link(HOME, FIGURES),
        summary_title=PAGE_NAMES[HOME],
        contents=contents,
        tables=[] if any(part["tables"] for part in contents) else tables,
        downloads=singles,
        download_groups=groups,
        open_data="../../../../open-data/",
        digests=[file for file in downloads if file.sha256],
        files_date=_files_date(document),
        years=[
            {"href": f"../{year}/", "year": year}
            for year in sorted(set(siblings), reverse=True)
            if year != document.year
        ],
        source_note=document.source_note,
    )


def _pictures(document: Document, context: PageContext) -> Markup:
    """Return the charts of the landing page in one `div.pictures`, or nothing when there are none."""
    charts = [render_block(chart, context) for chart in document.pictures]
    return element("div", *charts, class_="pictures") if charts else Markup()


def _title(document: Document) -> dict[str, str]:
    """Return the heading in three parts, and the official title when the parts do not add up to it."""
    department = document.short_name or document.department_name
    region = document.region_name if document.short_name else ""
    title = fold(document.title).strip()
    for stem in (document.department_name, region + department):
        if stem and title.startswith(stem):
            year_title = title.removeprefix(stem).strip()
            break
    else:
        year_title = ""
    year_title = year_title or f"{document.year}年度部门决算"
    # The official title may leave out what the region stands in: 遂宁市… for 四川省遂宁市…
    bare = "".join(title.split())
    whole = bool(bare) and department in bare and "".join(f"{region}{department}{year_title}".split()).endswith(bare)
    return {
        "region": region,
        "department": department,
        "year_title": year_title,
        "official_title": "" if whole else title,
    }


def _facts_line(document: Document) -> list[tuple[str, str]]:
    chosen = [(name, value) for name, value in document.facts_head if name in _FIRST_FACTS]
    return chosen or list(document.facts_head[:3])


def _card_link(card: Card, known: Mapping[str, str]) -> tuple[str, str] | None:
    if card.page not in known:
        return None
    return link(HOME, card.page, card.anchor), f"详见：{PAGE_NAMES.get(card.page, known[card.page])}"


def _part(part: Section, tables: Sequence[Mapping[str, str]]) -> dict[str, object]:
    """Return a part with its sections; the part that stands on the page of tables names them."""
    sections = [
        {"href": link(HOME, section.page, section.key), "title": section.title}
        for section in part.sections
        if has_title(section)
    ]
    title = part.title if has_title(part) else PAGE_NAMES.get(part.page, part.page)
    anchor = part.key if has_title(part) else ""
    named = tables if part.page == _TABLES else ()
    return {"href": link(HOME, part.page, anchor), "title": title, "sections": sections, "tables": named}


def _tables(pages: Sequence[PageOutline]) -> list[dict[str, str]]:
    """Return the official tables by name, those without data marked in words."""
    return [
        {
            "href": link(HOME, page.page, block.key),
            "number": block.number,
            "title": block.title,
            "mark": TABLE_MARKS.get(block.state, ""),
        }
        for page in pages
        for block in page.blocks
        if isinstance(block, Table) and (block.number or page.page == _TABLES)
    ]


def _downloads(files: Sequence[Download]) -> tuple[list[dict[str, str]], list[dict[str, object]]]:
    """Return the files that stand by themselves, and the many of one kind that share a list."""
    many = [kind for kind in _GROUPED if sum(file.table and file.kind == kind for file in files) > _FEW]
    groups: list[dict[str, object]] = []
    for kind in many:
        title, sentence = _GROUPED[kind]
        inside = [_download(file) for file in files if file.table and file.kind == kind]
        groups.append({"title": f"{title}：{len(inside)} 个文件", "sentence": sentence, "files": inside})
    return [_download(file) for file in files if not (file.table and file.kind in many)], groups


def _files_date(document: Document) -> str:
    """Return in words which day the files bear, and when they were changed since."""
    changed = max((one.date for one in document.corrections), default="")
    day = publication_date(document)
    said = f"各文件的日期是公开日期 {day}" if day else f"原文没有公布公开日期，各文件的日期写作 {document.year}-12-31"
    return f"{said}；{changed} 更正过。" if changed else f"{said}。"


def _download(file: Download) -> dict[str, str]:
    parts = [file.kind, size_text(file.size), f"{file.pages} 页" if file.pages else ""]
    return {
        "href": file.href,
        "title": file.title,
        "sentence": file.sentence,
        "meta": "，".join(part for part in parts if part),
    }
