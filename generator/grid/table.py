"""A table form filled with figures: laid out once, drawn by every output."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.figures.engine import Figures
from generator.figures.figure import Figure, Origin
from generator.figures.printing import Printer
from generator.grid.head import Leaf, head_of, leaves_of
from generator.grid.naming import Naming
from generator.grid.rows import LaidRow, expand
from generator.model.address import Address, UnknownNameError, within
from generator.model.blocks import Cell, Span, Table
from generator.model.facts import Blank
from generator.model.style import Band, TableForm
from generator.money import AmountProblem, parse_amount

UNKNOWN = "未公布"
BLANK_NOTE = "空白，按零计"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a table needs besides its form.

    Attributes:
        printer: prints figures. naming: names codes.
        fill: replaces `〔name〕` in titles and notes.
        corners: official corner entries. is_attached: whether the source published its tables.
        note: is told each figure that a cell prints, with the table's name; returns nothing.
        dimensions: what every address of the table takes, such as the scope of an evaluation.
    """

    printer: Printer
    naming: Naming
    fill: Callable[[str], str]
    corners: tuple[str, ...]
    is_attached: bool
    note: Callable[[Figure, str], None]
    dimensions: Mapping[str, str] = field(default_factory=dict)

    @property
    def figures(self) -> Figures:
        """Return the figures of the report."""
        return self.printer.figures


@dataclass(frozen=True, slots=True)
class _Line:
    """One laid row of one band with its cells and whether it holds any amount."""

    row: LaidRow
    cells: tuple[Cell, ...]
    is_known: bool


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of one band: its body, and the feet that stand at the bottom."""

    body: list[_Line]
    foot: list[_Line]


def lay_out_table(form: TableForm, frame: Frame) -> Table:
    """Return the table that a form makes of a report's figures.

    Its rows are as wide as the head; a table that is empty by statement has none.
    """
    is_attached = frame.is_attached or form.is_ours
    leaves = leaves_of(form.bands)
    head = head_of(form.bands)
    empty = Table(
        key=form.slug,
        title=frame.fill(form.title),
        number=form.number,
        corners=() if form.is_ours else frame.corners,
        head=head,
        widths=tuple(leaf.width for band in leaves for leaf in band),
        bands=tuple(len(band) for band in leaves),
        landscape=form.landscape,
        stacked=form.stacked,
        sortable=form.sortable,
    )
    notes = tuple(frame.fill(note) for note in form.notes)
    if form.empty_if and all(_is_zero(frame.figures.get(name)) for name in form.empty_if):
        return replace(empty, notes=notes, statement=frame.fill(form.empty), state="empty")
    bands = [_lines(form, band, band_leaves, frame) for band, band_leaves in zip(form.bands, leaves, strict=True)]
    rows = _beside(_numbered(bands), [len(band) for band in leaves], is_attached=is_attached)
    folded = () if form.is_ours else _folded(rows, leaves)
    return replace(
        empty,
        rows=rows,
        notes=(*notes, *_remarks(rows)),
        folded=folded,
        summary=_summary(leaves, folded),
        statement="" if is_attached else "公开文本没有附这张表。下面只列出能从正文得到的数，其余未公布。",
        state="full" if is_attached else "unattached",
    )


def _remarks(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[str]:
    """Yield what readers must know of blank and unknown cells, where there are any."""
    if any(cell.note == BLANK_NOTE for row in rows for cell in row):
        yield "表中空白为原公开表未填列，按零计。"
    if any(cell.text == UNKNOWN for row in rows for cell in row):
        yield "“未公布”表示公开文本没有给出这个数，不是零。"
    if any(cell.text == Blank.NOT_COMPARABLE for row in rows for cell in row):
        yield "“不可比”表示基数为零，算不出比率。"


def _is_zero(figure: Figure) -> bool:
    return figure.value is not None and not figure.value


def _lines(form: TableForm, band: Band, leaves: tuple[Leaf, ...], frame: Frame) -> _Lines:
    """Return the body and foot lines of a band."""
    found = _Lines([], [])
    for row in band.rows:
        for laid in expand(row, frame.figures, frame.naming):
            cells = tuple(_cell(form, laid, leaf, frame) for leaf in leaves)
            known = laid.numbers or any(span.figure for cell in cells for span in cell.spans)
            (found.foot if laid.is_foot else found.body).append(_Line(laid, cells, known))
    return found


def _cell(form: TableForm, row: LaidRow, leaf: Leaf, frame: Frame) -> Cell:
    if row.numbers:
        return Cell((Span(leaf.number or ("栏次" if leaf.holds == "名称" else "")),), "line" if leaf.number else "name")
    match leaf.holds:
        case "名称":
            title = row.title if row.page else frame.fill(row.title)
            return Cell(
                (Span(title, page=row.page),) if row.title else (), "name", indent=row.indent, strong=row.strong
            )
        case "编码":
            return Cell((Span(row.code),) if row.code else (), "code", strong=row.strong)
        case "行次":
            return Cell((), "line")
    if not row.dimensions:
        return Cell((), "blank")
    return _amount(form, row, leaf, frame)


def _value(figure: Figure, where: tuple[str, ...], frame: Frame) -> str:
    """Return what downloads take of a cell: the exact amount, or what the document prints in this place only."""
    if figure.value is None:
        return ""
    published = frame.printer.published_at(figure.name, where)
    if published is not None and not isinstance(parse_amount(published.printed), AmountProblem):
        return published.printed
    return format(frame.printer.in_unit(figure), "f")


def _amount(form: TableForm, row: LaidRow, leaf: Leaf, frame: Frame) -> Cell:
    dimensions = {**row.dimensions, **leaf.dimensions}
    if "measure" not in dimensions:
        message = f"表“{form.title}”的“{row.title}”一行没有说是什么数，行或列里要有收入、支出、三公这样的项目"
        raise UnknownNameError(message)
    figure = _figure(Address(**dimensions), leaf, frame)
    if figure.value is None and not figure.word:
        text = str(figure.blank) if figure.blank and figure.blank != "未列金额" else UNKNOWN
        return Cell((Span(text),), "amount", strong=row.strong)
    where = (form.title, form.slug)
    value = _value(figure, where, frame)
    zero = form.zero if leaf.zero is None else leaf.zero
    if _is_zero(figure) and frame.printer.published_at(figure.name, where) is None:
        if not zero:
            return Cell((), "amount", strong=row.strong, note=BLANK_NOTE, value="0", figure=figure.name)
        text = zero
    else:
        usual = form.number_format if figure.kind == "money" else ""
        text = frame.printer.text(figure, leaf.number_format or usual, where)
    if figure.origin is not Origin.IMPLIED:
        frame.note(figure, form.slug)
        return Cell((Span(text, figure.name),), "amount", strong=row.strong, value=value)
    return Cell((Span(text),), "amount", strong=row.strong, value=value, figure=figure.name)


def _figure(address: Address, leaf: Leaf, frame: Frame) -> Figure:
    """Return the figure of a cell, in the scope of its table."""
    if not leaf.operations and not frame.dimensions:
        return frame.figures.at(address)
    return frame.figures.get(within(f"{address.name}.{leaf.operations}".rstrip("."), frame.dimensions))


def _numbered(bands: list[_Lines]) -> list[_Lines]:
    """Return the bands with their 行次: counted down each band in turn, as if all were as long as the longest."""
    bodies = max(sum(not line.row.numbers for line in band.body) for band in bands)
    feet = max(len(band.foot) for band in bands)
    numbered = []
    for index, band in enumerate(bands):
        first = 1 + index * (bodies + feet)
        body = _count(band.body, first)
        numbered.append(_Lines(body, _count(band.foot, first + bodies + feet - len(band.foot))))
    return numbered


def _count(lines: list[_Line], first: int) -> list[_Line]:
    counted = []
    for line in lines:
        if line.row.numbers:
            counted.append(line)
            continue
        cells = tuple(Cell((Span(str(first)),), "line") if cell.kind == "line" else cell for cell in line.cells)
        counted.append(_Line(line.row, cells, line.is_known))
        first += 1
    return counted


def _beside(bands: list[_Lines], widths: list[int], *, is_attached: bool) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of all bands side by side: bodies filled up to the longest, feet aligned at the bottom."""
    kept = [
        _Lines(*([line for line in part if is_attached or line.is_known] for part in (band.body, band.foot)))
        for band in bands
    ]
    bodies, feet = max(len(band.body) for band in kept), max(len(band.foot) for band in kept)
    columns = []
    for band, width in zip(kept, widths, strict=True):
        empty = _Line(LaidRow(), tuple(Cell((), "blank") for _ in range(width)), is_known=False)
        lines = [*band.body, *([empty] * (bodies - len(band.body))), *([empty] * (feet - len(band.foot))), *band.foot]
        columns.append([line.cells for line in lines])
    return tuple(tuple(cell for cells in line for cell in cells) for line in zip(*columns, strict=True))


def _folded(rows: tuple[tuple[Cell, ...], ...], leaves: list[tuple[Leaf, ...]]) -> tuple[int, ...]:
    """Return the columns of amounts in which no row holds anything but zero."""
    flat = [leaf for band in leaves for leaf in band]
    empty = []
    for index, leaf in enumerate(flat):
        if leaf.holds in {"名称", "编码", "行次"}:
            continue
        values = [row[index].value for row in rows if row[index].kind == "amount"]
        if all(not value or not value.strip("-0.") for value in values):
            empty.append(index)
    return tuple(empty)


def _summary(leaves: list[tuple[Leaf, ...]], folded: tuple[int, ...]) -> str:
    amounts = sum(leaf.holds not in {"名称", "编码", "行次"} for band in leaves for leaf in band)
    if not folded or len(folded) == amounts:
        return ""
    return f"共{amounts}列数字，其中{len(folded)}列全部没有数或为零。"
