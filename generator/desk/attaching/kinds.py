"""Kinds of files that may be attached: told by ending and first bytes, which must agree."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from generator.desk.importing.container import MOST_UNPACKED, ZIP, is_crowded

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1024
ALLOWED = "pdf、jpg、png、xlsx、xls、docx"
_UNPACKS_TOO_LARGE = "解开后太大，不像正常的文件"


def _zipped(part: str) -> Callable[[bytes], bool]:
    """Return a test for an Office file that holds a part."""

    def fits(content: bytes) -> bool:
        if not content.startswith(ZIP):
            return False
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                return part in archive.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
            return False

    return fits


#: ending → whether the bytes are of that kind.
KINDS: Mapping[str, Callable[[bytes], bool]] = {
    "pdf": lambda content: b"%PDF-" in content[:_PDF_WITHIN],
    "jpg": lambda content: content.startswith(b"\xff\xd8\xff"),
    "jpeg": lambda content: content.startswith(b"\xff\xd8\xff"),
    "png": lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    "xlsx": _zipped("xl/workbook.xml"),
    "docx": _zipped("word/document.xml"),
    "xls": lambda content: content.startswith(_OLE),
}


def ending_of(name: str) -> str:
    """Return the ending of a file name in small letters, without its full stop."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def kind_problem(name: str, content: bytes) -> str:
    """Return why a file is none of the kinds that may be attached, "" for one that is and harms nobody."""
    ending = ending_of(name)
    if ending not in KINDS:
        return (
            f"不能用 .{ending} 文件作附件，可以用的有 {ALLOWED}" if ending else f"文件名没有后缀，可以用的有 {ALLOWED}"
        )
    if not content:
        return "是空文件"
    if content.startswith(ZIP) and is_crowded(content):
        return _UNPACKS_TOO_LARGE
    if not KINDS[ending](content):
        return f"名字是 .{ending}，内容却不是，或者损坏了；请重新导出，不要只改名字"
    if ending in {"xlsx", "docx"}:
        return _office_problem(content)
    has_macro = ending == "xls" and "_VBA_PROJECT".encode("utf-16-le") in content
    return "带着宏；请另存为 .xlsx" if has_macro else ""


def _office_problem(content: bytes) -> str:
    """Return why an Office file may not be published: macros, embedded programs, or too much when unpacked."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        return _UNPACKS_TOO_LARGE
    if any(name.endswith(("vbaproject.bin", ".exe", ".js", ".vbs")) or "/activex/" in name for name in names):
        return "带着宏或控件；请另存为不带宏的文件"
    if any("/embeddings/" in name for name in names):
        return "里面嵌着别的文件；请把它单独作附件，或者粘贴成图片"
    return ""
