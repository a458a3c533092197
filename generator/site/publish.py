"""The whole build: reports made, their HTML built apart, everything assembled aside, and one switch to the new site."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.build.report import Plan, Slugs, is_public
from generator.check.report.text import placed, render_text
from generator.findings import Finding, has_error
from generator.load.reading import Reader, Shared, load_shared
from generator.model.imprint import imprint_of
from generator.model.summary import Summary
from generator.pages.portal import write_site_pages
from generator.site import mkdocs, sitemap, vendor
from generator.site.bundles import write_bundles
from generator.site.compressed import compressed
from generator.site.errors import SiteError
from generator.site.frame import frame_of
from generator.site.moved import write_redirects
from generator.site.pagefind import FOLDER
from generator.site.published import Before, Group, Published, digest, published, write_published, write_stamps
from generator.site.reasons import Basis, basis_of, read_basis, write_basis
from generator.site.reports import (
    Bench,
    Paged,
    about_commit,
    attached_files,
    docs_of,
    page_all,
    site_of,
    sources_file,
)
from generator.site.rights import make_readable
from generator.site.searching import Indexing
from generator.site.shell import region_pages, shell_of
from generator.site.sums import write_sums
from generator.site.switch import SITE, current, new_version, outdated, switch
from generator.site.tree import write_tree
from generator.site.written import write_docs
from generator.workspace.cache import Cache
from generator.workspace.kept import dump_summary, load_summary
from generator.workspace.making import Made, make_all
from generator.workspace.moving import moves_of
from generator.workspace.orders import order_for, prints_of
from generator.workspace.overseeing import overview_of
from generator.workspace.project import Project
from generator.workspace.reviewing import common_findings

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
class _Job:
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


def publish(project: Project, settings: Settings, which: Sequence[Slugs], progress: Progress) -> Result:
    """Build the site and switch to it; return what was built, carried over and left out.

    Args:
        project: the project.
        settings: how to build.
        which: reports to make; the others are carried over from the site as it is.
        progress: is told a step in Chinese, how much of it is done, and of how much.

    Raises:
        SiteError: the site as a whole cannot be built; the old one stays as it is.
    """
    result = Result()
    reader = Reader(project.shared)
    shared = load_shared(reader)
    result.findings += common_findings(project, reader, shared)
    if has_error(reader.findings):  # site.yml, glossary and classification concern every report
        raise SiteError(render_text(placed(reader.findings, reader.trees), with_verdict=False))
    prints = prints_of(project.root)
    shelf = settings.work / "versions"
    with new_version(shelf, settings.out) as version:
        order = order_for(project, settings.store, prints, is_preview=settings.drafts, has_pdf=settings.pdf)
        bench = Bench(project, order, frame_of(project.root, shared.site))
        job = _Job(bench, settings, progress, result, Before(current(settings.out)))
        result.before = read_basis(job.before.version)
        with job.before.beside(version, _alike(job), outdated(shelf, settings.out)):
            _fill(job, version, shared, which)
        write_stamps(version, {**job.records, **job.groups})
        switch(version, settings.out)
    Cache(settings.store).prune(settings.most_cached)
    return result


def _fill(job: _Job, version: Path, shared: Shared, which: Sequence[Slugs]) -> None:
    """Make everything that stands in the new version."""
    with Indexing(job.bench.project.root, version, job.before) as indexing:
        carried, paged = _paged(job, _make(job, which, indexing))
        _assemble(job, version, paged)
        for address in carried:
            _carry(job, version, address)
        for address in job.before.held.keys() - job.records.keys():
            job.before.drop(address, version)
        job.hashes |= {name: sha for record in job.records.values() for name, sha in record.files.items()}
        if job.settings.search:
            indexing.begin(job.hashes, is_whole=False)
        pages = _surround(job, version, shared)
        if job.settings.search:
            indexing.begin(job.hashes)
        _tend(job, version, pages, paged)
        if job.settings.search:
            _index(job, indexing)
    if not job.settings.drafts:
        write_sums(version / SITE, job.hashes)
        make_readable(version, only=FOLDER)


def _tend(job: _Job, version: Path, pages: Mapping[str, bytes], paged: Mapping[str, Paged]) -> None:
    """Do what can be done while the index is made: docs/, records, rights."""
    job.result.now = basis_of(job.bench, paged)
    write_published(version, job.records)
    write_basis(version, job.result.now)
    if not job.settings.drafts:  # a preview writes nothing that could be taken for the public pages
        _write_docs(job, pages, paged)
        make_readable(version, but=FOLDER)


def _alike(job: _Job) -> list[str]:
    """Return the parts of the version before that are probably the same again: none if all pages are made otherwise."""
    before, bench = job.result.before, job.bench
    if before is None or (before.pages, before.theme) != (bench.order.prints.pages, bench.frame.theme):
        return []
    return [*job.before.held, *(job.before.groups if job.settings.search else ())]


def _make(job: _Job, which: Sequence[Slugs], indexing: Indexing) -> dict[str, Made]:
    """Return the reports that can be published, by address in order; the others are named in the result."""
    made: dict[str, Made] = {}
    result, settings, project = job.result, job.settings, job.bench.project

    def expect(missing: Sequence[Slugs]) -> None:
        if settings.search:
            indexing.expect([slugs.address for slugs in missing])

    for done, one in enumerate(make_all(project, which, job.bench.order, settings.workers, expect), 1):
        if one.is_read or done == len(which):  # what the cache held says nothing of how long the others take
            job.progress("生成报告", done, len(which))
        result.plans.append(one.plan)
        address = one.plan.slugs.address
        result.read |= {address} if one.is_read else set()
        result.drawn |= {address} if one.is_drawn else set()
        if not (settings.drafts or _may_be_public(project, one.plan, settings.as_of)):
            (result.withdrawn if one.plan.release.is_withdrawn(settings.as_of) else result.waiting).append(address)
        elif one.known:
            made[address] = one
    result.plans.sort(key=lambda plan: plan.slugs.address)
    return {address: made[address] for address in sorted(made)}


def _may_be_public(project: Project, plan: Plan, as_of: dt.date) -> bool:
    """Return whether a report's own words let the site show it, those of report.yml alone where the rest is broken."""
    return plan.is_public(as_of) if plan.state else is_public(project.files, plan.slugs, as_of)


def _paged(job: _Job, made: Mapping[str, Made]) -> tuple[list[str], dict[str, Paged]]:
    """Return which reports stay as they were, and the others with their pages in the cache, by address in order.

    A report whose pages cannot be made has an error like any other: it stays as it was, or the other years of its
    department are made without it.
    """
    while True:
        carried = _to_carry(job, made)
        paged = _page(job, made, [address for address in carried if address in job.before.held])
        faults = {address: one.fault for address, one in paged.items() if one.fault}
        if not faults:
            return carried, paged
        job.result.plans = [
            replace(plan, findings=(*plan.findings, faults[address]))
            if (address := plan.slugs.address) in faults
            else plan
            for plan in job.result.plans
        ]
        made = {address: one for address, one in made.items() if address not in faults}


def _page(job: _Job, made: Mapping[str, Made], kept: Sequence[str]) -> dict[str, Paged]:
    """Return the reports by address in order, their pages in the cache.

    Pages are a second stage: they name the department's other published years, which are known only when every report
    was looked at.

    Args:
        job: the build.
        made: the reports.
        kept: addresses of reports that stay as they are.
    """
    years: dict[str, list[int]] = {}
    for address in sorted({*made, *kept}):
        department, _, year = address.rpartition("/")
        years.setdefault(department, []).append(int(year))
    known = {department: tuple(sorted(found)) for department, found in years.items()}
    paged: dict[str, Paged] = {}
    for done, one in enumerate(page_all(job.bench, made.values(), known, job.settings.workers), 1):
        if one.is_paged or done == len(made):
            job.progress("生成网页", done, len(made))
        paged[one.address] = one
        job.result.paged |= {one.address} if one.is_paged else set()
    return {address: paged[address] for address in sorted(paged)}


def _assemble(job: _Job, version: Path, paged: Mapping[str, Paged]) -> None:
    """Put the files of the reports made today into the new version; what did not change is linked from that before.

    Args:
        job: the build.
        version: folder of the new version.
        paged: the reports by address.
    """
    commit = about_commit(job.bench.project)
    for address, one in paged.items():
        beside = sources_file(job.bench, one.made, commit)
        known, same = job.before.held.get(address), None
        if known and known.key == one.key:
            changed = {name: raw for name, raw in beside.items() if digest(raw) != known.files.get(name)}
            same = job.before.carry_over(address, version, changed)
            beside = changed if same else beside
        if same is None:
            job.before.drop(address, version)
            files, part = site_of(job.bench, one)
            files |= attached_files(job.bench.project, one.known)
            write_tree(version / SITE, files, is_new=True)
            same = published(one.key, files, {SITEMAP_PART: part.decode()})
        write_tree(version / SITE, beside, is_new=True)
        kept = {**same.kept, SUMMARY: dump_summary(one.known.summary)}
        job.records[address] = replace(same, files={**same.files, **published("", beside).files}, kept=kept)
        job.summaries.append(one.known.summary)
        job.result.built.append(address)


def _carry(job: _Job, version: Path, address: str) -> None:
    """Put a report of the version before into the new one as it was; name it in the result."""
    record = job.before.carry_over(address, version)
    if record is None:
        job.result.left_out.append(address)
        return
    job.records[address] = record
    job.summaries.append(load_summary(record.kept[SUMMARY]))
    job.result.carried.append(address)


def _to_carry(job: _Job, made: Mapping[str, Made]) -> list[str]:
    """Return the reports of the project that were not made today: those with errors, and those nobody asked for.

    A report that was withdrawn or became a draft since is not carried over, asked for or not.

    Args:
        job: the build.
        made: reports made today.
    """
    project, result = job.bench.project, job.result
    known = {slugs.address: slugs for slugs in project.reports()}
    as_of, drafts = job.settings.as_of, job.settings.drafts
    asked = {plan.slugs.address for plan in result.plans}
    failed = asked - made.keys() - {*result.waiting, *result.withdrawn}
    resting = [
        address
        for address in job.before.held
        if address in known and address not in asked and (drafts or is_public(project.files, known[address], as_of))
    ]
    return sorted([*failed, *resting])


def _surround(job: _Job, version: Path, shared: Shared) -> dict[str, bytes]:
    """Write everything around the reports into the new version: pages above them, libraries, moved addresses.

    Returns:
        the pages above the reports by path below docs/.
    """
    project, settings = job.bench.project, job.settings
    job.progress("网站页面", 0, 1)
    overview = overview_of(project, shared, job.summaries, settings.as_of)
    if not settings.drafts:  # a preview has to be quick
        bundles = write_bundles(version, overview.summaries, job.records, imprint_of(overview.site), job.before.version)
        overview = replace(overview, bundles=bundles)
    written = write_site_pages(overview, partial(region_pages, job.bench.order))
    pages = {name: text.encode() for name, text in written.items()}
    shell = shell_of(job.bench, pages, overview.territories, settings.workers)
    parts = [job.records[address].kept[SITEMAP_PART].encode() for address in sorted(job.records)]
    shell[mkdocs.SITEMAP] = sitemap.merge([shell[mkdocs.SITEMAP], *parts])
    if not shared.site.address:
        del shell[mkdocs.SITEMAP]  # it lists whole addresses, and without 网址 there are none
    libraries, lacking = vendor.libraries(project.root)
    names = [*shell, *(name for record in job.records.values() for name in record.files)]
    moved, found = write_redirects(version, moves_of(project, shared.site)[0], names, shared.site.address)
    job.result.findings += [*([lacking] if lacking else []), *found]
    late = {**libraries, **moved, **{name: shell[name] for name in [mkdocs.SITEMAP] if name in shell}}
    shell |= {**late, **compressed(late)}
    write_tree(version / SITE, shell, is_new=True)
    job.hashes |= published("", shell).files
    job.progress("网站页面", 1, 1)
    return pages


def _index(job: _Job, indexing: Indexing) -> None:
    """Let the search index stand in the new version, or a warning in the result."""
    job.progress("搜索索引", 0, 1)
    indexed = indexing.finish()
    job.groups |= indexed.groups
    job.hashes |= {name: sha for group in indexed.groups.values() for name, sha in group.files.items()}
    job.result.indexed = indexed.made
    job.result.findings += [indexed.lack] if indexed.lack else []
    job.progress("搜索索引", 1, 1)


def _write_docs(job: _Job, pages: Mapping[str, bytes], paged: Mapping[str, Paged]) -> None:
    """Write the generated Markdown below docs/; reports that are carried over keep what they have there."""
    keys = {address: one.written for address, one in paged.items()}
    carried = job.records.keys() - keys.keys()
    write_docs(job.bench.project.root / "docs", pages, keys, lambda one: docs_of(job.bench, paged[one]), carried)
