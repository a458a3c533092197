"""What tasks are told besides their own files: where the cache is, and by which code and shared files they work.

Shared files go into the cache once and tasks name them by hash, so that a task stays small wherever it is sent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.downloads.fonts import DEFAULTS, MissingFont, face_of
from generator.load.reading import Reader, Shared, load_shared
from generator.workspace.cache import Cache, fingerprint, key
from generator.workspace.installed import installed_for
from generator.workspace.project import Project

PACKAGE = Path(__file__).resolve().parents[1]
_SUFFIXES = {".py", ".j2", ".css", ".yml"}
#: parts of the package that neither a report's document nor its drawings and downloads are made with.
BEYOND_FILES = ("cli", "desk", "site", "pages/portal", "pages/templates")
#: parts of the package that a report's pages are not made with either.
BEYOND_PAGES = ("cli", "desk", "site/preview", "pages/portal")
#: parts of the package that the Markdown above the reports is not made with.
BEYOND_ABOVE = ("cli", "desk", "site", "workspace")


@dataclass(frozen=True, slots=True)
class Prints:
    """Fingerprints of code, templates, installed libraries and fonts.

    Attributes:
        files: of what a report's document, drawings and downloads are made with.
        pages: of what its Markdown pages are made with.
        above: of what the Markdown above the reports is made with.
    """

    files: str
    pages: str
    above: str


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker needs to make reports besides their own files.

    Attributes:
        shared: cache entry of the files that all reports share. cache: folder of the cache.
        prints: fingerprints of what reports are made with. is_preview: a preview has no PDF, which takes seconds,
        and shows a report in spite of its errors. has_pdf: whether the others have one.
    """

    shared: str
    cache: str
    prints: Prints
    is_preview: bool = False
    has_pdf: bool = True

    @property
    def with_pdf(self) -> bool:
        """Return whether PDFs are made."""
        return self.has_pdf and not self.is_preview

    @property
    def store(self) -> Cache:
        """Return the cache."""
        return Cache(Path(self.cache))


def order_for(
    project: Project, cache: Path, prints: Prints, *, is_preview: bool = False, has_pdf: bool = True
) -> Order:
    """Return the order for the reports of a project; what they share is in the cache from here on.

    Args:
        project: the project.
        cache: folder of the cache.
        prints: fingerprints of what reports are made with (`prints_of`).
        is_preview: whether PDFs are left out and reports with errors are shown all the same.
        has_pdf: whether PDFs are made for the public site.
    """
    files = project.shared
    entry = key("shared", *(part for path in sorted(files) for part in (path, files[path])))
    store = Cache(cache)
    if store.get(entry) is None:  # there, and not damaged: tasks have nowhere else to take it from
        store.put(entry, files)
    return Order(entry, str(cache), prints, is_preview, has_pdf)


def shared_of(order: Order) -> Shared:
    """Return what all reports share, read once in each process.

    Raises:
        RuntimeError: it is no longer in the cache.
    """
    return _parsed(order.cache, order.shared)


@lru_cache(maxsize=2)
def _parsed(cache: str, entry: str) -> Shared:
    files = Cache(Path(cache)).get(entry)
    if files is None:
        raise RuntimeError("what reports share is no longer in the cache")
    return load_shared(Reader(files))


def prints_of(root: Path) -> Prints:
    """Return the fingerprints of everything besides data that the pages of a project are made with."""
    beside, held = (installed_for(root).fingerprint, _fonts()), _held()
    return Prints(*(key(_code(held, beyond), *beside) for beyond in (BEYOND_FILES, BEYOND_PAGES, BEYOND_ABOVE)))


def code_print(root: Path) -> str:
    """Return one fingerprint of code, templates, libraries and fonts; it is equal where equal files are made."""
    return key(_code(_held(), ()), installed_for(root).fingerprint, _fonts())


def _held() -> Mapping[str, str]:
    """Return path below the package → fingerprint of its files as they are now, each read once."""
    paths = sorted(path for path in PACKAGE.rglob("*") if path.suffix in _SUFFIXES)
    return {path.relative_to(PACKAGE).as_posix(): fingerprint([path]) for path in paths}


def _code(held: Mapping[str, str], beyond: Iterable[str]) -> str:
    """Return the fingerprint of the package's files but those below the named folders."""
    out = tuple(f"{folder}/" for folder in beyond)
    return key(*(part for path in held if not path.startswith(out) for part in (path, held[path])))


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
