"""A page of every kind, by its address below the home page."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PLANNING, ANJU, HESHAN = "reports/putuo/planning/2024/", "reports/anju/hrss/2023/", "reports/heshan/hrss/2020/"
LINXIANG = "reports/linxiang/hrss/2023/"
SECTIONS = ("", "overview/", "statement/", "three-public/", "other/", "glossary/", "tables/")
KINDS = [
    "",
    "search/",
    "search/?q=公务接待费",
    "about/",
    "verify/",
    "404.html",
    "reports/",
    "reports/anju/",
    "reports/anju/hrss/",
]
KINDS += [PLANNING + section for section in SECTIONS]
KINDS += [
    ANJU,
    f"{ANJU}statement/",
    f"{ANJU}tables/",
    f"{ANJU}three-public/",
    f"{HESHAN}statement/",
    f"{HESHAN}tables/",
]
#: kinds of pages above the reports, each by patterns of its files: the first that is there stands for the kind.
PATTERNS = {
    "rules": ("rules/index.html",),
    "compare": ("compare/index.html",),
    "compare in a region": ("compare/[!kt]*/index.html",),
    "compare one kind": ("compare/kind-*/index.html",),
    "compare one topic": ("compare/topic-three-public/index.html",),
    "status": ("status/index.html",),
    "status of a region": ("status/*/index.html",),
    "status of a year": ("status/*/20*/index.html",),
    "totals of a region": ("status/*/totals/index.html",),
    "corrections": ("corrections/index.html",),
    "new": ("new/index.html",),
    "open data": ("open-data/index.html",),
    "terms": ("terms/index.html",),
    "years": ("years/index.html",),
    "year": ("years/*/index.html",),
    "English home": ("en/index.html",),
    "English about": ("en/about/index.html",),
    "English open data": ("en/open-data/index.html",),
    "evaluations": ("reports/*/*/*/evaluations/index.html",),
    "evaluation": ("reports/*/*/*/evaluation-*/index.html",),
    "figures": ("reports/*/*/*/figures/index.html",),
}


def found_in(site: Path) -> dict[str, str]:
    """Return the address of one page of each kind that PATTERNS names and that the site has."""
    found = {}
    for kind, patterns in PATTERNS.items():
        paths = [path for pattern in patterns for path in sorted(site.glob(pattern))]
        if paths:
            found[kind] = paths[0].relative_to(site).as_posix().removesuffix("index.html")
    return found


def kinds_of(site: Path) -> list[str]:
    """Return the address of a page of every kind, of those that the site has."""
    known = [address for address in KINDS if (site / address.partition("?")[0]).exists()]
    return list(dict.fromkeys([*known, *found_in(site).values()]))


def settle(page: "Page") -> None:
    """Wait until the search, if the page has one, has answered."""
    if "/search/?q=" in page.url:
        page.locator(".search-hit").first.wait_for()
