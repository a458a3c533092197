"""Whatever editors type stays text: through every field of a report to the pages and files that visitors get.

Each nasty string goes into each field once: report number n holds in field m the string n + m. All reports run through
MkDocs and Material at once, and must come out with the very elements, attributes and links of a harmless report.
"""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest

from generator.build.outputs import draw
from generator.site.mkdocs import build_pages
from tests.build.example import ACCOUNTS, ROOT, docs_of, invented, laid_out
from tests.build.fakes import CLASSIFICATION, small

NASTY = (
    "<script>alert(1)</script>", "</script><script>alert(1)", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "<a href=javascript:alert(1)>甲</a>", "javascript:alert(1)", '" onmouseover="alert(1)', "' onclick='alert(1)",
    "><b>粗", "</td></tr></table><h1>甲", "</title></head><body>", "<!-- 甲 -->", "--><script>", "<![CDATA[甲]]>",
    "&lt;b&gt;", "&amp;lt;", "&#60;script&#62;", "&nbsp;&copy;", "{{ 7*7 }}", "{% include '/etc/passwd' %}", "{# 注 #}",
    "${7*7}", "#{7*7}", "<%= 7*7 %>", "# 大标题", "- 列表", "> 引用", "| 甲 | 乙 |", "**粗** _斜_ ~~删~~", "`代码` ```",
    "[链接](https://example.com)", "![图](https://example.com/x.png)", "<https://example.com>", "https://example.com/",
    "甲 {: #id .class onclick=x }", "[TOC]", "[^1] *[甲]: 乙", "---", '=HYPERLINK("https://example.com")',
    "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "%0d%0a甲", "../../../etc/passwd", "\\u003cscript\\u003e",
    "\\<b\\>", "甲\n\n# 乙\n- 丙", "!!python/object", "* 甲: &乙", '--8<-- "/etc/passwd"', "/// 甲", "::: 甲", "??? 甲",
    "1. 甲",
)  # fmt: skip
#: as many harmless strings, each once like the nasty ones: titles that are the same would be printed once.
HARMLESS = tuple(f"寻常{number}" for number in range(len(NASTY)))
STYLE = """\
目录:
  - 节: 甲
    下: [{{节: 乙}}]
  - 节: 名词解释
  - 评价: 自评
节:
  甲: {{标识: part, 标题: {0}, 页: overview, 内容: [{{文: 部门职责}}, {{段: [句子]}}, {{表: 表一}}, {{表: 表二}}]}}
  乙: {{标识: below, 标题: {1}, 一句话: 句子, 内容: [{{图: 收入构成}}, {{注: {2}}}]}}
句式:
  句子: {{通: {3}}}
  结论.收入: {{通: {4}}}
图: {{收入构成: {{题注: {5}, 副题: {6}}}}}
问答: [{{问: {7}, 答: 支出, 句: 句子, 节: 乙}}]
表式:
  表一:
    标识: one
    表号: {8}
    表名: {9}
    注: [{10}]
    栏:
      - 组名: {11}
        列: [{{名: {12}, 项: 名称}}, {{名: {13}, 项: 决算数}}]
        行: [{{名: {14}, 数: 支出}}, {{逐: 功能科目, 从: 支出.一般公共预算}}]
  表二:
    标识: two
    表名: {15}
    空表条件: [支出.政府性基金预算]
    空表说明: {16}
    栏: [{{列: [{{名: 甲, 项: 名称}}], 行: [{{名: 乙}}]}}]
"""
FIELDS = 17
#: a paper of an evaluation with a form: what a style says of it.
SHEET = """\
评价文种: {{自评: {{标识: sheet, 标题: {0}, 内容: [{{文: 说明}}, {{评价表: 自评表}}]}}}}
评价表式:
  自评表:
    标识: sheet
    表名: {3}
    列宽: ["1", "1", "1", "1"]
    表头: [{1}]
    注: [{2}]
    行:
      - 格: [{{字: {4}}}, {{字: 〔项目〕}}, {{字: 〔自评名称〕}}, {{字: 〔目标〕, 提示: {5}}}]
      - 侧: {{字: {6}}}
        行:
          - {{头: true, 格: [{{字: {7}}}, {{字: {8}}}, {{字: {9}}}]}}
          - {{逐: 指标, 格: [{{字: 〔三级〕, 类: 名}}, {{字: 〔结果〕}}, {{字: 〔得分〕}}]}}
      - {{逐: 机构, 格: [{{字: 〔机构名〕, 类: 名}}, {{字: 〔在职人数〕, 跨: 3}}]}}
      - {{逐: 明细.支出, 格: [{{字: 〔内容〕, 类: 名}}, {{字: 〔凭证〕, 跨: 3}}]}}
"""
SHEET_FIELDS = 10
EVALUATION = """\
名称: {0}
类别: 项目
文种: [自评]
口径: {1}
项目类型: [{2}]
栏目: {{项目: {3}}}
留有提示: [目标]
资金: {{总额: {{执行数: 3, 分值: 10, 得分: 9}}}}
指标:
  - {{一级: {4}, 二级: {5}, 三级: {6}, 完成值: {7}, 完成值单位: {8}, 分值: 50, 得分: 40, 原因: {9}, 说明: {10},
    备注: {11}}}
  - {{三级: {12}, 性质: {13}, 指标值: {14}, 单位: {15}, 分值: 40, 得分: 30}}
机构: {{甲: {{名称: {16}, 在职人数: {{总额: 3}}}}}}
明细: {{支出: [{{内容: {17}, 凭证: {18}}}]}}
文字: {{说明: {19}}}
公布值: [{{数: 项目资金.较全年预算.完成率, 公布: "61", 原因: {20}}}]
"""
EVALUATION_FIELDS = 21


def report(number: int, pick: "Picker") -> dict[str, bytes]:
    """Return the files of one report that holds a string in every field."""
    style = STYLE.format(*(pick() for _ in range(FIELDS)))
    style += SHEET.format(*(pick() for _ in range(SHEET_FIELDS)))
    evaluation = EVALUATION.format(*(pick(lines=index != 19) for index in range(EVALUATION_FIELDS)))
    files = small(
        invented(
            region=f"名称: {pick()}\n简称: {pick()}\n样式: [odd{number}]\n",
            department=f"名称: {pick()}\n本名: {pick()}\n简称: [{pick()}, {pick()}]\n",
            report=f"年度: 2024\n公开内容: [部门决算, 项目绩效]\n标题: {pick()}\n状态: 公开\n索引号: {pick()}\n"
            f"审签: {pick()}\n保密审查: {pick()}\n"
            f"来源: {{标题: {pick()}, 发布机构: {pick()}, 说明: {pick()}}}\n",
            accounts=ACCOUNTS + f"用途:\n  支出: {pick()}\n原文名称: {{'2130305': {pick()}}}\n"
            f"公布值: [{{数: 支出.基本支出.占比, 公布: '61', 原因: {pick()}}}]\n",
            texts=f"部门职责: {pick(lines=False)}\n"
            f"名词解释: [{{序号: {pick()}, 名词: {pick()}, 解释: {pick()}, 分隔: {pick()}}}]\n",
        )
    )
    files[f"data/styles/odd{number}/style.yml"] = style.encode()
    files["data/regions/xugou/water/2024/evaluations/canal.yml"] = evaluation.encode()
    files |= {path: text.encode() for path, text in CLASSIFICATION.items()}
    return {path.replace("/xugou/", f"/r{number}/"): raw for path, raw in files.items()}


class Picker:
    """Hands out the strings of one report, each quoted for YAML."""

    def __init__(self, strings: tuple[str, ...], start: int) -> None:
        """Begin with the string at `start`."""
        self._strings, self._next = strings, start

    def __call__(self, *, lines: bool = True) -> str:
        """Return the next string; on one line where line breaks mean paragraphs."""
        text = self._strings[self._next % len(self._strings)]
        self._next += 1
        return json.dumps(text if lines else " ".join(text.split()), ensure_ascii=False)


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, and where it leads; what charts draw apart."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.targets: list[str] = []
        self.drawn: set[str] = set()
        self.text = ""
        self._depth = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        if ("class", "term") in attrs:  # one string may stand inside another, and a term links wherever prose has it
            assert re.fullmatch(r"\.\./glossary/#term|(\.\./)+terms/#[a-z-]+", dict(attrs)["href"] or "")
            return
        # A long name bears the head of its column on small screens: its length decides, not what it says.
        names = tuple(name for name, _ in attrs if name != "data-head")
        if self._depth or tag == "svg":
            self._depth += 1
            self.drawn |= {tag, *names}
        elif tag != "br" or names:  # a line feed in a cell begins a new line there, and does nothing else
            self.elements.append((tag, names))
        self.targets += [str(value) for name, value in attrs if name in {"href", "src", "action", "id", "xlink:href"}]

    def handle_endtag(self, _tag: str) -> None:
        """Leave a drawing."""
        if self._depth:
            self._depth -= 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element without content."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


Built = dict[int, dict[str, bytes]]


@pytest.fixture(scope="module")
def built() -> Built:
    """Return the files of every report in the site, by its number; number 0 is the harmless one."""
    pages: dict[str, bytes] = {}
    for number in range(len(NASTY) + 1):
        strings = NASTY if number else HARMLESS
        document = laid_out(report(number, Picker(strings, number)), f"r{number}/water/2024")
        pages |= docs_of(document, draw(document, with_pdf=False), (2024,))
    environment = {"JUESUAN_SITE_NAME": "虚构", "JUESUAN_SITE_URL": "", "SOURCE_DATE_EPOCH": "315532800"}
    site = build_pages(ROOT, pages, environment)
    found: Built = {}
    for path, raw in site.items():
        match = re.match(r"reports/r(\d+)/water/2024/(.*)", path)
        if match:
            found.setdefault(int(match[1]), {})[match[2]] = raw
    return found


def shapes(files: dict[str, bytes]) -> dict[str, Shape]:
    """Return the shape of every page of a report."""
    return {path: Shape(raw.decode()) for path, raw in files.items() if path.endswith(".html")}


def test_every_page_has_the_elements_of_a_harmless_one(built: Built) -> None:
    """No string adds an element or attribute, or removes one, on any page."""
    plain = shapes(built[0])
    assert {"index.html", "overview/index.html", "glossary/index.html", "figures/index.html"} <= plain.keys()
    assert "evaluation-canal/index.html" in plain
    for number in range(1, len(NASTY) + 1):
        odd = shapes(built[number])
        assert odd.keys() == plain.keys()
        for path, shape in odd.items():
            assert shape.elements == plain[path].elements, (number, path)
            assert shape.drawn <= plain[path].drawn | {"tspan", "x", "y", "dy"}, (number, path)


def test_no_string_becomes_an_address_or_id(built: Built) -> None:
    """Links, sources and ids are those of a harmless report; no string leads anywhere.

    The id of a figure is a hash of its name, and with it of the row it belongs to: only its form is compared.
    """
    plain = {path: [_same(target, 0) for target in shape.targets] for path, shape in shapes(built[0]).items()}
    for number in range(1, len(NASTY) + 1):
        for path, shape in shapes(built[number]).items():
            assert [_same(target, number) for target in shape.targets] == plain[path], (number, path)


def _same(target: str, number: int) -> str:
    return re.sub(r"\bn[0-9a-f]{10}\b", "n", target.replace(f"/r{number}/", "/r0/"))


def test_the_strings_are_there_as_text(built: Built) -> None:
    """The strings are not lost: each stands, mark by mark, in the text of the reports that print its field."""
    texts = [
        re.sub(r"\s+", "", "".join(shape.text for shape in shapes(built[number]).values()))
        for number in range(1, len(NASTY) + 1)
    ]
    for string in NASTY:
        bare = re.sub(r"\s+", "", string)
        assert sum(bare in text for text in texts) >= FIELDS, string


def test_tables_for_spreadsheets_hold_no_formula(built: Built) -> None:
    """In CSV no cell begins with a mark that a spreadsheet would compute; negative numbers stay numbers."""
    cells = [
        cell
        for files in built.values()
        for path, raw in files.items()
        if path.endswith(".csv")
        for row in csv.reader(io.StringIO(raw.decode("utf-8-sig")))
        for cell in row
    ]
    assert any("HYPERLINK" in cell for cell in cells)
    numbers = re.compile(r"-?\d+(\.\d+)?")
    assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r")) and not numbers.fullmatch(cell)] == []


def test_open_data_stays_readable(built: Built) -> None:
    """The data file is JSON with the same entries, whatever the strings."""
    keys = json.loads(built[0]["downloads/facts.json"]).keys()
    for files in built.values():
        assert json.loads(files["downloads/facts.json"]).keys() == keys
