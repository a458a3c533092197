"""Addresses of a report's pages: files below `docs/`, and links as the page that holds them sees them.

MkDocs serves `statement.md` as `statement/`, so a section page reaches its neighbours through `../`. Links stay
relative: the site works from any subfolder.
"""

from dataclasses import dataclass

from generator.html.escape import safe_id
from generator.model.blocks import Document

HOME = "index"
FIGURES = "figures"


def is_figures(page: str) -> bool:
    """Return whether a page holds entries of figures: `figures`, `figures-2` and so on."""
    return page.partition("-")[0] == FIGURES


@dataclass(frozen=True, slots=True)
class Address:
    """Slugs of a region, a department and a year."""

    region: str
    department: str
    year: int

    @property
    def folder(self) -> str:
        """Return the report's folder below `docs/`, with a slash at its end."""
        return f"reports/{safe_id(self.region)}/{safe_id(self.department)}/{self.year}/"

    def file(self, page: str) -> str:
        """Return the path of a page's Markdown file below `docs/`."""
        return f"{self.folder}{safe_id(page)}.md"


def address_of(document: Document) -> Address:
    """Return the document's address."""
    return Address(document.region, document.department, document.year)


def root_of(page: str) -> str:
    """Return the way from a page to the report's folder: empty from the landing page, `../` from any other."""
    return "" if page == HOME else "../"


def link(source: str, target: str, anchor: str = "") -> str:
    """Return the relative address of a page (and an id on it) from another page of the same report."""
    fragment = f"#{safe_id(anchor)}" if anchor else ""
    if source == target and fragment:
        return fragment
    folder = "" if target == HOME else f"{safe_id(target)}/"
    return (f"{root_of(source)}{folder}" or "./") + fragment
