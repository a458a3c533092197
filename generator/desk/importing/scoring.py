"""A scoring sheet of 绩效自评 (一级, 二级, 三级指标, 分值, 得分) as the text of `evaluations/NAME.yml`.

What the form prescribes is not typed again: of a prescribed row only score and reason are, and a weight that differs.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from generator.desk.empty_form import titles_of, walks_of
from generator.desk.importing.form_sheet import TOTALS, EvaluationSheet, FormSheet, text_of
from generator.desk.importing.labels import bare
from generator.desk.importing.recognize import Unplaced
from generator.model.evaluation import Indicator
from generator.model.sheet import rows_of
from generator.model.style import Style

BLOCK = "计分"
LEVELS = ("一级", "二级", "三级")
#: weights of a group stand behind its name in some forms, in a column of their own in others.
GROUPS = {"一级": "一级分值", "二级": "二级分值"}
WORDS = ("说明", "评分标准", "原因", "备注")
_WEIGHED = re.compile(r"(.*?)[\s（(]*(\d+(?:\.\d+)?)\s*分[）)]?")
_OPEN = re.compile(r"〔[^〕]*〕")
_NOTHING = frozenset(("", "无", "-", "—", "——", "/"))
#: rows above a head that may title a sheet.
_ABOVE = 4


def read_scoring(form: FormSheet, style: Style) -> EvaluationSheet | None:
    """Return the evaluation of a scoring sheet, or None where the sheet is none: indicators have values to reach.

    Args:
        form: the sheet.
        style: the merged style of the report, for its papers and what they prescribe.
    """
    head = _head(form)
    if head is None or "得分" not in head[1] or _is_indicators(form, head[0]):
        return None
    rows, total, unplaced = _rows(form, *head)
    paper, doubts = _paper(form, style, head[0], [row.words["三级"] for row in rows])
    prescribed = style.papers[paper].prescribed if paper in style.papers else None
    entries, more = _entries(rows, [row.indicator for row in rows_of(prescribed.scoring if prescribed else (), ())])
    is_project = _is_project(form, head[0], paper)
    fields = form.fields(head[0])
    name = fields.get("项目名称") or (form.sheet.name if is_project else "部门整体支出")
    tree: dict[str, object] = {
        "名称": name, "类别": "项目" if is_project else "整体", "文种": [paper], "栏目": fields, BLOCK: entries,
    }  # fmt: skip
    doubts += [*more, *_sums(rows, total)]
    if is_project and name == form.sheet.name:
        doubts.append("表上没有找到“项目名称”，用了工作表的名称")
    return EvaluationSheet(form.where(0, 0), name, text_of(tree), len(rows), tuple(doubts), tuple(unplaced))


@dataclass(slots=True)
class _Row:
    """A row of the sheet: its words and levels, its numbers; `groups`: weights printed for its 一级 and 二级."""

    words: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)


def _head(form: FormSheet) -> tuple[int, dict[str, int]] | None:
    """Return the last row of the head, and the column of each key; heads of two rows are read as one."""
    found = form.head(BLOCK, ("一级", "三级"), 0)
    if found is None:
        return None
    number, levels = found
    row = form.sheet.rows[number]
    above = form.sheet.rows[number - 1] if number else [""] * len(row)
    titles = [bare(one) or bare(other) for one, other in zip(row, above, strict=True)]
    columns = {key: column for key, column in levels.items() if key in LEVELS}
    free = [column for column in range(len(titles)) if column not in columns.values()]
    for key, words in form.words.get(BLOCK, {}).items():
        places = [column for word in words for column in free if titles[column] == bare(word)]
        if key == "分值" and len(places) > 1:
            columns |= _weights(places, columns)
        elif key not in columns and places:
            columns[key] = places[0]
        free = [column for column in free if column not in columns.values()]
    return number, columns


def _weights(places: Sequence[int], columns: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield which of several columns of weights is which: that right behind a level is its own."""
    for level, key in (*GROUPS.items(), ("三级", "分值")):
        if level in columns and columns[level] + 1 in places:
            yield key, columns[level] + 1


def _is_project(form: FormSheet, end: int, paper: str) -> bool:
    """Return whether a sheet is of a project: as its title says, else as the paper's name does."""
    titles = "".join(text for row in form.sheet.rows[max(end - _ABOVE, 0) : end] for text in row)
    said = [word for word in ("整体", "项目") if word in titles]
    return said == ["项目"] if len(said) == 1 else "整体" not in paper and "项目" in paper


def _is_indicators(form: FormSheet, number: int) -> bool:
    found = form.columns("指标", form.sheet.rows[number])
    return "指标值" in found or "完成值" in found


def _rows(form: FormSheet, start: int, columns: Mapping[str, int]) -> tuple[list[_Row], dict[str, str], list[Unplaced]]:
    """Return the rows below a head, the numbers of the total, and cells that are no numbers."""
    found: list[_Row] = []
    unplaced: list[Unplaced] = []
    for number in range(start + 1, len(form.sheet.rows)):
        row = form.sheet.rows[number]
        if any(bare(text) in TOTALS for text in row):
            return found, form.numbers(number, columns, "总分")[0], unplaced
        third, weight = _weighed(row[columns["三级"]])
        if not third or third == form.sheet.rows[start][columns["三级"]]:
            continue
        numbers, more = form.numbers(number, columns, third)
        unplaced += more
        one = _Row({"三级": third}, {**({"分值": weight} if weight else {}), **numbers})
        for level, key in GROUPS.items():
            name, behind = _weighed(row[columns[level]]) if level in columns else ("", "")
            if found and not name and (level == "一级" or one.words["一级"] == found[-1].words["一级"]):
                name = found[-1].words[level]  # left blank, as above
            one.words[level] = name
            if group := behind or one.numbers.pop(key, ""):
                one.groups[level] = group
        one.words |= {key: row[columns[key]] for key in WORDS if key in columns and row[columns[key]] not in _NOTHING}
        found.append(one)
    return found, {}, unplaced


def _weighed(text: str) -> tuple[str, str]:
    """Return a name and the weight that stands behind it: 投入（20分）."""
    plain = " ".join(text.split())
    match = _WEIGHED.fullmatch(plain)
    return (match[1], match[2]) if match and match[1] else (plain, "")


def _paper(form: FormSheet, style: Style, end: int, thirds: Sequence[str]) -> tuple[str, list[str]]:
    """Return the paper (文种) that the sheet is: by its title, then by the rows that the paper prescribes."""
    titles = [bare(text) for row in form.sheet.rows[max(end - _ABOVE, 0) : end] for text in dict.fromkeys(row) if text]
    printed = Counter(map(bare, thirds))
    ranked = []
    for name, paper in style.papers.items():
        if BLOCK not in walks_of(style, name):
            continue
        known = {bare(_OPEN.sub("", title)) for title in titles_of(style, name)}
        is_named = any(one and one in title for one in known for title in titles)
        rows = Counter(bare(row.third) for row in (paper.prescribed.scoring if paper.prescribed else ()))
        ranked.append(((is_named, (rows & printed).total()), name))
    if ranked:
        score, name = max(ranked, key=lambda one: one[0])
        return name, [] if any(score) else [f"认不出是哪一种计分表，文种写了“{name}”，请核对"]
    usual = next((name for name in style.papers if "整体" in name), next(iter(style.papers), ""))
    return usual, ["样式里没有带计分表的文种，请核对“文种”"]


def _entries(rows: Sequence[_Row], prescribed: Sequence[Indicator]) -> tuple[list[dict[str, str]], list[str]]:
    """Return the rows as an editor types them, and what the form prescribes otherwise."""
    waiting: dict[str, list[Indicator]] = {}
    for model in prescribed:
        waiting.setdefault(bare(model.third), []).append(model)
    found, doubts = [], []
    for row, before in zip(rows, (_Row(), *rows), strict=False):
        held = waiting.get(bare(row.words["三级"]))
        if held:
            found.append(_prescribed(row, before, held.pop(0)))
            continue
        if prescribed:
            doubts.append(f"“{row.words['三级']}”不在表式规定的行里")
        found.append(_typed(row, before))
    bare_rows = [row.words["三级"] for row in rows if "分值" not in row.numbers]
    if not prescribed and 0 < len(bare_rows) < len(rows):
        doubts.append(f"没有分值的行：{'、'.join(bare_rows)}。几行共用一个分值的，请在第一行写“分值行数”")
    missing = [model.third for held in waiting.values() for model in held]
    doubts += [f"表式规定的行，表上没有：{'、'.join(missing)}"] if missing else []
    return found, doubts


def _prescribed(row: _Row, before: _Row, model: Indicator) -> dict[str, str]:
    """Return score and reason, and what the sheet words otherwise than the form; a merged cell is the row's above."""
    entry = {"三级": model.third}
    weight = row.numbers.get("分值")
    if weight and (model.weight is None or Decimal(weight) != Decimal(model.weight)):
        entry["分值"] = weight
    entry |= {"得分": row.numbers["得分"]} if "得分" in row.numbers else {}
    for key, known in (("说明", model.meaning), ("评分标准", model.criterion)):
        text = row.words.get(key, "")
        if text and known and _plain(text) != _plain(known) and text != before.words.get(key):
            entry[key] = text
    return entry | {key: row.words[key] for key in ("原因", "备注") if key in row.words}


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _typed(row: _Row, before: _Row) -> dict[str, str]:
    """Return a row with the levels that are not as above; a new 一级 has a 二级 of its own."""
    entry: dict[str, str] = {}
    for level, key in GROUPS.items():
        if (text := row.words[level]) and (entry or text != before.words.get(level)):
            entry[level] = text
            if level in row.groups and "分值" not in row.numbers:
                entry[key] = row.groups[level]
    entry |= {"三级": row.words["三级"]}
    entry |= {key: row.numbers[key] for key in ("分值", "得分") if key in row.numbers}
    return entry | {key: row.words[key] for key in WORDS if key in row.words}


def _sums(rows: Sequence[_Row], total: Mapping[str, str]) -> Iterator[str]:
    """Yield where the printed total, or the weight of a group, is not what its rows make."""
    for key in ("分值", "得分"):
        whole = sum((_number(row, key) for row in rows), Decimal(0))
        if key in total and any(key in row.numbers for row in rows) and Decimal(total[key]) != whole:
            yield f"表上印的总{key}是 {total[key]}，各行加起来是 {whole}"
    for level in GROUPS:
        for name, held in groupby(rows, lambda row, level=level: row.words[level]):  # type: ignore[misc]
            yield from _group(name, level, list(held))
    for row in rows:
        if _number(row, "得分") > _number(row, "分值") and {"得分", "分值"} <= row.numbers.keys():
            yield f"“{row.words['三级']}”的得分 {row.numbers['得分']} 比分值 {row.numbers['分值']} 高"


def _group(name: str, level: str, rows: Sequence[_Row]) -> Iterator[str]:
    printed = rows[0].groups.get(level)
    whole = sum((_number(row, "分值") for row in rows), Decimal(0))
    if printed and all("分值" in row.numbers for row in rows) and Decimal(printed) != whole:
        yield f"“{name}”印的分值是 {printed}，各行加起来是 {whole}"


def _number(row: _Row, key: str) -> Decimal:
    return Decimal(row.numbers.get(key, "0"))
