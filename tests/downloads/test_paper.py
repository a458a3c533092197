"""How tables lie on paper; all tables here are invented."""

from dataclasses import replace

from generator.downloads.paper import DENSITIES, Lie, Room, lie_of
from generator.model.blocks import Cell, Span, Table
from tests.downloads.invented import LONG, WIDE, named

UPRIGHT, LYING = Room(476, 683), Room(740, 476)


def lie(table: Table, count: int) -> Lie:
    """Return how the first rows of a table lie."""
    return lie_of(table, table.rows[:count], UPRIGHT, LYING)


def test_a_table_is_set_as_roomily_as_one_page_allows() -> None:
    """Few rows stand roomy, more rows tighter, all on one page; what cannot fit is roomy again over several."""
    forms = [lie(LONG, count) for count in (10, 36, 42, 60)]
    assert [form.whole for form in forms] == [True, True, True, False]
    assert forms[0].density == 0 < forms[1].density <= forms[2].density < len(DENSITIES)
    assert forms[3].density == 0


def test_a_short_wide_table_stands_upright() -> None:
    """A wide table of few rows does not take a landscape page of its own; one of many rows does."""
    assert not lie(WIDE, 3).wide
    assert lie(WIDE, 26).wide


def test_too_many_columns_lie_on_their_side_however_short() -> None:
    """Where amounts would not stay on one line upright, a short table lies on its side too."""
    amounts = tuple(Cell((Span("1234567.89"),), "amount") for _ in range(13))
    table = Table("t", "虚构", rows=((*named("虚构"), *amounts),), landscape=True)
    assert lie(table, 1).wide


def test_columns_fill_the_room_and_amounts_are_alike() -> None:
    """Widths are percentages that add up; columns of amounts are equally wide; names get what they need."""
    columns = lie(LONG, 20).columns
    assert abs(sum(columns) - 100) < 0.01
    assert columns[2] == columns[3] == columns[4]
    longest = max(len(row[1].text) for row in LONG.rows[:20])
    assert columns[1] / 100 * UPRIGHT.width > longest * 9


def test_bands_side_by_side_are_alike() -> None:
    """收入 and 支出 have names of different length, and columns of the same width."""
    rows = tuple((*named("很长很长的收入名称", "1.00"), *named("支出", "1.00")) for _ in range(3))
    columns = lie_of(replace(LONG, head=(), rows=rows, bands=(2, 2)), rows, UPRIGHT, LYING).columns
    assert columns[:2] == columns[2:]
