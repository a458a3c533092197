"""Task: what a PDF says of itself. Imports nothing of the package, so that it is there at once."""

from io import BytesIO

import pikepdf

_END = 4096
_NO_PDF = "打不开：文件损坏，或者没有下载完整"


class UnreadableError(Exception):
    """A PDF cannot be opened, or may not be published; the message says why, in Chinese."""


def answer(content: bytes, _words: object) -> object:
    """Return `{"author": …}`, which may be empty, or `{"unreadable": why}`."""
    try:
        return {"author": _author(content)}
    except UnreadableError as error:
        return {"unreadable": str(error)}
    except pikepdf.PasswordError:
        return {"unreadable": "加了密码；请去掉以后再放进来"}
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RecursionError):
        return {"unreadable": _NO_PDF}


def _author(content: bytes) -> str:
    """Return the author of a PDF.

    Raises:
        UnreadableError: it is broken, encrypted, or holds scripts.
    """
    if b"%%EOF" not in content[-_END:]:
        raise UnreadableError(_NO_PDF)
    with pikepdf.open(BytesIO(content)) as pdf:
        if pdf.is_encrypted:
            raise UnreadableError("加了密码或限制；请去掉以后再放进来")
        if not pdf.pages:
            raise UnreadableError("一页也没有")
        root = pdf.Root
        has_script = "/Names" in root and "/JavaScript" in root.Names
        if has_script or _is_script(root.get("/OpenAction")) or "/AA" in root:
            raise UnreadableError("里面有脚本；请用打印成 PDF 的办法重做一份")
        return str(pdf.docinfo.get("/Author", "")).strip() if pdf.trailer.get("/Info") is not None else ""


def _is_script(action: object) -> bool:
    """Return whether what a PDF does when it is opened is to run a script or a program."""
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in {"/JavaScript", "/Launch"}
