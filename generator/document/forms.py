"""A form of an evaluation filled in: cells with their spans, rows repeated for each indicator, blanks kept blank."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.document.desk import Desk
from generator.document.form_pieces import pieces_of
from generator.document.papers import INSTITUTIONS, repeated
from generator.document.sentences import REFERENCE, MissingError, Spot, fill, plain
from generator.model.address import UnknownNameError
from generator.model.blocks import Cell, Span, Table
from generator.model.papers import Form, FormCell, FormRow
from generator.model.sheet import SheetRow
from generator.money import AmountProblem, parse_amount

BLANK_NOTE = "原件未填"
KINDS = {"头": "head", "名": "name", "值": "text"}
DETAILS = "明细."
#: cells of repeated rows that begin with the name of a level name the cells beside them.
LEVELS = ("〔一级〕", "〔二级〕")
#: signs that stand before a target; 以内 and the like stand behind it, ＝ and 定性 are not printed.
SIGNS = "≥≤＞＜><"
Lines = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class _Repeated:
    """One of the rows that a row of a form stands for: its desk, and the group of each kind that it belongs to."""

    desk: Desk
    groups: dict[str, str]


def lay_out_form(desk: Desk, name: str) -> Table:
    """Return the table that a form of this name makes of the evaluation on the desk.

    Raises:
        UnknownNameError: a cell names nothing, or the spans of a row do not fill the form.
    """
    form = desk.inputs.style.forms[name]
    where = (name, form.title, form.slug)
    lines = _lines(desk, form.rows, where)
    _check_widths(form, lines)
    rows = tuple(tuple(line) for line in lines)
    key = f"{desk.prefix}{form.slug}-form"
    return Table(
        key=key,
        title=plain(desk, form.title),
        corners=tuple(plain(desk, corner) for corner in form.corners),
        rows=rows,
        widths=tuple(float(width) for width in form.widths),
        notes=tuple(plain(desk, note) for note in form.notes),
        landscape=form.landscape,
        pieces=pieces_of(key, rows),
    )


def _lines(desk: Desk, rows: Sequence[FormRow], where: tuple[str, ...]) -> Lines:
    found: Lines = []
    for row in rows:
        if row.rows:
            found += _beside(desk, row, where)
        elif row.walk:
            found += _walked(desk, row, where)
        else:
            found.append([_cell(desk, cell, row, where) for cell in row.cells])
    return found


def _beside(desk: Desk, row: FormRow, where: tuple[str, ...]) -> Lines:
    """Return rows with the side cell that spans them."""
    lines = _lines(desk, row.rows, where)
    if lines and row.side:
        side = _cell(desk, row.side, row, where)
        lines[0].insert(0, replace(side, rowspan=len(lines), kind="name" if side.spans else "blank"))
    return lines


def _walked(desk: Desk, row: FormRow, where: tuple[str, ...]) -> Lines:
    items = list(_items(desk, row.walk, where))
    columns = [[_cell(item.desk, cell, row, where) for item in items] for cell in row.cells]
    kept: Lines = [[] for _ in items]
    for cell, column in zip(row.cells, columns, strict=True):
        keys = [item.groups.get(cell.merged, "") for item in items]
        starts = _starts(keys, column, by_text=cell.merged == "空")
        for line, start in zip(kept, starts, strict=True):
            if start:
                line.append(start)
    return kept


def _starts(keys: list[str], column: list[Cell], *, by_text: bool) -> Iterator[Cell | None]:
    """Yield the cell at the head of each run of one group, spanning it; None for the cells it covers."""
    begins = [
        index == 0 or not key or key != keys[index - 1] or (by_text and bool(column[index].spans))
        for index, key in enumerate(keys)
    ]
    for index, begin in enumerate(begins):
        if not begin:
            yield None
            continue
        end = next((later for later in range(index + 1, len(begins)) if begins[later]), len(begins))
        yield replace(column[index], rowspan=(end - index) * column[index].rowspan)


def _items(desk: Desk, walk: str, where: tuple[str, ...]) -> Iterator[_Repeated]:
    evaluation = desk.evaluation
    if evaluation is None:
        return
    if walk in {"指标", "计分"}:
        for number, row in enumerate(evaluation.indicators if walk == "指标" else evaluation.scoring, 1):
            yield _indicator(desk, row, number)
    elif walk == INSTITUTIONS:
        for inner, mark in repeated(desk, walk, where):
            yield _Repeated(inner, {"全部": walk, "空": walk, "": mark})
    elif walk.startswith(DETAILS):
        for fields in evaluation.record.details.get(walk.removeprefix(DETAILS), ()):
            yield _Repeated(desk.inside(fields), {"全部": walk, "空": walk})


def _indicator(desk: Desk, row: SheetRow, number: int) -> _Repeated:
    """Return the desk of one row: its fields are words, its weight and score figures."""
    indicator = row.indicator
    words = {
        "一级": indicator.first, "二级": indicator.second, "三级": indicator.third, "性质": indicator.kind,
        "指标值": indicator.target, "单位": indicator.unit, "完成值": indicator.result,
        "完成值单位": indicator.result_unit or indicator.unit, "原因": indicator.reason, "说明": indicator.meaning,
        "评分标准": indicator.criterion, "备注": indicator.remark, "序号": str(number), "目标": target_text(row),
        "结果": result_text(row),
    }  # fmt: skip
    aliases = {"完成率": f"绩效指标.{row.item}.较指标值.完成率"}
    for name, item in (("", row.weight_item), ("一级", row.first), ("二级", row.second)):
        if item:
            aliases |= {f"{name}分值": f"自评分值.{item}", f"{name}得分": f"自评得分.{item}"}
    if row.shared:
        aliases["分值"] = f"自评分值.{row.shared}"
    inner = desk.inside({key: text or "" for key, text in words.items()}, aliases=aliases)
    groups = {
        "一级": row.first,
        "二级": row.second or row.first,
        "空": row.second or row.first,
        "分值": row.shared or row.item,
        "全部": "全部",
    }
    return _Repeated(inner, groups)


def target_text(row: SheetRow) -> str:
    """Return a target as one text: sign, number, unit, and 以内 or the like behind them."""
    indicator = row.indicator
    if not indicator.target or indicator.kind in {"", "＝", "=", "定性"}:
        return indicator.target and f"{indicator.target}{indicator.unit}"
    if indicator.kind in SIGNS:
        return f"{indicator.kind}{indicator.target}{indicator.unit}"
    return f"{indicator.target}{indicator.unit}{indicator.kind}"


def result_text(row: SheetRow) -> str:
    """Return a result with its unit; the target's unit stands only behind a number."""
    indicator = row.indicator
    is_number = not isinstance(parse_amount(indicator.result), AmountProblem)
    return indicator.result + (indicator.result_unit or (indicator.unit if is_number else ""))


def _cell(desk: Desk, cell: FormCell, row: FormRow, where: tuple[str, ...]) -> Cell:
    spans = _spans(desk, cell, where)
    is_name = cell.text.startswith(LEVELS) or not REFERENCE.search(cell.text)
    kind = "head" if row.is_head else KINDS.get(cell.role) or ("name" if is_name else "text")
    if kind == "text" and len(spans) == 1 and spans[0].figure:
        kind = "amount"
    if not spans:
        kind = "head" if kind == "head" else "blank"
    note = BLANK_NOTE if not spans and cell.text else ""
    return Cell(spans, kind, cell.across, cell.down, note=note)


def _spans(desk: Desk, cell: FormCell, where: tuple[str, ...]) -> tuple[Span, ...]:
    """Return a cell's text: filled in, else the prompt where the data say that it was left standing, else nothing."""
    try:
        spans = tuple(span for span in fill(desk, cell.text, Spot(where)) if span.text)
    except MissingError:
        spans = ()
    names = {match[1] for match in REFERENCE.finditer(cell.text)}
    left = desk.evaluation.record.prompts if desk.evaluation else ()
    if cell.prompt and names & set(left):
        return (*spans, Span(cell.prompt))
    return spans if any(span.text.strip() for span in spans) else ()


def _check_widths(form: Form, lines: Lines) -> None:
    """Return when every row fills the columns of the form.

    Raises:
        UnknownNameError: one does not; the message says which and by how much.
    """
    width = len(form.widths)
    reach: list[int] = [0] * width
    for number, line in enumerate(lines, 1):
        taken = sum(1 for left in reach if left)
        own = sum(cell.colspan for cell in line)
        if taken + own != width:
            first = next((cell.text for cell in line if cell.text), "空行")
            message = f"评价表“{form.title}”第{number}行（{first[:12]}）占{taken + own}列，应当是{width}列"
            raise UnknownNameError(message)
        _cover(reach, line)
    if any(reach):
        message = f"评价表“{form.title}”里有一格向下占的行数超过了表的最后一行，请核对“下”"
        raise UnknownNameError(message)


def _cover(reach: list[int], line: list[Cell]) -> None:
    """Count down the cells that reach into the next row."""
    column = 0
    spans: list[int] = [max(left - 1, 0) for left in reach]
    free: Callable[[int], bool] = lambda place: not reach[place]  # noqa: E731 - read twice right below
    for cell in line:
        while column < len(reach) and not free(column):
            column += 1
        for place in range(column, min(column + cell.colspan, len(reach))):
            spans[place] = cell.rowspan - 1
        column += cell.colspan
    reach[:] = spans
