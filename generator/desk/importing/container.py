"""What a file is, and whether it is safe to open: told from its bytes before any of it is laid out in memory."""

import io
import zipfile

MOST_UNPACKED = 200_000_000
MOST_ENTRIES = 10_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: what each entry of the list of contents of an archive begins with.
_ENTRY = b"PK\x01\x02"
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
    if content.startswith(OLE) and b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in content:
        return "加了密码。请用 Excel 或 WPS 打开，去掉密码后另存为 .xlsx，再导入。"
    is_text = content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in content[:4096]
    return (
        "" if content.startswith((ZIP, OLE)) or is_text else "不是 Excel 工作簿，也不是 CSV。只认 .xlsx、.xls、.csv。"
    )


def is_crowded(archive: bytes) -> bool:
    """Return whether an archive has more entries than an Office file can need; to list a million takes long itself."""
    return archive.count(_ENTRY) > MOST_ENTRIES


def check_zip(content: bytes, name: str) -> None:
    """Refuse an archive that is no .xlsx, or says itself that it is too large; one that lies is not stopped here.

    Args:
        content: the file.
        name: its name, for messages.

    Raises:
        WorkbookError: it is broken, another kind of file, or would unpack to too much.
    """
    if is_crowded(content):
        raise WorkbookError(_too_large(name))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise WorkbookError(f"“{name}”打不开：文件损坏、没有下载完整，或者加了密码。请重新导出一份。") from error
    if not any(entry.filename.endswith("xl/workbook.xml") for entry in entries):
        raise WorkbookError(f"“{name}”不是 .xlsx 工作簿。{_SAVE_AS}")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise WorkbookError(_too_large(name))


def _too_large(name: str) -> str:
    return f"“{name}”解开后超过 {MOST_UNPACKED / 1e6:.0f} MB，不像正常的决算表，没有读取。请只导出需要的表，再试一次。"
