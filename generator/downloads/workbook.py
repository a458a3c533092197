"""The official tables of a report as one workbook: a sheet a table, totals as formulas, ready to print.

Text is always written as text: nothing that stands in the data becomes a formula or a link.
"""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.document.cards import walk
from generator.downloads.workbook_cells import Placed, Sheet, sheets_of
from generator.downloads.workbook_formulas import formulas_of
from generator.downloads.workbook_look import (
    A4,
    LEAST_HEIGHT,
    TITLE_FONT,
    TITLE_SIZE,
    Layout,
    Look,
    corners_of,
    layout_of,
    lines_height,
    look_of,
    own,
    pages_tall,
    spread,
)
from generator.downloads.workbook_terms import Formula
from generator.model.blocks import Document, FigureEntry, Table

CONTENTS = "目录"
STATES = {"empty": "无数据", "unattached": "公开文本未附此表"}
PUBLIC = "公开"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}
#: a cell of a workbook holds no longer text.
_MOST_TEXT = 32_767
_MARGINS = {"left": 0.6, "right": 0.6, "top": 0.8, "bottom": 0.8}
_HINT = (
    "有算式的格由工作簿自己重算：合计、小计、增减、比率，以及从别的表取来的数。"
    "带批注的格是公布值：照公布的原文，不随其他格改变。金额按数据的全部小数保存，显示的位数与公布的一样。"
)


def render_workbook(document: Document, date: dt.date, publisher: str = "") -> bytes:
    """Return the tables of a report as a workbook (.xlsx): contents, then one sheet a table, official ones first.

    The same document gives the same bytes.

    Args:
        document: the report laid out.
        date: day that the file says it was made on.
        publisher: who publishes; may be empty.
    """
    sheets = [spread(sheet) for sheet in sheets_of(_tables(document), document.figures)]
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties(
        {
            "title": document.title,
            "author": document.department_name,
            "company": publisher,
            "created": dt.datetime.combine(date, dt.time()),
        }
    )
    pen = _Pen(book, document, formulas_of(sheets, document.figures))
    pen.contents(sheets)
    for number, sheet in enumerate(sheets):
        pen.table(number, sheet)
    book.close()
    return out.getvalue()


def _tables(document: Document) -> list[tuple[Table, str]]:
    """Return the tables with what each belongs to: the official ones first, the others in reading order."""
    found = [
        (block, document.page_titles.get(section.page, ""))
        for section in walk(document.parts)
        for block in section.blocks
        if isinstance(block, Table)
    ]
    return sorted(found, key=lambda item: not (item[0].corners and item[0].head))


@dataclass(slots=True)
class _Pen:
    """Writes the sheets of one workbook; equal formats are made once."""

    book: Workbook
    document: Document
    formulas: Mapping[tuple[int, int, int], Formula]
    formats: dict[Look, Format] = field(default_factory=dict)

    def format(self, look: Look) -> Format:
        """Return the format of a look."""
        if look not in self.formats:
            self.formats[look] = self.book.add_format(dict(look))
        return self.formats[look]

    def contents(self, sheets: Sequence[Sheet]) -> None:
        """Write the first sheet: what the report is, and a link to each table."""
        page = self.book.add_worksheet(CONTENTS)
        widths = (6.0, 14.0, 50.0, 20.0)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        self._title(page, self.document.title, len(widths), sum(widths))
        about = [("部门", self.document.department_name), ("年度", str(self.document.year))]
        about += [(label, value) for label, value in self.document.facts_head if label not in {"部门", "年度"}]
        about += [] if self.document.state == PUBLIC else [("状态", f"{self.document.state}，还没有公开")]
        row = 1
        for label, value in [*about, ("用法", _HINT)]:
            self._put(page, (row, 0, row, 1), label, own(bold=True))
            self._put(page, (row, 2, row, 3), value, own(text_wrap=True))
            page.set_row(row, lines_height(value, sum(widths[2:])))
            row += 1
        head = own(border=1, bold=True, align="center", bg_color="#EDEDED")
        for column, text in enumerate(("序号", "表号", "表名", "说明")):
            page.write_string(row + 1, column, text, self.format(head))
        for number, sheet in enumerate(sheets, 1):
            self._entry(page, row + 1 + number, number, sheet)
        self._printed(page, self.document.title, 1, is_wide=False)
        page.print_area(0, 0, row + 1 + len(sheets), len(widths) - 1)

    def _entry(self, page: Worksheet, row: int, number: int, sheet: Sheet) -> None:
        plain = own(border=1, text_wrap=True)
        link = own(border=1, text_wrap=True, font_color="#0645AD", underline=1)
        name = sheet.name.replace("'", "''")
        said = "，".join(filter(None, (sheet.about, STATES.get(sheet.table.state, ""))))
        page.write_number(row, 0, number, self.format(own(border=1, align="center")))
        page.write_string(row, 1, _cut(sheet.table.number), self.format(plain))
        page.write_url(row, 2, f"internal:'{name}'!A1", self.format(link), _cut(sheet.table.title)[:255])
        page.write_string(row, 3, _cut(said), self.format(plain))
        page.set_row(row, max(lines_height(sheet.table.title, 49), lines_height(said, 19)))

    def table(self, number: int, sheet: Sheet) -> None:
        """Write one table."""
        page = self.book.add_worksheet(sheet.name)
        layout = layout_of(sheet)
        for column, width in enumerate(layout.widths):
            page.set_column(column, column, width)
        total = sum(layout.widths)
        self._title(page, sheet.table.title, sheet.width, total)
        self._corners(page, sheet, layout)
        for place in sheet.placed:
            self._cell(page, number, place)
        for row, height in layout.heights.items():
            page.set_row(row, height)
        last, below = self._below(page, sheet, total)
        if sheet.table.head:
            page.freeze_panes(sheet.body, _names_left(sheet))
            page.repeat_rows(sheet.head, sheet.body - 1)
        height = sum(layout.heights.values()) + below + 5 * LEAST_HEIGHT
        is_wide = sheet.table.landscape
        tall = pages_tall(layout.widths, height, is_wide=is_wide)
        self._printed(page, sheet.about or self.document.title, tall, is_wide=is_wide)
        page.print_area(0, 0, last, sheet.width - 1)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})

    def _title(self, page: Worksheet, text: str, columns: int, width: float) -> None:
        look = own(font_name=TITLE_FONT, font_size=TITLE_SIZE, align="center", text_wrap=True)
        self._put(page, (0, 0, 0, columns - 1), text, look)
        page.set_row(0, lines_height(text, width * 10 / TITLE_SIZE) * 1.6)

    def _corners(self, page: Worksheet, sheet: Sheet, layout: Layout) -> None:
        row = 1
        if sheet.table.number:
            self._put(page, (row, 0, row, sheet.width - 1), sheet.table.number, own(align="right"))
            row += 1
        for first, last, text, align in corners_of(sheet.table.corners, layout.widths):
            self._put(page, (row, first, row, last), text, own(align=align, shrink=True))

    def _below(self, page: Worksheet, sheet: Sheet, width: float) -> tuple[int, float]:
        """Write the sentence of an empty table and the notes; return the last row and their height."""
        table, row, height = sheet.table, sheet.foot, 0.0
        if not table.rows:
            self._put(page, (row - 1, 0, row - 1, sheet.width - 1), table.statement or "本表无数据。", own(border=1))
            page.set_row(row - 1, LEAST_HEIGHT * 2)
        for note in ((table.statement,) if table.rows and table.statement else ()) + table.notes:
            self._put(page, (row, 0, row, sheet.width - 1), note, own(text_wrap=True))
            page.set_row(row, lines_height(note, width))
            height += lines_height(note, width)
            row += 1
        return row - 1, height

    def _cell(self, page: Worksheet, sheet: int, place: Placed) -> None:
        cell, look = place.cell, look_of(place)
        last = (place.row + cell.rowspan - 1, place.column + cell.colspan - 1)
        if place.number is None:
            self._put(page, (place.row, place.column, *last), cell.text, look)
            return
        style = self.format(look)
        if last != (place.row, place.column):
            page.merge_range(place.row, place.column, *last, "", style)
        formula = self.formulas.get((sheet, place.row, place.column))
        if formula is not None:
            page.write_formula(place.row, place.column, formula.text, style, float(formula.value))
            return
        page.write_number(place.row, place.column, float(place.number.value), style)
        entry = self.document.figures.get(place.figure)
        note = _note(place, entry) if entry else ""
        if note:
            size: dict[str, Any] = {"author": "", "font_name": "宋体", "font_size": 9, "x_scale": 2, "y_scale": 1.4}
            page.write_comment(place.row, place.column, note, size)

    def _put(self, page: Worksheet, area: tuple[int, int, int, int], text: str, look: Look) -> None:
        """Write a text into an area of cells, which are merged: top, left, bottom, right."""
        style = self.format(look)
        if area[:2] != area[2:]:
            page.merge_range(*area, "", style)
        if text:
            page.write_string(area[0], area[1], _cut(text), style)
        elif area[:2] == area[2:]:
            page.write_blank(area[0], area[1], None, style)

    def _printed(self, page: Worksheet, title: str, tall: int, *, is_wide: bool) -> None:
        """Set up a sheet for print: A4, one page wide, its title above and page numbers below."""
        page.set_paper(A4)
        if is_wide:
            page.set_landscape()
        page.fit_to_pages(1, tall)
        page.set_margins(**_MARGINS)
        page.center_horizontally()
        page.hide_gridlines(2)
        mark = "" if self.document.state == PUBLIC else f"&R&9 {self.document.state}"
        page.set_header(f"&L&9 {title.replace('&', '&&')[:100]}{mark}")
        page.set_footer("&C&9 第 &P 页，共 &N 页")


def _names_left(sheet: Sheet) -> int:
    """Return how many columns at the left hold codes and names, which stay in view."""
    rows = [place for place in sheet.placed if place.row == sheet.foot - 1]
    if len(sheet.table.bands) > 1:
        return 0
    named = [place for place in rows if place.cell.kind in {"name", "code", "line"}]
    return max((place.column + 1 for place in named), default=0)


def _note(place: Placed, entry: FigureEntry) -> str:
    """Return what the comment of a declared value says: why, and what the data give."""
    number = place.number
    if entry.origin == "published":
        said = entry.remark or "公布值：照公布的原文。"
    elif number is not None and number.is_otherwise:
        said = f"公布值：这张表照公布的原文印{place.cell.text}。按数据是{entry.exact}{entry.unit}。"
    else:
        return ""
    return "\n".join(filter(None, (said, entry.verdict)))


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 1] + "…"
