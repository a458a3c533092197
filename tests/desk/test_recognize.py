"""Tables of other years and provinces: titles, rows and columns that mean the same, and those that only look so."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from generator.build.report import Slugs
from generator.desk.importing import columns
from generator.desk.importing.codes import codes_of, in_label
from generator.desk.importing.labels import Others, alike, bare
from generator.desk.importing.recognize import Recognized
from generator.desk.importing.workbook import Sheet, read_workbook
from generator.model.style import Style
from tests.build.example import HESHAN, PUTUO, real_files
from tests.check.building import shared_files
from tests.desk.books import style_of, tables_in

WORKBOOKS = Path(__file__).parent / "workbooks"


@cache
def _style(address: str) -> Style:
    region, department, year = address.split("/")
    own = {path: text for path, text in real_files().items() if path.startswith(f"data/regions/{region}/")}
    return style_of(Slugs(region, department, year), tuple(sorted({**shared_files(), **own}.items())))


def _sheet(text: str, name: str = "表") -> Sheet:
    """Return a sheet from lines of cells parted by |."""
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in io.StringIO(text) if line.strip()]
    width = max(map(len, rows))
    return Sheet(name, tuple((*row, *[""] * (width - len(row))) for row in rows))


def _tables(text: str, address: str = PUTUO, name: str = "表") -> list[Recognized]:
    return tables_in([_sheet(text, name)], _style(address), address[-4:])[0]


def _read(text: str, address: str = PUTUO) -> dict[str, str]:
    """Return the figures of the only table of a sheet."""
    (table,) = _tables(text, address)
    return {taken.address.name: str(taken.amount) for taken in table.taken}


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("收入支出决算总表", "收入支出决算总表"),
        ("公开01表 收入支出决算总表", "收入支出决算总表"),
        ("某某县水务局2023年度收入支出决算总表", "收入支出决算总表"),
        ("收入支出决算总表（财决01表）", "收入支出决算总表"),
        ("Z01 收入支出决算总表(财决01)", "收入支出决算总表"),
        ("附表2：收入决算表", "收入决算表"),
        ("收入决算表（续）", "收入决算表"),
        ("财政拨款收入支出决算总表", "财政拨款收入支出决算总表"),
        ("一般公共预算财政拨款基本支出决算明细表", "一般公共预算财政拨款基本支出决算表"),
        ("部门决算相关信息统计表", "机构运行信息表"),
        ("机构运行信息表（财决附03表）", "机构运行信息表"),
        ("Z09 部门决算相关信息统计表(附03)", "机构运行信息表"),
        ("Z01_1 收入支出决算总表(财决01-1表)", "收入支出决算总表"),
        ("政府采购支出情况表", "政府采购情况表"),
        ("政府购买服务决算公开情况表", ""),
        ("收入决算表（分单位）", "收入决算表"),
        ("一般公共预算财政拨款“三公”经费支出决算表", "一般公共预算财政拨款“三公”经费支出决算表"),
        ("财政拨款三公经费支出决算表", "财政拨款“三公”经费支出决算表"),
        ("政府性基金预算财政拨款支出决算表", ""),
        ("项目支出决算表", ""),
        ("一般公共预算财政拨款支出决算明细表", ""),
        ("上年支出决算表", ""),
        ("收入预算表", ""),
        ("收入决算表说明", ""),
    ],
)
def test_titles_mean_a_table_or_none(title: str, table: str) -> None:
    """A title may have the department, year or number around it; another word makes it another table."""
    found = _tables(f"{title}\n项目|行次|决算数\n合计|1|5")
    assert [one.table for one in found] == ([table] if table else [])


def test_a_known_internal_table_is_told_as_not_needed() -> None:
    """A sheet of the internal workbook that holds nothing public is told in its own words."""
    strange = tables_in([_sheet("财决05表\n支出决算明细表\n项目|工资福利支出\n合计|5")], _style(PUTUO), "2024")[1]
    assert "内部表" in strange[0].why


def test_columns_of_both_orders_are_read_by_their_titles() -> None:
    """三公 with 预算数 and 决算数 side by side, or interleaved under each item, says the same."""
    central = (
        "财政拨款“三公”经费支出决算表\n"
        "预算数||||||决算数\n"
        "合计|因公出国（境）费|公务用车购置及运行费|||公务接待费|合计|因公出国（境）费|公务用车购置及运行费|||公务接待费\n"
        "||小计|公务用车购置费|公务用车运行费||||小计|公务用车购置费|公务用车运行费|\n"
        "1|2|3|4|5|6|7|8|9|10|11|12\n"
        "6.5|0|4|1|3|2.5|5|0|3.5|1|2.5|1.5\n"
    )
    read = _read(central)
    assert read["三公.财政拨款.公务用车运行维护费"] == "2.5"
    assert read["三公.财政拨款.公务接待费"] == "1.5"
    assert len(read) == 12


def test_rows_may_stand_where_columns_do() -> None:
    """三公 one item a row: 年初预算数 and 决算数 are columns."""
    read = _read(
        "一般公共预算财政拨款“三公”经费支出决算表\n项目|年初预算数|决算数\n合计|6|5\n1.因公出国（境）费|0|0\n"
        "2.公务用车购置及运行维护费|4|3.5\n其中：（1）公务用车购置费|1|1\n（2）公务用车运行维护费|3|2.5\n3.公务接待费|2|1.5\n"
    )
    assert read["三公.一般公共预算.公务接待费.年初预算数"] == "2"
    assert read["三公.一般公共预算.公务用车购置费"] == "1"
    assert len(read) == 12


def test_the_internal_sheet_of_operations_gives_the_counts() -> None:
    """机构运行信息表 holds what no public table has: groups, vehicles, receptions, equipment, as counts."""
    (table,) = _tables(
        "机构运行信息表\n编制单位：虚构县水务局|金额单位：元\n项目|行次|年初预算数|决算数\n一、“三公”经费支出|1||\n（一）支出合计|2|30000|28000\n"
        "1.因公出国（境）费|3|0|0\n2.公务用车购置及运行维护费|4|20000|19000\n（1）公务用车购置费|5|0|0\n（2）公务用车运行维护费|6|20000|19000\n"
        "3.公务接待费|7|10000|9000\n（1）国内接待费|8||9000\n其中：外事接待费|9||0\n（二）相关统计数|11||\n1.因公出国（境）团组数|12||0\n"
        "4.公务用车保有量|15||2\n5.国内公务接待批次|16||7\n二、机关运行经费|22||123456.78\n（一）车辆数合计|27||3\n"
    )
    found = {taken.address.name: (str(taken.amount), taken.unit) for taken in table.taken}
    assert found["公务用车保有量"] == ("2", "辆")
    assert found["接待批次.国内"] == ("7", "批次")
    assert found["机关运行经费"] == ("123456.78", "元")
    assert found["三公.财政拨款.公务接待费.年初预算数"] == ("10000", "元")
    assert table.owner == "虚构县水务局"


def test_the_internal_sheet_is_read_by_labels_of_any_year() -> None:
    """Labels of 2017 with units behind them, rows of later years such as 会议费; 行次 says nothing."""
    (table,) = _tables(
        "部门决算相关信息统计表\n财决附03表|金额单位：元\n项目|行次|统计数\n"
        "1.因公出国（境）团组数（个）|7|1\n2.因公出国（境）人次数（人）|3|4\n3.公务用车购置数（辆）|99|0\n4.公务用车保有量（辆）|15|2\n"
        "5.国内公务接待批次（个）|16|7\n其中：外事接待批次（个）|17|1\n6.国内公务接待人次（人）|18|70\n其中：外事接待人次（人）|19|5\n"
        "7.国（境）外公务接待批次（个）|20|9\n三、国有资产占用情况|26|\n（一）车辆数合计（辆）|27|3\n1.部级领导干部用车|28|1\n"
        "2.一般公务用车|29|8\n3.一般执法执勤用车|30|2\n（二）单价50万元（含）以上通用设备（台，套）|33|6\n"
        "四、会议费|35|1000\n五、政府采购支出信息|40|\n（一）政府采购支出合计|41|5000\n1.政府采购货物支出|42|2000\n"
        "2.政府采购工程支出|43|0\n3.政府采购服务支出|44|3000\n（二）政府采购授予中小企业合同金额|45|4000\n其中：授予小微企业合同金额|46|900\n"
    )
    found = {taken.address.name: str(taken.amount) for taken in table.taken}
    assert found == {
        "出国团组数": "1", "出国人次": "4", "购置车辆数": "0", "公务用车保有量": "2", "接待批次.国内": "7",
        "接待批次.外事": "1", "接待人次.国内": "70", "接待人次.外事": "5", "车辆": "3",
        "车辆.副部（省）级及以上领导用车": "1", "车辆.执法执勤用车": "2", "设备.单价50万元以上通用设备": "6",
        "会议费": "1000", "政府采购": "5000", "政府采购.货物": "2000", "政府采购.工程": "0", "政府采购.服务": "3000",
        "政府采购.授予中小企业": "4000", "政府采购.授予小微企业": "900",
    }  # fmt: skip
    assert {cell.text for cell in table.unplaced} == {"9", "8"}
    assert {taken.unit for taken in table.taken if taken.address.name in {"车辆", "政府采购"}} == {"辆", "元"}


def test_tables_that_some_provinces_publish_beside_the_nine_are_read() -> None:
    """政府采购情况表 and 国有资产占用情况表; a value beside the number of vehicles is told and not taken."""
    read = _read("政府采购情况表\n金额单位：万元\n项目|金额\n合计|5\n货物|2\n工程|0\n服务|3\n")
    assert (read["政府采购.货物"], read["政府采购.服务"]) == ("2", "3")
    (table,) = _tables("国有资产占用情况表\n项目|数量|价值\n车辆数合计|3|90\n其中：机要通信用车|3|90\n")
    assert {taken.address.name: str(taken.amount) for taken in table.taken} == {"车辆": "3", "车辆.机要通信用车": "3"}
    assert [cell.text for cell in table.unplaced] == ["90", "90"]


def test_names_of_earlier_years_are_known() -> None:
    """用事业基金弥补收支差额, 医疗卫生与计划生育支出 and 国土海洋气象等支出 are rows of earlier years."""
    read = _read(
        "收入支出决算总表\n收入||支出|\n项目|决算数|项目|决算数\n一、一般公共预算财政拨款收入|5|八、社会保障和就业支出|3\n"
        "用事业基金弥补收支差额|1|结余分配|2\n",
        HESHAN,
    )
    assert read == {"收入.一般公共预算": "5", "支出.208": "3", "使用非财政拨款结余": "1", "结余分配": "2"}


def test_rows_without_codes_are_told_by_their_names() -> None:
    """行政运行 is that of the 款 above it; a name that several codes bear and nothing tells apart is left and told."""
    (table,) = _tables(
        "支出决算表\n科目名称|本年支出合计|基本支出|项目支出\n合计|9|6|3\n一般公共服务支出|9|6|3\n人大事务|9|6|3\n行政运行|6|6|0\n"
        "一般行政管理事务|3|0|3\n虚构的科目|1|1|0\n"
    )
    names = {taken.address.functional for taken in table.taken}
    assert names == {"", "201", "20101", "2010101", "2010102"}
    assert {cell.text for cell in table.unplaced} == {"1", "0"}


@pytest.mark.parametrize(
    "label", ["2010101行政运行", "2010101 行政运行", "[2010101]行政运行", "2010101-行政运行", "2010101"]
)
def test_a_code_may_stand_before_the_name(label: str) -> None:
    """A code and a name in one cell are read as the code."""
    (table,) = _tables(f"支出决算表\n科目名称|本年支出合计|基本支出|项目支出\n{label}|9|6|3")
    assert {taken.address.functional for taken in table.taken} == {"2010101"}


def test_codes_in_three_columns() -> None:
    """类, 款, 项 hold a part each, with or without the zero in front, or what is above is left out."""
    assert codes_of([("208", "", ""), ("208", "05", ""), ("208", "5", "1")]) == ["208", "20805", "2080501"]
    assert codes_of([("208", "", ""), ("", "05", ""), ("", "", "01"), ("", "", "02")]) == [
        "208", "20805", "2080501", "2080502",
    ]  # fmt: skip
    assert codes_of([("208", "20805", "2080501"), ("合计", "", ""), ("1", "2", "3")]) == ["2080501", "", ""]
    assert in_label("2024年度") == ("", "2024年度")


def test_columns_that_nobody_can_tell_apart_are_left() -> None:
    """Two columns of one title, or a budget beside no outturn, are told and not guessed."""
    (table,) = _tables("收入决算表\n科目名称|本年收入合计|财政拨款收入|财政拨款收入\n合计|9|6|3")
    assert {taken.address.name for taken in table.taken} == {"收入"}
    assert len(table.unplaced) == 2
    (table,) = _tables("收入支出决算总表\n项目|预算数\n一、一般公共预算财政拨款收入|5\n本年收入合计|5")
    assert table.taken == ()


def test_a_title_over_many_columns_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet with one title over a thousand columns is understood as quickly as one with a few."""
    compared: list[tuple[str, ...]] = []
    fitting = columns._fitting

    def counted(path: columns.Path, leaves: Sequence[columns.Path], others: Others) -> tuple[int, ...]:
        compared.append(path)
        return fitting(path, leaves, others)

    monkeypatch.setattr(columns, "_fitting", counted)
    many = "|".join(["财政拨款收入"] * 1000)
    (table,) = _tables(f"收入决算表\n科目名称|本年收入合计|{many}\n合计|9|{'|'.join('3' * 1000)}")
    assert {taken.address.name for taken in table.taken} == {"收入"}
    assert len(compared) < 10


def test_equal_labels_are_told_apart_by_what_is_around_them() -> None:
    """一般公共预算财政拨款 above 本年收入合计 is income, below 年初财政拨款结转和结余 it is carried over."""
    whole = (
        "财政拨款收入支出决算总表\n项目|决算数\n一、一般公共预算财政拨款|5\n二、政府性基金预算财政拨款|1\n本年收入合计|6\n"
        "年初财政拨款结转和结余|2\n一、一般公共预算财政拨款|2\n总计|8\n"
    )
    read = _read(whole)
    assert (read["收入.一般公共预算"], read["年初结转和结余.一般公共预算"]) == ("5", "2")
    (table,) = _tables("财政拨款收入支出决算总表\n项目|决算数\n一、一般公共预算财政拨款|5\n总计|8\n")
    assert {taken.address.name for taken in table.taken} == {"收入总计.财政拨款"}
    assert "分不清" in table.unplaced[0].why


def test_labels_are_compared_without_ornament() -> None:
    """Numbering, blanks, quotes and width do not matter; words do."""
    assert bare("（一） “三公” 经费支出") == "三公经费支出"
    assert alike("一、一般公共预算财政拨款收入", "一般公共预算财政拨款")
    assert not alike("基本支出", "项目支出")
    assert not alike("年初预算数", "预算数")


def test_a_workbook_of_libreoffice_in_the_old_format_is_read() -> None:
    """A .xls (BIFF 8) with merged heads says what the .xlsx says from which it was made."""
    sheets = {
        kind: read_workbook((WORKBOOKS / f"tables.{kind}").read_bytes(), f"tables.{kind}") for kind in ("xls", "xlsx")
    }
    assert sheets["xls"] == sheets["xlsx"]
    taken = {
        kind: [(one.address, one.amount) for table in tables_in(held, _style(PUTUO), "2024")[0] for one in table.taken]
        for kind, held in sheets.items()
    }
    assert taken["xls"] == taken["xlsx"]
    assert len(taken["xls"]) > 300
