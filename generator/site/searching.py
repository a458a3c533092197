"""The search index of a version, whole or in groups, each taken from the version before if no page of it changed.

Pagefind takes some 0.4 GB of memory for a thousand pages. So a large site is indexed in groups, which a visitor's
browser searches together (docs/assets/js/search.js): the pages above the reports, and the departments dealt out by the
hash of their address, so that each stays in its group and a change of one makes one group again.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.findings import Finding
from generator.site import pagefind
from generator.site.compressed import compressed
from generator.site.pagefind import FOLDER
from generator.site.switch import SITE
from generator.site.tree import file_hash, link_same, write_tree

#: more pages than these are indexed in groups (ADR 15).
MOST_PAGES = 2_500
#: groups of departments; one more holds the pages above the reports.
GROUPS = 9
#: tells the browser which groups there are besides the first.
LIST = f"{FOLDER}/groups.json"
_RECORD = "search.json"
#: groups that are made at the same time; each run takes one processor, and memory by its pages.
_AT_ONCE = 2
_ABOVE = 3  # parts of an address: region, department, year


@dataclass(frozen=True, slots=True)
class _Group:
    """Pages that are indexed together.

    Attributes:
        folder: of its index, by path in the site.
        pages: path in the site → hash, of those that are indexed.
    """

    folder: str
    pages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Indexed:
    """What became of the index.

    Attributes:
        lack: a warning where the site has no search. made: groups that were made this time.
        files: path in the site → hash of the index's files, as far as they are known.
    """

    lack: Finding | None = None
    made: int = 0
    files: Mapping[str, str] = field(default_factory=dict)


def write_index(project: Path, version: Path, before: Path | None, known: Mapping[str, str]) -> Indexed:
    """Return what became of the search index of a version, which stands in its site unless a warning says why not.

    Args:
        project: folder with node_modules/.
        version: folder of the version being made, its HTML complete.
        before: folder of the version that is served now.
        known: path in the site → hash of pages, which need not be read to be told from others.
    """
    site, about, held = version / SITE, pagefind.about(project), _read(before)
    looked = _looked_at(site, known, held)
    groups = _groups({name: sha for name, (sha, is_marked) in looked.items() if is_marked})
    inputs = {group.folder: _digest(about, groups, group) for group in groups}
    kept = {one.folder: _taken_over(before, version, _group(held, one.folder), inputs[one.folder]) for one in groups}
    missing = [one for one in groups if kept[one.folder] is None]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = list(pool.map(lambda group: _make(project, site, group), missing))
    if wrong := next((one for one in found if one), None):
        return Indexed(wrong, len(missing))
    files = {folder: same or _hashes(site, _own_files(site, folder)) for folder, same in kept.items()}
    record = {
        "pages": dict(sorted(looked.values())),
        "groups": {folder: {"inputs": inputs[folder], "files": own} for folder, own in files.items()},
    }
    names = [group.folder.removeprefix(f"{FOLDER}/") for group in groups[1:]]
    write_tree(site, {LIST: json.dumps(names).encode()})
    (version / _RECORD).write_text(json.dumps(record, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return Indexed(None, len(missing), {name: sha for own in files.values() for name, sha in own.items()})


def _digest(about: str, groups: Sequence[_Group], group: _Group) -> str:
    """Return one hash of what the index of a group is made from."""
    return hashlib.sha256(json.dumps([about, len(groups), group.pages], sort_keys=True).encode()).hexdigest()


def _looked_at(site: Path, known: Mapping[str, str], held: Mapping[str, Any]) -> dict[str, tuple[str, bool]]:
    """Return the hash of each page of a site and whether it is indexed, by path in order.

    Args:
        site: the site.
        known: path → hash of pages.
        held: the record of the version before: whether a page is indexed is known of those it has looked at.
    """
    marks = held.get("pages")
    marks = marks if isinstance(marks, dict) else {}
    found = {}
    for name in sorted(pagefind.pages_of(site)):
        sha = known.get(name) or file_hash(f"{site}/{name}")
        mark = marks.get(sha)
        found[name] = sha, mark if isinstance(mark, bool) else pagefind.is_marked((site / name).read_bytes())
    return found


def _groups(pages: Mapping[str, str]) -> list[_Group]:
    """Return the groups in which pages are indexed, the one that holds pages above the reports first.

    Args:
        pages: path → hash.
    """
    if len(pages) <= MOST_PAGES:
        return [_Group(FOLDER, pages)]
    found: list[dict[str, str]] = [{} for _ in range(GROUPS + 1)]
    for name, sha in pages.items():
        found[_group_of(name)][name] = sha
    return [_Group(f"{FOLDER}/g{place}" if place else FOLDER, own) for place, own in enumerate(found) if own]


def _group_of(page: str) -> int:
    """Return the place of a page's group: 0 above the reports."""
    parts = page.split("/")
    if parts[0] != "reports" or len(parts) <= _ABOVE + 1:
        return 0
    return int(hashlib.sha256("/".join(parts[1:_ABOVE]).encode()).hexdigest(), 16) % GROUPS + 1


def _make(project: Path, site: Path, group: _Group) -> Finding | None:
    """Return a warning, or None when the index of a group was made."""
    found = pagefind.index(project, site, site / group.folder, group.pages)
    if found is None:
        files = (path for path in _own_files(site, group.folder) if path.is_file())
        write_tree(site, compressed({path.relative_to(site).as_posix(): path.read_bytes() for path in files}))
    return found


def _own_files(site: Path, folder: str) -> list[Path]:
    """Return the files of a group's index, those of groups inside its folder left out."""
    inner = [path for path in (site / folder).glob("g*") if path.is_dir()]
    return [path for path in (site / folder).rglob("*") if not any(path.is_relative_to(one) for one in inner)]


def _hashes(site: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Return the hash of each file by path in the site."""
    files = sorted(path for path in paths if path.is_file() and path != site / LIST)
    return {path.relative_to(site).as_posix(): file_hash(path) for path in files}


def _read(version: Path | None) -> Mapping[str, Any]:
    """Return what a version says of its index; nothing when there is no such record."""
    try:
        held = json.loads((version / _RECORD).read_text(encoding="utf-8")) if version else {}
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _group(held: Mapping[str, Any], folder: str) -> Mapping[str, Any]:
    """Return what the record of a version says of a group; nothing when it says nothing."""
    groups = held.get("groups")
    found = groups.get(folder) if isinstance(groups, dict) else None
    return found if isinstance(found, dict) else {}


def _taken_over(before: Path | None, version: Path, held: Mapping[str, Any], inputs: str) -> dict[str, str] | None:
    """Return the hashes of a group's files once they stand in another version too; None where they cannot be used.

    They can when they are made from the same pages, and still what was recorded.

    Args:
        before: folder of the version that has it.
        version: folder of the version that gets it.
        held: what the record says of the group.
        inputs: hash of what it would be made from.
    """
    files = held.get("files") if held.get("inputs") == inputs else None
    if before is None or not isinstance(files, dict):
        return None
    if not all(name.startswith(f"{FOLDER}/") for name in files):
        return None
    return dict(files) if link_same(before / SITE, version / SITE, files) else None
