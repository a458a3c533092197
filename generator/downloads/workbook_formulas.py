"""Formulas of a workbook: a cell whose figure follows from other cells recomputes it, by the engine's own arithmetic.

A cell stays a constant where its value is declared (公布值), where an operand stands nowhere in the workbook, and
where the formula would not give what is printed: a workbook that contradicts the published text serves nobody.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from generator.downloads.workbook_cells import Number, Placed, Sheet
from generator.downloads.workbook_terms import At, Formula, Term, UnfitError, cell_name, fitting, joined
from generator.figures.grammar import Expression, FormulaError, Name, parse_expression
from generator.figures.grammar import Number as Literal
from generator.model.blocks import FigureEntry
from generator.money import round_half_up

_PLACE = re.compile(r"\{(\d+)\}")
_SUM = re.compile(r"\{\d+\}(?: \+ \{\d+\})+")
_SIZE = re.compile(r"\|(\{\d+\})\|")
#: the last two digits of a 款, 项 or economic code, which its siblings do not share.
_SIBLING = re.compile(r"(?<=\.)(\d{3}|\d{5})\d\d(?=\.|$)")
#: longer sums are written SUM(…), with neighbours as ranges.
_FEW = 3
_MOST_ARGUMENTS = 200
PUBLISHED = "published"
_Find = Callable[[str], At | None]


def formulas_of(sheets: Sequence[Sheet], figures: Mapping[str, FigureEntry]) -> dict[tuple[int, int, int], Formula]:
    """Return the formulas of a workbook by sheet, row and column.

    A figure that stands in several tables is computed where its operands stand beside it, and taken over from there.

    Args:
        sheets: the sheets.
        figures: the figures of the document.
    """
    return _Writer(sheets, figures).write()


class _Writer:
    """Writes the formulas of one workbook."""

    def __init__(self, sheets: Sequence[Sheet], figures: Mapping[str, FigureEntry]) -> None:
        self.sheets = sheets
        self.figures = figures
        self.cells: dict[str, list[tuple[At, Number]]] = {}
        self.here: dict[tuple[int, str], At] = {}
        self.zeros: dict[tuple[int, int, str], list[At]] = {}
        for number, sheet in enumerate(sheets):
            for place in sheet.placed:
                self._know(number, place)

    def _know(self, sheet: int, place: Placed) -> None:
        if not place.figure or (place.number is None and not place.is_blank):
            return
        at = At(sheet, place.row, place.column, place.number.value if place.number else Decimal(0))
        self.here.setdefault((sheet, place.figure), at)
        if not at.value:
            self.zeros.setdefault((sheet, at.column, _family(place.figure)), []).append(at)
        if place.number is not None:
            self.cells.setdefault(place.figure, []).append((at, place.number))

    def write(self) -> dict[tuple[int, int, int], Formula]:
        """Return the formulas by sheet, row and column."""
        beside = ((at, self._beside(name, at, number)) for name, at, number in self._open())
        local = {at: formula for at, formula in beside if formula}
        homes = {name: next((at for at, _ in cells if at in local), cells[0][0]) for name, cells in self.cells.items()}
        found: dict[tuple[int, int, int], Formula] = {}
        for name, at, number in self._open():
            formula = local.get(at) or self._elsewhere(name, (at, number), homes)
            if formula is not None:
                found[at.sheet, at.row, at.column] = formula
        return found

    def _open(self) -> Iterator[tuple[str, At, Number]]:
        """Yield the cells that may hold a formula: those without a declared value."""
        for name, cells in self.cells.items():
            entry = self.figures.get(name)
            if entry is None or entry.origin == PUBLISHED:
                continue
            yield from ((name, at, number) for at, number in cells if not number.is_otherwise)

    def _beside(self, name: str, at: At, number: Number) -> Formula | None:
        """Return the formula over cells of the same sheet."""
        return self._formula(name, at, number, lambda operand: self.here.get((at.sheet, operand)))

    def _elsewhere(self, name: str, cell: tuple[At, Number], homes: Mapping[str, At]) -> Formula | None:
        """Return the cell where the figure is at home, or there the formula over cells of any sheet."""
        at, number = cell
        home = homes[name]
        if at != home and round_half_up(home.value, number.places) == number.shown:
            return Formula(f"={self._name(home, at)}", home.value)
        if at != home:
            return None

        def find(operand: str) -> At | None:
            return self.here.get((at.sheet, operand)) or homes.get(operand) or self._anywhere(operand)

        return self._formula(name, at, number, find)

    def _anywhere(self, operand: str) -> At | None:
        """Return a blank cell that stands for a figure no cell prints."""
        found = (self.here.get((sheet, operand)) for sheet in range(len(self.sheets)))
        return next((at for at in found if at), None)

    def _formula(self, name: str, at: At, number: Number, find: _Find) -> Formula | None:
        entry = self.figures[name]
        if not entry.pattern or not entry.inputs:
            return None
        try:
            term = self._sum(entry, at, find) if _SUM.fullmatch(entry.pattern) else self._parsed(entry, at, find)
        except (UnfitError, FormulaError):
            return None
        return fitting(term, number, is_quotient="÷" in entry.pattern)

    def _parsed(self, entry: FigureEntry, at: At, find: _Find) -> Term:
        """Return what the pattern of an entry says, read by the one grammar."""
        pattern = entry.pattern.replace("100%", "100").replace("100元", "100")
        if size := _SIZE.fullmatch(pattern):
            pattern = size[1]  # the sign is seen to when the formula is compared with what is printed
        return self._term(parse_expression(pattern), entry, at, find)

    def _term(self, expression: Expression, entry: FigureEntry, at: At, find: _Find) -> Term:
        if isinstance(expression, Literal):
            return str(expression.value), expression.value, False
        if isinstance(expression, Name):
            return self._operand(expression.name, entry, at, find)
        left, right = (self._term(side, entry, at, find) for side in (expression.left, expression.right))
        return joined(expression, left, right)

    def _operand(self, place: str, entry: FigureEntry, at: At, find: _Find) -> Term:
        """Return the cell of an operand; a zero that is printed nowhere is left out of sums."""
        match = _PLACE.fullmatch(place)
        if match is None or int(match[1]) >= len(entry.inputs):
            raise UnfitError
        name = entry.inputs[int(match[1])]
        found = find(name)
        if found is not None:
            return self._name(found, at), found.value, False
        known = self.figures.get(name)
        is_zero = known is not None and bool(known.exact) and not Decimal(known.exact)
        if is_zero and name not in self.cells and self._anywhere(name) is None:
            return None
        raise UnfitError

    def _sum(self, entry: FigureEntry, at: At, find: _Find) -> Term:
        """Return a sum: few parts written out, many as SUM with neighbours as ranges."""
        cells = []
        value = Decimal(0)
        for match in _PLACE.finditer(entry.pattern):
            found = find(entry.inputs[int(match[1])])
            if found is not None:
                cells.append(found)
                value += found.value
            else:
                self._operand(match[0], entry, at, find)  # may be left out, or no formula fits
        if not cells:
            return None
        cells = self._with_siblings(cells, entry)
        if len(cells) <= _FEW:
            return "+".join(self._name(cell, at) for cell in cells), value, len(cells) > 1
        ranges = list(self._ranges(cells, at))
        if len(ranges) > _MOST_ARGUMENTS:
            raise UnfitError
        return f"SUM({','.join(ranges)})", value, False

    def _with_siblings(self, cells: list[At], entry: FigureEntry) -> list[At]:
        """Return the parts of a sum with the rows of the same family that print zero, which nobody typed."""
        families = {_family(name) for name in entry.inputs}
        columns = {(cell.sheet, cell.column) for cell in cells}
        family = families.pop()
        if families or family == entry.inputs[0] or len(columns) > 1:
            return cells
        zeros = self.zeros.get((*columns.pop(), family), [])
        return sorted({*cells, *zeros}, key=lambda cell: cell.row) if zeros else cells

    def _ranges(self, cells: Sequence[At], at: At) -> Iterator[str]:
        """Yield cells, runs of them down a column as one range."""
        run = [cells[0]]
        for before, cell in pairwise(cells):
            is_next = (before.sheet, before.column, before.row + 1) == (cell.sheet, cell.column, cell.row)
            if not is_next:
                yield self._range(run, at)
                run = []
            run.append(cell)
        yield self._range(run, at)

    def _range(self, run: Sequence[At], at: At) -> str:
        first = self._name(run[0], at)
        return first if len(run) == 1 else f"{first}:{cell_name(run[-1].row, run[-1].column)}"

    def _name(self, cell: At, at: At) -> str:
        """Return how a formula at a place names a cell."""
        name = cell_name(cell.row, cell.column)
        if cell.sheet == at.sheet:
            return name
        sheet = self.sheets[cell.sheet].name.replace("'", "''")
        return f"'{sheet}'!{name}"


def _family(name: str) -> str:
    """Return what siblings of one classification code have in common; the name itself where it has no such code."""
    return _SIBLING.sub(r"\1", name)
