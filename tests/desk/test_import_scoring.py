"""Scoring sheets of 绩效自评 out of a workbook: what editors typed comes back, and nothing that the form prescribes."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
import yaml

from generator.build.outputs import tables_of
from generator.build.report import Slugs
from generator.desk.importing.evaluation import read_evaluations
from generator.desk.importing.form_sheet import EvaluationSheet
from generator.desk.importing.workbook import Sheet, read_workbook
from generator.load.reading import Reader
from generator.model.evaluation import Evaluation
from generator.model.style import Style
from tests.build.example import real_files
from tests.check.building import shared_files
from tests.desk.books import PLAIN, Box, Grid, document_of, laid, style_of, xlsx

#: report, key of the form in its document, file that it is printed from, what is to be looked at in the original.
SHEETS = [
    ("heshan/hrss/2020", "e-overall-score-sheet-score-sheet-form", "overall", ()),
    ("anju/hrss/2023", "e-overall-scoring-scoring-form", "overall", ()),
    (
        "linxiang/hrss/2023", "e-overall-scoring-scoring-form-form", "overall",
        ("表上印的总分值是 100，各行加起来是 95",),
    ),
    (
        "linxiang/hrss/2023", "e-project-scoring-scoring-scoring-form-form", "project-scoring",
        (
            "“罐”不在表式规定的行里", "“基”不在表式规定的行里",
            "表式规定的行，表上没有：产出质量、产出成本", "表上没有找到“项目名称”，用了工作表的名称",
        ),
    ),
]  # fmt: skip
ROWS = [
    ["2024年度部门整体支出绩效自评表", "", "", "", "", "", ""],
    ["一级指标", "二级指标", "三级指标", "分值", "自评得分", "评分标准", "扣分原因"],
    ["虚构投入", "虚构目标", "目标合理性", "40", "40", "按计划得分", ""],
    ["", "", "目标明确性", "20", "15", "", "有两项没有量化"],
    ["虚构过程", "虚构执行", "执行率", "40", "40分", "", "无"],
    ["合计", "", "", "100", "95", "", ""],
]


def _files(address: str) -> dict[str, bytes]:
    region = address.split("/", maxsplit=1)[0]
    return {path: text for path, text in real_files().items() if path.startswith(f"data/regions/{region}/")}


@cache
def _style(address: str) -> Style:
    files = {**shared_files(), **_files(address)}
    return style_of(Slugs(*address.split("/")), tuple(sorted(files.items())))


def _printed(address: str, key: str) -> Sheet:
    """Return a form as a document prints it, through a workbook with merged cells."""
    document = document_of(Slugs(*address.split("/")), _files(address))
    (table,) = (table for table in tables_of(document, with_empty=True) if table.key == key)
    rows: list[list[Box | None]] = [[Box(table.title)], *laid(table.rows, PLAIN)]
    width = max(map(len, rows))
    grid = Grid("计分表", tuple((*row, *[None] * (width - len(row))) for row in rows))
    return read_workbook(xlsx([grid]), "计分.xlsx")[0]


def _read(sheet: Sheet, address: str) -> EvaluationSheet:
    (found,) = read_evaluations("计分.xlsx", [sheet], _style(address))
    assert isinstance(found, EvaluationSheet), found
    return found


def _plain(text: str | bytes) -> dict[str, Any]:
    plain: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - text, lists and mappings only
    return plain


def _invented(rows: Sequence[Sequence[str]] = ROWS) -> EvaluationSheet:
    return _read(Sheet("计分表", tuple(map(tuple, rows))), "putuo/planning/2024")


@pytest.mark.parametrize(("address", "key", "name", "doubts"), SHEETS)
def test_scores_come_back_as_they_were_typed(address: str, key: str, name: str, doubts: tuple[str, ...]) -> None:
    """Forms of three counties, printed and read: third level, score and reason as in the file, and nothing more."""
    found = _read(_printed(address, key), address)
    typed = _plain(_files(address)[f"data/regions/{address}/evaluations/{name}.yml"])
    plain = _plain(found.text)
    assert plain["计分"] == [{key: text for key, text in row.items() if text} for row in typed["计分"]]
    assert plain["类别"] == typed["类别"]
    assert plain["文种"][0] in typed["文种"]
    assert (found.doubts, found.unplaced, found.count) == (doubts, (), len(typed["计分"]))


def test_a_form_that_nobody_prescribed_is_typed_whole() -> None:
    """Levels as above are left out; weight, score, criteria and reason are typed; the file is one that can be read."""
    found = _invented()
    plain = _plain(found.text)
    assert plain["计分"] == [
        {"一级": "虚构投入", "二级": "虚构目标", "三级": "目标合理性", "分值": "40", "得分": "40",
         "评分标准": "按计划得分"},
        {"三级": "目标明确性", "分值": "20", "得分": "15", "原因": "有两项没有量化"},
        {"一级": "虚构过程", "二级": "虚构执行", "三级": "执行率", "分值": "40", "得分": "40"},
    ]  # fmt: skip
    assert (plain["名称"], plain["类别"]) == ("部门整体支出", "整体")
    reader = Reader({"a.yml": found.text.encode()})
    assert reader.record(Evaluation, "a.yml") is not None
    assert found.doubts == ("样式里没有带计分表的文种，请核对“文种”",)


@pytest.mark.parametrize(
    ("row", "column", "text", "said"),
    [
        (5, 4, "97", "表上印的总得分是 97，各行加起来是 95"),
        (2, 4, "41", "“目标合理性”的得分 41 比分值 40 高"),
        (2, 0, "虚构投入（50分）", "“虚构投入”印的分值是 50，各行加起来是 60"),
        (2, 1, "虚构目标（70分）", "“虚构目标”印的分值是 70，各行加起来是 60"),
    ],
)
def test_what_does_not_add_up_is_told(row: int, column: int, text: str, said: str) -> None:
    """A total, a score above its weight, the weight of a group: both numbers are said."""
    rows = [list(line) for line in ROWS]
    rows[row][column] = text
    assert said in _invented(rows).doubts


def test_a_garbled_score_is_told_and_not_guessed() -> None:
    """A score that is no number is left out and told with its cell."""
    rows = [list(line) for line in ROWS]
    rows[3][4] = "十五"
    found = _invented(rows)
    assert "得分" not in _plain(found.text)["计分"][1]
    assert [(cell.text, cell.where.cell) for cell in found.unplaced] == [("十五", "E4")]


def test_rows_other_than_the_forms_are_told() -> None:
    """A row that the form does not prescribe is typed whole and told; one that is missing is named."""
    sheet = _printed("heshan/hrss/2020", SHEETS[0][1])
    rows = [list(row) for row in sheet.rows]
    place = next(index for index, row in enumerate(rows) if "预算执行率" in row[2])
    rows[place][2] = "虚构的一行（4分）"
    found = _read(Sheet("计分表", tuple(map(tuple, rows))), "heshan/hrss/2020")
    assert "“虚构的一行”不在表式规定的行里" in found.doubts
    assert "表式规定的行，表上没有：预算执行率" in found.doubts
    (typed,) = (row for row in _plain(found.text)["计分"] if row["三级"] == "虚构的一行")
    assert (typed["分值"], typed["得分"]) == ("4", "4")
