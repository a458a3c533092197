"""Attached files looked into: kinds, harmful content, personal data, properties. Every file is made here."""

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from xlsxwriter import Workbook

from generator.desk.apart import Bounds
from generator.desk.attaching.examine import MOST_BYTES, examine
from generator.model.attachments import dump_examined, load_examined
from generator.workspace.attachments import MOST_FILES, attached_in

#: an invented number with a right check digit.
IDENTITY = "110101199003070011"
MOBILE = "13812345678"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def xlsx(*rows: str) -> bytes:
    """Return a workbook with texts below each other."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("虚构的表")
        for number, text in enumerate(rows):
            sheet.write_string(number, 0, text)
    return out.getvalue()


def docx(*paragraphs: str, author: str = "") -> bytes:
    """Return a Word file with paragraphs."""
    document = Document()
    document.core_properties.author = author
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(author: str = "", script: str = "", password: str = "") -> bytes:
    """Return a PDF of one empty page, like a scan."""
    made = pikepdf.new()
    made.add_blank_page()
    if author:
        made.docinfo["/Author"] = author
    if script:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
    out = io.BytesIO()
    made.save(out, encryption=pikepdf.Encryption(user=password, owner=password) if password else None)
    return out.getvalue()


def pdf_bomb(megabytes: int) -> bytes:
    """Return a PDF of a few kilobytes whose objects unpack to so much: whoever opens it has to unpack them."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"]
    starts = [sum(len(one) + 1 for one in objects[:number]) for number in range(len(objects))]
    head = b" ".join(b"%d %d" % (number, start) for number, start in enumerate(starts, 1)) + b"\n"
    packed = zlib.compress(head + b"\n".join(objects) + b" " * megabytes * 1_000_000, 1)
    file = b"%PDF-1.5\n"
    place = len(file)
    file += b"4 0 obj\n<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>\n" % (len(head), len(packed))
    file += b"stream\n" + packed + b"\nendstream\nendobj\n"
    rows = [(0, 0, 65535), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, place, 0), (1, len(file), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    last = b"5 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>\n" % len(table)
    return file + last + b"stream\n" + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(file)


def jpeg(*, with_place: bool) -> bytes:
    """Return the beginning of a photograph whose Exif data says where it was taken, or not."""
    tag = 0x8825 if with_place else 0x0110
    exif = b"Exif\0\0" + b"MM\0*" + struct.pack(">IHHHII", 8, 1, tag, 4, 1, 26) + b"\0" * 8
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xd9"


def with_entry(content: bytes, name: str) -> bytes:
    """Return an Office file with one more part."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"x")
    return out.getvalue()


def test_a_pdf_that_unpacks_to_more_than_it_may_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would take all memory of whoever opens it ends in a sentence; without the bound it is unpacked whole."""
    bomb = pdf_bomb(200)
    monkeypatch.setattr("generator.desk.apart.asking.BOUNDS", Bounds(memory=250_000_000))
    assert examine("函.pdf", pdf_bomb(1)).problem == ""
    assert "打不开" in examine("函.pdf", bomb).problem
    monkeypatch.setattr("generator.desk.apart.asking.BOUNDS", Bounds(memory=4_000_000_000))
    assert examine("函.pdf", bomb).problem == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("批复.pdf", pdf()),
        ("scan.JPG", jpeg(with_place=False)),
        ("章.png", PNG),
        ("表.xlsx", xlsx("虚构县水务局")),
        ("函.docx", docx("虚构的函")),
    ],
)
def test_files_that_may_be_published(name: str, content: bytes) -> None:
    """No problem, no personal data; the digest is that of the file."""
    found = examine(name, content)
    assert (found.problem, found.personal, found.size, len(found.sha256)) == ("", (), len(content), 64)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("页.html", b"<script>", "不能用 .html 文件作附件"),
        ("图.svg", b"<svg/>", "不能用 .svg 文件作附件"),
        ("包.zip", b"PK\x03\x04", "不能用 .zip 文件作附件"),
        ("批复", pdf(), "没有后缀"),
        ("批复.pdf", b"", "空文件"),
        ("批复.pdf", PNG, "名字是 .pdf，内容却不是"),
        ("表.xlsx", docx("虚构"), "名字是 .xlsx，内容却不是"),
        ("表.xlsx", xlsx("虚构")[:900], "内容却不是，或者损坏了"),
        ("表.xlsx", with_entry(xlsx("虚构"), "xl/vbaProject.bin"), "带着宏"),
        ("函.docx", with_entry(docx("虚构"), "word/embeddings/a.bin"), "嵌着别的文件"),
        ("批复.pdf", pdf(script="app.alert(1)"), "里面有脚本"),
        ("批复.pdf", pdf(password="虚构".encode().hex()), "加了密码"),
        ("批复.pdf", pdf()[:300], "打不开"),
    ],
)
def test_files_that_may_not(name: str, content: bytes, said: str) -> None:
    """Each is told why, and what it is instead."""
    assert said in examine(name, content).problem


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("名单.xlsx", xlsx("联系人手机", f"身份证号 {IDENTITY}", MOBILE)),
        ("函.docx", docx(f"身份证号{IDENTITY}", MOBILE)),
    ],
)
def test_personal_data_is_found_and_shown_masked(name: str, content: bytes) -> None:
    """Numbers of persons and of mobile telephones, in the masked form only."""
    found = examine(name, content)
    assert {code for code, _ in found.personal} == {"G010", "G011"}
    assert IDENTITY not in repr(found)
    assert MOBILE not in repr(found)


def test_a_scan_is_left_to_people() -> None:
    """Of a PDF or a picture no text can be read, and that is said."""
    assert "扫描件" in examine("批复.pdf", pdf()).unread
    assert "扫描件" in examine("章.png", PNG).unread
    assert examine("函.docx", docx("虚构的函")).unread == ""


def test_properties_that_would_be_published_too() -> None:
    """Authors of PDF and Word files, and the place of a photograph."""
    assert examine("批复.pdf", pdf(author="王某")).properties == ("作者“王某”",)
    assert "作者“王某”" in examine("函.docx", docx("虚构", author="王某")).properties
    assert examine("照.jpg", jpeg(with_place=True)).properties == ("拍摄地点",)
    assert examine("照.jpg", jpeg(with_place=False)).properties == ()


def test_a_folder_of_attachments(tmp_path: Path) -> None:
    """Links, folders and files over the limit are never read; what systems leave lying about does not count."""
    place = tmp_path / "attachments"
    place.mkdir()
    (place / "批复.pdf").write_bytes(pdf())
    (place / "passwd.pdf").symlink_to("/etc/passwd")
    (place / "里面").mkdir()
    (place / "Thumbs.db").write_bytes(b"x")
    (place / "~$函.docx").write_bytes(b"x")
    with (place / "大.pdf").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    found = attached_in(tmp_path)
    assert set(found) == {"批复.pdf", "passwd.pdf", "里面", "大.pdf"}
    assert found["批复.pdf"].problem == ""
    for name, said in (("passwd.pdf", "快捷方式"), ("里面", "文件夹"), ("大.pdf", "超过 20 MB")):
        assert (said in found[name].problem, found[name].sha256) == (True, "")
    assert load_examined(dump_examined(found)) == found
    assert attached_in(tmp_path / "nowhere") == {}


def test_a_name_or_a_file_that_nobody_can_read_is_told(tmp_path: Path) -> None:
    """Names from another encoding, as old archives have them, and damaged files: one problem each, nothing stops."""
    place = tmp_path / "attachments"
    place.mkdir()
    (place / os.fsdecode("扫描.pdf".encode("gbk"))).write_bytes(pdf())
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "<w:document/>" * 100)
    raw = bytearray(content.getvalue())
    raw[60:80] = bytes(20)
    (place / "坏.docx").write_bytes(raw)
    found = attached_in(tmp_path)
    assert load_examined(dump_examined(found)) == found
    bad = found.pop("坏.docx").problem
    assert bad
    ((name, seen),) = found.items()
    assert ("\ufffd" in name, "编码" in seen.problem) == (True, True)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """What was seen of a file holds only as long as the file stays as it is."""
    place = tmp_path / "attachments"
    place.mkdir()
    (place / "批复.pdf").write_bytes(pdf())
    before = attached_in(tmp_path)["批复.pdf"]
    (place / "批复.pdf").write_bytes(pdf(author="王某"))
    assert attached_in(tmp_path)["批复.pdf"] != before


def test_more_files_than_anyone_attaches(tmp_path: Path) -> None:
    """A folder full of files does not hold up the check."""
    place = tmp_path / "attachments"
    place.mkdir()
    for number in range(MOST_FILES + 2):
        (place / f"{number:03}.png").write_bytes(PNG)
    assert sum(bool(one.problem) for one in attached_in(tmp_path).values()) == 2
