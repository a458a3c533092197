"""A sheet of a form of 绩效自评: which words head its blocks, what stands beside and below, what numbers say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.desk.editing.splice import splice
from generator.desk.importing.cells import read_cell, unit_in
from generator.desk.importing.labels import bare
from generator.desk.importing.recognize import Unplaced, Where
from generator.desk.importing.workbook import Sheet

#: block of the file → its keys → what sheets print for them.
Words = Mapping[str, Mapping[str, Sequence[str]]]
TOTALS = frozenset(("总分", "合计", "总计", "得分合计", "合计得分", "总得分"))
AMOUNTS = ("年初预算数", "全年预算数", "到位数", "执行数")
NUMBERS = (*AMOUNTS, "分值", "得分", "一级分值", "二级分值")
_POINTS = re.compile(r"(-?\d+(?:\.\d+)?)\s*分")


@dataclass(frozen=True, slots=True)
class EvaluationSheet:
    """An evaluation read from a sheet.

    Attributes:
        where: the sheet. name: of the project. text: the file. count: how many indicators it has.
        doubts: what to look at again, in Chinese. unplaced: cells that were not taken.
    """

    where: Where
    name: str
    text: str
    count: int
    doubts: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet with the words that forms print (导入 › 自评)."""

    workbook: str
    sheet: Sheet
    words: Words

    def where(self, row: int, column: int) -> Where:
        """Return a cell of it."""
        return Where(self.workbook, self.sheet.name, self.sheet.cell(row, column))

    def head(self, block: str, asked: Sequence[str], start: int) -> tuple[int, dict[str, int]] | None:
        """Return the row that heads a block, and the column of each of its keys."""
        for number in range(start, len(self.sheet.rows)):
            columns = self.columns(block, self.sheet.rows[number])
            if all(key in columns for key in asked):
                return number, columns
        return None

    def columns(self, block: str, row: Sequence[str]) -> dict[str, int]:
        """Return the first column of each key of a block in a row."""
        columns: dict[str, int] = {}
        for key, words in self.words.get(block, {}).items():
            known = {bare(word) for word in words}
            found = [at for at, text in enumerate(row) if bare(text) in known]
            columns |= {key: found[0]} if found else {}
        return columns

    def beside(self, words: Sequence[str], end: int) -> str:
        """Return the text to the right of a label."""
        known = {bare(word) for word in words}
        for row in self.sheet.rows[:end]:
            for column, text in enumerate(row):
                if bare(text) in known:
                    return next((other for other in row[column:] if other and bare(other) not in known), "")
        return ""

    def below(self, words: Sequence[str], end: int) -> str:
        """Return the text under a label, or to its right where nothing is under it."""
        known = {bare(word) for word in words}
        for number, row in enumerate(self.sheet.rows[:end]):
            for column, text in enumerate(row):
                if bare(text) in known and number + 1 < end:
                    under = self.sheet.rows[number + 1][column]
                    return under if under and bare(under) not in known else self.beside(words, end)
        return ""

    def fields(self, end: int) -> dict[str, str]:
        """Return the fields (栏目) above a row that are told."""
        found = {name: self.beside(words, end) for name, words in self.words.get("栏目", {}).items()}
        return {name: text for name, text in found.items() if text}

    def unit(self, end: int) -> str:
        """Return the unit of money that stands above a row; 万元 where none does."""
        texts = [text for row in self.sheet.rows[:end] for text in row]
        inside = next((match[1] for text in texts if (match := re.search(r"[（(](亿元|万元|元)[）)]", text))), "")
        return unit_in(texts) or inside or "万元"

    def numbers(self, row: int, columns: Mapping[str, int], label: str) -> tuple[dict[str, str], list[Unplaced]]:
        """Return the numbers of a row by key, and the cells that should hold one and do not."""
        found: dict[str, str] = {}
        unplaced = []
        for key, column in columns.items():
            text = self.sheet.rows[row][column]
            points = _POINTS.fullmatch(text.strip())
            read = read_cell(points[1] if points else text)
            if read.amount is not None and key in NUMBERS:
                found[key] = format(read.amount, "f")
            elif read.problem and key in NUMBERS:
                why = f"“{label}”的{key}不是数：{read.problem}"
                unplaced.append(Unplaced(self.where(row, column), text, why, "绩效自评表"))
        return found, unplaced


def text_of(tree: Mapping[str, object]) -> str:
    """Return the blocks of an evaluation that hold anything as a file."""
    text = ""
    for key, value in tree.items():
        text = splice(text, {(key,): value}) if value and value != "万元" else text
    return text
