"""Open data: what can be taken home, how it is described, with a working example."""

import json
from collections.abc import Sequence

from generator.html.escape import front_matter
from generator.model.imprint import Imprint, imprint_of, is_web
from generator.model.open_data import COLUMNS, FACTS, PLACE, REPORT
from generator.model.summary import Bundle, Overview, Summary
from generator.pages.dataset import catalogue_of
from generator.pages.environment import render
from generator.pages.links import Address
from generator.pages.matter import with_dataset
from generator.pages.portal.example import program_of
from generator.pages.words import size_text

FORMAT = "juesuan-index/1"
_FOLDER = "open-data/"
_FILES = {"facts_csv": "facts.csv", "facts_json": "facts.json", "tables_json": "tables.json", "pdf": "report.pdf"}


def write(overview: Overview) -> dict[str, str]:
    """Return the page and the list of everything for programs, by path below `docs/`."""
    return {f"{_FOLDER}index.md": open_data_page(overview), f"{_FOLDER}index.json": index_of(overview)}


def index_of(overview: Overview) -> str:
    """Return all reports and files of a region and year as JSON; addresses are relative to the site's home page."""
    site = overview.site
    content = {
        "format": FORMAT,
        "title": site.title,
        **{key: value for key, value in (("publisher", site.publisher), ("licence", site.licence)) if value},
        "as_of": overview.as_of.isoformat(),
        "bundles": [_listed(bundle) for bundle in overview.bundles],
        "reports": [_report(report) for report in overview.summaries],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _listed(bundle: Bundle) -> dict[str, object]:
    return {
        "region": bundle.region,
        "region_name": bundle.region_name,
        "year": bundle.year,
        "reports": bundle.reports,
        "href": bundle.href,
        "size": bundle.size,
        "sha256": bundle.sha256,
    }


def _report(report: Summary) -> dict[str, object]:
    place = Address(report.region, report.department, report.year).folder
    return {
        "region": report.region,
        "department": report.department,
        "year": report.year,
        "region_name": report.region_name,
        "department_name": report.department_name,
        "title": report.title,
        "published": report.published,
        "href": place,
        **{key: f"{place}downloads/{name}" for key, name in _FILES.items()},
    }


def open_data_page(overview: Overview) -> str:
    """Return the page that explains the data: files, addresses, fields, licence, how to cite, an example."""
    site, imprint = overview.site, imprint_of(overview.site)
    latest = max(overview.summaries, key=lambda report: report.year, default=None)
    matter = front_matter(
        {
            "title": "开放数据",
            "description": f"{site.title}的全部数据：按地区和年度打包下载，字段说明，用法举例。",
            "styles": ("assets/css/open-data.css",),
            "report": {"section": "开放数据", "breadcrumb": [{"name": "开放数据", "url": _FOLDER}]},
        }
    )
    return render(
        "open-data.md.j2",
        matter=with_dataset(matter, catalogue_of(overview, imprint)),
        regions=bundles_by_region(overview.bundles),
        reports=len(overview.summaries),
        as_of=overview.as_of.isoformat(),
        columns=(*PLACE, *COLUMNS),
        keys=[field for field in REPORT if field.key],
        figures=[field for field in FACTS if field.key],
        licence=site.licence,
        licence_address=site.licence if is_web(site.licence) else "",
        cite=_cite(overview, latest, imprint),
        program=program_of(imprint.address),
        whole=imprint.address,
    )


def bundles_by_region(bundles: Sequence[Bundle], root: str = "../") -> list[dict[str, object]]:
    """Return the files of each region, the newest year first; `root` leads from the page to the home page."""
    found: dict[str, list[Bundle]] = {}
    for bundle in bundles:
        found.setdefault(bundle.region, []).append(bundle)
    return [
        {
            "name": max(inside, key=lambda bundle: bundle.year).region_name,
            "files": [
                {
                    "href": f"{root}{bundle.href}",
                    "name": bundle.href.rpartition("/")[2],
                    "year": bundle.year,
                    "reports": bundle.reports,
                    "size": size_text(bundle.size),
                    "sha256": bundle.sha256,
                }
                for bundle in sorted(inside, key=lambda bundle: -bundle.year)
            ],
        }
        for inside in found.values()
    ]


def _cite(overview: Overview, report: Summary | None, imprint: Imprint) -> str:
    """Return how to cite a figure, by the newest report; nothing where there is none."""
    if report is None:
        return ""
    place = Address(report.region, report.department, report.year).folder
    day = f"，{report.published} 公开" if report.published else ""
    address = imprint.whole(place) or f"（本站地址）/{place}"
    return f"{report.title or report.department_name}{day}。{overview.site.title}，{address}，查阅日期。"
