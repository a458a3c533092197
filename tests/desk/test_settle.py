"""Which amounts are typed, which follow, what is declared and what disagrees; and what stays in the file."""

from functools import cache

from generator.build.report import Slugs
from generator.desk.importing.plan import Planned, plan_import
from generator.desk.importing.workbook import Sheet
from generator.load.facts import to_facts
from generator.load.reading import Reader
from generator.model.accounts import Accounts
from generator.model.facts import Facts
from generator.model.style import Style
from tests.build.example import PUTUO, real_files
from tests.check.building import shared_files
from tests.desk.books import style_of, tables_in

HEAD = "支出决算表\n金额单位：万元\n科目编码|科目名称|本年支出合计|基本支出|项目支出\n"


@cache
def _style() -> Style:
    own = {path: text for path, text in real_files().items() if path.startswith("data/regions/putuo/")}
    return style_of(Slugs(*PUTUO.split("/")), tuple(sorted({**shared_files(), **own}.items())))


def _imported(table: str, text: str = "", *, is_replacing: bool = False) -> Planned:
    rows = [tuple(line.split("|")) for line in table.splitlines()]
    width = max(map(len, rows))
    sheet = Sheet("表", tuple((*row, *[""] * (width - len(row))) for row in rows))
    facts = Facts()
    if text:
        record = Reader({"accounts.yml": text.encode()}).record(Accounts, "accounts.yml")
        assert record is not None
        facts, found = to_facts(record, "accounts.yml")
        assert found == []
    return plan_import(tables_in([sheet], _style(), "2024")[0], _style(), facts, text, is_replacing=is_replacing)


def test_parts_are_typed_and_totals_follow() -> None:
    """项 by nature are typed; 款, 类 and 合计 are compared with them."""
    planned = _imported(HEAD + "|合计|9|6|3\n201|一般公共服务支出|9|6|3\n20101|人大事务|9|6|3\n2010101|行政运行|9|6|3")
    assert planned.text == '金额单位: 万元\n支出科目:\n  "2010101": {基本支出: 6.00, 项目支出: 3.00}\n'
    assert len(planned.settled.followed) == 10


def test_a_total_off_by_rounding_is_declared_and_one_off_by_more_is_told() -> None:
    """0.01 between rounded parts is a published value; 1.00 is a disagreement that people must look at."""
    rows = "201|一般公共服务支出|{0}|{0}|0\n20101|人大事务|6|6|0\n2010101|行政运行|3|3|0\n2010102|一般管理事务|3|3|0"
    near = _imported(HEAD + rows.format("6.01"))
    assert [item.figure for item in near.published] == ["支出.201.基本支出", "支出.201"]
    assert near.settled.disagreements == ()
    far = _imported(HEAD + rows.format("7"))
    assert far.published == ()
    assert {(str(one.taken.amount), f"{one.other:.2f}") for one in far.settled.disagreements} == {("7", "6.00")}


def test_the_unit_of_a_block_counts() -> None:
    """Amounts go into a block of 元 as 元, whatever the unit of the rest of the file."""
    text = '金额单位: 万元\n支出科目:\n  "2010101":\n    金额单位: 元\n    基本支出: 60000\n'
    planned = _imported(HEAD + "2010101|行政运行|9|6|3", text)
    assert planned.same == 1
    assert "    项目支出: 30000.00\n" in planned.text


def test_what_law_keeps_back_is_not_filled_in() -> None:
    """未公布 is filled, 依法不予公开 stays until replacing is asked for."""
    text = '支出科目:\n  "2010101": {基本支出: 未公布, 项目支出: 依法不予公开}\n'
    planned = _imported(HEAD + "2010101|行政运行|9|6|3", text)
    assert planned.text == '支出科目:\n  "2010101": {基本支出: 6.00, 项目支出: 依法不予公开}\n'
    assert [change.keys[-1] for change in planned.kept] == ["项目支出"]
    assert "项目支出: 3.00" in _imported(HEAD + "2010101|行政运行|9|6|3", text, is_replacing=True).text


def test_nothing_is_declared_while_amounts_are_open() -> None:
    """With an amount that differs from the file no total is declared: it may be the cause."""
    table = HEAD + "20101|人大事务|6.01|6.01|0\n2010101|行政运行|3|3|0\n2010102|一般行政管理事务|3|3|0"
    planned = _imported(table, '支出科目:\n  "2010101": {基本支出: 5.00}\n')
    assert len(planned.kept) == 1
    assert planned.published == ()


def test_finer_amounts_than_the_file_are_the_same() -> None:
    """A workbook in 元 agrees with a file that holds its amounts rounded to 万元."""
    table = HEAD.replace("万元", "元") + "2010101|行政运行|90012.34|60012.34|30000"
    planned = _imported(table, '支出科目:\n  "2010101": {基本支出: 6.00, 项目支出: 3.00}\n')
    assert (planned.same, planned.kept, planned.changes) == (2, (), ())


def test_exact_amounts_in_yuan_stay_exact() -> None:
    """A new file from a workbook in 元 with 角 and 分 is in 元; one that is only 万元 written out is in 万元."""
    table = HEAD.replace("万元", "元") + "2010101|行政运行|90012.34|60012.34|30000"
    assert "金额单位: 元\n" in _imported(table).text
    assert "{基本支出: 60012.34, 项目支出: 30000.00}" in _imported(table).text
    table = HEAD.replace("万元", "元") + "2010101|行政运行|90000|60000|30000"
    assert "{基本支出: 6.00, 项目支出: 3.00}" in _imported(table).text


def test_codes_that_a_form_lists_and_nobody_used_are_left_out() -> None:
    """A row of zeros is no row of the file."""
    planned = _imported(HEAD + "2010101|行政运行|9|6|3\n2010102|一般行政管理事务|0|0|0\n2010103|机关服务|||")
    assert "2010102" not in planned.text
    assert "2010103" not in planned.text
