"""What a file is, and whether it is safe to open: told from its bytes before any of it is laid out in memory."""

import io
import re
import zipfile
import zlib

MOST_UNPACKED = 200_000_000
MOST_CELLS = 2_000_000
MOST_ENTRIES = 10_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 20
#: a cell with content, of which a spreadsheet program makes the extent of its sheet; empty styled cells end in />.
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*?(?<!/)>")
_BARE_CELL = re.compile(rb"<(?:\w+:)?c(?:\s(?:(?!\br=)[^<>])*)?(?<!/)>")
_LONGEST_TAG = 1000
_SAVE_AS = "请用 Excel 或 WPS 打开它，另存为 .xlsx，再导入。"


class WorkbookError(ValueError):
    """A workbook cannot be read; the message says why and what to do, in Chinese."""


def not_a_workbook(content: bytes) -> str:
    """Return in Chinese what a file is that is no workbook and no text of tables, or "" for one that may be."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        kind = "XML 表格" if b"urn:schemas-microsoft-com:office:spreadsheet" in start else "网页"
        return f"虽然可能叫 .xls，其实是{kind}（财政系统常这样导出）。{_SAVE_AS}"
    if start.startswith(b"%pdf"):
        return "是 PDF，不是 Excel 工作簿。请从财政系统导出 Excel，再导入。"
    if start.startswith(b"{\\rtf"):
        return f"是 Word 文档，不是 Excel 工作簿。{_SAVE_AS}"
    if content.startswith(_OLE) and b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in content:
        return "加了密码。请用 Excel 或 WPS 打开，去掉密码后另存为 .xlsx，再导入。"
    is_text = content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in content[:4096]
    return (
        "" if content.startswith((_ZIP, _OLE)) or is_text else "不是 Excel 工作簿，也不是 CSV。只认 .xlsx、.xls、.csv。"
    )


def check_zip(content: bytes, name: str) -> None:
    """Refuse an archive that is no .xlsx, or would take more memory than it should.

    Args:
        content: the file.
        name: its name, for messages.

    Raises:
        WorkbookError: it is broken, another kind of file, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if not any(entry.endswith("xl/workbook.xml") for entry in names):
                raise WorkbookError(f"“{name}”不是 .xlsx 工作簿。{_SAVE_AS}")
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise WorkbookError(_too_large(name))
            unpacked = sum(_checked(archive, entry, name) for entry in entries)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        if isinstance(error, WorkbookError):
            raise
        raise WorkbookError(f"“{name}”打不开：文件损坏、没有下载完整，或者加了密码。请重新导出一份。") from error
    if unpacked > MOST_UNPACKED:
        raise WorkbookError(_too_large(name))


def _checked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> int:
    """Return how large an entry is unpacked, whatever it says of itself; its cells must fit into memory laid out.

    Raises:
        WorkbookError: they do not.
    """
    size = rows = columns = bare = 0
    rest = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            text = rest + chunk
            for match in _CELL.finditer(text):
                rows, columns = max(rows, int(match[2])), max(columns, _column(match[1]))
            bare += sum(1 for _ in _BARE_CELL.finditer(text))
            rest = text[-_LONGEST_TAG:]
            if size > MOST_UNPACKED:
                raise WorkbookError(_too_large(name))
            if rows * columns > MOST_CELLS or bare > MOST_CELLS:
                raise WorkbookError(
                    f"“{name}”里有一张工作表从第一格到最后一格有 {rows} 行、{columns} 列，太大，没有读取。"
                    "请删掉表外多余的内容和空白的行列，再试一次。"
                )
    return size


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _too_large(name: str) -> str:
    return f"“{name}”解开后超过 {MOST_UNPACKED / 1e6:.0f} MB，不像正常的决算表，没有读取。请只导出需要的表，再试一次。"
