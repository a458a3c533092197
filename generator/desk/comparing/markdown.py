"""A comparison as a comment on a merge request: Markdown in which text from data is text and nothing else.

Every ASCII punctuation mark is written as an entity, so no markup, link, table border or address comes about; marks
that hosts read in the finished page (@name, #1, !1) are parted from what follows by an empty comment.
"""

import re
import string
from collections.abc import Iterator, Sequence

from generator.desk.comparing.notes import as_yaml
from generator.desk.comparing.records import Change, Comparison, FigureChange, TextChange
from generator.desk.comparing.words import LATER, asks_for_words, counts, headline, marks, missing, verdict
from generator.html.escape import fold

#: hosts take 65,536 characters and more; the rest stands in the files attached.
MOST = 60_000
MOST_FIGURES, MOST_TEXTS, MOST_ROWS, LONGEST = 60, 40, 40, 600
_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}
_REFERENCES = re.compile(r"(&#(?:64|35|33|36|126);)")
_EMPTY = "<!-- -->"


def render_markdown(comparison: Comparison) -> str:
    """Return a comparison as Markdown, short enough for a comment."""
    text = f"### 公布的内容有什么变化\n\n{escaped(verdict(comparison))}\n"
    for number, change in enumerate(comparison.changes):
        part = "\n".join(_report(change)) + "\n"
        if len(text) + len(part) > MOST:
            return f"{text}\n……还有{len(comparison.changes) - number}份报告，见附件里的 diff.json。\n"
        text += f"\n{part}"
    if comparison.refused:
        text += f"\n没有读：{'、'.join(map(escaped, comparison.refused[:20]))}（链接、子模块或太大的文件）\n"
    return text


def escaped(text: str) -> str:
    """Return a text on one line for Markdown; of a very long one the beginning."""
    line = fold(text).strip()
    short = line if len(line) <= LONGEST else f"{line[:LONGEST]}……"
    return _REFERENCES.sub(rf"\1{_EMPTY}", short.translate(_ENTITIES))


def _report(change: Change) -> Iterator[str]:
    yield f"#### {escaped(change.title)}（{escaped(change.address)}）"
    yield ""
    yield escaped("。".join(part for part in (headline(change), change.unread, counts(change)) if part))
    yield ""
    if change.demands:
        yield f"**{escaped(missing(change))}**"
        yield ""
        yield from ("```yaml", as_yaml(change.demands).rstrip("\n"), "```", "")
    if asks_for_words(change):
        yield from (escaped(LATER), "")
    leading = [one for one in change.figures if not one.follows]
    yield from _figures(change, leading)
    following = [one for one in change.figures if one.follows]
    yield from _folded(f"随之变动的数（{len(following)}个）", list(_figures(change, following)))
    words = [*change.facts, *change.texts]
    yield from _folded(f"文字（{len(words)}处）", list(_texts(words)))
    yield from _folded(f"表格的行（{len(change.rows)}处）", list(_rows(change)))


def _figures(change: Change, figures: Sequence[FigureChange]) -> Iterator[str]:
    if not figures:
        return
    yield "| 名称 | 原来 | 现在 | 相差 | 印在 |"
    yield "|---|--:|--:|--:|---|"
    for one in figures[:MOST_FIGURES]:
        before = f"{one.before} {one.unit_before}" if one.before else "（没有）"
        after = f"{one.after} {one.unit}" if one.after else "（没有了）"
        cells = (one.label, before, after, one.difference, marks(change, one))
        yield f"| {' | '.join(map(escaped, cells))} |"
    yield from _rest(len(figures) - MOST_FIGURES)
    yield ""


def _texts(texts: Sequence[TextChange]) -> Iterator[str]:
    for one in texts[:MOST_TEXTS]:
        yield f"- {escaped(one.where)}"
        yield from (f"  - {name}：{escaped(text)}" for name, text in (("原", one.before), ("现", one.after)) if text)
    yield from _rest(len(texts) - MOST_TEXTS)


def _rows(change: Change) -> Iterator[str]:
    for one in change.rows[:MOST_ROWS]:
        yield f"- {escaped(one.table)}：{one.kind}“{escaped('　'.join(text for text in one.cells if text))}”"
    yield from _rest(len(change.rows) - MOST_ROWS)


def _rest(count: int) -> Iterator[str]:
    if count > 0:
        yield from ("", f"……还有{count}处，见附件里的 diff.json。")


def _folded(title: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield lines behind a title that opens them; nothing where there are none."""
    if lines:
        yield from (f"<details><summary>{title}</summary>", "", *lines, "", "</details>", "")
