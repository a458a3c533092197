"""A comparison as people read it on a terminal: aligned, Chinese characters two columns wide."""

import unicodedata
from collections.abc import Iterator, Sequence

from generator.check.report.review import one_line
from generator.check.report.text import Line
from generator.desk.comparing.notes import as_yaml
from generator.desk.comparing.records import Change, Comparison, FigureChange, Kind, RowChange, TextChange
from generator.desk.comparing.words import LATER, asks_for_words, counts, headline, marks, missing, verdict

BAD, GOOD, OLD, NEW, FAINT, STRONG = "bold red", "green", "red", "green", "dim", "bold"
#: a longer name stands on a line of its own.
WIDEST = 44
HEADS = ("名称", "原来", "现在", "相差", "印在")


def comparison_lines(comparison: Comparison) -> Iterator[Line]:
    """Yield a comparison line by line, report by report, then what it comes to."""
    for change in comparison.changes:
        yield from _report(change)
        yield ()
    for path in comparison.refused:
        yield ((FAINT, f"没有读：{one_line(path)}（链接、子模块或太大的文件）"),)
    yield ((BAD if comparison.demands else GOOD, verdict(comparison)),)


def _report(change: Change) -> Iterator[Line]:
    yield ((STRONG, f"■ {one_line(change.title)}（{one_line(change.address)}）"),)
    yield (("", f"  {headline(change)}"),)
    if change.unread:
        yield ((BAD, f"  {change.unread}"),)
    if said := counts(change):
        yield (("", f"  {said}"),)
    yield from _figures(change)
    for one in (*change.facts, *change.texts):
        yield from _text(one)
    for row in change.rows:
        yield from _row(row)
    if change.demands:
        yield ()
        yield ((BAD, f"  {missing(change)}"),)
        yield (("", ""),)
        yield from ((("", f"    {line}"),) for line in as_yaml(change.demands).splitlines())
    if asks_for_words(change):
        yield (("yellow", f"  {LATER}"),)


def _figures(change: Change) -> Iterator[Line]:
    rows = [_cells(change, one) for one in sorted(change.figures, key=lambda one: one.follows)]
    if not rows:
        return
    widths = [max(width(row[at]) for row in (HEADS, *rows)) for at in range(4)]
    widths[0] = min(widths[0], WIDEST)
    yield ((FAINT, _aligned(HEADS, widths)),)
    for row in rows:
        if width(row[0]) > widths[0]:
            yield (("", f"    {row[0]}"),)
            row = ("", *row[1:])  # noqa: PLW2901 - the name is printed already
        yield (("", _aligned(row, widths)),)


def _cells(change: Change, one: FigureChange) -> tuple[str, str, str, str, str]:
    """Return the cells of a figure: name, before, after, difference, and where it is printed and typed."""
    unit = f" {one.unit}" if one.unit else ""
    before = f"{one.before} {one.unit_before}".strip() if one.unit_before != one.unit and one.before else one.before
    after = f"{one.after}{unit}" if one.after else "（没有了）"
    return one_line(one.label), before or "（没有）", after, one.difference, one_line(marks(change, one))


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return cells as one line: the name to the left, three numbers to the right, the rest as it is."""
    name, *numbers, rest = cells
    padded = [f"{' ' * (at - width(text))}{text}" for text, at in zip(numbers, widths[1:], strict=True)]
    return f"    {name}{' ' * (widths[0] - width(name))}  {'  '.join(padded)}  {rest}".rstrip()


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def _text(one: TextChange) -> Iterator[Line]:
    yield ((FAINT, f"    【{one_line(one.where)}】"),)
    if one.before:
        yield ((OLD, f"      原：{one_line(one.before)}"),)
    if one.after:
        yield ((NEW, f"      现：{one_line(one.after)}"),)


def _row(one: RowChange) -> Iterator[Line]:
    cells = "  ".join(text for text in map(one_line, one.cells) if text)
    style, mark = (NEW, "＋") if one.kind is Kind.ADDED else (OLD, "－")
    yield ((FAINT, f"    【{one_line(one.table)}】"),)
    yield ((style, f"      {mark} {cells}"),)
