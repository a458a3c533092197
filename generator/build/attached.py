"""The files that a report publishes beside itself: those it lists, that are there and may be published."""

import hashlib
import re
from collections.abc import Iterator, Mapping

from generator.model.attachments import FOLDER, Attached, Examined
from generator.model.identity import Report
from generator.model.summary import Download

#: a name that may be part of an address as it is.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")


def attached_of(report: Report, seen: Mapping[str, Examined]) -> Iterator[Attached]:
    """Yield the files of a report that are published, in its order; what is wrong with the others the check says.

    Args:
        report: the report.
        seen: what was seen of the files in its folder, by name.
    """
    for name, one in {one.file: one for one in report.attachments}.items():
        found = seen.get(name)
        if found is None or found.problem or not found.sha256:
            continue
        ending = name.rpartition(".")[2].lower()
        href = f"{FOLDER}/{_address(name)}.{ending}"
        yield Attached(name, href, one.title, one.remark, ending.upper(), found.size, found.sha256)


def _address(name: str) -> str:
    """Return the part of an address that stands for a file name: itself where it is plain, else its hash."""
    stem = name.rpartition(".")[0]
    return stem if _PLAIN.fullmatch(stem) else f"f-{hashlib.sha256(name.encode()).hexdigest()[:10]}"


def listed(attached: tuple[Attached, ...]) -> Iterator[Download]:
    """Yield attached files as the page lists them among the downloads."""
    for one in attached:
        sentence = one.remark or "随本报告公开的附件，照原样提供。"
        yield Download(f"附件：{one.title}", sentence, one.href, one.kind, one.size, sha256=one.sha256)
