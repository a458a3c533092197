"""Rules as a whole: examples, messages, real reports, random facts."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check import RULES, Rule, unknown_names
from generator.findings import Finding, Severity
from generator.load.facts import to_facts
from generator.load.records import decode
from generator.load.styles import mapping_of
from generator.model.accounts import Accounts
from tests.check.building import PROJECT, checked, example_of, findings_of, read, shared, shared_files

REPORTS = sorted(path.parent for path in (PROJECT / "data" / "regions").glob("*/*/*/report.yml"))


def codes_of(findings: list[Finding]) -> set[str]:
    """Return the codes of findings."""
    return {finding.code for finding in findings}


def accounts_of(text: str) -> Accounts:
    """Return the accounts that a YAML text holds."""
    accounts, found = decode(Accounts, read(text), "accounts.yml")
    assert accounts is not None, found
    return accounts


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_examples_of_a_rule_keep_and_break_it(rule: Rule) -> None:
    """What the manual page of a rule shows is true."""
    of_style = {code for _, tree in shared().levels["base"] for code in mapping_of(tree).get("勾稽关系", {})}
    mine = set(rule.codes) | (of_style if rule.code == "K00" else set())
    assert codes_of(findings_of(example_of(rule, rule.passing))) & mine == set()
    assert codes_of(findings_of(example_of(rule, rule.failing))) & mine != set()


def test_no_code_belongs_to_two_rules() -> None:
    """A code stands for one rule, so that a waiver cannot hit another."""
    codes = [code for rule in RULES for code in rule.codes]
    assert len(codes) == len(set(codes))


def test_a_broken_identity_says_both_sides_the_difference_and_where() -> None:
    """The message holds names, amounts in 万元 and the difference; the path leads to a typed operand."""
    example = """
财政拨款: {一般公共预算: {基本支出: {人员经费: 645.72, 公用经费: 79.43}}}
机关运行经费: {决算数: 142.80}
"""
    (found,) = [finding for finding in findings_of(example) if finding.code == "K35"]
    assert "机关运行经费142.80万元" in found.message
    assert "公用经费79.43万元" in found.message
    assert "相差63.37万元" in found.message
    assert found.path == "data/regions/demo/finance/2023/accounts.yml#/机关运行经费/决算数"
    assert found.hint


def test_an_identity_with_an_unknown_operand_is_passed_over() -> None:
    """Without opening and closing carry-over nobody can say whether the two totals agree."""
    assert "K05" not in codes_of(findings_of("收入: {其他收入: 5.00}\n支出: {基本支出: 9.00, 项目支出: 0}"))


def test_one_wrong_amount_is_reported_once() -> None:
    """A difference in one row is not repeated for each total above it."""
    example = """
收入: {一般公共预算财政拨款收入: 30.00, 其他收入: 5.00}
收入科目: {"2080101": {财政拨款收入: 10.00, 其他收入: 5.00}, "2080199": {财政拨款收入: 21.00}}
"""
    assert [finding.code for finding in findings_of(example)] == ["K21"]


def test_nine_beside_two_decimals_is_nine_point_zero_zero() -> None:
    """An amount typed without decimals beside others with them is no coarser: a difference of 0.30 is an error."""
    rows = '{"20801": {决算数: 17.30}, "2080101": {决算数: 9}, "2080199": {决算数: 8}}'
    found = findings_of(f"财政拨款: {{一般公共预算: {{支出科目: {rows}}}}}")
    assert [str(finding.severity) for finding in found if finding.code == "K07"] == ["错误"]


def test_unknown_names_are_found_before_figures_are_made() -> None:
    """A published value or reason for a figure that does not exist is a warning with its place."""
    text = """
公布值: [{数: 没有这个数, 公布: "5.00", 原因: 编的}, {数: 收入, 公布: "5.00", 原因: 编的}]
原因: {也没有这个: 编的}
"""
    facts, _ = to_facts(accounts_of(text), "accounts.yml")
    found = unknown_names(facts, "accounts.yml")
    assert [finding.path for finding in found] == ["accounts.yml#/公布值/0/数", "accounts.yml#/原因/也没有这个"]
    assert {finding.severity for finding in found} == {Severity.WARNING}


@pytest.mark.parametrize("folder", REPORTS, ids=lambda folder: "-".join(folder.parts[-3:]))
def test_no_real_report_has_an_error(folder: Any) -> None:
    """What was published and reproduced faithfully gives warnings where the original is at fault, and no error."""
    files = dict(shared_files())
    for path in (PROJECT / "data" / "regions").rglob("*.yml"):
        files[path.relative_to(PROJECT).as_posix()] = path.read_bytes()
    found, _ = checked(files, folder.parts[-3:])
    assert [finding.message for finding in found if finding.is_error] == []


def test_the_real_faults_of_the_documents_are_found() -> None:
    """“完成预算100%” beside a budget of 4 and an outturn of 3.25 is a warning that names 81.25%; so are scores."""
    files = dict(shared_files())
    for path in (PROJECT / "data" / "regions" / "anju").rglob("*.yml"):
        files[path.relative_to(PROJECT).as_posix()] = path.read_bytes()
    found, _ = checked(files, ("anju", "hrss", "2023"))
    messages = [finding.message for finding in found if finding.severity is Severity.WARNING]
    assert any("81.25%" in message and "100.00%" in message for message in messages)
    scores = [finding.message for finding in found if finding.code in {"E02", "E05"}]
    assert sorted(scores) == [
        "“2023年”得20分，分值只有2分，多18分",
        "预算执行率是14.50%，执行率的得分却是满分10分",
        "预算执行率是49.29%，执行率的得分却是满分10分",
    ]


AMOUNTS = st.one_of(
    st.sampled_from(["未公布", "未列金额", "0", "0.00"]),
    st.decimals(min_value=-99, max_value=9999, places=2).map(str),
)
CODES = st.sampled_from(["208", "20801", "2080101", "2080199", "2101101", "2999999"])
ROWS = st.dictionaries(
    CODES, st.dictionaries(st.sampled_from(["基本支出", "项目支出", "决算数"]), AMOUNTS, min_size=1), max_size=4
)
FUND = st.fixed_dictionaries(
    {},
    optional={
        "支出": AMOUNTS,
        "年初结转和结余": AMOUNTS,
        "年末结转和结余": AMOUNTS,
        "支出科目": ROWS,
        "基本支出": st.fixed_dictionaries(
            {},
            optional={
                "人员经费": AMOUNTS,
                "经济科目": st.dictionaries(st.sampled_from(["301", "30101", "30217", "310"]), AMOUNTS),
            },
        ),
    },
)
ITEMS = st.dictionaries(
    st.sampled_from(["合计", "公务接待费", "国内接待费", "公务用车购置费", "因公出国（境）费"]), AMOUNTS
)
ACCOUNTS = st.fixed_dictionaries(
    {},
    optional={
        "收入": st.dictionaries(st.sampled_from(["一般公共预算财政拨款收入", "事业收入", "其他收入"]), AMOUNTS),
        "收入科目": st.dictionaries(
            CODES, st.dictionaries(st.sampled_from(["财政拨款收入", "其他收入"]), AMOUNTS, min_size=1)
        ),
        "支出科目": ROWS,
        "财政拨款": st.fixed_dictionaries({}, optional={"一般公共预算": FUND, "政府性基金预算": FUND}),
        "“三公”经费": st.fixed_dictionaries(
            {}, optional={"财政拨款": st.fixed_dictionaries({}, optional={"决算数": ITEMS, "预算数": ITEMS})}
        ),
        "上年决算数": st.dictionaries(st.sampled_from(["收入", "支出.一般公共预算", "三公.财政拨款"]), AMOUNTS),
        "较上年增减": st.dictionaries(st.sampled_from(["收入", "收入总计", "支出.一般公共预算"]), AMOUNTS),
        "原因": st.dictionaries(st.sampled_from(["收入", "机关运行经费"]), st.text("增加5.00万元%，1", max_size=12)),
        "上年": st.fixed_dictionaries({}, optional={"支出科目": ROWS}),
    },
)


@given(ACCOUNTS)
def test_no_rule_raises_on_any_facts(accounts: Mapping[str, Any]) -> None:
    """Whatever amounts are typed, every rule ends in findings with a code, a message and a path or none."""
    for finding in findings_of(accounts):
        assert finding.code
        assert finding.message
        assert "None" not in finding.message
