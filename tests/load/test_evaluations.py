"""Evaluations to facts, each in a scope of its own, and what is said of an evaluation that cannot be read.

Every department, project, person and amount here is invented (虚构).
"""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures.engine import Figures
from generator.findings import Finding
from generator.load.evaluations import Evaluated
from generator.model.address import parse_name
from tests.build.example import REPORT, WATER, invented, plan
from tests.build.fakes import small
from tests.load.evaluating import evaluated, gathered

FOLDER = f"data/regions/{WATER}"
#: what a project's evaluation needs beside its content.
HEAD = "名称: 虚构修渠\n类别: 项目\n文种: [项目支出绩效自评表]\n"
WITH_PROJECTS = REPORT + "公开内容: [部门决算, 项目绩效]\n"


def facts(typed: str, prescribed: str = "") -> dict[str, str]:
    """Return name within the evaluation → value in yuan, or count, of what was typed."""
    found, findings = gathered(evaluated(typed, prescribed=prescribed))
    assert findings == []
    assert all(address.scope == "@demo" for address in found.by_address)
    return {
        address.with_(scope="").name: f"{fact.quantity.value:f}" if fact.quantity else str(fact.blank)
        for address, fact in found.by_address.items()
    }


def loaded(evaluation: str, *, name: str = "canal", report: str = WITH_PROJECTS, region: str = "") -> list[Finding]:
    """Return what is said of the file of one evaluation in a whole report."""
    files = small(invented(report=report, **({"region": region} if region else {})))
    path = f"{FOLDER}/evaluations/{name}.yml"
    files[path] = (HEAD + evaluation).encode()
    return [found for found in plan(files, WATER).findings if found.path.startswith(f"{path}#")]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            "资金: {财政资金: {年初预算数: 9, 全年预算数: 12.5, 到位数: 12, 执行数: 11, 结余数: 1.5}}",
            {
                "项目资金.财政资金.年初预算数": "90000",
                "项目资金.财政资金.全年预算数": "125000",
                "项目资金.财政资金.到位数": "120000",
                "项目资金.财政资金": "110000",
                "项目资金.财政资金.结余数": "15000",
            },
        ),
        ("资金: {总额: {执行数: 3}}", {"项目资金": "30000"}),
        ("金额单位: 元\n资金: {总额: {执行数: 3}}", {"项目资金": "3"}),
        ("数据: {在职人数: {行政: 4}, 编制数: {总额: 5}}", {"编制数": "5", "在职人数.行政": "4"}),
        ("数据: {年初预算数: {支出.基本支出: 2}}", {"支出.基本支出.年初预算数": "20000"}),
        ("数据: {项目支出: {经济科目: {'30201': 2}}}", {"支出.项目支出.30201": "20000"}),
        ("数据: {其他事项: [{名称: 渠长, 数值: 7, 单位: 公里}]}", {"其他事项.渠长": "7"}),
        ("机构: {本部: {名称: 一、本部, 收入: {其他收入: 2}}}", {"收入.其他收入.机构-本部": "20000"}),
        (
            "机构: {水管所: {名称: 水管所, 在职人数: {工人: 9}, “三公”经费: {决算数: {公务接待费: 0.1}}}}",
            {"三公.公务接待费.机构-水管所": "1000", "在职人数.工人.机构-水管所": "9"},
        ),
        (
            "社会保险基金: {虚构险: {金额单位: 亿元, 收入预算数: {保费: 2}, 收入决算数: {保费: 1.5}, 年末结余: 3}}",
            {
                "基金收入.虚构险.保费.预算数": "200000000",
                "基金收入.虚构险.保费": "150000000",
                "基金年末结余.虚构险": "300000000",
            },
        ),
    ],
)
def test_what_is_typed_becomes_facts_in_the_scope_of_the_evaluation(typed: str, expected: dict[str, str]) -> None:
    """Money, staff, institutions and funds are named as in the accounts, and belong to the evaluation alone."""
    assert facts(typed) == expected


def test_an_evaluation_and_the_accounts_state_the_same_figure_apart() -> None:
    """收入 of the accounts and 收入 of an evaluation are two facts; two evaluations are two as well."""
    one, two = evaluated("数据: {收入: {其他收入: 2}}", "one"), evaluated("数据: {收入: {其他收入: 3}}", "two")
    found, findings = gathered(one, two, accounts="收入: {其他收入: 1}")
    assert findings == []
    assert [address.name for address in found.by_address] == [
        "收入.其他收入", "收入.其他收入.@one", "收入.其他收入.@two",
    ]  # fmt: skip


def test_the_whole_is_computed_where_it_is_not_typed() -> None:
    """总额 is the sum of its sources column by column; what is typed for it stands beside the sums."""
    found, _ = gathered(evaluated("资金: {总额: {到位数: 7}, 拨款: {执行数: 3, 年初预算数: 4}, 自筹: {执行数: 2}}"))
    figures = Figures(found)
    values = [figures.get(f"项目资金{part}.@demo").value for part in ("", ".年初预算数", ".到位数")]
    assert values == [50000, 40000, 70000]
    assert figures.get("项目资金.全年预算数.@demo").value is None


def test_scores_become_points_and_never_follow_from_criteria() -> None:
    """Weight and score of a row, of the execution rate and of a group are facts of their own."""
    typed = """
        资金: {总额: {分值: 10, 得分: 9}, 拨款: {执行数: 1, 分值: 10, 得分: 8}}
        指标: [{一级: 产出, 三级: 修渠, 分值: 5, 得分: 4.5}]
        计分: [{一级: 管理, 一级分值: 20, 二级: 制度, 二级分值: 6, 三级: 健全, 得分: 3}]
    """
    assert facts(typed) == {
        "项目资金.拨款": "10000",
        "自评分值.执行率": "10",
        "自评得分.执行率": "9",
        "自评分值.其中：拨款": "10",
        "自评得分.其中：拨款": "8",
        "自评分值.修渠": "5",
        "自评得分.修渠": "4.5",
        "自评得分.健全": "3",
        "自评分值.一级：管理": "20",
        "自评分值.二级：制度": "6",
    }


def test_the_only_source_of_money_is_the_whole_where_it_is_scored() -> None:
    """A table with one row of money has its score beside that row."""
    assert facts("资金: {拨款: {执行数: 1, 分值: 10, 得分: 8}}")["自评得分.执行率"] == "8"


def test_a_row_of_both_sheets_is_two_figures() -> None:
    """打井 as an indicator and 打井 in the scoring sheet do not meet."""
    found = facts("指标: [{三级: 打井, 得分: 1}]\n计分: [{三级: 打井, 得分: 2}]")
    assert found == {"自评得分.打井": "1", "自评得分.打井（计分）": "2"}


def test_weights_that_the_form_prescribes_count_like_typed_ones() -> None:
    """The evaluation types scores alone; the form brings weights, the execution rate's too."""
    prescribed = "{执行率分值: 20, 指标: [{一级: 产出, 三级: 修渠, 分值: 80}]}"
    found = facts("资金: {总额: {执行数: 1, 得分: 18}}\n指标: [{三级: 修渠, 得分: 75}]", prescribed)
    assert (found["自评分值.执行率"], found["自评分值.修渠"]) == ("20", "80")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("指标值: 4200, 单位: 人, 完成值: 4199", {"绩效指标.甲.指标值": "4200", "绩效指标.甲": "4199"}),
        ("性质: ≤, 指标值: 4.5, 单位: '%', 完成值: 1.43", {"绩效指标.甲.指标值": "4.5", "绩效指标.甲": "1.43"}),
        ("性质: 定性, 指标值: 100, 完成值: 达到", {}),
        ("指标值: 优良, 完成值: 5", {"绩效指标.甲": "5"}),
        ("指标值: 100%, 完成值: 约90", {}),
        ("指标值: '1,200', 完成值: '012'", {}),
        ("指标值: '', 完成值: ''", {}),
    ],
)
def test_targets_and_results_are_numbers_only_where_they_are(row: str, expected: dict[str, str]) -> None:
    """优良, 100% and 约90 are words: they print, and nothing is computed from them; nor from a 定性 target."""
    assert facts(f"指标: [{{三级: 甲, {row}}}]") == expected


@pytest.mark.parametrize("word", ["合计1.2", "较大设备", "年初预算数", "占比", "各分项", "@决算", "2080101", "名称"])
@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("数据: {{其他事项: [{{名称: '{0}', 数值: 1}}]}}", "数据/其他事项/0/数值"),
        ("数据: {{在职人数: {{'{0}': 1}}}}", "数据/在职人数/{0}"),
        ("资金: {{'{0}': {{执行数: 1}}}}", "资金/{0}"),
        ("社会保险基金: {{'{0}': {{年末结余: 1}}}}", "社会保险基金/{0}"),
        ("社会保险基金: {{虚构险: {{收入决算数: {{'{0}': 1}}}}}}", "社会保险基金/虚构险/收入决算数/{0}"),
    ],
)
def test_a_word_that_a_name_could_not_be_told_by_is_refused(typed: str, keys: str, word: str) -> None:
    """A dot, a word of ours or a code where a free word stands: one error at its place that says what to change."""
    [found] = gathered(evaluated(typed.format(word)))[1]
    assert (found.code, found.message) == ("A006", f"“{word}”不能用作名称")
    assert found.path == f"evaluations/demo.yml#/{keys.format(word)}"
    assert found.hint


def test_the_name_of_an_institution_must_have_no_dot() -> None:
    """机构 is told from the rest of a name by its mark, so only a dot breaks it."""
    [found] = gathered(evaluated("机构: {一.本部: {名称: 本部, 在职人数: {总额: 1}}}"))[1]
    assert (found.code, found.message) == ("A006", "“一.本部”不能用作名称")
    assert facts("机构: {较远的所: {名称: 所, 在职人数: {总额: 1}}}") == {"在职人数.机构-较远的所": "1"}


def test_a_score_that_is_no_number_is_told_at_its_row() -> None:
    """“9分” is no score; the path leads to the row and key."""
    [found] = gathered(evaluated("指标: [{三级: 甲, 得分: 9}, {三级: 乙, 得分: 9分}]"))[1]
    assert (found.code, found.path) == ("A005", "evaluations/demo.yml#/指标/1/得分")
    assert "9分" in found.message
    assert found.hint


def test_published_values_take_the_scope_and_keep_their_path() -> None:
    """数 of an evaluation means its own figure; a value of the accounts stays one of the accounts."""
    typed = "公布值: [{数: 自评得分, 公布: '95', 原因: 原文如此}, {句: 某句, 公布: 甲, 原因: 原文如此}]"
    found, _ = gathered(
        evaluated(typed, "one"), accounts="公布值: [{数: 收入, 公布: '1', 原因: 尾差}]\n收入: {其他收入: 1}"
    )
    assert [(item.figure, item.sentence) for item in found.published] == [
        ("收入", None), ("自评得分.@one", None), (None, "某句"),
    ]  # fmt: skip
    assert found.published_paths == (
        "accounts.yml#/公布值/0", "evaluations/one.yml#/公布值/0", "evaluations/one.yml#/公布值/1",
    )  # fmt: skip


def test_a_stated_grade_is_a_published_value() -> None:
    """等次 that the report states is printed whatever the thresholds say, and has its place."""
    found, _ = gathered(evaluated("指标: [{三级: 甲, 分值: 10, 得分: 10}]\n等次: 良好"))
    assert [(item.figure, item.printed) for item in found.published] == [("自评得分.@demo.等次", "良好")]
    assert found.published_paths == ("evaluations/demo.yml#/等次",)


def test_reasons_belong_to_the_figure_of_their_scope() -> None:
    """A reason typed in an evaluation is not told of the same figure of the accounts; an institution's is its own."""
    typed = "数据: {原因: {收入: 多了}}\n机构: {本部: {名称: 本部, 原因: {收入: 少了}}}"
    found, _ = gathered(evaluated(typed))
    assert found.reasons == {"收入.@demo": "多了", "收入.机构-本部.@demo": "少了"}


def _one(code: str, findings: list[Finding]) -> Finding:
    [found] = [finding for finding in findings if finding.code == code]
    assert found.place is not None
    assert found.hint or "应当写" in found.message
    return found


def _codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def test_an_evaluation_that_is_no_part_of_the_report_is_named() -> None:
    """A kind that 公开内容 leaves out is not printed, and a warning says so at the line of 类别."""
    found = _one("R019", loaded("", report=REPORT))
    assert "项目绩效" in found.message
    assert str(found.place) == f"{FOLDER}/evaluations/canal.yml:2:5"
    assert "R019" not in _codes(loaded("", report=WITH_PROJECTS))


@pytest.mark.parametrize("state", ["草稿", "送审", "已批复"])
def test_a_draft_does_not_enter_a_public_report(state: str) -> None:
    """An evaluation that is no further than a draft is left out of a public report, and a note says so."""
    found = _one("R018", loaded(f"状态: {state}\n"))
    assert not found.is_error
    assert f"“{state}”" in found.message
    assert "R018" not in _codes(loaded("状态: 公开\n"))
    draft = WITH_PROJECTS.replace("状态: 公开", "状态: 草稿")
    assert "R018" not in _codes(loaded(f"状态: {state}\n", report=draft))


def test_a_draft_is_printed_nowhere() -> None:
    """Neither the name nor a figure of a draft reaches the document of a public report."""
    files = small(invented(report=WITH_PROJECTS))
    path = f"{FOLDER}/evaluations/canal.yml"
    files[path] = f"{HEAD}状态: 草稿\n资金: {{总额: {{执行数: 4711.00}}}}\n".encode()
    document = plan(files, WATER).document
    assert document is not None
    assert "虚构修渠" not in repr(document)
    assert "4711" not in repr(document)


def test_a_personal_field_must_be_a_field() -> None:
    """个人信息 names 栏目; a slip would leave a telephone number unmasked, so it is an error."""
    found = _one("R017", loaded("栏目: {联系人: 虚构甲, 电话: '1'}\n个人信息: [联系人, 联系电话]\n"))
    assert found.is_error
    assert found.path.endswith("#/个人信息/1")
    assert "联系人、电话" in found.hint


@pytest.mark.parametrize("name", ["修渠", "Canal", "1canal", "can_al", "c" * 60, "a.b", "-canal"])
def test_a_file_name_that_can_be_no_address_is_named(name: str) -> None:
    """The file's name becomes part of an address: small letters, digits and hyphens."""
    assert _one("R016", loaded("", name=name)).is_error


def test_a_key_that_evaluations_do_not_have_is_named_with_the_next_best() -> None:
    """A slip in a label of a row is told at its line and column."""
    found = _one("R001", loaded("指标:\n  - {三级: 甲, 得份: 5}\n"))
    assert str(found.place) == f"{FOLDER}/evaluations/canal.yml:5:17"
    assert "得分" in found.hint


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("次序: 第一\n", "R005"),
        ("类别: 其他\n", "R003"),
        ("指标: 没有\n", "R007"),
        ("资金: 没有\n", "R008"),
        ("状态: 完成\n", "R003"),
        ("文字:\n", "R015"),
        ("计分: [{三级: 甲, 不参评: 是}]\n", "R006"),
        ("栏目: {电话: [1]}\n", "R004"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_in_words(wrong: str, code: str) -> None:
    """Whatever stands where something else belongs has a sentence, a place and a way out."""
    text = HEAD.replace("类别: 项目\n", "") if wrong.startswith("类别") else HEAD
    files = small(invented(report=WITH_PROJECTS))
    path = f"{FOLDER}/evaluations/canal.yml"
    files[path] = (text + wrong).encode()
    assert _one(code, [found for found in plan(files, WATER).findings if found.path.startswith(path)]).is_error


#: what may stand in a name and has a meaning elsewhere: for names, YAML, HTML, templates, spreadsheets, shells.
HOSTILE = (
    "甲.乙", ".", "..", "较", "较上年.增减额", "较大", "预算数", "决算数", "指标值", "收入", "支出.基本支出", "@",
    "@决算", "@x", "机构-", "机构-甲", "：", "其中：甲", "合计：甲", "一级：甲", "执行率", "总额", "各项", "各分项",
    "各评价", "名称", "完成各项工作", "本级",
    "占比", "等次", "扣分", "本项", "序号", "208", "2080101", "301", "overseas", "?", "?甲", "甲\n乙", "甲\r\n乙", "\t",
    "\x00", "\x1b[31m", "\u202e甲", "\ufeff", "甲" * 5000, "甲." * 2500, "<script>alert(1)</script>", "&lt;b&gt;",
    "〔甲〕", "〔收入〕", "〔自评名称〕", "〔〔甲〕", "〔甲|没有的格式〕", "〕", "{{ 7*7 }}", "{% x %}", "{0}", "%s",
    "=1+1", "../../etc/passwd", "a/b", "a~1b", "#/甲", "甲 乙", "　", "null", "true", "1", "-1", "1e5", "１２", "٣",
)  # fmt: skip


def everywhere(word: str) -> dict[str, Any]:
    """Return an evaluation with a word in every place that takes free words."""
    row = dict.fromkeys(("一级", "二级", "三级", "性质", "指标值", "单位", "完成值", "完成值单位", "原因"), word)
    more = dict.fromkeys(("说明", "评分标准", "备注"), word)
    statement = {
        "编制数": {word: "1"}, "在职人数": {word: "2"}, "聘用人员": {word: "1"}, "离退休人员": {word: "1"},
        "其他事项": [{"名称": word, "数值": "1", "单位": word}], "原因": {word: word}, "用途": {word: word},
        "固定资产": {"在用固定资产": "1"},
    }  # fmt: skip
    fund = {"收入预算数": {word: "2"}, "收入决算数": {word: "1"}, "支出决算数": {word: "1"}, "年末结余": "1"}
    return {
        "名称": word, "口径": word, "项目类型": [word], "等次": word,
        "栏目": {word: word, "甲": word}, "个人信息": [word], "留有提示": [word, "甲"],
        "资金": {word: {"执行数": "1", "分值": "1", "得分": "1"}, "甲": {"执行数": "2"}},
        "指标": [{**row, **more, "分值": "5", "得分": "4"}, {"三级": word, "得分": "4"}],
        "计分": [{**row, **more, "一级分值": "5", "二级分值": "3", "得分": "1"}, {"三级": word, "不参评": "true"}],
        "数据": statement, "机构": {word: {"名称": word, "原文名称": {word: word}, **statement}},
        "机构组": {"组": [word, "乙"], f"{word}组": ["组"]}, "社会保险基金": {word: {**fund, "用语": {word: word}}},
        "明细": {word: [{word: word}]}, "文字": {word: word, "乙": word}, "用语": {word: word, "丙": "丁"},
        "公布值": [{"数": word, "公布": word, "原因": word}, {"句": word, "处": word, "公布": word, "原因": word}],
        "豁免": [{"规则": word, "处": word, "原因": word}],
    }  # fmt: skip


def read_through(evaluation: Evaluated) -> None:
    """Ask for each figure that was read, by address and by name, and for the totals."""
    found, findings = gathered(evaluation)
    assert all(finding.path and finding.hint for finding in findings if finding.is_error)
    figures = Figures(found)
    for address in found.by_address:
        if "?" not in "".join(address):
            assert figures.get(address.name).value == figures.at(address).value
            assert parse_name(address.name) == address
    for name in ("项目资金.@demo", "自评得分.@demo", "自评分值.@demo", "自评得分.@demo.扣分", "自评得分.@demo.等次"):
        figures.get(name)


@pytest.mark.parametrize("word", HOSTILE, ids=range(len(HOSTILE)))
def test_no_word_breaks_the_reading(word: str) -> None:
    """Each hostile word in every free place at once: findings perhaps, an exception never, and names stay names."""
    read_through(evaluated(everywhere(word)))


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading(word: str) -> None:
    """The same for texts that nobody thought of."""
    read_through(evaluated(everywhere(word)))


def test_a_group_of_institutions_that_holds_itself_breaks_nothing() -> None:
    """机构组 {甲: [甲, 乙]}: the group is no sum of itself; the report is made or refused in words."""
    institutions = "机构: {甲: {名称: 甲, 在职人数: {总额: 1}}, 乙: {名称: 乙, 在职人数: {总额: 2}}}\n"
    for group in ("甲: [甲, 乙]", "丙: [丙]", "丙: [丁]", "丙: [丁], 丁: [丙]", "丙: []"):
        assert loaded(f"{institutions}机构组: {{{group}}}\n") is not None


@pytest.mark.parametrize("name", ["各项保险发放", "完成各项工作", "推进各项", "各类活动", "各项.甲"])
def test_a_row_may_speak_of_all_items(name: str) -> None:
    """各项, which lists parts behind a dot, is an everyday word inside the name of a row."""
    found, findings = gathered(evaluated(f"指标: [{{三级: {name}, 分值: 5, 得分: 4}}]"))
    assert findings == []
    [item] = [address for address in found.by_address if address.measure == "evaluation_score"]
    assert Figures(found).get(item.name).value == 4
    assert Figures(found).get(f"{item.name}.扣分").value == 1


def test_a_source_of_money_that_has_a_score_alone_is_refused_like_one_with_an_amount() -> None:
    """A dot in the name of a source breaks the name of its score too."""
    [found] = gathered(evaluated("资金: {总额: {执行数: 1}, 一.拨款: {分值: 10}}"))[1]
    assert (found.code, found.message) == ("A006", "“一.拨款”不能用作名称")


@pytest.mark.parametrize("word", HOSTILE, ids=range(len(HOSTILE)))
def test_no_word_breaks_the_report(word: str) -> None:
    """Through file, form and overview: the report is made, or its findings say in words why it is not."""
    files = small(invented(report=WITH_PROJECTS))
    path = f"{FOLDER}/evaluations/canal.yml"
    tree = {**everywhere(word), "类别": "项目", "文种": ["项目支出绩效自评表"]}
    files[path] = json.dumps(tree, ensure_ascii=False).encode()
    found = plan(files, WATER)
    assert found.document is not None or any(finding.is_error and finding.hint for finding in found.findings)
