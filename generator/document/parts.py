"""Lists of parts by name: 各类, 各项, 各款, and the largest of them."""

from collections.abc import Iterator

from generator.figures.engine import Figures
from generator.figures.rollup import ECONOMIC_PARTS, children
from generator.model.address import Address, split_name

LEVELS = {"各类": 3, "各项": 7}


def parts_named(figures: Figures, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the names of figures, with 各类, 各项 (functional codes) and 各款 (economic classes) written out.

    Functional codes come in code order, economic classes in the order in which they were typed.
    """
    for name in names:
        head, _, last = name.rpartition(".")
        if last in LEVELS:
            address = split_name(head)[0]
            for code in functional_codes(figures, address, LEVELS[last]):
                yield f"{head}.{code}"
        elif last == "各款":
            yield from _economic(figures, split_name(head)[0])
        else:
            yield name


def functional_codes(figures: Figures, address: Address, length: int) -> tuple[str, ...]:
    """Return the functional codes of a length that the rows of an address hold, in code order."""
    fund = "" if address.measure == "income" else address.fund
    codes = figures.shape.functional.get((address.measure, fund), frozenset())
    return tuple(sorted(code for code in codes if len(code) == length and code.startswith(address.functional)))


def _economic(figures: Figures, address: Address) -> Iterator[str]:
    classes = ECONOMIC_PARTS[address.economic]
    for other in figures.facts.by_address:
        mine = other.fund == address.fund and other.nature == address.nature and other.economic[:3] in classes
        if mine and other.measure == address.measure and _is_leaf(figures, other):
            yield other.name


def _is_leaf(figures: Figures, address: Address) -> bool:
    codes = figures.shape.economic.get((address.measure, address.fund), frozenset())
    typed_below = any(
        address.with_(economic=code) in figures.facts.by_address for code in children(codes, address.economic)
    )
    return not typed_below


def largest(figures: Figures, subject: str, reference: str) -> str:
    """Return a reference to 最大类 or 最大项 (the largest part of a subject) by its full name, or ""."""
    head, _, rest = reference.partition(".")
    if head == "最大类" or not subject:
        names = list(parts_named(figures, ("支出.一般公共预算.各类",)))
    else:
        names = [f"{subject}.{item}" for item in ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")]
    known = [(figures.get(name).value, name) for name in names]
    valued = [(value, name) for value, name in known if value]
    if not valued:
        return ""
    return f"{max(valued)[1]}.{rest}"
