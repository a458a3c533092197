"""What a version of the site holds: `published.json` beside it by report, `index.json` by group of the search index.

A report that has errors today keeps the pages it had: its files are carried over from the version before, unchanged.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from generator.site.laying import CHANGED, FAILED, LAID, STAMPS, Laying, Order, laying
from generator.site.switch import SITE
from generator.site.tree import is_same, link, stamp, unlink

_RECORD, _GROUPS = "published.json", "index.json"


@dataclass(frozen=True, slots=True)
class Published:
    """One report as it stands in a version of the site.

    Attributes:
        key: hash of everything the report was made from.
        files: path in the site → SHA-256 of the content, for every file that belongs to the report.
        kept: small texts that site-level pages need again, by name, such as the report's summary.
    """

    key: str
    files: Mapping[str, str]
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the search index as it stands in a version of the site.

    Attributes:
        about: the program that made it, and how it was asked.
        pages: path in the site → SHA-256, of the pages that it was made from.
        files: path in the site → SHA-256 of the content.
    """

    about: str
    pages: Mapping[str, str]
    files: Mapping[str, str]


def published(key: str, files: Mapping[str, bytes], kept: Mapping[str, str] | None = None) -> Published:
    """Return the record of a report.

    Args:
        key: hash of everything it was made from.
        files: its files by path in the site.
        kept: small texts to be found again, by name.
    """
    return Published(key, {name: digest(content) for name, content in sorted(files.items())}, kept or {})


def write_published(version: Path, reports: Mapping[str, Published]) -> None:
    """Write what `version` holds, by address (`region/department/year`)."""
    record = {  # not `asdict`, which copies every one of a hundred thousand names
        address: {"key": report.key, "files": report.files, "kept": report.kept}
        for address, report in sorted(reports.items())
    }
    (version / _RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_groups(version: Path, groups: Mapping[str, Group]) -> None:
    """Write what `version` holds of its search index, by folder in the site."""
    record = {folder: asdict(group) for folder, group in sorted(groups.items())}
    (version / _GROUPS).write_text(json.dumps(record, indent=0) + "\n", encoding="utf-8")


def write_stamps(version: Path, parts: Mapping[str, Published | Group]) -> None:
    """Write what the file system says of the files of each part (`generator.site.laying`).

    It is true until somebody touches a file, or a version that shares it comes or goes: so it is written last.
    """
    found = {name: stamp(version / SITE, part.files) for name, part in sorted(parts.items())}
    (version / STAMPS).write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")


def _read_groups(version: Path | None) -> dict[str, Group]:
    """Return what `version` holds of its search index; nothing when there is no version or no record to be used."""
    try:
        record = json.loads((version / _GROUPS).read_text(encoding="utf-8")) if version else {}
        found = {folder: Group(**group) for folder, group in record.items()}
        is_own = all(name.startswith(f"{folder}/") for folder, group in found.items() for name in group.files)
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    else:
        return found if is_own else {}


def read_published(version: Path | None) -> dict[str, Published]:
    """Return what `version` holds, by address; nothing when there is no version or its record is missing or damaged."""
    if version is None:
        return {}
    try:
        record = json.loads((version / _RECORD).read_text(encoding="utf-8"))
        return {address: Published(**report) for address, report in record.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


class Before:
    """The version that is served now: what it holds, and whether that still is what was recorded.

    Attributes:
        version: its folder, None where nothing is served. held: its reports by address.
        groups: what it records of the groups of its search index, by folder in the site.
    """

    def __init__(self, version: Path | None) -> None:
        self.version, self.held, self.groups = version, read_published(version), _read_groups(version)
        self._laying = Laying()

    @contextmanager
    def beside(self, target: Path, parts: Sequence[str], outdated: Sequence[Path]) -> Iterator[None]:
        """Carry over parts beside what is done in the block, which keeps or drops each; remove old versions.

        Other parts are carried over as the block asks.

        Args:
            target: folder of the version being made.
            parts: addresses of reports, folders of groups.
            outdated: folders of versions that go.
        """
        version = self.version or target
        records = (version / _RECORD, version / _GROUPS)
        try:
            with laying(Order(records, version / STAMPS, version / SITE, target / SITE, parts, outdated)) as laid:
                self._laying = laid
                yield
        finally:
            self._laying = Laying()

    def carry_over(self, address: str, target: Path, without: Collection[str] = ()) -> Published | None:
        """Return the record of a report whose files stand unchanged in another version of the site as well.

        None, with nothing carried over, when there is no such report or its files are no longer what was recorded.

        Args:
            address: of the report.
            target: folder of the version being made.
            without: files that are left where they are.
        """
        report = self.held.get(address)
        if report is None or not self._carry(address, report.files, target, without):
            return None
        return replace(report, files={name: known for name, known in report.files.items() if name not in without})

    def carry_group(self, folder: str, target: Path) -> Mapping[str, str] | None:
        """Return the hashes of a group's files once they stand in another version too; None where they cannot."""
        files = self.groups[folder].files if folder in self.groups else None
        return files if files is not None and self._carry(folder, files, target) else None

    def _carry(self, part: str, files: Mapping[str, str], target: Path, without: Collection[str] = ()) -> bool:
        """Have files stand in another version as well; return False, with nothing done, when they are not the same.

        Both versions hold the same files (hard links) where the disk allows it: files of a version are never written
        again.
        """
        outcome = self._laying.outcome(part)
        if outcome == LAID:
            unlink(target / SITE, without)
            return True
        if outcome == CHANGED or self.version is None or not is_same(self.version / SITE, files):
            return False
        self.drop(part, target)
        link(self.version / SITE, target / SITE, [name for name in files if name not in without])
        return True

    def drop(self, part: str, target: Path) -> None:
        """Take a report or a group that was carried over beside out of the version being made.

        Whoever writes its files has to do this first: they would be written into those of the version before.
        """
        if self._laying.outcome(part) in {LAID, FAILED}:
            unlink(target / SITE, (self.held.get(part) or self.groups[part]).files)
            self._laying.forget(part)


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content as it is recorded."""
    return hashlib.sha256(content).hexdigest()
