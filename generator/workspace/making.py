"""Making reports: through the cache, in parallel; every task is a top-level function with plain arguments."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from joblib import Parallel, delayed

from generator.build.outputs import Drawn, draw, pages_of
from generator.build.report import Plan, Slugs, plan_report
from generator.downloads.fonts import MissingFont, MissingGlyph
from generator.findings import Finding, Severity, has_error
from generator.load.reading import Reader, Shared, load_shared
from generator.model.summary import Headline, Summary, TableState
from generator.pages.summaries import summarize
from generator.workspace.cache import Cache, fingerprint, key
from generator.workspace.project import Project

PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one report.

    Attributes:
        slugs: which report. plan: what was found and laid out.
        entry: cache entry that holds its files below docs/; "" when it has errors.
        summary: what pages above it may know; None when it has errors.
    """

    slugs: Slugs
    plan: Plan
    entry: str = ""
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker needs to make reports besides their own files.

    Attributes:
        shared: files that all reports share. cache: folder of the cache.
        prints: fingerprints of code, templates, locked libraries and fonts. with_pdf: False for a preview.
    """

    shared: Mapping[str, bytes]
    cache: str
    prints: str
    with_pdf: bool = True


def code_print(root: Path) -> str:
    """Return the fingerprint of everything besides data that a report is made with: code, templates, locks, fonts."""
    paths = sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".j2", ".css"})
    locks = [path for path in (root / "requirements.lock",) if path.is_file()]
    return key(fingerprint([*paths, *locks]), _fonts())


def _fonts() -> str:
    from generator.downloads.fonts import DEFAULTS, _face  # noqa: PLC0415

    found = []
    for family in sorted(set(DEFAULTS.values())):
        try:
            path, index = _face(family)
        except MissingFont:
            continue
        found += [f"{Path(path).name}:{index}:{Path(path).stat().st_size}"]
    return key(*found)


def plan_all(project: Project, which: Sequence[Slugs]) -> Iterator[Plan]:
    """Yield the plans of reports, one after another: for `check`, which makes nothing."""
    shared = load_shared(Reader(project.shared))
    for slugs in which:
        yield plan_report(project.files_of(slugs), shared, slugs)


def make_all(
    project: Project, which: Sequence[Slugs], cache: Path, workers: int, *, with_pdf: bool = True
) -> Iterator[Made]:
    """Yield what became of each report, in the order in which they are done.

    Args:
        project: the project.
        which: the reports to make.
        cache: folder of the cache.
        workers: processes; 1 works in this one.
        with_pdf: whether PDFs are made.
    """
    order = Order(project.shared, str(cache), code_print(project.root), with_pdf)
    years = _years(project)
    tasks = (
        delayed(make_report)(order, slugs, project.files_of(slugs), years[slugs.region, slugs.department])
        for slugs in which
    )
    yield from Parallel(n_jobs=workers, return_as="generator")(tasks)


def _years(project: Project) -> dict[tuple[str, str], tuple[int, ...]]:
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for slugs in project.reports():
        found[slugs.region, slugs.department] = (*found.get((slugs.region, slugs.department), ()), int(slugs.year))
    return found


def make_report(order: Order, slugs: Slugs, files: Mapping[str, bytes], years: tuple[int, ...]) -> Made:
    """Return what became of one report; its files are in the cache.

    Drawings and downloads are addressed by the document, pages by the document and the list of downloads: a comment
    in the YAML makes neither again.
    """
    plan = plan_report(files, _shared(order), slugs)
    if plan.document is None or has_error(plan.findings):
        return Made(slugs, plan)
    cache = Cache(Path(order.cache))
    printed = key("document", order.prints, str(order.with_pdf), repr(plan.document))
    drawn_files = cache.get(key("drawn", printed))
    if drawn_files is None:
        try:
            drawn_files = draw(plan.document, with_pdf=order.with_pdf).files
        except (MissingGlyph, MissingFont) as error:
            finding = Finding(
                "P001",
                Severity.ERROR,
                str(error),
                f"data/regions/{slugs.address}/report.yml#",
                "请安装缺少的字体（juesuan doctor 会说明），或改正这个字",
            )
            return Made(slugs, Plan(slugs, (*plan.findings, finding), None, plan.state, plan.published_on))
        cache.put(key("drawn", printed), drawn_files)
    entry = key("pages", printed, repr(years))
    if cache.get(entry) is None:
        cache.put(entry, pages_of(plan.document, _drawn(drawn_files), years))
    return Made(slugs, plan, entry, summarize(plan.document))


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


def dump_summary(summary: Summary) -> str:
    """Return a summary as JSON, to be kept beside the site for reports that are carried over."""
    return json.dumps(asdict(summary), ensure_ascii=False)


def load_summary(text: str) -> Summary:
    """Return the summary that a kept JSON text holds.

    Raises:
        ValueError, TypeError: the text is no summary.
    """
    held = json.loads(text)
    held["aliases"] = tuple(held["aliases"])
    held["headlines"] = tuple(Headline(**headline) for headline in held["headlines"])
    held["tables"] = tuple(TableState(**table) for table in held["tables"])
    return Summary(**held)
