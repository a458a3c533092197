"""The whole build: reports made, their HTML built apart, everything assembled aside, and one switch to the new site."""

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.build.report import Plan, Slugs, is_public
from generator.check.report.text import placed, render_text
from generator.findings import has_error
from generator.load.reading import Reader, Shared, load_shared
from generator.model.imprint import imprint_of
from generator.pages.portal import write_site_pages
from generator.site import mkdocs, sitemap, vendor
from generator.site.bundles import write_bundles
from generator.site.carrying import carry, keep_assets, to_carry
from generator.site.compressed import compressed
from generator.site.errors import SiteError
from generator.site.frame import frame_of
from generator.site.job import SITEMAP_PART, SUMMARY, Job, Progress, Result, Settings
from generator.site.moved import write_redirects
from generator.site.pagefind import FOLDER
from generator.site.published import Before, digest, published, write_published, write_stamps
from generator.site.reasons import basis_of, read_basis, write_basis
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
from generator.workspace.kept import dump_summary
from generator.workspace.making import Made, make_all
from generator.workspace.moving import moves_of
from generator.workspace.orders import order_for, prints_of
from generator.workspace.overseeing import overview_of
from generator.workspace.project import Project
from generator.workspace.reviewing import common_findings


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
    result, began = Result(), time.time()
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
        job = Job(bench, settings, progress, result, Before(current(settings.out)))
        result.before = read_basis(job.before.version)
        with job.before.beside(version, _alike(job), outdated(shelf, settings.out)):
            _fill(job, version, shared, which)
            _be_sure(job, began, shared)
        write_stamps(version, {**job.records, **job.groups})
        switch(version, settings.out)
    Cache(settings.store).prune(settings.most_cached)
    return result


def _be_sure(job: Job, began: float, shared: Shared) -> None:
    """Make sure that program and theme are what they were when the build began: what is kept bears their names.

    Args:
        job: the build.
        began: when, in seconds since 1970.
        shared: what all reports share.

    Raises:
        SiteError: somebody changed them meanwhile; what was put into the cache since is given up.
    """
    root = job.bench.project.root
    if (prints_of(root), frame_of(root, shared.site)) != (job.bench.order.prints, job.bench.frame):
        Cache(job.settings.store).forget(began)
        raise SiteError("生成的时候，程序、模板、mkdocs.yml 或装好的库变了，请再生成一次。")


def _fill(job: Job, version: Path, shared: Shared, which: Sequence[Slugs]) -> None:
    """Make everything that stands in the new version."""
    with Indexing(job.bench.project.root, version, job.before) as indexing:
        carried, paged = _paged(job, _make(job, which, indexing))
        _assemble(job, version, paged)
        for address in carried:
            carry(job, version, address)
        for address in job.before.held.keys() - job.records.keys():
            job.before.drop(address, version)
        job.hashes |= {name: sha for record in job.records.values() for name, sha in record.files.items()}
        if job.settings.search:
            indexing.begin(job.hashes, is_whole=False)
        pages = _surround(job, version, shared)
        if job.result.carried:
            keep_assets(job, version)
        if job.settings.search:
            indexing.begin(job.hashes)
        _tend(job, version, pages, paged)
        if job.settings.search:
            _index(job, indexing)
    if not job.settings.drafts:
        write_sums(version / SITE, job.hashes)
        make_readable(version, only=FOLDER)


def _tend(job: Job, version: Path, pages: Mapping[str, bytes], paged: Mapping[str, Paged]) -> None:
    """Do what can be done while the index is made: docs/, records, rights."""
    job.result.now = basis_of(job.bench, paged, job.result.before, job.result.carried)
    write_published(version, job.records)
    write_basis(version, job.result.now)
    if not job.settings.drafts:  # a preview writes nothing that could be taken for the public pages
        _write_docs(job, pages, paged)
        make_readable(version, but=FOLDER)


def _alike(job: Job) -> list[str]:
    """Return the parts of the version before that are probably the same again: none if all pages are made otherwise."""
    before, bench = job.result.before, job.bench
    if before is None or (before.pages, before.theme) != (bench.order.prints.pages, bench.frame.theme):
        return []
    return [*job.before.held, *(job.before.groups if job.settings.search else ())]


def _make(job: Job, which: Sequence[Slugs], indexing: Indexing) -> dict[str, Made]:
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


def _paged(job: Job, made: Mapping[str, Made]) -> tuple[list[str], dict[str, Paged]]:
    """Return which reports stay as they were, and the others with their pages in the cache, by address in order.

    A report whose pages cannot be made has an error like any other: it stays as it was, or the other years of its
    department are made without it.

    Raises:
        SiteError: no report has pages: then it is no report that is at fault.
    """
    while True:
        carried = to_carry(job, made)
        paged = _page(job, made, [address for address in carried if address in job.before.held])
        faults = {address: one.fault for address, one in paged.items() if one.fault}
        if not faults:
            return carried, paged
        if len(faults) == len(paged):
            raise SiteError(
                f"没有一份报告的网页做得成，多半是网页的模板或程序的毛病。第一份：{next(iter(faults.values())).message}"
            )
        job.result.plans = [
            replace(plan, findings=(*plan.findings, faults[address]))
            if (address := plan.slugs.address) in faults
            else plan
            for plan in job.result.plans
        ]
        made = {address: one for address, one in made.items() if address not in faults}


def _page(job: Job, made: Mapping[str, Made], kept: Sequence[str]) -> dict[str, Paged]:
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


def _assemble(job: Job, version: Path, paged: Mapping[str, Paged]) -> None:
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


def _surround(job: Job, version: Path, shared: Shared) -> dict[str, bytes]:
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
    imprint = imprint_of(shared.site)
    if not imprint.address:
        del shell[mkdocs.SITEMAP]  # it lists whole addresses, and without 网址 there are none
    libraries, lacking = vendor.libraries(project.root)
    names = [*shell, *(name for record in job.records.values() for name in record.files)]
    moved, found = write_redirects(version, moves_of(project, shared.site)[0], names, imprint.address)
    job.result.findings += [*([lacking] if lacking else []), *found]
    late = {**libraries, **moved, **{name: shell[name] for name in [mkdocs.SITEMAP] if name in shell}}
    shell |= {**late, **compressed(late)}
    write_tree(version / SITE, shell, is_new=True)
    job.hashes |= published("", shell).files
    job.progress("网站页面", 1, 1)
    return pages


def _index(job: Job, indexing: Indexing) -> None:
    """Let the search index stand in the new version, or a warning in the result."""
    job.progress("搜索索引", 0, 1)
    indexed = indexing.finish()
    job.groups |= indexed.groups
    job.hashes |= {name: sha for group in indexed.groups.values() for name, sha in group.files.items()}
    job.result.indexed = indexed.made
    job.result.findings += [indexed.lack] if indexed.lack else []
    job.progress("搜索索引", 1, 1)


def _write_docs(job: Job, pages: Mapping[str, bytes], paged: Mapping[str, Paged]) -> None:
    """Write the generated Markdown below docs/; reports that are carried over keep what they have there."""
    keys = {address: one.written for address, one in paged.items()}
    carried = job.records.keys() - keys.keys()
    write_docs(job.bench.project.root / "docs", pages, keys, lambda one: docs_of(job.bench, paged[one]), carried)
