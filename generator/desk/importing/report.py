"""What an import says to the person who runs it: what was taken, what follows, what disagrees."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from generator.desk.importing.plan import Planned
from generator.desk.importing.recognize import Recognized, Taken, Unplaced
from generator.desk.importing.settle import Disagreement, fineness

#: how many cells of one kind are told; `--details` tells all.
MOST = 5
#: how many units that are not there are told.
MOST_UNITS = 20
T = TypeVar("T")


def import_lines(path: str, tables: Sequence[Recognized], planned: Planned, *, details: bool = False) -> Iterator[str]:
    """Yield what an import came to for one file, in Chinese.

    Args:
        path: the file.
        tables: its tables.
        planned: what the import does to it.
        details: whether every cell is told.
    """
    settled = planned.settled
    yield f"{path}：读到 {len(tables)} 张表，{sum(len(table.taken) for table in tables)} 个数。"
    for table in tables:
        yield f"  {table.table}（{table.unit}）：{len(table.taken)} 个数，{table.where}"
    yield from _counts(planned)
    if details:
        yield from _each_change(planned)
    for item in planned.published:
        yield f"  合计差在尾数，照表录为公布值：{item.figure}，{item.reason}"
    if planned.kept and settled.published:
        yield f"  有 {len(settled.published)} 个合计和各项差在尾数。先定下面不同的数，再导入一次，会录为公布值。"
    apart = sorted(settled.disagreements, key=lambda one: -fineness(one.taken.address))
    yield from _common(apart)
    yield from _grouped(apart, lambda one: one.taken, "对不上", _apart, details=details)
    yield from _grouped(settled.nowhere, lambda one: one, "没有地方录，由别的数也算不出来", _cell, details=details)
    if planned.kept:
        yield f"  与文件里的数不同，没有改（{len(planned.kept)} 个；要改成表上的数，请加 --replace）："
        yield from _few(
            (
                f"{'/'.join(change.keys)}：文件里是 {change.before}，表上是 {change.after}"
                + (f"（{change.source.where}）" if change.source else "（空白）")
                for change in planned.kept
            ),
            details=details,
        )


def unplaced_lines(unplaced: Sequence[Unplaced], *, details: bool = False) -> Iterator[str]:
    """Yield the cells and sheets that were not read, those of one reason together."""
    reasons: dict[tuple[str, str, str], list[Unplaced]] = {}
    for cell in unplaced:
        reasons.setdefault((cell.where.workbook, cell.where.sheet, cell.why), []).append(cell)
    for (workbook, sheet, why), cells in reasons.items():
        shown = cells if details else cells[:MOST]
        places = "、".join(f"{cell.where.cell}（{cell.text[:30]}）" for cell in shown)
        more = f" 等 {len(cells)} 格" if len(cells) > len(shown) else ""
        is_sheet = not cells[0].table
        yield f"没有读：{workbook}，工作表“{sheet}”{'' if is_sheet else f' 的 {places}{more}'}：{why}"


def homeless_lines(homeless: Sequence[Recognized], *, details: bool = False) -> Iterator[str]:
    """Yield the units that no department is, with how many of their tables were not imported."""
    units: dict[str, list[Recognized]] = {}
    for table in homeless:
        units.setdefault(table.owner, []).append(table)
    lines = []
    for unit, held in units.items():
        what = f"“{held[0].table}”" if len(held) == 1 else f"{len(held)} 张表"
        whose = f"单位“{unit[:60]}”不是这个地区的部门" if unit else "看不出是哪个部门的表"
        lines.append(f"没有读：{held[0].where}：{whose}，{what}没有导入")
    yield from lines if details else lines[:MOST_UNITS]
    if len(lines) > MOST_UNITS and not details:
        yield f"还有 {len(lines) - MOST_UNITS} 个这样的单位，加 --details 看全部"
    if any(units):
        yield "其中要是有这个地区的部门，请把表上的名称写进它 department.yml 的“简称”，或者把编码写进“单位编码”。"


def left_lines(left: Sequence[Recognized], *, details: bool = False) -> Iterator[str]:
    """Yield the units whose rows stand in the same sheets and were not asked for."""
    units = list(dict.fromkeys(table.owner for table in left))
    if not units:
        return
    named = "、".join(f"“{unit[:60]}”" for unit in (units if details else units[:MOST]))
    more = f"等 {len(units)} 个单位" if len(units) > MOST and not details else ""
    count = sum(len(table.taken) for table in left)
    yield f"表里还有{named}{more}的行，没有要求导入，略过了 {count} 个数。要一起导入，--to 只写 地区/年度。"


def _counts(planned: Planned) -> Iterator[str]:
    settled = planned.settled
    zeros = len(settled.zeros)
    blank = f"（其中 {zeros} 个是空白，按零录）" if zeros else ""
    yield (
        f"  要录的 {len(settled.typed) + zeros} 个{blank}：新增或改动 {len(planned.changes)} 个，"
        f"文件里已有且相同 {planned.same} 个" + (f"，不同而没有改 {len(planned.kept)} 个。" if planned.kept else "。")
    )
    yield f"  合计、小计等由它们算出、核对相符的 {len(settled.followed)} 个，不用录。"


def _each_change(planned: Planned) -> Iterator[str]:
    for change in planned.changes:
        source = f"，取自 {change.source.where}" if change.source else "，表中是空白"
        before = f"{change.before} → " if change.before else ""
        yield f"  {'/'.join(change.keys)}: {before}{change.after}{source}"
    for taken in planned.settled.followed:
        yield f"  相符：{_cell(taken)}"


def _common(apart: Sequence[Disagreement]) -> Iterator[str]:
    """Yield a hint where most disagreements are by the same amount: one wrong part shows in every total above it."""
    times = Counter((abs(one.taken.amount - one.other), one.taken.unit) for one in apart)
    (difference, unit), count = times.most_common(1)[0] if times else ((Decimal(0), ""), 0)
    if count > 2 and count * 2 > len(apart):  # noqa: PLR2004 - two may be chance
        yield (
            f"  对不上的 {len(apart)} 个里，有 {count} 个差的都是 {_number(difference)} {unit}："
            "多半是同一个数错了，请从最下一级的项看起。"
        )


def _grouped(
    items: Sequence[T], cell_of: Callable[[T], Taken], what: str, say: Callable[[T], str], *, details: bool
) -> Iterator[str]:
    """Yield the cells of one kind, table by table."""
    tables: dict[str, list[T]] = {}
    for item in items:
        tables.setdefault(f"{cell_of(item).where.workbook}，{cell_of(item).table}", []).append(item)
    for table, held in tables.items():
        yield f"  {what}（{table}，{len(held)} 个）："
        yield from _few((say(item) for item in held), details=details)


def _few(lines: Iterable[str], *, details: bool) -> Iterator[str]:
    held = list(lines)
    shown = held if details else held[:MOST]
    yield from (f"    {line}" for line in shown)
    if len(held) > len(shown):
        yield f"    还有 {len(held) - len(shown)} 个，加 --details 看全部"


def _cell(taken: Taken) -> str:
    return f"{taken.where.sheet}!{taken.where.cell} “{taken.label}”{_number(taken.amount)} {taken.unit}"


def _apart(one: Disagreement) -> str:
    return f"{_cell(one.taken)}，{one.why} {_number(one.other)}，差 {_number(one.taken.amount - one.other, sign='+')}"


def _number(value: Decimal, sign: str = "-") -> str:
    """Return a number with two places at least, and no zeros behind them."""
    digits = format(value.normalize(), "f")
    return format(value, f"{sign}.2f") if len(digits.partition(".")[2]) < 2 else format(value.normalize(), f"{sign}f")  # noqa: PLR2004 - 0.01
