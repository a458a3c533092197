"""A report laid out for reading: the blocks that every output draws.

HTML, PDF, DOCX and the check of sentences against figures all read these records, so they cannot drift apart.
Text here is plain text: whoever draws it escapes it (`generator.html`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.attachments import Attached


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text inside a paragraph or a cell.

    Attributes:
        text: what is printed; a line feed inside it begins a new line in a cell.
        figure: name of the figure that the text prints, in `Document.figures`; empty for plain words.
        page: ASCII name of the report's page that the text leads to; empty for text that leads nowhere.
    """

    text: str
    figure: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    Attributes:
        spans: its text in order.
        official: False for a sentence of ours, such as a plain-language summary, told apart from the published text.
        level: 0 for running text, 1… for a numbered sub-heading inside typed text (presentation only).
        indented: whether official prose indents it by two characters.
    """

    spans: tuple[Span, ...]
    official: bool = True
    level: int = 0
    indented: bool = True

    @property
    def text(self) -> str:
        """Return the paragraph as plain text."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        spans: printed text; empty for a blank cell.
        kind: `head`, `name`, `code`, `line` (行次), `amount`, `count`, `text` or `blank`.
        colspan: columns covered.
        rowspan: rows covered.
        indent: 0…2, the level of a functional or economic code (类, 款, 项).
        strong: totals and 类 rows are bold.
        note: what a screen reader says for a cell that prints nothing, such as 原件未填.
        value: amount as plain digits in the table's unit for downloads, or "" when there is none.
        figure: name of the figure that an amount stands for where no span names it: a blank counted as zero.
    """

    spans: tuple[Span, ...] = ()
    kind: str = "text"
    colspan: int = 1
    rowspan: int = 1
    indent: int = 0
    strong: bool = False
    note: str = ""
    value: str = ""
    figure: str = ""

    @property
    def text(self) -> str:
        """Return the cell as plain text."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Table:
    """A table laid out once, drawn by every output.

    Attributes:
        key: ASCII name, unique in the document; used as id and file name.
        title: its official name.
        number: official table number such as 公开01表; empty for tables of ours.
        corners: official corner entries above the table (部门, 年度, 金额单位).
        head: header rows; every cell has kind `head`, spans are exact.
        rows: body rows, each as wide as the columns of the head (spans counted).
        widths: relative widths of the columns.
        bands: number of columns of each band that stand side by side (收入 | 支出); one band for most tables.
        notes: sentences printed under the table.
        statement: sentence for a table without rows or not attached; empty for a full one.
        state: `full`, `empty` (本年度没有…) or `unattached` (未随文公布).
        folded: indexes of columns without any amount, which small screens may fold away.
        landscape: whether print needs the wide side of the paper.
        summary: one computed sentence of orientation.
        stacked: whether small screens show it row by row, each amount beside the name of its column.
        pieces: the same content as simple tables one below the other, for small screens; for forms whose body has
            heads of its own (cells of kind `head` inside `rows`, each heading the cells below it up to the next).
        sortable: whether readers may sort its rows by a column.
    """

    key: str
    title: str
    number: str = ""
    corners: tuple[str, ...] = ()
    head: tuple[tuple[Cell, ...], ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[float, ...] = ()
    bands: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    statement: str = ""
    state: str = "full"
    folded: tuple[int, ...] = ()
    landscape: bool = False
    summary: str = ""
    stacked: bool = False
    pieces: tuple["Table", ...] = ()
    sortable: bool = False


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One mark of a chart: its name, its value in the chart's unit, its printed value, its figure, its share.

    `share` is the percentage of the whole as the document prints it, % included; empty where it has none.
    """

    label: str
    value: float
    text: str
    figure: str = ""
    series: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its text alternative.

    Attributes:
        key: ASCII name, unique in the document; used as id and file name.
        kind: `columns` (this year beside last), `bars` (horizontal), `pie`, `stack` (one strip of 100 %), `hundred`
            (what becomes of every 100 元) or `flow` (sources above, uses below; `series` says which a point is).
        finding: title that says the finding, at most 22 characters.
        subtitle: measure, department, year, unit.
        caption: official caption such as （图1：…）（柱状图）; empty when the form has none.
        points: marks in order.
        description: computed sentence that says all values.
        unit: printed unit of the values.
        note: what the chart leaves out, such as values that were not published.
        total: what stands in the middle of a flow, such as 收支总计978.11万元; empty for other kinds.
    """

    key: str
    kind: str
    finding: str
    subtitle: str
    caption: str
    points: tuple[ChartPoint, ...]
    description: str
    unit: str
    note: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary as published: printed number, term and explanation (which may be missing)."""

    number: str
    term: str
    text: str
    mark: str = "："


@dataclass(frozen=True, slots=True)
class Glossary:
    """The glossary entries of a report in order."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark of ours in the page, such as 'this table was not attached'. Kind: `note` or `correction`."""

    text: str
    kind: str = "note"


Block = Paragraph | Table | Chart | Glossary | Notice


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading and, in order, its blocks and sub-sections.

    Attributes:
        key: ASCII id, unique in the document.
        title: official heading, numbering included; empty for a part without its own heading.
        page: ASCII name of its page (`overview`, `statement`, `three-public`, `other`, `glossary`, `tables`).
        level: 1 for a part (第一部分), 2 for a section (一、), 3 for a sub-section (（一）).
        blocks: content before the sub-sections.
        sections: sub-sections.
    """

    key: str
    title: str
    page: str
    level: int
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """What a reader may know of one printed figure.

    Attributes:
        name: dotted official name, unique; key of `Document.figures`.
        key: ASCII id derived from the name, stable from build to build.
        label: the name in plain words.
        printed: value as first printed, without unit.
        unit: printed unit.
        exact: plain digits in `unit`, or "" when unknown.
        formula: formula in words with the values put in; empty for a typed figure.
        inputs: names of the figures the formula uses.
        origin: `typed`, `computed`, `derived` (倒算), or `published` (公布值).
        source: path in the data such as `accounts.yml#/收入/其他收入`.
        remark: reason of a published value, its computed counterpart, tolerance.
        meaning: what it is, in plain words; empty when nobody wrote that.
        change: how it compares with last year and with the budget, in words; may be empty.
        verdict: 相符, 尾差 … or 不符 … for a figure with a formula and a published value; may be empty.
        waived: findings on it that were declared as they are, in words.
        scope: which money and which amount of which year it is (口径), in words; may be empty.
        pattern: the formula as arithmetic over `inputs`, such as `{0} + {1}`; empty for a typed figure.
    """

    name: str
    key: str
    label: str
    printed: str
    unit: str
    exact: str
    formula: str
    inputs: tuple[str, ...]
    origin: str
    source: str
    remark: str = ""
    meaning: str = ""
    change: tuple[str, ...] = ()
    verdict: str = ""
    waived: tuple[str, ...] = ()
    scope: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A question of the landing page with its answer: question, amount, unit, one sentence with base, link, figure.

    An amount of 1 亿元 or more is answered in 亿元. `bars`: last year's number and this year's, empty when last year's
    is not known. `label`: what the number is, with its scope. `remark`: the number in another unit, or what a zero
    means. `prior`: last year's number and the change against it.
    """

    question: str
    answer: str
    unit: str
    sentence: tuple[Span, ...]
    page: str
    anchor: str
    figure: str
    bars: tuple[ChartPoint, ...] = ()
    label: str = ""
    remark: str = ""
    prior: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A change to what was already published.

    Attributes:
        date: day of the change as ISO text.
        kind: 更正 (an error) or 调整 (planned).
        what: what was changed, in words.
        before, after: as printed before and now, without unit. unit: printed unit; empty for words.
        reason: why; `basis`: the paper it rests on, may be empty.
        figure: its name in the document; empty where words were changed. affected: figures that changed with it.
    """

    date: str
    kind: str
    what: str
    before: str
    after: str
    unit: str
    reason: str
    basis: str = ""
    figure: str = ""
    affected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A headline figure that may be set beside that of other years and departments of equal scope.

    Attributes:
        key: ASCII name, the same in every report, such as `receptions`.
        label: official name. topic: 收支, 三公, 机关运行, 采购 or 人员. scope: scope in words; may be empty.
        unit: unit of the values: 万元, 人 …
        printed: outturn as the report prints it. value: the same as plain digits in `unit`.
        figure: name of the outturn in the document.
        prior, prior_figure: last year's outturn as this report states it, "" when it does not.
        budget, budget_base, budget_figure: budget, 年初预算 or 全年预算, "" when not published.
        note: what readers must know, such as that last year's is 倒算.
    """

    key: str
    label: str
    topic: str
    scope: str
    unit: str
    printed: str
    value: str
    figure: str
    prior: str = ""
    prior_figure: str = ""
    budget: str = ""
    budget_base: str = ""
    budget_figure: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything published for one report, laid out once.

    Attributes:
        region, department, year: ASCII slugs and the year: its address is `region/department/year`.
        region_name, department_name: full names in that year; `short_name` without the region.
        title: official title of the document.
        aliases: everyday names, for search.
        facts_head: label → value of the head block (发布机构, 公开日期, 索引号 …), in order.
        state: 草稿, 送审, 已批复 or 公开.
        cards: answers of the landing page. parts: the tree of sections, in official order.
        figures: every printed figure by name.
        trust: sentences on how many figures and checks there are.
        fonts: family names for print by role: `body`, `heading`, `table`.
        page_titles: page → title, for pages whose first heading does not name them (one an evaluation).
        measures: headline figures that are compared, those that are known.
        corrections: changes since it was first published, newest first.
        peers: what departments of this kind are called everywhere; may be empty. contents: its 公开内容 in words.
        kind: 性质 of the unit; may be empty. predecessors: folder names of the departments it grew out of.
        terms: name of a term → its ASCII id on the site's own page of terms. phrases: words the search knows whole.
        brief: sentences of ours that tell the report in a minute, in order. pictures: charts of ours beside them.
        attachments: files that are published with it, in order.
    """

    region: str
    department: str
    year: int
    region_name: str
    department_name: str
    short_name: str
    title: str
    aliases: tuple[str, ...]
    facts_head: tuple[tuple[str, str], ...]
    state: str
    cards: tuple[Card, ...]
    parts: tuple[Section, ...]
    figures: Mapping[str, FigureEntry]
    trust: tuple[str, ...] = ()
    source_note: str = ""
    fonts: Mapping[str, str] = field(default_factory=dict)
    page_titles: Mapping[str, str] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()
    corrections: tuple[Correction, ...] = ()
    peers: str = ""
    contents: tuple[str, ...] = ()
    kind: str = ""
    predecessors: tuple[str, ...] = ()
    brief: tuple[Paragraph, ...] = ()
    pictures: tuple[Chart, ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attached, ...] = ()
    phrases: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Return `region/department/year`."""
        return f"{self.region}/{self.department}/{self.year}"
