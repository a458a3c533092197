"""The data inside a PDF: which files, of what kind, in what relation to the pages."""

import datetime as dt
import io
from dataclasses import replace

import pikepdf
import pytest

from generator.downloads.pdf import PrintSettings, render_pdf
from generator.downloads.pdf_files import TOLD, attached
from tests.downloads.invented import DOCUMENT

FILES = {"facts.json": b'{"figures": []}\n', "tables.xlsx": b"PK\x03\x04 an invented workbook"}
SHORT = replace(DOCUMENT, parts=DOCUMENT.parts[3:])
KINDS = {
    "facts.json": ("/Data", "/application/json"),
    "tables.xlsx": ("/Alternative", "/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def made() -> bytes:
    """Return a short report with two files inside."""
    return render_pdf(SHORT, {}, PrintSettings(dt.date(2025, 9, 1), attachments=FILES))


@pytest.fixture(scope="module")
def content() -> bytes:
    """Return the short report, made once."""
    return made()


def test_both_files_travel_inside_byte_for_byte(content: bytes) -> None:
    """Figures and workbook can be taken out of the PDF as they were put in."""
    with pikepdf.open(io.BytesIO(content)) as file:
        assert {name: one.get_file().read_bytes() for name, one in file.attachments.items()} == FILES


def test_each_file_is_listed_once_with_kind_relation_and_words(content: bytes) -> None:
    """The document's /AF names each file: its relation, its media type, what it is in Chinese, days of the data."""
    with pikepdf.open(io.BytesIO(content)) as file:
        listed = list(file.Root.AF)
        found = {str(one.UF): (str(one.AFRelationship), str(one.EF.F.Subtype)) for one in listed}
        assert (len(listed), found) == (2, KINDS)
        for one in listed:
            assert str(one.F) == str(one.UF)
            assert "全部" in str(one.Desc)
            days = {str(one.EF.F.Params.CreationDate), str(one.EF.F.Params.ModDate)}
            assert days == {"D:20250901000000Z"}
            assert int(one.EF.F.Params.Size) == len(FILES[str(one.UF)])


def test_it_is_still_an_archive_file_for_all(content: bytes) -> None:
    """With two files inside the PDF declares PDF/A-3a and PDF/UA-1."""
    with pikepdf.open(io.BytesIO(content)) as file:
        meta = file.open_metadata()
        assert (meta.pdfa_status, meta["pdfuaid:part"]) == ("3A", "1")
        assert file.check_pdf_syntax() == []


def test_the_same_files_give_the_same_bytes(content: bytes) -> None:
    """Nothing in the file depends on the clock."""
    assert made() == content


def test_the_kind_of_a_file_is_never_guessed() -> None:
    """A file of which nothing is told cannot be put inside."""
    assert set(TOLD) == set(KINDS)
    with pytest.raises(KeyError):
        attached({"other.bin": b""}, dt.date(2025, 9, 1))
