"""Texts that the style has a place for and nobody typed, and typed texts that stand nowhere (D09, D40, D43, D46)."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.check.completeness.parts import has_accounts, is_due
from generator.check.evaluation.marks import listed
from generator.check.rule import Case, Found, Rule
from generator.document.sections import NOT_ENTERED, NOT_KNOWN, outline_of
from generator.document.sentences import REFERENCE
from generator.findings import Finding, Severity
from generator.load.evaluations import Evaluated
from generator.load.node import pointer
from generator.model.blocks import Notice, Section
from generator.model.papers import FormRow
from generator.model.style import OutlineEntry, Pattern, SectionStyle, Style

#: words in the name of a section that tells what the law asks every unit to tell.
REQUIRED = ("职责", "职能", "机构设置", "内设机构", "单位构成")
#: as many evaluations of a kind as make a custom.
CUSTOM = 3
MOST_LISTED = 6


def untold(case: Case) -> Iterator[Found]:
    """Yield that duties, organisation or the units that belong to the department are not told."""
    names = [name for name in _silent_sections(case) if _is_required(name)]
    if names:
        yield _lacking(case, "D09", names)


def silent(case: Case) -> Iterator[Found]:
    """Yield the other sections of the report's own outline that have nothing in them."""
    names = [name for name in _silent_sections(case) if not _is_required(name)]
    if names:
        yield _lacking(case, "D40", names)


def _is_required(name: str) -> bool:
    return any(word in name for word in REQUIRED)


def _silent_sections(case: Case) -> list[str]:
    if not is_due(case):
        return []
    keys = {section.key for section in _walk(case.document.parts) if _is_silent(section)}
    return list(_missing(case, outline_of(case.inputs.style), keys))


def _lacking(case: Case, code: str, names: list[str]) -> Found:
    texts = [text for name in names for text in _texts(case.inputs.style.sections[name])]
    message = f"样式要求的{len(names)}节没有内容：{'、'.join(names)}"
    hint = (
        f"请在 texts.yml 里录入{'、'.join(f'“{text}”' for text in texts)}" if texts else "请在数据里补上这些节要用的数"
    )
    path = f"{case.folder}/texts.yml#" if texts and case.inputs.texts else f"{case.report}#"
    return Found(Finding(code, Severity.WARNING, message, path, hint))


def _walk(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)


def _is_silent(section: Section) -> bool:
    """Return whether a section holds only our remark that it has no content."""
    texts = [block.text for block in section.blocks if isinstance(block, Notice)]
    return len(section.blocks) == 1 and bool(texts) and texts[0] in {NOT_ENTERED, NOT_KNOWN}


def _missing(case: Case, entries: Iterable[OutlineEntry], keys: set[str]) -> Iterator[str]:
    """Yield the names of the sections that were left out or are empty."""
    for entry in entries:
        style = case.inputs.style.sections.get(entry.section)
        if entry.paper or entry.walk or style is None:
            continue
        kind, _, name = style.only_if.partition(".")
        if kind == "公开内容" and name not in {str(part) for part in case.inputs.report.parts}:
            continue
        is_left_out = (kind == "文" and name not in case.inputs.texts) or (
            kind == "数" and not case.figures.get(name).is_known
        )
        if is_left_out or (style.slug in keys and not entry.below):
            yield entry.section
        else:
            yield from _missing(case, entry.below, keys)


def _texts(section: SectionStyle) -> list[str]:
    return [content.text for content in section.content if content.text]


def unfilled(case: Case) -> Iterator[Found]:
    """Yield, for each evaluation, the sections of its papers that have nothing in them."""
    for evaluation in case.inputs.evaluations if is_due(case) else ():
        titles = [
            section.title
            for section in _walk(case.document.parts)
            if section.page == evaluation.page and _is_silent(section)
        ]  # fmt: skip
        if titles:
            message = f"“{evaluation.record.name}”有{len(titles)}节没有内容：{listed(titles, MOST_LISTED)}"
            hint = "请在“文字”里录入，或补上这些节要用的数；原件没有写的，可以不补"
            yield Found(Finding("D41", Severity.WARNING, message, f"{evaluation.file}#/文字", hint))


def unprinted(case: Case) -> Iterator[Found]:
    """Yield each typed text that no section, sentence or form of the style prints."""
    used = _used(case.inputs.style) | _quoted(case)
    if has_accounts(case):
        for name in case.inputs.texts:
            if name not in used:
                yield _unprinted(pointer(f"{case.folder}/texts.yml", name), name)
    for evaluation in case.inputs.evaluations:
        for name in evaluation.record.texts:
            if name not in used:
                yield _unprinted(pointer(evaluation.file, "文字", name), name)


def _quoted(case: Case) -> frozenset[str]:
    """Return the names to which typed texts refer."""
    texts = [*case.inputs.texts.values()]
    for evaluation in case.inputs.evaluations:
        texts += [*evaluation.record.texts.values(), *evaluation.record.variables.values()]
    return frozenset(match[1] for text in texts for match in REFERENCE.finditer(text))


def _unprinted(path: str, name: str) -> Found:
    message = f"“{name}”没有哪一节会印出来"
    hint = "请核对名称是否与样式里的“文”相同；样式里没有这一节的，请改写到别的文字里，或在样式里加上"
    return Found(Finding("D43", Severity.WARNING, message, path, hint))


def _used(style: Style) -> frozenset[str]:
    """Return every name of a text that the style may print."""
    contents = [content for section in style.sections.values() for content in section.content]
    contents += [content for paper in style.papers.values() for content in paper.content]
    texts = [*_phrases(style), *(section.title for section in style.sections.values())]
    named = {match[1] for text in texts for match in REFERENCE.finditer(text)}
    return frozenset({content.text for content in contents} | named)


def _phrases(style: Style) -> Iterator[str]:
    """Yield every text of a style that may refer to others: patterns, words, cells of forms, titles of papers."""
    for pattern in style.patterns.values():
        yield from _cases(pattern)
    yield from style.variables.values()
    for form in style.forms.values():
        yield from _cells(form.rows)
        yield from (form.title, *form.corners, *form.notes)
    for paper in style.papers.values():
        yield paper.title
    for table in style.tables.values():
        yield from (table.title, table.empty, *table.notes)


def _cases(pattern: Pattern) -> Iterator[str]:
    cases = (
        pattern.always, pattern.change, pattern.increase, pattern.decrease, pattern.same, pattern.zero,
        pattern.no_base, pattern.new_unit, pattern.unknown, pattern.each,
    )  # fmt: skip
    yield from (text for text in cases if text)


def _cells(rows: Iterable[FormRow]) -> Iterator[str]:
    for row in rows:
        yield from (cell.text for cell in row.cells)
        yield row.side.text if row.side else ""
        yield from _cells(row.rows)


def unlike(case: Case) -> Iterator[Found]:
    """Yield the texts that all other evaluations of the same papers have and one has not."""
    ordered = sorted(case.inputs.evaluations, key=lambda evaluation: evaluation.record.papers)
    for _, group in groupby(ordered, key=lambda evaluation: evaluation.record.papers):
        alike = list(group)
        for evaluation in alike if len(alike) >= CUSTOM else ():
            first, *more = (_filled(other) for other in alike if other is not evaluation)
            missing = [name for name in first if all(name in one for one in more) and name not in _filled(evaluation)]
            if missing:
                names = "、".join(f"“{name}”" for name in missing)
                message = f"“{evaluation.record.name}”没有填{names}，其余{len(more) + 1}份同样的自评都填了"
                hint = "请补填；原件没有写的，可以不补"
                yield Found(Finding("D46", Severity.NOTE, message, f"{evaluation.file}#/文字", hint))


def _filled(evaluation: Evaluated) -> dict[str, str]:
    record = evaluation.record
    return {name: text for name, text in {**record.texts, **record.fields}.items() if text.strip()}


UNTOLD = Rule(
    code="D09",
    title="部门职责、机构设置和单位构成都有",
    source="财预〔2016〕143号；《政府信息公开条例》第二十条第二项；公开检查要点 D09",
    severity=Severity.WARNING,
    run=untold,
    passing="""
报告: {状态: 送审}
文字: {部门职责: 负责全区就业工作。, 机构设置: 本部门没有所属单位。}
""",
    failing="""
报告: {状态: 送审}
文字: {部门职责: 负责全区就业工作。}
""",
)
SILENT = Rule(
    code="D40",
    title="样式要求的各节都有内容",
    source="财预〔2016〕143号；各地的公开样式",
    severity=Severity.WARNING,
    run=silent,
    passing="""
报告: {状态: 送审}
样式: {目录: [{节: 情况说明, 下: [{节: 机关运行经费}]}]}
机关运行经费: {决算数: 79.43}
""",
    failing="""
报告: {状态: 送审}
样式: {目录: [{节: 情况说明, 下: [{节: 机关运行经费}]}]}
""",
)
UNFILLED = Rule(
    code="D41",
    title="自评报告的各节都有内容",
    source="财预〔2020〕10号《项目支出绩效评价管理办法》所附的报告提纲",
    severity=Severity.WARNING,
    run=unfilled,
    passing="""
报告: {状态: 送审}
样式:
  节: {项目概况: {标识: outline, 标题: 一、项目概况, 内容: [{文: 概况}]}}
  评价文种: {虚构报告: {标识: report, 标题: 虚构报告, 目录: [{节: 项目概况}]}}
  绩效目录: [{节: 绩效自评附件, 下: [{评价: 虚构报告}]}]
自评: {文种: [虚构报告], 文字: {概况: 维护平台。}}
""",
    failing="""
报告: {状态: 送审}
样式:
  节: {项目概况: {标识: outline, 标题: 一、项目概况, 内容: [{文: 概况}]}}
  评价文种: {虚构报告: {标识: report, 标题: 虚构报告, 目录: [{节: 项目概况}]}}
  绩效目录: [{节: 绩效自评附件, 下: [{评价: 虚构报告}]}]
自评: {文种: [虚构报告], 文字: {背景: 平台老化。}}
""",
)
UNPRINTED = Rule(
    code="D43",
    title="录入的文字都会印出来",
    source="文字的名称要和样式里的相同才印得出来",
    severity=Severity.WARNING,
    run=unprinted,
    passing="""
部门职责: 负责全区就业工作。
""",
    failing="""
部门职则: 负责全区就业工作。
""",
    file="texts.yml",
)
UNLIKE = Rule(
    code="D46",
    title="同样的几份自评，填的栏目一样",
    source="表式相同的自评，一份少填的多半是漏填",
    severity=Severity.NOTE,
    run=unlike,
    passing="""
自评:
  - {名称: 甲, 文字: {立项依据: 区政府文件}}
  - {名称: 乙, 文字: {立项依据: 区政府文件}}
  - {名称: 丙, 文字: {立项依据: 区政府文件}}
""",
    failing="""
自评:
  - {名称: 甲, 文字: {立项依据: 区政府文件}}
  - {名称: 乙, 文字: {立项依据: 区政府文件}}
  - {名称: 丙}
""",
)
RULES = (UNTOLD, SILENT, UNFILLED, UNPRINTED, UNLIKE)
