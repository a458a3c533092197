"""The whole build: reports made, their HTML built apart, everything assembled aside, and one switch to the new site."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from joblib import Parallel, delayed

from generator.build.report import Plan, Slugs, is_public
from generator.check.report.text import placed, render_text
from generator.findings import Finding, has_error
from generator.load.reading import Reader, load_shared
from generator.model.attachments import FOLDER
from generator.model.identity import Site
from generator.model.imprint import imprint_of, is_web
from generator.model.summary import Overview, Summary
from generator.pages.portal import write_site_pages
from generator.site import mkdocs, pagefind, sitemap, vendor
from generator.site.bundles import write_bundles
from generator.site.errors import SiteError
from generator.site.published import Published, carry_over, published, read_published, write_published
from generator.site.rights import make_readable
from generator.site.sums import write_sums
from generator.site.switch import SITE, current, new_version, switch
from generator.site.tree import write_tree
from generator.site.written import write_docs
from generator.workspace.cache import Cache, fingerprint, key
from generator.workspace.kept import dump_summary, load_summary
from generator.workspace.making import Made, make_all, write_all
from generator.workspace.overseeing import overview_of
from generator.workspace.project import Project, commit_of
from generator.workspace.reviewing import common_findings

#: pages carry dates from the data, not from the build; MkDocs wants a number all the same.
EPOCH = "315532800"
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
        search: whether the search index is made. cache: folder of the cache.
        pdf: whether PDFs are made; measuring many reports does without.
    """

    as_of: dt.date
    out: Path
    work: Path
    drafts: bool = False
    workers: int = 2
    search: bool = True
    cache: Path | None = None
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
    """

    plans: list[Plan] = field(default_factory=list)
    built: list[str] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


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
    made = _make(project, settings, which, progress, result)
    environment = environment_of(shared.site)
    extra = extra_of(shared.site)
    theme = theme_print(project.root, environment, extra)
    html = _html(project, settings, made, (environment, extra, theme), progress)
    with new_version(settings.work / "versions", settings.out) as version:
        records, summaries = _assemble(project, settings, version, made, html, result)
        parts = [records[address].kept[SITEMAP_PART].encode() for address in sorted(records)]
        progress("网站页面", 0, 1)
        overview = overview_of(project, shared, summaries, settings.as_of)
        if not settings.drafts:  # a preview has to be quick
            overview = _with_bundles(overview, version, records, current(settings.out))
        pages = {name: text.encode() for name, text in write_site_pages(overview).items()}
        if not settings.drafts:  # a preview writes nothing that could be taken for the public pages
            _write_docs(project, made, settings, pages, records)
        shell = mkdocs.build_shell(project.root, {**mkdocs.own_files(project.root), **pages}, environment, extra)
        shell["sitemap.xml"] = sitemap.merge([shell["sitemap.xml"], *parts])
        if not shared.site.address:
            del shell["sitemap.xml"]  # it lists whole addresses, and without 网址 there are none
        libraries, lacking = vendor.libraries(project.root)
        result.findings += [lacking] if lacking else []
        write_tree(version / SITE, {**shell, **libraries})
        progress("网站页面", 1, 1)
        if settings.search:
            progress("搜索索引", 0, 1)
            found = pagefind.index(project.root, version / SITE)
            result.findings += [found] if found else []
            progress("搜索索引", 1, 1)
        write_published(version, records)
        if not settings.drafts:
            write_sums(version / SITE, {name: sha for one in records.values() for name, sha in one.files.items()})
            make_readable(version)
        switch(version, settings.out)
    Cache(settings.store).prune(CACHE_BYTES)
    return result


def _with_bundles(overview: Overview, version: Path, records: Mapping[str, Published], before: Path | None) -> Overview:
    """Return what pages above the reports know, with the files of each region and year, which are written."""
    bundles = write_bundles(version, overview.summaries, records, imprint_of(overview.site), before)
    return replace(overview, bundles=bundles)


def environment_of(site: Site) -> dict[str, str]:
    """Return the variables that mkdocs.yml reads."""
    return {"JUESUAN_SITE_NAME": site.title, "JUESUAN_SITE_URL": site.address, "SOURCE_DATE_EPOCH": EPOCH}


def extra_of(site: Site) -> dict[str, object]:
    """Return what the theme prints at the head and foot of every page; empty fields are left out."""
    fields = {
        "publisher": site.publisher,
        "organizer": site.operator,
        "phone": site.telephone,
        "address": site.post,
        "email": site.mail,
        "hours": site.hours,
        "feedback": _safe_address(site.feedback),
        "requests": _safe_address(site.requests),
        "site_code": site.identifier,
        "icp": site.icp,
        "police": site.police,
        "licence": site.licence,
        "licence_address": site.licence if is_web(site.licence) else "",
    }
    steps = [{"name": step.name, "url": _safe_address(step.address)} for step in site.portal]
    return {"footer": {name: value for name, value in fields.items() if value}, "portal": steps}


def _safe_address(address: str) -> str:
    """Return an address of the portal when it is a web address or a path, else nothing: it becomes a link."""
    return address if address.startswith(("https://", "http://", "/", "../")) else ""


def theme_print(root: Path, environment: Mapping[str, str], extra: Mapping[str, object]) -> str:
    """Return the fingerprint of what turns a Markdown page into HTML."""
    paths = sorted(path for path in (root / "overrides").rglob("*") if path.is_file())
    settings = json.dumps([environment, extra], ensure_ascii=False, sort_keys=True)
    return key(fingerprint([root / "mkdocs.yml", root / "requirements.lock", *paths]), settings)


def _make(
    project: Project, settings: Settings, which: Sequence[Slugs], progress: Progress, result: Result
) -> dict[str, Made]:
    """Return the reports that can be published, by address; the others are named in the result."""
    made: dict[str, Made] = {}
    store, workers, drafts = settings.store, settings.workers, settings.drafts
    for done, one in enumerate(make_all(project, which, store, workers, is_preview=drafts, has_pdf=settings.pdf), 1):
        progress("生成报告", done, len(which))
        result.plans.append(one.plan)
        address = one.slugs.address
        if not (settings.drafts or _may_be_public(project, one.plan, settings.as_of)):
            (result.withdrawn if one.plan.release.is_withdrawn(settings.as_of) else result.waiting).append(address)
        elif one.printed:
            made[address] = one
    held = read_published(current(settings.out))
    kept = [address for address in _to_carry(project, settings, held, made, result) if address in held]
    written = write_all(list(made.values()), [*made, *kept], settings.store, settings.workers)
    return {one.slugs.address: one for one in written}


def _may_be_public(project: Project, plan: Plan, as_of: dt.date) -> bool:
    """Return whether a report's own words let the site show it, those of report.yml alone where the rest is broken."""
    return plan.is_public(as_of) if plan.state else is_public(project.files, plan.slugs, as_of)


Theme = tuple[Mapping[str, str], Mapping[str, object], str]


def _html(
    project: Project, settings: Settings, made: Mapping[str, Made], theme: Theme, progress: Progress
) -> dict[str, str]:
    """Return the cache entry of each report's HTML by address."""
    tasks = [delayed(build_html)(str(project.root), str(settings.store), one.entry, *theme) for one in made.values()]
    entries = {}
    results: Iterable[str] = Parallel(n_jobs=settings.workers, return_as="generator")(tasks)
    for done, (address, entry) in enumerate(zip(made, results, strict=True), 1):
        progress("生成网页", done, len(made))
        entries[address] = entry
    return entries


def build_html(
    root: str, cache: str, entry: str, environment: Mapping[str, str], extra: Mapping[str, object], theme: str
) -> str:
    """Return the cache entry that holds a report's HTML and other files by path in the site.

    Args:
        root: project folder.
        cache: cache folder.
        entry: cache entry of the report's files below docs/.
        environment: variables that mkdocs.yml reads.
        extra: what the theme prints.
        theme: fingerprint of all these.
    """
    store = Cache(Path(cache))
    target = key("html", entry, theme)
    if store.get(target) is None:
        pages = store.get(entry)
        if pages is None:
            raise RuntimeError(f"cache entry {entry} is gone")
        store.put(target, mkdocs.build_pages(Path(root), pages, environment, extra))
    return target


def _assemble(
    project: Project,
    settings: Settings,
    version: Path,
    made: Mapping[str, Made],
    html: Mapping[str, str],
    result: Result,
) -> tuple[dict[str, Published], list[Summary]]:
    """Return the records and summaries of every report in the new version, having written their files."""
    store = Cache(settings.store)
    records: dict[str, Published] = {}
    summaries: list[Summary] = []
    before = current(settings.out)
    for address, one in made.items():
        files = store.get(html[address])
        if files is None or one.summary is None:
            raise RuntimeError(f"cache entry of {address} is gone")
        part = files.pop("sitemap.xml", b"")
        files[f"reports/{address}/sources.json"] = sources_of(project, one.plan)
        files |= attached_files(project, one)
        write_tree(version / SITE, files)
        kept = {SUMMARY: dump_summary(one.summary), SITEMAP_PART: part.decode()}
        records[address] = published(html[address], files, kept)
        summaries.append(one.summary)
        result.built.append(address)
    for address in _to_carry(project, settings, read_published(before), made, result):
        record = carry_over(before, address, version) if before else None
        if record is not None:
            records[address] = record
            summaries.append(load_summary(record.kept[SUMMARY]))
            result.carried.append(address)
        else:
            result.left_out.append(address)
    return records, summaries


def _to_carry(
    project: Project, settings: Settings, held: Iterable[str], made: Mapping[str, Made], result: Result
) -> list[str]:
    """Return the reports of the project that were not made today: those with errors, and those nobody asked for.

    A report that was withdrawn or became a draft since is not carried over, asked for or not.

    Args:
        project: the project.
        settings: how to build.
        held: addresses in the site as it is.
        made: reports made today.
        result: what was looked at.
    """
    known = {slugs.address: slugs for slugs in project.reports()}
    as_of, drafts = settings.as_of, settings.drafts
    asked = {plan.slugs.address for plan in result.plans}
    failed = asked - made.keys() - {*result.waiting, *result.withdrawn}
    resting = [
        address
        for address in held
        if address in known and address not in asked and (drafts or is_public(project.files, known[address], as_of))
    ]
    return sorted([*failed, *resting])


def attached_files(project: Project, made: Made) -> dict[str, bytes]:
    """Return the files attached to a report, by path in the site.

    Raises:
        SiteError: one is no longer what the check looked at.
    """
    found = {}
    address = made.slugs.address
    for one in made.attachments:
        path = project.root / "data" / "regions" / address / FOLDER / one.file
        try:
            content = b"" if path.is_symlink() else path.read_bytes()
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() != one.sha256:
            raise SiteError(f"生成的时候，附件 {address}/{FOLDER}/{one.file} 变了，请再生成一次。")
        found[f"reports/{address}/{one.href}"] = content
    return found


def sources_of(project: Project, plan: Plan) -> bytes:
    """Return where each typed figure of a report stands, and in which commit, as JSON."""
    commit = commit_of(project.root)
    about = {"commit": commit[0], "date": commit[1].date().isoformat()} if commit else {}
    return json.dumps({**about, "figures": json.loads(plan.sources)}, ensure_ascii=False, indent=1).encode()


def _write_docs(
    project: Project, made: Mapping[str, Made], settings: Settings, pages: Mapping[str, bytes], held: Iterable[str]
) -> None:
    """Write the generated Markdown below docs/; reports that are carried over keep what they have there."""
    store = Cache(settings.store)
    reports: dict[str, bytes] = {}
    for one in made.values():
        reports |= store.get(one.entry) or {}
    write_docs(project.root / "docs", reports, pages, set(held) - set(made))
