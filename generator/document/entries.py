"""What a reader may know of each printed figure: its name in words, formula with values, source."""

import hashlib
import re
from dataclasses import dataclass

from generator.document.compared import Comparisons
from generator.document.desk import Desk
from generator.document.meanings import OPERATION_WORDS, Meanings
from generator.figures.figure import Figure, Origin
from generator.model.address import split_name
from generator.model.blocks import FigureEntry

PLACE = re.compile(r"\{(\d+)\}")
#: a rate is made of a part and a whole.
RATE_OPERANDS = 2
IMPLIED_REMARK = "同一行或同一张表里没有填的栏，按零计。"


def key_of(name: str) -> str:
    """Return the ASCII id of a figure: stable as long as its name is."""
    return "n" + hashlib.sha256(name.encode()).hexdigest()[:10]


def entries_of(desk: Desk) -> dict[str, FigureEntry]:
    """Return an entry for each printed figure and for every figure their formulas use, in order of printing."""
    explainer = _Explainer(desk, Meanings(desk), Comparisons(desk))
    waiting = list(desk.printed)
    entries: dict[str, FigureEntry] = {}
    for name in waiting:
        if name in entries:
            continue
        figure, printed = desk.printed.get(name) or (desk.inputs.figures.get(name), "")
        printed = printed or desk.inputs.printer.text(figure)
        entries[name] = _entry(explainer, figure, printed)
        waiting += [operand for operand in figure.inputs if operand not in entries]
    return entries


@dataclass(frozen=True, slots=True)
class _Explainer:
    """What entries are made with: the report, the meanings of its figures, their comparisons."""

    desk: Desk
    meanings: Meanings
    comparisons: Comparisons


def _entry(explainer: _Explainer, figure: Figure, printed: str) -> FigureEntry:
    desk = explainer.desk
    printer = desk.inputs.printer
    address, operations = split_name(figure.name)
    known = figure.value is not None
    return FigureEntry(
        name=figure.name,
        key=key_of(figure.name),
        label=label_of(desk, figure.name),
        printed=printed,
        unit=printer.unit(figure),
        exact=_plain_digits(desk, figure) if known else "",
        formula=_formula(desk, figure, printed),
        inputs=figure.inputs,
        origin="typed" if figure.origin is Origin.IMPLIED else str(figure.origin),
        source=figure.source,
        remark=_remark(desk, figure),
        meaning=explainer.meanings.of(address, operations),
        change=tuple(explainer.comparisons.of(figure)),
        scope=_scope(explainer, figure),
        pattern=figure.formula,
    )


def _scope(explainer: _Explainer, figure: Figure) -> str:
    """Return which money of which year it is; of a rate also what its 100 % is."""
    address, operations = split_name(figure.name)
    told = explainer.meanings.scope(address, figure.kind)
    if figure.kind != "percent" or not operations or len(figure.inputs) != RATE_OPERANDS:
        return told
    base, year = figure.inputs[1], explainer.desk.inputs.report.year
    label = label_of(explainer.desk, base)
    scope = explainer.meanings.scope(split_name(base)[0], "money")
    parts = [part for part in scope.split("，") if part not in label and part != f"{year}年度"]
    bracket = f"（{'，'.join(parts)}）" if parts else ""
    return f"{told}，以{label}{bracket}为100%"


def label_of(desk: Desk, name: str) -> str:
    """Return a figure's name in plain words."""
    if name not in desk.labels:  # a total is named in the formula of each of its parts
        desk.labels[name] = _label(desk, name)
    return desk.labels[name]


def _label(desk: Desk, name: str) -> str:
    address, operations = split_name(name)
    words = desk.inputs.naming.words(address)
    return words + "".join(f"，{OPERATION_WORDS.get(word, word)}" for word in operations)


def _plain_digits(desk: Desk, figure: Figure) -> str:
    value = desk.inputs.printer.in_unit(figure)
    digits = format(value if figure.kind != "percent" else round(value, 6), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _formula(desk: Desk, figure: Figure, printed: str) -> str:
    if not figure.formula:
        return ""

    def operand(match: re.Match[str]) -> str:
        name = figure.inputs[int(match[1])]
        known = desk.printed.get(name)
        text = (known[1] if known else desk.inputs.printer.text(desk.inputs.figures.get(name))) or "未公布"
        return f"{label_of(desk, name)} {text}"

    spelled = PLACE.sub(operand, figure.formula)
    if figure.origin is Origin.PUBLISHED:
        return spelled
    return f"{spelled} = {printed}"


def _remark(desk: Desk, figure: Figure) -> str:
    if figure.origin is Origin.IMPLIED:
        return IMPLIED_REMARK
    if figure.origin is not Origin.PUBLISHED:
        return ""
    if figure.computed is None:
        return f"公布值：{figure.remark}。"
    number_format = {"percent": "百分比", "money": "金额"}.get(figure.kind, "原样")
    computed = desk.inputs.printer.number(Figure(figure.name, figure.computed, figure.kind, figure.unit), number_format)
    return f"公布值：{figure.remark}。按数据计算为{computed}{desk.inputs.printer.unit(figure)}。"
