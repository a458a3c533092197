"""Personal data: what is found, what is left alone, and that no message gives it away."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.privacy.spotted import Kind, is_card, is_identity, is_name, spotted_in
from tests.check.building import findings_of

IDENTITY = "110101199003076632"
CARD = "6222020200112233446"


def kinds(text: str, label: str = "") -> list[Kind]:
    """Return the kinds of personal data in a text."""
    return [spotted.kind for spotted in spotted_in(text, label)]


@pytest.mark.parametrize(
    "text",
    [
        "项目编码51090422T000005836329-人才发展资金",
        "成功追回农民工工资23284326元，应追回429578.85元",
        "财预〔2020〕10号、人社部发[2014]90号、湘人社函[2016]69号",
        "“12345”热线工单1277件，拨打12333、114查询",
        "截至2023年12月31日，2021—2023年，2016年9月至2017年9月",
        "邮编410004，行政区划代码430682，统一社会信用代码11430000006120315B",
        "由局长任组长，副局长及纪检组长任副组长，办公室主任、各二级机构负责人及单位财务人员为成员",
        "各独立核算单位财务负责人及经办人、资金管理处室负责人及经办人组成的绩效自评工作小组",
        "年初预算 2022 2023 1000 2000 3000 4000",
        "推荐易小刚、万步炎两名专家获评“全国杰出专业技术人才”",
        "项目地址：临湘大道15号，安居区正街88号",
        "银行账户余额802.88万元，银行保函1136.27万元",
        "身份证、社保卡“一卡通”，社保卡持卡人数5474.73万人",
        "联系电话：",
        "负责人：\n联系人：无",
        "开户数13812345678户",
    ],
)
def test_what_is_no_personal_data_is_left_alone(text: str) -> None:
    """Codes, amounts, document numbers, hotlines, years and duties without names say nothing of a person."""
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        (f"身份证号{IDENTITY}", Kind.IDENTITY, "1101**********6632"),
        ("身份证：110101 19900307 663X", Kind.IDENTITY, "1101**********663X"),
        ("联系手机13812345678。", Kind.MOBILE, "138****5678"),
        ("请打138-1234-5678", Kind.MOBILE, "138****5678"),
        (f"卡号：{CARD}", Kind.CARD, "6222***********3446"),
        ("经办人电话0730-3765668", Kind.TELEPHONE, "073********"),
        ("邮箱 li.si@example.com", Kind.EMAIL, "l***@example.com"),
        ("家住示例市幸福路88号", Kind.HOME, "示例市…"),
        ("项目负责人：殷某强", Kind.NAME, "殷**"),
        ("联系人 欧阳某某", Kind.NAME, "欧**"),
    ],
)
def test_each_kind_is_found_with_its_masked_form(text: str, kind: Kind, masked: str) -> None:
    """What is found is shown masked only."""
    assert [(spotted.kind, spotted.masked) for spotted in spotted_in(text)] == [(kind, masked)]


def test_an_identity_number_is_no_mobile_and_no_card_as_well() -> None:
    """One number is one finding, whatever else its digits could be."""
    assert kinds(f"银行卡和身份证：{IDENTITY}") == [Kind.IDENTITY]


def test_check_digits_are_those_of_the_standards() -> None:
    """GB 11643 for 身份证, Luhn for cards."""
    assert is_identity(IDENTITY)
    assert not is_identity("110101199003076633")
    assert is_card(CARD)
    assert not is_card("6222020200112233447")
    assert not is_card("0000000000000000")


def test_words_that_begin_like_a_name_are_none() -> None:
    """任务, 万元 and 高级 begin with surnames."""
    assert is_name("张三")
    assert not any(is_name(word) for word in ("任务", "高级职", "万元", "范围内", "局长", "张"))


def test_the_label_of_a_field_counts_as_its_context() -> None:
    """3765668 alone is a number; under 联络电话 it is a telephone, under 咨询电话 a public one."""
    assert kinds("3765668") == []
    assert kinds("3765668", "联络电话") == [Kind.TELEPHONE]
    assert kinds("3765668", "咨询电话") == []


def test_the_place_is_the_line_and_no_message_gives_the_number_away() -> None:
    """A log of the check must leak nothing."""
    example = {"文字": {"部门职责": f"第一行。\n身份证{IDENTITY}，手机13812345678，负责人：张三。"}}
    found = [finding for finding in findings_of(example) if finding.code.startswith("G01")]
    assert sorted(finding.code for finding in found) == ["G010", "G011", "G016"]
    assert all("#/部门职责#@" in finding.path for finding in found)
    said = "".join(finding.message + finding.hint for finding in found)
    assert not re.search(r"\d{5}", said)
    assert "张三" not in said


def test_brackets_of_references_hide_no_number() -> None:
    """A number alone in 〔〕 is printed like any text, so it is found there too."""
    found = findings_of({"文字": {"部门职责": "联系手机〔13812345678〕。"}})
    assert "G011" in {finding.code for finding in found}


def test_many_of_a_kind_in_a_text_are_one_finding() -> None:
    """A list of twenty numbers is one cause."""
    text = "、".join(f"138123456{number:02}" for number in range(20))
    (found,) = [finding for finding in findings_of({"文字": {"部门职责": text}}) if finding.code == "G011"]
    assert "20处手机号码" in found.message


def test_a_declared_field_is_left_to_the_rule_on_declared_fields() -> None:
    """One finding for one field: E01 where it is declared, G016 where it is not."""
    declared = {
        "自评": {"栏目": {"项目负责人": "张三", "联系电话": "13812345678"}, "个人信息": ["项目负责人", "联系电话"]}
    }
    codes = {finding.code for finding in findings_of(declared)}
    assert "E01" in codes
    assert not any(code.startswith("G01") for code in codes)


def test_titles_sources_and_rows_are_read_too() -> None:
    """Personal data hides in table cells, the remark of the source and the reason of a published value."""
    example = {
        "报告": {"来源": {"标题": "编造的例子", "说明": "经办人：李四"}},
        "公布值": [{"数": "收入", "公布": "5.00", "原因": "据13812345678电话核对"}],
        "收入": {"其他收入": "5.00"},
        "自评": {"明细": {"评价人员": [{"姓名": "王五", "职务": "科员"}]}},
    }
    found = [finding for finding in findings_of(example) if finding.code.startswith("G01")]
    assert sorted(finding.code for finding in found) == ["G011", "G016", "G016"]


@given(
    st.text(st.sampled_from("身份证手机电话住址负责人：组长张王任1234567890Xx-@.号路室、。 \n"), max_size=60),
    st.text(max_size=8),
)
def test_nothing_raises_on_any_text(text: str, label: str) -> None:
    """Whatever stands in a text, what is found stands in it and can be masked."""
    for spotted in spotted_in(text, label):
        assert text[spotted.start : spotted.start + len(spotted.text)] == spotted.text
        assert spotted.masked
