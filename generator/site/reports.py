"""The pages of each report as HTML, through the cache, and everything that a report brings into the site."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from joblib import Parallel, delayed

from generator.build.faults import fault_of
from generator.build.report import Slugs
from generator.findings import Finding
from generator.model.attachments import FOLDER
from generator.site import mkdocs
from generator.site.compressed import compressed
from generator.site.errors import SiteError
from generator.site.frame import Frame
from generator.site.sitemap import only
from generator.workspace.cache import key
from generator.workspace.making import (
    Known,
    Made,
    figure_sources,
    files_of,
    make_report,
    pages_entry,
    write_report,
)
from generator.workspace.orders import Order
from generator.workspace.project import Project, commit_of

SOURCES = "sources.json"
#: reports whose pages one run of MkDocs makes.
MOST_IN_A_RUN = 8
_AGAIN = 2

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Paged:
    """A report without errors and the cache entry of its pages.

    Attributes:
        made: the report. known: what is known of it.
        docs: cache entry of its Markdown pages by path below docs/.
        html: cache entry: HTML and its compressed copies by path in the site, part of sitemap.xml.
        years: the published years of its department, which its pages name.
        is_paged: whether the pages were made this time rather than found in the cache.
        fault: why there are no pages; None where all is well.
    """

    made: Made
    known: Known
    docs: str
    html: str
    years: tuple[int, ...]
    is_paged: bool = False
    fault: Finding | None = None

    @property
    def slugs(self) -> Slugs:
        """Return which report it is; whoever loses a task of it names it."""
        return self.known.slugs

    @property
    def address(self) -> str:
        """Return `region/department/year`."""
        return self.slugs.address

    @property
    def written(self) -> str:
        """Return the hash of everything it brings into docs/."""
        return key("written", self.known.drawn, self.docs)

    @property
    def key(self) -> str:
        """Return the hash of everything it brings into the site but for the sources of its figures."""
        return key("site", self.known.drawn, self.html, repr(self.known.attachments))


@dataclass(frozen=True, slots=True)
class Bench:
    """What the tasks of one build work with.

    Attributes:
        project: the project. order: how reports are made. frame: what pages are made with.
    """

    project: Project
    order: Order
    frame: Frame


def page_all(bench: Bench, made: Iterable[Made], years: Mapping[str, tuple[int, ...]], workers: int) -> Iterator[Paged]:
    """Yield the reports without errors once their pages are in the cache, or cannot be: those that were there first.

    Args:
        bench: what to work with.
        made: the reports; those with errors are passed over.
        years: published years by `region/department`.
        workers: processes; 1 works in this one.
    """
    missing: list[Paged] = []
    for one in made:
        if one.known is None:
            continue
        paged = paged_of(bench, one, one.known, years[department_of(one.known.slugs)])
        if bench.order.store.has(paged.html):
            yield replace(paged, made=replace(one, laid=b""))
        else:
            missing.append(paged)
    size = max(1, min(MOST_IN_A_RUN, len(missing) // workers))
    batches = [missing[start : start + size] for start in range(0, len(missing), size)]
    tasks = (delayed(try_html)(bench.order, bench.frame, _with_files(bench.project, batch)) for batch in batches)
    done = Parallel(n_jobs=min(workers, len(batches)), return_as="generator")(tasks) if missing else ()
    for batch, faults in zip(batches, done, strict=True):
        for paged in batch:
            fault = faults.get(paged.address)
            yield replace(paged, made=replace(paged.made, laid=b""), is_paged=fault is None, fault=fault)


def department_of(slugs: Slugs) -> str:
    """Return `region/department`."""
    return f"{slugs.region}/{slugs.department}"


def paged_of(bench: Bench, made: Made, known: Known, years: tuple[int, ...]) -> Paged:
    """Return a report with the cache entries of its pages: its Markdown, and its HTML, which the theme changes too."""
    docs = pages_entry(bench.order, known, years)
    return Paged(made, known, docs, key("html", docs, bench.frame.theme), years)


def _with_files(project: Project, batch: Sequence[Paged]) -> list[tuple[Paged, dict[str, bytes]]]:
    """Return reports, each with its files where its document is not at hand."""
    return [(one, {} if one.made.laid else project.files_of(one.slugs)) for one in batch]


def try_html(order: Order, frame: Frame, batch: Sequence[tuple[Paged, Mapping[str, bytes]]]) -> dict[str, Finding]:
    """Put the pages of some reports into the cache (`build_html`); return by address why one of them has none.

    Raises:
        Exception: what comes from the machine.
    """
    try:
        build_html(order, frame, batch)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other reports have their pages all the same
        address = batch[0][0].address
        fault = fault_of(error, address)  # or the error again, where it comes from the machine
        if len(batch) == 1:
            return {address: fault}
        return {name: found for one in batch for name, found in try_html(order, frame, [one]).items()}
    return {}


def build_html(order: Order, frame: Frame, batch: Sequence[tuple[Paged, Mapping[str, bytes]]]) -> None:
    """Put the pages of some reports into the cache, and the compressed copies of these and of their files.

    Where only the theme changed, the Markdown is there already, and nothing of the report is read.

    A run of MkDocs takes 0.2 s before it has made a page, so several reports share one; each has an entry of its own.

    Args:
        order: how the reports were made.
        frame: what turns Markdown into HTML.
        batch: the reports; each with what it is made from, empty where its document is at hand.
    """
    every = {name: raw for one, files in batch for name, raw in _markdown(order, one, files).items()}
    html = mkdocs.build_pages(Path(frame.root), every, frame.environment, frame.extra)
    whole = html.pop(mkdocs.SITEMAP)
    for one, _ in batch:
        if not order.store.has(_packed_entry(order, one.known)):
            _packed(order, one.known)
        folder = f"reports/{one.address}/"
        own = {name: raw for name, raw in html.items() if name.startswith(folder)}
        part = only(whole, mkdocs.addresses_of(own, frame.environment))
        order.store.put(one.html, {**own, **compressed(own), mkdocs.SITEMAP: part})


def _packed_entry(order: Order, known: Known) -> str:
    return key("packed", order.prints.pages, known.drawn)


def _packed(order: Order, known: Known) -> dict[str, bytes] | None:
    """Return the compressed copies of drawings and downloads by path below the report, None where these are missing.

    They stand in the cache by themselves: a changed template packs none of them again.
    """
    entry = _packed_entry(order, known)
    packed = order.store.get(entry)
    if packed is None and (drawn := files_of(order, known)) is not None:
        packed = compressed(drawn)
        order.store.put(entry, packed)
    return packed


def _markdown(order: Order, one: Paged, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the Markdown pages of a report by path below docs/, which stand in the cache from here on."""
    pages = order.store.get(one.docs)
    if pages is None:
        pages = write_report(order, one.made, files, one.years)
        order.store.put(one.docs, pages)
    return pages


def _placed(paged: Paged, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files of a report by path in the site, which is that below docs/."""
    return {f"reports/{paged.address}/{name}": raw for name, raw in files.items()}


def site_of(bench: Bench, paged: Paged) -> tuple[dict[str, bytes], bytes]:
    """Return the files that a report brings into the site, by path in it, and its part of sitemap.xml.

    What the cache lost or holds damaged is made again.

    Raises:
        RuntimeError: the cache loses it at once.
    """

    def found() -> tuple[dict[str, bytes], bytes] | None:
        html, drawn = bench.order.store.get(paged.html), files_of(bench.order, paged.known)
        packed = _packed(bench.order, paged.known)
        if html is None or drawn is None or packed is None:
            return None
        sitemap = html.pop(mkdocs.SITEMAP)
        return {**html, **_placed(paged, drawn), **_placed(paged, packed)}, sitemap

    return _surely(bench, paged, found)


def docs_of(bench: Bench, paged: Paged) -> dict[str, bytes]:
    """Return the files that a report brings into docs/, by path below it; what the cache lost is made again.

    Raises:
        RuntimeError: the cache loses it at once.
    """

    def found() -> dict[str, bytes] | None:
        docs, drawn = bench.order.store.get(paged.docs), files_of(bench.order, paged.known)
        return None if docs is None or drawn is None else {**docs, **_placed(paged, drawn)}

    return _surely(bench, paged, found)


def _surely(bench: Bench, paged: Paged, found: Callable[[], _Found | None]) -> _Found:
    for _ in range(_AGAIN):
        files = found()
        if files is not None:
            return files
        _make_again(bench, paged)
    raise RuntimeError(f"the cache loses the files of {paged.address}")


def _make_again(bench: Bench, paged: Paged) -> None:
    files = bench.project.files_of(paged.known.slugs)
    made = make_report(bench.order, paged.known.slugs, files)
    if not (bench.order.store.has(paged.html) and bench.order.store.has(paged.docs)):
        build_html(bench.order, bench.frame, [(replace(paged, made=made), files)])


def attached_files(project: Project, known: Known) -> dict[str, bytes]:
    """Return the files attached to a report, by path in the site.

    Raises:
        SiteError: one is no longer what the check looked at.
    """
    found = {}
    address = known.slugs.address
    for one in known.attachments:
        path = project.root / "data" / "regions" / address / FOLDER / one.file
        try:
            content = b"" if path.is_symlink() else path.read_bytes()
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() != one.sha256:
            raise SiteError(f"生成的时候，附件 {address}/{FOLDER}/{one.file} 变了，请再生成一次。")
        found[f"reports/{address}/{one.href}"] = content
    return found


def about_commit(project: Project) -> dict[str, str]:
    """Return the commit that the data stands on and its day; nothing outside git."""
    commit = commit_of(project.root)
    return {"commit": commit[0], "date": commit[1].date().isoformat()} if commit else {}


def sources_file(bench: Bench, made: Made, commit: Mapping[str, str]) -> dict[str, bytes]:
    """Return where each typed figure of a report stands, and in which commit, as a file by path in the site.

    Args:
        bench: what to work with.
        made: the report.
        commit: what to tell of the commit (`about_commit`).
    """
    slugs = made.plan.slugs
    found = figure_sources(bench.order, made)
    if found is None:
        found = make_report(bench.order, slugs, bench.project.files_of(slugs)).plan.sources
    before = "".join(f" {json.dumps(name)}: {json.dumps(value)},\n" for name, value in commit.items())
    content = b'{\n%b "figures": %b\n}' % (before.encode(), found)  # a thousand of them are not read to be written
    return {f"reports/{slugs.address}/{SOURCES}": content}
