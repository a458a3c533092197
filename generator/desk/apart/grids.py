"""Task: the grids of an Excel workbook. Imports nothing of the package, so that it is there at once."""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, ZipError

#: digits behind the point that a binary number of a workbook still holds; what is beyond is noise of the format.
PLACES = 9


class RefusedError(Exception):
    """A workbook holds more than is read; the message says of what, in Chinese, behind the name of the file."""


def answer(content: bytes, most: dict[str, Any]) -> object:
    """Return title, rows of text and merged ranges of each sheet; `{"refused": why}`; or `{"broken": true}`.

    Formulas count as the value last saved with them. An empty row is the number of its cells.

    Args:
        content: the file.
        most: what is read of it: `sheets`, `cells`, `characters` of all cells together, of which one has most `text`.
    """
    try:
        return list(_grids(content, **most))
    except RefusedError as refused:
        return {"refused": str(refused)}
    except (CalamineError, ZipError, OSError, ValueError, RuntimeError):
        return {"broken": True}
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of the library: no Exception, and in no module to be had from
            raise
        return {"broken": True}


def _grids(content: bytes, sheets: int, cells: int, characters: int, text: int) -> Iterator[object]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    if len(book.sheet_names) > sheets:
        raise RefusedError(f"有 {len(book.sheet_names)} 张工作表，超过 {sheets} 张的上限，没有读取。")
    laid = written = 0
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        height, width = (last + 1 for last in sheet.end or (-1, -1))
        laid += height * width
        if laid > cells:
            raise RefusedError(
                f"的工作表“{title[:31]}”从第一格到最后一格有 {height} 行、{width} 列，太大，没有读取。"
                "请删掉表外多余的内容和空白的行列，再试一次。"
            )
        rows = [_cells(row, text) for row in sheet.to_python(skip_empty_area=False)]
        written += sum(len(cell) for row in rows if not isinstance(row, int) for cell in row)
        if written > characters:
            raise RefusedError("里的文字太多，不像决算表，没有读取。请只导出需要的表，再试一次。")
        yield title, rows, sheet.merged_cell_ranges or []


def _cells(row: list[Any], most: int) -> list[str] | int:
    """Return the texts of a row; of an empty one only their number: a far cell may bring a hundred thousand of them."""
    return [_text(value)[:most] for value in row] if any(value != "" for value in row) else len(row)


def _text(value: object) -> str:
    """Return the content of a cell as text; a number without the noise of its binary form, and never as 1e3."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - only NaN differs from itself
            return ""
        digits = format(round(Decimal(repr(value)), PLACES), "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return str(value).replace("\r\n", "\n").strip() if value is not None else ""
