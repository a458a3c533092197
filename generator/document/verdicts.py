"""How far a published value is from what its formula gives, and what was let stand, told at the figure itself.

The check judges; here its findings are put into words for readers.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from generator.document.desk import Inputs
from generator.figures.engine import EVERY_ITEM, canonical, is_readable
from generator.figures.figure import Figure, Origin
from generator.findings import Finding
from generator.model.accounts import Published
from generator.model.address import split_name
from generator.model.blocks import FigureEntry

AGREES, TAIL, DIFFERS = "相符", "尾差", "不符"
#: rules of the check: within rounding, beyond it.
ROUNDING, BEYOND = "P003", "P004"
RESPONSIBLE = re.compile(r"（责任人：[^（）]*）$")
#: how far above a figure's own place a finding may stand and still speak of it: its row, or the row's table.
NEAR = 2


def with_verdicts(
    entries: Mapping[str, FigureEntry], inputs: Inputs, findings: Iterable[Finding]
) -> dict[str, FigureEntry]:
    """Return the entries with what the check found on them, in words.

    Args:
        entries: every printed figure.
        inputs: what the report was laid out from.
        findings: all findings of the check, waived ones marked, whatever weight the site gives them.
    """
    facts = inputs.figures.facts
    declared = list(zip(facts.published, facts.published_paths, strict=False))
    local: dict[str, list[tuple[Published, str]]] = {}
    for item, path in declared:
        if item.figure and item.where and is_readable(item.figure) and EVERY_ITEM not in item.figure:
            local.setdefault(canonical(item.figure), []).append((item, path))
    held = _Findings(findings)
    found = {}
    for name, entry in entries.items():
        items = list(local.get(name, ()))
        if entry.origin == str(Origin.PUBLISHED):
            whole = inputs.figures.published_for(name)
            items += [(item, path) for item, path in declared if item is whole]
        about = [one for _, path in items for one in held.below(path, _words(inputs, name))]
        verdict = "；".join(filter(None, (_verdict(inputs, name, item, about) for item, _ in items)))
        let_stand = {**dict.fromkeys(about), **dict.fromkeys(held.at(entry.source))}
        waived = tuple(dict.fromkeys(_told(one) for one in let_stand if one.waived))
        found[name] = replace(entry, verdict=verdict, waived=waived) if verdict or waived else entry
    return found


def _words(inputs: Inputs, name: str) -> str:
    return inputs.naming.words(split_name(name)[0])


class _Findings:
    """Findings by where they stand."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._all = [finding for finding in findings if finding.path]
        self._waived: dict[str, list[Finding]] = {}
        for finding in self._all:
            if finding.waived:
                self._waived.setdefault(finding.path, []).append(finding)

    def below(self, path: str, words: str) -> list[Finding]:
        """Return the findings on a declared value that speak of a figure by its name."""
        on = (finding for finding in self._all if finding.path == path or finding.path.startswith(f"{path}/"))
        return [finding for finding in on if finding.message.startswith(words)]

    def at(self, source: str) -> list[Finding]:
        """Return the waived findings at a typed value or right above it."""
        found: list[Finding] = []
        path = source
        for _ in range(NEAR + 1):
            found += self._waived.get(path, ())
            path, slash, _ = path.rpartition("/")
            if not slash or path.endswith("#"):
                break
        return found


def _told(finding: Finding) -> str:
    """Return a waived finding with its reason; who answers for it is for the office, not for the page."""
    reason = f"照原件公布，原因：{RESPONSIBLE.sub('', finding.waived)}"
    return reason if finding.code in {ROUNDING, BEYOND} else f"{finding.message}。{reason}"


def _verdict(inputs: Inputs, name: str, item: Published, about: list[Finding]) -> str:
    """Return 相符, 尾差 or 不符 with both values; "" where nothing can be computed."""
    figure = inputs.figures.get(name)
    computed = figure.value if item.where else figure.computed
    if computed is None:
        return ""
    unit = inputs.printer.unit(figure)
    if item.where:
        mark, against = f"{item.where}印的是{item.printed}{unit}", "其他各处"
    else:
        mark, against = f"公布的是{item.printed}{unit}", "按算式"
    codes = {finding.code for finding in about if finding.path.startswith(f"{_path(inputs, item)}/")}
    expected = _digits(inputs, figure, computed)
    if BEYOND not in codes and (ROUNDING not in codes or expected == item.printed):
        return f"{AGREES}：{mark}，与{against}{'的' if item.where else '得到的'}一致"
    word = DIFFERS if BEYOND in codes else TAIL
    return f"{word}：{mark}，{against}是{expected}{unit}{_difference(inputs, figure, item, computed)}"


def _path(inputs: Inputs, item: Published) -> str:
    facts = inputs.figures.facts
    return next(path for one, path in zip(facts.published, facts.published_paths, strict=False) if one is item)


def _difference(inputs: Inputs, figure: Figure, item: Published, computed: Decimal) -> str:
    """Return by how much the two differ, in words."""
    try:
        printed = Decimal(item.printed)
    except ArithmeticError:
        return ""
    expected = inputs.printer.in_unit(replace(figure, value=computed))
    gap = abs(printed - expected)
    places = 2 if round(gap, 2) else 4
    unit = "个百分点" if figure.kind == "percent" else inputs.printer.unit(figure)
    return f"，相差{format(round(gap, places).normalize(), 'f')}{unit}"


def _digits(inputs: Inputs, figure: Figure, value: Decimal) -> str:
    """Return a value in the figure's unit, two decimals or more where fewer would hide a difference."""
    number = inputs.printer.in_unit(replace(figure, value=value))
    return format(round(number, 2), "f") if figure.kind != "count" else format(number.normalize(), "f")
