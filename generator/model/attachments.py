"""Files that belong to a report: what the shell saw of each, and what the site says of those that are published."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

#: where what was seen of the files of a report stands among its files; no such file is on the disk.
EXAMINED = "attachments/.examined.json"
FOLDER = "attachments"


@dataclass(frozen=True, slots=True)
class Examined:
    """What was seen of one file of the folder.

    Attributes:
        size: bytes. sha256: hexadecimal digest; empty for a file that was not read.
        problem: why it cannot be published, in Chinese; empty when it can.
        unread: why nobody but people can tell what is in it, such as 扫描件; empty when its text was read.
        personal: code of a rule and masked form of each piece of personal data in its text.
        properties: what it tells besides its text, such as its author.
    """

    size: int
    sha256: str = ""
    problem: str = ""
    unread: str = ""
    personal: tuple[tuple[str, str], ...] = ()
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is published with a report.

    Attributes:
        file: its name in the folder. href: its address relative to the report's folder.
        title, remark: what it is, as typed. kind: file type as people call it. size: bytes. sha256: its digest.
    """

    file: str
    href: str
    title: str
    remark: str
    kind: str
    size: int
    sha256: str


def dump_examined(found: Mapping[str, Examined]) -> bytes:
    """Return what was seen of the files of a report, by name, as JSON."""
    return json.dumps({name: asdict(found[name]) for name in sorted(found)}, ensure_ascii=False).encode()


def load_examined(content: bytes) -> dict[str, Examined]:
    """Return what `dump_examined` wrote."""
    held = json.loads(content)
    return {
        name: Examined(
            **{
                **seen,
                "personal": tuple((code, masked) for code, masked in seen["personal"]),
                "properties": tuple(seen["properties"]),
            }
        )
        for name, seen in held.items()
    }
