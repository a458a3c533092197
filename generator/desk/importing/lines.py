"""What the rows of a sheet are: labels and codes of those that hold figures, notes, numbers of columns."""

from collections.abc import Sequence

from generator.desk.importing.cells import read_cell
from generator.desk.importing.codes import codes_of
from generator.desk.importing.columns import Group
from generator.desk.importing.labels import bare
from generator.desk.importing.rows import NO_ROWS

#: stands for the label of a row that has amounts, in a table whose rows have no names.
NAMELESS = "\0"
_NOTES = ("注", "备注", "说明")


def labelled(group: Group, rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Return label and code of each row of a group; both blank for what holds no figures."""
    codes = codes_of([[row[column] for column in group.codes] for row in rows])
    found = []
    for row, code in zip(rows, codes, strict=True):
        label = next((row[column] for column in group.names if row[column]), "")
        label = label or ("" if code else next((row[column] for column in group.codes if row[column]), ""))
        if is_numbering(row) or is_note(label, row):
            found.append(("", ""))
        elif not (group.names or group.codes) and any(_is_told(row[column]) for column in group.amounts):
            found.append((NAMELESS, ""))
        else:
            found.append((label, code))
    return found


def is_skipped(row: Sequence[str], label: str, code: str) -> bool:
    """Return whether a row holds no figures: it numbers the columns, is a note, or a part of the head said again."""
    return is_numbering(row) or is_note(label, row) or (bool(label) and bare(label) in NO_ROWS and not code)


def is_note(label: str, row: Sequence[str]) -> bool:
    """Return whether a row is a note below a table."""
    text = label or next(filter(None, row), "")
    return bare(text).startswith(_NOTES) and len(set(filter(None, row))) == 1


def is_numbering(row: Sequence[str]) -> bool:
    """Return whether a row numbers the columns (栏次), from 1 up."""
    cells = [cell for cell in row if cell and bare(cell) not in NO_ROWS]
    return bool(cells) and cells == [str(number) for number in range(1, len(cells) + 1)] and _says_so(row, cells)


def _says_so(row: Sequence[str], cells: Sequence[str]) -> bool:
    return len(cells) > 1 or any(bare(cell) == "栏次" for cell in row)


def _is_told(text: str) -> bool:
    return bool(text) and not read_cell(text).problem
