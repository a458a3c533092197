"""Text and properties of a file: what a program can read of it, bounded, with nothing in it ever run or followed."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from io import BytesIO

from generator.desk.apart import BOUNDS, ExhaustedError, ask
from generator.desk.attaching.kinds import ending_of
from generator.desk.importing.container import WorkbookError
from generator.desk.importing.workbook import read_workbook

#: characters of text that are looked at.
MOST_TEXT = 5_000_000
_TAG = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"</w:p>|<w:(?:br|tab|cr)\b[^>]*>")
_AUTHOR = re.compile(r"<(dc:creator|cp:lastModifiedBy)>([^<]{1,100})</")
_GPS_TAG = 0x8825
_MOST_TAGS = 500
SCANNED = "程序读不出文字（可能是扫描件）"


class UnreadableError(ValueError):
    """A file cannot be opened; the message says why, in Chinese."""


def text_of(name: str, content: bytes) -> str | None:
    """Return the text of a file, or None for a kind of which no text can be read.

    Raises:
        UnreadableError: it is broken, encrypted or too large.
    """
    ending = ending_of(name)
    if ending in {"xlsx", "xls"}:
        try:
            sheets = read_workbook(content, name)
        except WorkbookError as error:
            raise UnreadableError(str(error).removeprefix(f"“{name}”")) from error
        return _joined("\t".join(row) for sheet in sheets for row in sheet.rows)
    if ending == "docx":
        parts = _parts(content, lambda part: part.startswith("word/") and part.endswith(".xml"))
        return _joined(unescape(_TAG.sub("", _BREAKS.sub("\n", text))) for text in parts)
    return None


def _joined(lines: Iterable[str]) -> str:
    """Return as many lines as are looked at."""
    held, size = [], 0
    for line in lines:
        held.append(line)
        size += len(line) + 1
        if size > MOST_TEXT:
            break
    return "\n".join(held)[:MOST_TEXT]


def properties_of(name: str, content: bytes) -> tuple[str, ...]:
    """Return what a file tells besides its text: author, who saved it last, where a photograph was taken.

    Raises:
        UnreadableError: it is broken or encrypted.
    """
    ending = ending_of(name)
    if ending == "pdf":
        return tuple(_of_pdf(content))
    if ending in {"xlsx", "docx"}:
        [*texts] = _parts(content, lambda part: part == "docProps/core.xml")
        names = {"dc:creator": "作者", "cp:lastModifiedBy": "最后保存的人"}
        return tuple(f"{names[tag]}“{unescape(said)[:20]}”" for text in texts for tag, said in _AUTHOR.findall(text))
    if ending in {"jpg", "jpeg"} and _has_place(content):
        return ("拍摄地点",)
    return ()


def _parts(content: bytes, is_wanted: Callable[[str], bool]) -> Iterator[str]:
    """Yield the wanted parts of an Office file as text.

    Raises:
        UnreadableError: it is broken or encrypted.
    """
    left = MOST_TEXT * 4
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for entry in archive.infolist():
                if is_wanted(entry.filename) and left > 0:
                    with archive.open(entry) as stream:
                        raw = stream.read(left)
                    left -= len(raw)
                    yield raw.decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableError("打不开：文件损坏，或者加了密码") from error


def _of_pdf(content: bytes) -> Iterator[str]:
    """Yield the author of a PDF.

    Raises:
        UnreadableError: it is broken, encrypted, or holds scripts.
    """
    try:
        found = ask("paper", content)
    except ExhaustedError as error:
        raise UnreadableError(
            f"太大或损坏：打开它要的内存超过 {BOUNDS.memory / 1e9:.0f} GB，或时间超过 {BOUNDS.seconds} 秒；"
            "请用打印成 PDF 的办法重做一份"
        ) from error
    if "unreadable" in found:
        raise UnreadableError(found["unreadable"])
    if found["author"]:
        yield f"作者“{found['author'][:20]}”"


def _has_place(content: bytes) -> bool:
    """Return whether a photograph says where it was taken (the GPS part of its Exif data)."""
    start = content.find(b"Exif\0\0", 0, 1 << 16)
    data = content[start + 6 : start + 6 + (1 << 16)] if start >= 0 else b""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        return False
    try:
        (offset,) = struct.unpack_from(f"{order}I", data, 4)
        (count,) = struct.unpack_from(f"{order}H", data, offset)
        tags = (struct.unpack_from(f"{order}H", data, offset + 2 + 12 * at)[0] for at in range(min(count, _MOST_TAGS)))
        has_place = _GPS_TAG in tags
    except struct.error:
        return False
    return has_place
