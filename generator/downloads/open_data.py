"""A report as open data: its figures and tables as JSON, and each official table as CSV, for anyone to take home."""

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import asdict

from generator.downloads.cells import expanded, safe_cell
from generator.downloads.facts_csv import fact, places_of
from generator.html.heads import is_form
from generator.model.blocks import Cell, Document, Table
from generator.model.imprint import Imprint
from generator.model.open_data import FACTS, REPORT

FORMAT, TABLES_FORMAT = "juesuan-facts/1", "juesuan-tables/1"
_UNIT = re.compile("(?:单位：|，|（)\\s*(元|万元|亿元)(?:）|$)")
_OTHER_UNIT = re.compile("[%％]|(?:元|人|辆|批|次|个|套)）$|分值|得分|满分|扣分|等次")
_NOTES = "空白说明"


def render_facts(document: Document, imprint: Imprint | None = None) -> bytes:
    """Return every printed figure as JSON (UTF-8), with head, source, licence, corrections and scopes of the report.

    Keys and their meaning: `generator.model.open_data`; the file says them as well. Places in files are left out.

    Args:
        document: the report laid out.
        imprint: what the site says of itself; what it does not say is left out.
    """
    known = imprint or Imprint()
    places = places_of(document)
    content: dict[str, object] = {
        "format": FORMAT,
        "title": document.title,
        "region": {"id": document.region, "name": document.region_name},
        "department": {"id": document.department, "name": document.department_name},
        "year": document.year,
        "head": dict(document.facts_head),
        "contents": list(document.contents),
        "address": known.whole(f"reports/{document.address}/"),
        "publisher": known.publisher,
        "licence": known.licence,
        "source": document.source_note,
        "corrections": [asdict(correction) for correction in document.corrections],
        "measures": [asdict(measure) for measure in document.measures],
        "fields": {field.key: field.meaning for field in (*REPORT, *FACTS) if field.key},
        "figures": [fact(entry, places.get(entry.name, {})) for entry in document.figures.values()],
    }
    optional = ("address", "publisher", "licence")
    return _json({key: value for key, value in content.items() if value or key not in optional})


def render_tables(document: Document, tables: Iterable[Table], imprint: Imprint | None = None) -> bytes:
    """Return all tables of a report as JSON (UTF-8): columns and rows as in their CSV files, notes and state.

    Args:
        document: the report laid out.
        tables: its tables, those without rows as well.
        imprint: what the site says of itself.
    """
    known = imprint or Imprint()
    content = {
        "format": TABLES_FORMAT,
        "title": document.title,
        "region": {"id": document.region, "name": document.region_name},
        "department": {"id": document.department, "name": document.department_name},
        "year": document.year,
        **({"licence": known.licence} if known.licence else {}),
        "tables": [_table(table) for table in tables],
    }
    return _json(content)


def _table(table: Table) -> dict[str, object]:
    """Return a table as plain values; a form has no columns of ours, its heads stand among its rows."""
    lines = _form_lines(table) if is_form(table) else _lines(table)
    return {
        "id": table.key,
        "title": table.title,
        "number": table.number,
        "corners": list(table.corners),
        "state": table.state,
        "statement": table.statement,
        "columns": [] if is_form(table) else lines[0],
        "rows": lines if is_form(table) else lines[1:],
        "notes": list(table.notes),
    }


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def render_csv(table: Table) -> bytes:
    """Return a table as CSV (UTF-8 with BOM, CRLF), one head row and one row for each row of the table.

    A form whose heads stand among its rows is written row by row as it is printed, without a head row of ours.

    Heads of several rows are joined by `/`, a cell over several rows or columns is repeated, so that every row can
    be read alone. Amounts are plain digits; their unit stands in the name of the column, and of two columns of one
    name the second says so. A text that a spreadsheet would take for a formula gets an apostrophe. Blank cells that
    mean something are explained in a last column.
    """
    lines = _form_lines(table) if is_form(table) else _lines(table)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([safe_cell(text, lines=is_form(table)) for text in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _lines(table: Table) -> list[list[str]]:
    """Return the names of a table's columns, then its rows; blanks that mean something are told in a last column."""
    head = expanded(table.head)
    rows = expanded(table.rows)
    columns = _columns(table, head, rows)
    noted = any(cell.note for row in rows for cell in row)
    lines = [[*columns, *([_NOTES] if noted else ())]]
    for row in rows:
        values = [cell.value or cell.text for cell in row]
        notes = [f"{name}：{cell.note}" for name, cell in zip(columns, row, strict=False) if cell.note]
        lines.append([*values, "；".join(notes)] if noted else values)
    return lines


def _form_lines(table: Table) -> list[list[str]]:
    """Return the rows of a form: what spans rows is repeated in each, what spans columns stands in the first."""
    return [
        [(cell.value or cell.text) if number == 0 or cell is not row[number - 1] else ""
         for number, cell in enumerate(row)]
        for row in (*expanded(table.head), *expanded(table.rows))
    ]  # fmt: skip


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
