"""What a version of the site holds, report by report: `published.json` beside it.

A report that has errors today keeps the pages it had: its files are carried over from the version before, unchanged.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.site.switch import SITE
from generator.site.tree import link_same

_RECORD = "published.json"


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


def carry_over(previous: Path, report: Published, target: Path, without: Collection[str] = ()) -> Published | None:
    """Return the record of a report whose files stand unchanged in another version of the site as well.

    Both versions hold the same files (hard links) where the disk allows it: files of a version are never written again.
    None, with nothing carried over, when the files are no longer what was recorded.

    Args:
        previous: folder of the version that is served now.
        report: what it says of the report.
        target: folder of the version being made.
        without: files that are left where they are.
    """
    kept = {name: known for name, known in report.files.items() if name not in without}
    is_same = link_same(previous / SITE, target / SITE, kept)
    return replace(report, files=kept) if is_same else None


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content as it is recorded."""
    return hashlib.sha256(content).hexdigest()
