"""The search index of a version, whole or in groups, each taken from the version before if no page of it changed.

Pagefind takes some 0.4 GB of memory for a thousand pages. So a large site is indexed in groups, which a visitor's
browser searches together (docs/assets/js/search.js): the pages above the reports, and the departments dealt out by the
hash of their address, so that each stays in its group and a change of one makes one group again.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.findings import Finding
from generator.site import pagefind
from generator.site.compressed import compressed
from generator.site.pagefind import FOLDER
from generator.site.switch import SITE
from generator.site.tree import file_hash, link_file, write_tree

#: more pages than these are indexed in groups.
MOST_PAGES = 10_000
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


def write_index(project: Path, version: Path, before: Path | None) -> tuple[Finding | None, int]:
    """Return a warning, or None when the index of a version stands in its site; and how many groups were made anew.

    Args:
        project: folder with node_modules/.
        version: folder of the version being made, its HTML complete.
        before: folder of the version that is served now.
    """
    site, about, known = version / SITE, pagefind.about(project), _read(before)
    groups = _groups(site)
    inputs = {group.folder: _digest(about, groups, group) for group in groups}
    missing = [one for one in groups if not _taken_over(before, version, known.get(one.folder), inputs[one.folder])]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = list(pool.map(lambda group: _make(project, site, group), missing))
    if wrong := next((one for one in found if one), None):
        return wrong, len(missing)
    record = {
        group.folder: {"inputs": inputs[group.folder], "files": _hashes(site, _own_files(site, group.folder))}
        for group in groups
    }
    names = [group.folder.removeprefix(f"{FOLDER}/") for group in groups[1:]]
    write_tree(site, {LIST: json.dumps(names).encode()})
    (version / _RECORD).write_text(json.dumps(record, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return None, len(missing)


def _digest(about: str, groups: Sequence[_Group], group: _Group) -> str:
    """Return one hash of what the index of a group is made from."""
    return hashlib.sha256(json.dumps([about, len(groups), group.pages], sort_keys=True).encode()).hexdigest()


def _groups(site: Path) -> list[_Group]:
    """Return the groups in which pages of a site are indexed, the one that holds pages above the reports first."""
    names = sorted(pagefind.pages_of(site))
    with ThreadPoolExecutor() as pool:
        marks = pool.map(lambda name: _marked(site / name), names)
        pages = {name: digest for name, digest in zip(names, marks, strict=True) if digest}
    if len(names) <= MOST_PAGES:
        return [_Group(FOLDER, pages)]
    found: list[dict[str, str]] = [{} for _ in range(GROUPS + 1)]
    for name, digest in pages.items():
        found[_group_of(name)][name] = digest
    return [_Group(f"{FOLDER}/g{place}" if place else FOLDER, own) for place, own in enumerate(found) if own]


def _marked(path: Path) -> str:
    """Return the hash of a page that is indexed, "" of another."""
    content = path.read_bytes()
    return hashlib.sha256(content).hexdigest() if pagefind.is_marked(content) else ""


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
    """Return the hash of each file by path in the site; hashing leaves other threads run."""
    files = sorted(path for path in paths if path.is_file() and path != site / LIST)
    with ThreadPoolExecutor() as pool:
        return dict(zip((path.relative_to(site).as_posix() for path in files), pool.map(file_hash, files), strict=True))


def _read(version: Path | None) -> dict[str, object]:
    """Return what a version says of its index; nothing when there is no such record."""
    try:
        held = json.loads((version / _RECORD).read_text(encoding="utf-8")) if version else {}
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _taken_over(before: Path | None, version: Path, held: object, inputs: str) -> bool:
    """Return whether a group's index that is still what was recorded stands in another version as well.

    Args:
        before: folder of the version that has it.
        version: folder of the version that gets it.
        held: what the record says of the group.
        inputs: hash of what it would be made from.
    """
    files = held.get("files") if isinstance(held, dict) and held.get("inputs") == inputs else None
    if before is None or not isinstance(files, dict):
        return False
    if not all(name.startswith(f"{FOLDER}/") and ".." not in name for name in files):
        return False
    source = before / SITE
    if _hashes(source, (source / name for name in files)) != files:
        return False
    for name in files:
        link_file(f"{source}/{name}", f"{version / SITE}/{name}")
    return True
