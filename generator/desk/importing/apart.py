"""Workbooks opened in a process of their own: what a hostile file does to its reader, it does not do to the program."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.desk.importing.container import MOST_CELLS, WorkbookError

MOST_SHEETS = 2_000
#: seconds after which a reader that says nothing is given up; its own limit of CPU time is far below.
_PATIENCE = 300
_PROGRAM = Path(__file__).with_name("calamine.py")
#: exit code of the program for a file that cannot be read.
_BROKEN = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as its file has it: title, values by row, width, first and last cell of each merged range.

    Of an empty row there is only the number of its cells.
    """

    title: str
    rows: list[list[object] | int]
    width: int
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]


def pages_in(content: bytes, name: str) -> list[Page]:
    """Return the sheets of an .xlsx or .xls.

    Args:
        content: the file.
        name: its name, for messages.

    Raises:
        WorkbookError: it is too large, broken, encrypted, or no workbook.
    """
    found = _read(content)
    if found is None:
        raise WorkbookError(
            f"“{name}”打不开：文件损坏、加了密码，或者不是 Excel 工作簿。"
            "请用 Excel 或 WPS 打开后另存为 .xlsx，再试一次。"
        )
    if "many" in found:
        raise WorkbookError(f"“{name}”有 {found['many']} 张工作表，超过 {MOST_SHEETS} 张的上限，没有读取。")
    if "cells" in found:
        raise WorkbookError(
            f"“{name}”的工作表“{found['title']}”太大（共 {found['cells']} 格），没有读取。"
            "请删掉空白的行和列，再试一次。"
        )
    return [Page(**page) for page in found["sheets"]]  # type: ignore[attr-defined]


def _read(content: bytes) -> dict[str, object] | None:
    """Return what the program says of a file; None where it can make nothing of it or was ended by it.

    Raises:
        RuntimeError: the program itself is at fault; its own words are in the message.
    """
    try:
        done = subprocess.run(  # noqa: S603 - a program of ours; nothing is imported from the folder where it is run
            [sys.executable, "-P", str(_PROGRAM), str(MOST_SHEETS), str(MOST_CELLS)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)},
            input=content, capture_output=True, timeout=_PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    if done.returncode == _BROKEN or done.returncode < 0:
        return None
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    found: dict[str, object] = json.loads(done.stdout)
    return found
