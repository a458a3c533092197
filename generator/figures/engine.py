"""Figures of one report: every value that can be printed, looked up by its dotted name.

A name is an address followed by operations: `支出.一般公共预算.占比`, `收入总计.较上年.增减率`. A value is typed, or
follows from typed ones; where a published value is declared, it is used from there on (DESIGN decision 6).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generator.figures.figure import Figure, Origin
from generator.figures.grammar import Expression, Name, Number, Operation, evaluate, names_of, parse_expression
from generator.figures.implied import implied_by, is_absent_row
from generator.figures.operations import are_known, operate
from generator.figures.rollup import FUND_PARTS, Parts, Rows, Shape, functional_parts, parts_of, rows_of, shape_of
from generator.model.accounts import Published
from generator.model.address import Address, UnknownNameError, parse_name, split_name
from generator.model.facts import Blank, Fact, Facts
from generator.model.vocabulary import FREE
from generator.money import AmountProblem, quantity

#: in the name of a published value: each 项 of the table.
EVERY_ITEM = "各项"
COUNT_MEASURES = {
    "trip_groups", "trip_persons", "vehicles_bought", "vehicles_held", "reception_batches", "reception_persons",
    "asset_vehicles", "asset_equipment", "quota", "serving", "hired", "retired", "evaluation_weight",
    "evaluation_score", "indicator", "meetings_held", "meeting_persons", "trainings_held",
    "training_persons", "celebrations_held",
}  # fmt: skip


@dataclass(slots=True)
class Figures:
    """The figures of one report.

    Attributes:
        facts: what was typed this year.
        formulas: figure name → expression of the style, for figures of several measures such as 收入总计.
        prior: facts of last year's own report, when there is one.
        is_new_unit: whether there was no last year, so that its figures are absent and not unknown.
        printed_unit: unit in which published values of money are typed: that of the document, not of the file.
        units: measure → unit of money it is printed in, where it is another than `printed_unit`.
        grades: grade → least total score, out of 100, from the best down.
    """

    facts: Facts
    formulas: Mapping[str, Expression] = field(default_factory=dict)
    prior: "Figures | None" = None
    is_new_unit: bool = False
    printed_unit: str = "万元"
    units: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, Decimal] = field(default_factory=dict)
    _shape: Shape = field(init=False)
    _known: dict[str, Figure] = field(init=False, default_factory=dict)
    _typed: set[Rows] = field(init=False)
    _restated: set[Rows] = field(init=False)
    _open: set[Address] = field(init=False, default_factory=set)
    _published: dict[str, Published] = field(init=False)

    def __post_init__(self) -> None:
        """Index the shape of the rows and the published values that hold everywhere."""
        self._shape = shape_of(self.facts.by_address, self.facts.groups)
        self._typed = {rows_of(address) for address in self.facts.by_address}
        self._restated = {rows_of(found) for found in self.facts.by_address if found.version in {"prior", "change"}}
        self._published = {
            canonical(item.figure): item
            for item in self.facts.published
            if item.figure and item.where is None and is_readable(item.figure)
        }

    @property
    def shape(self) -> Shape:
        """Return which rows were typed."""
        return self._shape

    def get(self, name: str) -> Figure:
        """Return the figure of a dotted name; a figure without value when it is not known.

        Raises:
            UnknownNameError: the name is no name of a figure.
        """
        name = canonical(name)
        if name not in self._known:
            address, operations = split_name(name)
            found = self.at(address) if not operations else operate(self, address, operations, name)
            self._known[name] = self._printed(found)
        return self._known[name]

    def at(self, address: Address) -> Figure:
        """Return the figure at an address, published value included."""
        name = address.name
        if name in self._known:
            return self._known[name]
        if address in self._open:  # a style's formulas may run in a circle
            return Figure(name, kind=kind_of(address))
        self._open.add(address)
        try:
            found = self._printed(self.computed(address))
        finally:
            self._open.discard(address)
        self._known[name] = found
        return found

    def computed(self, address: Address) -> Figure:
        """Return what follows from the typed facts, published values of this very figure aside."""
        fact = self.facts.by_address.get(address)
        if fact is not None:
            return figure_of(fact)
        for way in self._ways(address):
            found = way(address)
            if found is not None:
                return found
        return Figure(address.name, kind=kind_of(address), blank=self._blank(address))

    def _ways(self, address: Address) -> tuple[Callable[[Address], Figure | None], ...]:
        """Return how a value may follow, the surest first.

        Last year's report knows its own totals: its rows need not be this year's. Only where last year is stated here
        (restated, or by what changed) does it follow from that.
        """
        derived = (self._absent, self._back, self._formula, self._sums, self._implied, self._complement)
        if address.version == "prior" and rows_of(address) not in self._restated:
            return (self._from_prior, *derived)
        return (*derived, self._from_prior)

    def _blank(self, address: Address) -> Blank | None:
        """Return 未公布 for a whole of which a part is declared blank: no sum above it may take it for zero."""
        parts = (self.at(part) for ways in parts_of(address, self._shape) for part in ways.addresses)
        return Blank.UNKNOWN if any(part.value is None and part.blank for part in parts) else None

    def _printed(self, figure: Figure) -> Figure:
        """Return the figure with its declared published value, if there is one."""
        published = self.published_for(figure.name)
        if published is None or figure.origin is Origin.PUBLISHED:
            return figure
        return publish(figure, published, self.unit_of(figure.name, self.printed_unit))

    def unit_of(self, name: str, usual: str) -> str:
        """Return the unit in which the money of a figure is printed: that of its measure, else the usual one."""
        return self.units.get(split_name(name)[0].measure, usual) if self.units else usual

    def published_for(self, name: str) -> Published | None:
        """Return the published value declared for a name, or for 各项 of its kind."""
        if name in self._published:
            return self._published[name]
        if not any(is_of_every_item(known) for known in self._published):
            return None
        words = [EVERY_ITEM if len(word) == 7 and word.isdigit() else word for word in name.split(".")]  # noqa: PLR2004 - 项 has seven digits
        return self._published.get(".".join(words))

    def _back(self, address: Address) -> Figure | None:
        """Return last year's amount from the change that was published (倒算)."""
        if address.version != "prior":
            return None
        now, change = self.at(address.with_(version="outturn")), self._change(address)
        if now.value is None or change is None or change.value is None:
            return None
        return Figure(
            address.name, now.value - change.value, kind_of(address), now.unit, None, max(now.step, change.step),
            "{0} − {1}", (now.name, change.name), Origin.DERIVED,
        )  # fmt: skip

    def _change(self, address: Address) -> Figure | None:
        change = address.with_(version="change")
        fact = self.facts.by_address.get(change)
        return figure_of(fact) if fact else self._sums(change)

    def _formula(self, address: Address) -> Figure | None:
        """Return the value of the style's formula for this figure, its version carried over to the operands."""
        exact = self.formulas.get(address.with_(scope="", institution="").name)
        fund = "" if "fund" in FREE.get(address.measure, ()) else address.fund
        bare = self.formulas.get(address.with_(version="outturn", scope="", institution="", fund=fund).name)
        expression = exact or bare
        if expression is None:
            return None
        inputs = tuple(dict.fromkeys(names_of(expression)))
        carried = {key: code for key, code in _carried(address).items() if not (exact and key == "version")}
        operands = [self.at(_at(parse_name(name), carried)) for name in inputs]
        if any(operand.value is None for operand in operands):
            return None
        values = dict(zip(inputs, operands, strict=True))
        value = _evaluate(expression, values)
        if value is None:
            return None
        return Figure(
            address.name, value, *_kind_of(expression, operands), None, max(operand.step for operand in operands),
            _spell(expression, inputs), tuple(operand.name for operand in operands), Origin.COMPUTED,
        )  # fmt: skip

    def _sums(self, address: Address) -> Figure | None:
        # Where nothing of a single fund was typed, no part of it is known either: most unknown cells end here.
        if address.fund not in FUND_PARTS and not self._may_have_parts(address):
            return None
        for parts in parts_of(address, self._shape):
            found = self._sum(address, parts)
            if found is not None:
                return found
        return None

    def _may_have_parts(self, address: Address) -> bool:
        """Return whether anything was typed for an address or for the institutions it is made of."""
        return rows_of(address) in self._typed or bool(
            self._shape.institutions.get((address.measure, address.scope)) or address.institution
        )

    def _sum(self, address: Address, parts: Parts) -> Figure | None:
        """Return the sum of the parts, or None where one that counts is unknown."""
        known = [self.at(part) for part in parts.addresses]
        counted = [figure for figure in known if figure.value is not None]
        if not counted or (len(counted) < len(known) and not parts.is_open):
            return None
        if any(figure.blank for figure in known):
            return None
        return Figure(
            address.name, sum((figure.value or Decimal(0) for figure in counted), Decimal(0)),
            kind_of(address), counted[0].unit, None, max(figure.step for figure in counted),
            " + ".join(f"{{{index}}}" for index in range(len(counted))),
            tuple(figure.name for figure in counted),
            Origin.IMPLIED if all(figure.origin is Origin.IMPLIED for figure in counted) else Origin.COMPUTED,
        )  # fmt: skip

    def _absent(self, address: Address) -> Figure | None:
        """Return zero for a code that the rows of its fund do not hold; asked first, as most cells are such."""
        if not is_absent_row(address, self._shape):
            return None
        whole = self.facts.by_address.get(address.with_(functional="", nature=""))
        is_zero = whole is not None and whole.quantity is not None and not whole.quantity.value
        if not is_zero and not self._shape.functional_of(address):
            return None
        return Figure(address.name, Decimal(0), origin=Origin.IMPLIED, source=whole.path if whole else "")

    def _implied(self, address: Address) -> Figure | None:
        """Return zero for a column left blank in a row, or a source left out of a list, that was typed otherwise."""
        for sibling in implied_by(address, self.facts.by_address):
            fact = self.facts.by_address[sibling]
            unit = fact.quantity.unit if fact.quantity and kind_of(address) == "count" else ""
            return Figure(address.name, Decimal(0), kind_of(address), unit, origin=Origin.IMPLIED, source=fact.path)
        return None

    def _complement(self, address: Address) -> Figure | None:
        """Return project expenditure as the total less basic expenditure, where only these are known."""
        if address.measure != "expenditure" or address.nature != "project" or address.functional:
            return None
        whole = address.with_(nature="")
        fact = self.facts.by_address.get(whole)
        total = self._printed(figure_of(fact)) if fact else self._of_rows(whole)
        basic = self.at(address.with_(nature="basic"))
        if total is None or total.value is None or basic.value is None:
            return None
        return Figure(
            address.name, total.value - basic.value, "money", "", None, max(total.step, basic.step),
            "{0} − {1}", (total.name, basic.name), Origin.COMPUTED,
        )  # fmt: skip

    def _of_rows(self, address: Address) -> Figure | None:
        """Return the total of the functional rows, published value included, without asking for natures."""
        parts = next(functional_parts(address, self._shape), None)
        found = self._sum(address, parts) if parts else None
        return self._printed(found) if found else None

    def _from_prior(self, address: Address) -> Figure | None:
        """Return last year's amount from last year's own report."""
        if address.version != "prior" or self.prior is None:
            return None
        found = self.prior.at(address.with_(version="outturn"))
        if found.value is None:
            return None
        return replace(found, name=address.name, formula="", inputs=(), origin=Origin.TYPED)


def canonical(name: str) -> str:
    """Return a name in canonical order, operations kept behind; names with 各项 are kept as they are."""
    if is_of_every_item(name):
        words = name.split(".")
        at = words.index(EVERY_ITEM)
        return ".".join([split_name(".".join(words[:at]))[0].name, *words[at:]])
    address, operations = split_name(name)
    return ".".join([address.name, *operations])


def is_of_every_item(name: str) -> bool:
    """Return whether a name speaks of each 项 of a table at once."""
    return EVERY_ITEM in name.split(".")


def is_readable(name: str) -> bool:
    """Return whether a name means a figure; the check tells of those that do not."""
    try:
        canonical(name)
    except UnknownNameError:
        return False
    return True


def is_figure(name: str) -> bool:
    """Return whether a name means a figure and asks nothing of it that is unknown, so that `Figures.get` takes it."""
    return is_readable(name) and (is_of_every_item(name) or are_known(split_name(name)[1]))


def kind_of(address: Address) -> str:
    """Return whether an address holds money or a count."""
    if address.measure in COUNT_MEASURES:
        return "count"
    if address.measure == "performance" and address.item != "evaluated_amount":
        return "count"
    return "money"


def figure_of(fact: Fact) -> Figure:
    """Return a typed fact as a figure."""
    if fact.quantity is None:
        return Figure(
            fact.address.name, None, kind_of(fact.address), blank=fact.blank, origin=Origin.TYPED, source=fact.path
        )
    money = fact.quantity.unit in {"元", "万元", "亿元"}
    is_rate = fact.quantity.unit == "%" and fact.address.measure != "indicator"  # a target keeps its digits
    kind = "money" if money else "percent" if is_rate else "count"
    return Figure(
        fact.address.name, fact.quantity.value, kind, "" if money else fact.quantity.unit, None,
        fact.quantity.step if money else Decimal(0), "", (), Origin.TYPED, fact.path, fact.quantity.text,
    )  # fmt: skip


def publish(figure: Figure, published: Published, unit: str) -> Figure:
    """Return the figure as published: its number where the text is one, else its words; the computed value is kept."""
    typed_unit = unit if figure.kind == "money" else "%" if figure.kind == "percent" else figure.unit or "个"
    read = quantity(published.printed, typed_unit)
    if isinstance(read, AmountProblem):
        return replace(
            figure, word=published.printed, origin=Origin.PUBLISHED, remark=published.reason, computed=figure.value
        )
    return replace(
        figure, value=read.value, typed=read.text, origin=Origin.PUBLISHED, blank=None,
        remark=published.reason, computed=figure.value, step=read.step if figure.kind == "money" else Decimal(0),
    )  # fmt: skip


def _carried(address: Address) -> dict[str, str]:
    """Return the dimensions that a style's formula passes on to its operands."""
    fund = address.fund if "fund" in FREE.get(address.measure, ()) else ""
    return {"version": address.version, "institution": address.institution, "scope": address.scope, "fund": fund}


def _at(address: Address, carried: Mapping[str, str]) -> Address:
    """Return an operand with what its formula passes on; what the operand names itself stays."""
    open_ = {key: code for key, code in carried.items() if code and getattr(address, key) in {"", "outturn"}}
    return address.with_(**open_)


def _kind_of(expression: Expression, operands: Sequence[Figure]) -> tuple[str, str]:
    """Return kind and unit of what a formula gives: a quotient times 100 is a rate."""
    if isinstance(expression, Operation) and expression.mark in "×÷" and _divides(expression):
        return "percent", "%"
    first = operands[0]
    return first.kind, "" if first.kind == "money" else first.unit


def _divides(expression: Expression) -> bool:
    if not isinstance(expression, Operation):
        return False
    return expression.mark == "÷" or _divides(expression.left) or _divides(expression.right)


def _evaluate(expression: Expression, values: Mapping[str, Figure]) -> Decimal | None:
    return evaluate(expression, lambda name: values[name].value)


def _spell(expression: Expression, inputs: tuple[str, ...]) -> str:
    """Return the expression with `{n}` in place of its names."""
    if isinstance(expression, Number):
        return str(expression.value)
    if isinstance(expression, Name):
        return f"{{{inputs.index(expression.name)}}}"
    if isinstance(expression, Operation):
        left, right = _spell(expression.left, inputs), _spell(expression.right, inputs)
        bracket = expression.mark in "×÷" and isinstance(expression.right, Operation)
        return f"{left} {expression.mark} " + (f"({right})" if bracket else right)
    raise AssertionError(expression)


def formulas_of(texts: Mapping[str, str]) -> dict[str, Expression]:
    """Return the parsed formulas of a style by canonical name.

    Raises:
        FormulaError: a formula cannot be read.
        UnknownNameError: a name in it is no name.
    """
    found = {}
    for name, text in texts.items():
        expression = parse_expression(text)
        for operand in names_of(expression):
            parse_name(operand)
        found[canonical(name)] = expression
    return found


__all__ = ["Figures", "UnknownNameError", "canonical", "figure_of", "formulas_of", "kind_of", "publish"]
