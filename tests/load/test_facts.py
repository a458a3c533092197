"""Typed amounts to facts: each at the address that the labels above it spell."""

import pytest

from generator.findings import Finding
from generator.load.facts import to_facts
from generator.load.records import decode
from generator.load.tree import read_tree
from generator.model.accounts import Accounts
from generator.model.address import Address
from generator.model.facts import Blank, Facts


def facts(text: str) -> tuple[Facts, list[Finding]]:
    """Return the facts of an accounts file and what is wrong with them."""
    tree, found = read_tree(text.encode(), "a.yml")
    assert tree is not None, found
    accounts, findings = decode(Accounts, tree.value, "a.yml")
    assert accounts is not None, findings
    return to_facts(accounts, "a.yml")


def names(text: str) -> dict[str, str]:
    """Return dotted name → value in yuan (or count) of what was typed."""
    got, findings = facts(text)
    assert findings == []
    known = got.by_address.items()
    return {address.name: f"{fact.quantity.value:f}" if fact.quantity else str(fact.blank) for address, fact in known}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入: {其他收入: 1.5}", {"收入.其他收入": "15000"}),
        ("金额单位: 元\n收入: {其他收入: 1.5}", {"收入.其他收入": "1.5"}),
        ("支出: {基本支出: 2}", {"支出.基本支出": "20000"}),
        ('收入科目: {"2080101": {财政拨款收入: 3}}', {"收入.财政拨款.2080101": "30000"}),
        ('支出科目: {"2080101": {项目支出: 3}}', {"支出.2080101.项目支出": "30000"}),
        ("财政拨款: {政府性基金预算: {支出: 0}}", {"支出.政府性基金预算": "0"}),
        (
            '财政拨款: {一般公共预算: {基本支出: {经济科目: {"30101": 未列金额}}}}',
            {"支出.一般公共预算.基本支出.30101": "未列金额"},
        ),
        ("“三公”经费: {财政拨款: {预算数: {公务接待费: 1}}}", {"三公.财政拨款.公务接待费.预算数": "10000"}),
        ("“三公”经费实物量: {公务接待人次: {国内: 12}}", {"接待人次.国内": "12"}),
        ("国有资产: {车辆: {其他用车: 3}}", {"车辆.其他用车": "3"}),
        ("其他事项: [{名称: 在校学生, 数值: 300, 单位: 人}]", {"其他事项.在校学生": "300"}),
        ("上年决算数: {收入总计: 4}", {"收入总计.上年决算数": "40000"}),
        ("会议费: 未公布", {"会议费": "未公布"}),
    ],
)
def test_labels_spell_the_address(text: str, expected: dict[str, str]) -> None:
    """Natural tables under official labels become facts by dimensions, in yuan or counts."""
    assert names(text) == expected


def test_a_fact_keeps_its_digits_and_its_place() -> None:
    """The typed text, its last known place and its path are kept beside the value."""
    got, _ = facts("收入: {其他收入: 12.30}")
    fact = got.by_address[Address("income", fund="other_income")]
    assert fact.quantity is not None
    assert (fact.quantity.text, f"{fact.quantity.step:f}", fact.path) == ("12.30", "100", "a.yml#/收入/其他收入")


def test_reasons_and_purposes_belong_to_their_figure() -> None:
    """A reason typed in a row, and one typed by name, are both found by the figure's name."""
    text = "机关运行经费: {决算数: 3, 原因: 多了}\n原因: {收入总计: 钱多}\n用途: {政府采购: 买车}"
    got, findings = facts(text)
    assert findings == []
    assert got.reasons == {"机关运行经费": "多了", "收入总计": "钱多"}
    assert got.purposes == {"政府采购": "买车"}


@pytest.mark.parametrize(
    ("text", "said", "path"),
    [
        ("上年决算数: {总数: 3}", "A002 没有名为“总数”的数", "/上年决算数/总数"),
        ('支出科目: {"农业": {项目支出: 3, 基本支出: 4}}', "A003 “农业”不是支出功能分类的科目代码", "/支出科目/农业"),
        ("“三公”经费: {财政: {决算数: {合计: 3}}}", "A003 “财政”不是资金名称", "/“三公”经费/财政"),
        ("收入: {其他收入: 3.}", "A005 “其他收入”的数写成了“3.”", "/收入/其他收入"),
        ("收入: {其他收入: 1_000}", "A005 “其他收入”的数写成了“1_000”", "/收入/其他收入"),
        ("收入: {其他收入: 012}", "A005 “其他收入”的数写成了“012”", "/收入/其他收入"),
        ("收入: {其他收入: 若干}", "A005 “其他收入”的数写成了“若干”", "/收入/其他收入"),
    ],
)
def test_what_cannot_be_read_is_told_once(text: str, said: str, path: str) -> None:
    """One slip, one error, at the key or amount where it stands, with a hint."""
    [found] = facts(text)[1]
    assert f"{found.code} {found.message}".startswith(said)
    assert found.path == f"a.yml#{path}"
    assert found.is_error
    assert found.hint


def test_the_same_figure_typed_twice_is_told() -> None:
    """A figure under two labels is refused, with the place of the other."""
    [found] = facts("上年决算数: {收入: 3, 本年收入合计: 3}")[1]
    assert found.code == "A004"
    assert found.path == "a.yml#/上年决算数/本年收入合计"
    assert "上年决算数 → 收入" in found.hint


def test_an_amount_that_cannot_be_read_is_unknown_and_not_zero() -> None:
    """Nothing is computed from an amount that cannot be read."""
    got, _ = facts("收入: {其他收入: 1e3, 事业收入: 2}")
    assert got.by_address[Address("income", fund="other_income")].blank is Blank.UNKNOWN
