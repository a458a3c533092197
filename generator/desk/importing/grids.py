"""The grids of an Excel workbook, laid out in a process of its own: `python grids.py BOUNDS`, the file on its input.

The library that reads workbooks is fast, and believes what they say of their size: a few bytes can ask for all the
memory there is, and where it gives up it takes its process along. So it runs where that harms nobody, with bounds of
the system on memory and time, which end it where they are passed. Prints `[[title, rows, merged], …]` or
`{"refused": why}` as JSON. Imports nothing of the package, so that it is there at once.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, ZipError

#: exit codes: no workbook or a broken one; one that asks for more memory than there may be. 1 is a fault of ours.
BROKEN, TOO_LARGE = 3, 4
#: digits behind the point that a binary number of a workbook still holds; what is beyond is noise of the format.
PLACES = 9


class Bounds(NamedTuple):
    """What a workbook may take: `memory` in bytes, `seconds` of the processor, and what of it is read.

    `characters` of all its cells together, of which one has at most `text`.
    """

    memory: int = 1_000_000_000
    seconds: int = 30
    sheets: int = 2_000
    cells: int = 2_000_000
    characters: int = 30_000_000
    text: int = 2_000


Place = tuple[int, int]
Grid = tuple[str, list[list[str]], list[tuple[Place, Place]]]


class RefusedError(Exception):
    """A workbook holds more than is read; the message says of what, in Chinese, behind the name of the file."""


def grids_of(content: bytes, bounds: Bounds) -> Iterator[Grid]:
    """Yield title, rows and merged ranges of each sheet; formulas count as the value last saved with them.

    Raises:
        RefusedError: it holds more than is read.
    """
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    if len(book.sheet_names) > bounds.sheets:
        raise RefusedError(f"有 {len(book.sheet_names)} 张工作表，超过 {bounds.sheets} 张的上限，没有读取。")
    cells = characters = 0
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        height, width = (last + 1 for last in sheet.end or (-1, -1))
        cells += height * width
        if cells > bounds.cells:
            raise RefusedError(
                f"的工作表“{title[:31]}”从第一格到最后一格有 {height} 行、{width} 列，太大，没有读取。"
                "请删掉表外多余的内容和空白的行列，再试一次。"
            )
        rows = [[_text(value)[: bounds.text] for value in row] for row in sheet.to_python(skip_empty_area=False)]
        characters += sum(len(text) for row in rows for text in row)
        if characters > bounds.characters:
            raise RefusedError("里的文字太多，不像决算表，没有读取。请只导出需要的表，再试一次。")
        yield title, rows, sheet.merged_cell_ranges or []


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


def main(words: str) -> None:
    """Print the grids of the workbook on the input; the bounds are the fields of `Bounds` as JSON."""
    bounds = Bounds(**json.loads(words))
    for kind, most in (
        (resource.RLIMIT_AS, bounds.memory),
        (resource.RLIMIT_CPU, bounds.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a system that has a lower one, or knows no such limit
            resource.setrlimit(kind, (most, most))
    try:
        answer = json.dumps(list(grids_of(sys.stdin.buffer.read(), bounds)), ensure_ascii=False)
    except RefusedError as refused:
        answer = json.dumps({"refused": str(refused)})
    except MemoryError:
        sys.exit(TOO_LARGE)
    except (CalamineError, ZipError, OSError, ValueError, RuntimeError):
        sys.exit(BROKEN)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of the library: no Exception, and in no module to be had from
            raise
        sys.exit(BROKEN)
    sys.stdout.buffer.write(answer.encode("utf-8", "replace"))


if __name__ == "__main__":
    main(sys.argv[1])
