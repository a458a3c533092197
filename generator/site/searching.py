"""The search index of a version: made by Pagefind, or taken from the version before when no page changed."""

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.findings import Finding
from generator.site import pagefind
from generator.site.compressed import compress_tree
from generator.site.switch import SITE
from generator.site.tree import link_file

FOLDER = "pagefind"
_RECORD = "search.json"


def write_index(project: Path, version: Path, before: Path | None) -> tuple[Finding | None, bool]:
    """Return a warning, or None when the index of a version stands in its site; and whether it was made this time.

    Args:
        project: folder with node_modules/.
        version: folder of the version being made, its HTML complete.
        before: folder of the version that is served now.
    """
    inputs = _digest(version / SITE, pagefind.about(project))
    known = _read(before)
    if before and known.get("inputs") == inputs and _taken_over(before / SITE, version / SITE, known.get("files")):
        found, is_made = None, False
    else:
        found, is_made = pagefind.index(project, version / SITE), True
        compress_tree(version / SITE, [FOLDER])
    if found is None:
        record = {"inputs": inputs, "files": _hashes(version / SITE, (version / SITE / FOLDER).rglob("*"))}
        (version / _RECORD).write_text(json.dumps(record, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return found, is_made


def _digest(site: Path, about: str) -> str:
    """Return one hash of all pages of a site and of what indexes them."""
    pages = _hashes(site, site.rglob("*.html"))
    return hashlib.sha256(json.dumps([about, pages], sort_keys=True).encode()).hexdigest()


def _hashes(site: Path, paths: Iterator[Path]) -> dict[str, str]:
    """Return the hash of each file by path in the site; hashing leaves other threads run."""
    files = sorted(path for path in paths if path.is_file())
    with ThreadPoolExecutor() as pool:
        return dict(zip((path.relative_to(site).as_posix() for path in files), pool.map(_hash, files), strict=True))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(version: Path | None) -> dict[str, object]:
    """Return what a version says of its index; nothing when there is no such record."""
    try:
        held = json.loads((version / _RECORD).read_text(encoding="utf-8")) if version else {}
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _taken_over(source: Path, target: Path, files: object) -> bool:
    """Return whether an index that is still what was recorded stands in another site as well."""
    if not isinstance(files, dict) or _hashes(source, (source / FOLDER).rglob("*")) != files:
        return False
    for name in files:
        link_file(source / name, target / name)
    return True
