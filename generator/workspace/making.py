"""Making reports: through the cache, in parallel; every task is a top-level function with plain arguments.

What became of a report is looked up by the bytes of its files before anything is read; only what is missing is sent to
a worker. Drawings and downloads stand under the document, so that a comment in the YAML makes none of them again.
"""

import pickle
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from joblib import Parallel, delayed

from generator.build.faults import fault_of
from generator.build.outputs import draw, listing_of, pages_of
from generator.build.report import Plan, Slugs, plan_report
from generator.check import check_region
from generator.check.report.text import placed
from generator.downloads.fonts import MissingFont, MissingGlyph
from generator.findings import Finding, Severity, has_error
from generator.load.reading import Reader, load_shared_once, load_style
from generator.model.attachments import Attached
from generator.model.blocks import Document
from generator.model.identity import Region
from generator.model.imprint import imprint_of
from generator.model.release import Release
from generator.model.style import Style
from generator.model.summary import Download, Summary
from generator.pages.summaries import summarize
from generator.workspace.cache import key
from generator.workspace.kept import dump_record, load_record
from generator.workspace.orders import Order, shared_of
from generator.workspace.project import Project

#: bytes of packed documents that wait in memory for their pages; what is beyond is laid out again, in 0.1 s each.
MOST_LAID = 200_000_000
_KNOWN, _SOURCES, _LISTING = "known.json", "sources.json", "listing.json"


@dataclass(frozen=True, slots=True)
class Known:
    """A report without errors, as far as others need it: a record of some kilobytes.

    Attributes:
        slugs: which report. release: when it is public.
        printed: key of its document, of code and of settings; its drawings and downloads stand under it.
        marked: hash of what its pages alone print: names of terms to link, words that the search knows whole.
        listing: what its pages tell of its files. attachments: files that are published with it.
        summary: what pages above it may know.
    """

    slugs: Slugs
    release: Release
    printed: str
    marked: str
    listing: tuple[Download, ...]
    attachments: tuple[Attached, ...]
    summary: Summary

    @property
    def drawn(self) -> str:
        """Return the cache entry of its drawings and downloads."""
        return key("drawn", self.printed)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one report.

    Attributes:
        plan: what was found; the document is in `laid`, if anywhere.
        entry: cache entry of what is known of it and of the sources of its figures; "" in a preview, which keeps none.
        known: None when it has errors.
        is_read, is_drawn: whether it was read, and its files made, this time rather than found in the cache.
        laid: the document, packed, where there was room; never kept on a disk, where somebody else could write.
    """

    plan: Plan
    entry: str = ""
    known: Known | None = None
    is_read: bool = True
    is_drawn: bool = False
    laid: bytes = b""


def style_of(project: Project, slugs: Slugs) -> Style | None:
    """Return the merged style of a report, which need not exist yet, or None where it cannot be read."""
    shared = load_shared_once(project.shared)
    return load_style(Reader(project.files_of(slugs)), shared, slugs.region, slugs.department, slugs.year)


def roster_findings(project: Project) -> list[Finding]:
    """Return what the rosters of the regions say: units without any report, reports of units nobody listed."""
    found: list[Finding] = []
    present: dict[str, set[str]] = {}
    for slugs in project.reports():
        present.setdefault(slugs.region, set()).add(slugs.department)
    for path in sorted(path for path in project.files if path.endswith("/region.yml")):
        region = path.split("/")[-2]
        reader = Reader({path: project.files[path]})
        record = reader.record(Region, path)
        if record is not None:
            named = set(project.departments(region))
            found += placed(check_region(record.units, present.get(region, set()), region, named), reader.trees)
    return found


def make_all(
    project: Project,
    which: Sequence[Slugs],
    order: Order,
    workers: int,
    expect: Callable[[Sequence[Slugs]], None] | None = None,
) -> Iterator[Made]:
    """Yield what became of each report: those known from an earlier build first, the others as they are done.

    Args:
        project: the project.
        which: the reports to make.
        order: how to make them.
        workers: processes; 1 works in this one.
        expect: is told of the others before the first of them is made.
    """
    missing = []
    for slugs in which:
        held = held_report(order, slugs, project.files_of(slugs))
        if held is None:
            missing.append(slugs)
        else:
            yield held
    if expect and missing:
        expect(missing)
    tasks = (delayed(make_report)(order, slugs, project.files_of(slugs)) for slugs in missing)
    room = MOST_LAID
    hands = min(workers, len(missing))  # one task alone is done here: to start a worker takes seconds
    for made in Parallel(n_jobs=hands, return_as="generator_unordered")(tasks) if missing else ():
        room -= len(made.laid)
        yield made if order.is_preview else _lighter(made, has_room=room > 0)


def _lighter(made: Made, *, has_room: bool) -> Made:
    """Return a report without what grows with the number of reports: findings of faultless ones, sources, document."""
    if made.known is None:
        return made
    return replace(made, plan=_bare(made.known), laid=made.laid if has_room else b"")


def _bare(known: Known) -> Plan:
    return Plan(known.slugs, (), release=known.release)


def held_report(order: Order, slugs: Slugs, files: Mapping[str, bytes]) -> Made | None:
    """Return what became of a report when it was last made from the same files; None when that is not known."""
    entry = _entry(order, slugs, files)
    held = None if order.is_preview else order.store.get(entry)
    if held is None:
        return None
    known = load_record(Known, held[_KNOWN])
    return Made(_bare(known), entry, known, is_read=False) if order.store.has(known.drawn) else None


def make_report(order: Order, slugs: Slugs, files: Mapping[str, bytes]) -> Made:
    """Return what became of one report; its drawings and downloads are in the cache, addressed by the document."""
    plan = plan_report(files, shared_of(order), slugs)
    document, bare = plan.document, replace(plan, document=None)
    if document is None or (has_error(plan.findings) and not order.is_preview):
        return Made(bare)
    printed = _printed(order, document)
    held = order.store.get(key("drawn", printed))
    if held is None:
        try:
            drawn = draw(document, imprint=imprint_of(shared_of(order).site), with_pdf=order.with_pdf)
        except (MissingGlyph, MissingFont) as error:
            return Made(replace(bare, findings=(*plan.findings, _unprinted(slugs, str(error)))))
        except Exception as error:  # noqa: BLE001 - whatever it is, the other reports are made all the same
            return Made(replace(bare, findings=(*plan.findings, fault_of(error, slugs.address))))
        listing = listing_of(document, drawn)
        order.store.put(key("drawn", printed), {**drawn.files, _LISTING: dump_record(Listing(listing)).encode()})
    else:
        listing = load_record(Listing, held[_LISTING]).files
    marked = key(repr(document.terms), repr(document.phrases))
    known = Known(slugs, plan.release, printed, marked, listing, document.attachments, summarize(document))
    entry = "" if order.is_preview else _entry(order, slugs, files)
    if entry:  # a preview shows errors besides, which are told anew each time
        order.store.put(entry, {_KNOWN: dump_record(known).encode(), _SOURCES: plan.sources})
    return Made(bare, entry, known, is_drawn=held is None, laid=_packed(document))


@dataclass(frozen=True, slots=True)
class Listing:
    """What the pages of a report tell of its files, as it is kept with them."""

    files: tuple[Download, ...]


def files_of(order: Order, known: Known) -> dict[str, bytes] | None:
    """Return a report's drawings and downloads by path below its folder; None when the cache lost them."""
    held = order.store.get(known.drawn)
    return {name: held[name] for name in held if name != _LISTING} if held else None


def figure_sources(order: Order, made: Made) -> bytes | None:
    """Return where each typed figure of a report stands, as JSON; None when the cache lost it."""
    if not made.entry:
        return made.plan.sources
    held = order.store.get(made.entry)
    return held[_SOURCES] if held else None


def pages_entry(order: Order, known: Known, years: tuple[int, ...]) -> str:
    """Return the key of a report's Markdown pages, which list its files and the published years."""
    return key("pages", order.prints.pages, known.printed, known.marked, repr(known.listing), repr(years))


def write_report(order: Order, made: Made, files: Mapping[str, bytes], years: tuple[int, ...]) -> dict[str, bytes]:
    """Return a report's Markdown pages by path below docs/.

    Args:
        order: how it was made.
        made: the report, without errors.
        files: what it is made from; read only when its document is not at hand.
        years: the published years of its department.

    Raises:
        RuntimeError: it has no document.
    """
    document = _unpacked(made.laid) if made.laid else plan_report(files, shared_of(order), made.plan.slugs).document
    if document is None or made.known is None:
        raise RuntimeError(f"{made.plan.slugs.address} cannot be laid out")
    return pages_of(document, made.known.listing, years, imprint_of(shared_of(order).site))


def _entry(order: Order, slugs: Slugs, files: Mapping[str, bytes]) -> str:
    """Return the key of what became of a report: everything that is read for it."""
    parts = (part for path in sorted(files) for part in (path, files[path]))
    how = (order.prints.files, order.shared, str(order.with_pdf))
    return key("report", *how, slugs.address, *parts)


def _printed(order: Order, document: Document) -> str:
    return key(
        "document",
        order.prints.files,
        str(order.with_pdf),
        repr(imprint_of(shared_of(order).site)),
        repr(replace(document, terms={}, phrases=())),
    )


def _unprinted(slugs: Slugs, words: str) -> Finding:
    """Return the finding about what no font can print."""
    place = f"data/regions/{slugs.address}/report.yml#"
    return Finding("S06", Severity.ERROR, words, place, "请安装缺少的字体（juesuan doctor 会说明），或改正这个字")


def _packed(document: Document) -> bytes:
    """Return a document as bytes that stay in this program: they never go to disk, where somebody else could write."""
    return zlib.compress(pickle.dumps(document, pickle.HIGHEST_PROTOCOL), 1)


def _unpacked(laid: bytes) -> Document:
    document = pickle.loads(zlib.decompress(laid))  # noqa: S301 - packed by this very build
    assert isinstance(document, Document)
    return document
