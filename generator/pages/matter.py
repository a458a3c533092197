"""What a report's pages say about themselves: front matter, date of publication, and whether it is a draft."""

import json
import re
from collections.abc import Sequence

from markupsafe import Markup

from generator.html.escape import MetaItem, front_matter, trusted
from generator.html.text import render_notice
from generator.model.blocks import Document, Notice
from generator.pages.links import HOME, address_of, is_figures
from generator.pages.words import EVALUATION, EVALUATIONS, PAGE_NAMES, PUBLIC

_LABELS = ("公开日期", "发布日期", "公开时间")
#: what stands in sight on every page of a report.
FIRST_FACTS = ("发布机构", "公开日期", "索引号")
_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})")


def report_matter(document: Document, page: str, title: str, siblings: Sequence[int], dataset: str = "") -> Markup:
    """Return the front matter, from which the theme draws title, breadcrumb, years and search filters.

    Args:
        document: the report laid out.
        page: ASCII name of the page.
        title: its title.
        siblings: years for which the department has published.
        dataset: what machines are told of the report's data, for its first page only.
    """
    place = address_of(document)
    name, year = document.department_name, document.year
    whole = page == HOME
    crumbs: list[MetaItem] = [
        {"name": document.region_name, "url": f"reports/{place.region}/"},
        {"name": document.short_name or name, "url": f"reports/{place.region}/{place.department}/"},
        {"name": f"{year}年度", "url": place.folder},
    ]
    # One evaluation of many stands below their overview, and the search knows them all under one name.
    single = page.startswith(EVALUATION)
    if single and any(part.page == EVALUATIONS for part in document.parts):
        crumbs.append({"name": PAGE_NAMES[EVALUATIONS], "url": f"{place.folder}{EVALUATIONS}/"})
    years: list[MetaItem] = [
        {"year": other, "url": f"reports/{place.region}/{place.department}/{other}/"}
        for other in sorted({*siblings, year} if siblings else (), reverse=True)
    ]
    matter = front_matter(
        {
            "title": document.title if whole else f"{title} · {name} · {year}年度",
            "description": _description(document) if whole else f"{name}{year}年度部门决算：{title}",
            "date": publication_date(document),
            **({"search": False} if is_figures(page) else {}),
            "report": {
                "region": place.region,
                "department": place.department,
                "year": year,
                "region_name": document.region_name,
                "department_name": name,
                "section": PAGE_NAMES[EVALUATIONS] if single else title,
                "breadcrumb": crumbs if whole else [*crumbs, {"name": title, "url": place.folder}],
                "years": years,
                "facts": [] if whole else facts_line(document),
            },
        }
    )
    return with_dataset(matter, dataset) if whole and dataset else matter


def facts_line(document: Document) -> list[MetaItem]:
    """Return 发布机构, 公开日期, 索引号 as far as the head block has them, for the line under a heading."""
    facts = dict(document.facts_head)
    return [{"name": name, "value": facts[name]} for name in FIRST_FACTS if facts.get(name)]


def with_dataset(matter: Markup, dataset: str) -> Markup:
    """Return front matter with the JSON text for machines, which must hold no mark that HTML reads.

    Raises:
        ValueError: it holds one.
    """
    if not dataset.isascii() or any(mark in dataset for mark in "<>&'\n"):
        raise ValueError("JSON that could end its element")
    end = "\n---"
    return trusted(f"{str(matter).removesuffix(end)}\ndataset: {json.dumps(dataset)}{end}")


def _description(document: Document) -> str:
    answers = "；".join(f"{card.question}{card.answer}{card.unit}" for card in document.cards[:3])
    return f"{document.title}。{answers}"


def publication_date(document: Document) -> str:
    """Return the date of publication as ISO text, or nothing when the head block names none."""
    return stated_date(document, _LABELS)


def stated_date(document: Document, labels: Sequence[str]) -> str:
    """Return the first date that the head block states under one of the labels as ISO text, or nothing."""
    facts = dict(document.facts_head)
    for label in labels:
        found = _DATE.search(facts.get(label, ""))
        if found:
            year, month, day = map(int, found.groups())
            return f"{year:04d}-{month:02d}-{day:02d}"
    return ""


def draft_notice(document: Document) -> Markup | None:
    """Return the notice that stands on every page of a report that is not published yet, else None."""
    if document.state == PUBLIC:
        return None
    return render_notice(Notice(f"本报告状态为“{document.state}”，尚未公开，仅供校对。"))
