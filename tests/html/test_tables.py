"""Official tables as HTML."""

import re
from dataclasses import replace

import pytest

from generator.html.context import PageContext
from generator.html.layout import bands, one_band
from generator.html.tables import render_table
from generator.model.blocks import Cell, FigureEntry, Span, Table

ENTRY = FigureEntry("收入", "shouru", "收入", "1.00", "万元", "1.00", "", (), "typed", "x")


def context() -> PageContext:
    """Return a page with one figure."""
    return PageContext("tables", {"收入": ENTRY}, "../figures/", "../")


def cell(text: str = "", kind: str = "text", *, colspan: int = 1, rowspan: int = 1, indent: int = 0) -> Cell:
    """Return a cell."""
    return Cell((Span(text),) if text else (), kind, colspan, rowspan, indent)


def cells(kind: str, *texts: str) -> tuple[Cell, ...]:
    """Return cells of one kind."""
    return tuple(cell(text, kind) for text in texts)


SIMPLE = Table(
    "t1",
    "虚构表",
    "公开01表",
    ("部门：甲", "2024年度", "单位：万元"),
    head=(cells("head", "项目", "金额"),),
    rows=(
        (cell("合计", "name"), Cell((Span("1.00", "收入"),), "amount", strong=True)),
        (cell("其中", "name", indent=1), Cell(kind="blank", note="原件未填")),
    ),
    notes=("注一",),
    folded=(1,),
)
TWO = Table(
    "t2",
    "收支表",
    bands=(2, 2),
    head=(
        (cell("收入", "head", colspan=2), cell("支出", "head", colspan=2)),
        cells("head", "项目", "决算数", "项目", "决算数"),
    ),
    rows=(
        (cell("甲", "name"), Cell((Span("1.00", "收入"),), "amount"), cell("乙", "name"), cell("2", "amount")),
        (cell(), cell(), cell("丙", "name"), cell("3", "amount")),
    ),
)


def test_a_simple_table_needs_scope_only() -> None:
    """One row of heads and one name a row: scope says it all, and no cell carries ids."""
    text = render_table(SIMPLE, context())
    assert '<th scope="col" class="name">项目</th><th scope="col" class="amount foldable">金额</th>' in text
    assert '<th scope="row" class="name level-1">其中</th>' in text
    assert "headers=" not in text
    assert 'data-folded="1"' in text


def test_corners_notes_and_blank_cells_are_there() -> None:
    """Number, unit, notes, the caption, and what a blank cell means for a listener."""
    text = render_table(SIMPLE, context())
    assert text.startswith('<div class="table-block table-full" id="t1"><div class="table-corners">')
    assert '<span class="corner corner-number">公开01表</span>' in text
    assert '<span class="corner corner-end" data-pagefind-ignore>单位：万元</span>' in text
    assert "<caption>虚构表</caption>" in text
    assert '<td class="blank foldable"><span class="sr-only" data-pagefind-ignore>原件未填</span></td>' in text
    assert '<div class="table-notes"><p>注一</p></div>' in text
    assert "\n" not in text
    assert " style=" not in text


def test_figures_are_links_that_hold_the_number_only() -> None:
    """A figure in a cell is a link to its entry."""
    assert (
        '<td class="amount strong foldable"><a class="figure" id="f-shouru" href="../figures/#shouru">1.00</a></td>'
        in (render_table(SIMPLE, context()))
    )


def test_cells_name_their_heads_and_their_own_band() -> None:
    """With spans and bands each amount names both heads above it and the name beside it, not the neighbour's."""
    text = render_table(TWO, context())
    wide = text.split('<div class="table-bands"')[0]
    assert '<td headers="t2-r0-2 t2-h0-2 t2-h1-3" class="amount">2</td>' in wide
    assert '<th scope="colgroup" id="t2-h0-0" colspan="2">收入</th>' in wide
    for headers in re.findall(r'headers="([^"]*)"', text):
        for name in headers.split():
            assert f' id="{name}"' in text


def test_bands_become_tables_of_their_own() -> None:
    """For small screens each band stands alone, without its empty rows; ids stay unique, places count once."""
    page = context()
    text = render_table(TWO, page)
    assert text.count("<table ") == 3
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert len(page.appearances) == 1
    assert [len(one_band(TWO, band).rows) for band in bands(TWO)] == [1, 2]


@pytest.mark.parametrize("sizes", [(), (4,), (2, 3), (4, 0)])
def test_bands_that_do_not_add_up_are_one(sizes: tuple[int, ...]) -> None:
    """Bands that are not the table's width are not cut."""
    assert bands(Table("t", "x", head=TWO.head, rows=TWO.rows, bands=sizes)) == [range(4)]


def test_empty_and_unattached_tables_say_why() -> None:
    """An empty table keeps its grid with the sentence in it; one that was not attached shows name and sentence."""
    empty = render_table(Table("t3", "表", head=SIMPLE.head, statement="本年度没有。", state="empty"), context())
    assert '<tbody><tr><td class="table-statement" colspan="2"><div>本年度没有。</div></td></tr></tbody>' in empty
    missing = render_table(Table("t4", "表", statement="未随文公布。", state="unattached"), context())
    assert '<p class="table-title">表</p><p class="table-statement">未随文公布。</p>' in missing
    assert "<table" not in missing


def test_heads_over_some_folded_columns_say_what_is_left() -> None:
    """A head over three columns of which two fold says that one is left."""
    head = ((cell("甲", "head", colspan=3),), cells("head", "一", "二", "三"))
    text = render_table(Table("t5", "表", head=head, rows=(cells("amount", "1", "2", "3"),), folded=(1, 2)), context())
    assert '<th scope="colgroup" id="t5-h0-0" colspan="3" data-colspan-folded="1">甲</th>' in text


def test_names_over_several_rows_reach_all_of_them() -> None:
    """A name cell over two rows is a head of both."""
    rows = (
        (cell("指标", "name", rowspan=2), cell("一", "name"), cell("1", "text")),
        (cell("二", "name"), cell("2", "text")),
    )
    text = render_table(Table("t6", "表", head=(cells("head", "甲", "乙", "丙"),), rows=rows), context())
    assert '<th scope="rowgroup" id="t6-r0-0" class="name level-0" rowspan="2">指标</th>' in text
    assert '<td headers="t6-r0-0 t6-r1-1 t6-h0-2" class="text">2</td>' in text


def test_the_overview_says_the_column_beside_each_amount() -> None:
    """A phone shows the “三公” overview row by row; words instead of a number are marked and kept from search."""
    rows = ((cell("合计", "name"), cell("1.00", "amount"), cell("未公布", "text")),)
    table = Table(
        "three-public-overview", "总览", head=(cells("head", "项目", "决算数", "上年决算数"),), rows=rows, stacked=True
    )
    text = render_table(table, context())
    assert '<table class="official unnumbered stacked">' in text
    assert '<td class="amount" data-head="决算数">1.00</td>' in text
    assert '<td class="text unknown" data-head="上年决算数" data-pagefind-ignore>未公布</td>' in text
    assert "data-head" not in render_table(replace(table, stacked=False), context())
