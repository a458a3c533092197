"""Indicator tables and scoring sheets completed: levels, groups, names, prescribed rows. All of it is 虚构."""

import pytest
import yaml

from generator.load.facts import REFUSED
from generator.load.records import decode
from generator.model.address import Address, parse_name
from generator.model.evaluation import Indicator
from generator.model.sheet import SheetRow, rows_of


def rows(text: str, prescribed: str = "") -> tuple[SheetRow, ...]:
    """Return the completed rows of a sheet typed as YAML, one row a line."""
    return rows_of(_typed(text), _typed(prescribed))


def _typed(text: str) -> tuple[Indicator, ...]:
    plain = yaml.load(text, Loader=yaml.BaseLoader) or []  # noqa: S506 - builds nothing but text, lists and mappings
    found, findings = decode(tuple[Indicator, ...], plain, "虚构.yml")
    assert found is not None, findings
    return found


def levels(found: tuple[SheetRow, ...]) -> list[str]:
    """Return 一级/二级/三级 of each row."""
    return ["/".join(filter(None, (row.indicator.first, row.indicator.second, row.indicator.third))) for row in found]


def test_a_level_left_out_is_that_of_the_row_above() -> None:
    """Levels are typed where they begin; a new 一级 brings no 二级 along, a repeated one keeps it."""
    found = rows("""
        - {一级: 虚构产出, 二级: 数量, 三级: 修渠}
        - {三级: 打井}
        - {二级: 质量, 三级: 合格率}
        - {一级: 虚构产出, 三级: 返工率}
        - {一级: 虚构效益, 三级: 灌溉面积}
        - {三级: 节水量}
    """)
    assert levels(found) == [
        "虚构产出/数量/修渠", "虚构产出/数量/打井", "虚构产出/质量/合格率", "虚构产出/质量/返工率",
        "虚构效益/灌溉面积", "虚构效益/节水量",
    ]  # fmt: skip
    assert [row.second for row in found] == ["二级：数量", "二级：数量", "二级：质量", "二级：质量", "", ""]


def test_an_empty_level_is_no_level_and_takes_none_from_above() -> None:
    """A level typed as empty text is a blank cell of the form, and no group."""
    found = rows('[{一级: 虚构产出, 二级: 数量, 三级: 修渠}, {二级: "", 三级: 打井}]')
    assert [(row.first, row.second) for row in found] == [("一级：虚构产出", "二级：数量"), ("一级：虚构产出", "")]


def test_one_first_level_that_comes_twice_makes_two_groups() -> None:
    """Groups run over consecutive rows: a 一级 or 二级 that comes again is another group, told apart by its number."""
    found = rows("""
        - {一级: 虚构产出, 二级: 数量, 三级: 修渠}
        - {一级: 虚构效益, 二级: 社会, 三级: 灌溉}
        - {一级: 虚构产出, 二级: 数量, 三级: 打井}
    """)
    assert [row.first for row in found] == ["一级：虚构产出", "一级：虚构效益", "一级：虚构产出（2）"]
    assert [row.second for row in found] == ["二级：数量", "二级：社会", "二级：数量（2）"]


def test_the_same_second_level_under_another_first_level_is_another_group() -> None:
    """二级 满意度指标 stands under 效益 and under 满意度 in turn, each a group of its own."""
    found = rows("[{一级: 效益, 二级: 满意度, 三级: 甲}, {一级: 满意度, 二级: 满意度, 三级: 乙}]")
    assert [row.second for row in found] == ["二级：满意度", "二级：满意度（2）"]


def test_rows_of_one_name_are_numbered() -> None:
    """The second 打印机 is 打印机（2）, the third 打印机（3）: names of figures are unique, printed names stay."""
    found = rows("[{三级: 打印机}, {三级: 扫描仪}, {三级: 打印机}, {三级: 打 印机}]")
    assert [row.item for row in found] == ["打印机", "扫描仪", "打印机（2）", "打印机（3）"]
    assert levels(found) == ["打印机", "扫描仪", "打印机", "打 印机"]


def test_a_row_that_is_called_like_a_number_of_another_is_told_apart() -> None:
    """打印机（2） as a printed name does not take the place of the second 打印机."""
    found = rows("[{三级: 打印机}, {三级: 打印机（2）}, {三级: 打印机}]")
    assert len({row.item for row in found}) == 3


def test_a_row_without_a_third_level_is_named_by_the_level_it_has() -> None:
    """A sheet of two levels, or of one, needs no third; a row without any name is its place."""
    found = rows('[{一级: 甲, 二级: 乙}, {一级: 丙, 二级: ""}, {一级: "", 二级: "", 分值: 5}]')
    assert [row.item for row in found] == ["乙", "丙", "第3行"]


def test_prescribed_rows_are_filled_in_by_name() -> None:
    """Levels, weight, meaning and criterion are the form's; score and reason are the evaluation's."""
    [first, second] = rows(
        "[{三级: 目标制定, 得分: 8, 原因: 虚构的原因}, {三级: 目标实现, 得分: 5}]",
        """
        - {一级: 预算, 二级: 编制, 三级: 目标制定, 分值: 10, 说明: 是否完整, 评分标准: 完整得10分}
        - {三级: 目标实现, 分值: 5}
        """,
    )
    done = first.indicator
    assert (done.first, done.second, done.weight, done.score) == ("预算", "编制", "10", "8")
    assert (done.meaning, done.criterion, done.reason) == ("是否完整", "完整得10分", "虚构的原因")
    assert (second.indicator.first, second.indicator.second, second.indicator.weight) == ("预算", "编制", "5")


def test_the_nth_row_of_a_name_takes_what_the_nth_prescribed_says() -> None:
    """Two rows 满意度 of a form stay two: the first typed takes the first, whatever stands between."""
    found = rows(
        "[{三级: 满意度, 得分: 1}, {三级: 成本, 得分: 2}, {三级: 满意度, 得分: 3}, {三级: 满意度, 得分: 4}]",
        "[{一级: 甲, 三级: 满意度, 分值: 5}, {一级: 乙, 三级: 满意度, 分值: 6}, {一级: 丙, 三级: 成本, 分值: 7}]",
    )
    assert [row.indicator.weight for row in found] == ["5", "7", "6", None]


def test_what_is_typed_goes_before_what_is_prescribed() -> None:
    """A department that scores by another weight types it; a row that the form does not know stays as typed."""
    found = rows(
        "[{三级: 目标制定, 分值: 12, 得分: 12}, {一级: 自设, 三级: 虚构一项, 分值: 3}]",
        "[{一级: 预算, 三级: 目标制定, 分值: 10}]",
    )
    assert [row.indicator.weight for row in found] == ["12", "3"]
    assert levels(found) == ["预算/目标制定", "自设/虚构一项"]


def test_a_row_that_the_form_leaves_unscored_counts_in_no_total() -> None:
    """不参评 of the form holds; the row keeps its place and name, its figures stand aside."""
    found = rows("[{三级: 目标制定}, {三级: 自评准确}]", "[{三级: 目标制定}, {三级: 自评准确, 不参评: true}]")
    assert [row.indicator.unscored for row in found] == [False, True]
    assert [row.weight_item for row in found] == ["目标制定", "不参评：自评准确"]


def test_rows_that_share_a_weight_name_it() -> None:
    """分值行数 3: the weight of the first row is that of three, and no row's own; the fourth has its own again."""
    found = rows("[{三级: 甲, 分值: 15, 分值行数: 3}, {三级: 乙}, {三级: 丙}, {三级: 丁, 分值: 5}]")
    assert [row.shared for row in found] == ["合计：甲", "合计：甲", "合计：甲", ""]


def test_a_weight_that_the_form_shares_among_rows_is_shared() -> None:
    """分值行数 of a prescribed row holds for the rows that were typed."""
    found = rows(
        "[{三级: 甲, 得分: 5}, {三级: 乙, 得分: 4}, {三级: 丙, 得分: 3}]",
        "[{三级: 甲, 分值: 15, 分值行数: 2}, {三级: 乙}, {三级: 丙, 分值: 5}]",
    )
    assert [row.shared for row in found] == ["合计：甲", "合计：甲", ""]


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("年初预算数", "“年初预算数”"),
        ("占比", "“占比”"),
        ("较大设备", "“较大设备”"),
        ("收入", "“收入”"),
        ("2080101", "“2080101”"),
        ("301", "“301”"),
        ("@talent", "“@talent”"),
        ("机构-本部", "“机构-本部”"),
        ("名称", "“名称”"),
        ("各分项", "“各分项”"),
        ("1.修渠", "1．修渠"),
        ("其中：打井", "其中∶打井"),
        ("修\n渠", "修渠"),
        ("公务接待费", "公务接待费"),
        ("2023年", "2023年"),
    ],
)
def test_words_that_would_break_a_name_are_changed_in_the_name_alone(typed: str, item: str) -> None:
    """A dot, a colon, a word of ours or a code: the name can be told apart again, and the row prints as typed."""
    [row] = rows_of([Indicator(third=typed, weight="5")], ())
    assert (row.item, row.indicator.third) == (item, typed)
    address = Address("evaluation_score", item=row.item, scope="@talent")
    assert parse_name(address.name) == address


@pytest.mark.parametrize("typed", ["?", "??? 甲", "?甲"])
def test_no_name_begins_like_a_word_that_was_refused(typed: str) -> None:
    """A question mark at the head of a name means to the loader that the word cannot be used."""
    [row] = rows_of([Indicator(third=typed)], ())
    assert not row.item.startswith(REFUSED)
