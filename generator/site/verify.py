"""Whether a folder holds the site that a list names, or the same as another folder: what is missing, altered, too much.

Both sides ascend by name and are read side by side, so memory grows neither with the site nor with what is wrong in it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from generator.site.errors import SiteError
from generator.site.sums import SUMS, Damage, Item, Kind, entries, hashed, regular, shown, walk

#: deviations of one kind that are kept; all are counted.
MOST = 100
#: lines without sense after which a file is taken for something else than a list.
_GARBAGE = 1000
_SOURCES = b"/sources.json"
_COMMIT = re.compile(rb'\{\s*"commit": "([0-9a-f]{40,64})"')
_COMMITS = 20


class Fault(Enum):
    """What can be wrong with a file, or with a line of the list."""

    MISSING = "missing"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    LINK = "link"
    UNREADABLE = "unreadable"
    OUTSIDE = "outside"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that is wrong: which kind, and where, as a line may print it."""

    fault: Fault
    place: str


@dataclass(slots=True)
class Verdict:
    """What became of a comparison.

    Attributes:
        same: files that are as they should be. size: their bytes.
        sums: SHA-256 of the list; of the list in the folder, or "" without one, when two folders were compared.
        commits: how many reports were made from which commit, as they say themselves.
        counts: how many deviations of each kind. deviations: the first of each kind.
    """

    same: int = 0
    size: int = 0
    sums: str = ""
    commits: Counter[str] = field(default_factory=Counter)
    counts: Counter[Fault] = field(default_factory=Counter)
    deviations: list[Deviation] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Return whether nothing deviates, and there was something to compare."""
        return not self.counts and self.same > 0

    def note(self, fault: Fault, place: str) -> None:
        """Count a deviation, and keep it while there are few of its kind."""
        self.counts[fault] += 1
        if self.counts[fault] <= MOST:
            self.deviations.append(Deviation(fault, place))


def verify_site(site: Path, sums: Path | None = None) -> Verdict:
    """Return how a folder differs from what a list says of it.

    Args:
        site: folder of the site; may be a link itself, what is in it may not.
        sums: a list that was obtained elsewhere; without it, the one in the folder. With it, the folder's own list has
            to be the same.

    Raises:
        SiteError: there is no such folder, or no list.
    """
    top = _folder(site)
    verdict = Verdict()
    try:
        with regular(sums or top / SUMS, follow=sums is not None) as file:
            verdict.sums = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            found = (item for item in walk(top) if item.name != SUMS.encode())
            _compare(_listed(entries(file), verdict), hashed(top, found, heads=(_SOURCES,)), verdict)
    except OSError as error:
        raise SiteError(_no_list(sums or site / SUMS)) from error
    if sums is not None:
        _own_list(top, verdict)
    return verdict


def compare_sites(site: Path, other: Path) -> Verdict:
    """Return how the files of a folder differ from those of another, their lists included.

    Raises:
        SiteError: one of them is no folder.
    """
    top, wanted = _folder(site), _folder(other)
    verdict = Verdict()
    _compare(hashed(wanted, walk(wanted)), hashed(top, walk(top), heads=(_SOURCES,)), verdict)
    try:
        with regular(top / SUMS, follow=False) as file:
            verdict.sums = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        verdict.sums = ""
    return verdict


def _folder(site: Path) -> Path:
    """Return a folder without links in its path.

    Raises:
        SiteError: it is none, or cannot be read.
    """
    try:
        top = site.resolve(strict=True)
        next(top.iterdir(), None)
    except (OSError, RuntimeError, ValueError) as error:
        raise SiteError(f"没有文件夹“{site}”，或者打不开。请写网站所在的文件夹，例如 juesuan verify site") from error
    return top


def _no_list(path: Path) -> str:
    return (
        f"没有找到清单“{path}”，或者它打不开、不是普通的文件。请重新运行 juesuan build，"
        "或者用 --sums 写出从别处得到的清单。"
    )


def _own_list(top: Path, verdict: Verdict) -> None:
    """Note whether the folder's own list is another one than the list it was compared with."""
    own = next(hashed(top, _top_list(top)), None)
    if own is None:
        verdict.note(Fault.MISSING, SUMS)
    elif own.sha256 != verdict.sums:
        verdict.note(_fault_of(own), SUMS)


def _top_list(top: Path) -> Iterator[Item]:
    path = top / SUMS
    if path.is_symlink():
        yield Item(SUMS.encode(), Kind.LINK)
    elif path.exists():
        yield Item(SUMS.encode())


def _listed(lines: Iterator[Item | Damage], verdict: Verdict) -> Iterator[Item]:
    """Yield the usable lines of a list; note the others.

    Raises:
        SiteError: it is no list at all.
    """
    for line in lines:
        if isinstance(line, Item):
            yield line
            continue
        verdict.note(Fault.OUTSIDE if line.is_outside else Fault.DAMAGED, f"第 {line.line} 行：{line.why}")
        if verdict.counts[Fault.DAMAGED] > _GARBAGE:
            raise SiteError(f"清单里有 {_GARBAGE} 多行看不懂，它不是网站的 {SUMS}。请重新取一份。")


def _compare(wanted: Iterator[Item], found: Iterator[Item], verdict: Verdict) -> None:
    """Note how what was found differs from what was wanted; both ascend by name."""
    left, right = next(wanted, None), next(found, None)
    while left or right:
        if right is None or (left and left.name < right.name):
            assert left
            verdict.note(Fault.MISSING, shown(left.name))
            left = next(wanted, None)
        elif left is None or right.name < left.name:
            verdict.note(Fault.UNKNOWN if right.kind is Kind.FILE else _fault_of(right), shown(right.name))
            right = next(found, None)
        else:
            _judge(left, right, verdict)
            left, right = next(wanted, None), next(found, None)


def _judge(wanted: Item, found: Item, verdict: Verdict) -> None:
    """Note whether a file is what was wanted."""
    if not found.sha256 or wanted.sha256 != found.sha256:
        verdict.note(_fault_of(found), shown(found.name))
        return
    verdict.same += 1
    verdict.size += found.size
    commit = _COMMIT.match(found.head)
    if commit and (commit[1].decode() in verdict.commits or len(verdict.commits) < _COMMITS):
        verdict.commits[commit[1].decode()] += 1


def _fault_of(item: Item) -> Fault:
    """Return what is wrong with a thing that is not the file it should be."""
    faults = {Kind.FILE: Fault.ALTERED, Kind.LINK: Fault.LINK}
    return faults.get(item.kind, Fault.UNREADABLE)
