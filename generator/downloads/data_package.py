"""A report's open data as a Frictionless Data Package: its CSV files with a description of every field, in one zip.

The specification is https://specs.frictionlessdata.io/data-package/ : programs that know it read the files with the
right names, types and missing values, and can check that nothing was lost on the way.
"""

import csv
import datetime as dt
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from generator.downloads.archive import entry_of
from generator.html.heads import is_form
from generator.model.blocks import Document, Table
from generator.model.facts import Blank
from generator.model.imprint import Imprint, is_web
from generator.model.open_data import COLUMNS

DESCRIPTOR = "datapackage.json"
FACTS = "facts"
FACTS_TITLE = "全部数字"
#: column of the facts that holds numbers, and the one that names each figure once.
_VALUE, _NAME = "value", "name"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_LICENCE = re.compile(r"[-a-zA-Z0-9._]+")
_NUMBER_MEANING = "数字：不带千分位，小数点用“.”，负数前面是“-”。"
_WORDS_MEANING = "文字。"
_FORM_MEANING = "评价表的一栏，照印出的样子，没有另外的栏名。"

Json = dict[str, object]


def render_data_package(
    document: Document, tables: Sequence[Table], files: Mapping[str, bytes], date: dt.date, imprint: Imprint
) -> bytes:
    """Return a zip with `datapackage.json` and the CSV files in `data/`; the same document gives the same bytes.

    Args:
        document: the report laid out.
        tables: its tables that have a file.
        files: name without ending → CSV: `facts`, and each table by its key.
        date: day that the package says it was made on.
        imprint: what the site says of itself.
    """
    resources = [_facts(files[FACTS]), *(_table(table, files[table.key]) for table in tables)]
    content = {**_head(document, date, imprint), "resources": resources}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(entry_of(DESCRIPTOR), (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
        for name in (FACTS, *(table.key for table in tables)):
            archive.writestr(entry_of(f"data/{name}.csv"), files[name])
    return out.getvalue()


def _head(document: Document, date: dt.date, imprint: Imprint) -> Json:
    """Return what the package says of the report; what the site does not say of itself is left out."""
    address = imprint.whole(f"reports/{document.address}/")
    licence = imprint.licence
    known: Json = {
        "profile": "data-package",
        "name": document.address.replace("/", "-"),
        "title": document.title,
        "description": document.source_note,
        "created": f"{date.isoformat()}T00:00:00Z",
        "homepage": address,
        "contributors": [
            {"title": document.department_name, "role": "author"},
            *([{"title": imprint.publisher, "role": "publisher"}] if imprint.publisher else []),
        ],
        "licenses": [_licence(licence)] if is_web(licence) or _LICENCE.fullmatch(licence) else [],
        "licence": licence,
    }
    return {key: value for key, value in known.items() if value}


def _licence(text: str) -> Json:
    return {"path": text, "title": text} if is_web(text) else {"name": text, "title": text}


def _facts(content: bytes) -> Json:
    """Return the description of the file that holds every figure."""
    rows = _rows(content)
    by_column = {field.column: field for field in COLUMNS}
    fields: list[Json] = []
    key = ""
    for name in rows[0]:
        known = by_column.get(name)
        is_key = known is not None and known.key == _NAME
        key = name if is_key else key
        fields.append(
            {
                "name": name,
                "type": "number" if known and known.key == _VALUE else "string",
                "description": known.meaning if known else _WORDS_MEANING,
                **({"constraints": {"required": True, "unique": True}} if is_key else {}),
            }
        )
    schema: Json = {"fields": fields, "missingValues": [""], **({"primaryKey": [key]} if key else {})}
    return _resource(FACTS, FACTS_TITLE, "每个公布的数一行。", content, schema)


def _table(table: Table, content: bytes) -> Json:
    """Return the description of a table's file; a form's columns have no names of their own."""
    rows = _rows(content)
    title = f"{table.number} {table.title}".strip()
    if is_form(table):
        fields: list[Json] = [
            {"name": f"第{number}列", "type": "string", "description": _FORM_MEANING}
            for number in range(1, len(rows[0]) + 1)
        ]
        schema: Json = {"fields": fields, "missingValues": [""]}
        return _resource(table.key, title, "".join(table.notes), content, schema, has_head=False)
    columns = [_column(name, [row[place] for row in rows[1:]]) for place, name in enumerate(rows[0])]
    schema = {"fields": columns, "missingValues": ["", *_missing(rows[1:])]}
    return _resource(table.key, title, "".join((table.statement, *table.notes)), content, schema)


def _column(name: str, values: Sequence[str]) -> Json:
    """Return the description of a column: numbers where every cell is one, codes and 行次 apart."""
    is_code = name.endswith(("编码", "行次")) or "编码（" in name
    told = [value for value in values if value and value not in set(Blank)]
    is_number = bool(told) and not is_code and all(_NUMBER.fullmatch(value) for value in told)
    meaning = _NUMBER_MEANING if is_number else _WORDS_MEANING
    return {"name": name, "type": "number" if is_number else "string", "description": meaning}


def _missing(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the words that cells of a table say where an amount is not told, such as 未公布."""
    found = {value for row in rows for value in row}
    yield from (str(word) for word in Blank if word in found)


def _resource(name: str, title: str, description: str, content: bytes, schema: Json, *, has_head: bool = True) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"data/{name}.csv",
        "title": title,
        **({"description": description} if description else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"header": has_head, **({} if has_head else {"skipBlankRows": True})},
        "schema": schema,
    }


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
