"""The search index of a version, whole or in groups, each taken from the version before if no page of it changed.

Pagefind takes some 0.4 GB of memory for a thousand pages. So a large site is indexed in groups, which a visitor's
browser searches together (docs/assets/js/search.js): the pages above the reports, and the departments dealt out by the
hash of their address, so that each stays in its group and a change of one makes one group again.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.findings import Finding
from generator.site import pagefind
from generator.site.compressed import compress_tree
from generator.site.pagefind import FOLDER
from generator.site.switch import SITE
from generator.site.tree import link_file, write_tree

#: more pages than these are indexed in groups.
MOST_PAGES = 10_000
#: groups of departments; one more holds the pages above the reports.
GROUPS = 9
#: tells the browser which groups there are besides the first.
LIST = f"{FOLDER}/groups.json"
_RECORD = "search.json"
_ABOVE = 3  # parts of an address: region, department, year


@dataclass(frozen=True, slots=True)
class _Group:
    """Pages that are indexed together.

    Attributes:
        folder: of its index, by path in the site.
        pages: path in the site → hash.
    """

    folder: str
    pages: Mapping[str, str]


def write_index(project: Path, version: Path, before: Path | None) -> tuple[Finding | None, int]:
    """Return a warning, or None when the index of a version stands in its site; and how many groups were made anew.

    Args:
        project: folder with node_modules/.
        version: folder of the version being made, its HTML complete.
        before: folder of the version that is served now.
    """
    site, about, known = version / SITE, pagefind.about(project), _read(before)
    groups = _groups(_hashes(site, site.rglob("*.html")))
    record: dict[str, object] = {}
    made = 0
    for group in groups:
        inputs = hashlib.sha256(json.dumps([about, len(groups), group.pages], sort_keys=True).encode()).hexdigest()
        held = known.get(group.folder)
        if not (
            before and isinstance(held, dict) and held.get("inputs") == inputs and _taken_over(before, version, held)
        ):
            found = _make(project, version, group, is_only=len(groups) == 1)
            if found:
                return found, made + 1
            made += 1
        record[group.folder] = {"inputs": inputs, "files": _hashes(site, _own_files(site, group.folder))}
    names = [group.folder.removeprefix(f"{FOLDER}/") for group in groups[1:]]
    write_tree(site, {LIST: json.dumps(names).encode()})
    (version / _RECORD).write_text(json.dumps(record, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return None, made


def _groups(pages: Mapping[str, str]) -> list[_Group]:
    """Return the groups in which pages are indexed, the one that holds pages above the reports first."""
    if len(pages) <= MOST_PAGES:
        return [_Group(FOLDER, pages)]
    found: list[dict[str, str]] = [{} for _ in range(GROUPS + 1)]
    for name, digest in pages.items():
        found[_group_of(name)][name] = digest
    return [_Group(f"{FOLDER}/g{place}" if place else FOLDER, own) for place, own in enumerate(found) if own]


def _group_of(page: str) -> int:
    """Return the place of a page's group: 0 above the reports."""
    parts = page.split("/")
    if parts[0] != "reports" or len(parts) <= _ABOVE + 1:
        return 0
    return int(hashlib.sha256("/".join(parts[1:_ABOVE]).encode()).hexdigest(), 16) % GROUPS + 1


def _make(project: Path, version: Path, group: _Group, *, is_only: bool) -> Finding | None:
    """Return a warning, or None when the index of a group was made."""
    site = version / SITE
    if is_only:
        found = pagefind.index(project, site)
    else:
        part = version / "indexing"
        for name in group.pages:
            link_file(site / name, part / name)
        found = pagefind.index(project, part, site / group.folder)
        shutil.rmtree(part)
    compress_tree(site, [group.folder])
    return found


def _own_files(site: Path, folder: str) -> list[Path]:
    """Return the files of a group's index, those of groups inside its folder left out."""
    inner = [path for path in (site / folder).glob("g*") if path.is_dir()]
    return [path for path in (site / folder).rglob("*") if not any(path.is_relative_to(one) for one in inner)]


def _hashes(site: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Return the hash of each file by path in the site; hashing leaves other threads run."""
    files = sorted(path for path in paths if path.is_file() and path != site / LIST)
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


def _taken_over(before: Path, version: Path, held: Mapping[str, object]) -> bool:
    """Return whether an index that is still what was recorded stands in another version as well."""
    files, source = held.get("files"), before / SITE
    if not isinstance(files, dict) or not all(name.startswith(f"{FOLDER}/") and ".." not in name for name in files):
        return False
    if _hashes(source, (source / name for name in files)) != files:
        return False
    for name in files:
        link_file(source / name, version / SITE / name)
    return True
