"""What pages above one report may know of it, and what can be downloaded with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline figure: label, printed value, unit, and its address relative to the report's folder."""

    label: str
    printed: str
    unit: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class TableState:
    """A table of a report: key, official name and number, and whether it is `full`, `empty` or `unattached`."""

    key: str
    title: str
    number: str = ""
    state: str = "full"


@dataclass(frozen=True, slots=True)
class Summary:
    """One published report, as home, region and department pages show it.

    Attributes:
        region, department, year: ASCII slugs and the year.
        region_name, department_name: full names in that year; `short_name` without the region.
        title: official title of the document.
        aliases: everyday names.
        published: date of publication as ISO text, so that it sorts; empty when unknown.
        group: the group under which officials list the department, such as 政府工作部门; may be empty.
        headlines: headline figures in order.
        tables: its official tables in order.
        source: where its data was taken from; may be empty.
    """

    region: str
    department: str
    year: int
    region_name: str
    department_name: str
    short_name: str
    title: str
    aliases: tuple[str, ...] = ()
    published: str = ""
    group: str = ""
    headlines: tuple[Headline, ...] = ()
    tables: tuple[TableState, ...] = ()
    source: str = ""

    @property
    def address(self) -> str:
        """Return `region/department/year`."""
        return f"{self.region}/{self.department}/{self.year}"


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take home.

    Attributes:
        title: what it is, such as 全文 PDF.
        sentence: one sentence on what it is good for.
        href: address relative to the report's folder.
        kind: file type as people call it, such as PDF.
        size: bytes.
        pages: number of pages; 0 when that means nothing.
        sha256: hexadecimal digest; may be empty.
    """

    title: str
    sentence: str
    href: str
    kind: str
    size: int
    pages: int = 0
    sha256: str = ""
