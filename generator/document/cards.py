"""Answers of the landing page: one figure, one sentence with its base, one link each."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from generator.document.brief import answers_of, inside, is_left_out, spoken
from generator.document.desk import Desk
from generator.document.parts import largest
from generator.document.sentences import Spot, plain
from generator.figures.figure import Figure
from generator.model.address import split_name
from generator.model.blocks import Card, ChartPoint, Section
from generator.model.style import CardForm
from generator.money import in_unit

PRIOR = "上年决算数"
#: from this many yuan on an amount is said in 亿元; below this many also in 元.
HUNDRED_MILLION, TEN_THOUSAND = 100_000_000, 10_000
#: pattern that says what a zero means; ours, so a style may leave it out.
ZERO, IN_YUAN, IN_FULL = "问答.为零", "问答.折元", "问答.折万元"


def cards_of(desk: Desk, parts: tuple[Section, ...]) -> Iterator[Card]:
    """Yield the questions of the style whose answers are known, each leading to its section."""
    pages = {section.key: section.page for section in walk(parts)}
    for form in desk.inputs.style.cards:
        section = desk.inputs.style.sections[form.section]
        if section.slug not in pages or is_left_out(desk, form.unless):
            continue
        for name in _answers(desk, form):
            found = _card(desk, form, name)
            if found is not None:
                yield replace(found, page=pages[section.slug], anchor=section.slug)


def _answers(desk: Desk, form: CardForm) -> Iterator[str]:
    """Yield the figures that answer a question."""
    if form.figure.startswith("最大"):
        found = largest(desk.inputs.figures, "", form.figure)
        yield from (found,) if found else ()
    else:
        yield from answers_of(desk, form.figure)


def _card(desk: Desk, form: CardForm, name: str) -> Card | None:
    """Return the answer that a figure gives, or None where it is not known; its place is still to be filled in."""
    figure = desk.inputs.figures.get(name)
    if figure.value is None:
        return None
    inner, spot = inside(desk, name), Spot(subject=name)
    text, unit = desk.inputs.printer.text(figure, form.number_format), desk.inputs.printer.unit(figure)
    desk.note(figure, text)
    remark = _remark(inner, figure, text, spot)
    if _is_large(figure):
        text, unit = _in_hundred_million(desk, figure, form), "亿元"
    return Card(
        question=plain(inner, form.question, spot),
        answer=text,
        unit=unit,
        sentence=spoken(inner, form.sentence, spot),
        page="",
        anchor="",
        figure=figure.name,
        label="".join(span.text for span in spoken(inner, form.label, spot)) if form.label else "",
        remark=remark,
        prior=spoken(inner, form.prior, spot) if form.prior else (),
        bars=_bars(desk, form.bars or name),
    )


def _is_large(figure: Figure) -> bool:
    return figure.kind == "money" and figure.value is not None and abs(figure.value) >= HUNDRED_MILLION


def _in_hundred_million(desk: Desk, figure: Figure, form: CardForm) -> str:
    """Return an amount in 亿元 with two decimals, signed where the question's format is."""
    printer = desk.inputs.printer
    value = in_unit(figure.value or Decimal(0), "亿元")
    return printer.number(replace(figure, kind="count", value=value, typed=""), form.number_format or "表格")


def _remark(desk: Desk, figure: Figure, text: str, spot: Spot) -> str:
    """Return what a zero means, or the amount in a unit that is easier to picture; empty where neither helps."""
    if figure.value is None or figure.kind != "money":
        return ""
    words = {"万元数": f"{text}{desk.inputs.printer.unit(figure)}", "元数": format(abs(figure.value).normalize(), "f")}
    inner = desk.inside(words)
    if not figure.value:
        name = ZERO
    elif _is_large(figure):
        name = IN_FULL
    elif abs(figure.value) < TEN_THOUSAND and desk.inputs.printer.unit(figure) == "万元":
        name = IN_YUAN
    else:
        return ""
    known = name in desk.inputs.style.patterns
    return "".join(span.text for span in spoken(inner, name, spot)) if known else ""


def _bars(desk: Desk, name: str) -> tuple[ChartPoint, ...]:
    """Return last year's amount and this year's, or nothing where one is unknown, below zero, or both are zero."""
    figures, printer, year = desk.inputs.figures, desk.inputs.printer, desk.inputs.report.year
    now = figures.get(name)
    if now.kind != "money" or split_name(name)[1]:
        return ()
    before = figures.get(f"{name}.{PRIOR}")
    if now.value is None or before.value is None or min(now.value, before.value) < 0 or not now.value + before.value:
        return ()
    return tuple(
        # A mark's length is geometry, not money.
        ChartPoint(f"{when}年", float(printer.in_unit(figure)), printer.text(figure), figure.name)
        for when, figure in ((year - 1, before), (year, now))
    )


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Yield every section of a tree in reading order."""
    for section in sections:
        yield section
        yield from walk(section.sections)
