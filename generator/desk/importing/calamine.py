"""The cells of an .xlsx or .xls, read by calamine: run as a program of its own, never imported by ours (`apart`).

Calamine ends the whole process where a damaged or hostile file names a size that no memory holds, and panics at others.
Nothing of ours is imported here, so that a start costs a tenth of a second.
"""

import io
import json
import resource
import sys
from collections.abc import Sequence
from contextlib import suppress

from python_calamine import CalamineError, CalamineWorkbook, ZipError

#: exit code for a file that cannot be read; one that calamine aborts at ends by a signal.
BROKEN = 3
#: bytes of memory and seconds of CPU time for one file.
_MEMORY, _SECONDS = 2_000_000_000, 60
_FAULTS = (CalamineError, ZipError, OSError, ValueError, RuntimeError, MemoryError)


def main(most_sheets: int, most_cells: int) -> None:
    """Read a file from standard input; print its sheets as JSON, or by how much it is too large."""
    for kind, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # a system that knows no such limit, or has a lower one
            resource.setrlimit(kind, (most, most))
    try:
        found = _read(CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())), most_sheets, most_cells)
    except _FAULTS:
        sys.exit(BROKEN)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # derived from BaseException, and in no module to import from
            raise
        sys.exit(BROKEN)
    json.dump(found, sys.stdout)


def _read(book: CalamineWorkbook, most_sheets: int, most_cells: int) -> dict[str, object]:
    if len(book.sheet_names) > most_sheets:
        return {"many": len(book.sheet_names)}
    sheets = []
    cells = 0
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        cells += sheet.height * sheet.width
        if cells > most_cells:
            return {"title": title, "cells": cells}
        rows = [_cells(row) for row in sheet.to_python(skip_empty_area=False)]
        sheets.append({"title": title, "rows": rows, "width": sheet.width, "merged": sheet.merged_cell_ranges or ()})
    return {"sheets": sheets}


def _cells(row: Sequence[object]) -> list[object] | int:
    """Return the values of a row; of an empty one only how many: one far cell may bring a hundred thousand of them."""
    return [_plain(value) for value in row] if any(value != "" for value in row) else len(row)


def _plain(value: object) -> object:
    """Return a value as JSON has it; a date is text."""
    return value if isinstance(value, str | float | int | None) else str(value)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
