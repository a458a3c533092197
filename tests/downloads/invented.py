"""An invented report with every kind of block, for the tests of downloads; no figure in it is real."""

from generator.model.blocks import (
    Cell,
    Chart,
    ChartPoint,
    Document,
    FigureEntry,
    Glossary,
    Notice,
    Paragraph,
    Section,
    Span,
    Table,
    Term,
)

AMOUNT = FigureEntry(
    "收入.总计",
    "f1",
    "收入总计",
    "9859.38",
    "万元",
    "9859.38",
    "甲＋乙",
    ("甲", "乙"),
    "computed",
    "accounts.yml#/收入",
)
KNOWN = FigureEntry(
    "接待.完成率", "f2", "完成率", "100%", "%", "", "", (), "published", "accounts.yml#/公布值", "原文件未公布预算数"
)


def head(*names: str) -> tuple[Cell, ...]:
    """Return a row of column heads."""
    return tuple(Cell((Span(name),), "head") for name in names)


def named(name: str, *amounts: str, indent: int = 0, strong: bool = False) -> tuple[Cell, ...]:
    """Return a row: its name and its amounts."""
    cells = (Cell((Span(text),) if text else (), "amount" if text else "blank", value=text) for text in amounts)
    return (Cell((Span(name),), "name", indent=indent, strong=strong), *cells)


def prose(*texts: str) -> tuple[Paragraph, ...]:
    """Return paragraphs of official text."""
    return tuple(Paragraph((Span(text),)) for text in texts)


LONG = Table(
    "long", "虚构支出决算表", "公开03表", ("部门：虚构市测试局", "2024年度", "金额单位：万元"),
    head=(
        (
            Cell((Span("项目"),), "head", colspan=2), Cell((Span("决算数"),), "head", rowspan=2),
            Cell((Span("其中"),), "head", colspan=2),
        ),
        head("科目编码", "科目名称", "基本支出", "项目支出"),
    ),
    rows=tuple(
        (
            Cell((Span(f"2080{number:03d}"),), "code"),
            Cell((Span(f"虚构的第{number}项社会保障和就业支出"),), "name", indent=number % 3, strong=number % 3 == 0),
            *(Cell((Span(f"{number}.{digit}0"),), "amount", value=f"{number}.{digit}0") for digit in (1, 2, 3)),
        )
        for number in range(1, 61)
    ),
    widths=(1.2, 3, 1, 1, 1),
    notes=("注：本表为虚构，数字均无实际意义。",),
)  # fmt: skip

WIDE = Table(
    "wide", "虚构财政拨款收入支出决算总表", "公开04表", ("部门：虚构市测试局", "2024年度", "金额单位：万元"),
    head=(
        (Cell((Span("收入"),), "head", colspan=3), Cell((Span("支出"),), "head", colspan=6)),
        head(
            "项目", "行次", "决算数", "项目", "行次", "合计",
            "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款",
        ),
    ),
    rows=tuple(
        (
            Cell((Span(f"{number}、虚构收入"),) if number < 5 else (), "name" if number < 5 else "blank"),
            Cell((Span(str(number)),), "line"), Cell((Span("12754.75"),), "amount", value="12754.75"),
            Cell((Span(f"{number}、虚构的公共服务支出"),), "name"), Cell((Span(str(number + 30)),), "line"),
            *(Cell((Span(text),) if text else (), "amount", value=text) for text in ("100.00", "100.00", "", "")),
        )
        for number in range(1, 27)
    ),
    widths=(3, 0.7, 1.3, 3, 0.7, 1.3, 1.3, 1.3, 1.3), bands=(3, 6), landscape=True,
)  # fmt: skip

EMPTY = Table(
    "fund", "虚构政府性基金预算财政拨款收入支出决算表", "公开07表", ("部门：虚构市测试局", "金额单位：万元"),
    head=(head("科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出"),),
    statement="虚构市测试局2024年度没有政府性基金预算财政拨款收入，也没有用其安排的支出，故本表无数据。",
    state="empty",
)  # fmt: skip

TIED = Table(
    "three", "虚构“三公”经费表", head=(head("类别", "项目", "决算数"),),
    rows=tuple(
        row
        for group in ("甲类", "乙类")
        for row in (
            (Cell((Span(group),), "name", rowspan=2), *named("购置", "0.00")), named("运行维护", "1.00"),
        )
    ),
)  # fmt: skip

LOST = Table("lost", "虚构国有资本经营预算表", "公开08表", statement="该表未随文公布。", state="unattached")

PIE = Chart(
    "pie1", "pie", "财政拨款占收入的97.96%", "本年收入构成，虚构市测试局，2024年度，%",
    "（图1：收入决算结构图）（饼状图）",
    (
        ChartPoint("财政拨款收入", 97.96, "97.96%"), ChartPoint("其他收入", 2.04, "2.04%"),
        ChartPoint("事业收入", 0, "0.00%"),
    ),
    "财政拨款收入占97.96%，其他收入占2.04%，事业收入为0。", "万元",
)  # fmt: skip
COLUMNS = Chart(
    "columns1", "columns", "收支总计增加1062.85万元", "收入支出总计，虚构市测试局，2024年度，万元",
    "（图2：收支总计变动情况图）（柱状图）",
    tuple(
        ChartPoint(name, value, text, series=series)
        for name in ("收入总计", "支出总计")
        for series, value, text in (("2023年", 8796.53, "8796.53"), ("2024年", 9859.38, "9859.38"))
    ),
    "2023年收入总计8796.53万元，2024年9859.38万元。", "万元",
)  # fmt: skip

_LETTER = (
    "本部门（含所属单位）2024年度收入、支出总计均为虚构，主要原因是：一是“虚构项目”（第1期）、（第2期）开工；"
    "二是人员经费增加；三是按照《虚构管理办法》（虚发〔2024〕1号）规定，调整了机关事业单位基本养老保险缴费基数，比上年增加1062.85万元，增长12.08%。"
)

DOCUMENT = Document(
    region="xugou", department="test", year=2024,
    region_name="虚构市", department_name="虚构市测试局", short_name="测试局",
    title="虚构市测试局2024年度部门决算", aliases=(), state="公开", cards=(),
    facts_head=(("发布机构", "虚构市测试局"), ("公开日期", "2025年9月1日"), ("索引号", "XG-1")),
    figures={AMOUNT.name: AMOUNT, KNOWN.name: KNOWN},
    trust=("本报告2个数字均可查出处。",), source_note="来源：虚构市测试局2024年度部门决算（虚构）。",
    parts=(
        Section("p1", "第一部分　虚构市测试局概况", "overview", 1, sections=(
            Section("s1", "一、部门职责", "overview", 2, blocks=prose(*(f"（{n}）{_LETTER}" for n in "一二三四五六"))),
            Section("s2", "二、机构设置", "overview", 2, blocks=(
                *prose("内设机构包括：办公室、财务科。"), Notice("原件未公布所属单位名单。"), TIED,
            )),
        )),
        Section("p2", "第二部分　2024年度部门决算表", "tables", 1, sections=(
            Section("t3", "三、虚构支出决算表", "tables", 2, blocks=(LONG,)),
            Section("t4", "四、虚构财政拨款收入支出决算总表", "tables", 2, blocks=(WIDE,)),
            Section("t7", "七、其余各表", "tables", 2, blocks=(EMPTY, LOST)),
        )),
        Section("p3", "第三部分　2024年度部门决算情况说明", "statement", 1, sections=(
            Section("s3", "一、收入支出决算总体情况说明", "statement", 2, blocks=(
                Paragraph((Span("一句话：收支都是9859.38万元，比上年多1062.85万元。"),), official=False),
                Paragraph((
                    Span("2024年度收、支总计均为"), Span("9859.38", AMOUNT.name),
                    Span("万元。与2023年度相比，收、支总计各增加1062.85万元，增长12.08%，"
                         "主要变动原因是<b>虚构</b> & {{ 7*7 }}项目增加。"),
                )),
                COLUMNS,
            )),
            Section("s4", "二、收入决算情况说明", "statement", 2, blocks=(*prose(_LETTER), PIE), sections=(
                Section("s41", "（一）财政拨款收入", "statement", 3, blocks=(
                    Paragraph((Span("1.一般公共服务支出"),), level=1), *prose(_LETTER),
                )),
            )),
        )),
        Section("p4", "第四部分　名词解释", "glossary", 1, blocks=(Glossary((
            Term("1.", "财政拨款收入", "指单位从同级财政部门取得的财政预算资金。"), Term("2.", "其他收入", ""),
        )),)),
    ),
)  # fmt: skip
