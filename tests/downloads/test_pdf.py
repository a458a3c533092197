"""The PDF of an invented report: what a reader, an archive and a machine find in it."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from generator.downloads.fonts import MissingFont, MissingGlyph
from generator.downloads.page_code import code_of
from generator.downloads.pdf import PrintSettings, _Charts, render_pdf
from generator.downloads.tagging import RowTooTall
from generator.model.blocks import Document, Paragraph, Section, Span
from tests.downloads.invented import DOCUMENT, EMPTY, LONG, LOST, head, named


def text(pdf: Path, page: int = 0, *, layout: bool = False) -> str:
    """Return the text of one page, or of all."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    command = ["pdftotext", *pages, "-layout" if layout else "-raw", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pages(pdf: Path) -> list[str]:
    """Return the text of each page without white space."""
    return [re.sub(r"\s", "", page) for page in text(pdf).split("\f")]


def with_text(words: str) -> Document:
    """Return a report of one paragraph."""
    return replace(DOCUMENT, parts=(Section("p", "一、虚构", "p", 1, blocks=(Paragraph((Span(words),)),)),))


def test_all_text_can_be_copied(pdf: Path) -> None:
    """Official prose, table cells, notes, empty and missing tables and glossary are text, and nothing is markup."""
    whole = "".join(pages(pdf))
    sought = ["各增加1062.85万元，增长12.08%，主要变动原因是<b>虚构</b>&{{7*7}}项目增加", "虚构的第60项社会保障"]
    sought += [LONG.notes[0], EMPTY.statement, LOST.statement, "财政拨款收入：指单位从同级财政部门"]
    for words in sought:
        assert re.sub(r"\s", "", words) in whole


def test_contents_name_the_right_pages(pdf: Path) -> None:
    """The number behind each heading of the contents is the page of the file on which the heading stands."""
    entries = re.findall(r"^ *(\S.*?)\s{2,}(\d+)$", text(pdf, 2, layout=True), re.MULTILINE)
    assert len(entries) >= 10
    content = pages(pdf)
    for title, number in entries:
        assert re.sub(r"\s", "", title) in content[int(number) - 1]
        assert f"—{number}—" in content[int(number) - 1]


def test_bookmarks_lead_to_their_headings(pdf: Path) -> None:
    """Every bookmark opens the page that holds its heading; parts, sections and tables have one."""
    content = pages(pdf)
    with pikepdf.open(pdf) as file, file.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        found = {}
        todo = list(outline.root)
        while todo:
            item = todo.pop()
            todo += item.children
            assert isinstance(item.destination, pikepdf.Array)
            found[item.title] = numbers[item.destination[0].objgen]
    assert {"目录", "第二部分　2024年度部门决算表", "四、虚构财政拨款收入支出决算总表", EMPTY.title} <= set(found)
    for title, number in found.items():
        assert re.sub(r"\s", "", title) in content[number]


def test_running_heads_name_department_year_and_section(pdf: Path) -> None:
    """Each page but the cover says whose it is and where one is."""
    content = pages(pdf)
    assert all("测试局·2024年度" in page for page in content[1:] if page)
    assert "三、虚构支出决算表" in content[5]
    assert "·2024年度" not in content[0]


def test_only_wide_tables_lie_on_their_side(pdf: Path) -> None:
    """A landscape table takes landscape pages with its heading; what follows stands upright again."""
    content = pages(pdf)
    with pikepdf.open(pdf) as file:
        lying = {number for number, page in enumerate(file.pages) if page.mediabox[2] > page.mediabox[3]}
    wide = {number for number, page in enumerate(content) if "四、虚构财政拨款收入支出决算总表" in page and number > 1}
    assert lying == wide
    assert lying


def test_heads_are_repeated_and_rows_are_whole(pdf: Path) -> None:
    """A table over two pages has its column heads on both; each row stands on one page, all sixty in order."""
    parts = [page for page in pages(pdf) if "科目编码科目名称" in page and "2080" in page]
    assert len(parts) == 2
    assert all("基本支出项目支出" in page for page in parts)
    codes = [int(code) for page in parts for code in re.findall(r"2080(\d{3})", page)]
    assert codes == list(range(1, 61))
    assert all(f"虚构的第{code}项" in page for page in parts for code in re.findall(r"20800*(\d+)虚", page))


def test_decimals_of_a_column_stand_in_line(pdf: Path) -> None:
    """Amounts of as many digits start at the same place: digits are equally wide, 1 as wide as 8."""
    command = ["pdftotext", "-bbox", "-f", "6", "-l", "6", str(pdf), "-"]
    boxes = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    starts = {round(float(start), 1) for start in re.findall(r'xMin="([\d.]+)"[^>]*>\d\d\.10<', boxes)}
    assert len(starts) == 1


def test_every_font_is_embedded_and_chosen(pdf: Path) -> None:
    """Only the families of the report are used, each embedded: the same everywhere, and in fifty years."""
    command = ["pdffonts", str(pdf)]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    fonts = listed.splitlines()[2:]
    assert fonts
    for line in fonts:
        assert re.search(r"Noto-(Serif|Sans)-CJK-SC", line)
        assert re.search(r"yes yes yes", line)


def test_the_archive_form_is_declared(pdf: Path) -> None:
    """Title, language, dates of the data, PDF/A-3a and PDF/UA-1, and the data inside the file."""
    with pikepdf.open(pdf) as file:
        meta = file.open_metadata()
        assert meta["dc:title"] == DOCUMENT.title
        assert meta.pdfa_status == "3A"
        assert meta["pdfuaid:part"] == "1"
        assert meta["xmp:CreateDate"] == "2025-09-01"
        assert str(file.Root.Lang) == "zh-CN"
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert file.attachments["facts.json"].get_file().read_bytes() == b"{}\n"
        assert str(file.Root.AF[0].AFRelationship) == "/Data"


def test_the_same_report_gives_the_same_bytes(pdf: Path, project: Path) -> None:
    """In another process, with other hash seeds, the file is the same."""
    program = (
        "import datetime, sys; from tests.downloads.invented import *; from generator.downloads.pdf import *;"
        "from generator.html.charts import render_chart; charts = {c.key: render_chart(c) for c in (PIE, COLUMNS)};"
        "settings = PrintSettings(datetime.date(2025, 9, 1), attachments={'facts.json': b'{}\\n'});"
        "sys.stdout.buffer.write(render_pdf(DOCUMENT, charts, settings))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    again = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, cwd=project, env=environment
    ).stdout
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(pdf.read_bytes()).hexdigest()


def test_a_character_without_a_glyph_is_an_error(drawings: dict[str, str], settings: PrintSettings) -> None:
    """A character that no font holds is named with its place, instead of an empty box in print."""
    with pytest.raises(MissingGlyph, match=r"U\+1F600.*见于“一、虚构”") as caught:
        render_pdf(with_text("笑脸😀"), drawings, settings)
    assert [lack.character for lack in caught.value.lacks] == ["😀"]


def test_a_font_that_is_not_installed_is_an_error(drawings: dict[str, str], settings: PrintSettings) -> None:
    """A family that the style names must be there; no other font takes its place."""
    with pytest.raises(MissingFont, match="没有安装字体“虚构小标宋”"):
        render_pdf(replace(DOCUMENT, fonts={"heading": "虚构小标宋"}), drawings, settings)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1/", "data:text/plain,a", "chart:unknown"])
def test_print_reads_nothing_but_its_charts(drawings: dict[str, str], url: str) -> None:
    """Every address but a chart of the report is refused."""
    with pytest.raises(FatalURLFetchingError):
        _Charts(drawings).fetch(url)
    assert _Charts(drawings).fetch("chart:pie1").read().startswith(b"<svg")


def test_an_address_inside_a_drawing_is_refused(settings: PrintSettings, drawings: dict[str, str]) -> None:
    """A picture that asks for a file does not get it."""
    href = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/hostname"'
    bad = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image {href} width="9" height="9"/></svg>'
    with pytest.raises(FatalURLFetchingError):
        render_pdf(DOCUMENT, {**drawings, "pie1": bad}, settings)


def test_lines_end_in_line(tmp_path: Path, drawings: dict[str, str], settings: PrintSettings) -> None:
    """Both edges of a paragraph are straight, though digits are narrower than characters."""
    file = tmp_path / "lines.pdf"
    file.write_bytes(render_pdf(with_text("虚构支出1234.5万元，增加12.3万元；" * 20), drawings, settings))
    command = ["pdftotext", "-bbox-layout", "-f", "3", "-l", "3", str(file), "-"]
    boxes = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = re.findall(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"', boxes)
    edges = [float(right) for left, top, right in lines if float(top) > 170 and float(left) < 110][:8]
    assert len(edges) == 8
    assert max(edges) - min(edges) < 1


def test_a_draft_says_so(tmp_path: Path, drawings: dict[str, str], settings: PrintSettings) -> None:
    """What is not public yet cannot be taken for the published file."""
    file = tmp_path / "draft.pdf"
    file.write_bytes(render_pdf(replace(with_text("虚构"), state="草稿"), drawings, settings))
    assert "尚未公开" in text(file, 1)


def test_every_page_of_a_review_copy_says_so(tmp_path: Path, drawings: dict[str, str], settings: PrintSettings) -> None:
    """A page that comes loose on its way round the offices is still known as 送审稿; a public page says nothing."""
    file = tmp_path / "review.pdf"
    file.write_bytes(render_pdf(replace(with_text("虚构"), state="送审"), drawings, settings))
    with pikepdf.open(file) as pdf:
        count = len(pdf.pages)
    assert count > 2
    assert all("送审稿，尚未公开" in text(file, number) for number in range(1, count + 1))
    file.write_bytes(render_pdf(with_text("虚构"), drawings, settings))
    assert all("尚未公开" not in text(file, number) for number in range(1, count + 1))


def test_a_row_higher_than_a_page_is_an_error(settings: PrintSettings) -> None:
    """A row is never cut in two: where one cannot fit, the table is named."""
    tall = replace(LONG, head=(head("甲", "乙"),), rows=(named("很长" * 1500, "1.00"), named("乙", "2.00")), widths=())
    parts = (Section("p", "一、虚构", "p", 1, blocks=(tall,)),)
    with pytest.raises(RowTooTall, match="虚构支出决算表"):
        render_pdf(replace(DOCUMENT, parts=parts), {}, settings)


def test_a_table_without_head_is_printed(tmp_path: Path, settings: PrintSettings) -> None:
    """Rows alone make a table too."""
    parts = (Section("p", "一、虚构", "p", 1, blocks=(replace(LONG, head=(), rows=LONG.rows[:3], widths=()),)),)
    file = tmp_path / "rows.pdf"
    file.write_bytes(render_pdf(replace(DOCUMENT, parts=parts), {}, settings))
    assert "虚构的第3项社会保障和就业支出" in "".join(pages(file))


def test_the_file_is_sound(pdf: Path) -> None:
    """An independent reader finds no fault in the file's structure."""
    with pikepdf.open(pdf) as file:
        assert file.check_pdf_syntax() == []
        assert "/ID" in file.trailer


def test_the_cover_leads_to_the_page(tmp_path: Path, drawings: dict[str, str], settings: PrintSettings) -> None:
    """The address of the page stands on the cover in words, as a link and as a QR code, and in nothing else's place."""
    address = "https://xugou.example.com/jsgk/reports/xugou/test/2024/"
    file = tmp_path / "cover.pdf"
    file.write_bytes(render_pdf(DOCUMENT, drawings, replace(settings, address=address)))
    assert address in text(file, 1).replace("\n", "")
    with pikepdf.open(file) as opened:
        links = [note for note in opened.pages[0].Annots if "/URI" in note.get("/A", {})]
        assert [str(note.A.URI) for note in links] == [address]
        assert [str(note.Contents) for note in links] == [f"转到“{address}”"]
        assert opened.check_pdf_syntax() == []
    assert code_of(address).count("<path") == 2
    assert code_of(address) == code_of(address) != code_of(address + "x")


def test_a_site_without_an_address_prints_none(pdf: Path) -> None:
    """No address is invented, and no code leads nowhere."""
    assert "网页版：" not in text(pdf, 1)
    assert code_of("") == ""
