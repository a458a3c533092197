"""`docs/dev/checks.md`: its examples work as it says. All data is invented."""

import re
from pathlib import Path

from generator.check.manual.catalogue import catalogue
from generator.check.manual.levels import level_findings
from generator.cli.check import check
from generator.model.identity import CheckLevel
from tests.check.building import findings_of, read
from tests.docs.examples import example, section

PAGE = "checks.md"
SPENT = """
财政拨款:
  一般公共预算:
    支出科目: {{"2080101": {{基本支出: 50.00, 项目支出: 0}}}}
    基本支出: {{人员经费: 40.00, 公用经费: 10.00, 经济科目: {{"30216": {}}}}}
"""


def test_an_identity_of_a_region_is_compared() -> None:
    """The example holds while training costs less than all operating expenses, and is a warning when it does not."""
    style = read(example(PAGE, "一个地区自己的勾稽关系"))

    def said(amount: str) -> list[tuple[str, str]]:
        found = findings_of({**read(SPENT.format(amount)), "样式": style})
        return [(str(finding.severity), finding.hint) for finding in found if finding.code == "XG1"]

    assert said("9.00") == []
    assert said("11.00") == [("警告", "请核对基本支出明细表的培训费")]


def test_the_levels_of_the_example_do_something() -> None:
    """Each code of the example exists and may be changed, and the words for levels are all there are."""
    levels = {code: CheckLevel(word) for code, word in read(example(PAGE, "全站改级别：校核级别"))["校核级别"].items()}
    assert level_findings(levels, catalogue()) == []
    [listed] = re.findall("级别有：([^。]+)。", section(PAGE, "全站改级别：校核级别"))
    assert listed.split("、") == [str(level) for level in CheckLevel]


def test_what_cannot_be_changed_is_listed() -> None:
    """The families that the page names are those whose level is fixed."""
    fixed = {code for code, entry in catalogue().items() if entry.is_fixed}
    assert {code[0] for code in fixed} - {"T", "L"} == {"A", "R", "S", "Y"}
    assert {code for code in fixed if code[0] == "T"} == {"T001", "T002"}


def test_every_option_is_described(project: Path) -> None:
    """The table of options names each option and format of the command, and each exists."""
    said = (project / "docs" / "dev" / PAGE).read_text(encoding="utf-8")
    names = {name for option in check.params for name in option.opts if name.startswith("--")}
    assert names - {"--help"} == set(re.findall(r"--[a-z][a-z-]+", said))
    formats = next(option.type.choices for option in check.params if option.name == "form")  # type: ignore[attr-defined]
    assert set(formats) == set(re.findall(r"--format (\w+)", said))
