"""One build: how it is done, what it works with, and what has come of it so far."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generator.build.report import Plan
from generator.findings import Finding
from generator.model.summary import Summary
from generator.site.published import Before, Group, Published
from generator.site.reasons import Basis
from generator.site.reports import Bench

#: texts kept of a report in a version: its summary, its part of sitemap.xml.
SUMMARY, SITEMAP_PART = "summary", "sitemap"
CACHE_BYTES = 20_000_000_000

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build.

    Attributes:
        as_of: the day or minute for which the public site is built; reports whose time has not come are left out.
        out: link that visitors follow. work: folder of versions and, unless told otherwise, of the cache.
        drafts: whether every report is shown, whatever its state (preview). workers: processes.
        search: whether the search index is made. cache: folder of the cache. most_cached: bytes that it may keep.
        pdf: whether PDFs are made; measuring many reports does without.
    """

    as_of: dt.date
    out: Path
    work: Path
    drafts: bool = False
    workers: int = 2
    search: bool = True
    cache: Path | None = None
    most_cached: int = CACHE_BYTES
    pdf: bool = True

    @property
    def store(self) -> Path:
        """Return the folder of the cache."""
        return self.cache or self.work / "cache"


@dataclass(slots=True)
class Result:
    """What a build did.

    Attributes:
        plans: every report looked at. built: addresses now in the site. carried: addresses kept from the site before
        because today's data has errors. left_out: addresses with errors and nothing to carry over.
        waiting: addresses not public yet. withdrawn: addresses that are public no more.
        findings: about the site as a whole.
        read, drawn, paged: addresses of the reports that were read, whose files and whose pages were made this time.
        before, now: what the reports of the site before and of this one are made from; None where it is not known.
        indexed: how many groups of the search index were made this time.
    """

    plans: list[Plan] = field(default_factory=list)
    built: list[str] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    drawn: set[str] = field(default_factory=set)
    paged: set[str] = field(default_factory=set)
    before: Basis | None = None
    now: Basis | None = None
    indexed: int = 0


@dataclass(slots=True)
class Job:
    """One build: what it works with, the version before, and what has come of it so far.

    Attributes:
        bench: what tasks work with. settings: how to build. progress: is told of steps. result: what was done.
        before: the version that is served now. records, summaries: of the reports in the new version.
        hashes: path in the new site → SHA-256, of files that nobody has to read again.
        groups: of the search index in the new version.
    """

    bench: Bench
    settings: Settings
    progress: Progress
    result: Result
    before: Before
    records: dict[str, Published] = field(default_factory=dict)
    summaries: list[Summary] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
