"""Headline figures of a report that can be set beside those of other years and departments."""

from collections.abc import Iterator

from generator.document.desk import Desk
from generator.figures.figure import Figure, Origin
from generator.model.blocks import Measure
from generator.model.style import MeasureForm

PRIOR = "上年决算数"
#: budgets in the order in which they are preferred: that of the start of the year is the more common base.
BUDGETS = {"年初预算数": "年初预算", "全年预算数": "全年预算"}
DERIVED_NOTE = "上年数由公布的增减额倒算"
PUBLISHED_NOTE = "公布值与按数据计算的不同"


def measures_of(desk: Desk) -> Iterator[Measure]:
    """Yield the figures of 比较项目 whose outturn the report knows; each is registered as printed."""
    for key, form in desk.inputs.style.measures.items():
        figure = desk.inputs.figures.get(form.figure)
        if figure.value is not None:
            yield _measure(desk, key, form, figure)


def _measure(desk: Desk, key: str, form: MeasureForm, figure: Figure) -> Measure:
    figures, printer = desk.inputs.figures, desk.inputs.printer
    prior = figures.get(f"{form.figure}.{PRIOR}")
    budgets = ((base, figures.get(f"{form.figure}.{name}")) for name, base in BUDGETS.items())
    base, budget = next(((base, found) for base, found in budgets if found.value is not None), ("", None))
    notes = [DERIVED_NOTE] if prior.origin is Origin.DERIVED and prior.value is not None else []
    notes += [PUBLISHED_NOTE] if figure.origin is Origin.PUBLISHED and figure.computed is not None else []
    for known in (figure, prior, budget):
        if known is not None and known.value is not None:
            desk.note(known, printer.text(known))
    return Measure(
        key=key,
        label=form.title,
        topic=form.topic,
        scope=form.scope,
        unit=printer.unit(figure),
        printed=printer.text(figure),
        value=_digits(desk, figure),
        figure=figure.name,
        prior=_digits(desk, prior),
        prior_figure=prior.name if prior.value is not None else "",
        budget=_digits(desk, budget) if budget else "",
        budget_base=base,
        budget_figure=budget.name if budget else "",
        note="；".join(notes),
    )


def _digits(desk: Desk, figure: Figure) -> str:
    """Return the plain digits of a figure in its printed unit, as the report prints it; "" when unknown."""
    if figure.value is None:
        return ""
    digits = format(desk.inputs.printer.in_unit(figure), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
