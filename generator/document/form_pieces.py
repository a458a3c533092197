"""A form as simple tables one below the other, for small screens: each run of inner heads with the rows below it.

Merged cells are repeated in every row they cover, so that a row can be read alone.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.model.blocks import Cell, Span, Table

Rows = Sequence[tuple[Cell, ...]]
#: a text up to this length is repeated in each row that it stands beside; a longer one is said once.
SHORT = 12
FEW = 2


@dataclass(frozen=True, slots=True)
class _At:
    """A cell in one row that it covers, with its first column."""

    cell: Cell
    column: int
    is_first: bool


@dataclass(slots=True)
class _Piece:
    """Head cells and the rows that stand below them; rows without heads are pairs of name and value."""

    heads: list[_At]
    rows: list[list[_At]] = field(default_factory=list)


def pieces_of(key: str, rows: Rows) -> tuple[Table, ...]:
    """Return a form's content as simple tables; those with heads are named by what stands beside them."""
    made = []
    heads: list[_At] = []
    for number, piece in enumerate(_split(_spread(rows)), 1):
        table = _headed(piece) if piece.heads else _pairs(piece, heads)
        heads = piece.heads or heads
        if table.rows:
            made.append(replace(table, key=f"{key}-piece{number}", title=_title(piece)))
    return tuple(made)


def _title(piece: _Piece) -> str:
    """Return the names that stand beside the rows of a piece and under none of its heads."""
    if not piece.heads or not piece.rows:
        return ""
    covered = {column for head in piece.heads for column in range(head.column, head.column + head.cell.colspan)}
    beside = (at.cell for at in piece.rows[0] if at.column not in covered and at.cell.kind == "name")
    return "：".join(cell.text for cell in beside)


def _spread(rows: Rows) -> Iterator[list[_At]]:
    """Yield each row with the cells from above that reach into it."""
    open_: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[_At] = []
        waiting = list(row)
        column = 0
        while waiting or column in open_:
            if column in open_:
                cell, left = open_[column]
                line.append(_At(cell, column, is_first=False))
                if left > 1:
                    open_[column] = (cell, left - 1)
                else:
                    del open_[column]
            else:
                cell = waiting.pop(0)
                line.append(_At(cell, column, is_first=True))
                if cell.rowspan > 1:
                    open_[column] = (cell, cell.rowspan - 1)
            column += cell.colspan
        yield line


def _split(lines: Iterator[list[_At]]) -> Iterator[_Piece]:
    piece = _Piece([])
    was_head = False
    for line in lines:
        heads = [at for at in line if at.cell.kind == "head" and at.is_first]
        if heads and not was_head:
            yield piece
            piece = _Piece([])
        if heads:
            piece.heads = [*(at for at in piece.heads if not _is_over(at, heads)), *heads]
        else:
            if piece.heads and not _fits(line, piece):
                yield piece
                piece = _Piece([])
            piece.rows.append(line)
        was_head = bool(heads)
    yield piece


def _is_over(at: _At, heads: list[_At]) -> bool:
    """Return whether lower heads stand below a head, which then names nothing by itself."""
    end = at.column + at.cell.colspan
    return any(at.column <= head.column < end for head in heads)


def _fits(line: list[_At], piece: _Piece) -> bool:
    """Return whether a row has a cell under most heads: a total or a signature below a table has not."""
    starts = {at.column for at in line}
    return sum(head.column in starts for head in piece.heads) * 2 > len(piece.heads)


def _headed(piece: _Piece) -> Table:
    """Return rows below heads, each led by its own name; the levels above it are values like the others."""
    shown = (head for head in piece.heads if head.cell.text or _names_rows(head, piece))
    heads = sorted(shown, key=lambda head: head.column)
    names = [head for head in heads if _names_rows(head, piece)]
    first = names[-1] if names else next((head for head in heads if not _spans_all(head, piece)), heads[0])
    ordered = [first, *(head for head in heads if head is not first)]
    rows = []
    said: set[int] = set()
    for row in piece.rows:
        found = [_under(row, head) for head in ordered]
        cells = [Cell((), "blank") if _is_repeated(cell, said) else _value(cell) for cell in found]
        said.update(id(cell) for cell in found)
        named = (_under(row, head) for head in reversed(names))
        cells[0] = replace(_alone(next((cell for cell in named if cell.spans), found[0])), kind="name")
        rows.append(tuple(cells))
    head = tuple(_alone(head.cell) for head in ordered)
    return Table("piece", "", head=(head,), rows=tuple(rows), stacked=True)


def _value(cell: Cell) -> Cell:
    alone = _alone(cell)
    return replace(alone, kind="text") if cell.kind == "name" else alone


def _is_repeated(cell: Cell, said: set[int]) -> bool:
    """Return whether a text that stands beside several rows was said with the first of them."""
    return id(cell) in said and len(cell.text) > SHORT


def _names_rows(head: _At, piece: _Piece) -> bool:
    return any(_under(row, head).kind == "name" for row in piece.rows)


def _spans_all(head: _At, piece: _Piece) -> bool:
    """Return whether one cell stands below a head in all rows, so that it tells no row from another."""
    cells = {id(_under(row, head)) for row in piece.rows}
    return len(piece.rows) > 1 and len(cells) < len(piece.rows)


def _under(row: list[_At], head: _At) -> Cell:
    """Return what stands under a head: one cell, or the texts of several as one."""
    end = head.column + head.cell.colspan
    cells = [at.cell for at in row if at.column < end and head.column < at.column + at.cell.colspan]
    filled = [cell for cell in cells if cell.spans]
    if len(filled) < FEW:
        return filled[0] if filled else cells[0] if cells else Cell()
    spans = [span for cell in filled for span in (Span("　"), *cell.spans)][1:]
    return Cell(tuple(spans), filled[0].kind)


def _pairs(piece: _Piece, heads: Sequence[_At]) -> Table:
    """Return rows of names and values as a table of two columns; several values bear the heads above them.

    A name that stands several times in a row, such as 省财政 beside each of four amounts, says whose it is.
    """
    rows = []
    above: dict[int, str] = {}
    for line in piece.rows:
        cells = [at for at in line if at.is_first]
        counts = Counter(at.cell.text for at in cells if at.cell.kind == "name")
        if max(counts.values(), default=0) < FEW:
            above = {at.column: at.cell.text for at in cells if at.cell.kind == "name"}
        while cells:
            name = cells.pop(0)
            values = []
            while name.cell.kind == "name" and cells and cells[0].cell.kind != "name":
                values.append(cells.pop(0))
            if name.cell.kind != "name":
                values, name = [name], _At(Cell((), "blank"), 0, is_first=True)
            if name.cell.spans or any(value.cell.spans for value in values):
                owner = above.get(name.column, "") if counts[name.cell.text] >= FEW else ""
                rows.append((_owned(_alone(name.cell), owner), _joined(values, heads)))
    return Table("piece", "", rows=tuple(rows))


def _owned(name: Cell, owner: str) -> Cell:
    return replace(name, spans=(Span(f"{owner}："), *name.spans)) if owner and name.spans else name


def _joined(values: list[_At], heads: Sequence[_At]) -> Cell:
    filled = [value for value in values if value.cell.spans]
    if not filled:
        return _alone(values[0].cell) if values else Cell((), "blank")
    spans: list[Span] = []
    for value in filled:
        head = next((head.cell.text for head in heads if head.column == value.column), "") if len(filled) > 1 else ""
        spans += [*([Span("　")] if spans else []), *([Span(f"{head} ")] if head else []), *value.cell.spans]
    return Cell(tuple(spans), "text")


def _alone(cell: Cell) -> Cell:
    return replace(cell, colspan=1, rowspan=1)
