"""A style: everything about form and wording that differs between provinces, counties, years and kinds.

A chain base → province → city → county → department → report is merged into one `Style`; each level names only
what it changes (DESIGN §2). No word of an official text stands in Python.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from generator.model.papers import Form, Prescribed
from generator.model.records import record, setting


@record
class NumberStyle:
    """How a kind of number is printed.

    `小数`: places, or 原样 (the digits as typed). `去零`: trailing zeros dropped. `零`: text for zero.
    `正号`: a plus before what is more than zero. `负号`: what stands before what is less.
    `特例`: printed form → the form to print instead, such as `100.00: "100"`. `分组`: thousands separators.
    """

    places: Annotated[str, setting("小数")] = "2"
    trim: Annotated[bool, setting("去零")] = False
    zero: Annotated[str | None, setting("零")] = None
    instead: Annotated[Mapping[str, str], setting("特例")] = field(default_factory=dict)
    grouping: Annotated[bool, setting("分组")] = False
    signed: Annotated[bool, setting("正号")] = False
    minus: Annotated[str, setting("负号")] = "-"
    unit: Annotated[str, setting("单位")] = ""


@record
class Pattern:
    """A named sentence: its cases, chosen by code from a figure, or a list over the parts of a whole.

    Cases: 增加 减少 持平 为零 无基数 新设 未知; 变动 serves both 增加 and 减少; 通 serves every case that is not named.
    倍增, where it is written, serves a growth of more than 200 %, which reads better as a multiple.
    `列举` prints 每项 for each name, with 分隔 between; `{0}` of the names may be `各类`, `各项`, `各款`.
    """

    subject: Annotated[str, setting("对象")] = ""
    base: Annotated[str, setting("对比")] = ""
    always: Annotated[str | None, setting("通")] = None
    change: Annotated[str | None, setting("变动")] = None
    increase: Annotated[str | None, setting("增加")] = None
    decrease: Annotated[str | None, setting("减少")] = None
    multiplied: Annotated[str | None, setting("倍增")] = None
    same: Annotated[str | None, setting("持平")] = None
    zero: Annotated[str | None, setting("为零")] = None
    no_base: Annotated[str | None, setting("无基数")] = None
    new_unit: Annotated[str | None, setting("新设")] = None
    unknown: Annotated[str | None, setting("未知")] = None
    parts: Annotated[tuple[str, ...], setting("列举")] = ()
    each: Annotated[str | None, setting("每项")] = None
    separator: Annotated[str, setting("分隔")] = "；"
    with_zero: Annotated[bool, setting("含零")] = False


@record
class Content:
    """One piece of a section's content; exactly one of the keys names its kind.

    `段`: sentence patterns that make one paragraph. `逐项`: one paragraph a functional code. `文`: a typed text.
    `图`, `表`: a chart or a table form by name. `名词`: the glossary. `注`: a pattern printed as a notice of ours.
    `评价表`: a form of the evaluation that is being laid out.
    """

    paragraph: Annotated[tuple[str, ...], setting("段")] = ()
    each: Annotated[str, setting("逐项")] = ""
    sentence: Annotated[str, setting("句")] = ""
    text: Annotated[str, setting("文")] = ""
    chart: Annotated[str, setting("图")] = ""
    table: Annotated[str, setting("表")] = ""
    glossary: Annotated[bool, setting("名词")] = False
    notice: Annotated[str, setting("注")] = ""
    form: Annotated[str, setting("评价表")] = ""


@record
class SectionStyle:
    """A section: ASCII id, heading with its numbering, page, content; the outline says where it stands.

    `一句话` names a sentence of ours in plain words that opens it, told apart from the official text.
    """

    slug: Annotated[str, setting("标识")]
    title: Annotated[str, setting("标题")] = ""
    page: Annotated[str, setting("页")] = ""
    plain: Annotated[str, setting("一句话")] = ""
    content: Annotated[tuple[Content, ...], setting("内容")] = ()
    only_if: Annotated[str, setting("仅当有")] = ""


@record
class OutlineEntry:
    """A section by name and, in order, what stands below it; or, in place of a section, every evaluation's paper.

    `评价`: name of a paper (评价文种), laid out here for each evaluation that has it. `逐`: 社会保险基金 or 机构, for
    each of which the section is repeated.
    """

    section: Annotated[str, setting("节")] = ""
    paper: Annotated[str, setting("评价")] = ""
    walk: Annotated[str, setting("逐")] = ""
    below: Annotated[tuple["OutlineEntry", ...], setting("下")] = ()


@record
class Paper:
    """A paper made of an evaluation: ASCII id, title, content, sections below, rows that its form prescribes."""

    slug: Annotated[str, setting("标识")]
    title: Annotated[str, setting("标题")] = ""
    content: Annotated[tuple[Content, ...], setting("内容")] = ()
    outline: Annotated[tuple[OutlineEntry, ...], setting("目录")] = ()
    prescribed: Annotated[Prescribed | None, setting("规定")] = None


@record
class Column:
    """A column of a table form, with sub-columns or with the dimensions its cells add.

    `项`: what it prints: 名称, 编码, 行次, or a dotted list of labels that its cells add to the row's address, with an
    operation such as 较上年.增减额 behind them.
    """

    title: Annotated[str, setting("名")]
    holds: Annotated[str, setting("项")] = ""
    below: Annotated[tuple["Column", ...], setting("下")] = ()
    width: Annotated[str, setting("宽")] = "1"
    zero: Annotated[str | None, setting("零")] = None
    number_format: Annotated[str, setting("格式")] = ""


@record
class Row:
    """A row of a table form: a fixed one with its address, or one for each code of a classification.

    `数`: address of the row, joined with the column's. `逐`: 评价 (each evaluation), 功能科目 or 经济科目 (with
    `从`: the address whose codes are walked; `类`: the economic classes it walks, `款`: the codes below them that the
    form lists).
    `栏次` prints the number of each column.
    """

    title: Annotated[str, setting("名")] = ""
    address: Annotated[str, setting("数")] = ""
    walk: Annotated[str, setting("逐")] = ""
    source: Annotated[str, setting("从")] = ""
    classes: Annotated[tuple[str, ...], setting("类")] = ()
    codes: Annotated[tuple[str, ...], setting("款")] = ()
    strong: Annotated[bool, setting("合计")] = False
    foot: Annotated[bool, setting("末")] = False
    indent: Annotated[int, setting("级")] = 0
    numbers: Annotated[bool, setting("栏次")] = False


@record
class Band:
    """Columns and rows that stand side by side with the other bands of a table (收入 | 支出)."""

    columns: Annotated[tuple[Column, ...], setting("列")]
    rows: Annotated[tuple[Row, ...], setting("行")]
    head: Annotated[str, setting("组名")] = ""


@record
class TableForm:
    """A table form: official number and name, bands, zero policy, notes, sentence for an empty table.

    `本站` marks a table of ours: it has no official corners, shows every row, and is never said to be unattached.
    `叠放` lets small screens show it row by row, each amount beside the name of its column; `可排序` lets readers
    sort it.
    """

    slug: Annotated[str, setting("标识")]
    number: Annotated[str, setting("表号")] = ""
    title: Annotated[str, setting("表名")]
    bands: Annotated[tuple[Band, ...], setting("栏")]
    zero: Annotated[str, setting("零")] = "0.00"
    notes: Annotated[tuple[str, ...], setting("注")] = ()
    empty: Annotated[str, setting("空表说明")] = ""
    empty_if: Annotated[tuple[str, ...], setting("空表条件")] = ()
    landscape: Annotated[bool, setting("横排")] = False
    is_ours: Annotated[bool, setting("本站")] = False
    stacked: Annotated[bool, setting("叠放")] = False
    sortable: Annotated[bool, setting("可排序")] = False
    number_format: Annotated[str, setting("数字")] = "表格"


@record
class ChartForm:
    """A chart: kind, official caption, subject, and what its marks are.

    A flow has `来源`, `去向` and their common `合计` in place of `数`. `格式`: number format of its marks.
    """

    slug: Annotated[str, setting("标识")]
    kind: Annotated[str, setting("类型")]
    caption: Annotated[str, setting("题注")] = ""
    finding: Annotated[str, setting("结论")] = ""
    subtitle: Annotated[str, setting("副题")] = ""
    points: Annotated[tuple[str, ...], setting("数")] = ()
    base: Annotated[str, setting("对比")] = ""
    sources: Annotated[tuple[str, ...], setting("来源")] = ()
    uses: Annotated[tuple[str, ...], setting("去向")] = ()
    total: Annotated[str, setting("合计")] = ""
    number_format: Annotated[str, setting("格式")] = ""


@record
class CardForm:
    """A question of the landing page: the figure that answers it, the sentence beneath, where it leads.

    `答` may be 最大类, the largest functional class. `说明`: what the figure is, with its scope. `比`: sentence that
    compares it with last year. `图`: figure whose two years the small bars show, where it is not the answer itself.
    `仅当无`: part of the report (公开内容) with which the question is not asked.
    """

    question: Annotated[str, setting("问")]
    figure: Annotated[str, setting("答")]
    sentence: Annotated[str, setting("句")]
    section: Annotated[str, setting("节")]
    number_format: Annotated[str, setting("格式")] = ""
    label: Annotated[str, setting("说明")] = ""
    prior: Annotated[str, setting("比")] = ""
    bars: Annotated[str, setting("图")] = ""
    unless: Annotated[str, setting("仅当无")] = ""


@record
class BriefForm:
    """A sentence of 一分钟看懂 by name of its pattern; with `逐` one for each evaluation that states the figure."""

    sentence: Annotated[str, setting("句")]
    walk: Annotated[str, setting("逐")] = ""
    unless: Annotated[str, setting("仅当无")] = ""


@record
class MeasureForm:
    """A headline figure that can be set beside that of other years and departments.

    `数`: name of its outturn. `口径`: scope in words, told beside it; figures of different scopes are never compared.
    `主题`: 收支, 三公, 机关运行, 采购 or 人员.
    """

    title: Annotated[str, setting("名称")]
    figure: Annotated[str, setting("数")]
    scope: Annotated[str, setting("口径")] = ""
    topic: Annotated[str, setting("主题")]


@record
class PlainWord:
    """A term in plain words of ours, told apart from official explanations wherever it is shown.

    `又称`: other names under which texts and glossaries print it. `数`: figures, or labels inside their names, that it
    explains beside those of its own name. `容易混淆`: what it is not. `正文标出`: whether prose links to it.
    """

    term: Annotated[str, setting("名词")]
    plain: Annotated[str, setting("一句话")]
    also: Annotated[tuple[str, ...], setting("又称")] = ()
    figures: Annotated[tuple[str, ...], setting("数")] = ()
    confused: Annotated[str, setting("容易混淆")] = ""
    is_linked: Annotated[bool, setting("正文标出")] = True


@record
class Importing:
    """What workbooks call the tables of `表式`, their rows and columns, in other years and provinces (导入).

    `表名`, `行名`, `栏名`: label of a form → what else it is called. `表式`: forms that are only read, never printed.
    `不读`: titles of tables that are known and hold nothing that is published.
    `自评`: block of an evaluation (栏目, 资金, 来源, 指标, 文字) → key of the file → what sheets print for it.
    """

    titles: Annotated[Mapping[str, tuple[str, ...]], setting("表名")] = field(default_factory=dict)
    rows: Annotated[Mapping[str, tuple[str, ...]], setting("行名")] = field(default_factory=dict)
    columns: Annotated[Mapping[str, tuple[str, ...]], setting("栏名")] = field(default_factory=dict)
    forms: Annotated[Mapping[str, TableForm], setting("表式")] = field(default_factory=dict)
    unread: Annotated[tuple[str, ...], setting("不读")] = ()
    evaluation: Annotated[Mapping[str, Mapping[str, tuple[str, ...]]], setting("自评")] = field(default_factory=dict)


@record
class Style:
    """One report's merged style.

    `比较项目`: ASCII key, the same in every style → a figure that is compared between years and departments.

    `白话`: ASCII key, its id on the page of terms → a term in plain words of ours.

    `绩效目录`: the parts that hold evaluations; they stand where the 目录 says `{评价: 绩效目录}`, so that a county may
    change one without restating the other.
    """

    variables: Annotated[Mapping[str, str], setting("用语")] = field(default_factory=dict)
    numbers: Annotated[Mapping[str, NumberStyle], setting("数字格式")] = field(default_factory=dict)
    formulas: Annotated[Mapping[str, str], setting("公式")] = field(default_factory=dict)
    identities: Annotated[Mapping[str, "Identity"], setting("勾稽关系")] = field(default_factory=dict)
    patterns: Annotated[Mapping[str, Pattern], setting("句式")] = field(default_factory=dict)
    sections: Annotated[Mapping[str, SectionStyle], setting("节")] = field(default_factory=dict)
    outline: Annotated[tuple[OutlineEntry, ...], setting("目录")] = ()
    evaluation_outline: Annotated[tuple[OutlineEntry, ...], setting("绩效目录")] = ()
    tables: Annotated[Mapping[str, TableForm], setting("表式")] = field(default_factory=dict)
    charts: Annotated[Mapping[str, ChartForm], setting("图")] = field(default_factory=dict)
    cards: Annotated[tuple[CardForm, ...], setting("问答")] = ()
    brief: Annotated[tuple[BriefForm, ...], setting("一分钟看懂")] = ()
    pictures: Annotated[tuple[str, ...], setting("首页图")] = ()
    measures: Annotated[Mapping[str, MeasureForm], setting("比较项目")] = field(default_factory=dict)
    plain_words: Annotated[Mapping[str, PlainWord], setting("白话")] = field(default_factory=dict)
    fonts: Annotated[Mapping[str, str], setting("字体")] = field(default_factory=dict)
    papers: Annotated[Mapping[str, Paper], setting("评价文种")] = field(default_factory=dict)
    forms: Annotated[Mapping[str, Form], setting("评价表式")] = field(default_factory=dict)
    grades: Annotated[Mapping[str, str], setting("等次")] = field(default_factory=dict)
    units: Annotated[Mapping[str, str], setting("计量单位")] = field(default_factory=dict)
    importing: Annotated[Importing, setting("导入")] = field(default_factory=Importing)


@record
class Identity:
    """An identity between figures: formula, title, severity, equal scope being the author's duty."""

    title: Annotated[str, setting("名称")]
    formula: Annotated[str, setting("公式")]
    severity: Annotated[str, setting("级别")] = "错误"
    hint: Annotated[str, setting("怎么办")] = ""
