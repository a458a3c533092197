"""Which head cells each cell of a table belongs to, worked out from the grid with its spans and bands."""

from dataclasses import dataclass

from generator.downloads.print_view import PrintTable, is_head
from generator.html.heads import FormHeads, form_heads
from generator.html.layout import Placed, place


@dataclass(frozen=True, slots=True)
class HeadedCell:
    """A cell with its spans: `scope` is `Column`, `Row` or "" for a cell that heads nothing; `heads` are keys."""

    key: str
    scope: str
    colspan: int
    rowspan: int
    heads: tuple[str, ...]


def heads_of(table: PrintTable) -> tuple[tuple[HeadedCell, ...], ...]:
    """Return head rows and body rows as printed; an amount belongs to the heads above it and the names in its band."""
    head = place(table.table.head)
    body = place(tuple(row for group in table.groups for row in group.rows))
    if table.form:
        return _form(head, body)
    beside = _names_beside(body)
    band = _bands(table)
    return (
        *(tuple(_cell(item, "c", "Column", ()) for item in row) for row in head),
        *(tuple(_body_cell(item, head, beside, band) for item in row) for row in body),
    )


def _body_cell(item: Placed, head: list[list[Placed]], beside: list[list[Placed]], band: tuple[int, ...]) -> HeadedCell:
    """Return a cell below the head rows: it heads its row, or has heads."""
    scope = _scope(item)
    return _cell(item, "r", scope, () if scope else _heads(item, head, beside, band))


def _form(head: list[list[Placed]], body: list[list[Placed]]) -> tuple[tuple[HeadedCell, ...], ...]:
    """Return the rows of a form: its names have heads of their own, the names and heads that they stand below."""
    heads = form_heads(head, body)
    return (
        *(tuple(_cell(item, "c", "Column", ()) for item in row) for row in head),
        *(tuple(_cell(item, "r", _scope(item), _form_keys(item, heads)) for item in row) for row in body),
    )


def _form_keys(item: Placed, heads: FormHeads) -> tuple[str, ...]:
    """Return the keys of the heads above a cell of a form and of the names beside it."""
    place_ = (item.row, item.column)
    above = (_key("r" if top.inner else "c", top.placed) for top in heads.above.get(place_, ()))
    return (*above, *(_key("r", name) for name in heads.beside.get(place_, ())))


def _scope(item: Placed) -> str:
    """Return what a body cell heads."""
    if not is_head(item.cell):
        return ""
    return "Row" if item.cell.kind == "name" else "Column"


def _cell(item: Placed, letter: str, scope: str, heads: tuple[str, ...]) -> HeadedCell:
    """Return a placed cell with its key."""
    return HeadedCell(_key(letter, item), scope, item.cell.colspan, item.cell.rowspan, heads)


def _key(letter: str, item: Placed) -> str:
    """Return the identifier of a cell within its table."""
    return f"{letter}{item.row:04d}-{item.column:02d}"


def _bands(table: PrintTable) -> tuple[int, ...]:
    """Return the band of each column: bands stand side by side, such as 收入 and 支出."""
    widths = table.table.bands or (len(table.lie.columns),)
    return tuple(number for number, width in enumerate(widths) for _ in range(width))


def _names_beside(body: list[list[Placed]]) -> list[list[Placed]]:
    """Return the names that stand beside each row, those reaching down from rows above included."""
    beside: list[list[Placed]] = [[] for _ in body]
    for item in (item for row in body for item in row if _scope(item) == "Row"):
        for names in beside[item.row : item.row + item.cell.rowspan]:
            names.append(item)
    return beside


def _heads(
    item: Placed, head: list[list[Placed]], beside: list[list[Placed]], band: tuple[int, ...]
) -> tuple[str, ...]:
    """Return the keys of the heads above a cell and of the names beside it in its band."""
    columns = set(range(item.column, item.column + item.cell.colspan))
    above = [
        _key("c", top) for row in head for top in row if columns & set(range(top.column, top.column + top.cell.colspan))
    ]
    own = band[item.column : item.column + 1]
    names = [_key("r", name) for name in beside[item.row] if band[name.column : name.column + 1] == own]
    return (*above, *names)
