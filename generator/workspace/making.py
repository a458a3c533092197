"""Making reports: through the cache, in parallel; every task is a top-level function with plain arguments."""

import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from joblib import Parallel, delayed

from generator.build.outputs import Drawn, draw, pages_of
from generator.build.report import Plan, Slugs, plan_report
from generator.check import check_region
from generator.check.report.text import placed
from generator.downloads.fonts import DEFAULTS, MissingFont, MissingGlyph, face_of
from generator.findings import Finding, Severity, has_error
from generator.load.reading import Reader, Shared, load_shared, load_style
from generator.model.attachments import Attached
from generator.model.blocks import Document
from generator.model.identity import Region
from generator.model.imprint import Imprint, imprint_of
from generator.model.style import Style
from generator.model.summary import Summary
from generator.pages.summaries import summarize
from generator.workspace.cache import Cache, fingerprint, key
from generator.workspace.project import Project

PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one report.

    Attributes:
        slugs: which report. plan: what was found; a report that can be shown is in `laid` instead.
        laid: the document, packed: a thousand of them must fit into memory until their pages are written.
        attachments: files that are published with it.
        printed: key of its drawings and downloads in the cache; "" when it has errors.
        entry: cache entry that holds its files below docs/, once its pages are written.
        summary: what pages above it may know; None when it has errors. imprint: what its files say of the site.
    """

    slugs: Slugs
    plan: Plan
    laid: bytes = b""
    attachments: tuple[Attached, ...] = ()
    printed: str = ""
    entry: str = ""
    summary: Summary | None = None
    imprint: Imprint | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker needs to make reports besides their own files.

    Attributes:
        shared: files that all reports share. cache: folder of the cache.
        prints: fingerprints of code, templates, locked libraries and fonts. is_preview: a preview has no
        PDF, which takes seconds, and shows a report in spite of its errors. has_pdf: whether the others have one.
    """

    shared: Mapping[str, bytes]
    cache: str
    prints: str
    is_preview: bool = False
    has_pdf: bool = True

    @property
    def with_pdf(self) -> bool:
        """Return whether PDFs are made."""
        return self.has_pdf and not self.is_preview


def code_print(root: Path) -> str:
    """Return the fingerprint of everything besides data that a report is made with: code, templates, locks, fonts."""
    paths = sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".j2", ".css"})
    locks = [path for path in (root / "requirements.lock",) if path.is_file()]
    return key(fingerprint([*paths, *locks]), _fonts())


def _fonts() -> str:
    """Return a fingerprint of the font files that charts and PDFs are drawn with."""
    found = []
    for family in sorted(set(DEFAULTS.values())):
        try:
            file, number = face_of(family)
        except MissingFont:
            continue
        found.append(f"{Path(file).name}:{number}:{Path(file).stat().st_size}")
    return key(*found)


def style_of(project: Project, slugs: Slugs) -> Style | None:
    """Return the merged style of a report, which need not exist yet, or None where it cannot be read."""
    shared = load_shared(Reader(project.shared))
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
            named = set(_departments(project, region))
            found += placed(check_region(record.units, present.get(region, set()), region, named), reader.trees)
    return found


def _departments(project: Project, region: str) -> Iterator[str]:
    """Yield the folders of a region that have a department.yml."""
    for path in project.files:
        before, _, name = path.rpartition("/")
        if name == "department.yml" and before.startswith(f"data/regions/{region}/"):
            yield before.removeprefix(f"data/regions/{region}/")


def make_all(
    project: Project,
    which: Sequence[Slugs],
    cache: Path,
    workers: int,
    *,
    is_preview: bool = False,
    has_pdf: bool = True,
) -> Iterator[Made]:
    """Yield what became of each report, in the order in which they are done.

    Args:
        project: the project.
        which: the reports to make.
        cache: folder of the cache.
        workers: processes; 1 works in this one.
        is_preview: whether PDFs are left out and reports with errors are shown all the same.
        has_pdf: whether PDFs are made for the public site.
    """
    order = Order(project.shared, str(cache), code_print(project.root), is_preview, has_pdf)
    tasks = (delayed(make_report)(order, slugs, project.files_of(slugs)) for slugs in which)
    yield from Parallel(n_jobs=workers, return_as="generator")(tasks)


def write_all(made: Sequence[Made], published: Iterable[str], cache: Path, workers: int) -> Iterator[Made]:
    """Yield the reports with their pages written; each names the other published years of its department.

    Pages are a second stage: which years are published is known only when every report was looked at.

    Args:
        made: reports without errors.
        published: addresses of all reports that the site will hold.
        cache: folder of the cache.
        workers: processes; 1 works in this one.
    """
    years: dict[str, list[int]] = {}
    for address in sorted(published):
        department, _, year = address.rpartition("/")
        years.setdefault(department, []).append(int(year))
    tasks = (delayed(write_report)(str(cache), one, tuple(years[one.slugs.address.rpartition("/")[0]])) for one in made)
    yield from Parallel(n_jobs=workers, return_as="generator")(tasks)


def make_report(order: Order, slugs: Slugs, files: Mapping[str, bytes]) -> Made:
    """Return what became of one report; its drawings and downloads are in the cache, addressed by the document.

    A comment in the YAML changes no document, so it makes nothing again.
    """
    plan = plan_report(files, _shared(order), slugs)
    if plan.document is None or (has_error(plan.findings) and not order.is_preview):
        return Made(slugs, plan)
    cache = Cache(Path(order.cache))
    imprint = imprint_of(_shared(order).site)
    printed = key("document", order.prints, str(order.with_pdf), repr(imprint), repr(plan.document))
    drawn_files = cache.get(key("drawn", printed))
    if drawn_files is None:
        try:
            drawn_files = draw(plan.document, imprint=imprint, with_pdf=order.with_pdf).files
        except (MissingGlyph, MissingFont) as error:
            finding = Finding(
                "P001",
                Severity.ERROR,
                str(error),
                f"data/regions/{slugs.address}/report.yml#",
                "请安装缺少的字体（juesuan doctor 会说明），或改正这个字",
            )
            return Made(slugs, replace(plan, findings=(*plan.findings, finding), document=None))
        cache.put(key("drawn", printed), drawn_files)
    document, summary = plan.document, summarize(plan.document)
    bare = replace(plan, document=None)
    return Made(slugs, bare, _packed(document), document.attachments, printed, summary=summary, imprint=imprint)


def write_report(folder: str, made: Made, years: tuple[int, ...]) -> Made:
    """Return a report with its pages, which list its downloads and the published years, in the cache.

    Raises:
        RuntimeError: its drawings and downloads are no longer in the cache.
    """
    cache = Cache(Path(folder))
    entry = key("pages", made.printed, repr(years))
    if cache.get(entry) is None:
        drawn = cache.get(key("drawn", made.printed))
        if drawn is None or not made.laid:
            raise RuntimeError(f"cache entry of {made.slugs.address} is gone")
        cache.put(entry, pages_of(_unpacked(made.laid), _drawn(drawn), years, made.imprint))
    return replace(made, entry=entry, laid=b"")


def _packed(document: Document) -> bytes:
    """Return a document as bytes that stay in this program: they never go to disk, where somebody else could write."""
    return zlib.compress(pickle.dumps(document, pickle.HIGHEST_PROTOCOL), 1)


def _unpacked(laid: bytes) -> Document:
    document = pickle.loads(zlib.decompress(laid))  # noqa: S301 - packed by this very build
    assert isinstance(document, Document)
    return document


def _drawn(files: Mapping[str, bytes]) -> Drawn:
    charts = {name: content for name, content in files.items() if name.startswith("charts/")}
    return Drawn(charts, {name: content for name, content in files.items() if name not in charts})


def _shared(order: Order) -> Shared:
    return _parsed(key(*(part for path in sorted(order.shared) for part in (path, order.shared[path]))), _Held(order))


@dataclass(frozen=True, slots=True)
class _Held:
    """Keeps the order out of the hash of the cached call: the key stands for its files."""

    order: Order

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=2)
def _parsed(_key: str, held: _Held) -> Shared:
    return load_shared(Reader(held.order.shared))
