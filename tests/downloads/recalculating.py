"""A workbook read back without the library that wrote it: what cells show, and a small spreadsheet of its own."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from xml.etree import ElementTree as ET  # the files are our own

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
USUAL = {"0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "49": "@"}
TOKEN = re.compile(r"(SUM|ROUND|ABS)\(|('(?:[^']|'')+'!)?([A-Z]+\d+)(?::([A-Z]+\d+))?|(\d+(?:\.\d+)?)|([-+*/(),])")
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Held:
    """A cell: its text or number, its formula without `=`, its number format."""

    value: str | Decimal
    formula: str = ""
    look: str = "General"

    @property
    def shown(self) -> str:
        """Return what a reader sees."""
        return self.value if isinstance(self.value, str) else formatted(self.value, self.look)


@dataclass
class Book:
    """A workbook: name of each sheet → its cells by row and column from 0, in reading order."""

    content: bytes
    changed: Mapping[Place, Decimal] = field(default_factory=dict)

    def part(self, name: str) -> str:
        """Return a part of the file as text."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read(name).decode()

    @property
    def parts(self) -> list[str]:
        """Return the names of the parts."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.namelist()

    @cached_property
    def names(self) -> list[str]:
        """Return the names of the sheets in order."""
        return [sheet.attrib["name"] for sheet in ET.fromstring(self.part("xl/workbook.xml")).iter(f"{MAIN}sheet")]  # noqa: S314

    @cached_property
    def sheets(self) -> dict[str, dict[tuple[int, int], Held]]:
        """Return the cells of each sheet that hold anything."""
        return {name: dict(self._cells(number)) for number, name in enumerate(self.names, 1)}

    @cached_property
    def _texts(self) -> list[str]:
        items = ET.fromstring(self.part("xl/sharedStrings.xml")).iter(f"{MAIN}si")  # noqa: S314
        return ["".join(item.itertext()) for item in items]

    @cached_property
    def _looks(self) -> list[str]:
        styles = ET.fromstring(self.part("xl/styles.xml"))  # noqa: S314
        own = {item.attrib["numFmtId"]: item.attrib["formatCode"] for item in styles.iter(f"{MAIN}numFmt")}
        cells = styles.find(f"{MAIN}cellXfs")
        assert cells is not None
        return [{**USUAL, **own}[item.attrib["numFmtId"]] for item in cells]

    def _cells(self, number: int) -> Iterator[tuple[tuple[int, int], Held]]:
        sheet = ET.fromstring(self.part(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314
        for cell in sheet.iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v")
            if value is None:
                continue
            is_text = cell.get("t") == "s"
            held = self._texts[int(value)] if is_text else Decimal(value)
            formula = cell.findtext(f"{MAIN}f") or ""
            yield place_of(cell.attrib["r"]), Held(held, formula, self._looks[int(cell.get("s", "0"))])

    def formulas(self) -> Iterator[tuple[Place, Held]]:
        """Yield every cell that holds a formula."""
        for name, cells in self.sheets.items():
            yield from (((name, *place), held) for place, held in cells.items() if held.formula)

    def value(self, place: Place, path: tuple[Place, ...] = ()) -> Decimal:
        """Return what a cell comes to when everything is computed again; a blank is zero, a circle fails."""
        assert place not in path, f"circle at {place}"
        if place in self.changed:
            return self.changed[place]
        held = self.sheets[place[0]].get(place[1:])
        if held is None:
            return Decimal(0)
        if held.formula:
            return _Reader(self, place[0], held.formula, (*path, place)).whole()
        assert isinstance(held.value, Decimal), f"{place} holds {held.value!r}"
        return held.value


class _Reader:
    """Computes one formula."""

    def __init__(self, book: Book, sheet: str, formula: str, path: tuple[Place, ...]) -> None:
        self.book, self.sheet, self.path = book, sheet, path
        self.tokens = [match.groups() for match in TOKEN.finditer(formula)]
        assert "".join(match[0] for match in TOKEN.finditer(formula)) == formula, formula
        self.next = 0

    def whole(self) -> Decimal:
        found = self.sum()
        assert self.next == len(self.tokens)
        return found[0]

    def mark(self, marks: str) -> str:
        if self.next < len(self.tokens) and self.tokens[self.next][5] and self.tokens[self.next][5] in marks:
            self.next += 1
            return str(self.tokens[self.next - 1][5])
        return ""

    def sum(self) -> list[Decimal]:
        found = self.product()
        while mark := self.mark("+-"):
            other = self.product()[0]
            found = [found[0] + other if mark == "+" else found[0] - other]
        return found

    def product(self) -> list[Decimal]:
        found = self.factor()
        while mark := self.mark("*/"):
            other = self.factor()[0]
            found = [found[0] * other if mark == "*" else found[0] / other]
        return found

    def factor(self) -> list[Decimal]:
        if self.mark("("):
            found = self.sum()
            assert self.mark(")")
            return found
        function, sheet, first, last, number, _ = self.tokens[self.next]
        self.next += 1
        if number:
            return [Decimal(number)]
        if first:
            return self.cells(sheet[1:-2].replace("''", "'") if sheet else self.sheet, first, last or first)
        given = [self.sum()]
        while self.mark(","):
            given.append(self.sum())
        assert self.mark(")")
        if function == "SUM":
            return [sum((value for part in given for value in part), Decimal(0))]
        if function == "ABS":
            return [abs(given[0][0])]
        return [given[0][0].quantize(Decimal(1).scaleb(-int(given[1][0])), ROUND_HALF_UP)]

    def cells(self, sheet: str, first: str, last: str) -> list[Decimal]:
        (top, left), (bottom, right) = place_of(first), place_of(last)
        places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        return [self.book.value((sheet, *place), self.path) for place in places]


def place_of(name: str) -> tuple[int, int]:
    """Return row and column from 0 of a cell such as C7."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(name[len(letters) :]) - 1, column - 1


def formatted(value: Decimal, look: str) -> str:
    """Return how a spreadsheet program shows a number: the formats that the workbooks use."""
    if look == "General":
        return format(value.normalize(), "f")
    more, less, nothing = _sections(look.split(";"))
    section = less if value < 0 else nothing if value == 0 else more
    parts = re.fullmatch(r'("[^"]*"|[+−-])?([#0,.]*)("[^"]*")?', section)
    assert parts, section
    before, digits, after = ((part or "").strip('"') for part in parts.groups())
    if not digits:
        return before
    places = len(digits.partition(".")[2])
    rounded = abs(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    sign = "-" if value < 0 and ";" not in look else ""
    return f"{sign}{before}{rounded:{',' if ',' in digits else ''}f}{after}"


def _sections(parts: Sequence[str]) -> tuple[str, str, str]:
    return parts[0], parts[1] if len(parts) > 1 else parts[0], parts[2] if len(parts) > 2 else parts[0]
