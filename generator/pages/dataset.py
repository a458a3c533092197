"""What machines are told of the data: schema.org `Dataset`, as JSON that may stand in a page.

The text is ASCII, with `<`, `>` and `&` written as numbers, so that nothing in it ends the element around it.
"""

import json
import re
from collections.abc import Mapping, Sequence

from generator.model.blocks import Document
from generator.model.imprint import Imprint, is_web
from generator.model.summary import Bundle, Download, Overview
from generator.pages.links import address_of
from generator.pages.matter import publication_date

_MARKS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&'"}
_TYPES = {
    "CSV": "text/csv",
    "JSON": "application/json",
    "PDF": "application/pdf",
    "ZIP": "application/zip",
    "DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PUBLISHERS = ("发布机构", "公开单位", "公开主体")
_CODE = re.compile(r"\d{6}(\d{3})?(\d{3})?")


def script_text(data: Mapping[str, object]) -> str:
    """Return data as JSON for a `<script type="application/ld+json">`: ASCII, without a mark that HTML reads."""
    return json.dumps(data, separators=(",", ":")).translate(_MARKS)


def dataset_of(document: Document, downloads: Sequence[Download], imprint: Imprint) -> str:
    """Return the description of a report's data.

    Addresses are whole where the site knows its own, else relative to the report's page.

    Args:
        document: the report laid out.
        downloads: its files; those that hold one table each are not listed.
        imprint: address and licence of the site.
    """
    head = dict(document.facts_head)
    published = publication_date(document)
    root = imprint.whole(address_of(document).folder)
    modified = max([published, *(correction.date for correction in document.corrections)])
    publisher = next((head[label] for label in _PUBLISHERS if _known(head.get(label))), document.department_name)
    return script_text(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": document.title,
            "description": f"{document.title}的全部数据：{len(document.figures)}个数字的名称、数值、单位和算式，"
            "以及各张决算表。内容包括收入、支出、财政拨款、“三公”经费等公开的项目。",
            "inLanguage": "zh-CN",
            "keywords": ["部门决算", "政府信息公开", document.region_name, document.department_name],
            "temporalCoverage": f"{document.year}-01-01/{document.year}-12-31",
            "spatialCoverage": _place(document.region_name, head.get("行政区划代码", "")),
            "publisher": _organization(publisher),
            "creator": _organization(document.department_name),
            "isAccessibleForFree": True,
            **_given(
                url=root,
                identifier=head.get("索引号", "") if _known(head.get("索引号")) else "",
                datePublished=published,
                dateModified=modified,
                license=_licence(imprint.licence),
            ),
            "distribution": [_download(file, root) for file in downloads if not file.table],
        }
    )


def catalogue_of(overview: Overview, imprint: Imprint) -> str:
    """Return the description of everything that can be taken home: one file for each region and year."""
    site, years = overview.site, sorted({report.year for report in overview.summaries})
    regions = list(dict.fromkeys(report.region_name for report in overview.summaries))
    page = imprint.whole("open-data/")
    dates = [report.published for report in overview.summaries]
    dates += [correction.date for report in overview.summaries for correction in report.corrections]
    return script_text(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": f"{site.title}：开放数据",
            "description": "各部门决算里每一个公布的数字：名称、数值、单位、算式，按地区和年度打包，CSV 和 JSON 格式。"
            f"共 {len(overview.summaries)} 份决算。",
            "inLanguage": "zh-CN",
            "keywords": ["部门决算", "“三公”经费", "政府信息公开"],
            "isAccessibleForFree": True,
            "spatialCoverage": [_place(name, "") for name in regions],
            **_given(
                temporalCoverage=f"{years[0]}-01-01/{years[-1]}-12-31" if years else "",
                publisher=_organization(site.publisher) if site.publisher else "",
                license=_licence(site.licence),
                url=page,
                dateModified=max(dates, default=""),
            ),
            "distribution": [_bundle(bundle, page) for bundle in overview.bundles],
        }
    )


def _given(**values: object) -> dict[str, object]:
    """Return the values that are known."""
    return {key: value for key, value in values.items() if value}


def _known(value: str | None) -> bool:
    return bool(value) and value != "未公布"


def _place(name: str, code: str) -> dict[str, object]:
    identifier = code if _CODE.fullmatch(code) else ""
    return {"@type": "AdministrativeArea", "name": name, **_given(identifier=identifier)}


def _organization(name: str) -> dict[str, object]:
    return {"@type": "GovernmentOrganization", "name": name}


def _licence(words: str) -> object:
    """Return a licence as its address, or by name where only words are known."""
    if not words or is_web(words):
        return words
    return {"@type": "CreativeWork", "name": words}


def _download(file: Download, root: str) -> dict[str, object]:
    return {
        "@type": "DataDownload",
        "name": file.title,
        "contentUrl": root + file.href,
        "contentSize": f"{file.size} B",
        **_given(encodingFormat=_TYPES.get(file.kind, ""), sha256=file.sha256),
    }


def _bundle(bundle: Bundle, page: str) -> dict[str, object]:
    # Without an address of its own the page reaches the files beside it.
    href = page + bundle.href.removeprefix("open-data/")
    title = f"{bundle.region_name}{bundle.year}年度"
    return _download(Download(title, "", href, "ZIP", bundle.size, sha256=bundle.sha256), "")
