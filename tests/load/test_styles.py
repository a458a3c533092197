"""The chain of styles: what a level names it overrides, and nothing else."""

from collections.abc import Mapping
from typing import Any

from generator.load.node import Tree
from generator.load.styles import Level, merged_style
from generator.load.tree import read_tree
from generator.model.style import Style

BASE: Mapping[str, Any] = {
    "用语": {"金额单位": "万元", "结余名称": "甲"},
    "句式": {
        "一": {"对象": "支出", "变动": "变了", "持平": "没变"},
        "二": "二句",
        "列": {"列举": ["支出"], "每项": "项"},
    },
    "节": {"收入": {"标识": "income", "标题": "收入", "内容": [{"段": ["一"]}, {"段": ["二"]}]}},
}


def file(tree: Mapping[str, Any], name: str = "data/styles/x/style.yml") -> Tree:
    """Return a style file that holds a mapping; nothing in it has a place."""
    return Tree(dict(tree), {}, {}, name)


def merged(*trees: Mapping[str, Any], own: Mapping[str, Any] | None = None) -> Style:
    """Return the style of levels without years."""
    levels: list[Level] = [((None, file(tree)),) for tree in trees]
    style, findings = merged_style(levels, 2024, own or {})
    assert style is not None, findings
    return style


def test_mappings_are_merged_key_by_key() -> None:
    """A level that changes one word keeps the others."""
    style = merged(BASE, {"用语": {"结余名称": "乙"}, "节": {"收入": {"标题": "二、收入"}}})
    assert style.variables == {"金额单位": "万元", "结余名称": "乙"}
    assert (style.sections["收入"].title, style.sections["收入"].slug) == ("二、收入", "income")
    assert len(style.sections["收入"].content) == 2


def test_lists_are_replaced_as_a_whole() -> None:
    """A level that lists contents lists all of them."""
    style = merged(BASE, {"节": {"收入": {"内容": [{"段": ["二"]}]}}})
    assert [content.paragraph for content in style.sections["收入"].content] == [("二",)]


def test_a_sentence_with_a_case_of_its_own_brings_all_cases() -> None:
    """Words of two provinces never mix in one sentence; what is not words is kept."""
    pattern = merged(BASE, {"句式": {"一": {"增加": "多了"}}}).patterns["一"]
    assert (pattern.subject, pattern.increase, pattern.change, pattern.same) == ("支出", "多了", None, None)


def test_an_override_without_words_keeps_the_words() -> None:
    """A level may change only what is compared or listed."""
    pattern = merged(BASE, {"句式": {"一": {"对比": "上年"}}}).patterns["一"]
    assert (pattern.base, pattern.change) == ("上年", "变了")
    assert merged(BASE, {"句式": {"列": {"含零": "true"}}}).patterns["列"].each == "项"


def test_words_take_the_place_of_an_enumeration() -> None:
    """A level that words a sentence need not enumerate what the level above did."""
    pattern = merged(BASE, {"句式": {"列": "只有一句"}}).patterns["列"]
    assert (pattern.always, pattern.parts, pattern.each) == ("只有一句", (), None)


def test_a_plain_text_is_a_sentence_for_every_case() -> None:
    """`名称: 句子` is short for a pattern with 通 alone."""
    assert merged(BASE).patterns["二"].always == "二句"


def test_years_within_a_level_then_levels() -> None:
    """In a level the newest year that has come counts, on top of what has no year; a deeper level wins over both."""
    province: Level = (
        (None, file({"用语": {"甲": "省", "乙": "省", "丙": "省"}})),
        (2020, file({"用语": {"甲": "省2020", "乙": "省2020"}})),
        (2023, file({"用语": {"乙": "省2023", "丙": "省2023"}})),
        (2025, file({"用语": {"甲": "省2025"}})),
    )
    county: Level = ((None, file({"用语": {"丙": "县"}})),)
    said = {}
    for year in (2019, 2021, 2024):
        style, _ = merged_style([province, county], year, {})
        assert style is not None
        said[year] = "".join(style.variables[word] for word in "甲乙丙")
    assert said == {2019: "省省县", 2021: "省2020省2020县", 2024: "省省2023县"}


def test_the_report_has_the_last_word() -> None:
    """What a report overrides counts over every level."""
    assert merged(BASE, {"句式": {"二": "县的"}}, own={"句式": {"二": "本报告的"}}).patterns["二"].always == "本报告的"


def test_an_unknown_key_in_a_style_is_a_finding() -> None:
    """A slip in a style is found with the nearest known word."""
    style, findings = merged_style([((None, file({"句型": {"一": "甲"}})),)], 2024, {})
    assert style is None
    assert [(finding.code, finding.hint) for finding in findings] == [("R001", "是不是：“句式”")]


def test_a_fault_is_told_in_the_file_that_brought_it_in() -> None:
    """A misspelt key of a county's style is found at its line there, not in the base style."""
    raw = "节:\n  收入:\n    标提: 二、收入\n".encode()
    county, findings = read_tree(raw, "data/styles/county/style.yml")
    assert county is not None
    assert not findings
    levels: list[Level] = [((None, file(BASE, "data/styles/base/style.yml")),), ((None, county),)]
    _, found = merged_style(levels, 2024, {})
    assert [str(finding.place) for finding in found] == ["data/styles/county/style.yml:3:9"]
    assert "标题" in found[0].hint


def test_a_fault_in_a_reports_own_style_is_told_in_its_report() -> None:
    """What a report overrides stands in report.yml, below 样式."""
    own = {"节": {"收入": {"标提": "二、收入"}}}
    _, found = merged_style([((None, file(BASE)),)], 2024, own, "data/regions/x/y/2024/report.yml")
    assert [finding.path for finding in found] == ["data/regions/x/y/2024/report.yml#/样式/节/收入/标提"]
