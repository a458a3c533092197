"""Rows of a sheet against those of a table form: by code, by label in order, by the name of a code."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.desk.importing.labels import alike, bare
from generator.grid.rows import base_of
from generator.model.address import ECONOMIC, FUNCTIONAL
from generator.model.style import Band, Row

#: bare name of a code → the codes that bear it in the report's year.
Codes = Callable[[str], Sequence[str]]
_OPEN = re.compile(r"〔[^〕]*〕")
_WALKS = {"功能科目": "functional", "经济科目": "economic", "类": "functional"}
#: rows of a head or a foot that hold no amounts.
NO_ROWS = frozenset(("", "栏次", "项目", "合计栏次"))


@dataclass(slots=True)
class RowFinder:
    """Finds which row of a form each row of a sheet is; rows come in order, so that equal labels are told apart.

    Attributes:
        bands: the bands it looks in. codes: what bears a name.
    """

    bands: Sequence[Band]
    codes: Codes
    _next: int = field(init=False, default=0)
    _parents: list[str] = field(init=False, default_factory=list)

    def find(self, label: str, code: str) -> Mapping[str, str] | None:
        """Return what the row adds to the address of its cells, or None for a row that the form does not have."""
        return self._by_code(code) if code else self._by_label(label)

    def _by_code(self, code: str) -> Mapping[str, str] | None:
        dimension = "functional" if FUNCTIONAL.fullmatch(code) else "economic" if ECONOMIC.fullmatch(code) else ""
        for row in self._rows():
            if _WALKS.get(row.walk) == dimension:
                self._parents = [*(known for known in self._parents if code.startswith(known)), code]
                return {**base_of(row.source or row.address), dimension: code}
        return None

    def only(self) -> Mapping[str, str] | None:
        """Return the row of a form that has a single one without a name."""
        rows = [row for row in self._rows() if row.address and not row.walk]
        return base_of(rows[0].address) if len(rows) == 1 else None

    def _by_label(self, label: str) -> Mapping[str, str] | None:
        if bare(label) in NO_ROWS:
            return None
        rows = self._rows()
        order = [*range(self._next, len(rows)), *range(self._next)]
        for same in (True, False):
            for index in order:
                row = rows[index]
                if not row.walk and row.address and _means(label, row.title, exactly=same):
                    self._next = index + 1
                    return base_of(row.address)
        return self._by_name(label)

    def _by_name(self, label: str) -> Mapping[str, str] | None:
        """Return the row of the one code that a name can mean here: below the class that came before, or anywhere."""
        for row in self._rows():
            dimension = _WALKS.get(row.walk)
            if dimension is None:
                continue
            held = [code for code in self.codes(bare(label)) if not row.classes or code[:3] in row.classes]
            held = [code for code in held if len(code) == 3] if row.walk == "类" else held  # noqa: PLR2004 - a 类
            below = [code for code in held if any(code.startswith(parent) for parent in self._parents[-1:])]
            chosen = held if len(held) == 1 else below
            if len(chosen) == 1:
                self._parents = [*(known for known in self._parents if chosen[0].startswith(known)), chosen[0]]
                return {**base_of(row.source or row.address), dimension: chosen[0]}
        return None

    def _rows(self) -> list[Row]:
        return [row for band in self.bands for row in band.rows]


def _means(label: str, title: str, *, exactly: bool) -> bool:
    shown = _OPEN.sub("", title)
    one, other = bare(label), bare(shown)
    if exactly:
        return bool(other) and (one == other or (shown != title and one.startswith(other)))
    return alike(label, shown)
