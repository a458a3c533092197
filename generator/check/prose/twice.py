"""The same thing said twice with different numbers: in two texts of a report, or a text and an indicator (N21)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.check.evaluation.marks import sheets_of
from generator.check.prose.reading import PERCENT, Passage, Prose, comparable, differ
from generator.check.reading.quantities import Quoted, quantities_in
from generator.check.rule import Case, Found
from generator.load.evaluations import Evaluated
from generator.model.evaluation import EvaluationKind

CODE = "N21"
#: least characters of a name: of a count, of a rate, of one that an indicator has too.
COUNTED, RATED, ROW, NAME = 4, 5, 3, 2
#: digits from which a number is so particular that it is the same wherever it stands.
PARTICULAR = 4
_LEAD = re.compile(
    r"^(?:(?:19|20)\d{2}年度?|全[年市县区省厅局]|我[市县区省厅局]|今年|本年度?|其中|另|并|共计?|已|已经|完成|实现|开展|购买|购置|采购|组织|"
    r"招募|发放|达到|以来|帮助|新增加?)+"
)
_TAIL = re.compile(r"(?:共计?|合计|总计|达到?|分别|为|是|约|有|了|:|的|=|数量|人数|次数|购买数|数)+$")
_GENERIC = re.compile(
    r"任务|目标|占|同比|增长|下降|比上|较上|增加|减少|分别|平均|人均|每|涉及|预计|计划|拟|合计|小计|其他|以上|以下|累计|"
    r"第|上年|去年|预算|决算|上半年|下半年|月|季度|期初|期末|^(?:总?金额|资金|经费|支出|收入|人员|在职人员|编制|得分|分值|面积)$"
)
_OTHER_TIME = re.compile(r"上年|去年|同期|上半年|下半年|截至|截止|\d月|季度|(?:19|20)\d{2}年")
_FOLLOWS = re.compile(r"\s*(?:[,;、。)(]|$)")
_COMPLETES = re.compile(r"(?:任务|目标)[^,;。]{0,6}的\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """A number as one text states it under a name."""

    prose: Prose
    passage: Passage
    index: int
    head: str

    @property
    def quoted(self) -> Quoted:
        """Return the quantity."""
        return self.passage.quantities[self.index]

    @property
    def is_typed(self) -> bool:
        """Return whether it was typed, not filled in."""
        return self.prose.is_typed(self.passage.start + self.quoted.start)

    def found(self, message: str) -> Found:
        """Return a finding about it."""
        hint = "同一件事在一份报告里应当是同一个数，请核对；说的不是一件事的，请把名称写清楚"
        return self.prose.found(CODE, self.passage, self.index, message, hint)


def twice(case: Case, proses: Iterable[Prose]) -> Iterator[Found]:
    """Yield each number that another text, or an indicator of the same evaluation, gives differently."""
    year = str(case.inputs.report.year)
    said = [one for prose in proses for passage in prose.sentences for one in _said(prose, passage, year)]
    yield from _unlike_rows(case, said)
    groups: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        if len(one.head) >= (RATED if one.quoted.unit == PERCENT else COUNTED):
            groups[one.head, one.quoted.unit].append(one)
    overall = {one.scope for one in case.inputs.evaluations if one.record.kind is EvaluationKind.OVERALL}
    for (head, unit), members in groups.items():
        yield from _unlike(head, [one for one in members if unit != PERCENT or "率" in head or "度" in head], overall)
    yield from _completions(said)


def head_of(passage: Passage, index: int) -> str:
    """Return the name under which a sentence states a number: its whole clause, leading and trailing words off."""
    label = passage.label(index).replace("“", "").replace("”", "")
    return _TAIL.sub("", _LEAD.sub("", label))


def _said(prose: Prose, passage: Passage, year: str) -> Iterator[Said]:
    for index in range(len(passage.quantities)):
        if not passage.quantities[index].unit or passage.is_near(index) or "□" in passage.before(index):
            continue
        others = _OTHER_TIME.search(passage.text[: passage.quantities[index].start].replace(f"{year}年", ""))
        if others or not _FOLLOWS.match(passage.after(index)) or "分别" in passage.text:
            continue
        head = head_of(passage, index)
        if len(head) >= NAME and not _GENERIC.search(head):
            yield Said(prose, passage, index, head)


def _unlike(head: str, members: list[Said], overall: set[str]) -> Iterator[Found]:
    """Yield the rarer of two values that one name has; a name with more values names different things."""
    values: list[list[Said]] = []
    for one in members:
        same = next((group for group in values if not differ(group[0].quoted, one.quoted)), None)
        if same is None:
            values.append([one])
        else:
            same.append(one)
    if len(values) != 2:  # noqa: PLR2004 - this way or that
        return
    usual, odd = sorted(values, key=len, reverse=True)
    for one in (one for one in odd if one.is_typed):
        other = next((each for each in usual if _same_matter(one, each, overall)), None)
        if other is not None:
            where = "本文另一处" if other.prose is one.prose else f"“{other.prose.typed.label}”里"
            yield one.found(f"“{head}”写的是{one.quoted.printed}，{where}写的是{other.quoted.printed}")
            return


def _same_matter(one: Said, other: Said, overall: set[str]) -> bool:
    """Return whether two texts may speak of one thing: not in one sentence, and not of two projects."""
    if one.passage is other.passage:
        return False
    first, second = one.prose.typed.scope, other.prose.typed.scope
    wide = {"", *overall}
    return first == second or (one.quoted.unit != PERCENT and (first in wide or second in wide))


def _unlike_rows(case: Case, said: list[Said]) -> Iterator[Found]:
    """Yield each number of a text that an indicator of the same evaluation states differently."""
    for evaluation in case.inputs.evaluations:
        rows = dict(_rows(evaluation))
        for one in said:
            known = rows.get((one.head, one.quoted.unit)) if one.prose.typed.scope == evaluation.scope else None
            if not known or len(one.head) < ROW or one.prose.typed.role == "row" or not one.is_typed:
                continue
            if all(comparable_row(each, one.quoted) and differ(each, one.quoted) for _, each in known):
                label, value = known[-1]
                yield one.found(f"“{one.head}”写的是{one.quoted.printed}，指标表里的{label}是{value.printed}")


def comparable_row(row: Quoted, said: Quoted) -> bool:
    """Return whether an indicator and a text count in one unit."""
    return row.unit == said.unit == PERCENT or comparable(row, said)


def _rows(evaluation: Evaluated) -> Iterator[tuple[tuple[str, str], list[tuple[str, Quoted]]]]:
    """Yield (name, unit) of each indicator with what it states; a target that is only a bound states nothing."""
    names: list[tuple[str, str]] = []
    found: list[tuple[tuple[str, str], list[tuple[str, Quoted]]]] = []
    for _, rows in sheets_of(evaluation):
        for row in rows:
            one = row.indicator
            exact = one.target if one.kind in {"", "＝", "="} else ""
            stated = [
                (label, read[0])
                for label, text in (("指标值", exact), ("完成值", one.result))
                if (read := quantities_in(f"{text}{one.unit}")) and len(read) == 1
            ]
            if stated and "/" not in one.unit:
                key = (_TAIL.sub("", one.third.replace("“", "").replace("”", "")), stated[0][1].unit)
                names.append(key)
                found.append((key, stated))
    yield from ((key, stated) for key, stated in found if names.count(key) == 1)


def _completions(said: list[Said]) -> Iterator[Found]:
    """Yield a particular number that is said to complete its task by two different rates."""
    seen: dict[tuple[str, str], tuple[Said, Quoted]] = {}
    for one in said:
        digits = re.sub(r"\D", "", one.quoted.printed).strip("0")
        position = next(
            (i for i in range(one.index + 1, min(one.index + 3, len(one.passage.quantities)))
             if one.passage.quantities[i].unit == PERCENT),
            None,
        )  # fmt: skip
        if len(digits) < PARTICULAR or one.quoted.unit == PERCENT or position is None:
            continue
        if not _COMPLETES.search(one.passage.before(position)):
            continue
        rate = one.passage.quantities[position]
        key = (f"{one.quoted.value}{one.quoted.unit}", one.prose.typed.scope)
        earlier, was = seen.setdefault(key, (one, rate))
        if differ(was, rate) and round(was.value) != round(rate.value) and _alike(earlier.head, one.head):
            rated = Said(one.prose, one.passage, position, one.head)
            yield rated.found(
                f"{one.head}{one.quoted.printed}，写的是完成任务的{rate.printed}，另一处同一个数写的是{was.printed}"
            )


def _alike(first: str, second: str) -> bool:
    """Return whether two names share two characters one behind the other."""
    return any(first[i : i + 2] in second for i in range(len(first) - 1))
