"""Every format of a report read back by other hands than those that wrote it: the figures it lists, what it prints."""

import csv
import io
import json
import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

import docx
import pikepdf
from docx.oxml.ns import qn

from tests.downloads.recalculating import Book

_ENTRY = re.compile(
    r'class="figure-entry" id="([^"]+)".*?class="figure-printed">([^<]*)</span>(?:<span class="unit">([^<]*)<)?'
)
_VOID = frozenset({"br", "img", "col", "input", "meta", "link", "hr", "wbr"})


@dataclass
class Read:
    """What one file says.

    Attributes:
        figures: name (or key) of each figure that it lists → what is printed, its unit.
        values: name of each listed figure → its plain digits.
        rows: rows of tables, the texts of their cells one after the other, without white space.
        text: everything else, without white space.
        loose: whether rows and text can only be sought in the text, as in a PDF.
    """

    figures: dict[str, tuple[str, str]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    text: str = ""
    loose: bool = False


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return re.sub(r"\s", "", text)


def cells_of_csv(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file, without the apostrophe that keeps a spreadsheet from computing."""
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [[cell.removeprefix("'") for cell in line] for line in lines]


def figures_csv(content: bytes) -> Read:
    """Return what the table of all figures lists."""
    head, *lines = cells_of_csv(content)
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    figures = {row["代号"]: (row["印出的文字"], row["单位"]) for row in rows}
    assert len(figures) == len(rows)
    return Read(figures, {row["代号"]: row["数值"] for row in rows})


def figures_json(content: bytes) -> Read:
    """Return what the file of all figures lists."""
    found = json.loads(content)["figures"]
    figures = {one["name"]: (one["printed"], one["unit"]) for one in found}
    assert len(figures) == len(found)
    return Read(figures, {one["name"]: one["value"] or "" for one in found})


def figures_page(markdown: str) -> dict[str, tuple[str, str]]:
    """Return what a page of figures lists, by key."""
    return {key: (plain(printed), plain(unit or "")) for key, printed, unit in _ENTRY.findall(markdown)}


def plain(markup: str) -> str:
    """Return the text of a piece of HTML."""
    reader = _Html()
    reader.feed(markup)
    return "".join(reader.texts)


def html(markup: str) -> Read:
    """Return what a piece of HTML prints; what is for ears only is left out."""
    reader = _Html()
    reader.feed(markup)
    reader.close()
    return Read(rows=Counter(row for row in map(squeezed, reader.rows) if row), text=squeezed("".join(reader.texts)))


class _Html(HTMLParser):
    """Collects rows of tables, and the text of everything."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str] = []
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        classes = (dict(attrs).get("class") or "").split()
        if tag == "tr":
            self.rows.append("")
        if tag not in _VOID:
            self._open.append((tag, "sr-only" in classes or tag in {"style", "script"}))

    def handle_endtag(self, tag: str) -> None:
        """Close an element and those left open in it."""
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if any(is_unseen for _, is_unseen in self._open):
            return
        self.texts.append(data)
        if self.rows and any(tag in {"td", "th"} for tag, _ in self._open):
            self.rows[-1] += data


def workbook(content: bytes) -> Read:
    """Return what the sheets show, a formula by the value stored with it."""
    rows: Counter[str] = Counter()
    for sheet in Book(content).sheets.values():
        lines: dict[int, str] = {}
        for (row, _), held in sorted(sheet.items()):
            lines[row] = lines.get(row, "") + held.shown
        rows.update(map(squeezed, lines.values()))
    return Read(rows=rows)


def pdf(content: bytes, running: str) -> Read:
    """Return what the pages print, but for their running heads and numbers, which are drawn last on each."""
    command = ["pdftotext", "-raw", "-", "-"]
    pages = subprocess.run(command, input=content, check=True, capture_output=True).stdout.decode().split("\f")
    foot = re.compile(rf"{re.escape(squeezed(running))}.*—\d+—$")
    return Read(text="".join(foot.sub("", squeezed(page)) for page in pages), loose=True)


def attached(content: bytes) -> dict[str, bytes]:
    """Return the files inside a PDF."""
    with pikepdf.open(io.BytesIO(content)) as file:
        return {name: bytes(one.get_file().read_bytes()) for name, one in file.attachments.items()}


def word(content: bytes) -> Read:
    """Return what a word processor's document prints."""
    body = docx.Document(io.BytesIO(content)).element.body
    rows = Counter(row for row in (squeezed(_words(row)) for row in body.iter(qn("w:tr"))) if row)
    return Read(rows=rows, text=squeezed("".join(_words(one) for one in body.iter(qn("w:p")))))


def _words(element: object) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))  # type: ignore[attr-defined] # lxml is not typed


def archive(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def tables_json(content: bytes) -> dict[str, list[list[str]]]:
    """Return the rows of each table by its key."""
    return {table["id"]: [table["columns"], *table["rows"]] for table in json.loads(content)["tables"]}
