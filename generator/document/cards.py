"""Answers of the landing page: one figure, one sentence with its base, one link each."""

from collections.abc import Iterator

from generator.document.desk import Desk
from generator.document.parts import parts_named
from generator.document.sentences import MissingError, Spot, sentence
from generator.model.address import split_name
from generator.model.blocks import Card, ChartPoint, Section
from generator.model.style import CardForm


def cards_of(desk: Desk, parts: tuple[Section, ...]) -> Iterator[Card]:
    """Yield the questions of the style whose answers are known, each leading to its section."""
    pages = {section.key: section.page for section in walk(parts)}
    for form in desk.inputs.style.cards:
        figure = desk.inputs.figures.get(form.figure)
        section = desk.inputs.style.sections[form.section]
        if figure.value is None or section.slug not in pages:
            continue
        text = desk.inputs.printer.text(figure, form.number_format)
        desk.note(figure, text)
        try:
            spans = sentence(desk, form.sentence, Spot())
        except MissingError:
            spans = ()
        unit = desk.inputs.printer.unit(figure)
        yield Card(form.question, text, unit, spans, pages[section.slug], section.slug, figure.name, _strip(desk, form))


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
