"""One attached file, looked into: harmless or not, and what of it people must look at themselves."""

import hashlib

from generator.check.privacy.rules import TOLD
from generator.check.privacy.spotted import spotted_in
from generator.desk.attaching.contents import SCANNED, UnreadableError, properties_of, text_of
from generator.desk.attaching.kinds import kind_problem
from generator.model.attachments import Examined

#: the largest file that is published, in bytes.
MOST_BYTES = 20_000_000
_MOST_FOUND = 200


def examine(name: str, content: bytes) -> Examined:
    """Return what is seen of a file; nothing in it is run, followed or kept.

    Args:
        name: its name in the folder.
        content: its bytes, at most `MOST_BYTES`.
    """
    size, sha256 = len(content), hashlib.sha256(content).hexdigest()
    if problem := kind_problem(name, content):
        return Examined(size, sha256, problem)
    try:
        text, properties = text_of(name, content), properties_of(name, content)
    except UnreadableError as error:
        return Examined(size, sha256, str(error))
    if not (text or "").strip():
        return Examined(size, sha256, unread=SCANNED, properties=properties)
    personal: dict[tuple[str, str], None] = {}
    for line in (text or "").splitlines():
        for spotted in spotted_in(line):
            personal[TOLD[spotted.kind].code, spotted.masked] = None
    return Examined(size, sha256, personal=tuple(personal)[:_MOST_FOUND], properties=properties)


def too_large(size: int) -> Examined:
    """Return what is said of a file that is not read because of its size."""
    most = MOST_BYTES / 1e6
    return Examined(size, problem=f"有 {size / 1e6:.0f} MB，超过 {most:.0f} MB 的上限；请降低扫描精度或分成几个文件")
