"""Cells of tables as data: full grids, and texts that no spreadsheet runs."""

import re

from generator.model.blocks import Cell

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def safe_cell(text: str, *, lines: bool = False) -> str:
    """Return a cell that no spreadsheet runs as a formula; numbers stay as they are, line feeds where asked for."""
    folded = " ".join(text.split()) if any(mark in text for mark in "\n\r\v\f") else text
    if folded.lstrip().startswith(_RISKY) and not _NUMBER.fullmatch(folded):
        return f"'{folded}"
    return "\n".join(text.splitlines()).strip() if lines else folded


def expanded(rows: tuple[tuple[Cell, ...], ...]) -> list[list[Cell]]:
    """Return rows as a full grid, a cell with spans standing in every place it covers."""
    grid: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in grid:
                column += 1
            places = ((number + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan))
            grid.update(dict.fromkeys(places, cell))
    width = 1 + max((column for _, column in grid), default=-1)
    return [[grid.get((number, column), Cell()) for column in range(width)] for number in range(len(rows))]
