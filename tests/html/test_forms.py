"""Forms of evaluations as HTML: heads among the rows, names at the side, lines, links, pieces for small screens."""

import re

from generator.html.context import PageContext
from generator.html.tables import BLANK_COLUMNS, render_table
from generator.model.blocks import Cell, FigureEntry, Span, Table

ENTRY = FigureEntry("得分", "defen", "得分", "98", "分", "98", "", (), "typed", "x")


def context(page: str = "evaluation-invented") -> PageContext:
    """Return a page with one figure."""
    return PageContext(page, {"得分": ENTRY}, "../figures/", "../")


def cell(text: str = "", kind: str = "text", *, across: int = 1, down: int = 1, note: str = "") -> Cell:
    """Return a cell."""
    return Cell((Span(text),) if text else (), kind, across, down, note=note)


def head(*texts: str) -> tuple[Cell, ...]:
    """Return head cells."""
    return tuple(cell(text, "head") for text in texts)


#: an invented form of the usual shape: header fields, money, indicators beside a side head, signatures.
FORM = Table(
    "form", "虚构自评表",
    rows=(
        (cell("项目名称", "name", across=2), cell("虚构项目"), cell("主管部门", "name"), cell("虚构局", across=2)),
        (cell("项目\n资金", "name", down=2), *head("", "预算数", "执行数"), cell("执行率", "head", across=2)),
        (cell("总额", "name"), cell("100.00", "amount"), cell("98.00", "amount"), cell("98%", across=2)),
        (cell("绩效指标", "name", down=3), *head("二级", "三级", "指标值", "完成值", "得分")),
        (
            cell("数量", "name", down=2), cell("培训人数", "name"), cell("≥5人"), cell("6人"),
            Cell((Span("98", "得分"),), "amount"),
        ),
        (cell("结案率", "name"), cell("100%"), cell(note="原件未填", kind="blank"), cell("7", "amount")),
        (cell("填报人", "name"), cell("甲"), cell("电话", "name"), cell("1"), cell("日期", "name"), cell("2")),
    ),
)  # fmt: skip


def heads_of(text: str, shown: str) -> list[str]:
    """Return the texts of the heads that the first cell with this text names, in order."""
    found = re.search(rf'<t[dh][^>]*headers="([^"]*)"[^>]*>(?:<a[^>]*>)?{re.escape(shown)}<', text)
    assert found, shown
    names = [re.search(rf'<th[^>]* id="{key}"[^>]*>(.*?)</th>', text) for key in found[1].split()]
    return [re.sub("<[^>]+>", "", name[1]) for name in names if name]


def test_a_cell_belongs_to_the_nearest_heads_above_and_all_names_beside() -> None:
    """A target is headed by 指标值, not by 执行数 of the money above it, and by the names at its left."""
    text = render_table(FORM, context())
    assert heads_of(text, "≥5人") == ["绩效指标", "数量", "培训人数", "指标值"]
    assert heads_of(text, "100%") == ["绩效指标", "数量", "结案率", "指标值"]
    assert heads_of(text, "98.00") == ["项目资金", "总额", "执行数"]
    assert heads_of(text, "结案率") == ["绩效指标", "数量", "三级"]


def test_a_row_of_pairs_reads_each_value_with_its_own_name() -> None:
    """Header fields and signatures: a value belongs to the name right before it only, and to no head above."""
    text = render_table(FORM, context())
    assert heads_of(text, "虚构项目") == ["项目名称"]
    assert heads_of(text, "虚构局") == ["主管部门"]
    assert heads_of(text, "甲") == ["填报人"]
    assert heads_of(text, "1") == ["电话"]


def test_heads_say_what_they_head_and_empty_ones_are_no_heads() -> None:
    """An inner head has a scope and an id; one over columns is colgroup; a name over rows is rowgroup."""
    text = render_table(FORM, context())
    assert '<th scope="col" id="form-r3-3" class="head text">指标值</th>' in text
    assert '<th scope="colgroup" id="form-r1-4" class="head text" colspan="2">执行率</th>' in text
    assert re.search(r'<th scope="rowgroup" id="form-r3-0"[^>]* rowspan="3">绩效指标</th>', text)
    assert not re.search("<th[^>]*></th>", text)
    named = {key for keys in re.findall(r'headers="([^"]*)"', text) for key in keys.split()}
    assert named <= set(re.findall(r'<th[^>]* id="([^"]*)"', text))


def test_a_line_feed_begins_a_line_in_a_cell() -> None:
    """Text of several lines keeps them, its pieces escaped; the page stays on one line of source."""
    table = Table("t", "表", rows=((cell("项目\n资金", "name"), cell("一、<b>甲</b>\n二、乙")),))
    text = render_table(table, context())
    assert "项目<br>资金</th>" in text
    assert "一、&lt;b&gt;甲&lt;/b&gt;<br>二、乙</td>" in text
    assert "\n" not in text


def test_a_span_leads_to_its_page() -> None:
    """A name in the overview leads to the evaluation's page; on that page itself it leads nowhere."""
    row = (Cell((Span("虚构项目", page="evaluation-invented"),), "name"), cell("98", "amount"))
    table = Table("t", "表", head=(head("项目", "得分"),), rows=(row,), sortable=True)
    text = render_table(table, context("evaluations"))
    assert '<a href="../evaluation-invented/">虚构项目</a>' in text
    assert 'class="official unnumbered sortable"' in text
    assert "<a " not in render_table(table, context())


def test_pieces_stand_below_the_form_for_small_screens() -> None:
    """The form is drawn whole once, its pieces after it; a figure counts as one place; blanks are told in one note."""
    piece = Table(
        "p1", "绩效指标", head=(head("三级", "完成值", "得分"),), stacked=True,
        rows=((cell("培训人数", "name"), cell(kind="blank", note="原件未填"), Cell((Span("98", "得分"),), "amount")),),
    )  # fmt: skip
    pairs = Table("p2", "", rows=((cell("项目名称", "name"), cell("虚构项目")),))
    form = Table("form", "虚构自评表", rows=FORM.rows, pieces=(pairs, piece))
    page = context()
    text = render_table(form, page)
    wide, _, small = text.partition('<div class="table-bands table-pieces" data-pagefind-ignore>')
    assert 'class="table-box table-wide"' in wide
    assert small.startswith('<p class="table-title">虚构自评表</p><div class="table-piece">')
    assert '<td class="amount" data-head="得分"><a class="figure" id="f-defen-2"' in small
    assert "pairs" in small
    assert BLANK_COLUMNS in small
    assert len(page.appearances) == 1
