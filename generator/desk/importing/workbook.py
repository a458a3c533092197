"""Workbooks as grids of text: .xlsx, .xls and .csv, bounded in every direction."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.desk.apart import BOUNDS, ExhaustedError, ask
from generator.desk.importing.cells import read_cell
from generator.desk.importing.container import OLE, ZIP, WorkbookError, check_zip, not_a_workbook

MOST_BYTES = 50_000_000
#: what is read of a workbook; `characters` of all its cells together, of which one has at most `text`.
MOST: Mapping[str, int] = {"sheets": 2_000, "cells": 2_000_000, "characters": 30_000_000, "text": 2_000}
_Place = tuple[int, int]
_Grid = tuple[str, list[list[str] | int], list[tuple[_Place, _Place]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and its cells as text, rows of equal width; a merged cell's text is in each part.

    `top` and `left` are the row and column (from 0) of the first cell of the grid in the workbook.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    top: int = 0
    left: int = 0

    def cell(self, row: int, column: int) -> str:
        """Return the name that spreadsheet programs give a cell of the grid, such as C7."""
        number, letters = column + self.left + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{row + self.top + 1}"


def read_workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything.

    Formulas count as the value that was last saved with them; macros and links to other files are never followed.
    What a file is stands in its content, whatever its name says.

    Args:
        content: the file.
        name: its name, for messages and as the name of the sheet of a .csv.

    Raises:
        WorkbookError: it is too large, broken, encrypted, or no workbook.
    """
    if len(content) > MOST_BYTES:
        raise WorkbookError(f"“{name}”有 {len(content) / 1e6:.0f} MB，超过 {MOST_BYTES / 1e6:.0f} MB 的上限，没有读取。"
                            "请只导出需要的表，再试一次。")  # fmt: skip
    if not content.strip(b"\0 \t\r\n"):
        raise WorkbookError(f"“{name}”是空文件。请重新导出一份。")
    if why := not_a_workbook(content):
        raise WorkbookError(f"“{name}”{why}")
    if not content.startswith((ZIP, OLE)):
        return (_read_csv(content, name),)
    if content.startswith(ZIP):
        check_zip(content, name)
    return tuple(_sheets(_grids(content, name)))


def _grids(content: bytes, name: str) -> list[_Grid]:
    """Return title, rows and merged ranges of each sheet of an Excel workbook.

    Raises:
        WorkbookError: it is broken, or takes more than it may.
    """
    try:
        found: list[_Grid] | dict[str, str] = ask("grids", content, MOST)
    except ExhaustedError as error:
        raise WorkbookError(
            f"“{name}”太大或损坏：读它要的内存超过 {BOUNDS.memory / 1e9:.0f} GB，或时间超过 {BOUNDS.seconds} 秒，"
            "没有读取。请只导出需要的表，删掉表外空白的行列，再试一次。"
        ) from error
    if isinstance(found, list):
        return found
    if "refused" in found:
        raise WorkbookError(f"“{name}”{found['refused']}")
    raise WorkbookError(
        f"“{name}”打不开：文件损坏、加了密码，或者不是 Excel 工作簿。请用 Excel 或 WPS 打开后另存为 .xlsx，再试一次。"
    )


def _sheets(found: Sequence[_Grid]) -> Iterator[Sheet]:
    """Yield the sheets that hold anything, a merged cell's text in each of its parts, as long as these are not many."""
    filled = written = 0
    for title, laid, merged in found:
        rows = [[""] * row if isinstance(row, int) else row for row in laid]
        for (top, left), (bottom, right) in merged:
            if top >= len(rows) or left >= len(rows[top]):
                continue
            parts = (min(bottom + 1, len(rows)) - top) * (min(right + 1, len(rows[top])) - left)
            filled, written = filled + parts, written + parts * len(rows[top][left])
            if filled <= MOST["cells"] and written <= MOST["characters"]:
                _fill(rows, (top, left), (bottom, right))
        if any(any(row) for row in rows):
            yield Sheet(title, _even(rows))


def _fill(rows: list[list[str]], first: tuple[int, int], last: tuple[int, int]) -> None:
    """Put the text of a merged cell into each of its parts; an amount stands but once."""
    text = rows[first[0]][first[1]]
    if read_cell(text).amount is not None:
        return
    for row in rows[first[0] : last[0] + 1]:
        for column in range(first[1], min(last[1] + 1, len(row))):
            row[column] = text


def _even(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def _read_csv(content: bytes, name: str) -> Sheet:
    """Return a .csv as one sheet; its code is UTF-8 or what Chinese spreadsheet programs write (GB 18030).

    Raises:
        WorkbookError: it is no text, or has too many cells.
    """
    code = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(code)
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as error:
            raise WorkbookError(f"“{name}”的文字编码认不出来。请用 Excel 或 WPS 另存为 .xlsx，再试一次。") from error
    first = text.split("\n", 1)[0]
    try:
        read = csv.reader(io.StringIO(text), delimiter="\t" if "\t" in first and "," not in first else ",")
        rows = []
        cells = 0
        for row in read:
            cells += len(row) + 1
            if cells > MOST["cells"]:
                raise WorkbookError(f"“{name}”太大，没有读取。请删掉空白的行和列，再试一次。")
            rows.append([cell.strip()[: MOST["text"]] for cell in row])
    except csv.Error as error:
        raise WorkbookError(f"“{name}”不是完整的 CSV：{error}。请重新导出一份。") from error
    if max(map(len, rows), default=0) * len(rows) > MOST["cells"]:
        raise WorkbookError(f"“{name}”太大，没有读取。请删掉空白的行和列，再试一次。")
    title = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name
    return Sheet(title, _even(rows))
