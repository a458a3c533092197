"""Answers of the landing page: one figure, one sentence with its base, one link each."""

from collections.abc import Iterator
from dataclasses import replace

from generator.document.desk import Desk
from generator.document.parts import parts_named
from generator.document.sentences import MissingError, Spot, plain, sentence
from generator.model.address import split_name
from generator.model.blocks import Card, ChartPoint, Section
from generator.model.evaluation import EvaluationKind
from generator.model.style import CardForm

#: in the name of an answer: one for each evaluation. So many evaluations each have an answer of their own.
EVERY_EVALUATION = "各评价"
FEW = 3


def cards_of(desk: Desk, parts: tuple[Section, ...]) -> Iterator[Card]:
    """Yield the questions of the style whose answers are known, each leading to its section."""
    pages = {section.key: section.page for section in walk(parts)}
    for form in desk.inputs.style.cards:
        section = desk.inputs.style.sections[form.section]
        if section.slug not in pages:
            continue
        for name in _answers(desk, form):
            found = _card(desk, form, name)
            if found is not None:
                yield replace(found, page=pages[section.slug], anchor=section.slug)


def _answers(desk: Desk, form: CardForm) -> Iterator[str]:
    """Yield the figures that answer a question: of many evaluations only the overall ones."""
    if EVERY_EVALUATION not in form.figure.split("."):
        yield form.figure
        return
    evaluations = desk.inputs.evaluations
    wanted = {
        evaluation.scope
        for evaluation in evaluations
        if len(evaluations) <= FEW or evaluation.record.kind is EvaluationKind.OVERALL
    }
    for name in parts_named(desk.inputs.figures, (form.figure,)):
        if split_name(name)[0].scope in wanted:
            yield name


def _card(desk: Desk, form: CardForm, name: str) -> Card | None:
    """Return the answer that a figure gives, or None where it is not known; its place is still to be filled in."""
    figure, scope = desk.inputs.figures.get(name), split_name(name)[0].scope
    if figure.value is None:
        return None
    inner = desk.inside(dimensions={"scope": scope} if scope else {})
    spot = Spot(subject=name)
    text = desk.inputs.printer.text(figure, form.number_format)
    desk.note(figure, text)
    try:
        spans = sentence(inner, form.sentence, spot)
    except MissingError:
        spans = ()
    question = plain(desk, form.question, spot)
    return Card(question, text, desk.inputs.printer.unit(figure), spans, "", "", figure.name, _strip(desk, form))


def _strip(desk: Desk, form: CardForm) -> tuple[ChartPoint, ...]:
    """Return the parts of 每100元, or nothing when one of them is unknown."""
    found = []
    for name in parts_named(desk.inputs.figures, form.parts):
        figure = desk.inputs.figures.get(f"{name}.每百元")
        if figure.value is None:
            return ()
        text = desk.inputs.printer.text(figure, "每百元")
        desk.note(figure, text)
        label = desk.inputs.naming.last(split_name(name)[0])
        found.append(ChartPoint(label, float(figure.value), text, figure.name))
    return tuple(found)


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Yield every section of a tree in reading order."""
    for section in sections:
        yield section
        yield from walk(section.sections)
