"""What a version of the site holds, report by report: `published.json` beside it.

A report that has errors today keeps the pages it had: its files are carried over from the version before, unchanged.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from generator.site.errors import SiteError
from generator.site.switch import SITE
from generator.site.tree import inside, write_tree

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
    return Published(key, {name: _hash(content) for name, content in sorted(files.items())}, kept or {})


def write_published(version: Path, reports: Mapping[str, Published]) -> None:
    """Write what `version` holds, by address (`region/department/year`)."""
    record = {address: asdict(report) for address, report in sorted(reports.items())}
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


def carry_over(previous: Path, address: str, target: Path) -> Published | None:
    """Return the record of a report whose files were copied unchanged from one version of the site to another.

    None, with nothing copied, when `previous` does not hold the report or its files are no longer what was recorded.

    Args:
        previous: folder of the version that is served now.
        address: `region/department/year`.
        target: folder of the version being made.
    """
    report = read_published(previous).get(address)
    if report is None:
        return None
    try:
        files = {name: inside(previous / SITE, name).read_bytes() for name in report.files}
    except (OSError, SiteError):
        return None
    if any(_hash(content) != report.files[name] for name, content in files.items()):
        return None
    write_tree(target / SITE, files)
    return report


def _hash(content: bytes) -> str:
    """Return the SHA-256 of a file as recorded."""
    return hashlib.sha256(content).hexdigest()
