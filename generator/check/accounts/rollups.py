"""Wholes against the sums of their parts: 项→款→类→合计, 基本＋项目, sources, economic classes, items.

Compared are independent sources only: a typed or published whole with its parts, or two tables that were each typed
(收入 by source against 收入 by 科目, 基本支出 by 科目 against by economic class).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.check.accounts.identities import ROUNDING_HINT, sums
from generator.check.rule import Case, Found, Rule
from generator.figures.figure import Figure, Origin
from generator.figures.rollup import ECONOMIC_PARTS, FUND_PARTS, ITEM_PARTS, Parts, parts_of
from generator.findings import Finding, Severity
from generator.model.address import Address, UnknownNameError, split_name

DIMENSIONS = ("institution", "functional", "economic", "item", "nature", "fund")
#: what a split is called → how its parts are named in a message.
WAYS = {
    "institution": "各机构之和",
    "functional": "所列下级科目之和",
    "economic": "所列经济分类科目之和",
    "item": "各分项之和",
    "nature": "基本支出、项目支出等之和",
    "fund": "各资金来源之和",
}
TITLES = {
    "K01": "收入合计等于各项收入之和",
    "K06": "每一行的合计等于各栏之和",
    "K07": "类等于各款之和，款等于各项之和",
    "K08": "财政拨款的结转结余等于三种预算之和",
    "K11": "经济分类的类等于各款之和",
    "K12": "人员经费、公用经费等于所含各类之和",
    "K13": "人员经费加公用经费等于基本支出",
    "K15": "“三公”经费合计等于各分项之和",
    "K21": "财政拨款收入等于收入决算表的财政拨款收入合计",
    "K22": "各项非财政拨款收入等于收入决算表同一栏的合计",
    "K23": "支出合计等于支出决算表各科目之和",
    "K26": "一般公共预算财政拨款支出等于其支出决算表各科目之和",
    "K27": "政府性基金预算财政拨款支出等于其支出决算表各科目之和",
    "K28": "国有资本经营预算财政拨款支出等于其支出决算表各科目之和",
    "K29": "财政拨款支出等于三种预算支出之和",
    "K36": "车辆合计等于各类用车之和",
    "K41": "合计等于各分项之和",
}
#: income is compared source by source, so its grand total (K20) need not be.
BY_FUNCTION = {
    ("income", "fiscal"): "K21",
    ("expenditure", ""): "K23", ("expenditure", "general"): "K26", ("expenditure", "funds"): "K27",
    ("expenditure", "capital"): "K28", ("expenditure", "fiscal"): "K29",
}  # fmt: skip
BY_ITEM = {"three_public": "K15", "asset_vehicles": "K36"}
BY_FUND = {"income": "K01", "opening": "K08", "closing": "K08", "expenditure": "K29"}
FUND_OF = {part: whole for whole, parts in FUND_PARTS.items() for part in parts}
GROUP_OF = {part: whole for whole, parts in ECONOMIC_PARTS.items() for part in parts}
ITEM_OF = {(measure, part): whole for (measure, whole), parts in ITEM_PARTS.items() for part in parts}
HINT = "请核对合计和各部分，看哪一个录错或漏录；原件确实如此的，写进“公布值”并说明原因"
#: as many parts as a message lists one by one.
MOST_LISTED = 4


@dataclass(frozen=True, slots=True)
class _Sum:
    """The parts of a whole that are known, what they come to, and whether none is missing."""

    parts: tuple[Figure, ...]
    value: Decimal
    is_whole: bool


def rollups(case: Case) -> Iterator[Found]:
    """Yield each whole that differs from the sum of parts which it does not follow from itself."""
    said = sums(case)
    wrong: set[str] = set()
    for address in _wholes(case):
        figure = case.figures.at(address)
        if figure.value is None or (address.version == "prior" and case.figures.prior):
            continue  # last year's rows need not be this year's; K39 compares with last year's own report
        for parts in parts_of(address, case.figures.shape):
            way = _way(address, parts)
            if not _may_differ(case, way, address, parts):
                continue
            names = frozenset(part.name for part in parts.addresses if case.figures.at(part).is_known)
            if names == frozenset(figure.inputs) or (figure.name, names) in said:
                continue
            if not _is_typed(figure) and names & wrong:
                continue  # the same difference, seen one level higher
            for found in _compared(case, way, address, figure, _added(case, parts)):
                wrong.add(figure.name)
                yield found


def _is_typed(figure: Figure) -> bool:
    return figure.origin in {Origin.TYPED, Origin.PUBLISHED}


def _wholes(case: Case) -> list[Address]:
    """Return what may have two independent sources: the typed and published amounts, and the totals of the tables.

    A row that nobody typed follows from its own parts alone, so there is nothing to compare it with.
    """
    found = dict.fromkeys(address for address in case.facts.by_address if address.measure != "other")
    found.update(dict.fromkeys(_published(case)))
    totals = dict.fromkeys(
        address.with_(functional="") if address.functional else address
        for address in found
        if address.version == "outturn"  # budgets and changes stand in one table only
    )
    waiting = list(totals)
    for address in waiting:
        for above in _above(address):
            if above not in totals:
                totals[above] = None
                waiting.append(above)
    return list({**found, **totals})


def _published(case: Case) -> Iterator[Address]:
    for item in case.facts.published:
        if item.figure and item.where is None:
            try:
                address, operations = split_name(item.figure)
            except UnknownNameError:
                continue
            if not operations:
                yield address


def _above(address: Address) -> Iterator[Address]:
    """Yield the totals one step above a total of a table."""
    if address.economic:
        code = address.economic
        yield address.with_(economic=code[:3] if code[3:] and code.isdigit() else GROUP_OF.get(code, ""))
    elif address.nature:
        yield address.with_(nature="")
    elif address.fund in FUND_OF and address.measure in BY_FUND:
        yield address.with_(fund=FUND_OF[address.fund])
    if (address.measure, address.item) in ITEM_OF:
        yield address.with_(item=ITEM_OF[address.measure, address.item])


def _may_differ(case: Case, way: str, address: Address, parts: Parts) -> bool:
    """Return whether a split is worth adding up: whether any of its parts may have been typed by itself."""
    if way == "fund" and address.measure == "expenditure" and not address.fund:
        return False  # nobody publishes expenditure from other money by itself
    # Natures that stand only in the rows below are added up by the rows.
    return way != "nature" or any(part in case.facts.by_address for part in parts.addresses)


def _way(address: Address, parts: Parts) -> str:
    """Return the dimension along which a whole is split."""
    return next(name for name in DIMENSIONS if getattr(parts.addresses[0], name) != getattr(address, name))


def _compared(case: Case, way: str, address: Address, figure: Figure, added: _Sum | None) -> Iterator[Found]:
    if added is None or figure.value is None or not _differs(address, way, figure.value, added):
        return
    names = [part.name for part in added.parts]
    leaves = frozenset().union(*(case.accuracy.leaves(name) for name in names))
    if not _is_typed(figure) and leaves == case.accuracy.leaves(figure.name):
        return
    allowed = case.accuracy.error(figure.name) + sum((case.accuracy.error(name) for name in names), Decimal(0))
    is_rounding = abs(figure.value - added.value) <= allowed
    # A total that nobody typed follows from the rows of its table: two tables are compared.
    code = _code(address, way if _is_typed(figure) or address.functional or way == "economic" else "functional")
    yield _say(case, code, way, figure, added, is_rounding=is_rounding)


def _added(case: Case, parts: Parts) -> _Sum | None:
    """Return the sum of the known parts; None where none is known."""
    figures = [case.figures.at(part) for part in parts.addresses]
    known = tuple(figure for figure in figures if figure.value is not None)
    if not known:
        return None
    return _Sum(known, sum((figure.value or Decimal(0) for figure in known), Decimal(0)), len(known) == len(figures))


def _differs(address: Address, way: str, value: Decimal, added: _Sum) -> bool:
    """Return whether a whole contradicts its parts: where some are unknown, only when the known ones exceed it."""
    if added.is_whole:
        return value != added.value
    may_bound = way in {"item", "economic", "functional"} and address.version != "change"
    return may_bound and added.value > value and all((part.value or 0) >= 0 for part in added.parts)


def _code(address: Address, way: str) -> str:
    if way == "functional":
        return "K07" if address.functional else BY_FUNCTION.get((address.measure, address.fund), "K22")
    if way == "economic":
        return "K13" if not address.economic else "K12" if address.economic in ECONOMIC_PARTS else "K11"
    if way == "item":
        return BY_ITEM.get(address.measure, "K41")
    return "K06" if way == "nature" or address.functional else BY_FUND.get(address.measure, "K41")


def _say(case: Case, code: str, way: str, figure: Figure, added: _Sum, *, is_rounding: bool) -> Found:
    wording = case.wording
    value = figure.value if figure.value is not None else Decimal(0)
    whole = f"{wording.name(figure.name)}{wording.value(value, figure)}"
    total = wording.value(added.value, figure)
    difference = wording.value(abs(value - added.value), figure)
    relation = f"与{WAYS[way]}{total}" if added.is_whole else f"小于已知的{WAYS[way]}{total}"
    shown = [part for part in added.parts if part.value]
    listed = ""
    if 1 < len(shown) <= MOST_LISTED:
        listed = "（" + " + ".join(_part(case, part) for part in shown) + "）"
    message = f"{TITLES[code]}：{whole}{relation}{listed}，相差{difference}" + ("（尾差）" if is_rounding else "")
    names = (figure.name, *(part.name for part in added.parts))
    path = next((path for name in names if (path := case.accuracy.path(name))), "")
    # What was published stays as it was published, errors included; only typed amounts must agree.
    is_kept = figure.origin is Origin.PUBLISHED or any(part.origin is Origin.PUBLISHED for part in added.parts)
    severity = Severity.NOTE if is_rounding else Severity.WARNING if is_kept else Severity.ERROR
    return Found(Finding(code, severity, message, path, ROUNDING_HINT if is_rounding else HINT), names)


def _part(case: Case, part: Figure) -> str:
    value = part.value if part.value is not None else Decimal(0)
    return f"{case.wording.name(part.name)}{case.wording.value(value, part)}"


ROLLUPS = Rule(
    code="K07",
    title=TITLES["K07"],
    source="部门决算公开表格的表内、表间勾稽关系 K01–K37",
    severity=Severity.ERROR,
    run=rollups,
    passing="""
支出科目:
  "20801": {基本支出: 30.00, 项目支出: 0}
  "2080101": {基本支出: 10.00, 项目支出: 0}
  "2080199": {基本支出: 20.00, 项目支出: 0}
""",
    failing="""
支出科目:
  "20801": {基本支出: 35.00, 项目支出: 0}
  "2080101": {基本支出: 10.00, 项目支出: 0}
  "2080199": {基本支出: 20.00, 项目支出: 0}
""",
    covers=tuple((code, title) for code, title in TITLES.items() if code != "K07"),
)
