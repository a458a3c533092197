"""The empty form of a region and year as a file to fill in: prescribed rows and weights in place, the rest blank.

What is left blank is an error of the check (R015), so the file says by itself what is still to be written.
"""

from collections.abc import Iterator

from generator.document.sentences import REFERENCE
from generator.model.address import is_name
from generator.model.evaluation import Indicator
from generator.model.papers import FormCell, FormRow, Prescribed
from generator.model.sheet import SheetRow, rows_of
from generator.model.style import Content, OutlineEntry, Paper, Style

#: what cells of repeated rows may ask for; they are no header fields.
ROW_WORDS = frozenset(
    ("分值", "得分", "一级分值", "一级得分", "二级分值", "二级得分", "完成率", "序号", "机构名", "自评名称")
)
#: words that every sentence of a report may use.
REPORT_WORDS = frozenset(("年度", "上年", "下年", "部门", "本名", "地区"))
#: columns of a form's money → key in the file, in the order in which it is typed.
MONEY = {"年初预算数": "年初预算数", "全年预算数": "全年预算数", "到位数": "到位数", "": "执行数", "结余数": "结余数"}


def empty_evaluation(style: Style, name: str) -> str:
    """Return an evaluation to fill in for one paper, as YAML.

    Args:
        style: the merged style of the report.
        name: a paper of it (评价文种).

    Raises:
        KeyError: the style has no such paper.
    """
    paper = style.papers[name]
    forms = [style.forms[form] for form in _forms(style, paper)]
    prescribed = paper.prescribed or Prescribed()
    cells = [cell for form in forms for cell in _cells(form.rows)]
    names = list(dict.fromkeys(match[1] for cell in cells for match in REFERENCE.finditer(cell.text)))
    walks = {row.walk for form in forms for row in _rows(form.rows)}
    lines = [
        f"# {name}：把冒号后面空着的填上；没有的就删掉那一行。合计、执行率、总分、等次由数据算出，不用填",
        "名称:",
        "类别: 项目   # 或者 整体",
        f"文种: [{name}]",
    ]
    lines += _block("栏目", [f"  {field}:" for field in names if _is_field(style, field)])
    lines += _block("资金", list(_money(names, prescribed)))
    if "指标" in walks:
        lines += ["指标:", *_indicators(prescribed)]
    if "计分" in walks:
        lines += ["计分:", *_scoring(prescribed)]
    return "\n".join(lines) + "\n"


def walks_of(style: Style, name: str) -> frozenset[str]:
    """Return what the rows of a paper's forms repeat for, such as 指标 or 计分."""
    forms = (style.forms.get(form) for form in _forms(style, style.papers[name]))
    return frozenset(row.walk for form in forms if form for row in _rows(form.rows))


def titles_of(style: Style, name: str) -> tuple[str, ...]:
    """Return the titles under which a paper may go: its name, its own title, those of its forms."""
    paper = style.papers[name]
    return (name, paper.title, *(style.forms[form].title for form in _forms(style, paper) if form in style.forms))


def _forms(style: Style, paper: Paper) -> Iterator[str]:
    """Yield the forms of a paper and of the sections below it, in order."""
    yield from _of(paper.content)
    waiting: list[OutlineEntry] = list(paper.outline)
    while waiting:
        entry = waiting.pop(0)
        if entry.section in style.sections:
            yield from _of(style.sections[entry.section].content)
        waiting = [*entry.below, *waiting]


def _of(contents: tuple[Content, ...]) -> Iterator[str]:
    return (content.form for content in contents if content.form)


def _rows(rows: tuple[FormRow, ...]) -> Iterator[FormRow]:
    for row in rows:
        yield row
        yield from _rows(row.rows)


def _cells(rows: tuple[FormRow, ...]) -> Iterator[FormCell]:
    for row in _rows(rows):
        if not row.walk:
            yield from row.cells


def _is_field(style: Style, name: str) -> bool:
    return (
        not is_name(name)
        and name not in ROW_WORDS | REPORT_WORDS
        and name not in style.patterns
        and name not in style.variables
    )


def _block(key: str, lines: list[str]) -> list[str]:
    return [f"{key}:", *lines] if lines else []


def _money(names: list[str], prescribed: Prescribed) -> Iterator[str]:
    """Yield the sources that a form asks for, the whole last: it is their sum and takes the score only."""
    sources: dict[str, list[str]] = {}
    for name in names:
        words = name.split(".")
        if words[0] != "项目资金" or any(word.startswith("较") for word in words):
            continue
        version = words[-1] if words[-1] in MONEY else ""
        source = ".".join(words[1 : len(words) - 1 if version else len(words)])
        sources.setdefault(source, []).append(MONEY[version])
    for source, keys in sources.items():
        if source or len(sources) == 1:
            yield f"  {source or '总额'}: {{{', '.join(f'{key}: ' for key in keys)}}}"
    if any(name.startswith("自评得分.执行率") for name in names):
        weight = f"   # 执行率，分值{prescribed.execution}" if prescribed.execution else ""
        yield f"  总额: {{得分: }}{weight}"


def _indicators(prescribed: Prescribed) -> Iterator[str]:
    if prescribed.indicators:
        yield from (_prescribed(row) for row in rows_of(prescribed.indicators, ()))
        return
    firsts = prescribed.firsts or {"产出指标": "", "效益指标": "", "满意度指标": ""}
    for first, weight in firsts.items():
        note = f"   # 这一组分值合计{weight}" if weight else ""
        yield f"  - {{一级: {first}, 二级: , 三级: , 性质: , 指标值: , 单位: , 完成值: , 分值: , 得分: }}{note}"


def _scoring(prescribed: Prescribed) -> Iterator[str]:
    if prescribed.scoring:
        yield from (_prescribed(row) for row in rows_of(prescribed.scoring, ()))
        return
    yield "  - {一级: , 二级: , 三级: , 分值: , 得分: , 原因: }"


def _prescribed(row: SheetRow) -> str:
    """Return a row whose name and weight the form prescribes: only score and reason are typed."""
    indicator: Indicator = row.indicator
    if indicator.unscored:
        return f"  - {{三级: {indicator.third}}}   # 不参评"
    levels = " › ".join(level for level in (indicator.first, indicator.second) if level)
    weight = f"分值{indicator.weight}" if indicator.weight else "分值与上面几行共用" if row.shared else ""
    return f"  - {{三级: {indicator.third}, 得分: }}   # {'，'.join(filter(None, (levels, weight)))}"
