"""A page of every kind, by its address below the home page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PLANNING, ANJU, HESHAN = "reports/putuo/planning/2024/", "reports/anju/hrss/2023/", "reports/heshan/hrss/2020/"
SECTIONS = ("", "overview/", "statement/", "three-public/", "other/", "glossary/", "tables/")
KINDS = ["", "search/", "search/?q=公务接待费", "about/", "404.html", "reports/", "reports/anju/", "reports/anju/hrss/"]
KINDS += [PLANNING + section for section in SECTIONS]
KINDS += [
    ANJU,
    f"{ANJU}statement/",
    f"{ANJU}tables/",
    f"{ANJU}three-public/",
    f"{HESHAN}statement/",
    f"{HESHAN}tables/",
]


def settle(page: "Page") -> None:
    """Wait until the search, if the page has one, has answered."""
    if "?q=" in page.url:
        page.locator(".search-hit").first.wait_for()
