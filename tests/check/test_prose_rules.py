"""Prose against figures: what is found in the published documents, where it is said, and what is let alone."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check.prose.reading import fill, sentences_of
from generator.check.prose.rules import RULES
from generator.check.reading.typed import TypedText
from generator.check.report.text import placed
from generator.findings import Finding
from tests.build.example import plan, real_files
from tests.check.building import EVALUATION, PROJECT, checked, files_of, findings_of

CODES = {code for rule in RULES for code in rule.codes}
REPORTS = {path.parts[-4]: path.parts[-4:-1] for path in (PROJECT / "data" / "regions").glob("*/*/*/report.yml")}
#: each was read in the published document and is a fault of it: region → (code, words of the message).
PUBLISHED = {
    "anju": [
        ("N21", "“打印机”写的是160台，指标表里的指标值是116台"),
        ("N22", "21.844%，按同一句里的555.15万元"),
        ("N26", "“印刷费”的指标值是305万"),
    ],
    "heshan": [
        ("N22", "100起和106起计算是94.34%"),
        ("N22", "120起和127起计算是94.49%"),
        ("N26", "560万、102.1万"),
        ("N27", "11.01万元，部门决算里一般公共预算财政拨款“三公”经费支出是4.46万元"),
    ],
    "hunan": [("N21", "补贴性职业技能培训156.2万人次，写的是完成任务的192.8%，另一处同一个数写的是174%")],
    "linxiang": [("N21", "“就业见习”写的是109人，本文另一处写的是94人"), ("N24", "2020年1-12月"), ("N26", "45万")],
    "putuo": [],
    "ziyang": [("N22", "38人和785人计算是4.84%"), ("N26", "990万")],
}


def said_of(example: dict[str, Any]) -> list[Finding]:
    """Return what the rules of prose say of an invented report."""
    return [finding for finding in findings_of(example) if finding.code in CODES]


def told(text: str, **evaluation: Any) -> list[str]:
    """Return the codes of what is said of one text of an invented evaluation."""
    return [finding.code for finding in said_of({"自评": {"文字": {"概况": text}, **evaluation}})]


@pytest.mark.parametrize("region", REPORTS)
def test_what_is_said_of_the_published_documents_was_read_and_is_true(region: str) -> None:
    """Every known fault of the documents is found, and nothing else is said of their prose."""
    found = plan(real_files(), "/".join(REPORTS[region])).findings
    said = sorted((finding.code, finding.message) for finding in found if finding.code in CODES)
    known = sorted(PUBLISHED[region])
    assert [code for code, _ in said] == [code for code, _ in known]
    assert all(any(words in message for code, message in said if code == wanted) for wanted, words in known)


def test_a_finding_stands_at_the_line_and_column_of_the_words() -> None:
    """The place of a finding is that of the number in the file, not that of the text."""
    text = "第一段没有数。\n立案106起，结案100起，结案率95%。"
    files = files_of({"自评": {"文字": {"概况": "……"}}})
    files[EVALUATION] = (
        "名称: 虚构项目\n类别: 项目\n文种: [项目支出绩效自评表]\n文字:\n  概况: |-\n"
        + "".join(f"    {line}\n" for line in text.split("\n"))
    ).encode()
    found, trees = checked(files, ("demo", "finance", "2023"))
    (one,) = [finding for finding in placed(found, trees) if finding.code == "N22"]
    assert one.place is not None
    assert (one.place.line, one.place.column) == (7, 5 + text.split("\n")[1].index("95%"))


def test_a_reference_is_read_as_it_prints_and_never_found_fault_with() -> None:
    """〔…〕 serves as base of a typed rate, and is right by construction itself."""
    rows = [{"一级": "产出指标", "三级": "创业培训人数", "指标值": "675", "单位": "人", "完成值": "785", "分值": "100"}]
    trained = "创业培训〔绩效指标.创业培训人数〕人，创业成功38人，创业成功率"
    assert told(f"{trained}5.1%。", 指标=rows) == ["N22"]
    assert told(f"{trained}4.8%。", 指标=rows) == []
    money = {"财政资金": {"年初预算数": "20.00"}}
    assert told("本项目年初预算〔项目资金.年初预算数〕万元，按季拨付。", 资金=money) == []


def test_one_wrong_amount_is_told_once() -> None:
    """A sentence in which a number differs from its figure is not also said not to add up."""
    example = {
        "机关运行经费": {"决算数": "79.43", "较上年增减": "17.15", "原因": "站点增加"},
        "自评": {"类别": "整体", "文字": {"支出": "机关运行经费支出97.43万元，比上年增加17.15万元，增长27.54%。"}},
    }
    assert [finding.code for finding in said_of(example)] == ["N20"]


@pytest.mark.parametrize(
    "text",
    [
        "立案106起，结案100起，结案率近95%。",
        "受理案件93件，办结87件（其中：裁决20件；调解成功67件，调解成功率近77%）。",
        "全年受理93件，已审结91件，法定期限内仲裁结案率100%。",
        "共有职工60人，其中党员45人，女性30人。",
        "共引进各类人才314人，其中本科170人，研究生25人。",
        "现有培训班3个，由16名教师任教。",
        "城镇新增就业5072人，任务占比105.7%；失业人员再就业4871人，任务占比162%。",
        "办案支出5.00万元，同比增加2.00万元左右，增长约60%。",
        "2016年9月开工，2017年9月竣工；根据2021年度部门决算批复，自2021年1-12月起执行。",
        "截至2022年末结转资金已全部下达。",
        "月人均增加152.65元，发放补贴10.00万元、20.00万元。",
        "参保28万，覆盖3个乡镇。",
        "与2022年基本持平。",
        "年初预算为18,080.97万元，全年预算9项。",
        "支出519.35万元，年末结转和结余120.55万元，总计639.90万元，与2022年支出（127.73万元）相比，增加391.62万元。",
        "中标价由120万元降至100万元，节约20万元。",
        "按照100元/人/月的标准，补助200人，支出24万元。",
    ],
)
def test_what_may_be_right_is_let_alone(text: str) -> None:
    """Numbers only near, parts that may overlap, years of the past, other units: nothing is said."""
    assert told(text) == []


def test_two_projects_may_have_different_numbers_of_one_name() -> None:
    """A name that has more than two values, or two in one sentence, names different things."""
    assert told("甲镇：服务窗口人数15人。乙镇：服务窗口人数16人。丙镇：服务窗口人数17人。") == []
    assert told("东区服务窗口15人，西区服务窗口16人。") == []


def test_a_text_without_references_keeps_its_places() -> None:
    """Half-width marks are read, and each place stays where it was typed."""
    typed = TypedText("file#/文字/甲", "甲", "支出５.００万元，完成", "text")
    read = fill(None, typed, {})  # type: ignore[arg-type]  # nothing is asked of a report without references
    assert len(read.plain) == len(typed.text)
    assert read.path(3) == "file#/文字/甲#@3"


#: pieces of prose that the rules look for, in any order.
PIECES = (
    *"，；。（）、占的率等由至",
    *(
        "其中",
        "完成目标任务",
        "比上年",
        "增加",
        "下降",
        "持平",
        "截至",
        "分别",
        "年初预算",
        "支出决算",
        "得分",
        "公务接待费",
    ),
    *(
        "2022年",
        "12月31日",
        "1-12月",
        "5.00万元",
        "0万元",
        "-3.2万元",
        "7亿元",
        "560万",
        "3.58元",
        "12人",
        "0人",
        "90分",
    ),
    *("100%", "0%", "0.5‰", "〔项目资金〕", "〔没有这个〕", "对3个项目开展自评", "100元/人", "\n"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_rule_of_prose_raises_on_any_text(text: str) -> None:
    """Whatever is typed, the rules end, and each finding has words and a place in the text."""
    for finding in said_of(
        {"自评": {"资金": {"财政资金": {"年初预算数": "0", "执行数": "5.00"}}, "文字": {"概况": text or "无"}}}
    ):
        assert finding.message
        assert finding.path.startswith("data/regions/")
    assert all(passage.quantities for passage in sentences_of(text))
