"""The search index of a version, whole or in groups, each taken from the version before if no page of it changed.

Pagefind takes some 0.7 GB of memory and 9 seconds for a thousand pages. So a large site is indexed in groups, which a
visitor's browser searches together (docs/assets/js/search.js): the pages above the reports, and the departments dealt
out by the hash of their address, so that each stays in its group and a change of one makes one group again. A search
reads something of each group: there are no more of them than the pages need.
"""

import hashlib
import json
import math
import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from generator.findings import Finding
from generator.site import pagefind
from generator.site.compressed import compressed
from generator.site.pagefind import FOLDER
from generator.site.published import Before, Group, write_groups
from generator.site.switch import SITE
from generator.site.tree import file_hash, write_tree

#: pages of reports in one index; where there are more, in a group of departments, on average (ADR 20).
MOST_PAGES = 2_000
#: groups of departments at most; one more holds the pages above the reports.
GROUPS = 9
#: tells the browser which groups there are besides the first.
LIST = f"{FOLDER}/groups.json"
_RECORD = "search.json"
#: folders of groups, which stand inside that of the first.
_INNER = frozenset(f"g{place}" for place in range(1, GROUPS + 1))
#: groups that are made at the same time; each run takes one processor, and memory by its pages.
_AT_ONCE = 2
#: reports at most for whose sake pages are read before these reports are made.
_FEW = 8
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
class _Made:
    """What became of a group.

    Attributes:
        group: what it is made from, and its files. lack: a warning where it was not made.
        is_new: whether it was made this time.
    """

    group: Group
    lack: Finding | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Indexed:
    """What became of the index.

    Attributes:
        lack: a warning where the site has no search. made: groups that were made this time, and stand in the site.
        groups: what stands in the site, by folder.
    """

    lack: Finding | None = None
    made: int = 0
    groups: Mapping[str, Group] = field(default_factory=dict)


class Indexing:
    """The index of a version being made; groups of departments are made while pages above them are not there yet."""

    def __init__(self, project: Path, version: Path, before: Before) -> None:
        """Begin with nothing.

        Args:
            project: folder with node_modules/.
            version: folder of the version being made.
            before: the version that is served now.
        """
        self._project, self._version, self._before = project, version, before
        self._about, self._marks = pagefind.about(project), _marks(before.version)
        self._pool, self._reader = ThreadPoolExecutor(_AT_ONCE), ThreadPoolExecutor(1)
        self._ahead: dict[str, tuple[pagefind.Run, Future[None]]] = {}
        self._looked: dict[str, tuple[str, bool]] = {}
        self._groups: list[_Group] = []
        self._begun: dict[str, tuple[_Group, Future[_Made]]] = {}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Give up what was not begun, and what was read in vain."""
        for run, _ in list(self._ahead.values()):
            run.stop()
        self._reader.shutdown(cancel_futures=True)
        self._pool.shutdown(cancel_futures=True)

    def expect(self, addresses: Sequence[str]) -> None:
        """Read the pages of groups that will be made again, as they are in the version before: few will differ.

        While one report is printed a processor has nothing else to do; while many are, none.

        Args:
            addresses: reports that are going to be made.
        """
        own = tuple(f"reports/{address}/" for address in addresses)
        groups = {
            folder: group
            for folder, group in self._before.groups.items()
            if folder == FOLDER or any(name.startswith(own) for name in group.pages)
        }
        version = self._before.version
        if version is None or len(groups) > _AT_ONCE or len(set(addresses)) > _FEW:
            return
        for folder in sorted(groups, reverse=True):  # the pages above reports are the last to be made
            pages = groups[folder].pages
            if run := pagefind.begin(self._project, version / SITE):
                self._ahead[folder] = run, self._reader.submit(run.read, version / SITE, pages)

    def begin(self, known: Mapping[str, str], *, is_whole: bool = True) -> None:
        """Begin with the pages that stand in the site.

        Args:
            known: path in the site → hash, of all pages there; if there are none, the site is looked through.
            is_whole: whether all stand there; if only those of reports, a site of one index waits for the others.
        """
        self._looked = self._looked_at(known)
        self._groups = _groups(_marked(self._looked))
        self._start(self._groups if is_whole else self._groups[1:])

    def finish(self) -> Indexed:
        """Return what became of the index, which stands in the site unless a warning says why not."""
        looked, site, groups = self._looked, self._version / SITE, self._groups
        made = {group.folder: self._begun[group.folder][1].result() for group in groups}
        if wrong := next((one.lack for one in made.values() if one.lack), None):
            for folder in self._before.groups:
                self._before.drop(folder, self._version)
            shutil.rmtree(site / FOLDER, ignore_errors=True)  # some groups would deny what the others hold
            return Indexed(wrong)
        for folder in self._before.groups.keys() - made.keys():
            self._before.drop(folder, self._version)
        names = [group.folder.removeprefix(f"{FOLDER}/") for group in groups[1:]]
        write_tree(site, {LIST: json.dumps(names).encode()})
        marks = json.dumps(dict(sorted(looked.values())), indent=0)
        (self._version / _RECORD).write_text(f"{marks}\n", encoding="utf-8")
        write_groups(self._version, {folder: one.group for folder, one in made.items()})
        count = sum(one.is_new for one in made.values())
        return Indexed(None, count, {folder: one.group for folder, one in made.items()})

    def _start(self, groups: Iterable[_Group]) -> None:
        """Begin with groups; one that was begun without a page it has, such as that of a withdrawn report, anew."""
        for group in groups:
            begun = self._begun.get(group.folder)
            if begun and begun[0] == group:
                continue
            if begun:
                begun[1].result()
                self._before.drop(group.folder, self._version)
                shutil.rmtree(self._version / SITE / group.folder, ignore_errors=True)
            self._begun[group.folder] = group, self._pool.submit(self._make, group)

    def _make(self, group: _Group) -> _Made:
        """Return what became of a group: taken over from the version before, or made."""
        made = Group(self._about, group.pages, {})
        held = self._before.groups.get(group.folder)
        is_same = held is not None and replace(held, files={}) == made
        if is_same and (same := self._before.carry_group(group.folder, self._version)):
            return _Made(replace(made, files=same))
        self._before.drop(group.folder, self._version)
        site = self._version / SITE
        ahead = self._read_ahead(group)
        if lack := pagefind.index(self._project, site, site / group.folder, group.pages, ahead, _INNER):
            return _Made(made, lack, is_new=True)
        files = {path.relative_to(site).as_posix(): path.read_bytes() for path in _own_files(site, group.folder)}
        write_tree(site, compressed(files))
        return _Made(replace(made, files=_hashes(site, _own_files(site, group.folder))), is_new=True)

    def _read_ahead(self, group: _Group) -> pagefind.Run | None:
        """Return the run that has read the pages of a group, once; None where there is none or it could not."""
        if group.folder not in self._ahead:
            return None
        run, reading = self._ahead.pop(group.folder)
        try:
            reading.result()
        except (OSError, ValueError, KeyError):  # a run from the beginning tells why
            run.stop()
            return None
        return run

    def _looked_at(self, known: Mapping[str, str]) -> dict[str, tuple[str, bool]]:
        """Return the hash of each page that stands in the site, and whether it is indexed, by path in order."""
        site, found = self._version / SITE, {}
        pages = [name for name in known if name.endswith(".html")] or pagefind.pages_of(site)
        for name in sorted(pages):
            sha = known.get(name) or file_hash(f"{site}/{name}")
            if sha not in self._marks:
                self._marks[sha] = pagefind.is_marked((site / name).read_bytes())
            found[name] = sha, self._marks[sha]
        return found


def _marked(looked: Mapping[str, tuple[str, bool]]) -> dict[str, str]:
    """Return the pages that are indexed: path → hash."""
    return {name: sha for name, (sha, is_marked) in looked.items() if is_marked}


def _groups(pages: Mapping[str, str]) -> list[_Group]:
    """Return the groups in which pages are indexed, the one that holds pages above the reports first.

    How many there are depends on the number of pages of reports alone.

    Args:
        pages: path → hash.
    """
    departments = {name: _department_of(name) for name in pages}
    count = sum(map(bool, departments.values()))
    if count <= MOST_PAGES:
        return [_Group(FOLDER, pages)]
    found: list[dict[str, str]] = [{} for _ in range(min(GROUPS, math.ceil(count / MOST_PAGES)) + 1)]
    for name, sha in pages.items():
        found[_place(departments[name], len(found) - 1)][name] = sha
    groups = [_Group(f"{FOLDER}/g{place}", own) for place, own in enumerate(found[1:], 1) if own]
    return [_Group(FOLDER, found[0]), *groups]


def _department_of(page: str) -> str:
    """Return the department (`region/department`) of a report's page; "" for a page above the reports."""
    parts = page.split("/")
    return "/".join(parts[1:_ABOVE]) if parts[0] == "reports" and len(parts) > _ABOVE + 1 else ""


def _place(department: str, groups: int) -> int:
    """Return the place of a department's group; 0 for what is above the reports."""
    return int(hashlib.sha256(department.encode()).hexdigest(), 16) % groups + 1 if department else 0


def _own_files(site: Path, folder: str) -> list[Path]:
    """Return the files of a group's index; the folders of groups inside its own, written meanwhile, are not read."""
    own = [path for path in (site / folder).iterdir() if path.name not in _INNER]
    return [path for one in own for path in (one, *one.rglob("*")) if path.is_file()]


def _hashes(site: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Return the hash of each file by path in the site."""
    return {path.relative_to(site).as_posix(): file_hash(path) for path in sorted(paths)}


def _marks(before: Path | None) -> dict[str, bool]:
    """Return which pages a version knows, by hash, and whether they are indexed; nothing where it does not say."""
    try:
        held = json.loads((before / _RECORD).read_text(encoding="utf-8")) if before else {}
    except (OSError, ValueError):
        return {}
    return {sha: mark for sha, mark in held.items() if isinstance(mark, bool)} if isinstance(held, dict) else {}
