"""Rows of a sheet against those of a table form: by code, by label and what stands around it, by the name of a code."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.desk.importing.codes import in_label
from generator.desk.importing.labels import NO_OTHERS, Others, bare, closeness
from generator.grid.rows import base_of
from generator.model.address import FUNCTIONAL
from generator.model.style import Row

#: bare name of a code → the codes that bear it in the report's year.
Codes = Callable[[str], Sequence[str]]
#: what a row adds to the address of its cells; a text says why it cannot be told; None for a row of no form.
Placed = Mapping[str, str] | str | None
_OPEN = re.compile(r"〔[^〕]*〕")
_WALKS = {"功能科目": "functional", "经济科目": "economic", "类": "functional"}
_CLASS = 3
#: rows of a head or a foot that hold no amounts.
NO_ROWS = frozenset(("", "栏次", "项目", "合计栏次", "类款项", "类", "款", "项"))


@dataclass(slots=True)
class RowFinder:
    """Finds which row of a form each row of a sheet is.

    Attributes:
        form: the rows of the form. codes: what bears a name. others: what else labels are called.
    """

    form: Sequence[Row]
    codes: Codes
    others: Others = field(default_factory=lambda: NO_OTHERS)
    _parents: list[str] = field(init=False, default_factory=list)

    def place(self, rows: Sequence[tuple[str, str]]) -> list[Placed]:
        """Return what each row, given by label and code, is; rows come in order, which tells equal labels apart."""
        form = self.form
        coded = [(label, code) if code else in_label(label)[::-1] for label, code in rows]
        fixed = [() if code else self._meant(label, form) for label, code in coded]
        chosen = _in_order(fixed)
        self._parents = []
        found: list[Placed] = []
        for (label, code), candidates, index in zip(coded, fixed, chosen, strict=True):
            if code:
                found.append(self._by_code(code, form))
            elif index is not None:
                found.append(base_of(form[index].address))
            elif candidates:
                found.append(f"表里有几行都叫“{label}”，分不清是哪一行")
            else:
                found.append(self._by_name(label, form))
        return found

    def only(self) -> Mapping[str, str] | None:
        """Return the row of a form that has a single one without a name."""
        rows = [row for row in self.form if row.address and not row.walk]
        return base_of(rows[0].address) if len(rows) == 1 else None

    def _meant(self, label: str, form: Sequence[Row]) -> tuple[int, ...]:
        """Return the rows of the form that a label means the surest."""
        if bare(label) in NO_ROWS:
            return ()
        scores = [
            (_closeness(label, row.title, self.others), index)
            for index, row in enumerate(form)
            if row.address and not row.walk
        ]
        top = max(scores, default=(0, 0))[0]
        return tuple(index for score, index in scores if score == top and top)

    def _by_code(self, code: str, form: Sequence[Row]) -> Mapping[str, str] | None:
        dimension = "functional" if FUNCTIONAL.fullmatch(code) else "economic"
        for row in form:
            if _WALKS.get(row.walk) == dimension:
                self._go(code)
                return {**base_of(row.source or row.address), dimension: code}
        return None

    def _by_name(self, label: str, form: Sequence[Row]) -> Mapping[str, str] | None:
        """Return the row of the one code that a name can mean here: below the code that came before, or anywhere."""
        for row in form:
            dimension = _WALKS.get(row.walk)
            if dimension is None:
                continue
            held = [code for code in self.codes(bare(label)) if _is_walked(code, row)]
            chosen = held if len(held) == 1 else next(self._below(held), [])
            if chosen:
                self._go(chosen[0])
                return {**base_of(row.source or row.address), dimension: chosen[0]}
        return None

    def _below(self, held: Sequence[str]) -> Iterator[list[str]]:
        """Yield the code right below the one that came before, or below one of those above it, or a 类 of its own."""
        for parent in reversed(self._parents):
            found = [code for code in held if code.startswith(parent) and len(code) == len(parent) + 2]
            if len(found) == 1:
                yield found
        top = [code for code in held if len(code) == _CLASS]
        if len(top) == 1:
            yield top

    def _go(self, code: str) -> None:
        self._parents = [*(known for known in self._parents if code != known and code.startswith(known)), code]


def _is_walked(code: str, row: Row) -> bool:
    if row.walk == "类" and len(code) != _CLASS:
        return False
    is_kind = bool(FUNCTIONAL.fullmatch(code)) == (_WALKS[row.walk] == "functional")
    return is_kind and (not row.classes or code[:_CLASS] in row.classes)


def _closeness(label: str, title: str, others: Others) -> int:
    shown = _OPEN.sub("", title)
    if shown != title and bare(shown) and bare(label).startswith(bare(shown)):
        return 3
    return closeness(label, shown, others)


def _in_order(candidates: Sequence[tuple[int, ...]]) -> list[int | None]:
    """Return which row of the form each row is: where several could be, the one between its sure neighbours.

    Equal labels between the same neighbours are taken in order where there are as many as the form has there.
    """
    sure = [held[0] if len(held) == 1 else None for held in candidates]
    before, after = _nearest(sure, -1), _nearest(sure[::-1], None)[::-1]
    between = [
        tuple(one for one in held if (low is None or one > low) and (high is None or one < high))
        for held, low, high in zip(candidates, before, after, strict=True)
    ]
    times = Counter(held for held in between if held)
    seen: Counter[tuple[int, ...]] = Counter()
    found = list(sure)
    for index, held in enumerate(between):
        if sure[index] is None and held and times[held] == len(held):
            found[index] = held[seen[held]]
            seen[held] += 1
    return found


def _nearest(sure: Sequence[int | None], first: int | None) -> list[int | None]:
    """Return for each place the last sure one before it."""
    found, last = [], first
    for one in sure:
        found.append(last)
        last = one if one is not None else last
    return found
