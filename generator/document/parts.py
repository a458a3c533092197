"""Lists of parts by name: 各类, 各项, 各款, and the largest of them."""

from collections.abc import Iterator

from generator.figures.engine import Figures
from generator.figures.rollup import ECONOMIC_PARTS, children, rows_of
from generator.model.address import Address, split_name
from generator.model.sheet import ASIDE

LEVELS = {"各类": 3, "各项": 7}
#: 主要扣分项: so many.
MOST = 3
INCOMES = (
    "一般公共预算",
    "政府性基金预算",
    "国有资本经营预算",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
)

#: reference to the source of all income.
ONLY = "唯一来源"


def parts_named(figures: Figures, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the names of figures, with lists of parts written out.

    各类 and 各项 are functional codes, 各款 economic classes, 各分项 free items, 各扣分项 those that lost points,
    主要扣分项 the three of them that lost most, 各评价 the evaluations that state the figure. Functional codes come in
    code order, the others as they were typed.
    """
    for name in names:
        head, _, last = name.rpartition(".")
        if last in LEVELS:
            address = split_name(head)[0]
            for code in functional_codes(figures, address, LEVELS[last]):
                yield f"{head}.{code}"
        elif last == "各款":
            yield from _economic(figures, split_name(head)[0])
        elif last in {"各分项", "各扣分项"}:
            yield from _items(figures, split_name(head)[0], only_lost=last == "各扣分项")
        elif last == "主要扣分项":
            yield from _most_lost(figures, split_name(head)[0])
        elif "各评价" in name.split("."):
            whole, _, rest = name.partition(".各评价")
            yield from (f"{found}{rest}" for found in _scopes(figures, split_name(whole)[0]))
        else:
            yield name


def _most_lost(figures: Figures, whole: Address) -> list[str]:
    """Return the items that lost most points, the most first; none where the whole has a single item."""
    if len(list(_items(figures, whole, only_lost=False))) == 1:
        return []
    lost = _items(figures, whole, only_lost=True)
    return sorted(lost, key=lambda found: -(figures.get(f"{found}.扣分").value or 0))[:MOST]


def _items(figures: Figures, whole: Address, *, only_lost: bool) -> Iterator[str]:
    for found in figures.facts.by_address:
        if _is_item(found, whole) and not (only_lost and not figures.get(f"{found.name}.扣分").value):
            yield found.name


def _scopes(figures: Figures, address: Address) -> Iterator[str]:
    """Yield the figure of each evaluation that states it, in the order of the evaluations."""
    for scope in dict.fromkeys(found.scope for found in figures.facts.by_address if found.scope):
        if figures.at(address.with_(scope=scope)).is_known:
            yield address.with_(scope=scope).name


def _is_item(found: Address, whole: Address) -> bool:
    """Return whether a typed address is a free item of a whole."""
    return bool(found.item) and ASIDE not in found.item and found.with_(item="") == whole


def functional_codes(figures: Figures, address: Address, length: int) -> tuple[str, ...]:
    """Return the functional codes of a length that the rows of an address hold, in code order."""
    codes = figures.shape.functional_of(address)
    return tuple(sorted(code for code in codes if len(code) == length and code.startswith(address.functional)))


def _economic(figures: Figures, address: Address) -> Iterator[str]:
    classes = ECONOMIC_PARTS[address.economic]
    for other in figures.facts.by_address:
        mine = rows_of(other) == rows_of(address) and other.nature == address.nature and other.economic[:3] in classes
        if mine and _is_leaf(figures, other):
            yield other.name


def _is_leaf(figures: Figures, address: Address) -> bool:
    codes = figures.shape.economic_of(address)
    typed_below = any(
        address.with_(economic=code) in figures.facts.by_address for code in children(codes, address.economic)
    )
    return not typed_below


def largest(figures: Figures, subject: str, reference: str) -> str:
    """Return a reference to 最大类, 最大来源 or 最大项 (the largest part of a subject) by its full name, or "".

    唯一来源 is the largest source that is all of the income: of such a whole no share is told.
    """
    head, _, rest = reference.partition(".")
    if head in {"最大来源", ONLY}:
        names = [f"收入.{item}" for item in INCOMES]
    elif head == "最大类" or not subject:
        names = list(parts_named(figures, ("支出.一般公共预算.各类",)))
    else:
        names = [f"{subject}.{item}" for item in ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")]
    known = [(figures.get(name).value, name) for name in names]
    valued = [(value, name) for value, name in known if value]
    if not valued or (head == ONLY and max(valued)[0] != figures.get("收入").value):
        return ""
    return f"{max(valued)[1]}.{rest}".rstrip(".")
