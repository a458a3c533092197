"""A report as open data: its figures as JSON and each official table as CSV, for anyone to take home."""

import csv
import io
import json
import re

from generator.html.heads import is_form
from generator.model.blocks import Cell, Document, FigureEntry, Table

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_UNIT = re.compile("(?:单位：|，|（)\\s*(元|万元|亿元)(?:）|$)")
_OTHER_UNIT = re.compile("[%％]|(?:元|人|辆|批|次|个|套)）$")
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_ORIGINS = {"typed": "填报", "computed": "计算", "derived": "倒算", "published": "公布值"}
_NOTES = "空白说明"


def render_facts(document: Document) -> bytes:
    """Return every printed figure as JSON (UTF-8): name, value, unit, origin, formula, inputs, remark.

    Values are strings of plain digits in the figure's unit, so that no digit is lost; `null` where the amount is
    unknown and only its printed form is published. Places in files are left out.
    """
    content = {
        "format": "juesuan-facts/1",
        "title": document.title,
        "region": {"id": document.region, "name": document.region_name},
        "department": {"id": document.department, "name": document.department_name},
        "year": document.year,
        "head": dict(document.facts_head),
        "figures": [_fact(entry) for entry in document.figures.values()],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def render_csv(table: Table) -> bytes:
    """Return a table as CSV (UTF-8 with BOM, CRLF), one head row and one row for each row of the table.

    A form whose heads stand among its rows is written row by row as it is printed, without a head row of ours.

    Heads of several rows are joined by `/`, a cell over several rows or columns is repeated, so that every row can
    be read alone. Amounts are plain digits; their unit stands in the name of the column, and of two columns of one
    name the second says so. A text that a spreadsheet would take for a formula gets an apostrophe. Blank cells that
    mean something are explained in a last column.
    """
    if is_form(table):
        return _form(table)
    head = _expanded(table.head)
    rows = _expanded(table.rows)
    columns = _columns(table, head, rows)
    noted = any(cell.note for row in rows for cell in row)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_safe(name) for name in (*columns, *([_NOTES] if noted else ()))])
    for row in rows:
        values = [_safe(cell.value or cell.text) for cell in row]
        notes = [f"{name}：{cell.note}" for name, cell in zip(columns, row, strict=False) if cell.note]
        writer.writerow([*values, _safe("；".join(notes))] if noted else values)
    return out.getvalue().encode("utf-8-sig")


def _form(table: Table) -> bytes:
    """Return a form as CSV: what spans rows is repeated in each of them, what spans columns stands in the first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (*_expanded(table.head), *_expanded(table.rows)):
        texts = [(cell.value or cell.text) if number == 0 or cell is not row[number - 1] else ""
                 for number, cell in enumerate(row)]  # fmt: skip
        writer.writerow([_safe(text, lines=True) for text in texts])
    return out.getvalue().encode("utf-8-sig")


def _columns(table: Table, head: list[list[Cell]], rows: list[list[Cell]]) -> list[str]:
    """Return the name of each column with its unit; the second of a name is marked （2）."""
    names = ["/".join(dict.fromkeys(cell.text for cell in column if cell.text)) for column in zip(*head, strict=True)]
    columns = []
    for place, name in enumerate(names):
        earlier = names[:place].count(name)
        unit = _unit(table, name, [row[place] for row in rows if place < len(row)])
        columns.append(name + (f"（{earlier + 1}）" if name and earlier else "") + unit)
    return columns


def _unit(table: Table, name: str, cells: list[Cell]) -> str:
    """Return the unit of a column of amounts in brackets, as the corner of the table (or its title) says it."""
    if not any(cell.kind == "amount" for cell in cells) or _OTHER_UNIT.search(name):
        return ""
    found = next((match for text in (*table.corners, table.title) if (match := _UNIT.search(text))), None)
    return f"（{found[1]}）" if found else ""


def _fact(entry: FigureEntry) -> dict[str, object]:
    """Return one figure as plain values."""
    return {
        "id": entry.key,
        "name": entry.name,
        "label": entry.label,
        "value": entry.exact or None,
        "printed": entry.printed,
        "unit": entry.unit,
        "origin": entry.origin,
        "origin_label": _ORIGINS.get(entry.origin, entry.origin),
        "formula": entry.formula,
        "inputs": list(entry.inputs),
        "remark": entry.remark,
    }


def _expanded(rows: tuple[tuple[Cell, ...], ...]) -> list[list[Cell]]:
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


def _safe(text: str, *, lines: bool = False) -> str:
    """Return a cell that no spreadsheet runs as a formula; numbers stay as they are, line feeds where asked for."""
    folded = " ".join(text.split()) if "\n" in text or "\r" in text else text
    if folded.lstrip().startswith(_RISKY) and not _NUMBER.fullmatch(folded):
        return f"'{folded}"
    return "\n".join(text.splitlines()).strip() if lines else folded
