"""The papers of a performance evaluation as a style describes them: outline, forms, prescribed rows.

A form is a grid of cells as the finance bureau prints it: spans, side heads, inner heads, and rows that repeat for
each indicator. It holds no figure; its cells name them (DESIGN §2).
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from generator.model.accounts import Optional
from generator.model.evaluation import Indicator
from generator.model.records import Amount, record, setting


@record
class FormCell:
    """A cell of a form.

    `字`: printed words, in which `〔name〕` stands for a field, text or figure of the evaluation; what is not known
    leaves the cell blank. `跨`, `下`: columns and rows covered. `合并`: in repeated rows, one cell for all rows of the
    same 一级 or 二级, of one shared 分值, for the blank rows below a text (空), or for 全部. `类`: 头 (heads the cells
    below), 名 (names the cells beside), 值; without it words alone are 名, words with `〔〕` 值. `提示`: what the empty
    form prints there, shown where the evaluation says it was left standing (`留有提示` holds the cell's 〔name〕).
    """

    text: Annotated[str, setting("字")] = ""
    across: Annotated[int, setting("跨")] = 1
    down: Annotated[int, setting("下")] = 1
    merged: Annotated[str, setting("合并")] = ""
    role: Annotated[str, setting("类")] = ""
    prompt: Annotated[str, setting("提示")] = ""


@record
class FormRow:
    """A row of a form, rows that repeat, or rows beside a head that spans them all.

    `格`: the cells. `头`: they all head the cells below. `逐`: repeats the row for each of 指标, 计分, 机构 or
    明细.NAME. `侧`: a cell at the left of all rows in `行`.
    """

    cells: Annotated[tuple[FormCell, ...], setting("格")] = ()
    is_head: Annotated[bool, setting("头")] = False
    walk: Annotated[str, setting("逐")] = ""
    side: Annotated[FormCell | None, setting("侧")] = None
    rows: Annotated[tuple["FormRow", ...], setting("行")] = ()


@record
class Form:
    """A form: ASCII id, official name, relative widths of its columns, rows, notes below."""

    slug: Annotated[str, setting("标识")]
    title: Annotated[str, setting("表名")]
    widths: Annotated[tuple[str, ...], setting("列宽")]
    rows: Annotated[tuple[FormRow, ...], setting("行")]
    corners: Annotated[tuple[str, ...], setting("表头")] = ()
    notes: Annotated[tuple[str, ...], setting("注")] = ()
    landscape: Annotated[bool, setting("横排")] = False


@record
class Prescribed:
    """What a form prescribes; the evaluation types scores and reasons only.

    `执行率分值`: weight of the execution rate. `一级分值`: weight that the rows of each 一级 must make together.
    `指标`, `计分`: rows with their names, weights and criteria.
    """

    execution: Annotated[Optional, setting("执行率分值")] = None
    firsts: Annotated[Mapping[str, Amount], setting("一级分值")] = field(default_factory=dict)
    indicators: Annotated[tuple[Indicator, ...], setting("指标")] = ()
    scoring: Annotated[tuple[Indicator, ...], setting("计分")] = ()
