"""The handbook's questions: what it quotes is what the check says of that very slip."""

import re
import textwrap
from collections.abc import Callable

import pytest

from tests.build.example import ACCOUNTS, REPORT, ROOT, WATER, invented, plan
from tests.build.fakes import small

PAGE = ROOT / "docs" / "handbook" / "questions.md"
FILE = f"data/regions/{WATER}/accounts.yml"
BUYING = "政府采购:\n  货物支出: 1.00\n  工程支出: 2.00\n  服务支出: 3.00\n"
TEXT = ACCOUNTS + BUYING


def _put(old: str, new: str) -> bytes:
    assert TEXT.count(old) == 1, old
    return TEXT.replace(old, new).encode()


#: id of a question → accounts.yml with the slip that it is about.
SLIPS: dict[str, Callable[[], bytes]] = {
    "colon": lambda: _put("货物支出: 1.00", "货物支出：1.00"),
    "blank-after-colon": lambda: _put("货物支出: 1.00", "货物支出:1.00"),
    "tab": lambda: _put("  货物支出: 1.00", "\t货物支出: 1.00"),
    "indent": lambda: _put("  货物支出: 1.00", "   货物支出: 1.00"),
    "gbk": lambda: TEXT.encode("gbk"),
    "thousands": lambda: _put("货物支出: 1.00", "货物支出: 1,008.00"),
    "wide": lambda: _put("货物支出: 1.00", "货物支出: １.00"),
    "unit": lambda: _put("货物支出: 1.00", "货物支出: 1.00万元"),
    "empty": lambda: _put("货物支出: 1.00", "货物支出:"),
    "name": lambda: _put("货物支出: 1.00", "货物采购: 1.00"),
    "twice": lambda: _put("货物支出: 1.00", "货物支出: 1.00\n  货物支出: 1.00"),
    "conflict": lambda: _put("政府采购:\n", "<<<<<<< HEAD\n政府采购:\n"),
    "totals": lambda: _put("其他收入: 20.00", "其他收入: 30.00"),
    "reason": lambda: _put("原因:\n  收入总计: 开挖了一条不存在的河\n", ""),
    "published": lambda: _put(BUYING, BUYING + '公布值:\n  - {数: 政府采购, 公布: "6.50", 原因: 原文如此}\n'),
    "code": lambda: _put('"2130305": {基本支出: 0', '"2139305": {基本支出: 0'),
}


def quoted(slip: str) -> str:
    """Return the indented block that follows the heading of a question, its indent taken off."""
    text = PAGE.read_text(encoding="utf-8").partition(f"{{#{slip}}}\n")[2].partition("\n### ")[0]
    found = re.search(r"(?m)^    \w\d+ .*\n {8}.*$", text)
    assert found, f"{slip}: nothing is quoted"
    return textwrap.dedent(found[0])


@pytest.mark.parametrize("slip", SLIPS)
def test_a_question_quotes_what_the_check_says(slip: str) -> None:
    """Code, severity, message and hint, word for word."""
    files = {**small(invented(report=REPORT)), FILE: SLIPS[slip]()}
    said = [f"{one.code} {one.severity} {one.message}\n    {one.hint}" for one in plan(files, WATER).findings]
    assert quoted(slip) in said


def test_every_quoted_finding_is_tried() -> None:
    """No question quotes a finding that no slip of the list brings about."""
    text = PAGE.read_text(encoding="utf-8")
    assert len(re.findall(r"(?m)^    [A-Z]\d+ ", text)) == len(SLIPS)
