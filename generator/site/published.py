"""What a version of the site holds, report by report: `published.json` beside it.

A report that has errors today keeps the pages it had: its files are carried over from the version before, unchanged.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.site.switch import SITE
from generator.site.tree import is_same, link

_RECORD = "published.json"
#: reading and hashing leave Python to others, so one thread reads while the other computes.
_THREADS = 2


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
    """

    def __init__(self, version: Path | None) -> None:
        self.version, self.held = version, read_published(version)
        self._looks: dict[str, Future[bool]] = {}

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Compare the files of all reports with their hashes, in threads beside what is done in the block."""
        with ThreadPoolExecutor(_THREADS) as pool:
            if self.version:
                folder = self.version / SITE
                self._looks = {address: pool.submit(is_same, folder, one.files) for address, one in self.held.items()}
            try:
                yield
            finally:
                pool.shutdown(cancel_futures=True)
                self._looks = {}

    def carry_over(self, address: str, target: Path, without: Collection[str] = ()) -> Published | None:
        """Return the record of a report whose files stand unchanged in another version of the site as well.

        Both versions hold the same files (hard links) where the disk allows it: files of a version are never written
        again. None, with nothing carried over, when there is no such report or its files are no longer what was
        recorded.

        Args:
            address: of the report.
            target: folder of the version being made.
            without: files that are left where they are.
        """
        report = self.held.get(address)
        if self.version is None or report is None or not self._is_same(address, self.version / SITE):
            return None
        kept = {name: known for name, known in report.files.items() if name not in without}
        link(self.version / SITE, target / SITE, kept)
        return replace(report, files=kept)

    def _is_same(self, address: str, folder: Path) -> bool:
        look = self._looks.get(address)
        if look is None or look.cancel():  # one that has not begun waits behind others: this thread is quicker
            return is_same(folder, self.held[address].files)
        return look.result()


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content as it is recorded."""
    return hashlib.sha256(content).hexdigest()
