"""Titles of tables in sheets: which form each is of, and what stands around it that only looks like one."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.desk.importing.labels import bare
from generator.desk.importing.workbook import Sheet

LONGEST = 60
#: a title stands alone or beside a few corner entries.
MOST_TEXTS = 4
#: no sheet of real tables has as many; what comes behind is read as a part of the last, and told.
MOST_TITLES = 3000
#: rows over which one title may be merged or said twice.
NEAR = 3
_NOTES = ("注", "备注", "说明", "目录")
#: words before a title that make it the title of another table.
_QUALIFIED = re.compile(
    r"预算|拨款|基金|资本|收入|支出|经费|结转|结余|明细|项目|专户|事业|经营|附属|政府|财政(?!局|厅|所)|上年|上级"
)
_YEAR = re.compile(r"\d{2,4}年度?|[〇零一二三四五六七八九]{4}年度?")
_BEHIND = re.compile(
    r"(?:续表?|公开\d+表|财决(?:公开|附)?[\dA-Z]*表?|附\d+表?|[A-Z]?\d+表?|金?额?单位.*元|.*年度?|部门|单位|汇总|本级|[分按](?:科目|单位|部门))*"
)


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles that are looked for.

    Attributes:
        known: (bare title, name of the table), the longest title first.
        unread: bare titles of tables that are known and not read. owners: bare names of departments, longest first.
    """

    known: tuple[tuple[str, str], ...]
    unread: frozenset[str] = frozenset()
    owners: tuple[str, ...] = ()

    def in_sheet(self, sheet: Sheet) -> Iterator[tuple[int, str]]:
        """Yield row and table of each title; a sheet without any is known by its own name, at row -1."""
        last, name, count = -NEAR - 1, "", 0
        for index, row in enumerate(sheet.rows):
            found = next(filter(None, (self.table(text) for text in _texts(row))), "")
            if found and (found != name or index - last > NEAR) and count < MOST_TITLES:
                count += 1
                yield index, found
            if found:
                last, name = index, found
        if not name and (found := self.table(sheet.name)):
            yield -1, found

    def table(self, text: str) -> str:
        """Return the table whose title a text is, the longest title first; "" for none."""
        plain = bare(text)
        for title, name in self.known:
            before, found, behind = plain.rpartition(title)
            if found and _BEHIND.fullmatch(behind):
                for owner in self.owners:
                    before = before.replace(owner, "")
                return "" if _QUALIFIED.search(_YEAR.split(before)[-1]) else name
        return ""

    def is_unread(self, sheet: Sheet) -> bool:
        """Return whether a sheet holds a table that is known and not read."""
        texts = (sheet.name, *(text for row in sheet.rows[:NEAR] for text in _texts(row)))
        return any(other in bare(text) for text in texts for other in self.unread)


def titles_of(names: Mapping[str, Sequence[str]], unread: Iterable[str] = (), owners: Iterable[str] = ()) -> Titles:
    """Return titles as they are looked for, from those of each table; an earlier table's count before a later one's."""
    known = {bare(title): name for name, titles in reversed(list(names.items())) for title in reversed(titles)}
    longest = sorted(known.items(), key=lambda item: -len(item[0]))
    named = sorted({bare(owner) for owner in owners if bare(owner)}, key=lambda owner: (-len(owner), owner))
    return Titles(tuple(longest), frozenset(map(bare, unread)), tuple(named))


def _texts(row: Sequence[str]) -> Sequence[str]:
    """Return the texts of a row that may be titles."""
    texts = [text for text in dict.fromkeys(row) if text]
    if len(texts) > MOST_TEXTS:
        return ()
    return [text for text in texts if len(text) <= LONGEST and not text.lstrip("（(").startswith(_NOTES)]
