"""What pages above one report may know of it, and what can be downloaded with it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.blocks import Correction, Measure
from generator.model.identity import EverydayWord, Site, TermRow
from generator.model.style import PlainWord


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
        headlines: headline figures in order.
        tables: its official tables in order.
        source: where its data was taken from; may be empty.
        measures: headline figures that can be compared.
        corrections: changes since it was first published, newest first.
        approved: 批复日期 as ISO text; empty when unknown.
        peers: what departments of this kind are called everywhere; may be empty.
        predecessors: folder names of the departments it grew out of.
        contents: what it consists of (公开内容), in words.
        kind: 性质 of the unit; may be empty.
        terms: terms of its glossary.
        entries: figure name → ASCII id on its page of figures, for the figures named above.
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
    headlines: tuple[Headline, ...] = ()
    tables: tuple[TableState, ...] = ()
    source: str = ""
    measures: tuple[Measure, ...] = ()
    corrections: tuple[Correction, ...] = ()
    approved: str = ""
    peers: str = ""
    predecessors: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    kind: str = ""
    terms: tuple[str, ...] = ()
    entries: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Return `region/department/year`."""
        return f"{self.region}/{self.department}/{self.year}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a region's roster.

    Attributes:
        department: its folder. name: its full name. short: its name without the region. aliases: everyday names.
        group: the group under which officials list it; may be empty.
        since, until: first and last year of its duty; None when open.
        exemption: why it does not publish; empty for units that must.
        superior: folder or name of the department whose figures hold its own (上级); may be empty.
    """

    department: str
    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    group: str = ""
    since: int | None = None
    until: int | None = None
    exemption: str = ""
    superior: str = ""


@dataclass(frozen=True, slots=True)
class Territory:
    """A region with its roster in official order, and the years that it is for."""

    region: str
    name: str
    short: str = ""
    code: str = ""
    units: tuple[Unit, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that is not public: only that it exists, and when its accounts were approved (批复), are told.

    `withdrawn`: the day from which it is not shown any more, for one that was public; else empty.
    """

    region: str
    department: str
    year: int
    approved: str = ""
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A report that was public and was withdrawn: nothing that it said is told.

    Attributes:
        region, department, year: whose. region_name, department_name: full names in that year.
        title: what it was called. published: its 公开日期 as ISO text; empty when unknown.
        date: the day from which it is not shown, as ISO text; empty when it cannot be read.
        reason, basis: why, and the paper it rests on, which may be empty.
    """

    region: str
    department: str
    year: int
    region_name: str
    department_name: str
    title: str
    published: str
    date: str
    reason: str
    basis: str = ""

    @property
    def address(self) -> str:
        """Return `region/department/year`."""
        return f"{self.region}/{self.department}/{self.year}"


@dataclass(frozen=True, slots=True)
class Bundle:
    """One file that holds the open data of every report of a region and year.

    Attributes:
        region, region_name, year: whose. reports: how many reports it holds.
        href: address below the site's home page. size: bytes. sha256: hexadecimal digest.
    """

    region: str
    region_name: str
    year: int
    reports: int
    href: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that pages above the reports are made from.

    Attributes:
        site: settings of the site.
        summaries: all published reports, by region and year, departments in the official order of their roster.
        territories: regions by folder name.
        waiting: reports that are not public yet.
        as_of: the day the site is built for.
        terms: the shared glossary.
        commit: commit of the data; empty outside git.
        bundles: files that hold a region's year, by region and year; a preview has none.
        plain_words: terms in plain words of ours, by their ASCII id.
        words: what people say when they search, and what it is called here. phrases: official words of many pieces.
        withdrawn: reports that were public and were withdrawn, by address.
    """

    site: Site
    summaries: tuple[Summary, ...]
    territories: Mapping[str, Territory]
    waiting: tuple[Waiting, ...]
    as_of: dt.date
    terms: tuple[TermRow, ...] = ()
    commit: str = ""
    plain_words: Mapping[str, PlainWord] = field(default_factory=dict)
    bundles: tuple[Bundle, ...] = ()
    words: tuple[EverydayWord, ...] = ()
    phrases: tuple[str, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()


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
        table: whether it is one of the many files that hold one table each.
    """

    title: str
    sentence: str
    href: str
    kind: str
    size: int
    pages: int = 0
    sha256: str = ""
    table: bool = False
