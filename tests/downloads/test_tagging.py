"""Tags of the PDF: what a screen reader is told about the tables of an invented report."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from generator.downloads.print_view import sections_of, tables_of
from generator.downloads.table_heads import heads_of
from tests.downloads.invented import DOCUMENT, LONG, TIED, WIDE


@pytest.fixture(scope="module")
def file(pdf: Path) -> Iterator[pikepdf.Pdf]:
    """Return the report's PDF, open."""
    with pikepdf.open(pdf) as opened:
        yield opened


def below(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Yield the elements of a kind below an element, in reading order."""
    kids = element.get("/K", None)
    for kid in kids if isinstance(kids, pikepdf.Array) else []:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) == f"/{kind}":
                yield kid
            yield from below(kid, kind)


def tables(file: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return the Table elements of a file."""
    return list(below(file.Root.StructTreeRoot, "Table"))


def test_a_table_over_two_pages_is_one_table(file: pikepdf.Pdf) -> None:
    """There are as many Table elements as tables; the long one has one head and all its sixty rows."""
    expected = list(tables_of(sections_of(DOCUMENT)))
    found = tables(file)
    assert len(found) == len(expected)
    long = found[[shown.table.key for shown in expected].index(LONG.key)]
    assert len(list(below(long, "THead"))) == 1
    assert len(list(below(long, "TR"))) == 62


def test_every_head_says_what_it_heads(file: pikepdf.Pdf) -> None:
    """Each TH has a scope and an identifier that the identifier tree knows; all parents agree."""
    names = file.Root.StructTreeRoot.IDTree.Names
    known = {str(names[place]) for place in range(0, len(names), 2)}
    for table in tables(file):
        for head in below(table, "TH"):
            assert str(head.A.Scope) in {"/Column", "/Row"}
            assert str(head.ID) in known
        for group in below(table, "TBody"):
            assert group.P.objgen == table.objgen


def test_an_amount_belongs_to_its_heads_under_spans(file: pikepdf.Pdf) -> None:
    """项目支出 of a row is headed by 其中, 项目支出 and the row's name, though 其中 spans two columns."""
    keys = [shown.table.key for shown in tables_of(sections_of(DOCUMENT))]
    number = keys.index(LONG.key)
    row = list(below(tables(file)[number], "TR"))[2]
    amount = list(below(row, "TD"))[-1]
    expected = [f"t{number}-{key}" for key in ("c0000-03", "c0001-04", "r0000-01")]
    assert [str(key) for key in amount.A.Headers] == expected


def test_bands_side_by_side_do_not_mix() -> None:
    """An amount of 支出 is headed by the name in its own band, not by the 收入 on its left."""
    shown = next(shown for shown in tables_of(sections_of(DOCUMENT)) if shown.table.key == WIDE.key)
    row = heads_of(shown)[2]
    assert [key for key in row[2].heads if key.startswith("r")] == ["r0000-00"]
    assert [key for key in row[5].heads if key.startswith("r")] == ["r0000-03"]


def test_a_name_over_two_rows_heads_both() -> None:
    """A 类别 that spans two rows is a head of the amounts of both."""
    shown = next(shown for shown in tables_of(sections_of(DOCUMENT)) if shown.table.key == TIED.key)
    second = heads_of(shown)[2]
    assert [key for key in second[-1].heads if key.startswith("r")] == ["r0000-00", "r0001-01"]


def test_running_heads_are_not_read_out(file: pikepdf.Pdf) -> None:
    """Marked content is either in the structure or an artifact, on every page."""
    held: dict[tuple[int, int], set[int]] = {}
    todo = [file.Root.StructTreeRoot.K[0]]
    while todo:
        element = todo.pop()
        for kid in element.get("/K", pikepdf.Array([])):
            if isinstance(kid, int):
                held.setdefault(element.Pg.objgen, set()).add(kid)
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                todo.append(kid)
    for page in file.pages:
        stream = page.obj.Contents.read_bytes()
        marks = {int(mark) for mark in re.findall(rb"/MCID (\d+)", stream)}
        assert marks == held[page.obj.objgen]
        assert stream.count(b"BDC") + stream.count(b"BMC") == stream.count(b"EMC")


def test_links_and_pictures_are_described(file: pikepdf.Pdf) -> None:
    """A link of the contents says where it leads; a picture says its values."""
    notes = [note for page in file.pages for note in page.obj.get("/Annots", [])]
    assert len(notes) >= 10
    assert all(re.fullmatch("转到“.+”", str(note.Contents)) for note in notes)
    assert any("第四部分" in str(note.Contents) for note in notes)
    pictures = list(below(file.Root.StructTreeRoot, "Figure"))
    assert [str(picture.Alt) for picture in pictures][1].startswith("财政拨款收入占97.96%")


def test_headings_follow_each_other(file: pikepdf.Pdf) -> None:
    """No heading level is skipped on the way down."""
    levels = []

    def walk(element: pikepdf.Object) -> None:
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                if re.fullmatch(r"/H\d", str(kid.S)):
                    levels.append(int(str(kid.S)[2]))
                walk(kid)

    walk(file.Root.StructTreeRoot.K[0])
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
