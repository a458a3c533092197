"""An entry of the page 数字出处: what a reader may know of one printed figure, in the order in which people ask."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from markupsafe import Markup

from generator.html.context import PageContext
from generator.html.element import element, join
from generator.html.escape import safe_id
from generator.html.terms import link_terms
from generator.model.blocks import Correction, FigureEntry

ORIGINS = {
    "typed": "录入：由编制单位填报",
    "computed": "计算：由其他数字算出",
    "derived": "倒算：由公布的增减额推算，未直接公布",
    "published": "公布值：按公布的原文照录",
}
#: so many yuan is one of the unit.
YUAN = {"万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
#: digits of the shortest classification code; shorter numbers in a path count the items of a list.
SHORTEST_CODE = 3
_FOLDER = re.compile(r"^data/regions/[^/]+/[^/]+/(\d{4})/")
_UP, _DOWN = re.compile("增加|提高"), re.compile("减少|降低")


def render_entry(
    entry: FigureEntry,
    places: Sequence[tuple[str, str]],
    context: PageContext,
    corrections: Sequence[Correction] = (),
) -> Markup:
    """Return one entry as `div.figure-entry`, its id the figure's key.

    Args:
        entry: the figure.
        places: where it is printed: words and address, in order; places of the same words are named once.
        context: the page of entries.
        corrections: changes after publication that concern it, newest first.
    """
    rows = [
        _row("这是什么", entry.meaning and join([entry.meaning, *_term(entry, context)])),
        _row("口径", entry.scope),
        _row("比较", _lines(_compared(text) for text in entry.change)),
        _row("怎么算出来的", _formula(entry, context)),
        _row("核对", _verdict(entry.verdict)),
        _row("还出现在" if len(places) > 1 else "出现在", _places(places)),
        _row("出处", _source(entry)),
        _row("说明", entry.remark),
        _row("更正记录", _lines(_correction(one) for one in corrections)),
        _row("原文如此", _lines(entry.waived)),
    ]
    return element(
        "div",
        element("h3", entry.label, class_="figure-label"),
        _value(entry),
        element("dl", *rows),
        class_="figure-entry",
        id=safe_id(entry.key),
    )


def render_pointer(entry: FigureEntry, href: str) -> Markup:
    """Return the line that leads from the first page of entries to an entry of another one; it bears the key."""
    link = element("a", entry.label, href=href)
    return element("li", link, f" {entry.printed}{entry.unit}", id=safe_id(entry.key))


def _row(name: str, content: str | Markup) -> Markup | None:
    return element("div", element("dt", name), element("dd", content)) if content else None


def _verdict(text: str) -> Markup:
    """Return the verdict with its one word set apart from the reasons."""
    word, colon, rest = text.partition("：")
    return join([element("strong", word), colon, rest]) if text else Markup()


def _lines(texts: "Sequence[str | Markup] | Iterator[str | Markup]") -> Markup:
    return join(texts, element("br"))


def _value(entry: FigureEntry) -> Markup:
    parts: list[Markup | None] = [element("span", entry.printed, class_="figure-printed")]
    parts.append(element("span", entry.unit, class_="unit") if entry.unit else None)
    yuan = _yuan(entry)
    parts.append(element("span", f"即{yuan}元", class_="figure-exact") if yuan else None)
    return element("p", *parts, class_="figure-value")


def _yuan(entry: FigureEntry) -> str:
    """Return the amount in yuan where more of it is known than is printed; "" otherwise."""
    factor = YUAN.get(entry.unit)
    printed = entry.printed.replace(",", "").replace("−", "-")
    if factor is None or not entry.exact or _decimals(entry.exact) <= _decimals(printed):
        return ""
    return f"{Decimal(entry.exact) * factor:,.2f}".replace("-", "−")


def _decimals(digits: str) -> int:
    return len(digits.partition(".")[2])


def _term(entry: FigureEntry, context: PageContext) -> Iterator[Markup]:
    """Yield a link to the explanation of the term that the figure's name holds, if it holds one."""
    found = [match[0] for match in context.terms.pattern.finditer(entry.label)] if context.terms.pattern else []
    if found:
        link = link_terms(max(found, key=len), context.terms, set(), context.root_href)
        yield join(["看名词解释：", link])


def _compared(text: str) -> Markup:
    """Return a comparison with an arrow before it, which says nothing that the words do not."""
    arrow = "▲" if _UP.search(text) else "▼" if _DOWN.search(text) else ""
    return join([element("span", arrow, class_="arrow", aria_hidden="true") if arrow else None, text])


def _formula(entry: FigureEntry, context: PageContext) -> Markup:
    """Return the formula, an operand a line, each a link to its own entry; for a typed figure nothing."""
    if not entry.formula:
        return Markup()
    others = [context.figures[name] for name in entry.inputs if name in context.figures]
    spelled = {f"{other.label} {other.printed or '未公布'}": other for other in others}
    formula = entry.formula + (entry.unit if entry.formula.endswith(f"= {entry.printed}") else "")
    steps = []
    left = dict(spelled)
    for sign, operand in _pieces(formula, spelled):
        left.pop(operand, None)
        steps.append(_step(sign, spelled.get(operand), context))
    steps += [_step("", other, context) for other in left.values()]  # a formula that does not spell its operands
    return join(steps)


def _pieces(formula: str, operands: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield a formula in pieces: what stands before an operand, and the operand; "" behind the last.

    Of two operands that begin at one place the longer is meant.
    """
    rest = formula
    while rest:
        found = [(at, -len(operand), operand) for operand in operands if (at := rest.find(operand)) >= 0]
        at, _, operand = min(found, default=(len(rest), 0, ""))
        if rest[:at].strip() or operand:
            yield rest[:at].strip(), operand
        rest = rest[at + len(operand) :]


def _step(sign: str, other: FigureEntry | None, context: PageContext) -> Markup:
    """Return one line of a formula: what is done, and with which figure."""
    if other is None:
        return element("span", sign, class_="step")
    link = element("a", other.label, href=context.entry_href(other))
    return element("span", f"{sign} " if sign else None, link, f" {other.printed}{other.unit}", class_="step")


def _places(places: Sequence[tuple[str, str]]) -> Markup:
    first: dict[tuple[str, str], str] = {}
    for words, address in places:
        first.setdefault((address.partition("#")[0], words), address)
    if not first:
        return Markup()
    items = [element("li", element("a", words, href=address)) for (_, words), address in first.items()]
    return element("ul", *items, class_="figure-places")


def _source(entry: FigureEntry) -> Markup:
    origin = ORIGINS.get(entry.origin, entry.origin)
    if not entry.source:
        return join([origin])
    return join([f"{origin}。数据里的位置：", element("code", _path(entry.source))])


def _path(source: str) -> str:
    """Return a path in the data for reading: the file below the report's folder, then its keys."""
    file, _, keys = source.partition("#/")
    steps = [key.replace("~1", "/").replace("~0", "~") for key in keys.strip("/").split("/") if key]
    named = [f"第{int(key) + 1}条" if key.isdecimal() and len(key) < SHORTEST_CODE else key for key in steps]
    return " › ".join([_FOLDER.sub(r"\1/", file), *named])


def _correction(one: Correction) -> str:
    change = f"由{one.before}{one.unit}改为{one.after}{one.unit}" if one.before else f"改为{one.after}{one.unit}"
    basis = f"。依据：{one.basis}" if one.basis else ""
    return f"{one.date} {one.kind}：{one.what}{change}（{one.reason}）{basis}"
