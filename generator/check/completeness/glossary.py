"""The typed glossary against what the report uses: missing, unused, empty, double, wrongly named entries (D17, F16)."""

import re
from collections.abc import Iterator

from generator.check.completeness.glossary_entries import CLASS, ITEM, LEVELS, SECTION, Entry, entries_of, used_items
from generator.check.completeness.parts import has_accounts
from generator.check.evaluation.marks import listed
from generator.check.rule import Case, Found, Rule
from generator.findings import Finding, Severity
from generator.load.node import pointer

OTHER, EXCEPT = "其他", re.compile(r"除|不包括|以外|之外|不含")
#: term → figure that makes it needed, and other words that serve as well.
TERMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("财政拨款收入", "收入.财政拨款", ("财政拨款",)),
    ("上级补助收入", "收入.上级补助收入", ()),
    ("事业收入", "收入.事业收入", ()),
    ("经营收入", "收入.经营收入", ()),
    ("附属单位上缴收入", "收入.附属单位上缴收入", ()),
    ("其他收入", "收入.其他收入", ()),
    ("使用非财政拨款结余", "使用非财政拨款结余", ()),
    ("年初结转和结余", "年初结转和结余", ("上年结转",)),
    ("年末结转和结余", "年末结转和结余", ("结转下年", "年末结转")),
    ("结余分配", "结余分配", ()),
    ("基本支出", "支出.基本支出", ()),
    ("项目支出", "支出.项目支出", ()),
    ("上缴上级支出", "支出.上缴上级支出", ()),
    ("经营支出", "支出.经营支出", ()),
    ("对附属单位补助支出", "支出.对附属单位补助支出", ()),
    ("“三公”经费", "三公.财政拨款", ("三公",)),
    ("机关运行经费", "机关运行经费", ()),
)
FUNDS = ("支出", "支出.一般公共预算", "支出.政府性基金预算", "支出.国有资本经营预算")
#: units whose items differ only by this word.
KINDS = ("行政单位", "事业单位")
MOST_LISTED = 12


def _file(case: Case, *keys: str | int) -> str:
    return pointer(f"{case.folder}/texts.yml", "名词解释", *keys)


def _is_asked(case: Case) -> bool:
    """Return whether the report has accounts and a glossary of its own."""
    return has_accounts(case) and bool(case.inputs.terms)


def missing(case: Case) -> Iterator[Found]:
    """Yield the 科目 and terms that the report uses and does not explain."""
    if not _is_asked(case):
        return
    entries = entries_of(case)
    yield from _missing_items(case, entries)
    terms = [row.term for row in case.inputs.terms]
    lacking = [
        term
        for term, figure, others in TERMS
        if case.figures.get(figure).value and not any(word in each for each in terms for word in (term, *others))
    ]
    if lacking:
        hint = "请在 texts.yml 的“名词解释”里补上；说法可以照全国通用的解释"
        message = f"报告用到而没有解释的名词：{'、'.join(lacking)}"
        yield Found(Finding("D17", Severity.WARNING, message, _file(case), hint))


def _missing_items(case: Case, entries: tuple[Entry, ...]) -> Iterator[Found]:
    used = used_items(case)
    explained = {code for entry in entries for code in entry.codes}
    levels = {entry.level for entry in entries} - {0}
    wrong = {entry.section for entry in entries if entry.section}
    if not levels or not used:
        return
    deepest = max(levels)
    lacking = [code for code in used if code[:deepest] not in explained and code[:SECTION] not in wrong]
    if lacking:
        names = listed([f"{case.inputs.naming.code(code)}（{code}）" for code in lacking], MOST_LISTED)
        message = f"用到的{len(used)}个项级科目里有{len(lacking)}个没有解释：{names}"
        hint = "请在 texts.yml 的“名词解释”里补上，按 类（类）款（款）项（项） 写全"
        yield Found(Finding("D17", Severity.WARNING, message, _file(case), hint))
    elif deepest < ITEM:
        what = {CLASS: "类", SECTION: "款"}[deepest]
        message = f"科目只解释到{what}，用到的{len(used)}个项级科目没有解释"
        hint = "专业性较强的项级科目请补上解释；确实不需要的可以不补"
        yield Found(Finding("D17", Severity.NOTE, message, _file(case), hint))


def unused(case: Case) -> Iterator[Found]:
    """Yield the explained 科目 under which the report has no money, where all money is broken down."""
    if not _is_asked(case) or any(case.figures.get(name).value and not _codes(case, name) for name in FUNDS[1:]):
        return
    printed = {code for name in FUNDS for code in _codes(case, name)}
    if not printed:
        return
    found = [
        entry for entry in entries_of(case)
        if entry.codes and not any(code.startswith(each) for each in entry.codes for code in printed)
    ]  # fmt: skip
    if found:
        names = listed([f"“{entry.row.term}”" for entry in found], MOST_LISTED)
        message = f"解释了{len(found)}个报告里没有的科目：{names}"
        hint = "多半是从上年或别的单位的报告复制来的，请删去"
        yield Found(Finding("D50", Severity.WARNING, message, _file(case, found[0].index, "名词"), hint))


def _codes(case: Case, name: str) -> set[str]:
    """Return the functional codes of the rows of an expenditure."""
    fund = case.figures.get(name)
    return {
        address.functional for address in case.facts.by_address
        if address.functional and not address.scope and address.with_(functional="").name in {fund.name, "支出"}
    }  # fmt: skip


def empty(case: Case) -> Iterator[Found]:
    """Yield the entries without an explanation."""
    found = [index for index, row in enumerate(case.inputs.terms) if not row.text.strip()]
    if found:
        names = listed([f"“{case.inputs.terms[index].term}”" for index in found], MOST_LISTED)
        hint = "请补上解释；用不到的名词请删去"
        message = f"{len(found)}个名词没有解释：{names}"
        yield Found(Finding("D51", Severity.WARNING, message, _file(case, found[0], "名词"), hint))


def double(case: Case) -> Iterator[Found]:
    """Yield the terms that are explained twice, and different terms with one explanation."""
    seen: dict[str, int] = {}
    for index, row in enumerate(case.inputs.terms):
        first = seen.setdefault("名词" + "".join(row.term.split()), index)
        if first != index:
            message = f"名词“{row.term}”解释了两次"
            yield Found(Finding("D52", Severity.WARNING, message, _file(case, index, "名词"), "请删去一处"))
            continue
        same = seen.setdefault(f"解释{row.text.strip()}", index) if row.text.strip() else index
        if same != index:
            message = f"“{row.term}”的解释与“{case.inputs.terms[same].term}”一字不差"
            hint = "请核对是不是复制时忘了改"
            yield Found(Finding("D52", Severity.WARNING, message, _file(case, index, "解释"), hint))


def wrong(case: Case) -> Iterator[Found]:
    """Yield entries whose 项 is none of their 款, those explained as another 项, and names no longer in use."""
    if not _is_asked(case):
        return
    entries = entries_of(case)
    used = used_items(case)
    for entry in entries:
        if entry.level and not entry.codes:
            yield from _no_such(case, entry, {code for each in entries for code in each.codes}, used)
    items = [entry for entry in entries if entry.level == ITEM and entry.codes and entry.row.text]
    for entry in items:
        yield from _swapped(case, entry, items)
    for entry in entries:
        yield from _outdated(case, entry)


def _no_such(case: Case, entry: Entry, explained: set[str], used: dict[str, str]) -> Iterator[Found]:
    """Yield an entry whose 项 the classification does not hold under its 款, naming those that the report uses."""
    match = LEVELS.fullmatch(re.sub(r"^\d{1,2}[.、．]", "", entry.row.term.strip()))
    meant = [code for code in used if entry.section and code.startswith(entry.section)]
    left = [code for code in meant if code not in explained]
    if match is None or not left or match["item"] is None:
        return
    naming = case.inputs.naming
    names = "、".join(f"{naming.code(code)}（{code}）" for code in left)
    message = f"“{naming.code(entry.section)}”款下没有“{match['item']}”项，报告用到的是{names}"
    hint = "请把名词改成这个科目的名称"
    yield Found(Finding("D53", Severity.WARNING, message, _file(case, entry.index, "名词"), hint))


def _swapped(case: Case, entry: Entry, items: list[Entry]) -> Iterator[Found]:
    """Yield an entry whose explanation speaks of another 项, or of the other kind of unit, and not of its own."""
    own, text = case.inputs.naming.code(entry.codes[0]), entry.row.text
    if own.startswith(OTHER) or EXCEPT.search(text):
        return
    others = {case.inputs.naming.code(other.codes[0]) for other in items} - {own}
    about = [name for name in sorted(others) if len(name) >= SECTION and name in text and own not in text]
    kind = next((word for word in KINDS if own.startswith(word)), "")
    other_kind = next((word for word in KINDS if kind and word != kind and word in text and kind not in text), "")
    if about or other_kind:
        message = f"“{own}（{entry.codes[0]}）”的解释讲的是{about[0] if about else other_kind}"
        hint = "请核对是不是把别的科目的解释复制到了这里"
        yield Found(Finding("D53", Severity.WARNING, message, _file(case, entry.index, "解释"), hint))


def _outdated(case: Case, entry: Entry) -> Iterator[Found]:
    """Yield an entry that uses a name which its code no longer bears in the year of the report."""
    naming = case.inputs.naming
    for code in entry.codes:
        known = naming.classification.entry(code)
        for span in known.names if known and known.verified else ():
            former = span.name.removesuffix("支出")
            if span.until and span.until < naming.year and former in f"{entry.row.term}{entry.row.text}":
                message = f"“{entry.row.term}”用了旧名称“{former}”，{span.until + 1}年起是“{naming.code(code)}”"
                field = "解释" if former in entry.row.text else "名词"
                hint = "请改成这一年的正式名称"
                yield Found(Finding("D53", Severity.WARNING, message, _file(case, entry.index, field), hint))


REGULATION = "财预〔2016〕143号：对专业性较强的名词进行解释；公开检查要点 D17"
ITEMS = """
财政拨款:
  一般公共预算:
    支出科目: {"2080101": {决算数: 9.00}, "2080599": {决算数: 8.00}}
文字:
  名词解释:
"""
_ROW = "    - {{名词: {}（类）{}（款）{}（项）, 解释: {}}}\n"
_PENSIONS = ("社会保障和就业支出", "行政事业单位养老支出")
FIRST = _ROW.format("社会保障和就业支出", "人力资源和社会保障管理事务", "行政运行", "行政单位的基本支出。")
SECOND = _ROW.format(*_PENSIONS, "其他行政事业单位养老支出", "其他养老方面的支出。")
WRONG = _ROW.format(*_PENSIONS, "其他社会保障和就业支出", "其他养老方面的支出。")
UNUSED_ROW = _ROW.format("住房保障支出", "住房改革支出", "住房公积金", "为职工缴纳的住房公积金。")
MISSING = Rule(
    code="D17",
    title="用到的科目和名词都有解释",
    source=REGULATION,
    severity=Severity.WARNING,
    run=missing,
    passing=f"{ITEMS}{FIRST}{SECOND}",
    failing=f"{ITEMS}{FIRST}",
)
UNUSED = Rule(
    code="D50",
    title="不解释报告里没有的科目",
    source=REGULATION,
    severity=Severity.WARNING,
    run=unused,
    passing=f"{ITEMS}{FIRST}{SECOND}",
    failing=f"{ITEMS}{FIRST}{SECOND}{UNUSED_ROW}",
)
EMPTY = Rule(
    code="D51",
    title="每个名词都有解释",
    source=REGULATION,
    severity=Severity.WARNING,
    run=empty,
    passing="""
名词解释: [{名词: 基本支出, 解释: 维持运转的支出。}]
""",
    failing="""
名词解释: [{名词: 基本支出}]
""",
    file="texts.yml",
)
DOUBLE = Rule(
    code="D52",
    title="名词不重复解释，不同名词不用同一段解释",
    source=REGULATION,
    severity=Severity.WARNING,
    run=double,
    passing="""
名词解释: [{名词: 基本支出, 解释: 维持运转的支出。}, {名词: 项目支出, 解释: 完成特定任务的支出。}]
""",
    failing="""
名词解释: [{名词: 基本支出, 解释: 维持运转的支出。}, {名词: 项目支出, 解释: 维持运转的支出。}]
""",
    file="texts.yml",
)
MISNAMED = Rule(
    code="D53",
    title="名词解释里的科目名称与代码相符，解释的是这个科目",
    source=f"{REGULATION}；公开检查常见问题 F13、F16",
    severity=Severity.WARNING,
    run=wrong,
    passing=f"{ITEMS}{FIRST}{SECOND}",
    failing=f"{ITEMS}{FIRST}{WRONG}",
)
RULES = (MISSING, UNUSED, EMPTY, DOUBLE, MISNAMED)
