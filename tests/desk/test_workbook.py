"""Files as grids of text: read by content, bounded, and refused with one clear sentence."""

import io
import re
import resource
import struct
import zipfile
from pathlib import Path
from random import Random

import pytest
import xlsxwriter

from generator.desk.apart import Bounds, asking
from generator.desk.importing.cells import read_cell
from generator.desk.importing.container import WorkbookError
from generator.desk.importing.workbook import MOST_BYTES, read_workbook
from tests.pace import spent, within

WORKBOOKS = Path(__file__).parent / "workbooks"
LONGEST_MESSAGE = 120


def _book(*cells: tuple[int, int, object], **options: object) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet("表")
        for row, column, value in cells:
            sheet.write(row, column, value)
    return held.getvalue()


def _zip(entries: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return held.getvalue()


def _with(content: bytes, entries: dict[str, bytes]) -> bytes:
    """Return a workbook with some of its parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _zip({name: archive.read(name) for name in archive.namelist()} | entries)


def _sheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


SHEET = "xl/worksheets/sheet1.xml"
FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
FAR = _sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
SMALL = _sheet(f'{FIRST}<row r="1048576"><c r="xfd1048576"><v>2</v></c></row>')
BARE = _sheet(f'{FIRST}<row r="1048576">{"<c><v>2</v></c>" * 16_384}</row>')
XLS = (WORKBOOKS / "tables.xls").read_bytes()
#: a cell with text in the last row and column.
FAR_XLS = re.sub(rb"(\xfd\x00\x0a\x00)....", lambda match: match[1] + b"\xff\xff\xff\x00", XLS, flags=re.DOTALL)


def _changed(content: bytes, place: int, value: int) -> bytes:
    return content[:place] + bytes([value]) + content[place + 1 :]


HTML = "<html><body><table><tr><td>收入决算表</td></tr></table></body></html>"
XML = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
#: an .xls as LibreOffice writes it: its first sheet with other rows, and at another place, than the file has.
ROWS, PLACE = b"\x00\x02\x0e\x00\x00\x00", b"\x0e\x17\x00\x00"
#: so many texts of an .xlsx.
TEXTS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="%d"/>'
BAD = {
    "empty": (b"", "是空文件"),
    "blank": (b"\n \n", "是空文件"),
    "a page saved as .xls": (HTML.encode("gbk"), "其实是网页"),
    "a page with a mark": (b"\xef\xbb\xbf\n" + HTML.encode(), "其实是网页"),
    "XML of 2003": (XML.encode(), "其实是XML 表格"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "是 PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "不是 Excel 工作簿"),
    "a Word file": (_zip({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<T/>"}), "不是 .xlsx 工作簿"),
    "a broken archive": (_book((0, 0, 1))[:900], "文件损坏"),
    "an empty archive": (_zip({}), "不是"),
    "a bomb": (_with(_book((0, 0, 1)), {"xl/media/a.xml": b"0" * 210_000_000}), "超过 200 MB"),
    "a cell far away": (_with(_book((0, 0, 1)), {SHEET: FAR}), "太大"),
    "wide": (_book(*((row, 16_383, 1) for row in range(130))), "16384 列"),
    "a cell far away in small letters": (_with(_book((0, 0, 1)), {SHEET: SMALL}), "太大"),
    "cells without a name far away": (_with(_book((0, 0, 1)), {SHEET: BARE}), "太大"),
    "too many parts": (_book((0, 0, 1)) + b"PK\x01\x02" * 10_001, "没有读取"),
    "a cell far away in .xls": (FAR_XLS, "太大"),
    "an .xls on which the library panics": (_changed(XLS, 2676, 1), "打不开"),
    "an .xls on which the library gives up": (_changed(XLS, 20_812, 0), "太大"),
    "no sheet": (_zip({"xl/workbook.xml": b"<workbook/>"}), "打不开"),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        "加了密码",
    ),
    "a broken .xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000, "打不开"),
    "an .xls that asks for 700 GB": (XLS.replace(ROWS, ROWS[:-2] + b"\xff\xff"), "太大"),
    "an .xls whose sheet is nowhere": (XLS.replace(PLACE, b"\xff\xff\xff\x7f"), "打不开"),
    "an .xlsx that asks for 96 GB": (
        _with(_book((0, 0, "甲")), {"xl/sharedStrings.xml": TEXTS % 4_000_000_000}),
        "太大",
    ),
    "an .xlsx that asks for more than there is": (
        _with(_book((0, 0, "甲")), {"xl/sharedStrings.xml": TEXTS % (2**64 - 1)}),
        "打不开",
    ),
    "huge": (b"1" * (MOST_BYTES + 1), "没有读取"),
    "an endless line": (b"1," * 2_100_000, "太大"),
    "half a field": (b'"' + b"1" * 200_000, "不是完整的 CSV"),
    "no text": (b"\xff\xff\xfa\x81\x20" * 9, "编码认不出来"),
}


@pytest.mark.parametrize(("content", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_gets_one_sentence(content: bytes, said: str) -> None:
    """Broken, foreign, locked and huge files are refused at once, in Chinese, with what to do."""
    asking.end()
    began = spent()
    with pytest.raises(WorkbookError) as caught:
        read_workbook(content, "导出.xls")
    asking.end()
    message = str(caught.value)
    assert said in message
    assert message.startswith("“导出.xls”")
    assert message.endswith("。")
    assert len(message) < LONGEST_MESSAGE
    assert within(spent() - began, 10)


def test_a_bomb_that_says_it_is_small_goes_off_apart() -> None:
    """A sheet of three hundred million blanks that tells of ten bytes: no more is read than it tells, or time ends."""
    held = io.BytesIO(_with(_book((0, 0, 1)), {}))
    with (
        zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b" " * 1_000_000)
    with zipfile.ZipFile(held) as archive:
        size = archive.getinfo("xl/worksheets/sheet2.xml").compress_size
    lying = held.getvalue().replace(struct.pack("<II", size, 300_000_000), struct.pack("<II", size, 10))
    lying = lying.replace(b"sheet1.xml", b"sheet0.xml").replace(b"sheet2.xml", b"sheet1.xml")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(WorkbookError, match=r"打不开|太大"):
        read_workbook(lying, "表.xlsx")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kB


def test_one_text_merged_over_a_sheet_stays_one_in_memory() -> None:
    """Merged cells below the last row count as none, and what would be millions of characters is not written out."""
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"虚" * 2000}</t></is></c></row>'
    rows += '<row r="999"><c r="ALL999"><v>1</v></c></row></sheetData>'
    merged = (
        "<mergeCells>" + '<mergeCell ref="A1048570:ALL1048576"/>' * 50 + '<mergeCell ref="A1:ALK999"/></mergeCells>'
    )
    sheet = _sheet(rows).replace(b"</sheetData></sheetData>", f"</sheetData>{merged}".encode())
    [read] = read_workbook(_with(_book((0, 0, 1)), {SHEET: sheet}), "表.xlsx")
    assert sum(len(cell) for row in read.rows for cell in row) == 2001


def test_what_a_file_is_stands_in_its_content() -> None:
    """A workbook named .csv and a text named .xls are read as what they are."""
    assert read_workbook(_book((0, 0, "甲")), "表.csv")[0].rows == (("甲",),)
    assert read_workbook("甲,1\n".encode(), "表.xls")[0].rows == (("甲", "1"),)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_texts_of_chinese_programs_are_read(code: str) -> None:
    """A .csv or text with tabs comes in any code that spreadsheet programs write."""
    for mark in (",", "\t"):
        sheet = read_workbook(f"项目{mark}决算数\r\n合计{mark}1\r\n".encode(code), "a/收入.csv")[0]
        assert sheet.name == "收入"
        assert sheet.rows == (("项目", "决算数"), ("合计", "1"))


def test_empty_rows_cost_nothing() -> None:
    """100 000 empty rows and styled empty columns behind a table are no part of it."""
    rows = '<row r="1"><c r="A1"><v>5</v></c></row>' + "".join(
        f'<row r="{number}"><c r="A{number}" s="0"/><c r="XFD{number}" s="0"/></row>' for number in range(2, 100_002)
    )
    sheet = read_workbook(_with(_book((0, 0, 1)), {SHEET: _sheet(rows)}), "a.xlsx")[0]
    assert sheet.rows == (("5",),)


def test_formulas_are_never_run_and_links_never_followed() -> None:
    """A saved result counts; text that begins with = stays text; macros and links to other files do nothing."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1+1", None, 7)
        sheet.write_formula(0, 1, "='[别的.xlsx]表'!A1", None, 8)
        sheet.write_string(0, 2, "=cmd|' /C calc'!A0")
        sheet.write_url(0, 3, "external:别的.xlsx", string="见别的表")
    content = _with(held.getvalue(), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 no macro"})
    assert read_workbook(content, "a.xlsm")[0].rows == (("7", "8", "=cmd|' /C calc'!A0", "见别的表"),)
    assert "公式" in read_cell("=cmd|' /C calc'!A0").problem


def test_a_merged_text_is_in_each_of_its_cells_and_an_amount_in_one() -> None:
    """Heads are repeated over what they head; an amount merged over two rows counts once."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 1, "本年支出")
        sheet.merge_range(1, 0, 2, 0, 5.5)
        sheet.write(2, 1, 1)
    assert read_workbook(held.getvalue(), "a.xlsx")[0].rows == (("本年支出", "本年支出"), ("5.5", ""), ("", "1"))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("１２３．４５", "123.45"),
        ("１，２３４．５０", "1234.50"),
        ("−3.00", "-3.00"),
        ("－3.00", "-3.00"),
        ("(3.00)", "-3.00"),
        ("（1,234.00）", "-1234.00"),
        ("+5", "5"),
        (" 5 ", "5"),
        ("0.00", "0.00"),
    ],
)
def test_amounts_in_every_way_of_writing(text: str, amount: str) -> None:
    """千分位, full-width digits, brackets and any minus are read as what they mean."""
    assert str(read_cell(text).amount) == amount


@pytest.mark.parametrize("text", ["", "-", "—", "——", "－", "/", "无", "　"])
def test_dashes_are_blank(text: str) -> None:
    """A dash says that there is nothing; it is neither an amount nor an error."""
    assert read_cell(text) == read_cell("")


@pytest.mark.parametrize("text", ["1,23,4", "12.3.4", "约12", "1e5", "12万", "9" * 40, "#REF!", "=SUM(A1)", "1 2.3."])
def test_what_is_no_amount_is_told(text: str) -> None:
    """A garbled cell is never half read."""
    assert read_cell(text).amount is None
    assert read_cell(text).problem


def test_numbers_lose_the_noise_of_their_binary_form_and_nothing_else() -> None:
    """0.1+0.2 is 0.3, and fourteen digits with two places are exact."""
    sheet = read_workbook(_book((0, 0, 0.1 + 0.2), (0, 1, 1234567890123.45), (0, 2, 1e-7), (0, 3, 12.0)), "a.xlsx")[0]
    assert sheet.rows == (("0.3", "1234567890123.45", "0.0000001", "12"),)


def test_damaged_workbooks_never_crash() -> None:
    """200 workbooks with bytes changed, cut out or repeated are read, or refused with a sentence."""
    whole = _book(*((row, column, row * column if column else f"{row}行") for row in range(9) for column in range(5)))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    random = Random(7)  # noqa: S311 - the same every time
    refused: list[str] = []
    for number in range(200):
        content = _damaged(whole, random) if number % 2 else _zip(_damaged_parts(parts, random))
        try:
            read_workbook(content, "导出.xlsx")
        except WorkbookError as error:
            refused.append(str(error))
    assert len(refused) > 20
    assert all(message.startswith("“导出.xlsx”") for message in refused)


def _damaged(content: bytes, random: Random) -> bytes:
    data = bytearray(content)
    for _ in range(random.randint(1, 20)):
        place = random.randrange(len(data) + 1)
        data[place : place + random.randrange(3)] = random.randbytes(random.randrange(4))
    return bytes(data)


def _damaged_parts(parts: dict[str, bytes], random: Random) -> dict[str, bytes]:
    found = dict(parts)
    for _ in range(random.randint(1, 3)):
        name = random.choice(sorted(found))
        found[name] = _damaged(found[name], random) if random.random() < 0.8 else b""
    return found


#: each entity is ten of the one before: a billion at the end, of a few hundred bytes.
LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "虚构">' + "".join(
    f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [("xl/sharedStrings.xml", "<t>甲</t>", "<t>&a9;</t>"), ("xl/workbook.xml", 'name="表"', 'name="&a9;"')],
)
def test_entities_inside_entities_are_not_unfolded(
    part: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A billion laughs in the shared texts, in the name of a sheet: a sentence, at once and in little memory."""
    book = _book((0, 0, "甲"))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        head, _, body = archive.read(part).decode().partition("?>")
    assert old in body
    monkeypatch.setattr("generator.desk.apart.asking.BOUNDS", Bounds(memory=250_000_000, seconds=4))
    hostile = _with(book, {part: f"{head}?>{LAUGHS}{body.replace(old, new)}".encode()})
    with pytest.raises(WorkbookError, match=r"^“表\.xlsx”打不开"):  # broken, and not too much
        read_workbook(hostile, "表.xlsx")
