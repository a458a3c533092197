"""The report's first page: whose, which year, five answers, what there is to read and to take home."""

from collections.abc import Mapping, Sequence

from generator.html.cards import render_cards
from generator.html.context import PageContext
from generator.html.escape import fold
from generator.model.blocks import Card, Document, Section, Table
from generator.model.summary import Download
from generator.pages.environment import render
from generator.pages.links import FIGURES, HOME, link
from generator.pages.outline import PageOutline, has_title
from generator.pages.words import PAGE_NAMES, TABLE_MARKS, size_text

_FIRST_FACTS = ("发布机构", "公开日期", "索引号")


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
    return render(
        "landing.md.j2",
        **values,
        **_title(document),
        aliases=document.aliases,
        facts=document.facts_head,
        facts_line=_facts_line(document),
        cards=render_cards(document.cards, context, lambda card: _card_link(card, known)),
        trust=document.trust,
        figures_href=link(HOME, FIGURES),
        contents=[_part(part) for part in document.parts if has_title(part) or part.sections],
        tables=_tables(pages),
        downloads=[_download(file) for file in downloads],
        digests=[file for file in downloads if file.sha256],
        years=[
            {"href": f"../{year}/", "year": year}
            for year in sorted(set(siblings), reverse=True)
            if year != document.year
        ],
        source_note=document.source_note,
    )


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
    whole = "".join(f"{region}{department}{year_title}".split()) == "".join(title.split())
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


def _part(part: Section) -> dict[str, object]:
    sections = [
        {"href": link(HOME, section.page, section.key), "title": section.title}
        for section in part.sections
        if has_title(section)
    ]
    title = part.title if has_title(part) else PAGE_NAMES.get(part.page, part.page)
    anchor = part.key if has_title(part) else ""
    return {"href": link(HOME, part.page, anchor), "title": title, "sections": sections}


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
        if isinstance(block, Table) and (block.number or page.page == "tables")
    ]


def _download(file: Download) -> dict[str, str]:
    parts = [file.kind, size_text(file.size), f"{file.pages} 页" if file.pages else ""]
    return {
        "href": file.href,
        "title": file.title,
        "sentence": file.sentence,
        "meta": "，".join(part for part in parts if part),
    }
