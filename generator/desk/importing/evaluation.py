"""A sheet of 绩效自评表 as the text of `evaluations/NAME.yml`: fields, money, indicators, aims and results."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.desk.importing.form_sheet import AMOUNTS, TOTALS, EvaluationSheet, FormSheet, Words, text_of
from generator.desk.importing.labels import bare
from generator.desk.importing.recognize import Unplaced
from generator.desk.importing.scoring import read_scoring
from generator.desk.importing.workbook import Sheet
from generator.model.style import Style

WHOLE = "总额"
_QUALITATIVE = "定性"
_TARGET = re.compile(r"([≥≤＝=><＞＜]|>=|<=)?\s*(-?\d+(?:\.\d+)?)\s*([^\d\s.][^\d]{0,9})?")
_SIGNS = {"=": "＝", ">": "＞", "<": "＜", ">=": "≥", "<=": "≤"}


def read_evaluations(workbook: str, sheets: Sequence[Sheet], style: Style) -> Iterator[EvaluationSheet | Unplaced]:
    """Yield the evaluations of a workbook, and each sheet that holds none.

    Args:
        workbook: its name.
        sheets: its sheets.
        style: the merged style of the report, for the names of its papers and of what sheets print.
    """
    for sheet in sheets:
        form = FormSheet(workbook, sheet, style.importing.evaluation)
        found = read_scoring(form, style) or _Sheet(form).read(_paper(sheet, style))
        why = "没有找到一级指标、三级指标的表头，不是绩效自评表，没有读取"
        yield found or Unplaced(form.where(0, 0), sheet.name, why)


def _paper(sheet: Sheet, style: Style) -> str:
    """Return the paper (文种) of the style whose name the sheet bears; the one for a project's sheet otherwise."""
    texts = [bare(text) for row in sheet.rows[:4] for text in row]
    named = [name for name in style.papers if any(bare(name) in text for text in texts)]
    usual = [name for name in style.papers if "项目" in name and name.endswith("自评表")]
    return next(iter([*sorted(named, key=len, reverse=True), *usual, *style.papers]), "")


@dataclass(slots=True)
class _Sheet:
    """Reads one sheet."""

    form: FormSheet

    @property
    def sheet(self) -> Sheet:
        """Return the sheet."""
        return self.form.sheet

    @property
    def words(self) -> Words:
        """Return the words that forms print."""
        return self.form.words

    def read(self, paper: str) -> EvaluationSheet | None:
        """Return the evaluation, or None for a sheet without a table of indicators."""
        rows = self.sheet.rows
        head = self.form.head("指标", ("一级", "三级"), 0)
        if head is None:
            return None
        fields = self.form.fields(head[0])
        money, unplaced, doubts = self._money(head[0])
        indicators, more, wrong = self._indicators(*head)
        name = fields.get("项目名称") or self.sheet.name
        texts = {key: self.form.below(words, head[0]) for key, words in self.words.get("文字", {}).items()}
        tree: dict[str, object] = {
            "名称": name, "类别": "项目", "文种": [paper], "金额单位": self.form.unit(head[0]), "栏目": fields,
            "资金": money, "指标": indicators, "文字": {key: text for key, text in texts.items() if text},
        }  # fmt: skip
        text = text_of(tree)
        wrong += self._untold(rows, head[0])
        if any("〔" in held for held in texts.values()):
            wrong.append("文字里有“〔〕”：系统会把里面的词当作引用的数，请改成别的括号")
        return EvaluationSheet(
            self.form.where(0, 0), name, text, len(indicators), (*doubts, *wrong), (*unplaced, *more)
        )

    def _untold(self, rows: Sequence[Sequence[str]], end: int) -> list[str]:
        """Return a doubt where the sheet names no project: then the name of the sheet stands for it."""
        known = {bare(word) for word in self.words.get("栏目", {}).get("项目名称", ())}
        is_named = any(bare(text) in known for row in rows[:end] for text in row)
        return [] if is_named else ["表上没有找到“项目名称”，用了工作表的名称"]

    def _money(self, end: int) -> tuple[dict[str, dict[str, str]], list[Unplaced], list[str]]:
        """Return the amounts of each source; the whole only where its sources do not tell it."""
        head = self.form.head("资金", ("执行数",), 0)
        if head is None or head[0] >= end:
            return {}, [], ["没有找到资金的表头，资金要自己录"]
        found: dict[str, dict[str, str]] = {}
        unplaced: list[Unplaced] = []
        sources = {bare(word): key for key, words in self.words.get("来源", {}).items() for word in words}
        for number in range(head[0] + 1, end):
            source = next((sources[bare(text)] for text in self.sheet.rows[number] if bare(text) in sources), "")
            if source:
                found[source], more = self.form.numbers(number, head[1], f"资金·{source}")
                unplaced += more
        parted, doubts = _parted(found)
        return parted, unplaced, doubts

    def _indicators(
        self, start: int, columns: Mapping[str, int]
    ) -> tuple[list[dict[str, str]], list[Unplaced], list[str]]:
        """Return the indicators row by row, a level that is as above left out; and whether their sum is as printed."""
        found: list[dict[str, str]] = []
        unplaced: list[Unplaced] = []
        doubts: list[str] = []
        above = {"一级": "", "二级": ""}
        for number in range(start + 1, len(self.sheet.rows)):
            row = self.sheet.rows[number]
            third = row[columns["三级"]]
            if any(bare(text) in TOTALS for text in row):
                doubts += self._sums(number, columns, found)
                break
            if not third or bare(third) == bare(self.sheet.rows[start][columns["三级"]]):
                continue
            entry: dict[str, str] = {}
            for level in ("一级", "二级"):
                text = row[columns[level]] if level in columns else ""
                if text and text != above[level]:
                    entry[level] = above[level] = text
            numbers, more = self.form.numbers(number, columns, third)
            unplaced += more
            words = {key: row[column] for key, column in columns.items()}
            entry |= {"三级": third, **_aimed(words.get("指标值", ""), words.get("完成值", "")), **numbers}
            entry |= {"原因": words["原因"]} if words.get("原因") and words["原因"] not in {"无", "-", "—"} else {}
            found.append(entry)
        return found, unplaced, doubts

    def _sums(self, row: int, columns: Mapping[str, int], rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
        numbers, _ = self.form.numbers(row, columns, "总分")
        execution = self._execution()
        for key in ("分值", "得分"):
            whole = sum((Decimal(one.get(key, "0")) for one in (*rows, execution)), Decimal(0))
            if key in numbers and Decimal(numbers[key]) != whole:
                yield f"表上印的总{key}是 {numbers[key]}，各行加起来是 {whole}"

    def _execution(self) -> Mapping[str, str]:
        """Return weight and score of the execution rate, which stand beside the whole money."""
        head = self.form.head("资金", ("执行数",), 0)
        below = self.sheet.rows[head[0] + 1 : head[0] + 3] if head else ()
        read = (self.form.numbers(head[0] + 1 + index, head[1], "")[0] for index in range(len(below))) if head else ()
        return next((numbers for numbers in read if "得分" in numbers), {})


def _parted(found: dict[str, dict[str, str]]) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return money by source with the whole left to its sum, and a doubt where the printed whole is another."""
    whole = found.get(WHOLE, {})
    parts = [amounts for source, amounts in found.items() if source != WHOLE]
    doubts = []
    for key in AMOUNTS:
        total = sum((Decimal(amounts.get(key, "0")) for amounts in parts), Decimal(0))
        if not any(key in amounts for amounts in parts) or key not in whole:
            continue
        if total == Decimal(whole[key]):
            del whole[key]
        elif not total:  # only the whole was told
            for amounts in parts:
                amounts.pop(key, None)
        else:
            doubts.append(f"资金总额的{key}印的是 {whole.pop(key)}，各项来源加起来是 {total}")
    return {source: amounts for source, amounts in found.items() if amounts}, doubts


def _aimed(target: str, result: str) -> dict[str, str]:
    """Return sign, number and unit of a target such as ≥95%, and its result; words stay words."""
    aim, got = (_TARGET.fullmatch(unicodedata.normalize("NFKC", text).strip()) for text in (target, result))
    if aim is None:
        found = {"性质": _QUALITATIVE, "指标值": target} if target else {}
        return {**found, **({"完成值": result} if result else {})}
    sign = _SIGNS.get(aim[1] or "", aim[1] or "")
    found = {key: text for key, text in (("性质", sign), ("指标值", aim[2]), ("单位", (aim[3] or "").strip())) if text}
    if got is not None and not got[1]:
        unit = (got[3] or "").strip()
        other = {"完成值单位": unit} if unit and unit != found.get("单位", "") else {}
        return {**found, "完成值": got[2], **other}
    return {**found, **({"完成值": result} if result else {})}
